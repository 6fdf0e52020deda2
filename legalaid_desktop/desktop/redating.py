"""A hearing or a step on another day: what runs from it, before and after, answered by a person."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, undoing
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.changed_days import ChangedDays
from legalaid_desktop.desktop.dialogs import Dialog
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.texts import Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue, LegalAidError
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import families
from legalaid_desktop.labels import redating as labels
from legalaid_desktop.services.redating import Waiting

LEFT = N_(
    "Nothing has moved yet. Until this is answered, the deadlines stay on their days and say that "
    "they are counted from the day before."
)
GONE = N_(
    "It lies in the bin. Take it out again there, or say why the deadlines that run from it stay."
)
PERHAPS = N_("May run from it as well: look yourself")
OLD_DAY = N_("counted from the old day")
ANSWERED = N_("It is counted from the new day.")


class RedateDialog(Dialog):
    """Shows what would move since an entry of the story stands on another day, and asks.

    Signals:
        answered: (deadlines) what was decided is kept.
    """

    answered = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        frame: Frame,
        waiting: Sequence[Waiting],
        doubtful: Sequence[Deadline] = (),
    ) -> None:
        super().__init__(
            parent,
            N_("Another day: what runs from it?"),
            accept=N_("Count from the new day") if waiting else "",
            cancel=N_("Later") if waiting else N_("Close"),
        )
        self.setMinimumWidth(760)
        self._office, self._waiting = frame.office, waiting
        self.days = ChangedDays()
        self.perhaps = Card(PERHAPS)
        known = frame.office.office_events.known()
        for one in waiting:
            for role, told in (
                ("title", families.called(one.trigger.event, known, i18n.current())),
                ("strong", labels.days(one.trigger, one.entry, i18n.current())),
            ):
                line = Text(role=role, wrap=True)
                line.show_text(told)
                self.body.addWidget(line)
        self._lay_out(doubtful)

    def accept(self) -> None:
        """Keeps what was decided, or says at its field what is missing."""
        if not self._waiting:
            self.reject()
            return
        try:
            kept = self._office.redating.answer(
                self._waiting, self.days.accepted(), self.days.again(), self.days.reason.value()
            )
        except InvalidValue as problem:
            self.days.reason.show_error(problem)
            return
        except LegalAidError as problem:
            dialogs.tell(self, problem)
            return
        super().accept()
        self.answered.emit(kept)

    def _lay_out(self, doubtful: Sequence[Deadline]) -> None:
        gone = any(one.entry is None for one in self._waiting)
        if self._waiting:
            self.body.addWidget(
                InlineBanner(GONE if gone else LEFT, "attention" if gone else "info")
            )
            self.body.addWidget(self.days)
        settled = [one for each in self._waiting for one in each.settled]
        self.days.show_counted([one.recounted for one in self._waiting], settled)
        self.days.reason.setVisible(self.days.reason.isVisibleTo(self) or gone)
        self.days.hint.setVisible(self.days.hint.isVisibleTo(self) and not gone and not settled)
        self.perhaps.set_rows([_doubtful_row(one) for one in doubtful])
        self.perhaps.setVisible(bool(doubtful))
        self.body.addWidget(self.perhaps)
        self.body.addStretch(1)
        self.accept_button.setVisible(bool(self._waiting))


class CaseRedating(Card):
    """What is counted from a former day in one case, until somebody answers."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(N_("Counted from the day before"))
        self._frame, self._case_id = frame, 0
        self._known: dict[int, Waiting] = {}
        self.opened.connect(self._ask)
        self.hide()

    @property
    def behind(self) -> frozenset[int]:
        """The open deadlines that stand where a former day put them."""
        return frozenset(
            one.move.deadline_id for each in self._known.values() for one in each.recounted.moved
        )

    def show_case(self, case_id: int) -> None:
        """Reads what waits in that case; hidden where nothing does."""
        self._case_id = case_id
        found = self._frame.office.redating.waiting(case_id)
        self._known = {one.trigger.id or 0: one for one in found}
        known = self._frame.office.office_events.known() if found else {}
        decides = may(self._frame, Act.EDIT)
        self.set_rows([waiting_row(one, known, decides=decides) for one in found])
        self.setVisible(bool(found))

    def _ask(self, key: object) -> None:
        known = self._known.get(key) if isinstance(key, int) else None
        if known is not None:
            show(self, self._frame, [known])


def waiting_row(one: Waiting, events: Mapping[str, TriggerEvent], *, decides: bool) -> Row:
    """An event whose entry stands on another day, and how much hangs on it.

    Args:
        decides: whether a click asks.
    """
    language = i18n.current()
    count = len(one.recounted.moved) + len(one.recounted.uncounted)
    told = ngettext("{count} deadline would move", "{count} deadlines would move", count)
    said = [
        labels.days(one.trigger, one.entry, language),
        told.format(count=count) if count else "",
    ]
    key = one.trigger.id if decides else None
    return Row(
        families.called(one.trigger.event, events, language),
        "\n".join(filter(None, said)),
        Chip(N_("decide"), "attention"),
        key=key,
    )


def after(parent: QWidget, frame: Frame, before: Event, entry: Event) -> RedateDialog | None:
    """Asks what becomes of what runs from an entry that stands on another day, if at all."""
    if (before.on, before.at) == (entry.on, entry.at):
        return None
    redating = frame.office.redating
    waiting = redating.waiting(entry.case_id, entry.id)
    doubtful = redating.doubtful(entry, before.on)
    return show(parent, frame, waiting, doubtful) if waiting or doubtful else None


def of_entry(parent: QWidget, frame: Frame, entry: Event) -> RedateDialog | None:
    """The same for a hearing with which another one goes on."""
    waiting = frame.office.redating.waiting(entry.case_id, entry.id)
    return show(parent, frame, waiting) if waiting else None


def show(
    parent: QWidget, frame: Frame, waiting: Sequence[Waiting], doubtful: Sequence[Deadline] = ()
) -> RedateDialog:
    """Opens the question, and says afterwards what was done, with a way back."""
    dialog = RedateDialog(parent, frame, waiting, doubtful)
    dialog.answered.connect(partial(_said, frame))
    dialog.open()
    return dialog


def _said(frame: Frame, kept: object) -> None:
    del kept
    undoing.said_together(frame, ANSWERED)


def _doubtful_row(one: Deadline) -> Row:
    language = i18n.current()
    told = filled(
        N_("Counted from {day}; safe last day {safe}"),
        day=i18n.date_full(one.trigger_on, language),
        safe=i18n.date_full(one.safe_on, language),
    )
    return Row(one.title(language), told)
