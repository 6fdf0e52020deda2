"""The made-up office."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from legalaid_desktop.domain import age_evidence, losses, victim_status
from legalaid_desktop.domain.access_refusals import AccessTo
from legalaid_desktop.domain.assignments import AssignmentStatus
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.deadlines import DeadlineStatus
from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.domain.filings import Readiness
from legalaid_desktop.domain.identity_papers import Holder
from legalaid_desktop.domain.losses import Money
from legalaid_desktop.domain.moves import MoveAnswer
from legalaid_desktop.domain.office_rules import OWN, RuleEntry
from legalaid_desktop.domain.people import Majority, main_paper, majority_on
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.tasks import TaskStatus
from legalaid_desktop.domain.victim_status import Status
from legalaid_desktop.domain.withheld_papers import StepKind
from legalaid_desktop.domain.worksheets import Opinion
from legalaid_desktop.services import demo_draws, demo_files
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.demo import free_folder, make_demo
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage.keys import Cost

CHEAP = Cost(memory=64, passes=1, lanes=1)
CASES = 6


def made(folder, seed, now=None):
    return make_demo(folder, cases=CASES, seed=seed, cost=CHEAP, now=now)


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return made(tmp_path_factory.mktemp("demo") / "first", 1)


@pytest.fixture(scope="module")
def office(report):
    opened = open_office(report.folder, report.user, report.passphrase)
    yield opened
    opened.lock()


@pytest.fixture(scope="module")
def fisherman(office):
    return office.cases.file(office.cases.page("Peacock").lines[0].case.id)


def nameless(deadline):
    """One by a rule of the office without the id that was drawn for the rule."""
    if not deadline.rule_id.startswith(OWN):
        return deadline
    text = deadline.rule_text.replace(deadline.rule_id, "")
    return replace(deadline, rule_id="", rule_version="", rule_text=text)


def content(office):
    """All that a reader sees of an office, without what is bound to its keys."""
    seen = []
    for line in office.cases.page(limit=1000).lines:
        case = line.case
        if case.opened_on > date(2026, 3, 30):
            continue  # who is held at the moment on which the office is made
        seen.append((case, line.client_code, line.person))
        seen.append(office.cases.story(case.id))
        seen.append([nameless(one) for one in office.deadlines.of_case(case.id)])
        seen.append(office.assignments.of_case(case.id))
        seen.append([replace(p, blob="", sha256="") for p in office.papers.of_case(case.id)])
        seen.append([replace(a, blob="") for a in office.attachments.of_case(case.id)])
        seen.append(office.cases.file(case.id).parties)
    return seen


def test_the_same_seed_makes_the_same_office_but_for_who_is_held_now(report, office, tmp_path):
    now = datetime(2026, 11, 27, 10, 0, tzinfo=VIENTIANE)
    again = made(tmp_path / "again", 1, now)
    other = open_office(again.folder, again.user, again.passphrase, at=lambda: now)
    assert content(other) == content(office)
    assert [path.name for path in again.papers] == [path.name for path in report.papers]
    assert again.cases == report.cases + 1
    newest = other.cases.page(limit=1).lines[0].case
    kept = other.protection.of_case(newest.id)
    clock = other.protection.clock(kept.custodies[0], kept)
    assert (clock.hours, clock.minutes, clock.over) == (39, 45, False)
    other.lock()


def test_another_seed_makes_other_people():
    def names(seed):
        return [story.people["client"] for story in demo_draws.drawn(CASES, seed)]

    assert names(1) == names(1)
    assert names(1) != names(2)


def test_numbers_follow_the_days_on_which_cases_were_opened(office, report):
    lines = office.cases.page(limit=1000).lines
    assert len(lines) == report.cases == 7 + CASES
    cases = sorted((line.case for line in lines), key=lambda case: case.number)
    assert [case.opened_on for case in cases] == sorted(case.opened_on for case in cases)


def test_the_fishermans_story_runs_from_recruitment_to_return(office, fisherman):
    case = fisherman.case
    assert (case.confidentiality, case.type) == (Confidentiality.RESTRICTED, "trafficking")
    story = [event.text for event in reversed(office.cases.story(case.id))]
    told = ["offers work", "passports", "Beaten", "Arrested", "bail", "bring him home", "legal aid"]
    positions = [next(place for place, text in enumerate(story) if word in text) for word in told]
    assert positions == sorted(positions)
    assert main_paper(fisherman.person).holder is Holder.EMPLOYER
    assert majority_on(fisherman.person, date(2026, 3, 30)) is Majority.PERHAPS_CHILD
    answers = [one.status for one in office.assignments.of_case(case.id)]
    assert answers == [AssignmentStatus.ACCEPTED, AssignmentStatus.DECLINED]


def test_the_fishermans_papers_went_out_in_each_language(office, fisherman):
    issued = office.papers.of_case(fisherman.case.id)
    found = Counter((paper.kind, paper.language) for paper in issued if paper.number)
    kinds = ("power_of_attorney", "age_verification_request", "referral_letter")
    expected = {(kind, language): 1 for kind in kinds for language in ("lo", "en", "both")}
    expected |= {(kind, "both"): 1 for kind in ("protection_memo", "loss_sheet")}
    assert found == expected


def test_the_fishermans_protection_and_the_work_on_it_are_there(office, fisherman):
    case_id, today = fisherman.case.id, date(2026, 3, 30)
    kept = office.protection.of_case(case_id)
    assert len(kept.worksheets) == len(kept.views) == len(kept.custodies) == len(kept.papers) == 1
    assert kept.views[0].trafficking is Opinion.YES
    assert victim_status.standing(kept.steps, kept.client_id).status is Status.PRESUMED
    assert [step.kind for step in kept.papers[0].steps] == [StepKind.REQUEST, StepKind.EMBASSY]
    assert age_evidence.is_in_doubt(fisherman.person, kept.ages, today)
    claim = losses.claim(kept.losses, kept.rates, today)
    assert {one.money for one in claim.totals} == set(Money) - {Money.USD}
    assert claim.kip == Decimal("96083800")
    tasks = Counter(one.task.status for one in office.tasks.of_case(case_id))
    assert tasks == {TaskStatus.DONE: 7, TaskStatus.OPEN: 1}
    assert office.correspondence.of_case(case_id)
    assert office.holdings.of_case(case_id)


def test_missed_summonses_a_filing_half_ready_and_a_refused_access_are_there(office, fisherman):
    lines = office.cases.page(limit=1000).lines
    case = next(one.case for one in lines if "default judgment" in one.case.subject_en)
    ((_, missed),) = office.hearings.ledger(case.id).missed.items()
    assert (missed.days, len(missed.doubtful)) == ((), 2)
    (filing,) = office.filings.of_case(case.id)
    assert {one.state for one in filing.lines} >= {Readiness.OPEN, Readiness.READY}
    assert filing.filing.deadline_id in {one.id for one in office.deadlines.of_case(case.id)}
    (refusal,) = office.hearings.ledger(fisherman.case.id).refusals
    assert (refusal.to, refusal.complained_on) == (AccessTo.FILE, None)


def by_rule(office, name):
    """The deadlines of the case whose subject has these words, by their rules."""
    lines = office.cases.page(limit=1000).lines
    case = next(one.case for one in lines if name in one.case.subject_en)
    return {one.rule_id: one for one in office.deadlines.of_case(case.id)}


def test_a_late_holiday_waits_was_accepted_and_was_refused(office, fisherman):
    (waiting,) = office.moves.pending().moves
    assert (waiting.deadline.rule_id, waiting.move.safe_on) == ("CV-24", date(2026, 4, 9))
    answers = {one.move.answer: one.deadline.rule_id for one in office.moves.recent()}
    assert answers == {MoveAnswer.ACCEPTED: "CV-09", MoveAnswer.REFUSED: "OT-08"}
    assert by_rule(office, "unpaid wages")["CV-09"].statutory_on == date(2026, 4, 11)
    (refused,) = office.moves.refused(fisherman.case.id)
    assert "works on that day" in refused.reason
    late = next(one for one in office.holidays.table() if one.day == date(2026, 4, 10))
    assert late.certainty is Certainty.UNVERIFIED, "it is invented, and does not look read"


def test_the_desk_has_a_second_look_a_checked_and_an_own_rule_and_one_that_nobody_read(office):
    judged, fisherman = by_rule(office, "default judgment"), by_rule(office, "fishing boat")
    asked = judged["EN-07"]
    assert asked.asked is DeadlineStatus.DONE
    assert asked.asked_by != office.account.id, "who opens the demonstration can agree"
    assert office.rules.get("CV-28").check.by == "ມະນີວອນ"
    own = next(one for key, one in fisherman.items() if key.startswith(OWN))
    assert office.rules.get(own.rule_id).entries[0].entry is RuleEntry.OWN
    assert fisherman["CR-07"].certainty is Certainty.UNVERIFIED
    mandate, renewal = fisherman["LM-13"], fisherman["OT-06"]
    assert (renewal.after_id, renewal.trigger_id) == (mandate.id, mandate.trigger_id)
    claim = fisherman["LM-01"]
    assert claim.hand_on < claim.safe_on, "nobody relies on the pause"
    kinds = {one.kind for one in office.deadlines.sum_of(claim).steps}
    assert "paused" in kinds
    posted = {one.kind for one in office.deadlines.sum_of(judged["EN-06B"]).steps}
    assert "served_posted" in posted


def test_the_answer_to_the_claim_is_due_as_the_law_counts(office):
    counted = {
        (one.rule_id, one.trigger_on): (one.statutory_on, one.safe_on)
        for line in office.cases.page(limit=1000).lines
        for one in office.deadlines.of_case(line.case.id)
    }
    received, known = date(2026, 3, 27), date(2026, 3, 23)
    assert counted["CV-24", received] == (date(2026, 4, 11), date(2026, 4, 10))
    assert counted["CV-28", known] == (date(2026, 4, 7), date(2026, 4, 6))
    assert counted["CR-01", date(2026, 3, 29)] == (date(2026, 3, 31), date(2026, 3, 31))


def test_every_exported_paper_and_bundle_opens(report):
    for path in (*report.papers, *report.bundles):
        with pypdfium2.PdfDocument(path) as document:
            assert len(document) > 0
    assert len(report.papers) >= 9
    assert sum(len(pikepdf.open(path).pages) for path in report.bundles) == report.pages


def test_the_broken_download_is_a_slip_sheet_and_no_place_is_left(report):
    assert report.slip_sheets == 1
    data = report.bundles[0].read_bytes()
    assert b"Nokola" not in data
    assert b"GPS" not in data


def test_no_file_beside_the_office_is_named_after_a_client(report, office):
    names = [path.name for path in report.folder.parent.rglob("*")]
    for line in office.cases.page(limit=1000).lines:
        for name in (line.person.given_lo, line.person.given_latin):
            assert not [one for one in names if name in one]


@pytest.mark.parametrize(
    ("kept", "sentence"),
    [
        ("office/office.keys", "demonstration in this folder"),
        ("letter.txt", "not empty"),
    ],
)
def test_a_folder_in_use_is_refused_and_left_alone(tmp_path, kept, sentence):
    file = tmp_path / "used" / kept
    file.parent.mkdir(parents=True)
    file.write_text("x", encoding="utf-8")
    with pytest.raises(Refused) as caught:
        made(tmp_path / "used", 3)
    assert sentence in caught.value.reason
    assert [path for path in (tmp_path / "used").rglob("*") if path.is_file()] == [file]


def test_stopping_half_way_leaves_nothing(tmp_path):
    def stop(done, total):
        if done > total // 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        make_demo(tmp_path / "half", cases=2, seed=1, cost=CHEAP, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_second_demonstration_gets_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first = free_folder()
    first.mkdir()
    assert free_folder() != first
    assert free_folder().parent == first.parent == tmp_path


def test_the_photograph_is_what_telephones_make(tmp_path):
    demo_files.make("photo", tmp_path / "photo.jpg")
    with Image.open(tmp_path / "photo.jpg") as picture:
        exif = picture.getexif()
        assert exif[0x0112] == 6
        assert exif.get_ifd(0x8825)[3] == "E"
        assert picture.width > picture.height, "kept lying, shown upright"


def test_the_foreign_pdf_has_a_page_on_its_side_and_the_half_one_does_not_open(tmp_path):
    demo_files.make("letter", tmp_path / "letter.pdf", ["(one)"])
    demo_files.make("broken", tmp_path / "broken.pdf", ["one"])
    with pikepdf.open(tmp_path / "letter.pdf") as pdf:
        assert [page.get("/Rotate", 0) for page in pdf.pages] == [0, 90]
        assert pdf.docinfo["/Producer"] == "Counter Writer 3.1"
    with pytest.raises(pikepdf.PdfError):
        pikepdf.open(tmp_path / "broken.pdf")
