"""Two processes on one office: nothing is lost, no number is given twice, the trail stays whole."""

import subprocess
import sys
from datetime import date

import pytest

from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services import doors
from legalaid_desktop.storage import occupancy, trail
from legalaid_desktop.storage.occupancy import Occupied

EACH = 15

WORK = """
import sys
from datetime import date
from pathlib import Path
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import keys
keys.outgrown = lambda _cost, _seconds: None  # cheap slots stay cheap
office = open_office(Path(sys.argv[1]), "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026")
print("open", flush=True)
sys.stdin.readline()
for number in range(int(sys.argv[2])):
    person = Person(given_lo="ຄຳ", surname_latin=f"Beside {number}")
    case = Case(client_id=0, type=CaseType.CIVIL, subject_en=f"beside {number}",
                opened_on=date(2026, 3, 24))
    office.cases.take_in(person, case)
office.lock()
"""


@pytest.fixture
def beside(office, folder):
    """A command at work on the same office, waiting for its sign to begin."""
    run = subprocess.Popen(
        [sys.executable, "-c", WORK, str(folder), str(EACH)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert run.stdout.readline().strip() == b"open"
    yield run
    run.kill()
    run.wait()
    run.stdout.close()


def test_two_that_write_at_once_lose_nothing(office, beside):
    beside.stdin.write(b"\n")
    beside.stdin.close()
    for number in range(EACH):
        person = Person(given_lo="ຄຳ", surname_latin=f"Here {number}")
        opened = Case(
            client_id=0, type=CaseType.CIVIL, subject_en=f"here {number}",
            opened_on=date(2026, 3, 24),
        )  # fmt: skip
        office.cases.take_in(person, opened)
    assert beside.wait(60) == 0
    cases = [line.case for line in office.cases.page(limit=100).lines]
    assert sorted(case.subject_en for case in cases) == sorted(
        f"{place} {number}" for place in ("here", "beside") for number in range(EACH)
    )
    assert len({case.number for case in cases}) == 2 * EACH
    with office._desk.database.read() as session:
        found = trail.verify(session, office._secrets.audit)
        assert (found.first_bad, found.head) == (None, trail.head(session))
    assert office._desk.database.complaints() == []


def test_a_second_window_is_refused_and_a_command_is_not(office, folder, beside):
    office.lock()
    window = doors.open_office(folder, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026")
    with pytest.raises(Occupied):
        doors.open_office(folder, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026")
    beside.stdin.write(b"\n")
    beside.stdin.close()
    assert beside.wait(60) == 0
    assert len(window.cases.page(limit=100).lines) == EACH
    window.lock()
    again = doors.open_office(folder, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026")
    again.lock()


def test_a_new_office_that_cannot_be_taken_is_closed_again(tmp_path, profile, monkeypatch):
    folder = tmp_path / "new"
    made = []

    def taken(_folder, _user, _at):
        made.extend(folder.glob("office.db-*"))
        raise Occupied(occupancy.OPEN)

    monkeypatch.setattr(occupancy, "occupy", taken)
    with pytest.raises(Occupied):
        doors.create_office(folder, profile, "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026 ໄຫຼ")
    assert made  # it was open when that happened, and no file of an open database is left
    assert not list(folder.glob("office.db-*"))
