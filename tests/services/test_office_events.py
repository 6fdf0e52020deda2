"""Events and families of an office: written, changed, offered, named, carried by packs."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain import office_events
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.deadlines import not_in_force
from legalaid_desktop.domain.errors import InvalidValue, NotFound, Refused, Stale
from legalaid_desktop.domain.families import FamilyMember, WhyNot
from legalaid_desktop.domain.office_rules import Novelty, RuleEntry
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.labels import changes, families
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.trail import naming
from tests.services.conftest import DAY

WHY = "the village court asks for it"
BORDER = replace(
    office_events.blank(),
    lo="ກັບຮອດດ່ານຊາຍແດນ",
    en="Back at the border post",
    day_lo="ມື້ທີ່ຜ່ານດ່ານ",
    day_en="The day of the stamp",
    members=(
        FamilyMember(rule_id="CV-24", usual=True),
        FamilyMember(rule_id="CV-28", when_en="If he was heard", after="CV-24"),
        FamilyMember(rule_id="CV-16", later="hearing"),
    ),
)


@pytest.fixture
def lawyer(office, seat):
    return seat("khamla", Role.LAWYER)


def test_the_shipped_events_can_all_be_kept_as_they_are():
    for event in reference.events().values():
        assert office_events.checked(event, reference.happenings()) == event, event.id


def test_an_own_event_offers_its_family_in_order_and_keeps_its_name(office, lawyer, case):
    with pytest.raises(InvalidValue) as needed:
        lawyer.office_events.write(replace(BORDER, day_lo="", day_en=""), WHY)
    assert needed.value.field == "day_lo"
    made = lawyer.office_events.write(BORDER, WHY)
    event = made.event
    with pytest.raises(InvalidValue) as same:
        lawyer.office_events.write(replace(BORDER, lo="ອື່ນ"), WHY)
    assert same.value.field == "en"
    typed = replace(lawyer.rules.get("CV-24").wording, event=event.id, title_en="Tell the family")
    own = lawyer.rules.write(typed, WHY).rule
    offered = office.triggers.offered(event.id, case.id)
    assert [one.rule.id for one in offered] == ["CV-24", "CV-28", "CV-16", own.id]
    assert [one.why for one in offered] == [
        WhyNot.NOTHING, WhyNot.AFTER, WhyNot.LATER, WhyNot.UNVERIFIED,
    ]  # fmt: skip
    assert [one.ticked for one in offered] == [True, False, False, False]
    look = office.office_events.look(event.id)
    assert [one.id for one in look.others] == [own.id]
    trigger = Trigger(case_id=case.id, event=event.id, on=DAY)
    office.triggers.add(trigger, [Chosen(rule_id="CV-24")])
    turned = replace(event, members=event.members[::-1])
    changed = lawyer.office_events.change(made, turned, "the other order")
    with pytest.raises(Stale):
        lawyer.office_events.switch_off(made, WHY)
    assert next(iter(office.triggers.offered(event.id, case.id))).rule.id == "CV-16"
    lawyer.office_events.switch_off(changed, WHY)
    assert event.id not in office.office_events.in_use()
    with pytest.raises(NotFound):
        office.triggers.offered(event.id, case.id)
    assert office.office_events.known()[event.id].name("en") == BORDER.en
    told = [(one.number, one.entry, one.by) for one in office.office_events.history(event.id)]
    assert told == [
        (3, RuleEntry.OFF, "khamla"),
        (2, RuleEntry.OWN, "khamla"),
        (1, RuleEntry.OWN, "khamla"),
    ]


def test_the_trail_and_former_events_never_show_an_id(office, lawyer, case):
    own = replace(lawyer.rules.get("CV-24").wording, event="", trigger_en="He is back")
    local = lawyer.rules.write(own, WHY)
    kept = office.triggers.add(
        Trigger(case_id=case.id, event=local.rule.event, on=DAY), [Chosen(rule_id="CV-24")]
    )
    event = lawyer.office_events.write(BORDER, WHY).event
    lawyer.rules.change(local, replace(local.wording, event=event.id), WHY)
    known = office.office_events.known()
    assert families.called(kept.trigger.event, known, "en") == "He is back", "of a former wording"
    (line,) = office.trail.of_record("deadline_trigger", kept.trigger.id)
    said = [
        changes.change("deadline_trigger", name, values, "en", naming(line))
        for name, values in line.entry.fields.items()
    ]
    assert "Event: He is back" in said
    (line,) = office.trail.of_record("office_event", 1)
    assert (line.entry.reason, line.entry.user) == (WHY, "khamla")
    assert BORDER.en in changes.change(
        "office_event", "event", line.entry.fields["event"], "en", naming(line)
    )
    assert "own-" not in families.called("own-event-gone", known, "en")


def test_a_shipped_event_can_be_changed_and_goes_back(office, lawyer, case):
    service = lawyer.office_events
    seen = service.look("claim-received").standing
    moved = replace(seen.event, members=(*seen.event.members[1:], seen.event.members[0]))
    changed = service.change(seen, moved, WHY)
    assert changed.shipped == seen.event
    assert office.triggers.offered("claim-received", case.id)[-1].rule.id == "CV-24"
    assert not changed.is_overtaken
    back = service.go_back(changed, WHY)
    assert back.event == seen.event
    with pytest.raises(Refused):
        service.go_back(back, WHY)
    with pytest.raises(Refused):
        service.change(back, back.event, WHY)
    off = service.switch_off(back, WHY)
    with pytest.raises(Refused):
        service.switch_off(off, WHY)
    assert not service.switch_on(off, WHY).is_off
    with pytest.raises(NotFound):
        service.look("no-such")


def test_a_step_of_the_story_offers_an_own_event(office, lawyer, case):
    step = next(iter(reference.happenings()))
    made = lawyer.office_events.write(replace(BORDER, happening=step), WHY)
    used = office.office_events.in_use()
    assert made.event.happening == step
    assert made.event.id in [one.id for one in families_of(used, step)]


def families_of(used, step):
    return [one for one in used.values() if one.happening == step]


def test_a_pack_carries_events_and_each_is_taken_by_itself(office, lawyer, tmp_path, another):
    service = lawyer.office_events
    own = service.write(BORDER, WHY).event
    seen = service.look("hearing").standing
    service.change(seen, replace(seen.event, day_en="The day of the summons"), WHY)
    service.switch_off(service.look("claim-arrived").standing, WHY)
    file = tmp_path / "a.rules.toml"
    lawyer.rule_packs.export(file, "2026", "for Oudomxay")
    other, _case = another
    look = other.rule_packs.read(file)
    of = {one.event_id: one for one in look.events}
    told = {key: one.novelty for key, one in of.items()}
    assert told == {
        "hearing": Novelty.CHANGED, own.id: Novelty.NEW, "claim-arrived": Novelty.GONE,
    }  # fmt: skip
    rules, known = {one.id: one for one in reference.rules()}, other.office_events.known()
    ((name, _before, after),) = families.differences(of["hearing"], rules, known, {}, "en")
    assert (name, after) == ("Which day counts, in English", "The day of the summons")
    for one in look.events:
        other.rule_packs.accept_event(look, one)
    assert other.rule_packs.read(file).events == ()
    taken = other.office_events.look(own.id).standing
    assert taken.event == own
    assert "2026" in taken.entries[0].pack
    assert other.office_events.look("claim-arrived").standing.is_off
    with pytest.raises(Stale):
        other.rule_packs.accept_event(look, of["hearing"])


def test_who_is_concerned_by_a_rule_that_goes(office, lawyer, case, seat):
    kept = office.deadlines.add(case.id, "CV-24", DAY)
    found = office.rules.counted_by("CV-24")
    assert ([one.id for one in found.deadlines], found.hidden) == ([kept.id], 0)
    assert found.cases[case.id].number == case.number
    office.cases.save(
        replace(
            office.cases.get(case.id), confidentiality=Confidentiality.RESTRICTED, code_name="Fish"
        )
    )
    outsider = seat("noy", Role.LAWYER)
    strange = outsider.rules.counted_by("CV-24")
    assert (strange.deadlines, strange.cases, strange.hidden, strange.count) == ((), {}, 1, 1)
    assert office.rules.counted_by("CV-25").count == 0


def test_a_rule_counts_only_where_it_is_in_force_on_the_day_it_runs_from(office, lawyer, case):
    seen = lawyer.rules.get("CV-24")
    ended = replace(seen.wording, valid_to=date(2026, 2, 28))
    lawyer.rules.check_off(lawyer.rules.change(seen, ended, WHY), WHY)
    before, after = date(2026, 2, 20), date(2026, 3, 2)
    kept = office.deadlines.add(case.id, "CV-24", before)
    assert not_in_force(kept) == (), "the day of the event counts, not the present one"
    with pytest.raises(Refused, match="not in force"):
        office.deadlines.add(case.id, "CV-24", after)
    trigger = Trigger(case_id=case.id, event="claim-received", on=after)
    with pytest.raises(Refused, match="not in force"):
        office.triggers.add(trigger, [Chosen(rule_id="CV-24")])
    made = office.triggers.add(trigger, [Chosen(rule_id="CV-24", despite=True)])
    (loud,) = not_in_force(made.deadlines[0])
    assert loud.kind == "no_longer_valid"
