"""Two entries of one person side by side: what stays is chosen, then they are merged."""

from datetime import date
from enum import Enum
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QSizePolicy, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.facts import Facts
from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain import merges, people
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.merges import Choice, Pair
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import addresses, changes
from legalaid_desktop.labels import people as labels
from legalaid_desktop.labels import safe_contacts as contact_labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.trail import named

WHAT = N_(
    "One entry stays and gets all cases, papers and telephones of the other. Names that are not "
    "chosen stay as other names. It can be taken back later, as a whole."
)
CONTACT = N_("Safe contact: the stricter one is proposed, the other is kept for taking back")
SHARED = N_(
    "Both are in case {numbers}. If they stand on opposite sides there, that is a conflict: ask "
    "the manager first."
)


def begin(parent: QWidget, frame: Frame, kept_id: int, gone_id: int) -> "MergeDialog | None":
    """Opens the dialog, or says why these two cannot be merged here."""
    try:
        pair = frame.office.merges.compare(kept_id, gone_id)
    except LegalAidError as problem:
        dialogs.tell(parent, problem)
        return None
    dialog = MergeDialog(parent, frame, pair)
    dialog.open()
    return dialog


class MergeDialog(Dialog):
    """Asks what stays, and why the two are one person.

    Signals:
        merged: the two are one.
    """

    merged = Signal()

    def __init__(self, parent: QWidget, frame: Frame, pair: Pair) -> None:
        super().__init__(parent, N_("One person, two entries"), accept=N_("Merge the entries"))
        self.setMinimumWidth(680)
        self._frame, self._pair = frame, pair
        self.body.addWidget(InlineBanner(WHAT, "info"))
        if pair.shared:
            self.body.addWidget(InlineBanner(SHARED, "urgent", numbers=", ".join(pair.shared)))
        both = Facts(_both(pair), margins=False)
        both.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.body.addWidget(both)
        self.choices = {
            one.name: _choice(one, pair) for one in merges.choices(pair.kept, pair.gone)
        }
        self.contact = _contact_choice(pair)
        for choice in (*self.choices.values(), self.contact):
            if choice is not None:
                self.body.addWidget(choice)
        self.reason = TextField(label=N_("Why they are the same person"))
        self.reason.setObjectName("reason")
        self.body.addWidget(self.reason)

    def accept(self) -> None:
        """Merges; what is wrong stands below its field, and the dialog stays."""
        chosen = {name for name, one in self.choices.items() if one.theirs.isChecked()}
        kept, gone = self._pair.kept.id or 0, self._pair.gone.id or 0
        try:
            made = self._frame.office.merges.merge(
                kept, gone, self.reason.value(), chosen, self._contact_of()
            )
        except InvalidValue as problem:
            self._show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        back = partial(_take_back_now, self._frame, made.id or 0)
        self._frame.toast(N_("The two entries are one person now."), back)
        self.merged.emit()

    def _contact_of(self) -> int | None:
        if self.contact is None:
            return None
        entry = self._pair.gone if self.contact.theirs.isChecked() else self._pair.kept
        return entry.id

    def _show_error(self, problem: InvalidValue) -> None:
        if problem.field == "reason":
            self.reason.show_error(problem)
        else:
            dialogs.tell(self, problem)


class MergeChoice(QWidget):
    """What both entries say of the same; one of the two stays.

    Args:
        title: what it is; said: as the one has it, and the other; theirs: what is proposed.
    """

    def __init__(self, title: str, said: tuple[str, str], *, theirs: bool = False) -> None:
        super().__init__()
        caption = Text(role="strong", wrap=True)
        caption.show_text(title)
        self.mine, self.theirs = QRadioButton(), QRadioButton()
        (self.theirs if theirs else self.mine).setChecked(True)
        group = QButtonGroup(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(caption, 0, 0, 1, 2)
        for row, (button, what) in enumerate(zip((self.mine, self.theirs), said, strict=True), 1):
            group.addButton(button)
            text = Text(wrap=True)
            text.show_text(what)
            button.setAccessibleName(f"{title}: {text.text()}")
            grid.addWidget(button, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text, row, 1)


def _choice(choice: Choice, pair: Pair) -> MergeChoice:
    named_group = _GROUPS.get(choice.name)
    title = filled(named_group) if named_group else changes.field(choice.name, i18n.current())
    return MergeChoice(title, (_said(pair.kept, choice), _said(pair.gone, choice)))


def _contact_choice(pair: Pair) -> MergeChoice | None:
    """Which safe contact stays, where both have one; the stricter is proposed."""
    mine, theirs = pair.contacts
    if mine is None or theirs is None:
        return None
    language = i18n.current()
    said = (contact_labels.brief(mine, language), contact_labels.brief(theirs, language))
    return MergeChoice(filled(CONTACT), said, theirs=pair.proposed == theirs)


def _both(pair: Pair) -> list[tuple[str, str]]:
    return [
        (filled(N_("Stays")), _who(pair.kept, pair.kept_client, pair.kept_cases)),
        (filled(N_("Becomes part of it")), _who(pair.gone, pair.gone_client, pair.gone_cases)),
    ]


def _who(person: Person, client: Client | None, cases: tuple[str, ...]) -> str:
    code = filled(N_("client {code}"), code=client.code) if client else ""
    listed = filled(N_("cases {numbers}"), numbers=", ".join(cases)) if cases else ""
    names = " / ".join(people.all_names(person)[:2])
    return " · ".join(filter(None, (names, code, listed)))


_GROUPS = {
    "given_lo": N_("Name in Lao"),
    "given_latin": N_("Name in Latin letters"),
    "born_on": N_("Birth"),
    "house": N_("Where the person lives"),
    "rank_lo": N_("Rank or degree"),
    "ethnic_group": N_("Ethnic group"),
}


def _said(person: Person, choice: Choice) -> str:
    language = i18n.current()
    if choice.name in ("given_lo", "given_latin"):
        return people.name(person, "lo" if choice.name == "given_lo" else "en")
    if choice.name == "house":
        home = people.present_address(person)
        return addresses.line(home, reference.place_names(), language)
    if choice.name == "born_on":
        basis = filled(labels.BIRTH_BASES[person.birth_basis]) if person.birth_basis else ""
        said = (labels.birth(person, language), basis, person.birth_note)
        return " · ".join(filter(None, said))
    values = ((one, _plain(getattr(person, one))) for one in choice.fields)
    return ", ".join(
        changes.value("person", name, value, language, named) for name, value in values if value
    )


def _plain(value: Any) -> object:
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value


def _take_back_now(frame: Frame, merge_id: int) -> None:
    frame.office.merges.take_back(merge_id, filled(N_("taken back at once")))
