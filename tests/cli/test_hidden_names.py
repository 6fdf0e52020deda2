"""The same attack from the command line: no output names anybody to those off the team."""

from datetime import date

import pytest

from legalaid_desktop import cli
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.users import User
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage.keys import Cost
from tests.hidden_names import CLOSEST, RESTRICTED, found_in, hide
from tests.recovering import recoverable

OWN, THEIRS = "ແມ່ນ້ຳຂອງ ໄກ່ ຂົວ ໂມງ 2026", "ກະຕ່າຍ ໂມງ ສະພານ 7"
DAY = date(2026, 3, 24)


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "office"
    made.mkdir()
    return made


@pytest.fixture
def hidden(folder, tmp_path):
    """A locked office in which everybody has an account of the name of the role."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04")
    cost = Cost(memory=64, passes=1, lanes=1)
    office = create_office(folder, profile, "ສີວິໄລ", OWN, cost=cost)
    recoverable(office, OWN)
    users = [
        office.users.add(User(name=role.value, role=role, since=DAY), THEIRS, OWN) for role in Role
    ]
    mate = office.users.add(User(name="noy", role=Role.LAWYER, since=DAY), THEIRS, OWN)
    plain = Case(client_id=0, type=CaseType.CIVIL, subject_en="a debt", opened_on=DAY)
    office.cases.take_in(Person(given_lo="ບົວຄຳ"), plain)
    found = [hide(office, level, tmp_path, mate) for level in (RESTRICTED, CLOSEST)]
    office.lock()
    assert len(users) == len(Role)
    return found


@pytest.fixture
def run(folder, tmp_path, capsys, monkeypatch):
    """What a command says as that user, on both channels."""

    def said(user, *command):
        monkeypatch.setenv("LEGALAID_PASSPHRASE", THEIRS)
        cli.main(["--office", str(folder), "--user", user, *command])
        told = capsys.readouterr()
        return told.out + told.err

    return said


@pytest.mark.parametrize("role", list(Role))
def test_no_command_names_anybody_to_those_off_the_team(hidden, run, role, tmp_path):
    out = str(tmp_path / "out.pdf")
    said = [run(role.value, "audit", "list", "--limit", "500", *more) for more in ((), ("--json",))]
    for one in hidden:
        for typed in {word[:4] for word in one.words[-6:]} | {one.words[0]}:
            said.append(run(role.value, "search", typed))
        number = one.case.number
        said += [
            run(role.value, "--json", "search", number),
            run(role.value, "papers", "render", "referral_letter", "--case", number,
                "--language", "lo", "--out", out),
            run(role.value, "bundle", "build", "--case", number, "--out", out),
            run(role.value, "codes", "export", "--case", number, "--out", out),
            run(role.value, "audit", "list", "--case", number),
            run(role.value, "audit", "list", "--record", "person", str(one.person)),
        ]  # fmt: skip
    shown = " ".join(said)
    for one in hidden:
        assert found_in(one.words, shown) == []
        assert found_in(one.numbers[-1:], shown) == [], "nor its code name"
    assert not (tmp_path / "out.pdf").exists()
    for one in hidden:
        asked = (*one.words[:2], " ".join(one.words[:2]), *one.words[-6:-1])
        told = run(role.value, "--json", "conflicts", "check", *asked)
        assert found_in(one.words, told) == []
        if role is not Role.MANAGER:  # who breaks the glass is told which
            assert found_in(one.numbers, told) == []


def test_the_team_finds_a_highly_restricted_person_by_a_code_name(hidden, run):
    for one in hidden:
        told = [run("noy", "search", word) for word in one.words[-6:-1]]
        names = found_in(one.words, " ".join(told))
        assert bool(names) is (one.level is RESTRICTED)
        assert found_in(one.numbers, " ".join(told))
