"""The list of evidence for handing over: item, nature, pages, original or copy, three copies."""

from collections.abc import Iterator, Sequence

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain import attachments, cases, copies
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as labels
from legalaid_desktop.labels import bundles as bundle_labels
from legalaid_desktop.typesetting import plain

TITLE = N_("List of evidence handed over")
CASE = N_("Case {number}")
COURT_NUMBER = N_("Case {number}, court number {court}")
HEADS = (
    N_("No."), N_("Item and nature"), N_("From whom, date"), N_("Pages"),
    N_("Original or copy"), N_("Language, translation"), N_("Mark"),
)  # fmt: skip
_WIDTHS = (34.0, None, 140.0, 54.0, 120.0, 150.0, 64.0)
NOT_COUNTED = N_("not counted")
TRANSLATION_OF = N_("translation of {code}")
TRANSLATED_BY = N_("translated in {code}")
NEEDS = N_("Lao translation, certified, still needed")
BY = N_("certified by {name}")
TOTAL = N_("Items: {items}, pages in all: {pages}.")
TOTAL_SOME = N_("Items: {items}; without a count of pages: {left}.")
LAW = N_(
    "Made in three copies, signed by both sides. Civil Procedure Law, articles 104 and 105: "
    "originals or certified copies, papers in another language with a certified Lao translation."
)
SIGNERS = ((N_("Handed over by"), ""), (N_("Received by"), ""))


def code(case: Case) -> str:
    """What the foot and the file are called."""
    return copies.file_code(case.number, "evidence")


def render(case: Case, office: OfficeProfile, found: Sequence[Attachment], language: str) -> bytes:
    """The list as PDF, in one language or in both."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        message = COURT_NUMBER if case.court_number else CASE
        number = said(message, one, number=case.number, court=case.court_number)
        subject = cases.shown_name(case, cases.subject(case, one))
        below = " · ".join(filter(None, (number, subject)))
        yield from page.official_header(one)
        yield from ruled.head(office, TITLE, one, spoken, below)
        yield ruled.table(HEADS, [_row(each, found, one) for each in found], _WIDTHS, one)
        small = styles.small(one)
        yield plain(_total(found, one), small.but(bold=True, space_before=6))
        yield plain(said(LAW, one), small.but(space_after=6))
        yield ruled.signatures(SIGNERS, one)

    return ruled.build(TITLE, code(case), language, told, lying=True)


def _row(one: Attachment, found: Sequence[Attachment], language: str) -> list[str]:
    day = i18n.date_short(one.dated_on, language) if one.dated_on else ""
    form = said(bundle_labels.FORMS[one.form], language)
    if one.certified_by and one.translates is None:
        form = f"{form}, {said(BY, language, name=one.certified_by)}"
    return [
        f"A{one.exhibit}",
        attachments.title(one, language),
        ", ".join(filter(None, (one.source, day))),
        str(one.pages) if one.pages else said(NOT_COUNTED, language),
        form,
        _language(one, found, language),
        one.mark,
    ]


def _language(one: Attachment, found: Sequence[Attachment], language: str) -> str:
    """In what language it is, and where its translation is, or that one is needed."""
    told = (
        [said(labels.LANGUAGES.get(one.language, one.language), language)] if one.language else []
    )
    codes = {each.id: f"A{each.exhibit}" for each in found}
    if one.translates is not None:
        told.append(said(TRANSLATION_OF, language, code=codes.get(one.translates, "—")))
        if one.certified_by:
            told.append(said(BY, language, name=one.certified_by))
    made = [codes[each.id] for each in found if each.translates == one.id and one.id]
    if made:
        told.append(said(TRANSLATED_BY, language, code=", ".join(made)))
    elif one.language not in ("", "lo") and one.translates is None:
        told.append(said(NEEDS, language))
    return "; ".join(told)


def _total(found: Sequence[Attachment], language: str) -> str:
    left = sum(1 for one in found if not one.pages)
    if left:
        return said(TOTAL_SOME, language, items=len(found), left=left)
    return said(TOTAL, language, items=len(found), pages=sum(one.pages for one in found))
