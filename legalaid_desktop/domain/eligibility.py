"""Eligibility: the categories of the decree as dated data, and the office's decision on a case.

A person may be in several categories at once. Nobody is asked about money who is in one that does
not depend on it. A decision is never changed: a new one takes its place, the old one stays.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks, reference
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.scope import ScopeCheck

NO_CATEGORY = "These services are free only for somebody in one of the categories."
NO_MEANS = "Do not ask about money: one of the categories does not depend on it."
DECIDED = "This was decided and does not change. Make a new decision."
UNKNOWN = "There is no such answer in the list: {answer}."
FULL_WORKING_DAYS = 5
"""The office's own target for the full decision after a provisional one (D)."""


class Means(StrEnum):
    """Whether money is asked about in a category."""

    YES = "yes"
    USUALLY = "usually"
    NO = "no"
    NEVER = "never"


class Outcome(StrEnum):
    """What was decided about legal aid."""

    GRANTED = "granted"
    PROVISIONAL = "provisional"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """One of the decree's categories, as it counts between two days.

    Attributes:
        titles, proofs: by language; proof_certainty: how well the usual proof is known.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    proofs: Mapping[str, str] = field(repr=False)
    means: Means
    source: str
    article: str
    certainty: Certainty
    proof_certainty: Certainty
    valid_from: date
    valid_to: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it is the law on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A service, a question or a reason out of a list, with its words by language.

    Attributes:
        needs_category: of a service; outcome: of a reason, the one that it is given for;
        sends_on: whether that reason sends the person to another body.
    """

    id: str
    titles: Mapping[str, str] = field(repr=False)
    certainty: Certainty
    needs_category: bool = False
    outcome: str = ""
    sends_on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EligibilityRules:
    """All of ``resources/law/eligibility.toml``.

    Attributes:
        review: the way to have a refusal looked at again, by language, and how well it is known.
        checked_by: the Lao lawyer who read all this; empty until one has.
    """

    law: str
    categories: tuple[Category, ...]
    services: tuple[Answer, ...]
    questions: tuple[Answer, ...]
    reasons: tuple[Answer, ...]
    review: Mapping[str, str] = field(repr=False)
    review_certainty: Certainty
    checked_by: str = ""

    def on(self, day: date) -> tuple[Category, ...]:
        """The categories that count on that day."""
        return tuple(one for one in self.categories if one.counts_on(day))

    def titles(self, ids: Collection[str], language: str) -> list[str]:
        """What those categories, services or reasons are called, in the order of the file."""
        known: tuple[Category | Answer, ...]
        known = (*self.categories, *self.services, *self.reasons)
        return [one.titles[language] for one in known if one.id in ids]


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What the rules say of somebody in these categories on a day.

    Attributes:
        categories: those of them that count; asks_means: whether money may be asked about.
        free, closed: the services that are free, and those that need a category first.
    """

    categories: tuple[str, ...]
    asks_means: bool
    free: tuple[str, ...]
    closed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SeenProof(Private):
    """A category and what was shown for it.

    Attributes:
        proof: what it is, empty if nothing was seen yet; seen_on: that day as ``2026-03-27``.
        attachment: the number of the exhibit that is a copy of it, or 0.
    """

    category: str
    proof: str = ""
    seen_on: str = ""
    attachment: int = 0


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class EligibilityDecision(Private):
    """What the office decided about legal aid in a case, or what somebody proposes to decide.

    Attributes:
        number: given when it is decided; decided_by, decided_on: empty for as long as it is only
            proposed; proposed_by: who filled it in.
        means: answers by the ids of the questions; only where they may be asked.
        services: ids of what is granted; reasons: codes of why it is refused or withdrawn.
        full_by: of a provisional grant, the day by which the full decision is due.
        review_lo, review_en: the way to have it looked at again; help_lo, help_en: where else the
            person can find help; other_help: ids in ``resources/reference/other_help.toml`` of the
            bodies among them.
        deadline_id: the office's own deadline for the full decision.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    number: str = ""
    outcome: Outcome
    categories: tuple[SeenProof, ...] = ()
    means: tuple[tuple[str, str], ...] = ()
    services: tuple[str, ...] = ()
    full_by: date | None = None
    reasons: tuple[str, ...] = ()
    note: str = ""
    review_lo: str = ""
    review_en: str = ""
    help_lo: str = ""
    help_en: str = ""
    other_help: tuple[str, ...] = ()
    proposed_by: str = ""
    decided_by: str = ""
    decided_on: date | None = None
    deadline_id: int | None = None

    @property
    def is_decided(self) -> bool:
        """Whether the head of the office has decided it."""
        return bool(self.decided_by)

    @property
    def category_ids(self) -> tuple[str, ...]:
        """The categories, without their proofs."""
        return tuple(one.category for one in self.categories)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class AidFile(Private):
    """The decision that counts in a case, with the lists that word it.

    Attributes:
        scope: the last check of whether the matter is one for the office.
    """

    decision: EligibilityDecision
    rules: EligibilityRules
    scope: ScopeCheck | None = None


def parse(data: Mapping[str, object]) -> EligibilityRules:
    """The rules, as ``resources/law/eligibility.toml`` says."""
    found = data.get("review", {})
    review = found if isinstance(found, dict) else {}
    return EligibilityRules(
        law=reference.text(data, "law"),
        categories=tuple(_category(one) for one in reference.records(data, "category")),
        services=tuple(_answer(one) for one in reference.records(data, "service")),
        questions=tuple(_answer(one) for one in reference.records(data, "question")),
        reasons=tuple(_answer(one) for one in reference.records(data, "reason")),
        review=_both(review),
        review_certainty=reference.choice(Certainty, review, "certainty"),
        checked_by=reference.text(data, "checked_by"),
    )


def _both(record: Mapping[str, object], stem: str = "") -> Mapping[str, str]:
    return {language: reference.text(record, f"{stem}{language}") for language in ("lo", "en")}


def _category(record: Mapping[str, object]) -> Category:
    return Category(
        id=reference.text(record, "id"),
        titles=_both(record),
        proofs=_both(record, "proof_"),
        means=reference.choice(Means, record, "means"),
        source=reference.text(record, "source"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        proof_certainty=reference.choice(Certainty, record, "proof_certainty"),
        valid_from=reference.day(record, "valid_from"),
        valid_to=reference.day_if_known(record, "valid_to"),
    )


def _answer(record: Mapping[str, object]) -> Answer:
    return Answer(
        id=reference.text(record, "id"),
        titles=_both(record),
        certainty=reference.choice(Certainty, record, "certainty", Certainty.OURS),
        needs_category=reference.flag(record, "needs_category", default=False),
        outcome=reference.text(record, "outcome", ""),
        sends_on=reference.flag(record, "sends_on", default=False),
    )


def assess(rules: EligibilityRules, claimed: Collection[str], day: date) -> Assessment:
    """What the rules say on that day of somebody in the claimed categories."""
    held = [one for one in rules.on(day) if one.id in claimed]
    free = [one.id for one in rules.services if held or not one.needs_category]
    return Assessment(
        categories=tuple(one.id for one in held),
        asks_means=bool(held) and all(one.means in _ASKED for one in held),
        free=tuple(free),
        closed=tuple(one.id for one in rules.services if one.id not in free),
    )


_ASKED = frozenset({Means.YES, Means.USUALLY})


def checked(
    decision: EligibilityDecision, rules: EligibilityRules, today: date
) -> EligibilityDecision:
    """The decision with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(decision, "review_lo", "review_en")
    clean = replace(
        clean,
        categories=tuple(_checked_proof(one, today) for one in clean.categories),
        means=tuple((name, checks.line("means", text)) for name, text in clean.means if text),
        note=checks.text("note", clean.note),
        help_lo=checks.text("help_lo", clean.help_lo),
        help_en=checks.text("help_en", clean.help_en),
    )
    _require_known(clean, rules, today)
    if clean.means and not assess(rules, clean.category_ids, today).asks_means:
        raise InvalidValue("means", NO_MEANS)
    return _CHECKS[clean.outcome](clean, rules, today)


def _checked_proof(seen: SeenProof, today: date) -> SeenProof:
    clean = replace(seen, proof=checks.line("proof", seen.proof))
    try:
        day = date.fromisoformat(seen.seen_on) if seen.seen_on else None
    except ValueError as error:
        raise InvalidValue("proof", "A date such as 2026-03-27, please.") from error
    checks.not_after("proof", day, today)
    return clean


def _require_known(decision: EligibilityDecision, rules: EligibilityRules, day: date) -> None:
    lists = (
        ("categories", decision.category_ids, {one.id for one in rules.on(day)}),
        ("services", decision.services, {one.id for one in rules.services}),
        ("means", [name for name, _ in decision.means], {one.id for one in rules.questions}),
        (
            "reasons",
            decision.reasons,
            {one.id for one in rules.reasons if one.outcome == decision.outcome},
        ),
    )
    for name, given, known in lists:
        for one in given:
            if one not in known:
                raise InvalidValue(name, UNKNOWN, answer=one)


def _granted(
    decision: EligibilityDecision, rules: EligibilityRules, today: date
) -> EligibilityDecision:
    if not decision.services:
        raise InvalidValue("services", "This is needed.")
    closed = assess(rules, decision.category_ids, today).closed
    if set(decision.services) & set(closed):
        raise InvalidValue("categories", NO_CATEGORY)
    return replace(decision, full_by=None)


def _provisional(
    decision: EligibilityDecision, rules: EligibilityRules, today: date
) -> EligibilityDecision:
    if decision.full_by is None:
        raise InvalidValue("full_by", "By when will it be decided in full?")
    if decision.full_by < today:
        raise InvalidValue("full_by", "This day is over.")
    return replace(_granted(decision, rules, today), full_by=decision.full_by)


def _ended(
    decision: EligibilityDecision, rules: EligibilityRules, _today: date
) -> EligibilityDecision:
    if not decision.reasons:
        raise InvalidValue("reasons", "Say why.")
    if not decision.other_help and sends_on(decision, rules):
        raise InvalidValue("other_help", "Where was the client sent?")
    if not decision.review_lo and not decision.review_en:
        raise InvalidValue("review_lo", "How can the person have it looked at again?")
    if decision.outcome is Outcome.REFUSED and not decision.help_lo and not decision.help_en:
        raise InvalidValue("help_lo", "Where else can the person find help?")
    return replace(decision, services=(), full_by=None)


def sends_on(decision: EligibilityDecision, rules: EligibilityRules) -> bool:
    """Whether a refusal sends the person to another body, for no other reason than that."""
    senders = {one.id for one in rules.reasons if one.sends_on}
    refused = decision.outcome is Outcome.REFUSED
    return refused and bool(decision.reasons) and set(decision.reasons) <= senders


_CHECKS = {
    Outcome.GRANTED: _granted,
    Outcome.PROVISIONAL: _provisional,
    Outcome.REFUSED: _ended,
    Outcome.WITHDRAWN: _ended,
}


def require_open(decision: EligibilityDecision) -> None:
    """Refuses to change what was decided."""
    if decision.is_decided:
        raise Refused(DECIDED)


def decided(
    decision: EligibilityDecision, *, number: str, by: str, on: date
) -> EligibilityDecision:
    """The proposal as the head of the office decides it."""
    require_open(decision)
    return replace(decision, number=number, decided_by=by, decided_on=on)


def present(decisions: Collection[EligibilityDecision]) -> EligibilityDecision | None:
    """Of the decisions of a case, newest first, the one that counts."""
    return next((one for one in decisions if one.is_decided), None)


def is_overdue(decision: EligibilityDecision, today: date) -> bool:
    """Whether the full decision after a provisional grant is late."""
    return decision.full_by is not None and decision.full_by < today
