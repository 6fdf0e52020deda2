"""Consents in words: what a client agreed to as one sentence, and what is missing."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from legalaid_desktop import i18n
from legalaid_desktop.domain.consents import Consent, ConsentRules, ConsentWay, Giver
from legalaid_desktop.domain.sharing import Finding, Lack, OverrideGround
from legalaid_desktop.i18n import N_

GIVERS: Mapping[Giver, str] = {
    Giver.PERSON: N_("the client"),
    Giver.GUARDIAN: N_("the parent or guardian"),
    Giver.BOTH: N_("the client and the parent or guardian"),
}
WAYS: Mapping[ConsentWay, str] = {
    ConsentWay.SIGNATURE: N_("signature"),
    ConsentWay.THUMBPRINT: N_("thumbprint"),
    ConsentWay.ORAL: N_("by word of mouth, before a witness"),
}
GROUNDS: Mapping[OverrideGround, str] = {
    OverrideGround.NONE: "",
    OverrideGround.AUTHORITY: N_("a competent authority asked for it (Law 25/NA, article 16)"),
    OverrideGround.DANGER: N_("life or health is in danger and nobody can be asked (unconfirmed)"),
    OverrideGround.OTHER: N_("another ground"),
}
LACKS: Mapping[Lack, str] = {
    Lack.RECIPIENT: N_("Say for whom this copy is; if for our own file, choose that."),
    Lack.BODY: N_("Say what kind of recipient this is, so that the consent can be looked up."),
    Lack.NONE: N_("The client has not agreed to anything going to this recipient."),
    Lack.NOT_YET: N_("The consent for this recipient does not count yet."),
    Lack.EXPIRED: N_("The consent for this recipient has run out. Ask the client again."),
    Lack.WITHDRAWN: N_("The client took the consent for this recipient back."),
    Lack.PURPOSE: N_(
        "The client did not agree to this purpose. Choose one that the consent names."
    ),
    Lack.DATA: N_("The client did not agree to all of these data going there."),
    Lack.ABROAD: N_("The client did not agree to data going to another country."),
    Lack.GUARDIAN: N_(
        "The client is, or may have been, under 18: the parent or guardian has to consent."
    ),
    Lack.OF_AGE: N_(
        "The parent or guardian consented, and the client is 18 by now: ask the client."
    ),
    Lack.OTHERS: N_("It goes to somebody of one case, and other cases stand beside it."),
    Lack.NOT_THEIRS: N_("Somebody else leads this case."),
}
NOT_NEEDED = N_("No consent is needed for this recipient.")
COVERED = N_("Covered by the consent of {day}, which runs until {until}.")
MAY_TELL = N_("May tell {who} {what}, {why}, until {until}")
ABROAD = N_("also in {country}")
LIMITS = N_("but not: {limits}")
GIVEN_BY = N_("given by {who}")
EXPLAINED = N_("explained in {language}")
EXPLAINED_BY = N_("explained in {language} by {interpreter}")
WITNESS = N_("witness: {name}")
TAKEN = N_("taken by {name} on {day}")
UNTIL_OF_AGE = N_("counts until {day}, when the client turns 18: ask the client by then")
OF_AGE = N_("no longer counts since {day}: the client is 18 and has to be asked")
TAKEN_BACK = N_("taken back on {day}")
TOLD = N_("told: {who}")


def sentence(consent: Consent, rules: ConsentRules, language: str) -> str:
    """``May tell the embassy identity, to get a travel document, until 30 June 2026``."""
    told = (
        i18n.catalog(language)
        .gettext(MAY_TELL)
        .format(
            who=recipient(consent, rules, language),
            what=_listed(rules.titles(consent.data, language), language),
            why=_listed(rules.titles(consent.purposes, language), language),
            until=i18n.date_long(consent.until, language),
        )
    )
    return "; ".join((told, *_bounds(consent, language)))


def recipient(consent: Consent, rules: ConsentRules, language: str) -> str:
    """Its own name, or what kind of body it is."""
    titles = rules.titles((consent.body,), language)
    return consent.name(language) or "".join(titles) or consent.body


def _bounds(consent: Consent, language: str) -> list[str]:
    told = i18n.catalog(language).gettext
    abroad = told(ABROAD).format(country=consent.country) if consent.abroad else ""
    limits = told(LIMITS).format(limits=consent.limits) if consent.limits else ""
    return [one for one in (abroad, limits) if one]


def given(consent: Consent, language: str) -> str:
    """How, by whom and in which language it was given, and who took it."""
    told = i18n.catalog(language).gettext
    explained = EXPLAINED_BY if consent.interpreter else EXPLAINED
    who = consent.guardian or told(GIVERS[consent.giver])
    by_person = consent.giver is Giver.PERSON
    parts = (
        told(WAYS[consent.way]),
        "" if by_person else told(GIVEN_BY).format(who=who),
        told(explained).format(language=consent.language, interpreter=consent.interpreter),
        told(WITNESS).format(name=consent.witness) if consent.witness else "",
        told(TAKEN).format(name=consent.taken_by, day=i18n.date_long(consent.given_on, language)),
    )
    return "; ".join(one for one in parts if one)


def ended(consent: Consent, language: str) -> str:
    """That it was taken back, when, and who was told; nothing of one that counts."""
    if consent.withdrawn_on is None:
        return ""
    told = i18n.catalog(language).gettext
    day = i18n.date_long(consent.withdrawn_on, language)
    parts = [told(TAKEN_BACK).format(day=day)]
    if consent.withdrawn_told:
        parts.append(told(TOLD).format(who=consent.withdrawn_told))
    return "; ".join((*parts, *filter(None, [consent.withdrawn_why])))


def of_age(last: date, today: date, language: str) -> str:
    """That a guardian's consent ends, or ended, on that day because the client turns 18."""
    told = i18n.catalog(language).gettext
    if today <= last:
        return told(UNTIL_OF_AGE).format(day=i18n.date_long(last, language))
    return told(OF_AGE).format(day=i18n.date_long(last + timedelta(days=1), language))


def found(finding: Finding, language: str) -> str:
    """What a look into the consents says of something that is about to leave."""
    told = i18n.catalog(language).gettext
    if not finding.needed:
        return told(NOT_NEEDED)
    if finding.lacks or finding.consent is None:
        return " ".join(told(LACKS[one]) for one in finding.lacks)
    return told(COVERED).format(
        day=i18n.date_long(finding.consent.given_on, language),
        until=i18n.date_long(finding.consent.until, language),
    )


def lacking(finding: Finding) -> str:
    """The message id of the first thing that is missing."""
    return LACKS[finding.lacks[0]]


def is_over(consent: Consent, today: date) -> bool:
    """Whether it no longer counts."""
    return consent.is_withdrawn or consent.until < today


def _listed(names: Sequence[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    joined = i18n.catalog(language).gettext(N_("{most} and {last}"))
    return joined.format(most=", ".join(names[:-1]), last=names[-1])


MESSAGES = (
    N_("A client who is, or may be, under 18 needs the parent or guardian."),
    N_("This consent was taken back already."),
    N_("It must not end before it begins."),
    N_("Ask again after {years} years at most."),
    N_("Choose one from the list."),
    N_("Choose at least one."),
    N_("What this recipient gets is sent abroad: ask for that too."),
    N_("To which country?"),
    N_("In which language was it explained?"),
    N_("A consent by word of mouth needs a witness."),
)
"""What the records can say; they hold the message ids, the catalog the words."""
