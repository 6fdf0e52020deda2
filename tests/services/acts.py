"""Each public method of the services: the act it needs, and a way to try it.

``ON_A_CASE`` methods are tried on a case of each place; ``LISTS`` say whether they show it;
``OF_THE_OFFICE`` methods concern no case. A new method has to be entered here.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from legalaid_desktop.domain.access import Act, Role
from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.alerts import Absence
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.backups import Place
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole, Stage
from legalaid_desktop.domain.chronologies import Scope
from legalaid_desktop.domain.closings import Closing, Service
from legalaid_desktop.domain.conflicts import ConflictAnswer, Sketch
from legalaid_desktop.domain.copies import OWN_FILE, Opening
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.counted import By, month_of
from legalaid_desktop.domain.counted import Unit as Counted
from legalaid_desktop.domain.counts import CountChoice
from legalaid_desktop.domain.court_calendar import Holiday
from legalaid_desktop.domain.court_fees import FeeQuestion
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.filings import Filing, Readiness, Ticked
from legalaid_desktop.domain.hearings import HearingNotice
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.holiday_tables import YearlyNotice, new_day
from legalaid_desktop.domain.imports import Column, Sheet
from legalaid_desktop.domain.intakes import Attempt, IntakeDecision, IntakeStatus
from legalaid_desktop.domain.kept_calendars import KeptCalendar
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import ExchangeRate, Money
from legalaid_desktop.domain.name_index import Known
from legalaid_desktop.domain.office_lists import ListKind
from legalaid_desktop.domain.office_times import OfficeTime
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep
from legalaid_desktop.domain.rules import DeadlineKind, Unit
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.domain.signing_keys import fingerprint
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Prolongation, Trigger
from legalaid_desktop.domain.undo import Edit
from legalaid_desktop.services.calendar_files import Span
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.storage import deadlines, made_copies, tasks
from tests.recovering import typed

DAY = date(2026, 3, 26)
TODAY = date(2026, 3, 30)
WHY = "ພິມຜິດ"
TICK = Ticked(item="stamp", state=Readiness.READY)
SPAN = Span(first=DAY, last=DAY)
MONTH = date(2026, 3, 1)
SHEET = Sheet(title="", headings=("ຊື່",), rows=(("ບຸນມີ",),))
COLUMNS = (Column.GIVEN_LO,)
TRY = Attempt(on=DAY.isoformat(), by="", reached=False)
STEP = ReferralStep(state=ReferralState.ACCEPTED, on=TODAY.isoformat())
NUMBERS = CountChoice(unit=Counted.OPENED, period=month_of(DAY), rows=By.TYPE)
TAKEN = IntakeDecision(status=IntakeStatus.TAKEN)
CHOSEN = Chosen(rule_id="CV-24")
MORE = Prolongation(length=10, unit=Unit.DAY, granted_on=TODAY, note="ສານອະນຸຍາດ")
NOTICE = YearlyNotice(
    number="12/ຫສນຍ", on=DAY, year=2027, days=(new_day(date(2027, 4, 13), "ປີໃໝ່ລາວ"),)
)


def everywhere(office):
    return [one.trigger for one in office.redating.everywhere()]


def trigger(case):
    return Trigger(case_id=case.id, event="claim-received", on=DAY)


def event(case):
    return Event(case_id=case.id, kind=EventKind.NOTE, on=DAY, text="ໄດ້ໂທຫາ")


def own_time():
    return OfficeTime(user_id=0, on=DAY, minutes=30, what="ປະຊຸມ")


def decision(case):
    return Decision(
        case_id=case.id,
        on=DAY,
        kind=DecisionKind.JUDGMENT,
        stage=Stage.FIRST_INSTANCE,
        outcome_lo="ຍົກຟ້ອງ",
    )


def party(case, person):
    return Party(case_id=case.id, person_id=person.id, role=PartyRole.WITNESS)


def undoable(office, world, steps):
    """The last thing the user did was a change of the case, or taking one back."""
    before = world.founder.cases.get(world.case.id)
    after = world.founder.cases.save(replace(before, court_number="12"))
    getattr(office._desk.history, steps).append(Edit(before=before, after=after))


def undo(office, world):
    undoable(office, world, "done")
    office.undo.undo()


def redo(office, world):
    undoable(office, world, "undone")
    office.undo.redo()


def own_copy(office, world):
    """A print that this user began, while it was still allowed."""
    copy = world.founder.copies.print_attachment(world.attachment.id, OWN_FILE, lambda: False).copy
    with office._desk.database.transaction() as session:
        return made_copies.change(session, copy, by=office.user)


def cancel(office, world):
    office.copies.cancel(own_copy(office, world).id)


def notice(hearing):
    return HearingNotice(case_id=hearing.case_id, event_id=hearing.id, whom="ທະນາຍຄວາມ")


def refusal(case):
    return AccessRefusal(case_id=case.id, on=DAY, body="ຄຸກ")


def filing(case):
    return Filing(case_id=case.id, kind="claim", planned_on=DAY)


def thing(case):
    return Holding(case_id=case.id, what="ໜັງສືຜ່ານແດນ", received_on=DAY, received_from="ບຸນມີ")


def closing(case):
    held = "ລູກຄວາມຝາກໄວ້"
    return Closing(case_id=case.id, service=Service.ADVICE, outcome="advised", originals_why=held)


def letter(case):
    return Letter(
        case_id=case.id, direction=Direction.IN, on=DAY, correspondent="ສານ", subject="ໝາຍເຊີນ"
    )


def own_task(office, world):
    """Whether the user's list names the case in which somebody gave that user a task."""
    task = world.founder.tasks.save(Task(case_id=world.case.id, what="ໂທຫານາຍບ້ານ"))
    with office._desk.database.transaction() as session:
        tasks.save(session, replace(task, owner_id=office.account.id))
    return world.case.id in [one.task.case_id for one in office.tasks.mine()]


def in_the_calendar(office, world):
    """Whether the hearing of the case goes out with the calendar."""
    day = world.hearing.on
    office.calendar_files.export(Span(first=day, last=day), "lo", OWN_FILE, world.out)
    return world.case.number in world.out.read_text(encoding="utf-8")


def warned_of(office, world):
    """Whether the user is warned of a day of the case, for which the user was made to answer."""
    with office._desk.database.transaction() as session:
        deadlines.save(session, replace(world.target, responsible_id=office.account.id))
    return world.names_case(world.target, office.alerts.due())


def rings_for(office, world):
    """Whether the clock of somebody who is held in the case rings at the user's desk."""
    mark = f"custody:{world.custody.id}:"
    return any(one.mark.startswith(mark) for one in office.alerts.alarms())


def hears(office, world):
    """Whether the user can say to have heard that clock, also by its mark alone."""
    mark, founder = f"custody:{world.custody.id}:", world.founder
    rung = [one for one in founder.alerts.alarms() if one.mark.startswith(mark)]
    office.alerts.hear(rung[:1])
    held = founder.protection.of_case(world.case.id).custodies
    return any(one.by == office.account.name for each in held for one in each.heard)


def running_of(office, world):
    """Whether the case is among those of the colleague who has a place there."""
    colleague = world.place_of_third.user_id
    return world.case.id in [one.case.id for one in office.handovers.of_colleague(colleague)]


def hand_over(office, world):
    place = world.place_of_third
    office.handovers.hand_over([world.case.id], place.user_id, world.founder.account.id, WHY)


def confirm(office, world):
    """Whoever may change the worksheet and is not its lawyer is told so."""
    try:
        office.protection.confirm(world.entered.id)
    except Refused as told:
        if type(told) is not Refused:
            raise


def take_back(office, world):
    path = world.founder.copies.open_attachment(world.attachment.id).path
    office.copies.take_back(Opening(path=path, copy=own_copy(office, world)))


def answer(office, world):
    """The last check of the case, whatever it found."""
    check = world.founder.conflicts.run(world.case.id).check
    office.conflicts.answer(check.id, ConflictAnswer.NO_CONFLICT, WHY)


def trust(office, world):
    """Knows the key that signed a pack."""
    pack = world.founder.rule_packs.read(world.pack_file).pack
    office.rule_packs.trust(pack, fingerprint(pack.key))


def accept_rule(office, world):
    """Takes the one rule over that a pack has more."""
    look = world.founder.rule_packs.read(world.pack_file)
    office.rule_packs.accept(look, look.changes[0])


def accept_event(office, world):
    """Takes the first event of a pack that differs."""
    look = world.founder.rule_packs.read(world.pack_file)
    office.rule_packs.accept_event(look, look.events[0])


ON_A_CASE = {
    "people.client": (Act.READ, lambda o, w: o.people.client(w.case.client_id)),
    "people.get": (Act.READ, lambda o, w: o.people.get(w.person.id)),
    "people.save": (Act.EDIT, lambda o, w: o.people.save(replace(w.person, village_latin="Phon"))),
    "merges.compare": (Act.EDIT, lambda o, w: o.merges.compare(w.person.id, w.lonely.id)),
    "merges.merge": (Act.EDIT, lambda o, w: o.merges.merge(w.person.id, w.lonely.id, WHY)),
    "merges.of_person": (Act.READ, lambda o, w: o.merges.of_person(w.person.id)),
    "merges.take_back": (Act.EDIT, lambda o, w: o.merges.take_back(w.merge.id, WHY)),
    "cases.add_event": (Act.EDIT, lambda o, w: o.cases.add_event(event(w.case))),
    "cases.add_party": (Act.EDIT, lambda o, w: o.cases.add_party(party(w.case, w.lonely))),
    "cases.by_number": (Act.READ, lambda o, w: o.cases.by_number(w.case.number)),
    "cases.head": (Act.READ, lambda o, w: o.cases.head(w.case.id)),
    "cases.file": (Act.READ, lambda o, w: o.cases.file(w.case.id)),
    "cases.get": (Act.READ, lambda o, w: o.cases.get(w.case.id)),
    "cases.remove": (Act.EDIT, lambda o, w: o.cases.remove(w.case.id, WHY)),
    "cases.remove_event": (Act.EDIT, lambda o, w: o.cases.remove_event(w.event.id, WHY)),
    "cases.remove_party": (Act.EDIT, lambda o, w: o.cases.remove_party(w.party.id, WHY)),
    "cases.save_event": (
        Act.EDIT, lambda o, w: o.cases.save_event(replace(w.event, minutes=20)),
    ),
    "cases.save": (Act.EDIT, lambda o, w: o.cases.save(replace(w.case, court_number="7"))),
    "cases.story": (Act.READ, lambda o, w: o.cases.story(w.case.id)),
    "stories.page": (Act.READ, lambda o, w: o.stories.page(w.case.id)),
    "stories.overview": (Act.READ, lambda o, w: o.stories.overview(w.case.id)),
    "stories.settle": (
        Act.EDIT, lambda o, w: o.stories.settle(w.case.id, w.stage_proposal, agreed=True),
    ),
    "stories.decisions": (Act.READ, lambda o, w: o.stories.decisions(w.case.id)),
    "stories.save_decision": (Act.EDIT, lambda o, w: o.stories.save_decision(decision(w.case))),
    "stories.remove_decision": (
        Act.EDIT, lambda o, w: o.stories.remove_decision(w.decision.id, WHY),
    ),
    "stories.print_chronology": (
        Act.EXPORT, lambda o, w: o.stories.print_chronology(w.case.id, Scope(), "lo", OWN_FILE),
    ),
    "stories.save_chronology": (
        Act.EXPORT,
        lambda o, w: o.stories.save_chronology(w.case.id, Scope(), "lo", w.out, OWN_FILE),
    ),
    "conflicts.standing": (Act.READ, lambda o, w: o.conflicts.standing(w.case.id)),
    "conflicts.run": (Act.EDIT, lambda o, w: o.conflicts.run(w.case.id)),
    "conflicts.answer": (Act.EDIT, answer),
    "conflicts.run_several": (
        Act.EDIT, lambda o, w: o.conflicts.run_several([w.case.id]),
    ),
    "conflicts.print_certificate": (
        Act.EXPORT, lambda o, w: o.conflicts.print_certificate(w.case.id, "lo", OWN_FILE),
    ),
    "conflicts.save_certificate": (
        Act.EXPORT, lambda o, w: o.conflicts.save_certificate(w.case.id, "lo", w.out, OWN_FILE),
    ),
    "deadlines.add": (Act.EDIT, lambda o, w: o.deadlines.add(w.case.id, "CV-24", DAY)),
    "deadlines.entrust": (
        Act.EDIT,
        lambda o, w: o.deadlines.entrust(w.deadline, w.founder.account.id),
    ),
    "deadlines.lead": (Act.READ, lambda o, w: o.deadlines.lead(w.case.id)),
    "triggers.add": (Act.EDIT, lambda o, w: o.triggers.add(trigger(w.case), [CHOSEN])),
    "triggers.follow": (Act.EDIT, lambda o, w: o.triggers.follow(w.trigger.id, [CHOSEN])),
    "triggers.change": (
        Act.EDIT, lambda o, w: o.triggers.change(replace(w.trigger, on=TODAY), [], WHY),
    ),
    "triggers.try_change": (
        Act.READ, lambda o, w: o.triggers.try_change(replace(w.trigger, on=TODAY)),
    ),
    "triggers.prolong": (Act.EDIT, lambda o, w: o.triggers.prolong(w.deadline, MORE)),
    "triggers.try_prolong": (Act.READ, lambda o, w: o.triggers.try_prolong(w.deadline, MORE)),
    "triggers.of_case": (Act.READ, lambda o, w: o.triggers.of_case(w.case.id)),
    "triggers.get": (Act.READ, lambda o, w: o.triggers.get(w.trigger.id)),
    "triggers.offered": (
        Act.READ, lambda o, w: o.triggers.offered("claim-received", w.case.id),
    ),
    "triggers.following": (Act.READ, lambda o, w: o.triggers.following(w.case.id)),
    "triggers.steps": (Act.READ, lambda o, w: o.triggers.steps("hearing", w.case.id)),
    "redating.waiting": (Act.READ, lambda o, w: o.redating.waiting(w.case.id)),
    "redating.doubtful": (Act.READ, lambda o, w: o.redating.doubtful(w.hearing, DAY)),
    "redating.answer": (
        Act.EDIT, lambda o, w: o.redating.answer(w.redated(), [], reason=WHY),
    ),
    "moves.accept": (Act.EDIT, lambda o, w: o.moves.accept(w.move)),
    "moves.accept_several": (Act.EDIT, lambda o, w: o.moves.accept_several([w.move])),
    "moves.refuse_several": (Act.EDIT, lambda o, w: o.moves.refuse_several([w.move], WHY)),
    "moves.take_back": (Act.EDIT, lambda o, w: o.moves.take_back(w.refused)),
    "moves.refuse": (Act.EDIT, lambda o, w: o.moves.refuse(w.move, WHY)),
    "moves.of_case": (Act.READ, lambda o, w: o.moves.of_case(w.case.id)),
    "moves.waiting": (Act.READ, lambda o, w: o.moves.waiting(w.case.id)),
    "moves.refused": (Act.READ, lambda o, w: o.moves.refused(w.case.id)),
    "settling.write": (
        Act.EDIT,
        lambda o, w: o.settling.write(w.case.id, DeadlineKind.TARGET, "ນັດລູກຄວາມ", TODAY),
    ),
    "settling.is_statutory": (Act.READ, lambda o, w: o.settling.is_statutory(w.deadline)),
    "settling.settle": (
        Act.EDIT,
        lambda o, w: o.settling.settle(w.deadline, DeadlineStatus.DONE, proof="12/2026"),
    ),
    "settling.look_again": (
        Act.EDIT,
        lambda o, w: o.settling.look_again(w.asked_deadline, agreed=False, why=WHY),
    ),
    "settling.reopen": (Act.EDIT, lambda o, w: o.settling.reopen(w.dropped_target, WHY)),
    "settling.move": (
        Act.EDIT, lambda o, w: o.settling.move(w.target, date(2026, 5, 4), WHY),
    ),
    "settling.move_hearing": (
        Act.EDIT, lambda o, w: o.settling.move_hearing(w.hearing, date(2030, 1, 9), WHY),
    ),
    "settling.convert": (
        Act.EDIT, lambda o, w: o.settling.convert(w.target, DeadlineKind.CLOCK, WHY),
    ),
    "settling.from_hearing": (
        Act.EDIT,
        lambda o, w: o.settling.from_hearing(w.bare_hearing(), DeadlineKind.TARGET, WHY),
    ),
    "settling.require_mate": (
        Act.READ,
        lambda o, w: o.settling.require_mate(w.target, w.founder.account.id, "stand_in_id"),
    ),
    "settling.to_hearing": (Act.EDIT, lambda o, w: o.settling.to_hearing(w.target, WHY)),
    "settling.stand_in": (
        Act.EDIT, lambda o, w: o.settling.stand_in(w.target, w.founder.account.id),
    ),
    "settling.see": (Act.READ, lambda o, w: o.settling.see(w.deadline)),
    "deadlines.sum_of": (Act.READ, lambda o, w: o.deadlines.sum_of(w.deadline)),
    "deadlines.of_case": (Act.READ, lambda o, w: o.deadlines.of_case(w.case.id)),
    "assignments.accept": (Act.ANSWER, lambda o, w: o.assignments.accept(w.declared.id)),
    "assignments.declare": (
        Act.ANSWER, lambda o, w: o.assignments.declare(w.offer.id, Declaration.NO_CONFLICT),
    ),
    "assignments.sheet": (Act.ANSWER, lambda o, w: o.assignments.sheet(w.offer.id)),
    "assignments.decline": (Act.ANSWER, lambda o, w: o.assignments.decline(w.offer.id, WHY)),
    "assignments.offer": (Act.ASSIGN, lambda o, w: o.assignments.offer(w.case.id, w.lawyer.id)),
    "assignments.of_case": (Act.READ, lambda o, w: o.assignments.of_case(w.case.id)),
    "papers.discard": (Act.EDIT, lambda o, w: o.papers.discard(w.paper.id)),
    "papers.draft": (Act.EDIT, lambda o, w: o.papers.draft(w.case.id, "referral_letter", "lo")),
    "papers.get": (Act.READ, lambda o, w: o.papers.get(w.paper.id)),
    "papers.issue": (Act.ISSUE, lambda o, w: o.papers.issue(w.whole_paper)),
    "papers.missing": (Act.READ, lambda o, w: o.papers.missing(w.paper)),
    "papers.of_case": (Act.READ, lambda o, w: o.papers.of_case(w.case.id)),
    "papers.pdf": (Act.READ, lambda o, w: o.papers.pdf(w.paper)),
    "papers.save": (Act.EDIT, lambda o, w: o.papers.save(w.paper, {}, "en")),
    "protection.of_case": (Act.READ, lambda o, w: o.protection.of_case(w.case.id)),
    "protection.worksheet": (Act.READ, lambda o, w: o.protection.worksheet(w.worksheet.id)),
    "protection.save": (
        Act.EDIT, lambda o, w: o.protection.save(replace(w.worksheet, place="Penang")),
    ),
    "protection.remove": (
        Act.EDIT, lambda o, w: o.protection.remove(BinKind.WORKSHEET, w.worksheet.id, WHY),
    ),
    "protection.sign": (Act.EDIT, lambda o, w: o.protection.sign(w.view)),
    "protection.confirm": (Act.EDIT, confirm),
    "htcds.of_case": (Act.EXPORT, lambda o, w: o.htcds.of_case(w.case.id)),
    "htcds.save": (Act.EXPORT, lambda o, w: o.htcds.save(w.case.id, w.out, OWN_FILE)),
    "attachments.add": (Act.EDIT, lambda o, w: o.attachments.add(w.path, w.about)),
    "attachments.data": (Act.READ, lambda o, w: o.attachments.data(w.attachment.id)),
    "attachments.of_case": (Act.READ, lambda o, w: o.attachments.of_case(w.case.id)),
    "attachments.pages": (
        Act.READ, lambda o, w: o.attachments.pages(w.attachment.id, lambda: False),
    ),
    "attachments.remove": (Act.EDIT, lambda o, w: o.attachments.remove(w.attachment.id, WHY)),
    "attachments.save": (
        Act.EDIT, lambda o, w: o.attachments.save(replace(w.attachment, title_en="Receipt")),
    ),
    "bundles.build": (Act.EXPORT, lambda o, w: o.bundles.build(w.attachment.case_id, w.out, "lo")),
    "bundles.contents": (Act.READ, lambda o, w: o.bundles.contents(w.case.id)),
    "bundles.of_case": (Act.READ, lambda o, w: o.bundles.of_case(w.case.id)),
    "copies.of_case": (Act.READ, lambda o, w: o.copies.of_case(w.case.id)),
    "copies.lines": (Act.READ, lambda o, w: o.copies.lines(w.case.id)),
    "copies.prospect": (Act.EXPORT, lambda o, w: o.copies.prospect(w.attachment.id)),
    "copies.open_attachment": (Act.EXPORT, lambda o, w: o.copies.open_attachment(w.attachment.id)),
    "copies.cancel": (Act.EXPORT, cancel),
    "copies.take_back": (Act.EXPORT, take_back),
    "copies.print_list": (Act.EXPORT, lambda o, w: o.copies.print_list(w.case.id, "lo", OWN_FILE)),
    "copies.save_list": (
        Act.EXPORT, lambda o, w: o.copies.save_list(w.case.id, "lo", w.out, OWN_FILE),
    ),
    "copies.print_attachment": (
        Act.EXPORT,
        lambda o, w: o.copies.print_attachment(w.attachment.id, OWN_FILE, lambda: False),
    ),
    "copies.print_paper": (Act.EXPORT, lambda o, w: o.copies.print_paper(w.paper, OWN_FILE)),
    "copies.save_attachment": (
        Act.EXPORT, lambda o, w: o.copies.save_attachment(w.attachment.id, w.out, OWN_FILE),
    ),
    "copies.save_paper": (Act.EXPORT, lambda o, w: o.copies.save_paper(w.paper, w.out, OWN_FILE)),
    "scope.of_case": (Act.READ, lambda o, w: o.scope.of_case(w.case.id)),
    "scope.keep": (Act.EDIT, lambda o, w: o.scope.keep(w.case.id, {"asks_for": "advice"})),
    "eligibility.of_case": (Act.READ, lambda o, w: o.eligibility.of_case(w.case.id)),
    "eligibility.suggested": (Act.READ, lambda o, w: o.eligibility.suggested(w.case.id)),
    "eligibility.propose": (Act.EDIT, lambda o, w: o.eligibility.propose(w.deciding)),
    "eligibility.decide": (Act.DECIDE, lambda o, w: o.eligibility.decide(w.deciding)),
    "eligibility.paper": (Act.EDIT, lambda o, w: o.eligibility.paper(w.decided.id, "lo")),
    "consents.of_case": (Act.READ, lambda o, w: o.consents.of_case(w.case.id)),
    "consents.give": (Act.EDIT, lambda o, w: o.consents.give(w.agreeing)),
    "consents.withdraw": (Act.EDIT, lambda o, w: o.consents.withdraw(w.agreed.id, TODAY)),
    "consents.remove": (Act.EDIT, lambda o, w: o.consents.remove(w.agreed.id, WHY)),
    "consents.of_age": (Act.READ, lambda o, w: o.consents.of_age(w.case.id)),
    "eligibility.remove": (Act.DECIDE, lambda o, w: o.eligibility.remove(w.decided.id, WHY)),
    "consents.finding": (Act.READ, lambda o, w: o.consents.finding(w.case.id, OWN_FILE, ())),
    "consents.form": (Act.EDIT, lambda o, w: o.consents.form(w.agreeing, "lo")),
    "tasks.save": (Act.EDIT, lambda o, w: o.tasks.save(Task(case_id=w.case.id, what=WHY))),
    "tasks.begin": (
        Act.EDIT, lambda o, w: o.tasks.begin(w.case.id, "first_weeks", DAY, "lo", None),
    ),
    "tasks.done": (Act.EDIT, lambda o, w: o.tasks.done(w.task.id)),
    "tasks.drop": (Act.EDIT, lambda o, w: o.tasks.drop([w.task.id], WHY)),
    "tasks.reopen": (Act.EDIT, lambda o, w: o.tasks.reopen(w.founder.tasks.done(w.task.id).id)),
    "tasks.flags": (Act.READ, lambda o, w: o.tasks.flags(w.case.id)),
    "tasks.of_case": (Act.READ, lambda o, w: o.tasks.of_case(w.case.id)),
    "correspondence.save": (Act.EDIT, lambda o, w: o.correspondence.save(letter(w.case))),
    "correspondence.answer_referral": (
        Act.EDIT, lambda o, w: o.correspondence.answer_referral(w.referral.id, STEP),
    ),
    "correspondence.void": (Act.EDIT, lambda o, w: o.correspondence.void(w.letter.id, WHY)),
    "correspondence.of_case": (Act.READ, lambda o, w: o.correspondence.of_case(w.case.id)),
    "correspondence.waiting_papers": (
        Act.READ, lambda o, w: o.correspondence.waiting_papers(w.case.id),
    ),
    "hearings.ledger": (Act.READ, lambda o, w: o.hearings.ledger(w.case.id)),
    "hearings.note": (Act.EDIT, lambda o, w: o.hearings.note(notice(w.hearing))),
    "hearings.strike": (Act.EDIT, lambda o, w: o.hearings.strike(w.notice.id, WHY)),
    "hearings.conclude": (Act.EDIT, lambda o, w: o.hearings.conclude(w.past_hearing, WHY)),
    "hearings.refused": (Act.EDIT, lambda o, w: o.hearings.refused(refusal(w.case))),
    "filings.of_case": (Act.READ, lambda o, w: o.filings.of_case(w.case.id)),
    "filings.plan": (Act.EDIT, lambda o, w: o.filings.plan(filing(w.case))),
    "filings.tick": (Act.EDIT, lambda o, w: o.filings.tick(w.filing.id, [TICK])),
    "filings.filed": (Act.EDIT, lambda o, w: o.filings.filed(w.filing.id, DAY, WHY)),
    "filings.fees": (Act.CONSULT, lambda o, w: o.filings.fees(FeeQuestion(value=1_000_000))),
    "deadline_sheets.sum": (
        Act.EXPORT, lambda o, w: o.deadline_sheets.sum(w.deadline.id, "lo", OWN_FILE),
    ),
    "holdings.receive": (Act.EDIT, lambda o, w: o.holdings.receive(w.case.id, [thing(w.case)])),
    "holdings.give_back": (
        Act.EDIT, lambda o, w: o.holdings.give_back([w.holding.id], "ບຸນມີ", DAY),
    ),
    "holdings.correct": (Act.EDIT, lambda o, w: o.holdings.correct(w.holding)),
    "holdings.of_case": (Act.READ, lambda o, w: o.holdings.of_case(w.case.id)),
    "closings.look": (Act.READ, lambda o, w: o.closings.look(w.case.id)),
    "closings.ask": (Act.EDIT, lambda o, w: o.closings.ask(closing(w.case))),
    "closings.decide": (
        Act.APPROVE,
        lambda o, w: o.closings.decide(w.asked.id, approved=True, why=WHY),
    ),
    "closings.reopen": (Act.EDIT, lambda o, w: o.closings.reopen(w.closed.id, WHY)),
    "closings.draft_letter": (Act.EDIT, lambda o, w: o.closings.draft_letter(w.asked.id, "lo")),
    "handovers.of_case": (Act.READ, lambda o, w: o.handovers.of_case(w.case.id)),
    "handovers.hand_over": (Act.ASSIGN, hand_over),
    "sheets.notices": (Act.EXPORT, lambda o, w: o.sheets.notices(w.case.id, "lo", OWN_FILE)),
    "sheets.checklist": (
        Act.EXPORT, lambda o, w: o.sheets.checklist(w.filing.id, "lo", OWN_FILE),
    ),
    "sheets.court_fees": (
        Act.EXPORT,
        lambda o, w: o.sheets.court_fees(w.case.id, FeeQuestion(value=1_000_000), "lo", OWN_FILE),
    ),
    "sheets.evidence": (Act.EXPORT, lambda o, w: o.sheets.evidence(w.case.id, "lo", OWN_FILE)),
    "sheets.receipt": (
        Act.EXPORT,
        lambda o, w: o.sheets.receipt(w.case.id, w.holding.receipt, "lo", OWN_FILE),
    ),
    "sheets.return_slip": (
        Act.EXPORT,
        lambda o, w: o.sheets.return_slip(w.referral.id, "lo", OWN_FILE),
    ),
    "sheets.running": (Act.EXPORT, lambda o, w: o.sheets.running([w.case.id], "lo", OWN_FILE)),
    "bin.restore": (Act.EDIT, lambda o, w: o.bin.restore(BinKind.EVENT, w.removed_event.id)),
    "undo.undo": (Act.EDIT, undo),
    "undo.redo": (Act.EDIT, redo),
    "destructions.propose": (
        Act.DESTROY,
        lambda o, w: o.destructions.propose(
            w.closed.number, DestructionGround.REQUEST, WHY, requested_on=DAY
        ),
    ),
    "destructions.agree": (Act.DESTROY, lambda o, w: o.destructions.agree(w.proposal.id)),
    "destructions.refuse": (Act.DESTROY, lambda o, w: o.destructions.refuse(w.proposal.id, WHY)),
    "orphans.attach": (Act.EDIT, lambda o, w: o.orphans.attach(w.orphan, w.about)),
    "intakes.of_case": (Act.READ, lambda o, w: o.intakes.of_case(w.case.id)),
    "intakes.complete": (Act.EDIT, lambda o, w: o.intakes.complete(w.person, w.talk)),
    "intakes.try_again": (
        Act.EDIT, lambda o, w: w.intake and o.intakes.try_again(w.case.id, TRY, None),
    ),
    "intakes.decide": (
        Act.EDIT, lambda o, w: w.intake and o.intakes.decide(w.case.id, TAKEN),
    ),
    "intakes.watch_told": (
        Act.EDIT, lambda o, w: w.intake and o.intakes.watch_told(w.case.id),
    ),
    "intakes.contact": (Act.READ, lambda o, w: o.intakes.contact(w.person.id)),
    "intakes.save_contact": (
        Act.EDIT, lambda o, w: o.intakes.save_contact(SafeContact(person_id=w.person.id)),
    ),
    "teams.of_case": (Act.READ, lambda o, w: o.teams.of_case(w.case.id)),
    "teams.add": (Act.ASSIGN, lambda o, w: o.teams.add(w.case.id, w.third.account.id, WHY)),
    "teams.remove": (Act.ASSIGN, lambda o, w: o.teams.remove(w.place_of_third.id, WHY)),
    "trail.of_case": (Act.READ, lambda o, w: o.trail.of_case(w.case.id)),
    "trail.of_record": (Act.READ, lambda o, w: o.trail.of_record("case_file", w.case.id)),
}  # fmt: skip

LISTS = {
    "protection.ages": (
        Act.READ, lambda o, w: w.age and w.age in o.protection.ages(w.age.person_id),
    ),
    "people.client_of": (Act.READ, lambda o, w: o.people.client_of(w.person.id) is not None),
    "people.page": (Act.READ, lambda o, w: w.shows(o.people.page(w.name))),
    "people.similar": (Act.READ, lambda o, w: w.shows(o.people.similar(w.alike))),
    "people.roles": (Act.READ, lambda o, w: w.party.case_id in o.people.roles(w.lonely.id)),
    "cases.of_person": (Act.READ, lambda o, w: w.shows(o.cases.of_person(w.person.id))),
    "cases.page": (Act.READ, lambda o, w: w.shows(o.cases.page(w.name))),
    "deadlines.next_of": (
        Act.READ, lambda o, w: w.deadline.case_id in o.deadlines.next_of([w.case.id]),
    ),
    "redating.everywhere": (
        Act.READ, lambda o, w: w.redated() and w.names_case(w.trigger, everywhere(o)),
    ),
    "moves.pending": (Act.READ, lambda o, w: w.move and w.shows(o.moves.pending())),
    "deadlines.case_numbers": (
        Act.READ, lambda o, w: w.case.id in o.deadlines.case_numbers([w.deadline]),
    ),
    "moves.recent": (Act.READ, lambda o, w: w.refused and w.shows(o.moves.recent())),
    "stories.next_hearings": (
        Act.READ, lambda o, w: w.hearing.case_id in o.stories.next_hearings([w.case.id]),
    ),
    "deadlines.upcoming": (
        Act.READ, lambda o, w: w.names_case(w.deadline, o.deadlines.upcoming(365)),
    ),
    "calendar.span": (
        Act.READ,
        lambda o, w: w.names_case(
            w.target, [one.record for one in o.calendar.span(DAY, date(2026, 4, 30)).planned]
        ),
    ),
    "calendar.board": (
        Act.READ,
        lambda o, w: w.target and w.case.id in [one[0].id for one in o.calendar.board().by_case],
    ),
    "calendar_files.export": (Act.EXPORT, in_the_calendar),
    "alerts.due": (Act.READ, warned_of),
    "alerts.alarms": (Act.READ, rings_for),
    "alerts.hear": (Act.READ, hears),
    "assignments.waiting": (Act.READ, lambda o, w: w.names_case(w.offer, o.assignments.waiting())),
    "intakes.waiting": (Act.READ, lambda o, w: w.intake and w.shows(o.intakes.waiting())),
    "tasks.mine": (Act.READ, own_task),
    "correspondence.register": (
        Act.READ,
        lambda o, w: w.letter.id
        in [one.letter and one.letter.id for one in o.correspondence.register(Direction.IN, 2026)],
    ),
    "handovers.of_colleague": (Act.ASSIGN, running_of),
    "papers.lines": (Act.READ, lambda o, w: w.paper and w.shows(o.papers.lines())),
    "papers.page": (Act.READ, lambda o, w: w.names_case(w.paper, o.papers.page())),
    "bin.contents": (Act.READ, lambda o, w: w.removed_event and w.shows(o.bin.contents())),
    "retention.due": (
        Act.DESTROY, lambda o, w: w.long_over.id in [one.case.id for one in o.retention.due()],
    ),
    "destructions.every": (
        Act.DESTROY,
        lambda o, w: w.proposal.id in [one.destruction.id for one in o.destructions.every()],
    ),
    "search.find": (Act.READ, lambda o, w: w.shows(o.search.find(w.name))),
    "search.page": (Act.READ, lambda o, w: w.shows(o.search.page(w.name, Kind.CASE))),
    "today.look": (Act.READ, lambda o, w: w.deadline and w.shows(o.today.look())),
}  # fmt: skip

OF_THE_OFFICE = {
    "search.recent": (Act.READ, lambda o, w: o.search.recent()),
    "search.progress": (Act.CONSULT, lambda o, w: o.search.progress()),
    "search.build": (Act.CONSULT, lambda o, w: o.search.build()),
    "search.read_file": (Act.CONSULT, lambda o, w: o.search.read_file(lambda: False)),
    "people.remove": (Act.EDIT, lambda o, w: o.people.remove(w.lonely.id, WHY)),
    "people.take_in": (Act.TAKE_IN, lambda o, w: o.people.take_in(Person(given_lo="ນາງ ແກ້ວ"))),
    "cases.open": (
        Act.TAKE_IN,
        lambda o, w: o.cases.open(
            Case(client_id=w.client.id, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=DAY)
        ),
    ),
    "cases.take_in": (
        Act.TAKE_IN,
        lambda o, w: o.cases.take_in(
            Person(given_lo="ທ້າວ ຄຳ"),
            Case(client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=DAY),
        ),
    ),
    "conflicts.check_name": (
        Act.TAKE_IN, lambda o, w: o.conflicts.check_name(Known(names=("ນາງ ແກ້ວ",))),
    ),
    "conflicts.hint": (
        Act.EDIT, lambda o, w: o.conflicts.hint(Sketch(known=Known(names=("ນາງ ແກ້ວ",)))),
    ),
    "conflicts.prepare": (Act.CONSULT, lambda o, w: o.conflicts.prepare()),
    "lists.write": (
        Act.EXPORT_LISTS,
        lambda o, w: o.lists.write(ListKind.PEOPLE, w.folder / "l.csv", "lo", WHY),
    ),
    "counts.table": (Act.COUNT, lambda o, w: o.counts.table(NUMBERS)),
    "counts.sheet": (Act.COUNT, lambda o, w: o.counts.sheet(NUMBERS, "lo", OWN_FILE)),
    "deadline_sheets.control": (
        Act.EXPORT, lambda o, w: o.deadline_sheets.control(DAY, "lo", OWN_FILE),
    ),
    "deadline_sheets.courts": (
        Act.EXPORT, lambda o, w: o.deadline_sheets.courts(DAY, "lo", OWN_FILE),
    ),
    "calendar_files.naming": (Act.EXPORT, lambda o, w: o.calendar_files.naming(SPAN, OWN_FILE)),
    "kept_calendars.kept": (Act.CONSULT, lambda o, w: o.kept_calendars.kept()),
    "kept_calendars.naming": (
        Act.EXPORT, lambda o, w: o.kept_calendars.naming(KeptCalendar(path="", language="lo")),
    ),
    "kept_calendars.keep": (
        Act.EXPORT,
        lambda o, w: o.kept_calendars.keep(KeptCalendar(path=str(w.out), language="lo")),
    ),
    "kept_calendars.stop": (Act.CONSULT, lambda o, w: o.kept_calendars.stop()),
    "kept_calendars.write": (Act.EXPORT, lambda o, w: o.kept_calendars.write()),
    "digests.naming": (Act.EXPORT, lambda o, w: o.digests.naming(OWN_FILE)),
    "digests.sheet": (Act.EXPORT, lambda o, w: o.digests.sheet("lo", OWN_FILE)),
    "deadline_sheets.log": (Act.EXPORT, lambda o, w: o.deadline_sheets.log(DAY, "lo", OWN_FILE)),
    "calendar_files.compare": (
        Act.READ, lambda o, w: o.calendar_files.compare(w.calendar, "lo"),
    ),
    "intakes.code_name": (Act.TAKE_IN, lambda o, w: o.intakes.code_name()),
    "deadlines.rules": (Act.CONSULT, lambda o, w: o.deadlines.rules()),
    "rules.every": (Act.CONSULT, lambda o, w: o.rules.every()),
    "rules.counted_by": (Act.READ, lambda o, w: o.rules.counted_by("CV-24")),
    "office_events.every": (Act.CONSULT, lambda o, w: o.office_events.every()),
    "office_events.look": (Act.CONSULT, lambda o, w: o.office_events.look("hearing")),
    "office_events.history": (Act.CONSULT, lambda o, w: o.office_events.history("hearing")),
    "office_events.in_use": (Act.CONSULT, lambda o, w: o.office_events.in_use()),
    "office_events.known": (Act.CONSULT, lambda o, w: o.office_events.known()),
    "office_events.write": (
        Act.CHECK_LAW, lambda o, w: o.office_events.write(w.new_event(), WHY),
    ),
    "office_events.change": (
        Act.CHECK_LAW, lambda o, w: o.office_events.change(w.own_event(), w.new_event(), WHY),
    ),
    "office_events.switch_off": (
        Act.CHECK_LAW, lambda o, w: o.office_events.switch_off(w.own_event(), WHY),
    ),
    "office_events.switch_on": (
        Act.CHECK_LAW,
        lambda o, w: o.office_events.switch_on(
            w.founder.office_events.switch_off(w.own_event(), WHY), WHY
        ),
    ),
    "office_events.go_back": (
        Act.CHECK_LAW, lambda o, w: o.office_events.go_back(w.changed_event(), WHY),
    ),
    "rules.get": (Act.CONSULT, lambda o, w: o.rules.get("CV-24")),
    "rules.history": (Act.CONSULT, lambda o, w: o.rules.history("CV-24")),
    "rules.may_check_off": (Act.CONSULT, lambda o, w: o.rules.may_check_off()),
    "rules.change": (
        Act.CHECK_LAW, lambda o, w: o.rules.change(w.standing(), w.reworded(), WHY),
    ),
    "rules.write": (Act.CHECK_LAW, lambda o, w: o.rules.write(w.reworded(), WHY)),
    "rules.switch_off": (Act.CHECK_LAW, lambda o, w: o.rules.switch_off(w.own_rule(), WHY)),
    "rules.switch_on": (
        Act.CHECK_LAW,
        lambda o, w: o.rules.switch_on(w.founder.rules.switch_off(w.own_rule(), WHY), WHY),
    ),
    "rules.go_back": (
        Act.CHECK_LAW,
        lambda o, w: o.rules.go_back(
            w.founder.rules.change(w.standing(), w.reworded(), WHY), WHY
        ),
    ),
    "rule_packs.key": (Act.CHECK_LAW, lambda o, w: o.rule_packs.key()),
    "rule_packs.signers": (Act.CHECK_LAW, lambda o, w: o.rule_packs.signers()),
    "rule_packs.export": (Act.CHECK_LAW, lambda o, w: o.rule_packs.export(w.out, w.name, WHY)),
    "rule_packs.read": (Act.CHECK_LAW, lambda o, w: o.rule_packs.read(w.pack_file)),
    "rule_packs.trust": (Act.CHECK_LAW, trust),
    "rule_packs.accept": (Act.CHECK_LAW, accept_rule),
    "rule_packs.accept_event": (Act.CHECK_LAW, accept_event),
    "holidays.add": (
        Act.SET_UP,
        lambda o, w: o.holidays.add(
            Holiday(day=date(2026, 5, 4), name_lo="ມື້ພັກ", name_en="Day off", source="7/2026")
        ),
    ),
    "holidays.remove": (
        Act.SET_UP, lambda o, w: o.holidays.remove(o.holidays.table()[0].id),
    ),
    "holidays.table": (Act.CONSULT, lambda o, w: o.holidays.table()),
    "holidays.try_notice": (Act.SET_UP, lambda o, w: o.holidays.try_notice(NOTICE)),
    "holidays.keep_notice": (Act.SET_UP, lambda o, w: o.holidays.keep_notice(NOTICE)),
    "holidays.read_file": (Act.SET_UP, lambda o, w: o.holidays.read_file(w.calendar_file)),
    "moves.refresh": (Act.READ, lambda o, w: o.moves.refresh()),
    "moves.count": (Act.READ, lambda o, w: o.moves.count()),
    "holidays.history": (Act.CONSULT, lambda o, w: o.holidays.history()),
    "holidays.called": (Act.CONSULT, lambda o, w: o.holidays.called("")),
    "holidays.shipped": (Act.CONSULT, lambda o, w: o.holidays.shipped()),
    "holidays.try_shipped": (Act.SET_UP, lambda o, w: o.holidays.try_shipped([])),
    "holidays.keep_shipped": (Act.SET_UP, lambda o, w: o.holidays.keep_shipped([])),
    "holidays.lacking": (Act.CONSULT, lambda o, w: o.holidays.lacking()),
    "deadlines.count_all": (Act.CONSULT, lambda o, w: o.deadlines.count_all([CHOSEN], DAY)),
    "alerts.rules": (Act.CONSULT, lambda o, w: o.alerts.rules()),
    "alerts.save_rules": (
        Act.SET_UP, lambda o, w: o.alerts.save_rules(w.founder.alerts.rules()),
    ),
    "teams.uncovered": (
        Act.READ, lambda o, w: o.teams.uncovered(o.account.id, w.founder.account.id),
    ),
    "alerts.known": (Act.CONSULT, lambda o, w: o.alerts.known()),
    "alerts.absences": (Act.CONSULT, lambda o, w: o.alerts.absences()),
    "alerts.save_absence": (
        Act.READ,
        lambda o, w: o.alerts.save_absence(
            Absence(
                user_id=o.account.id, first=TODAY, last=TODAY, stand_in_id=w.founder.account.id
            )
        ),
    ),
    "alerts.end_absence": (Act.READ, lambda o, w: o.alerts.end_absence(o.account.id, TODAY)),
    "deadlines.count": (Act.CONSULT, lambda o, w: o.deadlines.count("CV-24", DAY)),
    "protection.save_rate": (
        Act.EDIT,
        lambda o, w: o.protection.save_rate(
            ExchangeRate(money=Money.THB, on=DAY, kip=Decimal(600), source="BOL")
        ),
    ),
    "assignments.asked": (Act.ANSWER, lambda o, w: o.assignments.asked()),
    "assignments.lawyer": (Act.CONSULT, lambda o, w: o.assignments.lawyer(w.lawyer.id)),
    "assignments.lawyers": (Act.CONSULT, lambda o, w: o.assignments.lawyers()),
    "assignments.loads": (Act.READ, lambda o, w: o.assignments.loads()),
    "assignments.save_lawyer": (
        Act.SET_UP, lambda o, w: o.assignments.save_lawyer(Lawyer(name_lo="ຄຳແພງ")),
    ),
    "assignments.remove_lawyer": (
        Act.SET_UP, lambda o, w: o.assignments.remove_lawyer(w.lawyer.id, WHY),
    ),
    "drafts.keep": (Act.CONSULT, lambda o, w: o.drafts.keep(Draft(form="note"))),
    "drafts.discard": (Act.CONSULT, lambda o, w: o.drafts.discard("note")),
    "drafts.mine": (Act.CONSULT, lambda o, w: o.drafts.mine()),
    "retention.decide": (Act.SET_UP, lambda o, w: o.retention.decide("general", 12, WHY)),
    "retention.rules": (Act.CONSULT, lambda o, w: o.retention.rules()),
    "destructions.agree_here": (
        Act.DESTROY,
        lambda o, w: o.destructions.agree_here(w.thirds.id, w.founder.user, w.passphrase),
    ),
    "destructions.is_pending": (Act.DESTROY, lambda o, w: o.destructions.is_pending()),
    "destructions.print_minute": (
        Act.DESTROY, lambda o, w: o.destructions.print_minute(w.destroyed.id, "lo"),
    ),
    "destructions.save_minute": (
        Act.DESTROY, lambda o, w: o.destructions.save_minute(w.destroyed.id, "lo", w.out),
    ),
    "backups.make": (Act.BACK_UP, lambda o, w: o.backups.make(w.stick)),
    "backups.verify": (Act.BACK_UP, lambda o, w: o.backups.verify(w.backup)),
    "backups.rehearse": (Act.BACK_UP, lambda o, w: o.backups.rehearse(w.backup)),
    "backups.in_folder": (Act.BACK_UP, lambda o, w: o.backups.in_folder(w.stick)),
    "backups.choose": (Act.BACK_UP, lambda o, w: o.backups.choose(Place(folder=str(w.stick)))),
    "backups.due": (Act.CONSULT, lambda o, w: o.backups.due()),
    "backups.due_at_lock": (Act.CONSULT, lambda o, w: o.backups.due_at_lock(closing=True)),
    "backups.choose_at_lock": (Act.BACK_UP, lambda o, w: o.backups.choose_at_lock(wanted=True)),
    "backups.miss": (Act.BACK_UP, lambda o, w: o.backups.miss(Place(folder=str(w.stick)))),
    "keyrings.state": (Act.CONSULT, lambda o, w: o.keyrings.state()),
    "keyrings.allow": (Act.MANAGE_USERS, lambda o, w: o.keyrings.allow()),
    "keyrings.forbid": (Act.MANAGE_USERS, lambda o, w: o.keyrings.forbid(w.own)),
    "keyrings.switch_off": (Act.CONSULT, lambda o, w: o.keyrings.switch_off(w.own)),
    "backups.overview": (Act.CONSULT, lambda o, w: o.backups.overview()),
    "backups.enter_restored": (Act.CONSULT, lambda o, w: o.backups.enter_restored(w.contents)),
    "imports.read": (Act.TAKE_IN, lambda o, w: o.imports.read(w.table)),
    "imports.preview": (Act.TAKE_IN, lambda o, w: o.imports.preview(SHEET, COLUMNS)),
    "imports.take_in": (Act.TAKE_IN, lambda o, w: o.imports.take_in(w.preview, f"{w.name}+")),
    "imports.every": (Act.TAKE_IN, lambda o, w: o.imports.every()),
    "imports.undo": (Act.TAKE_IN, lambda o, w: o.imports.undo(w.imported.id)),
    "imports.write_faulty": (
        Act.TAKE_IN,
        lambda o, w: o.imports.write_faulty(w.stick / "x.xlsx", SHEET, w.preview, "en"),
    ),
    "orphans.files": (Act.SET_UP, lambda o, w: o.orphans.files()),
    "orphans.pages": (Act.SET_UP, lambda o, w: o.orphans.pages(w.orphan, lambda: False)),
    "orphans.losses": (Act.SET_UP, lambda o, w: o.orphans.losses()),
    "orphans.holding": (Act.SET_UP, lambda o, w: o.orphans.holding(w.orphan)),
    "orphans.mend": (
        Act.SET_UP, lambda o, w: w.attachment and w.backup and o.orphans.mend(w.attachment.blob),
    ),
    "orphans.delete": (Act.SET_UP, lambda o, w: o.orphans.delete(w.orphan, WHY)),
    "orphans.verify": (Act.BACK_UP, lambda o, w: o.orphans.verify()),
    "teams.colleagues": (Act.CONSULT, lambda o, w: o.teams.colleagues()),
    "teams.hidden": (Act.READ, lambda o, w: o.teams.hidden()),
    "teams.notices": (Act.CONSULT, lambda o, w: o.teams.notices()),
    "teams.see_notices": (Act.CONSULT, lambda o, w: o.teams.see_notices()),
    "trail.page": (Act.READ_TRAIL, lambda o, w: o.trail.page()),
    "trail.users": (Act.READ_TRAIL, lambda o, w: o.trail.users()),
    "trail.end": (Act.READ_TRAIL, lambda o, w: o.trail.end()),
    "trail.end_of_backup": (Act.READ_TRAIL, lambda o, w: o.trail.end_of_backup(w.backup)),
    "trail.verify": (Act.READ_TRAIL, lambda o, w: o.trail.verify()),
    "trail.sheet": (Act.READ_TRAIL, lambda o, w: o.trail.sheet(MONTH)),
    "trail.sheets": (Act.READ_TRAIL, lambda o, w: o.trail.sheets()),
    "trail.print_sheet": (Act.READ_TRAIL, lambda o, w: o.trail.print_sheet(MONTH, "lo", OWN_FILE)),
    "trail.save_sheet": (
        Act.READ_TRAIL, lambda o, w: o.trail.save_sheet(MONTH, "lo", w.out, OWN_FILE),
    ),
    "sheets.register": (
        Act.EXPORT, lambda o, w: o.sheets.register(Direction.IN, 2026, "lo", OWN_FILE),
    ),
    "office_times.months": (Act.READ, lambda o, w: o.office_times.months(2026)),
    "office_times.of_year": (Act.READ, lambda o, w: o.office_times.of_year(2026)),
    "office_times.save": (Act.EDIT, lambda o, w: o.office_times.save(own_time())),
    "office_times.statement": (
        Act.EXPORT,
        lambda o, w: o.office_times.statement(2026, "lo", OWN_FILE),
    ),
    "deadlines.names": (Act.CONSULT, lambda o, w: o.deadlines.names()),
    "users.called": (Act.MANAGE_USERS, lambda o, w: o.users.called(w.founder.user)),
    "users.every": (Act.MANAGE_USERS, lambda o, w: o.users.every()),
    "users.add": (Act.MANAGE_USERS, lambda o, w: o.users.add(w.newcomer, w.passphrase, w.own)),
    "users.change": (
        Act.MANAGE_USERS, lambda o, w: o.users.change(replace(w.mate, role=Role.OFFICER)),
    ),
    "users.reset": (
        Act.MANAGE_USERS, lambda o, w: o.users.reset(w.mate.id, w.passphrase, w.own),
    ),
    "recovery.need": (Act.CONSULT, lambda o, w: o.recovery.need()),
    "recovery.state": (Act.MANAGE_USERS, lambda o, w: o.recovery.state()),
    "recovery.make": (Act.MANAGE_USERS, lambda o, w: o.recovery.make(w.own, shared=True)),
    "recovery.print_sheets": (
        Act.MANAGE_USERS, lambda o, w: o.recovery.print_sheets(w.sheets, "lo"),
    ),
    "recovery.save_sheets": (
        Act.MANAGE_USERS, lambda o, w: o.recovery.save_sheets(w.sheets, "lo", w.folder),
    ),
    "recovery.confirm": (Act.MANAGE_USERS, lambda o, w: o.recovery.confirm(typed(*w.sheets))),
    "recovery.rehearse": (Act.MANAGE_USERS, lambda o, w: o.recovery.rehearse(typed(*w.sheets))),
    "rights_table.print_table": (Act.MANAGE_USERS, lambda o, w: o.rights_table.print_table("lo")),
    "rights_table.save_table": (
        Act.MANAGE_USERS, lambda o, w: o.rights_table.save_table("en", w.out),
    ),
    "users.handover": (Act.MANAGE_USERS, lambda o, w: o.users.handover(w.mate.id)),
    "users.disable": (Act.MANAGE_USERS, lambda o, w: o.users.disable(w.mate.id, WHY, w.own)),
    "profile": (Act.CONSULT, lambda o, w: o.profile()),
    "strength": (Act.CONSULT, lambda o, w: o.strength(w.passphrase)),
    "save_profile": (Act.SET_UP, lambda o, w: o.save_profile(w.founder.profile())),
}  # fmt: skip

NEEDS_ALSO = {"orphans.attach": Act.SET_UP}
"""A second act without which the first is not enough."""
TRIED_APART = {"teams.break_glass", "keyrings.switch_on", "rules.check_off"}
"""In their own files: what is out of reach, what needs a keyring, and what only a lawyer does."""


OPEN_TO_ALL = {
    "papers.kinds", "today.day", "rights_table.table",  # of the program itself
    "keyrings.is_available",  # of the computer
    "imports.guess",  # from headings alone
    "protection.clock",  # of the computer
    "protection.is_own",  # of the account alone
    "subscribe", "lock", "wipe_views", "change_passphrase", "undo.last",  # of the user alone
    "watch_account", "check_account",
}  # fmt: skip


def attachment(case):
    return Attachment(case_id=case.id, file_name="", title_lo="ໃບຮັບເງິນ", received_on=DAY)
