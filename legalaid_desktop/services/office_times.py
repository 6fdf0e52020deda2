"""Time that is for no case, and what everybody gave free of charge: by months, on paper too."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import office_times
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.errors import NotAllowed
from legalaid_desktop.domain.office_times import MonthOfTime, OfficeTime, TimeKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import exports
from legalaid_desktop.services.copies import enter_without_case
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import office_times as stored
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import users as stored_users

STATEMENT = "time_statement"
"""What the trail calls it."""
NOT_OWN = N_("Everybody enters the own time.")
MONTHS = range(1, 13)


class OfficeTimes:
    """The time of the office's people; the head sees that of all, anybody else the own."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def save(self, time: OfficeTime) -> OfficeTime:
        """Keeps some time of the user for no case, new or changed; nothing strikes it out.

        Raises:
            NotAllowed: it is somebody else's.
        """
        mine = self._desk.account.id or 0
        clean = office_times.checked(replace(time, user_id=mine), self._desk.today())
        with self._desk.writing() as session:
            if clean.id is not None and stored.get(session, clean.id).user_id != mine:
                raise NotAllowed(NOT_OWN)
            return stored.save(session, clean)

    def of_year(self, year: int) -> list[OfficeTime]:
        """What the user entered for no case in a year, the latest first."""
        with self._desk.reading() as session:
            return stored.of_year(session, year, [self._desk.account.id or 0])

    def months(self, year: int) -> list[MonthOfTime]:
        """The months of a year in which anybody entered time, by person and then by month."""
        with self._desk.reading() as session:
            return self._months(session, year)

    def statement(self, year: int, language: str, errand: Errand, out: Path | None = None) -> bytes:
        """The pro-bono record of a year, a table for each person."""
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            found = self._months(session, year)
            names = {one.id or 0: one.name for one in stored_users.every(session)}
        pages = documents.time_statement.render(office, year, found, names, language)
        deed = Deed.EXPORT if out else Deed.PRINT
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            number = enter_without_case(session, deed, STATEMENT, year, errand)
            code = documents.time_statement.code(year)
            said = documents.copy_stamp.words(number, self._desk.today(), code, language)
            made = documents.copy_stamp.stamp(pages, said)
            if put is not None:
                put((made,))
        return made

    def _months(self, session: Session, year: int) -> list[MonthOfTime]:
        whose = self._whose(session)
        cases = stored.in_cases(session, year, whose)
        others = stored.for_no_case(session, year, whose)
        return [
            _month(key, number, year, cases.get((key, number), (0, 0)), others.get((key, number)))
            for key in whose
            for number in MONTHS
            if (key, number) in cases or (key, number) in others
        ]

    def _whose(self, session: Session) -> list[int]:
        if self._desk.may(session, Act.APPROVE):
            return [one.id or 0 for one in stored_users.every(session)]
        return [self._desk.account.id or 0]


def _month(
    user_id: int,
    number: int,
    year: int,
    cases: tuple[int, int],
    others: dict[TimeKind, int] | None,
) -> MonthOfTime:
    spent = others or {}
    return MonthOfTime(
        user_id=user_id,
        month=date(year, number, 1),
        cases=cases[0],
        in_cases=cases[1],
        pro_bono=spent.get(TimeKind.PRO_BONO, 0),
        training=spent.get(TimeKind.TRAINING, 0),
        office=spent.get(TimeKind.OFFICE, 0),
    )
