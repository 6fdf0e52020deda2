"""The sum of one deadline as a sheet for the file: rule, event, every step, what was assumed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.documents import control_sheet, page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.kept_sums import KeptSum, Whole
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.domain.steps import NOT_VALID, Step
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadline_sentences
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.typesetting import plain

TITLE = N_("How a last day was counted")
CASE, WHAT, ACTOR = N_("Case"), N_("What"), N_("Who must act")
SAFE, STATUTORY = N_("Safe last day"), N_("Statutory last day")
PROVED, RULE, TABLE = N_("How the event is proved"), N_("Rule as it read"), N_("Holiday table")
BY_HAND = N_("Day put by hand")
STEPS, ASSUMED, BEWARE = N_("The sum"), N_("What was assumed"), N_("Beware")
STEP_HEADS = (N_("No."), N_("Step"), N_("Article"))
OTHER_HEADS = (N_("No."), N_("What"), N_("Article"))
SIGNERS = ((N_("Counted by"), ""), (N_("Checked by a lawyer"), ""))
_WIDTHS = (26.0, None, 120.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """A deadline with the sum behind it; laws by their ids."""

    deadline: Deadline
    case: Case
    kept: KeptSum
    laws: Mapping[str, Law]


def code(case: Case, deadline: Deadline) -> str:
    """What the foot and the file are called."""
    return f"D-{case.number.replace('/', '-')}-{deadline.id}"


def render(office: OfficeProfile, counted: Sum, language: str) -> bytes:
    """The sheet as PDF, in one language or in both; it names the case by its number alone."""
    spoken, deadline = page.languages(language), counted.deadline

    def told(one: str) -> Iterator[Flowable]:
        below = control_sheet.title(deadline, counted.case, one)
        yield from ruled.head(office, TITLE, one, spoken, below)
        loud = styles.body(one).but(bold=True, align="center", space_before=6, space_after=6)
        yield from (
            plain(labels.sentence(each, one), loud)
            for each in counted.kept.warnings
            if each.kind in NOT_VALID
        )
        if deadline.certainty is Certainty.UNVERIFIED:
            yield plain(said(deadline_sentences.WARNINGS["unverified"], one), loud)
        yield ruled.facts(_facts(counted, one), one)
        yield from _section(STEPS, counted.kept.steps, counted, one)
        yield from _assumed(counted, one)
        yield from _section(BEWARE, counted.kept.warnings, counted, one)
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(counted.case, deadline), language, told)


CONFIRMED = N_("Who confirmed the rule")


def _facts(counted: Sum, language: str) -> dict[str, str]:
    deadline = counted.deadline
    rule = dict(zip(("lo", "en"), deadline.rule_text.split("\n"), strict=False))
    return {
        CASE: counted.case.number,
        SAFE: control_sheet.last_day(deadline, deadline.safe_on, language),
        BY_HAND: _by_hand(deadline, language),
        STATUTORY: control_sheet.last_day(deadline, deadline.statutory_on, language),
        ACTOR: said(labels.ACTORS[deadline.actor], language),
        PROVED: deadline.trigger_note,
        RULE: rule.get(language, ""),
        CONFIRMED: labels.confirmed(deadline, language),
        TABLE: deadline.holidays_version,
    }


def _by_hand(deadline: Deadline, language: str) -> str:
    if deadline.hand_on is None:
        return ""
    return f"{labels.when(deadline.hand_on, language)} – {deadline.hand_reason}"


def _assumed(counted: Sum, language: str) -> list[Flowable]:
    """What was assumed; of a sum from before also that nobody kept it."""
    kept = counted.kept
    made = _section(ASSUMED, kept.assumptions, counted, language)
    if kept.whole is Whole.KEPT:
        return made
    heading = styles.heading(language).but(space_before=8)
    note = styles.small(language).but(keep_with_next=bool(made))
    return [
        plain(said(ASSUMED, language), heading),
        plain(said(labels.WHOLE[kept.whole], language), note),
        *made[1:],
    ]


def _section(message: str, steps: Sequence[Step], counted: Sum, language: str) -> list[Flowable]:
    rows = [
        [
            str(place),
            labels.sentence(step, language),
            labels.citation(step.article, counted.laws, language),
        ]
        for place, step in enumerate(steps, 1)
    ]
    heads = STEP_HEADS if message == STEPS else OTHER_HEADS
    return ruled.section(message, heads, rows, _WIDTHS, language)
