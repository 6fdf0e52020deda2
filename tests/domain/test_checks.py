"""What may be typed into one line."""

import pytest

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.errors import InvalidValue


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", "\x0b", "\x85", "\u2028", "\u2029"])
def test_a_line_is_one_line_whatever_is_pasted(between):
    assert checks.line("subject_lo", f" ໜີ້{between}ສິນ ") == "ໜີ້ ສິນ"


@pytest.mark.parametrize("check", [checks.line, checks.text])
def test_what_was_typed_for_an_old_font_is_refused_by_name_of_the_field(check):
    with pytest.raises(InvalidValue, match="old Lao font") as refused:
        check("subject_lo", "ຄະດີ \u00a6\u00bd\u00b9\u00be\u00ec\u00be\u00b8")
    assert refused.value.field == "subject_lo"
    assert check("subject_lo", "Société Générale – 5 € …") == "Société Générale – 5 € …"
