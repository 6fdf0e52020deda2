"""The tables of intakes and of safe contact."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.intakes import (
    Absence,
    Attempt,
    IntakeStatus,
    Literacy,
    Relation,
    Source,
    Tongue,
    Way,
)
from legalaid_desktop.domain.people import Sex
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, JsonTuple, Records, UtcDateTime


class IntakeRow(VersionedMixin, Base):
    """The first talk about a case; ``split_from`` may name a case that was destroyed since."""

    __tablename__ = "intake"
    __table_args__ = (Index("ix_intake_queue", "status", "received_at"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    status: Mapped[IntakeStatus] = mapped_column(EnumText(IntakeStatus))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    way: Mapped[Way] = mapped_column(EnumText(Way))
    anonymous: Mapped[bool]
    third_party: Mapped[Answer] = mapped_column(EnumText(Answer))
    other_name: Mapped[str]
    other_phone: Mapped[str]
    other_relation: Mapped[Relation] = mapped_column(EnumText(Relation))
    other_reason: Mapped[Absence] = mapped_column(EnumText(Absence))
    other_note: Mapped[str]
    pass_phrase: Mapped[str]
    custody: Mapped[Answer] = mapped_column(EnumText(Answer))
    child: Mapped[Answer] = mapped_column(EnumText(Answer))
    deadline: Mapped[Answer] = mapped_column(EnumText(Answer))
    deadline_on: Mapped[date | None]
    danger: Mapped[Answer] = mapped_column(EnumText(Answer))
    trafficking: Mapped[Answer] = mapped_column(EnumText(Answer))
    language: Mapped[Tongue] = mapped_column(EnumText(Tongue))
    dialect: Mapped[str]
    interpreter: Mapped[Answer] = mapped_column(EnumText(Answer))
    interpreter_sex: Mapped[Sex] = mapped_column(EnumText(Sex))
    literacy: Mapped[Literacy] = mapped_column(EnumText(Literacy))
    adaptations: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    adaptation_note: Mapped[str]
    source: Mapped[Source] = mapped_column(EnumText(Source))
    source_note: Mapped[str]
    next_step: Mapped[str]
    call_again_on: Mapped[date | None]
    attempts: Mapped[tuple[Attempt, ...]] = mapped_column(Records(Attempt))
    decided_on: Mapped[date | None]
    decision_reason: Mapped[str]
    other_help: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    split_from: Mapped[int | None]


class SafeContactRow(VersionedMixin, Base):
    """How a person may be reached; one row a person, others of merged entries in the bin."""

    __tablename__ = "safe_contact"

    __table_args__ = (
        Index(
            "uq_safe_contact_person_id",
            "person_id",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    call: Mapped[Answer] = mapped_column(EnumText(Answer))
    say_who: Mapped[Answer] = mapped_column(EnumText(Answer))
    hours: Mapped[str]
    code_word: Mapped[str]
    others: Mapped[str]
    email: Mapped[Answer] = mapped_column(EnumText(Answer))
    chat: Mapped[Answer] = mapped_column(EnumText(Answer))
    letters: Mapped[Answer] = mapped_column(EnumText(Answer))
    place: Mapped[str]
