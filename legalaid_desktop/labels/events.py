"""Events in words, and the words with a stroke before them that begin a quick entry."""

from legalaid_desktop.domain.events import Audience, EventKind
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.i18n import N_

KINDS = {
    EventKind.NOTE: N_("note"),
    EventKind.CALL: N_("call"),
    EventKind.VISIT: N_("visit"),
    EventKind.RECEIVED: N_("received"),
    EventKind.SENT: N_("sent"),
    EventKind.HEARING: N_("hearing"),
    EventKind.DECISION: N_("decision"),
    EventKind.CUSTODY: N_("custody"),
    EventKind.STEP: N_("step of the proceedings"),
    EventKind.PAYMENT: N_("payment"),
}
AUDIENCES = {
    Audience.TEAM: N_("for the team"),
    Audience.PRIVATE: N_("private: only you read it"),
    Audience.CLIENT: N_("told to the client"),
}
PAYMENTS = {
    Payment.NONE: "",
    Payment.PAID: N_("paid"),
    Payment.RECEIVED: N_("received money"),
}
CURRENCIES = {
    Currency.NONE: "",
    Currency.LAK: N_("kip"),
    Currency.THB: N_("baht"),
    Currency.MYR: N_("ringgit"),
    Currency.USD: N_("US dollars"),
}
QUICK = {
    EventKind.NOTE: ("note", "ບັນທຶກ"),
    EventKind.CALL: ("call", "ໂທ"),
    EventKind.VISIT: ("visit", "ຢ້ຽມ", "ຢາມ", "ຢ້ຽມຢາມ"),
    EventKind.RECEIVED: ("received", "ຮັບ"),
    EventKind.SENT: ("sent", "ສົ່ງ"),
    EventKind.HEARING: ("hearing", "ສານ"),
    EventKind.DECISION: ("decision", "ຕັດສິນ"),
    EventKind.CUSTODY: ("custody", "ກັກຕົວ"),
    EventKind.STEP: ("step", "ຂັ້ນຕອນ"),
    EventKind.PAYMENT: ("pay", "ຈ່າຍ"),
}
"""What is typed after the stroke: an English and a Lao word; both work in either language."""


def quick_entry(text: str) -> tuple[EventKind, str]:
    """The kind and the rest of a line such as ``/call said that …``; else it is a note."""
    if not text.startswith("/"):
        return EventKind.NOTE, text
    word, _, rest = text[1:].partition(" ")
    typed = search_key(word)
    for kind, words in QUICK.items():
        if typed and any(search_key(each).startswith(typed) for each in words):
            return kind, rest.strip()
    return EventKind.NOTE, text
