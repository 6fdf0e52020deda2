"""PDF pages on screen: drawn by PDFium in the worker, from memory, only those that are seen."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import pypdfium2
from PySide6.QtCore import QMargins, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.texts import filled, shown
from legalaid_desktop.domain.errors import Cancelled, Damaged, LegalAidError
from legalaid_desktop.i18n import N_

GAP = 16
"""Between pages and around them, in pixels."""
POINT = 96 / 72
"""Pixels of the screen to a point of the page at 100 %."""
ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
KEPT = 16
"""So many drawn pages are kept."""
UNREADABLE = N_("This file cannot be shown: it is damaged or not a PDF.")
PAGE_OF = N_("Page {page} of {pages}")

Size = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A page as drawn for one scale; ``turn`` tells one document from the next."""

    page: int
    scale: float
    image: QImage
    turn: int = 0


def page_sizes(pdf: bytes) -> list[Size]:
    """Width and height of each page in points; raises ``Damaged``. For the worker."""
    document = _open(pdf)
    try:
        return [page.get_size() for page in document]
    finally:
        document.close()


def draw(pdf: bytes, page: int, scale: float) -> Drawn:
    """One page at ``scale`` pixels to a point, with its notes and form fields. For the worker."""
    document = _open(pdf)
    try:
        document.init_forms()
        bitmap = document[page].render(scale=scale, rev_byteorder=False)
        pixels = bytes(bitmap.buffer)
        kind = QImage.Format.Format_RGB32 if bitmap.n_channels == 4 else QImage.Format.Format_BGR888
        image = QImage(pixels, bitmap.width, bitmap.height, bitmap.stride, kind).copy()
    except pypdfium2.PdfiumError as error:
        raise Damaged(UNREADABLE) from error
    finally:
        document.close()
    return Drawn(page=page, scale=scale, image=image)


def _open(pdf: bytes) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(pdf)
    except pypdfium2.PdfiumError as error:
        raise Damaged(UNREADABLE) from error


class Preview(QAbstractScrollArea):
    """The pages of a PDF, one under the other.

    Ctrl and + or - or 0, and Ctrl with the wheel, zoom; Page Up and Page Down, Home and End move.
    One page is drawn at a time, and only while it is seen: scrolling fast never fills the worker.

    Signals:
        moved: (page, pages) the page at the top of the view, from 1.
    """

    moved = Signal(int, int)

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self._jobs = jobs
        self._pdf = b""
        self._sizes: list[Size] = []
        self._zoom = 0.0  # 0: as wide as the view
        self._drawn: dict[int, Drawn] = {}
        self._failed: set[int] = set()
        self._drawing = -1  # the page that the worker is drawing
        self._turn = self._shown_turn = 0
        self._message = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(filled(PAGE_OF, page=0, pages=0))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def show_pdf(self, pdf: bytes) -> None:
        """Shows another document from its first page."""
        self.clear()
        self.renew(pdf)

    def renew(self, pdf: bytes) -> None:
        """Shows the document made anew, at the same place; the old pages stay until then."""
        self._turn += 1
        self._jobs.run(partial(_sizes_of, pdf, self._turn), self._show_sizes, self._show_problem)

    def clear(self, message: str = "") -> None:
        """Shows no page, but perhaps a sentence."""
        self._turn += 1
        self._pdf, self._sizes, self._message = b"", [], message
        self._drawn.clear()
        self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def message(self) -> str:
        """The sentence that stands in place of pages."""
        return self._message

    @property
    def ready(self) -> bool:
        """Whether all that is seen is drawn as it should be."""
        return bool(self._sizes) and self._next() is None

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    def zoom_in(self) -> None:
        """The next larger size."""
        now = self._scale() / POINT
        self._set_zoom(next((zoom for zoom in ZOOMS if zoom > now + 0.01), ZOOMS[-1]))

    def zoom_out(self) -> None:
        """The next smaller size."""
        now = self._scale() / POINT
        self._set_zoom(next((zoom for zoom in reversed(ZOOMS) if zoom < now - 0.01), ZOOMS[0]))

    def fit_width(self) -> None:
        """As wide as the view."""
        self._set_zoom(0.0)

    def go_to(self, page: int) -> None:
        """Brings a page, counted from 1, to the top."""
        self.verticalScrollBar().setValue(round(self._tops()[page - 1] - GAP))

    def _show_sizes(self, answer: tuple[bytes, list[Size], int]) -> None:
        pdf, sizes, turn = answer
        if turn != self._turn:
            return  # a newer document is on its way
        self._pdf, self._sizes, self._message, self._shown_turn = pdf, sizes, "", turn
        self._failed.clear()
        self._drawn = {page: drawn for page, drawn in self._drawn.items() if page < len(sizes)}
        self._lay_out()

    def _show_problem(self, error: LegalAidError) -> None:
        if isinstance(error, Damaged):
            self.clear(filled(error.reason, **error.values))

    def _set_zoom(self, zoom: float) -> None:
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._zoom = zoom
        self._lay_out()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def _scale(self) -> float:
        if self._zoom:
            return self._zoom * POINT
        widest = max((width for width, _height in self._sizes), default=595.0)
        return max(0.1, (self.viewport().width() - 2 * GAP) / widest)

    def _tops(self) -> list[float]:
        tops, top, scale = [], float(GAP), self._scale()
        for _width, height in self._sizes:
            tops.append(top)
            top += height * scale + GAP
        return [*tops, top]

    def _lay_out(self) -> None:
        view, scale = self.viewport().size(), self._scale()
        widest = max((width for width, _height in self._sizes), default=0.0) * scale + 2 * GAP
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setPageStep(view.height())
        vertical.setSingleStep(40)
        vertical.setRange(0, max(0, round(self._tops()[-1]) - view.height()))
        horizontal.setPageStep(view.width())
        horizontal.setRange(0, max(0, round(widest) - view.width()))
        self._scrolled()

    def _scrolled(self) -> None:
        self.viewport().update()
        if self._sizes:
            page, pages = self._seen().start + 1, len(self._sizes)
            self.setAccessibleName(filled(PAGE_OF, page=page, pages=pages))
            self.moved.emit(page, pages)

    def _seen(self) -> range:
        tops, top = self._tops(), self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        seen = [n for n in range(len(self._sizes)) if tops[n] < bottom and tops[n + 1] - GAP > top]
        return range(seen[0], seen[-1] + 1) if seen else range(0)

    def _sharp(self) -> float:
        """Pixels of the screen itself to a point."""
        return self._scale() * self.devicePixelRatioF()

    def _next(self) -> int | None:
        """The first page that is seen and not drawn as it should be."""
        for page in self._seen():
            drawn = self._drawn.get(page)
            fits = drawn and drawn.turn == self._shown_turn
            if page not in self._failed and not (
                fits and drawn and abs(drawn.scale - self._sharp()) < 1e-6
            ):
                return page
        return None

    def _ask(self) -> None:
        page = self._next()
        if page is None or self._drawing >= 0:
            return
        self._drawing = page
        work = partial(_draw, self._pdf, page, self._sharp(), self._shown_turn)
        self._jobs.run(work, self._keep, self._give_up)

    def _keep(self, drawn: Drawn) -> None:
        self._drawing = -1
        if drawn.turn == self._shown_turn and drawn.page < len(self._sizes):
            self._drawn.pop(drawn.page, None)
            self._drawn[drawn.page] = drawn
            while len(self._drawn) > KEPT:
                del self._drawn[next(iter(self._drawn))]
        self.viewport().update()

    def _give_up(self, error: LegalAidError) -> None:
        page, self._drawing = self._drawing, -1
        if not isinstance(error, Cancelled):
            self._failed.add(page)  # an empty sheet: asking again would not help
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draws the pages that are seen, and asks for those that are not drawn yet."""
        del event
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.tokens().ground))
        if self._message:
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            room = self.viewport().rect().marginsRemoved(QMargins(24, 24, 24, 24))
            painter.setPen(QColor(theme.tokens().dim))
            painter.drawText(room, int(flags), shown(self._message))
        tops, scale = self._tops(), self._scale()
        for page in self._seen():
            width, height = (side * scale for side in self._sizes[page])
            left = max(GAP, (self.viewport().width() - width) / 2)
            box = QRectF(
                left - self.horizontalScrollBar().value(),
                tops[page] - self.verticalScrollBar().value(),
                width,
                height,
            )
            self._paint_page(painter, page, box)
        self._ask()

    def _paint_page(self, painter: QPainter, page: int, box: QRectF) -> None:
        painter.fillRect(box, QColor("white"))
        drawn = self._drawn.get(page)
        if drawn:
            painter.drawImage(box, drawn.image)
        painter.setPen(QColor(theme.tokens().line))
        painter.drawRect(box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fits the pages to the new width."""
        super().resizeEvent(event)
        self._lay_out()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zooms with Ctrl, else scrolls."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
        elif event.angleDelta().y() > 0:
            self.zoom_in()
        else:
            self.zoom_out()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zooms and moves by keyboard."""
        act = self._act(event)
        if act:
            act()
        else:
            super().keyPressEvent(event)

    def _act(self, event: QKeyEvent) -> Callable[[], object] | None:
        key = event.key()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return {
                int(Qt.Key.Key_Plus): self.zoom_in,
                int(Qt.Key.Key_Equal): self.zoom_in,
                int(Qt.Key.Key_Minus): self.zoom_out,
                int(Qt.Key.Key_0): self.fit_width,
            }.get(key)
        bar = self.verticalScrollBar()
        return {
            int(Qt.Key.Key_Home): partial(bar.setValue, 0),
            int(Qt.Key.Key_End): partial(bar.setValue, bar.maximum()),
        }.get(key)


def _sizes_of(
    pdf: bytes, turn: int, _progress: object, _cancelled: object
) -> tuple[bytes, list[Size], int]:
    return pdf, page_sizes(pdf), turn


def _draw(
    pdf: bytes,
    page: int,
    scale: float,
    turn: int,
    _progress: object,
    cancelled: Callable[[], bool],
) -> Drawn:
    if cancelled():
        raise Cancelled
    return replace(draw(pdf, page, scale), turn=turn)
