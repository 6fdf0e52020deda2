"""Opens the office that a command works on."""

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.i18n import gettext as _
from legalaid_desktop.services.office import Office, open_office, users

VARIABLE = "LEGALAID_PASSPHRASE"


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Office]:
    """The office of ``--office``, unlocked for as long as the command runs.

    The passphrase comes from ``--passphrase-file``, from ``LEGALAID_PASSPHRASE``, or is asked for.
    """
    if not args.office:
        raise Refused(N_("Name the folder of the office with --office."))
    folder = Path(args.office)
    office = open_office(folder, args.user or _only_user(folder), passphrase(args))
    try:
        yield office
    finally:
        office.lock()


def add_errand(parser: argparse.ArgumentParser) -> None:
    """Adds ``--to`` and ``--why``, which are entered in the register of copies."""
    parser.add_argument("--to", default="", metavar="WHOM", help="for whom the copy is")
    parser.add_argument("--why", default="command line", metavar="WHY", help="what it is for")


def errand(args: argparse.Namespace) -> Errand:
    """For whom the copy is, and why."""
    return Errand(recipient=args.to, purpose=args.why)


def _only_user(folder: Path) -> str:
    known = users(folder)
    if len(known) != 1:
        raise Refused(N_("Name who unlocks the office with --user."))
    return known[0]


def passphrase(args: argparse.Namespace) -> str:
    """The passphrase from the file, the environment, or whoever types it."""
    if args.passphrase_file:
        try:
            return Path(args.passphrase_file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(N_("The file with the passphrase cannot be read.")) from error
    return os.environ.get(VARIABLE) or _asked()


def _asked() -> str:
    """What somebody types at a terminal; a script without one has other ways."""
    if not sys.stdin.isatty():
        raise Refused(N_("Give the passphrase with --passphrase-file or in LEGALAID_PASSPHRASE."))
    return getpass.getpass(_("Passphrase: "))
