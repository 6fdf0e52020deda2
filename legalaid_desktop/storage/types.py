"""Column types that give back the very values the records hold, on SQLite and on PostgreSQL."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime
from decimal import Decimal
from enum import Enum
from typing import Generic, TypeVar, get_type_hints

from sqlalchemy import JSON, DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine

EnumKind = TypeVar("EnumKind", bound=Enum)
Record = TypeVar("Record")


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC; a moment without a zone is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """A type with a zone where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name != "sqlite"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as the database keeps it."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class LocalDateTime(TypeDecorator[datetime]):
    """Date and time as the clock on the wall in Laos shows it (UTC+7), without a zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """The wall time unchanged; a moment with a zone is refused."""
        if value is not None and value.tzinfo is not None:
            raise ValueError("a wall time has no time zone")
        return value


class EnumText(TypeDecorator[EnumKind], Generic[EnumKind]):
    """A member of an enum, kept as its value, so that no migration is needed for a new member."""

    impl = String
    cache_ok = True

    def __init__(self, kind: type[EnumKind]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: EnumKind | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        """The member's value; a text that is no member is refused."""
        return None if value is None else str(self.kind(value).value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> EnumKind | None:  # noqa: ARG002 - the base's signature
        """The member."""
        return None if value is None else self.kind(value)


class DecimalText(TypeDecorator[Decimal]):
    """An exact number, kept as its digits: a float would lose some."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - the base's signature
        """Its digits."""
        return None if value is None else str(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:  # noqa: ARG002 - the base's signature
        """The number."""
        return None if value is None else Decimal(value)


class JsonTuple(TypeDecorator[tuple[str, ...]]):
    """A tuple of texts."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Iterable[str] | None, dialect: Dialect) -> list[str] | None:  # noqa: ARG002 - the base's signature
        """A list, as JSON has no tuples."""
        return None if value is None else list(value)

    def process_result_value(  # noqa: D102 - see the class
        self,
        value: list[str] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> tuple[str, ...] | None:
        return None if value is None else tuple(value)


class Records(TypeDecorator[tuple[Record, ...]], Generic[Record]):
    """A tuple of small records of one kind: texts, numbers, truths and enum members."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[Record]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(  # noqa: D102 - see the class
        self,
        value: Iterable[Record] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> list[dict[str, object]] | None:
        return None if value is None else [asdict(item) for item in value]  # type: ignore[call-overload]  # a dataclass

    def process_result_value(  # noqa: D102 - see the class
        self,
        value: list[dict[str, object]] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> tuple[Record, ...] | None:
        return None if value is None else tuple(self._record(item) for item in value)

    def _record(self, item: dict[str, object]) -> Record:
        kinds = get_type_hints(self.kind)
        return self.kind(**{name: _member(kinds[name], given) for name, given in item.items()})


def _member(kind: object, value: object) -> object:
    is_enum = isinstance(kind, type) and issubclass(kind, Enum)
    return kind(value) if is_enum else value  # type: ignore[operator]  # an enum's class


class Pairs(TypeDecorator[tuple[tuple[str, str], ...]]):
    """A tuple of pairs of texts, in their order."""

    impl = JSON
    cache_ok = True

    def process_bind_param(  # noqa: D102 - see the class
        self,
        value: Iterable[tuple[str, str]] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> list[list[str]] | None:
        return None if value is None else [list(pair) for pair in value]

    def process_result_value(  # noqa: D102 - see the class
        self,
        value: list[list[str]] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> tuple[tuple[str, str], ...] | None:
        return None if value is None else tuple((first, second) for first, second in value)
