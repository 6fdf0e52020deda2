"""People in words: titles, sex, birth, whether a call is safe, how sure a majority is."""

from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain.people import (
    AgeRange,
    BirthBasis,
    Majority,
    Person,
    SafeToCall,
    Sex,
    Title,
    age_on,
    comes_of_age,
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
    Title.NOVICE: N_("Novice (Choua)"),
    Title.PHO_THAO: N_("Grandfather (Pho Thao)"),
    Title.MAE_THAO: N_("Grandmother (Mae Thao)"),
}
SEXES = {
    Sex.UNKNOWN: N_("sex not known"),
    Sex.FEMALE: N_("female"),
    Sex.MALE: N_("male"),
}
BIRTH_BASES = {
    BirthBasis.UNKNOWN: N_("not said"),
    BirthBasis.ID_CARD: N_("identity card"),
    BirthBasis.FAMILY_BOOK: N_("family book"),
    BirthBasis.BIRTH_CERTIFICATE: N_("birth certificate"),
    BirthBasis.PASSPORT: N_("passport"),
    BirthBasis.STATEMENT: N_("what the person says"),
    BirthBasis.RELATIVES: N_("what relatives say"),
    BirthBasis.MEDICAL: N_("medical opinion"),
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
    "reference": N_("the same code in the list"),
    "given_lo": N_("same given name in Lao"),
    "surname_lo": N_("same family name in Lao"),
    "given_latin": N_("same given name in Latin letters"),
    "surname_latin": N_("same family name in Latin letters"),
    "spelling": N_("a name that sounds alike"),
    "birth": N_("same birth"),
    "village": N_("same village"),
    "phone": N_("same telephone"),
    "alias": N_("known under the same name"),
    "id_number": N_("same number of an identity paper"),
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
    if person.born_year and person.born_month:
        return i18n.month(date(person.born_year, person.born_month, 1), language)
    if person.born_year:
        return str(person.born_year)
    if person.age_seen_on is None:
        return ""
    seen = age_on(person, person.age_seen_on)
    told = catalog.gettext(N_("{age}, as estimated on {day}"))
    day = i18n.date_long(person.age_seen_on, language)
    return told.format(age=ages(seen, language), day=day) if seen else ""


def turns(person: Person, age: int, language: str) -> str:
    """When the person turned or turns that age: a day, or between which days."""
    found = comes_of_age(person, age)
    if found is None:
        return ""
    first, last = (i18n.date_long(day, language) for day in found)
    if first == last:
        return first
    told = i18n.catalog(language).gettext(N_("between {first} and {last}"))
    return told.format(first=first, last=last)
