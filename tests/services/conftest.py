"""A small office with a cheap key, on a day of its own."""

import shutil
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial

import pytest

from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.undo import History
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.office import Office, create_office, open_office
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.keys import Cost
from tests.recovering import recoverable

USER, PASSPHRASE = "ສີວິໄລ", "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026"
CHEAP = Cost(memory=64, passes=1, lanes=1)
DAY = date(2026, 3, 30)
PROFILE = OfficeProfile(
    name_lo="ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ",
    name_en="Legal Aid Office",
    letterhead_lo=("ກະຊວງຍຸຕິທຳ",),
    province="04",
    paper_suffix="ຫຊກ",
)


class SetClock:
    """Stands where it is set; ``meanwhile`` happens once somebody has looked at it twice."""

    def __init__(self, day):
        self.set(day)
        self.looks, self.meanwhile = 0, None

    def __call__(self):
        self.looks += 1
        if self.meanwhile and self.looks >= 2:
            happens, self.meanwhile = self.meanwhile, None
            happens()
        return self.at

    def happens_meanwhile(self, act):
        self.looks, self.meanwhile = 0, act

    def set(self, day, at=time(9)):
        self.at = datetime.combine(day, at, VIENTIANE)


@pytest.fixture
def cheap():
    return CHEAP


@pytest.fixture
def clock():
    return SetClock(DAY)


@pytest.fixture
def profile():
    return PROFILE


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "office"
    made.mkdir()
    return made


@pytest.fixture(scope="session")
def made_before(tmp_path_factory, cheap_slots_stay_cheap, tables_are_made_once):
    """The folders of a bare office, and of the same with recovery sheets: copying them is quick."""
    first, second = (tmp_path_factory.mktemp("made") / name for name in ("bare", "recoverable"))
    at = SetClock(DAY)
    create_office(first, PROFILE, USER, PASSPHRASE, at=at, cost=CHEAP).lock()
    shutil.copytree(first, second)
    opened = open_office(second, USER, PASSPHRASE, at=at)
    recoverable(opened, PASSPHRASE)
    opened.lock()
    return first, second


@pytest.fixture
def bare(folder, made_before, clock):
    """An office without recovery sheets: it takes in nobody yet."""
    yield from _copied(made_before[0], folder, clock)


@pytest.fixture
def office(folder, made_before, clock):
    """The same with recovery sheets that were typed back."""
    yield from _copied(made_before[1], folder, clock)


def _copied(made, folder, clock):
    shutil.copytree(made, folder, dirs_exist_ok=True)
    opened = open_office(folder, USER, PASSPHRASE, at=clock)
    yield opened
    opened.lock()


@pytest.fixture
def another(tmp_path, made_before, clock):
    """Another office, with a case of its own."""
    folder = tmp_path / "another"
    shutil.copytree(made_before[1], folder)
    opened = open_office(folder, USER, PASSPHRASE, at=clock)
    client = opened.people.take_in(Person(given_lo="ຄຳ"))
    case = opened.cases.open(
        Case(client_id=client.id, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=DAY)
    )
    yield opened, case
    opened.lock()


@pytest.fixture
def client(office):
    return office.people.take_in(
        Person(
            given_lo="ບົວຄຳ",
            surname_lo="ລັດຕະນະພອນ",
            given_latin="Bouakham",
            surname_latin="Lattanaphone",
            born_on=date(1985, 3, 7),
        )
    )


@pytest.fixture
def case(office, client):
    opened = Case(
        client_id=client.id,
        type=CaseType.CIVIL,
        subject_lo="ການທວງໜີ້",
        subject_en="a debt",
        court="province-04",
        opened_on=date(2026, 3, 24),
    )
    return office.cases.open(
        opened, (Party(case_id=0, person_id=client.person_id, role=PartyRole.DEFENDANT),)
    )


@pytest.fixture
def lawyer(office):
    return office.assignments.save_lawyer(
        Lawyer(name_lo="ມະນີວອນ ທອງສຸກໃສ", name_latin="Manivone Thongsouksay", card_number="0455")
    )


@pytest.fixture
def accepted(office, case, lawyer):
    offer = office.assignments.offer(case.id, lawyer.id)
    office.assignments.declare(offer.id, Declaration.NO_CONFLICT)
    return office.assignments.accept(offer.id)


@pytest.fixture
def seat(office):
    """Seats somebody else at the open office: ``seat("khamla", Role.CLERK)``."""
    return partial(seated, office)


def seated(office, name, role, lawyer_id=None):
    """The open office with somebody else at the desk."""
    desk = office._desk
    with desk.database.transaction() as session:
        account = stored_users.save(
            session, User(name=name, role=role, lawyer_id=lawyer_id, since=date(2026, 1, 5))
        )
    rights = reference.roles()[role]
    theirs = replace(desk, account=account, rights=rights, looked={}, history=History())
    return Office(office.folder, office._secrets, theirs)
