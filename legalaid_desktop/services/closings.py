"""Closing cases: asked for, approved or sent back; the letter to the client; reopening."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from legalaid_desktop.domain import checks, closings, holdings, papers, retention
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Stage
from legalaid_desktop.domain.closings import Closing, ClosingState, Ending
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.tasks import TaskStatus
from legalaid_desktop.i18n import LANGUAGES, N_
from legalaid_desktop.labels import closings as labels
from legalaid_desktop.services import cases, paper_kinds, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.retention import office_rules
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import closings as stored
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import decisions as stored_decisions
from legalaid_desktop.storage import holdings as stored_holdings
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import retention as stored_retention
from legalaid_desktop.storage import tasks as stored_tasks

LETTER = "closing_letter"
"""The kind of paper."""

CLOSED = N_("This case is closed already.")
ASKED = N_("The closing of this case waits for a decision already.")
MOVED_ON = N_("The case has another stage by now. Send the request back, and ask again.")


class Closings:
    """The ends of cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def look(self, case_id: int) -> Ending:
        """What has to be looked at before the case is closed, and what was decided before."""
        with self._desk.reading(case=case_id) as session:
            judgment = self._appealable(session, case_id)
            ending = replace(_ending(session, case_id), judgment=judgment)
            if ending.waiting is None:
                return ending
            return replace(ending, approvers=_approvers(self._desk, session, ending.waiting))

    def ask(self, closing: Closing) -> Closing:
        """Asks for a case to be closed with that outcome.

        Raises:
            InvalidValue: the outcome goes with neither service nor stage; or things of the client
                are still here, and no reason is given.
            Refused: it is closed, or asked for, already.
        """
        with self._desk.writing() as session:
            ending = _ending(session, closing.case_id)
            if ending.stage is Stage.CLOSED:
                raise Refused(CLOSED)
            if ending.waiting is not None:
                raise Refused(ASKED)
            asked = replace(
                closing, stage=ending.stage, asked_by=self._desk.user, asked_at=self._now()
            )
            clean = closings.checked(asked, reference.outcomes(), len(ending.holdings))
            kind = stored_cases.get(session, closing.case_id).type
            closings.require_type(clean, reference.outcomes(), kind)
            closings.require_appeal_thought_of(clean, self._appealable(session, closing.case_id))
            return stored.save(session, clean)

    def decide(self, closing_id: int, *, approved: bool, why: str = "") -> Closing:
        """Approves a closing, which closes the case, or sends it back for a reason.

        Raises:
            Refused: it was decided before, or the case has moved on; or who asked for it approves
                it although somebody else could.
            InvalidValue: what is still here was not told when it was asked for; or nobody else can
                approve the own request, and no reason is given.
        """
        with self._desk.writing(Act.APPROVE) as session:
            known = stored.get(session, closing_id)
            others = _approvers(self._desk, session, known)
            made = closings.decided(
                known, self._desk.user, self._now(), approved=approved, why=why, others=others
            )
            if approved:
                self._close(session, known, made.decided_why)
            return stored.save(session, made, made.decided_why)

    def reopen(self, case_id: int, why: str) -> Stage:
        """Opens a closed case again, at the stage where it stood; the reason stays in the trail."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            ending = _ending(session, case_id)
            if ending.stage is not Stage.CLOSED:
                raise Refused(closings.NOT_CLOSED)
            approved = [one for one in ending.closings if one.state is ClosingState.APPROVED]
            stage = approved[0].stage if approved else Stage.ADVICE
            if approved:
                made = closings.reopened(approved[0], self._desk.user, self._now(), reason)
                stored.save(session, made, reason)
            case = stored_cases.get(session, case_id)
            open_again = replace(case, stage=stage, closed_on=None)
            cases.keep(self._desk, session, open_again, reason, ends=True)
            return stage

    def draft_letter(self, closing_id: int, language: str) -> Paper:
        """Drafts the letter that tells the client how it ended and what can still be done."""
        kind = paper_kinds.kind(LETTER)
        with self._desk.writing() as session:
            closing = stored.get(session, closing_id)
            file = cases.case_file(session, closing.case_id)
            draft = papers.new(kind, file, language, self._desk.today())
            told = self._told(session, closing)
            return stored_papers.save(session, papers.with_values(kind, draft, told))

    def _close(self, session: Session, closing: Closing, why: str) -> None:
        case = stored_cases.get(session, closing.case_id)
        if case.stage is not closing.stage:
            raise Refused(MOVED_ON)
        held = holdings.still_here(stored_holdings.of_case(session, closing.case_id))
        closings.checked(closing, reference.outcomes(), len(held))
        over = replace(case, stage=Stage.CLOSED, closed_on=self._desk.today())
        cases.keep(self._desk, session, over, why, ends=True)

    def _told(self, session: Session, closing: Closing) -> Mapping[str, str]:
        """What the letter says, in both languages."""
        ending = _ending(session, closing.case_id)
        judgment = self._appealable(session, closing.case_id)
        everything = stored_holdings.of_case(session, closing.case_id)
        told: dict[str, str] = {}
        for language in LANGUAGES:
            told[f"outcome_{language}"] = labels.outcome(
                reference.outcomes(), closing.outcome, language
            )
            told[f"remaining_{language}"] = labels.remaining(ending.deadlines, language, judgment)
            told[f"returned_{language}"] = labels.things(everything, language)
            told[f"kept_{language}"] = _kept_until(session, closing.case_id, language)
        return told

    def _appealable(self, session: Session, case_id: int) -> Decision | None:
        case = stored_cases.get(session, case_id)
        past = stored.of_case(session, case_id)
        closed = case.stage is Stage.CLOSED and past
        return closings.appealable(
            past[0].stage if closed else case.stage,
            stored_decisions.of_case(session, case_id),
            stored_deadlines.of_case(session, case_id),
            self._desk.today(),
        )

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)


def _ending(session: Session, case_id: int) -> Ending:
    case = stored_cases.get(session, case_id)
    return Ending(
        stage=case.stage,
        closings=tuple(stored.of_case(session, case_id)),
        deadlines=open_deadlines(session, case_id),
        tasks=tuple(
            one for one in stored_tasks.of_case(session, case_id) if one.status is TaskStatus.OPEN
        ),
        holdings=tuple(holdings.still_here(stored_holdings.of_case(session, case_id))),
    )


def _approvers(desk: Desk, session: Session, closing: Closing) -> tuple[str, ...]:
    """Who may approve it besides who asked for it, by name."""
    able = desk.able(session, Act.APPROVE, closing.case_id)
    return tuple(one.name for one in able if one.name != closing.asked_by)


def open_deadlines(session: Session, case_id: int) -> tuple[Deadline, ...]:
    """The deadlines that still run, the nearest first, read in the caller's transaction."""
    found: Sequence[Deadline] = stored_deadlines.of_case(session, case_id)
    return tuple(one for one in found if one.status is DeadlineStatus.OPEN)


def _kept_until(session: Session, case_id: int, language: str) -> str:
    """How long the file is kept, where the case is closed and the office has decided that."""
    found = [one for one in stored_retention.over(session) if one.case.id == case_id]
    if not found:
        return ""
    review = retention.review(found[0], office_rules(session))
    if review.until is None or not review.rule.is_decided:
        return ""
    return labels.kept_until(review.until, language)
