"""What may be typed into one line."""

import pytest

from legalaid_desktop.domain import checks


@pytest.mark.parametrize("between", ["\n", "\r\n", "\t", "\x0b", "\x85", "\u2028", "\u2029"])
def test_a_line_is_one_line_whatever_is_pasted(between):
    assert checks.line("subject_lo", f" ໜີ້{between}ສິນ ") == "ໜີ້ ສິນ"
