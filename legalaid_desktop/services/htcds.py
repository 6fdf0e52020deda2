"""A case of trafficking in the codes of HTCDS: shown, or handed on as a file that is entered."""

from pathlib import Path

from legalaid_desktop.bundles import spreadsheets
from legalaid_desktop.domain import htcds
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.closings import ClosingState
from legalaid_desktop.domain.copies import Copy, CopyWay, Errand
from legalaid_desktop.domain.htcds import Coded
from legalaid_desktop.services import cases, exports, protection, reference
from legalaid_desktop.services.copies import Of, enter
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import closings as stored_closings

CODES = "htcds"
"""What the register calls such a file."""
TELLS = frozenset({"identity", "story", "medical"})
"""What goes out: no name, but sex, nationality, what was done to somebody, and what it left."""


class CodedCases:
    """What a case says in the codes of the standard."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[Coded]:
        """The values of each person, without names, days or free text."""
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            return _coded(session, case_id)

    def save(self, case_id: int, out: Path, errand: Errand) -> Copy:
        """Writes them to ``out`` as .csv, a line for each person, and enters the copy.

        Raises:
            NoConsent: the client did not agree to that.
            Refused: the file cannot be written.
        """
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            found = _coded(session, case_id)
        names = [one.name for one in reference.htcds().fields]
        rows = [[one.values.get(name, "") for name in names] for one in found]
        table = spreadsheets.table_of_text(names, rows)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            source = Of(case_id=case_id)
            copy = enter(self._desk, session, CopyWay.FILE, CODES, source, errand, TELLS)
            put((table,))
        return copy


def _coded(session: Session, case_id: int) -> list[Coded]:
    file = cases.case_file(session, case_id)
    found = protection.read(session, file)
    ended = (
        one.outcome
        for one in stored_closings.of_case(session, case_id)
        if one.state is ClosingState.APPROVED
    )
    return htcds.coded(reference.htcds(), file.case, found, reference.elements(), next(ended, ""))
