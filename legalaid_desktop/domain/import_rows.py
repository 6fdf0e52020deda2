"""What each row of an office's own spreadsheet says, or why it cannot be read."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import zip_longest
from typing import TypeVar

from legalaid_desktop.domain import cases, import_cells, old_fonts, people
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.cases import Case, CaseType, FileNumber, NumberOf, Stage
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.imports import (
    OF_CASE,
    Column,
    ImportWords,
    Problem,
    Sheet,
    SheetRow,
    place_key,
)
from legalaid_desktop.domain.lao import has_lao, search_key
from legalaid_desktop.domain.people import Person, Phone, Sex, Title

Thing = TypeVar("Thing")

OLD_FONT = (
    "This text was typed for an old Lao font. Open the file in the program it came from, change "
    "the text to Unicode there, and import it again."
)
NO_NAME = "There is no name in this row."
NO_PLACE = "There is no such place: {text}."
NO_SUBJECT = "This row has a kind of case, a day or a court number, but not what it is about."


def read(
    sheet: Sheet, columns: Sequence[Column | None], words: ImportWords, today: date
) -> list[SheetRow]:
    """What each row says; empty rows are left out."""
    return [
        _row(sheet.first + place, cells, columns, words, today)
        for place, cells in enumerate(sheet.rows)
        if any(import_cells.plain(cell) for cell in cells)
    ]


def _row(
    number: int,
    cells: Sequence[str],
    columns: Sequence[Column | None],
    words: ImportWords,
    today: date,
) -> SheetRow:
    values = {
        column: import_cells.plain(cell)
        for column, cell in zip_longest(columns, cells, fillvalue=None)
        if isinstance(column, Column) and cell
    }
    said = _Said(values, words, today)
    person, case = said.person(), said.case()
    if said.problems or person is None:
        return SheetRow(number=number, problems=tuple(said.problems))
    reference = values.get(Column.REFERENCE, "")
    return SheetRow(number=number, reference=reference, person=person, case=case)


class _Said:
    """The cells of one row by their columns; what cannot be read is noted, not raised.

    Attributes:
        problems: in the order in which they were found.
    """

    def __init__(self, values: Mapping[Column, str], words: ImportWords, today: date) -> None:
        self._values, self._words, self._today = values, words, today
        self.problems = [
            Problem(column=column, reason=OLD_FONT)
            for column, text in values.items()
            if old_fonts.is_old(text)
        ]

    def person(self) -> Person | None:
        """The person of this row, checked; nothing if that is not possible."""
        if self.problems:
            return None
        person = self._noted(Column.BORN, self._born, self._named())
        person = self._noted(Column.AGE, self._aged, person)
        person = self._noted(Column.PROVINCE, self._placed, person)
        person = replace(
            person,
            sex=Sex(self._answer(Column.SEX) or ""),
            nationality=self._nation(),
            phones=self._phones(),
            aliases=self._aliases(),
            id_papers=self._papers(),
        )
        if not any(people.all_names(person)):
            self._note(Column.NAME_LO, NO_NAME)
        if self.problems:
            return None
        return self._noted(Column.NAME_LO, lambda one: people.checked(one, self._today), person)

    def case(self) -> Case | None:
        """The case of this row, checked; nothing where the row has none."""
        subject, latin = self._text(Column.SUBJECT), self._text(Column.SUBJECT_LATIN)
        if not (subject or latin):
            if any(self._text(column) for column in OF_CASE):
                self._note(Column.SUBJECT, NO_SUBJECT)
            return None
        opened = self._noted(Column.OPENED_ON, self._opened, self._today)
        case = Case(
            client_id=0,
            type=CaseType(self._answer(Column.CASE_TYPE) or CaseType.CIVIL),
            subject_lo=lao_of(subject),
            subject_en=latin or latin_of(subject),
            stage=Stage(self._answer(Column.STAGE) or Stage.ADVICE),
            court_number=self._text(Column.COURT_NUMBER),
            numbers=self._numbers(),
            opened_on=opened,
        )
        case = self._noted(Column.CLOSED_ON, self._closed, case)
        return self._noted(Column.OPENED_ON, lambda one: cases.checked(one, self._today), case)

    def _text(self, column: Column) -> str:
        return self._values.get(column, "")

    def _note(self, column: Column, reason: str, **values: object) -> None:
        self.problems.append(Problem(column=column, reason=reason, values=values))

    def _noted(self, column: Column, call: Callable[[Thing], Thing], given: Thing) -> Thing:
        """What the call makes of it; as given where that cannot be read."""
        try:
            return call(given)
        except InvalidValue as error:
            told = column if error.field not in set(Column) else Column(error.field)
            self._note(told, error.reason, **error.values)
            return given

    def _named(self) -> Person:
        title, given, surname = _parts(self._text(Column.NAME_LO))
        latin_title, given_latin, surname_latin = _parts(self._text(Column.NAME_LATIN))
        if has_lao(given_latin) and not given:  # a column headed "Name" with Lao in it
            given, surname, given_latin, surname_latin = given_latin, surname_latin, "", ""
        if not has_lao(given) and given and not given_latin:
            given, surname, given_latin, surname_latin = "", "", given, surname
        return Person(
            title=self._titled() or title or latin_title or Title.NONE,
            given_lo=self._text(Column.GIVEN_LO) or given,
            surname_lo=self._text(Column.SURNAME_LO) or surname,
            given_latin=self._text(Column.GIVEN_LATIN) or given_latin,
            surname_latin=self._text(Column.SURNAME_LATIN) or surname_latin,
            village_lo=lao_of(self._text(Column.VILLAGE)),
            village_latin=self._text(Column.VILLAGE_LATIN) or latin_of(self._text(Column.VILLAGE)),
            occupation_lo=lao_of(self._text(Column.OCCUPATION)),
            occupation_en=self._text(Column.OCCUPATION_LATIN)
            or latin_of(self._text(Column.OCCUPATION)),
        )

    def _born(self, person: Person) -> Person:
        found = import_cells.birth(Column.BORN, self._text(Column.BORN), self._today)
        return replace(person, born_on=found.on, born_month=found.month, born_year=found.year)

    def _aged(self, person: Person) -> Person:
        low, high = import_cells.ages(Column.AGE, self._text(Column.AGE))
        if low is None or person.born_on or person.born_year:
            return person
        # an age in a list is that of the day on which the person came
        seen = self._day(Column.AGE_SEEN_ON) or self._day(Column.OPENED_ON) or self._today
        return replace(person, age_from=low, age_to=high, age_seen_on=seen)

    def _opened(self, otherwise: date) -> date:
        return self._day(Column.OPENED_ON) or otherwise

    def _day(self, column: Column) -> date | None:
        return import_cells.day(column, self._text(column), self._today)

    def _titled(self) -> Title | None:
        found = self._answer(Column.TITLE)
        return Title(found) if found else None

    def _placed(self, person: Person) -> Person:
        province = self._province()
        name = self._text(Column.DISTRICT)
        found = self._words.districts.get(place_key(name), ()) if name else ()
        here = [one for one in found if not province or one.province == province]
        if name and not here:
            raise InvalidValue(Column.DISTRICT, NO_PLACE, text=name)
        if len(here) != 1:  # the name alone does not tell which
            return replace(person, province=province)
        return replace(person, province=here[0].province, district=here[0].code)

    def _province(self) -> str:
        name = self._text(Column.PROVINCE)
        if not name:
            return ""
        found = self._words.provinces.get(place_key(name))
        if found is None:
            raise InvalidValue(Column.PROVINCE, NO_PLACE, text=name)
        return found.code

    def _nation(self) -> str:
        name = self._text(Column.NATIONALITY)
        found = self._words.nations.get(search_key(name), "") if name else ""
        if name and not found:
            self._note(Column.NATIONALITY, import_cells.NO_ANSWER, text=name)
        return found

    def _phones(self) -> tuple[Phone, ...]:
        typed = re.split(r"[,;/\n]", self._text(Column.PHONE))
        return tuple(Phone(number=number.strip()) for number in typed if number.strip())

    def _papers(self) -> tuple[IdentityPaper, ...]:
        numbers = self._several(Column.ID_NUMBER)
        return tuple(IdentityPaper(kind=IdPaper.OTHER, number=number) for number in numbers)

    def _aliases(self) -> tuple[Alias, ...]:
        return tuple(Alias(name=one, kind=AliasKind.ALIAS) for one in self._several(Column.ALIASES))

    def _numbers(self) -> tuple[FileNumber, ...]:
        """The office's own numbers from before: the program gives the case a new one."""
        former = self._several(Column.FORMER_NUMBER)
        return tuple(FileNumber(of=NumberOf.FORMER, number=one) for one in former)

    def _several(self, column: Column) -> list[str]:
        parts = re.split(r"[;\n]", self._text(column))
        return [part.strip() for part in parts if part.strip()]

    def _closed(self, case: Case) -> Case:
        return replace(case, closed_on=self._day(Column.CLOSED_ON))

    def _answer(self, column: Column) -> str:
        text = self._text(column)
        found = self._words.answers.get((column, search_key(text)), "") if text else ""
        if text and not found:
            self._note(column, import_cells.NO_ANSWER, text=text)
        return found


_TITLES = {
    "ທ້າວ": Title.THAO, "ທ.": Title.THAO, "mr": Title.THAO, "mr.": Title.THAO,
    "ນາງ": Title.NANG, "ນ.": Title.NANG, "ນາງສາວ": Title.NANG,
    "mrs": Title.NANG, "mrs.": Title.NANG, "ms": Title.NANG, "ms.": Title.NANG, "miss": Title.NANG,
    "ທ່ານ": Title.THAN, "ດ.ຊ": Title.BOY, "ດ.ຍ": Title.GIRL, "ເດັກຊາຍ": Title.BOY,
    "ເດັກຍິງ": Title.GIRL, "ພຣະ": Title.MONK,
}  # fmt: skip


def _parts(name: str) -> tuple[Title | None, str, str]:
    """Title, given name and family name: the given name comes first, spaces part them."""
    words = re.findall(r"\S+", name)
    title = _TITLES.get(words[0].casefold()) if len(words) > 1 else None
    rest = words[1:] if title else words
    return title, rest[0] if rest else "", " ".join(rest[1:])


def lao_of(text: str) -> str:
    """The text if it is Lao."""
    return text if has_lao(text) else ""


def latin_of(text: str) -> str:
    """The text if it is not Lao."""
    return "" if has_lao(text) else text
