"""What is typed is never lost: not by a lock, not by a crash, not by going elsewhere."""

import json
import signal
from datetime import date, datetime
from random import Random

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import text

from legalaid_desktop.desktop import app, settings
from legalaid_desktop.desktop.deadline_form import DeadlineDialog
from legalaid_desktop.desktop.lawyers import LawyerDialog
from legalaid_desktop.desktop.parties import PartyDialog
from legalaid_desktop.desktop.story import EventDialog
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE
from tests.desktop.interrupted import STEPS, at_work, photographed, power_cuts, talk_in

FULL = 2
"""What SQLite calls it."""
USER, PASSPHRASE = "ສີວິໄລ", "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


def monday():
    return datetime(2026, 3, 30, 9, 0, tzinfo=VIENTIANE)


@pytest.fixture
def case(office):
    opened = Case(
        client_id=0,
        type=CaseType.CIVIL,
        subject_lo="ການທວງໜີ້",
        subject_en="a debt",
        opened_on=date(2026, 3, 24),
    )
    return office.cases.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham"), opened)


@pytest.fixture
def person(office, case):
    return office.people.page().lines[0][0]


@pytest.fixture
def program(qtbot, office, case, tmp_path):
    def open_office(folder, user, passphrase):
        return services.open_office(folder, user, passphrase, at=monday)

    made = app.Program(tmp_path / "settings.json", open_office, None, services.users)
    made.settings = settings.Settings(language="en", theme="light", office=str(office.folder))
    made.start()
    yield made
    made.close()


@pytest.fixture
def come_in(program, qtbot, type_text):
    def unlock():
        parts = program.unlock.unlocking.parts
        type_text(parts.passphrase, PASSPHRASE)
        parts.unlock.click()
        qtbot.waitUntil(lambda: program.window is not None)
        qtbot.waitUntil(lambda: not program.jobs.busy)
        program.window.activateWindow()
        return program.window

    return unlock


@pytest.fixture
def again(program, come_in, qtbot):
    """Locks, and comes in again."""

    def lock():
        program.lock()
        qtbot.waitUntil(lambda: program._office is None)
        return come_in()

    return lock


def offered(window):
    return [line.text.text() for line in window.offers.lines]


def go_on(window):
    (line,) = window.offers.lines
    line.go_on.click()


def dialog(kind):
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def test_half_a_person_outlives_a_lock(come_in, again, type_text):
    window = come_in()
    window.go("person_form")
    form = window.pages["person_form"].form
    type_text(form.parts.given_lo, "ນາງ ຄຳ")
    type_text(form.parts.born_on, "27/0")
    form.lists["phones"].lines[0].fields["number"].set_value("020")
    window = again()
    assert (
        offered(window) == ["An unsaved form of 09:00: A person"]
        or "A person" in offered(window)[0]
    )
    go_on(window)
    page = window.pages["person_form"]
    assert page.isVisible()
    assert page.kept.isVisible()
    assert page.form.parts.given_lo.value() == "ນາງ ຄຳ"
    assert page.form.parts.born_on.editor.text() == "27/0"
    assert page.form.lists["phones"].lines[0].fields["number"].value() == "020"
    assert offered(window) == []


def test_what_is_saved_or_thrown_away_is_not_offered(come_in, again, person, case, type_text):
    window = come_in()
    window.go("person_form", person.id)
    page = window.pages["person_form"]
    type_text(page.form.parts.village_lo, "ບ້ານ")
    window.drafts.look()
    page.save.click()
    window.go("case_form", case.id)
    type_text(window.pages["case_form"].form.parts.subject_lo, "ອື່ນ")
    window.drafts.look()
    window.pages["case_form"].cancel.click()
    assert offered(again()) == []


def test_an_offer_can_be_discarded(come_in, again, type_text):
    window = come_in()
    window.go("person_form")
    type_text(window.pages["person_form"].form.parts.given_lo, "ຄຳ")
    window = again()
    window.offers.lines[0].discard.click()
    assert offered(window) == []
    assert offered(again()) == []


def test_a_case_an_intake_and_the_profile(come_in, again, case, type_text):
    window = come_in()
    window.go("intake")
    type_text(window.pages["intake"].form.parts.given_lo, "ຄຳ")
    type_text(window.pages["intake"].case_form.parts.subject_lo, "ທີ່ດິນ")
    window.go("case_form", case.id)
    type_text(window.pages["case_form"].form.parts.subject_en, " of wages")
    window.go("office", "profile")
    type_text(window.pages["office"].parts["profile"].parts.phone, "021")
    window = again()
    assert len(offered(window)) == 3
    for line in window.offers.lines:
        line.go_on.click()
    assert window.pages["intake"].form.parts.given_lo.value() == "ຄຳ"
    assert window.pages["intake"].case_form.parts.subject_lo.value() == "ທີ່ດິນ"
    assert window.pages["case_form"].form.parts.subject_en.editor.text() == " of wagesa debt"
    assert window.pages["office"].parts["profile"].parts.phone.value() == "021"


def on_tab(window, case, place):
    window.go("case", case.id)
    page = window.pages["case"]
    page.show_tab(place)
    return page.parts[place]


def test_a_line_of_the_story_waits_in_its_case(come_in, again, case, type_text):
    window = come_in()
    type_text(on_tab(window, case, "story").quick, "/call ພໍ່ບ້ານ")
    window = again()
    go_on(window)
    assert window.pages["case"].parts["story"].quick.text() == "/call ພໍ່ບ້ານ"


@pytest.mark.parametrize(
    ("place", "button", "kind", "fill"),
    [
        ("story", "more", EventDialog, lambda d, t: t(d.parts.text, "ລົມກັນ")),
        ("people", "add", PartyDialog, lambda d, t: t(d.person.name, "Somchay")),
        ("deadlines", "add", DeadlineDialog, lambda d, t: t(d.parts.trigger_note, "ໃບແຈ້ງ")),
        ("deadlines", "add_hearing", EventDialog, lambda d, t: t(d.parts.text, "ໄກ່ເກ່ຍ")),
    ],
)
def test_half_a_dialog_opens_again_with_what_was_typed(
    come_in, again, case, type_text, place, button, kind, fill
):
    window = come_in()
    getattr(on_tab(window, case, place), button).click()
    fill(dialog(kind), type_text)
    typed = dialog(kind).typed()
    window = again()
    go_on(window)
    opened = dialog(kind)
    assert {**opened.typed()} == {**typed}
    assert opened.kept.isVisible()
    opened.cancel_button.click()
    assert offered(again()) == []


def test_half_a_lawyer(come_in, again, office, type_text):
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ"))
    window = come_in()
    window.go("office", "lawyers")
    window.pages["office"].parts["lawyers"].take_up(lawyer.id)
    type_text(dialog(LawyerDialog).parts.phone, "020 55")
    window = again()
    go_on(window)
    opened = dialog(LawyerDialog)
    assert opened.parts.phone.value() == "020 55"
    opened.accept_button.click()
    assert office.assignments.lawyers()[0].phone == "020 55"
    assert offered(again()) == []


def test_the_last_letters_of_a_paper_are_in_the_paper(come_in, again, office, case, type_text):
    paper = office.papers.draft(case.id, "referral_letter", "lo")
    window = come_in()
    window.go("paper", paper.id)
    editor = next(
        one for one in window.pages["paper"].form.editors.values() if hasattr(one.editor, "text")
    )
    type_text(editor, "ຕົວອັກສອນ")
    assert window.pages["paper"]._timer.isActive()
    window = again()
    assert "ຕົວອັກສອນ" in "".join(dict(office.papers.get(paper.id).values).values())
    assert offered(window) == []


def test_half_a_date_in_a_paper_waits_as_a_draft(come_in, again, office, case, type_text):
    paper = office.papers.draft(case.id, "power_of_attorney", "lo")
    window = come_in()
    window.go("paper", paper.id)
    form = window.pages["paper"].form
    name, editor = next(
        (name, one) for name, one in form.editors.items() if type(one).__name__ == "DateField"
    )
    editor.editor.clear()
    type_text(editor, "31/0")
    window = again()
    go_on(window)
    page = window.pages["paper"]
    assert page.form.editors[name].editor.text() == "31/0"
    assert page.kept.isVisible()


def test_nothing_of_an_intake_is_lost_in_a_kill_or_a_power_cut_at_any_step(
    office, come_in, case, tmp_path
):
    with office._desk.database.read() as session:
        synced = session.execute(text("PRAGMA synchronous")).scalar_one()
    assert synced == FULL, "what is acknowledged is on the disk, not only with the system"
    random, typed, photos = Random(20_260_330), {}, []
    with at_work(office, USER, PASSPHRASE) as run, run.stdin, run.stdout:
        for number in range(len(STEPS)):
            assert run.stdout.readline().strip() == b"kept"
            photos.append(photographed(office.folder, tmp_path / f"step {number}"))
            if number + 1 < len(STEPS):
                run.stdin.write(b"\n")
                run.stdin.flush()
        run.send_signal(signal.SIGKILL)
    for number, (photo, step) in enumerate(zip(photos, STEPS, strict=True)):
        typed |= step
        kept = [photo]
        if number + 1 < len(STEPS):
            kept += power_cuts(photo, photos[number + 1], tmp_path, random)
        for folder in kept:
            found = talk_in(folder, office)
            assert {name: found.get(name) for name in typed} == typed, folder.name
    services.open_office(photos[0], USER, PASSPHRASE, at=monday).lock()
    window = come_in()
    assert len(offered(window)) == 2
    window._take_up("person", 0)
    parts = window.pages["person_form"].form.parts
    assert parts.given_lo.value() == "ບຸນມີ"
    assert parts.born_on.editor.text() == "27/0"
    window._take_up("intake", 0)
    page = window.pages["intake"]
    assert page.form.parts.given_lo.value() == "ສົມໄຊ"
    assert page.case_form.parts.subject_lo.value() == "ລູກເຮືອ"
    assert whole(page) == typed
    assert all(section.is_open for section in page.talk.sections.values())


def whole(page):
    """What stands in the talk, of what was typed in it."""
    put_back = json.loads(json.dumps(page.talk.typed()))
    return {name: put_back.get(name) for step in STEPS for name in step}


def test_a_window_that_is_closed_right_after_a_key_keeps_each_part_of_the_intake(
    program, come_in, qtbot
):
    window = come_in()
    window.go("intake")
    for step in STEPS:
        window.pages["intake"].talk.put_back(step)
    window.close()
    qtbot.waitUntil(lambda: program._office is None)
    program.start()
    window = come_in()
    window._take_up("intake", 0)
    assert whole(window.pages["intake"]) == {k: v for step in STEPS for k, v in step.items()}
