"""Who in a case is known from elsewhere; and no advice before somebody has answered for it."""

from collections.abc import Sequence

from legalaid_desktop.domain import conflicts
from legalaid_desktop.domain.conflicts import Asked, ConflictAnswer, ConflictCheck, Hit
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.name_index import Match, Owner, OwnerKind, Sign
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import conflicts as stored


def current(desk: Desk, session: Session, case_id: int) -> ConflictCheck:
    """The check of those who are in the case now, made if need be, in the caller's transaction."""
    earlier = stored.of_case(session, case_id)
    asked = stored.asked_in(session, case_id)
    if earlier and stored.is_current(session, earlier[0], asked):
        return earlier[0]
    hits = compared(desk, session, asked, case_id)
    answer = next((one for one in earlier if one.decision is not ConflictAnswer.OPEN), None)
    known = known_to(session, answer)
    new = ConflictCheck(
        case_id=case_id,
        at=desk.clock().replace(microsecond=0),
        by=desk.user,
        names=tuple(dict.fromkeys(name for one in asked for name in one.known.names)),
    )
    stored.outdate(session, case_id, hits)
    must = any(conflicts.must_be_answered(hit) and conflicts.is_new(hit, known) for hit in hits)
    return stored.add(session, conflicts.carried(new, answer, must=must), hits, asked)


def require(desk: Desk, session: Session, case_id: int) -> None:
    """Refuses advice in a case with a possible conflict that nobody has answered."""
    decision = current(desk, session, case_id).decision
    if decision is ConflictAnswer.OPEN:
        raise Refused(conflicts.ANSWER_FIRST)
    if decision in conflicts.ENDS:
        raise Refused(conflicts.ENDED)


def compared(desk: Desk, session: Session, asked: Sequence[Asked], case_id: int = 0) -> list[Hit]:
    """Everybody in other cases, and every lawyer of the office, who may be one of those asked."""
    near = desk.names.near(desk.database, [one.known for one in asked])
    found = [_with_own(one, matches) for one, matches in zip(asked, near, strict=True)]
    owners = {owner for matches in found for owner in matches}
    places = stored.places_of(session, owners, case_id)
    return [
        Hit(
            asked=conflicts.key(one.kind, one.record),
            asked_as=" ".join(one.places),
            kind=place.kind,
            record=place.record,
            case=place.case,
            places=place.places,
            score=round(100 * match.score),
            how=conflicts.told(match),
        )
        for one, matches in zip(asked, found, strict=True)
        for place in places
        if (match := matches.get((place.kind, place.record))) is not None
    ]


def _with_own(asked: Asked, matches: dict[Owner, Match]) -> dict[Owner, Match]:
    """The very same person, whatever names were given."""
    if asked.kind is not OwnerKind.PERSON or not asked.record:
        return matches
    own = Match(score=1.0, signs=(Sign.RECORD,))
    return {**matches, (OwnerKind.PERSON, asked.record): own}


def known_to(session: Session, answer: ConflictCheck | None) -> tuple[Hit, ...]:
    """What the person who answered last had before them; the program answers for no hit."""
    if answer is None or answer.decision is ConflictAnswer.NO_HITS:
        return ()
    return stored.hits(session, answer)
