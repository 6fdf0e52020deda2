"""Changes of records in words: the name of the field, and old and new value as people say them."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.safe_contacts import ASKED
from legalaid_desktop.domain.steps import step_from
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
    counts,
    deadlines,
    decisions,
    destructions,
    eligibility,
    events,
    exploitation,
    flags,
    hearings,
    holdings,
    households,
    identity_papers,
    intakes,
    moves,
    nations,
    office_times,
    papers,
    people,
    protection,
    rules,
    safe_contacts,
    scope,
    tasks,
    trail,
    users,
)
from legalaid_desktop.labels.deadline_sentences import SENTENCES
from legalaid_desktop.labels.field_names import FIELDS

NOTHING = "—"
ARROW = "→"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*")
_SEALS = frozenset({"base", "blob", "fingerprint", "public", "sha256", "trail_hash"})
_SHORT = 12
_NUMBERED = frozenset(
    {
        "after_id",
        "answers_id",
        "asked_by",
        "attachment_id",
        "author",
        "case_id",
        "client_id",
        "consent_id",
        "deadline_id",
        "event_id",
        "gone_id",
        "hearing_id",
        "kept_id",
        "lawyer_id",
        "merged_with",
        "owner_id",
        "paper_id",
        "party_id",
        "person_id",
        "proof_id",
        "record",
        "record_id",
        "reopened_by",
        "responsible_id",
        "seen_by",
        "settled_by",
        "stand_in_id",
        "step_id",
        "translates",
        "trigger_id",
        "user_id",
        "worksheet_id",
    }
)

Names = Callable[[str, str, object, str], str]
"""Kind, field, value, language: the name of what is kept as an id; nothing where there is none."""

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
    ("assignment", "declaration"): assignments.DECLARATIONS,
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
    ("attachment", "tells"): attachments.TELLS,
    ("case_file", "type"): cases.TYPES,
    ("conflict_check", "decision"): conflicts.DECISIONS,
    ("consent", "giver"): consents.GIVERS,
    ("consent", "way"): consents.WAYS,
    ("copy", "ground"): consents.GROUNDS,
    ("closing", "service"): closings.SERVICES,
    ("closing", "stage"): cases.STAGES,
    ("copy", "kind"): trail.KINDS,
    ("copy", "way"): copies.WAYS,
    ("counts", "counted"): counts.UNITS,
    ("counts", "by_rows"): counts.BYS,
    ("counts", "by_columns"): counts.BYS,
    ("deadline", "actor"): deadlines.ACTORS,
    ("deadline", "certainty"): deadlines.CERTAINTIES,
    ("deadline", "asked"): deadlines.STATUSES,
    ("deadline", "asked_kind"): deadlines.DEADLINE_KINDS,
    ("deadline", "kind"): deadlines.DEADLINE_KINDS,
    ("deadline", "kind_was"): deadlines.DEADLINE_KINDS,
    ("deadline", "status"): deadlines.STATUSES,
    ("deadline_move", "answer"): moves.ANSWERS,
    ("deadline_move", "cause"): moves.CAUSES,
    ("deadline_trigger", "known"): deadlines.KNOWN,
    ("deadline_trigger", "way"): deadlines.SERVICE_WAYS,
    ("deadline_trigger", "which"): deadlines.WHICH,
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
    ("access_refusal", "to"): hearings.ACCESS,
    ("hearing_notice", "attendance"): hearings.ATTENDANCES,
    ("hearing_notice", "signed"): hearings.SIGNATURES,
    ("hearing_notice", "way"): deadlines.SERVICE_WAYS,
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
    ("office_event", "entry"): rules.ENTRIES,
    ("office_rule", "entry"): rules.ENTRIES,
    ("office_time", "kind"): office_times.KINDS,
    ("scope_check", "certainty"): deadlines.CERTAINTIES,
    ("scope_check", "kind"): scope.KINDS,
    ("task", "record_kind"): flags.KINDS,
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


_SUMS = {("deadline", name) for name in ("steps", "assumptions", "warnings")}
"""Lists whose records are sentences of a sum."""


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
        return _record(kind, name, one, language, names)
    if isinstance(one, Sequence) and not isinstance(one, str):
        return "; ".join(_part(kind, name, each, language, names) for each in one)
    return (names and names(kind, name, one, language)) or _plain(kind, name, one, language)


def _record(
    kind: str, name: str, one: Mapping[str, Any], language: str, names: Names | None
) -> str:
    """A record that stands in a list."""
    if (kind, name) in _SUMS:
        step = step_from(one)
        return deadlines.sentence(step, language) if step.kind in SENTENCES else step.kind
    if name == "prolongations":
        return _granted(one, language)
    pairs = one.items()
    inner = [_inner(kind, name, key, each, language, names) for key, each in pairs if each]
    return ", ".join(inner)


def _granted(one: Mapping[str, Any], language: str) -> str:
    """More time: how much, when it was granted, and what was noted of it."""
    more = deadlines.period(int(one["length"]), Unit(one["unit"]), language)
    on = i18n.date_long(date.fromisoformat(one["granted_on"]), language)
    return ", ".join(filter(None, (more, on, one.get("note", ""))))


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
    listed = _listed(kind, name)
    if listed is not None:
        return listed(str(one), language)
    if name in _MEASURES and isinstance(one, int):
        return _MEASURES[name](one, language)
    if name in _NUMBERED and isinstance(one, int):
        return told(N_("no. {number}")).format(number=one)
    if name in _SEALS:
        return f"{str(one)[:_SHORT]}…"
    return _dated(str(one), language)


def _listed(kind: str, name: str) -> Callable[[str, str], str] | None:
    """What says the ids of a list that is reference data."""
    if kind == "worksheet" and name in exploitation.FIELDS:
        return partial(exploitation.said, name)
    return nations.name if name in ("nationality", "country") else None


def _dated(one: str, language: str) -> str:
    try:
        if _DAY.fullmatch(one):
            return i18n.date_long(date.fromisoformat(one), language)
        if _MOMENT.fullmatch(one):
            return i18n.moment(datetime.fromisoformat(one).astimezone(LAOS), language)
    except ValueError:  # somebody typed what only looks like a date
        return one
    return one
