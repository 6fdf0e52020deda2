"""What each mark on a page is, noted while it is drawn; ``finish`` writes it as the tag tree."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Content:
    """A stretch of page code: the page, from 0, and its number there."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class LinkArea:
    """A rectangle to click on; ``target`` is an address, or # and the name of an anchor."""

    page: int
    box: tuple[float, float, float, float]
    target: str
    words: str


Place = tuple[int, float]
"""A page, from 0, and a height on it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the outline that viewers show beside the pages."""

    title: str
    level: int
    place: Place


@dataclass(slots=True, eq=False)
class Element:
    """A node of the tag tree."""

    kind: str
    kids: list["Element | Content | LinkArea"] = field(default_factory=list)
    language: str = ""
    words: str = ""
    scope: str = ""
    columns: int = 1


class Tags:
    """The tree so far and where in it drawing goes on."""

    def __init__(self) -> None:
        self.root = Element("Document")
        self.anchors: dict[str, Place] = {}
        self.outline: list[Entry] = []
        self.page = 0
        self._number = 0
        self._open = [self.root]
        self._artifact = 0
        self._attached: set[Element] = set()

    def next_page(self) -> None:
        """What is drawn from now on is on a new page."""
        self.page += 1
        self._number = 0

    @contextmanager
    def inside(self, element: Element) -> Iterator[None]:
        """What is drawn here belongs to the element, which belongs to the one open now."""
        if not self._artifact:
            self._attach(element, self._open[-1])
        self._open.append(element)
        yield
        self._open.pop()

    @contextmanager
    def content(self, canvas: Canvas) -> Iterator[None]:
        """Page code written here is a piece of the element open now."""
        if self._artifact:
            yield
            return
        element = self._open[-1]
        element.kids.append(Content(self.page, self._number))
        add_code(canvas, f"/{element.kind} <</MCID {self._number}>> BDC")
        self._number += 1
        yield
        add_code(canvas, "EMC")

    @contextmanager
    def artifact(self, canvas: Canvas) -> Iterator[None]:
        """Page code written here is decoration, and nobody reads it aloud."""
        if not self._artifact:
            add_code(canvas, "/Artifact BMC")
        self._artifact += 1
        yield
        self._artifact -= 1
        if not self._artifact:
            add_code(canvas, "EMC")

    def link(self, area: LinkArea) -> None:
        """A place to click on that belongs to the element open now."""
        self._open[-1].kids.append(area)

    def list_item(self, language: str) -> Element:
        """An item of the list that ends here, or of a new one."""
        if self._artifact:
            return Element("LI")
        kids = self._open[-1].kids
        last = kids[-1] if kids else None
        if not (isinstance(last, Element) and last.kind == "L"):
            last = Element("L")
            self._attach(last, self._open[-1])
        item = Element("LI", language=language)
        self._attach(item, last)
        return item

    def _attach(self, element: Element, parent: Element) -> None:
        """Once for each element; a story that is built again starts with empty elements."""
        if element not in self._attached:
            self._attached.add(element)
            element.kids = []
            parent.kids.append(element)


def tags_of(canvas: Canvas) -> Tags:
    """The tags of a canvas; a canvas without a tree gets one that nobody reads."""
    found = getattr(canvas, "lao_tags", None)
    if isinstance(found, Tags):
        return found
    loose = Tags()
    loose._artifact = 1  # noqa: SLF001 - a file without a tree must not claim marked content
    attached: Any = canvas
    attached.lao_tags = loose
    return loose


def add_code(canvas: Canvas, code: str) -> None:
    """Appends operators to the page."""
    page: Any = canvas
    page._code.append(code)  # noqa: SLF001 - ReportLab's only door for page code
