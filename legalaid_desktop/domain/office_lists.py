"""Lists of people and of cases for the office's own use, in columns that an import reads again."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain.cases import Case, NumberOf
from legalaid_desktop.domain.imports import SEVERAL, Column
from legalaid_desktop.domain.people import Person, SafeToCall

Say = Callable[[Column, str], str]
"""How the value of a column is called in the list: places, nations, fixed answers."""


class ListKind(StrEnum):
    """What a list is of."""

    PEOPLE = "people"
    CASES = "cases"


OF_PEOPLE = (
    Column.REFERENCE, Column.TITLE, Column.GIVEN_LO, Column.SURNAME_LO, Column.GIVEN_LATIN,
    Column.SURNAME_LATIN, Column.ALIASES, Column.SEX, Column.BORN, Column.AGE, Column.AGE_SEEN_ON,
    Column.PHONE, Column.VILLAGE, Column.VILLAGE_LATIN, Column.DISTRICT, Column.PROVINCE,
    Column.NATIONALITY, Column.OCCUPATION, Column.OCCUPATION_LATIN, Column.ID_NUMBER,
)  # fmt: skip
OF_CASES = (
    Column.FORMER_NUMBER, Column.SUBJECT, Column.SUBJECT_LATIN, Column.CASE_TYPE, Column.STAGE,
    Column.OPENED_ON, Column.CLOSED_ON, Column.COURT_NUMBER, *OF_PEOPLE,
)  # fmt: skip
COLUMNS = {ListKind.PEOPLE: OF_PEOPLE, ListKind.CASES: OF_CASES}


def file_name(kind: ListKind, day: str) -> str:
    """What the file is called: nothing of what is in it."""
    return f"{kind.value}-{day}"


def of_person(person: Person, reference: str, say: Say) -> dict[Column, str]:
    """What stands of a person in a list; nothing sensitive, no number that is unsafe to call."""
    return {
        Column.REFERENCE: reference,
        Column.TITLE: say(Column.TITLE, person.title),
        Column.GIVEN_LO: person.given_lo,
        Column.SURNAME_LO: person.surname_lo,
        Column.GIVEN_LATIN: person.given_latin,
        Column.SURNAME_LATIN: person.surname_latin,
        Column.ALIASES: SEVERAL.join(one.name for one in person.aliases),
        Column.SEX: say(Column.SEX, person.sex),
        Column.BORN: _born(person),
        Column.AGE: _age(person),
        Column.AGE_SEEN_ON: _day(person.age_seen_on),
        Column.PHONE: SEVERAL.join(
            one.number for one in person.phones if one.safe is not SafeToCall.NO
        ),
        Column.VILLAGE: person.village_lo,
        Column.VILLAGE_LATIN: person.village_latin,
        Column.DISTRICT: say(Column.DISTRICT, person.district),
        Column.PROVINCE: say(Column.PROVINCE, person.province),
        Column.NATIONALITY: say(Column.NATIONALITY, person.nationality),
        Column.OCCUPATION: person.occupation_lo,
        Column.OCCUPATION_LATIN: person.occupation_en,
        Column.ID_NUMBER: SEVERAL.join(one.number for one in person.id_papers if one.number),
    }


def of_case(case: Case, say: Say) -> dict[Column, str]:
    """What stands of a case in a list; its number is a former one where it is read in again."""
    former = [one.number for one in case.numbers if one.of is NumberOf.FORMER]
    return {
        Column.FORMER_NUMBER: SEVERAL.join([case.number, *former]),
        Column.SUBJECT: case.subject_lo,
        Column.SUBJECT_LATIN: case.subject_en,
        Column.CASE_TYPE: say(Column.CASE_TYPE, case.type),
        Column.STAGE: say(Column.STAGE, case.stage),
        Column.OPENED_ON: _day(case.opened_on),
        Column.CLOSED_ON: _day(case.closed_on),
        Column.COURT_NUMBER: case.court_number,
    }


def _born(person: Person) -> str:
    if person.born_on:
        return _day(person.born_on)
    if person.born_month and person.born_year:
        return f"{person.born_month:02}/{person.born_year}"
    return str(person.born_year or "")


def _age(person: Person) -> str:
    low, high = person.age_from, person.age_to
    if low is None and high is None:
        return ""
    return str(low) if low == high else "-".join(str(one) for one in (low, high) if one is not None)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
