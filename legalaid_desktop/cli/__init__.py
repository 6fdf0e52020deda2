"""The command line: the same services without a display."""

import argparse
import json
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from types import TracebackType

from legalaid_desktop import __version__, i18n
from legalaid_desktop.domain.errors import Damaged, InvalidValue, LegalAidError, Refused
from legalaid_desktop.labels.errors import sentence

DONE, REFUSED, WRONG_USAGE, DAMAGED = range(4)

COMMANDS = {
    "demo": "demo",
    "self-test": "self_test",
    "deadlines": "deadlines",
    "rules": "rules",
    "papers": "papers",
    "bundle": "bundles",
    "search": "search",
    "import": "imports",
    "export": "office_lists",
    "conflicts": "conflicts",
    "codes": "htcds",
    "digest": "digests",
    "backup": "backup",
    "restore": "backup",
    "verify": "backup",
    "audit": "audit",
    "users": "users",
    "recovery": "recovery",
}
"""Each command and its module."""


def main(arguments: Sequence[str]) -> int:
    """Runs one command, gives its exit code, and says on standard error what is wrong."""
    _speak_utf8()
    parser = _parser(arguments)
    args = parser.parse_args(arguments)
    language = getattr(args, "language", None)
    i18n.use(language if language in i18n.LANGUAGES else i18n.SOURCE)
    try:
        result = args.run(args)
    except Damaged as error:
        return _refuse(error, DAMAGED)
    except (Refused, InvalidValue) as error:
        return _refuse(error, REFUSED)
    _print(result, as_json=args.json)
    return int(result.get("exit", DONE))


def report_bugs() -> None:
    """From now on a bug that nobody caught tells where it is, and nothing of what it met."""
    sys.excepthook = _report


def _report(_kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if isinstance(error, KeyboardInterrupt):
        return
    from legalaid_desktop.services import bugs

    print(bugs.report(error.with_traceback(trace)), file=sys.stderr)


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Knows the commands that were named: loading all of them takes fourteen times as long."""
    parser = argparse.ArgumentParser(
        prog="legalaid-desktop", description="Case manager for legal-aid offices in the Lao PDR."
    )
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--office", metavar="DIR", help="folder of the office")
    parser.add_argument("--user", metavar="NAME", help="who unlocks it")
    parser.add_argument("--passphrase-file", metavar="F", help="file with the passphrase")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    named = [name for name in COMMANDS if name in arguments]
    for module in dict.fromkeys(COMMANDS[name] for name in named or COMMANDS):
        import_module(f"{__name__}.{module}").add(commands)
    return parser


def _print(result: dict[str, object], *, as_json: bool) -> None:
    text = result.pop("text", None)
    shown = json.dumps(result, ensure_ascii=False, indent=2) if as_json or text is None else text
    try:
        print(shown, flush=True)
    except BrokenPipeError:  # the reader, such as ``head``, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _refuse(error: LegalAidError, code: int) -> int:
    print(sentence(error, i18n.current()), file=sys.stderr)
    return code


def _speak_utf8() -> None:
    """Lao on a Windows console or a pipe whose encoding is something older."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")
