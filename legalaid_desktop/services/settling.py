"""What becomes of deadlines: done with proof, dropped, moved, made another kind, seen."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time

from legalaid_desktop.domain import checks, settling
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.rules import DeadlineKind, Rule
from legalaid_desktop.domain.users import User
from legalaid_desktop.i18n import N_, gettext
from legalaid_desktop.services import alerts, rules, step_links, teams
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import deadlines as stored
from legalaid_desktop.storage import events as stored_events

NOT_OF_THE_CASE = N_("Choose a file of this case.")
NOT_A_HEARING = N_("Only a hearing can be moved so.")
ALONE = N_("Nobody else can work on this case: settled without a second look.")


class Settling:
    """The ends and changes of deadlines; the office's rules say what needs a second look."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def write(
        self,
        case_id: int,
        kind: DeadlineKind,
        title: str,
        day: date,
        *,
        at: time | None = None,
        note: str = "",
        responsible_id: int | None = None,
    ) -> Deadline:
        """Watches a day that no rule counts: one that a court gave, or a target of the office.

        Args:
            note: where the day comes from.
            responsible_id: who answers for it; without one the lead lawyer of the case.
        """
        draft = Deadline(
            case_id=case_id,
            kind=kind,
            title_lo=title,
            title_en=title,
            trigger_on=self._desk.today(),
            trigger_note=note,
            statutory_on=day,
            safe_on=day,
            ends_at=at,
        )
        clean = settling.written(draft)
        with self._desk.writing() as session:
            now = self._now()
            if responsible_id is None:
                lead = teams.lead(session, case_id, now)
                responsible_id = lead.id if lead else self._desk.account.id
            else:
                teams.require_mate(session, case_id, responsible_id, now, "responsible_id")
            return stored.save(session, replace(clean, responsible_id=responsible_id))

    def is_statutory(self, deadline: Deadline) -> bool:
        """Whether a law sets it and our side has to keep it, by the rules of the office."""
        with self._desk.reading(case=deadline.case_id) as session:
            return is_statutory(deadline, rules.known(session))

    def settle(
        self,
        deadline: Deadline,
        status: DeadlineStatus,
        *,
        reason: str = "",
        proof: str = "",
        proof_id: int | None = None,
    ) -> Deadline:
        """Says that it was kept, or why it is dropped; what the law sets waits for a second look.

        Where nobody else can work on the case it is settled at once, and the trail says so.

        Raises:
            InvalidValue: reason or proof is missing, or the file is none of the case.
            Refused: it is settled already, or waits.
            Stale: somebody else was quicker.
        """
        mine, today = self._desk.account.id or 0, self._desk.today()
        with self._desk.writing() as session:
            statutory = is_statutory(deadline, rules.known(session))
            made = settling.settled(
                deadline, status, reason=reason, proof=proof, proof_id=proof_id, statutory=statutory
            )
            self._require_file(session, made)
            waits, why = self._second_look(session, deadline, made.reason)
            if waits:
                return stored.save(session, settling.asked(made, mine, today), made.reason)
            done = replace(made, asked_by=mine, asked_on=today, settled_by=mine, settled_on=today)
            return stored.save(session, done, why)

    def look_again(self, deadline: Deadline, *, agreed: bool, why: str = "") -> Deadline:
        """The second look: agrees to what was asked, or sends it back with a reason.

        Raises:
            Refused: nobody asked; or whoever asked agrees, although somebody else could.
            InvalidValue: it is sent back without a reason.
        """
        mine = self._desk.account.id or 0
        with self._desk.writing() as session:
            stored.get(session, deadline.id or 0)  # refuses one that is hidden
            if not agreed:
                return stored.save(session, settling.sent_back(deadline, why), why)
            made = settling.confirmed(deadline, mine, self._desk.today())
            alone = deadline.asked_by == mine
            if alone and (others := self._others(session, deadline.case_id)):
                raise Refused(settling.NOT_OWN, names=", ".join(one.name for one in others))
            return stored.save(session, made, gettext(ALONE) if alone else "")

    def reopen(self, deadline: Deadline, why: str = "") -> Deadline:
        """Puts a deadline back on the watch for a reason, or takes back what waits.

        Raises:
            InvalidValue: it was settled, and no reason is given.
            Stale: somebody else was quicker.
        """
        made = settling.reopened(deadline, why, self._desk.account.id or 0, self._desk.today())
        return self._keep(made, why)

    def move(self, deadline: Deadline, day: date, why: str) -> Deadline:
        """Puts it on another day by hand; what the law sets only on an earlier one.

        Raises:
            Refused: it cannot be moved there; the sentence says why.
            InvalidValue: no reason is given.
        """
        with self._desk.writing() as session:
            statutory = is_statutory(deadline, rules.known(session))
            made = settling.moved(deadline, day, why, statutory=statutory)
            return stored.save(session, made, why)

    def move_hearing(self, hearing: Event, day: date, why: str) -> Event:
        """Puts a hearing on another day; the trail keeps the former one and the reason."""
        reason = checks.line("reason", why, required=True)
        if hearing.kind is not EventKind.HEARING:
            raise Refused(NOT_A_HEARING)
        if day == hearing.on:
            raise Refused(settling.SAME_DAY)
        with self._desk.writing() as session:
            moved = replace(hearing, on=day)
            step_links.carry(session, hearing, moved)
            return stored_events.save(session, moved, reason)

    def convert(self, deadline: Deadline, kind: DeadlineKind, why: str) -> Deadline:
        """Makes it another kind, which keeps its last day, its warnings and what it was.

        What the law sets becomes anything else after a second look, as it is settled.
        """
        made = settling.converted(deadline, kind, why)
        mine, today = self._desk.account.id or 0, self._desk.today()
        with self._desk.writing() as session:
            waits, said = False, made.kind_reason
            if kind is not DeadlineKind.DEADLINE:
                waits, said = self._second_look(session, deadline, said)
            if waits:
                made = settling.asked_kind(deadline, kind, why, mine, today)
            return stored.save(session, made, said)

    def to_hearing(self, deadline: Deadline, why: str) -> Event:
        """Makes a hearing of a day written by hand, which leaves the watch with the reason.

        One that a court set leaves it after a second look, as it is dropped; the hearing is there
        at once.

        Raises:
            Refused: a rule has counted it.
        """
        if deadline.rule_id:
            raise Refused(settling.NOT_BY_HAND)
        reason = checks.line("reason", why, required=True)
        gone = settling.settled(deadline, DeadlineStatus.DROPPED, reason=reason)
        mine, today = self._desk.account.id or 0, self._desk.today()
        hearing = Event(
            case_id=deadline.case_id,
            kind=EventKind.HEARING,
            on=deadline.due_on,
            at=deadline.ends_at,
            text=deadline.title_lo,
            author=mine,
        )
        with self._desk.writing() as session:
            kept = stored_events.save(session, hearing, reason)
            waits, said = self._second_look(session, deadline, reason)
            done = replace(gone, asked_by=mine, asked_on=today, settled_by=mine, settled_on=today)
            made = settling.asked(gone, mine, today) if waits else done
            stored.save(session, replace(made, hearing_id=kept.id), said)
            return kept

    def from_hearing(self, hearing: Event, kind: DeadlineKind, why: str) -> Deadline:
        """Watches the day of a hearing as another kind; the hearing goes to the bin, for a reason.

        Raises:
            Refused: it is no hearing, has a ledger or a result, or open deadlines run from it.
        """
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            known = stored_events.get(session, hearing.id or 0)
            if known.kind is not EventKind.HEARING:
                raise Refused(NOT_A_HEARING)
            step_links.require_bare(session, known, settling.HAS_LEDGER)
            lead = teams.lead(session, known.case_id, self._now())
            draft = Deadline(
                case_id=known.case_id,
                kind=kind,
                title_lo=known.text,
                title_en=known.text,
                trigger_on=self._desk.today(),
                statutory_on=known.on,
                safe_on=known.on,
                ends_at=known.at,
                kind_reason=reason,
                hearing_id=known.id,
                responsible_id=lead.id if lead else self._desk.account.id,
            )
            stored_events.remove(session, known.id or 0, reason)
            return stored.save(session, settling.written(draft), reason)

    def stand_in(self, deadline: Deadline, user_id: int | None) -> Deadline:
        """Says who stands in for whoever answers for it; nobody for ``None``."""
        with self._desk.writing() as session:
            if user_id is not None:
                teams.require_mate(session, deadline.case_id, user_id, self._now(), "stand_in_id")
            return stored.save(session, replace(deadline, stand_in_id=user_id))

    def require_mate(self, deadline: Deadline, user_id: int, field: str) -> None:
        """Refuses at once who cannot see the case, before that person is named for a deadline.

        Raises:
            InvalidValue: of that field.
        """
        with self._desk.reading(case=deadline.case_id) as session:
            teams.require_mate(session, deadline.case_id, user_id, self._now(), field)

    def see(self, deadline: Deadline) -> Deadline:
        """Keeps that who answers for it, or stands in, has seen it; for anybody else nothing."""
        mine = self._desk.account.id or 0
        with self._desk.writing(Act.READ) as session:
            known = stored.get(session, deadline.id or 0)
            covers = alerts.standing(session, known.responsible_id, self._desk.today())
            if mine not in (known.responsible_id, known.stand_in_id, covers):
                return known
            if known.status is not DeadlineStatus.OPEN or known.seen_by == mine:
                return known
            return stored.save(session, settling.seen(known, mine, self._now()))

    def _keep(self, made: Deadline, why: str) -> Deadline:
        with self._desk.writing() as session:
            return stored.save(session, made, why)

    def _second_look(self, session: Session, deadline: Deadline, why: str) -> tuple[bool, str]:
        """Whether it waits for somebody else, and the reason with what the trail says beside."""
        statutory = is_statutory(deadline, rules.known(session))
        looks = statutory and alerts.rules(session).second_look
        if looks and self._others(session, deadline.case_id):
            return True, why
        return False, "; ".join(filter(None, (why, gettext(ALONE) if looks else "")))

    def _others(self, session: Session, case_id: int) -> list[User]:
        """Who could take the second look."""
        able = self._desk.able(session, Act.EDIT, case_id)
        return [one for one in able if one.id != self._desk.account.id]

    def _require_file(self, session: Session, made: Deadline) -> None:
        if made.proof_id is None:
            return
        found = stored_attachments.get(session, made.proof_id)
        if found.case_id != made.case_id:
            raise InvalidValue("proof_id", NOT_OF_THE_CASE)

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)


def is_statutory(deadline: Deadline, known: Mapping[str, Rule]) -> bool:
    """Whether a law sets it and our side has to keep it; ``known``: the rules of the office."""
    return settling.is_statutory(deadline, known.get(deadline.rule_id))
