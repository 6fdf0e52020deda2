"""Files from elsewhere."""

import hashlib
import os
from dataclasses import replace
from datetime import date

import pytest

from legalaid_desktop.domain.attachments import Attachment, BundleSection, Form
from legalaid_desktop.domain.errors import Damaged, InvalidValue, Refused


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "ໃບຮັບເງິນ (1).pdf"
    path.write_bytes(b"%PDF-1.4 half of it")
    return path


def about(case, **more):
    return Attachment(
        case_id=case.id,
        file_name="",
        title_lo="ໃບຮັບເງິນ",
        received_on=date(2026, 3, 28),
        **more,
    )


def test_a_file_is_kept_byte_for_byte(office, case, scan):
    kept = office.attachments.add(scan, about(case, form=Form.ORIGINAL))
    data = scan.read_bytes()
    scan.unlink()
    assert office.attachments.data(kept.id) == data
    assert (kept.size, kept.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (kept.file_name, kept.exhibit) == ("ໃບຮັບເງິນ (1).pdf", 1)
    assert office.attachments.of_case(case.id) == [kept]


def test_a_file_name_of_an_old_system_is_no_obstacle(office, case, tmp_path):
    path = tmp_path / os.fsdecode(b"caf\xe9.pdf")
    try:
        path.write_bytes(b"%PDF-1.4")
    except OSError:
        pytest.skip("this system has no such names")
    assert office.attachments.add(path, about(case)).file_name == "caf\ufffd.pdf"


def test_exhibits_are_numbered_within_the_case(office, case, client, scan):
    other = office.cases.open(replace(case, id=None, version=0))
    found = [office.attachments.add(scan, about(one)).exhibit for one in (case, case, other)]
    assert found == [1, 2, 1]


def test_an_empty_and_a_large_file_come_back_whole(office, case, tmp_path):
    for name, data in (("empty", b""), ("large", bytes(range(256)) * 12_000)):
        path = tmp_path / name
        path.write_bytes(data)
        kept = office.attachments.add(path, about(case))
        assert office.attachments.data(kept.id) == data


def test_a_file_that_is_not_there_leaves_no_record(office, case, tmp_path):
    with pytest.raises(Refused):
        office.attachments.add(tmp_path / "gone.pdf", about(case))
    assert office.attachments.of_case(case.id) == []


def test_what_is_said_of_a_file_is_checked_and_can_change(office, case, scan):
    with pytest.raises(InvalidValue):
        office.attachments.add(scan, replace(about(case), title_lo=" "))
    with pytest.raises(InvalidValue):
        office.attachments.add(scan, replace(about(case), received_on=date(2026, 4, 1)))
    kept = office.attachments.add(scan, about(case))
    office.attachments.save(replace(kept, section=BundleSection.PLEADINGS, title_en="Receipt"))
    (read,) = office.attachments.of_case(case.id)
    assert (read.section, read.title_en, read.blob) == (
        BundleSection.PLEADINGS,
        "Receipt",
        kept.blob,
    )


def test_a_file_changed_on_the_disk_is_told_not_shown(office, case, scan):
    kept = office.attachments.add(scan, about(case))
    stored = next(office.folder.rglob(kept.blob))
    data = bytearray(stored.read_bytes())
    data[-1] ^= 1
    stored.write_bytes(data)
    with pytest.raises(Damaged):
        office.attachments.data(kept.id)


def test_describing_a_file_never_exchanges_it(office, case, scan):
    kept = office.attachments.add(scan, about(case))
    office.attachments.save(replace(kept, blob="x", sha256="y", exhibit=9, title_en="Receipt"))
    (read,) = office.attachments.of_case(case.id)
    assert (read.blob, read.sha256, read.exhibit) == (kept.blob, kept.sha256, kept.exhibit)
