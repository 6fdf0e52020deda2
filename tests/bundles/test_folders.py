"""Any folder as a plan: order, what is hidden, and what is a trap."""

import os
from datetime import date

import pytest

from legalaid_desktop.domain import bundles
from legalaid_desktop.domain.errors import NotFound, Refused
from legalaid_desktop.services.bundle_folders import plan_from_folder

DAY = date(2026, 11, 23)


def names(plan):
    return [exhibit.file_name for exhibit in bundles.exhibits(plan)]


def test_folders_are_sections_in_the_order_a_person_counts(tmp_path):
    for name in ("10 last.pdf", "2 second.pdf", "ຂ.pdf", "ກ.pdf", "ເກ.pdf"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "B_side" / "deep").mkdir(parents=True)
    (tmp_path / "B_side" / "deep" / "a.pdf").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    plan = plan_from_folder(tmp_path, created_on=DAY)
    found = names(plan)
    assert found.index("2 second.pdf") < found.index("10 last.pdf")
    assert found.index("ກ.pdf") < found.index("ເກ.pdf") < found.index("ຂ.pdf")
    assert [section.title_en for section in plan.sections] == ["", "B side / deep"]


def test_hidden_files_and_the_bundle_itself_stay_out(tmp_path):
    for name in (".DS_Store", "Thumbs.db", "~$letter.docx", "a.pdf", "bundle.pdf"):
        (tmp_path / name).write_bytes(b"x")
    plan = plan_from_folder(tmp_path, created_on=DAY, without=tmp_path / "bundle.pdf")
    assert names(plan) == ["a.pdf"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_links_and_pipes_are_listed_but_never_followed(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (inside / "link.txt").symlink_to(outside / "secret.txt")
    (inside / "folder").symlink_to(outside)
    os.mkfifo(inside / "pipe")
    plan = plan_from_folder(inside, created_on=DAY)
    assert sorted(names(plan)) == ["folder", "link.txt", "pipe"]
    for exhibit in bundles.exhibits(plan):
        with pytest.raises(Refused):
            exhibit.content()


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(NotFound):
        plan_from_folder(tmp_path / "nowhere", created_on=DAY)
