"""A conflict check over 250,000 names, against one bare pass of rapidfuzz over their keys."""

import random
import time

import pytest
from rapidfuzz import fuzz, process

from legalaid_desktop.domain.name_index import Known, NameIndex, OwnerKind

PEOPLE = 248_000
NAMESAKES = 2_000
"""Who bear one given name more than all others, as in every village."""
GIVEN = (
    "Boun Kham Som Phet Souk Keo Vieng Thong Chan Seng Bua Sone Noy Many Vanh Dao Phou Xay La Sy"
)
FAMILY = "Vong Sa Sak Phan Deth Lath Sena Chanh Mala Phone Thip Vilay Sith Kone Phom Inth Rath Bou"
ASKED = (
    "Bounkham Vongsadeth",
    "Phetsouk Inthsena",
    "Khamnoy",
    "Bounmy",
    "ບຸນຄຳ ວົງສາ",
    "Vongsa Sonexay",
)


def made_up(count, seed=7):
    chance = random.Random(seed)
    given, family = GIVEN.split(), FAMILY.split()
    for _ in range(count):
        first = "".join(chance.choices(given, k=2)).capitalize()
        yield f"{first} {''.join(chance.choices(family, k=chance.choice((2, 3)))).capitalize()}"


@pytest.fixture(scope="module")
def index():
    made = NameIndex()
    for number, name in enumerate(made_up(PEOPLE)):
        made.put((OwnerKind.PERSON, number), Known(names=(name,)))
    for number, name in enumerate(made_up(NAMESAKES), PEOPLE):
        made.put((OwnerKind.PERSON, number), Known(names=("Bounmy " + name.split()[1],)))
    return made


def test_bare_pass(benchmark, index):
    keys = list(index._sounds)
    benchmark(lambda: process.extract("bunkam vongsadet", keys, score_cutoff=85, scorer=fuzz.ratio))


@pytest.mark.parametrize("asked", ASKED)
def test_check(benchmark, index, asked):
    keys = list(index._sounds)

    def bare():
        begun = time.perf_counter()
        process.extract("bunkam vongsadet", keys, score_cutoff=85, scorer=fuzz.ratio)
        return time.perf_counter() - begun

    benchmark(lambda: index.near(Known(names=(asked,))))
    plain = min(bare() for _ in range(5))
    ratio = round(benchmark.stats.stats.median / plain, 1)
    benchmark.extra_info["ratio to a bare pass"] = ratio
