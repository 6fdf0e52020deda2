"""``backup DIR``, ``restore FILE DIR``, ``verify``: copies of an office; is it sound."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli.offices import opened, passphrase
from legalaid_desktop.domain.backups import Contents, Progress
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import doors

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

MADE = N_("{file}: read back and sound. Cases: {cases}, attachments: {attachments}.")
UNSOUND = N_("Attachments damaged or missing: {count}; verify the office.")
RESTORED = N_("Restored into {folder}. It is proved when it is first unlocked.")
CONTENTS = N_("Sound: made {day}. Cases: {cases}, attachments: {attachments}, entries: {entries}.")
SOUND = N_("The office is sound: attachments read: {checked}, the trail is whole.")
DATABASE = N_("The database is damaged: {detail}")
TRAIL = N_("The trail is broken from entry {number} on.")
TRAIL_ODD = N_("The trail does not fit what was noted of it elsewhere.")
BLOBS = N_("Attachments: {damaged} damaged, {missing} missing.")
ORPHANS = N_("Files that belong to no record: {count}; the manager decides on the page Office.")
_DAMAGED = 3


def add(commands: "Commands") -> None:
    """Adds the commands to the parser."""
    backup = commands.add_parser("backup", help="make one encrypted file of an office")
    backup.add_argument("dir", metavar="DIR", help="where to put it")
    backup.set_defaults(run=_backup)
    restore = commands.add_parser("restore", help="make an office out of a backup")
    restore.add_argument("file", metavar="FILE")
    restore.add_argument("dir", metavar="DIR", help="a new or empty folder")
    restore.set_defaults(run=_restore)
    verify = commands.add_parser("verify", help="check an office, or a backup")
    verify.add_argument("--backup", metavar="FILE", help="a backup; needs no --office")
    verify.set_defaults(run=_verify)
    for parser in (backup, restore, verify):
        parser.add_argument("--language", choices=("lo", "en"), default="en")
        parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)


def _backup(args: argparse.Namespace) -> dict[str, object]:
    with opened(args) as office:
        made = office.backups.make(Path(args.dir), progress=_progress())
    told = {"file": made.backup.file_name, **_counts(made.contents)}
    lines = [_said(MADE, args, **told)]
    if made.unsound:
        lines.append(_said(UNSOUND, args, count=made.unsound))
    return {
        **told,
        "size": made.backup.size,
        "sha256": made.backup.sha256,
        "unsound": made.unsound,
        "deleted": list(made.gone),
        "text": "\n".join(lines),
    }


def _restore(args: argparse.Namespace) -> dict[str, object]:
    cover = doors.restore(Path(args.file), Path(args.dir), _progress())
    return {
        "folder": args.dir,
        "office": cover.office,
        "made_at": cover.made_at.isoformat(),
        "text": _said(RESTORED, args, folder=args.dir),
    }


def _verify(args: argparse.Namespace) -> dict[str, object]:
    return _verify_backup(args) if args.backup else _verify_office(args)


def _verify_backup(args: argparse.Namespace) -> dict[str, object]:
    path = Path(args.backup)
    if args.office:
        with opened(args) as office:
            contents = office.backups.verify(path, _progress())
    elif args.user:
        contents = doors.verify_backup(path, args.user, passphrase(args))
    else:
        raise Refused(N_("Name who unlocks the office with --user."))
    day = i18n.date_long(contents.made_at.date(), args.language)
    told = {**_counts(contents), "entries": contents.head.seq}
    return {
        **told,
        "made_at": contents.made_at.isoformat(),
        "text": _said(CONTENTS, args, day=day, **told),
    }


def _verify_office(args: argparse.Namespace) -> dict[str, object]:
    with opened(args) as office:
        found = office.orphans.verify(_progress())
    lines = [_said(DATABASE, args, detail=one) for one in found.database]
    if not found.trail_sound:
        number = found.first_bad
        lines.append(_said(TRAIL, args, number=number) if number else _said(TRAIL_ODD, args))
    if found.damaged or found.missing:
        lines.append(_said(BLOBS, args, damaged=found.damaged, missing=found.missing))
    if found.is_sound:
        lines.append(_said(SOUND, args, checked=found.checked))
    if found.orphans:
        lines.append(_said(ORPHANS, args, count=found.orphans))
    return {
        "sound": found.is_sound,
        "database": list(found.database),
        "trail": found.trail_sound,
        "first_bad": found.first_bad,
        "attachments": found.checked,
        "damaged": found.damaged,
        "missing": found.missing,
        "orphans": found.orphans,
        "exit": 0 if found.is_sound else _DAMAGED,
        "text": "\n".join(lines),
    }


def _counts(contents: Contents) -> dict[str, object]:
    return {"cases": contents.cases, "attachments": contents.attachments}


def _said(message: str, args: argparse.Namespace, **values: object) -> str:
    return i18n.catalog(args.language).gettext(message).format(**values)


def _progress() -> Progress:
    """Per cent on standard error, where somebody is looking."""
    if not sys.stderr.isatty():
        return lambda _done, _total: None
    return lambda done, total: print(
        f"\r{100 * done // max(1, total)} %", end="", file=sys.stderr, flush=True
    )
