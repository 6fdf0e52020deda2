"""An office of the first program with a vault: accounts, teams, bin, drafts and copies."""

import json
import zipfile
from pathlib import Path

import pytest

from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import keys, trail
from tests.vault.contents import contents, lost, plain

STORED = Path(__file__).parents[1] / "data" / "offices" / "0002.zip"
MANAGER, PASSPHRASE = "ສີວິໄລ", "ບ້ານເຮົາ ນາງາມ 2026"
LAWYER, HERS = "ນາງ ຈັນທອນ", "ປ່າໄມ້ ສີຂຽວ ຝົນຕົກ"
CLOSED, THEIRS = "clerk", "river stone lamp garden"


@pytest.fixture
def stored(tmp_path):
    """The folder of the office, and what the program that made it showed."""
    with zipfile.ZipFile(STORED) as packed:
        packed.extractall(tmp_path)
    return tmp_path, json.loads((tmp_path / "expected.json").read_bytes())


@pytest.fixture
def opened(stored):
    office = open_office(stored[0], MANAGER, PASSPHRASE)
    yield office
    office.lock()


def test_all_cases_are_as_they_were(stored, opened):
    assert len(stored[1]["cases"]) == 10
    assert lost(stored[1], {**stored[1], **contents(opened)}) == []


def test_accounts_bin_and_drafts_are_as_they_were(stored, opened):
    now = {
        "users": plain(opened.users.every()),
        "bin": plain(opened.bin.contents()),
        "drafts": plain(opened.drafts.mine()),
    }
    assert [len(now[name]) for name in ("users", "drafts")] == [3, 1]
    assert lost({name: stored[1][name] for name in now}, now) == []


def test_copies_and_teams_are_as_they_were(stored, opened):
    before, cases = stored[1], [line.case for line in opened.cases.page(limit=100).lines]
    copied = before["copies"][0]["case_id"]
    teams = [opened.teams.of_case(one.id) for one in cases if one.confidentiality != "ordinary"]
    now = {"copies": plain(opened.copies.of_case(copied)), "teams": plain(teams)}
    assert len(now["copies"]) == 1
    assert any(len(team) > 1 for team in teams)
    assert lost({name: before[name] for name in now}, now) == []


def test_its_trail_still_proves(stored, opened):
    with opened._desk.database.read() as session:
        found = trail.verify(session, opened._secrets.audit)
    assert found.first_bad is None
    assert found.head.seq >= stored[1]["trail"]["seq"]


def test_everybody_gets_in_as_before_and_who_left_does_not(stored):
    folder, _ = stored
    open_office(folder, LAWYER, HERS).lock()
    assert CLOSED not in keys.users(folder)
    with pytest.raises((NotAllowed, keys.WrongPassphrase)):
        open_office(folder, CLOSED, THEIRS)
