"""What the search finds, as the box and the page of results show it, and where each leads."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.desktop.search import Asked, Hit
from legalaid_desktop.desktop.tables import Cell
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.search import Found, Kind, Progress
from legalaid_desktop.i18n import N_, ngettext
from legalaid_desktop.labels import search as labels

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

EACH = 6
ALL = N_("All results")

COMMANDS = (
    (N_("New intake"), "intake"),
    (N_("New person"), "person_form"),
    (N_("Today"), "today"),
    (N_("People"), "people"),
    (N_("Cases"), "cases"),
)
_TABS = {
    Kind.CASE: "",
    Kind.EVENT: "story",
    Kind.DEADLINE: "deadlines",
    Kind.PAPER: "papers",
    Kind.ATTACHMENT: "evidence",
    Kind.TASK: "work",
    Kind.LETTER: "work",
    Kind.HOLDING: "work",
    Kind.PROTECTION: "protection",
    Kind.INTAKE: "intake",
    Kind.AID: "aid",
    Kind.COPY: "copies",
}
_SEPARATOR = " · "


def find(office: "Office", typed: str) -> Sequence[Hit]:
    """Commands, then everything that holds what was typed; runs in the worker.

    Nothing typed gives what was looked at last.
    """
    if not typed:
        return [_recent(one) for one in office.search.recent()]
    pages = office.search.find(typed, each=EACH).values()
    hits = (*_commands(typed), *(_hit(one) for page in pages for one in page.lines))
    waiting = waits(office.search.progress())
    if not hits and not waiting:
        return ()
    return (*hits, Hit(title=filled(ALL), reason=waiting, page="search", key=Asked(typed)))


def waits(progress: Progress) -> str:
    """What cannot be found yet, in the language of the window; empty when all can."""
    if not progress.is_ready:
        share = 100 * progress.done // max(1, progress.of)
        return filled(N_("the index is being made: {share} %"), share=share)
    count = progress.unread
    said = ngettext("still reading {count} file", "still reading {count} files", count)
    return said.format(count=count) if count else ""


def place(found: Found) -> tuple[str, object]:
    """The page that shows it, and under which key."""
    if found.kind is Kind.PERSON:
        return "person", found.key
    if found.case is None:  # of the office: a letter or a task
        return ("office", "letters") if found.kind is Kind.LETTER else ("today", None)
    tab = _TABS[found.kind]
    return "case", (found.case.id, tab) if tab else found.case.id


def cell(found: Found) -> Cell:
    """What it is, and what of it matched, with the words marked."""
    language = i18n.current()
    said = found.snippet.text or labels.reason(found, language, quiet=True)
    near = labels.nearness(found, language) if found.snippet.text else ""
    reason = _SEPARATOR.join(filter(None, (said, near)))
    return Cell(text=labels.title(found, language), reason=reason, marks=found.snippet.marks)


def _commands(typed: str) -> list[Hit]:
    wanted = search_key(typed)
    return [
        Hit(title=filled(message), reason=filled(N_("go to")), page=page, key=None)
        for message, page in COMMANDS
        if wanted in search_key(filled(message))
    ]


def _hit(found: Found) -> Hit:
    shown, (page, key) = cell(found), place(found)
    if found.kind is Kind.PERSON:
        return Hit(title=shown.text, reason=shown.reason, page=page, key=key, marks=shown.marks)
    kind = labels.kind(found, i18n.current())
    before = f"{kind}{_SEPARATOR}" if shown.reason else kind
    marks = tuple((start + len(before), end + len(before)) for start, end in shown.marks)
    return Hit(title=shown.text, reason=before + shown.reason, page=page, key=key, marks=marks)


def _recent(found: Found) -> Hit:
    page, key = place(found)
    said = (labels.reason(found, i18n.current(), quiet=True), filled(N_("looked at lately")))
    title = labels.title(found, i18n.current())
    return Hit(title=title, reason=_SEPARATOR.join(filter(None, said)), page=page, key=key)
