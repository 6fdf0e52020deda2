"""Drafts: what the user has typed and not saved; everybody sees only their own."""

from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import drafts as stored


class Drafts:
    """The drafts of the person who sits at this desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def keep(self, draft: Draft) -> None:
        """Keeps what is typed; a later one takes its place."""
        with self._desk.writing(Act.CONSULT) as session:
            stored.keep(session, self._desk.account.id or 0, draft, self._desk.clock())

    def mine(self) -> list[Draft]:
        """What was typed and not saved, newest first."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.of_user(session, self._desk.account.id or 0)

    def discard(self, form: str, record: int = 0) -> None:
        """Forgets a draft that was saved or is not wanted any more."""
        with self._desk.writing(Act.CONSULT) as session:
            stored.discard(session, self._desk.account.id or 0, form, record)
