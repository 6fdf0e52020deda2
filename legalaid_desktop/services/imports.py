"""Imports: people and cases out of the spreadsheets that an office kept so far."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from legalaid_desktop import i18n
from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import import_rows, imports
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.domain.imports import (
    Choice,
    Column,
    ImportRun,
    ImportWords,
    Match,
    Sheet,
    SheetRow,
)
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import imports as labels
from legalaid_desktop.services import cases, copies, exports, import_matches, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.people import as_client
from legalaid_desktop.storage import imports as stored
from legalaid_desktop.storage import people as stored_people

UNDONE = N_("This import was undone already.")
NOT_READ = N_("The file cannot be read. Is it open in another program, or gone?")
MEANWHILE = N_(
    "This table was taken in meanwhile, all or in part, or undone. Choose the file again to see "
    "what is left to do."
)
WHY_UNDONE = N_("The import was undone.")
WHY_NOT = N_("Why not")
FAULTY = "import_rows"
"""What the trail calls the file of rows that were not taken in."""

ROWS_AT_ONCE, SECONDS_AT_ONCE = 100, 2.0
"""Rows, and time, after which others may save."""
BREATH = 0.1
"""Seconds; who waits for the database looks that often."""

Progress = Callable[[int, int], object]
Cancelling = Callable[[], bool]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class File(Private):
    """What a spreadsheet holds.

    Attributes:
        before: earlier imports of the very same file, the latest first.
    """

    sheets: tuple[Sheet, ...]
    sha256: str
    before: tuple[ImportRun, ...] = ()

    def key(self, sheet: Sheet) -> str:
        """What tells this table of this file from all others: for the first, the file's hash."""
        return _key(self.sha256, self.sheets.index(sheet))

    def earlier(self, sheet: Sheet) -> tuple[ImportRun, ...]:
        """The earlier imports of that table, the latest first."""
        key = self.key(sheet)
        return tuple(run for run in self.before if run.sha256 == key)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Preview(Private):
    """What an import would do: each row that holds anything, and who it may be already.

    Attributes:
        sheet, columns: what was looked at; before: earlier imports of that very table.
    """

    rows: tuple[SheetRow, ...]
    matches: Mapping[int, tuple[Match, ...]] = field(default_factory=dict)
    sheet: Sheet | None = None
    columns: tuple[Column | None, ...] = ()
    before: tuple[ImportRun, ...] = ()

    @property
    def faulty(self) -> list[SheetRow]:
        """The rows that cannot be taken in."""
        return [row for row in self.rows if row.problems]

    def choice(self, row: SheetRow) -> Choice:
        """What is proposed for a row: nobody is entered twice who is surely known.

        A case is not opened twice either: what an earlier import of the very same table went
        through, and is in the files, is left.
        """
        matches = self.matches.get(row.number, ())
        if self._is_passed(row) and any(match.row is None for match in matches):
            return Choice.LEAVE
        return Choice.SAME if any(match.sure for match in matches) else Choice.NEW

    def _is_passed(self, row: SheetRow) -> bool:
        done = max((run.done for run in self.before), default=0)
        return done > 0 and row.number <= self.rows[min(done, len(self.rows)) - 1].number


class Imports:
    """The office's own spreadsheets."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def read(self, path: Path, cancelled: Cancelling = lambda: False) -> File:
        """The tables in a file; raises ``Refused`` with a sentence for whatever is none."""
        try:
            spreadsheets.require_size(path.stat().st_size)
            data = path.read_bytes()
        except OSError as error:
            raise Refused(NOT_READ) from error
        digest = hashlib.sha256(data).hexdigest()
        with self._desk.reading(Act.TAKE_IN) as session:
            runs = [run for run in stored.every(session) if not run.undone_at]
        sheets = spreadsheets.tables(data, cancelled)
        keys = {_key(digest, place) for place in range(len(sheets))}
        before = tuple(run for run in runs if run.sha256 in keys)
        return File(sheets=tuple(sheets), sha256=digest, before=before)

    def guess(self, sheet: Sheet) -> tuple[Column | None, ...]:
        """What each column seems to hold, by its heading."""
        return imports.guess(sheet.headings, _said())

    def preview(
        self,
        sheet: Sheet,
        columns: Sequence[Column | None],
        cancelled: Cancelling = lambda: False,
        *,
        before: Sequence[ImportRun] = (),
    ) -> Preview:
        """What each row says, and who of it may be known already; nothing is kept.

        Args:
            before: the earlier imports of that table.
        """
        rows = import_rows.read(sheet, columns, _words(), self._desk.today())
        with self._desk.reading(Act.TAKE_IN) as session:
            matches = dict(import_matches.matches(self._desk, session, rows, cancelled))
        return Preview(
            rows=tuple(rows),
            matches=matches,
            sheet=sheet,
            columns=tuple(columns),
            before=tuple(before),
        )

    def take_in(
        self,
        preview: Preview,
        key: str,
        choices: Mapping[int, Choice] | None = None,
        progress: Progress = lambda _done, _of: None,
        cancelled: Cancelling = lambda: False,
    ) -> ImportRun:
        """Takes in all rows that can be, and says what became of each.

        A few at a time, so that others can save meanwhile. What is taken in by the time it is
        stopped stays, and can be undone; the same file again goes on where it ended.

        Args:
            key: of the table.
            choices: by the number of the row, where not as proposed.

        Raises:
            Cancelled: nothing was kept.
            Refused: so too, unless some rows were kept before.
        """
        work = _Work(self._desk, preview, key, choices or {}, progress)
        while work.run is None or not work.run.is_whole:
            try:
                with self._desk.writing(Act.TAKE_IN) as session:
                    work.go_on(session, cancelled)
            except Cancelled:
                if work.run is None:
                    raise
                break
            work.keep()
        return work.run

    def undo(self, run_id: int) -> tuple[int, int]:
        """Puts everything an import made into the bin, and says how many cases and people stay.

        Whatever somebody has worked on since stays with the import, which can be undone again.
        """
        with self._desk.writing(Act.TAKE_IN) as session:
            run = stored.get(session, run_id)
            if run.undone_at:
                raise Refused(UNDONE)
            left = stored.take_back(session, run, i18n.gettext(WHY_UNDONE))
            stayed = len(left.cases), len(left.people)
            undone = replace(run, undone_at=self._desk.clock())
            stored.save(session, left if any(stayed) else undone)
            return stayed

    def every(self) -> list[ImportRun]:
        """The imports that were made, the latest first."""
        with self._desk.reading(Act.TAKE_IN) as session:
            return stored.every(session)

    def write_faulty(self, out: Path, sheet: Sheet, preview: Preview, language: str) -> None:
        """Writes the rows that could not be taken in as .xlsx, each with the reason.

        It can be mended there and imported again. It holds names: the register of copies has it.
        """
        why = {row.number: _reasons(row, language) for row in preview.faulty}
        rows = [
            (*cells, why[sheet.first + place])
            for place, cells in enumerate(sheet.rows)
            if sheet.first + place in why
        ]
        headings = (*sheet.headings, i18n.catalog(language).gettext(WHY_NOT))
        made = spreadsheets.workbook(sheet.title or "1", headings, rows)
        with exports.placing(out) as put, self._desk.writing(Act.TAKE_IN) as session:
            copies.enter_without_case(session, Deed.EXPORT, FAULTY, 0)
            put((made,))


class _Work:
    """One import under way.

    Attributes:
        run: what of it is kept for good.
    """

    def __init__(
        self,
        desk: Desk,
        preview: Preview,
        key: str,
        choices: Mapping[int, Choice],
        progress: Progress,
    ) -> None:
        self.desk, self._preview, self._key = desk, preview, key
        self._choices, self._progress = choices, progress
        self._made: dict[int, int] = {}
        self._people: list[int] = []
        self._cases: list[int] = []
        self._counts: Counter[str] = Counter()
        self._done: ImportRun | None = None
        self.run: ImportRun | None = None

    def go_on(self, session: Session, cancelled: Cancelling) -> None:
        """Takes in the next rows, as many as may keep others waiting."""
        self._require_alone(session)
        rows, begin = self._preview.rows, self._counts.total()
        until = time.monotonic() + SECONDS_AT_ONCE
        for row in rows[begin : begin + ROWS_AT_ONCE]:
            if cancelled():
                raise Cancelled
            self._take(session, row, self._choices.get(row.number, self._preview.choice(row)))
            self._progress(self._counts.total(), len(rows))
            if time.monotonic() > until:
                break
        self._done = stored.save(session, self._present())

    def keep(self) -> None:
        """What was done is kept for good; lets others save before it goes on."""
        self.run = self._done
        if self.run and not self.run.is_whole:
            time.sleep(BREATH)

    def _require_alone(self, session: Session) -> None:
        """Refuses when somebody took the same table in, or undid this import, since the look."""
        found = {run.id for run in stored.every(session, self._key) if not run.undone_at}
        own = {self.run.id} if self.run else set()
        if found != own | {run.id for run in self._preview.before}:
            raise Refused(MEANWHILE)

    def _present(self) -> ImportRun:
        counts = self._counts
        begun = self.run or ImportRun(
            at=self.desk.clock(),
            by=self.desk.user,
            sha256=self._key,
            rows=len(self._preview.rows),
        )
        return replace(
            begun,
            people=tuple(self._people),
            cases=tuple(self._cases),
            taken=counts["taken"],
            same=counts["same"],
            left=counts["left"],
            faulty=counts["faulty"],
        )

    def _take(self, session: Session, row: SheetRow, choice: Choice) -> None:
        """Does with the row what was chosen, and counts it."""
        if row.person is None:
            self._counts["faulty"] += 1
        elif choice is Choice.LEAVE:
            self._counts["left"] += 1
        else:
            known = self._known(session, row) if choice is Choice.SAME else None
            self._counts["taken" if known is None else "same"] += 1
            self._made[row.number] = key = self._enter(session, row, known or row.person)
            if known is None:
                self._people.append(key)

    def _enter(self, session: Session, row: SheetRow, person: Person) -> int:
        """The id of the person, who is in the files now with the case of the row."""
        if row.case is None:
            kept = person if person.id else stored_people.save(session, person)
            return kept.id or 0
        client = as_client(self.desk, session, person, self.desk.today())
        case = replace(row.case, client_id=client.id or 0)
        self._cases.append(cases.key(cases.opened(self.desk, session, case)))
        return client.person_id

    def _known(self, session: Session, row: SheetRow) -> Person | None:
        """The likest person of the files, or of a row above that was taken in."""
        for match in self._preview.matches.get(row.number, ()):
            key = match.person.id if match.row is None else self._made.get(match.row)
            if key is not None:
                return stored_people.get(session, key)
        return None


def _said() -> ImportWords:
    """Headings and answers as offices write them, and as the program itself does."""
    words = reference.import_words()
    columns, answers = labels.known_words()
    return replace(
        words, columns={**columns, **words.columns}, answers={**answers, **words.answers}
    )


def _key(sha256: str, place: int) -> str:
    """The key of a table by its place in the file; that of the first one is the file's."""
    return hashlib.sha256(f"{sha256}/{place}".encode()).hexdigest() if place else sha256


def _words() -> ImportWords:
    places = reference.provinces().values(), reference.districts().values()
    return replace(imports.place_words(_said(), *places), nations=reference.nation_words())


def _reasons(row: SheetRow, language: str) -> str:
    return "; ".join(labels.problem(one, language) for one in row.problems)
