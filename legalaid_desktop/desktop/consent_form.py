"""Asks what a client agrees to: to whom, what, what for, until when, and how it was given."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts
from legalaid_desktop.desktop.cards import columns
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.draft_offers import DraftedDialog
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import (
    ChoiceField,
    DateField,
    Field,
    LongTextField,
    TextField,
)
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, filled, sentence
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.domain import consents, papers
from legalaid_desktop.domain.consents import Abroad, Consent, ConsentWay, Giver
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.people import name
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents as labels
from legalaid_desktop.services import reference

if TYPE_CHECKING:
    from collections.abc import Sequence

    from legalaid_desktop.domain.case_files import CaseFile

CONSENT = "consent"
"""What the form is called among the drafts."""
USUAL = timedelta(days=183)
LANGUAGES = (
    N_("Lao"), N_("Khmu"), N_("Hmong"), N_("Akha"), N_("Tai"), N_("Vietnamese"), N_("Thai"),
    N_("English"), N_("sign language"),
)  # fmt: skip
CHILD = N_(
    "This client is, or may be, under 18: the parent or guardian consents, with the child. To "
    "disclose a child’s personal information is an offence (Penal Code, article 264)."
)
SPOKEN = N_(
    "Read this to the client before asking (version {version}; our own words, unconfirmed):"
)


class ConsentDialog(DraftedDialog):
    """A form in two columns: what is agreed to, and how it was given.

    Signals:
        given: (consent) it was kept.
        form_wanted: (consent) the paper to sign is wanted first.
    """

    given = Signal(object)
    form_wanted = Signal(object)

    def __init__(self, parent: QWidget, frame: Frame, case_id: int, recipient: str = "") -> None:
        super().__init__(parent, N_("What the client agrees to"), accept=N_("Keep the consent"))
        self.setMinimumWidth(860)
        self._frame, self._case_id = frame, case_id
        self._rules = reference.consents()
        self._file: CaseFile = frame.office.cases.file(case_id)
        self._make_agreed()
        self._make_given()
        self.error = Text(role="error", wrap=True)
        self.error.hide()
        self._lay_out()
        self.to_sign = Button(N_("Paper to sign"), icon="file-text")
        self.to_sign.clicked.connect(self._want_form)
        self.add_button(self.to_sign)
        self._fill(recipient)
        self.keep_in(frame.drafts, CONSENT, case_id)

    def typed(self) -> Typed:
        """What stands in the fields."""
        fields = {name: drafts.read_one(field) for name, field in self._fields().items()}
        return {**fields, "abroad": self.abroad.isChecked()}

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""
        for called, field in self._fields().items():
            if called in typed:
                drafts.put_back_one(field, typed[called])
        self.abroad.setChecked(bool(typed.get("abroad")))

    def _fields(self) -> dict[str, Field]:
        return {name: part for name, part in vars(self).items() if isinstance(part, Field)}

    def _make_agreed(self) -> None:
        language = i18n.current()
        self.recipient_body = ChoiceField(label=N_("Kind of recipient"))
        asked = [one for one in self._rules.bodies if one.abroad is not Abroad.NO]
        self.recipient_body.set_choices(
            [(one.id, one.titles[language]) for one in asked], translated=False
        )
        self.recipient_lo = TextField(label=N_("Its name, in Lao"))
        self.recipient_en = TextField(label=N_("Its name, in English"))
        self.data = Ticks(label=N_("May be told"))
        self.data.set_choices([(one.id, one.titles[language]) for one in self._rules.data])
        self.data.hint([(one.id, one.hints[language]) for one in self._rules.data])
        self.purposes = Ticks(label=N_("What for"))
        self.purposes.set_choices([(one.id, one.titles[language]) for one in self._rules.purposes])
        self.limits = TextField(label=N_("What must not be told"))

    def _make_given(self) -> None:
        self.given_on = DateField(label=N_("Given on"))
        self.until = DateField(label=N_("Until"))
        self.abroad = QCheckBox(filled(N_("Yes, it may be sent to another country")))
        self.country = TextField(label=N_("To which country"))
        self.giver = ChoiceField(label=N_("Given by"))
        self.giver.set_choices(list(labels.GIVERS.items()))
        self.guardian = TextField(label=N_("Name of the parent or guardian"))
        self.spoken = ChoiceField(label=N_("Explained in"))
        self.spoken.set_choices([(one, one) for one in LANGUAGES])
        self.interpreter = TextField(label=N_("Interpreter"))
        self.way = ChoiceField(label=N_("How it was given"))
        self.way.set_choices(list(labels.WAYS.items()))
        self.witness = TextField(label=N_("Witness"))

    def _lay_out(self) -> None:
        if self._is_young():
            self.body.addWidget(InlineBanner(CHILD, "attention"))
        text = self._rules.text_on(self._frame.office.today.day())
        told = Text(role="dim", wrap=True)
        told.show_text(text.texts[i18n.current()])
        left: Sequence[QWidget] = (
            self.recipient_body, self.recipient_lo, self.recipient_en, self.data, self.limits,
            self.abroad, self.country,
        )  # fmt: skip
        right: Sequence[QWidget] = (
            self.until, self.given_on, self.giver, self.guardian, self.spoken, self.interpreter,
            self.way, self.witness,
        )  # fmt: skip
        self.body.addWidget(Text(SPOKEN, role="strong", wrap=True, version=text.id))
        self.body.addWidget(told)
        self.body.addWidget(columns((left, 1), ([self.purposes], 1), (right, 1)))
        self.body.addWidget(self.error)

    def _is_young(self) -> bool:
        today = self._frame.office.today.day()
        return consents.needs_guardian(self._file.person, today, self._file.ages)

    def _fill(self, recipient: str) -> None:
        today: date = self._frame.office.today.day()
        self.given_on.set_value(today)
        self.until.set_value(today + USUAL)
        guardian = papers.guardian(self._file)
        young = self._is_young()
        self.giver.set_value(Giver.BOTH if young else Giver.PERSON)
        if young and guardian:
            self.guardian.set_value(name(guardian, i18n.current()))
        self.way.set_value(ConsentWay.SIGNATURE)
        self.recipient_body.set_value(self._rules.body_of(recipient) or None)
        if recipient and not self._rules.body_of(recipient):
            self.recipient_lo.set_value(recipient)
        self.recipient_body.changed.connect(self._suggest)
        self.recipient_body.setFocus()

    def _suggest(self) -> None:
        """What goes to an embassy goes abroad."""
        body = self._rules.body(str(self.recipient_body.chosen("")))
        if body is not None and body.abroad is Abroad.YES:
            self.abroad.setChecked(True)

    def accept(self) -> None:
        """Keeps the consent, or says at its field what is missing."""
        try:
            kept = self._frame.office.consents.give(self._consent())
        except LegalAidError as problem:
            self._say(problem)
            return
        super().accept()
        self.forget_draft()
        self.given.emit(kept)

    def _want_form(self) -> None:
        try:
            planned = self._consent()
        except InvalidValue as problem:
            self._say(problem)
            return
        self.reject()
        self.form_wanted.emit(planned)

    def _consent(self) -> Consent:
        return Consent(
            case_id=self._case_id,
            body=str(self.recipient_body.value() or ""),
            recipient_lo=self.recipient_lo.value(),
            recipient_en=self.recipient_en.value(),
            purposes=self.purposes.value(),
            data=self.data.value(),
            limits=self.limits.value(),
            given_on=_day(self.given_on, "given_on"),
            until=_day(self.until, "until"),
            abroad=self.abroad.isChecked(),
            country=self.country.value(),
            giver=Giver(str(self.giver.value() or Giver.PERSON)),
            guardian=self.guardian.value(),
            language=self.spoken.editor.currentText().strip(),
            interpreter=self.interpreter.value(),
            way=ConsentWay(str(self.way.value() or ConsentWay.SIGNATURE)),
            witness=self.witness.value(),
        )

    def _say(self, problem: LegalAidError) -> None:
        self.error.hide()
        names = {"body": "recipient_body", "language": "spoken"}
        field = None
        if isinstance(problem, InvalidValue):
            field = getattr(self, names.get(problem.field, problem.field), None)
        if isinstance(field, Field) and isinstance(problem, InvalidValue):
            field.show_error(problem)
            return
        self.error.show_text(sentence(problem))
        self.error.show()


class WithdrawDialog(Dialog):
    """Asks when a consent was taken back, and who was told; nobody has to say why.

    Signals:
        told: (day, why, who) it was filled in.
    """

    told = Signal(object, str, str)

    def __init__(self, parent: QWidget, what: str, today: date) -> None:
        super().__init__(parent, N_("Take a consent back"), accept=N_("Take back"), kind="danger")
        self.setMinimumWidth(560)
        named = Text(wrap=True)
        named.show_text(what)
        self.on = DateField(label=N_("Taken back on"))
        self.on.setObjectName("on")
        self.on.set_value(today)
        self.who = TextField(
            label=N_("Who was told"),
            help=N_("For example the recipient: it must use nothing more."),
        )
        self.why = LongTextField(label=N_("What the client said"), help=N_("May stay empty."))
        for widget in (named, self.on, self.who, self.why):
            self.body.addWidget(widget)

    def accept(self) -> None:
        """Hands on what was typed, once the day can be read."""
        try:
            day = _day(self.on, "on")
        except InvalidValue as problem:
            self.on.show_error(problem)
            return
        super().accept()
        self.told.emit(day, self.why.value(), self.who.value())


def _day(field: DateField, called: str) -> date:
    field.setObjectName(called)
    return field.needed()
