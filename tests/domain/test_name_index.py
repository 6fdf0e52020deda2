"""The names of an office in memory: who may be somebody, by name, numbers and birth."""

from pathlib import Path

from legalaid_desktop.domain.name_index import Known, NameIndex, OwnerKind, Sign
from legalaid_desktop.domain.names import ALIKE, likeness, parsed

PAIRS = Path(__file__).parents[1] / "data" / "name_pairs.tsv"
ONE = (OwnerKind.PERSON, 1)


def index(*known):
    made = NameIndex()
    for number, each in enumerate(known, 1):
        made.put((OwnerKind.PERSON, number), each)
    return made


def test_what_is_alike_is_found_among_all_others():
    lines = PAIRS.read_text(encoding="utf-8").splitlines()
    pairs = [line.split("\t")[2:4] for line in lines if not line.startswith("#")]
    everybody = index(*(Known(names=(other,)) for _one, other in pairs))
    missed = [
        (one, other)
        for number, (one, other) in enumerate(pairs, 1)
        if likeness(parsed(one), parsed(other)).score >= ALIKE
        and (OwnerKind.PERSON, number) not in everybody.near(Known(names=(one,)))
    ]
    assert missed == [("Mua Kaying", "Ka Ying Moua")], "parted and exchanged at once"


def test_any_of_several_names_is_enough_and_a_dropped_one_is_gone():
    made = index(Known(names=("ແກ້ວ", "Somsack Vongsa")))
    assert made.near(Known(names=("ສົມສັກ ວົງສາ", "Nok")))[ONE].score >= ALIKE
    made.put(ONE, Known(names=("Bounmy Inthavong",)))
    assert made.near(Known(names=("ສົມສັກ ວົງສາ",))) == {}
    made.drop(ONE)
    made.drop(ONE)
    assert made.near(Known(names=("Bounmy Inthavong",))) == {}
    assert len(made) == 0


def test_papers_and_telephones_are_found_under_another_name():
    made = index(Known(names=("Noy",), id_numbers=("P 123-4567",), phones=("020 5555 0101",)))
    found = made.near(Known(names=("Dao",), id_numbers=("p1234567",)))[ONE]
    assert (found.score, found.signs) == (0.95, (Sign.ID_NUMBER,))
    assert made.near(Known(id_numbers=("P1234568",)))[ONE].signs == (Sign.ID_NEARLY,)
    assert made.near(Known(phones=("+856 20 ໕໕໕໕ ໐໑໐໑",)))[ONE].signs == (Sign.PHONE,)
    assert made.near(Known(id_numbers=("12",), phones=("191",))) == {}
    short = index(Known(names=("Noy",), id_numbers=("12-345",)))
    assert short.near(Known(id_numbers=("12345",)))[ONE].signs == (Sign.ID_NUMBER,)
    assert short.near(Known(id_numbers=("12346",))) == {}, "a slip in a short number tells nothing"


def test_nobody_falls_out_of_a_crowd():
    crowd = [Known(names=("ບຸນມີ ວົງສາ",))] * 300 + [Known(names=("Noy Phimmasone",))] * 100
    made = index(*crowd, Known(names=("Bounmi Vongsah",)))
    assert len(made.near(Known(names=("Bounmy Vongsa",)))) == 301
    assert len(made.near(Known(names=("ນ້ອຍ",)))) == 100
    for number in range(1, 301):
        made.drop((OwnerKind.PERSON, number))
    assert len(made.near(Known(names=("Bounmy Vongsa",)))) == 1


def test_a_lone_name_finds_whoever_is_near_by_letters_however_long_the_others_are():
    long = "Phetsamone Vongphachanh Inthavongsa"
    made = index(*[Known(names=(name,)) for name in ("Khamnooy", "Kamnai", "Kham Noy", long)])
    assert {key for _kind, key in made.near(Known(names=("Khamnoy",)))} == {1, 2, 3}


def test_a_birth_speaks_for_or_against_a_given_name():
    made = index(Known(names=("ບຸນມີ",), born="1985-03-07"))

    def score(born):
        found = made.near(Known(names=("Bounmy Vongsa",), born=born))
        return found[ONE].score if found else 0

    assert score("1985-03-07") >= ALIKE, "the same day"
    assert score("1985-07-03") >= ALIKE, "day and month exchanged"
    assert score("1985") >= ALIKE, "the year alone"
    assert 0.5 <= score("") < ALIKE
    assert score("1950-01-01") == 0
