"""``bundle build``, as a clerk's script calls it."""

import io
import json
import os
import subprocess
import sys

import pikepdf
import pytest


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


@pytest.mark.skipif(os.name == "nt", reason="ulimit is a shell's")
def test_a_full_disk_is_a_sentence_and_leaves_no_half_file(tmp_path):
    inputs, out = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    out.mkdir()
    (inputs / "noise.pdf").write_bytes(_a_file_of_200_kilobytes())
    command = [sys.executable, "-m", "legalaid_desktop", "bundle", "build", "--language", "en"]
    command += ["--inputs", inputs, "--out", out / "b.pdf"]
    done = subprocess.run(
        ["bash", "-c", 'ulimit -f 100; exec "$@"', "-", *map(str, command)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The bundle could not be written")
    assert list(out.iterdir()) == []


def _a_file_of_200_kilobytes():
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        thing = pdf.make_stream(os.urandom(200_000), Type=pikepdf.Name.XObject)
        thing.Subtype, thing.BBox = pikepdf.Name.Form, pikepdf.Array([0, 0, 1, 1])
        pdf.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=thing))
        out = io.BytesIO()
        pdf.save(out)
        return out.getvalue()
