"""A document: its story laid out first, then drawn with the number of pages known."""

import io
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from reportlab import rl_config
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus.flowables import Flowable

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting.blocks import (
    Block,
    KeepTogether,
    PageBreak,
    Spacer,
    cut_block,
    draw_block,
    gap,
    height_of,
    stack_height,
)
from legalaid_desktop.typesetting.embedding import document_of
from legalaid_desktop.typesetting.finish import finish
from legalaid_desktop.typesetting.tags import Tags, tags_of

TOO_TALL = N_("Something is too tall for a page.")

Margins = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page that a header or footer is drawn on; margins are top, right, bottom, left."""

    number: int
    total: int
    width: float
    height: float
    margins: Margins


Furniture = Callable[[Canvas, Page], None]


class Document:
    """A PDF in the making: tagged, with outline, made to PDF/A-2u.

    Args:
        language: "lo", "en" or "both".
        margins: top, right, bottom, left, in points.
        header: draws on each page; what it draws is decoration in the tag tree.
        footer: the same.

    Attributes:
        anchors: after ``build``, the page number of each ``Anchor``, for a list of contents.
    """

    def __init__(
        self,
        title: str,
        language: str,
        author: str = "",
        subject: str = "",
        pagesize: tuple[float, float] = A4,
        margins: Margins = (72, 64, 64, 72),
        header: Furniture | None = None,
        footer: Furniture | None = None,
    ) -> None:
        self.title, self.language = title, language
        self.author, self.subject = author, subject
        self.pagesize, self.margins = pagesize, margins
        self.furniture = [draw for draw in (header, footer) if draw]
        self.anchors: dict[str, int] = {}

    def build(self, story: Sequence[Flowable], created: datetime | None = None) -> bytes:
        """The finished file.

        Raises:
            Refused: a letter that no font has, or text that no page can hold.
        """
        top, right, bottom, left = self.margins
        width, height = self.pagesize
        pages = lay_out(story, width - left - right, height - top - bottom)
        written = io.BytesIO()
        canvas = _PageCanvas(written, self.pagesize)
        for number, placed in enumerate(pages, 1):
            for block, drop in placed:
                draw_block(canvas, block, left, height - top - drop)
            self._decorate(canvas, number, len(pages))
            canvas.showPage()
        _expect_own_fonts(canvas)
        canvas.save()
        self.anchors = {name: place[0] + 1 for name, place in canvas.lao_tags.anchors.items()}
        return finish(
            written.getvalue(),
            title=self.title,
            language=self.language,
            author=self.author,
            subject=self.subject,
            created=created,
            tags=canvas.lao_tags,
        )

    def _decorate(self, canvas: Canvas, number: int, total: int) -> None:
        width, height = self.pagesize
        page = Page(number=number, total=total, width=width, height=height, margins=self.margins)
        for draw in self.furniture:
            with tags_of(canvas).artifact(canvas):
                canvas.saveState()
                draw(canvas, page)
                canvas.restoreState()


class _PageCanvas(Canvas):
    """ReportLab's canvas with a tag tree and without Helvetica, which would not be embedded."""

    def __init__(self, written: io.BytesIO, pagesize: tuple[float, float]) -> None:
        rl_config.useA85 = 0  # four bytes in place of five
        super().__init__(
            written, pagesize=pagesize, pageCompression=1, pdfVersion=(1, 7), invariant=1
        )
        self.lao_tags = Tags()

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        super().showPage()
        self.lao_tags.next_page()

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"


def _expect_own_fonts(canvas: Canvas) -> None:
    document: Any = document_of(canvas)
    names = set(document.idToObject["BasicFonts"].dict)
    own = {name for _, name in document.__dict__.get("lao_fonts", {}).values()}
    if foreign := names - own:
        raise ValueError(f"fonts that are not embedded: {sorted(foreign)}")


Placed = list[tuple[Flowable, float]]
"""The blocks of a page, each with how far its lower edge lies below the top."""


def lay_out(story: Sequence[Flowable], width: float, height: float) -> list[Placed]:
    """The story in columns of that size, one a page."""
    filling = _Filling(width, height)
    queue = deque(story)
    while queue:
        filling.take(queue)
    if len(filling.pages) > 1 and not filling.pages[-1]:
        filling.pages.pop()
    return filling.pages


class _Filling:
    """The pages so far and the room left on the last one."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.pages: list[Placed] = [[]]
        self.used = 0.0

    def take(self, queue: deque[Flowable]) -> None:
        """Places the next block, or as much of it as fits, and puts the rest back."""
        block = queue.popleft()
        if isinstance(block, PageBreak):
            self._turn()
        elif isinstance(block, KeepTogether):
            self._keep(block)
            queue.extendleft(reversed(block.blocks))
        else:
            self._keep_chain(block, queue)
            self._put(block, queue)

    @property
    def _page(self) -> Placed:
        return self.pages[-1]

    @property
    def _above(self) -> Flowable | None:
        return self._page[-1][0] if self._page else None

    def _turn(self) -> None:
        if self._page:
            self.pages.append([])
            self.used = 0.0

    def _keep(self, group: KeepTogether) -> None:
        """Turns the page if the group fits on the next one but not on this."""
        if not group.blocks:
            return
        tall = stack_height(group.blocks, self.width)
        start = self.used + gap(self._above, group.blocks[0])
        if start + tall > self.height + 0.01 and tall <= self.height:
            self._turn()

    def _keep_chain(self, block: Flowable, queue: deque[Flowable]) -> None:
        """Turns the page if headings would lose the start of what they stand over."""
        if not getattr(block, "keep_with_next", False):
            return
        tall, above = self.used, self._above
        for follower in (block, *queue):
            if isinstance(follower, PageBreak):
                return
            tall += gap(above, follower)
            above = follower
            if not getattr(follower, "keep_with_next", False):
                tall += self._least(follower)
                break
            tall += height_of(follower, self.width)
        if tall > self.height + 0.01 and tall - self.used <= self.height:
            self._turn()

    def _least(self, block: Flowable) -> float:
        """The height without which the block should not start here."""
        if isinstance(block, KeepTogether) and block.blocks:
            whole = stack_height(block.blocks, self.width)
            return whole if whole <= self.height else self._least(block.blocks[0])
        return block.least(self.width) if isinstance(block, Block) else height_of(block, self.width)

    def _put(self, block: Flowable, queue: deque[Flowable]) -> None:
        if isinstance(block, Spacer) and not self._page:
            return
        start = self.used + gap(self._above, block)
        tall = height_of(block, self.width, self.height - start)
        if start + tall <= self.height + 0.01:
            rest = self._with_follower(block, start + tall, queue)
            first = rest.pop(0) if rest else block
            self.used = start + height_of(first, self.width)
            self._page.append((first, self.used))
            if rest:
                self._turn()
                queue.extendleft(reversed(rest))
            return
        if isinstance(block, Spacer):
            self._turn()
            return
        self._put_part(block, start, queue)

    def _with_follower(
        self, block: Flowable, bottom: float, queue: deque[Flowable]
    ) -> list[Flowable]:
        """The block in two parts, the last for the next page, where its follower may not go alone.

        Nothing where the follower fits below it, or may stand by itself.
        """
        follower = queue[0] if queue else None
        if not (isinstance(follower, KeepTogether) and follower.never_alone):
            return []
        if bottom + stack_height([follower], self.width) <= self.height + 0.01:
            return []
        return block.without_end() if isinstance(block, Block) else []

    def _put_part(self, block: Flowable, start: float, queue: deque[Flowable]) -> None:
        parts = cut_block(block, self.width, self.height - start, force=not self._page)
        if parts:
            bottom = start + height_of(parts[0], self.width)
            self._page.append((parts[0], bottom))
            self.used = bottom
            parts = parts[1:]
        elif not self._page:
            raise Refused(TOO_TALL)
        self._turn()
        queue.extendleft(reversed(parts or [block]))
