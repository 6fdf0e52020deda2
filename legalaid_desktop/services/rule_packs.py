"""Rule packs of an office: written and signed, read and proved, taken over rule by rule."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from legalaid_desktop.domain import checks, event_pack, rule_pack
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.errors import Damaged, NotFound, Refused, Stale
from legalaid_desktop.domain.event_pack import PackEvent
from legalaid_desktop.domain.families import TriggerEvent
from legalaid_desktop.domain.moves import Move
from legalaid_desktop.domain.office_events import EventStanding
from legalaid_desktop.domain.office_rules import Novelty, RuleEntry, Standing
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.rule_pack import PackChange, RulePack, Signer
from legalaid_desktop.domain.rules import Rule, version
from legalaid_desktop.domain.signing_keys import SigningKey, fingerprint
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import exports, moves, office_events, reference, rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.rules import CountedBy
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import histories, offices, signing_keys, trail, visibility

KIND = "rule_pack"
"""What the trail calls a pack."""
UNREADABLE = N_("This file cannot be read. Look whether the stick is still in.")
OTHER_KEY = N_("These are not the letters of the key that signed this pack. Compare them again.")


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Shift(Private):
    """An open deadline that would be counted differently.

    Attributes:
        move: from which days to which; none where the new rule has no length to count.
    """

    deadline: Deadline
    case: Case
    move: Move | None


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class PackLook(Private):
    """A pack beside the rules of the office.

    Attributes:
        events: what it would change of the events and their families.
        shifts: the open deadlines that each change would move, by the id of the rule.
        counted: the open deadlines that were counted by each rule that is known here, likewise.
        key: whose signature it is, where the office knows the key.
    """

    pack: RulePack
    signer: Signer
    key: SigningKey | None
    changes: tuple[PackChange, ...]
    events: tuple[PackEvent, ...]
    shifts: dict[str, tuple[Shift, ...]]
    counted: dict[str, CountedBy]


class RulePacks:
    """What goes from office to office in the matter of rules."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def key(self) -> SigningKey:
        """The key that this office signs with, without its secret half; made when first asked."""
        with self._desk.writing(Act.CHECK_LAW) as session:
            return replace(self._key(session), private="")

    def signers(self) -> list[SigningKey]:
        """The keys of other offices that were compared by telephone."""
        with self._desk.reading(Act.CHECK_LAW) as session:
            return [one for one in signing_keys.every(session) if not one.is_ours]

    def export(self, out: Path, name: str, why: str) -> RulePack:
        """Writes all rules in use into a signed file; raises ``InvalidValue`` and ``Refused``."""
        title = checks.line("name", name, required=True)
        reason = checks.line("reason", why, required=True)
        with exports.placing(out) as put, self._desk.writing(Act.CHECK_LAW) as session:
            pack = self._signed(session, title)
            fields = {"name": (None, title), "number": (None, pack.number)}
            trail.note(session, Deed.EXPORT, kind=KIND, record=0, fields=fields, reason=reason)
            put((rule_pack.as_bytes(pack),))
        return pack

    def read(self, path: Path) -> PackLook:
        """What a pack would change here, and whose it is; nothing is taken yet.

        Raises:
            Refused: the file cannot be read, a rule in it cannot be kept, or its signature is
                wrong; the sentence names rule and field.
        """
        pack = read_pack(path)
        with self._desk.writing(Act.CHECK_LAW) as session:
            fields = {"name": (None, pack.name), "office": (None, pack.office)}
            trail.note(session, Deed.LOOK, kind=KIND, record=0, fields=fields)
            return self._look(session, pack)

    def trust(self, pack: RulePack, typed: str) -> SigningKey:
        """Knows the key of a pack from now on, after its letters were compared by telephone."""
        if not pack.key:
            raise Refused(labels.UNSIGNED)
        if _bare(typed) != _bare(fingerprint(pack.key)):
            raise Refused(OTHER_KEY)
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = next(
                (one for one in signing_keys.every(session) if one.public == pack.key), None
            )
            fresh = SigningKey(
                name=pack.office, public=pack.key, by=self._desk.user, at=self._now()
            )
            return known or signing_keys.save(session, fresh)

    def accept(self, look: PackLook, change: PackChange) -> Standing:
        """Takes one rule of a pack over, or switches off one that it no longer has.

        Deadlines keep their days: whoever is concerned accepts each move.

        Raises:
            Stale: the office's rule is not the one that was compared.
        """
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = _known(session, change)
            source = self._source(session, look.pack)
            if change.after is None:
                if known is None or known.is_off:
                    raise Stale(rules.MEANWHILE)
                entry, kept = RuleEntry.OFF, known.wording
                return rules.add(self._desk, session, entry, kept, "", known=known, pack=source)
            if change.fields or known is None:
                kept = rule_pack.taken(change.after, trusted=_is_trusted(session, look.pack))
                entry = RuleEntry.CHANGED if known and known.shipped else RuleEntry.OWN
                known = rules.add(self._desk, session, entry, kept, "", known=known, pack=source)
            if known.is_off:
                entry, kept = RuleEntry.ON, known.wording
                return rules.add(self._desk, session, entry, kept, "", known=known, pack=source)
            return known

    def accept_event(self, look: PackLook, change: PackEvent) -> EventStanding:
        """Takes one event of a pack over, or switches off one that it no longer has.

        Raises:
            Stale: the office's event is not the one that was compared.
        """
        with self._desk.writing(Act.CHECK_LAW) as session:
            known = _known_event(session, change)
            source = self._source(session, look.pack)
            if change.after is None:
                if known is None or known.is_off:
                    raise Stale(office_events.MEANWHILE)
                return self._enter_event(session, RuleEntry.OFF, known.event, known, source)
            if change.fields or known is None:
                entry = RuleEntry.CHANGED if known and known.shipped else RuleEntry.OWN
                known = self._enter_event(session, entry, change.after, known, source)
            if known.is_off:
                return self._enter_event(session, RuleEntry.ON, known.event, known, source)
            return known

    def _enter_event(
        self,
        session: Session,
        entry: RuleEntry,
        event: TriggerEvent,
        known: EventStanding | None,
        source: str,
    ) -> EventStanding:
        add = office_events.add
        return add(self._desk, session, entry, event, "", present=known, pack=source)

    def _signed(self, session: Session, title: str) -> RulePack:
        profile, key = offices.profile(session), self._key(session)
        earlier = histories.of_record(KIND, 0), histories.of_deed(Deed.EXPORT)
        bare = RulePack(
            name=title,
            office=profile.name_lo or profile.name_en,
            made_on=self._desk.today(),
            number=histories.count(session, *earlier) + 1,
            rules=rules.effective(session),
            events=tuple(one.event for one in office_events.standings(session) if not one.is_off),
        )
        signed = signing_keys.sign(key, rule_pack.signed_bytes(bare))
        return replace(bare, key=key.public, signature=signed)

    def _key(self, session: Session) -> SigningKey:
        profile = offices.profile(session)
        name = profile.name_lo or profile.name_en
        return signing_keys.made(session, name, self._desk.user, self._now())

    def _now(self) -> datetime:
        return self._desk.clock().replace(microsecond=0)

    def _look(self, session: Session, pack: RulePack) -> PackLook:
        found = rule_pack.compare(rules.standings(session), pack)
        events = event_pack.compare(office_events.standings(session), pack.events)
        known = {one.public: one for one in signing_keys.every(session)}
        signer = _signer(pack, known)
        shifts, counted = self._concerned(session, found)
        return PackLook(
            pack=pack,
            signer=signer,
            key=known.get(pack.key),
            changes=found,
            events=events,
            shifts=shifts,
            counted=counted,
        )

    def _concerned(
        self, session: Session, found: Sequence[PackChange]
    ) -> tuple[dict[str, tuple[Shift, ...]], dict[str, CountedBy]]:
        """What would move among the deadlines of the cases that the user reads, and all of them."""
        reader = self._desk.reader(session)
        if reader is None:
            return {}, {}
        visibility.restrict(session, reader)
        here = [one.rule_id for one in found if one.before]
        changed = {one.rule_id: one.after for one in found if one.after and one.before}
        return _shifts(session, changed), rules.counted_by(session, here)

    def _source(self, session: Session, pack: RulePack) -> str:
        known = {one.public: one for one in signing_keys.every(session)}
        key = fingerprint(pack.key) if pack.key else ""
        return " · ".join(filter(None, (pack.name, pack.office, key, _signer(pack, known).value)))


def read_pack(path: Path) -> RulePack:
    """The pack in a file, with its signature proved if it has one; needs no office."""
    try:
        with path.open("rb") as stream:
            data = stream.read(rule_pack.LARGEST + 1)
    except OSError as error:
        raise NotFound(UNREADABLE) from error
    pack = rule_pack.parse(data)
    if pack.key and not signing_keys.is_signed(
        rule_pack.signed_bytes(pack), pack.key, pack.signature
    ):
        raise Damaged(rule_pack.FALSE)
    return rule_pack.checked(pack, reference.laws(), reference.happenings())


def _signer(pack: RulePack, known: dict[str, SigningKey]) -> Signer:
    if not pack.key:
        return Signer.NOBODY
    if pack.key not in known:
        return Signer.STRANGER
    return Signer.OURS if known[pack.key].is_ours else Signer.KNOWN


def _is_trusted(session: Session, pack: RulePack) -> bool:
    known = {one.public: one for one in signing_keys.every(session)}
    return _signer(pack, known) in (Signer.OURS, Signer.KNOWN)


def _known(session: Session, change: PackChange) -> Standing | None:
    """The rule of the office as it was compared; nothing where it has none."""
    found = {one.rule.id: one for one in rules.standings(session)}.get(change.rule_id)
    was_off = change.novelty is Novelty.OFF
    present = version(found.rule) if found else None
    same = present == (version(change.before) if change.before else None)
    if not same or (found is not None and found.is_off is not was_off):
        raise Stale(rules.MEANWHILE)
    return found


def _known_event(session: Session, change: PackEvent) -> EventStanding | None:
    """The event of the office as it was compared; nothing where it has none."""
    every = {one.event.id: one for one in office_events.standings(session)}
    found, was_off = every.get(change.event_id), change.novelty is Novelty.OFF
    same = change.before == (found.event if found else None)
    if not same or (found is not None and found.is_off is not was_off):
        raise Stale(office_events.MEANWHILE)
    return found


def _shifts(session: Session, changed: dict[str, Rule]) -> dict[str, tuple[Shift, ...]]:
    shifts: dict[str, tuple[Shift, ...]] = {}
    for one in (*_moving(session, changed), *_uncounted(session, changed)):
        known = shifts.get(one.deadline.rule_id, ())
        shifts[one.deadline.rule_id] = (*known, one)
    return shifts


def _moving(session: Session, changed: dict[str, Rule]) -> Iterator[Shift]:
    present = {one.id: one for one in rules.effective(session)}
    for one in moves.would_move(session, rules=(present | changed).values()):
        if one.deadline.rule_id in changed:
            yield Shift(deadline=one.deadline, case=one.case, move=one.move)


def _uncounted(session: Session, changed: dict[str, Rule]) -> Iterator[Shift]:
    """The deadlines that a rule without a length would leave where they are, for good."""
    without = [one.id for one in changed.values() if not one.is_countable]
    found = stored_deadlines.open_of_rules(session, without) if without else []
    cases = stored_cases.several(session, {one.case_id for one in found})
    for one in found:
        yield Shift(deadline=one, case=cases[one.case_id], move=None)


def _bare(typed: str) -> str:
    return "".join(one for one in typed.casefold() if one.isalnum())
