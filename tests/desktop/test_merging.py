"""Two entries of one person are merged on the page of the one, and taken apart there."""

import pytest

from legalaid_desktop.desktop.merging import MergeDialog
from legalaid_desktop.domain.cases import Party, PartyRole
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from tests.desktop.screen import give_reason, on_screen, rows, words


@pytest.fixture
def two(office):
    first = office.people.save(Person(given_latin="Khamla", born_year=2006, village_latin="Na"))
    return first, office.people.save(Person(given_latin="Khamla", born_year=2007))


def test_two_entries_become_one_and_two_again(language, window, two):
    kept, gone = two
    for person, answer in ((kept, Answer.YES), (gone, Answer.NO)):
        window.office.intakes.save_contact(SafeContact(person_id=person.id, call=answer))
    window.go("person", kept.id)
    page = window.pages["person"]
    assert len(rows(page.alike)) == 1
    page.alike.opened.emit(gone.id)
    dialog = on_screen(MergeDialog)
    assert set(dialog.choices) == {"born_on"}
    assert dialog.contact.theirs.isChecked(), "the stricter one is proposed"
    dialog.choices["born_on"].theirs.click()
    dialog.accept_button.click()
    assert dialog.reason.error_line.isVisible()
    dialog.reason.set_value("ຄົນດຽວກັນ")
    dialog.accept_button.click()
    one = window.office.people.get(kept.id)
    assert (one.born_year, one.village_latin) == (2007, "Na")
    assert window.office.intakes.contact(kept.id).call is Answer.NO
    assert not page.alike.isVisible()
    assert [reason for _, reason in rows(page.merged)] == ["ຄົນດຽວກັນ"]
    (merge,) = window.office.merges.of_person(kept.id)
    page.merged.opened.emit(merge.id)
    give_reason("ສອງຄົນ")
    assert window.office.people.get(gone.id).born_year == 2007
    assert len(rows(page.alike)) == 1


def test_who_is_in_one_case_under_both_entries_is_a_warning(window, two, case, office):
    for person in two:
        office.cases.add_party(Party(case_id=case.id, person_id=person.id, role=PartyRole.WITNESS))
    window.go("person", two[0].id)
    window.pages["person"].alike.opened.emit(two[1].id)
    dialog = on_screen(MergeDialog)
    assert case.number in words(dialog)
    dialog.reject()
