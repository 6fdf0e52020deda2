"""What the records are called that tasks are about, read in the caller's transaction."""

from collections.abc import Collection, Mapping
from functools import partial
from typing import Any

from legalaid_desktop.domain.cases import Case, Party
from legalaid_desktop.domain.flags import About, Flagged
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.labels import flags as labels
from legalaid_desktop.services import paper_kinds
from legalaid_desktop.services.desk import Session
from legalaid_desktop.storage import flags as stored
from legalaid_desktop.storage import people as stored_people


def about(
    session: Session, found: Collection[Task], cases: Mapping[int, Case]
) -> dict[Flagged, About]:
    """What those of the tasks are about that flag a record.

    Args:
        cases: those of the tasks, by their ids.
    """
    wanted = {one.flagged: one.case_id for one in found if one.flagged}
    known = stored.several(session, wanted)
    people = _people(session, known.values())
    return {
        flagged: _about(flagged, known.get(flagged), cases.get(case_id or 0), people)
        for flagged, case_id in wanted.items()
    }


def _about(flagged: Flagged, record: Any, case: Case | None, people: Mapping[int, Person]) -> About:
    if record is None:
        return About(record=flagged, is_there=False)
    person = people.get(record.person_id or 0) if isinstance(record, Party) else None
    said = partial(labels.title, flagged.kind, record)
    lao, english = (said(language, case, person, paper_kinds.title) for language in ("lo", "en"))
    return About(record=flagged, title_lo=lao, title_en=english)


def _people(session: Session, found: Collection[Any]) -> dict[int, Person]:
    keys = {one.person_id for one in found if isinstance(one, Party) and one.person_id}
    return {key: person for key, (person, _) in stored_people.several(session, keys)}
