"""Safe contact: how a person may be reached without somebody else coming to harm by it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from legalaid_desktop.domain import checks
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from legalaid_desktop.domain.privacy import Private


class Answer(StrEnum):
    """An answer to a question; that it was not asked is a value of its own."""

    NOT_ASKED = ""
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class SafeContact(Private):
    """What was agreed with one person about reaching him or her.

    Attributes:
        call: whether a call is safe at all; ``NO`` forbids every number, whatever stands beside it.
        say_who: whether the caller may say that it is the office.
        hours: when to call; code_word: what to say first; others: who else answers.
        place: where letters go or a visit is safe, if not at home.
    """

    id: int | None = None
    version: int = 0
    person_id: int
    call: Answer = Answer.NOT_ASKED
    say_who: Answer = Answer.NOT_ASKED
    hours: str = ""
    code_word: str = ""
    others: str = ""
    email: Answer = Answer.NOT_ASKED
    chat: Answer = Answer.NOT_ASKED
    letters: Answer = Answer.NOT_ASKED
    place: str = ""


_LINES = ("hours", "code_word", "others", "place")
ASKED = ("call", "say_who", "email", "chat", "letters")
"""The questions of the record, in the order of the talk."""


def checked(contact: SafeContact) -> SafeContact:
    """The record with texts normalised; raises ``InvalidValue`` for the first wrong field."""
    return checks.lines(contact, *_LINES)


def is_empty(contact: SafeContact) -> bool:
    """Whether nothing was asked or told yet."""
    return contact == SafeContact(
        id=contact.id, version=contact.version, person_id=contact.person_id
    )


def strictness(contact: SafeContact) -> tuple[int, ...]:
    """For comparing: what is forbidden counts most, then what was not asked."""
    weights = {Answer.YES: 0, Answer.NOT_ASKED: 1, Answer.NO: 2}
    return tuple(weights[getattr(contact, name)] for name in ASKED)


def stricter(first: SafeContact, second: SafeContact) -> SafeContact:
    """The one by which less is allowed; the first where there is no difference."""
    return second if strictness(second) > strictness(first) else first


def calling(contact: SafeContact | None, phone: Phone) -> SafeToCall:
    """Whether a call to that number is safe, by what stands beside it and by what was agreed."""
    if contact is not None and contact.call is Answer.NO:
        return SafeToCall.NO
    return phone.safe


def printable(person: Person, contact: SafeContact | None) -> tuple[Phone, ...]:
    """The numbers that a paper may give: those alone of which it is known that a call is safe."""
    return tuple(one for one in person.phones if calling(contact, one) is SafeToCall.YES)


def for_print(person: Person, contact: SafeContact | None) -> Person:
    """The person as papers may show it: without numbers that are not safe, and without notes."""
    return replace(
        person, phones=tuple(replace(one, note="") for one in printable(person, contact))
    )
