"""One bit changed anywhere, a file exchanged or an older one put back: found, and nothing false.

Whatever is done to the files of an office from outside, it is refused at opening with a sentence,
or found by the check of the office or of the backup. Until then the office shows what was saved, or
a sentence; where nothing is found, all that it shows is proved to be the same.
"""

import json
import shutil
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.errors import Damaged, LegalAidError, NotAllowed
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.trail import Flaw
from legalaid_desktop.domain.users import User
from legalaid_desktop.labels.errors import sentence
from legalaid_desktop.services import doors
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage import places, slots
from legalaid_desktop.storage.blobs import CHUNK, MAGIC
from legalaid_desktop.storage.database import PAGE
from legalaid_desktop.storage.keys import Cost
from tests.recovering import recoverable
from tests.vault.contents import contents
from tests.vault.victim import MONDAY, PASSPHRASE, USER

SEED = 20_260_331
CHEAP = Cost(memory=64, passes=1, lanes=1)
JOURNAL, LATEST = "office.db-wal", "office.latest"
FLIPS = {
    places.DATABASE: 100, JOURNAL: 70, places.KEYS: 90, places.ANCHOR: 20, LATEST: 10,
    places.ATTACHMENTS: 110, "backup": 100,
}  # fmt: skip
"""How many bits are changed in each, one at a time."""
BACKUP = "backup.zip"


def test_there_are_at_least_five_hundred_places():
    assert sum(FLIPS.values()) >= 500


def made(folder, name):
    """A new office with a case, its people and three files from empty to two chunks."""
    profile = OfficeProfile(name_lo="ຫ້ອງການ", name_en=name, province="04")
    office = create_office(folder, profile, USER, PASSPHRASE, at=lambda: MONDAY, cost=CHEAP)
    recoverable(office, PASSPHRASE)
    case = Case(client_id=0, type=CaseType.CIVIL, subject_en="a debt", opened_on=MONDAY.date())
    kept = office.cases.take_in(Person(given_lo="ບຸນມີ", surname_latin="Vongsa"), case)
    other = office.people.take_in(Person(given_lo="ຄຳ", village_lo="ໂພນທອງ"))
    office.cases.add_party(
        Party(case_id=kept.id, person_id=other.person_id, role=PartyRole.DEFENDANT)
    )
    random = Random(SEED)
    for size in (0, 3_000, CHUNK + 40_000):
        path = folder.parent / f"{name}-{size}.bin"
        path.write_bytes(random.randbytes(size))
        about = Attachment(
            case_id=kept.id, title_en="Photo", file_name="", received_on=MONDAY.date()
        )
        office.attachments.add(path, about)
    return office


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """An office as a power cut left it, with saves in the journal; what it showed after each."""
    root = tmp_path_factory.mktemp("tamper")
    office = made(root / "office", "Office")
    made_backup = office.backups.make(root)
    shutil.move(root / made_backup.backup.file_name, root / BACKUP)
    office.lock()
    office = open_office(root / "office", USER, PASSPHRASE, at=lambda: MONDAY)
    shown = [contents(office)]
    for number in range(6):
        (line,) = office.cases.page().lines
        office.cases.save(replace(line.case, subject_en=f"a debt, {number}"))
        shown.append(contents(office))
    shutil.copytree(root / "office", root / "left")
    office.lock()
    assert (root / "left" / JOURNAL).stat().st_size > 100_000
    return root, shown


@pytest.fixture
def left(template, tmp_path):
    """A fresh copy of that office, as often as it is called."""

    def copy():
        folder = tmp_path / "office"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(template[0] / "left", folder)
        return folder

    return copy


@pytest.fixture
def locked(template, tmp_path):
    """The same office after it was locked properly."""
    folder = tmp_path / "locked"
    shutil.copytree(template[0] / "office", folder)
    return folder


def flip(path, place, bit):
    data = bytearray(path.read_bytes())
    data[place] ^= 1 << bit
    path.write_bytes(data)


def told(error):
    """The sentence, in both languages; the Lao one is not the English one."""
    english, lao = sentence(error, "en"), sentence(error, "lo")
    assert english
    assert lao != english, english
    return english


def outcome(folder, shown, *, look=True):
    """What a user meets who opens the office and has it checked.

    Args:
        look: whether to look at everything shown although the check finds that something is wrong.
    """
    try:
        office = open_office(folder, USER, PASSPHRASE, at=lambda: MONDAY)
    except LegalAidError as error:
        return f"refused: {told(error)}"
    try:
        found = _found(office)
        if look or not found:
            met = _met(office, shown)
            assert found or met == "the same", "nothing was found, and something is not as it was"
        return found or "harmless"
    finally:
        office.lock()


def _found(office):
    try:
        return "" if office.orphans.verify().is_sound else "found"
    except LegalAidError as error:
        return f"found: {told(error)}"


def _met(office, shown):
    """What is shown is the office, or an earlier state of it, or a sentence."""
    try:
        now = contents(office)
    except LegalAidError as error:
        return told(error)
    assert now in shown, "something false is shown"
    return "the same" if now == shown[-1] else "an earlier state"


def attachments(folder):
    return sorted(folder.glob("attachments/??/*"))


@pytest.mark.parametrize("name", [places.DATABASE, JOURNAL, places.KEYS, places.ANCHOR, LATEST])
def test_one_bit_anywhere(left, template, name):
    random, ends = Random(f"{SEED} {name}"), Counter()
    whole = (template[0] / "left" / name).read_bytes()
    for number in range(FLIPS[name]):
        folder, place, bit = left(), random.randrange(len(whole)), random.randrange(8)
        flip(folder / name, place, bit)
        changed = (folder / name).read_bytes()
        try:
            end = outcome(folder, template[1], look=number % 3 == 0)
            assert end != "harmless" or is_harmless(template[0] / "left", name, place, changed)
        except Exception as error:
            error.add_note(f"bit {bit} of byte {place} of {name}, seed {SEED}")
            raise
        ends[end] += 1
    print(f"{name}: {dict(ends)}")  # noqa: T201 - to read with -s


def is_harmless(folder, name, place, changed):
    """Why a bit changes nothing; that nothing else is shown has been compared."""
    if name == places.DATABASE:  # the page lies in the journal too, which counts
        return place // PAGE + 1 in pages_of(folder / JOURNAL)
    if name == places.KEYS:  # the case of a letter in \u0eaa
        return json.loads(changed) == json.loads((folder / name).read_bytes())
    return name == LATEST  # the trail itself still has the ends that were noted


def pages_of(journal):
    """The pages that stand in a journal: 32 bytes, then 24 before each page, first its number."""
    data = journal.read_bytes()
    return {
        int.from_bytes(data[start : start + 4], "big") for start in range(32, len(data), 24 + PAGE)
    }


def test_one_bit_anywhere_in_an_attachment(locked):
    random, office = Random(f"{SEED} attachments"), open_office(locked, USER, PASSPHRASE)
    kept = office.attachments.of_case(office.cases.page().lines[0].case.id)
    for number in range(FLIPS[places.ATTACHMENTS]):
        one = kept[number % len(kept)]
        path = locked / places.ATTACHMENTS / one.blob[:2] / one.blob
        whole = path.read_bytes()
        flip(path, random.randrange(len(whole)), random.randrange(8))
        with pytest.raises(Damaged) as refusal:
            office.attachments.data(one.id)
        told(refusal.value)
        if number < 10:
            verdict = office.orphans.verify()
            assert (verdict.damaged, verdict.missing) == (1, 0)
        path.write_bytes(whole)
    assert office.orphans.verify().is_sound
    office.lock()


def test_one_bit_anywhere_in_a_backup(template, tmp_path):
    random, path = Random(f"{SEED} backup"), tmp_path / BACKUP
    whole = (template[0] / BACKUP).read_bytes()
    for _number in range(FLIPS["backup"]):
        path.write_bytes(whole)
        flip(path, random.randrange(len(whole)), random.randrange(8))
        with pytest.raises(Damaged) as refusal:
            doors.verify_backup(path, USER, PASSPHRASE)
        told(refusal.value)


@pytest.fixture(scope="module")
def stranger(tmp_path_factory):
    """Another office with the same people and passphrases."""
    folder = tmp_path_factory.mktemp("stranger") / "office"
    made(folder, "Other").lock()
    return folder


@pytest.mark.parametrize("name", [places.DATABASE, places.KEYS, places.ANCHOR])
def test_a_file_of_another_office(locked, template, stranger, name):
    shutil.copy(stranger / name, locked / name)
    assert outcome(locked, template[1]) != "harmless"


def test_an_attachment_of_another_office(locked, template, stranger):
    theirs = attachments(stranger)
    for mine in attachments(locked):
        shutil.copy(theirs[0], mine)
        assert outcome(locked, template[1]) == "found"


@pytest.fixture
def before(locked):
    """The office as it was before somebody was added, worked and was taken out again."""
    old = locked.with_name("old")
    office = open_office(locked, USER, PASSPHRASE)
    noy = office.users.add(
        User(name="noy", role=Role.CLERK, since=MONDAY.date()), "ກະຕ່າຍ ໂມງ ສະພານ 7", PASSPHRASE
    )
    office.lock()
    shutil.copytree(locked, old)
    office = open_office(locked, USER, PASSPHRASE)
    office.users.disable(noy.id, "ຍ້າຍວຽກ", PASSPHRASE)
    office.people.take_in(Person(given_lo="ຄົນໃໝ່"))
    office.lock()
    return old


def flaws(folder):
    office = open_office(folder, USER, PASSPHRASE)
    found = office.trail.verify().flaws
    office.lock()
    return found


def test_nothing_put_back_is_no_alarm(before, locked):
    assert flaws(locked) == ()


def test_an_older_database_put_back(before, locked):
    shutil.copy(before / places.DATABASE, locked / places.DATABASE)
    assert Flaw.TAIL in flaws(locked) or Flaw.REWRITTEN in flaws(locked)


def test_an_older_key_file_put_back(before, locked):
    shutil.copy(before / places.KEYS, locked / places.KEYS)
    with pytest.raises(NotAllowed):  # the slot opens, the account is closed
        open_office(locked, "noy", "ກະຕ່າຍ ໂມງ ສະພານ 7")
    assert flaws(locked) == (Flaw.KEYS,)
    office = open_office(locked, USER, PASSPHRASE)
    assert not office.orphans.verify().is_sound
    office.change_passphrase(PASSPHRASE, "ລະຫັດຜ່ານ ໃໝ່ 2026")
    office.lock()
    office = open_office(locked, USER, "ລະຫັດຜ່ານ ໃໝ່ 2026")
    assert office.trail.verify().is_sound, "a new key file ends it"
    office.lock()


def test_an_older_key_file_put_back_while_the_office_is_open(before, locked):
    office = open_office(locked, USER, PASSPHRASE)
    office.change_passphrase(PASSPHRASE, "ລະຫັດຜ່ານ ໃໝ່ 2026")
    shutil.copy(before / places.KEYS, locked / places.KEYS)
    office.lock()
    assert flaws(locked) == (Flaw.KEYS,)


def test_an_older_anchor_put_back_is_found_out_by_the_key_file(before, locked):
    """It may be older than the trail, after a power cut; but it knows a key file that is gone."""
    shutil.copy(before / places.ANCHOR, locked / places.ANCHOR)
    assert flaws(locked) == (Flaw.KEYS,)


def test_the_slot_of_somebody_taken_out_put_back_into_the_new_file(before, locked):
    old, new = (json.loads((folder / places.KEYS).read_bytes()) for folder in (before, locked))
    new["slots"].append(next(slot for slot in old["slots"] if slot["user"] == "noy"))
    (locked / places.KEYS).write_text(json.dumps(new, indent=2) + "\n")
    for user, passphrase in ((USER, PASSPHRASE), ("noy", "ກະຕ່າຍ ໂມງ ສະພານ 7")):
        with pytest.raises(Damaged) as refusal:
            open_office(locked, user, passphrase)
        assert refusal.value.reason == slots.DAMAGED_KEYS
        told(refusal.value)


def test_two_attachments_exchanged(locked, template):
    first, *_, last = attachments(locked)
    content = first.read_bytes()
    first.write_bytes(last.read_bytes())
    last.write_bytes(content)
    assert outcome(locked, template[1]) == "found"


@pytest.mark.parametrize("chunks", [0, 1])
def test_an_attachment_cut_at_the_border_of_a_chunk(locked, template, chunks):
    large = max(attachments(locked), key=lambda path: path.stat().st_size)
    large.write_bytes(large.read_bytes()[: len(MAGIC) + 32 + chunks * (CHUNK + 16)])
    assert outcome(locked, template[1]) == "found"


@pytest.mark.parametrize("name", [JOURNAL, LATEST])
def test_the_journal_taken_away_after_a_crash(left, template, name):
    folder = left()
    (folder / name).unlink()
    end = outcome(folder, template[1])
    assert end == ("harmless" if name == LATEST else "found")


def test_the_journal_and_what_tells_of_it_taken_away(left, template):
    """Whoever takes both away leaves an earlier state that was real; only a sheet tells of it."""
    folder = left()
    (folder / JOURNAL).unlink()
    (folder / LATEST).unlink()
    office = open_office(folder, USER, PASSPHRASE)
    assert contents(office) == template[1][0]
    office.lock()


def test_a_removed_attachment(locked, template):
    attachments(locked)[0].unlink()
    assert outcome(locked, template[1]) == "found"
