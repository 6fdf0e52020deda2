"""Time for no case: everybody's own, summed by months with that in cases, and on paper."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.office_times import OfficeTime, TimeKind
from tests.documents.test_papers import by_pdfium


def spent(minutes=90, kind=TimeKind.PRO_BONO, on=date(2026, 3, 20), **more):
    return OfficeTime(user_id=0, on=on, minutes=minutes, kind=kind, what="ສອນກົດໝາຍ", **more)


def test_the_head_sees_the_months_of_all_and_everybody_else_the_own(office, case, seat):
    """Cases that the head does not see count with their minutes, which tell of none of them."""
    noy = seat("noy", Role.LAWYER)
    told = Event(case_id=case.id, kind=EventKind.CALL, on=date(2026, 3, 27), text="ໂທ", minutes=40)
    office.cases.add_event(told)
    noys = noy.cases.open(
        replace(case, id=None, version=0, confidentiality=Confidentiality.RESTRICTED,
                code_name="ນົກຍຸງ")
    )  # fmt: skip
    noy.cases.add_event(replace(told, case_id=noys.id, minutes=60))
    noy.office_times.save(spent())
    noy.office_times.save(spent(30, TimeKind.TRAINING, date(2026, 2, 3)))
    mine = noy.office_times.months(2026)
    assert [(one.month, one.cases, one.free, one.whole) for one in mine] == [
        (date(2026, 2, 1), 0, 0, 30), (date(2026, 3, 1), 1, 150, 150),
    ]  # fmt: skip
    everybody = office.office_times.months(2026)
    assert [one.whole for one in everybody] == [40, 30, 150]
    assert office.office_times.months(2025) == []
    text = by_pdfium(office.office_times.statement(2026, "both", OWN_FILE))
    assert "noy" in text
    assert "2h30min" in text
    assert "ບັນທຶກການຊ່ວຍເຫຼືອ" in text


def test_a_mistake_is_struck_out_by_who_made_it_alone(office, seat):
    wrong = office.office_times.save(spent())
    for bad in (spent(0), spent(24 * 60 + 1), spent(on=date(2026, 4, 1))):
        with pytest.raises(InvalidValue):
            office.office_times.save(bad)
    with pytest.raises(NotAllowed):
        seat("boss", Role.MANAGER).office_times.save(replace(wrong, minutes=0))
    office.office_times.save(replace(wrong, minutes=0))
    assert office.office_times.months(2026) == []
