"""Names on lists of several cases: each by its own consent, each entered in its own register."""

from collections.abc import Collection, Iterable, Mapping

from legalaid_desktop.domain import cases, naming, people
from legalaid_desktop.domain.access import NOT_YOURS, Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.copies import CopyWay, Errand
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed
from legalaid_desktop.domain.naming import TELLS, Naming
from legalaid_desktop.domain.sharing import Finding, OverrideGround, Sharing, find
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference
from legalaid_desktop.services.cases import ages
from legalaid_desktop.services.consents import sharing
from legalaid_desktop.services.copies import Of, enter
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import consents as stored_consents
from legalaid_desktop.storage import people as stored_people

WHY = N_("Write why: it is kept with the record.")


def look(
    desk: Desk,
    session: Session,
    known: Collection[Case],
    errand: Errand,
    leads: Collection[int],
) -> tuple[Naming, ...]:
    """Which of these cases may be named on that errand, in the order of their numbers.

    Args:
        leads: ids of the cases that are the user's own.

    Raises:
        NotAllowed: a ground was given by somebody who may override no consent here.
        InvalidValue: a ground without a reason.
    """
    alone = len(known) == 1
    judged = [
        _of(desk, session, case, errand, alone=alone, leads=(case.id or 0) in leads)
        for case in sorted(known, key=lambda one: one.number)
    ]
    wanted = [one for one in judged if one.is_open]
    if errand.ground is not OverrideGround.NONE and wanted:
        _require_override(errand, judged)
    return tuple(judged)


def enter_each(
    desk: Desk, session: Session, way: CopyWay, kind: str, judged: Iterable[Naming], errand: Errand
) -> None:
    """Enters a copy in the register of each case that is named, in the caller's transaction."""
    for one in judged:
        if one.is_named:
            enter(desk, session, way, kind, Of(case_id=one.case_id), errand, TELLS)


def names(
    session: Session, judged: Iterable[Naming], known: Mapping[int, Case], language: str
) -> dict[int, str]:
    """The client of each case that is named, by the id of the case."""
    found = {}
    for key in naming.named(judged):
        client = stored_people.client(session, known[key].client_id)
        found[key] = people.name(stored_people.get(session, client.person_id), language)
    return found


def _of(
    desk: Desk, session: Session, case: Case, errand: Errand, *, alone: bool, leads: bool
) -> Naming:
    key = case.id or 0
    if cases.is_restricted(case):
        return Naming(case_id=key, number=case.number)
    asked = sharing(errand, TELLS)
    finding = naming.of_several(_found(desk, session, case, asked), alone=alone, leads=leads)
    bare = Naming(case_id=key, number=case.number, finding=finding)
    may = (
        bare.is_open
        and errand.ground is not OverrideGround.NONE
        and desk.reaches(session, Act.OVERRIDE_CONSENT, key)
    )
    return Naming(case_id=key, number=case.number, finding=finding, overridden=may)


def _found(desk: Desk, session: Session, case: Case, asked: Sharing) -> Finding:
    """The same as ``consents.found`` of a whole case file, which takes five times as long."""
    key = case.id or 0
    client = stored_people.client(session, case.client_id)
    person = stored_people.get(session, client.person_id)
    known = stored_consents.of_case(session, key)
    told = ages(session, key, client.person_id)
    return find(asked, known, reference.consents(), person, desk.today(), told)


def _require_override(errand: Errand, judged: Iterable[Naming]) -> None:
    if not errand.override.strip():
        raise InvalidValue("override", WHY)
    if not any(one.overridden for one in judged):
        raise NotAllowed(NOT_YOURS)
