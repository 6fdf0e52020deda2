"""The main job of the program, through its real windows, in Lao."""

import re
import subprocess
import tempfile
from datetime import datetime
from functools import partial

import pytest
from pikepdf import Pdf, Stream
from PIL import Image
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPdfWriter
from PySide6.QtTest import QTest

from legalaid_desktop.desktop import app, settings, translator
from legalaid_desktop.desktop.assignments import OfferDialog
from legalaid_desktop.desktop.attachment_form import AttachmentDialog
from legalaid_desktop.desktop.deadline_form import DeadlineDialog
from legalaid_desktop.desktop.declarations import DeclareDialog
from legalaid_desktop.desktop.lawyers import LawyerDialog
from legalaid_desktop.desktop.papers import NewPaperDialog
from legalaid_desktop.desktop.parties import PartyDialog
from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.bundles import Check
from legalaid_desktop.domain.cases import CaseType, PartyRole, Stage
from legalaid_desktop.domain.intakes import SCREEN
from legalaid_desktop.domain.people import Sex
from legalaid_desktop.services import office as services
from legalaid_desktop.services.clock import VIENTIANE
from tests.consenting import agreed, agreed_to_referral
from tests.end_to_end.desk import Desk, said

PASSPHRASE = "ນ້ຳຂອງ ໄຫຼ ຜ່ານ ບ້ານ"
AFTERWARDS = "ພູເຂົາ ສາມ ໜ່ວຍ ຟ້າ ໃສ"
GIVEN_LO, SURNAME_LO = "ຄຳຫຼ້າ", "ແກ້ວມະນີວົງ"
GIVEN_LATIN, SURNAME_LATIN = "Khamla", "Keomanivong"
NAMES = (GIVEN_LO, SURNAME_LO, GIVEN_LATIN, SURNAME_LATIN)


def now():
    return datetime(2026, 3, 30, 9, tzinfo=VIENTIANE)


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A computer of our own: settings, logs and temporary files lie where we can look."""
    places = {"HOME": "home", "XDG_CONFIG_HOME": "home/config", "XDG_CACHE_HOME": "home/cache",
              "XDG_DATA_HOME": "home/data", "XDG_STATE_HOME": "home/state",
              "TMPDIR": "temp"}  # fmt: skip
    for variable, folder in places.items():
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(tmp_path / folder))
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    return tmp_path


@pytest.fixture
def desk(qtbot, qapp, home, create_bare, type_text, answers):
    translator.switch(qapp, "lo")
    program = app.Program(
        settings.default_path(),
        partial(services.open_office, at=now),
        partial(create_bare, at=now),
        services.users,
    )
    program.settings = settings.Settings(language="lo", theme="light")
    program.start()
    qtbot.waitExposed(program.unlock)
    yield Desk(program, qtbot, type_text, answers)
    program.close()


@pytest.fixture
def files(home):
    """What a client brings: a PDF of another program, a photo with a position, half a download."""
    folder = home / "from the client"
    folder.mkdir()
    writer = QPdfWriter(str(folder / "ສັນຍາ.pdf"))
    painter = QPainter(writer)
    painter.drawText(QRect(0, 0, 4000, 800), 0, "Lease of 12 May 2024")
    painter.end()
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (17.0, 58.0, 0.0), 3: "E", 4: (102.0, 36.0, 0.0)})
    Image.new("RGB", (320, 240), "tan").save(folder / "house.jpg", exif=exif)
    with Image.open(folder / "house.jpg") as photo:
        assert photo.getexif().get_ifd(0x8825)[1] == "N"
    whole = (folder / "ສັນຍາ.pdf").read_bytes()
    (folder / "receipt.pdf").write_bytes(whole[: len(whole) // 3])
    return sorted(folder.iterdir())


def create_office(desk, folder):
    desk.press(desk.program.unlock.unlocking.parts.new)
    parts = desk.program.unlock.new_office.parts
    desk.fill(parts, name_lo="ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ", name_en="Legal Aid Office")
    desk.fill(parts, province=parts.province._choices[0][0], folder=str(folder), user="ສີວິໄລ")
    desk.fill(parts, passphrase=PASSPHRASE, again=PASSPHRASE)
    desk.press(parts.create)
    desk.qtbot.waitUntil(lambda: desk.window is not None)


def make_recoverable(desk, folder):
    """The first thing the founder sees: five shares, saved, and two of them typed back."""
    page = desk.page("recovery")
    desk.sees(page.head, "ຂັ້ນທີ 1")
    desk.press(page.choosing.shares.button)
    desk.type(page.choosing.own, PASSPHRASE)
    desk.press(page.choosing.make)
    desk.finish()
    desk.sees(page.head, "ຂັ້ນທີ 2")
    folder.mkdir()
    desk.answers.folder = folder
    desk.press(page.paper.to_folder)
    desk.agree()  # a file opens the office for whoever finds it
    desk.finish()
    files = sorted(folder.iterdir())
    assert len(files) == 5
    desk.press(page.paper.next)
    type_back(desk, page.typing.sheets.first, files[4])
    type_back(desk, page.typing.sheets.second, files[1])
    desk.press(page.typing.confirm)
    desk.finish()
    desk.press(page.done.button)
    desk.page("intake")


def type_back(desk, field, file):
    """Types the groups that are printed on the sheet, box by box."""
    groups = groups_of(file)
    assert len(groups) == 12
    for box, group in zip(field.boxes, groups, strict=True):
        assert box.window().focusWidget() is box
        QTest.keyClicks(box, group)


def groups_of(file):
    return re.findall(r"\b\d{5}\b", text_of(file))


def codes_on(folder):
    """What stands on the sheets, as it could be written somewhere."""
    codes = [groups_of(file) for file in sorted(folder.iterdir())]
    return [between.join(code) for code in codes for between in (" ", "", "\n", '","')]


def come_back_by_sheets(desk, folder):
    """Weeks later the passphrase is forgotten: two other shares open the office."""
    desk.press(desk.program.unlock.unlocking.parts.forgot)
    form, files = desk.program.unlock.recover, sorted(folder.iterdir())
    type_back(desk, form.codes.first, files[0])
    type_back(desk, form.codes.second, files[2])
    desk.fill(form.parts, passphrase=AFTERWARDS, again=AFTERWARDS)
    desk.press(form.parts.recover)
    desk.qtbot.waitUntil(lambda: desk.window is not None)
    desk.sees(desk.page("today").recovery, "ສີວິໄລ")


def unlock(desk):
    desk.type(desk.program.unlock.unlocking.parts.passphrase, PASSPHRASE)
    desk.press(desk.program.unlock.unlocking.parts.unlock)
    desk.qtbot.waitUntil(lambda: desk.window is not None)


def lock(desk):
    desk.press(desk.window.bar.lock)
    desk.qtbot.waitUntil(lambda: desk.program._office is None, timeout=60_000)


def enter_lawyer(desk):
    page = desk.go("office")
    page.tabs.setCurrentIndex(1)
    desk.press(page.parts["lawyers"].new)
    dialog = desk.dialog(LawyerDialog)
    desk.fill(dialog.parts, name_lo="ຄຳແພງ ສີສຸວັນ", name_latin="Khamphaeng Sisouvan")
    desk.fill(dialog.parts, card_number="0417", phone="020 5555 0417")
    dialog.parts.pro_bono.setChecked(True)
    desk.accept(dialog)


def take_in(desk):
    """A new intake; the language is switched and switched back while it is half filled."""
    desk.press(desk.go("people").intake)
    page = desk.page("intake")
    person, case = page.form.parts, page.case_form.parts
    desk.fill(person, given_lo=GIVEN_LO, surname_lo=SURNAME_LO)
    desk.fill(person, given_latin=GIVEN_LATIN, surname_latin=SURNAME_LATIN, sex=Sex.FEMALE)
    desk.press(page.form.more)
    desk.fill(person, born_on="07/03/1985", village_lo="ດົງໂດກ", village_latin="Dongdok")
    desk.fill(case, subject_lo="ຂໍ້ຂັດແຍ່ງເຮືອນເຊົ່າ", type=CaseType.CIVIL)
    answer(desk, page.talk)
    switch_and_back(desk, page)
    desk.press(page.more_case)
    desk.fill(case, subject_en="Dispute over a rented house", stage=Stage.FIRST_INSTANCE)
    desk.fill(case, court="regional-central")
    desk.press(page.save)
    case = desk.window.office.cases.file(desk.page("case")._key)
    assert (case.person.given_lo, case.person.surname_latin) == (GIVEN_LO, SURNAME_LATIN)
    assert case.case.court == "regional-central"
    waiting = desk.go("today").waiting
    desk.sees(waiting, "ຂໍ້ຂັດແຍ່ງເຮືອນເຊົ່າ")
    QTest.keyClick(desk.rows(waiting)[0], Qt.Key.Key_Space)
    desk.sees(desk.page("case").parts["intake"], "ເວົ້າກ່ອນ: “ຮ້ານກາເຟ”")
    assert GIVEN_LO not in desk.window.windowTitle()
    return case.case


def answer(desk, talk):
    """The talk by the keyboard alone: Alt and a digit opens a part, an arrow changes an answer."""
    desk.window.activateWindow()
    desk.qtbot.waitUntil(desk.window.isActiveWindow)
    QTest.keyClick(desk.window, Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)
    desk.qtbot.waitUntil(lambda: talk.sections["contact"].is_open)
    answers = talk.field("call").editor.buttons
    assert desk.window.focusWidget() is answers[""]
    QTest.keyClick(answers[""], Qt.Key.Key_Left)
    QTest.keyClick(answers["no"], Qt.Key.Key_Left)
    assert answers["yes"].isChecked()
    desk.type(talk.field("code_word"), "ຮ້ານກາເຟ")
    for name in SCREEN:
        QTest.mouseClick(talk.field(name).editor.buttons["no"], Qt.MouseButton.LeftButton)
    desk.sees(talk.sections["screen"], "5 ໃນ 6")


def switch_and_back(desk, page):
    before = (page.form.record(page._person), page.case_form.record(page._case))
    titles = [said(page)]
    for _ in range(2):
        desk.press(desk.window.bar.language)
        titles.append(said(page))
        assert (page.form.record(page._person), page.case_form.record(page._case)) == before
    assert titles[0] == titles[2] != titles[1]
    assert "New intake" in titles[1]


def add_parties(desk):
    client = f"{GIVEN_LO} {SURNAME_LO}"
    for role, name in ((PartyRole.DEFENDANT, client), (PartyRole.PLAINTIFF, "ບຸນທັນ ພົມມະຈັນ")):
        tab = desk.tab("people")
        desk.press(tab.add)
        dialog = desk.dialog(PartyDialog)
        desk.fill(dialog.parts, role=role)
        desk.type(dialog.person.name, name)
        desk.qtbot.waitUntil(lambda shown=dialog: desk.rows(shown.person.found) != [])
        first = desk.rows(dialog.person.found)[0]
        QTest.keyClick(first, Qt.Key.Key_Space)
        desk.accept(dialog)
    desk.sees(desk.tab("people"), "ບຸນທັນ")


def watch_the_answer(desk):
    """The answer to the claim: the copy was received on 27 March 2026."""
    tab = desk.tab("deadlines")
    desk.press(tab.add)
    dialog = desk.dialog(DeadlineDialog)
    desk.fill(dialog.parts, event="CV-24", trigger_on="27/03/2026")
    told = said(dialog.sum)
    assert "11 ເມສາ 2026" in said_by(dialog.sum.last)
    assert "10 ເມສາ 2026" in said_by(dialog.sum.safe)
    assert "1. " in told
    assert "2. " in told
    assert "27/03/2026" in told or "27 ມີນາ 2026" in told
    desk.accept(dialog)
    desk.sees(tab.open, "10 ເມສາ 2026")
    desk.sees(desk.go("today"), "10 ເມສາ 2026")


def said_by(label):
    return label.text().replace("\u200b", "")


def assign(desk, case, lawyer="ຄຳແພງ"):
    desk.window.go("case", case.id)
    card = desk.tab("story").lawyer
    desk.press(card.offer)
    dialog = desk.dialog(OfferDialog)
    dialog.table.view.selectRow(0)
    desk.accept(dialog)
    desk.qtbot.waitUntil(card.declare.isVisible)
    desk.press(card.declare)
    asked = desk.dialog(DeclareDialog)
    asked.declaration.set_value(Declaration.NO_CONFLICT)
    desk.accept(asked)
    desk.qtbot.waitUntil(card.accept.isVisible)
    desk.press(card.accept)
    desk.sees(desk.page("case").head, lawyer)


REQUEST = {
    "hospital_lo": "ໂຮງໝໍມະໂຫສົດ", "hospital_en": "Mahosot Hospital",
    "reason_lo": "ເພື່ອຢັ້ງຢືນອາຍຸຕໍ່ສານ", "reason_en": "To prove the age before the court",
    "consent_by": "person", "consent_on": "30/03/2026",
}  # fmt: skip
REFERRAL = {
    "receiver_lo": "ສູນຊ່ວຍເຫຼືອ", "receiver_en": "Support Centre",
    "background_lo": "ຕ້ອງການບ່ອນພັກ", "background_en": "Needs a place to stay",
    "consent_by": "person", "consent_on": "30/03/2026",
    "shared_lo": "ຊື່ ແລະ ເບີໂທ", "shared_en": "Name and telephone",
}  # fmt: skip


def issue(desk, case, kind, language, typed, out):
    """Makes a draft, fills in its own facts and issues it; saves the pages as they went out."""
    desk.window.go("case", case.id)
    desk.press(desk.tab("papers").new)
    dialog = desk.dialog(NewPaperDialog)
    dialog.kind.set_value(kind)
    dialog.language.set_value(language)
    desk.accept(dialog)
    page = desk.page("paper")
    if kind == "referral_letter":
        page.form.editors["services"].boxes["shelter"].setChecked(True)
    for name, text in typed.items():
        editor = page.form.editors[name]
        editor.set_value(text) if hasattr(editor, "set_choices") else desk.type(editor, text)
    desk.qtbot.waitUntil(page.issue.isEnabled)
    desk.press(page.issue)
    desk.agree()
    desk.finish()
    desk.sees(page.head, page._paper.number)
    assert page._paper.language == language
    desk.answers.save = out
    page.errand.recipient.set_value("our own file")
    desk.press(page.export)
    desk.finish()
    return text_of(out)


def add_evidence(desk, case, files):
    desk.window.go("case", case.id)
    tab = desk.tab("evidence")
    for number, path in enumerate(files, 1):
        desk.answers.files = [path]
        desk.press(tab.add)
        desk.accept(desk.dialog(AttachmentDialog))
        desk.finish()
        desk.qtbot.waitUntil(lambda wanted=number: len(desk.rows(tab.card)) == wanted)


def bundle(desk, case, out):
    desk.window.go("case", case.id)
    tab = desk.tab("bundle")
    desk.answers.save = out
    for box in tab.boxes.values():
        box.setChecked(True)
    tab.errand.recipient.set_value("our own file")
    desk.press(tab.make)
    desk.finish()
    assert tab._report.documents == len(tab.boxes) == 6
    assert len(tab._report.slip_sheets) == 1
    assert set(tab._report.checks) == set(Check)
    desk.sees(tab.report, "receipt")


def text_of(path):
    run = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
    return run.stdout.decode().replace("\u200b", "")


def check_bundle(out):
    text = text_of(out)
    for title in ("ສັນຍາ", "house", "receipt", "ໃບມອບສັນທະ", "ອາຍຸ", "ສົ່ງຕໍ່"):
        assert title in text, title
    assert "Lease of 12 May 2024" in text
    with Pdf.open(out) as pdf:
        assert len(pdf.pages) >= 8
        streams = [o.read_raw_bytes() for o in pdf.objects if isinstance(o, Stream)]
        photos = [o for o in pdf.objects if isinstance(o, Stream) and o.get("/Width") == 320]
        links = [a for page in pdf.pages[:2] for a in page.get("/Annots", [])]
    assert photos
    assert len(links) >= 6
    assert not [stream for stream in streams if b"Exif" in stream or b"GPS" in stream]


def test_one_case_from_intake_to_bundle(desk, home, files):
    office = home / "ຫ້ອງການ"
    create_office(desk, office)
    make_recoverable(desk, home / "sheets")
    lock(desk)
    unlock(desk)
    enter_lawyer(desk)
    case = take_in(desk)
    add_parties(desk)
    watch_the_answer(desk)
    assign(desk, case)
    papers = home / "papers"
    papers.mkdir()
    poa = issue(desk, case, "power_of_attorney", "lo", {}, papers / "1.pdf")
    assert GIVEN_LO in poa
    agreed(desk.window.office, case.id, recipient_lo="", recipient_en=REQUEST["hospital_en"])
    agreed_to_referral(
        desk.window.office, case.id, REFERRAL["receiver_lo"], REFERRAL["receiver_en"]
    )
    request = issue(desk, case, "age_verification_request", "en", REQUEST, papers / "2.pdf")
    assert SURNAME_LATIN in request
    referral = issue(desk, case, "referral_letter", "both", REFERRAL, papers / "3.pdf")
    assert GIVEN_LO in referral
    assert SURNAME_LATIN in referral
    add_evidence(desk, case, files)
    bundle(desk, case, home / "bundle.pdf")
    check_bundle(home / "bundle.pdf")
    lock(desk)
    come_back_by_sheets(desk, home / "sheets")
    lock(desk)
