"""The checklist of a paper that is to be filed: each condition, how it stands, and its article."""

from collections.abc import Iterator, Mapping, Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import copies
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.filings import Filing, FilingKind, FilingLine, Readiness
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import filings as labels
from legalaid_desktop.typesetting import Mark, plain

TITLE = N_("Checklist of a filing")
CASE = N_("Case {number}")
PLANNED = N_("planned for {day}")
HEADS = (N_("No."), N_("What is needed"), "", N_("State"), N_("Where it stands"))
_WIDTHS = (30.0, None, 16.0, 130.0, 140.0)
SIGNERS = ((N_("Checked by"), ""), (N_("Filed by"), ""))
MARKS = {Readiness.OPEN: "", Readiness.READY: "tick", Readiness.NOT_NEEDED: "dash"}


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "filing")


def render(
    case: Case,
    office: OfficeProfile,
    filing: Filing,
    kind: FilingKind,
    lines: Sequence[FilingLine],
    laws: Mapping[str, Law],
    language: str,
) -> bytes:
    """The checklist as PDF, in one language or in both."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        day = i18n.date_full(filing.planned_on, one)
        number, planned = said(CASE, one, number=case.number), said(PLANNED, one, day=day)
        yield from ruled.head(office, TITLE, one, spoken, kind.texts[one])
        below = styles.body(one).but(align="center", space_after=6)
        yield plain(f"{number} · {planned}", below)
        strong = styles.body(one).but(bold=True, space_before=4)
        if filing.filed_on is not None:
            on = i18n.date_long(filing.filed_on, one)
            yield plain(said(labels.FILED, one, day=on, proof=filing.proof), strong)
        yield plain(labels.standing(lines, one), strong)
        rows = [_row(place, line, laws, one) for place, line in enumerate(lines, 1)]
        yield ruled.table(HEADS, rows, _WIDTHS, one)
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(case), language, told)


def _row(
    place: int, line: FilingLine, laws: Mapping[str, Law], language: str
) -> list[str | Flowable]:
    item = line.item
    state = said(labels.STATES[line.state], language)
    seen = labels.seen(line, language)
    where = labels.place(item.law, item.article, item.certainty, laws, language)
    mark = Mark(MARKS[line.state], line=styles.small(language).leading)
    how = "\n".join(filter(None, (state, seen)))
    return [str(place), item.texts[language], mark, how, ruled.in_lines(where)]
