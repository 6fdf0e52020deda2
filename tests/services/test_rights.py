"""Every public method is tried as every role, and does what the table of rights says, no more."""

import itertools
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cached_property, partial

import pikepdf
import pytest

from legalaid_desktop.documents import calendar_files
from legalaid_desktop.domain import office_events
from legalaid_desktop.domain.access import Role, Scope
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.custody import LAOS, Custody
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.errors import NotAllowed, NotFound
from legalaid_desktop.domain.events import EventKind
from legalaid_desktop.domain.intakes import FirstTalk, Intake
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.users import Member, MemberKind, User
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored_letters
from legalaid_desktop.storage import keys, teams
from tests.closing import closed
from tests.consenting import agreed, consent
from tests.services import acts
from tests.services.acts import (
    DAY,
    LISTS,
    NEEDS_ALSO,
    OF_THE_OFFICE,
    ON_A_CASE,
    OPEN_TO_ALL,
    TRIED_APART,
    WHY,
)
from tests.services.test_need_to_know import spelt_out
from tests.services.test_papers import REQUEST, REQUEST_FACTS

OWN = "ກະຕ່າຍ ໂມງ ສະພານ 7"
PLACES = ("team", "office", "restricted")
"""A restricted case on whose team the user is; an ordinary one, and a restricted one, of others."""
REACH = {
    Scope.NONE: set(),
    Scope.OWN: set(),
    Scope.ASSIGNED: {"team"},
    Scope.OFFICE: {"team", "office"},
    Scope.ALL: set(PLACES),
}


class World:
    """A case of somebody else in its place, and whatever a method needs of it, made when asked."""

    count = itertools.count(1)

    def __init__(self, founder, third, user, place, folder, passphrase):
        self.founder, self.third, self.passphrase = founder, third, passphrase
        self.place, self.folder, self._user = place, folder, user
        self.name = f"Nokkhao{next(self.count)}x"
        self.out = folder / f"{self.name}.pdf"
        self.own = OWN
        self.case = self._opened()
        self._placed = self._place()

    def _opened(self):
        person = Person(given_latin=self.name)
        secret = self.place != "office"
        case = self.founder.cases.take_in(
            person,
            Case(
                client_id=0,
                type=CaseType.CIVIL,
                subject_en=self.name,
                opened_on=DAY,
                confidentiality=Confidentiality.RESTRICTED if secret else Confidentiality.ORDINARY,
                code_name="ນົກ" if secret else "",
            ),
        )
        if self.place == "team":
            self._join(case)
        return case

    def _join(self, case):
        place = Member(
            case_id=case.id,
            user_id=self._user,
            kind=MemberKind.ADDED,
            since=self.founder._desk.clock(),
        )
        with self.founder._desk.database.transaction() as session:
            teams.save(session, place)

    def _place(self):
        """How secret and how open the case is, and who is on its team."""
        with self.founder._desk.reading() as session:
            case = stored_cases.get(session, self.case.id)
            return case.confidentiality, case.stage, teams.of_case(session, case.id)

    def is_in_place(self):
        """Whether the case is still there, as it was."""
        with suppress(NotFound):
            return self._place() == self._placed
        return False

    @cached_property
    def closed(self):
        return closed(self.founder, self.case)

    @cached_property
    def long_over(self):
        long_ago = {"opened_on": date(2000, 1, 5), "closed_on": date(2001, 1, 5)}
        return closed(self.founder, self.case, **long_ago)

    def standing(self):
        return self.founder.rules.get("CV-24")

    def reworded(self):
        return replace(self.standing().wording, note_en=f"Read again, no. {next(self.count)}")

    def own_rule(self):
        return self.founder.rules.write(self.reworded(), WHY)

    def new_event(self):
        return replace(office_events.blank(), en=f"No. {next(self.count)}", day_en="its day")

    def own_event(self):
        return self.founder.office_events.write(self.new_event(), WHY)

    def changed_event(self):
        service = self.founder.office_events
        seen = service.look("hearing").standing
        return service.change(seen, replace(seen.event, day_en=f"Day {next(self.count)}"), WHY)

    @cached_property
    def pack_file(self):
        file = self.folder / f"{self.name}.toml"
        own, event = self.own_rule(), self.own_event()
        self.founder.rule_packs.export(file, self.name, WHY)
        self.founder.rules.switch_off(own, WHY)
        self.founder.office_events.switch_off(event, WHY)
        return file

    @cached_property
    def client(self):
        return self.founder.people.take_in(Person(given_lo="ບົວຄຳ"))

    @cached_property
    def person(self):
        return self.founder.people.get(self.founder.people.client(self.case.client_id).person_id)

    @cached_property
    def alike(self):
        return replace(self.person, id=None, version=0)

    @cached_property
    def lonely(self):
        return self.founder.people.save(Person(given_lo="ຄຳຕັນ"))

    @cached_property
    def merge(self):
        return self.founder.merges.merge(self.person.id, self.lonely.id, WHY)

    @cached_property
    def lawyer(self):
        return self.founder.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ"))

    @cached_property
    def offer(self):
        return self.founder.assignments.offer(self.case.id, self.lawyer.id)

    @cached_property
    def declared(self):
        return self.founder.assignments.declare(self.offer.id, Declaration.NO_CONFLICT)

    @cached_property
    def talk(self):
        intake = Intake(
            case_id=self.case.id, received_at=self.founder._desk.clock(), deadline_on=DAY
        )
        return FirstTalk(intake=intake, contact=SafeContact(person_id=self.person.id, hours="7"))

    @cached_property
    def intake(self):
        return self.founder.intakes.complete(self.founder.people.get(self.person.id), self.talk)

    @cached_property
    def task(self):
        return self.founder.tasks.save(Task(case_id=self.case.id, what="ໂທຫານາຍບ້ານ"))

    @cached_property
    def letter(self):
        return self.founder.correspondence.save(acts.letter(self.case))

    @cached_property
    def referral(self):
        sent = ReferralStep(state=ReferralState.SENT, on=DAY.isoformat())
        with self.founder._desk.database.transaction() as session:
            return stored_letters.save(session, replace(self.letter, referral=(sent,)))

    @cached_property
    def holding(self):
        return self.founder.holdings.receive(self.case.id, [acts.thing(self.case)])[0]

    @cached_property
    def asked(self):
        return self.founder.closings.ask(acts.closing(self.case))

    @cached_property
    def place_of_third(self):
        return self.founder.teams.add(self.case.id, self.third.account.id)

    @cached_property
    def event(self):
        return self.founder.cases.add_event(replace(acts.event(self.case), text=self.name))

    @cached_property
    def hearing(self):
        ahead = replace(acts.event(self.case), kind=EventKind.HEARING, on=date(2030, 1, 7))
        return self.founder.cases.add_event(ahead)

    def bare_hearing(self):
        ahead = replace(acts.event(self.case), kind=EventKind.HEARING, on=date(2030, 1, 7))
        return self.founder.cases.add_event(ahead)

    def redated(self):
        """A hearing that was moved after a summons was counted from it."""
        heard = self.founder.cases.add_event(
            replace(acts.event(self.case), kind=EventKind.HEARING, on=date(2029, 1, 8))
        )
        event = Trigger(case_id=self.case.id, event="hearing", on=heard.on)
        self.founder.triggers.add(event, [Chosen(rule_id="CV-16")])
        self.founder.cases.save_event(replace(heard, on=date(2029, 2, 6)))
        return self.founder.redating.waiting(self.case.id, heard.id)

    @cached_property
    def past_hearing(self):
        before = replace(acts.event(self.case), kind=EventKind.HEARING)
        return self.founder.cases.add_event(before)

    @cached_property
    def notice(self):
        return self.founder.hearings.note(acts.notice(self.hearing))

    @cached_property
    def filing(self):
        return self.founder.filings.plan(acts.filing(self.case)).filing

    @cached_property
    def calendar(self):
        path = self.folder / "calendar.ics"
        path.write_bytes(calendar_files.make((), "x", "lo"))
        return path

    @cached_property
    def decision(self):
        return self.founder.stories.save_decision(acts.decision(self.case))

    @cached_property
    def stage_proposal(self):
        assert self.decision
        return self.founder.stories.overview(self.case.id).proposal

    @cached_property
    def removed_event(self):
        self.founder.cases.remove_event(self.event.id, WHY)
        return self.event

    @cached_property
    def party(self):
        return self.founder.cases.add_party(acts.party(self.case, self.lonely))

    @cached_property
    def deadline(self):
        return self.founder.deadlines.add(self.case.id, "CV-24", DAY)

    @cached_property
    def asked_deadline(self):
        return self.founder.settling.settle(self.deadline, DeadlineStatus.DONE, proof="12/2026")

    @cached_property
    def custody(self):
        held = Custody(
            case_id=self.case.id, person_id=self.person.id, place="ສະຖານີ", ground="police",
            since=datetime(2026, 3, 29, 8, tzinfo=LAOS),
        )  # fmt: skip
        return self.founder.protection.save(held)

    @cached_property
    def target(self):
        return self.founder.settling.write(self.case.id, DeadlineKind.TARGET, "ນັດ", DAY)

    @cached_property
    def dropped_target(self):
        return self.founder.settling.settle(self.target, DeadlineStatus.DROPPED, reason=WHY)

    @cached_property
    def trigger(self):
        return self.founder.triggers.add(acts.trigger(self.case), [acts.CHOSEN]).trigger

    @property
    def move(self):
        """Another open deadline whose safe day became a holiday."""
        made = sum(one.name_lo == "ພັກພິເສດ" for one in self.founder.holidays.table())
        day = DAY + timedelta(weeks=made)
        due = self.founder.deadlines.add(self.case.id, "CV-28", day)
        if due.safe_on not in {one.day for one in self.founder.holidays.table()}:
            off = Holiday(day=due.safe_on, name_lo="ພັກພິເສດ", name_en="")
            self.founder.holidays.add(off)
        offered = (one.move for one in self.founder.moves.pending().moves)
        return next(one for one in offered if one.deadline_id == due.id)

    @property
    def calendar_file(self):
        made = self.folder / "days.ics"
        lines = ("BEGIN:VCALENDAR", "BEGIN:VEVENT", "DTSTART:20270414", "SUMMARY:ປີໃໝ່")
        made.write_text("\n".join((*lines, "END:VEVENT", "END:VCALENDAR", "")), "utf-8")
        return made

    @cached_property
    def refused(self):
        return self.founder.moves.refuse(self.move, acts.WHY)

    @cached_property
    def age(self):
        said = AgeEvidence(
            case_id=self.case.id, person_id=self.person.id, kind=AgeSource.CLAIMED, on=DAY,
            age_from=17,
        )  # fmt: skip
        return self.founder.protection.save(said)

    @cached_property
    def worksheet(self):
        sheet = Worksheet(case_id=self.case.id, person_id=self.person.id, place=self.name)
        return self.founder.protection.save(sheet)

    @cached_property
    def view(self):
        sheet, lawyer = self.worksheet, self.lawyer
        return View(
            case_id=sheet.case_id, worksheet_id=sheet.id, reasons="…", lawyer_id=lawyer.id,
            signed_on=DAY,
        )  # fmt: skip

    @cached_property
    def entered(self):
        return self.founder.protection.sign(self.view)

    @cached_property
    def paper(self):
        return self.founder.papers.draft(self.case.id, "referral_letter", "lo")

    @cached_property
    def whole_paper(self):
        agreed(self.founder, self.case.id)
        draft = self.founder.papers.draft(self.case.id, REQUEST, "lo")
        return self.founder.papers.save(draft, REQUEST_FACTS)

    @cached_property
    def agreed(self):
        return agreed(self.founder, self.case.id)

    @cached_property
    def agreeing(self):
        return consent(self.case.id)

    @cached_property
    def deciding(self):
        return EligibilityDecision(
            case_id=self.case.id,
            outcome=Outcome.PROVISIONAL,
            services=("INFO",),
            full_by=date(2026, 4, 6),
        )

    @cached_property
    def decided(self):
        return self.founder.eligibility.decide(self.deciding)

    @cached_property
    def path(self):
        path = self.folder / "letter.pdf"
        with pikepdf.new() as made:  # needs no page made of it, which takes long
            made.add_blank_page()
            made.save(path)
        return path

    @cached_property
    def table(self):
        path = self.folder / "table.csv"
        path.write_text("ຊື່,ເພດ\nບຸນມີ,ຊາຍ\n", encoding="utf-8")
        return path

    @cached_property
    def preview(self):
        return self.founder.imports.preview(acts.SHEET, acts.COLUMNS)

    @cached_property
    def imported(self):
        return self.founder.imports.take_in(self.preview, self.name)

    @cached_property
    def about(self):
        return acts.attachment(self.case)

    @cached_property
    def attachment(self):
        return self.founder.attachments.add(self.path, self.about)

    @cached_property
    def orphan(self):
        return self.founder._desk.blobs.put_bytes(self.name.encode()).name

    @cached_property
    def proposal(self):
        return self._proposed(self.founder)

    @cached_property
    def thirds(self):
        return self._proposed(self.third)

    def _proposed(self, office):
        ground, number = DestructionGround.REQUEST, self.closed.number
        return office.destructions.propose(number, ground, WHY, requested_on=DAY)

    @cached_property
    def destroyed(self):
        return self.third.destructions.agree(self.proposal.id)

    @cached_property
    def newcomer(self):
        return User(name=self.name, role=Role.CLERK, since=DAY)

    @cached_property
    def mate(self):
        return self.founder.users.add(self.newcomer, self.passphrase, self.passphrase)

    @cached_property
    def sheets(self):
        return self.founder.recovery.make(self.passphrase, shared=False)

    @cached_property
    def stick(self):
        made = self.folder / f"stick-{self.name}"
        made.mkdir()
        return made

    @cached_property
    def _outcome(self):
        return self.founder.backups.make(self.stick)

    @cached_property
    def backup(self):
        return self.stick / self._outcome.backup.file_name

    @cached_property
    def contents(self):
        return self._outcome.contents

    def shows(self, value):
        return bool(self.case) and self.name in spelt_out(value)

    def names_case(self, made, records):
        return made.case_id in [record.case_id for record in records]


@pytest.fixture
def third(seat):
    return seat("third", Role.MANAGER)


@pytest.fixture
def world(office, third, tmp_path):
    def made(user, place):
        return World(office, third, user, place, tmp_path, "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026")

    return made


def public(thing):
    """The public methods of a service."""
    return {name for name in dir(type(thing)) if name[0] != "_" and callable(getattr(thing, name))}


def test_the_table_names_every_public_method(office):
    services = {
        name: part
        for name, part in vars(office).items()
        if type(part).__module__.startswith("legalaid_desktop.services.") and name[0] != "_"
    }
    found = {f"{name}.{each}" for name, part in services.items() for each in public(part)}
    assert found | public(office) == {
        *ON_A_CASE,
        *LISTS,
        *OF_THE_OFFICE,
        *OPEN_TO_ALL,
        *TRIED_APART,
    }


def may(attempt, office, world):
    """Whether somebody may do it; what goes wrong for another reason is no answer."""
    try:
        attempt(office, world)
    except (NotAllowed, NotFound):
        return False
    return True


def shown(look, office, world):
    """Whether a list shows the case; who may not have the list is not shown it."""
    try:
        return look(office, world)
    except NotAllowed:
        return False


def reach(rights, name, act):
    return REACH[rights[act]] & REACH[rights[NEEDS_ALSO.get(name, act)]]


class Shelf:
    """Cases that serve one method after another; what is refused has cases of its own.

    Where the methods before stand in the way, a new case has the last word; a case that is no
    longer in its place is let go of.
    """

    def __init__(self, make):
        self._make, self._kept = make, {}

    def ask(self, answer, attempt, office, place, *, allowed):
        kept = self._kept.get((place, allowed))
        if kept is not None and (not allowed or kept.is_in_place()):
            with suppress(Exception):
                found = answer(attempt, office, kept)
                if found is allowed:
                    return found
        self._kept[place, allowed] = self._make(place)
        return answer(attempt, office, self._kept[place, allowed])


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("methods", "answer"), [(ON_A_CASE, may), (LISTS, shown)])
def test_an_act_reaches_the_cases_that_the_table_says(seat, world, role, methods, answer):
    theirs, rights = seat("khamla", role), reference.roles()[role]
    shelf = Shelf(partial(world, theirs.account.id))
    wanted = {name: reach(rights, name, act) for name, (act, _) in methods.items()}
    found = {
        name: {
            place
            for place in PLACES
            if shelf.ask(answer, attempt, theirs, place, allowed=place in wanted[name])
        }
        for name, (_, attempt) in methods.items()
    }
    assert found == wanted


@pytest.mark.parametrize("role", list(Role))
def test_what_concerns_no_case_needs_the_act(seat, world, role):
    theirs, rights = seat("khamla", role), reference.roles()[role]
    keys.add_user(theirs.folder, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026", "khamla", OWN)
    shelf = Shelf(partial(world, theirs.account.id))
    wanted = {name: rights[act] is not Scope.NONE for name, (act, _) in OF_THE_OFFICE.items()}
    found = {
        name: shelf.ask(may, attempt, theirs, "team", allowed=wanted[name])
        for name, (_, attempt) in OF_THE_OFFICE.items()
    }
    assert found == wanted


def test_what_is_open_to_all_needs_no_right(seat):
    auditor = seat("khamla", Role.AUDITOR)
    assert auditor.deadlines.rules()
    assert auditor.papers.kinds()
    assert auditor.today.day() == date(2026, 3, 30)
    assert auditor.undo.last() is None
