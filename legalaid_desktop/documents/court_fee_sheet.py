"""The court fees of a claim as a sheet: each fee with its article, the sums, and who is exempt."""

from collections.abc import Iterator, Mapping

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_fees import FeeLine, FeeQuestion, FeeSheet, FeeStage, Matter
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.typesetting import plain

TITLE = N_("Court-fee sheet")
CASE = N_("Case {number}")
HEADS = (N_("Fee"), N_("When"), N_("How many"), N_("Kip"), N_("Where it stands"))
_WIDTHS = (None, 90.0, 46.0, 96.0, 130.0)
_NUMBERS = (2, 3)


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "fees")


def render(
    case: Case, office: OfficeProfile, sheet: FeeSheet, laws: Mapping[str, Law], language: str
) -> bytes:
    """The sheet as PDF, in one language or in both."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        below = said(CASE, one, number=case.number)
        yield from ruled.head(office, TITLE, one, spoken, below)
        yield ruled.facts(_asked(sheet, one), one)
        rows = [_row(line, laws, one) for line in sheet.lines]
        yield ruled.table(HEADS, rows, _WIDTHS, one, numbers=_NUMBERS)
        body = styles.body(one).but(space_before=4)
        for text in labels.sums(sheet, one):
            yield plain(text, body.but(bold=True))
        for text in labels.minded(one):
            yield plain(text, body)

    return ruled.build(TITLE, code(case), language, told)


def _asked(sheet: FeeSheet, language: str) -> Mapping[str, str]:
    asked = sheet.question
    valued = asked.matter is Matter.VALUED
    side = N_("claims") if asked.claims else N_("is claimed against")
    return {
        N_("Stage of the proceedings"): said(labels.STAGES[asked.stage], language),
        N_("What it is about"): said(labels.MATTERS[asked.matter], language),
        N_("Value in kip"): i18n.number(asked.value, language) if valued else "",
        N_("Our side"): said(side, language),
        N_("Who appeals or asks for the stage above"): said(_bringer(asked), language),
    }


def _bringer(asked: FeeQuestion) -> str:
    """Who brings it; a claim of the first instance is brought by who claims."""
    if asked.stage is FeeStage.FIRST_INSTANCE:
        return ""
    return N_("our side") if asked.brings else N_("the other side")


def _row(line: FeeLine, laws: Mapping[str, Law], language: str) -> list[str]:
    fee = line.fee
    where = labels.place("court-fees", fee.article, fee.certainty, laws, language)
    return [
        fee.texts[language],
        said(labels.PAYABLE[fee.when], language),
        str(line.count),
        labels.kip(line, language),
        ruled.in_lines(where),
    ]
