"""The trail: read by those who watch over it, and as the history of a record; proved; on paper."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import confidentiality
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.domain.trail import (
    Check,
    Deed,
    End,
    Entry,
    Flaw,
    Head,
    Line,
    Sheet,
    Tally,
    Wanted,
    next_month,
)
from legalaid_desktop.labels import families, stories
from legalaid_desktop.services import clock, copies, exports, office_events, paper_kinds, reference
from legalaid_desktop.services.backups import FOREIGN
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import auditing, histories, records, trail
from legalaid_desktop.storage import backups as stored_backups
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.keys import Keys

PAGE = 100
KIND, SHEET = "trail", "trail_sheet"
"""What the trail calls itself, and its monthly sheets."""

ALL = Wanted()

Cancelling = Callable[[], bool]
Progress = Callable[[int, int], object]


class Trail:
    """What was looked at, changed and sent out, by whom and when."""

    def __init__(self, desk: Desk, secrets: Keys) -> None:
        self._desk, self._secrets = desk, secrets

    def page(
        self, wanted: Wanted = ALL, before: int | None = None, limit: int = PAGE
    ) -> list[Line]:
        """The entries of the whole office, the latest first, for those who watch over it.

        Values of cases that the user may not read are left out, and those of highly restricted ones
        for everybody: their team reads them in the history of the case. Who reads no case, as an
        auditor, sees no value of any case or person, and still can prove that none was changed.

        Args:
            before: the number of the last entry of the page before this one.
        """
        with self._desk.reading(Act.READ_TRAIL) as session:
            conditions = _conditions(session, wanted)
            if conditions is None:
                return []
            found = histories.entries(session, *conditions, before=before, limit=limit)
            quiet = confidentiality.quiet(reference.levels())
            readable = histories.readable(session, found, self._desk.reader(session), quiet)
            return _lines(session, [_seen(one, readable) for one in found])

    def of_case(
        self, case_id: int, *, looks: bool = False, before: int | None = None, limit: int = PAGE
    ) -> list[Line]:
        """What happened to a case and everything in it, the latest first.

        Args:
            looks: whether to name also who only looked at it.
        """
        with self._desk.reading(case=case_id) as session:
            conditions = [histories.of_case(case_id), *([] if looks else [histories.but_looks()])]
            found = histories.entries(session, *conditions, before=before, limit=limit)
            return _lines(session, [Line(entry=one) for one in found])

    def of_record(
        self, kind: str, record: int, before: int | None = None, limit: int = PAGE
    ) -> list[Line]:
        """What happened to one record, the latest first; for those who may read it."""
        with self._desk.reading() as session:
            case_id = records.belongs(session, kind, record)
            told = (
                histories.of_person(record)
                if kind == "person"
                else histories.of_record(kind, record, case_id)
            )
            found = histories.entries(
                session, told, histories.but_looks(), before=before, limit=limit
            )
            return _lines(session, [Line(entry=one) for one in found])

    def users(self) -> list[str]:
        """Whose names can stand in the trail."""
        with self._desk.reading(Act.READ_TRAIL) as session:
            return [one.name for one in stored_users.every(session)]

    def end(self) -> End:
        """Where the trail ends."""
        with self._desk.reading(Act.READ_TRAIL) as session:
            return histories.end(session)

    def verify(
        self,
        progress: Progress = lambda _done, _of: None,
        cancelled: Cancelling = lambda: False,
        known: Iterable[Head] = (),
    ) -> Check:
        """Proves every entry, and compares every end that was noted.

        Args:
            known: ends from a printed sheet or a backup.
        """

        def polled(done: int, of: int) -> None:
            if cancelled():
                raise Cancelled
            progress(done, of)

        with self._desk.reading(Act.READ_TRAIL) as session:
            made = auditing.check(
                self._desk.database,
                session,
                today=self._desk.today(),
                whole=True,
                known=known,
                progress=polled,
            )
        if Flaw.TABLE in made.flaws:  # nothing can be entered any more
            return made
        with self._desk.writing(Act.READ_TRAIL) as session:
            found = {"entries": (None, made.head.seq), "first_bad": (None, made.first_bad)}
            fields = {name: change for name, change in found.items() if change[1] is not None}
            trail.note(session, Deed.VERIFY, kind=KIND, fields=fields)
        auditing.remember(self._desk.database, made, self._desk.today(), told=True)
        return made

    def end_of_backup(self, path: Path) -> Head:
        """Where the trail ended when that backup was made, to check against.

        Raises:
            Damaged: the backup is not what was written.
            Refused: it is of another office, or not there.
        """
        self._desk.require(Act.READ_TRAIL)
        if stored_backups.look(path).office != self._secrets.office:
            raise Refused(FOREIGN)
        return auditing.end_of_backup(path, self._secrets)

    def sheet(self, month: date) -> Sheet:
        """What the sheet of that month says; the present month as far as it has gone."""
        with self._desk.reading(Act.READ_TRAIL) as session:
            return _sheet(session, month, self._desk.clock())

    def print_sheet(self, month: date, language: str, errand: Errand) -> bytes:
        """The pages to print; their foot says which copy it is."""
        pages = self._pages(month, language)
        with self._desk.writing(Act.READ_TRAIL) as session:
            return self._entered(session, Deed.PRINT, pages, month, language, errand)

    def save_sheet(self, month: date, language: str, out: Path, errand: Errand) -> None:
        """Writes the pages to ``out``; their foot says which copy it is."""
        pages = self._pages(month, language)
        with exports.placing(out) as put, self._desk.writing(Act.READ_TRAIL) as session:
            put((self._entered(session, Deed.EXPORT, pages, month, language, errand),))

    def sheets(self) -> list[Line]:
        """The copies of monthly sheets that were made, the latest first."""
        with self._desk.reading(Act.READ_TRAIL) as session:
            found = histories.entries(session, histories.of_kind(SHEET), limit=PAGE)
            return [Line(entry=one) for one in found]

    def _pages(self, month: date, language: str) -> bytes:
        with self._desk.reading(Act.READ_TRAIL) as session:
            made = _sheet(session, month, self._desk.clock())
            profile = stored_offices.profile(session)
        return documents.trail_sheet.render(made, profile, language)

    def _entered(
        self,
        session: Session,
        deed: Deed,
        pages: bytes,
        month: date,
        language: str,
        errand: Errand,
    ) -> bytes:
        """The pages with the number of the copy, which is entered in the trail, its register."""
        record = month.year * 100 + month.month
        number = copies.enter_without_case(session, deed, SHEET, record, errand)
        said = documents.copy_stamp.words(
            number, self._desk.today(), documents.trail_sheet.code(month), language
        )
        return documents.copy_stamp.stamp(pages, said)


def _conditions(session: Session, wanted: Wanted) -> list[histories.Condition] | None:
    """The conditions; none at all where there is no such case."""
    found = []
    if wanted.number:
        case_id = histories.case_called(session, wanted.number)
        if case_id is None:
            return None
        found.append(histories.of_case(case_id))
    if wanted.user:
        found.append(histories.by(wanted.user))
    if wanted.deed is not None:
        found.append(histories.of_deed(wanted.deed))
    if wanted.record is not None:
        found.append(histories.of_any(wanted.kind, wanted.record))
    if wanted.first is not None:
        found.append(histories.since(_midnight(wanted.first)))
    if wanted.last is not None:
        found.append(histories.until(_midnight(wanted.last + timedelta(days=1))))
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), clock.VIENTIANE)


def _seen(entry: Entry, readable: Iterable[int]) -> Line:
    """Why a glass was broken is what those who watch over the office must see."""
    told = bool(entry.fields or entry.reason) and entry.seq not in readable
    if not told:
        return Line(entry=entry)
    reason = entry.reason if entry.deed is Deed.BREAK_GLASS else ""
    names = dict.fromkeys(entry.fields, (None, None))
    return Line(entry=replace(entry, fields=names, reason=reason), hidden=True)


_OF_EVENTS = frozenset({"deadline_trigger", "office_event"})
"""Kinds of record that name an event that periods run from."""


def _lines(session: Session, lines: list[Line]) -> list[Line]:
    cases = {one.entry.case_id for one in lines if one.entry.case_id is not None}
    numbers = histories.numbers(session, cases)
    told = any(one.entry.kind in _OF_EVENTS and "event" in one.entry.fields for one in lines)
    events = office_events.known(session) if told else {}
    return [
        replace(
            one,
            number=numbers.get(one.entry.case_id or 0, ""),
            events=events if one.entry.kind in _OF_EVENTS else {},
        )
        for one in lines
    ]


def _sheet(session: Session, month: date, now: datetime) -> Sheet:
    first = month.replace(day=1)
    begin, over = _midnight(first), _midnight(next_month(first))
    counted = histories.counts(session, histories.since(begin), histories.until(over))
    ordered = sorted(counted, key=lambda one: (one[0], -one[2], one[1]))
    return Sheet(
        month=first,
        tallies=tuple(Tally(user=user, deed=deed, count=count) for user, deed, count in ordered),
        end=_local(histories.end(session, histories.until(over))),
        now=_local(histories.end(session)),
        made_at=now.astimezone(clock.VIENTIANE),
    )


def _local(end: End) -> End:
    return replace(end, at=end.at.astimezone(clock.VIENTIANE)) if end.at else end


def naming(line: Line) -> Callable[[str, str, object, str], str]:
    """What names the ids that an entry tells, those of the office's own events too."""

    def name(kind: str, field: str, value: object, language: str) -> str:
        if kind in _OF_EVENTS and field == "event":
            return families.called(str(value), line.events, language)
        return named(kind, field, value, language)

    return name


def named(kind: str, field: str, value: object, language: str) -> str:
    """The name of what a record keeps as an id: a court, a place, a kind of paper."""
    if (kind, field) == ("paper", "kind"):
        kinds = paper_kinds.kinds()
        return next((one.title.of(language) for one in kinds if one.id == value), "")
    if (kind, field) == ("closing", "outcome"):
        found_outcomes = (one for one in reference.outcomes() if one.id == value)
        return next((one.titles[language] for one in found_outcomes), "")
    name = _NAMES.get(field)
    return name(str(value), language) if name else ""


def _court(key: str, language: str) -> str:
    return next((one.name(language) for one in reference.courts() if one.id == key), "")


def _place(key: str, language: str) -> str:
    found = reference.place_names().get(key)
    return found.name(language) if found else ""


def _ethnic_group(key: str, language: str) -> str:
    group = reference.ethnic_groups().get(key)
    return group.name(language) if group else ""


def _step(key: str, language: str) -> str:
    return stories.cause(key, language, reference.happenings())


def _subtype(key: str, language: str) -> str:
    found = reference.subtypes().get(key)
    return found.name(language) if found else ""


_NAMES: Mapping[str, Callable[[str, str], str]] = {
    "court": _court,
    "district": _place,
    "happening": _step,
    "province": _place,
    "stage_cause": _step,
    "subtype": _subtype,
    "ethnic_group": _ethnic_group,
}
