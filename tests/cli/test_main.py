"""The command line as a clerk's script uses it: what is printed, and the exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from legalaid_desktop import __version__, cli
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import self_test
from legalaid_desktop.services.demo import make_demo
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage.keys import Cost
from tests.recovering import recoverable

ROOT = Path(__file__).parents[2]
PASSPHRASE = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
CHEAP = Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def passphrase_file(tmp_path):
    path = tmp_path / "passphrase.txt"
    path.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path):
    """A locked office with one plain and one restricted case."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    path = tmp_path / "office"
    path.mkdir()
    office = create_office(path, profile, "ສີວິໄລ", PASSPHRASE, cost=CHEAP)
    recoverable(office, PASSPHRASE)
    client = office.people.take_in(Person(given_lo="ບົວຄຳ", given_latin="Bouakham", born_year=1985))
    plain = Case(
        client_id=client.id,
        type=CaseType.CIVIL,
        subject_lo="ການທວງໜີ້",
        subject_en="a debt",
        opened_on=client.since,
    )
    first = office.cases.open(plain)
    office.cases.open(
        Case(
            client_id=client.id,
            type=CaseType.CRIMINAL,
            confidentiality=Confidentiality.RESTRICTED,
            code_name="ນົກຍຸງ",
            subject_lo="ຄວາມລັບ",
            opened_on=client.since,
        )
    )
    lawyer = office.assignments.save_lawyer(Lawyer(name_lo="ມະນີວອນ", card_number="0455"))
    offer = office.assignments.offer(first.id, lawyer.id)
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    office.assignments.accept(offer.id)
    office.lock()
    return path


@pytest.fixture
def unlocked(folder, passphrase_file):
    return ["--office", str(folder), "--passphrase-file", str(passphrase_file)]


def answer(capsys, *arguments):
    """The exit code, standard output and standard error of a command."""
    code = cli.main(arguments)
    said = capsys.readouterr()
    return code, said.out, said.err


def test_search_finds_people_and_cases_and_keeps_hidden_names_hidden(capsys, unlocked):
    code, out, err = answer(capsys, *unlocked, "search", "ບົວຄໍາ", "--language", "lo")
    assert (code, err) == (0, "")
    assert "ບົວຄຳ" in out
    assert "2026/001" in out or "/001" in out
    assert "ການທວງໜີ້" in out
    assert "ນົກຍຸງ" in out
    assert "ຄວາມລັບ" not in out


def test_search_leaves_nobody_out(capsys, folder, unlocked):
    office = open_office(folder, "ສີວິໄລ", PASSPHRASE)
    for number in range(101):
        office.people.save(Person(given_latin=f"Kham {number}"))
    office.lock()
    _code, out, _err = answer(capsys, *unlocked, "--json", "search", "kham")
    assert len(json.loads(out)["people"]) == 101


def test_lists_come_in_with_their_conflicts_and_go_out_without_the_restricted(
    capsys, unlocked, tmp_path
):
    """Who has to do with a restricted case is in no list, known from an ordinary one or not."""
    brought = tmp_path / "old.csv"
    brought.write_text(
        "name,file no,subject\nBuakham,7/2019,land\n,8/2019,land\n", encoding="utf-8"
    )
    code, out, _ = answer(capsys, *unlocked, "--json", "import", str(brought))
    told = json.loads(out)
    assert (code, told["taken"], told["faulty"], told["conflicts"]) == (0, 1, 1, 1)
    assert len(told["waiting"]) == 1
    listed = tmp_path / "list.csv"
    command = (*unlocked, "export", "cases", str(listed), "--language", "en")
    assert answer(capsys, *command, "--why", "a report")[0] == 0
    text = listed.read_text(encoding="utf-8")
    assert "7/2019" in text
    for hidden in ("ບົວຄຳ", "Bouakham", "ນົກຍຸງ", "ການທວງໜີ້"):
        assert hidden not in text


def test_json_may_stand_before_or_after_the_command(capsys, unlocked):
    before = answer(capsys, *unlocked, "--json", "search", "bouakham")
    after = answer(capsys, *unlocked, "search", "bouakham", "--json")
    assert before == after
    assert json.loads(after[1])["people"] == ["Bouakham"]


def test_the_passphrase_may_come_from_the_environment(capsys, folder, monkeypatch):
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    code, out, _err = answer(capsys, "--office", str(folder), "search", "bouakham")
    assert (code, "Bouakham" in out) == (0, True)


def test_a_wrong_passphrase_is_a_sentence_and_exit_1(capsys, folder, monkeypatch):
    monkeypatch.setenv("LEGALAID_PASSPHRASE", "ບໍ່ແມ່ນອັນນີ້")
    code, out, err = answer(capsys, "--office", str(folder), "search", "x")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "x"],
        ["--office", "no-such-folder", "search", "x"],
        ["deadlines", "compute", "--rule", "CV-99", "--trigger", "2026-03-27"],
        ["deadlines", "compute", "--rule", "CV-24", "--trigger", "yesterday"],
        ["papers", "typeset", "no-such-file.txt", "--language", "lo", "--out", "x.pdf"],
        ["bundle", "build", "--inputs", "no-such-folder", "--out", "x.pdf"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_done_is_a_sentence_and_exit_1(capsys, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    code, out, err = answer(capsys, *arguments)
    assert (code, out) == (1, "")
    assert err.endswith(".\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [["nonsense"], [], ["search"], ["demo", "--cases", "many"], ["demo", "--cases", "-1"]],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2_and_shows_the_usage(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        cli.main(arguments)
    assert stopped.value.code == 2
    assert "usage: legalaid-desktop" in capsys.readouterr().err


def test_a_damaged_office_is_exit_3_and_stays_as_it_is(capsys, folder, unlocked):
    database = folder / "office.db"
    database.write_bytes(database.read_bytes()[:-5000])
    before = database.read_bytes()
    code, out, err = answer(capsys, *unlocked, "search", "x")
    assert (code, out) == (3, "")
    assert "newest backup" in err
    assert database.read_bytes() == before


def test_refusals_speak_lao_when_asked(capsys):
    code, _out, err = answer(capsys, "search", "x", "--language", "lo")
    assert code == 1
    assert any("\u0e80" <= letter <= "\u0eff" for letter in err)


def test_a_period_is_counted_without_an_office(capsys):
    arguments = ["deadlines", "compute", "--rule", "CV-24", "--trigger", "2026-03-27", "--json"]
    code, out, _err = answer(capsys, *arguments)
    counted = json.loads(out)
    assert code == 0
    assert counted["statutory"] == "2026-04-11"
    assert counted["safe"] == "2026-04-10"


def test_kinds_of_papers_are_listed(capsys):
    code, out, _err = answer(capsys, "papers", "kinds", "--language", "lo")
    assert code == 0
    assert "ໃບມອບສັນທະ" in out


def test_any_text_is_set_as_a_letter(capsys, tmp_path):
    text, pdf = tmp_path / "text.txt", tmp_path / "letter.pdf"
    text.write_text("ຮຽນ ທ່ານ ຫົວໜ້າຫ້ອງການ\n\nຂໍຂອບໃຈ", encoding="utf-8")
    code, _out, _err = answer(
        capsys, "papers", "typeset", str(text), "--language", "lo", "--out", str(pdf)
    )
    assert code == 0
    assert search_key("ຂໍຂອບໃຈ") in text_of(pdf)


def test_a_paper_of_a_case_is_rendered(capsys, unlocked, folder, tmp_path):
    number = json.loads(answer(capsys, *unlocked, "search", "debt", "--json")[1])["cases"][0]
    pdf = tmp_path / "paper.pdf"
    code, _out, err = answer(
        capsys, *unlocked, "papers", "render", "power_of_attorney",
        "--case", number.partition("  ")[0], "--language", "lo", "--out", str(pdf),
        "--to", "own_file",
    )  # fmt: skip
    assert (code, err) == (0, "")
    assert search_key("ບົວຄຳ") in text_of(pdf)
    table, case = tmp_path / "codes.csv", number.partition("  ")[0]
    export = ("codes", "export", "--case", case, "--out", str(table), "--to", "own_file", "--json")
    code, out, err = answer(capsys, *unlocked, *export)
    assert (code, err) == (0, "")
    assert json.loads(out)["people"] == [{"prs_Gender": "Unknown", "cas_Status": "Active"}]
    assert "ບົວຄຳ" not in table.read_text(encoding="utf-8-sig")


def test_any_folder_becomes_a_bundle(capsys, tmp_path):
    inputs = tmp_path / "inputs"
    inputs.mkdir()
    (inputs / "ໜັງສື.txt").write_text("ເນື້ອໃນ", encoding="utf-8")
    (inputs / "half.pdf").write_bytes(b"%PDF-1.7 and then nothing")
    out = tmp_path / "bundle.pdf"
    code, said, _err = answer(
        capsys, "bundle", "build", "--inputs", str(inputs), "--out", str(out), "--json"
    )
    report = json.loads(said)
    assert (code, report["documents"], len(report["slip_sheets"])) == (0, 2, 1)
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == report["pages"]


def test_a_case_becomes_a_bundle_and_an_empty_one_is_refused(capsys, tmp_path, monkeypatch):
    made = make_demo(tmp_path / "demo", cases=0, seed=1, cost=CHEAP)
    monkeypatch.setenv("LEGALAID_PASSPHRASE", made.passphrase)
    out = tmp_path / "bundle.pdf"
    build = [
        "--office",
        str(made.folder),
        "--user",
        made.user,
        "bundle",
        "build",
        "--out",
        str(out),
        "--json",
    ]
    build += ["--to", "own_file", "--case"]
    code, said, err = answer(capsys, *build, "2026/003")
    report = json.loads(said)
    assert (code, err) == (0, "")
    assert [one["title"] for one in report["slip_sheets"]] == ["ບັນຊີລູກເຮືອ (ດາວໂຫຼດບໍ່ຄົບ)"]
    with pypdfium2.PdfDocument(out) as document:
        assert len(document) == report["pages"]
    out.unlink()
    code, said, err = answer(capsys, *build, "2026/099")
    assert (code, said, out.exists()) == (1, "", False)
    assert "2026/099" in err


def test_a_demonstration_tells_where_it_is_and_how_to_open_it(capsys, tmp_path, monkeypatch):
    folder = tmp_path / "demo"
    code, out, _err = answer(capsys, "demo", str(folder), "--cases", "1", "--json")
    made = json.loads(out)
    assert (code, made["cases"]) == (0, 9)  # with one who is held at this moment
    assert all(Path(path).is_file() for path in (*made["papers"], *made["bundles"]))
    monkeypatch.setenv("LEGALAID_PASSPHRASE", made["passphrase"])
    code, out, _err = answer(
        capsys, "--office", made["office"], "--user", made["user"], "search", "Peacock"
    )
    assert (code, "ນົກຍຸງ" in out) == (0, True)
    code, out, err = answer(capsys, "demo", str(folder))
    assert (code, out) == (1, "")
    assert "demonstration" in err


def test_the_program_finds_itself_whole(capsys):
    code, out, _err = answer(capsys, "self-test")
    assert (code, out.count(": all right")) == (0, len(self_test.CHECKS))


def test_what_is_broken_is_named_and_the_rest_still_tried(capsys, monkeypatch):
    def broken():
        raise OSError("gone")

    monkeypatch.setitem(self_test.CHECKS, "Fonts", broken)
    code, out, _err = answer(capsys, "self-test", "--json")
    result = json.loads(out)
    assert (code, result["ok"]) == (1, False)
    assert result["checks"]["Fonts"] == "OSError: gone"
    assert result["checks"]["Forms"] == "ok"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_lao_comes_out_of_a_pipe_whatever_the_console_speaks(encoding):
    done = subprocess.run(
        [sys.executable, "-m", "legalaid_desktop", "papers", "kinds", "--language", "lo"],
        capture_output=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "ໃບມອບສັນທະ" in done.stdout.decode("utf-8")


def test_a_reader_that_has_seen_enough_gets_no_traceback():
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "legalaid_desktop", "papers", "kinds", "--json"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_script_without_a_terminal_is_told_how_to_give_the_passphrase(folder):
    done = subprocess.run(
        [sys.executable, "-m", "legalaid_desktop", "--office", str(folder), "search", "x"],
        capture_output=True,
        cwd=ROOT,
        env={key: value for key, value in os.environ.items() if key != "LEGALAID_PASSPHRASE"},
        stdin=subprocess.DEVNULL,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert "--passphrase-file" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_version_is_printed(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["--version"])
    assert (stopped.value.code, capsys.readouterr().out.strip()) == (0, __version__)


def text_of(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return search_key(" ".join(pages))
