"""Small pictures of evidence for its list: made in the worker, kept in memory, gone at lock."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import PurePath

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel

from legalaid_desktop.desktop import preview
from legalaid_desktop.desktop.cards import Row
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.errors import Cancelled, LegalAidError

SIDE = 44
"""The longest side, in pixels of the screen."""
LARGEST = 20_000_000
"""Files above that would keep the worker from what the user asked for."""
_SHOWN = {".pdf", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".webp", ".heic", ".tif", ".tiff"}


class Thumbnails(QObject):
    """Makes one at a time, and only while the worker has nothing else to do.

    Signals:
        made: (id) the picture of that attachment is here.
    """

    made = Signal(int)

    def __init__(self, frame: Frame, parent: QObject, sharpness: Callable[[], float]) -> None:
        """None is made yet; ``sharpness`` gives the pixels of the screen to one of the window."""
        super().__init__(parent)
        self._frame, self._sharpness = frame, sharpness
        self._known: dict[int, QPixmap] = {}
        self._failed: set[int] = set()
        self._asked: list[int] = []
        self._waiting, self._making = False, 0
        frame.jobs.ended.connect(self._next)

    def of(self, attachment_id: int) -> QPixmap | None:
        """The picture, where there is one."""
        return self._known.get(attachment_id)

    def ask(self, attachments: Sequence[Attachment]) -> None:
        """Makes pictures of these, and forgets all others."""
        wanted = [one.id or 0 for one in attachments if _is_shown(one)]
        self._known = {key: made for key, made in self._known.items() if key in wanted}
        self._asked = [key for key in wanted if key not in {*self._known, *self._failed}]
        self._next()

    def _next(self) -> None:
        if not self._asked or self._frame.jobs.busy or self._waiting:
            return
        self._making, self._waiting = self._asked.pop(0), True
        pages = self._frame.office.attachments.pages
        work = partial(_drawn, pages, self._making, self._sharpness())
        self._frame.jobs.run(work, self._keep, self._give_up)

    def _keep(self, answer: tuple[int, QImage, float]) -> None:
        key, image, sharpness = answer
        self._waiting = False
        picture = QPixmap.fromImage(image)
        picture.setDevicePixelRatio(sharpness)
        self._known[key] = picture
        self.made.emit(key)
        self._next()

    def _give_up(self, error: LegalAidError) -> None:
        """No picture: the list shows the sign of a file, and the preview says why."""
        self._waiting = False
        if not isinstance(error, Cancelled):
            self._failed.add(self._making)
        self._next()


def show(row: Row, picture: QPixmap) -> None:
    """Puts a picture into a square at the left of a row of the list."""
    square = row.findChild(QLabel, "picture")
    if not isinstance(square, QLabel):
        square = QLabel()
        square.setObjectName("picture")
        square.setFixedSize(SIDE, SIDE)
        square.setAlignment(Qt.AlignmentFlag.AlignCenter)
        row.across.insertWidget(0, square)
    square.setPixmap(picture)


def _is_shown(one: Attachment) -> bool:
    return one.size <= LARGEST and PurePath(one.file_name).suffix.lower() in _SHOWN


def _drawn(
    pages: Callable[[int, Callable[[], bool]], bytes],
    key: int,
    sharpness: float,
    _progress: object,
    cancelled: Callable[[], bool],
) -> tuple[int, QImage, float]:
    """The first page, whole, in the small square."""
    pdf = pages(key, cancelled)
    longest = max(preview.page_sizes(pdf)[0])
    side = round(SIDE * sharpness)
    image = preview.draw(pdf, 0, 2 * side / longest).image  # twice, so that thin lines stay
    small = image.scaled(
        side,
        side,
        Qt.AspectRatioMode.KeepAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    return key, small, sharpness
