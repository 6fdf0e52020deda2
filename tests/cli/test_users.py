"""Accounts from a script."""

import json

import pytest

from legalaid_desktop import cli
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.storage import keys

OWN, FIRST = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ", "ກະຕ່າຍ ໂມງ ສະພານ 7"


@pytest.fixture
def office(tmp_path, create_cheaply, monkeypatch):
    monkeypatch.setenv("LEGALAID_PASSPHRASE", OWN)
    monkeypatch.setenv("LEGALAID_NEW_PASSPHRASE", FIRST)
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    create_cheaply(tmp_path / "office", profile, "noy", OWN).lock()
    return tmp_path / "office"


def run(capsys, office, *arguments):
    start = ["--json", "--office", str(office), "--user", "noy", "users"]
    code = cli.main([*start, *arguments])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def roles(capsys, office):
    return {one["name"]: one["role"] for one in run(capsys, office, "list")[1]["users"]}


def test_somebody_is_added_given_another_role_and_closed(office, capsys):
    assert run(capsys, office, "add", "mina", "clerk")[0] == 0
    assert roles(capsys, office) == {"noy": "manager", "mina": "clerk"}
    assert run(capsys, office, "role", "mina", "lawyer")[0] == 0
    assert roles(capsys, office)["mina"] == "lawyer"
    keys.unlock(office, "mina", FIRST).wipe()
    code, told = run(capsys, office, "disable", "mina", "--why", "ຍ້າຍວຽກ")
    assert (code, bool(told["closed"])) == (0, True)
    assert keys.users(office) == ["noy"]


def test_a_new_passphrase_from_a_file(office, capsys, tmp_path):
    run(capsys, office, "add", "mina", "clerk")
    (tmp_path / "new").write_text("ພູເຂົາ ສາມ ໜ່ວຍ 9\n", encoding="utf-8")
    assert (
        run(capsys, office, "reset", "mina", "--new-passphrase-file", str(tmp_path / "new"))[0] == 0
    )
    keys.unlock(office, "mina", "ພູເຂົາ ສາມ ໜ່ວຍ 9").wipe()
    gone = str(tmp_path / "gone")
    code, told = run(capsys, office, "reset", "mina", "--new-passphrase-file", gone)
    assert (code, "cannot be read" in told) == (1, True)


def test_an_unknown_name_and_the_last_manager(office, capsys):
    assert run(capsys, office, "reset", "nobody")[0] == 1
    assert run(capsys, office, "role", "noy", "clerk")[0] == 1
    assert roles(capsys, office) == {"noy": "manager"}
