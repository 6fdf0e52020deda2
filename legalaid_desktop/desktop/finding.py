"""What the search box finds: people, cases, and things to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.desktop.search import Hit
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import people
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

EACH = 6

COMMANDS = (
    (N_("New intake"), "intake"),
    (N_("New person"), "person_form"),
    (N_("Today"), "today"),
    (N_("People"), "people"),
    (N_("Cases"), "cases"),
)


def find(office: "Office", typed: str) -> Sequence[Hit]:
    """Commands, cases and people for what was typed; runs in the worker."""
    return (*_commands(typed), *_cases(office, typed), *_people(office, typed))


def _commands(typed: str) -> list[Hit]:
    wanted = search_key(typed)
    return [
        Hit(title=filled(message), reason=filled(N_("go to")), page=page, key=None)
        for message, page in COMMANDS
        if wanted in search_key(filled(message))
    ]


def _cases(office: "Office", typed: str) -> list[Hit]:
    language = i18n.current()
    return [
        Hit(
            title=labels.title(line.case, language),
            reason=labels.client(line, language),
            page="case",
            key=line.case.id,
        )
        for line in office.cases.page(typed, limit=EACH).lines
    ]


def _people(office: "Office", typed: str) -> list[Hit]:
    language = i18n.current()
    return [
        Hit(
            title=people.name(person, language),
            reason=client.code if client else filled(N_("not a client")),
            page="person",
            key=person.id,
        )
        for person, client in office.people.page(typed, limit=EACH).lines
    ]
