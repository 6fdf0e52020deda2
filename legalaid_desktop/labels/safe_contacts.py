"""Safe contact in words: what whoever takes the telephone must know first."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.i18n import N_

ANSWERS = {
    Answer.YES: N_("yes"),
    Answer.NO: N_("no"),
    Answer.NOT_ASKED: N_("not asked"),
}
_SAID = {
    ("call", Answer.YES): N_("a call is safe"),
    ("call", Answer.NO): N_("do not call"),
    ("say_who", Answer.YES): N_("may say that it is the office"),
    ("say_who", Answer.NO): N_("do not say who is calling"),
    ("email", Answer.YES): N_("e-mail is safe"),
    ("email", Answer.NO): N_("no e-mail"),
    ("chat", Answer.YES): N_("WhatsApp is safe"),
    ("chat", Answer.NO): N_("no WhatsApp"),
    ("letters", Answer.YES): N_("letters are safe"),
    ("letters", Answer.NO): N_("no letters"),
}
_TOLD = {
    "hours": N_("when: {what}"),
    "code_word": N_("say first: “{what}”"),
    "others": N_("who else answers: {what}"),
    "place": N_("safe place: {what}"),
}
NOT_KNOWN = N_("Nobody has asked yet how this person can be reached safely.")


def lines(contact: SafeContact | None, language: str) -> list[str]:
    """What was agreed, most important first; one line says that nothing was."""
    told = i18n.catalog(language).gettext
    if contact is None:
        return [told(NOT_KNOWN)]
    said = [told(text) for (name, answer), text in _SAID.items() if _is(contact, name, answer)]
    for name, text in _TOLD.items():
        if what := getattr(contact, name):
            said.append(told(text).format(what=what))
    return said or [told(NOT_KNOWN)]


def brief(contact: SafeContact | None, language: str) -> str:
    """The same beside a telephone number; nothing where nothing was agreed."""
    return "" if contact is None else " · ".join(lines(contact, language))


def _is(contact: SafeContact, name: str, answer: Answer) -> bool:
    return getattr(contact, name) is answer
