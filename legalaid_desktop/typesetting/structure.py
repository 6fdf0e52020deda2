"""Writes the tag tree, the links and the outline into a PDF."""

from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from legalaid_desktop.typesetting.tags import Content, Element, Entry, LinkArea, Place, Tags


def write(pdf: pikepdf.Pdf, tags: Tags, language: str) -> None:
    """Adds everything that was noted while the pages were drawn.

    Raises:
        ValueError: a link to an anchor that is not there.
    """
    writer = _Writer(pdf, tags, language)
    root = writer.element(tags.root, writer.tree)
    if root is not None:
        writer.tree.K = root
        writer.close()
        pdf.Root.StructTreeRoot = writer.tree
        pdf.Root.MarkInfo = Dictionary(Marked=True)
    if tags.outline:
        _outline(pdf, tags.outline)


class _Writer:
    """Turns elements into objects and keeps the way back from each mark on a page."""

    def __init__(self, pdf: pikepdf.Pdf, tags: Tags, language: str) -> None:
        self.pdf, self.anchors, self.language = pdf, tags.anchors, language
        self.pages = [page.obj for page in pdf.pages]
        self.tree = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        self.owners: list[dict[int, Any]] = [{} for _ in self.pages]
        self.link_owners: list[Any] = []

    def element(self, element: Element, parent: Any) -> Any:
        """The element with all below it, or None if nothing of it was drawn."""
        if not element.kids and element.kind not in ("TD", "TH"):
            return None
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + element.kind), P=parent)
        )
        if element.language and element.language != self.language:
            made.Lang = String(element.language)
        if element.words:
            made.Alt = String(element.words)
        self._attributes(element, made)
        kids = [kid for kid in (self._kid(kid, made) for kid in element.kids) if kid is not None]
        made.K = Array(kids)
        return made

    def close(self) -> None:
        """Writes the table from marks and links back to their elements."""
        numbers: list[Any] = []
        for at, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = at
            page.Tabs = Name.S
            numbers += [at, self.pdf.make_indirect(Array([owners[n] for n in sorted(owners)]))]
        for at, owner in enumerate(self.link_owners, len(self.pages)):
            numbers += [at, owner]
        self.tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self.tree.ParentTreeNextKey = len(self.pages) + len(self.link_owners)

    def _kid(self, kid: Element | Content | LinkArea, parent: Any) -> Any:
        if isinstance(kid, Element):
            return self.element(kid, parent)
        page = self.pages[kid.page]
        if isinstance(kid, LinkArea):
            return Dictionary(Type=Name.OBJR, Pg=page, Obj=self._link(kid, parent))
        self.owners[kid.page][kid.number] = parent
        return Dictionary(Type=Name.MCR, Pg=page, MCID=kid.number)

    def _link(self, area: LinkArea, owner: Any) -> Any:
        annotation = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([round(edge, 2) for edge in area.box]),
            Border=Array([0, 0, 0]),
            F=4,
            Contents=String(area.words or area.target),
            StructParent=len(self.pages) + len(self.link_owners),
        )
        if area.target.startswith("#"):
            annotation.Dest = _destination(self.pages, self._anchor(area.target[1:]))
        else:
            annotation.A = Dictionary(S=Name.URI, URI=String(area.target))
        self.link_owners.append(owner)
        page, made = self.pages[area.page], self.pdf.make_indirect(annotation)
        if "/Annots" not in page:
            page.Annots = Array()
        page.Annots.append(made)
        return made

    def _anchor(self, name: str) -> Place:
        if name not in self.anchors:
            raise ValueError(f"no anchor is called {name}")
        return self.anchors[name]

    @staticmethod
    def _attributes(element: Element, made: Any) -> None:
        if element.kind not in ("TD", "TH"):
            return
        attributes = Dictionary(O=Name.Table)
        if element.scope:
            attributes.Scope = Name("/" + element.scope)
        if element.columns > 1:
            attributes.ColSpan = element.columns
        if len(attributes.keys()) > 1:
            made.A = attributes


def _destination(pages: Sequence[Any], place: Place) -> Any:
    page, height = place
    return Array([pages[page], Name.XYZ, None, round(height, 2), None])


def _outline(pdf: pikepdf.Pdf, entries: list[Entry]) -> None:
    """The outline; an entry that skips a level stands under the one before it."""
    pages = [page.obj for page in pdf.pages]
    with pdf.open_outline() as outline:
        branches = [outline.root]
        for entry in entries:
            depth = max(0, min(entry.level, len(branches) - 1))
            item = pikepdf.OutlineItem(entry.title, _destination(pages, entry.place))
            branches[depth].append(item)
            branches = [*branches[: depth + 1], item.children]
    pdf.Root.PageMode = Name.UseOutlines
