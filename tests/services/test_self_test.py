"""What self-test finds on a copy of the program that is not whole."""

import shutil

import pytest
from fontTools import subset
from fontTools.ttLib import TTFont

from legalaid_desktop import assets
from legalaid_desktop.services import self_test
from legalaid_desktop.typesetting import faces, shaping


@pytest.fixture
def copy(tmp_path, monkeypatch):
    """The program's files, to be broken."""
    for part in ("ui", "translations", "resources"):
        shutil.copytree(assets.root() / part, tmp_path / part)
    monkeypatch.setattr(assets, "root", lambda: tmp_path)
    forget_fonts()
    yield tmp_path
    forget_fonts()


def forget_fonts():
    """The next text is set with the fonts that then lie in the program's folder."""
    faces.face.cache_clear()
    faces._face_of.cache_clear()
    shaping.shape.cache_clear()


def wrong():
    return {result.name: result.wrong for result in self_test.run() if result.wrong}


def test_a_form_cut_short_is_named(copy):
    form = copy / "ui" / "unlock.ui"
    form.write_bytes(form.read_bytes()[:-40])
    assert "unlock.ui" in wrong()["Forms"]


def test_missing_forms_are_told(copy):
    shutil.rmtree(copy / "ui")
    assert wrong()["Forms"]


def test_a_font_without_lao_is_named(copy):
    path = copy / "resources" / "fonts" / "Phetsarath-Bold.ttf"
    font = TTFont(path)
    latin = subset.Subsetter()
    latin.populate(unicodes=range(0x20, 0x7F))
    latin.subset(font)
    font.save(path)
    assert "Phetsarath-Bold" in wrong()["Fonts"]


def test_a_text_without_lao_is_named(copy):
    catalog = copy / "translations" / "lo.po"
    catalog.write_text('msgid "Never translated"\nmsgstr ""\n', encoding="utf-8")
    assert "Never translated" in wrong()["Translations"]


def test_a_missing_migration_or_table_is_told(copy, monkeypatch):
    monkeypatch.setattr(self_test, "open_office", self_test.create_office)
    assert wrong()["Encrypted office and its tables"]
