"""What the search finds, in words: its kinds, and the two lines under which a list shows it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain import attachments, people
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.correspondence import Letter, code
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.losses import Loss
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Found, Kind, Order
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, correspondence, events, papers

KINDS = {
    Kind.PERSON: N_("People"),
    Kind.CASE: N_("Cases"),
    Kind.EVENT: N_("Story"),
    Kind.DEADLINE: N_("Deadlines"),
    Kind.PAPER: N_("Papers"),
    Kind.ATTACHMENT: N_("Evidence"),
    Kind.TASK: N_("Tasks"),
    Kind.LETTER: N_("Letters"),
    Kind.HOLDING: N_("Things received"),
    Kind.PROTECTION: N_("Protection"),
    Kind.INTAKE: N_("Intake"),
    Kind.AID: N_("Legal aid"),
    Kind.COPY: N_("Copies made"),
}
ORDERS = {
    Order.NEWEST: N_("Newest first"),
    Order.BEST: N_("Best first"),
}
LIKELY = N_("a name like that")
NEARLY = N_("nearly as typed")
NOT_A_CLIENT = N_("not a client")
THE_OFFICE = N_("The office")

_NATURES: Mapping[type, str] = {
    AgeEvidence: N_("evidence of age"),
    Custody: N_("custody"),
    Loss: N_("loss"),
    VictimStatus: N_("status as a victim"),
    View: N_("view on a worksheet"),
    WithheldPaper: N_("withheld paper"),
    Worksheet: N_("worksheet"),
    Consent: N_("consent"),
    EligibilityDecision: N_("decision on legal aid"),
}
"""What it is where a kind holds several."""


def title(found: Found, language: str) -> str:
    """The first line: who or what it is; in lists that must name nobody, only the case."""
    if isinstance(found.record, Person):
        return people.name(found.record, language)
    if found.case is None:
        return i18n.catalog(language).gettext(THE_OFFICE)
    return cases.title(found.case, language)


def kind(found: Found, language: str) -> str:
    """What kind of thing it is, in a word or two."""
    message = _NATURES.get(type(found.record), KINDS[found.kind])
    return i18n.catalog(language).gettext(message)


def reason(found: Found, language: str, *, quiet: bool) -> str:
    """The second line, where no piece of text shows what was meant.

    Args:
        quiet: whether the case is one of which lists show nothing but the code name.
    """
    return " · ".join(
        filter(None, (_reason(found, language, quiet=quiet), nearness(found, language)))
    )


def nearness(found: Found, language: str) -> str:
    """That it is only like what was typed, if so."""
    message = LIKELY if found.kind is Kind.PERSON else NEARLY
    return i18n.catalog(language).gettext(message) if found.likely else ""


def _reason(found: Found, language: str, *, quiet: bool) -> str:
    say = i18n.catalog(language).gettext
    record = found.record
    match record:
        case Person():
            return found.client.code if found.client else say(NOT_A_CLIENT)
        case Event():
            return f"{i18n.date_long(record.on, language)} · {say(events.KINDS[record.kind])}"
        case Paper():
            said = (papers.status(record.status, language), record.number)
            return " · ".join(filter(None, said))
        case Attachment():
            name = "" if quiet else attachments.title(record, language)
            return " · ".join(filter(None, (f"A{record.exhibit}", name)))
        case Letter():
            return correspondence.sign(record.direction, code(record), language)
    on = None if found.case is found.record else day(found)
    return i18n.date_long(on, language) if on else ""


def day(found: Found) -> date | None:
    """The day of what was found, where it has one."""
    record: Any = found.record
    for field in _DAYS:
        value = getattr(record, field, None)
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
    return None


_DAYS = (
    "on", "safe_on", "dated_on", "received_on", "opened_on", "since", "due_on", "given_on",
    "decided_on", "signed_on", "at", "received_at", "from_on",
)  # fmt: skip
