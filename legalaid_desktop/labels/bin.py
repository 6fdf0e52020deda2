"""What lies in the bin, in words; of restricted cases only number and code name."""

from typing import get_args

from legalaid_desktop import i18n
from legalaid_desktop.domain import cases, decisions, lawyers, people
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind, Binned, Removed
from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.protection import Kept
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import eligibility, protection

KINDS = {
    BinKind.CASE: N_("case"),
    BinKind.PERSON: N_("person"),
    BinKind.PARTY: N_("somebody in a case"),
    BinKind.EVENT: N_("entry of a story"),
    BinKind.DECISION: N_("decision"),
    BinKind.ATTACHMENT: N_("attachment"),
    BinKind.PAPER: N_("draft of a paper"),
    BinKind.LAWYER: N_("lawyer"),
    BinKind.HOLIDAY: N_("holiday"),
    BinKind.WORKSHEET: N_("worksheet"),
    BinKind.VICTIM_STATUS: N_("status as a victim"),
    BinKind.AGE_EVIDENCE: N_("evidence of age"),
    BinKind.WITHHELD_PAPER: N_("withheld paper"),
    BinKind.CUSTODY: N_("custody"),
    BinKind.LOSS: N_("loss"),
    BinKind.CONSENT: N_("consent"),
    BinKind.ELIGIBILITY: N_("decision on legal aid"),
}
_ENTRY = N_("Why is this entry removed? It can be restored from the bin.")
QUESTIONS = {
    BinKind.CASE: N_(
        "Why is this case removed? All that belongs to it is out of sight with it, until it is "
        "restored from the bin. Its number is not given again."
    ),
    BinKind.PERSON: N_("Why is this person removed? It can be restored from the bin."),
    BinKind.DECISION: N_("Why is this decision removed? It can be restored from the bin."),
    BinKind.EVENT: _ENTRY,
    BinKind.WORKSHEET: _ENTRY,
    BinKind.VICTIM_STATUS: _ENTRY,
    BinKind.AGE_EVIDENCE: _ENTRY,
    BinKind.WITHHELD_PAPER: _ENTRY,
    BinKind.CUSTODY: _ENTRY,
    BinKind.LOSS: _ENTRY,
    BinKind.CONSENT: N_(
        "Why was this consent entered by mistake? A consent that the client takes back is not "
        "removed but taken back. It can be restored from the bin."
    ),
    BinKind.ELIGIBILITY: N_(
        "Why was this decision entered by mistake? The one before it counts again. It can be "
        "restored from the bin."
    ),
    BinKind.ATTACHMENT: N_(
        "Why is this attachment removed? The file stays, encrypted, and can be restored from the "
        "bin. Its number is not given again."
    ),
    BinKind.LAWYER: N_(
        "Why is this lawyer removed? Old files still name the lawyer, who can be restored from the "
        "bin."
    ),
}
LONGEST = 80


def what(removed: Removed, language: str) -> str:
    """What it was, in one line."""
    record = removed.record
    if isinstance(record, Case):
        return case_labels.title(record, language)
    case = removed.case
    if case is not None and cases.is_restricted(case):
        return case_labels.title(case, language)
    said = _said(removed, language)
    said = said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
    return f"{case.number} · {said}" if case is not None else said


def why(removed: Removed) -> str:
    """The reason as a list may show it: that of a restricted case may name people."""
    restricted = removed.case is not None and cases.is_restricted(removed.case)
    return "" if restricted else removed.why


def listed(removed: Removed) -> str:
    """All words by which a list finds it, and no other."""
    said = (what(removed, language) for language in i18n.LANGUAGES)
    return " ".join((*said, removed.by, why(removed)))


def whole(removed: Removed, language: str) -> str:
    """What it was, in full: for those on the team, when they ask to see it."""
    if removed.hidden or isinstance(removed.record, Case):
        return what(removed, language)
    return _said(removed, language)


def _said(removed: Removed, language: str) -> str:
    record = removed.record
    if isinstance(record, Party):
        return _party(record, removed.person, language)
    if isinstance(record, Person):
        return people.name(record, language)
    if isinstance(record, Lawyer):
        return lawyers.name(record, language)
    if isinstance(record, Consent | EligibilityDecision):
        return _of_aid(record, language)
    return _dated(record, language)


def _dated(record: Binned, language: str) -> str:
    if isinstance(record, Attachment):
        title = _either(record.title_lo, record.title_en, language) or record.file_name
        return f"A{record.exhibit} {title}"
    if isinstance(record, Event):
        return f"{i18n.date_short(record.on, language)} {record.text}"
    if isinstance(record, Decision):
        said = decisions.outcome(record, language)
        return f"{i18n.date_short(record.on, language)} {said}"
    if isinstance(record, Holiday):
        return f"{i18n.date_short(record.day, language)} {record.name(language)}"
    if isinstance(record, get_args(Kept)):
        return protection.told(record, language)
    return i18n.date_short(record.dated_on, language) if isinstance(record, Paper) else ""


def _of_aid(record: Consent | EligibilityDecision, language: str) -> str:
    if isinstance(record, Consent):
        who = record.name(language) or record.body
        return f"{i18n.date_short(record.given_on, language)} {who}"
    outcome = i18n.catalog(language).gettext(eligibility.OUTCOMES[record.outcome])
    return f"{record.number} {outcome}".strip()


def _party(party: Party, person: Person | None, language: str) -> str:
    name = (
        people.name(person, language)
        if person
        else _either(party.organisation_lo, party.organisation_en, language)
    )
    return f"{name} ({i18n.catalog(language).gettext(case_labels.ROLES[party.role])})"


def _either(lao: str, english: str, language: str) -> str:
    return (lao or english) if language == "lo" else (english or lao)
