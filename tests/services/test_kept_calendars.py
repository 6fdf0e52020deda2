"""A calendar file that is kept current: rewritten after changes, named only by consent, one way."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.kept_calendars import KeptCalendar
from legalaid_desktop.domain.rules import DeadlineKind
from legalaid_desktop.domain.trail import Deed
from tests.consenting import agreed

DAY = date(2026, 3, 30)


@pytest.fixture
def stick(tmp_path):
    made = tmp_path / "stick"
    made.mkdir()
    return made


def text(path):
    return path.read_text("utf-8").replace("\n ", "")


def test_the_file_follows_the_days_and_is_left_alone_while_nothing_changes(
    office, case, clock, stick
):
    kept, path = office.kept_calendars, stick / "c.ics"
    assert not kept.write()
    kept.keep(KeptCalendar(path=str(path), language="en"))
    assert kept.write()
    first = path.stat().st_mtime_ns
    clock.set(DAY, clock.at.time().replace(hour=11))
    assert not kept.write()
    assert path.stat().st_mtime_ns == first
    made = office.settling.write(case.id, DeadlineKind.TARGET, "Bring Khamla", DAY)
    assert kept.write()
    assert f"Target · {case.number}" in text(path)
    assert "Khamla" not in text(path)
    office.settling.move(made, DAY + timedelta(days=3), "ລູກຄວາມບໍ່ຢູ່")
    assert kept.write()
    assert "20260402" in text(path)
    entered = [line.entry for line in office.trail.page()]
    assert sum((one.kind, one.deed) == ("kept_calendar", Deed.EXPORT) for one in entered) == 1
    assert office.copies.of_case(case.id) == []
    assert [one.name for one in stick.iterdir()] == ["c.ics"]
    path.unlink()
    assert kept.write()
    kept.stop()
    assert kept.kept() is None
    assert not kept.write()


def test_a_name_goes_with_the_consent_and_comes_with_the_next_one(office, case, stick):
    kept, path = office.kept_calendars, stick / "c.ics"
    office.settling.write(case.id, DeadlineKind.TARGET, "ໂທຫາ", DAY)
    asked = KeptCalendar(
        path=str(path), language="en", named=True, recipient="Women’s shelter",
        purpose="to find a shelter", body="shelter",
    )  # fmt: skip
    assert [one.is_named for one in kept.naming(asked)] == [False]
    kept.keep(asked)
    kept.write()
    assert "Bouakham" not in text(path)
    shelter = {
        "body": "shelter", "recipient_lo": "", "recipient_en": asked.recipient,
        "purposes": ("shelter",), "data": ("identity", "story"),
    }  # fmt: skip
    given = agreed(office, case.id, **shelter)
    assert kept.write()
    assert "Bouakham" in text(path)
    office.settling.write(case.id, DeadlineKind.TARGET, "ໂທອີກ", DAY)
    assert kept.write()
    assert len(office.copies.of_case(case.id)) == 1
    office.consents.withdraw(given.id, DAY)
    assert kept.write()
    assert "Bouakham" not in text(path)
    agreed(office, case.id, **shelter)
    assert kept.write()
    assert len(office.copies.of_case(case.id)) == 2
    looks = [one.entry for one in office.trail.page() if one.entry.deed is Deed.LOOK]
    assert not [one for one in looks if one.kind == "person"]  # nobody was shown to anybody here


def test_a_stick_that_is_away_and_a_file_of_somebody_else_are_told(office, case, stick, tmp_path):
    kept, path = office.kept_calendars, stick / "c.ics"
    plan = KeptCalendar(path=str(path), language="lo")
    with pytest.raises(Refused, match="folder is not there"):
        kept.keep(replace(plan, path=str(tmp_path / "none" / "c.ics")))
    kept.keep(plan)
    path.write_bytes(b"a letter")
    with pytest.raises(Refused, match="another file"):
        kept.write()
    assert path.read_bytes() == b"a letter"
    path.unlink()
    stick.rename(tmp_path / "away")
    with pytest.raises(Refused, match="folder is not there"):
        kept.write()
    (tmp_path / "away").rename(stick)
    assert kept.write()
