"""The tables of legal aid: who gets it, and what may be handed on to whom."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.consents import ConsentWay, Giver
from legalaid_desktop.domain.eligibility import Outcome, SeenProof
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, JsonTuple, Pairs, Records


class EligibilityRow(VersionedMixin, Base):
    """A decision on legal aid in a case, or one that is proposed."""

    __tablename__ = "eligibility"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    number: Mapped[str]
    outcome: Mapped[Outcome] = mapped_column(EnumText(Outcome))
    categories: Mapped[tuple[SeenProof, ...]] = mapped_column(Records(SeenProof))
    means: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    services: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    full_by: Mapped[date | None]
    reasons: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    note: Mapped[str]
    review_lo: Mapped[str]
    review_en: Mapped[str]
    help_lo: Mapped[str]
    help_en: Mapped[str]
    other_help: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    proposed_by: Mapped[str]
    decided_by: Mapped[str]
    decided_on: Mapped[date | None]
    deadline_id: Mapped[int | None]


class ConsentRow(VersionedMixin, Base):
    """What a client agreed to: recipient, purposes, data, time, and how it was given."""

    __tablename__ = "consent"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    body: Mapped[str]
    recipient_lo: Mapped[str]
    recipient_en: Mapped[str]
    purposes: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    data: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    limits: Mapped[str]
    given_on: Mapped[date]
    until: Mapped[date]
    abroad: Mapped[bool]
    country: Mapped[str]
    giver: Mapped[Giver] = mapped_column(EnumText(Giver))
    guardian: Mapped[str]
    text: Mapped[str]
    language: Mapped[str]
    interpreter: Mapped[str]
    way: Mapped[ConsentWay] = mapped_column(EnumText(ConsentWay))
    witness: Mapped[str]
    attachment: Mapped[int]
    taken_by: Mapped[str]
    withdrawn_on: Mapped[date | None]
    withdrawn_why: Mapped[str]
    withdrawn_told: Mapped[str]
    withdrawn_by: Mapped[str]
