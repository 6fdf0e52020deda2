"""Every text a user can see is in the catalog, in Lao, with the same placeholders."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from babel.messages.pofile import read_po

from legalaid_desktop import i18n
from legalaid_desktop.domain.lao import normalise

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "legalaid_desktop"
MODULES = sorted(PACKAGE.rglob("*.py"))
FORMS = sorted((ROOT / "ui").glob("*.ui"))
DATA = sorted((ROOT / "resources").rglob("*.toml"))
ERRORS = {
    "InvalidValue", "Refused", "NotFound", "NotAllowed", "Stale", "WrongPassphrase", "Damaged",
    "NewerFile",
}  # fmt: skip
DESIGNER_LEFTOVERS = {"TextLabel", "PushButton", "ToolButton", "GroupBox", "CheckBox", "MainWindow"}
THAI = re.compile("[\u0e00-\u0e7f]")
OLD_SPELLINGS = re.compile("ຫນ|ຫມ|ໍາ")


def catalog(path):
    with path.open("rb") as stream:
        return read_po(stream, locale="lo" if path.suffix == ".po" else None)


def ids(messages):
    """The texts to translate; of one with a plural, the singular."""
    return {one.id[0] if one.pluralizable else one.id for one in messages if one.id}


def forms_of(text):
    """A message and its plural, or a message alone."""
    return text if isinstance(text, tuple | list) else (text,)


def placeholders(text):
    return sorted(re.findall(r"\{[^{}]*\}|%\w", text))


@pytest.fixture(scope="module")
def template():
    return catalog(ROOT / "translations" / "messages.pot")


@pytest.fixture(scope="module")
def lao():
    return catalog(ROOT / "translations" / "lo.po")


def test_the_program_reads_the_catalog_as_babel_does(lao):
    read = i18n.catalog("lo")
    for one in lao:
        if one.pluralizable:
            assert [read.ngettext(*one.id, count) for count in (1, 2)] == [one.string[0]] * 2
        elif one.id:
            assert read.gettext(one.id) == one.string
    assert read.ngettext("{n} not there", "{n} are not there", 2) == "{n} are not there"


def test_the_template_is_what_the_sources_hold(template, tmp_path):
    made = tmp_path / "messages.pot"
    subprocess.run(
        [sys.executable, "-m", "babel.messages.frontend", "-q", "extract", "-F", "pyproject.toml",
         "-k", "N_", "-o", str(made), "."],
        cwd=ROOT, check=True, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    present = ids(catalog(made))
    assert {"new": present - ids(template), "gone": ids(template) - present} == {
        "new": set(),
        "gone": set(),
    }


def test_every_text_has_its_lao_and_none_is_doubtful(template, lao):
    assert ids(template) - ids(lao) == set(), "missing"
    assert ids(lao) - ids(template) == set(), "no longer used"
    assert [one.id for one in lao if one.id and not all(forms_of(one.string))] == []
    assert [one.id for one in lao if one.id and one.fuzzy] == []
    assert list(lao.obsolete) == []


def test_placeholders_are_the_same_in_lao(lao):
    differ = [
        one.id
        for one in lao
        if one.id
        for said in forms_of(one.string)
        if said and placeholders(said) != placeholders(forms_of(one.id)[-1])
    ]
    assert differ == []


def test_every_text_is_translated_once_for_each_use_of_a_shortcut(lao):
    """A form marks its keyboard shortcut with one ``&``; Lao may do without, never with two."""
    doubled = [
        one.id
        for one in lao
        if one.id and isinstance(one.string, str) and one.string.replace("&&", "").count("&") > 1
    ]
    assert doubled == []


def test_lao_is_in_one_spelling_and_holds_no_thai(lao):
    said = [text for one in lao if one.id for text in forms_of(one.string)]
    assert [text for text in said if not is_well_spelt(text)] == []


@pytest.mark.parametrize("path", DATA, ids=lambda path: str(path.relative_to(ROOT / "resources")))
def test_data_is_in_one_spelling_and_holds_no_thai(path):
    if path.name == "lao_terms.toml":
        pytest.skip("lists the spellings themselves")
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    assert [text for text in texts(data) if not is_well_spelt(text)] == []


def is_well_spelt(text):
    return normalise(text) == text and not THAI.search(text) and not OLD_SPELLINGS.search(text)


def texts(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def constants():
    """The texts of the package that stand under a name, by that name."""
    found = {}
    for module in MODULES:
        for node in ast.parse(module.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign) and (text := literal(node.value)):
                for target in node.targets:
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, set()).add(text)
    return found


def literal(node):
    """The text a node stands for, with or without its mark for extraction."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "N_":
        node = node.args[0]
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def reasons():
    """What the program can refuse with, and where."""
    named = constants()
    for module in MODULES:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in ERRORS:
                continue
            reason = node.args[1 if node.func.id == "InvalidValue" else 0]
            place = f"{module.relative_to(PACKAGE)}:{node.lineno}"
            if text := literal(reason):
                yield place, text
            name = getattr(reason, "id", getattr(reason, "attr", ""))
            for text in named.get(name, ()):
                yield place, text


def test_every_refusal_can_be_said_in_lao(template):
    known = ids(template)
    found = list(reasons())
    assert len(found) > 60
    assert [(place, text) for place, text in found if text not in known] == []


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_holds_no_stray_text(path, template):
    known = ids(template)
    shown = [
        string.text
        for string in Tree.parse(path).iter("string")  # noqa: S314 - our own forms
        if string.text and string.get("notr") != "true"
    ]
    assert [text for text in shown if text not in known] == []
    assert DESIGNER_LEFTOVERS & set(shown) == set()
    assert [text for text in shown if not text.isascii() and is_lao(text)] == []


def is_lao(text):
    return any("\u0e80" <= letter <= "\u0eff" for letter in text)
