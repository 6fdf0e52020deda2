"""Names on lists of several cases, in words: how many, and why a case is without one."""

from collections.abc import Sequence

from legalaid_desktop import i18n
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import consents

NAMED = N_("Say the names of clients where they agreed")
NAMES_LEAVE = N_(
    "Whoever looks at it reads these names. Without names each case stands there by its number. A "
    "calendar that a service abroad keeps, as most telephones do, goes to another country."
)
NAMES_ON_PAPER = N_("Whoever finds this page reads these names. Keep it on you, and destroy it.")
RESTRICTED = N_("Restricted: by its number always.")
OVERRIDDEN = N_("With the name, without consent.")
COUNTED = N_("With a name: {named}. By number alone: {bare}.")


def counted(found: Sequence[Naming], language: str) -> str:
    """How many cases are named, and how many are not."""
    named = sum(one.is_named for one in found)
    told = {"named": named, "bare": len(found) - named}
    shown = {name: i18n.number(count, language) for name, count in told.items()}
    return i18n.catalog(language).gettext(COUNTED).format(**shown)


def why(one: Naming, language: str) -> str:
    """Why a case is without a name, or with one though nobody agreed; empty where all is well."""
    say = i18n.catalog(language).gettext
    if one.finding is None:
        return say(RESTRICTED)
    if one.overridden:
        return say(OVERRIDDEN)
    return "" if one.is_named else consents.found(one.finding, language)
