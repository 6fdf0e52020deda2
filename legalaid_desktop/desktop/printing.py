"""Prints PDF pages through Qt's print dialog; a print job bears a code, never a name."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from legalaid_desktop.desktop import dialogs, preview
from legalaid_desktop.desktop.jobs import Jobs
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.errors import Cancelled, LegalAidError, Refused
from legalaid_desktop.i18n import N_

PDF = N_("PDF files (*.pdf)")
LANGUAGES = (("lo", N_("Lao")), ("en", N_("English")), ("both", N_("Lao and English")))
"""Of paper: the languages in which it can be had."""
DPI = 300
POINTS = 72
PRINTING = N_("Printing")
NO_PRINTER = N_("The printer did not take the pages. Is it switched on and connected?")


def print_pdf(
    parent: QWidget,
    jobs: Jobs,
    pdf: bytes,
    code: str,
    stopped: Callable[[], object] = lambda: None,
) -> None:
    """Asks for the printer and prints.

    Args:
        code: what the print queue shows.
        stopped: called, perhaps in the worker, when it comes to nothing.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(code)
    printer.setFullPage(True)  # the pages bring their own margins
    dialog = QPrintDialog(printer, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(partial(start, parent, jobs, pdf, printer, stopped))
    dialog.rejected.connect(partial(_given_up, stopped))
    _HELD.add(printer)
    dialog.destroyed.connect(partial(QTimer.singleShot, 0, partial(_HELD.discard, printer)))
    QDialog.open(dialog)  # QPrintDialog hides the plain one behind a connecting one


_HELD: set[QPrinter] = set()
"""Printers of dialogs on screen: a dialog still uses its printer while it is destroyed.

``destroyed`` comes before the parts of the dialog are gone, so the printer goes a turn later.
"""


def start(
    parent: QWidget,
    jobs: Jobs,
    pdf: bytes,
    printer: QPrinter,
    stopped: Callable[[], object] = lambda: None,
    _chosen: QPrinter | None = None,
) -> None:
    """Prints in the worker; the dialog names the printer again, the one held here outlives it."""
    once = _Once(stopped)
    jobs.run(
        partial(_printed, pdf, printer, once),
        _finished,
        partial(_tell, parent, once),
        filled(PRINTING),
    )


class _Once:
    """Calls back once, though a print be given up both in the worker and here."""

    def __init__(self, call: Callable[[], object]) -> None:
        self._call: Callable[[], object] | None = call

    def __call__(self) -> None:
        call, self._call = self._call, None
        if call is not None:
            _given_up(call)


def _given_up(stopped: Callable[[], object]) -> None:
    with suppress(LegalAidError):  # the office is locked, or the disk full: nothing to say here
        stopped()


def _printed(
    pdf: bytes,
    printer: QPrinter,
    stopped: Callable[[], object],
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    try:
        print_pages(pdf, printer, progress, cancelled)
    except LegalAidError:
        stopped()  # here already: after locking nobody hears the answer of a job
        raise


def _finished(_nothing: None) -> None:
    """The paper comes out of the printer; that is message enough."""


def _tell(parent: QWidget, stopped: Callable[[], object], error: LegalAidError) -> None:
    stopped()
    if not isinstance(error, Cancelled):
        dialogs.tell(parent, error)


def print_pages(
    pdf: bytes,
    printer: QPrinter,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Draws the chosen pages on the printer, each fitted to its sheet and never enlarged.

    Raises:
        Cancelled: the user stopped; Refused: the printer refused.
    """
    wanted = _wanted(printer, len(preview.page_sizes(pdf)))
    painter = QPainter()
    try:
        for done, page in enumerate(wanted):
            if cancelled():
                raise Cancelled
            _print_page(painter, printer, preview.draw(pdf, page, DPI / POINTS).image)
            progress(done + 1, len(wanted))
    except LegalAidError:
        if painter.isActive():
            printer.abort()
        raise
    finally:
        if painter.isActive():
            painter.end()


def _print_page(painter: QPainter, printer: QPrinter, image: QImage) -> None:
    _turn_sheet(printer, image)
    ready = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not ready:
        raise Refused(NO_PRINTER)
    painter.drawImage(_place(printer, image), image)


def _wanted(printer: QPrinter, pages: int) -> range:
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    return range(first - 1, min(last, pages))


def _turn_sheet(printer: QPrinter, image: QImage) -> None:
    wide = image.width() > image.height()
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )


def _place(printer: QPrinter, image: QImage) -> QRect:
    sheet = printer.pageLayout().fullRectPixels(printer.resolution())
    natural = image.size() * (printer.resolution() / DPI)
    if natural.width() > sheet.width() or natural.height() > sheet.height():
        natural.scale(sheet.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left = (sheet.width() - natural.width()) // 2
    return QRect(left, 0, natural.width(), natural.height())
