"""The receipt for papers and objects that a client hands in, or takes back."""

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.holdings import Holding, HoldingKind, Receipt
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import bundles as bundle_labels
from legalaid_desktop.labels import holdings as labels
from legalaid_desktop.typesetting import plain

TITLES = {
    False: N_("Receipt for papers and things received"),
    True: N_("Receipt for papers and things given back"),
}
NUMBER = N_("No. {number}")
GIVER, TAKER = N_("Handed over by"), N_("Received by")
FACTS = (N_("Case"), N_("Day"), GIVER, TAKER)
HEADS = (N_("No."), N_("What"), N_("Kind"), N_("Original or copy"), N_("Pages or pieces"))
_WIDTHS = (32.0, None, 70.0, 90.0, 70.0)
PROMISE = N_(
    "The office keeps these for the client and gives them back on request against a receipt. The "
    "client keeps one copy of this receipt, the office the other."
)
THANKS = N_("What is listed above was given back whole. Each side keeps one copy of this receipt.")
READ_ALOUD = N_("Who cannot read sets a thumbprint after this was read aloud.")


def code(case: Case, receipt: Receipt) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, f"R{receipt.number.replace('/', '-')}")


def render(case: Case, office: OfficeProfile, receipt: Receipt, language: str) -> bytes:
    """The receipt as PDF, in one language or in both."""
    spoken, title = page.languages(language), TITLES[receipt.returned]

    def told(one: str) -> Iterator[Flowable]:
        number = said(NUMBER, one, number=receipt.number)
        yield from page.official_header(one)
        yield from ruled.head(office, title, one, spoken, number)
        yield ruled.facts(_facts(case, office, receipt, one), one)
        rows = [_row(each, one) for each in receipt.holdings]
        yield ruled.table(HEADS, rows, _WIDTHS, one)
        words = THANKS if receipt.returned else PROMISE
        small = styles.small(one)
        yield plain(said(words, one), small.but(space_before=6))
        yield plain(said(READ_ALOUD, one), small)
        yield _signatures(receipt, one)

    return ruled.build(title, code(case, receipt), language, told)


def _facts(case: Case, office: OfficeProfile, receipt: Receipt, language: str) -> dict[str, str]:
    names = (office.name_lo, office.name_en)
    ours = (names[0] or names[1]) if language == "lo" else (names[1] or names[0])
    ours = f"{ours} ({receipt.user})"
    both = (ours, receipt.person) if receipt.returned else (receipt.person, ours)
    day = i18n.date_full(receipt.on, language)
    return dict(zip(FACTS, (case.number, day, *both), strict=True))


def _row(one: Holding, language: str) -> list[str]:
    is_object = one.kind is HoldingKind.OBJECT
    form = "" if is_object else said(bundle_labels.FORMS[one.form], language)
    return [
        str(one.number),
        one.what,
        said(labels.KINDS[one.kind], language),
        form,
        str(one.pages),
    ]


def _signatures(receipt: Receipt, language: str) -> Flowable:
    """The client at the left when things come in, at the right when they go back."""
    client, ours = receipt.person, receipt.user
    names = (ours, client) if receipt.returned else (client, ours)
    signers = ((GIVER, names[0]), (TAKER, names[1]))
    return ruled.signatures(signers, language, thumb=(1 if receipt.returned else 0,))
