"""Qt's questions for translations, answered from our catalog; Qt itself has no Lao."""

from PySide6.QtCore import QEvent, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from legalaid_desktop import i18n
from legalaid_desktop.domain import lao
from legalaid_desktop.i18n import N_

QT_MESSAGES = (
    # buttons
    N_("OK"),
    N_("&OK"),
    N_("Cancel"),
    N_("&Cancel"),
    N_("Close"),
    N_("&Close"),
    N_("Yes"),
    N_("&Yes"),
    N_("No"),
    N_("&No"),
    N_("Save"),
    N_("&Save"),
    N_("Open"),
    N_("&Open"),
    N_("Apply"),
    N_("Help"),
    N_("Abort"),
    N_("Retry"),
    N_("Discard"),
    N_("Reset"),
    # menu of a text field
    N_("&Undo"),
    N_("&Redo"),
    N_("Cu&t"),
    N_("&Copy"),
    N_("&Paste"),
    N_("Delete"),
    N_("Select All"),
    N_("Copy &Link Location"),
    N_("Clear"),
    # scroll bars
    N_("Scroll here"),
    N_("Top"),
    N_("Bottom"),
    N_("Page up"),
    N_("Page down"),
    N_("Scroll up"),
    N_("Scroll down"),
    # file dialog
    N_("&Look in:"),
    N_("Back"),
    N_("Forward"),
    N_("Parent Directory"),
    N_("Create New Folder"),
    N_("List View"),
    N_("Detail View"),
    N_("Computer"),
    N_("File &name:"),
    N_("Files of &type:"),
    N_("Directories"),
    N_("List of places and bookmarks"),
    N_("Drive"),
    N_("Show "),
    N_("&Choose"),
    N_("Directory:"),
    N_("New Folder"),
    N_("&New Folder"),
    N_("&Rename"),
    N_("&Delete"),
    N_("Show &hidden files"),
    N_("Name"),
    N_("Size"),
    N_("Type"),
    N_("Kind"),
    N_("Date Modified"),
    N_("All Files (*)"),
    N_("Save As"),
    N_("Sidebar"),
    N_("Files"),
    N_("Remove"),
    N_("Go back"),
    N_("Go forward"),
    N_("Go to the parent directory"),
    N_("Create a New Folder"),
    N_("Change to list view mode"),
    N_("Change to detail view mode"),
    # print dialog
    N_("Print"),
    N_("&Print"),
    N_("Copies"),
    N_("Pages"),
    N_("Page size:"),
    N_("Portrait"),
    N_("Landscape"),
    N_("&Options >>"),
    N_("&Options <<"),
    N_("Print to File (PDF)"),
    N_("Properties"),
    N_("P&roperties"),
    N_("Location:"),
    N_("&Name:"),
    N_("Preview"),
    N_("Printer"),
    N_("Output &file:"),
    N_("Print range"),
    N_("Print all"),
    N_("Pages from"),
    N_("to"),
    N_("Selection"),
    N_("Current Page"),
    N_("Copies:"),
    N_("Collate"),
    N_("Reverse"),
    N_("Color Mode"),
    N_("Color"),
    N_("Grayscale"),
    N_("Duplex Printing"),
    N_("None"),
    N_("Long side"),
    N_("Short side"),
    N_("Paper"),
    N_("Orientation"),
    N_("Margins"),
)
"""What Qt says by itself in the windows that we use; listed so that it stands in our catalog."""


class Translator(QTranslator):
    """Answers Qt in the language of the window: texts of forms and Qt's own texts."""

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Never: Qt would not install it."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The text in the language of the window, or None to leave it as it is."""
        del context, disambiguation, n
        if not source or i18n.current() == i18n.SOURCE:
            return None
        said = i18n.gettext(source)
        return None if said == source else lao.for_display(said)


def install(app: QApplication) -> Translator:
    """Makes Qt ask our catalog; keep what it returns for as long as the program runs."""
    translator = Translator(app)
    app.installTranslator(translator)
    return translator


def switch(app: QApplication, language: str) -> None:
    """Changes the language of all open windows; what was typed into them stays."""
    i18n.use(language)
    QLocale.setDefault(QLocale("lo_LA" if language == "lo" else "en_GB"))
    change = QEvent.Type.LanguageChange
    app.sendEvent(app, QEvent(change))
    app.sendPostedEvents(None, change)  # the application only posts it to its windows
