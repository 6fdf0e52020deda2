"""The trail from a script: proved with an exit code, listed, put on paper."""

import json
from contextlib import closing

import pypdfium2
import pytest

from legalaid_desktop import cli
from legalaid_desktop.storage import connections, keys, places, trail

PASSPHRASE = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


@pytest.fixture
def office(tmp_path, create_cheaply, monkeypatch):
    from legalaid_desktop.domain.offices import OfficeProfile
    from legalaid_desktop.domain.people import Person

    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    made = create_cheaply(tmp_path / "office", profile, "noy", PASSPHRASE)
    made.people.save(Person(given_lo="ບຸນມີ"))
    made.lock()
    return tmp_path / "office"


def run(capsys, office, *arguments):
    code = cli.main(["--json", "--office", str(office), "audit", *map(str, arguments)])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def said(capsys, office, *arguments):
    code = cli.main(["--office", str(office), "audit", *map(str, arguments)])
    return code, capsys.readouterr().out


def attack(office, *script):
    outside(
        office, *(f"DROP TRIGGER {name}" for name in trail.GUARDS), *script, *trail.GUARDS.values()
    )


def outside(office, *lines):
    unlocked = keys.unlock(office, "noy", PASSPHRASE)
    with closing(connections.connect(office / places.DATABASE, unlocked)) as connection:
        connection.executescript("".join(f"{line};" for line in lines))


def test_a_whole_trail_is_said_to_be_whole(office, capsys):
    code, found = run(capsys, office, "verify")
    assert (code, found["sound"], found["first_bad"]) == (0, True, None)
    assert found["entries"] == found["head"]["number"]
    assert "The trail is whole" in said(capsys, office, "verify")[1]


def test_the_first_bad_entry_is_named_with_an_exit_code(office, capsys):
    attack(office, "UPDATE trail SET user = 'mina' WHERE seq = 5")
    code, found = run(capsys, office, "verify")
    assert (code, found["first_bad"], found["flaws"]) == (3, 5, ["entry"])
    code, text = said(capsys, office, "verify")
    assert code == 3
    assert "First bad entry: 5" in text


def test_a_cut_tail_is_found_by_the_sheet_in_the_cupboard(office, capsys):
    found = run(capsys, office, "verify")[1]["head"]
    code = [found["code"][place : place + 4] for place in range(0, 16, 4)]
    assert run(capsys, office, "verify", "--head", found["number"], *code)[0] == 0
    attack(
        office,
        "DELETE FROM trail_value WHERE seq > 10",
        "DELETE FROM trail WHERE seq > 10",
    )
    (office / places.ANCHOR).unlink()
    exit_code, told = run(capsys, office, "verify", "--head", found["number"], *code)
    assert exit_code == 3
    assert "tail" in told["flaws"] or "rewritten" in told["flaws"]
    assert told["first_bad"] <= found["number"]


def test_a_cut_tail_is_found_by_a_backup(office, tmp_path, capsys):
    (tmp_path / "stick").mkdir()
    assert cli.main(["--office", str(office), "backup", str(tmp_path / "stick")]) == 0
    [path] = (tmp_path / "stick").iterdir()
    capsys.readouterr()
    assert run(capsys, office, "verify", "--backup", path)[0] == 0
    attack(
        office,
        "DELETE FROM trail_value WHERE seq > 10",
        "DELETE FROM trail WHERE seq > 10",
    )
    (office / places.ANCHOR).unlink()
    code, told = run(capsys, office, "verify", "--backup", path)
    assert code == 3
    assert {"tail", "rewritten"} & set(told["flaws"])


def test_what_is_no_head_is_refused(office, capsys):
    code, told = run(capsys, office, "verify", "--head", "4711", "abc")
    assert code == 1
    assert "4711: 1a2b" in told


def test_entries_are_listed_and_filtered(office, capsys):
    code, found = run(capsys, office, "list", "--deed", "create", "--record", "person", 1)
    assert code == 0
    [entry] = found["entries"]
    assert (entry["user"], entry["fields"]["given_lo"]) == ("noy", [None, "ບຸນມີ"])
    assert "Given name in Lao: ບຸນມີ" in said(capsys, office, "list")[1]
    assert run(capsys, office, "list", "--by", "mina")[1]["entries"] == []
    assert len(run(capsys, office, "list", "--limit", 120)[1]["entries"]) > 100
    newest = run(capsys, office, "list", "--limit", 1)[1]["entries"][0]["number"]
    assert run(capsys, office, "list", "--before", newest, "--limit", 1)[1]["entries"]


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_the_sheet_is_written(office, tmp_path, capsys, language):
    out = tmp_path / "sheet.pdf"
    code, made = run(capsys, office, "sheet", "2026-03", "--out", out, "--language", language)
    assert (code, made["month"]) == (0, "2026-03")
    with closing(pypdfium2.PdfDocument(out)) as pages:
        assert "T2026-03" in pages[0].get_textpage().get_text_bounded()


def test_a_trail_that_was_taken_out_is_said_so(office, capsys):
    outside(office, "DROP TABLE trail_value", "DROP TABLE trail")
    code, told = run(capsys, office, "verify")
    assert code == 3
    assert "The trail was taken out" in told
