"""Lists of people and of cases, written into a spreadsheet of the office."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from legalaid_desktop import i18n
from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import checks, office_lists
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.domain.imports import Column
from legalaid_desktop.domain.office_lists import COLUMNS, ListKind, Say
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import imports as labels
from legalaid_desktop.labels import nations
from legalaid_desktop.services import copies, exports, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import office_lists as stored

NO_SUCH_KIND = N_("A list is written as .xlsx or .csv.")
KINDS = {ListKind.PEOPLE: "people_list", ListKind.CASES: "case_list"}
"""What the trail calls them."""

Row = dict[Column, str]


class OfficeLists:
    """What the office takes away from its books; nobody of a restricted case is in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(
        self,
        kind: ListKind,
        out: Path,
        language: str,
        why: str,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> int:
        """Writes the list to ``out`` as its ending says, and gives its number in the register.

        Raises:
            Cancelled, InvalidValue, NotAllowed, Refused: there is no file, not even half of one.
        """
        errand = Errand(purpose=checks.line("reason", why, required=True))
        make, columns = _maker(out), COLUMNS[kind]
        told = i18n.catalog(language).gettext
        with self._desk.reading(Act.EXPORT_LISTS) as session:
            found = _polled(_rows(session, kind, language), cancelled)
            rows = [[row[one] for one in columns] for row in found]
        made = make(kind.value, [told(labels.COLUMNS[one]) for one in columns], rows)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT_LISTS) as session:
            number = copies.enter_without_case(session, Deed.EXPORT, KINDS[kind], 0, errand)
            put((made,))
        return number


def _maker(out: Path) -> Callable[[str, list[str], Iterable[list[str]]], bytes]:
    ending = out.suffix.casefold()
    if ending == ".csv":
        return lambda _title, headings, rows: spreadsheets.table_of_text(headings, rows)
    if ending == ".xlsx":
        return spreadsheets.workbook
    raise Refused(NO_SUCH_KIND)


def _rows(session: Session, kind: ListKind, language: str) -> Iterator[Row]:
    say = _say(language)
    if kind is ListKind.PEOPLE:
        for person, code in stored.people(session):
            yield office_lists.of_person(person, code or f"P{person.id}", say)
        return
    for case, person, code in stored.cases(session):
        yield office_lists.of_case(case, say) | office_lists.of_person(person, code, say)


def _say(language: str) -> Say:
    """Codes and fixed answers in words, as an import reads them again."""
    told = i18n.catalog(language).gettext
    places = reference.place_names()

    def say(column: Column, value: str) -> str:
        if not value:
            return ""
        if column in labels.ANSWERS:
            return next(
                (told(text) for one, text in labels.ANSWERS[column].items() if one == value), ""
            )
        if column is Column.NATIONALITY:
            return nations.name(value, language)
        return places[value].name(language) if value in places else ""

    return say


def _polled(rows: Iterator[Row], cancelled: Callable[[], bool]) -> Iterator[Row]:
    for row in rows:
        if cancelled():
            raise Cancelled
        yield row
