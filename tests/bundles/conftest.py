"""One bundle of everything odd, made once."""

import importlib.util
from datetime import date
from pathlib import Path

import pytest

from legalaid_desktop.services.bundle_folders import build_from_folder


def _load_nasty():
    spec = importlib.util.spec_from_file_location("nasty", Path(__file__).parent / "nasty.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def nasty():
    return _load_nasty()


@pytest.fixture(scope="session")
def nasty_folder(nasty, tmp_path_factory):
    root = tmp_path_factory.mktemp("inputs") / "ຄະດີ 12"
    for section, files in nasty.WHOLE.items():
        (root / section).mkdir(parents=True)
        for name, make in files.items():
            (root / section / name).write_bytes(make())
    missing = root / "3 cannot be shown"
    missing.mkdir()
    for name, (make, _reason) in nasty.MISSING.items():
        (missing / name).write_bytes(make())
    return root


@pytest.fixture(scope="session")
def made(nasty_folder, tmp_path_factory):
    """The finished file, its plan and its report."""
    out = tmp_path_factory.mktemp("out") / "bundle.pdf"
    plan, report = build_from_folder(
        nasty_folder, out, language="both", title="", today=date(2026, 11, 23)
    )
    return out, plan, report
