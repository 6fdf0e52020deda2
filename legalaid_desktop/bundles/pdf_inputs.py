"""PDFs of any origin, made fit for a bundle: whole, unable to act, nothing but their pages."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, StreamDecodeLevel

from legalaid_desktop.bundles import annotations, contents, pictures_inside
from legalaid_desktop.bundles.images import Notes
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

NOT_READABLE = N_("The PDF is damaged and cannot be opened.")
PARTLY_READABLE = N_(
    "The PDF is damaged, probably not downloaded to its end: {good} of {pages} pages can be read."
)
NO_PAGES = N_("The PDF has no pages.")
LOCKED = N_("The PDF is locked with a password.")
WRONG_PASSWORD = N_("The PDF is locked, and the password given does not open it.")
TOO_MANY_PAGES = N_("The PDF has {pages} pages; the limit is {limit}.")

REPAIRED = N_("The PDF had faults in its structure that were repaired; all pages are there.")
RESTRICTED = N_("The file had restrictions on printing or copying.")
UNLOCKED = N_("Opened with its password; the bundle itself is not locked.")
ADOBE_FORM = N_("A form that only Adobe’s program shows in full; its pages may say so instead.")
HIDDEN_LAYERS = N_("Has hidden layers; they stay hidden.")

MOST_PAGES = 20_000
_CATALOG = {Name.Type, Name.Pages, Name.Outlines, Name.Names, Name.Dests, Name.OCProperties}
_PRIVATE = (Name.Metadata, Name.PieceInfo, Name.LastModified, Name.Thumb, Name.AF, Name.AA)


def to_pdf(data: bytes, password: str = "") -> tuple[bytes, int, Notes]:
    """The cleaned PDF, its pages, and what was found; refuses what cannot be shown whole."""
    notes: Notes = {}
    with _opened(data, password) as pdf:
        pages = _page_count(pdf)
        if pdf.is_encrypted:
            notes[UNLOCKED if password else RESTRICTED] = {}
        _check(pdf, pages, notes)
        _look_around(pdf, notes)
        annotations.settle(pdf, notes)
        _leave_only_pages(pdf)
        pictures_inside.strip(pdf, notes)
        for page in pdf.pages:
            contents.isolate_if_unbalanced(pdf, page)
        out = io.BytesIO()
        pdf.save(
            out,
            encryption=False,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            object_stream_mode=ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    if REPAIRED in notes:
        _expect_sound(out)
    return out.getvalue(), pages, notes


def _expect_sound(written: io.BytesIO) -> None:
    """One document with faults that stay must not spoil the whole bundle."""
    with Pdf.open(written) as pdf:
        if pdf.check_pdf_syntax() or pdf.get_warnings():
            raise Refused(NOT_READABLE)


def _opened(data: bytes, password: str) -> Pdf:
    try:
        return Pdf.open(io.BytesIO(data), password=password)
    except pikepdf.PasswordError as error:
        raise Refused(WRONG_PASSWORD if password else LOCKED) from error
    except (pikepdf.PdfError, ValueError) as error:
        raise Refused(NOT_READABLE) from error


def _page_count(pdf: Pdf) -> int:
    try:
        pages = len(pdf.pages)
    except (pikepdf.PdfError, ValueError, AttributeError, KeyError, RecursionError) as error:
        raise Refused(NOT_READABLE) from error
    if pages == 0:
        raise Refused(NO_PAGES)
    if pages > MOST_PAGES:
        raise Refused(TOO_MANY_PAGES, pages=pages, limit=MOST_PAGES)
    return pages


def _check(pdf: Pdf, pages: int, notes: Notes) -> None:
    """A half-downloaded file opens with the right number of pages, most of them blank."""
    problems = [*pdf.check_pdf_syntax(), *map(str, pdf.get_warnings())]
    if not problems:
        return
    good = sum(contents.is_readable(page) for page in pdf.pages)
    declared = _declared_pages(pdf) if _is_cut(problems) else pages
    if good < max(pages, declared):
        raise Refused(PARTLY_READABLE, good=good, pages=max(pages, declared))
    contents.mend_streams(pdf)
    notes[REPAIRED] = {}


def _is_cut(problems: list[str]) -> bool:
    return any("can't find startxref" in problem for problem in problems)


def _declared_pages(pdf: Pdf) -> int:
    try:
        count = int(pdf.Root.Pages.get(Name.Count, 0))
    except (AttributeError, TypeError, ValueError):
        return 0
    return count if 0 < count <= MOST_PAGES else 0


def _look_around(pdf: Pdf, notes: Notes) -> None:
    form = pdf.Root.get(Name.AcroForm)
    if isinstance(form, Dictionary) and Name.XFA in form and pdf.Root.get(Name.NeedsRendering):
        notes[ADOBE_FORM] = {}
    layers = pdf.Root.get(Name.OCProperties)
    if isinstance(layers, Dictionary):
        settings = layers.get(Name.D)
        off = settings.get(Name.OFF) if isinstance(settings, Dictionary) else None
        if isinstance(off, Array) and len(off):
            notes[HIDDEN_LAYERS] = {}


def _leave_only_pages(pdf: Pdf) -> None:
    for key in list(pdf.Root.keys()):
        if key not in _CATALOG:
            del pdf.Root[key]
    names = pdf.Root.get(Name.Names)
    for key in list(names.keys()) if isinstance(names, Dictionary) else []:
        if key != Name.Dests:
            del pdf.Root.Names[key]
    if Name.Info in pdf.trailer:
        del pdf.trailer[Name.Info]
    for thing in pdf.objects:
        if isinstance(thing, Dictionary | pikepdf.Stream):
            _forget_private(thing)


def _forget_private(thing: pikepdf.Object) -> None:
    for key in _PRIVATE:
        if key in thing:
            del thing[key]
    if thing.get(Name.Type) == Name.Page:
        for key in (
            Name.StructParents,
            Name.Tabs,
            Name.PresSteps,
            Name.B,
            Name.TemplateInstantiated,
        ):
            if key in thing:
                del thing[key]
