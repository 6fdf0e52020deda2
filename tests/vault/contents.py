"""Everything that an office's services give out, as plain data that two programs can compare."""

import hashlib
from dataclasses import fields, is_dataclass

from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.people import Person


def plain(value):
    """The value as JSON has it."""
    if is_dataclass(value):
        found = {field.name: plain(getattr(value, field.name)) for field in fields(value)}
        return found | _one_paper(value) if isinstance(value, Person) else found
    if isinstance(value, dict):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if value is None or isinstance(value, bool | int):
        return value
    return str(value)


def _one_paper(person):
    """The first identity paper, as programs knew it that had room for one."""
    first = next(iter(person.id_papers), IdentityPaper(kind=IdPaper.NONE))
    return {
        "id_paper": str(first.kind), "id_number": first.number, "id_held_by": first.held_by,
    }  # fmt: skip


def contents(office):
    """All people, cases with what belongs to them, lawyers, holidays and the profile."""
    people = office.people.page(limit=1000).lines
    cases = [line.case for line in office.cases.page(limit=1000).lines]
    return plain(
        {
            "profile": office.profile(),
            "holidays": office.holidays.table(),
            "lawyers": office.assignments.lawyers(),
            # lists show some under a code name; each by itself is as it is kept
            "people": [office.people.get(one.id) for one, _ in people],
            "cases": [_of_case(office, case.id) for case in cases],
        }
    )


def _of_case(office, case_id):
    attachments = office.attachments.of_case(case_id)
    data = [office.attachments.data(each.id) for each in attachments]
    return {
        "file": office.cases.file(case_id),
        "story": office.cases.story(case_id),
        "deadlines": office.deadlines.of_case(case_id),
        "assignments": office.assignments.of_case(case_id),
        "papers": office.papers.of_case(case_id),
        "attachments": attachments,
        "bundles": office.bundles.of_case(case_id),
        "files": [hashlib.sha256(each).hexdigest() for each in data],
    }


def lost(before, after):
    """What was there before and is not the same afterwards; what came new is no loss."""
    if isinstance(before, dict):
        return [
            f"{name}: {loss}"
            for name, value in before.items()
            for loss in (lost(value, after[name]) if name in after else ["gone"])
        ]
    if isinstance(before, list):
        if not isinstance(after, list) or len(before) != len(after):
            return [f"{len(before)} entries are no longer so many"]
        pairs = enumerate(zip(before, after, strict=True))
        return [f"{number}: {loss}" for number, pair in pairs for loss in lost(*pair)]
    return [] if before == after else [f"{before!r} became {after!r}"]
