"""What an office says about rules: versions on top, check-offs that belong to one wording."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from legalaid_desktop.domain import office_rules
from legalaid_desktop.domain.errors import InvalidValue, Refused
from legalaid_desktop.domain.office_rules import RuleEntry, RuleVersion
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rule_filters import Checked, RuleFilter, sifted
from legalaid_desktop.domain.rules import Actor, Law, Rule, Unit, Variant, version

LAWS = {
    "civil-procedure": Law(
        id="civil-procedure", short_lo="ກ", short_en="CivPL", title_lo="ກ", title_en="CivPL",
        number="67", valid_from=None, valid_to=None, certainty=Certainty.LAW_TEXT, note_lo="",
        note_en="",
    )
}  # fmt: skip
APPEAL = Rule(
    id="CV-32",
    title_lo="ຂໍອຸທອນ",
    title_en="Appeal",
    event="judgment-read",
    trigger_lo="ອ່ານຄຳຕັດສິນ",
    trigger_en="The judgment is read",
    length=20,
    unit=Unit.DAY,
    actor=Actor.OUR_SIDE,
    consequence_lo="ໝົດສິດ",
    consequence_en="It is lost",
    law="civil-procedure",
    article="",
    certainty=Certainty.UNVERIFIED,
)
READ = {"checked_by": "ຄຳຫຼ້າ", "checked_on": date(2026, 3, 30)}


def entries(*done, base=APPEAL):
    return [
        RuleVersion(
            rule_id=base.id,
            number=number,
            entry=entry,
            content=content,
            fingerprint=version(content),
            base=version(base),
            by="khamla",
            at=datetime(2026, 3, 30, tzinfo=UTC),
        )
        for number, (entry, content) in enumerate(done, 1)
    ]


def test_a_version_is_of_what_a_rule_says_and_not_of_who_checked_it():
    assert version(replace(APPEAL, **READ)) == version(APPEAL)
    assert version(replace(APPEAL, length=30)) != version(APPEAL)
    assert version(replace(APPEAL, note_lo="ໃໝ່")) != version(APPEAL)
    other = (Variant(id="a", title_lo="ກ", title_en="a", length=3, unit=Unit.DAY),)
    assert version(replace(APPEAL, variants=other)) != version(APPEAL)


def test_a_check_belongs_to_the_wording_that_was_read():
    fixed = replace(APPEAL, article="261")
    done = entries((RuleEntry.CHANGED, fixed), (RuleEntry.CHECKED, replace(fixed, **READ)))
    found = office_rules.standing(APPEAL, done)
    assert found.rule.certainty is Certainty.LAW_TEXT
    assert not found.rule.is_unverified
    assert (found.rule.checked_by, found.earlier) == ("ຄຳຫຼ້າ", None)
    assert found.wording.is_unverified, "the wording itself stays as it was taken"
    done += entries((RuleEntry.CHANGED, replace(fixed, length=30)))
    again = office_rules.standing(APPEAL, done)
    assert again.rule.is_unverified
    assert again.rule.checked_by == ""
    assert again.earlier.content.checked_by == "ຄຳຫຼ້າ"
    assert office_rules.standing(APPEAL, done[:2] + entries((RuleEntry.BACK, APPEAL))).earlier


def test_a_rule_of_a_later_program_is_to_be_checked_anew():
    fixed = replace(APPEAL, article="261")
    done = entries((RuleEntry.CHECKED, replace(fixed, **READ)), base=fixed)
    assert office_rules.standing(fixed, done).rule.checked_by
    later = office_rules.standing(replace(fixed, length=30), done)
    assert later.rule.is_unverified
    assert later.earlier is not None
    own = entries((RuleEntry.CHANGED, replace(fixed, length=15)), base=fixed)
    assert not office_rules.standing(fixed, own).is_overtaken
    overtaken = office_rules.standing(replace(fixed, length=30), own)
    assert (overtaken.is_overtaken, overtaken.rule.length) == (True, 15)


def test_what_is_off_is_not_counted_by_and_an_own_rule_stands_last():
    own = replace(APPEAL, id="OWN-7K3M")
    done = entries((RuleEntry.OFF, APPEAL)) + entries((RuleEntry.OWN, own), base=own)
    found = office_rules.standings([APPEAL], done)
    assert [one.rule.id for one in found] == ["CV-32", "OWN-7K3M"]
    assert [one.id for one in office_rules.in_use(found)] == ["OWN-7K3M"]
    on = done + entries((RuleEntry.ON, APPEAL))
    on[-1] = replace(on[-1], number=2)
    assert len(office_rules.in_use(office_rules.standings([APPEAL], on))) == 2
    past = replace(APPEAL, valid_to=date(2026, 1, 1))
    assert office_rules.in_use([office_rules.standing(past, [])], date(2026, 1, 2)) == ()


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("title_lo", {"title_lo": "", "title_en": " "}),
        ("trigger_lo", {"trigger_lo": "", "trigger_en": ""}),
        ("length", {"length": -1}),
        ("length", {"length": 101, "unit": Unit.YEAR}),
        ("law", {"law": "made-up"}),
        ("id", {"id": "cv 32"}),
        ("start", {"unit": Unit.HOUR}),
        ("kind", {"actor": Actor.COURT}),
        ("consequence_lo", {"consequence_lo": "", "consequence_en": ""}),
        ("valid_to", {"valid_from": date(2026, 1, 2), "valid_to": date(2026, 1, 1)}),
        ("article", {"article": "x" * 301}),
        (
            "variants",
            {"variants": (Variant(id="", title_lo="", title_en="", length=1, unit=Unit.DAY),)},
        ),
    ],
)
def test_what_cannot_be_kept_names_its_field(field, values):
    with pytest.raises(InvalidValue) as refused:
        office_rules.checked(replace(APPEAL, **values), LAWS)
    assert refused.value.field == field


@pytest.mark.parametrize("typed", [Certainty.SECONDARY, Certainty.OURS])
def test_nobody_types_an_unread_rule_into_a_sure_one(typed):
    made = office_rules.changed(APPEAL, replace(APPEAL, certainty=typed, length=30), LAWS)
    assert made.certainty is Certainty.UNVERIFIED


def test_a_change_counts_as_unread_until_it_is_checked():
    read = replace(APPEAL, certainty=Certainty.LAW_TEXT, article="261", **READ)
    changed = office_rules.changed(read, replace(read, length=30, title_en=""), LAWS)
    assert changed.certainty is Certainty.UNVERIFIED
    assert changed.checked_by == ""
    assert changed.title_en == "ຂໍອຸທອນ", "what has one spelling says it in both languages"
    with pytest.raises(Refused, match="Nothing was changed"):
        office_rules.changed(read, read, LAWS)
    with pytest.raises(InvalidValue):
        office_rules.fit_to_check(APPEAL, LAWS)
    ours = replace(APPEAL, certainty=Certainty.OURS)
    practice = {"civil-procedure": replace(LAWS["civil-procedure"], has_articles=False)}
    office_rules.fit_to_check(ours, practice)
    found = office_rules.standing(ours, entries((RuleEntry.CHECKED, replace(ours, **READ))))
    assert found.rule.certainty is Certainty.OURS


def test_rules_are_found_by_words_in_either_language_and_by_how_they_stand():
    checked = office_rules.standing(
        replace(APPEAL, id="CR-13", title_lo="ໝາຍຮຽກ", certainty=Certainty.LAW_TEXT, **READ), []
    )
    plain = office_rules.standing(APPEAL, [])
    known = [plain, checked]

    def ids(**wanted):
        return [one.rule.id for one in sifted(known, RuleFilter(**wanted), {})]

    assert ids() == ["CV-32", "CR-13"]
    assert ids(text="ຫມາຍ") == ["CR-13"], "old and new spelling are one"
    assert ids(text="judgment APPEAL") == ["CV-32", "CR-13"]
    assert ids(text="cv-32") == ["CV-32"]
    assert ids(subject="CR") == ["CR-13"]
    assert ids(checked=Checked.NO) == ["CV-32"]
    assert ids(checked=Checked.YES, actor=Actor.OUR_SIDE) == ["CR-13"]
    assert ids(certainty=Certainty.UNVERIFIED) == ["CV-32"]
    assert ids(checked=Checked.OFF) == []
