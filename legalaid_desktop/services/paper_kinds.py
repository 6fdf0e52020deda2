"""The kinds of papers as shipped with the program, each file read once."""

import tomllib
from functools import cache
from pathlib import Path

from legalaid_desktop import assets
from legalaid_desktop.domain import paper_kinds
from legalaid_desktop.domain.errors import Damaged, NotFound
from legalaid_desktop.domain.paper_kinds import PaperKind
from legalaid_desktop.i18n import N_

UNKNOWN = N_("There is no kind of paper called “{kind}”.")
UNREADABLE = N_("The file {file} of the program is damaged. Install the program again.")
_IDS = (
    "power_of_attorney",
    "aid_grant",
    "aid_provisional",
    "aid_refusal",
    "consent_form",
    "age_verification_request",
    "referral_letter",
    "protection_memo",
    "loss_sheet",
    "custody_complaint",
    "access_complaint",
    "closing_letter",
)


@cache
def kinds() -> tuple[PaperKind, ...]:
    """All kinds, in the order in which a case usually needs them."""
    return tuple(_read(assets.resource("papers", f"{one}.toml")) for one in _IDS)


def kind(kind_id: str) -> PaperKind:
    """The kind with that id; raises ``NotFound``."""
    for one in kinds():
        if one.id == kind_id:
            return one
    raise NotFound(UNKNOWN, kind=kind_id)


def _read(path: Path) -> PaperKind:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Damaged(UNREADABLE, file=f"papers/{path.name}") from error
    return paper_kinds.read(table)


def title(kind_id: str) -> tuple[str, str]:
    """What papers of that kind are called, in Lao and in English; an unknown one by its id."""
    try:
        found = kind(kind_id).title
    except NotFound:  # a kind of a later version of the program
        return kind_id, kind_id
    return found.lo, found.en
