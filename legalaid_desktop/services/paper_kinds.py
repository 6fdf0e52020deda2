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
    "age_verification_request",
    "referral_letter",
    "protection_memo",
    "loss_sheet",
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
