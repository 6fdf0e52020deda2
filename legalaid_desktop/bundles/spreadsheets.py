"""Spreadsheets: tables out of files that offices kept so far, and tables for them to keep.

Files are read in a process of its own: an .xlsx is a ZIP with XML that anybody may have made.
What reads and writes them is loaded when a table is at hand: signing in need not wait for it.
"""

import csv
import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice

from legalaid_desktop.bundles.isolation import Facts, Job, run
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.import_cells import as_text
from legalaid_desktop.domain.imports import Sheet
from legalaid_desktop.i18n import N_

LARGEST = 30_000_000
UNPACKED = 400_000_000
MOST_ROWS, MOST_COLUMNS = 100_000, 200
MOST_LETTERS, IN_A_CELL = 50_000_000, 32_767
"""As many as a spreadsheet program lets anybody type into a cell."""
SECONDS, ANSWER = 120, 400_000_000
SAMPLE = 20_000

TOO_BIG = N_("This file is too big to import: {limit} MB at most.")
TOO_LONG = N_("This table is too long: {limit} rows at most. Divide it into several files.")
TOO_MUCH = N_("There is too much text in this file: {limit} million letters at most.")
NO_TABLE = N_("There is no table in this file.")
NOT_A_TABLE = N_("This is no spreadsheet that can be read. Save it as .xlsx or .csv first.")
OLD_EXCEL = N_("This is an old Excel file (.xls). Open it and save it as .xlsx, then import that.")

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_NO_TITLE = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_LONGEST_TITLE = 31
_RISKY = re.compile(r"^[=+\-@\t\r]")
_DISARMED = re.compile(r"^'(?=[=+\-@\t\r])")


def tables(data: bytes, cancelled: Callable[[], bool] = lambda: False) -> list[Sheet]:
    """The tables of a spreadsheet, each with its headings; empty ones are left out.

    Raises:
        Refused: it is none, or too big.
    """
    require_size(len(data))
    if data.startswith(_OLE):
        raise Refused(OLD_EXCEL)
    job = Job(task=read, arguments=lambda: (data,), seconds=SECONDS, longest=ANSWER)
    ((_, answer),) = run([job], workers=1, cancelled=cancelled)
    if answer.refusal:
        raise answer.refusal
    found = [_sheet(one) for one in _list(answer.facts, "tables")]
    shown = [sheet for sheet in found if sheet.rows]
    if not shown:
        raise Refused(NO_TABLE)
    return shown


def require_size(length: int) -> None:
    """Refuses a file that is too big to be read at all."""
    if length > LARGEST:
        raise Refused(TOO_BIG, limit=LARGEST // 1_000_000)


def read(data: bytes) -> tuple[Facts, bytes]:
    """The tables as rows of texts; runs in the reading process."""
    named = _workbook(data) if data.startswith(_ZIP) else [("", _rows_of_text(data))]
    return {"tables": [{"title": title, "rows": rows} for title, rows in named]}, b""


def _workbook(data: bytes) -> list[tuple[str, list[list[str]]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(one.file_size for one in packed.infolist()) > UNPACKED:
                raise Refused(TOO_BIG, limit=LARGEST // 1_000_000)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise Refused(NOT_A_TABLE) from error
    found, room = [], MOST_LETTERS
    for sheet in book.worksheets:
        rows = _limited(_cells(sheet.iter_rows(values_only=True)), room)
        room -= _letters(rows)
        found.append((sheet.title, rows))
    return found


def _cells(rows: Iterable[Sequence[object]]) -> Iterator[list[str]]:
    return ([_cell(as_text(cell)) for cell in row[:MOST_COLUMNS]] for row in rows)


def _cell(text: str) -> str:
    """What a cell can hold anywhere: not too long, no control characters but ends of lines."""
    return _CONTROLS.sub("", text[:IN_A_CELL])


def _letters(rows: Iterable[Iterable[str]]) -> int:
    return sum(map(len, chain.from_iterable(rows)))


def _rows_of_text(data: bytes) -> list[list[str]]:
    text = decoded(data)
    if "\x00" in text:
        raise Refused(NOT_A_TABLE)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text))
    return _limited(_cells(lines), MOST_LETTERS)


def _separator(text: str) -> str:
    """What parts the cells: with it the first lines have the most cells, and as many each."""

    def fits(separator: str) -> tuple[int, int]:
        lines = csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=separator)
        widths = Counter(len(line) for line in islice(lines, 20))
        width, often = max(widths.items(), key=lambda one: one[0] * one[1], default=(0, 0))
        return width * often, often

    return max(",;\t|", key=fits)


def decoded(data: bytes) -> str:
    """The text, whichever usual encoding it is in."""
    with suppress(UnicodeDecodeError):
        return data.decode("utf-16" if data[:2] in _UTF_16 else "utf-8-sig")
    import charset_normalizer

    found = charset_normalizer.from_bytes(data[:SAMPLE]).best()
    try:
        return data.decode(found.encoding if found else "cp1252")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _limited(rows: Iterable[list[str]], room: int) -> list[list[str]]:
    """The rows; a small file can hold one long text a million times."""
    found: list[list[str]] = []
    for row in islice(rows, MOST_ROWS + 2):
        room -= sum(map(len, row))
        if room < 0:
            raise Refused(TOO_MUCH, limit=MOST_LETTERS // 1_000_000)
        found.append(row)
    if len(found) > MOST_ROWS + 1:
        raise Refused(TOO_LONG, limit=MOST_ROWS)
    return found


def _sheet(told: dict[str, object]) -> Sheet:
    """The first row in which most columns are filled has the headings; titles stand above it."""
    rows = [[str(cell) for cell in row] for row in _list(told, "rows")]
    widest = max((_filled(row) for row in rows[:20]), default=0)
    at = next((n for n, row in enumerate(rows) if _filled(row) * 2 > widest), 0)
    headings = rows[at] if rows else []
    body = [tuple(_DISARMED.sub("", cell) for cell in row) for row in rows[at + 1 :]]
    while body and not _filled(body[-1]):
        body.pop()
    return Sheet(
        title=str(told.get("title", "")),
        headings=tuple(cell.strip() for cell in headings),
        rows=tuple(body),
        first=at + 2,
    )


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _list(facts: Facts, key: str) -> list[dict[str, object]]:
    found = facts.get(key)
    return found if isinstance(found, list) else []


def disarmed(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _RISKY.match(text) else text


def workbook(title: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as .xlsx: all cells are text, none a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_NO_TITLE.sub("", title)[:_LONGEST_TITLE].strip("' ") or "1")
    sheet.freeze_panes = "A2"
    for place, row in enumerate([headings, *rows]):
        cells = [WriteOnlyCell(sheet, _cell(text)) for text in row]
        for cell in cells:
            cell.data_type = "s"  # whatever it begins with
            cell.number_format = "@"  # so that a number that somebody edits there stays text
            cell.font = Font(bold=place == 0)
        sheet.append(cells)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def table_of_text(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as .csv in UTF-8 that spreadsheets open rightly."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream)
    writer.writerow(headings)
    writer.writerows([disarmed(cell) for cell in row] for row in rows)
    return stream.getvalue().encode("utf-8-sig")
