"""What other records tell of a case stands in its story and on its printed chronology."""

from datetime import date, datetime

from legalaid_desktop.domain.chronologies import Reader, Scope
from legalaid_desktop.domain.closings import Closing, Service
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.custody import Custody, Release
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.stories import StoryFilter
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.services.clock import VIENTIANE
from tests.services.test_stories import printed

DAY = date(2026, 3, 30)


def told(office, case, **scope):
    made = office.stories.print_chronology(case.id, Scope(**scope), "en", OWN_FILE)
    return printed(made.pages)


def test_the_story_tells_what_other_records_hold(office, case, clock):
    person = office.cases.file(case.id).person.id
    grant = EligibilityDecision(case_id=case.id, outcome=Outcome.GRANTED, services=("ADVICE",))
    office.eligibility.decide(grant)
    office.eligibility.propose(grant)
    held = Custody(
        case_id=case.id, person_id=person, place="ຄ້າຍ", ground="police",
        since=datetime(2026, 3, 28, 23, 30, tzinfo=VIENTIANE), release=Release.BAIL,
        released_at=datetime(2026, 3, 29, 8, tzinfo=VIENTIANE), ground_note="secret ground",
    )  # fmt: skip
    office.protection.save(held)
    office.protection.save(
        VictimStatus(case_id=case.id, person_id=person, status=Status.PRESUMED, on=DAY)
    )
    for direction in Direction:
        office.correspondence.save(
            Letter(case_id=case.id, direction=direction, on=DAY, correspondent="ສານ", subject="ໝາຍ")
        )
    (thing,) = office.holdings.receive(
        case.id, [Holding(case_id=case.id, what="ປຶ້ມ", received_on=DAY, received_from="ບົວຄຳ")]
    )
    office.holdings.give_back([thing.id], "ບົວຄຳ", DAY)
    asked = office.closings.ask(Closing(case_id=case.id, service=Service.ADVICE, outcome="advised"))
    office.closings.decide(asked.id, approved=True, why="ຄົນດຽວໃນຫ້ອງການ")
    office.closings.reopen(case.id, "ຫຼັກຖານໃໝ່")
    lines = office.stories.page(case.id).lines
    assert {str(one.kind) for one in lines} == {
        "aid", "held", "released", "identification", "letter_in", "letter_out", "handed_in",
        "given_back", "closing", "reopening",
    }  # fmt: skip
    first = lines[-1]
    assert (first.kind, first.on, str(first.at)) == ("held", date(2026, 3, 28), "23:30:00")
    found = office.stories.page(case.id, StoryFilter(text="ຫຼັກຖານ")).lines
    assert [one.kind for one in found] == ["reopening"]
    team = told(office, case)
    for words in ("presumed", "In 1/2026", "legal advice was given", "granted", "bail"):
        assert words in team
    assert "secret ground" not in team
    client = told(office, case, reader=Reader.CLIENT)
    assert "granted" in client
    assert "In 1/2026" not in client
