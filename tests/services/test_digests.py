"""The morning digest: what waits for one person, by numbers, or with names where they may go."""

import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from legalaid_desktop.cli import main
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.alerts import Absence
from legalaid_desktop.domain.cases import Confidentiality, Stage
from legalaid_desktop.domain.copies import OWN_FILE, Errand
from legalaid_desktop.domain.decisions import Decision, DecisionKind
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.users import User
from legalaid_desktop.services.office import open_office
from tests.services.conftest import PASSPHRASE
from tests.services.test_deadline_sheets import said

DAY = date(2026, 3, 30)


@pytest.fixture
def busy(office, case):
    """A morning with something in every part, and a restricted case."""
    secret = office.cases.take_in(
        Person(given_lo="ຄຳຫຼ້າ"),
        replace(
            case, id=None, version=0, client_id=0, number="", code_name="ນົກ",
            confidentiality=Confidentiality.RESTRICTED,
        ),
    )  # fmt: skip
    for one in (case, secret):
        for days, title in ((-2, "late"), (0, "now"), (5, "soon"), (20, "far")):
            day = DAY + timedelta(days=days)
            office.settling.write(one.id, DeadlineKind.DEADLINE, f"{title} for Khamla", day)
        office.cases.add_event(
            Event(case_id=one.id, kind=EventKind.HEARING, on=DAY, at=time(9), text="ພະຍານ ສົມສັກ")
        )
    office.settling.write(case.id, DeadlineKind.CLOCK, "the police", DAY + timedelta(days=20))
    office.tasks.save(Task(case_id=case.id, what="Ring Khamla", owner_id=office.account.id))
    office.stories.save_decision(
        Decision(
            case_id=case.id, on=date(2026, 3, 20), kind=DecisionKind.JUDGMENT,
            stage=Stage.FIRST_INSTANCE, number="7/2026", outcome_lo="ຍົກຟ້ອງ",
        )
    )  # fmt: skip
    return case, secret


@pytest.mark.parametrize("language", ["lo", "en"])
def test_without_names_it_says_numbers_and_nothing_that_was_typed(office, busy, language):
    text = said(office.digests.sheet(language, OWN_FILE))
    case, secret = busy
    assert (text.count(case.number), text.count(secret.number)) == (7, 4)
    for typed in ("Khamla", "ຄຳຫຼ້າ", "ນົກ", "ສົມສັກ", "ບົວຄຳ", "Bouakham"):
        assert typed not in text
    assert "7/2026" in text


def test_with_names_only_who_may_be_named_is_and_the_register_has_it(office, busy):
    case, secret = busy
    text = said(office.digests.sheet("en", OWN_FILE, named=True))
    assert "Bouakham" in text
    assert "Ring Khamla" in text
    assert "ນົກ" not in text
    assert "ຄຳຫຼ້າ" not in text
    assert [one.kind for one in office.copies.of_case(case.id)] == ["digest"]
    assert office.copies.of_case(secret.id) == []
    outside = Errand(recipient="ສະຫະພັນແມ່ຍິງ", purpose="x", body="women_union")
    assert [one.is_named for one in office.digests.naming(outside)] == [False, False]
    assert "Khamla" not in said(office.digests.sheet("en", outside, named=True))
    assert "digest" in {line.entry.kind for line in office.trail.page()}


def test_it_is_the_morning_of_one_person_and_of_whom_she_stands_in_for(office, busy, folder, clock):
    phrase = "ດອກຈຳປາ ຂາວ ຫ້າ ກີບ"
    colleague = User(name="ມະນີ", role=Role.MANAGER, since=DAY)
    other = office.users.add(colleague, phrase, PASSPHRASE)
    hers = open_office(folder, "ມະນີ", phrase, at=clock)
    assert "Nothing waits for you" in said(hers.digests.sheet("en", OWN_FILE))
    last = DAY + timedelta(days=3)
    away = Absence(user_id=office.account.id, first=DAY, last=last, stand_in_id=other.id)
    office.alerts.save_absence(away)
    text = said(hers.digests.sheet("en", OWN_FILE))
    assert f"You stand in for {office.user}" in text
    assert (text.count(busy[0].number), text.count(busy[1].number)) == (7, 0)
    assert "ມະນີ stands in for you" in said(office.digests.sheet("en", OWN_FILE))
    hers.lock()


def test_the_command_line_writes_it_and_tells_who_is_named(
    office, busy, folder, tmp_path, monkeypatch, capsys
):
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    out = tmp_path / "m.pdf"
    asked = ["--office", str(folder), "digest", "--out", str(out), "--names", "--json"]
    assert main([*asked, "--to-kind", "own_file"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["named"], told["by_number"]) == ([busy[0].number], [busy[1].number])
    assert out.read_bytes().startswith(b"%PDF")


def test_a_quiet_morning_says_so(office):
    assert "Nothing waits for you" in said(office.digests.sheet("en", OWN_FILE))
