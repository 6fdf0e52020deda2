"""Lists of people and of cases: what goes out comes in again, and nobody of a restricted case."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest
from openpyxl import load_workbook

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole, Stage
from legalaid_desktop.domain.errors import Cancelled, InvalidValue, NotAllowed, Refused
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.office_lists import ListKind
from legalaid_desktop.domain.people import Person, Phone, SafeToCall, Sex, Title
from tests.services.conftest import _copied

WHY = "ປະຊຸມປະຈຳປີ"
FULL = Person(
    title=Title.NANG,
    given_lo="ຄຳຫຼ້າ", surname_lo="ແກ້ວມະນີ", given_latin="Khamla", surname_latin="Keomany",
    aliases=(Alias(name="ນ້ອຍ", kind=AliasKind.ALIAS), Alias(name="Noy", kind=AliasKind.ALIAS)),
    sex=Sex.FEMALE, born_on=date(1985, 3, 7), nationality="LA",
    occupation_lo="ຊາວນາ", occupation_en="farmer", village_lo="ໂພນທອງ", village_latin="Phonthong",
    district="0402", province="04",
    phones=(Phone(number="020 5555 1234"), Phone(number="+856 30 123 4567")),
    id_papers=(IdentityPaper(kind=IdPaper.OTHER, number="00120034005600780091"),),
)  # fmt: skip


@pytest.fixture
def filled(office):
    """People with everything a list holds, and whoever must not be in one."""
    client = office.people.take_in(FULL)
    for subject, stage in (("ທີ່ດິນ", Stage.ADVICE), ("ມໍລະດົກ", Stage.CLOSED)):
        office.cases.open(
            Case(client_id=client.id, type=CaseType.LAND, subject_lo=subject, subject_en="=land",
                 stage=stage, opened_on=date(2026, 1, 5), court_number="12/ສປ")
        )  # fmt: skip
    office.people.save(Person(given_lo="ບຸນ", born_year=1970, born_month=5))
    office.people.save(
        Person(given_latin="=cmd", age_from=30, age_to=35, age_seen_on=date(2025, 6, 1),
               phones=(Phone(number="020 9999 0000", safe=SafeToCall.NO),))
    )  # fmt: skip
    return client


@pytest.fixture
def other(made_before, tmp_path, clock):
    """Another, empty office."""
    yield from _copied(made_before[1], tmp_path / "other", clock)


@pytest.fixture
def secret(office, client):
    """A restricted case whose witness is the client of an ordinary one too."""
    victim = office.people.take_in(Person(given_latin="Phonsavanh"))
    ordinary = Case(client_id=client.id, type=CaseType.CIVIL, subject_en="debt",
                    opened_on=date(2026, 3, 1))  # fmt: skip
    office.cases.open(ordinary)
    hidden = replace(ordinary, client_id=victim.id, confidentiality=Confidentiality.RESTRICTED,
                     code_name="ດອກໄມ້")  # fmt: skip
    witness = Party(case_id=0, person_id=client.person_id, role=PartyRole.WITNESS)
    return office.cases.open(hidden, (witness,))


def bare(person):
    phones = tuple(one for one in person.phones if one.safe is not SafeToCall.NO)
    return replace(person, id=None, version=0, phones=phones)


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_what_goes_out_comes_in_again(office, other, filled, tmp_path, ending, language):
    assert filled
    out = {kind: tmp_path / f"{kind}.{ending}" for kind in ListKind}
    for kind, path in out.items():
        office.lists.write(kind, path, language, WHY)
    for kind in (ListKind.CASES, ListKind.PEOPLE):
        file = other.imports.read(out[kind])
        (sheet,) = file.sheets
        columns = other.imports.guess(sheet)
        assert None not in columns
        preview = other.imports.preview(sheet, columns)
        assert preview.faulty == []
        other.imports.take_in(preview, file.sha256)
    before, after = (
        sorted((bare(one) for one, _ in each.people.page().lines), key=lambda one: one.given_lo)
        for each in (office, other)
    )
    assert before == after
    kept = ("type", "stage", "subject_lo", "subject_en", "opened_on", "closed_on", "court_number")
    told = [
        sorted(tuple(getattr(line.case, name) for name in kept) for line in each.cases.page().lines)
        for each in (office, other)
    ]
    assert told[0] == told[1]
    numbers = {line.case.number for line in office.cases.page().lines}
    assert {line.case.numbers[0].number for line in other.cases.page().lines} == numbers
    found = other.cases.page(min(numbers)).lines[-1]
    assert found.person.given_lo == "ຄຳຫຼ້າ", "an old number is found"


def test_a_list_is_text_disarmed_and_entered_where_copies_are(office, filled, tmp_path):
    assert filled
    number = office.lists.write(ListKind.PEOPLE, tmp_path / "p.csv", "lo", WHY)
    raw = (tmp_path / "p.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert "'=cmd" in {cell for row in rows for cell in row}
    assert "00120034005600780091" in raw.decode()
    assert "9999" not in raw.decode(), "no number that is unsafe to call"
    again = office.lists.write(ListKind.CASES, tmp_path / "c.xlsx", "en", WHY)
    assert (number, again) == (1, 1), "each list counts by itself"
    cells = [cell for row in load_workbook(tmp_path / "c.xlsx").active for cell in row]
    assert {cell.data_type for cell in cells if cell.value} == {"s"}
    assert {cell.number_format for cell in cells if cell.value} == {"@"}
    entries = [line.entry for line in office.trail.page()]
    told = [(one.kind, one.reason) for one in entries if one.deed == "export"]
    assert told == [("case_list", WHY), ("people_list", WHY)]


def test_nobody_of_a_restricted_case_is_in_a_list(office, secret, tmp_path, seat):
    """Not even where somebody is known from an ordinary case as well, nor to its own team."""
    for kind in ListKind:
        path = tmp_path / f"{kind}.csv"
        office.lists.write(kind, path, "en", WHY)
        text = path.read_text(encoding="utf-8")
        for name in ("Phonsavanh", "Bouakham", "ດອກໄມ້", secret.number):
            assert name not in text
    for role in (Role.LAWYER, Role.OFFICER, Role.CLERK, Role.VOLUNTEER, Role.AUDITOR):
        with pytest.raises(NotAllowed):
            seat(role.value, role).lists.write(ListKind.PEOPLE, tmp_path / "x.csv", "en", WHY)
    assert not (tmp_path / "x.csv").exists()


def test_no_half_file_and_none_without_a_reason(office, filled, tmp_path):
    assert filled
    out = tmp_path / "p.xlsx"
    with pytest.raises(InvalidValue):
        office.lists.write(ListKind.PEOPLE, out, "lo", " ")
    with pytest.raises(Refused):
        office.lists.write(ListKind.PEOPLE, tmp_path / "p.pdf", "lo", WHY)
    with pytest.raises(Cancelled):
        office.lists.write(ListKind.PEOPLE, out, "lo", WHY, lambda: True)
    assert list(tmp_path.glob("p.*")) == []
    with pytest.raises(Refused):
        office.lists.write(ListKind.PEOPLE, tmp_path / "none" / "p.csv", "lo", WHY)
    assert "people_list" not in [line.entry.kind for line in office.trail.page()]
