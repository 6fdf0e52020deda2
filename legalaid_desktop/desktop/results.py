"""The page of all that a search finds: by kind, the newest or the best first, page by page."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import finding
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.search import Asked
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.search import Found, Kind, Order, Progress
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import search as labels

EACH = 8
AGAIN = 2_000
"""Milliseconds between two looks at an index that is not complete."""
EVERYTHING = N_("Everything")
RECENT = N_("What you looked at lately. Type a name, a number, or words of a note.")
NOTHING_YET = N_("Type a name, a number, or words of a note or a paper.")
NOTHING = N_(
    "Nothing found. Try fewer words or only their beginnings, a name in the other script, or a "
    "number without its letters. What you may not see is not found."
)
INCOMPLETE = N_("Not everything can be found yet: {what}.")


@dataclass(frozen=True, slots=True)
class More:
    """That there is more of a kind than the overview shows."""

    kind: Kind


Row = Found | More


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked: the words, the kind (nothing for all), and which come first."""

    text: str
    kind: Kind | None
    order: Order


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: rows, where the next begin, and what cannot be found yet."""

    wanted: Wanted
    rows: tuple[Row, ...]
    after: Any
    progress: Progress | None = None


class ResultsPage(Page):
    """All that was found; what is typed here asks again."""

    name = "search"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._key: object = None
        self._wanted = Wanted("", None, Order.NEWEST)
        self.filter = FilterLine(N_("A name, a number, words of a note or a paper"))
        self.filter.asked.connect(self._ask)
        self.kind, self.order = QComboBox(), QComboBox()
        self.banner = InlineBanner()
        self.table = RecordTable(
            [
                Column(title=N_("Found"), cell=_what),
                Column(title=N_("Kind"), cell=_kind, width=17),
                Column(title=N_("Day"), cell=_day, width=17),
            ],
            empty=NOTHING_YET,
        )
        self.table.opened.connect(self._open)
        self._again = Pause(self, AGAIN, self._look_again)
        self._lay_out()
        self._speak()
        for box in (self.kind, self.order):
            box.currentIndexChanged.connect(self._ask)

    def _lay_out(self) -> None:
        across = QHBoxLayout()
        across.setSpacing(8)
        across.addWidget(self.filter, 3)
        for name, box in (("kind", self.kind), ("order", self.order)):
            box.setObjectName(name)
            box.setMinimumContentsLength(10)
            policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            box.setSizeAdjustPolicy(policy)
            across.addWidget(box, 1)
        across.addStretch(1)
        self.column.addWidget(PageHeader(N_("Search")))
        self.column.addLayout(across)
        self.column.addWidget(self.banner)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Looks for what was asked; coming back finds everything as it was left."""
        if key is self._key and key is not None:
            self.table.setFocus()
            return
        self._key = key
        self.kind.setCurrentIndex(0)
        self.filter.setText(key.text if isinstance(key, Asked) else "")
        self.filter.setFocus()
        self._ask()

    def reload(self, changes: Set[Change]) -> None:
        """Looks again: anything may be found."""
        if changes:
            self._ask()

    def changeEvent(self, event: QEvent) -> None:
        """Says the choices in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        kinds = ((EVERYTHING, None), *((said, kind) for kind, said in labels.KINDS.items()))
        orders = ((said, order) for order, said in labels.ORDERS.items())
        for box, name, choices in (
            (self.kind, N_("Kind"), kinds),
            (self.order, N_("Order"), orders),
        ):
            chosen = max(0, box.currentIndex())
            box.blockSignals(True)
            box.clear()
            for said, value in choices:
                box.addItem(filled(said), value)
            box.setCurrentIndex(chosen)
            box.blockSignals(False)
            box.setAccessibleName(filled(name))

    def _ask(self) -> None:
        chosen = self.kind.currentData()  # Qt gives back plain texts
        kind, order = Kind(chosen) if chosen else None, Order(self.order.currentData())
        self._wanted = Wanted(self.filter.wanted(), kind, order)
        self.order.setEnabled(kind is not None)
        self._run(None)

    def _run(self, after: Any) -> None:
        search, wanted = self.frame.office.search, self._wanted

        def look(_progress: object, _cancelled: object) -> Answer:
            return _answer(search, wanted, after)

        self.frame.jobs.run(look, self._show if after is None else self._add, self._failed)

    def _show(self, answer: Answer) -> None:
        if answer.wanted != self._wanted:
            return  # another letter was typed meanwhile

        def source(after: Any) -> Slice:
            if after is None:
                return Slice(records=answer.rows, after=answer.after)
            self._run(after)  # comes in a moment
            return Slice(records=(), after=None)

        self.table.empty.sentence.say(NOTHING if answer.wanted.text else NOTHING_YET)
        self.table.show_records(source)
        self._say(answer)

    def _add(self, answer: Answer) -> None:
        if answer.wanted == self._wanted:
            self.table.model.add(Slice(records=answer.rows, after=answer.after))

    def _say(self, answer: Answer) -> None:
        missing = finding.waits(answer.progress) if answer.progress else ""
        if missing:
            self.banner.say(INCOMPLETE, "info", what=missing)
            self._again.start()
        elif answer.rows and not answer.wanted.text:
            self.banner.say(RECENT, "neutral")
        else:
            self.banner.hide()

    def _look_again(self) -> None:
        if self.isVisible():
            self._ask()

    def _failed(self, _error: LegalAidError) -> None:
        """What was found stays."""

    def _open(self, row: Row) -> None:
        if isinstance(row, More):
            self.kind.setCurrentIndex(self.kind.findData(row.kind))
        else:
            self.frame.go(*finding.place(row))


def _answer(search: Any, wanted: Wanted, after: Any) -> Answer:
    """Runs in the worker."""
    if not wanted.text:
        return Answer(wanted, tuple(search.recent()), None, search.progress())
    if wanted.kind is None:
        return Answer(wanted, tuple(_overview(search, wanted)), None, search.progress())
    page = search.page(wanted.text, wanted.kind, after, order=wanted.order)
    progress = search.progress() if after is None else None
    return Answer(wanted, page.lines, page.next, progress)


def _overview(search: Any, wanted: Wanted) -> list[Row]:
    rows: list[Row] = []
    for kind, page in search.find(wanted.text, each=EACH).items():
        rows += page.lines
        rows += [More(kind)] if page.next else []
    return rows


def _what(row: Row) -> Cell:
    if isinstance(row, More):
        said = filled(labels.KINDS[row.kind])
        return Cell(text=filled(N_("Show all: {kind}"), kind=said), icon="chevron-right")
    return finding.cell(row)


def _kind(row: Row) -> Cell:
    if isinstance(row, More):
        return Cell()
    return Cell(reason=labels.kind(row, i18n.current()))


def _day(row: Row) -> Cell:
    day = None if isinstance(row, More) else labels.day(row)
    return Cell(text=i18n.date_long(day, i18n.current()) if day else "")
