"""The house rules that a machine can check."""

import ast
from pathlib import Path

import pytest
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "legalaid_desktop"
MODULES = [p for p in PACKAGE.rglob("*.py") if "versions" not in p.parts]


def test_layers_and_bans_are_kept(monkeypatch):
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_logo=True) == EXIT_STATUS_SUCCESS


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path):
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < 50, node.name


def test_median_function_is_short():
    sizes = sorted(
        node.end_lineno - node.lineno + 1
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert sizes[len(sizes) // 2] < 10


def test_no_catch_all_modules():
    banned = {"utils", "helpers", "helper", "manager", "common", "misc", "controller"}
    assert not [p for p in MODULES if p.stem in banned]


def test_lao_is_never_split_at_spaces():
    """Lao has no spaces between words: a bare ``split()`` cuts phrases, not words."""
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and node.func.attr == "split"
                and not node.args
                and not node.keywords
            ):
                found.append(f"{path.relative_to(PACKAGE)}:{node.lineno}")
    assert found == []


def test_top_level_holds_what_was_agreed():
    allowed = {
        "legalaid_desktop", "ui", "translations", "resources", "tests", "benchmarks", "docs",
        "pyproject.toml", "README.md", "run.py", "requirements.lock", "requirements-test.lock",
        "THIRD-PARTY.md", "build", "dist",
    }  # fmt: skip
    assert {p.name for p in ROOT.iterdir() if not p.name.startswith(".")} <= allowed


def test_the_time_of_laos_is_said_once():
    said = [
        path.name
        for path in PACKAGE.rglob("*.py")
        if "timedelta(hours=7" in path.read_text("utf-8")
    ]
    assert said == ["custody.py"]
