"""Calendars that leave the office open elsewhere, and what comes back is read without loss."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from legalaid_desktop.documents import calendar_files
from legalaid_desktop.domain.calendar_files import (
    CalendarEntry,
    EntryKind,
    Fate,
    notice_lines,
    returned,
)
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.labels import calendar_files as labels

CHANGED = datetime(2026, 3, 30, 2, 15, tzinfo=UTC)
LONG = "ວັນສຸດທ້າຍຂອງການສົ່ງຄຳແກ້ຟ້ອງຕໍ່ສານ, ຄະດີເລກທີ 12/2026; ໃຫ້ໄປກ່ອນເວລາ" * 3
DEADLINE = CalendarEntry(
    uid="deadline-7@a1b2",
    revision=3,
    kind=EntryKind.DEADLINE,
    title=LONG,
    on=date(2026, 4, 10),
    words="ມາດຕາ 184\nຍັງບໍ່ທັນຢືນຢັນ, ກວດກ່ອນ",
    is_certain=False,
    alarms=(timedelta(days=7), timedelta(days=1)),
    changed=CHANGED,
)
HEARING = CalendarEntry(
    uid="hearing-9@a1b2",
    revision=0,
    kind=EntryKind.HEARING,
    title="Hearing · 12/2026",
    on=date(2026, 4, 21),
    at=datetime(2026, 4, 21, 0, 30),  # noqa: DTZ001 - the clock on the wall in Laos
    place="ສານປະຊາຊົນ ແຂວງອຸດົມໄຊ",
    changed=CHANGED,
)
ENTRIES = (DEADLINE, HEARING)


@pytest.fixture(params=["lo", "en"])
def file(request):
    return calendar_files.make(ENTRIES, "ຫ້ອງການ", request.param)


def test_the_icalendar_library_reads_every_entry(file):
    deadline, hearing = Calendar.from_ical(file).walk("VEVENT")
    assert str(deadline["SUMMARY"]) == LONG
    assert deadline["DTSTART"].dt == date(2026, 4, 10)
    assert deadline["DTEND"].dt == date(2026, 4, 11)
    assert str(deadline["STATUS"]) == "TENTATIVE"
    assert str(deadline["DESCRIPTION"]) == DEADLINE.words
    leads = [alarm["TRIGGER"].dt for alarm in deadline.walk("VALARM")]
    assert leads == [timedelta(days=-7), timedelta(days=-1)]
    assert hearing["DTSTART"].dt == datetime(2026, 4, 20, 17, 30, tzinfo=UTC)
    assert str(hearing["LOCATION"]) == HEARING.place
    assert {str(one["CLASS"]) for one in (deadline, hearing)} == {"PRIVATE"}


def test_another_reader_reads_the_same(file):
    calendar = vobject.readOne(file.decode())
    deadline, hearing = calendar.vevent_list
    assert deadline.summary.value == LONG
    assert deadline.dtstart.value == date(2026, 4, 10)
    assert deadline.description.value == DEADLINE.words
    assert [alarm.trigger.value for alarm in deadline.valarm_list] == [
        timedelta(days=-7),
        timedelta(days=-1),
    ]
    assert hearing.dtstart.value == datetime(2026, 4, 20, 17, 30, tzinfo=UTC)
    assert hearing.location.value == HEARING.place
    assert calendar.method.value == "PUBLISH"


def test_lines_are_short_and_end_as_the_standard_says(file):
    lines = file.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)


def test_our_own_file_comes_back_without_loss(file):
    answers = calendar_files.read(file)
    assert [(one.uid, one.revision, one.on, one.at) for one in answers] == [
        (DEADLINE.uid, 3, DEADLINE.on, None),
        (HEARING.uid, 0, HEARING.on, HEARING.at),
    ]
    assert [one.fate for one in returned(ENTRIES, answers)] == [Fate.SAME, Fate.SAME]


def saved(*lines, method="PUBLISH"):
    head = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//X//Y//EN", f"METHOD:{method}"]
    return "\r\n".join([*head, *lines, "END:VCALENDAR", ""]).encode()


def event(uid, *lines):
    return ["BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260401T000000Z", *lines, "END:VEVENT"]


OUTLOOK = saved(
    "BEGIN:VTIMEZONE",
    "TZID:SE Asia Standard Time",
    "BEGIN:STANDARD",
    "DTSTART:16010101T000000",
    "TZOFFSETFROM:+0700",
    "TZOFFSETTO:+0700",
    "END:STANDARD",
    "END:VTIMEZONE",
    *event(
        HEARING.uid,
        'ATTENDEE;CN="Khamla, Lawyer";PARTSTAT=ACCEPTED:mailto:k@example.org',
        "DTSTART;TZID=SE Asia Standard Time:20260421T003000",
        "DTEND;TZID=SE Asia Standard Time:20260421T013000",
        "SUMMARY;LANGUAGE=en-us:Accepted: Hearing",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
        "SEQUENCE:0",
    ),
    method="REPLY",
)
GOOGLE = saved(
    *event(
        HEARING.uid,
        "DTSTART:20260428T020000Z",
        "DTEND:20260428T030000Z",
        "SUMMARY:Hearing · 12/2026",
        "SEQUENCE:1",
        "CREATED:20260330T021500Z",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
    )
)
THUNDERBIRD = saved(
    *event(
        DEADLINE.uid,
        "SUMMARY:ສົ່ງແລ້ວ",
        "DTSTART;VALUE=DATE:20260410",
        "DTEND;VALUE=DATE:20260411",
        "X-MOZ-LASTACK:20260401T010101Z",
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        "TRIGGER:-P1D",
        "DESCRIPTION:x",
        "END:VALARM",
    )
)
APPLE = saved(
    *event(
        DEADLINE.uid,
        "DTSTART;VALUE=DATE:20260409",
        "SUMMARY:moved by hand",
        "X-APPLE-TRAVEL-ADVISORY-BEHAVIOR:AUTOMATIC",
    )
).replace(b"\r\n", b"\n")
CANCEL = saved(*event(HEARING.uid, "DTSTART:20260420T173000Z", "STATUS:CANCELLED"), method="CANCEL")
DECLINED = saved(
    *event(DEADLINE.uid, "DTSTART;VALUE=DATE:20260410", "ATTENDEE;PARTSTAT=DECLINED:mailto:x@y.la"),
    method="REPLY",
)
STRANGE = saved(*event("lunch@elsewhere", "DTSTART;VALUE=DATE:20260410", "SUMMARY:Lunch"))


@pytest.mark.parametrize(
    ("data", "fate", "by", "on"),
    [
        (OUTLOOK, Fate.ACCEPTED, "Khamla, Lawyer", date(2026, 4, 21)),
        (GOOGLE, Fate.MOVED, "", date(2026, 4, 28)),
        (THUNDERBIRD, Fate.CHANGED, "", date(2026, 4, 10)),
        (APPLE, Fate.MOVED, "", date(2026, 4, 9)),
        (CANCEL, Fate.CANCELLED, "", date(2026, 4, 21)),
        (DECLINED, Fate.DECLINED, "x@y.la", date(2026, 4, 10)),
        (STRANGE, Fate.UNKNOWN, "", date(2026, 4, 10)),
    ],
    ids=["outlook", "google", "thunderbird", "apple", "cancelled", "declined", "strange"],
)
def test_answers_of_common_programs_are_understood(data, fate, by, on):
    (found,) = returned(ENTRIES, calendar_files.read(data))
    assert (found.fate, found.answer.by, found.answer.on) == (fate, by, on)


def test_a_time_in_another_zone_is_the_same_moment_here():
    (answer,) = calendar_files.read(OUTLOOK)
    assert answer.at == HEARING.at
    assert answer.others == ("X-MICROSOFT-CDO-BUSYSTATUS",)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"%PDF-1.7",
        "ບໍ່ແມ່ນປະຕິທິນ".encode(),
        b"\xff\xfe\x00BEGIN:VCALENDAR",
        saved(*event("x", "DTSTART:99999999")),
        saved("BEGIN:VEVENT", "SUMMARY:without an id", "END:VEVENT"),
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1",
    ],
    ids=["empty", "pdf", "text", "utf16", "day", "no-uid", "cut"],
)
def test_what_is_no_calendar_is_refused_in_words(data):
    with pytest.raises(Refused):
        calendar_files.read(data)


def test_a_file_too_large_to_be_a_calendar_is_refused():
    with pytest.raises(Refused, match="20 MB"):
        calendar_files.read(b"x" * (calendar_files.LARGEST + 1))


def test_too_many_entries_are_refused_before_they_are_read():
    one = ["BEGIN:VEVENT", "UID:x", "END:VEVENT"]
    with pytest.raises(Refused, match="entries"):
        calendar_files.read(saved(*one * (calendar_files.MOST + 1)))


def test_a_revision_grows_with_the_record():
    newer = calendar_files.make([replace(DEADLINE, revision=4)], "x", "en")
    assert calendar_files.read(newer)[0].revision == 4


def test_the_events_of_a_calendar_file_become_lines_of_a_notice():
    """All days of an entry; what comes again each year is of the year of the notice."""
    text = saved(
        *event("", "DTSTART;VALUE=DATE:20270414", "SUMMARY:ບຸນປີໃໝ່\r\n ລາວ\\, ມື້ທີ 1"),
        *event("b", "DTSTART;VALUE=DATE:20271030", "DTEND;VALUE=DATE:20271101", "SUMMARY:ບຸນ"),
        *event("c", "DTSTART;VALUE=DATE:20151202", "RRULE:FREQ=YEARLY", "SUMMARY:ວັນຊາດ"),
        *event("d", "DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20290101", "SUMMARY:x"),
    )
    lines = notice_lines(calendar_files.read(text)).splitlines()
    assert lines[:4] == [
        "14/04/2027 ບຸນປີໃໝ່ລາວ, ມື້ທີ 1", "30/10/2027 ບຸນ", "31/10/2027 ບຸນ", "02/12 ວັນຊາດ",
    ]  # fmt: skip
    assert len(lines) == 4 + 31


def beside(*lines):
    """A broken entry of ours beside one that can be read."""
    return saved(*event(DEADLINE.uid, *lines), *event("x", "DTSTART;VALUE=DATE:20260410"))


REPEATED = saved(
    *event(HEARING.uid, "DTSTART:20260420T173000Z", f"SUMMARY:{HEARING.title}", "RRULE:FREQ=WEEKLY")
)
ONE_OF_MANY = saved(
    *event(HEARING.uid, "DTSTART:20260421T173000Z", "RECURRENCE-ID:20260420T173000Z")
)
A_TASK = saved(
    "BEGIN:VTODO", f"UID:{DEADLINE.uid}", "DUE;VALUE=DATE:20260409", "SUMMARY:x", "END:VTODO"
)
LONGER = saved(
    *event(DEADLINE.uid, "DTSTART;VALUE=DATE:20260410", "DTEND;VALUE=DATE:20260413", "SUMMARY:x")
)
WITHOUT_A_DAY = saved(*event(DEADLINE.uid, f"SUMMARY:{DEADLINE.title}"))
BROKEN_DAY = saved(*event(DEADLINE.uid, "DTSTART:2026-04-10"), *event("x", "DTSTART:20260410"))
BROKEN_COUNT = saved(
    *event(DEADLINE.uid, "DTSTART;VALUE=DATE:20260410", "SEQUENCE:two"),
    *event("x", "DTSTART;VALUE=DATE:20260410"),
)


@pytest.mark.parametrize(
    ("data", "fate"),
    [
        (REPEATED, Fate.REPEATED),
        (ONE_OF_MANY, Fate.MOVED),
        (A_TASK, Fate.MOVED),
        (LONGER, Fate.MOVED),
        (WITHOUT_A_DAY, Fate.SAME),
        (BROKEN_DAY, Fate.UNREADABLE),
        (BROKEN_COUNT, Fate.UNREADABLE),
        (beside("DTSTART;VALUE=DURATION:PT1H"), Fate.UNREADABLE),
        (beside("DTSTART:99991231T235900Z"), Fate.UNREADABLE),
        (beside("DTSTART;VALUE=DATE:20260410", "DTSTART;VALUE=DATE:20260411"), Fate.UNREADABLE),
        (beside("DTSTART;VALUE=DATE:20260410", "DTEND;VALUE=DATE:00010101"), Fate.UNREADABLE),
    ],
    ids=[
        "repeated",
        "one-of-many",
        "task",
        "longer",
        "no-day",
        "broken-day",
        "broken-count",
        "duration",
        "end-of-time",
        "two-days",
        "ends-before",
    ],
)
def test_nothing_of_a_strange_answer_is_lost(data, fate):
    found = returned(ENTRIES, calendar_files.read(data))
    assert found[0].fate is fate
    assert found[0].entry in ENTRIES


def test_a_time_in_an_unknown_zone_is_read_as_ours_and_told():
    data = saved(*event(HEARING.uid, "DTSTART;TZID=Moon/Base:20260421T003000", "SUMMARY:x"))
    (found,) = returned(ENTRIES, calendar_files.read(data))
    assert (found.fate, found.answer.at) == (Fate.CHANGED, HEARING.at)
    assert "Moon/Base" in labels.told(found, "en")


def test_lao_text_that_is_folded_within_a_letter_comes_back_whole():
    title = LONG.encode()
    folded = b"\r\n ".join(title[at : at + 61] for at in range(0, len(title), 61))
    data = saved(*event("x", "DTSTART;VALUE=DATE:20260410", "SUMMARY:@")).replace(b"@", folded)
    assert calendar_files.read(data)[0].title == LONG


def test_an_empty_calendar_and_one_in_utf_16_are_read():
    assert calendar_files.read(saved()) == ()
    assert len(calendar_files.read(STRANGE.replace(b"\r\n", b"\r"))) == 1
    (answer,) = calendar_files.read(STRANGE.decode().encode("utf-16"))
    assert answer.title == "Lunch"
