"""The tab about legal aid: decided, agreed to, taken back; and what a copy is told of it."""

from datetime import date

import pytest

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.consent_form import ConsentDialog, WithdrawDialog
from legalaid_desktop.desktop.eligibility_form import EligibilityDialog
from legalaid_desktop.desktop.scope import ScopeDialog
from legalaid_desktop.desktop.sharing import OverrideDialog
from legalaid_desktop.domain.consents import ConsentWay
from legalaid_desktop.domain.eligibility import Outcome
from legalaid_desktop.domain.sharing import OverrideGround
from tests.desktop.screen import on_screen, rows, words

EMBASSY = "Embassy of the Lao PDR in Kuala Lumpur"


@pytest.fixture
def tab(window, restricted):
    window.go("case", restricted.id)
    page = window.pages["case"]
    page.show_tab("aid")
    return page.parts["aid"]


def a_crash_loses_nothing(window, qtbot):
    window.drafts.look()
    qtbot.waitUntil(lambda: [one.form for one in window.office.drafts.mine()] == ["consent"])


def test_aid_is_granted_for_the_time_being_and_then_refused(window, restricted, tab, qapp):
    card = tab.parts["eligibility"]
    assert "First advice needs no decision" in words(card)
    card.new.click()
    dialog = on_screen(EligibilityDialog)
    assert dialog.categories.value() == ("TIP",), "the case itself speaks for it"
    assert not any(field.isVisible() for field in dialog.means.values())
    dialog.categories.set_value(("POOR",))
    assert all(field.isVisible() for field in dialog.means.values())
    dialog.categories.set_value(("TIP",))
    dialog.outcome.set_value(Outcome.PROVISIONAL)
    assert dialog.full_by.value() == date(2026, 4, 6)
    dialog.accept_button.click()
    assert "due by Monday, 6 April 2026" in words(card.due)
    card.new.click()
    dialog = on_screen(EligibilityDialog)
    dialog.outcome.set_value(Outcome.REFUSED)
    dialog.accept_button.click()
    assert dialog.reasons.error_line.isVisible()
    dialog.reasons.set_value(("no_prospect",))
    dialog.help_lo.set_value("ສະພາທະນາຍຄວາມ")
    dialog.accept_button.click()
    assert not card.due.isVisible()
    assert [one.outcome for one in window.office.eligibility.of_case(restricted.id)] == [
        Outcome.REFUSED, Outcome.PROVISIONAL,
    ]  # fmt: skip
    translator.switch(qapp, "lo")
    card.reload(frozenset())
    assert "ຜູ້ຖືກເຄາະຮ້າຍຈາກການຄ້າມະນຸດ" in rows(card)[0][0]
    card.paper.click()
    assert window.office.papers.of_case(restricted.id)[0].kind == "aid_refusal"


def test_a_few_questions_say_whether_it_is_a_matter_for_the_office(window, restricted, tab, qapp):
    card = tab.parts["scope"]
    card.new.click()
    dialog = on_screen(ScopeDialog)
    assert not dialog.accept_button.isEnabled()
    dialog.answers_shown["other"].opened.emit(("asks_for", "other"))
    dialog.answers_shown["return"].opened.emit(("other_need", "return"))
    assert "Consular Department" in rows(dialog)[-1][1]
    assert "our own decision" in rows(dialog)[-1][1]
    before = dialog.typed()
    dialog.take_back("other_need")
    dialog.put_back(before)
    dialog.accept_button.click()
    card.new.click()
    dialog = on_screen(ScopeDialog)
    dialog.take_back("asks_for")
    dialog.answers_shown["advice"].opened.emit(("asks_for", "advice"))
    dialog.accept_button.click()
    translator.switch(qapp, "lo")
    card.reload(frozenset())
    assert [title[:12] for title, _ in rows(card)] == ["ໃຫ້ຂໍ້ມູນ ແລ", "ສົ່ງໄປກົມກົງ"]
    assert len(window.office.scope.of_case(restricted.id)) == 2


def test_a_consent_is_given_read_as_a_sentence_and_taken_back(window, tab, qtbot):
    card = tab.parts["consents"]
    card.new.click()
    dialog = on_screen(ConsentDialog)
    dialog.accept_button.click()
    assert dialog.recipient_body.error_line.isVisible()
    dialog.recipient_body.set_value("embassy")
    assert dialog.abroad.isChecked(), "what an embassy gets goes abroad"
    dialog.recipient_en.set_value(EMBASSY)
    dialog.data.set_value(("identity", "papers"))
    dialog.purposes.set_value(("documents",))
    dialog.country.set_value("Malaysia")
    dialog.until.set_value(date(2026, 6, 30))
    dialog.spoken.editor.setEditText("Khmu")
    dialog.interpreter.set_value("Somphone")
    dialog.way.set_value(ConsentWay.THUMBPRINT)
    before = dialog.typed()
    dialog.data.set_value(())
    dialog.put_back(before)
    a_crash_loses_nothing(window, qtbot)
    dialog.accept_button.click()
    ((title, given),) = rows(card)
    assert title == (
        f"May tell {EMBASSY} identity and papers and evidence, to get a travel or identity "
        "document, until 30 June 2026; also in Malaysia"
    )
    assert "thumbprint; explained in Khmu by Somphone" in given
    back = next(one for one in card.findChildren(type(card.new)) if one.text().startswith("Take"))
    back.click()
    dialog = on_screen(WithdrawDialog)
    dialog.who.set_value("the embassy")
    dialog.accept_button.click()
    assert "taken back on 30 March 2026; told: the embassy" in rows(card)[0][1]


def test_beside_a_copy_stands_whether_the_client_agreed(window, restricted, office, qtbot):
    paper = office.papers.draft(restricted.id, "referral_letter", "en")
    window.go("paper", paper.id)
    line = window.pages["paper"].errand
    line.recipient.set_value("the court")
    qtbot.waitUntil(lambda: "No consent is needed" in words(line))
    line.recipient.editor.setEditText(EMBASSY)
    qtbot.waitUntil(lambda: "what kind of recipient" in words(line))
    assert line.body.isVisible()
    line.body.set_value("embassy")
    qtbot.waitUntil(lambda: "has not agreed" in words(line))
    line.note.anyway.click()
    dialog = on_screen(OverrideDialog)
    dialog.accept_button.click()
    assert dialog.isVisible(), "no ground, no way round"
    dialog.ground.set_value(OverrideGround.AUTHORITY)
    dialog.why.set_value("letter 12/2026")
    dialog.accept_button.click()
    errand = line.errand()
    assert (errand.body, errand.ground, errand.override) == (
        "embassy", OverrideGround.AUTHORITY, "letter 12/2026",
    )  # fmt: skip
    line.recipient.editor.setEditText("somebody else")
    assert line.errand().override == "", "another recipient needs a reason of its own"
