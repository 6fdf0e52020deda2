"""Rules of periods as they stand in an office: shipped, checked off, changed, its own."""

import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from legalaid_desktop.domain import checks, office_rules
from legalaid_desktop.domain.access import Act, Role
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed, Refused, Stale
from legalaid_desktop.domain.office_rules import RuleEntry, RuleVersion, Standing
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rules import Rule, rule_called, version
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import office_rules as stored

NO_LAWYER = N_(
    "Only a lawyer checks a rule off. Your account is not that of a lawyer: ask the manager to "
    "link it with your entry under Office, Lawyers."
)
MEANWHILE = N_("This rule was changed meanwhile. Read it again before you decide.")
CHECKED = N_("You or somebody else has checked this wording off already.")
IN_FUTURE = N_("This day lies in the future.")
IS_OFF = N_("This rule is switched off already.")
IS_ON = N_("This rule is in use already.")
SWITCHED_OFF = N_("Rule {rule} is switched off in this office, so that nothing is counted by it.")
NOT_CHANGED = N_("This rule reads as it came with the program.")
_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_LENGTH = 4


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class CountedBy(Private):
    """The open deadlines that were counted by a rule.

    Attributes:
        cases: of those deadlines, by their ids.
        hidden: how many more there are in cases that the user does not see.
    """

    deadlines: tuple[Deadline, ...] = ()
    cases: Mapping[int, Case] = field(default_factory=dict)
    hidden: int = 0

    @property
    def count(self) -> int:
        """How many there are, seen or not."""
        return len(self.deadlines) + self.hidden


class Rules:
    """The rules of periods, and what the office's lawyers made of them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def every(self) -> tuple[Standing, ...]:
        """All rules as they stand, those switched off too."""
        with self._desk.reading(Act.CONSULT) as session:
            return standings(session)

    def get(self, rule_id: str) -> Standing:
        """The rule of that id as it stands; raises ``NotFound``."""
        with self._desk.reading(Act.CONSULT) as session:
            return standing(session, rule_id)

    def history(self, rule_id: str) -> list[RuleVersion]:
        """All versions of a rule in this office, the newest first."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.of_rule(session, rule_id)[::-1]

    def counted_by(self, rule_id: str) -> CountedBy:
        """The open deadlines that were counted by a rule, in the cases that the user reads."""
        with self._desk.reading() as session:
            return counted_by(session, [rule_id])[rule_id]

    def may_check_off(self) -> bool:
        """Whether the user is a lawyer who may check rules off."""
        with self._desk.reading(Act.CONSULT) as session:
            return self._desk.may(session, Act.CHECK_LAW) and _is_lawyer(self._desk)

    def check_off(self, seen: Standing, note: str, on: date | None = None) -> Standing:
        """Says that the user, a lawyer, has read this wording in the law, on that day or today.

        Raises:
            InvalidValue: the note or the day, or the rule does not say where it stands.
            NotAllowed: the user is no lawyer; Stale: the rule reads differently by now.
        """
        clean = checks.text("note", note, required=True)
        day = on or self._desk.today()
        if day > self._desk.today():
            raise InvalidValue("checked_on", IN_FUTURE)
        with self._desk.writing(Act.CHECK_LAW) as session:
            if not _is_lawyer(self._desk):
                raise NotAllowed(NO_LAWYER)
            known = _as_seen(session, seen)
            if known.check is not None:
                raise Refused(CHECKED)
            office_rules.fit_to_check(known.wording, reference.laws())
            name = self._desk.user
            read = replace(known.wording, checked_by=name, checked_on=day)
            return self._enter(session, known, RuleEntry.CHECKED, read, clean)

    def change(self, seen: Standing, typed: Rule, note: str) -> Standing:
        """Keeps the office's own wording of a rule; it is unverified until it is checked off.

        Raises:
            InvalidValue: a field cannot be kept; Refused: nothing is different.
            Stale: somebody else changed the rule meanwhile.
        """
        clean = checks.text("note", note, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            known, named = _as_seen(session, seen), _named(typed, seen.rule.id)
            kept = office_rules.changed(known.wording, named, reference.laws())
            entry = RuleEntry.CHANGED if known.shipped else RuleEntry.OWN
            return self._enter(session, known, entry, kept, clean)

    def write(self, typed: Rule, note: str) -> Standing:
        """Keeps a new rule of the office under an id of its own; raises ``InvalidValue``."""
        clean = checks.text("note", note, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = {one.rule.id for one in standings(session)}
            rule_id = fresh_id(office_rules.OWN, known)
            named = replace(_named(typed, rule_id), id=rule_id)
            kept = office_rules.unread(office_rules.checked(named, reference.laws()))
            return add(self._desk, session, RuleEntry.OWN, kept, clean)

    def switch_off(self, seen: Standing, why: str) -> Standing:
        """Takes a rule out of use; deadlines counted by it stay."""
        return self._switch(seen, RuleEntry.OFF, why)

    def switch_on(self, seen: Standing, why: str) -> Standing:
        """Puts a rule into use again."""
        return self._switch(seen, RuleEntry.ON, why)

    def go_back(self, seen: Standing, why: str) -> Standing:
        """Gives up the office's own wording for the one that came with the program."""
        clean = checks.text("note", why, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = _as_seen(session, seen)
            if known.shipped is None or known.change is None:
                raise Refused(NOT_CHANGED)
            return self._enter(session, known, RuleEntry.BACK, known.shipped, clean)

    def _switch(self, seen: Standing, entry: RuleEntry, why: str) -> Standing:
        clean = checks.text("note", why, required=True)
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = _as_seen(session, seen)
            if known.is_off is (entry is RuleEntry.OFF):
                raise Refused(IS_OFF if known.is_off else IS_ON)
            return self._enter(session, known, entry, known.wording, clean)

    def _enter(
        self, session: Session, known: Standing, entry: RuleEntry, content: Rule, note: str
    ) -> Standing:
        return add(self._desk, session, entry, content, note, known=known)


def effective(session: Session, on: date | None = None) -> tuple[Rule, ...]:
    """The rules that the office counts by, on that day if one is given."""
    return office_rules.in_use(standings(session), on)


def standings(session: Session) -> tuple[Standing, ...]:
    """All rules as they stand in the office."""
    return office_rules.standings(reference.rules(), stored.every(session))


def known(session: Session) -> Mapping[str, Rule]:
    """All rules of the office by id, those switched off too: deadlines counted by them stay."""
    return {one.rule.id: one.rule for one in standings(session)}


def standing(session: Session, rule_id: str) -> Standing:
    """The rule of that id as it stands, in small or capital letters; raises ``NotFound``."""
    found = {one.rule.id: one for one in standings(session)}
    return found[rule_called([one.rule for one in found.values()], rule_id).id]


def counted_by(session: Session, rule_ids: Collection[str]) -> dict[str, CountedBy]:
    """The open deadlines that were counted by these rules, as far as the session sees them."""
    seen = stored_deadlines.open_of_rules(session, rule_ids)
    cases = stored_cases.several(session, {one.case_id for one in seen})
    all_of = stored_deadlines.count_of_rules(session, rule_ids)
    found: dict[str, CountedBy] = {}
    for rule_id in rule_ids:
        mine = tuple(one for one in seen if one.rule_id == rule_id)
        hidden = all_of.get(rule_id, 0) - len(mine)
        told = {one.case_id: cases[one.case_id] for one in mine}
        found[rule_id] = CountedBy(deadlines=mine, cases=told, hidden=hidden)
    return found


def rule(session: Session, rule_id: str) -> Rule:
    """The rule of that id that the office counts by.

    Raises:
        NotFound: there is none; Refused: it is switched off.
    """
    found = standing(session, rule_id)
    if found.is_off:
        raise Refused(SWITCHED_OFF, rule=found.rule.id)
    return found.rule


def add(
    desk: Desk,
    session: Session,
    entry: RuleEntry,
    content: Rule,
    note: str,
    *,
    known: Standing | None = None,
    pack: str = "",
) -> Standing:
    """Adds a version of a rule, and gives the rule as it stands then."""
    entries = known.entries if known else ()
    shipped = known.shipped if known else None
    kept = RuleVersion(
        rule_id=content.id,
        number=len(entries) + 1,
        entry=entry,
        content=content,
        fingerprint=version(content),
        base=version(shipped) if shipped else "",
        note=note,
        by=desk.user,
        at=desk.clock(),
        pack=pack,
    )
    return office_rules.standing(shipped, [*entries, stored.add(session, kept)])


def _as_seen(session: Session, seen: Standing) -> Standing:
    """The rule as it stands; refuses when the user has seen another wording or version."""
    known = standing(session, seen.rule.id)
    if version(known.wording) != version(seen.wording) or len(known.entries) != len(seen.entries):
        raise Stale(MEANWHILE)
    return known


def _named(rule: Rule, rule_id: str) -> Rule:
    """A rule that runs from no known event has one of its own; new variants get ids.

    Deadlines know a variant by its id: that of one that is gone is never given again.
    """
    known = {one.id for one in rule.variants}
    variants = tuple(
        one if one.id else replace(one, id=fresh_id("own-", known).casefold())
        for one in rule.variants
    )
    return replace(rule, event=rule.event or rule_id.casefold(), variants=variants)


def _is_lawyer(desk: Desk) -> bool:
    return desk.account.role is Role.LAWYER or desk.account.lawyer_id is not None


def fresh_id(start: str, known: Collection[str], length: int = _LENGTH) -> str:
    """An id that no other office has given either, as far as chance goes: packs are exchanged."""
    while True:
        made = start + "".join(secrets.choice(_LETTERS) for _ in range(length))
        if made not in known:
            return made
