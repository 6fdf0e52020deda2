"""Papers in words: their status, their languages, and what keeps one from being issued."""

from collections.abc import Iterable, Mapping

from legalaid_desktop import i18n
from legalaid_desktop.domain.paper_kinds import PaperKind
from legalaid_desktop.domain.papers import Blocker, PaperStatus
from legalaid_desktop.i18n import N_

STATUSES: Mapping[PaperStatus, str] = {
    PaperStatus.DRAFT: N_("Draft"),
    PaperStatus.ISSUED: N_("Issued"),
}
LANGUAGES: Mapping[str, str] = {
    "lo": N_("Lao"),
    "en": N_("English"),
    "both": N_("Lao and English"),
}
UNCHECKED = N_("Wording not yet checked by a Lao lawyer")


def status(value: PaperStatus, language: str) -> str:
    """Whether a paper is a draft or was issued."""
    return i18n.catalog(language).gettext(STATUSES[value])


def paper_language(value: str, language: str) -> str:
    """The language of a paper, said in ``language``."""
    return i18n.catalog(language).gettext(LANGUAGES[value])


def title(kind: PaperKind, language: str) -> str:
    """What a kind is called in lists."""
    return kind.title.of(language)


def wording(kind: PaperKind, language: str) -> str:
    """A warning for as long as no lawyer has read the kind; nothing after that."""
    return "" if kind.checked_by else i18n.catalog(language).gettext(UNCHECKED)


def sentences(blockers: Iterable[Blocker], language: str) -> list[str]:
    """What is still missing, one sentence each."""
    return [blocker.sentence.of(language) for blocker in blockers]
