"""Backups from a script: exit codes, JSON, and an office that comes back."""

import json

import pytest

from legalaid_desktop import cli

PASSPHRASE = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


@pytest.fixture
def office(tmp_path, create_cheaply, monkeypatch):
    from legalaid_desktop.domain.offices import OfficeProfile

    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    create_cheaply(tmp_path / "office", profile, "noy", PASSPHRASE).lock()
    (tmp_path / "stick").mkdir()
    return tmp_path / "office"


def run(capsys, *arguments):
    code = cli.main(["--json", *map(str, arguments)])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def test_there_and_back(office, tmp_path, capsys):
    code, made = run(capsys, "--office", office, "backup", tmp_path / "stick")
    assert (code, made["cases"]) == (0, 0)
    path = tmp_path / "stick" / made["file"]
    assert run(capsys, "--user", "noy", "verify", "--backup", path)[0] == 0
    assert run(capsys, "--office", office, "verify", "--backup", path)[0] == 0
    assert run(capsys, "restore", path, tmp_path / "new")[0] == 0
    code, found = run(capsys, "--office", tmp_path / "new", "verify")
    assert (code, found["sound"]) == (0, True)


def test_refusals_and_damage(office, tmp_path, capsys):
    assert run(capsys, "--office", office, "backup", tmp_path / "nowhere")[0] == 1
    made = run(capsys, "--office", office, "backup", tmp_path / "stick")[1]
    path = tmp_path / "stick" / made["file"]
    code, told = run(capsys, "restore", path, office)
    assert code == 1
    assert "There is an office in this folder" in told
    data = bytearray(path.read_bytes())
    data[5000] ^= 1
    path.write_bytes(data)
    assert run(capsys, "--office", office, "verify", "--backup", path)[0] == 3
    code, told = run(capsys, "restore", path, tmp_path / "new")
    assert code == 3
    assert "damaged" in told
