"""Who can sign in: the list of accounts, and the forms that add, change, renew and close one."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.create_office import strength
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain import lawyers
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, LegalAidError, WrongPassphrase
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import users as labels

Values = Mapping[str, Any]

_MADE: Mapping[str, Callable[[], Any]] = {
    "name": lambda: TextField(
        label=N_("Name"), help=N_("To sign in with. It stands in the list that everybody sees.")
    ),
    "role": lambda: ChoiceField(label=N_("Role")),
    "lawyer": lambda: ChoiceField(
        label=N_("Entry among the lawyers"),
        help=N_("Cases that this lawyer is asked to take are this person's."),
    ),
    "passphrase": lambda: PassphraseField(
        label=N_("First passphrase"),
        help=N_("Tell it in person, and let it be changed at the first sign-in."),
    ),
    "reason": lambda: TextField(label=N_("Why is this account closed?")),
    "own": lambda: PassphraseField(
        label=N_("Your own passphrase"), help=N_("It opens the key of the office.")
    ),
}


class AccountDialog(Dialog):
    """Asks for what an act on an account needs, and does it in the worker.

    Args:
        names: of the fields; call: gets their values.

    Signals:
        saved: it is done.
    """

    saved = Signal()

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        titles: tuple[str, str],
        names: Sequence[str],
        call: Callable[[Values], object],
    ) -> None:
        super().__init__(parent, titles[0], accept=titles[1])
        self._frame, self._call = frame, call
        self.setMinimumWidth(480)
        self.fields = {name: _MADE[name]() for name in names}
        for field in self.fields.values():
            self.body.addWidget(field)
        self._fill()
        next(iter(self.fields.values())).setFocus()

    def _fill(self) -> None:
        role, lawyer = self.fields.get("role"), self.fields.get("lawyer")
        if isinstance(role, ChoiceField):
            role.set_choices(list(labels.ROLES.items()))
        if isinstance(lawyer, ChoiceField):
            language = i18n.current()
            known = self._frame.office.assignments.lawyers()
            lawyer.set_choices(
                [(one.id, lawyers.name(one, language)) for one in known], translated=False
            )
        self._watch_strength()

    def _watch_strength(self) -> None:
        """Says how strong the new passphrase is while it is typed."""
        field = self.fields.get("passphrase")
        if field is not None:
            self.strength = Text(role="dim", wrap=True)
            field.add_line(self.strength)
            field.changed.connect(self._say_strength)

    def _say_strength(self) -> None:
        self.strength.say(strength(self.fields["passphrase"].value())[0])

    def show_user(self, user: User) -> None:
        """Fills in what is known of the account."""
        for name, value in (("role", user.role), ("lawyer", user.lawyer_id)):
            if name in self.fields:
                self.fields[name].set_value(value)

    def accept(self) -> None:
        """Does it; the dialog closes when it is done."""
        try:
            values = self._values()
        except InvalidValue as problem:
            self._show(problem)
            return
        call = partial(self._call, values)

        def work(_progress: object, _cancelled: object) -> None:
            call()

        self._wait(waiting=True)
        self._frame.jobs.run(work, self._done, self._failed, filled(N_("Changing an account")))

    def _values(self) -> dict[str, Any]:
        values = {name: field.value() for name, field in self.fields.items()}
        if values.get("role", Role.CLERK) is None:
            raise InvalidValue("role", N_("Please fill in this field."))
        message, kind = (
            strength(values.get("passphrase", "")) if "passphrase" in values else ("", "")
        )
        if kind == "urgent":
            raise InvalidValue("passphrase", message)
        return values

    def _done(self, _nothing: None) -> None:
        super().accept()
        self.saved.emit()

    def _failed(self, error: LegalAidError) -> None:
        self._wait(waiting=False)
        if isinstance(error, WrongPassphrase):
            self._show(InvalidValue("own", error.reason, **error.values))
        elif isinstance(error, InvalidValue):
            self._show(error)
        elif not isinstance(error, Cancelled):
            dialogs.tell(self, error)

    def _show(self, problem: InvalidValue) -> None:
        for name, field in self.fields.items():
            if name == problem.field:
                field.show_error(problem)
                field.setFocus()
                return
        dialogs.tell(self, problem)

    def _wait(self, *, waiting: bool) -> None:
        for field in self.fields.values():
            field.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)


class Users(QWidget):
    """The accounts of the office, for its manager."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.new = Button(N_("Add somebody"), icon="user-plus", kind="primary")
        self.role = Button(N_("Role …"), icon="pencil")
        self.renew = Button(N_("New passphrase …"), icon="lock")
        self.shut = Button(N_("Close the account …"), icon="x")
        self.table = RecordTable(
            [
                Column(title=N_("Name"), cell=_name),
                Column(title=N_("Role"), cell=_role, width=24),
                Column(title=N_("Since"), cell=_since, width=20),
                Column(title="", cell=_state, width=16),
            ],
            empty=N_("Nobody can sign in."),
        )
        self.table.opened.connect(self._change)
        for button, slot in (
            (self.new, self._add),
            (self.role, self._change_chosen),
            (self.renew, self._renew),
            (self.shut, self._shut),
        ):
            button.clicked.connect(slot)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Text(N_("Who can sign in, and as what"), role="dim"), 1)
        for button in (self.role, self.renew, self.shut, self.new):
            across.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addLayout(across)
        column.addWidget(self.table, 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned."""
        if not changes or Change.USER in changes:
            self.table.show_records(self._slice)

    def _slice(self, _after: object) -> Slice:
        return Slice(records=self._frame.office.users.every())

    def _chosen(self) -> User | None:
        row = self.table.view.currentIndex().row()
        return self.table.model.record(row) if row >= 0 else None

    def _ask(
        self, titles: tuple[str, str], names: Sequence[str], call: Callable[[Values], object]
    ) -> AccountDialog:
        dialog = AccountDialog(self, self._frame, titles, names, call)
        dialog.saved.connect(self._said)
        dialog.open()
        return dialog

    def _said(self) -> None:
        self._frame.toast(N_("The account is kept."))

    def _add(self) -> None:
        users, day = self._frame.office.users, self._frame.office.today.day()

        def add(values: Values) -> None:
            user = User(
                name=values["name"],
                role=Role(str(values["role"])),
                lawyer_id=values["lawyer"],
                since=day,
            )
            users.add(user, values["passphrase"], values["own"])

        names = ("name", "role", "lawyer", "passphrase", "own")
        self._ask((N_("Somebody new who signs in"), N_("Add")), names, add)

    def _change_chosen(self) -> None:
        user = self._chosen()
        if user is not None:
            self._change(user)

    def _change(self, user: User) -> None:
        users = self._frame.office.users

        def change(values: Values) -> None:
            users.change(replace(user, role=Role(str(values["role"])), lawyer_id=values["lawyer"]))

        titles = (N_("Role and entry among the lawyers"), N_("Save"))
        self._ask(titles, ("role", "lawyer"), change).show_user(user)

    def _renew(self) -> None:
        user = self._chosen()
        if user is None:
            return
        users, key = self._frame.office.users, user.id or 0

        def renew(values: Values) -> None:
            users.reset(key, values["passphrase"], values["own"])

        titles = (N_("A new passphrase for somebody"), N_("Set it"))
        self._ask(titles, ("passphrase", "own"), renew)

    def _shut(self) -> None:
        user = self._chosen()
        if user is None:
            return
        users, key = self._frame.office.users, user.id or 0

        def shut(values: Values) -> None:
            users.disable(key, values["reason"], values["own"])

        titles = (N_("Close an account"), N_("Close the account"))
        self._ask(titles, ("reason", "own"), shut)


def _name(user: User) -> Cell:
    return Cell(text=user.name)


def _role(user: User) -> Cell:
    return Cell(text=filled(labels.ROLES[user.role]))


def _since(user: User) -> Cell:
    return Cell(text=i18n.date_long(user.since, i18n.current()))


def _state(user: User) -> Cell:
    return Cell(chip=filled(N_("closed")), kind="neutral") if user.disabled_on else Cell()
