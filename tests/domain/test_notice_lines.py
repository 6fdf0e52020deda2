"""Days of a yearly notice, as they are pasted."""

from datetime import date

import pytest

from legalaid_desktop.domain import notice_lines
from legalaid_desktop.domain.court_calendar import HolidayKind, HolidayScope
from legalaid_desktop.domain.errors import InvalidValue


@pytest.mark.parametrize(
    ("line", "days", "name"),
    [
        ("13/04/2027 ປີໃໝ່ລາວ", [13], "ປີໃໝ່ລາວ"),
        ("໑໓/໐໔/໒໐໒໗ ປີໃໝ່ລາວ", [13], "ປີໃໝ່ລາວ"),
        ("14-16/4/2027: ບຸນປີໃໝ່ລາວ", [14, 15, 16], "ບຸນປີໃໝ່ລາວ"),
        ("ວັນທີ 13 ເມສາ 2027 ບຸນປີໃໝ່ລາວ", [13], "ບຸນປີໃໝ່ລາວ"),
        ("ວັນອັງຄານ ວັນທີ ໑໓ ເດືອນ ເມສາ ປີ ໒໐໒໗ - ບຸນປີໃໝ່", [13], "ບຸນປີໃໝ່"),
        ("13–16 ເມສາ ບຸນປີໃໝ່ລາວ", [13, 14, 15, 16], "ບຸນປີໃໝ່ລາວ"),
        ("2027-04-13\tLao New Year", [13], "Lao New Year"),
        ("Tuesday, 13 April 2027, Lao New Year", [13], "Lao New Year"),
        ("April 13-14, 2027 Lao New Year", [13, 14], "Lao New Year"),
        ("ບຸນປີໃໝ່ລາວ 13/04/2027", [13], "ບຸນປີໃໝ່ລາວ"),
        ("- 13/04/2027 | ບຸນປີໃໝ່ລາວ", [13], "ບຸນປີໃໝ່ລາວ"),
        ("2. 13/04 ບຸນປີໃໝ່ລາວ", [13], "ບຸນປີໃໝ່ລາວ"),
        ("ວັນທີ 14, 15, 16 ເມສາ 2027 ບຸນປີໃໝ່", [14, 15, 16], "ບຸນປີໃໝ່"),
        ("14, 15 ແລະ 16 ເມສາ: ບຸນປີໃໝ່", [14, 15, 16], "ບຸນປີໃໝ່"),
        ("ແຕ່ວັນທີ 13 ຫາ ວັນທີ 16 ເມສາ ບຸນປີໃໝ່", [13, 14, 15, 16], "ບຸນປີໃໝ່"),
        ("from 13th to 15th and 19 April 2027 New Year", [13, 14, 15, 19], "New Year"),
        ("April 13, 14 and 16, 2027 New Year", [13, 14, 16], "New Year"),
        ("13/4/27 ບຸນປີໃໝ່", [13], "ບຸນປີໃໝ່"),
        ("13.04.2027 - 15.04.2027 ບຸນປີໃໝ່", [13, 14, 15], "ບຸນປີໃໝ່"),
        ("13/04, 14/04 ແລະ 16/04/2027 ບຸນປີໃໝ່", [13, 14, 16], "ບຸນປີໃໝ່"),
        ("13-04-2027 ບຸນປີໃໝ່ 13 ເມສາ", [13], "ບຸນປີໃໝ່ 13 ເມສາ"),
        ("13-14/04/2027 ບຸນປີໃໝ່ (2 ວັນ", [13, 14], "ບຸນປີໃໝ່ (2 ວັນ"),
    ],
)
def test_a_line_tells_its_days_and_their_name(line, days, name):
    found = notice_lines.read(line, 2027)
    assert [one.day for one in found] == [date(2027, 4, day) for day in days]
    assert {one.name_lo or one.name_en for one in found} == {name}


def test_the_name_tells_who_is_off_and_whether_it_is_in_lieu():
    found = notice_lines.read(
        "08/03/2027 ວັນແມ່ຍິງສາກົນ\n03/05/2027 ພັກຊົດເຊີຍວັນກຳມະກອນ\n07/10/2027 ວັນຄູແຫ່ງຊາດ\n"
        "02/12/2027 ວັນຊາດ\n03/12/2027",
        2027,
    )
    assert [one.scope for one in found] == [
        HolidayScope.WOMEN,
        HolidayScope.NATION,
        HolidayScope.SCHOOL,
        HolidayScope.NATION,
        HolidayScope.NATION,
    ]
    assert [one.kind for one in found][1] is HolidayKind.IN_LIEU
    assert found[-1].name_lo == "ວັນຊາດ", "a day without a name goes on with the one above"


@pytest.mark.parametrize(
    "line",
    ["30 ເມສາ - 2 ພຶດສະພາ 2027", "30/04 ຫາ 02/05/2027", "April 30 to May 2, 2027", "30/4-2/5 x"],
)
def test_days_of_two_months_are_read_through(line):
    found = [one.day for one in notice_lines.read("29/04/2027 ພັກ\n" + line, 2027)]
    assert found == [date(2027, 4, 29), date(2027, 4, 30), date(2027, 5, 1), date(2027, 5, 2)]


@pytest.mark.parametrize(
    "line",
    [
        "13/04/2027 15 ບຸນປີໃໝ່",
        "13 April, 14 May 15 x",
        "April 13, 14 May x",
        "13/04/2027 14/04/2027 x",
        "13-15/04/2027 x (2 ວັນ)",
        "13/04/20277 x",
    ],
)
def test_no_number_of_a_line_is_passed_over(line):
    with pytest.raises(InvalidValue, match="number"):
        notice_lines.read(line, 2027)


@pytest.mark.parametrize("line", ["ບຸນປີໃໝ່ລາວ", "31/04/2027 x", "16-14/04/2027 x", "13/04/2570 x"])
def test_a_line_that_cannot_be_read_is_told(line):
    with pytest.raises(InvalidValue) as caught:
        notice_lines.read("02/12/2027 ວັນຊາດ\n" + line, 2027)
    assert line in caught.value.values["line"]
