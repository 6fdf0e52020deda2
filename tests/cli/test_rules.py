"""``rules``: listed, shown, written, compared and proved without a display."""

import json

import pytest

from legalaid_desktop import cli
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.services import reference

PASSPHRASE = "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ"


@pytest.fixture
def office(tmp_path, create_cheaply, monkeypatch):
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    create_cheaply(tmp_path / "office", profile, "noy", PASSPHRASE).lock()
    return tmp_path / "office"


def run(capsys, *arguments):
    code = cli.main(["--json", *map(str, arguments)])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def test_the_shipped_rules_are_told_without_an_office(capsys):
    _, told = run(capsys, "rules", "list")
    assert [one["id"] for one in told["rules"]] == [one.id for one in reference.rules()]
    _, told = run(capsys, "rules", "show", "cv-32", "--language", "lo")
    assert (told["unverified"], told["title"]) == (True, reference.rule("CV-32").title_lo)
    assert cli.main(["rules", "list", "--unchecked"]) == 0
    assert "CV-24" in capsys.readouterr().out
    assert run(capsys, "rules", "show", "CV-99")[0] == 1


def test_a_pack_is_written_proved_and_compared(office, capsys, tmp_path):
    file, at = tmp_path / "a.toml", ["--office", office, "rules"]
    _, told = run(capsys, *at, "export", file, "--name", "2026", "--why", "for Oudomxay")
    assert (told["number"], told["rules"]) == (1, len(reference.rules()))
    _, proved = run(capsys, "rules", "verify", file)
    assert (proved["signed"], proved["key"]) == (True, told["key"])
    _, told = run(capsys, *at, "compare", file)
    assert (told["signer"], told["changes"], told["event_changes"]) == ("ours", [], [])
    assert told["events"] == len(reference.events())
    head, _, rest = file.read_text("utf-8").partition("\n[signature]")
    rest = rest.replace('en = "A hearing is set"', 'en = "A session is set"')
    bare = f"{head}\n[[rule]]{rest.partition('[[rule]]')[2]}".replace("length = 15", "length = 16")
    file.write_text(bare, "utf-8")
    _, told = run(capsys, *at, "compare", file)
    assert told["signer"] == "nobody"
    assert {"rule": "CV-24", "change": "changed", "would_move": 0} in [
        {key: one[key] for key in ("rule", "change", "would_move")} for one in told["changes"]
    ]
    (event,) = told["event_changes"]
    assert event == {
        "event": "A session is set", "change": "changed", "fields": "What happened, in English",
    }  # fmt: skip
    file.write_text(bare.replace('law = "civil-procedure"', 'law = "moon"', 1), "utf-8")
    code, told = run(capsys, "rules", "verify", file)
    assert (code, "field “law”" in told) == (1, True)
