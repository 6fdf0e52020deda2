"""People in words: titles, sex, identity papers, whether a call is safe, how sure a majority is."""

from legalaid_desktop.domain.people import IdPaper, Majority, SafeToCall, Sex, Title
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
    "birth": N_("same birth"),
    "village": N_("same village"),
    "phone": N_("same telephone"),
}
"""In what two people of the files are alike."""
