"""What the search box finds: everything that is kept, and things to do."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.desktop.search import Hit
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.search import Found, Kind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import search as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

EACH = 6
SLICES = 20
"""Slices of an unfinished index that one question waits for."""

COMMANDS = (
    (N_("New intake"), "intake"),
    (N_("New person"), "person_form"),
    (N_("Today"), "today"),
    (N_("People"), "people"),
    (N_("Cases"), "cases"),
)


def find(office: "Office", typed: str) -> Sequence[Hit]:
    """Commands, then everything that holds what was typed; runs in the worker."""
    for _ in range(SLICES):  # an office of an earlier program has no index yet
        if not office.search.build():
            break
    found = office.search.find(typed, each=EACH)
    return (*_commands(typed), *(_hit(one) for page in found.values() for one in page.lines))


def _commands(typed: str) -> list[Hit]:
    wanted = search_key(typed)
    return [
        Hit(title=filled(message), reason=filled(N_("go to")), page=page, key=None)
        for message, page in COMMANDS
        if wanted in search_key(filled(message))
    ]


def _hit(found: Found) -> Hit:
    language = i18n.current()
    is_person = found.kind is Kind.PERSON
    said = found.snippet.text or labels.reason(found, language, quiet=True)
    reason = said if is_person else f"{filled(labels.KINDS[found.kind])} · {said}".rstrip(" ·")
    return Hit(
        title=labels.title(found, language),
        reason=reason,
        page="person" if is_person else "case",
        key=found.key if is_person or found.case is None else found.case.id,
    )
