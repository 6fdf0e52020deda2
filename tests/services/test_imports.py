"""The office's own spreadsheets: every row is accounted for, and one act takes all of it back."""

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from legalaid_desktop.bundles import isolation, spreadsheets
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType, NumberOf, Party, PartyRole
from legalaid_desktop.domain.errors import Cancelled, NotAllowed, NotFound, Refused
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.imports import Choice, Column, Sheet
from legalaid_desktop.domain.people import Person, Sex, Title, name
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.domain.tasks import Task

HEADINGS = ("ຊື່ ແລະ ນາມສະກຸນ", "ເພດ", "ວັນເດືອນປີເກີດ", "ເບີໂທ", "ບ້ານ", "ເມືອງ", "ແຂວງ", "ເລື່ອງ")
GOOD = ("ນາງ ບົວຄຳ ແກ້ວມະນີ", "ຍິງ", "07/03/1985", "020 5555 1234", "ໂພນທອງ", "ໄຊ", "ອຸດົມໄຊ", "ທວງໜີ້")


def workbook(path, *rows, headings=HEADINGS):
    book = Workbook()
    for row in (headings, *rows):
        book.active.append(row)
    book.save(path)
    return path


def previewed(office, path):
    file = office.imports.read(path)
    (sheet,) = file.sheets
    return file, sheet, office.imports.preview(sheet, office.imports.guess(sheet))


def said(preview):
    return {row.number: [problem.column for problem in row.problems] for row in preview.faulty}


def test_a_row_becomes_a_client_and_a_case(office, tmp_path):
    file, _sheet, preview = previewed(office, workbook(tmp_path / "a.xlsx", GOOD))
    run = office.imports.take_in(preview, file.sha256)
    assert (run.rows, run.taken, run.faulty) == (1, 1, 0)
    (line,) = office.cases.page().lines
    person, case = line.person, line.case
    assert (person.title, person.given_lo, person.surname_lo) == (Title.NANG, "ບົວຄຳ", "ແກ້ວມະນີ")
    assert (person.sex, person.born_on, person.village_lo) == (
        Sex.FEMALE, date(1985, 3, 7), "ໂພນທອງ",
    )  # fmt: skip
    assert (person.province, person.phones[0].number) == ("04", "020 5555 1234")
    assert (case.subject_lo, case.type, case.opened_on) == (
        "ທວງໜີ້", CaseType.CIVIL, date(2026, 3, 30),
    )  # fmt: skip


def test_five_thousand_rows_are_all_accounted_for(office, tmp_path):
    faulty = {
        0: ("", "ຊາຍ", "1980", "", "", "", "", ""),  # no name
        1: ("ບຸນມີ", "ຊາຍ", "31/02/1980", "", "", "", "", ""),  # no such day
        2: ("ບຸນມີ", "ອັນອື່ນ", "1980", "", "", "", "", ""),  # no such answer
        3: ("ບຸນມີ", "ຊາຍ", "1980", "", "", "ເມືອງທີ່ບໍ່ມີ", "", ""),  # no such place
        4: ("ຄ\u00a1\u00a2\u00a3\u00a4\u00a5\u00a6", "ຊາຍ", "", "", "", "", "", ""),  # an old font
    }
    bad = {number: faulty[number % 5] for number in range(7, 5_000, 25)}
    rows = [
        bad.get(number, (f"ບຸນມີ{number} ສີ{number % 977}", "ຊາຍ", "1980", "", "ນາ", "", "", ""))
        for number in range(5_000)
    ]
    file, sheet, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    assert len(preview.rows) == 5_000
    assert len(said(preview)) == len(bad) == 200
    run = office.imports.take_in(preview, file.sha256)
    assert (run.rows, run.taken, run.same, run.left, run.faulty) == (5_000, 4_800, 0, 0, 200)
    assert set(said(preview)) == {number + 2 for number in bad}

    out = tmp_path / "rest.xlsx"
    office.imports.write_faulty(out, sheet, preview, "en")
    (rest,) = spreadsheets.tables(out.read_bytes())
    assert len(rest.rows) == 200
    assert all(row[-1] for row in rest.rows)
    assert rest.headings[-1] == "Why not"

    assert office.imports.undo(run.id) == (0, 0)
    assert office.people.page().lines == ()
    with pytest.raises(Refused):
        office.imports.undo(run.id)
    assert office.imports.read(tmp_path / "a.xlsx").before == ()


def test_the_same_table_opens_no_case_twice(office, tmp_path):
    path = tmp_path / "a.xlsx"
    book = Workbook()
    for sheet in (book.active, book.create_sheet("2025")):
        for row in (HEADINGS, GOOD, ("", "", "", "", "", "", "", "ບໍ່ມີຊື່"), ("ບຸນມີ", *[""] * 6, "ທີ່ດິນ")):
            sheet.append(row)
    book.save(path)
    file = office.imports.read(path)
    first, second = file.sheets
    columns = office.imports.guess(first)
    looked = [office.imports.preview(sheet, columns) for sheet in file.sheets]
    run = office.imports.take_in(looked[0], file.key(first))
    with pytest.raises(Refused):  # two programs that looked at once
        office.imports.take_in(looked[0], file.key(first))

    again = office.imports.read(path)
    assert (again.before, again.earlier(first), again.earlier(second)) == ((run,), (run,), ())
    preview = office.imports.preview(first, columns, before=again.earlier(first))
    assert [preview.choice(row) for row in preview.rows if row.person] == [Choice.LEAVE] * 2
    made = office.imports.take_in(preview, again.key(first))
    assert (made.left, made.faulty, made.cases) == (2, 1, ())
    other = office.imports.preview(second, columns, before=again.earlier(second))
    assert [other.choice(row) for row in other.rows if row.person] == [Choice.SAME, Choice.NEW]
    office.imports.take_in(other, again.key(second))
    assert len(office.cases.page().lines) == 4


def test_who_is_known_already_is_offered_and_not_entered_twice(office, tmp_path):
    known = office.people.save(Person(given_lo="ບົວຄຳ", surname_lo="ແກ້ວມະນີ", born_year=1985))
    other = office.people.save(Person(given_lo="ບຸນມີ"))
    rows = [GOOD, ("ບຸນມີ", "", "", "", "", "", "", ""), (*GOOD[:7], "ມໍລະດົກ")]
    file, _, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    sure, perhaps, again = preview.rows
    assert preview.matches[sure.number][0].person == known
    assert preview.choice(sure) is Choice.SAME
    assert preview.matches[perhaps.number][0].person == other
    assert preview.choice(perhaps) is Choice.NEW
    run = office.imports.take_in(preview, file.sha256, {perhaps.number: Choice.LEAVE})
    assert (run.taken, run.same, run.left) == (0, 2, 1)
    assert [len(office.cases.of_person(known.id)), len(office.cases.of_person(other.id))] == [2, 0]
    assert preview.choice(again) is Choice.SAME


def test_another_spelling_is_offered_and_a_code_in_the_list_tells_who_is_one(office, tmp_path):
    """The same index as at intake: sounds in both scripts; only what is certain is proposed."""
    known = office.people.save(Person(given_latin="Bouakham", surname_latin="Keomany"))
    headings = ("ຊື່ ແລະ ນາມສະກຸນ", "ລະຫັດລູກຄວາມ", "ເລກທີສຳນວນ", "ເລື່ອງ")
    rows = [
        ("ບົວຄຳ ແກ້ວມະນີ", "K-7", "12/2019; 3/2020", "ທີ່ດິນ"),
        ("ບົວຄຳ", "K-7", "", "ມໍລະດົກ"),
    ]
    path = workbook(tmp_path / "a.xlsx", *rows, headings=headings)
    file, _, preview = previewed(office, path)
    first, again = preview.rows
    assert preview.matches[first.number][0].person == known
    assert preview.choice(first) is Choice.NEW, "a sound alone is not sure"
    assert preview.choice(again) is Choice.SAME
    run = office.imports.take_in(preview, file.sha256)
    assert (run.taken, run.same, len(run.cases)) == (1, 1, 2)
    (line,) = office.cases.page("12/2019").lines
    assert [(one.of, one.number) for one in line.case.numbers] == [
        (NumberOf.FORMER, "12/2019"), (NumberOf.FORMER, "3/2020"),
    ]  # fmt: skip


def test_imported_cases_are_checked_and_the_rest_is_in_the_trail(office, tmp_path):
    opponent = office.people.save(Person(given_latin="Bouakham", surname_latin="Keomany"))
    sued = Case(
        client_id=office.people.take_in(Person(given_lo="ສົມສັກ")).id, type=CaseType.LAND,
        subject_en="land", opened_on=date(2026, 3, 1),
    )  # fmt: skip
    party = Party(case_id=0, person_id=opponent.id, role=PartyRole.DEFENDANT)
    sued = office.cases.open(sued, (party,))
    bad = ("ບຸນມີ", "ຊາຍ", "31/02/1980", "", "", "", "", "")
    file, sheet, preview = previewed(office, workbook(tmp_path / "a.xlsx", GOOD, bad))
    run = office.imports.take_in(preview, file.sha256)
    (waiting,) = office.conflicts.run_several(run.cases)
    assert waiting.id == run.cases[0]
    assert {one.id for one in office.today.look().conflicts} == {sued.id, waiting.id}
    office.imports.write_faulty(tmp_path / "rest.xlsx", sheet, preview, "lo")
    entry = next(line.entry for line in office.trail.page() if line.entry.deed == "export")
    assert (entry.kind, entry.fields["number"]) == ("import_rows", (None, 1))
    assert office.imports.undo(run.id) == (0, 0), "the check of the program is no work of anybody"


def test_what_somebody_worked_on_stays_when_the_rest_is_taken_back(office, tmp_path):
    rows = [GOOD, ("ບຸນມີ", "", "1970", "", "", "", "", "ທີ່ດິນ"), ("ຄຳຕັນ", "", "", "", "", "", "", "")]
    file, _, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    run = office.imports.take_in(preview, file.sha256)
    worked_on = office.cases.get(run.cases[0])
    office.cases.add_event(
        Event(case_id=worked_on.id, kind=EventKind.NOTE, on=date(2026, 3, 30), text="ໄດ້ໂທ")
    )
    assert office.imports.undo(run.id) == (1, 1)
    assert [line.case for line in office.cases.page().lines] == [worked_on]
    assert [name(one, "lo") for one, _ in office.people.page().lines] == ["ບົວຄຳ ແກ້ວມະນີ"]
    assert {removed.why for removed in office.bin.contents()} == {"The import was undone."}


def test_a_stopped_import_can_be_undone_or_gone_on_with(office, tmp_path):
    rows = [(f"ບຸນມີ{number}", *[""] * 7) for number in range(250)]
    path = workbook(tmp_path / "a.xlsx", GOOD, *rows, GOOD)
    file, sheet, preview = previewed(office, path)

    def stopped(preview, after):
        asked = iter(range(300))
        return office.imports.take_in(preview, file.sha256, cancelled=lambda: next(asked) >= after)

    with pytest.raises(Cancelled):
        stopped(preview, 1)
    assert (office.people.page().lines, office.imports.every()) == ((), [])

    run = stopped(preview, 220)
    assert (run.is_whole, run.rows, len(run.people)) == (False, 252, run.done)
    assert 0 < run.done <= 220
    assert office.imports.every() == [run]
    on = office.imports.preview(sheet, preview.columns, before=office.imports.read(path).before)
    rest = office.imports.take_in(on, file.sha256)
    assert (rest.is_whole, rest.left, rest.taken, rest.same) == (True, run.done, 251 - run.done, 1)
    assert len(office.cases.page().lines) == 2
    assert office.imports.undo(rest.id) == (0, 0)
    assert office.imports.undo(run.id) == (0, 0)
    assert (office.people.page().lines, office.cases.page().lines) == ((), ())


def test_others_see_and_undo_an_import_under_way(office, seat, tmp_path):
    rows = [(f"ບຸນມີ{number}", *[""] * 7) for number in range(110)]
    file, _, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    clerk = seat("noy", Role.CLERK)

    def after_each_save(_changed):
        run = next(iter(clerk.imports.every()), None)
        if run and not run.undone_at and not seen:
            seen.append(run)
            assert clerk.imports.undo(run.id) == (0, 0)

    seen = []
    end = office.subscribe(after_each_save)
    with pytest.raises(Refused, match="meanwhile"):
        office.imports.take_in(preview, file.sha256)
    end()
    assert 0 < seen[0].done < 110
    assert office.people.page().lines == ()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_tables_of_text_in_usual_encodings(encoding, separator):
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows([HEADINGS, GOOD])
    (sheet,) = spreadsheets.tables(stream.getvalue().encode(encoding))
    assert (sheet.headings, sheet.rows) == (HEADINGS, (GOOD,))


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no table"),
        (b"\xd0\xcf\x11\xe0old", ".xls"),
        (b"PK\x03\x04broken", "no spreadsheet"),
        (b"%PDF-1.7\x00\x01\x02", "no spreadsheet"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(data, word):
    with pytest.raises(Refused) as refused:
        spreadsheets.tables(data)
    assert word in refused.value.reason


def test_no_cell_that_leaves_is_a_formula(tmp_path):
    evil = ["=1+1", "+1", "-2+3", "@SUM(A1)", "plain"]
    book = load_workbook(
        io.BytesIO(spreadsheets.workbook("x", ["=A1", "b", "c", "d", "e"], [evil]))
    )
    assert [cell.data_type for row in book.active for cell in row] == ["s"] * 10
    text = spreadsheets.table_of_text(["a", "b", "c", "d", "e"], [evil]).decode("utf-8-sig")
    kept = list(csv.reader(io.StringIO(text)))[1]
    assert kept == ["'=1+1", "'+1", "'-2+3", "'@SUM(A1)", "plain"]
    (sheet,) = spreadsheets.tables(text.encode())
    assert list(sheet.rows[0]) == evil


def test_no_file_brings_more_than_a_table_holds(office, tmp_path, monkeypatch):
    """A text that stands in a small file a thousand times, and an answer without end."""
    data = workbook(tmp_path / "a.xlsx", *[("ກ" * 30_000,) * 8] * 20).read_bytes()
    assert len(data) < 100_000
    table = spreadsheets.read(b"Name\n" + b"x" * 40_000)[0]["tables"]
    assert [len(cell) for (cell,) in table[0]["rows"]] == [4, 32_767]
    monkeypatch.setattr(spreadsheets, "MOST_LETTERS", 3_000_000)
    for bomb in (data, b"\n".join([b"x" * 32_000] * 100)):
        with pytest.raises(Refused, match="too much text"):
            spreadsheets.read(bomb)
    monkeypatch.setattr(spreadsheets, "ANSWER", 1_000)
    with pytest.raises(Refused) as refused:
        spreadsheets.tables(data)
    assert refused.value.reason == isolation.CRASHED
    with (tmp_path / "big.csv").open("wb") as big:
        big.truncate(spreadsheets.LARGEST + 1)
    monkeypatch.setattr(Path, "read_bytes", lambda _path: pytest.fail("it was read"))
    with pytest.raises(Refused, match="too big"):
        office.imports.read(tmp_path / "big.csv")


def test_what_no_spreadsheet_can_hold_is_left_out(office, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("Name,Born\nNoy\x0bKeo,32/13/1990\x01\n", encoding="utf-8")
    _, sheet, preview = previewed(office, path)
    crafted = replace(sheet, title="=[a]:*?/\\" * 9, rows=(("Noy\x0b", "\ud800x"),))
    office.imports.write_faulty(tmp_path / "out.xlsx", crafted, preview, "en")
    (again,) = office.imports.read(tmp_path / "out.xlsx").sheets
    assert again.rows[0][:2] == ("Noy", "x")


def test_titles_above_the_headings_are_passed_over(tmp_path):
    path = workbook(tmp_path / "a.xlsx", (), HEADINGS, GOOD, headings=("ບັນຊີລູກຄວາມ ປີ 2026",))
    (sheet,) = spreadsheets.tables(path.read_bytes())
    assert (sheet.headings, sheet.first) == (HEADINGS, 4)


def test_columns_are_guessed_in_both_languages(office):
    lao = Sheet(title="", headings=HEADINGS, rows=())
    english = Sheet(
        title="", headings=("No.", "Full name:", "Sex", "DOB", "Tel", "Colour"), rows=()
    )
    assert office.imports.guess(lao) == (
        Column.NAME_LO, Column.SEX, Column.BORN, Column.PHONE, Column.VILLAGE, Column.DISTRICT,
        Column.PROVINCE, Column.SUBJECT,
    )  # fmt: skip
    assert office.imports.guess(english) == (
        None, Column.NAME_LATIN, Column.SEX, Column.BORN, Column.PHONE, None,
    )  # fmt: skip


def test_a_look_is_no_work_but_a_task_is(office, tmp_path):
    """Looking checks an imported case for conflicts, which must not keep it from going again."""
    rows = [GOOD, ("ບຸນມີ", "", "1970", "", "", "", "", "ທີ່ດິນ")]
    file, _, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    run = office.imports.take_in(preview, file.sha256)
    looked_at, worked_on = run.cases
    office.conflicts.run(looked_at)
    office.tasks.save(Task(case_id=worked_on, what="ໂທຫານາຍບ້ານ"))
    assert office.imports.undo(run.id) == (1, 1)
    assert [line.case.id for line in office.cases.page().lines] == [worked_on]


def test_nobodys_work_goes_with_an_import(office, seat, tmp_path):
    """A note that its author alone reads, a warning not to call, a merge, a colleague asked in."""
    subjects = ["ທວງໜີ້", "", "", "ທີ່ດິນ", "ມໍລະດົກ"]
    rows = [(f"ບຸນມີ{number}", *[""] * 6, about) for number, about in enumerate(subjects)]
    file, _, preview = previewed(office, workbook(tmp_path / "a.xlsx", *rows))
    run = office.imports.take_in(preview, file.sha256)
    noted, joined, untouched = run.cases
    _, warned, merged, *_ = run.people
    officer, volunteer = seat("noy", Role.OFFICER), seat("keo", Role.VOLUNTEER)
    note = Event(case_id=noted, kind=EventKind.NOTE, on=date(2026, 3, 30), text="ໄດ້ໂທ")
    officer.cases.add_event(replace(note, audience=Audience.PRIVATE))
    office.intakes.save_contact(SafeContact(person_id=warned, call=Answer.NO))
    other = office.people.save(Person(given_lo="ບຸນມີ", surname_lo="ສີ"))
    office.merges.merge(merged, other.id, "ຄົນດຽວກັນ")
    office.teams.add(joined, volunteer.account.id)

    with pytest.raises(NotAllowed):
        volunteer.imports.undo(run.id)
    assert office.imports.undo(run.id) == (2, 4)
    assert {line.case.id for line in office.cases.page().lines} == {noted, joined}
    (left,) = office.imports.every()
    assert (left.cases, left.undone_at) == ((noted, joined), None)
    with pytest.raises(NotFound):
        office.cases.get(untouched)

    office.cases.remove(noted, "ຜິດ")
    assert officer.imports.undo(run.id) == (1, 3)
