"""The bin: what was removed and its way back; only restoring or destruction empty it."""

from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind, Removed
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.labels import bin as labels
from legalaid_desktop.services import holidays
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import bin as stored

MOST = 500
_ACTS = {
    BinKind.LAWYER: Act.SET_UP,
    BinKind.HOLIDAY: Act.SET_UP,
    BinKind.ELIGIBILITY: Act.DECIDE,
}


class Bin:
    """What was removed from the office's files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def contents(
        self, text: str = "", kind: BinKind | None = None, limit: int = MOST
    ) -> list[Removed]:
        """What lies in the bin, the latest first.

        Of a case that the user may not see there is only its number and code name.

        Args:
            text: stands in what the list shows of it, in either language.
            kind: none for all kinds.
            limit: at most so many.
        """
        wanted, kinds = search_key(text), list(BinKind) if kind is None else [kind]
        with self._desk.reading() as session:
            found = stored.contents(session, kinds, None if wanted else limit)
        return [one for one in found if wanted in search_key(labels.listed(one))][:limit]

    def restore(self, kind: BinKind, key: int) -> None:
        """Puts a record back where it was.

        Raises:
            Refused: its place was taken meanwhile, or what it belongs to is in the bin too.
            NotFound: it is not in the bin.
        """
        with self._desk.writing(act(kind)) as session:
            if kind is BinKind.HOLIDAY:
                with holidays.changing(self._desk, session):
                    stored.restore(session, kind, key)
            else:
                stored.restore(session, kind, key)


def act(kind: BinKind) -> Act:
    """What one must be allowed to do in order to restore that kind of record."""
    return _ACTS.get(kind, Act.EDIT)
