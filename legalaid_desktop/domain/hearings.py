"""Notices of hearings: who was told when and by whom, who came, and what missed summonses bring."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from legalaid_desktop.domain import checks, reference
from legalaid_desktop.domain.cases import PartyRole
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.triggers import ServiceWay

NEEDS_WHOM = "Say who was told of the hearing."
NEEDS_DAY = "Write the day of the notice, or choose that nobody was told."
ABSENT_UNTOLD = "Somebody who was not told of the hearing has not missed it."

CLIENT, LAWYER, INTERPRETER = "client", "lawyer", "interpreter"
OUR_SIDE = (CLIENT, LAWYER)
"""Words in ``whom`` that the program knows."""


class Signed(StrEnum):
    """What the delivery book shows of a notice (Civil Procedure Law art. 150)."""

    UNKNOWN = ""
    SIGNED = "signed"
    THUMB = "thumb"
    REFUSED = "refused"
    """The refusal was noted by whoever served it."""
    NOT_FOUND = "not_found"
    BY_WORD = "by_word"


class Attendance(StrEnum):
    """Whether somebody came to a hearing."""

    OPEN = ""
    CAME = "came"
    EXCUSED = "excused"
    ABSENT = "absent"


class Service(StrEnum):
    """How good a notice is."""

    NONE = "none"
    OTHER_DAY = "other_day"
    """Told of a day on which the hearing is no longer held."""
    DOUBTFUL = "doubtful"
    LATE = "late"
    PROPER = "proper"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class HearingNotice(Private):
    """One line of the ledger: somebody was, or was not, told of a hearing.

    Attributes:
        event_id: the hearing.
        party_id: of a party; ``whom`` in words for the client, the lawyer, an interpreter.
        told_on: the day the notice arrived; None: nobody told them.
        told_for: the day of the hearing that the notice named, kept when the hearing moves.
        book: the number in the delivery book, or what else shows it.
        struck: why the line is struck out; it stays readable and counts no more.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    event_id: int
    party_id: int | None = None
    whom: str = ""
    told_on: date | None = None
    told_for: date | None = None
    told_by: str = ""
    way: ServiceWay = ServiceWay.NONE
    signed: Signed = Signed.UNKNOWN
    book: str = ""
    attendance: Attendance = Attendance.OPEN
    note: str = ""
    struck: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsRule:
    """How many days before the hearing a summons has to arrive."""

    days_before: int
    law: str
    article: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceRule:
    """What a number of absences without a reason brings for a party."""

    party: PartyRole
    count: int
    texts: Mapping[str, str]
    law: str
    article: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class SummonsRules:
    """What the law says of summonses."""

    summons: SummonsRule
    absences: tuple[AbsenceRule, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """The hearings that a party missed without a reason.

    Attributes:
        days: those after a proper summons, in order; only they count.
        doubtful: those where the summons came late, or nothing shows that it came.
        consequence: what follows from as many; None while nothing does.
        next_counts: whether the next absence has a consequence; ahead: which one.
    """

    days: tuple[date, ...]
    doubtful: tuple[date, ...]
    consequence: AbsenceRule | None
    next_counts: bool
    ahead: AbsenceRule | None = None


def checked(notice: HearingNotice, today: date) -> HearingNotice:
    """The notice with its texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(notice, "whom", "told_by", "book", "note")
    if clean.party_id is None and not clean.whom:
        raise InvalidValue("whom", NEEDS_WHOM)
    checks.not_after("told_on", clean.told_on, today)
    if clean.told_on is None and clean.way:
        raise InvalidValue("told_on", NEEDS_DAY)
    if clean.told_on is None and clean.attendance is Attendance.ABSENT:
        raise InvalidValue("attendance", ABSENT_UNTOLD)
    return clean


def service(notice: HearingNotice, hearing: date, rule: SummonsRule) -> Service:
    """How good the notice is: proper if shown in the book and in time (arts 149, 150)."""
    if notice.told_on is None or notice.signed is Signed.NOT_FOUND:
        return Service.NONE
    if names_other_day(notice, hearing):
        return Service.OTHER_DAY
    if notice.told_on > hearing - timedelta(days=rule.days_before):
        return Service.LATE
    shown = notice.signed in (Signed.SIGNED, Signed.THUMB, Signed.REFUSED)
    return Service.PROPER if shown else Service.DOUBTFUL


def names_other_day(notice: HearingNotice, hearing: date) -> bool:
    """Whether the notice was of another day than the one on which the hearing is held now."""
    return notice.told_for not in (None, hearing)


def told_for(notice: HearingNotice, before: HearingNotice | None, hearing: date) -> date | None:
    """The day that a notice names: an old one keeps its day, a new one names the present day."""
    if notice.told_on is None:
        return None
    same = before is not None and (before.event_id, before.told_on) == (
        notice.event_id,
        notice.told_on,
    )
    return before.told_for if before is not None and same else hearing


def missed(
    notices: Iterable[HearingNotice],
    hearings: Mapping[int, date],
    role: PartyRole | None,
    rules: SummonsRules,
) -> Missed:
    """What a party has missed; art. 158 counts absences without a reason after a summons.

    Args:
        notices: those of one party.
        hearings: the day of each hearing by its id.
    """
    absent = sorted(
        (hearings[one.event_id], service(one, hearings[one.event_id], rules.summons))
        for one in notices
        if one.attendance is Attendance.ABSENT and one.event_id in hearings and not one.struck
    )
    days = tuple(sorted({day for day, how in absent if how is Service.PROPER}))
    doubtful = tuple(sorted({day for day, how in absent if how is not Service.PROPER} - {*days}))
    rule = next((one for one in rules.absences if one.party is role), None)
    reached = rule is not None and len(days) >= rule.count
    is_next = rule is not None and len(days) == rule.count - 1
    return Missed(
        days=days,
        doubtful=doubtful,
        consequence=rule if reached else None,
        next_counts=is_next,
        ahead=rule if is_next else None,
    )


def is_ours_told(notices: Iterable[HearingNotice], hearing: date, ours: Container[int]) -> bool:
    """Whether our side was told of that day; ``ours`` are the parties that the client is."""
    return any(
        one.told_on is not None
        and not one.struck
        and one.signed is not Signed.NOT_FOUND
        and not names_other_day(one, hearing)
        and (one.party_id in ours if one.party_id else one.whom in OUR_SIDE)
        for one in notices
    )


def parse_summonses(data: Mapping[str, object]) -> SummonsRules:
    """The rules of a parsed file."""
    summons = reference.records({"summons": [data.get("summons", {})]}, "summons")[0]
    return SummonsRules(
        summons=SummonsRule(
            days_before=reference.number(summons, "days_before"),
            law=reference.text(summons, "law"),
            article=reference.text(summons, "article"),
            certainty=reference.choice(Certainty, summons, "certainty"),
        ),
        absences=tuple(_absence(record) for record in reference.records(data, "absence")),
    )


def _absence(record: Mapping[str, object]) -> AbsenceRule:
    return AbsenceRule(
        party=reference.choice(PartyRole, record, "party"),
        count=reference.number(record, "count"),
        texts={each: reference.text(record, each) for each in ("lo", "en")},
        law=reference.text(record, "law"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
    )
