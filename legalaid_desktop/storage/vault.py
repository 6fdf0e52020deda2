"""The tables of the vault: accounts, teams, the trail, drafts, copies, backups, destruction."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.copies import CopyWay
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.sharing import OverrideGround
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import MemberKind, NoticeKind
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, Pairs, UtcDateTime


class UserRow(VersionedMixin, Base):
    """Somebody who may open the office."""

    __tablename__ = "user_account"

    name: Mapped[str] = mapped_column(String, unique=True)
    role: Mapped[Role] = mapped_column(EnumText(Role))
    lawyer_id: Mapped[int | None] = mapped_column(ForeignKey("lawyer.id"))
    since: Mapped[date]
    disabled_on: Mapped[date | None]


class MemberRow(VersionedMixin, Base):
    """A place on the team of a case."""

    __tablename__ = "member"
    __table_args__ = (Index("ix_member_user", "user_id", "case_id"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    kind: Mapped[MemberKind] = mapped_column(EnumText(MemberKind))
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reason: Mapped[str]


class NoticeRow(VersionedMixin, Base):
    """Something that a user is told at the next sign-in."""

    __tablename__ = "notice"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    kind: Mapped[NoticeKind] = mapped_column(EnumText(NoticeKind))
    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    reason: Mapped[str]
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class TrailRow(Base):
    """One line of the trail; triggers refuse to change or delete it."""

    __tablename__ = "trail"
    __table_args__ = (
        # partial, so that an entry stands in one of them: each costs every save a page
        Index(
            "ix_trail_case",
            "case_id",
            "seq",
            sqlite_where=text("case_id IS NOT NULL"),
            postgresql_where=text("case_id IS NOT NULL"),
        ),
        Index(
            "ix_trail_record",
            "kind",
            "record",
            "seq",
            sqlite_where=text("case_id IS NULL"),
            postgresql_where=text("case_id IS NULL"),
        ),
        Index(
            "ix_trail_destroyed",
            "seq",
            sqlite_where=text("deed = 'destroy'"),
            postgresql_where=text("deed = 'destroy'"),
        ),
    )

    seq: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    user: Mapped[str]
    deed: Mapped[Deed] = mapped_column(EnumText(Deed))
    kind: Mapped[str]
    record: Mapped[int | None]
    case_id: Mapped[int | None]
    content: Mapped[str]
    hash: Mapped[str]


class TrailValueRow(Base):
    """What a line of the trail tells, sealed by its ``content``; it goes when its case does."""

    __tablename__ = "trail_value"

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    salt: Mapped[str]
    fields: Mapped[str]
    reason: Mapped[str]


class DraftRow(Base):
    """What somebody has typed into a form and not saved yet."""

    __tablename__ = "draft"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    form: Mapped[str] = mapped_column(String, primary_key=True)
    record: Mapped[int] = mapped_column(primary_key=True)
    values: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)


class CopyRow(VersionedMixin, Base):
    """A print or an exported file: what left the office, in which way, to whom and why."""

    __tablename__ = "copy"
    __table_args__ = (Index("ix_copy_record", "kind", "record"),)

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str]
    record: Mapped[int]
    number: Mapped[int]
    way: Mapped[CopyWay] = mapped_column(EnumText(CopyWay))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    recipient: Mapped[str]
    purpose: Mapped[str]
    body: Mapped[str] = mapped_column(String, server_default="")
    consent_id: Mapped[int | None]
    ground: Mapped[OverrideGround] = mapped_column(EnumText(OverrideGround), server_default="")
    override: Mapped[str] = mapped_column(String, server_default="")


class BackupRow(VersionedMixin, Base):
    """A backup that was made and read back."""

    __tablename__ = "backup"

    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by: Mapped[str]
    place: Mapped[str]
    file_name: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str]
    trail_seq: Mapped[int]
    trail_hash: Mapped[str]
    automatic: Mapped[bool]
    rehearsed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class DestructionRow(VersionedMixin, Base):
    """The destruction of a case: proposed by one, confirmed by another, with its ground."""

    __tablename__ = "destruction"

    case_id: Mapped[int]
    case_number: Mapped[str]
    ground: Mapped[DestructionGround] = mapped_column(EnumText(DestructionGround))
    rule: Mapped[str]
    reason: Mapped[str]
    requested_on: Mapped[date | None]
    proposed_by: Mapped[str]
    proposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[str]
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    refused_why: Mapped[str]
    destroyed: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)


class SettingRow(Base):
    """A setting of the office, such as where its backups go."""

    __tablename__ = "setting"

    name: Mapped[str] = mapped_column(String, primary_key=True)
    value: Mapped[str]
