"""Consents: nothing leaves the office without a matching one, and the way round is a right."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from legalaid_desktop.cli import main
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.consents import Giver
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.intakes import FirstTalk, Intake
from legalaid_desktop.domain.papers import PaperStatus
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.domain.sharing import Lack, NoConsent, OverrideGround
from legalaid_desktop.storage import histories
from tests.consenting import agreed, consent
from tests.services.conftest import PASSPHRASE, USER
from tests.services.test_papers import REQUEST, REQUEST_FACTS

SHELTER = "Women’s shelter Vientiane"
GO = Errand(recipient=SHELTER, purpose="to find a shelter", body="shelter")


@pytest.fixture
def attachment(office, case, tmp_path):
    (tmp_path / "a.txt").write_text("ໃບຮັບເງິນ", encoding="utf-8")
    about = Attachment(case_id=case.id, title_lo="ໃບ", received_on=date(2026, 3, 20), file_name="")
    return office.attachments.add(tmp_path / "a.txt", about)


@pytest.fixture
def exits(office, case, attachment, tmp_path):
    """Every way in which something of the case leaves the office."""
    paper = office.papers.draft(case.id, "referral_letter", "en")
    copies, out = office.copies, tmp_path / "out.pdf"
    return {
        "print a paper": lambda go: copies.print_paper(paper, go),
        "save a paper": lambda go: copies.save_paper(paper, out, go),
        "print a file": lambda go: copies.print_attachment(attachment.id, go, lambda: False),
        "save a file": lambda go: copies.save_attachment(attachment.id, out, go),
        "make a bundle": lambda go: office.bundles.build(case.id, out, "en", errand=go),
        "print the list": lambda go: copies.print_list(case.id, "en", go),
        "save the list": lambda go: copies.save_list(case.id, "en", out, go),
    }


def shelter(office, case, **changes):
    return agreed(
        office, case.id, body="shelter", recipient_lo="", recipient_en=SHELTER,
        **{"purposes": ("shelter",), "data": ("file",), **changes},
    )  # fmt: skip


def refused(exits, errand, tmp_path):
    """Why each way out is closed; nothing was entered and nothing lies there."""
    found = set()
    for leave in exits.values():
        with pytest.raises(NoConsent) as caught:
            leave(errand)
        found |= set(caught.value.finding.lacks)
    assert not list(tmp_path.glob("out*"))
    return found


def test_no_way_out_without_a_consent_and_every_way_with_one(office, case, exits, clock, tmp_path):
    assert refused(exits, GO, tmp_path) == {Lack.NONE}
    assert refused(exits, replace(GO, body=""), tmp_path) == {Lack.BODY}
    assert office.copies.of_case(case.id) == []
    given = shelter(office, case, until=date(2026, 4, 30))
    for leave in exits.values():
        leave(GO)
    register = office.copies.of_case(case.id)
    assert {(one.body, one.consent_id) for one in register} == {("shelter", given.id)}
    assert refused(exits, replace(GO, purpose="for reporting"), tmp_path / "x") == {Lack.PURPOSE}
    assert refused(exits, replace(GO, abroad=True), tmp_path / "x") == {Lack.ABROAD}
    clock.set(date(2026, 5, 1))  # the same once more, a day too late
    assert refused(exits, GO, tmp_path / "x") == {Lack.EXPIRED}
    clock.set(date(2026, 4, 2))
    taken_back = office.consents.withdraw(given.id, date(2026, 4, 2), told="ສູນ")
    assert (taken_back.withdrawn_by, taken_back.is_withdrawn) == (USER, True)
    assert refused(exits, GO, tmp_path / "x") == {Lack.WITHDRAWN}
    assert len(office.copies.of_case(case.id)) == len(register)


def test_only_what_was_agreed_to_goes(office, case, exits, tmp_path):
    shelter(office, case, data=("identity", "contact", "story"))
    exits["print a paper"](GO)
    for closed in ("print a file", "make a bundle", "print the list"):
        with pytest.raises(NoConsent) as caught:
            exits[closed](GO)
        assert caught.value.finding.lacks == (Lack.DATA,)
    with pytest.raises(NoConsent):
        exits["print a paper"](replace(GO, data=("medical",)))
    for errand in (OWN_FILE, Errand(recipient="ສານ"), Errand(recipient="the client")):
        for leave in exits.values():
            leave(errand)


def test_a_certificate_needs_a_consent_to_health_and_our_own_file_is_chosen(
    office, case, exits, attachment, tmp_path
):
    """What a file tells is marked on it; a copy that is for nobody does not come out."""
    assert refused(exits, Errand(), tmp_path) == {Lack.RECIPIENT}
    shelter(office, case, data=("identity", "papers"))
    file = [exits["print a file"], exits["save a file"], exits["make a bundle"]]
    for leave in file:
        leave(GO)
    marked = replace(attachment, tells=("picture", "health"))
    assert office.attachments.save(marked).tells == ("health", "picture")
    for leave in file:
        with pytest.raises(NoConsent) as caught:
            leave(GO)
        assert caught.value.finding.lacks == (Lack.DATA,)
    shelter(office, case, data=("identity", "papers", "medical"))
    for leave in file:
        leave(GO)


def test_a_letter_says_of_the_consent_what_its_record_says(office, case):
    draft = office.papers.draft(case.id, "referral_letter", "en")
    typed = {"receiver_en": SHELTER, "services": "shelter", "consent_by": "guardian",
             "shared_en": "everything"}  # fmt: skip
    assert papers.value(office.papers.save(draft, typed), "shared_en") == "everything"
    shelter(office, case, data=("identity", "contact", "story"), limits="no village",
            given_on=date(2026, 3, 28))  # fmt: skip
    draft = office.papers.save(office.papers.get(draft.id), typed)
    said = {key: papers.value(draft, key) for key in ("consent_by", "consent_on", "shared_en")}
    assert said == {
        "consent_by": "person",
        "consent_on": "2026-03-28",
        "shared_en": "identity, address and telephone, what happened",
    }
    assert papers.value(draft, "restrictions_lo") == "no village"


def test_a_consent_by_mistake_goes_to_the_bin_unless_something_went_out(office, case, exits):
    wrong = shelter(office, case)
    with pytest.raises(InvalidValue):
        office.consents.remove(wrong.id, " ")
    office.consents.remove(wrong.id, "ຜິດຄົນ")
    with pytest.raises(NoConsent):
        exits["print a paper"](GO)
    (binned,) = office.bin.contents(kind=BinKind.CONSENT)
    assert binned.why == "ຜິດຄົນ"
    office.bin.restore(BinKind.CONSENT, wrong.id)
    exits["print a paper"](GO)
    with pytest.raises(Refused):
        office.consents.remove(wrong.id, "ຜິດຄົນ")


def test_the_way_round_is_a_right_with_a_ground_and_a_reason(office, case, exits, seat, tmp_path):
    anyway = replace(GO, ground=OverrideGround.AUTHORITY, override="ໜັງສື 12/2026")
    exits["print a paper"](anyway)
    (copy,) = office.copies.of_case(case.id)
    assert (copy.consent_id, copy.ground, copy.override) == (
        None, OverrideGround.AUTHORITY, "ໜັງສື 12/2026",
    )  # fmt: skip
    with office._desk.database.read() as session:
        told = [one for one in histories.entries(session) if one.reason == "ໜັງສື 12/2026"]
    assert told
    for half in (replace(anyway, override=" "), replace(anyway, ground=OverrideGround.NONE)):
        with pytest.raises((InvalidValue, NoConsent)):
            exits["print a paper"](half)
    clerk = seat("khamla", Role.CLERK)
    paper = office.papers.of_case(case.id)[0]
    with pytest.raises(NotAllowed):
        clerk.copies.print_paper(paper, anyway)
    assert clerk.copies.print_paper(paper, OWN_FILE).pages
    assert len(office.copies.of_case(case.id)) == 2


def test_a_letter_to_another_body_is_not_issued_without(office, case, seat):
    draft = office.papers.draft(case.id, REQUEST, "en")
    draft = office.papers.save(draft, REQUEST_FACTS)
    (blocker,) = office.papers.missing(draft)
    assert (blocker.id, blocker.field) == ("consent", "hospital")
    assert "not agreed" in blocker.sentence.en
    with pytest.raises(NoConsent):
        office.papers.issue(draft)
    given = agreed(office, case.id, data=("identity",))
    assert "these data" in office.papers.missing(draft)[0].sentence.en
    office.consents.withdraw(given.id, date(2026, 3, 30))
    issued = office.papers.issue(draft, OverrideGround.DANGER, "ເລືອດອອກ")
    assert issued.status is PaperStatus.ISSUED
    with office._desk.database.read() as session:
        assert any("ເລືອດອອກ" in one.reason for one in histories.entries(session))
    agreed(office, case.id)
    again = office.papers.save(office.papers.draft(case.id, REQUEST, "en"), REQUEST_FACTS)
    assert office.papers.missing(again) == ()
    assert office.papers.issue(again).number


def test_a_child_needs_its_guardian_and_a_corrected_birth_counts(office, clock):
    opened = Case(client_id=0, type=CaseType.CHILD, subject_lo="ເດັກ", opened_on=date(2026, 3, 24))
    case = office.cases.take_in(Person(given_lo="ນ້ອຍ", born_year=2000), opened)
    agreed(office, case.id)
    person = office.people.get(office.people.client(case.client_id).person_id)
    hospital = Errand(recipient="Friendship Hospital", purpose="to have the age verified")
    assert office.consents.finding(case.id, hospital, ("identity",)).may_go
    office.people.save(replace(person, born_year=2010))
    found = office.consents.finding(case.id, hospital, ("identity",))
    assert found.lacks == (Lack.GUARDIAN,)
    with pytest.raises(InvalidValue):
        office.consents.give(consent(case.id, clock().date()))


def test_the_form_bears_what_is_agreed_to(office, case):
    paper = office.consents.form(consent(case.id, date(2026, 3, 30), abroad=False), "both")
    values = dict(paper.values)
    assert values["receiver_en"] == "Friendship Hospital"
    assert values["data_en"] == "identity\nhealth"
    assert values["version"] == "2026-1"
    assert office.papers.missing(paper) == ()


def test_the_command_line_is_no_way_round(office, case, folder, tmp_path, monkeypatch, capsys):
    office.papers.draft(case.id, "referral_letter", "en")
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    start = ["--office", str(folder), "--user", USER]
    out = ["--case", case.number, "--out", str(tmp_path / "cli.pdf")]
    render = [*start, "papers", "render", "referral_letter", "--language", "en", *out]
    assert main([*render, "--to", SHELTER]) == 1
    assert main([*render, "--to", SHELTER, "--to-kind", "shelter", "--why", "shelter"]) == 1
    assert main([*start, "bundle", "build", *out, "--to", "the anti-trafficking police"]) == 1
    assert not (tmp_path / "cli.pdf").exists()
    assert "not agreed" in capsys.readouterr().err
    shelter(office, case)
    assert main([*render, "--to", SHELTER, "--why", "shelter"]) == 0
    assert (tmp_path / "cli.pdf").exists()


def test_whoever_may_be_a_child_by_any_statement_does_not_consent_alone(office, case):
    client = office.cases.file(case.id).person
    given = shelter(office, case)
    said = AgeEvidence(
        case_id=case.id, person_id=client.id, kind=AgeSource.FAMILY, on=date(2026, 3, 28),
        born_year=2009,
    )  # fmt: skip
    office.protection.save(said)
    with pytest.raises(InvalidValue) as caught:
        shelter(office, case)
    assert caught.value.field == "giver"
    found = office.consents.finding(case.id, GO, {"identity"})
    assert (found.consent, found.lacks) == (given, (Lack.GUARDIAN,))
    view = replace(said, kind=AgeSource.SETTLED, born_year=1985, source="x", note="y")
    office.protection.save(view)
    assert office.consents.finding(case.id, GO, {"identity"}).may_go


def test_the_answer_at_the_first_talk_asks_for_the_guardian(office):
    told = Intake(case_id=0, received_at=datetime(1970, 1, 1, tzinfo=UTC), child=Answer.YES)
    new = Case(client_id=0, type=CaseType.CIVIL, subject_en="x", opened_on=date(2026, 3, 30))
    talk = FirstTalk(intake=told, contact=SafeContact(person_id=0))
    case = office.cases.take_in(Person(given_lo="ບຸນ"), new, talk)
    with pytest.raises(InvalidValue) as caught:
        shelter(office, case)
    assert caught.value.field == "giver"
    assert shelter(office, case, giver=Giver.BOTH, guardian="ນາງ ຄຳ").giver is Giver.BOTH
