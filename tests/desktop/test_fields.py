from datetime import date

import pytest
from PySide6.QtWidgets import QLineEdit

from legalaid_desktop.desktop import translator
from legalaid_desktop.desktop.fields import ChoiceField, DateField, PassphraseField, TextField
from legalaid_desktop.desktop.texts import Text
from legalaid_desktop.domain.errors import InvalidValue


@pytest.mark.parametrize(
    "typed", ["27/3/2026", "27-03-2026", "໒໗/໐໓/໒໐໒໖", "2026-03-27", "27.3.2026"]
)
def test_dates_are_read_as_people_type_them(qtbot, type_text, typed):
    field = DateField()
    qtbot.addWidget(field)
    type_text(field, typed)
    assert field.value() == date(2026, 3, 27)
    assert "Friday" in field.weekday.text()


@pytest.mark.parametrize("typed", ["31/02/2026", "27/3/26", "27/03/2569", "tomorrow"])
def test_other_dates_are_refused_with_a_sentence(qtbot, type_text, typed):
    field = DateField()
    qtbot.addWidget(field)
    field.setObjectName("born")
    type_text(field, typed)
    with pytest.raises(InvalidValue) as refused:
        field.value()
    field.show_error(refused.value)
    assert refused.value.field == "born"
    assert not field.error_line.isHidden()
    type_text(field, "1")
    assert field.error_line.isHidden()


def test_lao_is_normalised_when_read(qtbot, type_text):
    field = TextField()
    qtbot.addWidget(field)
    type_text(field, " ນາງ ຄໍາ\u200b ")
    assert field.value() == "ນາງ ຄຳ"


def test_a_choice_is_found_in_either_spelling_and_language(qtbot, qapp, type_text):
    field = ChoiceField()
    qtbot.addWidget(field)
    field.set_choices([("03", "ຫລວງນໍ້າທາ"), ("01", "ນະຄອນຫຼວງ")], translated=False)
    type_text(field.editor.lineEdit(), "ຫຼວງນ້ຳທາ")
    assert field.value() == "03"
    field.set_choices([(1, "Yes"), (2, "No")])
    field.set_value(2)
    translator.switch(qapp, "lo")
    assert field.value() == 2
    assert field.editor.currentText() == "ບໍ່ແມ່ນ"
    field.editor.setEditText("???")
    with pytest.raises(InvalidValue):
        field.value()


def test_a_passphrase_is_hidden_again(qtbot, type_text):
    field = PassphraseField()
    qtbot.addWidget(field)
    type_text(field, "ສີ່ຄຳທີ່ຍາວ")
    field.eye.trigger()
    assert field.editor.echoMode() == QLineEdit.EchoMode.Normal
    field.clear()
    assert field.value() == ""
    assert field.editor.echoMode() == QLineEdit.EchoMode.Password


def test_an_error_takes_the_place_of_what_stood_below_the_field(qtbot):
    field, line = TextField(label="Name"), Text("Good.")
    qtbot.addWidget(field)
    field.add_line(line)
    field.show()
    field.show_error(InvalidValue("name", "This is needed."))
    assert not line.isVisible()
    field.set_value("ນາງ ຄຳ")
    assert line.isVisible()


def test_a_long_text_shows_its_beginning(qtbot):
    field = TextField()
    qtbot.addWidget(field)
    field.set_value("ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ" * 4)
    assert field.editor.cursorPosition() == 0


def test_a_choice_tells_a_screen_reader_what_it_asks_for(qtbot):
    field = ChoiceField(label="Name")
    qtbot.addWidget(field)
    assert field.editor.lineEdit().accessibleName() == field.caption.text()
