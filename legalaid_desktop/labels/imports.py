"""ImportWords for imports: columns, what is wrong with a row, what becomes of it."""

from collections.abc import Mapping
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.imports import Choice, Column, Problem
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, errors, people

COLUMNS: Mapping[Column, str] = {
    Column.NAME_LO: N_("Whole name, Lao"),
    Column.NAME_LATIN: N_("Whole name, Latin letters"),
    Column.GIVEN_LO: N_("Given name in Lao"),
    Column.SURNAME_LO: N_("Family name in Lao"),
    Column.GIVEN_LATIN: N_("Given name in Latin letters"),
    Column.SURNAME_LATIN: N_("Family name in Latin letters"),
    Column.TITLE: N_("Title"),
    Column.ALIASES: N_("Other names, parted by ;"),
    Column.SEX: N_("Sex"),
    Column.BORN: N_("Day or year of birth"),
    Column.AGE: N_("Age"),
    Column.AGE_SEEN_ON: N_("Age as of the day"),
    Column.PHONE: N_("Telephone"),
    Column.VILLAGE: N_("Village"),
    Column.VILLAGE_LATIN: N_("Village in Latin letters"),
    Column.DISTRICT: N_("District"),
    Column.PROVINCE: N_("Province"),
    Column.NATIONALITY: N_("Nationality"),
    Column.OCCUPATION: N_("Occupation"),
    Column.OCCUPATION_LATIN: N_("Occupation in English"),
    Column.ID_NUMBER: N_("Number of the identity paper"),
    Column.REFERENCE: N_("Code of the person in this list"),
    Column.SUBJECT: N_("What the case is about"),
    Column.SUBJECT_LATIN: N_("What the case is about, in English"),
    Column.CASE_TYPE: N_("Type of case"),
    Column.STAGE: N_("Stage"),
    Column.OPENED_ON: N_("Opened on"),
    Column.CLOSED_ON: N_("Closed on"),
    Column.COURT_NUMBER: N_("Number at the court"),
    Column.FORMER_NUMBER: N_("Our former number of the case"),
}

CHOICES: Mapping[Choice, str] = {
    Choice.NEW: N_("Take in as a new person"),
    Choice.SAME: N_("Is this person"),
    Choice.LEAVE: N_("Leave out"),
}


ANSWERS: Mapping[Column, Mapping[Any, str]] = {
    Column.TITLE: people.TITLES,
    Column.SEX: people.SEXES,
    Column.CASE_TYPE: cases.TYPES,
    Column.STAGE: cases.STAGES,
}
"""Fixed answers as the program itself calls them: what it writes into a list, it reads again."""


def known_words() -> tuple[dict[str, Column], dict[tuple[Column, str], str]]:
    """The program's own headings and answers in both languages, folded as search folds them."""
    said = [i18n.catalog(language).gettext for language in i18n.LANGUAGES]
    columns = {search_key(tell(text)): one for one, text in COLUMNS.items() for tell in said}
    answers = {
        (column, search_key(tell(text))): str(value.value)
        for column, words in ANSWERS.items()
        for value, text in words.items()
        for tell in said
    }
    return columns, answers


def problem(one: Problem, language: str) -> str:
    """What is wrong with a row, with the name of its column."""
    said = errors.reason(Refused(one.reason, **one.values), language)
    return f"{i18n.catalog(language).gettext(COLUMNS[one.column])}: {said}"


MESSAGES = (
    N_("“{text}” is no date that can be read. Write day/month/year."),
    N_("“{text}” is no age. Write one number, or two such as 30-35."),
    N_("“{text}” is not one of the answers that the program knows."),
    N_(
        "This text was typed for an old Lao font. Open the file in the program it came from, "
        "change the text to Unicode there, and import it again."
    ),
    N_("There is no name in this row."),
    N_("There is no such place: {text}."),
    N_("This row has a kind of case, a day or a court number, but not what it is about."),
)
"""What can be wrong with a row; the message ids stand in the domain."""
