"""What people write into the cells of their lists."""

from datetime import date

import pytest

from legalaid_desktop.domain import import_cells, old_fonts
from legalaid_desktop.domain.errors import InvalidValue

TODAY = date(2026, 3, 30)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("7/3/1985", date(1985, 3, 7)),
        ("07.03.1985", date(1985, 3, 7)),
        ("1985-03-07", date(1985, 3, 7)),
        ("1985-03-07 00:00:00", date(1985, 3, 7)),
        ("໗/໓/໑໙໘໕", date(1985, 3, 7)),
        ("7/3/2528", date(1985, 3, 7)),  # a Buddhist year
        ("7/3/85", date(1985, 3, 7)),
        ("7/3/25", date(2025, 3, 7)),
        ("", None),
        ("-", None),
        ("ບໍ່ຮູ້", None),
    ],
)
def test_days(text, found):
    assert import_cells.day("born", text, TODAY) == found


@pytest.mark.parametrize("text", ["31/02/1985", "1985/13/40", "yesterday", "12", "7/3"])
def test_no_days(text):
    with pytest.raises(InvalidValue):
        import_cells.day("born", text, TODAY)


def test_a_year_alone_is_a_year():
    assert import_cells.birth("born", "໒໕໒໘", TODAY).year == 1985
    assert import_cells.birth("born", "1985", TODAY).on is None


@pytest.mark.parametrize(
    ("text", "found"), [("35", (35, 35)), ("30-35", (30, 35)), ("໓໕", (35, 35)), ("", (None, None))]
)
def test_ages(text, found):
    assert import_cells.ages("age", text) == found


@pytest.mark.parametrize("text", ["\u00a6\u00bd\u00b9\u00be\u00ec\u00be\u00b8", "ບຸນ ¡¢£¤¥¦§"])
def test_text_of_old_fonts_is_recognised(text):
    assert old_fonts.is_old(text)


@pytest.mark.parametrize(
    "text",
    [
        "ບຸນມີ",
        "Café José Müller",
        "Société Générale",
        "«ok»",
        "5 € + 6 €",
        "naïve",
        "Zoë",
        "………",
        "———",
        "«…»",
    ],
)
def test_other_text_is_not(text):
    assert not old_fonts.is_old(text)
