"""Papers: one made for a case, with its own facts, a draft until it is issued under a number."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from legalaid_desktop.domain import age_evidence, checks, two_languages
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.cases import Case, PartyRole, is_restricted
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.paper_kinds import Demand, Field, FieldType, Must, PaperKind, Words
from legalaid_desktop.domain.people import Majority, Person
from legalaid_desktop.domain.privacy import Private

LANGUAGES = ("lo", "en", "both")
_MINORS = (Majority.CHILD, Majority.PERHAPS_CHILD)


class PaperStatus(StrEnum):
    """Whether a paper can still change."""

    DRAFT = "draft"
    ISSUED = "issued"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Paper(Private):
    """One paper of one case.

    Attributes:
        language: ``lo``, ``en`` or ``both``.
        values: own facts as typed, by key; dates as ``2026-03-27``, several choices one a line.
        dated_on: the day it was issued; of a draft, the day it was begun.
        blob: the encrypted PDF as issued; sha256: of the PDF itself.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    kind: str
    language: str
    status: PaperStatus = PaperStatus.DRAFT
    number: str = ""
    dated_on: date
    values: tuple[tuple[str, str], ...] = ()
    blob: str = ""
    sha256: str = ""
    issued_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PaperLine(Private):
    """A paper as lists need it: with its case."""

    paper: Paper
    case: Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """Why a paper cannot be issued yet, and the own field that would mend it, if one would."""

    id: str
    sentence: Words
    field: str = ""


def new(kind: PaperKind, case_file: CaseFile, language: str, today: date) -> Paper:
    """A draft of that kind, filled with its defaults."""
    if case_file.case.id is None:
        raise ValueError("the case was never stored")
    restricted = is_restricted(case_file.case)
    values = {
        key: default
        for field in kind.fields
        for key, default in zip(field.keys, _defaults(field, today, restricted), strict=True)
    }
    paper = Paper(case_id=case_file.case.id, kind=kind.id, language=language, dated_on=today)
    return with_values(kind, in_language(paper, language), values)


def as_of(kind: PaperKind, paper: Paper, today: date) -> Paper:
    """The draft as it would go out that day, with each date that nobody has changed moved along."""
    _refuse_issued(paper)
    begun, moving = paper.dated_on.isoformat(), {f.name for f in kind.fields if _is_today(f)}
    values = tuple(
        (key, today.isoformat() if key in moving and text == begun else text)
        for key, text in paper.values
    )
    return replace(paper, dated_on=today, values=values)


def _is_today(field: Field) -> bool:
    return field.type is FieldType.DATE and field.default.en == "today"


def _defaults(field: Field, today: date, restricted: bool) -> tuple[str, ...]:
    if field.bilingual:
        return field.default.lo, field.default.en
    if _is_today(field):
        return (today.isoformat(),)
    return ((field.restricted_default if restricted else "") or field.default.en,)


def value(paper: Paper, key: str) -> str:
    """What was typed under that key, or nothing."""
    return dict(paper.values).get(key, "")


def shares(kind: PaperKind, paper: Paper) -> frozenset[str]:
    """Ids of the data of the client that the paper tells, as it is filled in."""
    chosen = {data for field, held, data in kind.shares_if if value(paper, field) == held}
    return frozenset(kind.shares) | chosen


def with_values(kind: PaperKind, paper: Paper, typed: Mapping[str, str]) -> Paper:
    """The draft with those own facts set; raises ``InvalidValue`` for the first wrong one."""
    _refuse_issued(paper)
    values = dict(paper.values)
    fields = {key: field for field in kind.fields for key in field.keys}
    for key, text in typed.items():
        if key not in fields:
            raise InvalidValue(key, "This paper has no such field.")
        values[key] = _clean(fields[key], key, text)
    return replace(paper, values=tuple((key, values[key]) for key in fields if values.get(key)))


def _clean(field: Field, key: str, text: str) -> str:
    match field.type:
        case FieldType.LINE:
            return checks.line(key, text)
        case FieldType.LINES:
            return checks.text(key, text)
        case FieldType.DATE:
            return _day(key, text.strip())
        case FieldType.CHOICE:
            return _chosen(field, text.strip())
        case FieldType.CHOICES:
            lines = (line.strip() for line in text.splitlines())
            return "\n".join(dict.fromkeys(_chosen(field, line) for line in lines if line))


def _day(key: str, text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise InvalidValue(key, "A date such as 2026-03-27, please.") from error


def _chosen(field: Field, text: str) -> str:
    if text and text not in {option.value for option in field.options}:
        raise InvalidValue(field.name, "This is not one of the answers.")
    return text


def issued(paper: Paper, *, number: str, blob: str, sha256: str, at: datetime) -> Paper:
    """The paper under its number with its PDF; from then on it does not change."""
    _refuse_issued(paper)
    return replace(
        paper, status=PaperStatus.ISSUED, number=number, blob=blob, sha256=sha256, issued_at=at
    )


def in_language(paper: Paper, language: str) -> Paper:
    """The draft in that language; refuses one that papers are not written in."""
    _refuse_issued(paper)
    if language not in LANGUAGES:
        raise InvalidValue("language", "This is not one of the answers.")
    return replace(paper, language=language)


def _refuse_issued(paper: Paper) -> None:
    if paper.status is PaperStatus.ISSUED:
        raise Refused("This paper was issued and cannot change; make a new one.")


def guardian(case_file: CaseFile) -> Person | None:
    """The parent or guardian named among the parties of the case."""
    found = (p.person for p in case_file.parties if p.party.role is PartyRole.GUARDIAN)
    return next((person for person in found if person), None)


def is_minor(case_file: CaseFile, on: date) -> bool:
    """Whether the client is, or may be, under 18 on that day."""
    return age_evidence.majority_on(case_file.person, case_file.ages, on) in _MINORS


def missing(kind: PaperKind, paper: Paper, case_file: CaseFile, today: date) -> tuple[Blocker, ...]:
    """What keeps the paper from being issued, in the order of the form; empty if it can go out."""
    empty = tuple(
        Blocker(id=f"empty:{field.name}", sentence=_fill_in(field), field=field.name)
        for field in kind.fields
        if field.required and not any(value(paper, key) for key in field.keys)
    )
    facts = _facts(kind, paper, case_file, today)
    unmet = tuple(
        Blocker(id=demand.id, sentence=demand.sentence, field=demand.field)
        for demand in kind.demands
        if _is_asked(demand, facts) and not _is_met(demand, facts)
    )
    return empty + _differing(kind, paper) + unmet


def _differing(kind: PaperKind, paper: Paper) -> tuple[Blocker, ...]:
    """Fields whose two languages do not say the same numbers, on a paper in both."""
    if paper.language != "both":
        return ()
    found = (
        (field, two_languages.differing(*(value(paper, key) for key in field.keys)))
        for field in kind.fields
        if field.bilingual
    )
    return tuple(
        Blocker(id=f"differs:{field.name}", sentence=_differs(field, said), field=field.name)
        for field, said in found
        if said
    )


def _differs(field: Field, said: tuple[str, ...]) -> Words:
    numbers = ", ".join(said)
    return Words(
        lo=f"{field.label.lo}: ຕົວເລກໃນພາສາລາວ ແລະ ພາສາອັງກິດ ບໍ່ຄືກັນ ({numbers})",
        en=f"{field.label.en}: the numbers in Lao and English are not the same ({numbers})",
    )


def _fill_in(field: Field) -> Words:
    return Words(lo=f"ກະລຸນາປ້ອນ: {field.label.lo}", en=f"Fill in: {field.label.en}")


def _facts(kind: PaperKind, paper: Paper, case_file: CaseFile, today: date) -> Mapping[str, object]:
    own: dict[str, object] = dict(paper.values)
    for field in kind.fields:
        if field.type is FieldType.DATE and own.get(field.name):
            own[field.name] = date.fromisoformat(str(own[field.name]))
    return {
        "own": own, "paper": paper, "office": case_file.office, "case": case_file.case,
        "client": case_file.client, "person": case_file.person, "lawyer": case_file.lawyer,
        "decision": case_file.aid.decision if case_file.aid else None,
        "guardian": guardian(case_file), "minor": is_minor(case_file, today), "today": today,
    }  # fmt: skip


def _fact(facts: Mapping[str, object], path: str) -> object:
    root, *names = path.split(".")
    found = facts[root]
    for name in names:
        if found is None:
            return None
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name)
    return found


def _is_asked(demand: Demand, facts: Mapping[str, object]) -> bool:
    if not demand.only_if:
        return True
    path, _, wanted = demand.only_if.partition("=")
    found = _fact(facts, path)
    return str(found) == wanted if wanted else bool(found)


def _is_met(demand: Demand, facts: Mapping[str, object]) -> bool:
    found = _fact(facts, demand.fact)
    if demand.must is Must.BE_KNOWN:
        return bool(found)
    if demand.must is Must.EQUAL:
        return str(found or "") in demand.value.split("|")
    limit = _fact(facts, demand.other)
    if not isinstance(found, date) or not isinstance(limit, date):
        return True  # an empty date is asked for by its field, not here
    return _COMPARE[demand.must](found, years_later(limit, demand.years))


_COMPARE: Mapping[Must, Callable[[date, date], bool]] = {
    Must.NOT_BE_AFTER: lambda day, limit: day <= limit,
    Must.NOT_BE_BEFORE: lambda day, limit: day >= limit,
}


def years_later(day: date, years: int) -> date:
    """The same day that many years later; 28 February where the year has no 29th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
