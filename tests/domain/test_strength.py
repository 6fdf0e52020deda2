"""How long passphrases stand up to guessing: Latin ones by zxcvbn, Lao ones by their words."""

import ast
import inspect
import subprocess
import sys

import pytest
from zxcvbn import feedback

from legalaid_desktop import i18n
from legalaid_desktop.domain import offices, strength
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.strength import DAY, SAID_BY_ZXCVBN, Advice, Grade, judged
from legalaid_desktop.labels import strength as labels

YEAR = 365.25 * DAY
OFFICE = ("ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ", "Legal Aid Office", "ສີວິໄລ")


@pytest.mark.parametrize(
    "passphrase",
    [
        "ປະຊາຊົນ ປະຊາຊົນ ປະຊາຊົນ", "ກກກກກກກກກກກກ", "ແມ່ນ້ຳຂອງ 2026", "ພູສີ ຫຼວງພະບາງ",
        "ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ", "ຫ້ອງການ ກົດໝາຍ", "ສີວິໄລ ສີວິໄລ ສີວິໄລ", "ສີວິໄລ 2026",
        "ສະບາຍດີ ສະບາຍດີ 1", "ໜຶ່ງສອງສາມສີ່ຫ້າຫົກ", "ໂພນທອງ ຈຳປາສັກ", "ການຄ້າມະນຸດ 1",
        "P@ssw0rd2026!", "qwertyuiop[]", "aaaaaaaaaaaaaaa", "horse horse horse horse",
        "1234567890 1234567890", "Legal Aid Office", "sivilay 2026", "luangprabang1",
    ],
)  # fmt: skip
def test_what_is_guessed_within_a_day_is_refused(passphrase):
    assert judged(passphrase, OFFICE).grade is Grade.REFUSED
    with pytest.raises(InvalidValue) as caught:
        offices.checked_passphrase(passphrase, OFFICE)
    assert caught.value.field == "passphrase"


@pytest.mark.parametrize(
    "passphrase",
    [
        "ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ", "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ", "ໄກ່ ຍ່າງ ຫາ ເດືອນ", "correct horse battery staple",
        "tiger eats purple rice", "kT9#vQx2!mZp", "ກະຕ່າຍ paints 7 ຂົວ",
    ],
)  # fmt: skip
def test_four_words_that_do_not_belong_together_are_good(passphrase):
    found = judged(passphrase, OFFICE)
    assert found.grade in (Grade.GOOD, Grade.STRONG)
    offices.checked_passphrase(passphrase, OFFICE)


def test_each_keyboards_spelling_of_a_lao_passphrase_is_judged_alike():
    composed = judged("ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ 25")
    taken_apart = judged("ຫມາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ ໒໕")
    assert composed == taken_apart


def test_a_lao_word_more_makes_it_longer_and_the_same_word_again_does_not():
    two, three = judged("ກະຕ່າຍ ໂມງ"), judged("ກະຕ່າຍ ໂມງ ສະພານ")
    again = judged("ກະຕ່າຍ ໂມງ ໂມງ")
    assert three.guesses > 100 * two.guesses
    assert again.guesses < 10 * two.guesses
    assert again.advice is Advice.NO_REPEATS


def test_lao_without_spaces_is_not_judged_better_than_its_words():
    apart, joined = judged("ໄກ່ ຍ່າງ ຫາ ເດືອນ"), judged("ໄກ່ຍ່າງຫາເດືອນ")
    assert joined.guesses <= apart.guesses < 100 * joined.guesses


def test_the_names_of_the_office_are_guessed_first():
    assert judged("ດວງຈິດ ພົນສະຫວັນ", ["ດວງຈິດ ພົນສະຫວັນ"]).advice is Advice.OWN
    without, with_names = (
        judged("Sengdeuan Rattana 81"),
        judged("Sengdeuan Rattana 81", ["Sengdeuan Rattana"]),
    )
    assert with_names.guesses < without.guesses / 1000


def test_a_long_passphrase_is_judged_by_its_beginning():
    long = "ໝາກໂມ ຂີ່ ລົດຖີບ ຂ້າມ ຂົວ " * 40
    assert judged(long).grade is Grade.STRONG


def test_nothing_typed_is_refused_without_a_fault():
    assert judged("").grade is Grade.REFUSED


def test_the_time_follows_the_cost_of_a_guess():
    assert strength.seconds_a_guess(128 * 1024, 6) == 4 * strength.seconds_a_guess()
    found = judged("ໄກ່ ຍ່າງ ຫາ ເດືອນ")
    assert found.seconds == found.guesses * strength.seconds_a_guess()


def test_everything_that_zxcvbn_can_say_is_said_in_our_words():
    tree = ast.parse(inspect.getsource(feedback))
    said = {
        call.args[0].value
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "_"
    }
    assert said == set(SAID_BY_ZXCVBN)
    assert set(labels.ADVICE) == set(Advice) - {Advice.NONE}


def test_the_advice_is_one_sentence_in_the_readers_language():
    lao, english = (labels.said(judged("qwertyuiop[]"), language) for language in ("lo", "en"))
    assert "Keys in a row are easy to guess." in english
    assert lao != english
    assert not any(letter.isascii() and letter.isalpha() for letter in lao)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (20, "about 1 minute"), (600, "about 10 minutes"), (5 * 3600, "about 5 hours"),
        (20 * DAY, "about 20 days"), (200 * DAY, "about 7 months"),
        (300 * YEAR, "about 300 years"), (3456 * YEAR, "about 3,000 years"),
    ],
)  # fmt: skip
def test_times_in_one_round_number(seconds, said):
    assert labels.time(seconds, "en") == said
    assert str(i18n.number(int("".join(c for c in said if c.isdigit())), "lo")) in labels.time(
        seconds, "lo"
    )


def test_zxcvbn_loads_with_the_first_judgement_only():
    script = (
        "import sys; from legalaid_desktop.domain import offices, strength; "
        "assert 'zxcvbn' not in sys.modules; strength.load(); assert 'zxcvbn' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
