"""The tab Protection and the page of a worksheet, as the fisherman's lawyer uses them."""

from datetime import date, timedelta

import pytest

from legalaid_desktop.desktop.record_dialog import RecordDialog
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain.age_evidence import AgeSource
from legalaid_desktop.domain.custody import LAOS, Custody, Release
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import Money, Per
from legalaid_desktop.domain.people import IdPaper
from legalaid_desktop.domain.victim_status import Status
from legalaid_desktop.domain.withheld_papers import StepKind
from legalaid_desktop.domain.worksheets import Answer, Ground, Opinion, Sector
from legalaid_desktop.i18n import gettext
from tests.desktop.screen import give_reason, on_screen, plain, rows, settled


@pytest.fixture
def tab(window, restricted):
    window.go("case", restricted.id)
    page = window.pages["case"]
    page.show_tab("protection")
    return page.parts["protection"]


def fill(**values):
    """Types into the dialog on screen, and saves."""
    dialog = on_screen(RecordDialog)
    for name, value in values.items():
        dialog.fields[name].set_value(value)
    dialog.accept_button.click()
    return dialog


def press(part, label):
    """The last button of that label on a row of the card."""
    rows(part)  # they come on screen one turn later
    found = [one for one in part.findChildren(Button) if one.text() == gettext(label)]
    [one for one in found if one.isVisible()][-1].click()


def test_the_fishermans_story_is_entered_and_each_card_says_how_it_stands(language, tab):
    cards = tab.parts
    cards["status"].add.click()
    fill(status=Status.PRESUMED, body="ຫ້ອງການ")
    assert gettext("presumed to be a victim") in rows(cards["status"])[0][0]
    assert any("42" in reason for _, reason in rows(cards["status"].reminders))
    cards["papers"].add.click()
    fill(kind=IdPaper.PASSPORT, number="PX 0009174", holder="ນາຍຈ້າງ", since=date(2024, 11, 19))
    press(cards["papers"], "Step")
    fill(kind=StepKind.REQUEST, to_whom="ນາຍຈ້າງ", answer="ບໍ່ຕອບ")
    assert "ບໍ່ຕອບ" in rows(cards["papers"])[0][1]
    assert rows(cards["papers"])[0][0].endswith("PX 0009174")


def test_the_hours_the_age_and_the_sum_are_said(language, tab):
    cards = tab.parts
    cards["custody"].add.click()
    dialog = fill(place="ຄຸກປີນັງ", country="MY", ground="abroad", since=date(2026, 3, 28),
                  since_at="25:00")  # fmt: skip
    assert dialog.isVisible(), "what cannot be read stays on screen"
    fill(since_at="05:40")
    told, reason = rows(cards["custody"])[0]
    assert told.startswith(("51 ", "51 ຊົ່ວໂມງ"))
    press(cards["custody"], "Order to stay")
    fill(authority="ສານປີນັງ", until=date(2026, 4, 17), until_at="09:00", made=date(2026, 3, 29),
         made_time="10:00")  # fmt: skip
    assert "ສານປີນັງ" in rows(cards["custody"])[0][1]
    assert "10:00" in rows(cards["custody"])[0][1]
    assert all("48" not in told + reason for told, reason in rows(cards["custody"])), "not there"
    assert reason
    cards["age"].add.click()
    fill(kind=AgeSource.CLAIMED, age_from="17", age_to="17")
    cards["age"].add.click()
    assert not on_screen(RecordDialog).kept.isVisible(), "what is saved is not offered again"
    fill(kind=AgeSource.PAPER, born_year="2004", source="PX 0009174")
    assert gettext("Papers print: child until shown otherwise") in rows(cards["age"])[0][0]
    cards["losses"].add.click()
    fill(quantity="9", per=Per.MONTH, rate="12.000", money=Money.THB, what="ລູກເຮືອ")
    press(cards["losses"], "Deduction")
    fill(amount="45.000", reason="ຄ່າເດີນທາງ")
    cards["losses"].rate.click()
    fill(money=Money.THB, kip="612,35", source="ທະນາຄານ")
    said = " ".join(title + reason for title, reason in rows(cards["losses"]))
    assert "108" in said
    assert "66" in said
    cards["losses"].sheet.click()


def test_a_worksheet_says_what_follows_while_it_is_filled_in(language, window, office, tab):
    office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ", name_latin="Manivone"))
    tab.parts["worksheets"].add.click()
    fill(from_on=date(2024, 11, 5), to_on=date(2025, 8, 16), place="ປີນັງ", country="MY")
    page = window.pages["worksheet"]
    assert page.isVisible()
    assert "ບົວຄຳ" not in plain(page.head.subtitle.text())
    missing = gettext("No view was signed yet.")
    assert missing in rows(page.views)[0][0]
    for key in ("act.seek", "purpose.labour"):
        row = page.form.rows[key]
        row.answer.setCurrentIndex(row.answer.findData(Answer.YES))
    row.ground.setCurrentIndex(row.ground.findData(Ground.PAPER))
    row.note.setText("ສັນຍາຈ້າງ")
    page.form.fields["sector"].set_value(Sector.FISHING)
    before = len(rows(page.follows))
    for key in ("means.deceive", "ilo.documents"):
        other = page.form.rows[key]
        other.answer.setCurrentIndex(other.answer.findData(Answer.YES))
    assert len(rows(page.follows)) != before or before > 2
    page.save.click()
    (kept,) = office.protection.of_case(1).worksheets
    assert {one.element for one in kept.findings} == {
        "act.seek", "purpose.labour", "means.deceive", "ilo.documents",
    }  # fmt: skip
    assert [one.note for one in kept.findings if one.ground is Ground.PAPER] == ["ສັນຍາຈ້າງ"]
    page.sign.click()
    lawyer = office.assignments.lawyers()[0]
    fill(trafficking=Opinion.YES, reasons="ຄົບທັງສາມ", lawyer_id=lawyer.id)
    assert "ຄົບທັງສາມ" in rows(page.views)[0][1]
    assert "ສີວິໄລ" in rows(page.views)[0][1], "who entered it, as the lawyer did not"
    row.note.setText("ສັນຍາຈ້າງ ແລະ ໃບຮັບເງິນ")
    window.go("today")  # what was typed and not saved waits
    window.go("worksheet", kept.id)
    assert page.form.rows["purpose.labour"].note.text() == "ສັນຍາຈ້າງ ແລະ ໃບຮັບເງິນ"


def test_wishes_help_and_codes_are_kept_and_questions_follow_the_work(window, office, tab):
    tab.parts["worksheets"].add.click()
    fill(place="ປີນັງ")
    page = window.pages["worksheet"]
    page.form.fields["sector"].set_value(Sector.FISHING)
    page.form.fields["wishes"].set_value("ຢາກໄດ້ຄ່າແຮງງານ")
    page.form.fields["controls"].boxes["police"].setChecked(True)
    page.form.help.more.click()
    line = page.form.help.lines[0].fields
    line["by"].set_value("ສະຫະພັນແມ່ຍິງລາວ")
    page.save.click()
    assert page.form.sections["help"].is_open, "a service without a name is shown where it stands"
    line["service"].set_value("ບ່ອນພັກ")
    page.save.click()
    (kept,) = office.protection.of_case(1).worksheets
    assert (kept.wishes, kept.controls) == ("ຢາກໄດ້ຄ່າແຮງງານ", ("police",))
    assert [(one.service, one.by) for one in kept.help] == [("ບ່ອນພັກ", "ສະຫະພັນແມ່ຍິງລາວ")]
    assert not page.form.rows["kind.quota"].isVisibleTo(page.form)
    assert page.form.rows["kind.man_at_sea"].isVisibleTo(page.form)


def test_who_is_held_stands_on_today_by_code_name_and_an_entry_can_be_removed(
    window, office, restricted, tab, qtbot
):
    person = office.people.client(restricted.client_id).person_id
    since = office._desk.clock().astimezone(LAOS) - timedelta(hours=49)
    held = office.protection.save(
        Custody(case_id=restricted.id, person_id=person, place="ສຕ ທ່າແຂກ", ground="police",
                since=since)
    )  # fmt: skip
    window.go("today")
    settled(qtbot, window)
    ((title, reason),) = rows(window.pages["today"].held)
    assert "49 hours" in title
    assert "ນົກຍຸງ" in title
    assert "ທ່າແຂກ" not in title + reason
    window.go("case", restricted.id)
    window.pages["case"].show_tab("protection")
    assert "not confirmed by a Lao lawyer" in rows(tab.parts["custody"])[0][1]
    assert "Held without an order" in rows(tab.parts["custody"])[0][1]
    press(tab.parts["custody"], "Complaint to the prosecutor")
    (complaint,) = office.papers.of_case(restricted.id)
    told = dict(complaint.values)
    assert told["place_en"] == "ສຕ ທ່າແຂກ"
    assert "without an order" in told["gaps_en"]
    window.go("case", restricted.id)
    tab.parts["custody"].card.opened.emit(held.id)
    fill(released_at=date(2026, 3, 30), released_time="08:30", release=Release.BAIL)
    assert rows(tab.parts["custody"])[0][0].startswith("48 hours 30")
    next(b for b in tab.parts["custody"].findChildren(Button)
         if b.property("record") == held.id and b.isVisible()).click()  # fmt: skip
    give_reason("ພິມຜິດ")
    assert rows(tab.parts["custody"]) == []
