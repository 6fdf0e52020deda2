"""The register of letters: numbers given one after the other, in and out, year by year."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legalaid_desktop.domain import age_evidence, checks, correspondence, papers, referrals
from legalaid_desktop.domain.access import Scope
from legalaid_desktop.domain.consents import counts_until
from legalaid_desktop.domain.correspondence import Direction, Letter, LetterLine
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep, ReturnSlip
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import cases, consents, paper_kinds
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import visibility

REFERRAL = "referral_letter"
"""The kind of paper that refers a client."""
ENTERED = N_("This paper is in the register already.")
NO_REFERRAL = N_("This letter refers nobody, so that no slip comes back.")
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
            return _entered(session, _as_referral(session, clean, self._desk.user))

    def void(self, letter_id: int, why: str) -> Letter:
        """Says why there is no letter behind a number; the line stays in the register."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored.get(session, letter_id)
            return stored.save(session, replace(known, void_why=reason), reason)

    def answer_referral(
        self, letter_id: int, step: ReferralStep, next_on: date | None = None
    ) -> Letter:
        """Enters what became of a referral, and when to ask again.

        Raises:
            InvalidValue: something is missing; Refused: it is over, or no referral.
        """
        mine = replace(step, by=self._desk.user)
        with self._desk.writing() as session:
            known = stored.get(session, letter_id)
            if known.void_why:
                raise Refused(referrals.OVER)
            steps = referrals.stepped(known.referral, mine, next_on, self._desk.today())
            return stored.save(session, replace(known, referral=steps, answer_by=next_on))

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


def enter_referral(session: Session, paper: Paper, by: str) -> None:
    """Puts a referral letter that was just issued into the register, with its clock running."""
    if paper.kind != REFERRAL:
        return
    language = "en" if paper.language == "en" else "lo"
    kind = paper_kinds.kind(paper.kind)
    letter = Letter(
        case_id=paper.case_id,
        direction=Direction.OUT,
        on=paper.dated_on,
        dated_on=paper.dated_on,
        correspondent=papers.value(paper, f"receiver_{language}"),
        subject=f"{kind.title.of(language)} {paper.number}".strip(),
        paper_id=paper.id,
    )
    _entered(session, _as_referral(session, letter, by))


def return_slip(session: Session, letter: Letter) -> ReturnSlip:
    """What the return slip of a referral says, read in the caller's transaction.

    Raises:
        Refused: the letter refers nobody.
    """
    if not letter.referral or letter.case_id is None or letter.void_why:
        raise Refused(NO_REFERRAL)
    return ReturnSlip(
        code=referrals.slip_code(letter.year, letter.number),
        to=letter.correspondent,
        number=correspondence.code(letter),
        sent_on=letter.on,
        answer_by=letter.answer_by,
        consent_until=_consent_until(session, letter),
    )


def _consent_until(session: Session, letter: Letter) -> date | None:
    """The last day of the consent that covered the referral, or that a guardian's one counts."""
    paper = stored_papers.get(session, letter.paper_id) if letter.paper_id else None
    if paper is None:
        return None
    file = cases.case_file(session, paper.case_id)
    finding = consents.of_letter(paper_kinds.kind(paper.kind), paper, file, letter.on)
    if finding is None or finding.consent is None or not finding.may_go:
        return None
    client = age_evidence.as_known(file.person, file.ages, letter.on)
    outgrown = counts_until(finding.consent, client)
    return min(filter(None, (finding.consent.until, outgrown)))


def _as_referral(session: Session, letter: Letter, by: str) -> Letter:
    """With the first step, and the day by which an answer is due, if its paper is a referral."""
    paper = stored_papers.get(session, letter.paper_id) if letter.paper_id else None
    if paper is None or paper.kind != REFERRAL:
        return replace(letter, referral=())
    wished, priority = papers.value(paper, "follow_up_on"), papers.value(paper, "priority")
    wish = date.fromisoformat(wished) if wished else None
    sent = ReferralStep(state=ReferralState.SENT, on=letter.on.isoformat(), by=by)
    due = letter.answer_by or referrals.answer_day(letter.on, priority, wish)
    return replace(letter, referral=(sent,), answer_by=due)


def _entered(session: Session, letter: Letter) -> Letter:
    year = letter.on.year
    series = correspondence.series(letter.direction, year)
    number = stored_offices.next_number(session, series)
    return stored.save(session, replace(letter, year=year, number=number))


def _kept(letter: Letter, known: Letter) -> Letter:
    return replace(
        letter,
        case_id=known.case_id,
        direction=known.direction,
        year=known.year,
        number=known.number,
        referral=known.referral,
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
