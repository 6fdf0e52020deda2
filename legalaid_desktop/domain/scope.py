"""Scope: is a matter one for the office? A tree of questions as dated data, and the answers kept.

It is advice and stops nothing. A check is never changed: a new one takes its place, the old stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks, reference
from legalaid_desktop.domain.errors import Damaged, InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.reference import Certainty

UNFINISHED = "Answer this question too."
UNKNOWN = "There is no such answer in the list: {answer}."
DEAD_END = "The questions on scope are damaged: “{answer}” of “{question}” leads nowhere."
LOOP = "The questions on scope are damaged: “{question}” comes back to itself."
UNREACHED = "The questions on scope are damaged: nothing leads to “{name}”."
TWICE = "The questions on scope are damaged: there is more than one “{name}”."

Answers = tuple[tuple[str, str], ...]
"""Ids of questions, each with the id of the answer, in the order in which they were asked."""


class EndKind(StrEnum):
    """What an end of the tree says."""

    SERVICE = "service"
    INFORMATION = "information"
    MEDIATION = "mediation"
    ELSEWHERE = "elsewhere"
    HEAD = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeAnswer:
    """An answer, where it leads, and the services that it asks for."""

    id: str
    titles: Mapping[str, str] = field(repr=False)
    to: str
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeQuestion:
    """A question with its answers; ``helps`` is what to bear in mind, by language."""

    id: str
    titles: Mapping[str, str] = field(repr=False)
    helps: Mapping[str, str] = field(repr=False)
    certainty: Certainty
    answers: tuple[ScopeAnswer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeEnd:
    """An end of the tree.

    Attributes:
        services: what is given then; other_help: ids of the bodies where else to go.
        source: the id of a law; empty for what is our own.
    """

    id: str
    kind: EndKind
    titles: Mapping[str, str] = field(repr=False)
    services: tuple[str, ...] = ()
    other_help: tuple[str, ...] = ()
    source: str
    article: str
    certainty: Certainty
    valid_from: date | None = None
    valid_to: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether it counts on that day, as far as its days are known."""
        return (self.valid_from or day) <= day <= (self.valid_to or day)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScopeTree:
    """All of ``resources/law/scope.toml``.

    Attributes:
        checked_by: the Lao lawyer who read it; empty until one has.
    """

    version: str
    first: str
    questions: Mapping[str, ScopeQuestion]
    ends: Mapping[str, ScopeEnd]
    checked_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Walked(Private):
    """How far some answers lead.

    Attributes:
        answers: those of them that were asked for, in order; what they made pointless is left out.
        question: what is asked next; end: where it came to an end: one of the two.
        services: what the office gives at that end.
    """

    answers: Answers
    question: ScopeQuestion | None = None
    end: ScopeEnd | None = None
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ScopeCheck(Private):
    """A check as it was made: the answers, and the end that the tree of that version gave.

    Attributes:
        tree: the version; answers, end, services, other_help: ids of that version.
        end_lo, end_en: its words, for a tree that is another by now.
        note: what speaks for or against it, in the words of whoever asked.
    """

    id: int | None = None
    version: int = 0
    case_id: int
    tree: str = ""
    answers: Answers = ()
    end: str = ""
    kind: EndKind = EndKind.HEAD
    end_lo: str = ""
    end_en: str = ""
    certainty: Certainty = Certainty.OURS
    services: tuple[str, ...] = ()
    other_help: tuple[str, ...] = ()
    note: str = ""
    asked_by: str = ""
    asked_on: date | None = None


def parse(data: Mapping[str, object]) -> ScopeTree:
    """The tree of ``resources/law/scope.toml``; raises ``Damaged`` where a way leads nowhere."""
    questions = [_question(one) for one in reference.records(data, "question")]
    ends = [_end(one) for one in reference.records(data, "end")]
    _once([one.id for one in questions] + [one.id for one in ends])
    tree = ScopeTree(
        version=reference.text(data, "version"),
        first=reference.text(data, "first"),
        questions={one.id: one for one in questions},
        ends={one.id: one for one in ends},
        checked_by=reference.text(data, "checked_by", ""),
    )
    require_sound(tree)
    return tree


def require_sound(tree: ScopeTree) -> None:
    """Raises ``Damaged`` for a dead end, a loop, or what no answer leads to."""
    if tree.first not in tree.questions:
        raise Damaged(DEAD_END, question="first", answer=tree.first)
    reached: set[str] = set()
    _follow(tree, tree.first, (), reached)
    for name in (*tree.questions, *tree.ends):
        if name not in reached:
            raise Damaged(UNREACHED, name=name)


def _follow(tree: ScopeTree, name: str, way: tuple[str, ...], reached: set[str]) -> None:
    if name in way:
        raise Damaged(LOOP, question=name)
    if name in reached or name in tree.ends:
        reached.add(name)
        return
    asked = tree.questions[name]
    if not asked.answers:
        raise Damaged(DEAD_END, question=name, answer="")
    for answer in asked.answers:
        if answer.to not in tree.questions and answer.to not in tree.ends:
            raise Damaged(DEAD_END, question=name, answer=answer.id)
        _follow(tree, answer.to, (*way, name), reached)
    reached.add(name)


def _once(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise Damaged(TWICE, name=name)


def _both(record: Mapping[str, object], stem: str = "") -> Mapping[str, str]:
    default = "" if stem else None
    return {each: reference.text(record, f"{stem}{each}", default) for each in ("lo", "en")}


def _question(record: Mapping[str, object]) -> ScopeQuestion:
    answers = tuple(_answer(one) for one in reference.records(record, "answers"))
    _once([one.id for one in answers])
    return ScopeQuestion(
        id=reference.text(record, "id"),
        titles=_both(record),
        helps=_both(record, "help_"),
        certainty=reference.choice(Certainty, record, "certainty"),
        answers=answers,
    )


def _answer(record: Mapping[str, object]) -> ScopeAnswer:
    return ScopeAnswer(
        id=reference.text(record, "id"),
        titles=_both(record),
        to=reference.text(record, "to"),
        services=reference.texts(record, "services"),
    )


def _end(record: Mapping[str, object]) -> ScopeEnd:
    return ScopeEnd(
        id=reference.text(record, "id"),
        kind=reference.choice(EndKind, record, "kind"),
        titles=_both(record),
        services=reference.texts(record, "services"),
        other_help=reference.texts(record, "other_help"),
        source=reference.text(record, "source"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        valid_from=reference.day_if_known(record, "valid_from"),
        valid_to=reference.day_if_known(record, "valid_to"),
    )


def walk(tree: ScopeTree, given: Mapping[str, str]) -> Walked:
    """How far the answers lead; raises ``InvalidValue`` for one that is not in the list."""
    name = tree.first
    answers: list[tuple[str, str]] = []
    services: dict[str, None] = {}
    while name in tree.questions:
        asked = tree.questions[name]
        if name not in given:
            return Walked(answers=tuple(answers), question=asked)
        answer = _chosen(asked, given[name])
        answers.append((name, answer.id))
        services |= dict.fromkeys(answer.services)
        name = answer.to
    end = tree.ends[name]
    gives = end.services or (tuple(services) if end.kind is EndKind.SERVICE else ())
    return Walked(answers=tuple(answers), end=end, services=gives)


def _chosen(asked: ScopeQuestion, answer_id: str) -> ScopeAnswer:
    for one in asked.answers:
        if one.id == answer_id:
            return one
    raise InvalidValue("answers", UNKNOWN, answer=answer_id)


def last_before(found: Sequence[ScopeCheck], day: date | None) -> ScopeCheck | None:
    """Of the checks of a case, newest first, the last that was made by that day."""
    made = (one for one in found if day and one.asked_on and one.asked_on <= day)
    return next(made, None)


def checked(check: ScopeCheck, tree: ScopeTree) -> ScopeCheck:
    """The check with its end as the tree gives it; raises ``InvalidValue`` if it has none yet."""
    walked = walk(tree, dict(check.answers))
    if walked.end is None:
        raise InvalidValue("answers", UNFINISHED)
    return replace(
        check,
        tree=tree.version,
        answers=walked.answers,
        end=walked.end.id,
        kind=walked.end.kind,
        end_lo=walked.end.titles["lo"],
        end_en=walked.end.titles["en"],
        certainty=walked.end.certainty,
        services=walked.services,
        other_help=walked.end.other_help,
        note=checks.text("note", check.note),
    )
