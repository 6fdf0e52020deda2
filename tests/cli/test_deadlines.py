"""``deadlines compute`` as a clerk's script calls it."""

import json

import pytest

from legalaid_desktop.cli import main

KEYS = {
    "rule", "title", "variant", "trigger", "statutory", "statutory_if_weekend_is_holiday", "safe",
    "stands_still_since", "left", "certainty", "source", "article", "steps", "assumptions",
    "warnings",
}  # fmt: skip


def compute(capsys, *arguments, code=0):
    assert main(["deadlines", "compute", *arguments]) == code
    return capsys.readouterr()


def as_json(capsys, *arguments):
    return json.loads(compute(capsys, *arguments, "--json").out)


def test_the_answer_to_a_claim(capsys):
    found = as_json(capsys, "--rule", "CV-24", "--trigger", "2026-03-27")
    assert set(found) == KEYS
    assert found["statutory"] == "2026-04-11"
    assert found["statutory_if_weekend_is_holiday"] == "2026-04-13"
    assert found["safe"] == "2026-04-10"
    assert (found["certainty"], found["article"]) == ("A", "184")
    assert "67/ສພຊ" in found["source"]
    assert found["steps"][1]["article"] == "Civil Code art. 47(2)"
    assert all(line["text"] for line in found["steps"] + found["assumptions"])


def test_json_may_stand_before_the_command(capsys):
    assert (
        main(["--json", "deadlines", "compute", "--rule", "LM-13", "--trigger", "2026-03-02"]) == 0
    )
    found = json.loads(capsys.readouterr().out)
    assert (found["statutory"], found["safe"]) == ("2027-03-02", "2027-03-01")


def test_hours_and_an_unverified_rule(capsys):
    found = as_json(capsys, "--rule", "CR-01", "--trigger", "2026-04-13T22:30", "--unverified")
    assert found["trigger"] == "2026-04-13T22:30"
    assert found["statutory"] == found["safe"] == "2026-04-15T22:30"
    assert found["article"] == "article unverified"
    assert [line["kind"] for line in found["warnings"]] == ["unverified"]


def test_the_text_says_everything_in_english(capsys):
    said = compute(capsys, "--rule", "CV-21", "--trigger", "2026-11-12").out
    for part in (
        "Civil Procedure Law art. 157 · 20 calendar days · read in the law",
        "Statutory: Thursday, 3 December 2026",
        "Safe: Tuesday, 1 December 2026",
        "Wednesday, 2 December 2026 is an official holiday (National Day)",
        "[Civil Code art. 48(3)]",
        "What was assumed",
    ):
        assert part in said


def test_the_text_in_lao(capsys):
    said = compute(capsys, "--rule", "CV-24", "--trigger", "2026-03-27", "--language", "lo").out
    assert "ສົ່ງຄຳແກ້ຟ້ອງ" in said
    assert "ວັນເສົາ, 11 ເມສາ 2026" in said
    assert "ປະມວນກົດໝາຍແພ່ງ ມາດຕາ 48 ວັກ 3" in said


def test_variant_and_holidays(capsys):
    stated = as_json(
        capsys, "--rule", "LM-13", "--trigger", "2028-03-02", "--variant", "stated_term"
    )
    assert stated["statutory"] == "2031-03-02"
    assert "no_holidays_known" in [line["kind"] for line in stated["warnings"]]
    changed = as_json(
        capsys, "--rule", "CV-24", "--trigger", "2026-03-27", "--holidays", "+2026-04-10:office"
    )
    assert changed["safe"] == "2026-04-09"
    removed = as_json(
        capsys, "--rule", "CV-21", "--trigger", "2026-11-12", "--holidays", "-2026-12-02"
    )
    assert removed["statutory"] == "2026-12-02"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rule", "CV-99", "--trigger", "2026-03-27"], "There is no rule CV-99."),
        (["--rule", "CV-24", "--trigger", "soon"], "“soon” is neither a date"),
        (["--rule", "CV-24", "--trigger", "2569-03-27"], "The year 2569 is out of reach."),
        (["--rule", "CR-01", "--trigger", "2026-04-13T22:30"], "not been verified"),
        (["--rule", "CR-01", "--trigger", "2026-04-13", "--unverified"], "runs in hours"),
        (["--rule", "CV-24", "--trigger", "2026-03-27", "--variant", "x"], "has no variant x"),
        (
            ["--rule", "CV-24", "--trigger", "2026-03-27", "--holidays", "nonsense"],
            "not understood",
        ),
        (
            ["--rule", "CV-24", "--trigger", "2026-03-27", "--holidays", "-2026-04-13"],
            "not in the table",
        ),
        (["--rule", "LM-01", "--trigger", "2026-03-27", "--pause", "2026-04-01"], "not a pause"),
        (["--rule", "CV-24", "--trigger", "2026-03-27", "--prolong", "15"], "not a length of time"),
        (["--rule", "CV-24", "--trigger", "2026-03-27", "--prolong", "5h"], "hours go with hours"),
    ],
)
def test_what_is_refused_with_one_sentence(capsys, arguments, said):
    told = compute(capsys, *arguments, code=1)
    assert told.out == ""
    assert said in told.err
    assert told.err.count("\n") == 1


def test_a_paper_that_was_served_and_time_that_was_granted(capsys):
    arguments = ["--rule", "CV-24", "--trigger", "2026-06-01", "--service", "post"]
    found = as_json(capsys, *arguments, "--reached", "2026-06-09", "--prolong", "15d@2026-06-20")
    assert (found["trigger"], found["statutory"], found["safe"]) == (
        "2026-06-09", "2026-07-09", "2026-07-08",
    )  # fmt: skip
    assert found["steps"][1]["article"] == "Civil Procedure Law art. 153"
    unknown = as_json(capsys, *arguments)
    assert "receipt_unknown" in [line["kind"] for line in unknown["warnings"]]


def test_an_unknown_day_and_several(capsys):
    arguments = ["--rule", "CV-24", "--trigger", "2026-06-15", "--known", "month"]
    found = as_json(capsys, *arguments)
    assert (found["statutory"], found["safe"]) == ("2026-07-15", "2026-06-15")
    latest = as_json(capsys, *arguments, "--also", "2026-07-10", "--latest")
    assert (latest["statutory"], latest["safe"]) == ("2026-07-25", "2026-07-24")


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "The clock stands still since Thursday, 1 January 2026"), ("lo", "ການນັບຢຸດໄວ້ແຕ່ ວັນພະຫັດ")],
)
def test_a_clock_that_stands_still_has_no_last_day(capsys, language, said):
    arguments = [
        "--rule", "LM-01", "--trigger", "2025-06-01", "--restart", "2025-06-10",
        "--pause", "2025-07-01..2025-07-31", "--pause", "2026-01-01..",
    ]  # fmt: skip
    found = as_json(capsys, *arguments)
    assert found["statutory"] is None
    assert (found["stands_still_since"], found["left"]) == ("2026-01-01", 923)
    assert said in compute(capsys, *arguments, "--language", language).out


def test_a_refusal_in_lao(capsys):
    told = compute(capsys, "--rule", "CV-99", "--trigger", "2026-03-27", "--language", "lo", code=1)
    assert "ບໍ່ມີກົດເກນ CV-99" in told.err


@pytest.mark.parametrize("arguments", [[], ["--rule", "CV-24"], ["--rule", "CV-24", "--trigger"]])
def test_wrong_usage(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(["deadlines", "compute", *arguments])
    assert stopped.value.code == 2
    assert "usage:" in capsys.readouterr().err
