"""Warnings in words that name nobody: what kind of day, how far off, and the number of the case."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.domain.alerts import Alert, AlertKind
from legalaid_desktop.domain.teams import Uncovered
from legalaid_desktop.i18n import N_, ngettext

KINDS = {
    AlertKind.DEADLINE: N_("A deadline"),
    AlertKind.HEARING: N_("A hearing"),
    AlertKind.TARGET: N_("A target of the office"),
    AlertKind.CLOCK: N_("The clock of an authority"),
    AlertKind.CUSTODY: N_("Somebody who is held"),
}
TODAY = N_("today")
_LINE = N_("{kind}: {left} – case {number}")
MOST = 3


def left(alert: Alert) -> str:
    """``2 days left``, ``today``, ``3 days late``."""
    count = alert.left
    if alert.in_hours:
        return ngettext("{count} hour left", "{count} hours left", count).format(count=count)
    if count < 0:
        return ngettext("{count} day late", "{count} days late", -count).format(count=-count)
    if count == 0:
        return i18n.gettext(TODAY)
    return ngettext("{count} day left", "{count} days left", count).format(count=count)


def line(alert: Alert) -> str:
    """One warning in one line."""
    kind = i18n.gettext(KINDS[alert.kind])
    return i18n.gettext(_LINE).format(kind=kind, left=left(alert), number=alert.number)


def lines(found: Sequence[Alert]) -> str:
    """Several warnings, the nearest first; of many only the first, and how many more there are."""
    nearest = sorted(found, key=lambda one: (not one.in_hours, one.left))
    told = [line(one) for one in nearest[:MOST]]
    more = len(nearest) - MOST
    if more > 0:
        told.append(ngettext("{count} more", "{count} more", more).format(count=more))
    return "\n".join(told)


BLIND = N_(
    "{name} is not on the team of these restricted cases, cannot see them and is warned of nothing "
    "there: {cases}. Put {name} on their teams, or name somebody of the team for their deadlines."
)
MORE_BLIND = N_("{count} that you cannot see either")


def uncovered(found: Uncovered, name: str, language: str) -> str:
    """Which cases who stands in cannot see, by number and code name alone."""
    say = i18n.catalog(language).gettext
    cases = [f"{one.number} “{one.code_name}”" for one in found.cases]
    if found.hidden:
        cases.append(say(MORE_BLIND).format(count=i18n.number(found.hidden, language)))
    return say(BLIND).format(name=name, cases=", ".join(cases))
