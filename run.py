"""Sets the program up in .venv and runs it: ``python3 run.py [test | COMMAND ...]``.

Needs Python 3.11 or later and nothing else; on Windows ``py run.py``.
"""

import hashlib
import os
import platform
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
ENVIRONMENT = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = ENVIRONMENT / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST = (3, 11)
QT_NEEDS = {  # library: the Debian and Ubuntu package that holds it
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xinerama.so.0": "libxcb-xinerama0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
TEST_NEEDS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}


def main(arguments: list[str]) -> int:
    """Prepares what the command needs and runs it; the exit code is the command's."""
    if sys.version_info < OLDEST:
        print("Python 3.11 or later is needed.", file=sys.stderr)
        return 1
    testing = arguments[:1] == ["test"]
    install_system(testing=testing)
    try:
        install_python("requirements-test.lock" if testing else "requirements.lock")
    except subprocess.CalledProcessError:
        print("The libraries could not be installed; the lines above say why.", file=sys.stderr)
        return 1
    if testing:
        return test(arguments[1:])
    return call([PYTHON, "-m", "legalaid_desktop", *arguments])


def test(arguments: list[str]) -> int:
    """Lint, types, then the tests; stops at the first that fails."""
    checks: list[list[str | Path]] = [
        [PYTHON, "-m", "ruff", "check", "."],
        [PYTHON, "-m", "ruff", "format", "--check", "."],
        [PYTHON, "-m", "mypy"],
        [
            PYTHON,
            "-m",
            "pytest",
            "-q",
            "-n",
            str(min(os.cpu_count() or 1, 3) + 1),
            "--dist",
            "worksteal",
            *arguments,
        ],
    ]
    for check in checks:
        print("$", *check[1:], flush=True)
        code = call(check)
        if code:
            return code
    return 0


def install_python(lock: str) -> None:
    """Brings .venv to what the lock file says; does nothing if it is there already."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = ENVIRONMENT / f"{lock}.sha256"
    if stamp.exists() and stamp.read_text() == wanted and PYTHON.exists():
        return
    if not any(ENVIRONMENT.glob("*.sha256")):  # also after a first run that was cut off
        print("Making .venv", flush=True)
        venv.create(ENVIRONMENT, with_pip=True)
    print("Installing the libraries named in", lock, flush=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--require-hashes", "-r", ROOT / lock], check=True)
    stamp.write_text(wanted)


def install_system(*, testing: bool) -> None:
    """On Debian and Ubuntu adds the few libraries that Qt needs, or says how to."""
    if platform.system() != "Linux" or not shutil.which("apt-get"):
        return
    missing = missing_packages(testing=testing)
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if os.geteuid() != 0:
        print("Qt needs system libraries. Please run: sudo", *command, flush=True)
        return
    print("Installing", *missing, flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=False, env=environment)
    subprocess.run([*command, "-qq"], check=False, env=environment, stdout=subprocess.DEVNULL)


def missing_packages(*, testing: bool) -> list[str]:
    """The packages whose library or program is not there."""
    known = subprocess.run(["/sbin/ldconfig", "-p"], capture_output=True, text=True, check=False)
    missing = [package for library, package in QT_NEEDS.items() if library not in known.stdout]
    if testing:
        missing += [package for tool, package in TEST_NEEDS.items() if not shutil.which(tool)]
    return missing


def call(command: list[str | Path]) -> int:
    """Runs a command in this folder, with the package on its path."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    try:
        environment = {**os.environ, "PYTHONPATH": path}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # each start would compile all anew
        return subprocess.run(command, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
