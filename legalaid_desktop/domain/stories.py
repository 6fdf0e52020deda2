"""The story of a case as one chronology: entries, decisions, and what other records tell."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from legalaid_desktop.domain.assignments import Assignment
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.closings import Closing
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.eligibility import EligibilityDecision
from legalaid_desktop.domain.events import Audience, Event, EventKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.referrals import ReferralStep
from legalaid_desktop.domain.victim_status import VictimStatus


class StorySource(StrEnum):
    """What a line of the story comes from; of entries, their kind says more."""

    EVENT = "event"
    DECISION = "decision"
    PAPER = "paper"
    ATTACHMENT = "attachment"
    OFFER = "offer"
    ANSWER = "answer"
    DEADLINE = "deadline"
    LETTER_IN = "letter_in"
    LETTER_OUT = "letter_out"
    REFERRAL = "referral"
    """What became of a referral; the letter itself went out."""
    HELD = "held"
    RELEASED = "released"
    IDENTIFICATION = "identification"
    AID = "aid"
    CLOSING = "closing"
    REOPENING = "reopening"
    HANDED_IN = "handed_in"
    GIVEN_BACK = "given_back"


Told = (
    Event
    | Decision
    | Paper
    | Attachment
    | Assignment
    | Deadline
    | Letter
    | Custody
    | VictimStatus
    | EligibilityDecision
    | Closing
    | Holding
)

Place = tuple[date, time, int, int]
"""Where a line stands: day, time, rank of its source, id; the greatest is the newest."""

_EARLIEST_FIRST = (
    StorySource.HELD, StorySource.RELEASED, StorySource.LETTER_IN, StorySource.HANDED_IN,
    StorySource.DEADLINE, StorySource.OFFER, StorySource.ANSWER, StorySource.ATTACHMENT,
    StorySource.IDENTIFICATION, StorySource.AID, StorySource.PAPER, StorySource.LETTER_OUT,
    StorySource.REFERRAL, StorySource.GIVEN_BACK, StorySource.DECISION, StorySource.EVENT,
    StorySource.CLOSING, StorySource.REOPENING,
)  # fmt: skip
"""The order of one day, where no time tells it: nobody answers before somebody asks."""
_RANKS = {source: _EARLIEST_FIRST.index(source) for source in StorySource}
EVENT_RANK = _RANKS[StorySource.EVENT]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoryLine(Private):
    """One line of the story.

    Attributes:
        by: the name of whoever entered it; empty where it is not known.
        lawyer: whom an offer went to; step: of a referral, the one that the line tells of.
    """

    source: StorySource
    on: date
    at: time | None = None
    record: Told
    by: str = ""
    lawyer: Lawyer | None = None
    step: ReferralStep | None = None

    @property
    def place(self) -> Place:
        """Where it stands."""
        return (self.on, self.at or time.min, _RANKS[self.source], self.record.id or 0)

    @property
    def kind(self) -> str:
        """What a filter calls it: the kind of an entry, else the source."""
        return self.record.kind if isinstance(self.record, Event) else self.source

    @property
    def audience(self) -> Audience:
        """For whom it was written."""
        return self.record.audience if isinstance(self.record, Event) else Audience.TEAM


KINDS: tuple[str, ...] = (
    *(kind for kind in EventKind if kind is not EventKind.DECISION),
    *(source for source in StorySource if source is not StorySource.EVENT),
)
"""What a filter can choose; the two sources of decisions bear one name."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StoryFilter(Private):
    """Which lines are wanted; what is empty chooses nothing.

    Attributes:
        kinds: of ``KINDS``; audiences: for whom they were written.
        author: the account of who wrote them.
        first, last: the period, both days with it.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    audiences: frozenset[Audience] = frozenset()
    author: int | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it lets everything through."""
        return self == StoryFilter()


EVERYTHING = StoryFilter()


def lets_through(wanted: StoryFilter, line: StoryLine) -> bool:
    """Whether the line is wanted, but for its text."""
    author = line.record.author if isinstance(line.record, Event) else None
    return (
        (not wanted.kinds or line.kind in wanted.kinds)
        and (not wanted.audiences or line.audience in wanted.audiences)
        and (wanted.author is None or author == wanted.author)
        and (wanted.first is None or line.on >= wanted.first)
        and (wanted.last is None or line.on <= wanted.last)
    )


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class TimeSpent(Private):
    """The minutes that somebody entered in a case."""

    author: int | None
    name: str
    minutes: int
