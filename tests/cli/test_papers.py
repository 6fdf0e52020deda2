import json

import pypdfium2

from legalaid_desktop.cli import main


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
