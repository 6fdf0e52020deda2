"""Closings in words; what the letter to the client says of rights, papers and the file."""

from collections.abc import Sequence
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain.closings import ClosingState, Outcome, Service, last_day
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.handovers import Running
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import holdings as holding_labels

SERVICES = {
    Service.INFO: N_("legal information"),
    Service.ADVICE: N_("legal advice"),
    Service.DRAFT: N_("help with writing legal documents"),
    Service.REPRESENT: N_("representation and defence"),
}
STATES = {
    ClosingState.WAITING: N_("waits for approval"),
    ClosingState.SENT_BACK: N_("sent back"),
    ClosingState.APPROVED: N_("approved"),
    ClosingState.REOPENED: N_("reopened"),
}
NO_RIGHTS = N_("No period runs that we know of.")
UNCHECKED = N_("{right}: last day {day} (not confirmed by a lawyer)")
RIGHT = N_("{right}: last day {day}")
NOTHING_HELD = N_("We hold nothing that belongs to you.")
NOTHING_HELD_HERE = N_("Nothing of the client is here.")
ASKED = N_("asked for by {name}, {moment}")
APPROVED_BY = N_("approved by {name}, {moment}")
BACK_BY = N_("sent back by {name}, {moment}")
REOPENED_BY = N_("opened again by {name}, {moment}")
GIVEN_BACK = N_("{what}: given back on {day}, receipt {receipt}")
STILL_HERE = N_("{what}: still with us, receipt {receipt}")
KEPT_UNTIL = N_("Our file is kept until {day}.")


def outcome(known: Sequence[Outcome], outcome_id: str, language: str) -> str:
    """What the outcome is called; one that no list has any more by its id."""
    found = next((one for one in known if one.id == outcome_id), None)
    return found.titles[language] if found else outcome_id


MAY_APPEAL = N_(
    "The judgment of {day} may still be appealed. The period is short and was not counted here: "
    "ask a lawyer or the court at once."
)


def remaining(
    deadlines: Sequence[Deadline], language: str, judgment: Decision | None = None
) -> str:
    """What the client can still do, a line each, with its safe last day."""
    told = i18n.catalog(language).gettext
    lines = [right(one, language) for one in deadlines]
    if judgment is not None:
        lines.append(appeal(judgment, language))
    return "\n".join(lines) or told(NO_RIGHTS)


def appeal(judgment: Decision, language: str) -> str:
    """That a judgment may still be appealed, by a day that nobody has counted."""
    day = i18n.date_full(judgment.on, language)
    return i18n.catalog(language).gettext(MAY_APPEAL).format(day=day)


STANDS_IN = N_("stands in: {name}")
BLIND = N_("{name} stands in and cannot see this case: name somebody on its team")


def whose(one: Running, deadline: Deadline, language: str) -> str:
    """Who answers for a deadline that is handed over, and who stands in."""
    say = i18n.catalog(language).gettext
    name = one.stands_in(deadline)
    covers = say(BLIND if one.is_blind(deadline) else STANDS_IN).format(name=name) if name else ""
    return " · ".join(filter(None, (one.answers_for(deadline), covers)))


def right(deadline: Deadline, language: str) -> str:
    """One thing that can still be done, and its safe last day."""
    told = i18n.catalog(language).gettext
    unchecked = deadline.certainty is Certainty.UNVERIFIED
    return told(UNCHECKED if unchecked else RIGHT).format(
        right=deadline.title(language), day=i18n.date_full(last_day(deadline), language)
    )


def things(found: Sequence[Holding], language: str) -> str:
    """What was given back and what is still here, a line each."""
    told = i18n.catalog(language).gettext
    if not found:
        return told(NOTHING_HELD)
    return "\n".join(_thing(one, language) for one in found)


def kept_until(until: date, language: str) -> str:
    """How long the file is kept."""
    told = i18n.catalog(language).gettext
    return told(KEPT_UNTIL).format(day=i18n.date_long(until, language))


def _thing(one: Holding, language: str) -> str:
    told = i18n.catalog(language).gettext
    what = f"{one.what} ({holding_labels.nature(one, language)})"
    if one.returned_on is None:
        return told(STILL_HERE).format(what=what, receipt=one.receipt)
    day = i18n.date_long(one.returned_on, language)
    return told(GIVEN_BACK).format(what=what, day=day, receipt=one.return_receipt)
