import json
from dataclasses import replace

import pypdfium2
import pytest

from legalaid_desktop import i18n
from legalaid_desktop.cli import main
from legalaid_desktop.domain.people import Title
from legalaid_desktop.services import exports
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage.keys import Cost
from tests import made_up_papers as made_up
from tests.recovering import recoverable

PASSPHRASE = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"


@pytest.fixture
def office_folder(tmp_path, monkeypatch):
    """An office with one case of a land dispute, locked."""
    folder = tmp_path / "office"
    folder.mkdir()
    cheap = Cost(memory=64, passes=1, lanes=1)
    office = create_office(folder, made_up.OFFICE, "ສີວິໄລ", PASSPHRASE, cost=cheap)
    recoverable(office, PASSPHRASE)
    file = made_up.land_dispute()
    client = office.people.take_in(replace(made_up.WOMAN, id=None, title=Title.NANG))
    office.cases.open(replace(file.case, id=None, number="", client_id=client.id))
    office.lock()
    monkeypatch.setenv("LEGALAID_PASSPHRASE", PASSPHRASE)
    return folder


def render(folder, out, kind="power_of_attorney", number="2026/001"):
    command = ["papers", "render", kind, "--case", number, "--language", "lo", "--out", str(out)]
    command += ["--to", "own_file"]
    return main(["--office", str(folder), "--json", *command])


def test_a_paper_of_a_case_becomes_a_pdf_and_says_what_is_missing(office_folder, tmp_path, capsys):
    out = tmp_path / "poa.pdf"
    assert render(office_folder, out) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["status"] == "draft"
    assert any("ທະນາຍຄວາມ" in sentence for sentence in answer["missing"])
    with pypdfium2.PdfDocument(out) as pdf:
        assert "ນາງ ແກ້ວ" in pdf[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    ("kind", "number", "named"),
    [("no_such_kind", "2026/001", "no_such_kind"), ("referral_letter", "2020/9", "2020/9")],
)
def test_an_unknown_kind_or_case_is_a_sentence_and_no_file(
    office_folder, tmp_path, capsys, kind, number, named
):
    out = tmp_path / "paper.pdf"
    assert render(office_folder, out, kind, number) == 1
    assert named in capsys.readouterr().err
    assert not out.exists()


def test_kinds_are_listed_without_an_office(capsys):
    assert main(["--json", "papers", "kinds"]) == 0
    listed = json.loads(capsys.readouterr().out)["kinds"]
    titles = {one["id"]: one["title"]["lo"] for one in listed}
    assert titles["power_of_attorney"] == "ໃບມອບສັນທະ"
    assert {"age_verification_request", "referral_letter"} <= set(titles)


def test_a_text_becomes_a_pdf(tmp_path):
    text, out = tmp_path / "letter.txt", tmp_path / "letter.pdf"
    text.write_text("ສະບາຍດີ\nທ່ານ\n", encoding="utf-8")
    assert main(["papers", "typeset", str(text), "--language", "lo", "--out", str(out)]) == 0
    with pypdfium2.PdfDocument(out) as pdf:
        assert "ສະບາຍດີ" in pdf[0].get_textpage().get_text_range()


def test_a_text_that_is_not_there_is_a_sentence_and_no_file(tmp_path, capsys):
    out = tmp_path / "letter.pdf"
    wrong = ["papers", "typeset", str(tmp_path / "no.txt"), "--language", "en", "--out", str(out)]
    assert main(wrong) == 1
    assert "no.txt" in capsys.readouterr().err
    assert not out.exists()


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path, capsys):
    text = tmp_path / "letter.txt"
    text.write_text("a", encoding="utf-8")
    out = tmp_path / "nowhere" / "letter.pdf"
    assert main(["papers", "typeset", str(text), "--language", "en", "--out", str(out)]) == 1
    assert capsys.readouterr().err.strip()


def test_a_folder_that_is_not_there_is_not_blamed_on_the_office(tmp_path, capsys):
    text = tmp_path / "text.txt"
    text.write_text("ກ", encoding="utf-8")
    out = tmp_path / "nowhere" / "paper.pdf"
    assert main(["papers", "typeset", str(text), "--language", "lo", "--out", str(out)]) == 1
    said = capsys.readouterr().err
    assert said.strip() == i18n.catalog("lo").gettext(exports.NOT_WRITTEN)
    assert list(tmp_path.iterdir()) == [text]
