"""What lies on pages: forms become part of the picture, what acts goes, notes and links stay."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, String

from legalaid_desktop.bundles.images import Notes
from legalaid_desktop.i18n import N_

SIGNED = N_(
    "Was signed digitally: the picture of the signature is shown; only the original file proves it."
)
FORM = N_("Had form fields; what was filled in is printed on the page.")
UNFILLED = N_("Form field “{name}” holds a value that the file does not draw: {value}")
ATTACHED = N_("Had {count} attached files, which are not in this bundle: {names}")
SCRIPTS = N_("Had scripts or commands, which were taken out.")
LINKS = N_("Had links to other files or programs, which were taken out.")
RECORDINGS = N_("Had a sound, video or 3D picture, which cannot be on paper.")
COMMENTS = N_("Has comments by readers on its pages: {count}.")

_MEDIA = ("/Movie", "/Sound", "/RichMedia", "/Screen", "/3D")
_INTO_THE_PAGE = {"/Widget", "/FileAttachment", *_MEDIA}
_COMMENTS = {
    "/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret",
    "/Stamp", "/Ink",
}  # fmt: skip
_LEADING_OUT = ("/URI", "/GoToR", "/GoToE", "/Named")
_WEB = ("http://", "https://", "mailto:")


def settle(pdf: Pdf, notes: Notes) -> None:
    """Leaves pages that look the same and do nothing."""
    _note_attachments(pdf, notes)
    if _names(pdf, Name.JavaScript) or Name.AA in pdf.Root or _acts(pdf.Root.get(Name.OpenAction)):
        notes[SCRIPTS] = {}
    _note_fields(pdf, notes)
    _flatten(pdf, notes)
    _quieten_outlines(pdf)
    for page in pdf.pages:
        for annotation in _of(page):
            _quieten(annotation, notes)
    _count_comments(pdf, notes)


def _of(page: Page) -> list[Object]:
    held = page.obj.get(Name.Annots)
    return [one for one in held if isinstance(one, Dictionary)] if isinstance(held, Array) else []


def _kind(annotation: Object) -> str:
    return str(annotation.get(Name.Subtype, ""))


def _names(pdf: Pdf, tree: Name) -> bool:
    names = pdf.Root.get(Name.Names)
    return isinstance(names, Dictionary) and tree in names


def _acts(action: Object | None) -> bool:
    return isinstance(action, Dictionary) and action.get(Name.S) not in (Name.GoTo, None)


def _note_attachments(pdf: Pdf, notes: Notes) -> None:
    found = [str(name) for name in pdf.attachments]
    for page in pdf.pages:
        for one in _of(page):
            if _kind(one) == "/FileAttachment":
                found.append(_file_name(one))
    if found:
        shown = ", ".join(found[:10]) + (" …" if len(found) > 10 else "")
        notes[ATTACHED] = {"count": len(found), "names": shown}


def _file_name(annotation: Object) -> str:
    holder = annotation.get(Name.FS)
    if not isinstance(holder, Dictionary):
        return "?"
    return str(holder.get(Name.UF, holder.get(Name.F, "?")))


def _note_fields(pdf: Pdf, notes: Notes) -> None:
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return
    if Name.XFA in form:
        del form[Name.XFA]
    for field in _fields(form):
        kind = field.get(Name.FT)
        if kind == Name.Sig and Name.V in field:
            notes[SIGNED] = {}
        elif kind is not None:
            notes.setdefault(FORM, {})
        if Name.AA in field or _acts(field.get(Name.A)):
            notes[SCRIPTS] = {}


def _fields(form: Object) -> Iterator[Object]:
    """All nodes of the tree of fields, each once, however its branches loop."""
    top, seen = form.get(Name.Fields), set[tuple[int, int]]()
    waiting = list(top) if isinstance(top, Array) else []
    while waiting:
        field = waiting.pop()
        if not isinstance(field, Dictionary) or (field.is_indirect and field.objgen in seen):
            continue
        seen.add(field.objgen)
        yield field
        kids = field.get(Name.Kids)
        if isinstance(kids, Array):
            waiting.extend(kids)


def _flatten(pdf: Pdf, notes: Notes) -> None:
    """Draws fields and media into the pages; comments and links are put aside meanwhile."""
    aside: list[tuple[Page, list[Object]]] = []
    for page in pdf.pages:
        every = _of(page)
        drawn = [one for one in every if _kind(one) in _INTO_THE_PAGE]
        if any(_kind(one) in _MEDIA for one in drawn):
            notes[RECORDINGS] = {}
        aside.append((page, [one for one in every if _kind(one) not in _INTO_THE_PAGE]))
        if every:
            page.obj.Annots = Array(drawn)
    _draw_missing(pdf, notes)
    pdf.flatten_annotations("all")
    for page, kept in aside:
        if kept:
            page.obj.Annots = Array(kept)
        elif Name.Annots in page.obj:
            del page.obj[Name.Annots]
    if Name.AcroForm in pdf.Root:
        del pdf.Root[Name.AcroForm]


def _draw_missing(pdf: Pdf, notes: Notes) -> None:
    """Values without a drawing get one where the letters allow it; else a remark gives them."""
    form = pdf.Root.get(Name.AcroForm)
    if not isinstance(form, Dictionary):
        return
    needed = bool(form.get(Name.NeedAppearances, False))
    for field in _fields(form):
        value = field.get(Name.V)
        if not isinstance(value, String) or not str(value) or Name.AP in field:
            continue
        needed = True
        if not str(value).isascii():
            notes[UNFILLED] = {"name": str(field.get(Name.T, "?"))[:80], "value": str(value)[:200]}
    if needed:
        form.NeedAppearances = True
        pdf.generate_appearance_streams()


def _quieten(annotation: Object, notes: Notes) -> None:
    """Keeps jumps within the document and links to web pages; all other actions go."""
    for key in (Name.AA, Name.PA):
        if key in annotation:
            del annotation[key]
            notes[SCRIPTS] = {}
    action = annotation.get(Name.A)
    if action is None:
        return
    if not isinstance(action, Dictionary) or not _is_harmless(action):
        leads = isinstance(action, Dictionary) and str(action.get(Name.S)) in _LEADING_OUT
        notes[LINKS if leads else SCRIPTS] = {}
        del annotation[Name.A]
    elif Name.Next in action:
        del action[Name.Next]
        notes[SCRIPTS] = {}


def _is_harmless(action: Object) -> bool:
    kind = action.get(Name.S)
    if kind == Name.URI:
        return str(action.get(Name.URI, "")).lower().startswith(_WEB)
    return bool(kind == Name.GoTo)


def _quieten_outlines(pdf: Pdf) -> None:
    """Bookmarks that do anything but jump lose what they do."""
    outlines = pdf.Root.get(Name.Outlines)
    waiting, seen = [outlines], set[tuple[int, int]]()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, Dictionary) or item.objgen in seen:
            continue
        if item.is_indirect:
            seen.add(item.objgen)
        action = item.get(Name.A)
        if action is not None and not (
            isinstance(action, Dictionary) and action.get(Name.S) == Name.GoTo
        ):
            del item[Name.A]
        elif action is not None and Name.Next in action:
            del action[Name.Next]
        waiting += [item.get(Name.First), item.get(Name.Next)]


def _count_comments(pdf: Pdf, notes: Notes) -> None:
    count = sum(_kind(one) in _COMMENTS for page in pdf.pages for one in _of(page))
    if count:
        notes[COMMENTS] = {"count": count}
