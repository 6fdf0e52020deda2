"""Rule packs: read back as written, sealed in what they say, refused by rule and field."""

from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.domain import rule_pack
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.errors import Damaged, NewerFile, Refused
from legalaid_desktop.domain.families import FamilyMember, TriggerEvent
from legalaid_desktop.domain.office_rules import Novelty, Standing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rule_pack import RulePack
from legalaid_desktop.domain.rules import Unit, Variant
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.labels.errors import sentence
from tests.domain.test_office_rules import APPEAL, LAWS

ODD = 'ໝາຍເຫດ "ສອງ"\nແຖວ\\ ສາມ\x7f'
RICH = replace(
    APPEAL,
    id="CV-28",
    note_lo=ODD,
    valid_from=date(2026, 1, 1),
    served=True,
    papers=("appeal", "statement"),
    variants=(
        Variant(id="far", title_lo="ໄກ", title_en="Far away", length=30, unit=Unit.DAY),
        Variant(id="sea", title_lo="ທະເລ", title_en="At sea", length=3, unit=Unit.MONTH),
    ),
)
UNCOUNTED = replace(APPEAL, id="CV-33", length=0)
PACK = RulePack(
    name="ກົດການນັບ 2026",
    office="ຫ້ອງການ",
    made_on=date(2026, 3, 30),
    number=2,
    rules=(APPEAL, RICH, UNCOUNTED),
    key="ab" * 32,
    signature="cd" * 64,
)


EVENT = TriggerEvent(
    id="own-event-border",
    lo="ກັບຮອດຊາຍແດນ",
    en="Back at the border",
    day_lo="ມື້",
    day_en="The day of the stamp",
    served=True,
    types=(CaseType.CIVIL, CaseType.TRAFFICKING),
    happening="",
    members=(
        FamilyMember(rule_id="CV-32", usual=True, when_lo='ຖ້າ "ຮັບ"', when_en="If, { or }"),
        FamilyMember(rule_id="CV-28", after="CV-32"),
        FamilyMember(rule_id="CV-33", later="hearing"),
    ),
)
WITH_EVENTS = replace(PACK, events=(EVENT, replace(EVENT, id="hearing", en="Set", members=())))


def read(text):
    return rule_pack.checked(rule_pack.parse(text.encode()), LAWS)


def text():
    return rule_pack.as_bytes(PACK).decode()


def test_a_pack_is_read_back_as_it_was_written():
    assert rule_pack.parse(text().encode()) == PACK
    assert read(text()).rules[1].note_lo == ODD.replace("\x7f", "")
    bare = replace(PACK, key="", signature="")
    assert rule_pack.parse(rule_pack.as_bytes(bare)) == bare


def test_events_go_with_their_families_and_a_pack_without_any_is_as_it_was():
    data = rule_pack.as_bytes(WITH_EVENTS)
    assert b"format = 2" in data
    assert rule_pack.parse(data) == WITH_EVENTS
    assert b"format = 1" in rule_pack.as_bytes(PACK), "signatures of earlier packs stay right"
    sealed = rule_pack.signed_bytes(WITH_EVENTS)
    for old, new in (("usual = true", "usual = false"), ("The day of the", "Any day of the")):
        changed = data.decode().replace(old, new, 1).encode()
        assert rule_pack.signed_bytes(rule_pack.parse(changed)) != sealed
    turned = replace(EVENT, members=EVENT.members[::-1])
    assert rule_pack.signed_bytes(replace(PACK, events=(turned,))) != sealed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('en = "Set"', 'en = ""\nlo = 3', "no rule pack"),
        ('day_en = "The day', 'day = "The day', "Event Back at the border, field “day”: this"),
        ("served = true", 'served = "yes"', "Event Back at the border, field “served”: it is"),
        ('"civil"', '"moon"', "Event Back at the border, field “types”: it is missing"),
        ('after = "CV-32"', 'then = "CV-32"', "field “rules.then”: this program"),
        ('id = "CV-28"', 'id = "../x"', "field “members”: Choose a rule."),
        ('id = "CV-28"', 'id = "CV-32"', "Rule CV-32 stands in this family twice."),
        ('happening = ""', 'happening = "moon"', "There is no such step of the story."),
        ('id = "hearing"', 'id = "own-event-border"', "is in this pack twice."),
        ('id = "hearing"', 'id = "../hearing"', "This is no event."),
        ("format = 2", "format = 1", "no rule pack"),
    ],
)
def test_a_bad_event_is_refused_by_its_name_and_the_field(old, new, said):
    head, mark, events = rule_pack.as_bytes(WITH_EVENTS).decode().partition("\n[[event]]")
    head = head.replace(old, new) if "format" in old else head
    assert new in head or old in events
    with pytest.raises(Refused) as refused:
        read(head + mark + events.replace(old, new, 1))
    assert said in sentence(refused.value, "en")


def test_the_seal_is_of_what_the_pack_says_and_not_of_how_it_is_laid_out():
    untidy = text().replace(" = ", "  =   ").replace("\n[[rule]]", "\n\n# ...\n[[rule]]")
    assert untidy != text()
    sealed = rule_pack.signed_bytes(PACK)
    assert rule_pack.signed_bytes(rule_pack.parse(untidy.encode())) == sealed
    for changed in (
        text().replace("length = 20", "length = 21", 1),
        text().replace("number = 2", "number = 3", 1),
        text().replace("2026-03-30", "2026-03-31", 1),
        text().replace("Far away", "Far off", 1),
    ):
        assert rule_pack.signed_bytes(rule_pack.parse(changed.encode())) != sealed


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("length = 20\n", "", "Rule CV-32, field “length”: it is missing or wrong."),
        ("length = 20", "length = 1.5", "Rule CV-32, field “length”: it is missing or wrong."),
        ("length = 20", "length = true", "Rule CV-32, field “length”: it is missing or wrong."),
        ("length = 20", "length = -1", "Rule CV-32, field “length”: it is missing or wrong."),
        ("length = 20", "length = 999999", "Rule CV-32, field “length”: A whole number from 0"),
        ('law = "civil-procedure"', 'law = "moon"', "Rule CV-32, field “law”: There is no law"),
        ('certainty = "C"', 'certainty = "X"', "Rule CV-32, field “certainty”: it is missing"),
        ('title_lo = "ຂໍອຸທອນ"', "title_lo = 3", "Rule CV-32, field “title_lo”"),
        ('id = "CV-32"', 'id = "../x"', "Rule ../x, field “id”: An id such as CV-24"),
        ('unit = "day"', 'unit = "day"\nexec = "x"', "Rule CV-32, field “exec”: this program"),
        ('id = "CV-33"', 'id = "CV-32"', "Rule CV-32 is in this pack twice."),
        ("format = 1", "format = 3", "newer version"),
        ("format = 1", 'format = "one"', "no rule pack"),
        ("number = 2", "number = 0", "no rule pack"),
        ("[signature]", "[signatura]", "no rule pack"),
        ('key = "ab', 'key = "a', "cut off"),
    ],
)
def test_a_bad_pack_is_refused_with_rule_and_field(old, new, said):
    assert old in text()
    with pytest.raises(Refused) as refused:
        read(text().replace(old, new, 1))
    assert said in sentence(refused.value, "en")
    if ":" in said:  # the problem itself is said in the other language too
        lao = i18n.catalog("lo").gettext(refused.value.reason).partition("{")[0]
        assert sentence(refused.value, "lo").startswith(lao)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xfe\x00", Damaged),
        (b"format = 1", Damaged),
        (b"a = " + b"[" * 20_000, Damaged),
        (b"format = " + b"9" * 6_000, Damaged),
        (b"", Damaged),
        (b"#" * (rule_pack.LARGEST + 1), Refused),
        (b"format = 7", NewerFile),
    ],
)
def test_what_is_no_pack_is_refused_and_does_not_break_the_program(data, kind):
    with pytest.raises(kind):
        rule_pack.parse(data)


ENDLESS = "0x" + "f" * 6_000
"""A number that Python reads, but refuses to write out."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("number = 2", f"number = {ENDLESS}"),
        ("length = 20", f"length = {ENDLESS}"),
        ("length = 30", f"length = {ENDLESS}"),
        ("length = 20", f"length = -{ENDLESS[2:].replace('f', '9')}"),
        ('id = "CV-32"', f"id = {ENDLESS}"),
        ('id = "CV-32"', "id" + ".a" * 30_000 + " = 1"),
        ('id = "CV-32"', "id = {" + '"a" . ' * 30_000 + "a = 1}"),
        ('id = "CV-32"', "id = " + "[" * 200 + "]" * 200),
        ('title_lo = "ຂໍອຸທອນ"', 'title_lo = "ຂໍ\\u0000ອຸທອນ"'),
        ("Far away", "x" * 1_900_000),
        ('unit = "day"', f'unit = "day"\n{"x" * 30_000} = 1'),
    ],
)
def test_a_pack_made_to_do_harm_is_refused_before_anything_is_made_of_it(old, new):
    assert old in text()
    with pytest.raises(Damaged, match="no rule pack"):
        rule_pack.parse(text().replace(old, new, 1).encode())


def test_more_rules_than_a_pack_can_have_are_refused():
    head = text().partition("\n[signature]")[0]
    with pytest.raises(Refused, match="more rules"):
        read(head + "\n[[rule]]" * (rule_pack.MOST_RULES + 1))
    with pytest.raises(Refused, match="no rule in"):
        read(head)


def standing(rule, **how):
    return Standing(rule=rule, wording=rule, shipped=rule, **how)


def test_a_comparison_says_what_is_new_changed_gone_and_off():
    longer = replace(APPEAL, length=30, checked_by="X", checked_on=date(2026, 1, 1))
    off = replace(APPEAL, id="CV-40")
    pack = replace(PACK, rules=(longer, RICH, off))
    gone = replace(off, id="CV-41")
    known = [
        standing(APPEAL),
        standing(UNCOUNTED),
        standing(off, is_off=True),
        standing(gone, is_off=True),
    ]
    found = rule_pack.compare(known, pack)
    told = [(one.rule_id, one.novelty, [each.field for each in one.fields]) for one in found]
    assert told == [
        ("CV-32", Novelty.CHANGED, ["length"]),
        ("CV-28", Novelty.NEW, []),
        ("CV-40", Novelty.OFF, []),
        ("CV-33", Novelty.GONE, []),
    ]
    said = list(labels.differences(found[0], LAWS, "en"))
    assert said == [("Length", "20 calendar days", "30 calendar days")]
    checked = replace(APPEAL, checked_by="X", checked_on=date(2026, 1, 1))
    assert rule_pack.compare([standing(APPEAL)], replace(PACK, rules=(checked,))) == ()


def test_of_a_strangers_pack_nothing_counts_as_read():
    read_there = replace(APPEAL, certainty=Certainty.LAW_TEXT, checked_by="X")
    assert rule_pack.taken(read_there, trusted=False).is_unverified
    trusted = rule_pack.taken(read_there, trusted=True)
    assert (trusted.certainty, trusted.checked_by) == (Certainty.LAW_TEXT, "")
