"""How long files are kept: what the office decided, and which cases are due for a look."""

from dataclasses import replace

from legalaid_desktop.domain import cases, checks, confidentiality, retention
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.retention import OfficeRule, Review
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import retention as stored

NO_RULE = N_("There is no such rule: {rule}.")


class Retention:
    """The time for which cases are kept. It lists; it never destroys anything."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self) -> list[OfficeRule]:
        """The rules as the office decided them, or as they are proposed."""
        with self._desk.reading(Act.CONSULT) as session:
            return office_rules(session)

    def decide(self, rule_id: str, number: int, basis: str) -> OfficeRule:
        """Sets for how many years, or until which age, the office keeps such cases.

        Args:
            rule_id: as in ``retention.toml``.
            number: of years.
            basis: by what it was decided: an instruction, or the advice of a lawyer.

        Raises:
            InvalidValue: the number or the basis cannot be kept.
        """
        rule = next((one for one in reference.retention_rules() if one.id == rule_id), None)
        if rule is None:
            raise NotFound(NO_RULE, rule=rule_id)
        decided = OfficeRule(
            rule=rule,
            number=retention.checked_number(number),
            decided_by=self._desk.user,
            decided_on=self._desk.today(),
            basis=checks.line("basis", basis, required=True),
        )
        with self._desk.writing(Act.SET_UP) as session:
            stored.decide(session, decided)
        return decided

    def due(self) -> list[Review]:
        """The closed cases whose time is over or not known, the longest over first.

        Of restricted cases there is only number and code name.
        """
        today = self._desk.today()
        with self._desk.reading(Act.DESTROY) as session:
            rules = office_rules(session)
            found = [retention.review(one, rules) for one in stored.over(session)]
        over = [one for one in found if one.until is None or one.until <= today]
        return [_veiled(one) for one in sorted(over, key=_order)]


def office_rules(session: Session) -> list[OfficeRule]:
    """The rules as the office keeps them, read in the caller's transaction."""
    return [stored.office_rule(session, rule) for rule in reference.retention_rules()]


def _order(one: Review) -> tuple[bool, str, str]:
    return one.until is None, str(one.until or ""), one.case.number


def _veiled(one: Review) -> Review:
    if not cases.is_restricted(one.case):
        return one
    hidden = confidentiality.veiled(one.case)
    return replace(one, case=hidden)
