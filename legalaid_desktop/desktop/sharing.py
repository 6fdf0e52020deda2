"""Whether the client agreed to what is about to go out, and what to do if not."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.consent_form import ConsentDialog
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Button, Text
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.sharing import Finding, OverrideGround
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents as labels

ANYWAY = N_("Go on without consent …")
GOES_ANYWAY = N_("Goes out without consent: {why}")
WARNING = N_(
    "Something of the client goes to somebody whom the client did not agree to. Ground, reason, "
    "your name and the time stay in the register and in the trail."
)


class OverrideDialog(Dialog):
    """Asks for the ground and the reason of handing on without consent.

    Signals:
        told: (ground, why) both were given.
    """

    told = Signal(object, str)

    def __init__(self, parent: QWidget) -> None:
        title = N_("Without consent")
        super().__init__(parent, title, accept=N_("Go on without consent"), kind="danger")
        self.setMinimumWidth(560)
        self.ground = ChoiceField(label=N_("Ground"))
        self.ground.setObjectName("ground")
        self.ground.set_choices([(one, text) for one, text in labels.GROUNDS.items() if text])
        self.why = LongTextField(
            label=N_("Reason"), help=N_("Such as number and day of the request.")
        )
        for widget in (InlineBanner(WARNING, "urgent"), self.ground, self.why):
            self.body.addWidget(widget)

    def accept(self) -> None:
        """Goes on only with both."""
        try:
            ground = self.ground.value()
        except InvalidValue as problem:
            self.ground.show_error(problem)
            return
        if ground is None:
            self.ground.show_error(InvalidValue("ground", N_("On what ground?")))
            return
        if not self.why.value():
            self.why.show_error(InvalidValue("why", N_("This is needed.")))
            return
        super().accept()
        self.told.emit(OverrideGround(str(ground)), self.why.value())


def ask_override(parent: QWidget, told: Callable[[OverrideGround, str], None]) -> None:
    """Asks why something goes out without consent; ``told`` hears the ground and the reason."""
    dialog = OverrideDialog(parent)
    dialog.told.connect(told)
    dialog.open()


class SharingNote(QWidget):
    """One sentence, with the ways on where something is missing.

    Signals:
        changed: a consent was recorded, or it goes on without.
    """

    changed = Signal()

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id, self._recipient = 0, ""
        self.ground, self.why = OverrideGround.NONE, ""
        self.good = Text(role="dim", wrap=True)
        self.bad = InlineBanner()
        self.record = Button(N_("Record a consent …"), icon="plus")
        self.record.clicked.connect(self._ask_consent)
        self.anyway = Button(ANYWAY, kind="plain")
        self.anyway.clicked.connect(self._ask_override)
        across = QHBoxLayout()
        across.addWidget(self.record)
        across.addWidget(self.anyway)
        across.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.good)
        column.addWidget(self.bad)
        column.addLayout(across)

    def say(self, case_id: int, finding: Finding, errand: Errand | None) -> None:
        """Shows what was found; nothing where nobody was named."""
        self._case_id = case_id
        self._recipient = errand.recipient if errand else ""
        lacks = bool(errand) and not finding.may_go
        overridden = lacks and self.ground is not OverrideGround.NONE
        self.setVisible(errand is not None)
        self.good.setVisible(not lacks)
        self.good.show_text(labels.found(finding, i18n.current()))
        self.bad.setVisible(lacks)
        if overridden:
            self.bad.say(GOES_ANYWAY, "urgent", why=self.why)
        elif lacks:
            self.bad.say(labels.lacking(finding), "attention")
        known = lacks and bool(finding.body) and not overridden
        self.record.setVisible(known and may(self._frame, Act.EDIT))
        self.anyway.setVisible(known and may(self._frame, Act.OVERRIDE_CONSENT))

    def forget(self) -> None:
        """Another recipient or purpose needs a reason of its own."""
        self.ground, self.why = OverrideGround.NONE, ""

    def _ask_consent(self) -> None:
        dialog = ConsentDialog(self, self._frame, self._case_id, self._recipient)
        dialog.given.connect(self._given)
        dialog.open()

    def _given(self, _consent: object) -> None:
        self.changed.emit()

    def _ask_override(self) -> None:
        ask_override(self, self._overridden)

    def _overridden(self, ground: OverrideGround, why: str) -> None:
        self.ground, self.why = ground, why
        self.changed.emit()
