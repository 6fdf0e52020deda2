"""Recovery on the command line: made, typed back, tried, and how it stands."""

import io
import json
import re

import pypdfium2
import pytest

from legalaid_desktop.cli import main
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.labels import recovery as labels
from legalaid_desktop.storage import recovery as stored

PASSPHRASE = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"


@pytest.fixture
def office(tmp_path, create_bare, monkeypatch):
    """A new office, locked: nobody made sheets for it yet."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    create_bare(tmp_path / "office", profile, "noy", PASSPHRASE).lock()
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    return tmp_path / "office"


@pytest.fixture
def run(office, capsys, monkeypatch):
    def command(*words, typed=()):
        monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        code = main(["--office", str(office), "--json", "recovery", *words])
        said = capsys.readouterr()
        return code, json.loads(said.out) if said.out else {}, said.err

    return command


def printed(file):
    with pypdfium2.PdfDocument(file) as document:
        text = document[0].get_textpage().get_text_bounded()
    return " ".join(re.findall(r"\b\d{5}\b", text))


def test_shares_are_made_typed_back_and_tried(run, tmp_path):
    code, status, _err = run("status")
    assert (code, status["need"], status["sets"]) == (0, "first", [])
    code, made, _err = run("make", "--out", str(tmp_path), "--shares", "--language", "both")
    assert code == 0
    assert len(made["files"]) == 5
    codes = [printed(file) for file in made["files"]]
    assert run("confirm", typed=(codes[3], codes[0]))[0] == 0
    code, found, _err = run("check", typed=(codes[4], codes[1]))
    assert (code, found["set"]) == (0, made["set"])
    _code, status, _err = run("status")
    assert status["need"] == "nothing"
    assert [one["set"] for one in status["sets"]] == [made["set"]]
    assert status["sets"][0]["confirmed"]


def test_a_check_needs_no_passphrase(run, tmp_path, monkeypatch):
    made = run("make", "--out", str(tmp_path))[1]
    monkeypatch.delenv("LEGALAID_PASSPHRASE")
    assert run("check", typed=[printed(made["files"][0])])[0] == 0


def test_what_is_wrong_is_said_in_a_sentence(run, tmp_path):
    made = run("make", "--out", str(tmp_path), "--shares")[1]
    codes = [printed(file) for file in made["files"]]
    code, _out, err = run("check", typed=codes[:1])
    assert (code, "second, different share" in err) == (1, True)
    code, _out, err = run("check", typed=["12345"])
    assert (code, "12 groups" in err) == (1, True)
    run("make", "--out", str(tmp_path))
    other = run("make", "--out", str(tmp_path))[1]
    run("confirm", typed=[printed(other["files"][0])])
    code, _out, err = run("check", typed=codes[:2])
    assert (code, err.strip()) == (1, stored.OTHER_SET.format(name=made["set"]))
    code, _out, err = run("make", "--out", str(tmp_path / "nowhere"))
    assert (code, "nowhere" in err) == (1, True)


@pytest.mark.parametrize("language", ["lo", "en"])
def test_the_state_is_said_in_both_languages(office, capsys, language):
    assert main(["--office", str(office), "recovery", "status", "--language", language]) == 0
    said = capsys.readouterr().out
    assert (labels.NEEDS["first"] in said) == (language == "en")
    assert len(said) > 40
