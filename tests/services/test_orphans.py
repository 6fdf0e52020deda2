"""Lost files: found, looked at, attached again or deleted for a reason; never silently."""

import os
from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, NotFound
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.storage import histories, orphans

WHY = "ບໍ່ມີໃຜຮູ້ຈັກ"


def about(case, **more):
    given = {"title_lo": "ໃບຮັບເງິນ", "title_en": "Receipt", **more}
    return Attachment(case_id=case.id, file_name="", received_on=date(2026, 3, 24), **given)


@pytest.fixture
def lost(office):
    """A file that lies here for an hour and belongs to no record."""
    name = office._desk.blobs.put_bytes("ຂໍ້ຄວາມ".encode()).name
    (path,) = (office.folder / "attachments").glob(f"??/{name}")
    before = office._desk.clock().timestamp() - 3600
    os.utime(path, (before, before))
    return name


@pytest.fixture
def kept(office, case, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("ຂໍ້ຄວາມ ອື່ນ", encoding="utf-8")
    return office.attachments.add(path, about(case))


def blob(office, name):
    (path,) = (office.folder / "attachments").glob(f"??/{name}")
    return path


def deeds(office):
    with office._desk.database.read() as session:
        return [(one.deed, one.kind) for one in histories.entries(session)]


def test_a_lost_file_is_listed_with_its_age_and_looked_at_in_the_open(office, lost, kept):
    (found,) = office.orphans.files()
    assert (found.name, found.size) == (lost, len("ຂໍ້ຄວາມ".encode()))
    assert found.since == office._desk.clock() - timedelta(hours=1)
    assert office.orphans.pages(lost, lambda: False).startswith(b"%PDF")
    assert (Deed.LOOK, "blob") in deeds(office)


def test_a_file_of_a_record_is_not_shown_by_that_way(office, kept):
    with pytest.raises(NotFound):
        office.orphans.pages(kept.blob, lambda: False)


def test_a_lost_file_becomes_evidence_again(office, case, lost):
    made = office.orphans.attach(lost, about(case))
    assert office.attachments.data(made.id) == "ຂໍ້ຄວາມ".encode()
    assert (made.exhibit, made.file_name) == (1, f"{lost[:8]}.txt")
    assert office.orphans.files() == []


def test_a_lost_file_goes_for_a_reason_only(office, lost):
    with pytest.raises(InvalidValue):
        office.orphans.delete(lost, " ")
    office.orphans.delete(lost, WHY)
    assert office.orphans.files() == []
    with office._desk.database.read() as session:
        (entry,) = histories.entries(session, histories.of_kind("blob"))
    assert (entry.deed, entry.reason) == (Deed.DESTROY, WHY)


def test_each_deletion_keeps_its_reason_in_the_trail(office, lost):
    other = office._desk.blobs.put_bytes(b"another").name
    office.orphans.delete(lost, "ໜຶ່ງ")
    office.orphans.delete(other, "ສອງ")
    with office._desk.database.read() as session:
        entries = histories.entries(session, histories.of_kind("blob"))
    assert [one.reason for one in entries] == ["ສອງ", "ໜຶ່ງ"]
    assert office.trail.verify().is_sound


def test_only_those_who_set_up_the_office_see_lost_files(office, lost, kept, seat):
    for role in set(Role) - {Role.MANAGER}:
        theirs = seat(f"khamla {role}", role).orphans
        for attempt in (
            theirs.files,
            theirs.losses,
            lambda: theirs.holding(lost),  # noqa: B023 - called at once
            lambda: theirs.pages(lost, lambda: False),  # noqa: B023
            lambda: theirs.delete(lost, WHY),  # noqa: B023
        ):
            with pytest.raises(NotAllowed):
                attempt()


def test_a_record_without_its_file_is_named_by_case_and_exhibit(office, case, kept):
    assert office.orphans.losses() == []
    path = blob(office, kept.blob)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    found = office.orphans.verify()
    (damaged,) = office.orphans.losses(found.broken)
    assert (damaged.case_number, damaged.code, damaged.missing) == (case.number, "A1", False)
    assert damaged.title_en == "Receipt"
    path.unlink()
    (missing,) = office.orphans.losses()
    assert missing.missing
    assert missing == replace(damaged, missing=True)


def test_of_a_restricted_case_no_title_is_told(office, case, kept):
    secret = replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກ")
    office.cases.save(secret)
    blob(office, kept.blob).unlink()
    (missing,) = office.orphans.losses()
    assert (missing.case_number, missing.code) == (case.number, "A1")
    assert (missing.title_lo, missing.title_en) == ("", "")


def test_the_backups_that_hold_it_are_named(office, kept, tmp_path):
    for name in ("stick", "disk"):
        (tmp_path / name).mkdir()
    office.backups.make(tmp_path / "stick")
    away = office.backups.make(tmp_path / "disk").backup
    (tmp_path / "disk" / away.file_name).unlink()
    held = office.orphans.holding(kept.blob)
    assert [one.place for one in held.found] == [str(tmp_path / "stick")]
    assert held.away == (away,)
    assert office.orphans.holding("0" * 64).found == ()


def test_the_newest_sound_backup_mends_it(office, kept, tmp_path):
    data = office.attachments.data(kept.id)
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    sound = office.backups.make(tmp_path / "first").backup
    path = blob(office, kept.blob)
    path.write_bytes(path.read_bytes()[:-1])
    office.backups.make(tmp_path / "second")  # has the damaged one
    assert office.orphans.mend(kept.blob) == sound
    assert office.attachments.data(kept.id) == data
    assert (Deed.RESTORE, "blob") in deeds(office)
    path.unlink()
    assert office.orphans.mend(kept.blob) == sound
    assert office.orphans.verify().is_sound


def test_where_no_backup_has_it_sound_all_stays_as_it_is(office, kept, tmp_path):
    path = blob(office, kept.blob)
    path.write_bytes(path.read_bytes()[:-1])
    damaged = path.read_bytes()
    (tmp_path / "stick").mkdir()
    office.backups.make(tmp_path / "stick")
    with pytest.raises(NotFound):
        office.orphans.mend(kept.blob)
    assert path.read_bytes() == damaged
    assert list(path.parent.iterdir()) == [path]


def test_a_file_that_was_deleted_for_good_comes_back_out_of_no_backup(office, lost, tmp_path):
    (tmp_path / "stick").mkdir()
    office.backups.make(tmp_path / "stick")
    assert office.orphans.holding(lost).found
    office.orphans.delete(lost, "ບໍ່ຮູ້ວ່າຂອງໃຜ")
    with pytest.raises(NotFound):
        office.orphans.mend(lost)
    assert lost not in list(office._desk.blobs.names())


def test_the_same_file_attached_again_heals_it(office, case, kept, tmp_path):
    blob(office, kept.blob).unlink()
    office.attachments.add(tmp_path / "a.txt", about(case))
    assert office.orphans.losses() == []
    assert office.orphans.verify().is_sound


def test_young_files_may_belong_to_what_is_being_saved(office):
    office._desk.blobs.put_bytes(b"just now")
    young = orphans.YOUNG
    with office._desk.database.read() as session:
        now = office._desk.blobs.kept(next(office._desk.blobs.names())).since
        assert orphans.files(session, office._desk.blobs, now + young / 2) == []
        assert len(orphans.files(session, office._desk.blobs, now + young * 2)) == 1
