"""What is flagged to be looked at again, in words."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain import attachments, decisions, lao, people
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, Party, is_restricted
from legalaid_desktop.domain.correspondence import Letter, code
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.flags import About, RecordKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, correspondence, events

KINDS = {
    RecordKind.ACCESS_REFUSAL: N_("refusal of access"),
    RecordKind.AGE_EVIDENCE: N_("evidence of age"),
    RecordKind.ATTACHMENT: N_("attachment"),
    RecordKind.CUSTODY: N_("custody"),
    RecordKind.DEADLINE: N_("deadline"),
    RecordKind.DECISION: N_("decision"),
    RecordKind.EVENT: N_("entry of a story"),
    RecordKind.HOLDING: N_("thing of a client"),
    RecordKind.LETTER: N_("letter"),
    RecordKind.LOSS: N_("loss"),
    RecordKind.PAPER: N_("paper"),
    RecordKind.PARTY: N_("somebody in a case"),
    RecordKind.VICTIM_STATUS: N_("status as a victim"),
    RecordKind.WITHHELD_PAPER: N_("withheld paper"),
    RecordKind.WORKSHEET: N_("worksheet"),
}
GONE = N_("{kind}: not to be seen here, or in the bin")
REFUSALS = (
    N_("On which day is it to be looked at again?"),
    N_("Who is to be reminded of it?"),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""
LONGEST = 60
"""Letters of an entry of the story."""
_DAYS = ("since", "on", "safe_on", "from_on", "dated_on", "planned_on", "received_on")

PaperTitle = Callable[[str], tuple[str, str]]


def about(one: About, language: str) -> str:
    """What the task is about; the kind alone where nothing that was written may be shown."""
    if not one.is_there:
        return _said(GONE, language).format(kind=_said(KINDS[one.record.kind], language))
    return one.title(language) or _said(KINDS[one.record.kind], language)


def title(
    kind: RecordKind,
    record: Any,
    language: str,
    case: Case | None,
    person: Person | None,
    paper_title: PaperTitle,
) -> str:
    """What the record is called in lists; of a restricted case nothing that names anybody."""
    if case is None or is_restricted(case):
        return _quiet(kind, record, language)
    if isinstance(record, Paper):
        named = paper_title(record.kind)[0 if language == "lo" else 1]
        return _joined(named, record.number)
    if isinstance(record, Party):
        name = people.name(person, language) if person else _organisation(record, language)
        return _joined(name, _said(cases.ROLES[record.role], language))
    words = _WORDS.get(type(record))
    return words(record, language) if words else _quiet(kind, record, language)


def _event(record: Event, language: str) -> str:
    kind, day = _said(events.KINDS[record.kind], language), i18n.date_long(record.on, language)
    return _joined(kind, day, _short(record.text))


def _decision(record: Decision, language: str) -> str:
    outcome = _short(decisions.outcome(record, language))
    return _joined(_quiet(RecordKind.DECISION, record, language), outcome)


def _letter(record: Letter, language: str) -> str:
    number = correspondence.sign(record.direction, code(record), language)
    return _joined(number, _short(record.subject))


def _attachment(record: Attachment, language: str) -> str:
    return _joined(f"A{record.exhibit}", attachments.title(record, language))


def _holding(record: Holding, language: str) -> str:
    return _joined(_said(KINDS[RecordKind.HOLDING], language), _short(record.what))


def _deadline(record: Deadline, language: str) -> str:
    return record.title(language)


_WORDS: Mapping[type, Callable[[Any, str], str]] = {
    Attachment: _attachment,
    Deadline: _deadline,
    Decision: _decision,
    Event: _event,
    Holding: _holding,
    Letter: _letter,
}


def _said(message: str, language: str) -> str:
    return i18n.catalog(language).gettext(message)


def _quiet(kind: RecordKind, record: Any, language: str) -> str:
    """The kind and the day, which name nobody."""
    on = next((day for name in _DAYS if (day := getattr(record, name, None))), None)
    day = on.astimezone(LAOS).date() if isinstance(on, datetime) else on
    said = i18n.date_long(day, language) if isinstance(day, date) else ""
    return _joined(_said(KINDS[kind], language), said)


def _organisation(party: Party, language: str) -> str:
    return attachments.in_language(party.organisation_lo, party.organisation_en, language)


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    found = lao.clusters(line)
    return line if len(found) <= LONGEST else "".join(found[:LONGEST]) + "…"
