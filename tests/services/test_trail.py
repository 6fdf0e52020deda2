"""The trail for those who watch over it, as the history of a record, proved, and on paper."""

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time

import pypdfium2
import pytest

from legalaid_desktop.domain import lao
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Confidentiality
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import Cancelled, NotAllowed, NotFound
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.trail import Deed, Flaw, Head, Wanted, in_groups, parse_head
from legalaid_desktop.labels import changes
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.storage import connections, places, trail
from tests.services.test_need_to_know import SECRET, hidden, spelt_out  # noqa: F401 - a fixture

ERRAND = Errand(recipient="ຜູ້ອຳນວຍການ", purpose="ເກັບໄວ້")


@pytest.fixture
def auditor(seat):
    return seat("khamphone", Role.AUDITOR)


def deeds(lines):
    return [(line.entry.deed, line.entry.kind) for line in lines]


def words(pdf):
    with closing(pypdfium2.PdfDocument(pdf)) as made:
        return lao.normalise("\n".join(page.get_textpage().get_text_bounded() for page in made))


def test_what_was_changed_is_told_with_old_and_new(office, client):
    person = office.people.get(client.person_id)
    office.people.save(replace(person, village_lo="ນາໄຊ"))
    office.people.save(replace(office.people.get(person.id), village_lo="ໂພນທອງ"))
    last, first, *_ = office.trail.of_record("person", person.id)
    assert (last.entry.user, last.entry.deed) == ("ສີວິໄລ", Deed.CHANGE)
    assert last.entry.fields == {"village_lo": ("ນາໄຊ", "ໂພນທອງ")}
    said = changes.change("person", "village_lo", last.entry.fields["village_lo"], "en")
    assert said == "Village in Lao: ນາໄຊ → ໂພນທອງ"
    assert changes.change("person", "village_lo", first.entry.fields["village_lo"], "en") == (
        "Village in Lao: ນາໄຊ"
    )


def test_the_history_of_a_person_tells_of_the_client_too(office, client):
    found = office.trail.of_record("person", client.person_id)
    assert (Deed.CREATE, "client") in deeds(found)
    assert (Deed.CREATE, "person") in deeds(found)


def test_the_history_of_a_case_tells_of_all_in_it_but_of_no_other(office, case):
    office.cases.add_event(
        Event(case_id=case.id, kind=EventKind.CALL, on=date(2026, 3, 30), text="ໂທຫາລູກຄວາມ")
    )
    found = office.trail.of_case(case.id)
    assert {line.number for line in found} == {case.number}
    assert (Deed.CREATE, "event") in deeds(found)
    assert (Deed.CREATE, "party") in deeds(found)
    assert Deed.LOOK not in {deed for deed, _ in deeds(found)}
    office.cases.file(case.id)
    assert (Deed.LOOK, "case_file") in deeds(office.trail.of_case(case.id, looks=True))


def test_it_comes_in_pages(office, case):
    every = office.trail.page(limit=500)
    first = office.trail.page(limit=3)
    rest = office.trail.page(before=first[-1].entry.seq, limit=500)
    assert [one.entry.seq for one in (*first, *rest)] == [one.entry.seq for one in every]
    assert [one.entry.seq for one in every] == list(range(every[0].entry.seq, 0, -1))


def test_it_is_filtered(office, case, seat, clock):
    clerk = seat("noy", Role.CLERK)
    clock.set(date(2026, 4, 2))
    clerk.cases.file(case.id)

    def found(**wanted):
        return office.trail.page(Wanted(**wanted))

    assert {line.entry.user for line in found(user="noy")} == {"noy"}
    assert deeds(found(deed=Deed.LOOK)) == [(Deed.LOOK, "case_file")]
    assert {line.number for line in found(number=case.number)} == {case.number}
    assert found(number="1999/999") == []
    assert {line.entry.record for line in found(kind="case_file", record=case.id)} == {case.id}
    day = date(2026, 4, 2)
    assert {line.entry.user for line in found(first=day, last=day)} == {"noy"}
    assert {line.entry.user for line in found(last=date(2026, 4, 1))} == {"ສີວິໄລ"}
    assert found(first=date(2026, 4, 3), last=date(2026, 4, 4)) == []


def test_days_are_those_of_vientiane(office, client, clock):
    clock.set(date(2026, 4, 2), time(6, 30))  # still the day before in UTC
    office.people.save(replace(office.people.get(client.person_id), village_lo="ນາໄຊ"))
    day = date(2026, 4, 2)
    assert (Deed.CHANGE, "person") in deeds(office.trail.page(Wanted(first=day, last=day)))


def test_only_those_who_watch_over_it_read_the_whole_trail(office, seat, case):
    for role in (Role.LAWYER, Role.OFFICER, Role.CLERK, Role.VOLUNTEER):
        other = seat(f"u{role}", role)
        for attempt in (
            other.trail.page,
            other.trail.users,
            other.trail.end,
            other.trail.verify,
            other.trail.sheets,
            lambda other=other: other.trail.sheet(date(2026, 3, 1)),
            lambda other=other: other.trail.print_sheet(date(2026, 3, 1), "lo", ERRAND),
        ):
            with pytest.raises(NotAllowed):
                attempt()
    assert office.trail.page()


def test_an_auditor_sees_who_did_what_but_nothing_of_a_case(office, auditor, case, hidden):  # noqa: F811
    office.people.save(replace(office.people.page().lines[0][0], village_lo="ບ້ານລັບ"))
    found = auditor.trail.page(limit=500)
    told = spelt_out(found)
    assert not [name for name in (*SECRET, "ພະຍານ", "ບ້ານລັບ", "ທວງໜີ້", "ບົວຄຳ") if name in told]
    of_case = next(line for line in found if deeds([line]) == [(Deed.CREATE, "case_file")])
    assert of_case.hidden
    assert {"type", "opened_on"} <= set(of_case.entry.fields), "which fields, but not what"
    assert {hidden.number, case.number} <= {line.number for line in found}
    office_s = next(line for line in found if deeds([line]) == [(Deed.CREATE, "office")])
    assert office_s.entry.fields["name_en"] == (None, "Legal Aid Office")
    for attempt in (
        lambda: auditor.trail.of_case(case.id),
        lambda: auditor.trail.of_record("person", 1),
        lambda: auditor.cases.get(case.id),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_manager_reads_values_but_not_of_restricted_cases_of_others(
    seat,
    office,
    case,
    hidden,  # noqa: F811
):
    other = seat("khamla", Role.MANAGER)
    told = spelt_out(other.trail.page(limit=500))
    assert "ທວງໜີ້" in told
    assert not [name for name in (*SECRET, "ພະຍານ") if name in told]
    with pytest.raises(NotAllowed):
        other.trail.of_case(hidden.id)
    with pytest.raises(NotAllowed):
        other.trail.of_record("case_file", hidden.id)


def test_why_a_glass_was_broken_is_told_to_the_auditor(office, auditor, hidden):  # noqa: F811
    with office._desk.database.transaction() as session:
        trail.note(
            session, Deed.BREAK_GLASS, kind="case_file", record=hidden.id, case_id=hidden.id,
            reason="ທະນາຍເຈັບປ່ວຍ",
        )  # fmt: skip
    assert auditor.trail.page(limit=1)[0].entry.reason == "ທະນາຍເຈັບປ່ວຍ"


def test_a_case_that_becomes_restricted_hides_what_was_told_before(office, seat, case):
    other = seat("khamla", Role.MANAGER)
    assert "ທວງໜີ້" in spelt_out(other.trail.page(limit=500))
    office.cases.save(replace(case, confidentiality=Confidentiality.RESTRICTED, code_name="ນົກຍຸງ"))
    assert "ທວງໜີ້" not in spelt_out(other.trail.page(limit=500))


def test_there_is_no_history_of_what_is_not_there(office):
    for kind, record in (("person", 99), ("nothing", 1), ("trail", 1)):
        with pytest.raises(NotFound):
            office.trail.of_record(kind, record)


def test_a_check_tells_how_far_it_is_and_is_in_the_trail(office, case):
    found = office.trail.verify()
    assert found.is_sound
    assert found.is_whole
    assert found.anchors >= 1
    assert deeds(office.trail.page(limit=1)) == [(Deed.VERIFY, "trail")]
    assert office.trail.verify().is_sound


def test_a_check_can_be_stopped(office, monkeypatch):
    monkeypatch.setattr(trail, "_AT_ONCE", 1)
    seen = []
    with pytest.raises(Cancelled):
        office.trail.verify(lambda *done: seen.append(done), lambda: len(seen) >= 2)
    assert [done for done, _ in seen] == [1, 2]


def test_a_check_names_the_first_bad_entry(office, case, folder):
    outside(office, folder, "UPDATE trail SET user = 'noy' WHERE seq = 9")
    found = office.trail.verify()
    assert (found.first_bad, found.flaws) == (9, (Flaw.ENTRY,))


def test_a_table_that_is_gone_is_said_so(office, case, folder):
    with closing(connections.connect(folder / places.DATABASE, office._secrets)) as connection:
        connection.executescript("DROP TABLE trail_value; DROP TABLE trail;")
    assert office.trail.verify().flaws == (Flaw.TABLE,)


def test_the_sheet_says_who_did_what_in_its_month(office, case, seat, clock):
    seat("noy", Role.CLERK).cases.file(case.id)
    clock.set(date(2026, 4, 7))
    march = office.trail.sheet(date(2026, 3, 15))
    assert (march.month, march.is_over) == (date(2026, 3, 1), True)
    assert ("noy", Deed.LOOK, 1) in [(one.user, one.deed, one.count) for one in march.tallies]
    office.people.save(replace(office.people.page().lines[0][0], village_lo="ນາໄຊ"))
    later = office.trail.sheet(date(2026, 3, 1))
    assert (later.end, later.tallies) == (march.end, march.tallies)
    assert later.now.head.seq > later.end.head.seq
    april = office.trail.sheet(date(2026, 4, 1))
    assert not april.is_over
    assert {(one.user, one.deed) for one in april.tallies} == {("ສີວິໄລ", Deed.CHANGE)}
    assert office.trail.sheet(date(2026, 2, 1)).end.at is None


@pytest.mark.parametrize("language", ["lo", "en", "both"])
def test_the_printed_end_finds_a_tail_that_was_cut_off(office, case, folder, language):
    pages = words(office.trail.print_sheet(date(2026, 3, 1), language, ERRAND))
    end = office.trail.sheets()[0].entry.seq - 1
    with office._desk.database.read() as session:
        digest = trail.hash_of(session, end)
    first, second = in_groups(digest[:32]), in_groups(digest[32:])
    assert str(end) in pages
    assert first in pages
    assert second in pages
    typed = parse_head(f"{end}: {first}")
    assert office.trail.verify(known=[typed]).is_sound
    last = cut(office, folder)
    assert last < end
    found = office.trail.verify(known=[typed])
    assert (found.first_bad, found.head.seq) == (last + 1, last)
    assert Flaw.TAIL in found.flaws


def outside(office, folder, *attack):
    """Another program with the database's key, that takes off the triggers and puts them back."""
    script = [*(f"DROP TRIGGER {name}" for name in trail.GUARDS), *attack, *trail.GUARDS.values()]
    with closing(connections.connect(folder / places.DATABASE, office._secrets)) as connection:
        connection.executescript("".join(f"{each};" for each in script))


def cut(office, folder):
    """Six entries, and the file with the noted ends, as if neither had ever been."""
    outside(
        office,
        folder,
        "DELETE FROM trail_value WHERE seq > (SELECT max(seq) - 6 FROM trail)",
        "DELETE FROM trail WHERE seq > (SELECT max(seq) - 6 FROM trail)",
    )
    (folder / places.ANCHOR).unlink()
    with office._desk.database.read() as session:
        return trail.head(session).seq


def test_a_wrong_code_is_found(office, case):
    end = office.trail.end()
    assert office.trail.verify(known=[Head(seq=end.head.seq, hash="0" * 16)]).flaws == (
        Flaw.REWRITTEN,
    )


def test_copies_of_the_sheet_are_numbered_and_in_the_register(office, auditor, case, tmp_path):
    first = words(office.trail.print_sheet(date(2026, 3, 1), "en", ERRAND))
    auditor.trail.save_sheet(date(2026, 3, 1), "both", tmp_path / "sheet.pdf", ERRAND)
    second = words((tmp_path / "sheet.pdf").read_bytes())
    assert "Copy 1 · 30/03/2026 · T2026-03" in first
    assert "Copy 2" in second
    assert "ສຳເນົາທີ 2" in second
    saved, printed = office.trail.sheets()
    assert (saved.entry.deed, saved.entry.user) == (Deed.EXPORT, "khamphone")
    assert (printed.entry.reason, printed.entry.fields["recipient"][1]) == (
        ERRAND.purpose, ERRAND.recipient,
    )  # fmt: skip
    assert printed.entry.record == 202603


def test_a_sheet_that_cannot_be_written_is_not_entered(office, case, tmp_path):
    with pytest.raises(Exception, match="written"):
        office.trail.save_sheet(date(2026, 3, 1), "en", tmp_path / "no" / "sheet.pdf", ERRAND)
    assert office.trail.sheets() == []


def test_times_are_local(office, case, clock):
    clock.set(date(2026, 4, 30), time(23, 30))
    office.cases.file(case.id)
    april = office.trail.sheet(date(2026, 4, 1))
    assert april.made_at == datetime(2026, 4, 30, 23, 30, tzinfo=VIENTIANE)
    assert april.end.at.utcoffset() == april.now.at.utcoffset() == april.made_at.utcoffset()
    assert sum(one.count for one in april.tallies) == 1
