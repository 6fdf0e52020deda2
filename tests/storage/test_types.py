"""Columns give back the very values that were put in."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum

import pytest
from sqlalchemy import create_engine, select, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import StatementError
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from sqlalchemy.orm.exc import StaleDataError

from legalaid_desktop.domain.errors import Stale
from legalaid_desktop.storage import failures
from legalaid_desktop.storage.base import VersionedMixin
from legalaid_desktop.storage.types import (
    EnumText,
    JsonTuple,
    LocalDateTime,
    Records,
    UtcDateTime,
)

VIENTIANE = timezone(timedelta(hours=7))
WALL = datetime.fromisoformat("2026-03-27T23:30")


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    label: str
    colour: Colour = Colour.RED


class OwnBase(DeclarativeBase):
    pass


class Thing(VersionedMixin, OwnBase):
    __tablename__ = "thing"
    moment: Mapped[datetime | None] = mapped_column(UtcDateTime)
    wall: Mapped[datetime | None] = mapped_column(LocalDateTime)
    colour: Mapped[Colour | None] = mapped_column(EnumText(Colour))
    words: Mapped[tuple[str, ...] | None] = mapped_column(JsonTuple)
    dots: Mapped[tuple[Dot, ...] | None] = mapped_column(Records(Dot))


@pytest.fixture
def session():
    engine = create_engine("sqlite://")
    OwnBase.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def kept(session, **values):
    session.add(Thing(**values))
    session.commit()
    session.expire_all()
    return session.scalars(select(Thing)).one()


def test_values_come_back_as_they_were(session):
    thing = kept(
        session,
        wall=WALL,
        colour=Colour.GREEN,
        words=("ຄຳ", "two"),
        dots=(Dot(label="ກ", colour=Colour.GREEN), Dot(label="")),
    )
    assert thing.wall == WALL
    assert thing.colour is Colour.GREEN
    assert thing.words == ("ຄຳ", "two")
    assert thing.dots == (Dot(label="ກ", colour=Colour.GREEN), Dot(label=""))
    assert thing.dots[0].colour is Colour.GREEN
    assert thing.version == 1


def test_nothing_comes_back_as_nothing(session):
    thing = kept(session)
    assert (thing.moment, thing.wall, thing.colour) == (None, None, None)


def test_a_moment_comes_back_in_utc(session):
    thing = kept(session, moment=datetime(2026, 3, 27, 1, 30, tzinfo=VIENTIANE))
    assert thing.moment == datetime(2026, 3, 26, 18, 30, tzinfo=UTC)
    assert thing.moment.tzinfo is UTC
    raw = session.execute(text("SELECT moment FROM thing")).scalar_one()
    assert raw.startswith("2026-03-26 18:30")


def test_the_same_moment_keeps_its_zone_on_postgresql():
    made = UtcDateTime().load_dialect_impl(postgresql.dialect())
    assert made.timezone is True


@pytest.mark.parametrize(
    "values",
    [
        {"moment": WALL},
        {"wall": datetime(2026, 3, 27, 1, 30, tzinfo=UTC)},
        {"colour": "blue"},
    ],
)
def test_values_of_the_wrong_kind_are_refused(session, values):
    with pytest.raises(StatementError):
        kept(session, **values)


def test_the_second_of_two_edits_is_refused(session):
    thing = kept(session, colour=Colour.RED)
    session.execute(text("UPDATE thing SET version = 2"))
    thing.colour = Colour.GREEN
    with pytest.raises(StaleDataError) as error:
        session.flush()
    assert isinstance(failures.sentence(error.value), Stale)
