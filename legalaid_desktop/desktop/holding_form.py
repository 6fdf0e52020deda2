"""The forms for things of clients: what comes in, and what goes back."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms
from legalaid_desktop.desktop.cards import Card, Row
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, shown
from legalaid_desktop.domain import holdings
from legalaid_desktop.domain.attachments import Form
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.holdings import Holding, HoldingKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bundles as bundle_labels
from legalaid_desktop.labels import holdings as labels

WHOLE = N_("A whole number, please.")


class HoldingParts(forms.Parts):
    """The parts of ``ui/holding.ui``."""

    received_from: TextField
    received_on: DateField
    what: TextField
    kind: ChoiceField
    form: ChoiceField
    pages: TextField


class ReceiveDialog(DraftedDialog):
    """Asks what a client hands in; several things stand on one receipt.

    Signals:
        saved: (things) as stored.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int, giver: str) -> None:
        title = N_("Receive papers and things")
        super().__init__(parent, title, accept=N_("Receive on a receipt"))
        self.setMinimumWidth(640)
        self._frame, self._case_id = frame, case_id
        self._things: list[Holding] = []
        self.parts = forms.load("holding", self, HoldingParts)
        self.body.addWidget(self.parts.body)
        self.list = Card(N_("On the receipt so far"))
        self.list.hide()
        self.body.addWidget(self.list)
        self.more = Button(N_("And one more thing"), icon="plus")
        self.more.clicked.connect(self.add_thing)
        self.add_button(self.more)
        parts = self.parts
        parts.kind.set_choices(list(labels.KINDS.items()))
        parts.form.set_choices([(form, bundle_labels.FORMS[form]) for form in Form])
        parts.received_from.set_value(giver)
        parts.received_on.set_value(frame.office.today.day())
        self._clear()

    def typed(self) -> Typed:
        """What stands in the fields and on the receipt so far."""
        things = [{name: getattr(one, name) for name in _NOTED} for one in self._things]
        return {**drafts.typed(self.parts), "things": things}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields and the receipt as they were."""
        drafts.put_back(self.parts, typed)
        things = typed.get("things")
        day = self.parts.received_on.value() or self._frame.office.today.day()
        self._things = [
            Holding(
                case_id=self._case_id, received_on=day, received_from="",
                kind=HoldingKind(one["kind"]), form=Form(one["form"]), what=str(one["what"]),
                pages=int(one["pages"]),
            )
            for one in (things if isinstance(things, list) else [])
        ]  # fmt: skip
        self._show()

    def add_thing(self) -> None:
        """Puts what stands in the form on the receipt, and asks for the next thing."""
        thing = forms.kept(self.parts, self._thing)
        if thing is None:
            return
        self._things.append(thing)
        self._clear()
        self._show()

    def accept(self) -> None:
        """Takes all of it in, or says what is wrong."""
        kept = forms.kept(self.parts, self._receive)
        if kept is not None:
            self.forget_draft()
            super().accept()
            self.saved.emit(kept)

    def _receive(self) -> list[Holding]:
        giver = self.parts.received_from.value()
        day = self.parts.received_on.value() or self._frame.office.today.day()
        things = [replace(one, received_from=giver, received_on=day) for one in self._things]
        if self.parts.what.value() or not things:
            things.append(self._thing())
        kept: list[Holding] = self._frame.office.holdings.receive(self._case_id, things)
        return kept

    def _thing(self) -> Holding:
        parts, today = self.parts, self._frame.office.today.day()
        kind, form = parts.kind.value(), parts.form.value()
        thing = Holding(
            case_id=self._case_id,
            kind=kind if isinstance(kind, HoldingKind) else HoldingKind.DOCUMENT,
            what=parts.what.value(),
            form=form if isinstance(form, Form) else Form.ORIGINAL,
            pages=whole("pages", parts.pages.value(), 1),
            received_on=parts.received_on.value() or today,
            received_from=parts.received_from.value(),
        )
        return holdings.checked(thing, today)

    def _clear(self) -> None:
        self.parts.what.set_value("")
        self.parts.kind.set_value(HoldingKind.DOCUMENT)
        self.parts.form.set_value(Form.ORIGINAL)
        self.parts.pages.set_value("1")
        self.parts.what.setFocus()

    def _show(self) -> None:
        """What is on the receipt so far; one of them can be taken off."""
        rows = []
        for place, one in enumerate(self._things):
            row = Row(one.what, labels.nature(one, i18n.current()))
            off = Button("", icon="x", kind="plain", tip=N_("Take off"))
            off.clicked.connect(partial(self._take_off, place))
            row.add_button(off)
            rows.append(row)
        self.list.set_rows(rows)
        self.list.setVisible(bool(rows))

    def _take_off(self, place: int) -> None:
        del self._things[place]
        self._show()


_NOTED = ("what", "kind", "form", "pages")
"""What is kept of a thing that stands on a receipt not issued yet."""


class CorrectDialog(Dialog):
    """Mends what was written of a thing.

    Signals:
        saved: (thing) as stored.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, holding: Holding) -> None:
        super().__init__(parent, N_("Change the entry"), accept=N_("Save"))
        self.setMinimumWidth(640)
        self._frame, self._holding = frame, holding
        self.parts = forms.load("holding", self, HoldingParts)
        self.body.addWidget(self.parts.body)
        parts = self.parts
        parts.kind.set_choices(list(labels.KINDS.items()))
        parts.form.set_choices([(form, bundle_labels.FORMS[form]) for form in Form])
        for name in ("received_from", "received_on", "what", "kind", "form"):
            getattr(parts, name).set_value(getattr(holding, name))
        parts.pages.set_value(str(holding.pages))
        for fixed in (parts.received_from, parts.received_on):
            fixed.setEnabled(False)

    def accept(self) -> None:
        """Keeps it, or says what is wrong."""
        kept = forms.kept(self.parts, self._keep)
        if kept is not None:
            super().accept()
            self.saved.emit(kept)

    def _keep(self) -> Holding:
        parts, known = self.parts, self._holding
        kind, form = parts.kind.value(), parts.form.value()
        described = replace(
            known,
            what=parts.what.value(),
            kind=kind if isinstance(kind, HoldingKind) else known.kind,
            form=form if isinstance(form, Form) else known.form,
            pages=whole("pages", parts.pages.value(), 1),
        )
        saved: Holding = self._frame.office.holdings.correct(described)
        return saved


class GiveBackParts(forms.Parts):
    """The parts of ``ui/give_back.ui``."""

    returned_to: TextField
    returned_on: DateField


class GiveBackDialog(DraftedDialog):
    """Asks what goes back, and to whom.

    Signals:
        saved: (things) as stored.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, held: Sequence[Holding], taker: str) -> None:
        title = N_("Give papers and things back")
        super().__init__(parent, title, accept=N_("Give back on a receipt"))
        self.setMinimumWidth(600)
        self._frame = frame
        self.parts = forms.load("give_back", self, GiveBackParts)
        self.body.addWidget(self.parts.body)
        self.body.addWidget(Text(N_("What goes back"), role="strong"))
        self.ticks: dict[int, QCheckBox] = {}
        for one in held:
            tick = QCheckBox(shown(f"{one.what} · {labels.nature(one, i18n.current())}"))
            tick.setChecked(True)
            self.ticks[one.id or 0] = tick
            self.body.addWidget(tick)
        self.parts.returned_to.set_value(taker)
        self.parts.returned_on.set_value(frame.office.today.day())

    def typed(self) -> Typed:
        """What stands in the fields, and what is ticked."""
        ticked = [key for key, tick in self.ticks.items() if tick.isChecked()]
        return {**drafts.typed(self.parts), "ticked": ticked}

    def put_back(self, typed: Typed) -> None:
        """Fills and ticks as it was."""
        drafts.put_back(self.parts, typed)
        ticked = typed.get("ticked")
        for key, tick in self.ticks.items():
            tick.setChecked(not isinstance(ticked, list) or key in ticked)

    def accept(self) -> None:
        """Gives it back, or says what is wrong."""
        kept = forms.kept(self.parts, self._give)
        if kept is not None:
            self.forget_draft()
            super().accept()
            self.saved.emit(kept)

    def _give(self) -> list[Holding]:
        keys = [key for key, tick in self.ticks.items() if tick.isChecked()]
        if not keys:
            raise InvalidValue("returned_to", N_("Tick what goes back."))
        parts = self.parts
        day = parts.returned_on.value() or self._frame.office.today.day()
        kept: list[Holding] = self._frame.office.holdings.give_back(
            keys, parts.returned_to.value(), day
        )
        return kept


def whole(field: str, typed: str, nothing: int) -> int:
    """The whole number that was typed, Lao digits too; ``InvalidValue`` for anything else."""
    if not typed:
        return nothing
    if not typed.isdecimal():
        raise InvalidValue(field, WHOLE)
    return int(typed)
