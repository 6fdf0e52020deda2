"""Changes of records in words: the name of the field, and old and new value as people say them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta, timezone
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.safe_contacts import ASKED
from legalaid_desktop.domain.trail import Fields
from legalaid_desktop.domain.users import NoticeKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import (
    addresses,
    aliases,
    assignments,
    attachments,
    bundles,
    cases,
    closings,
    conflicts,
    consents,
    copies,
    correspondence,
    deadlines,
    decisions,
    destructions,
    eligibility,
    errors,
    events,
    holdings,
    households,
    identity_papers,
    intakes,
    nations,
    papers,
    people,
    protection,
    safe_contacts,
    tasks,
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
    {
        "answers_id",
        "attachment_id",
        "author",
        "case_id",
        "client_id",
        "consent_id",
        "deadline_id",
        "gone_id",
        "kept_id",
        "lawyer_id",
        "merged_with",
        "owner_id",
        "paper_id",
        "person_id",
        "record",
        "translates",
        "user_id",
        "worksheet_id",
    }
)

Names = Callable[[str, str, object, str], str]
"""Kind, field, value, language: the name of what is kept as an id; nothing where there is none."""

FIELDS: Mapping[str, str] = {
    **errors.FIELDS,
    "accusation": N_("Accusation"),
    "actor": N_("Who must act"),
    "adaptation_note": N_("What helps"),
    "adaptations": N_("What makes it harder"),
    "abroad": N_("Abroad"),
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
    "what": N_("What"),
    "worksheet_id": N_("Worksheet"),
    "address_en": N_("Address in English"),
    "amount": N_("Amount"),
    "audience": N_("For whom it is written"),
    "author": N_("Written by"),
    "began": N_("Where it began"),
    "chamber": N_("Chamber"),
    "currency": N_("Currency"),
    "happening": N_("Step of the proceedings"),
    "minutes": N_("Time spent"),
    "numbers": N_("Numbers at other bodies"),
    "outcome_en": N_("What was decided, in English"),
    "outcome_lo": N_("What was decided, in Lao"),
    "payment": N_("Which way the money went"),
    "presence": N_("Presence of the parties"),
    "receipt": N_("Number of the receipt"),
    "shelf": N_("Where the paper file stands"),
    "stage_cause": N_("What brought it there"),
    "stage_since": N_("At this stage since"),
    "subtype": N_("Kind of matter"),
    "weighed": N_("Weighed for the stage"),
    "address_lo": N_("Address in Lao"),
    "age_from": N_("Estimated age, from"),
    "age_to": N_("Estimated age, to"),
    "anonymous": N_("Gave no name"),
    "answer_by": N_("Answer expected by"),
    "answered_on": N_("Answered on"),
    "answers_id": N_("Answers the letter"),
    "approved": N_("Approved"),
    "asked_at": N_("Asked for at"),
    "asked_by": N_("Asked for by"),
    "attachment_id": N_("Attachment"),
    "at": N_("Time"),
    "automatic": N_("Made by itself"),
    "backup_at_lock": N_("Backup when the office is locked"),
    "backup_failure": N_("Backup that was not made"),
    "backup_place": N_("Where backups go"),
    "birth": N_("Birth as it stands there"),
    "birth_note": N_("More about the birth"),
    "blob": N_("File"),
    "born_month": N_("Month of birth"),
    "by": N_("By whom"),
    "card_number": N_("Number of the lawyer's card"),
    "case_id": N_("Case"),
    "categories": N_("Categories"),
    "case_number": N_("Number of the case"),
    "cases": N_("Cases"),
    "certainty": N_("How certain"),
    "certified_by": N_("Certified by"),
    "client_id": N_("Client"),
    "code": N_("Code"),
    "confidentiality": N_("Confidentiality"),
    "consent_id": N_("Consent"),
    "correspondent": N_("From whom, or to whom"),
    "count": N_("How often"),
    "court": N_("Court"),
    "court_number": N_("Number at the court"),
    "data": N_("What may be told"),
    "custody": N_("Who had it"),
    "dated_on": N_("Dated"),
    "day": N_("Day"),
    "decision": N_("Decision"),
    "deadline_id": N_("Deadline"),
    "decided_at": N_("Decided at"),
    "decided_by": N_("Decided by"),
    "depends": N_("Depends on the person"),
    "decided_why": N_("Why it was decided so"),
    "direction": N_("In or out"),
    "due_on": N_("To be done by"),
    "destroyed": N_("What was destroyed"),
    "disabled_on": N_("Closed on"),
    "documents": N_("Documents"),
    "dropped": N_("What both had"),
    "ends_at": N_("Ends at"),
    "entries": N_("Entries"),
    "exhibit": N_("Number of the exhibit"),
    "expires_on": N_("Expires on"),
    "file_name": N_("Name of the file"),
    "first_bad": N_("First bad entry"),
    "form": N_("Form"),
    "gone_id": N_("The other entry"),
    "full_by": N_("Full decision by"),
    "given_on": N_("Given on"),
    "giver": N_("Who consented"),
    "ground": N_("Ground"),
    "held_by": N_("Who exactly, where"),
    "guardian": N_("Parent or guardian"),
    "help_en": N_("Other help, in English"),
    "help_lo": N_("Other help, in Lao"),
    "holidays_version": N_("Table of holidays"),
    "house": N_("House number"),
    "id_held_by": N_("Who keeps the identity paper"),
    "id_number": N_("Number of the identity paper"),
    "id_paper": N_("Identity paper"),
    "interpreter": N_("Interpreter"),
    "issued_at": N_("Issued at"),
    "issued_on": N_("Issued on"),
    "kept_id": N_("The entry that stays"),
    "keyring_allowed": N_("Opening without a passphrase is allowed"),
    "kind": N_("Kind"),
    "language": N_("Language"),
    "lawyer_id": N_("Lawyer"),
    "letterhead_en": N_("Letterhead in English"),
    "letterhead_lo": N_("Letterhead in Lao"),
    "limits": N_("What must not be told"),
    "made_at": N_("Made at"),
    "made_on": N_("Made on"),
    "marital": N_("Marital status"),
    "merged_with": N_("Merged with"),
    "moved": N_("What moved"),
    "means": N_("Means"),
    "mark": N_("Mark of the court"),
    "name": N_("Name"),
    "name_latin": N_("Name in Latin letters"),
    "names": N_("Names that were asked for"),
    "note": N_("Note"),
    "number": N_("Running number"),
    "occupation_en": N_("Occupation in English"),
    "occupation_lo": N_("Occupation in Lao"),
    "offered_on": N_("Offered on"),
    "organisation_en": N_("Organisation in English"),
    "outcome": N_("Outcome"),
    "override": N_("Why without a consent"),
    "originals_why": N_("Why things of the client stay"),
    "owner_id": N_("Who has to do it"),
    "pages": N_("Pages"),
    "paper_suffix": N_("Ending of paper numbers"),
    "paper_id": N_("Paper"),
    "person_id": N_("Person"),
    "phone": N_("Telephone"),
    "place": N_("Place"),
    "pro_bono": N_("Without pay"),
    "proposed_at": N_("Proposed at"),
    "proposed_by": N_("Proposed by"),
    "pulls_back": N_("Moves the last day"),
    "purposes": N_("What for"),
    "purpose": N_("Why"),
    "rank_latin": N_("Rank in Latin letters"),
    "rank_lo": N_("Rank in Lao"),
    "received_by": N_("Received by"),
    "received_from": N_("Received from"),
    "recipient": N_("For whom"),
    "recipient_en": N_("Recipient in English"),
    "recipient_lo": N_("Recipient in Lao"),
    "record": N_("Record"),
    "refused_why": N_("Why it was refused"),
    "rehearsed_at": N_("Tried at"),
    "relation": N_("Relation"),
    "reopened_at": N_("Reopened at"),
    "reopened_by": N_("Reopened by"),
    "reopened_why": N_("Why it was reopened"),
    "return_receipt": N_("Receipt of the return"),
    "returned_by": N_("Given back by"),
    "returned_to": N_("Given back to"),
    "requested_on": N_("Asked for on"),
    "review_en": N_("Way of review, in English"),
    "review_lo": N_("Way of review, in Lao"),
    "role": N_("Role"),
    "rule": N_("Rule"),
    "rule_id": N_("Rule"),
    "rule_text": N_("Text of the rule"),
    "safe": N_("Is a call safe?"),
    "safe_on": N_("Safe day"),
    "scope": N_("For whom it is"),
    "section": N_("Section of the bundle"),
    "seen_at": N_("Seen at"),
    "services": N_("Services"),
    "sequence": N_("Sequence"),
    "service": N_("Service given"),
    "settled_by": N_("Settled by"),
    "settled_on": N_("Settled on"),
    "sex": N_("Sex"),
    "sha256": N_("Checksum"),
    "shared": N_("In five shares"),
    "sheets": N_("Sheets"),
    "since": N_("Since"),
    "size": N_("Size"),
    "slip_sheets": N_("Slip sheets"),
    "source": N_("From whom"),
    "stage": N_("Stage"),
    "states": N_("The person before and after"),
    "status": N_("State"),
    "statutory_on": N_("Last day by law"),
    "steps": N_("How it was counted"),
    "step": N_("Step"),
    "subject": N_("About what"),
    "summary": N_("Summary"),
    "subject_en": N_("What the case is about, in English"),
    "switched_on": N_("Switched on"),
    "taken_by": N_("Taken by"),
    "text": N_("Text"),
    "their_number": N_("Their number"),
    "title": N_("Title of address"),
    "title_en": N_("Title in English"),
    "trail": N_("Entries of the trail"),
    "translates": N_("Translation of"),
    "trail_hash": N_("End of the trail"),
    "trail_seq": N_("Entries of the trail"),
    "attempts": N_("Tries to reach the client"),
    "call": N_("Is a call safe?"),
    "call_again_on": N_("Next try"),
    "chat": N_("Is WhatsApp safe?"),
    "child": intakes.QUESTIONS["child"],
    "code_word": N_("What to say first"),
    "danger": intakes.QUESTIONS["danger"],
    "deadline": intakes.QUESTIONS["deadline"],
    "deadline_on": N_("Last day that was told"),
    "decided_on": N_("Decided on"),
    "decision_reason": N_("Why it was decided so"),
    "dialect": N_("Dialect"),
    "email": N_("Is e-mail safe?"),
    "hours": N_("When to call"),
    "interpreter_sex": N_("Interpreter: woman or man"),
    "letters": N_("Are letters safe?"),
    "literacy": N_("Reading and signing"),
    "next_step": N_("Next step"),
    "other_help": N_("Other help that was named"),
    "other_name": N_("Who speaks for the client"),
    "other_note": N_("More about that person"),
    "other_phone": N_("That person's telephone"),
    "other_reason": N_("Why we do not speak to the client"),
    "other_relation": N_("Relation to the client"),
    "others": N_("Who else answers"),
    "pass_phrase": N_("Pass phrase"),
    "received_at": N_("First talk at"),
    "say_who": N_("May we say who we are?"),
    "source_note": N_("More about where from"),
    "split_from": N_("Told together with case"),
    "third_party": N_("Does somebody else speak for the client?"),
    "trigger_at": N_("Time it runs from"),
    "trigger_note": N_("What it runs from"),
    "trigger_on": N_("Day it runs from"),
    "type": N_("Type of case"),
    "unit": N_("Unit"),
    "until": N_("Until"),
    "user_id": N_("User"),
    "values": N_("What was filled in"),
    "variant": N_("Variant"),
    "village_also": N_("Other names of the village"),
    "village_latin": N_("Village in Latin letters"),
    "village_lo": N_("Village in Lao"),
    "way": N_("In which way"),
    "withdrawn_by": N_("Taken back before"),
    "withdrawn_on": N_("Taken back on"),
    "withdrawn_told": N_("Who was told"),
    "withdrawn_why": N_("Why it was taken back"),
    "void_why": N_("Why it is void"),
    "year": N_("Year"),
    "without_passphrase": N_("Without a passphrase"),
    "witness": N_("Witness"),
}
_MEASURES: Mapping[str, Callable[[int, str], str]] = {}
_NOTICES = {NoticeKind.GLASS_BROKEN: N_("broke the glass")}
_ASKED = (*intakes.QUESTIONS, "interpreter", "third_party")
_NOTICES = {
    NoticeKind.GLASS_BROKEN: N_("broke the glass"),
    NoticeKind.GIVEN: N_("handed over"),
}
_CHOICES: Mapping[tuple[str, str], Mapping[Any, str]] = {
    **{("intake", name): safe_contacts.ANSWERS for name in _ASKED},
    **{("safe_contact", name): safe_contacts.ANSWERS for name in ASKED},
    ("assignment", "status"): assignments.STATUSES,
    ("attachment", "section"): attachments.SECTIONS,
    ("attachment", "form"): bundles.FORMS,
    ("attachment", "language"): attachments.LANGUAGES,
    ("bundle", "language"): papers.LANGUAGES,
    ("case_file", "confidentiality"): cases.CONFIDENTIALITIES,
    ("case_file", "began"): cases.BEGAN,
    ("case_file", "chamber"): cases.CHAMBERS,
    ("case_file", "of"): cases.NUMBERS,
    ("case_file", "stage"): cases.STAGES,
    ("case_file", "type"): cases.TYPES,
    ("conflict_check", "decision"): conflicts.DECISIONS,
    ("consent", "giver"): consents.GIVERS,
    ("consent", "way"): consents.WAYS,
    ("copy", "ground"): consents.GROUNDS,
    ("closing", "service"): closings.SERVICES,
    ("closing", "stage"): cases.STAGES,
    ("copy", "kind"): trail.KINDS,
    ("copy", "way"): copies.WAYS,
    ("deadline", "actor"): deadlines.ACTORS,
    ("deadline", "certainty"): deadlines.CERTAINTIES,
    ("deadline", "status"): deadlines.STATUSES,
    ("destruction", "ground"): destructions.GROUNDS,
    ("decision", "chamber"): cases.CHAMBERS,
    ("decision", "kind"): decisions.KINDS,
    ("decision", "presence"): decisions.PRESENCES,
    ("decision", "stage"): cases.STAGES,
    ("event", "audience"): events.AUDIENCES,
    ("event", "currency"): events.CURRENCIES,
    ("eligibility", "outcome"): eligibility.OUTCOMES,
    ("event", "kind"): events.KINDS,
    ("event", "payment"): events.PAYMENTS,
    ("holiday", "certainty"): deadlines.CERTAINTIES,
    ("holiday", "kind"): deadlines.KINDS,
    ("holiday", "scope"): deadlines.SCOPES,
    ("intake", "adaptations"): intakes.ADAPTATIONS,
    ("intake", "interpreter_sex"): intakes.INTERPRETER_SEXES,
    ("intake", "language"): intakes.TONGUES,
    ("intake", "literacy"): intakes.LITERACIES,
    ("intake", "other_reason"): intakes.ABSENCES,
    ("intake", "other_relation"): intakes.RELATIONS,
    ("intake", "source"): intakes.SOURCES,
    ("intake", "status"): intakes.STATUSES,
    ("intake", "way"): intakes.WAYS,
    ("holding", "form"): bundles.FORMS,
    ("holding", "kind"): holdings.KINDS,
    ("lawyer", "title"): people.TITLES,
    ("letter", "direction"): correspondence.DIRECTIONS,
    ("letter", "way"): correspondence.WAYS,
    ("member", "kind"): users.CAME,
    ("notice", "kind"): _NOTICES,
    ("paper", "language"): papers.LANGUAGES,
    ("paper", "status"): papers.STATUSES,
    ("party", "role"): cases.ROLES,
    ("person", "birth_basis"): people.BIRTH_BASES,
    ("person", "holder"): identity_papers.HOLDERS,
    ("person", "id_paper"): identity_papers.KINDS,  # as earlier programs entered it
    ("person", "marital"): households.MARITAL,
    ("person", "relation"): households.RELATIONS,
    ("person", "sex"): people.SEXES,
    ("person", "title"): people.TITLES,
    ("person", "safe"): people.SAFE_TO_CALL,
    ("task", "status"): tasks.STATUSES,
    ("user_account", "role"): users.ROLES,
    ("age_evidence", "kind"): protection.AGE_SOURCES,
    ("custody", "release"): protection.RELEASES,
    ("exchange_rate", "money"): protection.MONEYS,
    ("loss", "kind"): protection.LOSSES,
    ("loss", "money"): protection.MONEYS,
    ("loss", "per"): protection.PER,
    ("victim_status", "status"): protection.STATUSES,
    ("withheld_paper", "kind"): identity_papers.KINDS,
    ("worksheet", "sector"): protection.SECTORS,
    ("worksheet", "answer"): protection.ANSWERS,
    ("worksheet", "ground"): protection.GROUNDS,
    ("worksheet_view", "trafficking"): protection.OPINIONS,
    ("worksheet_view", "smuggling"): protection.OPINIONS,
}
_KINDS_IN_LISTS: Mapping[str, Mapping[Any, str]] = {
    "addresses": addresses.KINDS,
    "aliases": aliases.KINDS,
    "id_papers": identity_papers.KINDS,
}
"""What the kind of one record of a list of a person is called; the lists share the word."""


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
        inner = [_inner(kind, name, key, each, language, names) for key, each in pairs if each]
        return ", ".join(inner)
    if isinstance(one, Sequence) and not isinstance(one, str):
        return "; ".join(_part(kind, name, each, language, names) for each in one)
    return (names and names(kind, name, one, language)) or _plain(kind, name, one, language)


def _inner(kind: str, name: str, key: str, one: object, language: str, names: Names | None) -> str:
    """One field of a record that stands in a list."""
    words = _KINDS_IN_LISTS.get(name, {}) if key == "kind" else {}
    if isinstance(one, str) and one in words:
        return i18n.catalog(language).gettext(words[one])
    return value(kind, str(key), one, language, names)


def _part(kind: str, name: str, one: object, language: str, names: Names | None) -> str:
    """One of several; a pair is a name and what stands under it."""
    if isinstance(one, list) and len(one) == 2 and isinstance(one[0], str):
        return f"{one[0]}: {value(kind, name, one[1], language)}"
    return value(kind, name, one, language, names)


def _plain(kind: str, name: str, one: object, language: str) -> str:
    told = i18n.catalog(language).gettext
    choices = _CHOICES.get((kind, name), {})
    if isinstance(one, str) and one in choices:  # a choice of a StrEnum is its value
        return told(choices[one])
    if name in ("nationality", "country"):
        return nations.name(str(one), language)
    if name in _MEASURES and isinstance(one, int):
        return _MEASURES[name](one, language)
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
