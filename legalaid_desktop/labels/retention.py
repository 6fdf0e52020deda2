"""How long files are kept, and which are due for a look, in words."""

from collections.abc import Mapping

from legalaid_desktop import i18n
from legalaid_desktop.domain.retention import Anchor, OfficeRule, Review
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.i18n import N_

YEARS = N_("{number} years after the case was closed")
AGE = N_("until the child of that time is {number} years old")
UNKNOWN = N_("The day of closing is not known: enter it in the case.")
KEPT = N_("Closed {since}, kept until {until}: {rule}")
KEPT_REMOVED = N_("In the bin since {since}, kept until {until}: {rule}")
PROPOSED = N_("Only proposed with the program: nobody in this office has decided it yet.")
DECIDED = N_("Decided by {name} on {day}: {basis}")
ARTICLE = N_("{law} {number}, article {article}")
LAW = N_("{law} {number}")


def term(rule: OfficeRule, language: str) -> str:
    """For how long, by that rule."""
    return _said(AGE if rule.rule.age else YEARS, language, number=rule.number)


def decided(rule: OfficeRule, language: str) -> str:
    """Who decided it and by what, or that nobody did."""
    if rule.decided_on is None:
        return _said(PROPOSED, language)
    day = i18n.date_long(rule.decided_on, language)
    return _said(DECIDED, language, name=rule.decided_by, day=day, basis=rule.basis)


def reason(review: Review, language: str) -> str:
    """Why a case is due."""
    if review.since is None or review.until is None:
        return _said(UNKNOWN, language)
    return _said(
        KEPT_REMOVED if review.removed else KEPT,
        language,
        since=i18n.date_long(review.since, language),
        until=i18n.date_long(review.until, language),
        rule=review.rule.rule.titles[language],
    )


def source(anchor: Anchor, laws: Mapping[str, Law], language: str) -> str:
    """Where it stands."""
    law = laws[anchor.law]
    name = law.short_lo if language == "lo" else law.short_en
    message = ARTICLE if anchor.article else LAW
    return _said(message, language, law=name, number=law.number, article=anchor.article)


def _said(message: str, language: str, **values: object) -> str:
    return i18n.catalog(language).gettext(message).format(**values)
