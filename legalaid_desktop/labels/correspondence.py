"""Letters in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.cases import is_restricted
from legalaid_desktop.domain.correspondence import Direction, LetterLine, LetterWay, code
from legalaid_desktop.domain.referrals import ReferralState, ReferralStep
from legalaid_desktop.i18n import N_

DIRECTIONS = {
    Direction.IN: N_("came in"),
    Direction.OUT: N_("went out"),
}
REGISTERS = {
    Direction.IN: N_("Register of letters that came in"),
    Direction.OUT: N_("Register of letters that went out"),
}
WAYS = {
    LetterWay.POST: N_("by post"),
    LetterWay.HAND: N_("by hand"),
    LetterWay.MESSENGER: N_("by messenger"),
    LetterWay.ELECTRONIC: N_("electronically"),
}
STATES = {
    ReferralState.SENT: N_("sent, no answer yet"),
    ReferralState.ACCEPTED: N_("accepted"),
    ReferralState.REFUSED: N_("refused"),
    ReferralState.DONE: N_("the service was given"),
    ReferralState.WITHDRAWN: N_("withdrawn"),
}
"""What became of a referral."""
REFERRED = N_("referral: {state}")
_SIGNS = {Direction.IN: N_("In {code}"), Direction.OUT: N_("Out {code}")}
HIDDEN = N_("a letter of a restricted case")
HIDDEN_NAMED = N_("a letter of the restricted case {name}")
DESTROYED = N_("destroyed with its case")
VOID = N_("void: {reason}")
ANSWERED = N_("answered by {codes}")
EXPECTED = N_("answer expected by {day}")


def sign(direction: Direction, number: str, language: str) -> str:
    """What it is called in the register: ``In 12/2026``."""
    return i18n.catalog(language).gettext(_SIGNS[direction]).format(code=number)


def who(line: LetterLine) -> str:
    """From whom or to whom, as the register shows it to the whole office."""
    return "" if line.letter is None or _is_veiled(line) else line.letter.correspondent


def about(line: LetterLine, language: str) -> str:
    """About what, as the register shows it to the whole office, or why it does not."""
    if line.letter is not None and not _is_veiled(line):
        return line.letter.subject
    told = i18n.catalog(language).gettext
    if line.letter is None and not line.hidden:
        return told(DESTROYED)
    name = line.case.code_name if line.case else line.code_name
    return told(HIDDEN_NAMED).format(name=name) if name else told(HIDDEN)


def _is_veiled(line: LetterLine) -> bool:
    return line.case is not None and is_restricted(line.case)


def fate(line: LetterLine, language: str) -> str:
    """What became of it: void, answered, or by when an answer is expected."""
    told, letter = i18n.catalog(language).gettext, line.letter
    if letter is None:
        return ""
    if letter.void_why:
        return told(VOID).format(reason=letter.void_why)
    if letter.referral:
        return referral(letter.referral[-1], language)
    if line.answered:
        return told(ANSWERED).format(codes=", ".join(line.answered))
    if letter.answer_by is None:
        return ""
    return told(EXPECTED).format(day=i18n.date_long(letter.answer_by, language))


def referral(step: ReferralStep, language: str) -> str:
    """What became of a referral, on which day, and why."""
    told = i18n.catalog(language).gettext
    state = told(REFERRED).format(state=told(STATES[ReferralState(step.state)]))
    day = i18n.date_long(step.day, language)
    return " · ".join(filter(None, (f"{state}, {day}", step.note)))


def full_code(line: LetterLine, language: str) -> str:
    """The number with its register, for lists in which both stand."""
    return sign(line.letter.direction, code(line.letter), language) if line.letter else ""
