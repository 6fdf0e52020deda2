"""The table of the checks of scope."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.scope import EndKind
from legalaid_desktop.storage.base import Base, VersionedMixin
from legalaid_desktop.storage.types import EnumText, JsonTuple, Pairs


class ScopeCheckRow(VersionedMixin, Base):
    """A check of whether a matter is one for the office, with its answers."""

    __tablename__ = "scope_check"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    tree: Mapped[str]
    answers: Mapped[tuple[tuple[str, str], ...]] = mapped_column(Pairs)
    end: Mapped[str]
    kind: Mapped[EndKind] = mapped_column(EnumText(EndKind))
    end_lo: Mapped[str]
    end_en: Mapped[str]
    certainty: Mapped[Certainty] = mapped_column(EnumText(Certainty))
    services: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    other_help: Mapped[tuple[str, ...]] = mapped_column(JsonTuple)
    note: Mapped[str]
    asked_by: Mapped[str]
    asked_on: Mapped[date | None]
