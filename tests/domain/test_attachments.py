"""What is noted of a piece of evidence."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import attachments
from legalaid_desktop.domain.attachments import Attachment, CustodyStep
from legalaid_desktop.domain.errors import InvalidValue

TODAY = date(2026, 3, 30)
REPORT = Attachment(id=3, case_id=1, file_name="a.pdf", title_lo="ໃບຢັ້ງຢືນແພດ", received_on=TODAY)


def test_the_line_of_custody_stands_in_the_order_of_its_days():
    ours = CustodyStep(holder=" ຫ້ອງການ ", since="2026-03-20")
    theirs = CustodyStep(holder="ສະຖານທູດ", since="2026-01-15", note="ຖົງທູດ")
    kept = attachments.checked(replace(REPORT, custody=(ours, theirs)), TODAY)
    assert [one.holder for one in kept.custody] == ["ສະຖານທູດ", "ຫ້ອງການ"]
    for wrong in (
        replace(ours, since="2026-04-01"),
        replace(ours, since=""),
        replace(ours, holder=""),
    ):
        with pytest.raises(InvalidValue) as problem:
            attachments.checked(replace(REPORT, custody=(wrong,)), TODAY)
        assert problem.value.field == "custody"


@pytest.mark.parametrize("wrong", [{"pages": -1}, {"pages": 1_000_000}, {"translates": 3}])
def test_a_wrong_detail_is_refused_at_its_field(wrong):
    with pytest.raises(InvalidValue) as problem:
        attachments.checked(replace(REPORT, **wrong), TODAY)
    assert problem.value.field in wrong
