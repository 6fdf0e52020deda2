"""Eligibility: proposed by whoever takes a case in, decided by the head of the office."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from legalaid_desktop.domain import (
    checks,
    consents,
    eligibility,
    intakes,
    papers,
    suggestions,
    victim_status,
)
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.domain.intakes import IntakeStatus
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.suggestions import Speaking
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.i18n import N_, catalog
from legalaid_desktop.labels import eligibility as labels
from legalaid_desktop.services import cases, conflict_checking, paper_kinds, reference, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import eligibility as stored
from legalaid_desktop.storage import intakes as stored_intakes
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import papers as stored_papers
from legalaid_desktop.storage import protection as stored_protection

KINDS = {
    Outcome.GRANTED: "aid_grant",
    Outcome.PROVISIONAL: "aid_provisional",
    Outcome.REFUSED: "aid_refusal",
    Outcome.WITHDRAWN: "aid_refusal",
}
_FOLLOWS = {
    Outcome.GRANTED: IntakeStatus.TAKEN,
    Outcome.PROVISIONAL: IntakeStatus.TAKEN,
    Outcome.REFUSED: IntakeStatus.REFUSED,
}
"""What becomes of the intake; a grant that is withdrawn leaves it as it was."""
TOLD = N_(
    "The client was told of this decision on paper, so that it stays in the file. Decide anew: the "
    "new decision replaces it."
)
NOT_PRESENT = N_("Only of the decision that counts now can a paper be made.")


class Eligibility:
    """Who gets legal aid, and why."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[EligibilityDecision]:
        """The decisions in a case and what is proposed, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def suggested(self, case_id: int) -> Mapping[str, str]:
        """The categories that the case itself speaks for, each with why."""
        with self._desk.reading(case=case_id) as session:
            file = cases.case_file(session, case_id)
            steps = stored_protection.of_case(session, VictimStatus, case_id)
            intake = stored_intakes.of_case(session, case_id)
        client = file.client.person_id
        stands = victim_status.standing(steps, client)
        return suggestions.suggested(
            Speaking(
                case=file.case,
                person=file.person,
                roles=frozenset(
                    one.party.role for one in file.parties if one.party.person_id == client
                ),
                young=consents.needs_guardian(file.person, self._desk.today(), file.ages),
                presumed=stands is not None and stands.status in victim_status.PROTECTED,
                intake=intake,
            )
        )

    def propose(self, decision: EligibilityDecision) -> EligibilityDecision:
        """Keeps what somebody proposes to decide; it grants nothing yet."""
        clean = self._checked(decision)
        with self._desk.writing() as session:
            _require_open(session, clean)
            proposed = replace(
                clean, number="", decided_by="", decided_on=None, proposed_by=self._desk.user
            )
            return stored.save(session, proposed)

    def decide(self, decision: EligibilityDecision) -> EligibilityDecision:
        """Decides, in place of what was decided before; a proposal keeps who made it.

        A provisional grant puts the day of the full decision on the watch; whatever is decided
        next takes it off.

        Raises:
            InvalidValue: something is missing; Refused: this very decision was taken already.
        """
        clean = self._checked(decision)
        with self._desk.writing(Act.DECIDE) as session:
            _require_open(session, clean)
            if clean.outcome is Outcome.GRANTED:  # for the time being one may begin at once
                conflict_checking.require(self._desk, session, clean.case_id)
            before = eligibility.present(stored.of_case(session, clean.case_id))
            _take_off(session, before)
            taken = eligibility.decided(
                replace(clean, proposed_by=clean.proposed_by or self._desk.user),
                number=_number(session, self._desk.today()),
                by=self._desk.user,
                on=self._desk.today(),
            )
            self._tell_intake(session, taken)
            now = self._desk.clock().replace(microsecond=0)
            return stored.save(session, _watched(session, taken, now))

    def remove(self, decision_id: int, why: str) -> EligibilityDecision:
        """Puts a decision that was entered by mistake into the bin; the one before counts again.

        Raises:
            Refused: the client has the paper of it: decide anew instead.
            NotAllowed: it was decided, and this person does not decide.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored.get(session, decision_id)
            before = eligibility.present(stored.of_case(session, known.case_id))
            if known.is_decided:
                self._desk.require_on(session, Act.DECIDE, known.case_id)
                if _was_told(session, known):
                    raise Refused(TOLD)
                _drop(session, known, reason)
            gone = stored.remove(session, decision_id, reason)
            if before is not None and before.id == decision_id:
                _watch_again(session, eligibility.present(stored.of_case(session, known.case_id)))
            return gone

    def paper(self, decision_id: int, language: str) -> Paper:
        """Starts the paper that tells the client of the decision that counts."""
        with self._desk.writing() as session:
            known = stored.get(session, decision_id)
            file = cases.case_file(session, known.case_id)
            if file.aid is None or file.aid.decision.id != decision_id:
                raise Refused(NOT_PRESENT)
            kind = paper_kinds.kind(KINDS[known.outcome])
            return stored_papers.save(session, papers.new(kind, file, language, self._desk.today()))

    def _tell_intake(self, session: Session, taken: EligibilityDecision) -> None:
        """The queue follows what was decided: taken, refused, or sent to another body."""
        intake = stored_intakes.of_case(session, taken.case_id)
        status = _FOLLOWS.get(taken.outcome)
        if intake is None or status is None:
            return
        if eligibility.sends_on(taken, reference.eligibility()):
            status = IntakeStatus.REFERRED_ON
        day, named = self._desk.today(), taken.other_help or intake.other_help
        if intake.status is not status or named != intake.other_help:
            stored_intakes.save(session, intakes.followed(intake, status, named, day))

    def _checked(self, decision: EligibilityDecision) -> EligibilityDecision:
        reference.require_help(decision.other_help)
        return eligibility.checked(decision, reference.eligibility(), self._desk.today())


def _require_open(session: Session, decision: EligibilityDecision) -> None:
    if decision.id is not None:
        eligibility.require_open(stored.get(session, decision.id))
    eligibility.require_open(decision)


def _number(session: Session, today: date) -> str:
    count = stored_offices.next_number(session, f"aid/{today.year}")
    suffix = stored_offices.profile(session).paper_suffix
    return "/".join(filter(None, (str(count), suffix)))


def _watched(session: Session, decision: EligibilityDecision, now: datetime) -> EligibilityDecision:
    """With a deadline of the office for the full decision, where it is provisional."""
    if decision.full_by is None or decision.decided_on is None:
        return decision
    due = Deadline(
        case_id=decision.case_id,
        title_lo=labels.DUE_LO,
        title_en=labels.DUE_EN,
        trigger_on=decision.decided_on,
        trigger_note=decision.number,
        statutory_on=decision.full_by,
        safe_on=decision.full_by,
        certainty=Certainty.OURS,
        rule_text=f"{catalog('lo').gettext(labels.DUE_RULE)}\n{labels.DUE_RULE}",
    )
    answers = teams.lead(session, decision.case_id, now)
    due = replace(due, responsible_id=answers.id if answers else None)
    return replace(decision, deadline_id=stored_deadlines.save(session, due).id)


def _was_told(session: Session, decision: EligibilityDecision) -> bool:
    """Whether a paper was issued since, that may be the one of it."""
    day = decision.decided_on
    return day is not None and any(
        one.status is PaperStatus.ISSUED and one.kind in KINDS.values() and one.dated_on >= day
        for one in stored_papers.of_case(session, decision.case_id)
    )


def _drop(session: Session, decision: EligibilityDecision, why: str) -> None:
    due = _deadline(session, decision)
    if due is not None and due.status is DeadlineStatus.OPEN:
        gone = replace(due, status=DeadlineStatus.DROPPED, reason=why)
        stored_deadlines.save(session, gone)


def _watch_again(session: Session, present: EligibilityDecision | None) -> None:
    """The full decision is due again, where the one that had taken it off was a mistake."""
    due = _deadline(session, present) if present is not None else None
    if due is not None and due.status is DeadlineStatus.DONE:
        stored_deadlines.save(session, replace(due, status=DeadlineStatus.OPEN))


def _deadline(session: Session, decision: EligibilityDecision) -> Deadline | None:
    if decision.deadline_id is None:
        return None
    try:
        return stored_deadlines.get(session, decision.deadline_id)
    except NotFound:
        return None


def _take_off(session: Session, before: EligibilityDecision | None) -> None:
    due = _deadline(session, before) if before is not None else None
    if due is not None and due.status is DeadlineStatus.OPEN:
        stored_deadlines.save(session, replace(due, status=DeadlineStatus.DONE))
