"""Every step as a sentence, in both languages at once."""

import re
from datetime import date, datetime

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.labels import deadline_sentences, deadlines
from legalaid_desktop.services import reference

at = datetime.fromisoformat

VALUES = (
    ("day", "2026-04-11"),
    ("next", "2026-04-13"),
    ("first", "2026-05-04"),
    ("last", "2026-05-08"),
    ("granted", "2026-04-09"),
    ("note", "ໃບສະເໜີ"),
    ("lawyer", "ສີວິໄລ"),
    ("count", 3),
    ("moment", "2026-04-13T22:30"),
    ("event_lo", "ການຈັບຕົວ"),
    ("event_en", "Arrest"),
    ("name_lo", "ວັນຊາດ"),
    ("name_en", "National Day"),
    ("length", 15),
    ("unit", "working_day"),
    ("scope", "women"),
    ("number", 31),
    ("count", 3),
    ("first", "2026-04-01"),
    ("granted", "2026-04-02"),
    ("year", 2029),
)


@pytest.mark.parametrize("kind", deadline_sentences.SENTENCES)
@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_sentence_is_filled(kind, language):
    said = deadlines.sentence(Step(kind, VALUES), language)
    assert "{" not in said
    message = deadline_sentences.SENTENCES[kind]
    if "{day}" in message:
        assert {"en": "Saturday, 11 April 2026", "lo": "ວັນເສົາ, 11 ເມສາ 2026"}[language] in said
    if "{period}" in message:
        assert {"en": "15 working days", "lo": "15 ວັນລັດຖະການ"}[language] in said
    if language == "lo":
        assert not re.search(r"[A-Za-z]{4,}", said), "English left in a Lao sentence"


@pytest.mark.parametrize(
    ("cited", "english", "lao"),
    [
        ("civil-code:48(3)", "Civil Code art. 48(3)", "ປະມວນກົດໝາຍແພ່ງ ມາດຕາ 48 ວັກ 3"),
        ("civil-code:446", "Civil Code art. 446", "ປະມວນກົດໝາຍແພ່ງ ມາດຕາ 446"),
        (
            "criminal-procedure:",
            "Criminal Procedure Law article unverified",
            "ກົດໝາຍວ່າດ້ວຍການດຳເນີນຄະດີອາຍາ ມາດຕາຍັງບໍ່ທັນຢືນຢັນ",
        ),
        ("", "", ""),
    ],
)
def test_citations(cited, english, lao):
    assert deadlines.citation(cited, reference.laws(), "en") == english
    assert deadlines.citation(cited, reference.laws(), "lo") == lao


@pytest.mark.parametrize(
    ("length", "unit", "english", "lao"),
    [
        (1, Unit.DAY, "1 calendar day", "1 ວັນ"),
        (48, Unit.HOUR, "48 hours", "48 ຊົ່ວໂມງ"),
        (1, Unit.YEAR, "1 year", "1 ປີ"),
        (3, Unit.MONTH, "3 months", "3 ເດືອນ"),
    ],
)
def test_periods(length, unit, english, lao):
    assert deadlines.period(length, unit, "en") == english
    assert deadlines.period(length, unit, "lo") == lao


def test_a_holiday_typed_in_by_hand_has_a_name():
    step = Step("left_out", (("day", "2026-06-15"), ("name_lo", ""), ("name_en", "")))
    assert (
        deadlines.sentence(step, "en")
        == "Left out: Monday, 15 June 2026, a day added to the table."
    )


def test_when_with_and_without_time():
    assert deadlines.when(date(2026, 4, 11), "en") == "Saturday, 11 April 2026"
    assert deadlines.when(at("2026-04-15T22:30"), "en") == "Wednesday, 15 April 2026, 22:30"


def test_titles_of_laws_carry_their_number():
    laws = reference.laws()
    assert (
        deadlines.law_title(laws["civil-procedure"], "en") == "Law on Civil Procedure, No. 67/ສພຊ"
    )
    assert deadlines.law_title(laws["civil-code"], "en") == "Civil Code"
