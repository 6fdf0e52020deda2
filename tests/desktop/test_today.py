"""Today: what needs attention, with the reason, and what to do in a new office."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person


def words(card):
    rows = [row for row in card.findChildren(Row) if row.isVisibleTo(card)]
    return [f"{row.title.text()} {row.reason.text()}".replace("\u200b", "") for row in rows]


def test_a_new_office_is_told_what_to_do_first(language, window):
    page = window.pages["today"]
    assert page.first.isVisible()
    assert not page.cards.isVisible()
    page.first.button.click()
    assert window.pages["intake"].isVisible()


@pytest.fixture
def case(office):
    client = office.people.take_in(Person(given_lo="ບຸນມີ"))
    return office.cases.open(
        Case(
            client_id=client.id,
            type=CaseType.LAND,
            subject_en="garden",
            opened_on=date(2026, 2, 2),
        )
    )


def test_a_case_with_nothing_pending_is_looked_at_again(case, window):
    assert "Last activity 2 February 2026" in words(window.pages["today"].idle)[0]


def test_each_thing_stands_in_its_card_with_its_reason(case, office, window, qtbot):
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 20))
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.HEARING, on=date(2026, 4, 8), text="ໄກ່ເກ່ຍ")
    )
    lawyer = office.assignments.save_lawyer(Lawyer(name_latin="Bounthan"))
    office.assignments.offer(case.id, lawyer.id)
    office.papers.draft(case.id, "power_of_attorney", "lo")
    page = window.pages["today"]
    qtbot.waitUntil(lambda: len(words(page.drafts)) == 1)
    due = words(page.deadlines)[0]
    assert "Safe Friday, 3 April 2026" in due
    assert "statutory Saturday, 4 April 2026" in due
    assert "art. 184" in due
    assert "8 April 2026" in words(page.hearings)[0]
    assert "Bounthan" in words(page.offers)[0]
    assert "Drafted 30 March 2026, not issued yet · in Lao" in words(page.drafts)[0]
    assert words(page.idle) == []
    assert "Monday, 30 March 2026" in page.head.title.text()


def test_a_card_says_how_many_more_there_are(case, office, window, qtbot):
    for _ in range(9):
        office.deadlines.add(case.id, "CV-24", date(2026, 3, 20))
    page = window.pages["today"]
    qtbot.waitUntil(lambda: "2 more in the list of cases" in " ".join(words(page.deadlines)))
    assert len(words(page.deadlines)) == 8
    assert "9 deadlines ahead" in page.head.subtitle.text()


def test_only_the_card_that_changed_is_made_again(case, office, window, qtbot):
    page = window.pages["today"]
    office.papers.draft(case.id, "power_of_attorney", "lo")
    qtbot.waitUntil(lambda: len(words(page.drafts)) == 1)
    kept = page.drafts.findChild(Row)
    kept.setFocus()
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 20))
    qtbot.waitUntil(lambda: len(words(page.deadlines)) == 1)
    assert page.drafts.findChild(Row) is kept
    assert kept.hasFocus()


def test_rows_follow_the_language_and_the_records(case, office, window, qapp, qtbot):
    page = window.pages["today"]
    office.papers.draft(case.id, "power_of_attorney", "en")
    qtbot.waitUntil(lambda: len(words(page.drafts)) == 1)
    assert "not issued yet" in words(page.drafts)[0]
    translator.switch(qapp, "lo")
    qtbot.waitUntil(lambda: "ຍັງບໍ່ໄດ້ອອກ" in " ".join(words(page.drafts)))
    office.cases.save(replace(case, subject_lo="ສວນ"))
    qtbot.waitUntil(lambda: "ສວນ" in " ".join(words(page.drafts)))
