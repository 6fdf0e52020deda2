"""Find anything: what is found, in any spelling, and who finds what."""

import io
import os
import zipfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from PIL import Image
from sqlcipher3 import dbapi2

from legalaid_desktop.bundles import file_texts
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.intakes import FirstTalk, Intake
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.safe_contacts import SafeContact
from legalaid_desktop.domain.search import Kind, Order
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.labels import search as labels
from legalaid_desktop.services.office import open_office
from legalaid_desktop.storage import events, search_index
from tests.consenting import agreed
from tests.services.conftest import PASSPHRASE, USER

DAY = date(2026, 3, 26)


@pytest.fixture
def fisherman(office):
    """His case, with what his lawyer wrote down."""
    person = Person(
        given_lo="ຄຳພອນ", surname_lo="ສີສຸວັນ", given_latin="Khamphone", surname_latin="Sisouvanh",
        phones=(Phone(number="020 5555 1234"),), village_lo="ບ້ານໂພນສະຫວັນ",
        id_papers=(IdentityPaper(number="PA1234567"),),
    )  # fmt: skip
    case = office.cases.take_in(
        person,
        Case(
            client_id=0, type=CaseType.TRAFFICKING, subject_lo="ຄ່າແຮງງານເຮືອປະມົງ",
            subject_en="unpaid wages on a fishing boat", court_number="45/ສພຂ", opened_on=DAY,
        ),
        FirstTalk(
            intake=Intake(case_id=0, received_at=datetime(2026, 3, 26, tzinfo=UTC),
                          other_name="Thirdword", pass_phrase="Phraseword"),
            contact=SafeContact(person_id=0),
        ),
    )  # fmt: skip
    note = "ນາຍຈ້າງຍຶດໜັງສືຜ່ານແດນ ຢູ່ປະເທດມາເລເຊຍ, ຄ່າຈ້າງ 1.500.000 ກີບ"
    office.cases.add_event(Event(case_id=case.id, kind=EventKind.NOTE, on=DAY, text=note))
    boat = Party(case_id=case.id, organisation_en="Laut Biru Fisheries", role=PartyRole.EMPLOYER)
    office.cases.add_party(boat)
    return case


def found(office, text):
    return {
        kind: [one.key for one in page.lines] for kind, page in office.search.find(text).items()
    }


def kinds(office, text):
    return set(office.search.find(text))


def file_of(office, case, name, data, folder):
    (folder / name).write_bytes(data)
    said = Attachment(case_id=case.id, file_name="", title_en="a paper", received_on=DAY)
    return office.attachments.add(folder / name, said)


def read_all(office):
    while office.search.read_file(lambda: False):
        pass


def test_one_box_finds_everything_in_any_spelling(office, fisherman):
    everywhere = {
        "ຄໍາພອນ": {Kind.PERSON, Kind.CASE},
        "khamphone": {Kind.PERSON, Kind.CASE},
        "sisou": {Kind.PERSON, Kind.CASE},
        "ສີສຸວັນ ຄຳພອນ": {Kind.PERSON, Kind.CASE},
        "0205555": {Kind.PERSON, Kind.CASE},
        "+856 20 5555 1234": {Kind.PERSON, Kind.CASE},
        "pa 123": {Kind.PERSON, Kind.CASE},
        "ຫນັງສືຜ່ານແດນ": {Kind.EVENT},
        "ມາເລເຊຍ ນາຍຈ້າງ": {Kind.EVENT},
        "໑,໕໐໐,໐໐໐": {Kind.EVENT},
        "ແຮງງານ": {Kind.CASE},
        "45 ສພຂ": {Kind.CASE},
        "laut biru": {Kind.CASE},
        fisherman.number: {Kind.CASE},
        "ບໍ່ມີຫຍັງ": set(),
        "": set(),
        "\"'*^(": set(),
    }
    assert {text: kinds(office, text) for text in everywhere} == everywhere
    (note,) = office.search.find("ຫນັງສື")[Kind.EVENT].lines
    assert [note.snippet.text[a:b] for a, b in note.snippet.marks] == ["ໜັງສື"]
    assert note.case == fisherman


def test_names_are_found_though_mistyped_or_romanised_otherwise(office, fisherman):
    for typed in ("Khampone Sisouvan", "kamphon", "Khamphome", "Sysouvanh", "ຄຳພົນ"):
        (one,) = office.search.find(typed)[Kind.PERSON].lines
        assert one.likely
        assert one.record.given_latin == "Khamphone"
    assert kinds(office, "Bounmy") == set()


def test_the_index_follows_every_change(office, fisherman):
    (key,) = found(office, "ມາເລເຊຍ")[Kind.EVENT]
    event = next(one for one in office.cases.story(fisherman.id) if one.id == key)
    with office._desk.writing() as session:
        events.save(session, replace(event, text="ຖືກຈັບຢູ່ໄທ"))
    assert found(office, "ມາເລເຊຍ") == {}
    assert found(office, "ຖືກຈັບ") == {Kind.EVENT: [key]}
    office.cases.remove_event(key, "ຜິດ")
    assert found(office, "ຖືກຈັບ") == {}
    office.bin.restore(BinKind.EVENT, key)
    assert found(office, "ຖືກຈັບ") == {Kind.EVENT: [key]}
    office.cases.remove(fisherman.id, "ຜິດ")
    assert kinds(office, "ຖືກຈັບ") | kinds(office, fisherman.number) == set()


def test_pages_of_one_kind_go_on_where_they_ended(office, fisherman):
    for number in range(7):
        event = Event(case_id=fisherman.id, kind=EventKind.NOTE, on=DAY, text=f"ໂທຫາ {number}")
        office.cases.add_event(event)
    seen, after = [], None
    while True:
        page = office.search.page("ໂທຫາ", Kind.EVENT, after, 3)
        seen += [one.key for one in page.lines]
        after = page.next
        if after is None:
            break
    assert seen == sorted(seen, reverse=True)
    assert len(set(seen)) == 7


def test_words_in_files_are_found_and_go_with_them(office, fisherman, tmp_path):
    document = io.BytesIO()
    with zipfile.ZipFile(document, "w") as parts:
        space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
        said = "<w:p><w:r><w:t>ສັນຍາຈ້າງ</w:t></w:r><w:r><w:t>ແຮງງານ</w:t></w:r></w:p>"
        parts.writestr("[Content_Types].xml", "<x/>")
        parts.writestr("word/document.xml", f"<w:document {space}>{said}</w:document>")
    word = file_of(office, fisherman, "a.docx", document.getvalue(), tmp_path)
    text = file_of(office, fisherman, "b.txt", "ໃບຮັບເງິນ Penang".encode(), tmp_path)
    file_of(office, fisherman, "c.docx", b"PK\x03\x04word/ broken", tmp_path)
    paper = office.papers.draft(fisherman.id, "referral_letter", "en")
    bundle = office.papers.pdf(paper)
    pdf = file_of(office, fisherman, "d.pdf", bundle, tmp_path)
    assert office.search.progress().unread == 4
    assert kinds(office, "penang") == set()
    read_all(office)
    assert office.search.progress().unread == 0
    assert found(office, "ສັນຍາຈ້າງແຮງງານ") == {Kind.ATTACHMENT: [word.id]}
    assert found(office, "penang") == {Kind.ATTACHMENT: [text.id]}
    assert pdf.id in found(office, "referral")[Kind.ATTACHMENT]
    (one,) = office.search.find("penang")[Kind.ATTACHMENT].lines
    assert "Penang" in one.snippet.text


PLACES = (
    "Laut",
    "Pulau",
    "Taskword",
    "Letterword",
    "Thingword",
    "Viewword",
    "Thirdword",
    "Copyword",
)
"""A word in each new kind of record of the case."""


def written_down(office, case):
    """A word in each kind of record that belongs to a case."""
    person = office.people.client(case.client_id).person_id
    office.protection.save(
        WithheldPaper(
            case_id=case.id,
            person_id=person,
            kind=IdPaper.PASSPORT,
            holder="Holderword",
            place="Pulau",
        )
    )
    office.tasks.save(Task(case_id=case.id, what="Taskword"))
    office.correspondence.save(
        Letter(case_id=case.id, direction=Direction.IN, on=DAY, correspondent="Letterword",
               subject="a subject")
    )  # fmt: skip
    thing = Holding(case_id=case.id, what="Thingword", received_on=DAY, received_from="x")
    office.holdings.receive(case.id, [thing])
    office.protection.save(
        VictimStatus(case_id=case.id, person_id=person, status=Status.PRESUMED, on=DAY,
                     body="Viewword")
    )  # fmt: skip
    agreed(office, case.id, recipient_en="Copyword")


def test_what_is_hidden_is_not_found_nor_told(office, fisherman, seat):
    written_down(office, fisherman)
    clerk = seat("khamla", Role.CLERK)
    assert [word for word in PLACES if not office.search.find(word)] == []
    assert [word for word in PLACES if not clerk.search.find(word)] == []
    (letter,) = office.search.find("Letterward")[Kind.LETTER].lines
    assert letter.likely
    assert office.search.find("Phraseword") == {}
    level = Confidentiality.HIGHLY_RESTRICTED
    office.cases.save(replace(fisherman, confidentiality=level, code_name="ດອກບົວ"))
    own = ("ຄຳພອນ", "Khamphon", "ມາເລເຊຍ", "laut", fisherman.number, "0205555", "ດອກບົວ")
    for typed in (*own, *PLACES, "Letterward", "Khamphone Taskword"):
        assert clerk.search.find(typed) == {}
    for kind, order in product(Kind, Order):
        typed = PLACES[len(kind) % len(PLACES)]
        assert clerk.search.page(typed, kind, order=order).lines == ()
    assert clerk.search.page("Taskword", Kind.TASK).lines == ()
    (person,) = office.search.find("ຄຳພອນ")[Kind.PERSON].lines
    assert (person.record.given_lo, person.snippet.text) == ("“ດອກບົວ”", "")
    for typed in ("ມາເລເຊຍ", *PLACES):
        (page,) = office.search.find(typed).values()
        assert [one.snippet.text for one in page.lines] == [""]
        said = {
            labels.title(one, "en") + labels.reason(one, "en", quiet=True) for one in page.lines
        }
        assert not any(typed in line for line in said)
    office.cases.remove(fisherman.id, "ຜິດ")
    assert [word for word in PLACES if office.search.find(word)] == []


def test_pictures_are_read_where_a_program_for_it_is_installed(
    office, fisherman, tmp_path, monkeypatch
):
    picture = io.BytesIO()
    Image.new("L", (40, 20), 255).save(picture, "PNG")
    file = file_of(office, fisherman, "scan.png", picture.getvalue(), tmp_path)
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    file_texts.tesseract.cache_clear()
    read_all(office)
    assert office.search.find("ຍຶດໄວ້") == {}
    program = folder / "tesseract"
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && printf "lao\\neng\\n" && exit\n'
        'cat > /dev/null; echo "ໃບສຳຄັນ ຍຶດໄວ້"\n', encoding="utf-8",
    )  # fmt: skip
    program.chmod(0o755)
    file_texts.tesseract.cache_clear()
    assert office.search.progress().unread == 1
    read_all(office)
    assert found(office, "ຍຶດໄວ້") == {Kind.ATTACHMENT: [file.id]}
    file_texts.tesseract.cache_clear()


def test_the_empty_box_shows_what_was_looked_at(office, fisherman, seat):
    person = office.people.client(fisherman.client_id).person_id
    office.people.get(person)
    office.cases.get(fisherman.id)
    seen = {(one.kind, one.key) for one in office.search.recent()}
    assert seen == {(Kind.CASE, fisherman.id), (Kind.PERSON, person)}
    assert seat("khamla", Role.CLERK).search.recent() == []


def test_an_older_index_is_made_anew_and_goes_on_after_a_crash(office, fisherman):
    folder = office.folder
    with office._desk.database.transaction() as session:
        session.connection().exec_driver_sql("UPDATE search_state SET shape = 'older'")
        session.connection().exec_driver_sql("DELETE FROM search_index")
    office.lock()
    again = open_office(folder, USER, PASSPHRASE)
    try:
        assert not again.search.progress().is_ready
        assert again.search.build(1)
    finally:
        again.lock()
    again = open_office(folder, USER, PASSPHRASE)
    try:
        while again.search.build(1):
            pass
        assert again.search.progress().is_ready
        assert kinds(again, "khamphone") == {Kind.PERSON, Kind.CASE}
        assert kinds(again, "ມາເລເຊຍ") == {Kind.EVENT}
        with again._desk.database.read() as session:
            assert search_index.progress(session).is_ready
    finally:
        again.lock()


def test_a_program_without_the_splitter_cannot_write(office, fisherman):
    with closing(dbapi2.connect(office.folder / "office.db")) as other:
        other.set_key(b"x'" + bytes(office._secrets.database).hex().encode() + b"'")
        for write in ("UPDATE event SET text = 'stale'", "UPDATE person SET given_lo = ''"):
            with pytest.raises(dbapi2.OperationalError, match="no such function: search_"):
                other.execute(write)
    assert kinds(office, "ມາເລເຊຍ") == {Kind.EVENT}


def test_a_private_note_is_found_by_nobody_but_its_author(office, case, seat):
    note = Event(
        case_id=case.id,
        kind=EventKind.NOTE,
        on=date(2026, 3, 30),
        text="ຄວາມລັບພິເສດ zebrafish",
        audience=Audience.PRIVATE,
    )
    office.cases.add_event(note)
    other = seat("khamla", Role.MANAGER)
    for words in ("zebrafish", "ຄວາມລັບພິເສດ"):
        assert list(office.search.find(words)) == [Kind.EVENT]
        assert other.search.find(words) == {}
