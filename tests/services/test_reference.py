"""Law and reference data: complete, in both languages, and what the holidays library says."""

import tomllib
from collections import Counter
from datetime import date

import holidays
import pytest

from legalaid_desktop import assets
from legalaid_desktop.domain.court_calendar import HolidayKind, HolidayScope
from legalaid_desktop.domain.courts import CourtLevel
from legalaid_desktop.domain.errors import Damaged, InvalidValue
from legalaid_desktop.domain.ethnic_groups import EthnicFamily
from legalaid_desktop.domain.lao import has_lao, normalise
from legalaid_desktop.domain.places import PlaceKind
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import parse_laws, parse_rules
from legalaid_desktop.services import reference

YEARS = range(2024, 2031)
FILES = [
    ("law", "laws.toml"),
    ("reference", "holidays.toml"),
    ("reference", "provinces.toml"),
    ("reference", "districts.toml"),
    ("reference", "courts.toml"),
    ("reference", "ethnic_groups.toml"),
    ("law", "retention.toml"),
    ("law", "events.toml"),
    *(("law", "deadlines", f"{name}.toml") for name in reference.RULE_FILES),
]


@pytest.mark.parametrize("parts", FILES, ids="/".join)
def test_lao_is_composed(parts):
    text = assets.resource(*parts).read_text(encoding="utf-8")
    assert normalise(text).strip() == text.strip()
    assert "ຫລ" not in text
    assert "\u200b" not in text


@pytest.mark.parametrize("law", reference.laws().values(), ids=lambda law: law.id)
def test_a_law_has_both_languages(law):
    for field in ("short", "title", "note"):
        assert has_lao(getattr(law, f"{field}_lo")), field
        assert getattr(law, f"{field}_en"), field


def of(scope, kind=None):
    return {
        each.day
        for each in reference.seed_holidays()
        if each.scope in scope and kind in (None, each.kind)
    }


def library(category):
    return holidays.country_holidays("LA", years=YEARS, categories=(category,), language="en_US")


def test_public_days_are_those_of_the_library():
    ours = of({HolidayScope.NATION}) | {day for day in of({HolidayScope.WOMEN}) if day.month == 3}
    assert ours == set(library("public"))


def test_women_have_8_march_and_20_july():
    for year in YEARS:
        assert {date(year, 3, 8), date(year, 7, 20)} <= of({HolidayScope.WOMEN})
        assert date(year, 3, 8) not in of({HolidayScope.NATION})
    assert date(2026, 3, 9) in of({HolidayScope.WOMEN}, HolidayKind.IN_LIEU)


def test_days_in_lieu_are_those_of_the_library():
    found = {day for category in ("public", "bank") for day, name in library(category).items()
             if "in lieu" in name}  # fmt: skip
    assert of(set(HolidayScope), HolidayKind.IN_LIEU) == found


@pytest.mark.parametrize(
    ("category", "scope"), [("bank", HolidayScope.BANK), ("school", HolidayScope.SCHOOL)]
)
def test_days_of_banks_and_schools_are_those_of_the_library(category, scope):
    assert of({scope}) == set(library(category))


def test_safe_dates_need_not_avoid_days_on_which_courts_and_people_work():
    ignored = {each.day for each in reference.seed_holidays() if not each.pulls_back}
    assert date(2026, 12, 31) in ignored
    assert date(2026, 11, 24) in ignored
    assert not {day for day in ignored if (day.month, day.day) == (10, 7)}
    assert {each.scope for each in reference.seed_holidays() if not each.pulls_back} == {
        HolidayScope.BANK,
        HolidayScope.SCHOOL,
    }


def test_each_holiday_is_named_and_sourced():
    for each in reference.seed_holidays():
        assert has_lao(each.name_lo), each
        assert each.name_en, each
        assert each.source, each
    keys = Counter((each.day, each.scope) for each in reference.seed_holidays())
    assert set(keys.values()) == {1}


def test_18_provinces_and_148_districts():
    provinces, districts = reference.provinces(), reference.districts()
    assert list(provinces) == [f"{number:02}" for number in range(1, 19)]
    assert len({province.iso for province in provinces.values()}) == 18
    assert len(districts) == 148
    assert (
        len(tomllib.loads(assets.resource(*FILES[3]).read_text(encoding="utf-8"))["district"])
        == 148
    )
    assert Counter(each.kind for each in districts.values())[PlaceKind.CITY] == 3
    for district in districts.values():
        assert district.province in provinces
        assert has_lao(district.name_lo)
        assert district.name_en.isascii()
    sizes = [len(reference.districts_of(code)) for code in provinces]
    assert sizes == [9, 7, 5, 7, 5, 12, 10, 11, 7, 11, 7, 10, 15, 8, 4, 10, 5, 5]


def test_places_are_written_as_on_papers():
    names = reference.place_names()
    assert names["01"].title("lo") == "ນະຄອນຫຼວງວຽງຈັນ"
    assert names["10"].title("lo") == "ແຂວງວຽງຈັນ"
    assert (names["01"].title("en"), names["10"].title("en")) == (
        "Vientiane Capital",
        "Vientiane Province",
    )
    assert names["02"].title("en") == "Phongsaly Province"
    assert names["0302"].title("lo") == "ເມືອງສິງ"
    assert (names["1601"].title("lo"), names["1601"].title("en")) == ("ນະຄອນປາກເຊ", "Pakse City")


def test_names_that_repeat_are_told_apart_by_their_codes():
    repeated = [each.code for each in reference.districts().values() if each.name_lo == "ໂພນທອງ"]
    assert repeated == ["0612", "1606"]


def test_courts_by_level():
    courts = reference.courts()
    assert Counter(court.level for court in courts) == {
        CourtLevel.SUPREME: 1,
        CourtLevel.REGIONAL: 3,
        CourtLevel.PROVINCIAL: 18,
    }
    assert len({court.id for court in courts}) == 22
    seated = [court.province for court in courts if court.level is CourtLevel.PROVINCIAL]
    assert seated == list(reference.provinces())
    assert all(has_lao(court.name_lo) and court.name_en for court in courts)


@pytest.mark.parametrize("missing", ["title_lo", "article", "unit", "certainty"])
def test_a_rule_with_something_missing_is_told(missing):
    path = assets.resource("law", "deadlines", "civil.toml")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    del data["rule"][0][missing]
    with pytest.raises(Damaged) as damaged:
        parse_rules(data)
    assert damaged.value.values == {"field": missing, "record": "CV-01"}


def test_a_file_of_another_shape_is_told():
    with pytest.raises(Damaged):
        parse_laws({"law": "Civil Code"})


def test_a_damaged_file_is_told(monkeypatch, tmp_path):
    folder = tmp_path / "reference"
    folder.mkdir()
    (folder / "courts.toml").write_text("[[court", encoding="utf-8")
    monkeypatch.setattr(assets, "resource", tmp_path.joinpath)
    with pytest.raises(Damaged):
        reference.courts.__wrapped__()


def test_what_waits_for_a_lawyer_names_one_in_the_word_of_the_courts():
    """A jurist (ນັກກົດໝາຍ) is not a lawyer (ທະນາຍຄວາມ)."""
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("law", "papers")
        for path in sorted(assets.resource(folder).rglob("*.toml"))
    ]
    assert len(texts) > 25
    assert [text for text in texts if "ນັກກົດໝາຍ" in text] == []
    frame = next(text for text in texts if "\nunchecked = " in text)
    assert "ກວດຈາກທະນາຍຄວາມລາວ" in frame


def test_the_ethnic_groups_are_those_of_the_official_list():
    groups = reference.ethnic_groups()
    listed = [one for one in groups.values() if one.family]
    assert len(listed) == 50
    assert Counter(one.family for one in listed) == {
        EthnicFamily.LAO_TAI: 8, EthnicFamily.MON_KHMER: 33,
        EthnicFamily.SINO_TIBETAN: 7, EthnicFamily.HMONG_IUMIEN: 2,
    }  # fmt: skip
    assert [one.certainty for one in listed].count(Certainty.UNVERIFIED) == 16
    assert groups["other"].family is None
    with pytest.raises(InvalidValue) as caught:
        reference.require_ethnic_group("elf")
    assert caught.value.field == "ethnic_group"
