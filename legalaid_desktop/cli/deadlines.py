"""``deadlines compute``, without an office, and ``deadlines list``: what is due in one."""

import argparse
import re
from datetime import date, datetime
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain.deadlines import Computation, Deadline
from legalaid_desktop.domain.steps import Step
from legalaid_desktop.domain.triggers import Known, ServiceWay, Which
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.deadline_counting import TypedEvent, compute_free

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

_REMOVED_DAY = re.compile(r"-\d{4}-")

NOTHING_DUE = N_("Nothing is due in these days.")
STATUTORY, SAFE = N_("Statutory"), N_("Safe")


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    deadlines = commands.add_parser("deadlines", help="count periods")
    kinds = deadlines.add_subparsers(metavar="WHAT", required=True)
    listed = kinds.add_parser("list", help="the open deadlines of an office, nearest first")
    listed.add_argument("--days", type=int, default=30, metavar="N", help="due within N days; 30")
    listed.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    listed.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    listed.set_defaults(run=run_list)
    parser = kinds.add_parser("compute", help="count one period; needs no office")
    parser.add_argument("--rule", required=True, metavar="ID", help="such as CV-24")
    parser.add_argument(
        "--trigger", required=True, metavar="WHEN", help="2026-03-27 or 2026-03-27T14:30 (UTC+7)"
    )
    parser.add_argument("--variant", default="", metavar="V", help="a variant, or weekend")
    parser.add_argument(
        "--holidays", default="", metavar="CHANGES", help='"+2026-06-15:nation -2026-04-16"'
    )
    parser.add_argument(
        "--unverified", action="store_true", help="allow a rule that nobody has read in the law"
    )
    _add_event(parser)
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    # argparse takes "-2026-04-16" for an option unless it looks like a negative number
    parser._negative_number_matcher = _REMOVED_DAY  # noqa: SLF001 - argparse has no other way
    # also after the command, without undoing the one before it
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)


def _add_event(parser: argparse.ArgumentParser) -> None:
    ways = [way.value for way in ServiceWay if way]
    parser.add_argument("--service", default="", choices=ways, help="how the paper was served")
    parser.add_argument("--reached", default="", metavar="DATE", help="the day of receipt")
    parser.add_argument("--known", default=Known.DAY, choices=[each.value for each in Known])
    parser.add_argument("--also", action="append", default=[], metavar="DATE")
    pick = parser.add_mutually_exclusive_group()
    for which in Which:
        pick.add_argument(
            f"--{which}", dest="which", action="store_const", const=which, help="of several days"
        )
    parser.add_argument(
        "--pause", action="append", default=[], metavar="A..B", help="A.. while it goes on"
    )
    parser.add_argument("--restart", action="append", default=[], metavar="DATE")
    parser.add_argument(
        "--prolong", action="append", default=[], metavar="15d[@DATE]", help="h, d, w, week, m, y"
    )


def run(args: argparse.Namespace) -> dict[str, object]:
    """The computation as data, with all words in the language asked for, and as text."""
    typed = TypedEvent(
        known=Known(args.known),
        way=ServiceWay(args.service),
        reached=args.reached,
        also=tuple(args.also),
        which=args.which or Which.EARLIEST,
        pauses=tuple(args.pause),
        restarts=tuple(args.restart),
        more=tuple(args.prolong),
    )
    found = compute_free(
        args.rule, args.trigger, args.variant, args.holidays, typed, unverified=args.unverified
    )
    return {**as_data(found, args.language), "text": as_text(found, args.language)}


def run_list(args: argparse.Namespace) -> dict[str, object]:
    """What is due and what has passed, with the number of each case and never a name."""
    with opened(args) as office:
        found = office.deadlines.upcoming(args.days)
        numbers = office.deadlines.case_numbers(found)
    rows = [_listed(one, numbers.get(one.case_id, ""), args.language) for one in found]
    lines = ["  ".join(map(str, row.values())) for row in rows]
    nothing = i18n.catalog(args.language).gettext(NOTHING_DUE)
    return {"deadlines": rows, "text": "\n".join(lines) or nothing}


def _listed(one: Deadline, number: str, language: str) -> dict[str, object]:
    return {
        "due": one.due_on.isoformat(),
        "statutory": one.statutory_on.isoformat(),
        "case": number,
        "rule": one.rule_id,
        "title": one.title(language),
        "certainty": one.certainty.value,
    }


def as_data(found: Computation, language: str) -> dict[str, object]:
    """The computation for another program: days in ISO form, steps as sentences."""
    rule, laws = found.rule, reference.laws()
    weekend = found.if_weekend
    standing = found.standing
    return {
        "rule": rule.id,
        "title": rule.title(language),
        "variant": found.variant,
        "trigger": _iso(found.trigger),
        "statutory": None if standing else _iso(found.statutory),
        "statutory_if_weekend_is_holiday": (
            weekend.isoformat() if weekend and not standing else None
        ),
        "safe": _iso(found.safe) if found.has_safe else None,
        "stands_still_since": standing.since.isoformat() if standing else None,
        "left": standing.left if standing else None,
        "certainty": rule.certainty.value,
        "source": labels.law_title(laws[rule.law], language),
        "article": rule.article or labels.article("", language),
        "steps": [_line(step, language) for step in found.steps],
        "assumptions": [_line(step, language) for step in found.assumptions],
        "warnings": [_line(step, language) for step in found.warnings],
    }


def as_text(found: Computation, language: str) -> str:
    """The computation for a reader."""
    say = i18n.catalog(language).gettext
    rule = found.rule
    length = labels.period(rule.length, rule.unit, language)
    lines = [
        f"{rule.id}  {rule.title(language)}",
        f"{labels.rule_citation(rule, reference.laws(), language)} · {length} · "
        f"{say(labels.CERTAINTIES[rule.certainty])}",
        "",
        f"{say(STATUTORY)}: {labels.statutory(found, language)}",
        f"{say(SAFE)}: {labels.safe(found, language)}",
        *_part(say(N_("The sum")), found.steps, language),
        *_part(say(N_("What was assumed")), found.assumptions, language),
        *_part(say(N_("Beware")), found.warnings, language),
    ]
    for heading, words in (
        (N_("If it passes"), rule.consequence(language)),
        (N_("Note"), rule.note(language)),
    ):
        if words:
            lines += ["", f"{say(heading)}: {words}"]
    return "\n".join(lines)


def _part(heading: str, steps: tuple[Step, ...], language: str) -> list[str]:
    if not steps:
        return []
    return ["", heading, *(f"  - {_with_article(step, language)}" for step in steps)]


def _with_article(step: Step, language: str) -> str:
    said = labels.sentence(step, language)
    place = labels.citation(step.article, reference.laws(), language)
    return f"{said} [{place}]" if place else said


def _line(step: Step, language: str) -> dict[str, object]:
    return {
        "kind": step.kind,
        "text": labels.sentence(step, language),
        "article": labels.citation(step.article, reference.laws(), language),
    }


def _iso(moment: date | datetime) -> str:
    if isinstance(moment, datetime):
        return moment.isoformat(timespec="minutes")
    return moment.isoformat()
