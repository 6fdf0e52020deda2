"""Which categories of legal aid a case itself speaks for, and why."""

from collections.abc import Mapping
from dataclasses import dataclass

from legalaid_desktop.domain.cases import Case, CaseType, PartyRole
from legalaid_desktop.domain.intakes import Adaptation, Intake, Tongue
from legalaid_desktop.domain.people import Person, Sex
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.safe_contacts import Answer


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Speaking(Private):
    """What of a case can speak for a category.

    Attributes:
        roles: of the client; young: whether the client is, or may be, a child.
        presumed: whether the client is at least presumed a victim of trafficking.
    """

    case: Case
    person: Person
    roles: frozenset[PartyRole]
    young: bool
    presumed: bool = False
    intake: Intake | None = None


def suggested(about: Speaking) -> Mapping[str, str]:
    """The categories that the case itself speaks for, each with why; somebody still decides."""
    why = {
        "DISAB": "disability" if about.person.disability else "",
        "CHILD": "age" if about.young else "",
        "MANDATORY": _mandatory(about),
        "VIOLENCE": "violence" if _suffered_violence(about) else "",
        "TIP": _trafficked(about),
    }
    return {name: ground for name, ground in why.items() if ground}


def _mandatory(about: Speaking) -> str:
    """Why the law may require a lawyer: no text of it was read, so it is to be confirmed (C)."""
    if PartyRole.ACCUSED not in about.roles:
        return ""
    if about.young:
        return "accused_child"
    intake = about.intake
    if intake is None:
        return ""
    if _HINDERS & set(intake.adaptations):
        return "accused_hindered"
    foreign = intake.language not in (Tongue.UNKNOWN, Tongue.LAO)
    return "accused_language" if foreign or intake.interpreter is Answer.YES else ""


def _suffered_violence(about: Speaking) -> bool:
    """Women and children; not whoever is said to have done it."""
    may_be = about.young or about.person.sex is not Sex.MALE
    return may_be and about.case.subtype in _VIOLENT and not about.roles & _BLAMED


def _trafficked(about: Speaking) -> str:
    if about.presumed:
        return "presumed"
    if about.case.type is CaseType.TRAFFICKING:
        return "case_type"
    signs = about.intake is not None and about.intake.trafficking is Answer.YES
    return "signs" if signs else ""


_HINDERS = frozenset({Adaptation.HEARING, Adaptation.SIGHT, Adaptation.SPEECH, Adaptation.MIND})
_VIOLENT = frozenset({"domestic-violence", "violence-in-family", "rape"})
_BLAMED = frozenset(
    {PartyRole.ACCUSED, PartyRole.SUSPECT, PartyRole.ALLEGED_OFFENDER, PartyRole.DEFENDANT}
)
