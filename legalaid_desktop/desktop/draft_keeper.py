"""Keeps what is typed in the forms on screen, encrypted in the office, until it is saved."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from legalaid_desktop.desktop.drafts import Typed, packed, unpacked
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.domain.errors import LegalAidError

EVERY = 3000
"""Milliseconds between two looks at the forms."""

Key = tuple[str, int]


@dataclass(slots=True, eq=False)
class _Form:
    """A form on screen; ``read`` gives what is typed and not saved, None for nothing."""

    owner: QWidget
    name: str
    record: Callable[[], int]
    read: Callable[[], Typed | None]

    @property
    def key(self) -> Key:
        return self.name, self.record()

    @property
    def is_shown(self) -> bool:
        if not isValid(self.owner):
            return False
        return self.owner.isWindow() or self.owner.isVisibleTo(self.owner.window())


class DraftKeeper(QObject):
    """Looks at the forms every three seconds and keeps what has changed.

    Args:
        office: whose ``drafts`` keep it; an office without them keeps nothing.
        jobs: the worker that writes.

    Signals:
        changed: other drafts are to be offered.
    """

    changed = Signal()

    def __init__(self, office: Any, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._drafts = getattr(office, "drafts", None)
        self._jobs = jobs
        self._forms: list[_Form] = []
        self._known: dict[Key, Draft] = {}
        self._earlier: set[Key] = set()
        self._live: set[Key] = set()
        self._failed: set[Key] = set()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)
        self._is_over = self._drafts is None

    def start(self) -> None:
        """Reads the drafts of before, and begins to look."""
        if self._drafts is not None:
            drafts = self._drafts
            self._jobs.run(lambda _progress, _cancelled: drafts.mine(), self._found, _never_mind)
            self._timer.start(EVERY)

    @property
    def offered(self) -> list[Draft]:
        """What was typed before the office was opened and is not taken up yet, newest first."""
        return [draft for key, draft in self._known.items() if key in self._earlier]

    def watch(
        self,
        owner: QWidget,
        name: str,
        record: Callable[[], int],
        read: Callable[[], Typed | None],
    ) -> None:
        """Keeps what is typed in a form for as long as it is on screen."""
        self._forms.append(_Form(owner, name, record, read))

    def unwatch(self, owner: QWidget) -> None:
        """Looks at a form for the last time."""
        for form in [one for one in self._forms if one.owner is owner]:
            self._look_at(form)
            self._forms.remove(form)

    def take(self, name: str, record: int) -> Typed | None:
        """What was typed there before, now in the hands of the form that asks; None for nothing."""
        draft = self._known.get((name, record))
        if draft is None:
            return None
        self._live.add((name, record))
        self._taken_up((name, record))
        return unpacked(draft.values)

    def saved_at(self, name: str, record: int) -> datetime | None:
        """When it was typed."""
        draft = self._known.get((name, record))
        return draft.saved_at if draft else None

    def keep(self, name: str, record: int, typed: Typed) -> None:
        """Keeps what is typed in a form that goes off the screen."""
        self._live.add((name, record))
        self._keep(Draft(form=name, record=record, values=packed(typed)))

    def done(self, name: str, record: int) -> None:
        """Forgets what was typed: it is saved, or not wanted."""
        key = (name, record)
        self._live.discard(key)
        kept = self._known.pop(key, None) is not None or key in self._failed
        self._failed.discard(key)
        if kept and not self._is_over:
            self._run(partial(self._drafts.discard, name, record), key)  # type: ignore[union-attr] # there are some
        self._taken_up(key)

    def look(self) -> None:
        """Keeps what has changed in the forms on screen since the last look."""
        self._forms = [form for form in self._forms if isValid(form.owner)]
        for form in self._forms:
            if form.is_shown:
                self._look_at(form)

    def look_at(self, owner: QWidget) -> None:
        """Keeps what has changed in one form, which is about to go off the screen."""
        for form in self._forms:
            if form.owner is owner:
                self._look_at(form)

    def finish(self) -> None:
        """Keeps everything a last time: the office is about to be locked."""
        self.look()
        self._timer.stop()
        self._is_over = True

    def forget(self) -> None:
        """Lets go of all that was typed; what comes now is not kept."""
        self._timer.stop()
        self._is_over = True
        self._forms.clear()
        self._known.clear()

    def _look_at(self, form: _Form) -> None:
        typed = form.read()
        if typed is not None:
            self.keep(*form.key, typed)
        elif form.key in self._live:
            self.done(*form.key)

    def _keep(self, draft: Draft) -> None:
        key = (draft.form, draft.record)
        known = self._known.get(key)
        if self._is_over or (known and known.values == draft.values):
            return
        self._known[key] = replace(draft, saved_at=known.saved_at if known else None)
        self._taken_up(key)
        self._run(partial(self._drafts.keep, draft), key)  # type: ignore[union-attr] # there are some

    def _run(self, work: Callable[[], object], key: Key) -> None:
        self._jobs.run(
            lambda _progress, _cancelled: work(), _nothing, partial(self._retry, key), lasting=True
        )

    def _retry(self, key: Key, _error: LegalAidError) -> None:
        """A full disk is said when the form is saved; until then each look tries again."""
        if self._known.pop(key, None) is not None:
            self._failed.add(key)

    def _found(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            key = (draft.form, draft.record)
            if key not in self._known:
                self._known[key] = draft
                self._earlier.add(key)
        self.changed.emit()

    def _taken_up(self, key: Key) -> None:
        if key in self._earlier:
            self._earlier.discard(key)
            self.changed.emit()


def _nothing(_answer: object) -> None:
    """It is kept; nobody need be told."""


def _never_mind(_error: LegalAidError) -> None:
    """Without the drafts of before one works all the same."""


def same(first: Typed, second: Typed) -> bool:
    """Whether two forms hold the same."""
    return json.dumps(packed(first)) == json.dumps(packed(second))
