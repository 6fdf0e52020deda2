"""Referrals: in the register with a clock once the letter is issued, until an end is entered."""

from datetime import date

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain import people, referrals
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.domain.sharing import Lack
from legalaid_desktop.services import consents, paper_kinds
from legalaid_desktop.services.papers import file_for
from tests import made_up_papers
from tests.consenting import agreed_to_referral
from tests.documents.test_papers import by_pdfium, squeezed

DAY = date(2026, 3, 30)
FACTS = {
    **made_up_papers.ANSWERS["referral_letter"], "consent_on": "2026-03-28", "follow_up_on": "",
}  # fmt: skip


def letter(office, case, **changes):
    draft = office.papers.draft(case.id, "referral_letter", "en")
    return office.papers.save(draft, {**FACTS, **changes})


def agreed(office, case, **changes):
    names = (FACTS["receiver_lo"], FACTS["receiver_en"])
    wanted = {"purposes": ("shelter", "health", "documents"), **changes}
    return agreed_to_referral(office, case.id, *names, **wanted)


def step(state, on=DAY, note=""):
    return ReferralStep(state=state, on=on.isoformat(), note=note)


def test_an_issued_referral_waits_for_an_answer_until_its_end_is_entered(office, case, clock):
    agreed(office, case)
    paper = office.papers.issue(letter(office, case))
    (line,) = office.correspondence.of_case(case.id)
    sent = line.letter
    assert (sent.paper_id, sent.direction, sent.on) == (paper.id, Direction.OUT, DAY)
    assert sent.correspondent == FACTS["receiver_en"]
    assert sent.answer_by == date(2026, 4, 2), "urgent: 72 hours"
    assert office.correspondence.waiting_papers(case.id) == []
    assert [one.id for one, _ in office.today.look().letters] == [sent.id]
    came = Letter(
        case_id=case.id, direction=Direction.IN, on=DAY, correspondent="x", subject="y",
        answers_id=sent.id,
    )  # fmt: skip
    office.correspondence.save(came)
    assert [one.id for one, _ in office.today.look().letters] == [sent.id], "nobody said which"
    for wrong in (
        step(ReferralState.REFUSED),
        step(ReferralState.ACCEPTED, date(2026, 3, 31)),
        step(ReferralState.ACCEPTED, date(2026, 3, 29)),
    ):
        with pytest.raises(InvalidValue):
            office.correspondence.answer_referral(sent.id, wrong)
    accepted = step(ReferralState.ACCEPTED)
    taken = office.correspondence.answer_referral(sent.id, accepted, date(2026, 4, 6))
    assert (taken.answer_by, taken.referral[-1].by) == (date(2026, 4, 6), office.user)
    clock.set(date(2026, 4, 6))
    assert [one.id for one, _ in office.today.look().letters] == [sent.id]
    done = step(ReferralState.DONE, date(2026, 4, 6), "ໄດ້ບ່ອນພັກ")
    office.correspondence.answer_referral(sent.id, done)
    assert office.today.look().letters == ()
    with pytest.raises(Refused):
        office.correspondence.answer_referral(sent.id, done)
    states = [one.state for one in office.correspondence.of_case(case.id)[-1].letter.referral]
    assert states == ["sent", "accepted", "done"]


def test_the_clock_of_a_referral_is_its_priority_or_an_earlier_day_that_it_names():
    wished = date(2026, 4, 1)
    found = [referrals.answer_day(DAY, one, None) for one in ("emergency", "urgent", "normal")]
    assert found == [date(2026, 3, 31), date(2026, 4, 2), date(2026, 4, 13)]
    assert referrals.answer_day(DAY, "urgent", wished) == wished
    assert referrals.answer_day(DAY, "emergency", wished) == date(2026, 3, 31)
    assert referrals.answer_day(DAY, "urgent", date(2026, 3, 1)) == date(2026, 4, 2)


def test_a_consent_without_the_address_leaves_it_out_and_does_not_stop_the_letter(office, case):
    agreed(office, case, data=("identity", "story"))
    kind = paper_kinds.kind("referral_letter")

    def lacks(**changes):
        paper = letter(office, case, **changes)
        with office._desk.reading() as session:
            found = consents.of_letter(kind, paper, file_for(session, case.id), DAY)
        return found.lacks

    assert lacks(contact_shown="no") == ()
    assert lacks(contact_shown="yes") == (Lack.DATA,)


def test_a_slip_goes_with_the_referral_and_its_code_finds_it_again(office, case):
    agreed(office, case)
    office.papers.issue(letter(office, case))
    sent = office.correspondence.of_case(case.id)[0].letter
    code = referrals.slip_code(sent.year, sent.number)
    errand = Errand(body="court", recipient="the court")
    text = by_pdfium(office.sheets.return_slip(sent.id, "both", errand).pages)
    person = office.people.get(office.people.client(case.client_id).person_id)
    assert not any(squeezed(name) in text for name in people.all_names(person)), (
        "the code is enough"
    )
    assert squeezed("Thursday, 2 April 2026") in text
    consent = office.consents.of_case(case.id)[0]
    for language in ("lo", "en"):
        assert squeezed(i18n.date_full(consent.until, language)) in text
        assert squeezed(i18n.catalog(language).gettext("the referral is refused")) in text
    assert code in text
    for typed in (code, code.lower(), f" {code.replace('-', '')} "):
        (found,) = office.search.find(typed)[Kind.LETTER].lines
        assert (found.record.id, found.case.id) == (sent.id, case.id)
    wrong = f"{code[:-1]}{'A' if code[-1] != 'A' else 'B'}"
    assert referrals.read_code(wrong) is None
    bare = Letter(case_id=case.id, direction=Direction.OUT, on=DAY, correspondent="x", subject="y")
    with pytest.raises(Refused):
        office.sheets.return_slip(office.correspondence.save(bare).id, "en", errand)
