"""The tables of an office; columns bear the names of the records' fields."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.addresses import Address
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.assignments import AssignmentStatus, Declaration
from legalaid_desktop.domain.attachments import BundleSection, CustodyStep, Form
from legalaid_desktop.domain.cases import (
    Began,
    CaseType,
    Chamber,
    Confidentiality,
    FileNumber,
    PartyRole,
    Stage,
)
from legalaid_desktop.domain.court_calendar import HolidayKind, HolidayScope
from legalaid_desktop.domain.events import Audience, EventKind
from legalaid_desktop.domain.households import HouseholdMember, MaritalStatus
from legalaid_desktop.domain.identity_papers import IdentityPaper
from legalaid_desktop.domain.papers import PaperStatus
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.domain.people import BirthBasis, Phone, Sex, Title
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.storage.aid_tables import ConsentRow, EligibilityRow
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.casefile_tables import DecisionRow
from legalaid_desktop.storage.conflict_tables import ConflictCheckRow
from legalaid_desktop.storage.deadline_tables import DeadlineRow, TriggerRow
from legalaid_desktop.storage.hearing_tables import (
    AccessRefusalRow,
    FilingRow,
    HearingNoticeRow,
)
from legalaid_desktop.storage.imports_tables import ImportRow
from legalaid_desktop.storage.intake_tables import IntakeRow, SafeContactRow
from legalaid_desktop.storage.move_tables import HolidayVersionRow, MoveRow
from legalaid_desktop.storage.people_tables import MergeRow
from legalaid_desktop.storage.protection_tables import (
    AgeEvidenceRow,
    CustodyRow,
    ExchangeRateRow,
    LossRow,
    VictimStatusRow,
    ViewRow,
    WithheldPaperRow,
    WorksheetRow,
)
from legalaid_desktop.storage.rule_tables import OfficeEventRow, OfficeRuleRow, SigningKeyRow
from legalaid_desktop.storage.scope_tables import ScopeCheckRow
from legalaid_desktop.storage.search_tables import FileTextRow, SearchStateRow
from legalaid_desktop.storage.types import EnumText, JsonTuple, Pairs, Records, UtcDateTime
from legalaid_desktop.storage.vault import (
    BackupRow,
    CopyRow,
    DestructionRow,
    DraftRow,
    MemberRow,
    NoticeRow,
    SettingRow,
    TrailRow,
    TrailValueRow,
    UserRow,
)
from legalaid_desktop.storage.work_tables import (
    ClosingRow,
    HoldingRow,
    LetterRow,
    OfficeTimeRow,
    TaskRow,
)

__all__ = [  # from here too, so that one module knows all tables
    "AccessRefusalRow",
    "AgeEvidenceRow",
    "BackupRow",
    "ConflictCheckRow",
    "ConsentRow",
    "ClosingRow",
    "CopyRow",
    "DecisionRow",
    "CustodyRow",
    "DeadlineRow",
    "DestructionRow",
    "DraftRow",
    "ImportRow",
    "FileTextRow",
    "FilingRow",
    "HearingNoticeRow",
    "IntakeRow",
    "EligibilityRow",
    "HoldingRow",
    "HolidayVersionRow",
    "LetterRow",
    "ExchangeRateRow",
    "LossRow",
    "MemberRow",
    "MergeRow",
    "MoveRow",
    "OfficeTimeRow",
    "NoticeRow",
    "OfficeEventRow",
    "OfficeRuleRow",
    "ScopeCheckRow",
    "SearchStateRow",
    "SafeContactRow",
    "SettingRow",
    "SigningKeyRow",
    "TaskRow",
    "TrailRow",
    "TrailValueRow",
    "TriggerRow",
    "UserRow",
    "VictimStatusRow",
    "ViewRow",
    "WithheldPaperRow",
    "WorksheetRow",
]


def _unique_unless_removed(name: str, *columns: str) -> Index:
    """What lies in the bin does not stand in the way of its successor."""
    present = text("removed_at IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=present, postgresql_where=present)


class OfficeRow(VersionedMixin, Base):
    """The profile of the office; one row."""

    __tablename__ = "office"

    name_lo: Mapped[str]
    name_en: Mapped[str]
    letterhead_lo: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    letterhead_en: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    province: Mapped[str]
    address_lo: Mapped[str]
    address_en: Mapped[str]
    phone: Mapped[str]
    paper_suffix: Mapped[str]
    case_numbers: Mapped[str]


class CounterRow(Base):
    """The last number given in a series, such as ``case/2026``."""

    __tablename__ = "counter"

    series: Mapped[str] = mapped_column(String, primary_key=True)
    last: Mapped[int]


class PersonRow(VersionedMixin, Base):
    """A person; ``search`` holds the folded names, ``sort`` the collation key."""

    __tablename__ = "person"

    title: Mapped[Title] = mapped_column(EnumText(Title))
    rank_lo: Mapped[str]
    rank_latin: Mapped[str]
    given_lo: Mapped[str]
    surname_lo: Mapped[str]
    given_latin: Mapped[str]
    surname_latin: Mapped[str]
    aliases: Mapped[tuple[Alias, ...]] = mapped_column(Records(Alias))
    sex: Mapped[Sex] = mapped_column(EnumText(Sex))
    born_on: Mapped[date | None]
    born_year: Mapped[int | None]
    born_month: Mapped[int | None]
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    age_seen_on: Mapped[date | None]
    birth_basis: Mapped[BirthBasis] = mapped_column(EnumText(BirthBasis))
    birth_note: Mapped[str]
    nationality: Mapped[str]
    occupation_lo: Mapped[str]
    occupation_en: Mapped[str]
    house: Mapped[str]
    unit: Mapped[str]
    village_lo: Mapped[str]
    village_latin: Mapped[str]
    village_also: Mapped[str]
    district: Mapped[str]
    province: Mapped[str]
    addresses: Mapped[tuple[Address, ...]] = mapped_column(Records(Address))
    phones: Mapped[tuple[Phone, ...]] = mapped_column(Records(Phone))
    id_papers: Mapped[tuple[IdentityPaper, ...]] = mapped_column(Records(IdentityPaper))
    marital: Mapped[MaritalStatus] = mapped_column(EnumText(MaritalStatus))
    household: Mapped[tuple[HouseholdMember, ...]] = mapped_column(Records(HouseholdMember))
    ethnic_group: Mapped[str]
    ethnic_subgroup: Mapped[str]
    languages: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    disability: Mapped[str]
    health: Mapped[str]
    search: Mapped[str]
    sort: Mapped[str] = mapped_column(String, index=True)


class ClientRow(VersionedMixin, Base):
    """A person as a client."""

    __tablename__ = "client"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), unique=True)
    code: Mapped[str] = mapped_column(String, unique=True)
    since: Mapped[date]


class CaseRow(VersionedMixin, Base):
    """A case; ``search`` holds its numbers, subjects, code name and shelf, folded."""

    __tablename__ = "case_file"
    __table_args__ = (Index("ix_case_file_list", "opened_on", "id"),)

    number: Mapped[str] = mapped_column(String, unique=True)
    client_id: Mapped[int] = mapped_column(ForeignKey("client.id"), index=True)
    type: Mapped[CaseType] = mapped_column(EnumText(CaseType))
    subtype: Mapped[str]
    stage: Mapped[Stage] = mapped_column(EnumText(Stage))
    stage_since: Mapped[date | None]
    stage_cause: Mapped[str]
    confidentiality: Mapped[Confidentiality] = mapped_column(EnumText(Confidentiality))
    code_name: Mapped[str]
    subject_lo: Mapped[str]
    subject_en: Mapped[str]
    court: Mapped[str]
    court_number: Mapped[str]
    chamber: Mapped[Chamber] = mapped_column(EnumText(Chamber))
    began: Mapped[Began] = mapped_column(EnumText(Began))
    numbers: Mapped[tuple[FileNumber, ...]] = mapped_column(Records(FileNumber))
    shelf: Mapped[str]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    search: Mapped[str]


class PartyRow(VersionedMixin, Base):
    """A person or organisation in a case."""

    __tablename__ = "party"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    organisation_lo: Mapped[str]
    organisation_en: Mapped[str]
    role: Mapped[PartyRole] = mapped_column(EnumText(PartyRole))


class EventRow(VersionedMixin, Base):
    """A happening in a case."""

    __tablename__ = "event"
    __table_args__ = (Index("ix_event_story", "case_id", "on", "id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    kind: Mapped[EventKind] = mapped_column(EnumText(EventKind))
    on: Mapped[date]
    at: Mapped[time | None]
    text: Mapped[str]
    audience: Mapped[Audience] = mapped_column(EnumText(Audience))
    author: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    minutes: Mapped[int]
    happening: Mapped[str]
    weighed: Mapped[bool]
    payment: Mapped[Payment] = mapped_column(EnumText(Payment))
    amount: Mapped[int]
    currency: Mapped[Currency] = mapped_column(EnumText(Currency))
    receipt: Mapped[str]
    result: Mapped[str]


class LawyerRow(VersionedMixin, Base):
    """A lawyer who can be assigned."""

    __tablename__ = "lawyer"

    title: Mapped[Title] = mapped_column(EnumText(Title))
    name_lo: Mapped[str]
    name_latin: Mapped[str]
    card_number: Mapped[str]
    organisation_lo: Mapped[str]
    organisation_en: Mapped[str]
    phone: Mapped[str]
    pro_bono: Mapped[bool]
    sort: Mapped[str] = mapped_column(String, index=True)


class AssignmentRow(VersionedMixin, Base):
    """An offer of a case to a lawyer."""

    __tablename__ = "assignment"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    lawyer_id: Mapped[int] = mapped_column(ForeignKey("lawyer.id"), index=True)
    status: Mapped[AssignmentStatus] = mapped_column(EnumText(AssignmentStatus))
    offered_on: Mapped[date]
    answered_on: Mapped[date | None]
    reason: Mapped[str]
    declaration: Mapped[Declaration] = mapped_column(EnumText(Declaration), server_default="")
    declared_on: Mapped[date | None]
    declared_by: Mapped[str] = mapped_column(server_default="")


class AttachmentRow(VersionedMixin, Base):
    """A file from elsewhere; its bytes lie encrypted beside the database."""

    __tablename__ = "attachment"
    __table_args__ = (_unique_unless_removed("uq_attachment_exhibit", "case_id", "exhibit"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    exhibit: Mapped[int]
    title_lo: Mapped[str]
    title_en: Mapped[str]
    file_name: Mapped[str]
    blob: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    form: Mapped[Form] = mapped_column(EnumText(Form))
    section: Mapped[BundleSection] = mapped_column(EnumText(BundleSection))
    source: Mapped[str]
    dated_on: Mapped[date | None]
    received_on: Mapped[date]
    pages: Mapped[int]
    language: Mapped[str]
    translates: Mapped[int | None]
    certified_by: Mapped[str]
    mark: Mapped[str]
    custody: Mapped[tuple[CustodyStep, ...]] = mapped_column(Records(CustodyStep))
    tells: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)


class PaperRow(VersionedMixin, Base):
    """A paper; its PDF as issued lies encrypted beside the database."""

    __tablename__ = "paper"
    __table_args__ = (Index("ix_paper_list", "dated_on", "id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str]
    language: Mapped[str]
    status: Mapped[PaperStatus] = mapped_column(EnumText(PaperStatus))
    number: Mapped[str]
    dated_on: Mapped[date]
    values: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    blob: Mapped[str]
    sha256: Mapped[str]
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class HolidayRow(VersionedMixin, Base):
    """A day on which somebody is off; seeded, then kept by the office."""

    __tablename__ = "holiday"
    __table_args__ = (_unique_unless_removed("uq_holiday_day", "day", "scope"),)

    day: Mapped[date]
    name_lo: Mapped[str]
    name_en: Mapped[str]
    scope: Mapped[HolidayScope] = mapped_column(EnumText(HolidayScope))
    kind: Mapped[HolidayKind] = mapped_column(EnumText(HolidayKind))
    source: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(EnumText(Certainty))
    pulls_back: Mapped[bool]


class BundleRow(VersionedMixin, Base):
    """A bundle that was made of a case."""

    __tablename__ = "bundle"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    made_on: Mapped[date]
    language: Mapped[str]
    documents: Mapped[int]
    pages: Mapped[int]
    slip_sheets: Mapped[int]
    sha256: Mapped[str]
