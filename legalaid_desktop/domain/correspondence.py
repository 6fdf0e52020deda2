"""The register of letters in and out: two series of numbers a year, without gaps."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import checks, referrals
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.referrals import OPEN, ReferralStep

BEFORE_LETTER = "The answer cannot be expected before the letter."
SELF = "A letter does not answer itself."


class Direction(StrEnum):
    """Whether a letter came or went."""

    IN = "in"
    OUT = "out"


class LetterWay(StrEnum):
    """How it came or went."""

    POST = "post"
    HAND = "hand"
    MESSENGER = "messenger"
    ELECTRONIC = "electronic"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Letter(Private):
    """A letter in the register.

    Attributes:
        case_id: none for one that concerns no case.
        year, number: of the series, given when it is entered; never given again.
        their_number: what the other side wrote on it.
        on: when it came or went; dated_on: what stands on it.
        correspondent: from whom it came, or to whom it went.
        answer_by: by when an answer is expected; answers_id: the letter that this one answers.
        referral: of a letter that refers the client, its steps, the first one first.
        void_why: why the number was given and no letter is behind it.
    """

    id: int | None = None
    version: int = 0
    case_id: int | None = None
    direction: Direction
    year: int = 0
    number: int = 0
    their_number: str = ""
    on: date
    dated_on: date | None = None
    correspondent: str
    subject: str
    way: LetterWay = LetterWay.HAND
    answer_by: date | None = None
    answers_id: int | None = None
    attachment_id: int | None = None
    paper_id: int | None = None
    referral: tuple[ReferralStep, ...] = ()
    void_why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class LetterLine(Private):
    """A line of the register.

    Attributes:
        letter: none where the viewer may not see it, or it was destroyed with its case.
        case: whose letter it is; answered: the numbers of the letters that answer it.
        code_name: of the restricted case whose letter is not shown; hidden: whether there is one.
    """

    number: int
    letter: Letter | None = None
    case: Case | None = None
    answered: tuple[str, ...] = ()
    code_name: str = ""
    hidden: bool = False


def checked(letter: Letter, today: date) -> Letter:
    """The letter with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    clean = checks.lines(letter, "their_number")
    clean = replace(
        clean,
        correspondent=checks.line("correspondent", letter.correspondent, required=True),
        subject=checks.line("subject", letter.subject, required=True),
    )
    checks.not_after("on", clean.on, today)
    checks.not_after("dated_on", clean.dated_on, today)
    if clean.answer_by is not None and clean.answer_by < clean.on:
        raise InvalidValue("answer_by", BEFORE_LETTER)
    if clean.answers_id is not None and clean.answers_id == clean.id:
        raise InvalidValue("answers_id", SELF)
    return clean


def code(letter: Letter) -> str:
    """How the register calls it: ``12/2026``."""
    return f"{letter.number}/{letter.year}"


def series(direction: Direction, year: int) -> str:
    """The name of the series that its number is of."""
    return f"letter_{direction}/{year}"


def is_waiting(line: LetterLine) -> bool:
    """Whether an answer is expected and none has come or gone."""
    return line.letter is not None and is_expecting(line.letter, answered=bool(line.answered))


def is_expecting(letter: Letter, *, answered: bool) -> bool:
    """The same of a letter; a referral waits for what is entered of it, not for a letter alone."""
    if not letter.answer_by or letter.void_why:
        return False
    return referrals.state(letter.referral) in OPEN if letter.referral else not answered
