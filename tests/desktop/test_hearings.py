"""The tab of hearings and filings, as a lawyer uses it before and after a day in court."""

from datetime import date

import pytest

from legalaid_desktop.desktop.court_fees import CourtFeesDialog
from legalaid_desktop.desktop.hearings import CaseHearings
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.record_dialog import RecordDialog
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.access_refusals import AccessTo
from legalaid_desktop.domain.cases import Party, PartyRole
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.filings import Readiness
from legalaid_desktop.domain.hearings import Attendance, HearingNotice, Signed
from legalaid_desktop.i18n import gettext
from tests.desktop.screen import give_reason, on_screen, plain, rows, words


def heard(office, case, on):
    hearing = Event(case_id=case.id, kind=EventKind.HEARING, on=on, text="ພິຈາລະນາ")
    return office.cases.add_event(hearing)


def told(office, hearing, party, day, **values):
    line = HearingNotice(
        case_id=hearing.case_id, event_id=hearing.id, party_id=party.id, told_on=day, **values
    )
    return office.hearings.note(line)


@pytest.fixture
def missing(office, case):
    """A defendant who missed two hearings after proper summonses, and a third one ahead."""
    other = Party(case_id=case.id, organisation_lo="ບໍລິສັດ ດາວ", role=PartyRole.DEFENDANT)
    party = office.cases.add_party(other)
    shown = {"signed": Signed.THUMB, "attendance": Attendance.ABSENT}
    for day in (9, 23):
        hearing = heard(office, case, date(2026, 3, day))
        told(office, hearing, party, date(2026, 3, day - 6), **shown)
    heard(office, case, date(2026, 4, 20))
    return party


@pytest.fixture
def tab(window, case, missing):
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab("hearings")
    found = page.parts["hearings"]
    assert isinstance(found, CaseHearings)
    return found


def fill(**values):
    dialog = on_screen(RecordDialog)
    for name, value in values.items():
        dialog.fields[name].set_value(value)
    dialog.accept_button.click()
    return dialog


def press(part, label):
    rows(part)  # they come on screen one turn later
    found = [one for one in part.findChildren(Button) if one.text() == gettext(label)]
    next(one for one in found if one.isVisible()).click()


def test_before_the_third_absence_the_consequence_is_said_and_nobody_told_is_loud(language, tab):
    card = tab.parts["hearings"]
    ((who, said),) = rows(card.missed)
    assert "ບໍລິສັດ ດາວ" in who
    assert "158" in said
    assert gettext("read in the law") in said
    assert card.warning.isVisible()
    card.ask_notice()
    fill(who="lawyer", told_on=date(2026, 3, 28), signed=Signed.SIGNED)
    assert not card.warning.isVisible()
    assert gettext("our lawyer") in " ".join(title for title, _ in rows(card.card))


def test_result_attendance_and_next_date_are_one_step(tab, office, case):
    card = tab.parts["hearings"]
    card.ask_result()
    ahead = office.hearings.ledger(case.id).hearings[0]
    past = on_screen(RecordDialog).fields["hearing"].value()
    on_screen(RecordDialog).fields["hearing"].set_value(ahead.id)
    assert on_screen(RecordDialog).fields["came_0"].value() is Attendance.OPEN
    dialog = fill(hearing=past, result="ເລື່ອນ", next_on=date(2026, 3, 1))
    assert dialog.isVisible()
    assert plain(dialog.fields["next_on"].error_line.text())
    dialog.fields["came_1"].set_value(Attendance.CAME)
    resting = dialog.findChild(InlineBanner, "resting")
    dialog.fields["next_on"].set_value(date(2026, 4, 15))
    assert resting.isVisible()
    dialog.fields["next_on"].set_value(date(2026, 5, 4))
    assert not resting.isVisible()
    fill(next_on=date(2026, 5, 4), next_at="9:00")
    ledger = office.hearings.ledger(case.id)
    assert ledger.hearings[0].on == date(2026, 5, 4)
    (done,) = [one for one in ledger.hearings if one.result]
    assert [one.attendance for one in ledger.notices[done.id]] == [
        Attendance.ABSENT,
        Attendance.CAME,
    ]


def test_a_struck_line_stays_readable_and_a_refused_access_is_kept(tab, office, case):
    card = tab.parts["hearings"]
    press(card, "Strike out …")
    give_reason("ຂຽນຜິດ")
    assert "ຂຽນຜິດ" in " ".join(said for _, said in rows(card.card))
    tab.ask_refusal()
    fill(body="ສະຖານີຕຳຫຼວດ", to=AccessTo.FILE, reason="ບໍ່ມີໃບອະນຸຍາດ")
    assert "ສະຖານີຕຳຫຼວດ" in rows(tab.parts["refusals"])[0][0]
    press(tab.parts["refusals"], "Draft a complaint")
    (paper,) = office.papers.of_case(case.id)
    values = dict(paper.values)
    assert (paper.kind, values["refused"]) == ("access_complaint", "file")
    assert (values["place_lo"], values["reason_en"]) == ("ສະຖານີຕຳຫຼວດ", "ບໍ່ມີໃບອະນຸຍາດ")


def test_a_filing_is_red_until_complete_and_then_filed(language, tab, office, case):
    tab.ask_filing()
    fill(kind="answer", planned_on=date(2026, 4, 2), by_representative="no")
    card = tab.parts["filings"]
    (one,) = office.filings.of_case(case.id)
    open_now = [line for line in one.lines if line.state is Readiness.OPEN]
    assert str(len(open_now)) in words(card.list.cards[0])
    press(card, "Not needed …")
    give_reason("ບໍ່ມີ")
    for line in open_now[1:]:
        card.list.cards[0]._turn(line.item.id)
    assert gettext("Ready: nothing is missing.") in words(card.list.cards[0])
    press(card, "Filed …")
    fill(proof="ຕາສານ 12")
    assert "ຕາສານ 12" in words(card.list.cards[0])


def test_court_fees_are_counted_while_they_are_typed(language, tab):
    tab.parts["filings"].ask_fees()
    dialog = on_screen(CourtFeesDialog)
    dialog.value.set_value("50.000.000")
    assert "1.000.000" in plain(dialog.sums.text()) or "1,000,000" in plain(dialog.sums.text())
    dialog.exempt.set_value("labour")
    assert "42" in dialog.sums.text()
    assert "41" in dialog.sums.text()
