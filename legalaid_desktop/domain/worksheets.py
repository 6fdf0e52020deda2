"""The worksheet: what is noted of the elements of trafficking and smuggling, and the lawyer's view.

Nothing in it is ever added up. The program says which elements are noted, which are missing, and
what follows in the words of the law; whether somebody was trafficked is a view that a lawyer
writes and signs, and that only a later view takes the place of.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from legalaid_desktop.domain import checks, reference
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.people import Majority
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty


class Group(StrEnum):
    """What a question of the worksheet belongs to, in the order of a conversation."""

    ACT = "act"
    BORDER = "border"
    MEANS = "means"
    PURPOSE = "purpose"
    ILO = "ilo"
    UNODC = "unodc"
    KIND = "kind"
    CHILD = "child"


INDICATORS = frozenset({Group.ILO, Group.UNODC, Group.KIND, Group.CHILD})


class Answer(StrEnum):
    """What is known of an element."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


class Ground(StrEnum):
    """What an answer rests on."""

    SAID = "said"
    OBSERVED = "observed"
    REPORTED = "reported"
    PAPER = "paper"


class Sector(StrEnum):
    """The work somebody was used for."""

    NONE = ""
    FISHING = "fishing"
    AGRICULTURE = "agriculture"
    AQUAFARMING = "aquafarming"
    BEGGING = "begging"
    CONSTRUCTION = "construction"
    DOMESTIC = "domestic"
    HOSPITALITY = "hospitality"
    ILLICIT = "illicit"
    MANUFACTURING = "manufacturing"
    MINING = "mining"
    PEDDLING = "peddling"
    TRANSPORT = "transport"
    PROSTITUTION = "prostitution"
    PORNOGRAPHY = "pornography"
    REMOTE = "remote"
    PRIVATE = "private"
    OTHER = "other"


class Opinion(StrEnum):
    """What a lawyer holds of one of the two offences."""

    OPEN = "open"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A question of the worksheet, as law and reference data have it.

    Attributes:
        sets: a purpose for which the law has a rule of its own.
        control: the method of control it stands for in HTCDS.
        source: who names it, where no law does.
        sectors: the kinds of work it is asked for; of every kind where there are none.
    """

    id: str
    group: Group
    texts: Mapping[str, str]
    law: str = ""
    article: str = ""
    source: str = ""
    certainty: Certainty
    sets: str = ""
    control: str = ""
    sectors: tuple[Sector, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A sentence of law or of ours about what follows, or a reminder; ``when`` it is due.

    Attributes:
        rule: the id of the rule whose length, article and certainty it tells.
    """

    id: str
    texts: Mapping[str, str]
    law: str = ""
    article: str = ""
    source: str = ""
    certainty: Certainty
    when: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Finding(Private):
    """What is known of one element, what it rests on, and who noted it when (``2026-03-09``)."""

    element: str
    answer: Answer
    ground: Ground = Ground.SAID
    note: str = ""
    on: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Help(Private):
    """A service that somebody needs: which, from whom, and when it was promised and delivered."""

    service: str
    by: str = ""
    promised_on: date | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Worksheet(Private):
    """One person in one period of the case.

    Attributes:
        place: in words; country: ISO 3166-1 alpha-2.
        recruiter: how the person knew whoever began it.
        findings: the elements that were answered.
        interviewed_on: and the next: the conversation it was taken down in; agreement: who agreed
            to it, and how; route: the way, with dates and countries.
        part, relation: ids of ``exploitation.toml``; recruitments, controls, vulnerabilities too.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    person_id: int
    from_on: date | None = None
    to_on: date | None = None
    place: str = ""
    country: str = ""
    sector: Sector = Sector.NONE
    recruiter: str = ""
    findings: tuple[Finding, ...] = ()
    interviewed_on: date | None = None
    interviewer: str = ""
    interpreter: str = ""
    interview_place: str = ""
    duration: str = ""
    agreement: str = ""
    route: str = ""
    health: str = ""
    children: str = ""
    needs: str = ""
    risks: str = ""
    wishes: str = ""
    help: tuple[Help, ...] = ()
    part: str = ""
    relation: str = ""
    recruitments: tuple[str, ...] = ()
    controls: tuple[str, ...] = ()
    vulnerabilities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class View(Private):
    """The reasoned view of a lawyer on one worksheet; it is never changed, only superseded.

    Attributes:
        lawyer_id: whose view it is; signed_on: of which day; entered_by: who typed it.
        signed_by: the user who is that lawyer and signed it; empty: it is not signed yet.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    worksheet_id: int
    trafficking: Opinion = Opinion.OPEN
    smuggling: Opinion = Opinion.OPEN
    reasons: str
    lawyer_id: int
    signed_on: date
    entered_by: str = ""
    signed_by: str = ""

    @property
    def is_signed(self) -> bool:
        """Whether the lawyer signed it, and nobody else entered it in that name alone."""
        return bool(self.signed_by)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is noted and what is missing; ``says`` are ids of statements, in their order."""

    noted: Mapping[Group, tuple[str, ...]]
    missing: tuple[Group, ...]
    needs_means: bool
    says: tuple[str, ...]


def checked(sheet: Worksheet, today: date) -> Worksheet:
    """The worksheet with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(sheet, "place", "recruiter", *_LINES)
    texts: dict[str, Any] = {name: checks.text(name, getattr(clean, name)) for name in _TEXTS}
    clean = replace(clean, **texts)
    for name in ("from_on", "to_on", "interviewed_on"):
        checks.not_after(name, getattr(clean, name), today)
    if clean.from_on and clean.to_on and clean.to_on < clean.from_on:
        raise InvalidValue("to_on", "The end lies before the beginning.")
    kept = (one for one in clean.findings if one.answer is not Answer.UNKNOWN or one.note)
    findings = (replace(one, note=checks.line("findings", one.note)) for one in kept)
    help_ = tuple(_checked_help(place, one) for place, one in enumerate(clean.help))
    return replace(clean, findings=tuple(findings), help=help_)


_LINES = ("interviewer", "interpreter", "interview_place", "duration", "agreement")
_TEXTS = ("route", "health", "children", "needs", "risks", "wishes")


def _checked_help(place: int, one: Help) -> Help:
    if one.promised_on and one.delivered_on and one.delivered_on < one.promised_on:
        raise InvalidValue(
            "help", "The end lies before the beginning.", line=place, part="delivered_on"
        )
    return checks.of_list("help", place, one, "service", "by", needed="service")


def checked_view(view: View, today: date) -> View:
    """The view with its reasons; raises ``InvalidValue`` for the first wrong field."""
    checks.not_after("signed_on", view.signed_on, today)
    return replace(view, reasons=checks.text("reasons", view.reasons, required=True))


def stamped(
    sheet: Worksheet, before: Worksheet | None, user: str, today: date
) -> tuple[Finding, ...]:
    """The findings, those that are new or changed under the name of whoever noted them today."""
    known = {one.element: one for one in before.findings} if before else {}
    return tuple(_stamped(one, known.get(one.element), user, today) for one in sheet.findings)


def _stamped(one: Finding, before: Finding | None, user: str, today: date) -> Finding:
    told = ("answer", "ground", "note")
    if before and all(getattr(one, name) == getattr(before, name) for name in told):
        return replace(one, on=before.on, by=before.by)
    return replace(one, on=today.isoformat(), by=user)


def day_of(sheet: Worksheet, today: date) -> date:
    """The day on which the age counts: the first of the period, as far as one is known."""
    return sheet.from_on or sheet.to_on or today


def majority_in(sheet: Worksheet, on_that_day: Majority) -> Majority:
    """The age in the period; without its beginning nobody is found to have been an adult then.

    Args:
        sheet: with the period.
        on_that_day: child or not on ``day_of``.
    """
    if sheet.from_on is None and on_that_day is Majority.ADULT:
        return Majority.UNKNOWN
    return on_that_day


def standing(sheet: Worksheet, elements: Iterable[Element], majority: Majority) -> Standing:
    """Which elements are noted, which are missing, and what follows for somebody of that age."""
    yes = {one.element for one in sheet.findings if one.answer is Answer.YES}
    found = [one for one in elements if one.id in yes]
    noted = {group: tuple(one.id for one in found if one.group is group) for group in Group}
    sold = any(one.sets == "prostitution" for one in found)
    adult = majority is Majority.ADULT  # whose age is not known counts as a child
    needs = (Group.ACT, Group.MEANS, Group.PURPOSE) if adult else (Group.ACT, Group.PURPOSE)
    missing = tuple(group for group in needs if not noted[group])
    return Standing(
        noted=noted,
        missing=missing,
        needs_means=adult,
        says=tuple(_says(sheet, noted, missing, majority, sold=sold)),
    )


def _says(
    sheet: Worksheet,
    noted: Mapping[Group, Collection[str]],
    missing: Collection[Group],
    majority: Majority,
    *,
    sold: bool,
) -> Iterable[str]:
    child = majority in (Majority.CHILD, Majority.PERHAPS_CHILD)
    unknown, adult = majority is Majority.UNKNOWN, majority is Majority.ADULT
    smuggled = bool({"border.organised", "border.enticed"} & set(noted[Group.BORDER]))
    facts = {
        "child": child,
        "age_unknown": unknown and sheet.from_on is not None,
        "period_open": unknown and sheet.from_on is None,
        "all_noted": not missing and adult,
        "child_noted": not missing and not adult,
        "prostitution": sold,
        "prostitution_means": sold and Group.MEANS in missing,
        "missing_act": Group.ACT in missing,
        "missing_means": Group.MEANS in missing,
        "missing_purpose": Group.PURPOSE in missing,
        "crime": not missing,
        "border": smuggled,
        "both": smuggled and not missing,
        "indicators": any(noted[group] for group in INDICATORS),
    }
    return (name for name, holds in facts.items() if holds)


def standing_view(views: Iterable[View], worksheet_id: int | None) -> View | None:
    """The view that stands: the last one signed for that worksheet; else the last one entered."""
    found = [one for one in views if one.worksheet_id == worksheet_id]
    return max(found, key=lambda one: (one.is_signed, one.signed_on, one.id or 0), default=None)


def parse_elements(data: Mapping[str, object]) -> tuple[Element, ...]:
    """The elements, as ``resources/law/trafficking.toml`` says, in its order."""
    return tuple(_element(record) for record in reference.records(data, "element"))


def parse_indicators(data: Mapping[str, object]) -> tuple[Element, ...]:
    """The indicators, as ``resources/reference/indicators.toml`` says, in its order."""
    return tuple(_element(record) for record in reference.records(data, "indicator"))


def parse_statements(data: Mapping[str, object], key: str) -> tuple[Statement, ...]:
    """The sentences under that key, in the order of the file."""
    return tuple(_statement(record) for record in reference.records(data, key))


def _element(record: Mapping[str, object]) -> Element:
    return Element(
        id=reference.text(record, "id"),
        group=reference.choice(Group, record, "group"),
        texts=_texts(record),
        law=reference.text(record, "law", ""),
        article=reference.text(record, "article", ""),
        source=reference.text(record, "source", ""),
        certainty=reference.choice(Certainty, record, "certainty"),
        sets=reference.text(record, "sets", ""),
        control=reference.text(record, "control", ""),
        sectors=tuple(Sector(one) for one in reference.texts(record, "sectors")),
    )


def is_asked(element: Element, sector: Sector) -> bool:
    """Whether it is asked of somebody in that kind of work; of all while the work is not noted."""
    return not element.sectors or sector is Sector.NONE or sector in element.sectors


def _statement(record: Mapping[str, object]) -> Statement:
    return Statement(
        id=reference.text(record, "id"),
        texts=_texts(record),
        law=reference.text(record, "law", ""),
        article=reference.text(record, "article", ""),
        source=reference.text(record, "source", ""),
        certainty=reference.choice(Certainty, record, "certainty"),
        when=reference.text(record, "when", ""),
        rule=reference.text(record, "rule", ""),
    )


def _texts(record: Mapping[str, object]) -> Mapping[str, str]:
    return {language: reference.text(record, language) for language in ("lo", "en")}
