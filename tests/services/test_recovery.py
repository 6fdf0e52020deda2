"""Recovery through the services: first the sheets, then the first client; and the way back in."""

import logging
import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import date

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import (
    InvalidValue,
    LegalAidError,
    NotAllowed,
    NotFound,
    Refused,
    WrongPassphrase,
)
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.recovery import Need
from legalaid_desktop.domain.recovery_codes import MISTYPED, MIXED, ONE_MORE
from legalaid_desktop.domain.trail import Deed, Wanted
from legalaid_desktop.services import doors, recovery
from legalaid_desktop.services.office import create_office, open_office, recover_office
from legalaid_desktop.storage import attempts, connections, keys, places
from legalaid_desktop.storage import recovery as stored
from tests.recovering import recoverable, typed
from tests.services.conftest import seated

USER, OWN = "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
NEW = "ພູເຂົາ ສາມ ໜ່ວຍ 9"
PERSON = Person(given_lo="ບົວຄຳ")


def new_case():
    return Case(client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=date(2026, 3, 24))


def deeds(office, *, kind="recovery"):
    return [line.entry.deed for line in office.trail.page() if line.entry.kind == kind][::-1]


def refusal(attempt):
    with pytest.raises(LegalAidError) as caught:
        attempt()
    return caught.value


@pytest.fixture
def locked(bare, folder):
    """What opens a locked office: its five shares, of which two were typed back."""
    sheets = bare.recovery.make(OWN, shared=True)
    bare.recovery.confirm(typed(sheets[0], sheets[4]))
    bare.people.take_in(PERSON)
    bare.lock()
    return sheets


# before the first client


@pytest.mark.parametrize("attempt", ["person", "case"])
def test_the_first_client_waits_for_sheets_that_were_typed_back(bare, attempt):
    def take_in():
        if attempt == "person":
            bare.people.take_in(PERSON)
        else:
            bare.cases.take_in(PERSON, new_case())

    assert refusal(take_in).reason == recovery.MAKE_FIRST
    sheets = bare.recovery.make(OWN, shared=False)
    assert refusal(take_in).reason == recovery.MAKE_FIRST
    assert bare.people.page().lines == ()
    bare.recovery.confirm(typed(*sheets))
    take_in()
    assert len(bare.people.page().lines) == 1


def test_somebody_else_is_told_to_ask_the_manager(bare):
    clerk = seated(bare, "khamla", Role.CLERK)
    assert refusal(lambda: clerk.people.take_in(PERSON)).reason == recovery.ASK_FIRST
    assert clerk.recovery.need() is Need.FIRST
    with pytest.raises(NotAllowed):
        clerk.recovery.state()


def test_an_office_with_clients_and_no_sheets_goes_on_working(office, client, folder):
    for number in stored.sets(folder):
        (folder / places.KEYS).write_bytes(without_sheets(folder))
        assert number not in stored.sets(folder)
    assert office.recovery.need() is Need.SHEETS
    office.cases.take_in(Person(given_lo="ຄຳ"), new_case())


def without_sheets(folder):
    """The key file as an older program wrote it."""
    other = folder.parent / "other"
    other.mkdir()
    keys.create_slots(other, USER, OWN, keys.Cost(memory=64, passes=1, lanes=1))
    return (other / places.KEYS).read_bytes()


# made, typed back, tried


def test_the_state_says_who_made_which_sheets_and_when(bare, clock):
    assert bare.recovery.state().sets == ()
    sheets = bare.recovery.make(OWN, shared=True)
    assert [sheet.number for sheet in sheets] == [1, 2, 3, 4, 5]
    (made,) = bare.recovery.state().sets
    assert (made.name, made.shared, made.made_by) == (sheets[0].set, True, USER)
    assert made.made_at.date() == date(2026, 3, 30)
    assert not made.is_confirmed
    clock.set(date(2026, 4, 1))
    assert bare.recovery.confirm(typed(*sheets[1:3])) == made.name
    clock.set(date(2026, 5, 1))
    bare.recovery.rehearse(typed(*sheets[3:]))
    state = bare.recovery.state()
    assert state.need is Need.NOTHING
    assert state.sets[0].confirmed_at.date() == date(2026, 4, 1)
    assert state.sets[0].rehearsed_at.date() == date(2026, 5, 1)
    assert deeds(bare) == [
        Deed.RECOVERY_MADE, Deed.RECOVERY_CONFIRMED, Deed.RECOVERY_REHEARSED,
    ]  # fmt: skip


def test_new_sheets_end_the_old_ones_only_when_they_are_typed_back(office, bare):
    old = recoverable(bare, OWN)
    sheets = office.recovery.make(OWN, shared=False)
    assert office.recovery.rehearse(old)
    assert refusal(lambda: office.recovery.confirm(old)).reason == recovery.CONFIRMED
    office.recovery.confirm(typed(*sheets))
    assert refusal(lambda: office.recovery.rehearse(old)).reason == stored.OTHER_SET
    assert [one.name for one in office.recovery.state().sets] == [sheets[0].set]


def test_sheets_need_ones_own_passphrase(bare, folder):
    with pytest.raises(WrongPassphrase):
        bare.recovery.make("ບໍ່ແມ່ນ ລະຫັດ ນີ້", shared=False)
    assert stored.sets(folder) == {}


@pytest.mark.parametrize(
    ("codes", "reason"),
    [
        (lambda a, _b: typed(a[0]), ONE_MORE),
        (lambda a, _b: typed(a[0]) * 2, ONE_MORE),
        (lambda a, b: typed(a[0], b[1]), MIXED),
        (lambda a, _b: ("1" + typed(a[0])[0][1:], *typed(a[1])), MISTYPED),
        (lambda _a, b: typed(*b[:2]), stored.OTHER_SET),
    ],
    ids=["one", "twice the same", "mixed", "mistyped", "an old set"],
)
def test_what_does_not_open_says_why(bare, codes, reason):
    old = bare.recovery.make(OWN, shared=True)
    new = bare.recovery.make(OWN, shared=True)
    bare.recovery.confirm(typed(*new[:2]))
    while typed(new[0])[0][0] == "1":  # the digit must change for the third one
        new = bare.recovery.make(OWN, shared=True)
        bare.recovery.confirm(typed(*new[:2]))
    assert refusal(lambda: bare.recovery.rehearse(codes(new, old))).reason == reason


def test_sheets_of_another_office_open_nothing(locked, folder, tmp_path, profile, clock, cheap):
    other = create_office(tmp_path / "other", profile, USER, OWN, at=clock, cost=cheap)
    codes = recoverable(other, OWN)
    other.lock()
    assert refusal(lambda: doors.try_sheets(folder, codes)).reason == stored.OTHER_SET


# printed and saved


def test_prints_and_files_are_entered_with_codes_for_names(office, tmp_path):
    sheets = office.recovery.make(OWN, shared=True)
    assert office.recovery.print_sheets(sheets, "both").startswith(b"%PDF")
    written = office.recovery.save_sheets(sheets[:2], "lo", tmp_path)
    name = sheets[0].set
    assert [path.name for path in written] == [f"recovery-{name}-1.pdf", f"recovery-{name}-2.pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in written)
    assert deeds(office)[-2:] == [Deed.PRINT, Deed.EXPORT]


def test_a_folder_that_cannot_be_written_gets_no_half_set(office, tmp_path):
    sheets = office.recovery.make(OWN, shared=True)
    with pytest.raises(Refused):
        office.recovery.save_sheets(sheets, "lo", tmp_path / "not there")
    assert Deed.EXPORT not in deeds(office)


def test_sheets_that_cannot_be_entered_in_the_trail_lie_nowhere(office, folder, tmp_path):
    sheets = office.recovery.make(OWN, shared=True)
    out = tmp_path / "stick"
    out.mkdir()
    refuse = "CREATE TRIGGER refuse BEFORE INSERT ON trail BEGIN SELECT RAISE(ABORT, 'no'); END;"
    with closing(connections.connect(folder / places.DATABASE, office._secrets)) as connection:
        connection.executescript(refuse)
    with pytest.raises(Exception, match="no"):
        office.recovery.save_sheets(sheets, "lo", out)
    assert list(out.iterdir()) == []


def test_no_code_stands_in_the_trail_a_log_or_a_repr(office, tmp_path, caplog):
    caplog.set_level(logging.DEBUG)
    sheets = office.recovery.make(OWN, shared=True)
    office.recovery.print_sheets(sheets, "lo")
    office.recovery.save_sheets(sheets, "lo", tmp_path)
    office.recovery.confirm(typed(*sheets[:2]))
    wrong = refusal(lambda: office.recovery.rehearse(typed(sheets[0])))
    said = [repr(line.entry.fields) for line in office.trail.page()]
    said += [repr(sheets), repr(wrong), str(wrong), caplog.text, repr(office.recovery.state())]
    groups = {group for sheet in sheets for group in sheet.groups}
    assert not [group for group in groups if any(f"{group}" in text for text in said)]


# forgotten


def test_somebody_who_forgot_comes_in_and_the_managers_are_told(locked, folder, clock):
    clock.set(date(2026, 6, 1))
    opened = recover_office(folder, typed(locked[2], locked[3]), USER, NEW, at=clock)
    assert len(opened.people.page().lines) == 1
    assert deeds(opened)[-1] is Deed.RECOVERY
    assert opened.recovery.need() is Need.NEW_SHEETS
    used = opened.recovery.state().used
    assert (used.user, used.set, used.at.date()) == (USER, locked[0].set, date(2026, 6, 1))
    opened.lock()
    with pytest.raises(WrongPassphrase):
        open_office(folder, USER, OWN)
    again = open_office(folder, USER, NEW, at=clock)
    assert again.recovery.need() is Need.NEW_SHEETS
    sheets = again.recovery.make(NEW, shared=False)
    again.recovery.confirm(typed(*sheets))
    assert again.recovery.need() is Need.NOTHING
    again.lock()


def test_a_weak_passphrase_an_unknown_name_and_one_share_change_nothing(locked, folder):
    before = (folder / places.KEYS).read_bytes()
    codes = typed(*locked[:2])
    assert refusal(lambda: recover_office(folder, codes, USER, "ສັ້ນ")).field == "passphrase"
    assert isinstance(refusal(lambda: recover_office(folder, codes, "nobody", NEW)), NotFound)
    assert refusal(lambda: recover_office(folder, codes[:1], USER, NEW)).reason == ONE_MORE
    mistyped = refusal(lambda: recover_office(folder, ["12345"], USER, NEW))
    assert isinstance(mistyped, InvalidValue)
    assert (folder / places.KEYS).read_bytes() == before
    open_office(folder, USER, OWN).lock()


def test_a_passphrase_made_of_names_of_the_office_is_refused_there_too(locked, folder, profile):
    codes, before = typed(*locked[:2]), (folder / places.KEYS).read_bytes()
    named = f"{profile.name_en} 1"
    assert refusal(lambda: recover_office(folder, codes, USER, named)).field == "passphrase"
    assert (folder / places.KEYS).read_bytes() == before
    doors.open_office(folder, USER, OWN).lock()


def test_a_rehearsal_at_the_door_opens_and_changes_nothing(locked, folder):
    def files():
        found = [path for path in folder.iterdir() if path.is_file()]
        return {path: path.read_bytes() for path in found if path.name != attempts.FILE}

    before = files()
    assert doors.try_sheets(folder, typed(*locked[:2])) == locked[0].set
    assert files() == before
    opened = open_office(folder, USER, OWN)
    (line,) = opened.trail.page(Wanted(deed=Deed.RECOVERY_REHEARSED))
    assert line.entry.record == int(locked[0].set, 16)
    assert opened.recovery.state().sets[0].rehearsed_at is not None
    opened.lock()
    assert not (folder / attempts.FILE).exists()


def test_wrong_sheets_are_counted_and_stand_in_the_trail(locked, folder, clock):
    foreign = [recovery.sheet(code) for code in stored.shares.made(shared=False)]
    if foreign[0].set == locked[0].set:
        pytest.skip("one set in 4096 has the same name")
    for _ in range(3):
        refusal(lambda: doors.try_sheets(folder, typed(*foreign)))
    opened = open_office(folder, USER, OWN, at=clock)
    (line,) = opened.trail.page(Wanted(deed=Deed.FAILED_RECOVERY))
    assert line.entry.fields["count"] == (None, 3)
    assert opened.trail.verify().is_sound
    opened.lock()
    assert attempts.read(folder)[attempts.SHEETS].untold == 0


def test_an_office_open_in_a_window_is_not_recovered_beside_it(locked, folder):
    held = doors.open_office(folder, USER, OWN)
    assert isinstance(
        refusal(lambda: doors.recover(folder, typed(*locked[:2]), USER, NEW)), Refused
    )
    held.lock()
    opened = doors.recover(folder, typed(*locked[:2]), USER, NEW)
    assert opened.occupancy is not None
    opened.lock()


def test_a_second_computer_is_recovered_from_a_backup(office, case, tmp_path, clock):
    codes = recoverable(office, OWN)
    stick = tmp_path / "stick"
    stick.mkdir()
    made = office.backups.make(stick)
    office.lock()
    there = tmp_path / "second computer"
    doors.restore(stick / made.backup.file_name, there)
    opened = recover_office(there, codes, USER, NEW, at=clock)
    assert opened.cases.get(case.id).subject_lo == case.subject_lo
    assert opened.trail.verify().is_sound
    opened.lock()
    open_office(there, USER, NEW, at=clock).lock()


KILLED = """
import os, signal, sys
from pathlib import Path
from legalaid_desktop.services import recovery
from legalaid_desktop.services.office import open_office
from tests.recovering import typed
office = open_office(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
if sys.argv[4] == "trail":
    recovery.Recoveries._enter = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
made = office.recovery.make(sys.argv[3], shared=False)
if sys.argv[4] == "made":
    os.kill(os.getpid(), signal.SIGKILL)
recovery.Recoveries._enter = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
print(typed(*made)[0], flush=True)
office.recovery.confirm(typed(*made))
"""


def killed(folder, moment):
    """The program, killed at that moment; what it had said by then."""
    command = [sys.executable, "-c", KILLED, str(folder), USER, OWN, moment]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run(command, capture_output=True, env=env, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr.decode()
    return run.stdout.decode().strip()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
@pytest.mark.parametrize("moment", ["trail", "made"])
def test_killed_before_the_new_sheets_are_typed_back_the_old_ones_open(office, folder, moment):
    old = recoverable(office, OWN)
    office.lock()
    killed(folder, moment)
    assert doors.try_sheets(folder, old)
    opened = open_office(folder, USER, OWN)
    state = opened.recovery.state()
    assert [one.is_confirmed for one in state.sets] == [True, False]
    assert state.need is Need.NOTHING
    opened.lock()


@pytest.mark.skipif(os.name == "nt", reason="no such signal")
def test_killed_while_they_are_typed_back_the_new_ones_open_and_are_asked_for_again(office, folder):
    recoverable(office, OWN)
    office.people.take_in(PERSON)
    office.lock()
    new = [killed(folder, "typed")]
    assert doors.try_sheets(folder, new)
    opened = open_office(folder, USER, OWN)
    assert opened.recovery.need() is Need.SHEETS
    opened.recovery.confirm(new)
    assert opened.recovery.need() is Need.NOTHING
    opened.lock()
