"""Rules in an office: checked off, changed, written, switched off; packs between two offices."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain import office_rules
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound, Refused, Stale
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.office_rules import Novelty, RuleEntry
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rule_pack import Signer
from legalaid_desktop.domain.rules import version
from legalaid_desktop.domain.signing_keys import fingerprint
from legalaid_desktop.services import reference
from legalaid_desktop.services.rule_packs import read_pack
from tests.services.conftest import DAY

WHY = "Gazette 12/2026, read with Ms Keo"


@pytest.fixture
def lawyer(office, seat):
    return seat("khamla", Role.LAWYER)


def test_the_shipped_rules_can_all_be_kept_as_they_are():
    for rule in reference.rules():
        assert office_rules.checked(rule, reference.laws()) == rule, rule.id


def test_a_lawyer_checks_a_rule_off_and_only_that_wording(office, lawyer, seat, clock):
    seen = office.rules.get("cv-24")
    with pytest.raises(NotAllowed, match="lawyer"):
        office.rules.check_off(seen, WHY)  # the manager of this office is none
    assert (office.rules.may_check_off(), lawyer.rules.may_check_off()) == (False, True)
    entered = office.assignments.save_lawyer(Lawyer(name_lo="ສີວິໄລ"))
    assert seat("head", Role.MANAGER, entered.id).rules.may_check_off()
    with pytest.raises(InvalidValue):
        lawyer.rules.check_off(seen, "  ")
    with pytest.raises(InvalidValue):
        lawyer.rules.check_off(seen, WHY, DAY + timedelta(days=1))
    checked = lawyer.rules.check_off(seen, WHY, DAY)
    assert (checked.rule.checked_by, checked.rule.checked_on) == ("khamla", DAY)
    with pytest.raises(Refused, match="already"):
        lawyer.rules.check_off(checked, WHY)
    with pytest.raises(Stale):
        lawyer.rules.switch_off(seen, WHY)  # two people at once
    clock.set(DAY + timedelta(days=1))
    changed = lawyer.rules.change(checked, replace(checked.wording, length=20), WHY)
    assert changed.rule.is_unverified
    assert changed.earlier.by == "khamla"
    assert [one.id for one in office.deadlines.rules()] == [one.id for one in reference.rules()]
    back = lawyer.rules.go_back(changed, WHY)
    assert back.rule.checked_by == "khamla", "the wording that was checked is there again"
    told = [(one.number, one.entry, one.content.length) for one in office.rules.history("CV-24")]
    assert told == [
        (3, RuleEntry.BACK, 15),
        (2, RuleEntry.CHANGED, 20),
        (1, RuleEntry.CHECKED, 15),
    ]
    with pytest.raises(Refused):
        lawyer.rules.go_back(back, WHY)
    lines = office.trail.of_record("office_rule", 1)
    assert (lines[0].entry.reason, lines[0].entry.user) == (WHY, "khamla")


def test_a_rule_that_was_read_is_used_and_one_that_was_not_asks(office, lawyer, case):
    own = replace(reference.rules()[0], title_lo="ອຸທອນ", title_en="Appeal", article="", length=20)
    written = lawyer.rules.write(own, WHY)
    rule_id = written.rule.id
    assert rule_id.startswith("OWN-")
    assert written.rule.is_unverified, "what the office wrote is not read until it is checked"
    with pytest.raises(Refused, match="Confirm it"):
        office.deadlines.add(case.id, rule_id, DAY)
    with pytest.raises(InvalidValue) as needed:
        lawyer.rules.check_off(written, WHY)
    assert needed.value.field == "article"
    fixed = lawyer.rules.change(written, replace(written.wording, article="261"), WHY)
    lawyer.rules.check_off(fixed, WHY)
    kept = office.deadlines.add(case.id, rule_id, DAY)
    assert kept.certainty is Certainty.LAW_TEXT
    assert kept.rule_version == version(office.rules.get(rule_id).rule)
    local = lawyer.rules.write(replace(own, event=""), WHY).rule
    (offer,) = office.triggers.offered(local.event, case.id)
    assert (offer.rule, offer.ticked) == (local, False)
    assert office.office_events.in_use()[local.event].name("en") == local.trigger_en
    off = lawyer.rules.switch_off(office.rules.get(rule_id), WHY)
    with pytest.raises(Refused, match="switched off"):
        office.deadlines.count(rule_id, DAY)
    assert rule_id not in [one.id for one in office.deadlines.rules()]
    with pytest.raises(Refused):
        lawyer.rules.switch_off(off, WHY)
    on = lawyer.rules.switch_on(off, WHY)
    assert on.rule.checked_by == "khamla"
    with pytest.raises(NotFound):
        office.rules.get("OWN-NONE")


@pytest.fixture
def pack(office, lawyer, tmp_path):
    """A pack with a longer CV-24, without CV-28, and with a rule of the other office."""
    office.rule_packs.key()
    longer = lawyer.rules.get("CV-24")
    longer = lawyer.rules.change(longer, replace(longer.wording, length=21), WHY)
    lawyer.rules.check_off(longer, WHY)
    lawyer.rules.switch_off(lawyer.rules.get("CV-28"), WHY)
    lawyer.rules.write(replace(longer.wording, title_en="Local reply"), WHY)
    file = tmp_path / "pack.rules.toml"
    made = lawyer.rule_packs.export(file, "2026", "for the office in Luang Prabang")
    return made, file


def test_a_pack_goes_to_another_office_and_is_taken_rule_by_rule(pack, another):
    made, file = pack
    office, case = another
    kept = office.deadlines.add(case.id, "CV-24", date(2026, 3, 2))
    look = office.rule_packs.read(file)
    assert (look.signer, look.pack) == (Signer.STRANGER, made)
    told = {one.rule_id: one.novelty for one in look.changes}
    own = next(rule_id for rule_id in told if office_rules.is_own(rule_id))
    assert told == {"CV-24": Novelty.CHANGED, own: Novelty.NEW, "CV-28": Novelty.GONE}
    (shift,) = look.shifts["CV-24"]
    assert shift.deadline == kept
    assert (kept.safe_on, shift.move.safe_on) == (date(2026, 3, 16), date(2026, 3, 20))
    of = {one.rule_id: one for one in look.changes}
    office.rule_packs.accept(look, of["CV-24"])
    taken = office.rules.get("CV-24")
    assert taken.rule.length == 21
    assert taken.rule.is_unverified, "a stranger's pack makes nothing sure"
    assert fingerprint(made.key) in taken.entries[-1].pack
    assert office.deadlines.of_case(case.id) == [kept], "no deadline moved by itself"
    with pytest.raises(Stale):
        office.rule_packs.accept(look, of["CV-24"])


def test_of_an_office_whose_key_was_compared_the_pack_counts_as_read(pack, another):
    made, file = pack
    office, _case = another
    with pytest.raises(Refused):
        office.rule_packs.trust(made, "0000 0000 0000 0000 0000")
    office.rule_packs.trust(made, fingerprint(made.key).upper())
    assert [one.name for one in office.rule_packs.signers()] == [made.office]
    office.rules.switch_off(office.rules.get("CV-24"), WHY)
    again = office.rule_packs.read(file)
    assert again.signer is Signer.KNOWN
    for one in again.changes:
        office.rule_packs.accept(again, one)
    assert office.rule_packs.read(file).changes == ()
    assert office.rules.get("CV-24").rule.certainty is Certainty.LAW_TEXT
    assert office.rules.get("CV-24").rule.checked_by == "", "our own lawyer has not read it"
    assert office.rules.get("CV-28").is_off
    own = next(one.rule_id for one in again.changes if one.novelty is Novelty.NEW)
    assert office.rules.get(own).rule.is_unverified


def test_a_pack_that_was_changed_is_refused_and_the_trail_has_what_was_exported(
    pack, office, lawyer, tmp_path
):
    made, file = pack
    assert read_pack(file) == made
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("length = 21", "length = 12", 1), encoding="utf-8")
    with pytest.raises(Refused, match="signature of this pack is wrong"):
        lawyer.rule_packs.read(file)
    with pytest.raises(NotFound):
        lawyer.rule_packs.read(tmp_path / "none")
    bare = tmp_path / "bare.toml"
    head, _, rest = text.partition("\n[signature]")
    bare.write_text(head + "\n[[rule]]" + rest.partition("[[rule]]")[2], encoding="utf-8")
    look = lawyer.rule_packs.read(bare)
    assert (look.signer, look.changes) == (Signer.NOBODY, ())
    with pytest.raises(Refused, match="Nobody"):
        lawyer.rule_packs.trust(look.pack, "")
    lines = office.trail.page(limit=30)
    kinds = [(one.entry.deed.value, one.entry.kind) for one in lines]
    assert ("export", "rule_pack") in kinds
    assert ("look", "rule_pack") in kinds
    key = office.rule_packs.key()
    assert (key.private, key.public) == ("", made.key)
    secret = [one for one in lines if one.entry.kind == "signing_key"]
    assert all("private" not in one.entry.fields for one in secret)
