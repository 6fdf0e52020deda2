"""A bug of a command says where it is, and nothing of whom it met there."""

import sys

from legalaid_desktop import cli


def test_a_bug_tells_the_place_and_no_client(monkeypatch, capsys):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    cli.report_bugs()
    try:
        client = {"given_lo": "ຄຳຫຼ້າ"}
        raise KeyError(client["given_lo"])
    except KeyError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    told = capsys.readouterr().err
    assert "builtins.KeyError" in told
    assert "test_bugs.py" in told
    assert "ຄຳຫຼ້າ" not in told
