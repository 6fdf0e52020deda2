"""The letters of a case: what came in and went out, and what waits for an answer."""

from collections.abc import Callable, Set
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, return_slips
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.letter_form import LetterDialog
from legalaid_desktop.desktop.notices import EmptyState
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.referrals import ReferralDialog
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.times import days_off
from legalaid_desktop.domain import correspondence, papers, referrals
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.referrals import OPEN
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import correspondence as labels
from legalaid_desktop.services import paper_kinds

ENTERED = N_("Entered in the register: {code}")
VOIDED = N_("The number stays in the register and is marked void.")
WHY_VOID = N_("Why is there no letter behind this number? The line stays in the register.")
_TO = ("receiver", "hospital", "addressee", "court", "body")
"""Fields of papers that say to whom they go."""


class CaseLetters(QWidget):
    """The letters of one case, the latest first."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._case_id = 0
        self._lines: list[LetterLine] = []
        self.flags = Flagging(self, frame)
        self.card = Card(N_("Letters"))
        self.came = Button(N_("A letter came in"), icon="inbox")
        self.came.clicked.connect(self.ask_came)
        self.goes = Button(N_("A letter goes out"), icon="share-2")
        self.goes.clicked.connect(self.ask_goes)
        for button in (self.came, self.goes):
            self.card.head.add_button(button)
            button.setVisible(may(frame, Act.EDIT))
        self.nothing = EmptyState(N_("No letter has come or gone in this case."), icon="inbox")
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_case(self, case_id: int) -> None:
        """Shows the letters of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads the letters again when they are concerned; no kinds at all means all."""
        if not self._case_id or (
            changes and not changes & {Change.LETTER, Change.PAPER, Change.TASK}
        ):
            return
        office, today = self._frame.office, self._frame.office.today.day()
        self._lines = office.correspondence.of_case(self._case_id)
        waiting: list[Paper] = office.correspondence.waiting_papers(self._case_id)
        rows = [self._paper_row(one) for one in waiting]
        self.flags.read(self._case_id)
        rows += [self._letter_row(one, today) for one in self._lines]
        self.card.set_rows(rows)
        self.nothing.setVisible(not rows)

    def _letter_row(self, line: LetterLine, today: date) -> Row:
        row, letter = letter_row(line, today), line.letter
        edits = may(self._frame, Act.EDIT) and letter is not None and not letter.void_why
        if letter and edits and referrals.state(letter.referral) in OPEN:
            answer = Button(N_("What became of it …"))
            answer.clicked.connect(partial(self._ask_referral, letter))
            row.add_button(answer)
        if letter and letter.referral and not letter.void_why and may(self._frame, Act.EXPORT):
            slip = Button(N_("Return slip …"), icon="printer", kind="plain")
            slip.clicked.connect(partial(return_slips.ask, self, self._frame, letter))
            row.add_button(slip)
        return self.flags.mark(row, RecordKind.LETTER, letter.id) if letter else row

    def _ask_referral(self, letter: Letter) -> None:
        ReferralDialog(self, self._frame, letter).open()

    def ask_came(self) -> None:
        """Asks about a letter that came in."""
        self._ask(self._new(Direction.IN))

    def ask_goes(self) -> None:
        """Asks about a letter that goes out."""
        self._ask(self._new(Direction.OUT))

    def _new(self, direction: Direction) -> Letter:
        day = self._frame.office.today.day()
        return Letter(
            case_id=self._case_id, direction=direction, on=day, correspondent="", subject=""
        )

    def _ask(self, letter: Letter) -> None:
        dialog = LetterDialog(self, self._frame, letter, self._lines)
        if letter.id is None and letter.paper_id is None:
            form = f"letter_{letter.direction}"
            dialog.keep_in(self._frame.drafts, form, self._case_id)
        dialog.saved.connect(self._said)
        dialog.voided.connect(partial(ask_void, self, self._frame, letter))
        dialog.open()

    def _open(self, key: object) -> None:
        found = next(
            (one.letter for one in self._lines if one.letter and one.letter.id == key), None
        )
        if found is not None and may(self._frame, Act.EDIT):
            self._ask(found)

    def _said(self, letter: Letter) -> None:
        code = labels.sign(letter.direction, correspondence.code(letter), i18n.current())
        self._frame.toast(ENTERED, code=code)

    def _paper_row(self, paper: Paper) -> Row:
        language = i18n.current()
        kind = paper_kinds.kind(paper.kind)
        said = filled(N_("Issued under {number}, not in the register yet"), number=paper.number)
        row = Row(kind.title.of(language), said)
        if may(self._frame, Act.EDIT):
            enter = Button(N_("Enter in the register"), icon="plus")
            enter.clicked.connect(partial(self._enter, paper))
            row.add_button(enter)
        return row

    def _enter(self, paper: Paper) -> None:
        """The form for a paper that was issued, filled in as far as the paper tells."""
        language = paper.language if paper.language != "both" else "lo"
        keys = [f"{name}_{language}" for name in _TO] + list(_TO)
        to = next(filter(None, (papers.value(paper, key) for key in keys)), "")
        letter = Letter(
            case_id=paper.case_id,
            direction=Direction.OUT,
            on=self._frame.office.today.day(),
            dated_on=paper.dated_on,
            correspondent=to,
            subject=f"{paper_kinds.kind(paper.kind).title.of(language)} {paper.number}".strip(),
            paper_id=paper.id,
        )
        self._ask(letter)


def ask_void(parent: QWidget, frame: Frame, letter: Letter) -> None:
    """Asks why there is no letter behind a number, and marks it."""

    def void(why: str) -> None:
        try:
            frame.office.correspondence.void(letter.id, why)
        except LegalAidError as problem:
            dialogs.tell(parent, problem)
            return
        frame.toast(VOIDED)

    mark: Callable[[str], None] = void
    dialogs.ask_reason(parent, WHY_VOID, N_("Mark as void"), mark)


def letter_row(line: LetterLine, today: date) -> Row:
    """A letter with its number, who, how and what became of it."""
    letter, language = line.letter, i18n.current()
    if letter is None:
        return Row(str(line.number), labels.about(line, language))
    day = i18n.date_short(letter.on, language)
    about = (letter.correspondent, day, filled(labels.WAYS[letter.way]), letter.their_number)
    said = " · ".join(filter(None, (*about, labels.fate(line, language))))
    title = f"{labels.full_code(line, language)} · {letter.subject}"
    return Row(title, said, _chip(line, today), key=letter.id)


def _chip(line: LetterLine, today: date) -> Chip:
    letter = line.letter
    if letter is not None and letter.void_why:
        return Chip(N_("void"), "neutral")
    if letter is not None and letter.answer_by and correspondence.is_waiting(line):
        kind = "urgent" if letter.answer_by < today else "attention"
        return Chip(N_("answer {when}"), kind, when=days_off(letter.answer_by, today))
    came = letter is not None and letter.direction is Direction.IN
    return Chip(N_("came in") if came else N_("went out"), "info")
