"""The tab of accounts: added with a role, refused in the right field, renewed, closed."""

import pytest
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop.users import AccountDialog
from legalaid_desktop.domain.access import Role
from legalaid_desktop.i18n import gettext
from legalaid_desktop.storage import keys

OWN, FIRST = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ", "ກະຕ່າຍ ໂມງ ສະພານ 7"


@pytest.fixture
def tab(window):
    window.go("office", "users")
    return window.pages["office"].parts["users"]


@pytest.fixture
def finish(qtbot, jobs):
    def pressed(dialog):
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20000)
        QApplication.processEvents()

    return pressed


def asked():
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, AccountDialog)]
    return next(one for one in found if one.isVisible())


def lines(tab):
    model = tab.table.model
    return [
        tuple(str(model.index(row, column).data()).replace("\u200b", "") for column in range(2))
        for row in range(model.rowCount())
    ]


def fill(dialog, **values):
    for name, value in values.items():
        if name == "role":
            dialog.fields[name].set_value(value)
        else:
            dialog.fields[name].editor.setText(value)


def add(tab, finish):
    tab.new.click()
    fill(asked(), name="noy", role=Role.CLERK, passphrase=FIRST, own=OWN)
    finish(asked())


def test_somebody_is_added_and_listed(language, tab, finish, office):
    add(tab, finish)
    names = [name for name, _role in lines(tab)]
    assert names == ["ສີວິໄລ", "noy"]
    assert gettext("clerk") in lines(tab)[1][1]
    keys.unlock(office.folder, "noy", FIRST).wipe()


def test_what_is_wrong_is_said_at_its_field(tab, finish, office):
    tab.new.click()
    dialog = asked()
    fill(dialog, name="noy", passphrase=FIRST, own=OWN)
    finish(dialog)
    assert dialog.fields["role"].error_line.isVisible()
    fill(dialog, role=Role.CLERK, own="ຜິດ ຜິດ ຜິດ ຜິດ")
    finish(dialog)
    assert dialog.fields["own"].error_line.isVisible()
    fill(dialog, own=OWN, name="ສີວິໄລ")
    finish(dialog)
    assert dialog.fields["name"].error_line.isVisible()
    assert dialog.fields["passphrase"].value() == FIRST, "what was typed stays"
    dialog.reject()
    assert len(lines(tab)) == 1


def test_renewed_and_closed(tab, finish, office):
    add(tab, finish)
    tab.table.view.setCurrentIndex(tab.table.model.index(1, 0))
    tab.renew.click()
    fill(asked(), passphrase="ພູເຂົາ ສາມ ໜ່ວຍ 9", own=OWN)
    finish(asked())
    keys.unlock(office.folder, "noy", "ພູເຂົາ ສາມ ໜ່ວຍ 9").wipe()
    tab.table.view.setCurrentIndex(tab.table.model.index(1, 0))
    tab.shut.click()
    fill(asked(), reason="ຍ້າຍວຽກ", own=OWN)
    finish(asked())
    assert keys.users(office.folder) == ["ສີວິໄລ"]


def test_another_role(tab, finish, office):
    add(tab, finish)
    tab.table.view.setCurrentIndex(tab.table.model.index(1, 0))
    tab.role.click()
    assert asked().fields["role"].value() is Role.CLERK
    fill(asked(), role=Role.LAWYER)
    finish(asked())
    assert office.users.every()[1].role is Role.LAWYER
