"""The time in Laos, whatever place the computer is set to."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from legalaid_desktop.services import clock


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="only there a program can change its place")
@pytest.mark.parametrize(
    ("place", "elsewhere"),
    [
        ("Asia/Vientiane", False),
        ("Asia/Bangkok", False),
        ("Asia/Kuala_Lumpur", True),
        ("UTC", True),
    ],
)
def test_a_computer_set_to_another_place_counts_the_same_and_is_told_of(
    place, elsewhere, monkeypatch, request
):
    request.addfinalizer(time.tzset)
    monkeypatch.setenv("TZ", place)
    time.tzset()
    assert clock.is_elsewhere() is elsewhere
    assert abs(clock.now() - datetime.now(tz=UTC)) < timedelta(minutes=1)
    assert clock.now().utcoffset() == timedelta(hours=7)
