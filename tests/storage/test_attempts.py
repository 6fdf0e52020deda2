"""Waiting after wrong passphrases."""

import errno
import os
from datetime import UTC, datetime, timedelta

import pytest

from legalaid_desktop.domain.errors import TooSoon, WrongPassphrase
from legalaid_desktop.storage import attempts, keys


class Watch:
    def __init__(self):
        self.at = datetime(2026, 3, 30, 9, tzinfo=UTC)
        self.on = 5000.0

    def __call__(self):
        return self.at

    def uptime(self):
        return self.on

    def set(self, seconds):
        self.at += timedelta(seconds=seconds)

    def pass_by(self, seconds):
        self.set(seconds)
        self.on += seconds


@pytest.fixture
def now():
    return Watch()


@pytest.fixture
def guess(folder, unlocked, now):
    def try_once(user="noy"):
        keys.unlock(folder, user, "not the passphrase", now)

    return try_once


def fail(guess, times):
    for _ in range(times):
        with pytest.raises(WrongPassphrase):
            guess()


def test_three_mistakes_are_free_and_then_the_wait_doubles(folder, guess, now, passphrase):
    fail(guess, 3)
    waits = []
    for _ in range(9):
        with pytest.raises(TooSoon) as caught:
            guess()
        waits.append(caught.value.values["seconds"])
        now.pass_by(waits[-1])
        fail(guess, 1)
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300]
    now.pass_by(300)
    assert keys.unlock(folder, "noy", passphrase, now)


def test_the_right_passphrase_waits_too(folder, guess, now, passphrase):
    fail(guess, 3)
    with pytest.raises(TooSoon):
        keys.unlock(folder, "noy", passphrase, now)
    now.pass_by(1)
    with pytest.raises(TooSoon) as caught:
        keys.unlock(folder, "noy", passphrase, now)
    assert caught.value.values["seconds"] == 1
    now.pass_by(1)
    assert keys.unlock(folder, "noy", passphrase, now)


@pytest.mark.parametrize("jump", [-86_400, 86_400])
def test_a_clock_set_neither_shortens_nor_prolongs_the_wait(folder, guess, now, passphrase, jump):
    fail(guess, 3)
    now.set(jump)
    with pytest.raises(TooSoon) as caught:
        keys.unlock(folder, "noy", passphrase, now)
    assert caught.value.values["seconds"] == 2
    now.pass_by(2)
    assert keys.unlock(folder, "noy", passphrase, now)


def test_nor_does_a_restart_with_another_clock(folder, guess, now, passphrase):
    fail(guess, 3)
    for _ in range(5):
        now.pass_by(300)
        fail(guess, 1)
    now.set(86_400)
    now.on = 40.0
    with pytest.raises(TooSoon) as caught:
        keys.unlock(folder, "noy", passphrase, now)
    assert caught.value.values["seconds"] == 24
    now.pass_by(24)
    assert keys.unlock(folder, "noy", passphrase, now)


def test_names_that_are_not_there_wait_together_and_are_not_written_down(folder, guess, now):
    for name in ("kham", "ລະຫັດຜ່ານ ທີ່ພິມຜິດບ່ອນ", "noi"):
        with pytest.raises(WrongPassphrase):
            guess(name)
    with pytest.raises(TooSoon):
        guess("somebody")
    fail(guess, 1)
    assert "ລະຫັດ" not in (folder / attempts.FILE).read_text(encoding="utf-8")


def test_failures_stay_counted_until_the_trail_has_them(folder, guess, now):
    fail(guess, 2)
    found = attempts.read(folder)["noy"]
    assert (found.count, found.untold, found.times) == (2, 2, (now.at, now.at))
    attempts.forgive(folder, "kham")
    assert attempts.read(folder)["noy"].untold == 0
    assert attempts.read(folder)["noy"].count == 2
    attempts.forgive(folder, "noy")
    assert not (folder / attempts.FILE).exists()


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"users": 7}', b'{"users": {"noy": 7}}', b"\xff", b"[" * 100_000,
     b'{"users": {"noy": {"count": 1, "last": "soon", "untold": 0, "times": []}}}',
     b'{"users": {"noy": {"count": 1, "last": "2026-01-01", "untold": 0, "times": []}}}'],
)  # fmt: skip
def test_a_damaged_file_keeps_nobody_out(folder, guess, now, passphrase, content):
    (folder / attempts.FILE).write_bytes(content)
    assert keys.unlock(folder, "noy", passphrase, now)
    fail(guess, 1)
    assert attempts.read(folder)["noy"].count == 1


def test_a_folder_that_cannot_be_written_keeps_nobody_out(
    folder, guess, now, passphrase, monkeypatch
):
    def fail_to_write(_handle):
        raise OSError(errno.EIO, "input/output error")

    monkeypatch.setattr(os, "fsync", fail_to_write)
    fail(guess, 4)
    assert keys.unlock(folder, "noy", passphrase, now)


@pytest.mark.parametrize("number", ["99999999999999999999", "12345", "A3F", ""])
def test_a_name_that_no_set_can_have_counts_as_none(number):
    assert attempts.trial(f"{attempts.SHEETS}{number}") is None
    assert attempts.trial(f"{attempts.SHEETS}4095") == 4095
