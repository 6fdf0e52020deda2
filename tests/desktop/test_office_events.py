"""Events of an office in the window: made where they are needed, found by their titles, named."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.desktop.deadline_form import DeadlineDialog
from legalaid_desktop.desktop.event_change import CaseEvents, EventChange
from legalaid_desktop.desktop.office_event_form import NewEventDialog
from legalaid_desktop.desktop.rule_form import RuleDraft, RuleForm
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadlines import Chosen
from tests.desktop.screen import cells, give_reason, on_screen, rows, words

WHY = "so it is here"


@pytest.fixture
def lawyers(account, window_of):
    """The window of a lawyer of the office."""
    return window_of(account("khamla", Role.LAWYER))


def test_the_form_of_a_rule_loses_nothing_of_any_shipped_rule(qtbot):
    form = RuleForm()
    qtbot.addWidget(form)
    form.name_choices(reference.events())
    form.show()
    for rule in reference.rules():
        draft = RuleDraft(rule=rule)
        form.show_record(draft)
        typed, kept = form.typed(), form.record(draft).rule
        same = rule.certainty if rule.certainty is Certainty.OURS else Certainty.UNVERIFIED
        assert kept == replace(rule, certainty=same), rule.id
        form.put_back(typed)
        assert form.record(draft).rule == kept, rule.id


def test_an_event_is_made_in_the_form_of_a_rule_and_found_by_its_title(window, case, qtbot):
    office = window.office
    window.go("rule_form")
    page = window.pages["rule_form"]
    page.form.new_event.click()
    dialog = on_screen(NewEventDialog)
    dialog.form.parts.lo.set_value("ຖືກສົ່ງກັບຈາກຊາຍແດນ")
    dialog.form.parts.note.set_value(WHY)
    dialog.accept_button.click()
    assert "needed" in words(dialog.form.parts.day_lo)
    dialog.form.parts.en.set_value("Sent back from the border")
    dialog.form.parts.day_lo.set_value("ມື້ທີ່ຮັບຕົວ")
    dialog.accept_button.click()
    parts = page.form.parts
    assert parts.trigger_en.value() == "Sent back from the border"
    for name, value in (
        ("title_en", "Ask for the passport"), ("consequence_lo", "ເສຍສິດ"), ("length", "3"),
        ("law", "civil-procedure"), ("note", WHY),
    ):  # fmt: skip
        getattr(parts, name).set_value(value)
    page.form.variants.more.click()
    (line,) = page.form.variants.lines
    for name, value in (("title_en", "At sea"), ("length", "30")):
        line.fields[name].set_value(value)
    page.save.click()
    (own,) = [one.rule for one in office.rules.every() if one.shipped is None]
    (event,) = [one.event for one in office.office_events.every() if one.shipped is None]
    assert own.event == event.id
    assert [(one.title_lo, one.length) for one in own.variants] == [("At sea", 30)]
    assert "Sent back from the border" in words(window.pages["rule"].known)
    is_found(window, case, own, event)


def is_found(window, case, own, event):
    """Both are offered for a new deadline by their titles, and nobody sees an id."""
    window.go("case", case.id)
    window.pages["case"].show_tab("deadlines")
    tab = window.pages["case"].parts["deadlines"]
    tab.add.click()
    form = on_screen(DeadlineDialog)
    box = form.parts.event.editor
    offered = [box.itemText(row) for row in range(box.count())]
    assert "Sent back from the border · ຖືກສົ່ງກັບຈາກຊາຍແດນ" in offered
    assert f"{own.id} · Ask for the passport" in offered
    assert not any("own-" in one for one in offered)
    form.parts.event.set_value("event:" + event.id)
    assert form.parts.trigger_on.help == "ມື້ທີ່ຮັບຕົວ"
    assert list(form.family.rows) == [own.id]
    form.reject()


def test_the_family_is_ordered_on_the_form_of_the_event(lawyers, qtbot):
    lawyers.go("office", "events")
    tab = lawyers.pages["office"].parts["events"]
    assert len(cells(tab.table, 1)) == len(reference.events())
    lawyers.go("office_event", "claim-received")
    page = lawyers.pages["office_event"]
    before = [one.rule_id for one in reference.events()["claim-received"].members]
    page.edit.click()
    form_page = lawyers.pages["office_event_form"]
    lines = form_page.form.family.lines
    lines[0].down.click()
    form_page.form.parts.note.set_value(WHY)
    form_page.save.click()
    found = lawyers.office.office_events.look("claim-received").standing.event
    assert [one.rule_id for one in found.members] == [before[1], before[0], *before[2:]]
    assert replace(found, members=()) == replace(reference.events()["claim-received"], members=())
    assert sorted(found.members, key=str) == sorted(
        reference.events()["claim-received"].members, key=str
    )
    assert reference.rule(before[1]).title_en == rows(page.family)[0][0]
    page.switch.click()
    give_reason("not here")
    assert lawyers.office.office_events.look("claim-received").standing.is_off
    assert "wording changed" in words(page.versions)


def test_a_case_names_an_own_event_that_is_gone(window, case, qtbot):
    office = window.office
    shipped = office.rules.get("CV-24").wording
    rule = office.rules.write(replace(shipped, event="", trigger_en="He came home"), WHY)
    trigger = Trigger(case_id=case.id, event=rule.rule.event, on=date(2026, 3, 2))
    office.triggers.add(trigger, [Chosen(rule_id="CV-24")])
    office.rules.switch_off(rule, WHY)
    card = CaseEvents(window)
    qtbot.addWidget(card)
    card.show_case(case.id)
    card.show()
    qtbot.waitUntil(lambda: bool(rows(card)))
    assert rows(card)[0][0] == "He came home"
    card.opened.emit(1)
    dialog = on_screen(EventChange)
    assert "He came home" in words(dialog)
    dialog.reject()


def test_a_rule_shows_whom_it_concerns(window, case, restricted):
    office = window.office
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 20))
    window.go("rule", "CV-24")
    page = window.pages["rule"]
    assert "1 open deadline was counted by this rule." in words(page.counted)
    page.counted.opened.emit(case.id)
    assert window.pages["case"].isVisible()
