"""What the office holds for clients: received and given back, each against a receipt."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from legalaid_desktop.domain import checks, holdings
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import holdings as stored
from legalaid_desktop.storage import offices as stored_offices


class Holdings:
    """Papers and objects of clients."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def receive(self, case_id: int, things: Sequence[Holding]) -> list[Holding]:
        """Takes things in, all on one receipt, whose number is filled in."""
        today = self._desk.today()
        clean = [holdings.checked(one, today) for one in things]
        if not clean:
            raise InvalidValue("what", "This is needed.")
        with self._desk.writing() as session:
            number = stored.last_number(session, case_id)
            receipt = _next_receipt(session, clean[0].received_on)
            filled = [
                replace(one, case_id=case_id, receipt=receipt, received_by=self._desk.user)
                for one in clean
            ]
            return [
                stored.save(session, replace(one, number=number + place))
                for place, one in enumerate(filled, 1)
            ]

    def give_back(self, keys: Sequence[int], to: str, on: date) -> list[Holding]:
        """Gives things back, all on one receipt; refuses what went back before."""
        checks.not_after("returned_on", on, self._desk.today())
        if not keys:
            raise InvalidValue("what", "This is needed.")
        with self._desk.writing() as session:
            known = [stored.get(session, key) for key in keys]
            receipt = _next_receipt(session, on)
            back = [holdings.returned(one, on, to, self._desk.user, receipt) for one in known]
            return [stored.save(session, one) for one in back]

    def correct(self, holding: Holding) -> Holding:
        """Keeps what a thing is, after a slip of the pen; when and from whom it came stays."""
        clean = holdings.checked(holding, self._desk.today())
        with self._desk.writing() as session:
            known = stored.get(session, clean.id or 0)
            described = replace(
                known,
                version=clean.version,
                what=clean.what,
                kind=clean.kind,
                form=clean.form,
                pages=clean.pages,
            )
            return stored.save(session, described)

    def of_case(self, case_id: int) -> list[Holding]:
        """What was received in a case, by number."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)


def _next_receipt(session: Session, on: date) -> str:
    return f"{stored_offices.next_number(session, f'receipt/{on.year}')}/{on.year}"
