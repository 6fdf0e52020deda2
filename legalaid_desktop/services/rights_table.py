"""The table of rights: what the program itself goes by, to be read and printed."""

from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.rights_table import RightsTable
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.services import exports, reference
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import trail

KIND = "rights_table"
"""What the trail calls it."""


class Rights:
    """Who may do what in this office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def table(self) -> RightsTable:
        """Every act, every role, how far."""
        return reference.rights_table()

    def print_table(self, language: str) -> bytes:
        """The sheet to print, in one language or in both."""
        pages = self._pages(language)
        with self._desk.writing(Act.MANAGE_USERS) as session:
            trail.note(session, Deed.PRINT, kind=KIND)
        return pages

    def save_table(self, language: str, out: Path) -> None:
        """Writes the sheet to ``out``."""
        pages = self._pages(language)
        with exports.placing(out) as put, self._desk.writing(Act.MANAGE_USERS) as session:
            put((pages,))
            trail.note(session, Deed.EXPORT, kind=KIND)

    def _pages(self, language: str) -> bytes:
        with self._desk.reading(Act.MANAGE_USERS) as session:
            office = stored_offices.profile(session)
        today = self._desk.today()
        return documents.rights_table.render(self.table(), office, today, language)
