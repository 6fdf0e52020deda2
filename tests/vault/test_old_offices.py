"""An office that an earlier program made opens with all its records, or stays as it was."""

import shutil

import pytest
from sqlalchemy import text

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.errors import NewerFile, Refused
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import connections, durable, keys, places, trail
from legalaid_desktop.storage.database import Database
from tests.vault.contents import contents, lost

USER, PASSPHRASE = "ສີວິໄລ", "ບ້ານເຮົາ ນາງາມ 2026"
BEFORE = "office.db.before-0001"


@pytest.fixture
def opened(old_office):
    folder, _ = old_office
    office = open_office(folder, USER, PASSPHRASE)
    yield office
    office.lock()


def files(folder):
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_everything_is_there_as_the_old_program_showed_it(old_office, opened):
    _, shown = old_office
    assert len(shown["cases"]) == 10
    assert sum(len(case["files"]) for case in shown["cases"]) > 3
    assert sum(len(case["papers"]) for case in shown["cases"]) > 3
    assert lost(shown, contents(opened)) == []


def test_a_lost_record_would_be_seen(old_office, opened):
    _, shown = old_office
    now = contents(opened)
    now["cases"][3]["file"]["person"]["given_lo"] = "ຄົນອື່ນ"
    now["cases"][4]["story"].append(None)
    assert len(lost(shown, now)) == 2


def test_its_one_user_becomes_the_manager_with_all_its_cases(old_office, opened):
    assert (opened.account.name, opened.account.role) == (USER, Role.MANAGER)
    with opened._desk.database.read() as session:
        entries = trail.verify(session, opened._secrets.audit)
    assert entries.first_bad is None
    assert entries.head.seq > len(old_office[1]["cases"])
    assert opened._desk.database.complaints() == []


def test_its_cases_can_be_worked_on(opened):
    case = opened.cases.page().lines[0].case
    assert opened.cases.save(case).id == case.id


def test_the_old_office_is_kept_beside_it_once(old_office, opened):
    folder, _ = old_office
    opened.lock()
    kept = (folder / BEFORE).read_bytes()
    open_office(folder, USER, PASSPHRASE).lock()
    assert (folder / BEFORE).read_bytes() == kept
    assert [path.name for path in folder.glob("office.db.*")] == [BEFORE]


def test_the_kept_copy_is_a_whole_old_office(old_office, opened):
    folder, shown = old_office
    opened.lock()
    for name in ("office.db-wal", "office.db-shm", "office.anchor"):
        (folder / name).unlink(missing_ok=True)
    (folder / BEFORE).replace(folder / places.DATABASE)
    again = open_office(folder, USER, PASSPHRASE)
    assert lost(shown, contents(again)) == []
    again.lock()


def test_an_office_of_a_newer_program_is_refused_untouched(old_office, opened):
    folder, _ = old_office
    opened.lock()
    secrets = keys.unlock(folder, USER, PASSPHRASE)
    connection = connections.connect(folder / places.DATABASE, secrets)
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = files(folder)
    with pytest.raises(NewerFile) as told:
        open_office(folder, USER, PASSPHRASE)
    assert "newer version" in told.value.reason
    assert files(folder) == before


@pytest.mark.parametrize("spare", [64, 400])
def test_a_disk_that_fills_while_it_is_brought_up_leaves_the_old_office(
    old_office, full_disk, spare
):
    folder, shown = old_office
    disk, film = full_disk
    office = disk / "office"
    shutil.copytree(folder, office)
    film(spare)
    before = files(office)
    with pytest.raises(Refused) as told:
        open_office(office, USER, PASSPHRASE)
    assert told.value.reason == durable.DISK_FULL
    assert not list(office.rglob("*.part"))
    after = files(office)
    for name in (places.DATABASE, places.KEYS):
        assert after[name] == before[name]
    film(None)
    again = open_office(office, USER, PASSPHRASE)
    assert lost(shown, contents(again)) == []
    again.lock()


def test_what_the_trail_says_of_the_adoption_names_its_user(opened):
    with opened._desk.database.read() as session:
        query = text("SELECT DISTINCT user FROM trail WHERE deed = 'create'")
        assert session.scalars(query).all() == [USER]


def test_nothing_of_the_old_office_can_be_read_without_its_key(old_office):
    folder, shown = old_office
    names = [person["given_lo"] for person in shown["people"] if person["given_lo"]]
    content = b"".join(files(folder).values())
    assert names
    assert not [name for name in names if name.encode() in content]


def test_an_old_database_alone_can_be_opened_with_the_keys(old_office):
    folder, _ = old_office
    database = Database.open(folder, keys.unlock(folder, USER, PASSPHRASE))
    assert database.complaints() == []
    database.close()
