"""Who may do what, in the window and on paper: exactly what the services go by."""

import pypdfium2
import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain.access import Act, Role, Scope
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.labels import access as labels
from legalaid_desktop.services import reference
from tests.desktop.screen import plain


@pytest.fixture
def page(window):
    window.go("office", "users")
    window.pages["office"].parts["users"].rights.click()
    return window.pages["rights"]


def words(pages):
    with pypdfium2.PdfDocument(pages) as document:
        return [search_key(one.get_textpage().get_text_bounded()) for one in document]


def test_the_page_shows_each_act_and_how_far_each_role_comes(page, language):
    model, roles = page.table.model, reference.roles()
    assert [model.headerData(place, 1) for place in range(1, 7)] != [""] * 6
    said = i18n.catalog(language).gettext
    for row, act in enumerate(Act):
        shown = [plain(str(model.index(row, place).data())) for place in range(1, 7)]
        wanted = [said(labels.reach(act, roles[role][act])) for role in Role]
        assert shown == wanted, act


def test_every_act_and_every_reach_has_its_words():
    assert list(labels.ACTS) == list(Act)
    assert set(labels.SCOPES) == set(Scope)
    assert set(labels.EXPLAINED) == set(Scope) - {Scope.NONE}


@pytest.mark.parametrize("spoken", ["lo", "en", "both"])
def test_the_sheet_says_the_same_on_one_page_in_each_language(office, spoken):
    pages = words(office.rights_table.print_table(spoken))
    languages = ("lo", "en") if spoken == "both" else (spoken,)
    assert len(pages) == len(languages)
    for text, language in zip(pages, languages, strict=True):
        said = i18n.catalog(language).gettext
        for act in Act:
            assert search_key(said(labels.ACTS[act][0])) in text
        wanted = [said(labels.reach(act, rights[act])) for rights in reference.roles().values()
                  for act in Act]  # fmt: skip
        team = search_key(said(labels.SCOPES[Scope.ASSIGNED]))
        assert text.count(team) >= wanted.count(said(labels.SCOPES[Scope.ASSIGNED]))
        for level in reference.levels().values():
            assert search_key(level.texts[language])[:20] in text


def test_the_sheet_is_saved_and_the_trail_has_it(page, office, answers, jobs, qtbot, tmp_path):
    answers.save = tmp_path / "R.pdf"
    page.save.click()
    qtbot.waitUntil(lambda: not jobs.busy)
    assert answers.save.read_bytes().startswith(b"%PDF")
    assert office.trail.page(limit=1)[0].entry.kind == "rights_table"
