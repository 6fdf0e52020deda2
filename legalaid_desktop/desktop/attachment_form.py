"""The form that says what a file is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import forms
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.fields import ChoiceField, DateField, TextField
from legalaid_desktop.desktop.holding_form import whole
from legalaid_desktop.desktop.record_lines import RecordLine, RecordLines
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.desktop.ticks import Ticks
from legalaid_desktop.domain import attachments
from legalaid_desktop.domain.attachments import (
    NO_DAY,
    Attachment,
    BundleSection,
    CustodyStep,
    Form,
    Tells,
)
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as labels
from legalaid_desktop.labels import bundles as bundle_labels

TELLS_WHY = N_("A copy that leaves the office needs a consent that names these too.")


class AttachmentParts(forms.Parts):
    """The parts of ``ui/attachment.ui``."""

    title_lo: TextField
    title_en: TextField
    form: ChoiceField
    section: ChoiceField
    source: TextField
    dated_on: DateField
    received_on: DateField
    pages: TextField
    language: ChoiceField
    translates: ChoiceField
    certified_by: TextField
    mark: TextField


class CustodyLine(RecordLine):
    """Who had the original from a day on; it begins as today."""

    kind, optional, flat = CustodyStep, True, True

    def __init__(self, today: date) -> None:
        super().__init__()
        self.add_row(
            ("holder", TextField(label=N_("Who has the original")), 4),
            ("since", DateField(label=N_("Since")), 3),
            ("note", TextField(label=N_("Note")), 3),
        )
        self._fill(self.fields["since"], today.isoformat())

    def _value(self, field: Any) -> Any:
        value = field.value()
        if isinstance(field, DateField):
            if value is None:
                raise InvalidValue(field.objectName(), NO_DAY)
            return value.isoformat()
        return value

    def _fill(self, field: Any, value: Any) -> None:
        field.set_value(date.fromisoformat(value) if isinstance(field, DateField) else value)


class AttachmentDialog(Dialog):
    """Asks what a file is; of several files at once only what they share.

    Signals:
        described: (attachment) as filled in.
    """

    described = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        attachment: Attachment,
        today: date,
        several: tuple[str, ...] = (),
        others: Sequence[Attachment] = (),
    ) -> None:
        known = attachment.id is not None
        title = N_("Edit the description") if known else N_("Add files")
        super().__init__(parent, title, accept=N_("Save") if known else N_("Add"))
        self.setMinimumWidth(620)
        self._attachment, self._today, self._several = attachment, today, several
        self.names = Text(role="dim", wrap=True)
        self.names.show_text(" · ".join(several) or attachment.file_name)
        self.body.addWidget(self.names)
        self.parts = forms.load("attachment", self, AttachmentParts)
        self.body.addWidget(self.parts.body)
        more, title = N_("The original changes hands"), N_("Who had the original, and since when")
        self.custody = RecordLines("custody", partial(CustodyLine, today), more, title=title)
        self.body.addWidget(self.custody)
        self.tells = Ticks(label=N_("What the file shows of the client or of others"))
        self.tells.set_choices([(one.value, filled(labels.TELLS[one])) for one in Tells])
        self.tells.set_value(attachment.tells)
        self.body.addWidget(self.tells)
        self.body.addWidget(Text(TELLS_WHY, role="dim", wrap=True))
        self._others = others
        if several:
            self.body.addWidget(Text(N_("Each file takes its name as title."), role="dim"))
        self._fill(attachment)
        first = self.parts.source if several else self.parts.title_lo
        first.setFocus()

    def _fill(self, attachment: Attachment) -> None:
        parts = self.parts
        parts.form.set_choices([(form, bundle_labels.FORMS[form]) for form in Form])
        parts.section.set_choices([(one, labels.SECTIONS[one]) for one in BundleSection])
        for name in ("title_lo", "title_en", "form", "section", "source"):
            getattr(parts, name).set_value(getattr(attachment, name))
        parts.dated_on.set_value(attachment.dated_on)
        parts.received_on.set_value(attachment.received_on)
        self._fill_more(attachment)
        parts.title_lo.setVisible(not self._several)
        parts.title_en.setVisible(not self._several)

    def _fill_more(self, attachment: Attachment) -> None:
        """What is noted of the paper itself."""
        parts, language = self.parts, i18n.current()
        parts.pages.set_value(str(attachment.pages or ""))
        parts.language.set_choices([(one, said) for one, said in labels.LANGUAGES.items() if one])
        parts.language.set_value(attachment.language or None)
        known = [
            (one.id, f"A{one.exhibit} · {attachments.title(one, language)}")
            for one in self._others
            if one.id != attachment.id
        ]
        parts.translates.set_choices(known, translated=False)
        for name in ("translates", "certified_by", "mark"):
            getattr(parts, name).set_value(getattr(attachment, name))
        self.custody.show_records(attachment.custody)
        for single in (parts.translates, parts.mark, self.custody):
            single.setVisible(not self._several)

    def accept(self) -> None:
        """Hands over the description if it can be kept."""
        try:
            described = attachments.checked(self._described(), self._today)
        except InvalidValue as problem:
            forms.show_error(self.parts, problem, {"custody": self.custody})
            return
        super().accept()
        self.described.emit(described)

    def _described(self) -> Attachment:
        parts = self.parts
        form, section = parts.form.value(), parts.section.value()
        language, original = parts.language.value(), parts.translates.value()
        return replace(
            self._attachment,
            title_lo=parts.title_lo.value(),
            title_en=parts.title_en.value(),
            form=form if isinstance(form, Form) else self._attachment.form,
            section=section if isinstance(section, BundleSection) else self._attachment.section,
            source=parts.source.value(),
            dated_on=parts.dated_on.value(),
            received_on=parts.received_on.value() or self._today,
            pages=whole("pages", parts.pages.value(), 0),
            language=str(language or ""),
            translates=original if isinstance(original, int) else None,
            certified_by=parts.certified_by.value(),
            mark=parts.mark.value(),
            custody=self.custody.records(),
            tells=self.tells.value(),
        )
