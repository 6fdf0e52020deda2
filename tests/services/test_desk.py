"""Every act of a service is one transaction and one permission check."""

import ast
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from legalaid_desktop import services
from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.people import Person

WITHOUT_RECORDS = {
    "Filings.fees", "Imports.guess",
    "Keyrings.is_available", "Papers.kinds", "Todays.day",
    "Rights.table", "Office.subscribe",
    "Protections.clock", "Protections.is_own",
}  # fmt: skip
"""What is shipped with the program or said by the clock, and nothing from the office."""
OF_THE_USER_ALONE = {
    "Office.lock", "Office.wipe_views", "Office.has_views", "Office.watch_account",
    "Office.check_account", "Undo.last",
}  # fmt: skip
OF_ANOTHER_FILE = {"Trail.end_of_backup"}
"""Asks for the right to read the trail, and then reads a backup alone."""
READS_THEN_WRITES = {
    "Moves.refresh",
    "Backups.make", "Keyrings.switch_on", "Office.change_passphrase",
    "Papers.issue", "Copies.print_paper", "Copies.save_paper",
    "Copies.print_attachment", "Copies.save_attachment", "Copies.open_attachment",
    "Digests.sheet", "KeptCalendars.write",
    "Copies.print_list", "Copies.save_list", "Conflicts.print_certificate",
    "Conflicts.save_certificate", "Conflicts.hint", "OfficeLists.write",
    "Orphans.mend", "Trail.verify", "Trail.print_sheet",
    "Trail.save_sheet",
    "Search.read_file",
    "Destructions.print_minute", "Destructions.save_minute",
    "Stories.print_chronology", "Stories.save_chronology",
    "Rights.print_table", "Rights.save_table", "CodedCases.save",
    "Sheets.evidence", "Sheets.receipt", "Sheets.return_slip", "Sheets.running", "Sheets.register",
    "Sheets.notices", "Sheets.checklist", "Sheets.court_fees",
    "OfficeTimes.statement", "Counts.table", "Counts.sheet",
    "DeadlineSheets.control", "DeadlineSheets.courts", "DeadlineSheets.log", "DeadlineSheets.sum",
    "Users.add", "Users.reset", "Users.disable",
    "Recoveries.make", "Recoveries.confirm", "Recoveries.print_sheets", "Recoveries.save_sheets",
}  # fmt: skip
"""Make pages between the two, or stretch a passphrase; others must be able to save meanwhile."""


ENTERS_FIRST = {"Bundles.build"}
"""Enters the copy whose number its cover says, then keeps the bundle, or that none came out."""


def methods():
    for path in Path(services.__path__[0]).glob("*.py"):
        for kind in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(kind, ast.ClassDef) and "_desk" in ast.dump(kind):
                own = {each.name: each for each in kind.body if isinstance(each, ast.FunctionDef)}
                yield from ((f"{kind.name}.{name}", name, own) for name in own if name[0] != "_")


def opened(name, own):
    """How often the method, or what it calls of its own object, opens a session."""
    calls = [each.func for each in ast.walk(own[name]) if isinstance(each, ast.Call)]
    called = [call for call in calls if isinstance(call, ast.Attribute)]
    sessions = [call for call in called if call.attr in ("reading", "writing")]
    inner = [call.attr for call in called if call.attr in own and call.attr.startswith("_")]
    return len(sessions) + sum(opened(each, own) for each in inner)


def test_each_public_method_opens_one_session():
    found = {title: opened(name, own) for title, name, own in methods()}
    assert len(found) > 50, "the services were found"
    wanted = dict.fromkeys(found, 1)
    wanted |= dict.fromkeys(WITHOUT_RECORDS | OF_THE_USER_ALONE | OF_ANOTHER_FILE, 0)
    wanted |= dict.fromkeys(READS_THEN_WRITES, 2)
    wanted |= dict.fromkeys(ENTERS_FIRST, 3)
    assert found == wanted


def test_a_role_without_rights_sees_and_changes_nothing(office, case, client, monkeypatch):
    with monkeypatch.context() as powerless:
        for act in Act:
            powerless.setitem(office._desk.rights, act, Scope.NONE)
        for attempt in (
            office.profile,
            office.today.look,
            office.people.page,
            lambda: office.cases.get(case.id),
            lambda: office.people.take_in(Person(given_lo="ກ")),
            lambda: office.papers.draft(case.id, "referral_letter", "lo"),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    assert len(office.people.page().lines) == 1
    assert office.papers.of_case(case.id) == []


def test_who_may_only_edit_sets_up_issues_assigns_and_exports_nothing(
    office, case, lawyer, tmp_path, monkeypatch
):
    draft = office.papers.draft(case.id, "referral_letter", "lo")
    profile = office.profile()
    holiday = office.holidays.table()[0]
    with monkeypatch.context() as clerk:
        for act in set(Act) - {Act.CONSULT, Act.READ, Act.EDIT}:
            clerk.setitem(office._desk.rights, act, Scope.NONE)
        for attempt in (
            lambda: office.save_profile(profile),
            lambda: office.holidays.remove(holiday.id),
            lambda: office.holidays.add(replace(holiday, id=None, day=date(2026, 5, 4))),
            lambda: office.papers.issue(draft),
            lambda: office.assignments.offer(case.id, lawyer.id),
            lambda: office.bundles.build(case.id, tmp_path / "bundle.pdf", "lo"),
        ):
            with pytest.raises(NotAllowed):
                attempt()
        office.cases.save(replace(case, subject_en="a loan"))
    assert (office.profile(), office.holidays.table()[0]) == (profile, holiday)
    assert office.papers.get(draft.id) == draft
    assert not (tmp_path / "bundle.pdf").exists()
