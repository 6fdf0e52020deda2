"""Lines of a story in words that come from letters, custody, legal aid, ends and things."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from legalaid_desktop import i18n
from legalaid_desktop.domain.closings import Closing, Outcome
from legalaid_desktop.domain.correspondence import Letter, code
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.eligibility import EligibilityDecision, EligibilityRules
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.stories import StoryLine, StorySource
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import closings, correspondence, eligibility, protection

KINDS: Mapping[str, str] = {
    StorySource.LETTER_IN.value: N_("letter received"),
    StorySource.LETTER_OUT.value: N_("letter sent"),
    StorySource.REFERRAL.value: N_("answer to a referral"),
    StorySource.HELD.value: N_("taken into custody"),
    StorySource.RELEASED.value: N_("out of custody"),
    StorySource.IDENTIFICATION.value: N_("status as a victim"),
    StorySource.AID.value: N_("decision on legal aid"),
    StorySource.CLOSING.value: N_("case closed"),
    StorySource.REOPENING.value: N_("case reopened"),
    StorySource.HANDED_IN.value: N_("thing handed in"),
    StorySource.GIVEN_BACK.value: N_("thing given back"),
}


@dataclass(frozen=True, slots=True)
class Lists:
    """What the words of such a line are looked up in."""

    outcomes: tuple[Outcome, ...] = ()
    aid: EligibilityRules | None = None


def text(line: StoryLine, language: str, lists: Lists) -> str:
    """What happened."""
    return _WORDS[type(line.record)](line, line.record, language, lists)


def _deadline(_line: StoryLine, deadline: Deadline, language: str, _lists: Lists) -> str:
    return deadline.title(language)


def _status(_line: StoryLine, one: VictimStatus, language: str, _lists: Lists) -> str:
    status = _said(protection.STATUSES[one.status], language)
    return _joined(status, one.body, one.number, one.reasons)


def _closing(line: StoryLine, closing: Closing, language: str, lists: Lists) -> str:
    if line.source is StorySource.REOPENING:
        return closing.reopened_why
    return closings.outcome(lists.outcomes, closing.outcome, language)


def _thing(line: StoryLine, thing: Holding, _language: str, _lists: Lists) -> str:
    back = line.source is StorySource.GIVEN_BACK
    return _joined(thing.what, thing.returned_to if back else thing.received_from)


def _letter(line: StoryLine, letter: Letter, language: str, _lists: Lists) -> str:
    if line.step is not None:
        told = correspondence.referral(line.step, language)
        return _joined(letter.correspondent, told)
    number = correspondence.sign(letter.direction, code(letter), language)
    return _joined(number, letter.correspondent, letter.subject)


def _custody(line: StoryLine, held: Custody, language: str, _lists: Lists) -> str:
    if line.source is StorySource.HELD:
        return _joined(held.place, held.accusation)
    release = _said(protection.RELEASES[held.release], language) if held.release else ""
    return _joined(held.place, release)


def _aid(_line: StoryLine, decision: EligibilityDecision, language: str, lists: Lists) -> str:
    outcome = _said(eligibility.OUTCOMES[decision.outcome], language)
    about = (*decision.category_ids, *decision.services, *decision.reasons)
    titles = lists.aid.titles(about, language) if lists.aid else []
    return _joined(outcome, decision.number, ", ".join(titles))


_WORDS: Mapping[type, Callable[[StoryLine, Any, str, Lists], str]] = {
    Letter: _letter,
    Custody: _custody,
    VictimStatus: _status,
    EligibilityDecision: _aid,
    Closing: _closing,
    Holding: _thing,
    Deadline: _deadline,
}


def _joined(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _said(message: str, language: str) -> str:
    return i18n.catalog(language).gettext(message)
