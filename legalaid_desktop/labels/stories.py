"""Lines of a story in words."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from legalaid_desktop import i18n
from legalaid_desktop.domain import decisions, lawyers, payments
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.chronologies import Reader
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.happenings import DECISION, Happening
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.stories import StoryLine, StorySource
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, events, story_lines
from legalaid_desktop.labels import decisions as decision_labels
from legalaid_desktop.labels.story_lines import Lists

KINDS: Mapping[str, str] = {
    **{kind.value: said for kind, said in events.KINDS.items()},
    StorySource.DECISION.value: N_("decision"),
    StorySource.PAPER.value: N_("paper issued"),
    StorySource.ATTACHMENT.value: N_("evidence received"),
    StorySource.OFFER.value: N_("offered to a lawyer"),
    StorySource.ANSWER.value: N_("answer of a lawyer"),
    StorySource.DEADLINE.value: N_("deadline met"),
    **story_lines.KINDS,
}
READERS = {
    Reader.TEAM: N_("the team (no private notes)"),
    Reader.CLIENT: N_("the client (what the client was told, and what is no note of the office)"),
    Reader.ALONE: N_("me alone (my private notes too)"),
}
ACCEPTED = N_("{name} accepts the case.")
DECLINED = N_("{name} declines the case.")
OFFERED = N_("{name} is asked.")
SINCE = N_("{stage} since {day}: {what}")
BY_HAND = N_("{stage} since {day}, chosen by hand")
RECEIVED = N_("received on {day}")
MINUTES = N_("{count} min")
HOURS = N_("{hours} h {minutes} min")
RECEIPT = N_("receipt {number}")

Titles = Callable[[str], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Names:
    """What the words of a line are looked up in: steps by their ids, titles of papers by kind."""

    happenings: Mapping[str, Happening]
    paper_title: Titles
    lists: Lists


def kind(line: StoryLine, language: str, names: Names) -> str:
    """What kind of line it is."""
    event = line.record
    if isinstance(event, Event) and event.happening in names.happenings:
        return names.happenings[event.happening].name(language)
    if isinstance(event, Event) and event.kind is EventKind.PAYMENT:
        return _said(events.PAYMENTS[event.payment] or KINDS[EventKind.PAYMENT], language)
    if isinstance(event, Decision):
        return _said(decision_labels.KINDS[event.kind], language)
    return _said(KINDS[line.kind], language)


def text(line: StoryLine, language: str, names: Names) -> str:
    """What happened, in one or several lines."""
    record = line.record
    if isinstance(record, Event):
        return _event(record, language, names)
    if isinstance(record, Decision):
        return decisions.outcome(record, language)
    if isinstance(record, Paper):
        title = names.paper_title(record.kind)[0 if language == "lo" else 1]
        return f"{title} · {record.number}" if record.number else title
    if isinstance(record, Attachment):
        either = (record.title_lo, record.title_en)[:: 1 if language == "lo" else -1]
        title = either[0] or either[1] or record.file_name
        return f"A{record.exhibit} {title}"
    if isinstance(record, Assignment):
        return _turn(line, record, language)
    return story_lines.text(line, language, names.lists)


def _event(event: Event, language: str, names: Names) -> str:
    money = _money(event, language)
    said = " · ".join(filter(None, (money, event.text, event.result)))
    if said or event.happening not in names.happenings:
        return said
    return names.happenings[event.happening].name(language)


def _money(event: Event, language: str) -> str:
    return amount(event.amount, event.currency, language) if event.amount else ""


def amount(hundredths: int, currency: str, language: str) -> str:
    """``50.000 ກີບ``; hundredths only where there are any."""
    whole, cents = divmod(hundredths, payments.CENT)
    shown = i18n.number(whole, language)
    point = "," if language == "lo" else "."
    shown = f"{shown}{point}{cents:02d}" if cents else shown
    return f"{shown} {_said(events.CURRENCIES[payments.Currency(currency)], language)}"


def _turn(line: StoryLine, turn: Assignment, language: str) -> str:
    name = lawyers.name(line.lawyer, language) if line.lawyer else "—"
    if line.source is StorySource.OFFER:
        return _said(OFFERED, language, name=name)
    if turn.status is AssignmentStatus.ACCEPTED:
        return _said(ACCEPTED, language, name=name)
    said = _said(DECLINED, language, name=name)
    return f"{said} {turn.reason}" if turn.reason else said


def details(line: StoryLine, language: str) -> list[str]:
    """What else there is to say of it: who wrote it, for whom, how long it took, which court."""
    record, found = line.record, [line.by]
    if isinstance(record, Event):
        if record.audience is not Audience.TEAM:
            found.append(_said(events.AUDIENCES[record.audience], language))
        found.append(duration(record.minutes, language))
        found.append(_said(RECEIPT, language, number=record.receipt) if record.receipt else "")
    if isinstance(record, Decision):
        found += _decision(record, language)
    return [one for one in found if one]


def _decision(decision: Decision, language: str) -> list[str]:
    day = decision.received_on
    presence, chamber = decision.presence, decision.chamber
    return [
        decision.number,
        _said(cases.STAGES[decision.stage], language),
        _said(cases.CHAMBERS[chamber], language) if chamber else "",
        _said(decision_labels.PRESENCES[presence], language) if presence else "",
        _said(RECEIVED, language, day=i18n.date_long(day, language)) if day else "",
    ]


def duration(minutes: int, language: str) -> str:
    """``1 h 30 min``; nothing for no time."""
    hours, rest = divmod(minutes, 60)
    if hours:
        return _said(HOURS, language, hours=hours, minutes=rest)
    return _said(MINUTES, language, count=rest) if rest else ""


def cause(why: str, language: str, happenings: Mapping[str, Happening]) -> str:
    """By what a case came to its stage; nothing where that is not known."""
    if why.startswith(DECISION):
        found = why.removeprefix(DECISION)
        known = found in list(DecisionKind)
        return _said(decision_labels.KINDS[DecisionKind(found)], language) if known else ""
    return happenings[why].name(language) if why in happenings else ""


def since(case: Case, language: str, happenings: Mapping[str, Happening]) -> str:
    """Why the case stands where it does; nothing where nobody said."""
    if case.stage_since is None:
        return ""
    stage = _said(cases.STAGES[case.stage], language)
    day = i18n.date_long(case.stage_since, language)
    what = cause(case.stage_cause, language, happenings)
    message = SINCE if what else BY_HAND
    return _said(message, language, stage=stage, day=day, what=what)


def all_words(line: StoryLine, names: Names) -> Iterator[str]:
    """Everything by which a line is found, in both languages."""
    for language in i18n.LANGUAGES:
        yield kind(line, language, names)
        yield text(line, language, names)
        yield from details(line, language)
    if isinstance(line.record, Decision):
        yield from (line.record.outcome_lo, line.record.outcome_en)


def _said(message: str, language: str, **values: object) -> str:
    said = i18n.catalog(language).gettext(message) if message else ""
    return said.format(**values)
