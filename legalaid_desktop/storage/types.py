"""Column types that give back the very values the records hold, on SQLite and on PostgreSQL."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType
from typing import Any, Generic, TypeVar, get_args, get_type_hints

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
    """A tuple of records of one kind: texts, numbers, truths, days, enum members, and records."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[Record]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(  # noqa: D102 - see the class
        self,
        value: Iterable[Record] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> list[object] | None:
        return None if value is None else [plain(item) for item in value]

    def process_result_value(  # noqa: D102 - see the class
        self,
        value: list[dict[str, object]] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> tuple[Record, ...] | None:
        return None if value is None else tuple(_record(self.kind, item) for item in value)


class OneRecord(TypeDecorator[Record], Generic[Record]):
    """One record, as ``Records`` keeps several."""

    impl = JSON
    cache_ok = True

    def __init__(self, kind: type[Record]) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: Record | None, dialect: Dialect) -> object:  # noqa: ARG002 - the base's signature
        """Its fields by their names."""
        return None if value is None else plain(value)

    def process_result_value(  # noqa: D102 - see the class
        self,
        value: dict[str, object] | None,
        dialect: Dialect,  # noqa: ARG002 - the base's signature
    ) -> Record | None:
        return None if value is None else _record(self.kind, value)


def plain(value: object) -> object:
    """The value as JSON has it; days as text."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _record(kind: Any, item: Mapping[str, object]) -> Any:
    """The record; what it did not have yet when it was kept is as in a new one."""
    kinds = _kinds(kind)
    return kind(**{name: _member(kinds[name], given) for name, given in item.items()})


@cache
def _kinds(kind: Hashable) -> Mapping[str, object]:
    return get_type_hints(kind)


def _member(kind: object, value: object) -> object:
    if value is None:
        return None
    inner = next((one for one in get_args(kind) if one is not NoneType), None)
    if isinstance(value, list):
        return tuple(_member(inner, one) for one in value)
    if inner is not None:
        return _member(inner, value)
    if isinstance(value, dict) and isinstance(kind, type):
        return _record(kind, value)
    if kind is date:
        return date.fromisoformat(str(value))
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
