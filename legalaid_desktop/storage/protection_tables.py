"""The tables of protection: worksheets, views, steps, ages, papers, custody, losses, rates."""

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.age_evidence import AgeSource
from legalaid_desktop.domain.custody import Extension, Heard, Release, Transfer
from legalaid_desktop.domain.identity_papers import IdPaper
from legalaid_desktop.domain.losses import Deduction, LossKind, Money, Per
from legalaid_desktop.domain.victim_status import Status
from legalaid_desktop.domain.withheld_papers import PaperStep
from legalaid_desktop.domain.worksheets import Finding, Help, Opinion, Sector
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import DecimalText, EnumText, JsonTuple, Records, UtcDateTime


class _OfAPersonMixin(VersionedMixin):
    """A row about a person in a case."""

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)


class WorksheetRow(_OfAPersonMixin, Base):
    """A worksheet with its findings."""

    __tablename__ = "worksheet"

    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    place: Mapped[str]
    country: Mapped[str]
    sector: Mapped[Sector] = mapped_column(EnumText(Sector))
    recruiter: Mapped[str]
    findings: Mapped[tuple[Finding, ...]] = mapped_column(Records(Finding))
    interviewed_on: Mapped[date | None]
    interviewer: Mapped[str]
    interpreter: Mapped[str]
    interview_place: Mapped[str]
    duration: Mapped[str]
    agreement: Mapped[str]
    route: Mapped[str]
    health: Mapped[str]
    children: Mapped[str]
    needs: Mapped[str]
    risks: Mapped[str]
    wishes: Mapped[str]
    help: Mapped[tuple[Help, ...]] = mapped_column(Records(Help))
    part: Mapped[str]
    relation: Mapped[str]
    recruitments: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    controls: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    vulnerabilities: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)


class ViewRow(VersionedMixin, Base):
    """The view of a lawyer on a worksheet."""

    __tablename__ = "worksheet_view"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    worksheet_id: Mapped[int] = mapped_column(ForeignKey("worksheet.id"))
    trafficking: Mapped[Opinion] = mapped_column(EnumText(Opinion))
    smuggling: Mapped[Opinion] = mapped_column(EnumText(Opinion))
    reasons: Mapped[str]
    lawyer_id: Mapped[int] = mapped_column(ForeignKey("lawyer.id"))
    signed_on: Mapped[date]
    entered_by: Mapped[str]
    signed_by: Mapped[str]


class VictimStatusRow(_OfAPersonMixin, Base):
    """A step on the way to identification."""

    __tablename__ = "victim_status"

    status: Mapped[Status] = mapped_column(EnumText(Status))
    on: Mapped[date]
    body: Mapped[str]
    number: Mapped[str]
    reasons: Mapped[str]


class AgeEvidenceRow(_OfAPersonMixin, Base):
    """A statement about an age."""

    __tablename__ = "age_evidence"

    kind: Mapped[AgeSource] = mapped_column(EnumText(AgeSource))
    on: Mapped[date]
    born_on: Mapped[date | None]
    born_year: Mapped[int | None]
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    source: Mapped[str]
    doctor: Mapped[str]
    method: Mapped[str]
    consent: Mapped[str]
    note: Mapped[str]


class WithheldPaperRow(_OfAPersonMixin, Base):
    """A paper that somebody else keeps."""

    __tablename__ = "withheld_paper"

    kind: Mapped[IdPaper] = mapped_column(EnumText(IdPaper))
    number: Mapped[str]
    holder: Mapped[str]
    place: Mapped[str]
    since: Mapped[date | None]
    steps: Mapped[tuple[PaperStep, ...]] = mapped_column(Records(PaperStep))
    replaced_on: Mapped[date | None]
    new_number: Mapped[str]
    returned_on: Mapped[date | None]
    note: Mapped[str]


class CustodyRow(_OfAPersonMixin, Base):
    """A time that somebody was held."""

    __tablename__ = "custody"

    place: Mapped[str]
    country: Mapped[str]
    ground: Mapped[str]
    ground_note: Mapped[str]
    accusation: Mapped[str]
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    time_known: Mapped[bool]
    extensions: Mapped[tuple[Extension, ...]] = mapped_column(Records(Extension))
    transfers: Mapped[tuple[Transfer, ...]] = mapped_column(Records(Transfer))
    heard: Mapped[tuple[Heard, ...]] = mapped_column(Records(Heard))
    released_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    release: Mapped[Release] = mapped_column(EnumText(Release))
    release_note: Mapped[str]


class LossRow(_OfAPersonMixin, Base):
    """A line of the claim."""

    __tablename__ = "loss"

    kind: Mapped[LossKind] = mapped_column(EnumText(LossKind))
    what: Mapped[str]
    from_on: Mapped[date | None]
    to_on: Mapped[date | None]
    quantity: Mapped[Decimal] = mapped_column(DecimalText)
    per: Mapped[Per] = mapped_column(EnumText(Per))
    rate: Mapped[Decimal] = mapped_column(DecimalText)
    money: Mapped[Money] = mapped_column(EnumText(Money))
    paid: Mapped[Decimal] = mapped_column(DecimalText)
    deductions: Mapped[tuple[Deduction, ...]] = mapped_column(Records(Deduction))
    proof: Mapped[str]


class ExchangeRateRow(VersionedMixin, Base):
    """How many kip a money was on a day."""

    __tablename__ = "exchange_rate"

    money: Mapped[Money] = mapped_column(EnumText(Money))
    on: Mapped[date]
    kip: Mapped[Decimal] = mapped_column(DecimalText)
    source: Mapped[str]
