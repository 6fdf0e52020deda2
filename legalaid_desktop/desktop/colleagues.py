"""Colleagues to choose from, by the names they sign in with."""

from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.users import User


def offer(field: ChoiceField, frame: Frame, chosen: int | None = None) -> list[User]:
    """Fills the field with the open accounts of the office and gives them."""
    known: list[User] = frame.office.teams.colleagues()
    field.set_choices([(one.id, one.name) for one in known], translated=False)
    field.set_value(chosen)
    return known


def called(frame: Frame, typed: str) -> int | None:
    """The id of the colleague whose name begins so; none where no one or several are meant."""
    wanted = lao.search_key(typed)
    keys = [one.id for one in frame.office.teams.colleagues() if _begins(one, wanted)]
    return keys[0] if wanted and len(keys) == 1 else None


def _begins(user: User, wanted: str) -> bool:
    return lao.search_key(user.name).startswith(wanted)
