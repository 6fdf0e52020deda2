"""The versions of rules that an office made."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.office_rules import RuleVersion
from legalaid_desktop.storage import records
from legalaid_desktop.storage.tables import OfficeRuleRow

APART = frozenset({"content", "note", "by", "at"})
"""What a version tells of itself."""


def every(session: Session) -> list[RuleVersion]:
    """All versions of all rules, the oldest first."""
    query = select(OfficeRuleRow).order_by(OfficeRuleRow.id)
    return [records.read(row, RuleVersion) for row in session.scalars(query)]


def of_rule(session: Session, rule_id: str) -> list[RuleVersion]:
    """The versions of one rule, the oldest first."""
    query = (
        select(OfficeRuleRow).where(OfficeRuleRow.rule_id == rule_id).order_by(OfficeRuleRow.number)
    )
    return [records.read(row, RuleVersion) for row in session.scalars(query)]


def add(session: Session, entry: RuleVersion) -> RuleVersion:
    """Writes a new version; the trail has its fingerprint, the version itself its content."""
    why, row = entry.note, OfficeRuleRow
    return records.save(session, row, entry, Change.RULE, why=why, unsaid=APART)
