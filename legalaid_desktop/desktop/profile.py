"""The profile of the office: names, letterhead, place and numbers."""

from collections.abc import Callable, Set
from dataclasses import replace

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import drafts, forms, undoing
from legalaid_desktop.desktop.cards import scrolled
from legalaid_desktop.desktop.draft_offers import TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.fields import ChoiceField, LongTextField, TextField
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.versions import FieldWords, VersionsDialog
from legalaid_desktop.domain import offices
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference

LINES = ("name_lo", "name_en", "phone", "address_lo", "address_en", "case_numbers", "paper_suffix")
LETTERHEADS = ("letterhead_lo", "letterhead_en")
EXAMPLE_NUMBER = 12


class ProfileParts(forms.Parts):
    """The parts of ``ui/office.ui``."""

    name_lo: TextField
    name_en: TextField
    letterhead_lo: LongTextField
    letterhead_en: LongTextField
    province: ChoiceField
    phone: TextField
    address_lo: TextField
    address_en: TextField
    case_numbers: TextField
    paper_suffix: TextField


class Profile(QWidget):
    """The form of the profile; what was typed stays until it is saved."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._typed = False
        self._profile: OfficeProfile = frame.office.profile()
        self.parts = forms.load("office", self, ProfileParts)
        self.example = Text(role="dim", wrap=True)
        self.parts.case_numbers.add_line(self.example)
        self.paper_example = Text(role="dim", wrap=True)
        self.parts.paper_suffix.add_line(self.paper_example)
        hint = N_("The issuing bodies above the office, one a line, the highest first.")
        self.parts.letterhead_lo.add_line(Text(hint, role="dim", wrap=True))
        self.parts.letterhead_en.add_line(Text(hint, role="dim", wrap=True))
        self.save = Button(N_("Save the profile"), kind="primary")
        self.save.clicked.connect(self._save)
        self.kept = DraftBanner()
        self.kept.discard.clicked.connect(self._start_again)
        self._lay_out()
        for name in (*LINES, *LETTERHEADS, "province"):
            getattr(self.parts, name).changed.connect(self._edited)
        self._show()
        frame.drafts.watch(self, "profile", int, self._unsaved)

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(16)
        column.addWidget(self.kept)
        column.addWidget(self.parts.body)
        column.addWidget(self.save)
        column.addStretch(1)
        content.setMaximumWidth(1000)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(content))

    def reload(self, changes: Set[Change]) -> None:
        """Shows what is kept, unless something was typed; says the places in the language."""
        if not self._typed and (not changes or Change.OFFICE in changes):
            self._profile = self._frame.office.profile()
            self._show()
            self._take_up_draft()

    def _take_up_draft(self) -> None:
        """Puts back what was typed before; the profile may have been changed since."""
        draft = self._frame.drafts.take("profile", 0)
        if draft is None:
            return
        before, version = draft.get("before"), draft.get("version")
        was = version if isinstance(version, int) else self._profile.version
        if isinstance(before, dict) and was != self._profile.version:
            drafts.put_back(self.parts, before)
            self._profile = replace(self._filled(), version=was)
        drafts.put_back(self.parts, draft)
        self.kept.say(TYPED_BEFORE, "info")

    def _unsaved(self) -> Typed | None:
        typed = drafts.typed(self.parts)
        if typed == self._clean:
            return None
        return {**typed, "version": self._profile.version, "before": self._clean}

    def hideEvent(self, event: QHideEvent) -> None:
        """Keeps what was typed."""
        super().hideEvent(event)
        self._frame.drafts.look_at(self)

    def changeEvent(self, event: QEvent) -> None:
        """Says provinces and examples in the new language; what was typed stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._name_provinces()
            self._show_examples()

    def _name_provinces(self) -> None:
        language = i18n.current()
        names = [(one.code, one.name(language)) for one in reference.provinces().values()]
        field = self.parts.province
        chosen = self._profile.province
        if field.editor.currentIndex() >= 0:
            chosen = str(field.value() or "")
        field.blockSignals(True)
        field.set_choices(names, translated=False)
        field.set_value(chosen or None)
        field.blockSignals(False)

    def _show(self) -> None:
        for name in LINES:
            getattr(self.parts, name).set_value(getattr(self._profile, name))
        for name in LETTERHEADS:
            getattr(self.parts, name).set_value("\n".join(getattr(self._profile, name)))
        self._name_provinces()
        self._show_examples()
        self._typed = False
        self._clean = drafts.typed(self.parts)
        self.kept.hide()

    def _edited(self) -> None:
        self._typed = True
        self._show_examples()

    def _show_examples(self) -> None:
        year = self._frame.office.today.day().year
        try:
            number = offices.case_number(self.parts.case_numbers.value(), year, EXAMPLE_NUMBER)
        except InvalidValue as problem:
            self.example.show_text(filled(problem.reason, **problem.values))
        else:
            self.example.show_text(filled(N_("The twelfth case: {number}"), number=number))
        suffix = self.parts.paper_suffix.value()
        paper = "/".join(filter(None, (str(EXAMPLE_NUMBER), suffix)))
        self.paper_example.show_text(filled(N_("The twelfth paper: {number}"), number=paper))

    def _start_again(self) -> None:
        self._frame.drafts.done("profile", 0)
        self._profile = self._frame.office.profile()
        self._show()

    def _save(self) -> None:
        self._keep(self._filled)

    def _keep(self, profile: Callable[[], OfficeProfile]) -> None:
        """Keeps it; where somebody else was quicker, both versions are shown."""
        save = self._frame.office.save_profile
        saved = forms.kept(self.parts, lambda: save(profile()), self._show_versions)
        if saved is None:
            return
        self._frame.drafts.done("profile", 0)
        self._profile = saved
        self._show()
        undoing.said(self._frame, N_("The profile is saved."), saved)

    def _show_versions(self) -> None:
        theirs = self._frame.office.profile()
        words = FieldWords(self.parts)
        dialog = VersionsDialog(self, self._profile, self._filled(), theirs, words)
        dialog.settled.connect(self._settle)
        dialog.open()

    def _settle(self, chosen: OfficeProfile) -> None:
        self._keep(lambda: chosen)

    def _filled(self) -> OfficeProfile:
        parts = self.parts
        return replace(
            self._profile,
            name_lo=parts.name_lo.value(),
            name_en=parts.name_en.value(),
            letterhead_lo=tuple(parts.letterhead_lo.value().splitlines()),
            letterhead_en=tuple(parts.letterhead_en.value().splitlines()),
            province=str(parts.province.value() or ""),
            phone=parts.phone.value(),
            address_lo=parts.address_lo.value(),
            address_en=parts.address_en.value(),
            case_numbers=parts.case_numbers.value(),
            paper_suffix=parts.paper_suffix.value(),
        )
