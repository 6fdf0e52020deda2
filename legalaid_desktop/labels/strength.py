"""How long a passphrase stands up to guessing, and what would make it better, in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.strength import DAY, Advice, Strength
from legalaid_desktop.i18n import N_

ADVICE = {
    Advice.FEW_WORDS: N_("Take a few words, and no common saying."),
    Advice.NO_SYMBOLS: N_("Symbols, digits and capital letters are not needed."),
    Advice.MORE_WORDS: N_("One or two words more make it better, the rarer the better."),
    Advice.STRAIGHT_KEYS: N_("Keys in a row are easy to guess."),
    Advice.SHORT_KEYS: N_("Short patterns on the keyboard are easy to guess."),
    Advice.MORE_TURNS: N_("A pattern on the keyboard needs to be longer, with more turns."),
    Advice.ONE_LETTER: N_("The same letter over and over is easy to guess."),
    Advice.REPEATED: N_("A part that is repeated is hardly harder to guess than the part alone."),
    Advice.NO_REPEATS: N_("The same word again adds nothing. Take another one."),
    Advice.SEQUENCE: N_("Sequences such as abc, ກຂຄ or 6543 are easy to guess."),
    Advice.NO_SEQUENCES: N_("Take no sequences."),
    Advice.YEAR: N_("Recent years are easy to guess."),
    Advice.NO_YEARS: N_("Take no recent years."),
    Advice.OWN_YEARS: N_("Take no years that have to do with you."),
    Advice.DATE: N_("Dates are easy to guess."),
    Advice.NO_DATES: N_("Take no dates or years that have to do with you."),
    Advice.TOP_TEN: N_("This is one of the ten passwords that are used most."),
    Advice.TOP_HUNDRED: N_("This is one of the hundred passwords that are used most."),
    Advice.COMMON: N_("Many people use this password."),
    Advice.LIKE_COMMON: N_("This is much like a password that many people use."),
    Advice.ONE_WORD: N_("A single word is easy to guess."),
    Advice.ONE_NAME: N_("A single name is easy to guess."),
    Advice.NAMES: N_("Common names are easy to guess."),
    Advice.CAPITALS: N_("A capital letter helps little."),
    Advice.ALL_CAPITALS: N_("Capital letters are guessed as easily as small ones."),
    Advice.REVERSED: N_("A word written backwards is guessed nearly as easily."),
    Advice.SUBSTITUTED: N_("A symbol in the place of a letter, such as @ for a, helps little."),
    Advice.LISTED: N_("Common words, names of people and places and words of the law come first."),
    Advice.OWN: N_("The names of the office and of its people are guessed first."),
}
"""One sentence each; what it concerns is guessed before single letters are tried."""

_HOUR = 3_600.0
_MONTH = 365.25 / 12 * DAY
_YEAR = 365.25 * DAY
_FOREVER = 1_000_000 * _YEAR

AT_ONCE = N_("One strong computer that has a copy of the files guesses this at once.")
WITHIN = N_("One strong computer that has a copy of the files would need {time} to guess this.")
LONG = N_("Long is strong: four or five words, in Lao or any language.")
"""Stands there before anything is typed."""
NEVER = N_(
    "One strong computer that has a copy of the files would need more than a million years to "
    "guess this."
)


def said(strength: Strength, language: str) -> str:
    """How long guessing takes, and one sentence of advice."""
    words = i18n.catalog(language).gettext
    if strength.seconds < 1:
        told = words(AT_ONCE)
    elif strength.seconds >= _FOREVER:
        told = words(NEVER)
    else:
        told = words(WITHIN).format(time=time(strength.seconds, language))
    advice = ADVICE.get(strength.advice)
    return f"{told} {words(advice)}" if advice else told


def time(seconds: float, language: str) -> str:
    """A length of time in one round number: ``about 300 years``."""
    ngettext = i18n.catalog(language).ngettext
    if seconds < 2 * _HOUR:
        count = max(1, round(seconds / 60))
        said = ngettext("about {count} minute", "about {count} minutes", count)
    elif seconds < 2 * DAY:
        count = round(seconds / _HOUR)
        said = ngettext("about {count} hour", "about {count} hours", count)
    elif seconds < 2 * _MONTH:
        count = round(seconds / DAY)
        said = ngettext("about {count} day", "about {count} days", count)
    elif seconds < 2 * _YEAR:
        count = round(seconds / _MONTH)
        said = ngettext("about {count} month", "about {count} months", count)
    else:
        count = _rounded(seconds / _YEAR)
        said = ngettext("about {count} year", "about {count} years", count)
    return said.format(count=i18n.number(count, language))


def _rounded(value: float) -> int:
    """To one digit: nobody can say more."""
    digits = len(str(int(value))) - 1
    return int(round(value, -digits))
