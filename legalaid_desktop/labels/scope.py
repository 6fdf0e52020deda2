"""Checks of scope in words."""

from collections.abc import Mapping

from legalaid_desktop import i18n
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.domain.scope import EndKind, ScopeCheck, ScopeEnd
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.retention import ARTICLE
from legalaid_desktop.labels.retention import LAW as LAW_ALONE

KINDS: Mapping[EndKind, str] = {
    EndKind.SERVICE: N_("in scope"),
    EndKind.INFORMATION: N_("information and advice"),
    EndKind.MEDIATION: N_("mediation first"),
    EndKind.ELSEWHERE: N_("not for this office"),
    EndKind.HEAD: N_("ask the head of the office"),
}
_PRINTED: Mapping[EndKind, str] = {
    EndKind.SERVICE: N_("the matter lies within the work of the office"),
    EndKind.INFORMATION: N_("information and first advice are for anybody"),
    EndKind.MEDIATION: N_("mediation has to be tried first"),
    EndKind.ELSEWHERE: N_("another body is there for this matter"),
    EndKind.HEAD: N_("the head of the office was asked"),
}
SURE: Mapping[Certainty, str] = {
    Certainty.LAW_TEXT: N_("read in the law"),
    Certainty.SECONDARY: N_("from a secondary source, not confirmed"),
    Certainty.UNVERIFIED: N_("not confirmed by a Lao lawyer"),
    Certainty.OURS: N_("our own decision, not a rule of law"),
}
MESSAGES = (
    N_("Answer this question too."),
    N_("The questions on scope are damaged: “{answer}” of “{question}” leads nowhere."),
    N_("The questions on scope are damaged: “{question}” comes back to itself."),
    N_("The questions on scope are damaged: nothing leads to “{name}”."),
    N_("The questions on scope are damaged: there is more than one “{name}”."),
)
"""What the records can say; they hold the message ids, the catalog the words."""


def said(check: ScopeCheck, language: str) -> str:
    """What followed, in the words of that time."""
    return check.end_lo if language == "lo" else check.end_en


def printed(check: ScopeCheck, language: str) -> str:
    """What a client may read of it, with how certain it is."""
    told = i18n.catalog(language).gettext
    return f"{told(_PRINTED[check.kind])} ({told(SURE[check.certainty])})"


def basis(end: ScopeEnd, laws: Mapping[str, Law], language: str) -> str:
    """Where it stands, and how certain that is."""
    told = i18n.catalog(language).gettext
    law = laws.get(end.source)
    if law is None:
        return told(SURE[end.certainty])
    title = law.short_lo if language == "lo" else law.short_en
    where = told(ARTICLE if end.article else LAW_ALONE).format(
        law=title, number=law.number, article=end.article
    )
    return f"{where} · {told(SURE[end.certainty])}"
