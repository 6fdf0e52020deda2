"""Filings and court fees in words."""

from collections.abc import Mapping, Sequence
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.domain.court_fees import FeeLine, FeeSheet, FeeStage, Matter, Payable
from legalaid_desktop.domain.filings import FilingLine, Mandate, Readiness, Seen, missing
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines
from legalaid_desktop.labels.hearings import said

STATES = {
    Readiness.OPEN: N_("still missing"),
    Readiness.READY: N_("ready"),
    Readiness.NOT_NEEDED: N_("not needed"),
}
STAGES = {
    FeeStage.FIRST_INSTANCE: N_("first instance"),
    FeeStage.APPEAL: N_("appeal"),
    FeeStage.CASSATION: N_("cassation"),
    FeeStage.REOPENING: N_("reopening"),
}
MATTERS = {
    Matter.VALUED: N_("a claim with a value"),
    Matter.UNVALUED: N_("a claim without a value"),
    Matter.MATRIMONIAL: N_("a matrimonial case"),
}
PAYABLE = {
    Payable.FILING: N_("with the filing"),
    Payable.COPY: N_("for copies"),
    Payable.END: N_("by the party that loses"),
}
READY = N_("Ready: nothing is missing.")
NOT_READY = N_("Not ready. Still missing: {count}.")
FILED = N_("Filed on {day}: {proof}")
BY_HAND = N_("ticked by hand")
AT_MOST = N_("at most")
REFUSALS = (
    N_("Say why this is not needed."),
    N_("Write the value of the claim in kip, without a sign."),
    N_("Write how many copies, nothing or more."),
)
"""What ``domain`` can refuse here; it may not mark its messages for extraction itself."""

EXEMPT = N_(
    "Nothing is paid: {ground}. The exemption protects the claimant only (Law on Court Fees, art. "
    "41); the defendant who loses pays."
)
MINDED = (
    N_("The amounts may have been changed since: check."),
    N_(
        "Paid in kip only; the receipt is made in three copies, signed or thumbprinted (art. 20). "
        "The stamp on the claim is separate."
    ),
)


def sums(sheet: FeeSheet, language: str) -> list[str]:
    """What is paid now, at most and at the end, and why nothing is paid."""
    told = []
    if sheet.ground is not None:
        ground = (
            f"{sheet.ground.texts[language]} ({deadlines.article(sheet.ground.article, language)})"
        )
        told.append(said(EXEMPT, language, ground=ground))
    now, most = i18n.number(sheet.now, language), i18n.number(sheet.now_most, language)
    told.append(said(N_("To be paid now: {sum} kip"), language, sum=now))
    if sheet.now_most != sheet.now:
        told.append(said(N_("To be paid now, at most: {sum} kip"), language, sum=most))
    end = i18n.number(sheet.end, language)
    told.append(said(N_("At the end, by the party that loses: {sum} kip"), language, sum=end))
    return told


def minded(language: str) -> list[str]:
    """What is to be kept in mind with each sheet."""
    return [said(one, language) for one in MINDED]


def kip(line: FeeLine, language: str) -> str:
    """The sum of a line, or at most so much, or that it is exempt."""
    if line.waived:
        return said(N_("exempt"), language)
    sum_ = i18n.number(line.kip, language)
    return f"{said(AT_MOST, language)} {sum_}" if line.at_most else sum_


def standing(lines: Sequence[FilingLine], language: str) -> str:
    """Whether the paper is ready, or how many conditions are missing."""
    count = missing(lines)
    return said(NOT_READY, language, count=count) if count else said(READY, language)


def place(
    law: str, article: str, certainty: Certainty, laws: Mapping[str, Law], language: str
) -> str:
    """Law, article and how sure that is; without an article the law alone."""
    where = laws[law].short(language) if law else ""
    if law and article:
        where = deadlines.citation(f"{law}:{article}", laws, language)
    sure = said(deadlines.CERTAINTIES[certainty], language)
    return " · ".join(filter(None, (where, sure)))


def seen(line: FilingLine, language: str) -> str:
    """Who says how the condition stands: somebody by hand, or what the program sees."""
    if line.by_hand:
        return " · ".join(filter(None, (said(BY_HAND, language), line.note)))
    known = line.item.known
    if known is Seen.MANDATE and line.mandate and line.on:
        return _mandate(line, line.mandate, line.on, language)
    if known is Seen.TRANSLATION and line.state is Readiness.OPEN:
        return _untranslated(line, language)
    message = _SEEN.get((known, line.state), "")
    return said(message, language, count=line.number) if message else ""


def _untranslated(line: FilingLine, language: str) -> str:
    """What is missing for the translations, or that there is nothing to look at yet."""
    counts = ((_UNTRANSLATED, line.number), (_UNKNOWN, line.unknown))
    told = [said(message, language, count=count) for message, count in counts if count]
    return " · ".join(told) or said(_NO_PAPERS, language)


def _mandate(line: FilingLine, found: Mandate, on: date, language: str) -> str:
    """Whether it is valid on the day of filing, and from when to when it is."""
    message = VALID if line.state is Readiness.READY else INVALID
    if found.number and found.is_valid_on(on):
        message = UNSIGNED
    days = {"first": found.first, "last": found.last, "day": on}
    shown = {name: i18n.date_long(one, language) for name, one in days.items()}
    return said(message, language, number=found.number, **shown)


VALID = N_("valid on {day}: the mandate runs from {first} to {last}")
INVALID = N_("not valid on {day}: the mandate runs from {first} to {last}")
UNSIGNED = N_(
    "power of attorney {number} was issued here for {first} to {last}: tick it once it is signed "
    "and certified"
)
_UNTRANSLATED = N_("papers without a translation: {count}")
_UNKNOWN = N_("papers whose language nobody noted: {count}")
_NO_PAPERS = N_("no paper is kept in this case yet: look at what goes with the filing")
_SEEN = {
    (Seen.MANDATE, Readiness.OPEN): N_("no mandate with an end is known in this case"),
    (Seen.TRANSLATION, Readiness.READY): _UNTRANSLATED,
    (Seen.MEDIATION, Readiness.NOT_NEEDED): N_("this subject is not mediated first"),
    (Seen.MEDIATION, Readiness.OPEN): N_("mediation comes first, or no subject is chosen yet"),
    (Seen.INTERPRETER, Readiness.NOT_NEEDED): N_("the client speaks Lao"),
}
