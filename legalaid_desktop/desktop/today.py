"""The start page: what needs attention, the most urgent first, with the reason beside it."""

from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox

from legalaid_desktop import i18n
from legalaid_desktop.desktop import declarations, dialogs, today_rows
from legalaid_desktop.desktop.backups import rows_for_today
from legalaid_desktop.desktop.cards import Card, PageHeader, Row, columns, scrolled
from legalaid_desktop.desktop.conflicts import conflict_row
from legalaid_desktop.desktop.declarations import asked_row
from legalaid_desktop.desktop.digests import DIGEST, DigestSheet
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.piecework import Piecework
from legalaid_desktop.desktop.recovery_banner import RecoveryBanner
from legalaid_desktop.desktop.tasks import office_task_row
from legalaid_desktop.desktop.texts import Button, Text, filled, shown
from legalaid_desktop.desktop.untold import proposal_row, unentered_row
from legalaid_desktop.desktop.waiting import waiting_row
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.backups import Freshness
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, LegalAidError, NotAllowed
from legalaid_desktop.domain.teams import Told
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import backups as labels_of_backups
from legalaid_desktop.services.backups import Overview
from legalaid_desktop.services.today import Today

SHOWN = 7
"""At most so many rows a card; a last row says how many more there are."""
_MORE = "more"
CLOCK = N_(
    "The clock of this computer is behind: the last entry was made at {moment}. Set the clock "
    "first: deadlines are counted from the wrong day."
)


class TodayPage(Page):
    """Deadlines, hearings, unanswered offers, drafts, cases with nothing pending."""

    name = "today"
    title_message = N_("Today")
    icon = "sun"
    _counting = _reading = _again = False
    _lacking: int | None = None
    _redated = _shipped = 0

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.head = PageHeader()
        self._make_buttons()
        self.first = EmptyState(
            N_(
                "Nothing here yet. Enter the office's letterhead and its lawyers on the page "
                "Office, then begin with the person who asks for help."
            ),
            N_("New intake"),
            icon="user-plus",
        )
        self.first.asked.connect(self._begin)
        self._shown, self.pieces = dict[Card, object](), Piecework(self)
        self.clock = _hidden_alarm()
        self.deadlines = Card(N_("Deadlines"), N_("next 30 days"))
        self._make_desk()
        self.mine = QCheckBox()
        self.mine.toggled.connect(self._only_mine)
        self.deadlines.head.add_button(self.mine)
        self._make_work()
        self.hearings = Card(N_("Hearings"), N_("next 30 days"))
        self.idle = Card(N_("Nothing pending"), N_("look again"))
        self.backup = Card(labels_of_backups.AGE)
        self.backup.opened.connect(self._to_backups)
        self.notices = Card(N_("You should know"))
        self.noted = Button(N_("I have read it"), icon="check")
        self.noted.clicked.connect(self._see)
        self.notices.head.add_button(self.noted)
        self.asked = Card(N_("Offered to you"), N_("the file opens after your declaration"))
        self.asked.opened.connect(self._declare)
        self.offers = Card(N_("Waiting for an answer"), N_("assignments"))
        self.drafts = Card(N_("Waiting for a signature"), N_("papers"))
        self._place_cards()
        self._make_empty_states()
        self.recovery = RecoveryBanner(frame)
        self._lay_out()

    def _make_buttons(self) -> None:
        self.digest = self.head.add_button(Button(DIGEST, icon="printer"))
        self.digest.clicked.connect(self._print_digest)
        self.digest.setVisible(may(self.frame, Act.EXPORT))
        self.intake = self.head.add_button(Button(N_("New intake"), icon="plus", kind="primary"))
        self.intake.clicked.connect(self._begin)

    def _make_empty_states(self) -> None:
        self.no_deadline = Text(N_("No deadline in the next 30 days."), role="dim", wrap=True)
        self.no_offer = Text(N_("Every offer is answered."), role="dim", wrap=True)
        self.no_draft = Text(N_("No draft waits for a signature."), role="dim", wrap=True)

    def _place_cards(self) -> None:
        left = [
            self.first,
            self.held,
            self.waiting,
            self.unentered,
            self.looks,
            self.unseen,
            self.deadlines,
            self.hearings,
            self.clocks,
            self.targets,
            self.tasks,
            self.idle,
        ]
        right = [self.notices, self.table, self.asked, self.conflicts, self.backup, self.closings]
        right += [self.proposals, self.offers, self.drafts, self.letters]
        self.cards = columns((left, 6), (right, 5))
        for card in (
            self.held,
            self.hearings,
            self.idle,
            self.offers,
            self.drafts,
            self.notices,
            self.tasks,
            self.letters,
            self.conflicts,
        ):
            card.opened.connect(self._open)

    def _make_desk(self) -> None:
        """What the desk keeps apart from the deadlines of ours, and what somebody must look at."""
        self.clocks = Card(N_("Clocks of authorities"), N_("watched, next 30 days"))
        self.targets = Card(N_("Targets of the office"), N_("next 30 days"))
        self.looks = Card(N_("Waits for a second look"), N_("not by who asked"))
        self.unseen = Card(N_("Not seen"), N_("who answers for it has not looked"))
        for card in (self.deadlines, self.clocks, self.targets, self.looks, self.unseen):
            card.opened.connect(self._open_deadline)

    def _make_work(self) -> None:
        self.table = Card(N_("Holidays and rules"))
        self.table.opened.connect(self._to_table)
        self.held = Card(N_("In custody"), N_("hours until now"))
        self.waiting = Card(N_("Waiting for a decision"), N_("most urgent first"))
        self.waiting.opened.connect(self._open_waiting)
        self.tasks = Card(N_("Your tasks"))
        self.conflicts = Card(N_("Possible conflicts"), N_("answer before the office advises"))
        self.closings = Card(N_("Waiting for approval"), N_("closings"))
        self.closings.opened.connect(self._to_closing)
        self.letters = Card(N_("Answers that are expected"))
        self.unentered = Card(N_("Told in the first talk, watched nowhere"))
        self.unentered.opened.connect(self._open)
        self.proposals = Card(N_("Proposed on legal aid"), N_("for the head of the office"))
        self.proposals.opened.connect(self._open)

    def _lay_out(self) -> None:
        for card, nothing in (
            (self.deadlines, self.no_deadline),
            (self.offers, self.no_offer),
            (self.drafts, self.no_draft),
        ):
            nothing.setContentsMargins(18, 14, 18, 16)
            card.add(nothing, margins=False)
        self._nothing = {
            self.deadlines: self.no_deadline,
            self.offers: self.no_offer,
            self.drafts: self.no_draft,
        }
        self._acts = {self.closings: Act.APPROVE, self.proposals: Act.DECIDE}
        self.first.hide()
        self.cards.hide()  # until the first look: nobody shall take it for an empty day
        self._arrange()

    def _arrange(self) -> None:
        self.column.addWidget(self.head)
        self.column.addWidget(self.clock)
        self.column.addWidget(self.recovery)
        self.column.addWidget(self.first, 1)
        self.column.addWidget(scrolled(self.cards), 1)

    def _print_digest(self) -> None:
        DigestSheet(self, self.frame).offer()

    def show_record(self, key: object | None) -> None:
        """Looks at the files."""
        del key
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Looks at the files again, in the worker; what comes in meanwhile is looked at once."""
        del changes
        self._again = self._reading
        if not self._reading:
            self._reading = True
            work = partial(_look, self.frame.office, self.mine.isChecked())
            self.frame.jobs.run(work, self._show, self._failed)

    @property
    def busy(self) -> bool:
        """Whether it reads, or makes its rows."""
        return self._reading or self.pieces.busy

    def _show(self, looked: "_Looked") -> None:
        self._reading = False
        if self._again:  # something changed while it was read
            self.reload(frozenset())
            return
        found = looked.found
        self.mine.setText(shown(filled(N_("only mine"))))
        self.head.title.show_text(i18n.date_full(found.day, i18n.current()))
        self.head.subtitle.show_text(today_rows.summary(found.deadline_count, len(found.hearings)))
        self.recovery.look()
        self._say_clock(found.behind)
        self._say_notices(looked.told)
        self._say_backup(looked.backups)
        told = looked.told or looked.backups.failure or found.waiting or found.asked
        due = (found.deadlines, found.hearings, found.idle, found.offers, found.drafts)
        fresh = looked.is_empty and not told and not any(due)
        self.first.setVisible(fresh)
        self.cards.setVisible(not fresh)
        self.pieces.begin(self._fillings(found))
        self._lacking, self._shipped = found.lacking, found.shipped
        self._redated = found.redated
        if not self._counting:
            self._counting = True
            moves = self.frame.office.moves
            self.frame.jobs.run(lambda _on, _stop: moves.count(), self._say_moves, self._drop)

    def _failed(self, problem: LegalAidError) -> None:
        self._reading = False
        if not isinstance(problem, NotAllowed | Cancelled):  # a closed account is told elsewhere
            dialogs.tell(self, problem)

    def _fillings(self, found: Today) -> Iterator[Callable[[], object]]:
        """What fills the cards, one after the other."""
        due_row = partial(today_rows.due_row, found.names)
        for card, things, count, row in (
            (self.held, found.custodies, None, today_rows.held_row),
            (self.waiting, _each(found.waiting), found.waiting_count, waiting_row),
            (self.unentered, found.unentered, None, unentered_row),
            (self.looks, found.second_looks, None, due_row),
            (self.unseen, found.unseen, None, due_row),
            (self.deadlines, found.deadlines, found.deadline_count, due_row),
            (self.hearings, found.hearings, None, today_rows.hearing_row),
            (self.asked, _each(found.asked), None, asked_row),
            (self.conflicts, _each(found.conflicts), None, conflict_row),
            (self.closings, found.closings, None, today_rows.closing_row),
            (self.proposals, found.proposals, None, proposal_row),
            (self.offers, found.offers, None, today_rows.offer_row),
            (self.drafts, found.drafts, None, today_rows.draft_row),
            (self.letters, found.letters, None, today_rows.letter_row),
            (self.clocks, found.clocks, found.clock_count, due_row),
            (self.targets, found.targets, found.target_count, due_row),
            (self.tasks, _each(found.tasks), None, office_task_row),
            (self.idle, found.idle, found.idle_count, today_rows.idle_row),
        ):
            told = len(things) if count is None else count
            yield partial(self._fill, card, tuple(things[:SHOWN]), told, row, found.day)

    def _only_mine(self) -> None:
        self.reload(frozenset())

    def _fill(
        self,
        card: Card,
        things: tuple[tuple[Any, ...], ...],
        count: int,
        row: Callable[..., Row],
        today: date,
    ) -> None:
        """Makes the rows again if anything in them may have changed: that is what takes long.

        A card without anything is there only if it has a sentence for that.
        """
        shown = (things, count, today, i18n.current())
        if self._shown.get(card) != shown:
            self._shown[card] = shown
            card.set_rows([*(row(*thing, today) for thing in things), *_rest(count)])
        nothing, act = self._nothing.get(card), self._acts.get(card)
        if nothing is not None:
            nothing.setVisible(not things)
        else:
            card.setVisible(bool(things) and (act is None or may(self.frame, act)))

    def _say_clock(self, behind: datetime | None) -> None:
        """Deadlines are counted from what the clock says."""
        self.clock.setVisible(behind is not None)
        if behind is not None:
            self.clock.show_text(filled(CLOCK, moment=i18n.moment(behind, i18n.current())))

    def _say_moves(self, count: int) -> None:
        self._counting = False
        rows = [
            *today_rows.redated_rows(self._redated),
            *today_rows.moving_rows(count),
            *today_rows.lacking_rows(self._lacking),
            *today_rows.shipped_rows(self._shipped),
        ]
        self.table.setVisible(bool(rows))
        self.table.set_rows(rows)

    def _drop(self, problem: LegalAidError) -> None:
        """The page goes without that line; the page of moves says what is wrong."""
        del problem
        self._say_moves(0)

    def _to_table(self, key: object) -> None:
        if key == today_rows.MOVES:
            self.frame.go("moves")
        else:
            self.frame.go("office", key)

    def _say_notices(self, told: Sequence[Told]) -> None:
        self.notices.setVisible(bool(told))
        self.notices.set_rows([today_rows.notice_row(one) for one in told])

    def _see(self) -> None:
        self.frame.office.teams.see_notices()

    def _say_backup(self, found: Overview) -> None:
        """Only when it is worrying: a backup that is fresh needs nobody's eye."""
        old = found.freshness is not Freshness.GOOD
        self.backup.setVisible(old or found.failure is not None)
        self.backup.set_rows(rows_for_today(found))

    def _to_backups(self, key: object) -> None:
        self.frame.go("office", key)

    def _declare(self, key: object) -> None:
        if isinstance(key, Assignment):
            declarations.ask(self, self.frame, key)

    def _to_closing(self, key: object) -> None:
        self.frame.go("closing", key)

    def _open(self, key: object) -> None:
        if key == _MORE:
            self.frame.go("cases")
        else:
            self.frame.go("case", key)

    def _open_deadline(self, key: object) -> None:
        if key == _MORE:
            self.frame.go("calendar", "lists")
        else:
            self.frame.go("case", (key, "deadlines"))

    def _open_waiting(self, key: object) -> None:
        if key == _MORE:
            self.frame.go("waiting")
        else:
            self.frame.go("case", key)

    def _begin(self) -> None:
        self.frame.go("intake")


@dataclass(frozen=True, slots=True)
class _Looked:
    """The page as the worker has read it."""

    found: Today
    told: Sequence[Told]
    backups: Overview
    is_empty: bool


def _look(office: Any, mine: bool, _progress: object, _cancelled: object) -> _Looked:
    return _Looked(
        found=office.today.look(SHOWN, mine=mine),
        told=office.teams.notices(),
        backups=office.backups.overview(),
        is_empty=not office.cases.page(limit=1).lines,
    )


def _each(things: tuple[Any, ...]) -> tuple[tuple[Any], ...]:
    return tuple((one,) for one in things)


def _rest(count: int) -> list[Row]:
    more = count - SHOWN
    if more <= 0:
        return []
    told = ngettext("{count} more in the list of cases", "{count} more in the list of cases", more)
    return [Row(told.format(count=more), key=_MORE)]


def _hidden_alarm() -> Text:
    made = Text(role="error", wrap=True)
    made.hide()
    return made
