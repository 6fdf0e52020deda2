"""People and cases out of an office's own spreadsheet: its columns, its rows, what became of it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.places import District, Province
from legalaid_desktop.domain.privacy import Private


class Column(StrEnum):
    """What a column of a spreadsheet can hold."""

    NAME_LO = "name_lo"
    NAME_LATIN = "name_latin"
    GIVEN_LO = "given_lo"
    SURNAME_LO = "surname_lo"
    GIVEN_LATIN = "given_latin"
    SURNAME_LATIN = "surname_latin"
    TITLE = "title"
    ALIASES = "aliases"
    SEX = "sex"
    BORN = "born"
    AGE = "age"
    AGE_SEEN_ON = "age_seen_on"
    PHONE = "phone"
    VILLAGE = "village"
    VILLAGE_LATIN = "village_latin"
    DISTRICT = "district"
    PROVINCE = "province"
    NATIONALITY = "nationality"
    OCCUPATION = "occupation"
    OCCUPATION_LATIN = "occupation_latin"
    ID_NUMBER = "id_number"
    REFERENCE = "reference"
    """Whatever tells that two rows are of one person: a client code, say."""
    SUBJECT = "subject"
    SUBJECT_LATIN = "subject_latin"
    CASE_TYPE = "case_type"
    STAGE = "stage"
    OPENED_ON = "opened_on"
    CLOSED_ON = "closed_on"
    COURT_NUMBER = "court_number"
    FORMER_NUMBER = "former_number"


NAMES = frozenset({Column.NAME_LO, Column.NAME_LATIN, Column.GIVEN_LO, Column.GIVEN_LATIN})
OF_CASE = frozenset({
    Column.SUBJECT, Column.SUBJECT_LATIN, Column.CASE_TYPE, Column.STAGE, Column.OPENED_ON,
    Column.CLOSED_ON, Column.COURT_NUMBER, Column.FORMER_NUMBER,
})  # fmt: skip
SEVERAL = "; "
"""What parts several names or numbers in one cell."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sheet(Private):
    """A table as it stands in a file.

    Attributes:
        title: what the file calls it.
        first: the number of its first row below the headings, as the file counts.
    """

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    first: int = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportWords:
    """How headings and fixed answers are called.

    Attributes:
        columns: the column by each folded heading; answers: the value by column and folded word.
        places: provinces and districts by their folded names; nations: codes by folded names.
    """

    columns: Mapping[str, Column]
    answers: Mapping[tuple[Column, str], str]
    provinces: Mapping[str, Province] = field(default_factory=dict)
    districts: Mapping[str, tuple[District, ...]] = field(default_factory=dict)
    nations: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Problem(Private):
    """Why a row cannot be taken in: a sentence about one of its columns."""

    column: Column
    reason: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SheetRow(Private):
    """What a row says: a person, perhaps with a case, or why neither.

    Attributes:
        reference: by which the file itself tells its people apart, if it does.
    """

    number: int
    reference: str = ""
    person: Person | None = None
    case: Case | None = None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Match(Private):
    """Somebody who may be the person of a row: of the files, or of a row above it.

    Attributes:
        alike: in what, as ``people.likeness`` says; sure: whether that leaves little doubt.
        whole: whether a whole name is the same, letter by letter as search folds it.
    """

    person: Person
    row: int | None = None
    alike: tuple[str, ...] = ()
    whole: bool = False

    @property
    def sure(self) -> bool:
        """Whether the name is the same and more than that, or the file itself says so."""
        more = {"birth", "phone", "id_number"} & set(self.alike)
        return "reference" in self.alike or (self.whole and bool(more))


class Choice(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    SAME = "same"
    """The person is in the files already: only the case is taken in, if the row has one."""
    LEAVE = "leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRun:
    """One import, as it is kept: who took in how many, and whether it was undone.

    Attributes:
        rows: of the table; taken, same, left and faulty add up to it once all are done.
        people, cases: the ids of those that it made, and that are not undone.
        sha256: the key of the table, so that it is known again; the file's name is not kept.
    """

    id: int | None = None
    version: int = 0
    at: datetime
    by: str
    sha256: str
    rows: int
    taken: int = 0
    same: int = 0
    left: int = 0
    faulty: int = 0
    people: tuple[int, ...] = ()
    cases: tuple[int, ...] = ()
    undone_at: datetime | None = None

    @property
    def done(self) -> int:
        """How many rows it went through."""
        return self.taken + self.same + self.left + self.faulty

    @property
    def is_whole(self) -> bool:
        """Whether it came to the end of the table."""
        return self.done >= self.rows


def parse_words(data: Mapping[str, object]) -> ImportWords:
    """The words for columns and answers, out of ``import_headings.toml``."""
    columns = {
        search_key(word): reference.choice(Column, record, "id")
        for record in reference.records(data, "column")
        for word in reference.texts(record, "words")
    }
    answers = {
        (reference.choice(Column, record, "column"), search_key(word)): reference.text(
            record, "value"
        )
        for record in reference.records(data, "answer")
        for word in reference.texts(record, "words")
    }
    return ImportWords(columns=columns, answers=answers)


def place_words(
    words: ImportWords, provinces: Iterable[Province], districts: Iterable[District]
) -> ImportWords:
    """The words with the names of places in every spelling."""
    named: dict[str, tuple[District, ...]] = {}
    for one in districts:
        for name in {place_key(each) for each in (one.name_lo, one.name_en, *one.variants)}:
            named[name] = (*named.get(name, ()), one)
    both = {place_key(name): one for one in provinces for name in _province_names(one)}
    return replace(words, provinces=both, districts=named)


def _province_names(one: Province) -> tuple[str, ...]:
    return (one.name_lo, one.name_en, one.title("lo"), one.title("en"))


def place_key(name: str) -> str:
    """A name of a place, folded, without the word for what it is."""
    return re.sub(r"^(ແຂວງ|ເມືອງ|ນະຄອນ(?!ຫຼວງ)|ບ້ານ)", "", search_key(name)).strip()


def guess(headings: Sequence[str], words: ImportWords) -> tuple[Column | None, ...]:
    """What each column holds, by its heading; nothing for a strange or a second one."""
    found: list[Column | None] = []
    for heading in headings:
        key = re.sub(r"[.:*?]+$", "", search_key(heading)).strip()
        column = words.columns.get(key)
        found.append(None if column in found else column)
    return tuple(found)
