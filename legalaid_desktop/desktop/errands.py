"""For whom a copy is and why: a line beside the paper, remembered for its case."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.pauses import TYPING, Pause
from legalaid_desktop.desktop.sharing import SharingNote
from legalaid_desktop.domain import lao
from legalaid_desktop.domain.consents import Abroad
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.labels import copies as labels
from legalaid_desktop.services import reference

FOR_WHOM = N_("For whom? Also our own file is chosen.")


class ErrandLine(QWidget):
    """Two fields with what is usual; anything else can be typed.

    Of what belongs to no case both may stay empty; of what belongs to a case it is said for whom it
    is, also if for our own file.

    Of what belongs to a case it says, below, whether the client agreed to that.

    Args:
        frame: where the consents of a case are; none for what belongs to no case.
        shares: what goes out, as ids of ``consents.toml``.
    """

    def __init__(
        self, frame: Frame | None = None, shares: Callable[[], Collection[str]] = tuple
    ) -> None:
        super().__init__()
        self._frame, self._shares = frame, shares
        self._language = i18n.current()
        self.recipient = ChoiceField(label=N_("Copies are for"))
        self.purpose = ChoiceField(label=N_("For what purpose"))
        self.body = ChoiceField(label=N_("Kind of recipient"))
        self.abroad = QCheckBox()
        self.note = SharingNote(frame) if frame is not None else None
        self._case_id = 0
        self._known: dict[int, Errand] = {}
        self._lay_out()
        self._offer()
        self._pause = Pause(self, TYPING, self._look)
        for field in (self.recipient, self.purpose, self.body):
            field.changed.connect(self._turn)
        self.abroad.toggled.connect(self._turn)
        if self.note is not None:
            self.note.changed.connect(self._look)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(self.recipient, 1)
        across.addWidget(self.purpose, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(across)
        for part in (self.body, self.abroad, self.note):
            if part is not None:
                column.addWidget(part)
                part.hide()

    def hideEvent(self, event: QHideEvent) -> None:
        """Asks nothing any more: the office may be locked by then."""
        self._pause.stop()
        super().hideEvent(event)

    def show_case(self, case_id: int) -> None:
        """Shows what was said of the last copy in that case."""
        if case_id == self._case_id:
            self._look()
            return
        self._known[self._case_id] = self.errand()
        self._case_id = case_id
        self._offer()
        self.put(self._known.get(case_id, Errand()))
        self._look()

    def errand(self) -> Errand:
        """What stands in the fields, as it is entered in the register."""
        said = Errand(recipient=self._text(self.recipient), purpose=self._text(self.purpose))
        if self._frame is None or not said.recipient:
            return said
        return Errand(
            recipient=said.recipient,
            purpose=said.purpose,
            body=str(self.body.chosen("")),
            abroad=self.abroad.isChecked(),
            ground=self.note.ground if self.note else said.ground,
            override=self.note.why if self.note else "",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Says what is usual in the new language; what was typed stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_pause"):
            kept = self.errand()
            self._language = i18n.current()
            self._offer()
            self.put(kept)

    def put(self, errand: Errand) -> None:
        """Shows what was said before."""
        for field, text in ((self.recipient, errand.recipient), (self.purpose, errand.purpose)):
            field.editor.setCurrentIndex(-1)
            field.editor.setEditText(_said(text, self._language))
        self.body.set_value(errand.body or None)
        self.abroad.setChecked(errand.abroad)

    def _offer(self) -> None:
        """Fills the lists: what is usual, the kinds of recipients, those the client agreed to."""
        rules, language = reference.consents(), self._language
        usual = [(one, gettext(one)) for one in labels.RECIPIENTS]
        whys = [(one, gettext(one)) for one in labels.PURPOSES]
        if self._frame is not None:
            asked = [one for one in rules.bodies if one.abroad is not Abroad.NO]
            shown = {text for _, text in usual}
            names = [(name, name) for name in self._agreed()]
            single = [(b.id, b.titles[language]) for b in asked if not b.named]
            usual += names + [one for one in single if one[1] not in shown]
            whys += [(one.id, one.titles[language]) for one in rules.purposes]
            kinds = [(one.id, one.titles[language]) for one in asked]
            self.body.set_choices(kinds, translated=False)
        self.recipient.set_choices(usual, translated=False)
        self.purpose.set_choices(whys, translated=False)
        if self._frame is not None and (line := self.recipient.editor.lineEdit()):
            line.setPlaceholderText(gettext(FOR_WHOM))
        self.abroad.setText(gettext(N_("It goes to another country")))

    def _agreed(self) -> list[str]:
        """The recipients by name whom a consent of the case is for."""
        if self._frame is None or not self._case_id:
            return []
        known = self._frame.office.consents.of_case(self._case_id)
        names = (one.name(self._language) for one in known if not one.is_withdrawn)
        return list(dict.fromkeys(filter(None, names)))

    def _turn(self) -> None:
        if self.note is not None:
            self.note.forget()
            self._pause.start()

    def _look(self) -> None:
        """Says whether the client agreed, and asks what kind of recipient it is if need be."""
        if self._frame is None or self.note is None or not self._case_id:
            return
        errand = self.errand()
        finding = self._frame.office.consents.finding(self._case_id, errand, self._shares())
        unknown = not finding.body or bool(self.body.editor.currentText())
        self.body.setVisible(bool(errand.recipient) and unknown)
        body = reference.consents().body(finding.body)
        asks = body is not None and body.abroad is Abroad.ASK and bool(errand.recipient)
        self.abroad.setVisible(asks)
        self.note.say(self._case_id, finding, errand if errand.recipient else None)

    def _text(self, field: ChoiceField) -> str:
        typed = lao.normalise(field.editor.currentText()).strip()
        usual = labels.entered(typed, self._language)
        return usual if usual != typed else _in("lo", typed)


def _said(text: str, language: str) -> str:
    usual = labels.said(text, language)
    return usual if usual != text else _in(language, text)


def _in(language: str, text: str) -> str:
    """A kind of recipient or a purpose in that language; anything else as it is."""
    rules = reference.consents()
    found = [one for one in (rules.body_of(text), rules.purpose_of(text)) if one]
    return "".join(rules.titles(found[:1], language)) or text
