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
from legalaid_desktop.services import reference
from legalaid_desktop.services.office import Office, open_office, users

VARIABLE = "LEGALAID_PASSPHRASE"
NO_WAY = N_("Give the passphrase with --passphrase-file or in LEGALAID_PASSPHRASE.")


def folder(args: argparse.Namespace) -> Path:
    """The folder of ``--office``; raises ``Refused`` where none was named."""
    if not args.office:
        raise Refused(N_("Name the folder of the office with --office."))
    return Path(args.office)


def require_folder(out: Path) -> None:
    """Refuses a place for files that is not there, before anything is made."""
    if not out.is_dir():
        raise Refused(N_("There is no folder {folder}. Make it first."), folder=out)


@contextmanager
def opened(args: argparse.Namespace) -> Iterator[Office]:
    """The office of ``--office``, unlocked for as long as the command runs.

    The passphrase comes from ``--passphrase-file``, from ``LEGALAID_PASSPHRASE``, or is asked for.
    """
    place = folder(args)
    office = open_office(place, args.user or _only_user(place), passphrase(args))
    try:
        yield office
    finally:
        office.lock()


def add_errand(parser: argparse.ArgumentParser) -> None:
    """Adds for whom a copy is, and why; the consents of the client are asked for it."""
    parser.add_argument("--to", default="", metavar="WHOM", help="for whom the copy is")
    parser.add_argument("--why", default="command line", metavar="WHY", help="what it is for")
    kinds = [one.id for one in reference.consents().bodies]
    parser.add_argument(
        "--to-kind", default="", choices=["", *kinds], metavar="KIND",
        help=f"what kind of recipient it is: {', '.join(kinds)}",
    )  # fmt: skip
    parser.add_argument("--abroad", action="store_true", help="it goes to another country")


def errand(args: argparse.Namespace) -> Errand:
    """For whom the copy is, and why."""
    return Errand(recipient=args.to, purpose=args.why, body=args.to_kind, abroad=args.abroad)


def _only_user(folder: Path) -> str:
    known = users(folder)
    if len(known) != 1:
        raise Refused(N_("Name who unlocks the office with --user."))
    return known[0]


def passphrase(args: argparse.Namespace) -> str:
    """The user's passphrase."""
    return secret(args.passphrase_file, VARIABLE, _("Passphrase: "), NO_WAY)


def secret(file: str | None, variable: str, question: str, no_way: str) -> str:
    """What stands in the file or in the environment, or else what somebody types at a terminal.

    Args:
        no_way: what a script is told that gives neither.
    """
    if file:
        try:
            return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError) as error:
            raise Refused(N_("The file with the passphrase cannot be read.")) from error
    if variable in os.environ:
        return os.environ[variable]
    if not sys.stdin.isatty():
        raise Refused(no_way)
    return getpass.getpass(question)
