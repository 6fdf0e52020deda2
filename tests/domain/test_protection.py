"""Worksheets, ages, the detention clock, withheld papers and sums, without an office."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from legalaid_desktop.domain import (
    age_evidence,
    custody,
    htcds,
    losses,
    protection,
    victim_status,
    withheld_papers,
    worksheets,
)
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.cases import Case, CaseType, Stage
from legalaid_desktop.domain.consents import needs_guardian
from legalaid_desktop.domain.custody import LAOS, Custody, Extension, Release, Transfer
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.exploitation import CodeList
from legalaid_desktop.domain.losses import Deduction, ExchangeRate, Loss, LossKind, Money, Per
from legalaid_desktop.domain.people import IdPaper, Majority, Person, Sex
from legalaid_desktop.domain.protection import Protection
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Unit
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.withheld_papers import PaperStep, StepKind, Whereabouts, WithheldPaper
from legalaid_desktop.domain.worksheets import (
    Answer,
    Finding,
    Group,
    Help,
    Opinion,
    Sector,
    View,
    Worksheet,
)
from legalaid_desktop.labels import custody as words
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

TODAY = date(2026, 3, 30)
ADULT, CHILD, PERHAPS, UNKNOWN = (
    Majority.ADULT, Majority.CHILD, Majority.PERHAPS_CHILD, Majority.UNKNOWN,
)  # fmt: skip
BOAT = Worksheet(case_id=1, person_id=1, from_on=date(2024, 11, 5), to_on=date(2025, 8, 16))


def noting(*elements, no=()):
    answers = [(one, Answer.YES) for one in elements] + [(one, Answer.NO) for one in no]
    return replace(BOAT, findings=tuple(Finding(element=e, answer=a) for e, a in answers))


def says(sheet, majority):
    return set(worksheets.standing(sheet, reference.elements(), majority).says)


@pytest.mark.parametrize(
    ("elements", "majority", "expected"),
    [
        ((), ADULT, {"missing_act", "missing_means", "missing_purpose"}),
        (("act.seek", "purpose.labour"), ADULT, {"missing_means"}),
        (("act.seek", "means.deceive", "purpose.labour"), ADULT, {"all_noted", "crime"}),
        (("act.seek", "purpose.labour"), CHILD, {"child", "child_noted", "crime"}),
        (("act.seek", "purpose.labour"), PERHAPS, {"child", "child_noted", "crime"}),
        (("act.seek",), UNKNOWN, {"age_unknown", "missing_purpose"}),
        (("act.seek", "purpose.labour"), UNKNOWN, {"age_unknown", "child_noted", "crime"}),
        (
            ("act.seek", "purpose.prostitution"), ADULT,
            {"prostitution", "prostitution_means", "missing_means"},
        ),
        (
            ("act.seek", "means.force", "purpose.prostitution"), ADULT,
            {"prostitution", "all_noted", "crime"},
        ),
        (
            ("act.seek", "purpose.prostitution"), CHILD,
            {"prostitution", "child", "child_noted", "crime"},
        ),
        (("ilo.debt",), CHILD, {"child", "missing_act", "missing_purpose", "indicators"}),
        (
            ("act.move", "means.debt", "purpose.labour", "border.organised"), ADULT,
            {"all_noted", "crime", "border", "both"},
        ),
        (
            ("border.crossed",), ADULT, {"missing_act", "missing_means", "missing_purpose"},
        ),
    ],
)  # fmt: skip
def test_what_follows_from_what_is_noted(elements, majority, expected):
    assert says(noting(*elements), majority) == expected


def test_without_the_beginning_of_the_period_nobody_is_found_to_have_been_an_adult():
    man = Person(id=1, given_lo="ກ", born_year=1990)
    girl = replace(man, born_year=2009)
    undated = replace(noting("act.seek"), from_on=None, to_on=None)
    for sheet, person, expected in (
        (undated, man, UNKNOWN), (replace(undated, to_on=TODAY), man, UNKNOWN),
        (BOAT, man, ADULT), (undated, girl, CHILD), (replace(undated, from_on=TODAY), man, ADULT),
    ):  # fmt: skip
        kept = Protection(people=(person,), client_id=1)
        assert protection.majority_in(kept, sheet, TODAY) is expected
    assert says(undated, UNKNOWN) == {"period_open", "missing_purpose"}


def test_an_answer_of_no_notes_nothing_and_indicators_never_make_an_element():
    every = [one.id for one in reference.elements() if one.group in worksheets.INDICATORS]
    standing = worksheets.standing(
        noting(*every, no=("act.seek", "means.force")), reference.elements(), ADULT
    )
    assert standing.missing == (Group.ACT, Group.MEANS, Group.PURPOSE)
    assert standing.noted[Group.ACT] == ()


def test_every_sentence_and_every_prompt_is_known_and_says_how_sure_it_is():
    known = reference.statements()
    sheets = [noting(), noting("act.seek", "purpose.labour", "border.enticed", "ilo.debt")]
    sheets.append(noting("act.seek", "means.force", "purpose.prostitution"))
    sheets += [noting("act.seek", "purpose.prostitution"), replace(noting(), from_on=None)]
    said = {one for each in sheets for m in Majority for one in says(each, m)}
    said |= says(noting("act.seek", "means.force", "purpose.labour"), ADULT)
    assert said == set(known)
    laws = reference.laws()
    for one in (*reference.elements(), *known.values(), *reference.prompts()):
        assert one.texts["lo"]
        assert one.texts["en"]
        assert not one.law or one.law in laws
        assert one.certainty in "ABCD"
    ids = [one.id for one in reference.elements()]
    assert len(ids) == len(set(ids))
    assert sum(one.group is Group.ILO for one in reference.elements()) == 11


def test_a_finding_bears_the_name_of_who_noted_it_and_keeps_it_until_it_changes():
    first = noting("act.seek", "act.hide")
    kept = replace(first, findings=worksheets.stamped(first, None, "mina", date(2026, 3, 9)))
    changed = replace(kept.findings[1], note="under the deck")
    again = worksheets.stamped(
        replace(kept, findings=(kept.findings[0], changed)), kept, "noy", TODAY
    )
    assert [(one.by, one.on) for one in again] == [("mina", "2026-03-09"), ("noy", "2026-03-30")]


def test_a_worksheet_drops_what_nobody_knows_and_refuses_an_end_before_its_beginning():
    empty = replace(BOAT, findings=(Finding(element="act.seek", answer=Answer.UNKNOWN),))
    assert worksheets.checked(empty, TODAY).findings == ()
    with pytest.raises(InvalidValue, match="to_on"):
        worksheets.checked(replace(BOAT, to_on=date(2024, 1, 1)), TODAY)


def test_the_last_view_stands_and_one_without_reasons_is_refused():
    view = View(case_id=1, worksheet_id=7, reasons="…", lawyer_id=1, signed_on=date(2026, 3, 10))
    view = replace(view, signed_by="manivone")
    later = replace(view, id=2, trafficking=Opinion.YES, signed_on=date(2026, 3, 20))
    other = replace(view, id=3, worksheet_id=8, signed_on=TODAY)
    assert worksheets.standing_view([later, replace(view, id=1), other], 7) == later
    entered = replace(later, id=4, signed_by="", signed_on=TODAY)
    assert worksheets.standing_view([later, entered], 7) == later, "nobody else signs for a lawyer"
    assert worksheets.standing_view([entered], 7) == entered
    with pytest.raises(InvalidValue, match="reasons"):
        worksheets.checked_view(replace(view, reasons=" "), TODAY)


def step(status, on, **more):
    return VictimStatus(case_id=1, person_id=1, status=status, on=on, **more)


def test_the_last_step_stands_and_some_need_a_body_or_a_reason():
    steps = [step(Status.REFERRED, date(2026, 3, 20)), step(Status.PRESUMED, date(2026, 3, 9))]
    assert victim_status.standing(steps, 1).status is Status.REFERRED
    assert victim_status.standing(steps, 2) is None
    for status, field in ((Status.IDENTIFIED, "body"), (Status.REFUSED, "reasons")):
        with pytest.raises(InvalidValue, match=field):
            victim_status.checked(step(status, TODAY), TODAY)


def test_who_is_victim_and_accused_at_once_is_reminded_of_both():
    sheet = replace(noting("border.organised", "ilo.wages", "ilo.documents"))
    person = Person(id=1, given_lo="ກ", born_year=2007)
    kept = Protection(
        people=(person,), client_id=1, accused=(1,), worksheets=(sheet,),
        steps=(step(Status.PRESUMED, date(2026, 3, 9)),),
    )  # fmt: skip
    due = {one.id for one in protection.prompts(reference.prompts(), kept, 1, TODAY)}
    assert {"non_punishment", "compensation", "wages", "identity", "embassy"} <= due
    refused = replace(kept, steps=(step(Status.WITHDREW, TODAY),), accused=())
    left = {one.id for one in protection.prompts(reference.prompts(), refused, 1, TODAY)}
    assert "compensation" not in left
    assert "identity" in left  # a child stays one


def age(kind, on=TODAY, **more):
    return AgeEvidence(case_id=1, person_id=1, kind=kind, on=on, **more)


def test_as_long_as_the_age_is_not_settled_the_doubt_counts():
    person = Person(id=1, given_lo="ກ", age_from=17, age_to=19, age_seen_on=date(2026, 3, 9))
    passport = age(AgeSource.PAPER, born_year=2004)
    claimed = age(AgeSource.CLAIMED, age_from=17, age_to=17)
    recruited, now = date(2024, 10, 12), date(2026, 3, 30)
    assert age_evidence.majority_on(person, (), recruited) is PERHAPS
    assert age_evidence.majority_on(person, (passport,), recruited) is PERHAPS
    assert age_evidence.majority_on(person, (passport, claimed), now) is PERHAPS
    assert age_evidence.is_in_doubt(person, (passport, claimed), now)
    known = age_evidence.as_known(person, (passport, claimed), now)
    assert (known.age_from, known.age_to, known.born_year) == (17, 22, None)
    assert age_evidence.as_known(person, (), now) == person
    assert needs_guardian(age_evidence.as_known(replace(person, age_from=19), (claimed,), now), now)
    view = age(AgeSource.SETTLED, born_year=2004, source="ສານ", note="…")
    assert age_evidence.majority_on(person, (claimed, view), recruited) is ADULT
    assert not age_evidence.is_in_doubt(person, (claimed, view), now)
    known = age_evidence.as_known(person, (claimed, view), now)
    assert (known.born_year, known.age_from, known.age_seen_on) == (2004, None, None)
    assert not needs_guardian(known, now)
    assert age_evidence.majority_on(Person(id=2, given_lo="ຂ"), (view,), now) is UNKNOWN


@pytest.mark.parametrize(
    ("evidence", "field"),
    [
        (age(AgeSource.CLAIMED), "age_from"),
        (age(AgeSource.MEDICAL, age_from=16, age_to=18, source="ໂຮງໝໍ"), "method"),
        (age(AgeSource.MEDICAL, age_from=16, age_to=18, method="x"), "source"),
        (age(AgeSource.SETTLED, age_from=16, age_to=17, source="ສານ"), "note"),
        (age(AgeSource.PAPER, age_from=19, age_to=17), "age_from"),
        (age(AgeSource.PAPER, on=date(2026, 4, 1), born_year=2008), "on"),
    ],
)
def test_a_statement_about_an_age_says_what_it_rests_on(evidence, field):
    with pytest.raises(InvalidValue, match=field):
        age_evidence.checked(evidence, TODAY)


ARREST = datetime(2026, 3, 28, 5, 40, tzinfo=LAOS)
HELD = Custody(case_id=1, person_id=1, place="ສຕ", ground="police", since=ARREST)


RULES = {one.id: one for one in reference.rules()}


def clock(held, now, known=None):
    rule = RULES.get(reference.custody_grounds()[held.ground].rule)
    return custody.clock(held, now, rule, known)


def test_hours_run_through_midnight_and_in_any_time_zone():
    found = clock(HELD, datetime(2026, 3, 30, 0, 10, tzinfo=UTC))
    assert (found.hours, found.minutes, found.runs, found.over) == (49, 30, True, True)
    assert found.limit == datetime(2026, 3, 30, 5, 40, tzinfo=LAOS)
    assert not clock(HELD, ARREST + timedelta(hours=48)).over
    assert clock(HELD, ARREST + timedelta(hours=48, seconds=1)).over


def test_a_clock_that_is_set_back_makes_nobody_younger_in_custody():
    known = ARREST + timedelta(hours=30)
    behind = clock(HELD, ARREST - timedelta(days=400), known)
    assert (behind.hours, behind.behind) == (30, True)
    assert clock(HELD, ARREST - timedelta(hours=1)).elapsed == timedelta()


def test_each_extension_moves_the_limit_and_a_release_stops_the_clock():
    until = "2026-06-28T05:40"
    longer = replace(
        HELD, extensions=(Extension(authority="ໄອຍະການ", until=until, ground="remand"),)
    )
    now = ARREST + timedelta(days=20)
    assert clock(longer, now).limit == datetime(2026, 6, 28, 5, 40, tzinfo=LAOS)
    assert not clock(longer, now).over
    assert "remand" in custody.due(longer, clock(longer, now), child=False)
    free = replace(
        longer, release=Release.BAIL, released_at=ARREST + timedelta(hours=50, minutes=5)
    )
    stopped = clock(free, now)
    assert (stopped.hours, stopped.minutes, stopped.runs) == (50, 5, False)
    assert custody.due(free, stopped, child=True) == ()
    months = clock(replace(HELD, ground="remand"), now)
    assert months.limit == datetime(2026, 6, 28, 5, 40, tzinfo=LAOS)
    assert clock(replace(HELD, ground="abroad"), now).limit is None


@pytest.mark.parametrize(
    "changes",
    [{"country": "MY"}, {"ground": "abroad"}, {"country": "TH", "ground": "remand"}],
)
def test_abroad_no_period_of_lao_law_counts_and_no_body_of_it_is_named(changes):
    held = replace(HELD, **changes)
    found = clock(held, ARREST + timedelta(days=120))
    assert (found.limit, found.over, found.gaps, found.abroad) == (None, False, (), True)
    assert set(custody.due(held, found, child=True)) == {"abroad"}
    ordered = replace(held, extensions=(Extension(authority="court", until="2026-04-01T08:00"),))
    found = clock(ordered, ARREST + timedelta(days=120))
    assert found.over, "what a court of that country ordered is a fact of its paper"
    assert set(custody.due(ordered, found, child=False)) == {"abroad", "abroad_over"}


def test_who_serves_a_sentence_is_not_told_what_follows_an_arrest():
    now = ARREST + timedelta(days=9)
    words = {
        ground: custody.due(one, clock(one, now), child=False)
        for ground in ("police", "sentence")
        if (one := replace(HELD, ground=ground))
    }
    due = {
        ground: {one.id for one in reference.custody_prompts() if one.when in found}
        for ground, found in words.items()
    }
    assert "family" in due["police"]
    assert due["sentence"] == {"complaint", "ring"}


def test_the_clock_follows_the_rule_and_says_by_which_and_how_sure():
    checked = replace(
        RULES["CR-01"], length=24, article="47", certainty=Certainty.LAW_TEXT,
        checked_by="ນາງ ວຽງ", checked_on=date(2026, 3, 1),
    )  # fmt: skip
    now = ARREST + timedelta(hours=30)
    found = custody.clock(HELD, now, checked)
    assert (found.limit, found.over) == (ARREST + timedelta(hours=24), True)
    laws = reference.laws()
    told = words.limit(found, laws, "en")
    for fact in ("29 March 2026", "CR-01", "24 hours", "art. 47", "Checked by ນາງ ວຽງ"):
        assert fact in told, fact
    assert labels.UNCONFIRMED not in labels.gap(found.gaps[0], "en")
    shipped = clock(HELD, ARREST + timedelta(hours=50))
    assert "unverified" in words.limit(shipped, laws, "en")
    assert labels.UNCONFIRMED in labels.gap(shipped.gaps[0], "en")
    in_days = custody.clock(HELD, now, replace(checked, length=2, unit=Unit.DAY))
    assert in_days.limit == ARREST + timedelta(days=2)
    for unknown in (None, replace(checked, length=0)):
        found = custody.clock(HELD, now, unknown)
        assert (found.limit, found.over, found.hours) == (None, False, 30)
        assert words.limit(found, laws, "en").startswith("No limit is known")
    due = [one for one in reference.custody_prompts() if one.when in ("police", "running")]
    told = list(words.reminders(due, {"CR-02": replace(RULES["CR-02"], length=12)}, laws, "en"))
    assert len(told) == 2, "a rule that is not in use says nothing"
    assert "within 12 hours" in told[0]
    assert "unverified" in told[0]
    (totals,) = words.reminders(
        [one for one in reference.custody_prompts() if one.id == "totals"], RULES, laws, "en"
    )
    assert "Major offence: 6 months; Crime: 1 year" in totals


def test_a_transfer_goes_on_counting_and_a_new_arrest_tells_of_the_first():
    moved = custody.checked(
        replace(HELD, transfers=(Transfer(place=" ຄຸກ ", at="2026-03-29T10:00"),)),
        ARREST + timedelta(days=3),
    )
    now = ARREST + timedelta(hours=50)
    assert custody.place(moved) == "ຄຸກ"
    assert clock(moved, now) == clock(HELD, now)
    for at in ("2026-03-27T10:00", "2026-04-27T10:00"):
        with pytest.raises(InvalidValue, match="taken_on"):
            custody.checked(replace(HELD, transfers=(Transfer(place="x", at=at),)), now)
    out = ARREST + timedelta(hours=47)
    first = replace(HELD, id=1, released_at=out, release=Release.RELEASED)
    second = replace(HELD, id=2, since=out + timedelta(hours=2))
    assert custody.before(second, [first, second]) == first
    counted = clock(second, second.since + timedelta(hours=10))
    assert (counted.hours, counted.over) == (10, False)
    told = words.again(second, first, counted, "en")
    assert "together 57 hours 0 minutes" in told
    assert custody.before(replace(second, since=out + timedelta(days=8)), [first]) is None
    assert custody.before(replace(second, person_id=9), [first]) is None


def test_an_hour_that_nobody_knows_counts_from_the_earliest_and_says_so():
    day = replace(HELD, since=datetime(2026, 3, 28, tzinfo=LAOS), time_known=False)
    found = clock(day, datetime(2026, 3, 28, 23, 40, tzinfo=LAOS))
    assert (found.hours, found.minutes, found.supposed) == (23, 40, True)
    assert found.limit == datetime(2026, 3, 30, tzinfo=LAOS)
    assert "00:00" in words.supposed(found, "en")
    assert words.supposed(clock(HELD, ARREST), "en") == ""


def test_an_order_that_comes_late_leaves_the_time_without_one_on_the_clock():
    late = Extension(
        authority="ໄອຍະການ", made="2026-04-07T09:00", until="2026-07-07T09:00", ground="remand"
    )
    held = replace(HELD, extensions=(late,))
    found = clock(held, ARREST + timedelta(days=20))
    ((begins, ends, ordered),) = [(one.begins, one.ends, one.ordered) for one in found.gaps]
    assert (begins, ends) == (ARREST + timedelta(hours=48), late.made_at)
    assert not ordered
    assert found.gaps[0].elapsed == timedelta(days=8, hours=3, minutes=20)
    assert not found.over
    assert "gap" in custody.due(held, found, child=False)
    after = clock(held, late.ends_at + timedelta(hours=5))
    assert [(one.ordered, one.elapsed) for one in after.gaps[1:]] == [(True, timedelta(hours=5))]
    free = replace(held, released_at=ARREST + timedelta(hours=50), release=Release.RELEASED)
    assert clock(free, late.ends_at).gaps[0].elapsed == timedelta(hours=2)
    undated = replace(late, made="")
    assert clock(replace(HELD, extensions=(undated,)), ARREST + timedelta(days=20)).gaps == ()
    second = replace(late, made="2026-07-01T08:00", until="2026-10-01T08:00")
    assert len(clock(replace(held, extensions=(second, late)), second.ends_at).gaps) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"since": ARREST + timedelta(days=9)}, "since"),
        ({"released_at": ARREST}, "release"),
        ({"release": Release.BAIL}, "release"),
        ({"released_at": ARREST - timedelta(1), "release": Release.BAIL}, "released_at"),
        ({"place": " "}, "place"),
        ({"extensions": (Extension(authority="x", until="2026-03-01T08:00"),)}, "until"),
        (
            {
                "extensions": (
                    Extension(authority="x", made="2026-04-02T08:00", until="2026-04-01T08:00"),
                )
            },
            "until",
        ),
        (
            {
                "extensions": (
                    Extension(authority="x", made="2026-04-20T08:00", until="2026-05-01T08:00"),
                )
            },
            "made",
        ),
    ],
)
def test_a_custody_that_cannot_be_is_refused(changes, field):
    with pytest.raises(InvalidValue, match=field):
        custody.checked(replace(HELD, **changes), ARREST + timedelta(days=2))


def test_how_a_withheld_paper_stands_follows_from_what_happened():
    paper = WithheldPaper(case_id=1, person_id=1, kind=IdPaper.PASSPORT, holder="ນາຍຈ້າງ")
    asked = PaperStep(kind=StepKind.REQUEST, on="2026-03-10", to_whom="ນາຍຈ້າງ", answer="no")
    applied = replace(asked, kind=StepKind.REPLACEMENT)
    for changes, expected in (
        ({}, Whereabouts.WITHHELD),
        ({"steps": (asked,)}, Whereabouts.ASKED),
        ({"steps": (asked, applied)}, Whereabouts.BEING_REPLACED),
        ({"steps": (applied,), "replaced_on": TODAY}, Whereabouts.REPLACED),
        ({"replaced_on": TODAY, "returned_on": TODAY}, Whereabouts.RETURNED),
    ):
        assert withheld_papers.whereabouts(replace(paper, **changes)) is expected
    with pytest.raises(InvalidValue, match="kind"):
        withheld_papers.checked(replace(paper, kind=IdPaper.NONE), TODAY)


PAY = Loss(
    case_id=1, person_id=1, kind=LossKind.WAGES, quantity=Decimal(9), per=Per.MONTH,
    rate=Decimal(12000), money=Money.THB, paid=Decimal("1500.50"),
    deductions=(
        Deduction(amount="45000", reason="debt"),
        Deduction(amount="300", reason="advance", accepted=True),
    ),
)  # fmt: skip


def test_sums_are_exact_and_what_is_not_accepted_stays_claimed():
    found = losses.counted(PAY)
    assert found.promised == Decimal(108000)
    assert (found.accepted, found.contested) == (Decimal(300), Decimal(45000))
    assert found.owed == Decimal("106199.50")
    assert losses.counted(replace(PAY, paid=Decimal(999999))).owed == 0


def test_each_money_counts_at_its_last_rate_and_no_rate_means_no_total():
    bail = replace(
        PAY, kind=LossKind.BAIL, per=Per.ONCE, quantity=Decimal(1), rate=Decimal(6000),
        money=Money.MYR, paid=Decimal(0), deductions=(),
    )  # fmt: skip
    old = ExchangeRate(id=1, money=Money.THB, on=date(2026, 3, 1), kip=Decimal(600), source="BOL")
    new = replace(old, id=2, on=date(2026, 3, 20), kip=Decimal("612.35"))
    later = replace(old, id=3, on=date(2026, 4, 20), kip=Decimal(999))
    found = losses.claim([PAY, bail], [old, new, later], TODAY)
    assert found.kip is None
    assert found.totals[0].kip == Decimal(65031264)  # 106,199.50 × 612.35 = 65,031,263.8…
    whole = losses.claim([PAY, bail], [old, new, replace(old, money=Money.MYR)], TODAY)
    assert whole.kip == Decimal(65031264 + 3600000)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("12000", "12000"), ("12.000", "12000"), ("12,000", "12000"),
        ("1.234.567,89", "1234567.89"), ("1,234,567.89", "1234567.89"),
        ("12,5", "12.5"), ("0.125", "0.125"), ("໑໒.໐໐໐", "12000"),
        ("12 000", "12000"), ("612.35", "612.35"),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_write_them(typed, expected):
    assert losses.amount("rate", typed) == Decimal(expected)


@pytest.mark.parametrize("typed", ["", "abc", "1.2.3", "NaN"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(InvalidValue, match="rate"):
        losses.amount("rate", typed)


def test_a_case_is_told_in_the_codes_of_the_standard_and_in_nothing_else():
    person = Person(id=1, given_lo="ບົວຄຳ", sex=Sex.MALE, nationality="LA", village_lo="ນາໄຊ")
    sheet = replace(
        noting("ilo.debt", "ilo.documents", "means.deceive"),
        sector=Sector.FISHING, country="MY", place="ປີນັງ", part="exploitation", relation="other",
        recruitments=("job", "smuggling"), controls=("police", "documents", "body"),
        vulnerabilities=("poverty",),
    )  # fmt: skip
    kept = Protection(people=(person,), client_id=1, worksheets=(sheet,))
    case = Case(client_id=1, type=CaseType.TRAFFICKING, stage=Stage.ADVICE, opened_on=TODAY)
    (found,) = htcds.coded(reference.htcds(), case, kept, reference.elements())
    assert found.values == {
        "prs_Gender": "Male",
        "prs_Nationality": "LA",
        "vic_MethodsOfControl": (
            "DebtBondage;PhysicalAbuse;FalsePromises;ThreatOfLawEnforcement;WithholdsDocuments"
        ),
        "vic_MethodOfRecruitment": "Job offer/advertisement;Smuggling, ransom",
        "RecruiterRelation": "Other",
        "vic_Vulnerabilities": "Poverty",
        "hte_Type": "Exploitation",
        "vic_TypeOfLabourExploitation": "Other",
        "vic_Labour Industry": "A_AgricultureForestryAndFishing",
        "hte_Country": "MY",
        "cas_Status": "Active",
    }
    debt = replace(kept, worksheets=(noting("unodc.debt", "unodc.injuries"),))
    closed = replace(case, stage=Stage.CLOSED)
    for outcome, status in (("transferred", "ClosedReferred"), ("advised", "Closed")):
        (told,) = htcds.coded(reference.htcds(), closed, debt, reference.elements(), outcome)
        assert told.values["cas_Status"] == status
        assert "vic_MethodsOfControl" not in told.values, "a debt is no bondage, an injury no abuse"


def test_every_code_of_ours_has_one_of_theirs():
    fields = {one.name: one for one in reference.htcds().fields}
    controls = {one.control for one in reference.elements() if one.control}
    assert controls <= set(fields["vic_MethodsOfControl"].values)
    work = set(fields["vic_TypeOfLabourExploitation"].values)
    sold = set(fields["vic_TypeOfSexExploitation"].values)
    assert work | sold | {""} == {str(one) for one in Sector}
    for name, list_ in (
        ("vic_MethodsOfControl", CodeList.CONTROL), ("hte_Type", CodeList.PART),
        ("vic_MethodOfRecruitment", CodeList.RECRUITMENT),
        ("RecruiterRelation", CodeList.RELATION), ("vic_Vulnerabilities", CodeList.VULNERABILITY),
    ):  # fmt: skip
        assert set(fields[name].values) == {one.id for one in reference.code_list(list_)}
        assert all(one.texts["lo"] and one.texts["en"] for one in reference.code_list(list_))
    assert len(set(fields["vic_MethodsOfControl"].values.values())) == 17


def test_signs_of_a_kind_of_exploitation_are_asked_by_the_kind_of_work():
    kinds = {one.id: one for one in reference.elements() if one.group is Group.KIND}
    assert all(one.certainty in "BC" for one in kinds.values())
    for key, sector, asked in (
        ("kind.quota", Sector.PROSTITUTION, True), ("kind.quota", Sector.FISHING, False),
        ("kind.quota", Sector.NONE, True), ("kind.zone", Sector.FISHING, True),
        ("kind.scam", Sector.ILLICIT, True),
    ):  # fmt: skip
        assert worksheets.is_asked(kinds[key], sector) is asked


def test_the_help_that_was_promised_is_checked_line_by_line():
    sheet = replace(BOAT, help=(Help(service="x"), Help(service=" ", by="y")), needs="  a ")
    with pytest.raises(InvalidValue) as told:
        worksheets.checked(sheet, TODAY)
    assert (told.value.field, told.value.values["line"], told.value.values["part"]) == (
        "help", 1, "service",
    )  # fmt: skip
    late = Help(service="x", promised_on=TODAY, delivered_on=date(2026, 3, 1))
    with pytest.raises(InvalidValue, match="help"):
        worksheets.checked(replace(BOAT, help=(late,)), TODAY)
    assert worksheets.checked(replace(sheet, help=()), TODAY).needs == "a"
