"""The rules of periods in the window: found, read, checked off, changed, and taken from a pack."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from legalaid_desktop import i18n
from legalaid_desktop.desktop.rule_export import ExportDialog
from legalaid_desktop.desktop.rule_page import facts, texts
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.labels import deadlines
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import reference
from tests.desktop.screen import give_reason, on_screen, plain, rows, words

READ = "Gazette 12/2026, page 4"


@pytest.fixture
def lawyers(account, window_of):
    """The window of a lawyer of the office."""
    return window_of(account("khamla", Role.LAWYER))


@pytest.fixture
def table(lawyers):
    lawyers.go("office", "rules")
    return lawyers.pages["office"].parts["rules"]


def ids(tab):
    model = tab.table.model
    lines = [model.record(row) for row in range(model.rowCount())]
    return [line.rule.id for line in lines if isinstance(line, Standing)]


def test_rules_are_found_by_words_and_marks_and_each_reads_like_a_law_book(
    language, table, lawyers, type_text, qtbot
):
    assert ids(table) == [one.id for one in reference.rules()]
    type_text(table.filter, "ຂໍອຸທອນ")
    qtbot.waitUntil(lambda: 0 < len(ids(table)) < 20)
    assert "CV-32" in ids(table)
    table.filter.clear()
    box = table.boxes["certainty"]
    box.setCurrentIndex(box.findData("C"))
    unverified = [one for one in reference.rules() if one.is_unverified]
    qtbot.waitUntil(lambda: ids(table) == [one.id for one in unverified])
    told, page = i18n.catalog(language).gettext, lawyers.pages["rule"]
    for rule_id in ("CV-24", "CV-32", "CV-33", "CR-01", "OT-10"):
        lawyers.go("rule", rule_id)
        rule, said = reference.rule(rule_id), words(page)
        loud = plain(page.mark.headline.text()) == told(labels.UNVERIFIED)
        assert loud is rule.is_unverified
        assert (page.mark.property("mark") == "loud") is loud
        assert plain(rule.title(language)) in said
        assert told(labels.MEANINGS[rule.certainty]) in said
        assert page.trial.sum.isVisible() is rule.is_countable
    other = "en" if language == "lo" else "lo"
    for rule in reference.rules():
        pairs = [*facts(rule, language), *texts(rule, other)]
        said = "\n".join(value for _name, value in pairs)
        for each in ("lo", "en"):
            assert {rule.trigger(each), rule.consequence(each)} <= {one for _name, one in pairs}
        law = reference.laws()[rule.law]
        assert deadlines.law_title(law, language) in said
        assert not rule.article or rule.article.partition("(")[0] in said


def test_a_lawyer_checks_off_changes_and_switches_off(lawyers, type_text, qtbot):
    lawyers.go("rule", "CV-24")
    page, office = lawyers.pages["rule"], lawyers.office
    page.check.click()
    page.form.save.click()
    assert page.form.note.property("wrong") or "needed" in words(page.form)
    type_text(page.form.note, READ)
    page.form.save.click()
    assert office.rules.get("CV-24").rule.checked_by == "khamla"
    assert "Checked by khamla on 30 March 2026" in words(page.mark)
    assert not page.check.isVisible()
    page.edit.click()
    form = lawyers.pages["rule_form"].form.parts
    form.length.set_value("abc")
    lawyers.pages["rule_form"].save.click()
    assert "whole number" in words(form.length)
    form.length.set_value("20")
    form.note.set_value("New law")
    qtbot.keyClick(form.length.editor, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert lawyers.pages["rule"].isVisible()
    assert plain(page.mark.headline.text()) == labels.UNVERIFIED
    assert "for an earlier wording" in words(page.mark)
    assert "Length: 15 calendar days → 20 calendar days" in words(page.versions)
    page.switch.click()
    give_reason("not here")
    assert office.rules.get("CV-24").is_off
    assert [title.partition(" · ")[0] for title, _why in rows(page.versions)] == [
        "3. switched off", "2. wording changed", "1. checked off",
    ]  # fmt: skip


def test_a_half_typed_rule_is_kept_and_a_new_one_written(lawyers):
    lawyers.go("rule_form")
    page = lawyers.pages["rule_form"]
    page.form.parts.title_lo.set_value("ກົດເກນທ້ອງຖິ່ນ")
    lawyers.go("today")
    lawyers.go("rule_form", "CV-28")
    assert page.form.parts.title_lo.value() == reference.rule("CV-28").title_lo
    lawyers.go("rule_form")
    parts = page.form.parts
    assert parts.title_lo.value() == "ກົດເກນທ້ອງຖິ່ນ"
    for field, value in (
        (parts.trigger_lo, "ສານຮັບ"),
        (parts.consequence_lo, "ບໍ່ຮັບ"),
        (parts.length, "3"),
        (parts.law, "civil-procedure"),
        (parts.note, "ສານແຂວງ"),
    ):
        field.set_value(value)
    page.save.click()
    (own,) = [one for one in lawyers.office.rules.every() if one.shipped is None]
    assert (own.rule.title_en, own.rule.length) == ("ກົດເກນທ້ອງຖິ່ນ", 3)
    assert own.rule.is_unverified


def test_a_pack_is_compared_and_taken_over_one_by_one(lawyers, jobs, answers, qtbot, tmp_path):
    office, file = lawyers.office, tmp_path / "a.toml"
    longer = office.rules.get("CV-24")
    office.rules.change(longer, replace(longer.wording, length=21), READ)
    answers.save = file
    lawyers.go("office", "rules")
    lawyers.pages["office"].parts["rules"].export.click()
    dialog = on_screen(ExportDialog)
    dialog.accept_button.click()
    assert "fill in" in words(dialog.reason)
    dialog.reason.set_value("for Oudomxay")
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: file.exists() and not jobs.busy)
    office.rules.go_back(office.rules.get("CV-24"), READ)
    lawyers.go("rule_pack", file)
    page = lawyers.pages["rule_pack"]
    qtbot.waitUntil(page.accept.isVisible)
    assert "15 calendar days → 21 calendar days" in words(page.fields)
    assert "Signed by this office" in words(page.signer)
    assert not page.key.isVisible()
    page.accept.click()
    qtbot.waitUntil(lambda: not page.accept.isVisible())
    assert office.rules.get("CV-24").rule.length == 21
    file.write_text(file.read_text("utf-8").replace("length = 21", "length = 12"), "utf-8")
    lawyers.go("office", "rules")
    lawyers.go("rule_pack", file)
    qtbot.waitUntil(lambda: "signature of this pack is wrong" in words(page.signer))
    assert not page.table.isVisible()


def test_a_clerk_reads_rules_and_changes_none(account, window_of):
    window = window_of(account("noy", Role.CLERK))
    window.go("office", "rules")
    tab = window.pages["office"].parts["rules"]
    assert not any(one.isVisible() for one in (tab.write, tab.export, tab.compare))
    window.go("rule", "CV-33")
    page = window.pages["rule"]
    assert plain(page.mark.headline.text()) == labels.UNVERIFIED
    buttons = (page.check, page.edit, page.switch, page.revert)
    assert not any(button.isVisible() for button in buttons)
