"""Backups: where they went, what is in them, how old the last one is, and which ones are kept."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.trail import Head

Progress = Callable[[int, int], object]
"""Called with the bytes that are done and those there are in all."""
Cancelled = Callable[[], bool]

STAMP = "%Y-%m-%d-%H%M%S"
_NAME = re.compile(r"backup-([0-9a-f]{8})-(\d{4}-\d\d-\d\d-\d{6})\.zip")

OLD = timedelta(days=3)
TOO_OLD = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A backup that was made and read back.

    Attributes:
        at: aware; rehearsed_at: when it was last restored to try it, if ever.
        place: the folder it was written to; file_name: its name there.
        sha256: of the whole file but its last 64 bytes, where it stands.
        trail_seq, trail_hash: where the trail ended then.
        automatic: made by the program itself, not by somebody's order.
    """

    id: int | None = None
    version: int = 0
    at: datetime
    by: str
    place: str
    file_name: str
    size: int
    sha256: str
    trail_seq: int
    trail_hash: str
    automatic: bool = False
    rehearsed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What a backup says of itself under its seal.

    Attributes:
        made_at: aware; revision: of the tables.
        counts: rows by table; head: where the trail ended.
        attachments: how many files are in it.
        unsound: attachments that were missing or damaged when it was made.
    """

    office: str
    made_at: datetime
    revision: str
    counts: Mapping[str, int]
    head: Head
    attachments: int
    unsound: int = 0

    @property
    def cases(self) -> int:
        """How many cases are in it, those in the bin too."""
        return self.counts.get("case_file", 0)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Offered(Private):
    """A backup that lies somewhere, by what its cover says without a key.

    Attributes:
        office: the id of the office; made_at: aware.
        size: in bytes; attachments: how many files are in it.
        users: who could sign in then.
    """

    path: Path
    office: str
    made_at: datetime
    size: int
    attachments: int = 0
    users: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Place(Private):
    """Where the office's automatic backups go: a folder, or a stick wherever it turns up."""

    folder: str = ""
    stick: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Failure(Private):
    """A backup that the program was to make by itself, and could not.

    Attributes:
        reason: a message id (English); ``values`` fill its ``{placeholders}``.
    """

    at: datetime
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What was found when a backup was restored to try it."""

    contents: Contents
    cases: int
    attachments: int
    entries: int


class Freshness(StrEnum):
    """How worrying the age of the last backup is."""

    GOOD = "good"
    OLD = "attention"
    TOO_OLD = "urgent"


class Period(StrEnum):
    """Of what length of time one backup is kept."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Keep:
    """One rule of the rotation: one backup for each of the last ``count`` periods."""

    id: str
    per: Period
    count: int
    texts: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Why a backup is kept, and the first day on which it may go."""

    rule: Keep
    until: date


def parse_rotation(data: Mapping[str, object]) -> tuple[Keep, ...]:
    """The rules, as ``resources/reference/backup_rotation.toml`` says."""
    return tuple(
        Keep(
            id=reference.text(record, "id"),
            per=reference.choice(Period, record, "per"),
            count=reference.number(record, "count"),
            texts={language: reference.text(record, language) for language in ("lo", "en")},
        )
        for record in reference.records(data, "keep")
    )


def file_name(office: str, at: datetime) -> str:
    """The name of a backup: it says which office by eight signs, and when, and nothing else."""
    return f"backup-{office[:8]}-{at.strftime(STAMP)}.zip"


def moment_of(name: str, office: str) -> datetime | None:
    """When a backup of that office was made, by its name; nothing for any other file."""
    found = _NAME.fullmatch(name)
    if found is None or found[1] != office[:8]:
        return None
    try:
        return datetime.strptime(found[2], STAMP)  # noqa: DTZ007 - the office's own clock
    except ValueError:
        return None


def freshness(last: datetime | None, now: datetime) -> Freshness:
    """How worrying it is that the last backup is from then; never is the worst."""
    if last is None or now - last > TOO_OLD:
        return Freshness.TOO_OLD
    return Freshness.OLD if now - last > OLD else Freshness.GOOD


def kept(moments: Iterable[datetime], rules: Sequence[Keep]) -> dict[datetime, Kept]:
    """Which backups stay, by the rule that keeps each for longest."""
    newest_of_day = {moment.date(): moment for moment in sorted(moments)}
    found: dict[datetime, Kept] = {}
    for rule in rules:
        chosen: dict[date, datetime] = {}
        for day, moment in sorted(newest_of_day.items()):
            chosen.setdefault(_beginning(day, rule.per), moment)
        for start in sorted(chosen)[-rule.count :]:
            until, moment = _after(start, rule), chosen[start]
            if moment not in found or found[moment].until < until:
                found[moment] = Kept(rule=rule, until=until)
    return found


def gone_by(moments: Sequence[datetime], rules: Sequence[Keep]) -> date | None:
    """The first day on which newer backups can have taken the place of all of these."""
    return max((one.until for one in kept(moments, rules).values()), default=None)


def surplus(moments: Sequence[datetime], rules: Sequence[Keep]) -> list[datetime]:
    """Which backups may go; of the newest day all stay until the next."""
    if not moments:
        return []
    stay, today = kept(moments, rules), max(moments).date()
    return [moment for moment in moments if moment not in stay and moment.date() != today]


def _beginning(day: date, per: Period) -> date:
    if per is Period.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if per is Period.MONTH else day


def _after(start: date, rule: Keep) -> date:
    """The first day on which a newer backup can take the place, if none is left out."""
    if rule.per is Period.MONTH:
        months = start.year * 12 + start.month - 1 + rule.count
        return date(months // 12, months % 12 + 1, 1)
    return start + timedelta(days=rule.count * (7 if rule.per is Period.WEEK else 1))
