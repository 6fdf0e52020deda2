"""The tables of an office's own rules and events, and of the keys that sign rule packs."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.office_rules import RuleEntry
from legalaid_desktop.domain.rules import Rule
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, OneRecord, UtcDateTime


class EntryMixin:
    """What a version says of itself, whatever it is a version of."""

    number: Mapped[int]
    entry: Mapped[RuleEntry] = mapped_column(EnumText(RuleEntry))
    fingerprint: Mapped[str]
    base: Mapped[str]
    note: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    pack: Mapped[str]


class OfficeRuleRow(EntryMixin, VersionedMixin, Base):
    """A version of a rule in this office; none is ever written over."""

    __tablename__ = "office_rule"
    __table_args__ = (UniqueConstraint("rule_id", "number"),)

    rule_id: Mapped[str] = mapped_column(String, index=True)
    content: Mapped[Rule] = mapped_column(OneRecord(Rule))


class OfficeEventRow(EntryMixin, VersionedMixin, Base):
    """A version of an event in this office, with its family; none is ever written over."""

    __tablename__ = "office_event"
    __table_args__ = (UniqueConstraint("event", "number"),)

    event: Mapped[str] = mapped_column(String, index=True)
    content: Mapped[TriggerEvent] = mapped_column(OneRecord(TriggerEvent))


class SigningKeyRow(VersionedMixin, Base):
    """The key of this office, or one of another office that was compared."""

    __tablename__ = "signing_key"

    name: Mapped[str]
    public: Mapped[str] = mapped_column(String, unique=True)
    private: Mapped[str]
    by: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
