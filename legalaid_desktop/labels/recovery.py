"""Recovery sheets in words: what the office lacks, and how a set of sheets stands."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.recovery import Need, SheetSet, Used
from legalaid_desktop.i18n import N_

NEEDS = {
    Need.NOTHING: N_("The office can be opened again when its passphrases are forgotten."),
    Need.FIRST: N_(
        "Before the first client, make the recovery sheets and type them back. Without them a "
        "forgotten passphrase locks every file for good."
    ),
    Need.SHEETS: N_(
        "This office has no recovery sheets that were typed back. If its passphrases are "
        "forgotten, nobody can open it any more."
    ),
    Need.NEW_SHEETS: N_(
        "The recovery sheets were used: whoever held them can open the office. Make new ones."
    ),
}
ASK = N_(
    "This office has no recovery sheets yet. Ask the manager to make them: page Office, tab "
    "Recovery."
)
CONFIRMED = N_(
    "Set {name} opens the office from now on; older sheets open nothing but older backups. Put "
    "each sheet into an envelope and hand it over today to whoever keeps it."
)
GOOD = N_("These sheets of set {name} open this office. Nothing was opened or changed.")
USED = N_("{user} came in with sheets of set {set} on {moment}.")
KEY, SHARES = N_("One key"), N_("Five shares, any two of which open")
MADE_BY, MADE_UNKNOWN = N_("made on {day} by {user}"), N_("made, but not finished")
TYPED_BACK, NOT_TYPED_BACK = N_("typed back on {day}"), N_("not typed back yet")
TRIED, NEVER_TRIED = N_("last tried on {day}"), N_("not tried since")


def need(value: Need, language: str) -> str:
    """What the office lacks, in a sentence."""
    return i18n.catalog(language).gettext(NEEDS[value])


def kind(one: SheetSet, language: str) -> str:
    """Whether it is a key or shares."""
    return i18n.catalog(language).gettext(SHARES if one.shared else KEY)


def told(one: SheetSet, language: str) -> str:
    """Who made the set when, and when it was typed back and tried."""
    said = i18n.catalog(language).gettext
    parts = [kind(one, language)]
    if one.made_at is None:
        parts.append(said(MADE_UNKNOWN))
    else:
        day = i18n.date_long(one.made_at.date(), language)
        parts.append(said(MADE_BY).format(day=day, user=one.made_by))
    if one.confirmed_at is None:
        return " · ".join((*parts, said(NOT_TYPED_BACK)))
    parts.append(said(TYPED_BACK).format(day=i18n.date_long(one.confirmed_at.date(), language)))
    if one.rehearsed_at is None:
        parts.append(said(NEVER_TRIED))
    else:
        parts.append(said(TRIED).format(day=i18n.date_long(one.rehearsed_at.date(), language)))
    return " · ".join(parts)


def used(value: Used, language: str) -> str:
    """Who came in with which sheets, and when."""
    moment = i18n.moment(value.at, language)
    said = i18n.catalog(language).gettext(USED)
    return said.format(user=value.user, set=value.set, moment=moment)
