"""A page with the form of one record: typing is kept, and a save meets what others saved."""

from collections.abc import Set
from dataclasses import replace
from typing import Any, ClassVar, Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import PageHeader, scrolled
from legalaid_desktop.desktop.draft_offers import TYPED_BEFORE, DraftBanner
from legalaid_desktop.desktop.drafts import Typed
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.desktop.versions import FieldWords, VersionsDialog
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError, Stale
from legalaid_desktop.i18n import N_

KEPT = N_("What you typed is kept as a draft.")


class RecordForm(Protocol):
    """The form of such a page."""

    def typed(self) -> Typed:
        """All that stands in the fields."""

    def put_back(self, typed: Typed) -> None:
        """Fills the fields as they were."""

    def show_record(self, record: Any) -> None:
        """Puts a record into the form."""

    def record(self, base: Any) -> Any:
        """The record as typed, on top of ``base``; raises ``InvalidValue``."""

    def show_error(self, problem: InvalidValue) -> None:
        """Marks the field that the problem is about."""

    def words(self) -> FieldWords:
        """What the fields are called."""


class FormPage(Page):
    """Changes one record.

    Attributes:
        form_name: of its drafts.
    """

    form_name: ClassVar[str]

    def __init__(self, frame: Frame, form: Any, save: str) -> None:
        super().__init__(frame)
        self.form = form
        self._base: Any = None
        self._theirs: Any = None
        self._clean: Typed = {}
        self.head = PageHeader()
        self.cancel = self.head.add_button(Button(N_("Back without saving")))
        self.save = self.head.add_button(Button(save, kind="primary", tip=N_("Ctrl+S")))
        self.kept = DraftBanner()
        for widget in (self.head, self.kept):
            self.column.addWidget(widget)
        self.column.addWidget(scrolled(narrow(form)), 1)
        self.cancel.clicked.connect(self._cancel)
        self.save.clicked.connect(self._save)
        self.kept.discard.clicked.connect(self._start_again)
        for keys, slot in (("Ctrl+S", self._save), ("Esc", self.frame.back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)
        frame.drafts.watch(self, self.form_name, self._key, self._unsaved)

    def reload(self, changes: Set[Any]) -> None:
        """Leaves the form alone: somebody is typing in it."""

    def leave(self) -> bool:
        """Keeps what is typed and not saved."""
        typed = self._unsaved()
        if typed is not None:
            self.frame.drafts.keep(self.form_name, self._key(), typed)
            self.frame.toast(KEPT)
        return True

    def _stored(self, key: int) -> Any:
        """The record as it is kept now."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each form page has its own

    def _store(self, record: Any) -> Any:
        """Keeps the record; raises ``Stale``."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each form page has its own

    def _finish(self, record: Any) -> None:
        """Says that it is saved and goes on."""
        raise NotImplementedError  # Qt's metaclass rules out ABC; each form page has its own

    def _begin(self, record: Any) -> None:
        """Shows a record, with what was typed about it before."""
        self._base = record
        self._show(record)
        draft = self.frame.drafts.take(self.form_name, self._key())
        if draft is None:
            return
        self._go_back_to(draft)
        self.form.put_back(draft)
        self.kept.say(TYPED_BEFORE, "info")

    def _go_back_to(self, draft: Typed) -> None:
        """The record as it was when the draft was typed: somebody may have changed it since."""
        version, before = draft.get("version"), draft.get("before")
        if isinstance(before, dict) and version != self._base.version:
            self.form.put_back(before)
            self._base = replace(self.form.record(self._base), version=version)

    def _show(self, record: Any) -> None:
        self.form.show_record(record)
        self._clean = self.form.typed()
        self.kept.hide()

    def _key(self) -> int:
        return getattr(self._base, "id", None) or 0

    def _unsaved(self) -> Typed | None:
        typed = self.form.typed()
        if self._base is None or typed == self._clean:
            return None
        return {**typed, "version": self._base.version, "before": self._clean}

    def _start_again(self) -> None:
        self.frame.drafts.done(self.form_name, self._key())
        self._base = self._stored(self._key()) if self._key() else self._base
        self._show(self._base)

    def _cancel(self) -> None:
        self.frame.drafts.done(self.form_name, self._key())
        self._show(self._base)
        self.frame.back()

    def _save(self) -> None:
        if self._base is None:
            return
        try:
            record = self.form.record(self._base)
        except InvalidValue as problem:
            self.form.show_error(problem)
            return
        self._keep(record)

    def _keep(self, record: Any) -> None:
        try:
            saved = self._store(record)
        except InvalidValue as problem:
            self.form.show_error(problem)
        except Stale:
            self._show_versions(record)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        else:
            self.frame.drafts.done(self.form_name, self._key())
            self._base = saved
            self._show(saved)
            self._finish(saved)

    def _show_versions(self, mine: Any) -> None:
        try:
            self._theirs = self._stored(self._key())
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        dialog = VersionsDialog(self, self._base, mine, self._theirs, self.form.words())
        dialog.settled.connect(self._settle)
        dialog.open()

    def _settle(self, chosen: Any) -> None:
        """The choice stands in the form, should it be refused once more."""
        self.form.show_record(chosen)
        self._base = self._theirs
        self._keep(chosen)


def narrow(form: QWidget) -> QWidget:
    """The form in one column, not wider than is good to read."""
    form.setMaximumWidth(900)
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(form)
    column.addStretch(1)
    return holder
