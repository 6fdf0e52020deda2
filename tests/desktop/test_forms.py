import pytest
from PySide6.QtWidgets import QLabel, QWidget

from legalaid_desktop import assets
from legalaid_desktop.desktop import forms, translator
from legalaid_desktop.desktop.create_office import CreateOfficeParts
from legalaid_desktop.desktop.unlock_form import UnlockParts


@pytest.mark.parametrize(
    ("name", "parts"), [("unlock", UnlockParts), ("create_office", CreateOfficeParts)]
)
def test_the_form_has_its_parts_in_both_languages(qtbot, language, name, parts):
    window = QWidget()
    qtbot.addWidget(window)
    loaded = forms.load(name, window, parts)
    label = loaded.passphrase.label.replace("\u200b", "")
    assert label == {"lo": "ລະຫັດຜ່ານ", "en": "Passphrase"}[language]


def test_a_missing_part_is_named(qtbot):
    class Wrong(forms.Parts):
        passphrase: QLabel

    window = QWidget()
    qtbot.addWidget(window)
    with pytest.raises(forms.MissingPartError, match="passphrase"):
        forms.load("unlock", window, Wrong)
    with pytest.raises(forms.MissingPartError):
        forms.load("nothing", window, forms.Parts)


def test_switching_the_language_keeps_what_was_typed(qtbot, qapp, type_text):
    window = QWidget()
    qtbot.addWidget(window)
    loaded = forms.load("create_office", window, CreateOfficeParts)
    type_text(loaded.name_lo, "ຫ້ອງການ ອຸດົມໄຊ")
    translator.switch(qapp, "lo")
    assert loaded.name_lo.value() == "ຫ້ອງການ ອຸດົມໄຊ"
    assert "ຊື່" in loaded.name_lo.label
    assert loaded.create.text() != "Create the office"
    translator.switch(qapp, "en")
    assert loaded.create.text() == "Create the office"


def test_every_form_has_a_plain_widget_as_root():
    for path in (assets.root() / "ui").glob("*.ui"):
        assert '<widget class="QWidget"' in path.read_text(encoding="utf-8")
