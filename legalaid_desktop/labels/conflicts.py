"""Conflict checks in words: what was decided, and hit by hit why somebody may be known."""

from legalaid_desktop import i18n
from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.conflicts import (
    CLIENT,
    FAMILY,
    SPEAKER,
    ConflictAnswer,
    ConflictCheck,
    ShownHit,
)
from legalaid_desktop.domain.name_index import Sign
from legalaid_desktop.domain.names import How
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases

DECISIONS = {
    ConflictAnswer.OPEN: N_("not answered yet"),
    ConflictAnswer.NO_HITS: N_("no conflict found"),
    ConflictAnswer.NO_CONFLICT: N_("no conflict"),
    ConflictAnswer.CONSENT: N_("all concerned were told and agree"),
    ConflictAnswer.WALLED: N_("goes on with the files kept apart"),
    ConflictAnswer.REFUSED: N_("conflict: the case is refused"),
    ConflictAnswer.PASSED_ON: N_("conflict: the case is passed on"),
}
HOW = {
    How.SAME: N_("the same letters"),
    How.LAO_SPELLING: N_("another Lao spelling"),
    How.TWO_SCRIPTS: N_("Lao against Latin letters"),
    How.ROMANISED: N_("another way to write it in Latin letters"),
    How.SOUND: N_("sounds nearly alike"),
    How.NEARLY: N_("a letter or two off"),
    How.SWAPPED: N_("given and family name exchanged"),
    How.GIVEN_ALONE: N_("the given name alone"),
}
SIGNS = {
    Sign.RECORD: N_("the very same person"),
    Sign.ID_NUMBER: N_("the same number of a paper"),
    Sign.ID_NEARLY: N_("the number of a paper, one digit off"),
    Sign.PHONE: N_("the same telephone"),
    Sign.BIRTH: N_("the same birth"),
    Sign.BIRTH_NEARLY: N_("nearly the same birth"),
}
OURS = N_("client of the office")
OF_THE_OFFICE = N_("lawyer of the office")
OTHERS = {
    SPEAKER: N_("spoke for the client"),
    FAMILY: N_("in the household of somebody in the case"),
}
CLOSED = N_("closed")
BINNED = N_("in the bin")
POINTER = N_("Possible conflict in case {number} (“{name}”), which you do not see.")
NO_CHECK = N_("no conflict check yet")

_REASONS: dict[str, str] = {
    **{how.value: text for how, text in HOW.items()},
    **{sign.value: text for sign, text in SIGNS.items()},
}


def place(name: str, language: str) -> str:
    """What somebody is in a case."""
    told = i18n.catalog(language).gettext
    if name == CLIENT:
        return told(OURS)
    if name in OTHERS:
        return told(OTHERS[name])
    role = conflicts.role(name)
    return told(OF_THE_OFFICE if role is None else cases.ROLES[role])


def places(hit: ShownHit, language: str) -> str:
    """Everything that somebody is in the case."""
    return ", ".join(place(one, language) for one in hit.places)


def name(hit: ShownHit, language: str) -> str:
    """Whom the hit may be."""
    return hit.name_lo if language == "lo" else hit.name_en


def title(hit: ShownHit, language: str) -> str:
    """Whom the hit may be and where, in a line."""
    if hit.is_pointer:
        told = i18n.catalog(language).gettext(POINTER)
        return told.format(number=hit.case_number, name=hit.code_name)
    return " · ".join(filter(None, (name(hit, language), places(hit, language), hit.case_number)))


def why(hit: ShownHit, language: str) -> str:
    """By which rules they agree, and what is known of the case."""
    told = i18n.catalog(language).gettext
    reasons = [told(_REASONS[one]) for one in hit.how if one in _REASONS]
    reasons += [told(CLOSED)] if hit.is_closed else []
    reasons += [told(BINNED)] if hit.is_removed else []
    return " · ".join(reasons)


def outcome(check: ConflictCheck | None, language: str) -> str:
    """What was decided."""
    message = NO_CHECK if check is None else DECISIONS[check.decision]
    return i18n.catalog(language).gettext(message)
