"""Names on lists of several cases: each by its own consent, each entered in its own register."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from legalaid_desktop.domain import cases, naming, people
from legalaid_desktop.domain.access import NOT_YOURS, Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.copies import CopyWay, Errand
from legalaid_desktop.domain.errors import InvalidValue, NotAllowed
from legalaid_desktop.domain.naming import TELLS, Naming
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.sharing import OverrideGround, find
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
    clients = stored_people.of_clients(session, [one.client_id for one in known])
    judged = [
        _of(
            desk,
            session,
            case,
            clients.get(case.client_id),
            errand,
            alone=alone,
            leads=(case.id or 0) in leads,
        )
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
    cases_ = [known[key] for key in naming.named(judged)]
    clients = stored_people.of_clients(session, [one.client_id for one in cases_])
    return {one.id or 0: people.name(clients[one.client_id], language) for one in cases_}


def _of(
    desk: Desk,
    session: Session,
    case: Case,
    client: Person | None,
    errand: Errand,
    *,
    alone: bool,
    leads: bool,
) -> Naming:
    key = case.id or 0
    bare = Naming(case_id=key, number=case.number)
    if cases.is_restricted(case) or client is None:
        return bare
    found = find(
        sharing(errand, TELLS),
        stored_consents.of_case(session, key),
        reference.consents(),
        client,
        desk.today(),
        ages(session, key, client.id or 0),
    )
    judged = replace(bare, finding=naming.of_several(found, alone=alone, leads=leads))
    may = (
        judged.is_open
        and errand.ground is not OverrideGround.NONE
        and desk.reaches(session, Act.OVERRIDE_CONSENT, key)
    )
    return replace(judged, overridden=may)


def _require_override(errand: Errand, judged: Iterable[Naming]) -> None:
    if not errand.override.strip():
        raise InvalidValue("override", WHY)
    if not any(one.overridden for one in judged):
        raise NotAllowed(NOT_YOURS)
