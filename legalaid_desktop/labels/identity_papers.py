"""Identity papers in words: their kinds, and who keeps them."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.i18n import N_

KINDS = {
    IdPaper.NONE: N_("no identity paper"),
    IdPaper.ID_CARD: N_("identity card"),
    IdPaper.FAMILY_BOOK: N_("family book"),
    IdPaper.PASSPORT: N_("passport"),
    IdPaper.BORDER_PASS: N_("border pass"),
    IdPaper.BIRTH_CERTIFICATE: N_("birth certificate"),
    IdPaper.RESIDENCE_CERTIFICATE: N_("residence certificate"),
    IdPaper.PINK_CARD: N_("Thai pink card"),
    IdPaper.CERTIFICATE_OF_IDENTITY: N_("certificate of identity"),
    IdPaper.DISABILITY_CARD: N_("disability card"),
    IdPaper.POVERTY_CERTIFICATE: N_("poverty certificate"),
    IdPaper.OTHER: N_("another paper"),
}
HOLDERS = {
    Holder.SELF: N_("the person"),
    Holder.FAMILY: N_("the family"),
    Holder.EMPLOYER: N_("the employer"),
    Holder.RECRUITER: N_("a recruiter"),
    Holder.POLICE: N_("the police"),
    Holder.COURT: N_("the court"),
    Holder.EMBASSY: N_("an embassy or consulate"),
    Holder.OFFICE: N_("this office"),
    Holder.OTHER: N_("somebody else"),
    Holder.LOST: N_("nobody: it is lost"),
    Holder.DESTROYED: N_("nobody: it was destroyed"),
}


def title(paper: IdentityPaper, language: str) -> str:
    """``passport · PX 0009174``."""
    kind = i18n.catalog(language).gettext(KINDS[paper.kind])
    return f"{kind} · {paper.number}" if paper.number else kind


def kept_by(paper: IdentityPaper, language: str) -> str:
    """``Kept by: the employer (in Penang)``."""
    told = i18n.catalog(language).gettext
    holder = told(HOLDERS[paper.holder])
    who = f"{holder} ({paper.held_by})" if paper.held_by else holder
    return told(N_("Kept by: {who}")).format(who=who)


def details(paper: IdentityPaper, language: str) -> list[str]:
    """What stands in the paper, a sentence each."""
    told = i18n.catalog(language).gettext
    days = ((N_("issued on {day}"), paper.issued_on), (N_("expires on {day}"), paper.expires_on))
    said = [
        told(N_("spelt there: {name}")).format(name=paper.name) if paper.name else "",
        told(N_("birth there: {birth}")).format(birth=paper.birth) if paper.birth else "",
        *(told(text).format(day=i18n.date_short(day, language)) for text, day in days if day),
    ]
    return list(filter(None, said))
