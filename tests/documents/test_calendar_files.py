"""Calendars that leave the office open elsewhere, and what comes back is read without loss."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
import vobject
from icalendar import Calendar

from legalaid_desktop.documents import calendar_files
from legalaid_desktop.domain.calendar_files import CalendarEntry, EntryKind, Fate, returned
from legalaid_desktop.domain.errors import Refused

CHANGED = datetime(2026, 3, 30, 2, 15, tzinfo=UTC)
LONG = "ມື້ສຸດທ້າຍຂອງການສົ່ງຄຳແກ້ຟ້ອງຕໍ່ສານ, ຄະດີເລກທີ 12/2026; ໃຫ້ໄປກ່ອນເວລາ" * 3
DEADLINE = CalendarEntry(
    uid="deadline-7@a1b2",
    revision=3,
    kind=EntryKind.DEADLINE,
    title=LONG,
    on=date(2026, 4, 10),
    words="ມາດຕາ 184\nຍັງບໍ່ໄດ້ຢືນຢັນ, ກວດກ່ອນ",
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


def test_a_revision_grows_with_the_record():
    newer = calendar_files.make([replace(DEADLINE, revision=4)], "x", "en")
    assert calendar_files.read(newer)[0].revision == 4
