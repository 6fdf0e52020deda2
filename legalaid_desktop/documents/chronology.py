"""The chronology of a case: what happened, the oldest first, for the team or to hand on."""

from collections.abc import Iterator
from functools import partial

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, styles
from legalaid_desktop.domain import cases, copies
from legalaid_desktop.domain.chronologies import Chronology, Reader, Scope
from legalaid_desktop.domain.stories import StoryLine
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import stories as labels
from legalaid_desktop.labels.stories import Names
from legalaid_desktop.typesetting import Document, PageBreak, Style, Table, plain

TITLE = N_("Chronology of the case")
CASE = N_("Case {number}")
AS_OF = N_("As of {moment}, printed by {user}")
STAGE = N_("Stage: {stage}")
PERIOD = N_("From {first} to {last}")
FROM = N_("From {first}")
TO = N_("Until {last}")
ONLY = N_("Only: {kinds}")
NONE = N_("Nothing is entered.")
HEADS = (N_("Day"), N_("What happened"), N_("Kind"))
ALONE = N_("This copy has private notes of {user} on it. It is for nobody else.")
FOR_CLIENT = N_("For the client: notes of the office are left out.")
_WIDTHS = (104.0, None, 92.0)


def code(case_number: str) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case_number, "chronology")


def render(chronology: Chronology, language: str, names: Names) -> bytes:
    """The chronology as PDF, in one language or in both; a restricted case by its code name."""
    spoken, number = page.languages(language), chronology.case.number
    document = Document(
        f"{_said(TITLE, spoken[0])} {code(number)}",
        spoken[0],
        margins=page.MARGINS,
        footer=partial(page.draw_foot, code(number), spoken, ""),
    )
    story: list[Flowable] = []
    for one in spoken:
        story += [PageBreak()] if story else []
        story += _story(chronology, one, names, "P" if story else "H1")
    return document.build(story)


def _story(chronology: Chronology, language: str, names: Names, role: str) -> Iterator[Flowable]:
    body = styles.body(language).but(align="center")
    yield from _head(chronology, language, body, role)
    if not chronology.lines:
        yield plain(_said(NONE, language), body)
        return
    style = styles.table(language)
    rows: list[list[object]] = [
        [plain(_said(head, language), style.but(bold=True)) for head in HEADS]
    ]
    rows += [_row(line, language, names, style) for line in chronology.lines]
    yield Table(rows, list(_WIDTHS), header_rows=1, rules="horizontal", padding=4)


def _head(chronology: Chronology, language: str, body: Style, role: str) -> Iterator[Flowable]:
    office, case, scope = chronology.office, chronology.case, chronology.scope
    office_names = (office.name_lo, office.name_en)[:: 1 if language == "lo" else -1]
    yield plain(office_names[0] or office_names[1], body)
    yield plain(_said(TITLE, language), styles.title(language).but(role=role))
    number = _said(CASE, language, number=case.number)
    subject = cases.shown_name(case, cases.subject(case, language))
    yield plain(" · ".join(filter(None, (number, subject))), body.but(bold=True))
    told = _said(case_labels.STAGES[case.stage], language)
    yield plain(_said(STAGE, language, stage=told), body)
    for line in _limits(scope, language):
        yield plain(line, body)
    if scope.reader is Reader.ALONE:
        yield plain(_said(ALONE, language, user=chronology.user), body.but(bold=True))
    if scope.reader is Reader.CLIENT:
        yield plain(_said(FOR_CLIENT, language), body)
    moment = i18n.moment(chronology.at, language)
    as_of = _said(AS_OF, language, moment=moment, user=chronology.user)
    yield plain(as_of, body.but(space_after=8))


def _limits(scope: Scope, language: str) -> Iterator[str]:
    days = {
        name: i18n.date_long(day, language)
        for name, day in (("first", scope.first), ("last", scope.last))
        if day is not None
    }
    if days:
        message = PERIOD if len(days) == 2 else FROM if "first" in days else TO
        yield _said(message, language, **days)
    if scope.kinds:
        kinds = [
            _said(said, language) for kind, said in labels.KINDS.items() if kind in scope.kinds
        ]
        yield _said(ONLY, language, kinds=", ".join(dict.fromkeys(kinds)))


def _row(line: StoryLine, language: str, names: Names, style: Style) -> list[object]:
    small = styles.small(language)
    day = [plain(i18n.date_long(line.on, language), style)]
    if line.at:
        day.append(plain(f"{line.at:%H:%M}", small))
    said = [
        plain(one, style) for one in labels.text(line, language, names).split("\n") if one.strip()
    ]
    details = " · ".join(labels.details(line, language))
    if details:
        said.append(plain(details, small))
    return [day, said, [plain(labels.kind(line, language, names), small)]]


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
