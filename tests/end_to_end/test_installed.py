"""The wheel as somebody installs it: complete without the checkout beside it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    out = tmp_path_factory.mktemp("wheel")
    run(["-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """Runs a command of the installed program from a folder that has nothing to do with it."""
    target, elsewhere = tmp_path_factory.mktemp("target"), tmp_path_factory.mktemp("elsewhere")
    pip = ["-m", "pip", "install", "--quiet", "--no-deps", "--no-index"]
    run([*pip, "--target", str(target), str(wheel)], cwd=elsewhere)
    return lambda *arguments: run(
        ["-m", "legalaid_desktop", *arguments], cwd=elsewhere, PYTHONPATH=str(target)
    )


def run(arguments, cwd, **variables):
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env={**environment, **variables, "PIP_DISABLE_PIP_VERSION_CHECK": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_carries_every_form_catalog_and_resource(wheel):
    carried = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"legalaid_desktop/_data/{path.relative_to(ROOT).as_posix()}"
        for part in ("ui", "translations", "resources")
        for path in (ROOT / part).rglob("*")
        if path.is_file()
    }
    assert wanted - carried == set()
    sources = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "legalaid_desktop").rglob("*.py")
    }
    assert sources - carried == set()


def test_nothing_but_the_program_is_in_the_wheel(wheel):
    tops = {name.partition("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"legalaid_desktop"}


def test_the_installed_program_finds_itself_whole(installed):
    result = json.loads(installed("self-test", "--json"))
    assert (result["ok"], set(result["checks"].values())) == (True, {"ok"})


def test_the_installed_program_does_its_main_job(installed, tmp_path):
    made = json.loads(installed("demo", str(tmp_path / "demo"), "--cases", "0", "--json"))
    assert made["cases"] == 8  # seven told ones and somebody who is held at this moment
    for path in (*made["papers"], *made["bundles"]):
        assert Path(path).read_bytes().startswith(b"%PDF-")
