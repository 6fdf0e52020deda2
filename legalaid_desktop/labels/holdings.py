"""What the office holds for clients, in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.holdings import Holding, HoldingKind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bundles

KINDS = {
    HoldingKind.DOCUMENT: N_("paper"),
    HoldingKind.OBJECT: N_("object"),
}
PAGES = N_("pages: {count}")
PIECES = N_("pieces: {count}")


def nature(holding: Holding, language: str) -> str:
    """What it is: a form of paper with its pages, or an object with its pieces."""
    told = i18n.catalog(language).gettext
    if holding.kind is HoldingKind.OBJECT:
        return f"{told(KINDS[holding.kind])}, {told(PIECES).format(count=holding.pages)}"
    return f"{told(bundles.FORMS[holding.form])}, {told(PAGES).format(count=holding.pages)}"
