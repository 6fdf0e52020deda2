"""``bundle build``, as a clerk's script calls it."""

import json
import subprocess
import sys

import pikepdf


def bundle(*arguments):
    return subprocess.run(
        [sys.executable, "-m", "legalaid_desktop", "bundle", "build", *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_folder_becomes_a_bundle_and_a_report(tmp_path):
    inputs, out = tmp_path / "in", tmp_path / "out.pdf"
    inputs.mkdir()
    (inputs / "ຂໍ້ຄວາມ.txt").write_text("ສະບາຍດີ", encoding="utf-8")
    (inputs / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    done = bundle("--inputs", inputs, "--out", out, "--language", "en", "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["documents"] == 2
    assert [one["file"] for one in report["slip_sheets"]] == ["broken.pdf"]
    assert "stamps" in report["checks"]
    with pikepdf.Pdf.open(out) as pdf:
        assert len(pdf.pages) == report["pages"] == 4


def test_an_empty_folder_is_refused_with_a_sentence(tmp_path):
    (tmp_path / "in").mkdir()
    done = bundle("--inputs", tmp_path / "in", "--out", tmp_path / "out.pdf", "--language", "en")
    assert done.returncode == 1
    assert done.stderr.strip() == "There is no document to put into the bundle."
    assert not (tmp_path / "out.pdf").exists()
