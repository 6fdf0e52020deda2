"""Court fees, as the Law on Court Fees 2019 sets them."""

import pytest

from legalaid_desktop.domain.court_fees import FeeQuestion, FeeStage, Matter, Payable, sheet
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.services import reference

S, M = FeeStage, Matter


def asked(**given):
    return sheet(reference.court_fees(), FeeQuestion(**given))


def test_a_claim_with_a_value_costs_cover_and_deposit_now_and_two_percent_at_the_end():
    found = asked(value=50_000_000)
    assert [(one.fee.id, one.kip, one.at_most) for one in found.lines] == [
        ("cover", 35_000, False),
        ("deposit", 300_000, True),
        ("judgment", 1_000_000, False),
    ]
    assert (found.now, found.now_most, found.end) == (35_000, 335_000, 1_000_000)


@pytest.mark.parametrize(
    ("stage", "matter", "fee", "deposit"),
    [
        (S.APPEAL, M.VALUED, 50_000, 300_000),
        (S.APPEAL, M.MATRIMONIAL, 20_000, 300_000),
        (S.CASSATION, M.UNVALUED, 80_000, 200_000),
        (S.CASSATION, M.MATRIMONIAL, 30_000, 200_000),
        (S.REOPENING, M.VALUED, 100_000, 200_000),
        (S.REOPENING, M.MATRIMONIAL, 50_000, 200_000),
    ],
)
def test_each_stage_has_its_fee_and_its_cap(stage, matter, fee, deposit):
    found = asked(stage=stage, matter=matter, value=1_000_000)
    assert (found.now, found.now_most) == (35_000 + fee, 35_000 + fee + deposit)


@pytest.mark.parametrize("matter", [M.MATRIMONIAL, M.UNVALUED])
def test_without_a_value_the_losing_party_pays_a_flat_sum(matter):
    assert asked(matter=matter).end == 100_000


def test_whoever_claims_for_damage_from_a_crime_pays_nothing_but_the_loser_still_does():
    found = asked(value=80_000_000, exempt="crime", copies=(("certified-copy", 3),))
    assert (found.now, found.now_most, found.end) == (0, 0, 1_600_000)
    assert found.ground
    assert found.ground.article == "42"
    assert all(one.waived for one in found.lines if one.fee.when is not Payable.END)


def test_an_exemption_protects_the_claimant_only():
    found = asked(value=80_000_000, exempt="crime", claims=False, copies=(("decision-copy", 2),))
    assert found.ground is None
    assert [(one.fee.id, one.kip) for one in found.lines] == [
        ("decision-copy", 40_000),
        ("judgment", 1_600_000),
    ]


def test_whoever_appeals_pays_for_it_and_only_the_claimant_is_exempt():
    defendant = {"stage": S.APPEAL, "value": 80_000_000, "claims": False, "exempt": "crime"}
    found = asked(**defendant)
    assert (found.now, found.now_most, found.ground) == (85_000, 385_000, None)
    assert asked(**defendant, brings=False).now_most == 0
    claimant = asked(stage=S.APPEAL, value=80_000_000, exempt="labour")
    assert (claimant.now, claimant.now_most, claimant.end) == (0, 0, 1_600_000)
    assert asked(stage=S.APPEAL, value=1, brings=False).now_most == 0


def test_amounts_by_hand():
    """Law on Court Fees 2019, as read: each sum was added up on paper."""
    two_certified = (("certified-copy", 2), ("decision-copy", 1))
    assert asked(value=15_000_000, copies=two_certified).now == 35_000 + 10_000 + 20_000
    first = asked(matter=M.MATRIMONIAL)
    assert (first.now, first.now_most, first.end) == (35_000, 335_000, 100_000)
    reopened = asked(stage=S.REOPENING, matter=M.UNVALUED)
    assert (reopened.now, reopened.now_most, reopened.end) == (135_000, 335_000, 100_000)
    assert asked(value=4_999_999).end == 100_000, "99,999.98"
    assert asked(value=15_000_001).end == 300_000, "the deposit is capped, the fee is not"


@pytest.mark.parametrize(("value", "end"), [(1, 0), (25, 1), (75, 2), (10**15, 2 * 10**13)])
def test_two_percent_are_whole_kip(value, end):
    assert asked(value=value).end == end


@pytest.mark.parametrize("value", [0, -5, 10**16])
def test_a_claim_of_a_value_needs_one(value):
    with pytest.raises(InvalidValue, match="value"):
        asked(value=value)


def test_copies_are_counted_from_nothing_on():
    with pytest.raises(InvalidValue, match="how many copies"):
        asked(value=1, copies=(("decision-copy", -1),))
