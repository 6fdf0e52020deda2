"""What the search finds, in words: its kinds, and the two lines under which a list shows it."""

from legalaid_desktop import i18n
from legalaid_desktop.domain import attachments, people
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.deadlines import Deadline
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.search import Found, Kind
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import cases, events, papers

KINDS = {
    Kind.PERSON: N_("People"),
    Kind.CASE: N_("Cases"),
    Kind.EVENT: N_("Story"),
    Kind.DEADLINE: N_("Deadlines"),
    Kind.PAPER: N_("Papers"),
    Kind.ATTACHMENT: N_("Evidence"),
}
LIKELY = N_("a name like that")
NOT_A_CLIENT = N_("not a client")


def title(found: Found, language: str) -> str:
    """The first line: who or what it is; in lists that must name nobody, only the case."""
    if isinstance(found.record, Person):
        return people.name(found.record, language)
    if found.case is None:
        return ""
    return cases.title(found.case, language)


def reason(found: Found, language: str, *, quiet: bool) -> str:
    """The second line, where no piece of text shows what was meant.

    Args:
        quiet: whether the case is one of which lists show nothing but the code name.
    """
    say = i18n.catalog(language).gettext
    match found.record:
        case Person():
            code = found.client.code if found.client else say(NOT_A_CLIENT)
            return f"{code} · {say(LIKELY)}" if found.likely else code
        case Event():
            day = i18n.date_long(found.record.on, language)
            return f"{day} · {say(events.KINDS[found.record.kind])}"
        case Deadline():
            return i18n.date_long(found.record.safe_on, language)
        case Paper():
            said = (papers.status(found.record.status, language), found.record.number)
            return " · ".join(filter(None, said))
        case Attachment():
            name = "" if quiet else attachments.title(found.record, language)
            return " · ".join(filter(None, (f"A{found.record.exhibit}", name)))
    return ""
