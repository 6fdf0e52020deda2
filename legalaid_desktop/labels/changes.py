"""Changes of records in words: the name of the field, and old and new value as people say them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.trail import Fields
from legalaid_desktop.domain.users import NoticeKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import (
    assignments,
    attachments,
    bundles,
    cases,
    copies,
    deadlines,
    destructions,
    errors,
    events,
    nations,
    papers,
    people,
    protection,
    trail,
    users,
)

NOTHING = "—"
ARROW = "→"
_VIENTIANE = timezone(timedelta(hours=7))
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_SEALS = frozenset({"blob", "sha256", "trail_hash"})
_SHORT = 12
_NUMBERED = frozenset(
    {"case_id", "client_id", "lawyer_id", "person_id", "record", "user_id", "worksheet_id"}
)

Names = Callable[[str, str, object, str], str]
"""Kind, field, value, language: the name of what is kept as an id; nothing where there is none."""

FIELDS: Mapping[str, str] = {
    **errors.FIELDS,
    "accusation": N_("Accusation"),
    "actor": N_("Who must act"),
    "body": N_("Body"),
    "consent": N_("Consent"),
    "country": N_("Country"),
    "deductions": N_("Deductions"),
    "doctor": N_("Doctor"),
    "entered_by": N_("Entered by"),
    "extensions": N_("Extensions"),
    "findings": N_("What was noted"),
    "from_on": N_("From"),
    "ground_note": N_("The ground in words"),
    "holder": N_("Who keeps it"),
    "kip": N_("Kip for one"),
    "method": N_("Method"),
    "money": N_("Money"),
    "new_number": N_("New number"),
    "paid": N_("Paid"),
    "per": N_("Counted by"),
    "proof": N_("Proof"),
    "quantity": N_("How many"),
    "rate": N_("Amount"),
    "reasons": N_("Reasons"),
    "recruiter": N_("Who began it"),
    "release": N_("How it ended"),
    "release_note": N_("Note on the release"),
    "released_at": N_("Released at"),
    "replaced_on": N_("Replaced on"),
    "returned_on": N_("Returned on"),
    "sector": N_("Kind of work"),
    "signed_on": N_("Signed on"),
    "smuggling": N_("Smuggling of migrants"),
    "time_known": N_("The time is known"),
    "to_on": N_("To"),
    "trafficking": N_("Trafficking in persons"),
    "what": N_("What it was"),
    "worksheet_id": N_("Worksheet"),
    "address_en": N_("Address in English"),
    "address_lo": N_("Address in Lao"),
    "age_from": N_("Estimated age, from"),
    "age_to": N_("Estimated age, to"),
    "answered_on": N_("Answered on"),
    "at": N_("Time"),
    "automatic": N_("Made by itself"),
    "backup_at_lock": N_("Backup when the office is locked"),
    "backup_failure": N_("Backup that was not made"),
    "backup_place": N_("Where backups go"),
    "blob": N_("File"),
    "by": N_("By whom"),
    "card_number": N_("Number of the lawyer's card"),
    "case_id": N_("Case"),
    "case_number": N_("Number of the case"),
    "cases": N_("Cases"),
    "certainty": N_("How certain"),
    "client_id": N_("Client"),
    "code": N_("Code"),
    "confidentiality": N_("Confidentiality"),
    "count": N_("How often"),
    "court": N_("Court"),
    "court_number": N_("Number at the court"),
    "dated_on": N_("Dated"),
    "day": N_("Day"),
    "decided_at": N_("Decided at"),
    "decided_by": N_("Decided by"),
    "destroyed": N_("What was destroyed"),
    "disabled_on": N_("Closed on"),
    "documents": N_("Documents"),
    "ends_at": N_("Ends at"),
    "entries": N_("Entries"),
    "exhibit": N_("Number of the exhibit"),
    "file_name": N_("Name of the file"),
    "first_bad": N_("First bad entry"),
    "form": N_("Form"),
    "ground": N_("Ground"),
    "holidays_version": N_("Table of holidays"),
    "id_held_by": N_("Who keeps the identity paper"),
    "id_number": N_("Number of the identity paper"),
    "id_paper": N_("Identity paper"),
    "issued_at": N_("Issued at"),
    "keyring_allowed": N_("Opening without a passphrase is allowed"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "lawyer_id": N_("Lawyer"),
    "letterhead_en": N_("Letterhead in English"),
    "letterhead_lo": N_("Letterhead in Lao"),
    "made_at": N_("Made at"),
    "made_on": N_("Made on"),
    "name": N_("Name"),
    "name_latin": N_("Name in Latin letters"),
    "number": N_("Running number"),
    "occupation_en": N_("Occupation in English"),
    "occupation_lo": N_("Occupation in Lao"),
    "offered_on": N_("Offered on"),
    "organisation_en": N_("Organisation in English"),
    "pages": N_("Pages"),
    "paper_suffix": N_("Ending of paper numbers"),
    "person_id": N_("Person"),
    "phone": N_("Telephone"),
    "place": N_("Place"),
    "pro_bono": N_("Without pay"),
    "proposed_at": N_("Proposed at"),
    "proposed_by": N_("Proposed by"),
    "pulls_back": N_("Moves the last day"),
    "purpose": N_("Why"),
    "recipient": N_("For whom"),
    "record": N_("Record"),
    "refused_why": N_("Why it was refused"),
    "rehearsed_at": N_("Tried at"),
    "requested_on": N_("Asked for on"),
    "role": N_("Role"),
    "rule": N_("Rule"),
    "rule_id": N_("Rule"),
    "rule_text": N_("Text of the rule"),
    "safe_on": N_("Safe day"),
    "scope": N_("For whom it is"),
    "section": N_("Section of the bundle"),
    "seen_at": N_("Seen at"),
    "sex": N_("Sex"),
    "sha256": N_("Checksum"),
    "shared": N_("In five shares"),
    "sheets": N_("Sheets"),
    "since": N_("Since"),
    "size": N_("Size"),
    "slip_sheets": N_("Slip sheets"),
    "source": N_("From whom"),
    "stage": N_("Stage"),
    "status": N_("State"),
    "statutory_on": N_("Last day by law"),
    "steps": N_("How it was counted"),
    "subject_en": N_("What the case is about, in English"),
    "switched_on": N_("Switched on"),
    "title": N_("Title of address"),
    "title_en": N_("Title in English"),
    "trail": N_("Entries of the trail"),
    "trail_hash": N_("End of the trail"),
    "trail_seq": N_("Entries of the trail"),
    "trigger_at": N_("Time it runs from"),
    "trigger_note": N_("What it runs from"),
    "trigger_on": N_("Day it runs from"),
    "type": N_("Type of case"),
    "until": N_("Until"),
    "user_id": N_("User"),
    "values": N_("What was filled in"),
    "variant": N_("Variant"),
    "village_latin": N_("Village in Latin letters"),
    "village_lo": N_("Village in Lao"),
    "way": N_("How it went out"),
    "without_passphrase": N_("Without a passphrase"),
}
_NOTICES = {NoticeKind.GLASS_BROKEN: N_("broke the glass")}
_CHOICES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    ("assignment", "status"): assignments.STATUSES,
    ("attachment", "section"): attachments.SECTIONS,
    ("attachment", "form"): bundles.FORMS,
    ("bundle", "language"): papers.LANGUAGES,
    ("case_file", "confidentiality"): cases.CONFIDENTIALITIES,
    ("case_file", "stage"): cases.STAGES,
    ("case_file", "type"): cases.TYPES,
    ("copy", "kind"): trail.KINDS,
    ("copy", "way"): copies.WAYS,
    ("deadline", "actor"): deadlines.ACTORS,
    ("deadline", "certainty"): deadlines.CERTAINTIES,
    ("deadline", "status"): deadlines.STATUSES,
    ("destruction", "ground"): destructions.GROUNDS,
    ("event", "kind"): events.KINDS,
    ("holiday", "certainty"): deadlines.CERTAINTIES,
    ("holiday", "kind"): deadlines.KINDS,
    ("holiday", "scope"): deadlines.SCOPES,
    ("lawyer", "title"): people.TITLES,
    ("member", "kind"): users.CAME,
    ("notice", "kind"): _NOTICES,
    ("paper", "language"): papers.LANGUAGES,
    ("paper", "status"): papers.STATUSES,
    ("party", "role"): cases.ROLES,
    ("person", "id_paper"): people.ID_PAPERS,
    ("person", "sex"): people.SEXES,
    ("person", "title"): people.TITLES,
    ("person", "safe"): people.SAFE_TO_CALL,
    ("user_account", "role"): users.ROLES,
    ("age_evidence", "kind"): protection.AGE_SOURCES,
    ("custody", "release"): protection.RELEASES,
    ("exchange_rate", "money"): protection.MONEYS,
    ("loss", "kind"): protection.LOSSES,
    ("loss", "money"): protection.MONEYS,
    ("loss", "per"): protection.PER,
    ("victim_status", "status"): protection.STATUSES,
    ("withheld_paper", "kind"): people.ID_PAPERS,
    ("worksheet", "sector"): protection.SECTORS,
    ("worksheet", "answer"): protection.ANSWERS,
    ("worksheet", "ground"): protection.GROUNDS,
    ("worksheet_view", "trafficking"): protection.OPINIONS,
    ("worksheet_view", "smuggling"): protection.OPINIONS,
}


def field(name: str, language: str) -> str:
    """What the field is called; one that no program knows any more by its own name."""
    return i18n.catalog(language).gettext(FIELDS[name]) if name in FIELDS else name


def telling_first(fields: Fields) -> list[tuple[str, tuple[object, object]]]:
    """The fields and their values; those that only number other records come last."""
    dull = _NUMBERED | _SEALS
    return sorted(fields.items(), key=lambda change: change[0] in dull)


def change(
    kind: str, name: str, values: tuple[object, object], language: str, names: Names | None = None
) -> str:
    """``Village: ນາໄຊ → ໂພນທອງ``, or only what was filled in where there was nothing."""
    old, new = (value(kind, name, one, language, names) for one in values)
    told = new if old == NOTHING else f"{old} {ARROW} {new}"
    return f"{field(name, language)}: {told}"


def value(kind: str, name: str, one: object, language: str, names: Names | None = None) -> str:
    """The value as people say it."""
    if one is None or one in ("", [], {}):
        return NOTHING
    if isinstance(one, bool):
        return i18n.catalog(language).gettext(N_("yes") if one else N_("no"))
    if isinstance(one, Mapping):
        pairs = one.items()
        return ", ".join(value(kind, str(key), each, language) for key, each in pairs if each)
    if isinstance(one, Sequence) and not isinstance(one, str):
        return "; ".join(_part(kind, name, each, language) for each in one)
    return (names and names(kind, name, one, language)) or _plain(kind, name, one, language)


def _part(kind: str, name: str, one: object, language: str) -> str:
    """One of several; a pair is a name and what stands under it."""
    if isinstance(one, list) and len(one) == 2 and isinstance(one[0], str):
        return f"{one[0]}: {value(kind, name, one[1], language)}"
    return value(kind, name, one, language)


def _plain(kind: str, name: str, one: object, language: str) -> str:
    told = i18n.catalog(language).gettext
    choices = _CHOICES.get((kind, name), {})
    if isinstance(one, str) and one in choices:  # a choice of a StrEnum is its value
        return told(choices[one])
    if name == "nationality":
        return nations.name(str(one), language)
    if name == "size" and isinstance(one, int):
        return attachments.size(one)
    if name in _NUMBERED and isinstance(one, int):
        return told(N_("no. {number}")).format(number=one)
    if name in _SEALS:
        return f"{str(one)[:_SHORT]}…"
    return _dated(str(one), language)


def _dated(one: str, language: str) -> str:
    try:
        if _DAY.fullmatch(one):
            return i18n.date_long(date.fromisoformat(one), language)
        if _MOMENT.fullmatch(one):
            return i18n.moment(datetime.fromisoformat(one).astimezone(_VIENTIANE), language)
    except ValueError:  # somebody typed what only looks like a date
        return one
    return one
