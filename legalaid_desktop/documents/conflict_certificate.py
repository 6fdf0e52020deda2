"""The certificate of a conflict check: who was asked for, against what, and what was decided.

It leaves the office: it names nobody from another case, and does not say whether anybody was alike.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import partial

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, styles
from legalaid_desktop.domain import cases, copies
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.conflicts import ConflictCheck, Standing
from legalaid_desktop.domain.custody import LAOS
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import conflicts as labels
from legalaid_desktop.typesetting import Document, PageBreak, Table, plain

TITLE = N_("Certificate of the conflict check")
CASE = N_("Case {number}")
AS_OF = N_("As of {moment}")
HOW = N_(
    "Everybody in this case was compared with everybody in every role in every case of the office, "
    "open and closed, restricted ones among them, and with the lawyers of the office: names in Lao "
    "and Latin letters in all usual spellings, and numbers of papers and telephones. This paper "
    "names nobody of another case."
)
HIDDEN_NAMES = N_("The names are in the file; the case is restricted.")
ASKED = N_("Asked for")
CHECKED = N_("Checked")
DECISION = N_("Decision")
DECIDED = N_("Decided")
OUT_OF_DATE = N_("The case has changed since this check: it is out of date.")
SIGNATURE = N_("Signature of who answers for it")


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "conflicts")


def render(file: CaseFile, standing: Standing, at: datetime, language: str) -> bytes:
    """The certificate as PDF, in one language or in both; ``at`` is local."""
    spoken = page.languages(language)
    document = Document(
        f"{_said(TITLE, spoken[0])} {code(file.case)}",
        spoken[0],
        margins=page.MARGINS,
        footer=partial(page.draw_foot, code(file.case), spoken, ""),
    )
    story: list[Flowable] = []
    for one in spoken:
        story += [PageBreak()] if story else []
        story += _story(file, standing, at, one, "P" if story else "H1")
    return document.build(story)


def _story(
    file: CaseFile, standing: Standing, at: datetime, language: str, role: str
) -> Iterator[Flowable]:
    body, office = styles.body(language), file.office
    centred = body.but(align="center")
    names = (office.name_lo, office.name_en)
    yield plain((names[0] or names[1]) if language == "lo" else (names[1] or names[0]), centred)
    yield plain(_said(TITLE, language), styles.title(language).but(role=role))
    yield plain(_said(CASE, language, number=file.case.number), centred.but(bold=True))
    moment = _said(AS_OF, language, moment=i18n.moment(at, language))
    yield plain(moment, centred.but(space_after=8))
    if standing.check is None:
        return
    yield _table(file.case, standing.check, language)
    yield plain(_said(HOW, language), body.but(space_before=8))
    if not standing.is_current:
        yield plain(_said(OUT_OF_DATE, language), body.but(bold=True, space_before=8))
    yield plain(_said(SIGNATURE, language), body.but(align="right", space_before=48))


def _table(case: Case, check: ConflictCheck, language: str) -> Table:
    style = styles.body(language)
    asked = list(check.names)
    if cases.is_restricted(case):
        asked = [f"“{case.code_name}”", _said(HIDDEN_NAMES, language)]
    rows: list[list[object]] = [
        [plain(_said(ASKED, language), style.but(bold=True)), [plain(one, style) for one in asked]],
        [
            plain(_said(CHECKED, language), style.but(bold=True)),
            plain(_when(check.at, check.by, language), style),
        ],
        [
            plain(_said(DECISION, language), style.but(bold=True)),
            plain(labels.outcome(check, language), style),
        ],
    ]
    if check.decided_at is not None:
        said = _when(check.decided_at, check.decided_by, language)
        rows.append([plain(_said(DECIDED, language), style.but(bold=True)), plain(said, style)])
    return Table(rows, [130.0, None], rules="horizontal", padding=4)


def _when(at: datetime, by: str, language: str) -> str:
    return f"{i18n.moment(at.astimezone(LAOS), language)} · {by}"


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
