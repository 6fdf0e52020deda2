"""The trail against whoever holds the database's key, and against faults of the program itself."""

from contextlib import closing
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from legalaid_desktop.domain.access import Viewer
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import BEGINNING, Deed, Flaw, Head
from legalaid_desktop.storage import (
    anchors,
    auditing,
    connections,
    histories,
    people,
    places,
    trail,
)
from legalaid_desktop.storage.database import Database

ENTRIES = 12
TODAY = date(2026, 3, 30)
WITHOUT_GUARDS = "".join(f"DROP TRIGGER {name};" for name in trail.GUARDS)
WITH_GUARDS = "".join(f"{sql};" for sql in trail.GUARDS.values())


@pytest.fixture
def kept(database):
    """A trail of a dozen entries."""
    add(database, ENTRIES)
    auditing.note_head(database)
    return database


def add(database, count):
    viewer = Viewer(user="noy", now=datetime(2026, 3, 30, 2, tzinfo=UTC))
    for number in range(count):
        with database.transaction(viewer) as session:
            trail.note(
                session,
                Deed.CHANGE,
                kind="person",
                record=7,
                fields={"village_lo": ("ນາໄຊ", f"ໂພນທອງ {number}")},
            )


def outside(folder, unlocked, sql):
    """Another program with the database's key, that takes off the triggers and puts them back."""
    with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
        connection.executescript(sql)


def tamper(folder, unlocked, sql):
    outside(folder, unlocked, f"{WITHOUT_GUARDS}{sql};{WITH_GUARDS}")


def check(database, **how):
    with database.read() as session:
        return auditing.check(database, session, today=TODAY, **how)


def head(database):
    with database.read() as session:
        return trail.head(session)


def test_an_untouched_trail_is_sound(kept):
    found = check(kept)
    assert (found.is_sound, found.first_bad, found.head.seq) == (True, None, ENTRIES)
    assert found.is_whole


@pytest.mark.parametrize(
    ("sql", "first_bad"),
    [
        ("UPDATE trail SET user = 'mina' WHERE seq = 5", 5),
        ("UPDATE trail_value SET fields = replace(fields, 'ນາໄຊ', 'ນາດີ') WHERE seq = 1", 1),
        ("UPDATE trail_value SET salt = upper(salt) || 'A' WHERE seq = 8", 8),
        ("UPDATE trail_value SET reason = CAST(X'ff' AS TEXT) WHERE seq = 8", 8),
        ("UPDATE trail_value SET reason = X'ff' WHERE seq = 8", 8),
        ("DELETE FROM trail_value WHERE seq = 8", 8),
        ("DELETE FROM trail_value", 1),
        ("UPDATE trail_value SET seq = -1 WHERE seq = 4;"
         "UPDATE trail_value SET seq = 4 WHERE seq = 5;"
         "UPDATE trail_value SET seq = 5 WHERE seq = -1", 4),
        ("INSERT INTO trail_value VALUES (13, 'aa', '{}', 'because')", 13),
        ("INSERT INTO trail_value VALUES (0, 'aa', '{}', 'because')", 0),
        ("UPDATE trail SET content = '' WHERE seq = 6", 6),
        ("UPDATE trail SET content = '' WHERE seq = 6; DELETE FROM trail_value WHERE seq = 6", 6),
        ("UPDATE trail SET content = 'ກ' WHERE seq = 6", 6),
        ("UPDATE trail SET at = '2026-03-29 02:00:00.000000' WHERE seq = 12", 12),
        ("UPDATE trail SET deed = 'nothing' WHERE seq = 4", 4),
        ("UPDATE trail SET at = 'yesterday' WHERE seq = 4", 4),
        ("UPDATE trail_value SET reason = 'x' WHERE seq = 7", 7),
        ("UPDATE trail SET case_id = 'None' WHERE seq = 3", 3),
        ("UPDATE trail SET case_id = 0 WHERE seq = 3", 3),
        ("UPDATE trail SET user = CAST(user AS BLOB) WHERE seq = 3", 3),
        ("UPDATE trail SET user = CAST(X'ff' AS TEXT) WHERE seq = 3", 3),
        ("UPDATE trail SET hash = CAST(X'ff' AS TEXT) WHERE seq = 3", 3),
        ("UPDATE trail SET hash = upper(hash) WHERE seq = 9", 9),
        ("UPDATE trail SET hash = 'ກ' WHERE seq = 9", 9),
        ("DELETE FROM trail WHERE seq = 1", 1),
        ("DELETE FROM trail WHERE seq = 6", 6),
        ("DELETE FROM trail WHERE seq BETWEEN 6 AND 8", 6),
        ("DELETE FROM trail WHERE seq = 12", 12),
        ("DELETE FROM trail WHERE seq > 4", 5),
        ("DELETE FROM trail", 1),
        ("DELETE FROM trail WHERE seq = 6; UPDATE trail SET seq = seq - 1 WHERE seq > 6", 6),
        (
            "UPDATE trail SET seq = -1 WHERE seq = 4; UPDATE trail SET seq = 4 WHERE seq = 5;"
            "UPDATE trail SET seq = 5 WHERE seq = -1",
            4,
        ),
        ("INSERT INTO trail SELECT 0, at, user, deed, kind, record, case_id, content, hash "
         "FROM trail WHERE seq = 1", 0),
        ("INSERT INTO trail SELECT 13, at, user, deed, kind, record, case_id, content, hash "
         "FROM trail WHERE seq = 12", 13),
        ("INSERT OR REPLACE INTO trail SELECT 5, at, 'mina', deed, kind, record, case_id, "
         "content, hash FROM trail WHERE seq = 5", 5),
    ],
)  # fmt: skip
def test_whatever_is_done_with_the_key_from_outside_is_found(
    kept, folder, unlocked, sql, first_bad
):
    tamper(folder, unlocked, sql)
    found = check(kept)
    assert not found.is_sound
    assert found.first_bad == first_bad
    assert found.head.seq == max(first_bad - 1, 0)


def test_a_cut_tail_is_found_also_after_the_office_went_on(kept, folder, unlocked):
    cut = "DELETE FROM trail WHERE seq > 8; DELETE FROM trail_value WHERE seq > 8"
    tamper(folder, unlocked, cut)
    found = check(kept)
    assert (found.first_bad, found.flaws) == (9, (Flaw.TAIL,))
    add(kept, 10)
    found = check(kept)
    assert Flaw.REWRITTEN in found.flaws
    assert found.first_bad <= 9


def test_an_older_copy_of_the_database_is_found(kept, folder, unlocked):
    older = folder.parent / "older.db"
    kept.copy_to(older)
    add(kept, 3)
    auditing.note_head(kept)
    kept.close()
    older.replace(folder / places.DATABASE)
    again = Database.open(folder, unlocked)
    found = check(again)
    again.close()
    assert (found.first_bad, found.flaws) == (ENTRIES + 1, (Flaw.TAIL,))


@pytest.mark.parametrize(
    ("sql", "flaw"),
    [
        ("DROP TABLE trail", Flaw.TABLE),
        ("DROP TABLE trail_value", Flaw.TABLE),
        ("ALTER TABLE trail RENAME TO old; CREATE VIEW trail AS SELECT * FROM old", Flaw.TABLE),
        ("ALTER TABLE trail_value DROP COLUMN reason", Flaw.TABLE),
        (WITHOUT_GUARDS, Flaw.GUARDS),
        ("DROP TRIGGER trail_stays", Flaw.GUARDS),
        ("DROP TRIGGER trail_value_stays", Flaw.GUARDS),
        (
            "CREATE TRIGGER also AFTER INSERT ON trail BEGIN SELECT 1; END",
            Flaw.GUARDS,
        ),
    ],
)
def test_a_table_that_is_no_longer_the_trail_s_is_found(kept, folder, unlocked, sql, flaw):
    outside(folder, unlocked, sql)
    assert flaw in check(kept).flaws


def test_a_replaced_table_is_found(kept, folder, unlocked):
    outside(folder, unlocked, WITHOUT_GUARDS)
    outside(
        folder,
        unlocked,
        "CREATE TABLE copy_of AS SELECT * FROM trail WHERE seq <> 3; DROP TABLE trail;"
        "ALTER TABLE copy_of RENAME TO trail;",
    )
    assert check(kept).first_bad == 3


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail SET user = 'mina'",
        "DELETE FROM trail",
        "INSERT OR REPLACE INTO trail SELECT * FROM trail WHERE seq = 5",
        "INSERT INTO trail SELECT seq + 100, at, user, deed, kind, record, case_id, "
        "content, hash FROM trail WHERE seq = 5",
        "UPDATE OR REPLACE trail SET seq = 4 WHERE seq = 5",
        "UPDATE trail_value SET reason = 'because'",
        "DELETE FROM trail_value WHERE seq = 5",
        "INSERT OR REPLACE INTO trail_value VALUES (5, 'aa', '{}', 'because')",
    ],
)
def test_the_triggers_refuse_also_another_program(kept, folder, unlocked, sql):
    with pytest.raises(dbapi2.IntegrityError):
        outside(folder, unlocked, sql)
    assert check(kept).is_sound


@pytest.mark.parametrize(
    "sql",
    [
        "DROP TABLE trail",
        "DROP TRIGGER trail_stays",
        "ALTER TABLE trail RENAME TO old",
        "ALTER TABLE trail ADD COLUMN more",
        "UPDATE trail SET user = 'mina'",
        "DELETE FROM trail",
        "UPDATE trail_value SET reason = 'because'",
        "DELETE FROM sqlite_master WHERE name = 'trail_stays'",
        "PRAGMA secure_delete = OFF",
        "PRAGMA secure_delete = FAST",
        "ATTACH 'beside.db' AS vacuum_1",
        "PRAGMA writable_schema = ON",
        "PRAGMA rekey = 'x'",
        "ATTACH ':memory:' AS other",
        "CREATE TEMP TABLE trail (seq)",
        "CREATE TEMP TRIGGER late AFTER INSERT ON trail BEGIN SELECT 1; END",
        "CREATE VIEW other AS SELECT 1",
    ],
)
def test_the_running_program_cannot_undo_its_own_trail(kept, sql):
    refused = r"not authorized|prohibited|may not be modified"
    with pytest.raises(DBAPIError, match=refused), kept.transaction() as session:
        session.execute(text(sql))
    assert check(kept).is_sound


@pytest.mark.parametrize(
    "sql", ["VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA secure_delete = ON"]
)
def test_the_running_program_can_clean_up_behind_a_destruction(kept, folder, unlocked, sql):
    engine = connections.engine(folder / places.DATABASE, unlocked)
    with closing(engine.raw_connection()) as connection:
        connection.cursor().execute(sql)
    engine.dispose()
    assert check(kept).is_sound


def test_the_program_saves_and_reads_as_before(kept):
    with kept.transaction() as session:
        person = people.save(session, Person(given_lo="ບຸນມີ"))
    with kept.read() as session:
        assert people.get(session, person.id) == person
    assert kept.complaints() == []


def test_a_check_goes_on_from_the_last_one_and_is_whole_after_a_week(kept, folder, unlocked):
    first = check(kept)
    auditing.remember(kept, first, TODAY, told=True)
    add(kept, 3)
    second = check(kept)
    assert (second.since, second.head.seq) == (first.head, ENTRIES + 3)
    tamper(folder, unlocked, "UPDATE trail SET user = 'mina' WHERE seq = 2")
    assert check(kept).is_sound, "what was proved before is proved again only weekly"
    assert check(kept, whole=True).first_bad == 2
    with kept.read() as session:
        later = auditing.check(kept, session, today=date(2026, 4, 6))
    assert later.first_bad == 2
    with kept.read() as session:
        set_back = auditing.check(kept, session, today=date(2026, 3, 1))
    assert set_back.first_bad == 2, "a clock that was set back does not put the check off"


def test_a_change_after_the_last_check_is_named_by_its_number(kept, folder, unlocked):
    auditing.remember(kept, check(kept), TODAY, told=True)
    add(kept, 3)
    tamper(folder, unlocked, "UPDATE trail SET user = 'mina' WHERE seq = 14")
    assert check(kept).first_bad == 14


def test_a_missing_file_of_ends_is_reported_until_somebody_was_told(kept, folder):
    (folder / places.ANCHOR).unlink()
    found = check(kept)
    assert found.flaws == (Flaw.ANCHOR,)
    assert found.first_bad is None
    auditing.remember(kept, found, TODAY, told=False)
    assert check(kept).flaws == (Flaw.ANCHOR,)
    auditing.remember(kept, found, TODAY, told=True)
    assert check(kept).is_sound


@pytest.mark.parametrize("place", [0, 40, -40])
def test_a_changed_file_of_ends_is_set_aside_and_reported(kept, folder, place):
    path = folder / places.ANCHOR
    content = bytearray(path.read_bytes())
    content[place] ^= 1
    path.write_bytes(content)
    with pytest.raises(Damaged):
        anchors.read(folder, kept.audit_key())
    assert Flaw.ANCHOR in check(kept).flaws
    assert path.with_name("office.anchor.damaged").exists()


def test_an_older_file_of_ends_is_fine(kept, folder):
    """As after a power cut: the trail went on, the file did not."""
    old = (folder / places.ANCHOR).read_bytes()
    add(kept, 2)
    auditing.note_head(kept)
    (folder / places.ANCHOR).write_bytes(old)
    assert check(kept).is_sound


def test_an_end_known_from_paper_finds_a_chain_that_was_made_anew(kept, folder, unlocked):
    """Who has all the keys can make trail and file anew, but not the sheet in the cupboard."""
    sheet = head(kept)
    short = Head(seq=sheet.seq, hash=sheet.hash[:16])
    assert check(kept, known=[short]).is_sound
    tamper(folder, unlocked, "DELETE FROM trail")
    (folder / places.ANCHOR).unlink()
    add(kept, ENTRIES)
    with kept.transaction() as session:  # one entry more, so that nothing is the same by chance
        trail.note(session, Deed.SIGN_IN)
    auditing.remember(kept, check(kept), TODAY, told=True)
    assert head(kept).seq > sheet.seq
    found = check(kept, known=[Head(seq=sheet.seq, hash="0" * 16)])
    assert found.flaws == (Flaw.REWRITTEN,)


def test_ends_that_a_check_has_not_passed_are_never_forgotten(kept, folder):
    key = kept.audit_key()
    first = anchors.read(folder, key).heads[-1]
    for number in range(anchors.KEPT * 2):
        anchors.note(folder, key, Head(seq=1000 + number, hash="ab"))
    assert first in anchors.read(folder, key).heads
    auditing.remember(kept, check(kept, known=()), TODAY, told=True)
    assert first in anchors.read(folder, key).heads


def test_a_new_office_begins_at_the_beginning(database, folder):
    assert anchors.read(folder, database.audit_key()).begun == BEGINNING


SECRET = "ພອນສະຫວັນ"


@pytest.fixture
def destroyed(kept):
    """A case with four entries, of which somebody else's tells the secret, and its destruction."""
    enter(kept, Deed.CREATE, "case_file", 3, 3, {"subject_lo": (None, SECRET)})
    enter(kept, Deed.LOOK, "case_file", 3, 3)
    enter(kept, Deed.CHANGE, "paper", 8, 3, {"text": (SECRET, "")}, "ຜິດ")
    enter(kept, Deed.CREATE, "case_file", 4, 4, {"subject_lo": (None, "ຄະດີອື່ນ")})
    enter(kept, Deed.DESTROY, "case_file", 3, 3, {"papers": (1, 0)}, "ໝົດກຳນົດເກັບຮັກສາ")
    auditing.note_head(kept)
    return kept


def enter(database, deed, kind, record, case_id=None, fields=None, reason=""):
    with database.transaction(Viewer(user="mina")) as session:
        trail.note(
            session, deed, kind=kind, record=record, case_id=case_id, fields=fields, reason=reason
        )


def told(folder, unlocked):
    with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
        rows = connection.execute("SELECT seq, fields || reason FROM trail_value ORDER BY seq")
        return dict(rows.fetchall())


def test_what_a_destroyed_case_told_is_gone_and_the_chain_is_whole(destroyed, folder, unlocked):
    left = told(folder, unlocked)
    assert set(left) == {*range(1, ENTRIES + 1), ENTRIES + 4, ENTRIES + 5}
    assert SECRET not in "".join(left.values())
    found = check(destroyed)
    assert (found.is_sound, found.destroyed, found.head.seq) == (True, 2, ENTRIES + 5)
    with destroyed.read() as session:
        last, other, paper, look, first = histories.entries(session, limit=5)
    assert [one.destroyed for one in (first, look, paper, other, last)] == [
        True, False, True, False, False,
    ]  # fmt: skip
    assert (first.fields, paper.fields, paper.reason) == ({}, {}, "")
    assert other.fields == {"subject_lo": (None, "ຄະດີອື່ນ")}
    assert (last.user, last.reason) == ("mina", "ໝົດກຳນົດເກັບຮັກສາ")


def test_what_a_destroyed_person_told_is_gone(destroyed, folder, unlocked):
    enter(destroyed, Deed.DESTROY, "person", 7, None, {"why": (None, "asked")})
    assert set(told(folder, unlocked)) == {ENTRIES + 4, ENTRIES + 5, ENTRIES + 6}
    assert check(destroyed).destroyed == 2 + ENTRIES


def test_the_next_record_of_the_same_number_tells_again(destroyed, folder, unlocked):
    enter(destroyed, Deed.CREATE, "case_file", 3, 3, {"subject_lo": (None, "ຄະດີໃໝ່")})
    assert "ຄະດີໃໝ່" in told(folder, unlocked)[ENTRIES + 6]
    assert check(destroyed).is_sound


def test_a_destruction_that_is_undone_undoes_what_it_told(kept, folder, unlocked):
    def fails():
        with kept.transaction() as session:
            trail.note(session, Deed.DESTROY, kind="person", record=7)
            trail.write(session, kept.audit_key())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    assert len(told(folder, unlocked)) == ENTRIES


@pytest.mark.parametrize(
    ("sql", "first_bad"),
    [
        ("DELETE FROM trail_value WHERE seq = 16", 16),
        ("DELETE FROM trail_value WHERE seq = 17", 17),
        ("DELETE FROM trail_value WHERE seq = 2", 2),
        ("DELETE FROM trail WHERE seq = 17", 13),
        ("UPDATE trail SET deed = 'change' WHERE seq = 17", 13),
        ("UPDATE trail SET case_id = 4 WHERE seq = 17", 13),
        ("UPDATE trail SET user = 'noy' WHERE seq = 16", 16),
        ("DELETE FROM trail WHERE seq = 14", 14),
        ("INSERT INTO trail_value VALUES (13, 'aa', '{}', 'because')", 13),
        ("INSERT INTO trail_value VALUES (14, 'aa', '{}', 'because')", 14),
    ],
)
def test_only_a_sealed_destruction_explains_that_values_are_gone(
    destroyed, folder, unlocked, sql, first_bad
):
    tamper(folder, unlocked, sql)
    found = check(destroyed)
    assert not found.is_sound
    assert (found.first_bad, found.head.seq) == (first_bad, first_bad - 1)


def test_an_entry_of_a_destruction_cannot_be_made_up(kept, folder, unlocked):
    """With the database's key alone the values can be deleted, but not with a seal over it."""
    outside(
        folder,
        unlocked,
        "INSERT INTO trail SELECT 13, at, user, 'destroy', kind, record, case_id, content, hash "
        "FROM trail WHERE seq = 12; DELETE FROM trail_value WHERE seq = 5",
    )
    assert check(kept).first_bad == 5


def test_the_seal_that_stays_cannot_be_tried_out(kept, folder, unlocked):
    """The same words have another seal each time."""
    for _ in range(2):
        enter(kept, Deed.CHANGE, "person", 9, None, {"village_lo": ("ນາໄຊ", "ໂພນທອງ")})
    with closing(connections.connect(folder / places.DATABASE, unlocked)) as connection:
        seals = connection.execute("SELECT DISTINCT content FROM trail WHERE record = 9").fetchall()
    assert len(seals) == 2


def test_values_left_behind_by_a_cut_tail_do_not_stop_the_office(kept, folder, unlocked):
    tamper(folder, unlocked, "DELETE FROM trail WHERE seq > 8")
    add(kept, 2)
    assert head(kept).seq == 10
    assert Flaw.TAIL in check(kept).flaws
