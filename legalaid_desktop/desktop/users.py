"""Who can sign in: the list of accounts, and the forms that add, change, renew and close one."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from functools import partial
from types import SimpleNamespace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField, PassphraseField, TextField
from legalaid_desktop.desktop.handover import AllOf
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.working import WorkingDialog
from legalaid_desktop.domain import lawyers
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.teams import Handover
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import users as labels

Values = Mapping[str, Any]

ALONE = N_("Restricted cases on which only this person works, {count}: {cases}.")
NOBODY_ELSE = N_(
    "Restricted cases on which only this person works, {count}: {cases}. There is nobody to take "
    "over: they stay closed until a manager breaks the glass."
)

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
    "successor": lambda: ChoiceField(
        label=N_("Who takes these cases over?"),
        help=N_("The person is put on their teams, and told at the next sign-in."),
    ),
    "own": lambda: PassphraseField(
        label=N_("Your own passphrase"), help=N_("It opens the key of the office.")
    ),
}


class AccountDialog(WorkingDialog):
    """Asks for what an act on an account needs, and does it.

    Args:
        names: of the fields; call: gets their values.
    """

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        titles: tuple[str, str],
        names: Sequence[str],
        call: Callable[[Values], object],
    ) -> None:
        super().__init__(parent, frame, *titles)
        self._call = call
        self.fields = {name: _MADE[name]() for name in names}
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        for field in self.fields.values():
            column.addWidget(field)
        self.body.addWidget(body)
        self.parts = SimpleNamespace(body=body, **self.fields)
        self._fill()
        next(iter(self.fields.values())).setFocus()

    def _fill(self) -> None:
        if "role" in self.fields:
            self.fields["role"].set_choices(list(labels.ROLES.items()))
        if "lawyer" in self.fields:
            language, known = i18n.current(), self._frame.office.assignments.lawyers()
            choices = [(one.id, lawyers.name(one, language)) for one in known]
            self.fields["lawyer"].set_choices(choices, translated=False)
        if "passphrase" in self.fields:
            self.watch_strength(self._names)

    def show_user(self, user: User) -> None:
        """Fills in what is known of the account."""
        self.fields["role"].set_value(user.role)
        self.fields["lawyer"].set_value(user.lawyer_id)

    def show_handover(self, left: Handover) -> None:
        """Says which cases nobody else works on, by number and code name, and who can take them."""
        if not left.cases:
            return
        told = ", ".join(f"{one.number} “{one.code_name}”" for one in left.cases)
        message = ALONE if left.successors else NOBODY_ELSE
        self.body.insertWidget(0, InlineBanner(message, count=len(left.cases), cases=told))
        if "successor" in self.fields:
            choices = [(one.id, one.name) for one in left.successors]
            self.fields["successor"].set_choices(choices, translated=False)

    def accept(self) -> None:
        """Does it; the dialog closes when it is done."""
        try:
            values = self._values()
        except InvalidValue as problem:
            self.mark(problem)
            return
        self.do(partial(self._call, values), N_("Changing an account"))

    def _names(self) -> tuple[str, ...]:
        return (self.fields["name"].value(),) if "name" in self.fields else ()

    def _values(self) -> dict[str, Any]:
        values = {name: field.value() for name, field in self.fields.items()}
        if values.get("role", Role.CLERK) is None:
            raise InvalidValue("role", N_("Please fill in this field."))
        if "passphrase" in values:
            self.new_passphrase()
        return values


class Users(QWidget):
    """The accounts of the office, for its manager."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self.new = Button(N_("Add somebody"), icon="user-plus", kind="primary")
        self.role = Button(N_("Role …"), icon="pencil")
        self.renew = Button(N_("New passphrase …"), icon="lock")
        self.hand = Button(N_("Hand over the cases …"), icon="share-2")
        self.shut = Button(N_("Close the account …"), icon="x")
        self.rights = Button(N_("Who may do what"), icon="shield")
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
            (self.hand, self._hand_over),
            (self.shut, self._shut),
            (self.rights, self._show_rights),
        ):
            button.clicked.connect(slot)
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(Text(N_("Who can sign in, and as what"), role="dim"), 1)
        for button in (self.rights, self.role, self.renew, self.hand, self.shut, self.new):
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

    def _hand_over(self) -> None:
        user = self._chosen()
        if user is not None and user.id is not None:
            self._frame.go("handover", AllOf(user.id))

    def _show_rights(self) -> None:
        self._frame.go("rights")

    def _shut(self) -> None:
        user = self._chosen()
        if user is None:
            return
        users, key = self._frame.office.users, user.id or 0

        def shut(values: Values) -> None:
            users.disable(key, values["reason"], values["own"], values.get("successor"))

        left: Handover = users.handover(key)
        names = ("reason", *(["successor"] if left.cases and left.successors else []), "own")
        titles = (N_("Close an account"), N_("Close the account"))
        self._ask(titles, names, shut).show_handover(left)


def _name(user: User) -> Cell:
    return Cell(text=user.name)


def _role(user: User) -> Cell:
    return Cell(text=filled(labels.ROLES[user.role]))


def _since(user: User) -> Cell:
    return Cell(text=i18n.date_long(user.since, i18n.current()))


def _state(user: User) -> Cell:
    return Cell(chip=filled(N_("closed")), kind="neutral") if user.disabled_on else Cell()
