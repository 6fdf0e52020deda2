"""The lawyers of the office and those who help it: the list and the form."""

from collections.abc import Callable, Set
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms, removing, undoing
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, TextField
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.versions import FieldWords, VersionsDialog
from legalaid_desktop.domain import bundles, lawyers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Title
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import people as people_labels

LINES = ("name_lo", "name_latin", "card_number", "organisation_lo", "organisation_en", "phone")


class LawyerParts(forms.Parts):
    """The parts of ``ui/lawyer.ui``."""

    title: ChoiceField
    card_number: TextField
    name_lo: TextField
    name_latin: TextField
    organisation_lo: TextField
    organisation_en: TextField
    phone: TextField
    pro_bono: QCheckBox


class Lawyers(QWidget):
    """Who can be asked to take a case."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._loads: dict[int, int] = {}
        self.new = Button(N_("New lawyer"), icon="user-plus")
        self.new.clicked.connect(self._begin)
        self.table = RecordTable(
            [
                Column(title=N_("Lawyer"), cell=_who),
                Column(title=N_("Bar card"), cell=_card, width=18),
                Column(title=N_("Telephone"), cell=_phone, width=18),
                Column(title=N_("Open cases"), cell=self._load, width=12),
                Column(title="", cell=_helps, width=14),
            ],
            empty=N_("No lawyer yet. A power of attorney needs one who has accepted the case."),
            action=N_("New lawyer"),
        )
        self.table.asked.connect(self._begin)
        self.table.opened.connect(self._edit)
        across = QHBoxLayout()
        across.addWidget(Text(N_("Who can be asked to take a case"), role="dim"), 1)
        across.addWidget(self.new)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(across)
        column.addWidget(self.table, 1)

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when it is concerned."""
        if not changes or changes & {Change.LAWYER, Change.ASSIGNMENT}:
            self.table.show_records(self._slice)

    def _slice(self, _after: object) -> Slice:
        self._loads = self._frame.office.assignments.loads()
        return Slice(records=self._frame.office.assignments.lawyers())

    def _load(self, lawyer: Lawyer) -> Cell:
        return Cell(text=str(self._loads.get(lawyer.id or 0, 0)))

    def take_up(self, lawyer_id: int) -> None:
        """Opens the form that was typed before."""
        known = {one.id: one for one in self._frame.office.assignments.lawyers()}
        self._edit(known.get(lawyer_id) or Lawyer())

    def _begin(self) -> None:
        self._edit(Lawyer())

    def _edit(self, lawyer: Lawyer) -> None:
        dialog = LawyerDialog(self, self._frame, lawyer)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, lawyer: Lawyer) -> None:
        self.reload(frozenset())
        undoing.said(self._frame, N_("Lawyer saved."), lawyer)


def _who(lawyer: Lawyer) -> Cell:
    language = i18n.current()
    firm = bundles.in_language(lawyer.organisation_lo, lawyer.organisation_en, language)
    return Cell(text=lawyers.name(lawyer, language), reason=firm)


def _card(lawyer: Lawyer) -> Cell:
    if lawyer.card_number:
        return Cell(text=lawyer.card_number)
    return Cell(chip=filled(N_("missing")), kind="attention")


def _phone(lawyer: Lawyer) -> Cell:
    return Cell(text=lawyer.phone)


def _helps(lawyer: Lawyer) -> Cell:
    return Cell(chip=filled(N_("pro bono")), kind="good") if lawyer.pro_bono else Cell()


class LawyerDialog(DraftedDialog):
    """The form of a lawyer.

    Signals:
        saved: (lawyer) it is kept.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, lawyer: Lawyer) -> None:
        title = N_("Lawyer") if lawyer.id else N_("New lawyer")
        super().__init__(parent, title, accept=N_("Save"))
        self.setMinimumWidth(640)
        self._frame, self._office, self._lawyer = frame, frame.office, lawyer
        self.parts = forms.load("lawyer", self, LawyerParts)
        self.body.addWidget(self.parts.body)
        self.parts.title.set_choices([(one, people_labels.TITLES[one]) for one in Title])
        self.parts.title.set_value(lawyer.title)
        for name in LINES:
            getattr(self.parts, name).set_value(getattr(lawyer, name))
        self.parts.pro_bono.setChecked(lawyer.pro_bono)
        self.parts.name_lo.setFocus()
        self.remove = Button(N_("Remove …"), icon="trash-2")
        self.remove.clicked.connect(self._ask_removal)
        self.remove.setVisible(lawyer.id is not None and may(frame, Act.SET_UP))
        self.remove.setAutoDefault(False)  # Enter saves
        self.add_button(self.remove)
        self.keep_in(frame.drafts, "lawyer", lawyer.id or 0)

    def typed(self) -> Typed:
        """What stands in the fields."""
        more = {"pro_bono": self.parts.pro_bono.isChecked(), "version": self._lawyer.version}
        return {**drafts.typed(self.parts), **more}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were; the lawyer may have been changed since."""
        before = typed.get("before")
        if isinstance(before, dict) and before["version"] != self._lawyer.version:
            self._fill(before)
            self._lawyer = replace(self._filled(), version=before["version"])
        self._fill(typed)

    def _fill(self, typed: Typed) -> None:
        drafts.put_back(self.parts, typed)
        self.parts.pro_bono.setChecked(bool(typed.get("pro_bono")))

    def accept(self) -> None:
        """Keeps the lawyer; where somebody else was quicker, both versions are shown."""
        self._keep(self._filled)

    def _keep(self, lawyer: Callable[[], Lawyer]) -> None:
        save = self._office.assignments.save_lawyer
        saved = forms.kept(self.parts, lambda: save(lawyer()), self._show_versions)
        if saved is not None:
            super().accept()
            self.forget_draft()
            self.saved.emit(saved)

    def _ask_removal(self) -> None:
        """Asks in place of the form: a lawyer who goes needs no saving."""
        parent, key = self.parentWidget(), self._lawyer.id or 0
        self.reject()
        removing.ask(parent, self._frame, BinKind.LAWYER, key)

    def _show_versions(self) -> None:
        every = self._office.assignments.lawyers()
        theirs = next(one for one in every if one.id == self._lawyer.id)
        words = FieldWords(self.parts)
        dialog = VersionsDialog(self, self._lawyer, self._filled(), theirs, words)
        dialog.settled.connect(self._settle)
        dialog.open()

    def _settle(self, chosen: Lawyer) -> None:
        self._keep(lambda: chosen)

    def _filled(self) -> Lawyer:
        title = self.parts.title.value()
        typed = {name: getattr(self.parts, name).value() for name in LINES}
        return replace(
            self._lawyer,
            title=title if isinstance(title, Title) else Title.NONE,
            pro_bono=self.parts.pro_bono.isChecked(),
            **typed,
        )
