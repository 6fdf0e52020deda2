"""Proves that a copy of the program is whole: its files, its fonts, its database, its pages."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Tree

import pypdfium2
from babel.messages.pofile import read_po

from legalaid_desktop import assets, i18n
from legalaid_desktop.domain.errors import LegalAidError, Refused
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.errors import sentence
from legalaid_desktop.services import paper_kinds, reference
from legalaid_desktop.services.office import create_office, open_office
from legalaid_desktop.storage.stretching import LEAST
from legalaid_desktop.typesetting import Document, Style, plain
from legalaid_desktop.typesetting.faces import face

LAO_FONTS = ("NotoSansLao-Regular", "NotoSansLao-Bold", "Phetsarath-Regular", "Phetsarath-Bold")
LAO = "ກຂຄງຈສຊຍດຕຖທນບປຜຝພຟມຢຣລວຫອຮຯະັາຳິີຶືຸູົຼຽເແໂໃໄໆ່້໊໋໌ໍ໐໙ໜໝ"
WORDS = "ຄຳຮ້ອງຟ້ອງ ໜັງສືຜ່ານແດນ ຫຼວງພະບາງ ນ້ຳ"

NO_FORMS = N_("There are no forms.")
NOT_A_FORM = N_("The form {name} cannot be read.")
NOT_LAO = N_("The font {name} lacks Lao letters: {letters}")
UNTRANSLATED = N_("Texts not translated: {count}; the first is “{first}”.")
NOT_KEPT = N_("What was written was not read back.")
NOT_FOUND = N_("The Lao text of a page is not found in it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that was tried; ``wrong`` says what failed and is empty if nothing did."""

    name: str
    wrong: str = ""


def run() -> Iterator[Result]:
    """Tries one thing after another, and goes on when one fails."""
    for name, check in CHECKS.items():
        try:
            check()
        except LegalAidError as error:
            yield Result(name=name, wrong=sentence(error, i18n.current()))
        except Exception as error:
            yield Result(name=name, wrong=f"{type(error).__name__}: {error}")
        else:
            yield Result(name=name)


def _forms() -> None:
    forms = sorted(assets.form("any").parent.glob("*.ui"))
    if not forms:
        raise Refused(NO_FORMS)
    for form in forms:
        try:
            root = Tree.parse(form).getroot()  # noqa: S314 - our own forms
        except Tree.ParseError as error:
            raise Refused(NOT_A_FORM, name=form.name) from error
        if root is None or root.tag != "ui" or root.find("widget") is None:
            raise Refused(NOT_A_FORM, name=form.name)


def _fonts() -> None:
    for name in LAO_FONTS:
        missing = "".join(letter for letter in LAO if not face(name).has(letter))
        if missing:
            raise Refused(NOT_LAO, name=name, letters=missing)


def _catalogs() -> None:
    with assets.translation("lo").open("rb") as stream:
        messages = read_po(stream, locale="lo")
    empty = [one.id for one in messages if one.id and (one.fuzzy or not one.string)]
    if empty:
        raise Refused(UNTRANSLATED, count=len(empty), first=empty[0])


def _law() -> None:
    for table in (
        reference.rules, reference.laws, reference.provinces, reference.districts,
        reference.seed_holidays, reference.courts, paper_kinds.kinds,
    ):  # fmt: skip
        if not table():
            raise Refused(NOT_KEPT)
    reference.require_sound_rules()


def _database() -> None:
    profile = OfficeProfile(name_lo="ລອງ", name_en="Trial")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "office")
        folder.mkdir()
        office = create_office(folder, profile, "trial", WORDS, cost=LEAST)
        office.people.save(Person(given_lo="ລອງ"))
        office.lock()
        office = open_office(folder, "trial", WORDS)
        kept = [person.given_lo for person, _client in office.people.page().lines]
        office.lock()
    if kept != ["ລອງ"]:
        raise Refused(NOT_KEPT)


def _pages() -> None:
    pdf = Document(title=WORDS, language="lo").build([plain(WORDS, Style())])
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        text = page.get_textpage().get_text_bounded()
        ink = page.render(scale=0.5).to_pil().convert("L").getextrema()[0]
    if search_key(WORDS) not in search_key(text) or ink > 128:
        raise Refused(NOT_FOUND)


CHECKS: dict[str, Callable[[], None]] = {
    N_("Forms"): _forms,
    N_("Fonts"): _fonts,
    N_("Translations"): _catalogs,
    N_("Law and reference data"): _law,
    N_("Encrypted office and its tables"): _database,
    N_("A page in Lao"): _pages,
}
