"""The shipped rules of periods and their families: sound, reachable, in both languages."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop import assets
from legalaid_desktop.domain import families, rule_checks
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.errors import Damaged, NotFound
from legalaid_desktop.domain.families import WhyNot
from legalaid_desktop.domain.lao import has_lao
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import (
    Actor,
    DeadlineKind,
    SafeSide,
    Unit,
    is_valid_on,
    parse_rules,
    rule_called,
    version,
)
from legalaid_desktop.labels.deadlines import rule_period, rule_text
from legalaid_desktop.labels.errors import sentence
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadline_counting import compute

NUMBERS = {"CV": 35, "LM": 13, "CR": 19, "EN": 17, "EC": 6, "NO": 2, "LA": 4}
SINGLE = {"DV-01", "PT-01", "TP-01", "RF-01"}
WITHOUT_LENGTH = [
    "CV-17", "CV-22", "CV-29", "CV-33", "CV-34", "LM-06", "LM-07", "LM-08", "LM-09", "LM-10",
    "CR-05", "CR-15", "CR-17", "CR-19", "EN-16", "LA-04", "DV-01", "PT-01", "TP-01",
]  # fmt: skip


def rules():
    return {rule.id: rule for rule in reference.rules()}


def test_every_entry_of_the_research_is_there_by_its_number():
    expected = {f"{kind}-{number:02}" for kind, count in NUMBERS.items()
                for number in range(1, count + 1)}  # fmt: skip
    assert expected | SINGLE <= set(rules())
    assert len(reference.rules()) == 132
    assert rule_called(reference.rules(), "en-08a").id == "EN-08"
    assert rule_called(reference.rules(), "en-08b").title_en == "Objection to a valuation"
    with pytest.raises(NotFound, match="CR-01, CR-02") as unknown:
        rule_called(reference.rules(), "CR-99")
    assert "CV-01" not in sentence(unknown.value, "en")


def test_the_shipped_rules_and_families_have_no_fault():
    reference.require_sound_rules()
    for rule in reference.rules():
        for field in ("title", "trigger", "consequence", "note"):
            lao, english = getattr(rule, f"{field}_lo"), getattr(rule, f"{field}_en")
            assert has_lao(lao) or (field == "note" and not english), (rule.id, field)
            assert not has_lao(english), (rule.id, field)
        text = rule_text(rule, reference.laws())
        assert rule.title_lo in text
        assert rule.title_en in text
        assert not rule.checked_by, "no lawyer has checked anything yet"


def test_how_sure_they_are_and_which_cannot_be_counted():
    kinds = Counter(rule.certainty for rule in reference.rules())
    assert kinds == {
        Certainty.LAW_TEXT: 97, Certainty.UNVERIFIED: 22,
        Certainty.OURS: 10, Certainty.SECONDARY: 3,
    }  # fmt: skip
    assert [rule.id for rule in reference.rules() if not rule.is_countable] == WITHOUT_LENGTH
    assert rule_period(rules()["CV-33"], "en") == "no length in days"
    for quoted in ("30", "45", "60"):
        assert quoted in rules()["CV-33"].note_lo
    targets = [rule for rule in reference.rules() if rule.kind is DeadlineKind.TARGET]
    assert all(rule.certainty is not Certainty.LAW_TEXT for rule in targets)
    ours = [rule for rule in reference.rules() if rule.kind is DeadlineKind.DEADLINE]
    assert {rule.actor for rule in ours} == {Actor.OUR_SIDE}


def test_only_periods_whose_end_we_wait_for_are_safe_later():
    later = [rule.id for rule in reference.rules() if rule.safe_side is SafeSide.LATER]
    assert later == ["CV-09", "CV-18", "CV-20", "LM-03", "LM-11", "EN-15", "LA-01"]


def test_what_no_article_stands_behind_is_called_by_its_name():
    assert "Target of the office · D" in rule_text(rules()["OT-01"], reference.laws())
    assert "article unverified" in rule_text(rules()["CR-01"], reference.laws())


def test_a_target_of_the_office_claims_no_law():
    found = compute(rules()["OT-04"], date(2026, 4, 30), reference.seed_calendar())
    assert {one.kind for one in found.assumptions}.isdisjoint({"by_analogy", "unchecked"})
    assert found.warnings == (), "1 May is sure; that a lunar day falls on it changes nothing"
    law = compute(rules()["EN-07"], date(2026, 4, 30), reference.seed_calendar())
    assert {"by_analogy", "unchecked"} <= {one.kind for one in law.assumptions}


def test_every_rule_is_reached_from_its_own_event():
    for rule in reference.rules():
        event = reference.events()[rule.event]
        offer = next(one for one in families.offers(event, [rule]) if one.rule == rule)
        assert offer.can_tick is rule.is_countable, rule.id
        assert (offer.later, offer.after) == ("", ""), rule.id
        assert event.served or not rule.served, rule.id
    for event in reference.events().values():
        assert has_lao(event.name("lo")), event.id
        assert has_lao(event.day("lo")), event.id
        assert event.members, event.id
    known = reference.happenings()
    assert {one.happening for one in reference.events().values()} - {""} <= set(known)


def offered(event, **values):
    found = families.offers(reference.events()[event], reference.rules())
    return [one.rule.id for one in found if all(getattr(one, k) == v for k, v in values.items())]


def test_a_judgment_read_in_presence_offers_all_that_follows():
    assert offered("judgment-read", ticked=True) == ["OT-04", "OT-10", "CV-31"]
    assert offered("judgment-read", why=WhyNot.UNVERIFIED) == ["CV-32"]
    assert offered("judgment-read", later="judgment-final") == ["EN-01"]
    assert offered("judgment-read", after="CV-32") == ["OT-05"]
    told = ["CV-28", "EN-01", "EN-02", "EN-06", "EN-06B"]
    assert offered("judgment-read", can_tick=False) == told
    assert offered("default-judgment-known", ticked=True)[0] == "CV-28"
    assert offered("default-judgment-known", why=WhyNot.NOT_COUNTABLE) == ["CV-29"]


def test_no_unverified_rule_is_ticked_until_a_lawyer_checked_it_off():
    for event in reference.events().values():
        for offer in families.offers(event, reference.rules()):
            assert not (offer.ticked and offer.rule.certainty is Certainty.UNVERIFIED), event.id
    checked = replace(rules()["CV-32"], checked_by="Noy", checked_on=date(2026, 3, 1))
    offer = families.offers(reference.events()["judgment-read"], [checked])[0]
    assert (offer.why, offer.can_tick) == (WhyNot.CONDITION, True)


def test_an_own_rule_of_an_office_comes_last_in_its_family():
    own = replace(rules()["OT-04"], id="OWN-1")
    found = families.offers(reference.events()["arrest"], [replace(own, event="arrest")])
    assert [(one.rule.id, one.ticked) for one in found] == [("OWN-1", False)]


def test_a_step_of_the_story_leads_to_the_events_of_that_kind_of_case():
    def led(happening, kind):
        found = families.started_by(reference.events().values(), happening, kind)
        return [event.id for event in found]

    assert led("judgment", CaseType.CIVIL)[0] == "judgment-read"
    assert led("judgment", CaseType.CRIMINAL)[0] == "criminal-judgment-read"
    assert led("arrest", CaseType.TRAFFICKING) == ["arrest"]
    assert led("arrest", CaseType.LAND) == []
    assert len(led("judgment", None)) == 5
    assert led("", CaseType.CIVIL) == []


def test_a_rule_knows_its_time_and_its_version():
    charge = rules()["CR-10"]
    assert not is_valid_on(charge, date(2025, 1, 29))
    assert is_valid_on(charge, date(2025, 1, 30))
    assert is_valid_on(rules()["CV-24"], date(2020, 1, 1))
    assert not is_valid_on(replace(charge, valid_to=date(2026, 1, 1)), date(2026, 1, 2))
    assert len({version(rule) for rule in reference.rules()}) == len(reference.rules())
    signed = replace(charge, checked_by="Noy", checked_on=date(2026, 3, 1))
    assert version(signed) == version(charge)
    assert version(replace(charge, length=4)) != version(charge)


FAULTS = [
    ({"law": "no-such-law"}, "Rule CV-24, law: there is no law “no-such-law”."),
    ({"event": "no-such-event"}, "Rule CV-24, event: there is no event “no-such-event”."),
    ({"title_lo": ""}, "Rule CV-24, title: the text is needed in Lao and in English."),
    ({"note_en": " "}, "Rule CV-24, note: the text is needed in Lao and in English."),
    ({"actor": Actor.COURT}, "Rule CV-24, kind: a deadline is for our side"),
    ({"unit": Unit.HOUR}, "Rule CV-24, start: a period in hours starts at once"),
    ({"length": -1}, "Rule CV-24, length: a length is a whole number above zero"),
    ({"checked_by": "Noy"}, "Rule CV-24, checked_by: a check needs a name and a day."),
    ({"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}, "Rule CV-24, valid_to: "),
    ({"article": "", "note_lo": "", "note_en": ""}, "Rule CV-24, article: what was read"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), FAULTS, ids=lambda one: str(one)[:30])
def test_a_fault_is_told_with_the_rule_and_the_field(change, told):
    wrong = replace(rules()["CV-24"], **change)
    with pytest.raises(Damaged) as fault:
        rule_checks.require_sound([wrong], reference.laws(), reference.events())
    assert sentence(fault.value, "en").startswith(told)
    assert has_lao(sentence(fault.value, "lo"))


def test_two_rules_of_one_id_and_a_ticked_unverified_one_are_faults():
    twice = [rules()["CV-24"], rules()["CV-24"]]
    with pytest.raises(Damaged, match="two rules"):
        rule_checks.require_sound(twice, reference.laws(), reference.events())
    data = tomllib.loads(assets.resource("law", "events.toml").read_text(encoding="utf-8"))
    arrest = next(one for one in data["event"] if one["id"] == "arrest")
    arrest["rules"][0]["usual"] = True
    events = families.parse_trigger_events({"event": [arrest]})
    told = [sentence(one, "en") for one in rule_checks.event_faults(events, reference.rules())]
    assert told[0] == "Event arrest, usual: CR-01 is unverified and must not be ticked at first."
    assert "Event arrest, later: there is no event “remand-asked”." in told


def test_a_length_without_a_unit_is_damage():
    path = assets.resource("law", "deadlines", "civil.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    del data["rule"][0]["unit"]
    with pytest.raises(Damaged):
        parse_rules(data)
