"""The tab of the story: quick lines, steps that are confirmed, decisions, filters, the way."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from legalaid_desktop.desktop.chronology_form import ChronologyDialog
from legalaid_desktop.desktop.decision_form import DecisionDialog
from legalaid_desktop.desktop.event_form import EventDialog
from legalaid_desktop.desktop.story import AT_ONCE
from legalaid_desktop.domain.cases import Began, Case, CaseType, Stage
from legalaid_desktop.domain.chronologies import Reader
from legalaid_desktop.domain.decisions import DecisionKind
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.people import Person
from tests.desktop.screen import on_screen, plain, rows, words


@pytest.fixture
def case(office):
    return office.cases.take_in(
        Person(given_lo="ຄຳຫຼ້າ", given_latin="Khamla"),
        Case(
            client_id=0,
            type=CaseType.CRIMINAL,
            subject_en="assault",
            court="province-04",
            opened_on=date(2026, 3, 9),
        ),
    )


@pytest.fixture
def story(window, case):
    window.go("case", case.id)
    return window.pages["case"].parts["story"]


@pytest.fixture
def enter(story, qtbot, type_text):
    def typed(line):
        type_text(story.quick, line)
        qtbot.keyClick(story.quick, Qt.Key.Key_Return)

    return typed


def test_a_lawyer_writes_the_story_line_by_line(window, story, case, enter, type_text, qtbot):
    type_text(story.quick, "/ca")
    assert "/call" in words(story.entry)
    story.quick.clear()
    enter("/call yesterday mother says he eats again 20m")
    enter("/pay 50000 taxi")
    enter("/told wait for the summons")
    enter("/private I doubt the time he gives")
    found = {event.kind: event for event in window.office.cases.story(case.id)}
    assert (found[EventKind.CALL].minutes, found[EventKind.CALL].on.day) == (20, 29)
    assert found[EventKind.PAYMENT].amount == 5_000_000
    assert {one.audience for one in window.office.cases.story(case.id)} == set(Audience)
    shown = rows(story.chronology)
    assert any("50,000 kip · taxi" in title for title, _ in shown)
    assert any("private: only you read it" in reason for _, reason in shown)
    assert ("ສີວິໄລ", "20 min") in rows(story.time)
    story.filter.line.setText("doubt")
    only = ["I doubt the time he gives"]
    qtbot.waitUntil(lambda: [title for title, _ in rows(story.chronology)] == only)


def test_a_step_moves_the_case_on_with_one_click(window, story, case, enter, qtbot):
    enter("/arrest 10/3 at the market")
    assert "Arrest on 10 March 2026" in words(story.banner)
    assert "no rule of any law" in words(story.banner)
    story.banner.yes.click()
    assert window.office.cases.get(case.id).stage is Stage.INVESTIGATION
    head = window.pages["case"].head
    qtbot.waitUntil(lambda: "since 10 March 2026: Arrest" in head.subtitle.text())
    assert not story.banner.isVisible()
    assert rows(story.ladder)[0][0] == "police investigation"
    enter("/tocourt 20/3")
    story.banner.no.click()
    assert window.office.cases.get(case.id).stage is Stage.INVESTIGATION
    assert not story.banner.isVisible()


def test_a_decision_is_entered_opened_again_and_put_right(window, story, case, enter, type_text):
    enter("/decision the court frees him")
    asked = on_screen(DecisionDialog)
    assert asked.parts.outcome_en.value() == "the court frees him"
    asked.parts.stage.set_value(Stage.APPEAL)
    asked.parts.kind.set_value(DecisionKind.JUDGMENT)
    asked.accept_button.click()
    assert asked.parts.kind.error_line.isVisible(), "another word is meant on appeal"
    asked.parts.kind.set_value(DecisionKind.JUDGMENT_ABOVE)
    asked.accept_button.click()
    made = window.office.stories.decisions(case.id)[0]
    assert (made.kind, made.court) == (DecisionKind.JUDGMENT_ABOVE, "province-04")
    story.banner.yes.click()
    again = window.office.cases.get(case.id)
    assert (again.stage, again.stage_cause) == (Stage.APPEAL, "decision:judgment_above")
    row = next(one for one in story.chronology._rows if "frees" in one.title.text())
    row.opened.emit(row._key)
    type_text(on_screen(DecisionDialog).parts.number, "12/2026")
    on_screen(DecisionDialog).accept_button.click()
    assert window.office.stories.decisions(case.id)[0].number == "12/2026"


def test_an_entry_is_opened_and_put_right(window, story, case, enter):
    enter("he comes")
    row = story.chronology._rows[0]
    row.opened.emit(row._key)
    asked = on_screen(EventDialog)
    asked.parts.minutes.set_value("soon")
    asked.accept_button.click()
    assert asked.parts.minutes.error_line.isVisible()
    asked.parts.minutes.set_value("1h30")
    asked.accept_button.click()
    assert window.office.cases.story(case.id)[0].minutes == 90


def test_a_long_story_shows_more_when_its_end_is_near(window, story, case):
    for number in range(AT_ONCE + 5):
        told = Event(
            case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 20), text=f"line {number}"
        )
        window.office.cases.add_event(told)
    story.show_case(case.id)
    assert len(rows(story.chronology)) == AT_ONCE
    story.earlier.click()
    assert len(rows(story.chronology)) == AT_ONCE + 5
    assert not story.earlier.isVisible()


def test_the_way_of_the_case_and_its_numbers_come_from_the_form(
    window, story, case, type_text, qtbot
):
    window.go("case_form", case.id)
    page = window.pages["case_form"]
    page.form.parts.began.set_value(Began.ZONE)
    page.form.parts.subtype.set_value("theft")
    type_text(page.form.parts.shelf, "B-04")
    page.form.numbers.add_line()
    type_text(page.form.numbers.lines[0].fields["number"], "047/ສສ")
    page.save.click()
    kept = window.office.cases.get(case.id)
    assert (kept.shelf, kept.subtype, kept.numbers[0].number) == ("B-04", "theft", "047/ສສ")
    window.go("case", case.id)
    ladder = dict(rows(story.ladder))
    assert ladder["appeal"] == "People's Court of Oudomxay Province"
    assert ladder["cassation"] == "regional court"
    assert "read in the law" in words(story.ladder)
    assert "theft" in plain(window.pages["case"].head.subtitle.text())


def test_private_notes_are_printed_only_on_a_promise(window, story, enter):
    enter("/private mine alone")
    story.print.click()
    asked = on_screen(ChronologyDialog)
    asked.reader.set_value(Reader.ALONE)
    asked.errand.recipient.set_value("our own file")
    asked.save.click()
    assert asked.reader.error_line.isVisible()
    assert asked.isVisible()
    asked.reject()
