"""The team of a case: who is on it and how they came, added and taken off."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.teams import Mate
from legalaid_desktop.domain.users import MemberKind, User
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import users as labels
from legalaid_desktop.services.clock import VIENTIANE


class ColleagueDialog(Dialog):
    """Asks which colleague to put on the team.

    Signals:
        told: (user) whom.
    """

    told = Signal(object)

    def __init__(self, parent: QWidget, known: list[User]) -> None:
        super().__init__(parent, N_("Add a colleague to the team"), accept=N_("Add to the team"))
        self.setMinimumSize(520, 360)
        self.table = RecordTable(
            [
                Column(title=N_("Name"), cell=_name),
                Column(title=N_("Role"), cell=_role, width=24),
            ],
            empty=N_("Everybody who can sign in is on the team."),
        )
        self.table.show_records(partial(_slice, known))
        self.table.opened.connect(self._chosen)
        self.accept_button.setEnabled(bool(known))
        self.body.addWidget(self.table, 1)
        self.table.setFocus()

    def accept(self) -> None:
        """Hands on the colleague under the cursor."""
        user = self.table.model.record(self.table.view.currentIndex().row())
        super().accept()
        self.told.emit(user)

    def _chosen(self, user: User) -> None:
        super().accept()
        self.told.emit(user)


class TeamCard(Card):
    """Who is on the team, with the buttons to change it for those who assign."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Team"))
        self.frame = frame
        self._case_id = 0
        self._mates: list[Mate] = []
        self.add_mate = Button(N_("Add a colleague"), icon="user-plus")
        self.add_mate.clicked.connect(self.ask_new)
        self.hand_over = Button(N_("Hand over …"), icon="share-2")
        self.hand_over.clicked.connect(self._hand_over)
        self.head.add_button(self.hand_over)
        self.head.add_button(self.add_mate)

    def show_case(self, case_id: int) -> None:
        """Shows the team of that case."""
        self._case_id = case_id
        self._mates = self.frame.office.teams.of_case(case_id)
        changeable = may(self.frame, Act.ASSIGN)
        self.add_mate.setVisible(changeable)
        self.hand_over.setVisible(changeable)
        rows = []
        for mate in self._mates:
            row = _row(mate)
            if changeable and mate.member and not mate.is_over:
                row.add_button(self._out(mate.member.id or 0))
            rows.append(row)
        self.set_rows(rows)

    def _hand_over(self) -> None:
        self.frame.go("handover", self._case_id)

    def ask_new(self) -> None:
        """Asks whom to add."""
        on = {mate.user.id for mate in self._mates if not mate.is_over}
        known = [one for one in self.frame.office.teams.colleagues() if one.id not in on]
        dialog = ColleagueDialog(self, known)
        dialog.told.connect(self._add)
        dialog.open()

    def _out(self, member_id: int) -> Button:
        button = Button(N_("Take off"), kind="plain")
        button.setProperty("member", member_id)
        button.clicked.connect(self._ask_out)
        return button

    def _add(self, user: User) -> None:
        try:
            self.frame.office.teams.add(self._case_id, user.id)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("{name} is on the team."), name=user.name)

    def _ask_out(self) -> None:
        member_id = self.sender().property("member")
        question = N_("Why is this person taken off the team? The reason stays with the case.")
        dialogs.ask_reason(self, question, N_("Take off"), partial(self._remove, member_id))

    def _remove(self, member_id: int, reason: str) -> None:
        try:
            self.frame.office.teams.remove(member_id, reason)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        self.frame.toast(N_("Taken off the team."))


def _row(mate: Mate) -> Row:
    role = filled(labels.ROLES[mate.user.role])
    if mate.member is None:
        return Row(mate.user.name, f"{role} · {filled(labels.ASSIGNED)}")
    day = i18n.date_long(mate.member.since.astimezone(VIENTIANE).date(), i18n.current())
    told = (role, f"{filled(labels.CAME[mate.member.kind])}, {day}", mate.member.reason)
    return Row(mate.user.name, " · ".join(filter(None, told)), _chip(mate))


def _chip(mate: Mate) -> Chip | None:
    if mate.is_over:
        return Chip(labels.ENDED, "neutral")
    if mate.member and mate.member.kind is MemberKind.GLASS and mate.member.until:
        until = i18n.moment(mate.member.until.astimezone(VIENTIANE), i18n.current())
        return Chip(N_("until {moment}"), "urgent", moment=until)
    return None


def _name(user: User) -> Cell:
    return Cell(text=user.name)


def _role(user: User) -> Cell:
    return Cell(text=filled(labels.ROLES[user.role]))


def _slice(known: list[User], after: object) -> Slice:
    del after
    return Slice(records=known)
