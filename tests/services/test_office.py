"""An office made, opened, locked; and what a thief of the disk finds."""

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.errors import (
    Damaged,
    InvalidValue,
    NotFound,
    Refused,
    Stale,
    WrongPassphrase,
)
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.labels.errors import sentence
from legalaid_desktop.services.office import create_office, open_office, users
from legalaid_desktop.storage import attempts

USER, PASSPHRASE = "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"


def snapshot(folder):
    """All but the count of failed attempts."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != attempts.FILE]
    return {path: path.read_bytes() for path in files}


def test_a_locked_office_opens_again_with_all_that_was_kept(office, folder, client):
    office.lock()
    again = open_office(folder, USER, PASSPHRASE)
    assert again.people.client(client.id) == client
    assert again.profile().letterhead_lo == ("ກະຊວງຍຸຕິທຳ",)
    assert users(folder) == [USER]
    again.lock()


def test_every_way_of_typing_the_passphrase_opens(office, folder):
    office.lock()
    open_office(folder, USER, "ແມ່ນໍ້າຂອງ ໄກ່ ຂົວ ໂມງ ໒໐໒໖").lock()


@pytest.mark.parametrize(
    ("user", "passphrase"), [(USER, "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2025"), (USER, ""), ("ຜູ້ອື່ນ", PASSPHRASE)]
)
def test_a_wrong_name_or_passphrase_opens_nothing_and_changes_nothing(
    office, folder, user, passphrase
):
    office.lock()
    before = snapshot(folder)
    with pytest.raises(WrongPassphrase):
        open_office(folder, user, passphrase)
    assert snapshot(folder) == before


def test_failed_attempts_are_in_the_trail_and_forgiven(office, folder):
    office.lock()
    for _ in range(2):
        with pytest.raises(WrongPassphrase):
            open_office(folder, USER, "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2025")
    again = open_office(folder, USER, PASSPHRASE)
    with again._desk.database.read() as session:
        query = text(
            "SELECT fields FROM trail NATURAL JOIN trail_value WHERE deed = 'failed_sign_in'"
        )
        [fields] = session.scalars(query).all()
    again.lock()
    entered = json.loads(fields)
    assert (entered["name"][1], entered["count"][1], len(entered["at"][1])) == (USER, 2, 2)
    assert not (folder / attempts.FILE).exists()


def test_a_folder_without_an_office_is_said_so(tmp_path):
    with pytest.raises(NotFound):
        open_office(tmp_path, USER, PASSPHRASE)
    with pytest.raises(NotFound):
        users(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []


def test_no_office_is_made_over_another(office, folder, profile, cheap, client):
    with pytest.raises(Refused):
        create_office(folder, profile, "other", "four quiet purple boats", cost=cheap)
    assert office.people.client(client.id) == client


@pytest.mark.parametrize("change", [{"name_lo": " "}, {"case_numbers": "{number}"}])
def test_a_profile_that_cannot_be_used_makes_nothing(tmp_path, profile, cheap, change):
    with pytest.raises(InvalidValue):
        create_office(tmp_path, replace(profile, **change), USER, PASSPHRASE, cost=cheap)
    assert list(tmp_path.iterdir()) == []


def test_a_short_passphrase_makes_nothing(tmp_path, profile, cheap):
    with pytest.raises(InvalidValue) as caught:
        create_office(tmp_path, profile, USER, "ສັ້ນ", cost=cheap)
    assert caught.value.field == "passphrase"
    assert list(tmp_path.iterdir()) == []


def test_a_database_cut_short_is_told_and_left_as_it_is(office, folder, client):
    office.lock()
    database = folder / "office.db"
    database.write_bytes(database.read_bytes()[:-5000])
    before = snapshot(folder)
    with pytest.raises(Damaged):
        open_office(folder, USER, PASSPHRASE)
    assert snapshot(folder) == before


def test_a_changed_passphrase_is_the_only_one_that_opens(office, folder):
    with pytest.raises(WrongPassphrase):
        office.change_passphrase("ບໍ່ແມ່ນອັນນີ້", "ພູສີ ກະຕ່າຍ ໂມງ ຂົວ")
    with pytest.raises(InvalidValue):
        office.change_passphrase(PASSPHRASE, "ສັ້ນ")
    office.change_passphrase(PASSPHRASE, "ພູສີ ກະຕ່າຍ ໂມງ ຂົວ")
    office.lock()
    with pytest.raises(WrongPassphrase):
        open_office(folder, USER, PASSPHRASE)
    open_office(folder, USER, "ພູສີ ກະຕ່າຍ ໂມງ ຂົວ").lock()


def test_the_profile_changes_once_for_each_reader(office):
    profile = office.profile()
    office.save_profile(replace(profile, phone="081 555 010"))
    with pytest.raises(Stale):
        office.save_profile(replace(profile, phone="081 555 099"))
    assert office.profile().phone == "081 555 010"


def test_an_office_has_one_profile(office, profile):
    """A profile that was never read from the office would be a second one."""
    with pytest.raises(Stale):
        office.save_profile(replace(profile, phone="081 555 099"))
    kept = office.save_profile(replace(office.profile(), phone="081 555 010"))
    assert office.profile() == kept


def test_an_office_lies_in_a_province_that_there_is(office):
    with pytest.raises(InvalidValue) as caught:
        office.save_profile(replace(office.profile(), province="99"))
    assert caught.value.field == "province"
    assert sentence(caught.value, "en") == "Province: There is no such code: 99."


def test_windows_hear_of_each_change_once_it_is_kept(office, client):
    heard = []
    office.subscribe(heard.append)
    known = office.people.save(office.people.get(client.person_id))
    assert [{str(change) for change in changes} for changes in heard] == [{"person"}]
    with pytest.raises(InvalidValue):
        office.people.save(replace(known, given_lo="", given_latin=""))
    assert len(heard) == 1


def test_a_locked_office_answers_with_a_sentence(office, client):
    office.lock()
    with pytest.raises(Refused):
        office.people.client(client.id)


@pytest.fixture
def own_places(tmp_path, monkeypatch):
    """Temporary, settings, log and cache folders of this test and its child processes alone."""
    places = tmp_path / "places"
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(places / "temp"))
    for name in ("HOME", "LOCALAPPDATA", "APPDATA"):
        monkeypatch.setenv(name, str(places / "home"))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(places / "home" / name))
    for folder in (places / "temp", places / "home"):
        folder.mkdir(parents=True)
    monkeypatch.setattr(tempfile, "tempdir", str(places / "temp"))
    return places


@pytest.fixture
def elsewhere(tmp_path):
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


@pytest.fixture
def lived_in(own_places, office, case, accepted, elsewhere):
    """An office with the client's name in every place that can hold it."""
    office.cases.save(replace(case, subject_lo="ຄະດີຂອງ ບົວຄຳ", subject_en="Bouakham's debt"))
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.NOTE, on=date(2026, 3, 28), text="Bouakham ບົວຄຳ")
    )
    office.deadlines.add(case.id, "CV-24", date(2026, 3, 27), note="ບົວຄຳ Bouakham")
    evidence = elsewhere / "Bouakham.txt"
    evidence.write_text("Bouakham ບົວຄຳ\n" * 200, encoding="utf-8")
    office.attachments.add(
        evidence,
        Attachment(case_id=case.id, file_name="", title_lo="ບົວຄຳ", received_on=date(2026, 3, 28)),
    )
    issued = office.papers.issue(office.papers.draft(case.id, "power_of_attorney", "both"))
    office.bundles.build(case.id, elsewhere / "bundle.pdf", "both")
    assert office.papers.pdf(issued)
    assert office.people.page("ບົວຄຳ").lines
    assert office.today.look().deadlines
    return office


def files_naming_the_client(folder):
    needles = [
        form.encode(code)
        for name in ("ບົວຄຳ", "Bouakham", "ລັດຕະນະພອນ", "Lattanaphone")
        for form in (name, name.upper(), name.lower())
        for code in ("utf-8", "utf-16-le", "utf-16-be")
    ]
    return [
        path.relative_to(folder)
        for path in folder.rglob("*")
        if path.is_file() and any(needle in path.read_bytes() for needle in needles)
    ]


def test_after_locking_no_file_names_the_client(lived_in, folder, own_places, elsewhere):
    lived_in.lock()
    assert files_naming_the_client(folder) == []
    assert files_naming_the_client(own_places) == []
    assert files_naming_the_client(elsewhere) == [Path("Bouakham.txt")], "the search finds names"
    assert {path.name for path in folder.iterdir()} == {
        "office.db",
        "office.keys",
        "office.anchor",
        "attachments",
    }


def test_unlocked_too_the_names_are_in_memory_only(lived_in, folder):
    assert (folder / "office.db-wal").exists()
    assert files_naming_the_client(folder) == []


def test_no_file_name_tells_of_a_client(lived_in, folder):
    named = [path for path in folder.rglob("*") if "Bouakham" in path.name or "ບົວ" in path.name]
    assert named == []
