"""The register of letters: numbers given one after the other, in and out, year by year."""

from collections.abc import Sequence
from dataclasses import replace

from legalaid_desktop.domain import checks, correspondence
from legalaid_desktop.domain.access import Scope
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import paper_kinds
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import visibility

ENTERED = N_("This paper is in the register already.")
OFFICE_ONLY = N_("Letters that belong to no case are entered by the staff of the office.")


class Correspondence:
    """The letters of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, letter: Letter) -> Letter:
        """Keeps a letter; a new one gets the next number of its series.

        Number, series and case of a known one stay.

        Raises:
            InvalidValue: nothing was kept, and no number given.
            Refused: its paper is in the register already.
        """
        clean = correspondence.checked(letter, self._desk.today())
        with self._desk.writing() as session:
            if clean.id is not None:
                return stored.save(session, _kept(clean, stored.get(session, clean.id)))
            _require_place(session, clean)
            year = clean.on.year
            number = stored_offices.next_number(
                session, correspondence.series(clean.direction, year)
            )
            return stored.save(session, replace(clean, year=year, number=number))

    def void(self, letter_id: int, why: str) -> Letter:
        """Says why there is no letter behind a number; the line stays in the register."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored.get(session, letter_id)
            return stored.save(session, replace(known, void_why=reason), reason)

    def of_case(self, case_id: int) -> list[LetterLine]:
        """The letters of a case, the latest first."""
        with self._desk.reading(case=case_id) as session:
            return lines(session, stored.of_case(session, case_id))

    def register(self, direction: Direction, year: int) -> list[LetterLine]:
        """Every number of a year: also those of letters that are hidden or destroyed."""
        with self._desk.reading() as session:
            return register(session, direction, year)

    def waiting_papers(self, case_id: int) -> list[Paper]:
        """The papers that the office issued to others and that are not in the register."""
        with self._desk.reading(case=case_id) as session:
            entered = stored.papers_entered(session, case_id)
            found = stored_papers.of_case(session, case_id)
        return [one for one in found if _goes_out(one) and one.id not in entered]


def lines(session: Session, found: Sequence[Letter]) -> list[LetterLine]:
    """The letters with their cases and what answers them, read in the caller's transaction."""
    known = stored_cases.several(session, {one.case_id for one in found if one.case_id})
    answered = stored.answers(session, [one.id or 0 for one in found])
    return [
        LetterLine(
            number=one.number,
            letter=one,
            case=known.get(one.case_id) if one.case_id else None,
            answered=tuple(answered.get(one.id or 0, ())),
        )
        for one in found
    ]


def register(session: Session, direction: Direction, year: int) -> list[LetterLine]:
    """The lines of a series from 1 to the last number, read in the caller's transaction."""
    shown = {one.number: one for one in lines(session, stored.of_year(session, direction, year))}
    hidden = stored.hidden(session, direction, year)
    last = stored_offices.last_number(session, correspondence.series(direction, year))
    return [
        shown.get(number)
        or LetterLine(number=number, code_name=hidden.get(number, ""), hidden=number in hidden)
        for number in range(1, last + 1)
    ]


def _kept(letter: Letter, known: Letter) -> Letter:
    return replace(
        letter,
        case_id=known.case_id,
        direction=known.direction,
        year=known.year,
        number=known.number,
        void_why=known.void_why,
    )


def _require_place(session: Session, letter: Letter) -> None:
    """Not twice for one paper; and what belongs to no case is the office's own."""
    if letter.case_id is None:
        if visibility.viewer(session).scope not in (Scope.OFFICE, Scope.ALL):
            raise NotAllowed(OFFICE_ONLY)
    elif letter.paper_id in stored.papers_entered(session, letter.case_id):
        raise Refused(ENTERED)


def _goes_out(paper: Paper) -> bool:
    if paper.status is not PaperStatus.ISSUED:
        return False
    return any(one.id == paper.kind and one.issuer == "office" for one in paper_kinds.kinds())
