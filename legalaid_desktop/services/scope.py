"""Scope: whether a matter is one for the office, asked in steps; it decides nothing."""

from collections.abc import Mapping
from dataclasses import replace

from legalaid_desktop.domain import scope
from legalaid_desktop.domain.scope import ScopeCheck, Walked
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import scope as stored


class Scopes:
    """The checks of scope."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[ScopeCheck]:
        """The checks made in a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def keep(self, case_id: int, answers: Mapping[str, str], note: str = "") -> ScopeCheck:
        """Keeps the answers and the end that they lead to, in place of the check before.

        Raises:
            InvalidValue: a question is not answered yet.
        """
        asked = ScopeCheck(case_id=case_id, answers=tuple(answers.items()), note=note)
        clean = scope.checked(asked, reference.scope())
        with self._desk.writing() as session:
            mine = replace(clean, asked_by=self._desk.user, asked_on=self._desk.today())
            return stored.add(session, mine)


def walk(answers: Mapping[str, str]) -> Walked:
    """How far the answers lead in the tree that counts now."""
    return scope.walk(reference.scope(), answers)
