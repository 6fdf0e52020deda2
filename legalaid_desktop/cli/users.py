"""``users``: who can sign in; added, given a role or a passphrase, closed."""

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli import offices
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_
from legalaid_desktop.i18n import gettext as _
from legalaid_desktop.labels import users as labels

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

Result = dict[str, object]

VARIABLE = "LEGALAID_NEW_PASSPHRASE"
NO_WAY = N_("Give the new passphrase with --new-passphrase-file or in LEGALAID_NEW_PASSPHRASE.")


def add(commands: "Commands") -> None:
    """Adds the commands to the parser."""
    parser = commands.add_parser("users", help="who can sign in")
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    _finish(actions.add_parser("list", help="names and roles"), _list)
    made = actions.add_parser("add", help="somebody new, or a closed account again")
    _add_role(made)
    _add_passphrase(made)
    _finish(made, _add)
    role = actions.add_parser("role", help="another role")
    _add_role(role)
    _finish(role, _role)
    reset = actions.add_parser("reset", help="a new passphrase for somebody")
    reset.add_argument("name", metavar="NAME")
    _add_passphrase(reset)
    _finish(reset, _reset)
    close = actions.add_parser("disable", help="close an account")
    close.add_argument("name", metavar="NAME")
    close.add_argument("--why", required=True, metavar="REASON")
    close.add_argument(
        "--successor",
        metavar="NAME",
        help="who takes over restricted cases that nobody else works on",
    )
    _finish(close, _disable)


def _add_role(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    parser.add_argument("role", type=Role, choices=list(Role), metavar="ROLE",
                        help=", ".join(Role))  # fmt: skip


def _add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--new-passphrase-file", metavar="F")


def _finish(parser: argparse.ArgumentParser, run: object) -> None:
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def _list(args: argparse.Namespace) -> Result:
    with offices.opened(args) as office:
        found = office.users.every()
    said = [f"{one.name}  {i18n.catalog(args.language).gettext(labels.ROLES[one.role])}"
            for one in found if one.disabled_on is None]  # fmt: skip
    return {"users": [_plain(one) for one in found], "text": "\n".join(said)}


def _add(args: argparse.Namespace) -> Result:
    own, new = offices.passphrase(args), _new_passphrase(args)
    with offices.opened(args) as office:
        user = User(name=args.name, role=args.role, since=office.today.day())
        return _plain(office.users.add(user, new, own))


def _role(args: argparse.Namespace) -> Result:
    with offices.opened(args) as office:
        return _plain(office.users.change(replace(office.users.called(args.name), role=args.role)))


def _reset(args: argparse.Namespace) -> Result:
    own, new = offices.passphrase(args), _new_passphrase(args)
    with offices.opened(args) as office:
        user = office.users.called(args.name)
        office.users.reset(user.id or 0, new, own)
        return _plain(user)


def _disable(args: argparse.Namespace) -> Result:
    own = offices.passphrase(args)
    with offices.opened(args) as office:
        heir = office.users.called(args.successor).id if args.successor else None
        key = office.users.called(args.name).id or 0
        return _plain(office.users.disable(key, args.why, own, heir))


def _new_passphrase(args: argparse.Namespace) -> str:
    return offices.secret(args.new_passphrase_file, VARIABLE, _("New passphrase: "), NO_WAY)


def _plain(user: User) -> Result:
    return {
        "name": user.name,
        "role": str(user.role),
        "since": user.since.isoformat(),
        "closed": user.disabled_on.isoformat() if user.disabled_on else None,
    }
