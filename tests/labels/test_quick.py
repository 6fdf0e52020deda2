"""The quick line: what a clerk types in either language, read as she means it."""

from datetime import date, time

import pytest

from legalaid_desktop.domain.events import Audience, EventKind
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.labels import quick
from legalaid_desktop.services import reference

TODAY = date(2026, 3, 26)
STEPS = reference.happenings()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("/call yesterday he eats again 20m", ("call", "2026-03-25", 20, "he eats again")),
        ("/ໂທ ມື້ວານ ລາວກິນເຂົ້າໄດ້ 20 ນາທີ", ("call", "2026-03-25", 20, "ລາວກິນເຂົ້າໄດ້")),
        ("/ຢາມ ໑໒ ມີນາ ຢູ່ບ້ານ", ("visit", "2026-03-12", 0, "ຢູ່ບ້ານ")),
        ("/visit 1h30 12/3 at the shelter", ("visit", "2026-03-12", 90, "at the shelter")),
        ("/visit 12/12 in the old year", ("visit", "2025-12-12", 0, "in the old year")),
        ("/heard 12 Mar he spoke", ("hearing", "2026-03-12", 0, "he spoke")),
        ("/hearing 4/2 first", ("hearing", "2027-02-04", 0, "first")),
        ("/custody 17/8/2025 taken", ("custody", "2025-08-17", 0, "taken")),
        ("just 3/4 of it was paid", ("note", None, 0, "just 3/4 of it was paid")),
        ("ວັນທີ 12 ມີນາ ໂທຫາ", ("note", "2026-03-12", 0, "ໂທຫາ")),
        ("12 people came", ("note", None, 0, "12 people came")),
        ("31/2 is no day", ("note", None, 0, "31/2 is no day")),
        ("/nothing such", ("note", None, 0, "/nothing such")),
        ("", ("note", None, 0, "")),
    ],
)
def test_a_line_is_read_as_it_is_meant(typed, wanted):
    found = quick.read(typed, TODAY, STEPS)
    day = found.day.isoformat() if found.day else None
    assert (found.kind, day, found.minutes, found.text) == wanted


def test_money_steps_and_readers_have_words_of_their_own():
    paid = quick.read("/ຈ່າຍ 50.000 ກີບ ຄ່າລົດ", TODAY, STEPS)
    assert (paid.payment, paid.amount, paid.currency) == (Payment.PAID, 5_000_000, Currency.LAK)
    assert paid.text == "ຄ່າລົດ"
    got = quick.read("/ຮັບເງິນ 100 ບາດ ຈາກແມ່", TODAY, STEPS)
    assert (got.payment, got.amount, got.currency) == (Payment.RECEIVED, 10_000, Currency.THB)
    dollars = quick.read("/pay $12.50 stamps", TODAY, STEPS)
    assert (dollars.amount, dollars.currency, dollars.text) == (1250, Currency.USD, "stamps")
    assert not quick.read("/pay taxi 50000", TODAY, STEPS).is_whole, "which it is, is asked"
    arrest = quick.read("/ຈັບຕົວ 17/8/2025 05:40", TODAY, STEPS)
    assert (arrest.kind, arrest.happening, arrest.at) == (EventKind.STEP, "arrest", time(5, 40))
    assert arrest.is_whole
    assert quick.read("/private I doubt it", TODAY, STEPS).audience is Audience.PRIVATE
    assert quick.read("/ບອກລູກຄວາມ ລໍຖ້າ", TODAY, STEPS).audience is Audience.CLIENT
    assert not quick.read("/hearing 4/5 09:30 first", TODAY, STEPS).is_whole
    assert [quick.minutes(one) for one in ("20", "1h30", "2 ຊົ່ວໂມງ", "soon")] == [20, 90, 120, None]


def test_what_was_understood_is_said_before_it_is_kept():
    found = quick.read("/pay yesterday 50000 taxi", TODAY, STEPS)
    assert quick.said(found, TODAY, "en", STEPS) == (
        "payment · Wednesday, 25 March 2026 · 50,000 kip · for the team"
    )
    assert "ຈັບຕົວ" in quick.said(quick.read("/arrest", TODAY, STEPS), TODAY, "lo", STEPS)
    assert "/arrest" in quick.words("/", "en", STEPS)
    assert quick.words("/ອຸ", "lo", STEPS) == ["/ອຸທອນ"]
    assert quick.words("/call x", "en", STEPS) == []


def test_no_word_means_two_things():
    for made in STEPS.values():
        assert {quick.read(f"/{word} x", TODAY, STEPS).happening for word in made.words} == {
            made.id
        }
