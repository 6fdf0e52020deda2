"""People in words: titles, sex, identity papers, whether a call is safe, how sure a majority is."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.people import (
    AgeRange,
    IdPaper,
    Majority,
    Person,
    SafeToCall,
    Sex,
    Title,
    age_on,
)
from legalaid_desktop.i18n import N_

TITLES = {
    Title.NONE: N_("no title"),
    Title.THAO: N_("Mr (Thao)"),
    Title.NANG: N_("Ms (Nang)"),
    Title.THAN: N_("Respected (Than)"),
    Title.BOY: N_("boy (title)"),
    Title.GIRL: N_("girl (title)"),
    Title.MONK: N_("Venerable (monk)"),
}
SEXES = {
    Sex.UNKNOWN: N_("sex not known"),
    Sex.FEMALE: N_("female"),
    Sex.MALE: N_("male"),
}
ID_PAPERS = {
    IdPaper.NONE: N_("no identity paper"),
    IdPaper.ID_CARD: N_("identity card"),
    IdPaper.FAMILY_BOOK: N_("family book"),
    IdPaper.PASSPORT: N_("passport"),
    IdPaper.BORDER_PASS: N_("border pass"),
    IdPaper.BIRTH_CERTIFICATE: N_("birth certificate"),
    IdPaper.RESIDENCE_CERTIFICATE: N_("residence certificate"),
}
SAFE_TO_CALL = {
    SafeToCall.ASK_FIRST: N_("ask first"),
    SafeToCall.YES: N_("safe to call"),
    SafeToCall.NO: N_("do not call"),
}
MAJORITIES = {
    Majority.CHILD: N_("a child"),
    Majority.PERHAPS_CHILD: N_("perhaps a child: treated as a child"),
    Majority.ADULT: N_("an adult"),
    Majority.UNKNOWN: N_("age not known"),
}
LIKENESSES = {
    "given_lo": N_("same given name in Lao"),
    "surname_lo": N_("same family name in Lao"),
    "given_latin": N_("same given name in Latin letters"),
    "surname_latin": N_("same family name in Latin letters"),
    "spelling": N_("a name that sounds alike"),
    "birth": N_("same birth"),
    "village": N_("same village"),
    "phone": N_("same telephone"),
}
"""In what two people of the files are alike."""


def ages(span: AgeRange, language: str) -> str:
    """``17 years`` or ``14 to 16 years``."""
    catalog = i18n.catalog(language)
    if span.lowest == span.highest:
        return catalog.ngettext("{years} year old", "{years} years old", span.lowest).format(
            years=span.lowest
        )
    told = catalog.gettext(N_("{lowest} to {highest} years old"))
    return told.format(lowest=span.lowest, highest=span.highest)


def birth(person: Person, language: str) -> str:
    """What is known of the birth: the day, the year, or the estimated age and when it was seen."""
    catalog = i18n.catalog(language)
    if person.born_on:
        return i18n.date_long(person.born_on, language)
    if person.born_year:
        return str(person.born_year)
    if person.age_seen_on is None:
        return ""
    seen = age_on(person, person.age_seen_on)
    told = catalog.gettext(N_("{age}, as estimated on {day}"))
    day = i18n.date_long(person.age_seen_on, language)
    return told.format(age=ages(seen, language), day=day) if seen else ""
