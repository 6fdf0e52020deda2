"""Sharing: whether a consent covers what is about to leave the office, and what is missing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.consents import (
    Abroad,
    Consent,
    ConsentRules,
    Giver,
    is_of_age,
    needs_guardian,
)
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Person
from legalaid_desktop.domain.privacy import Private

OWN_FILE = "own_file"
WHOLE_FILE = "file"
"""The data set that holds all others."""


class Lack(StrEnum):
    """Why no consent covers a copy."""

    RECIPIENT = "recipient"
    """Nobody said for whom it is; our own file is somebody too."""
    BODY = "body"
    """Nobody said what kind of recipient it is."""
    NONE = "none"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    PURPOSE = "purpose"
    DATA = "data"
    ABROAD = "abroad"
    GUARDIAN = "guardian"
    OF_AGE = "of_age"
    """A parent or guardian consented, and the client is grown up by now."""
    OTHERS = "others"
    """It goes to the client or the court of one case, and others are on the same list."""
    NOT_THEIRS = "not_theirs"
    """It goes to a lawyer, and somebody else leads this case."""


class OverrideGround(StrEnum):
    """On what ground something goes out without a consent."""

    NONE = ""
    AUTHORITY = "authority"
    """A competent authority asked for it: Law 25/NA, article 16."""
    DANGER = "danger"
    """Life or health is in danger and nobody can be asked."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Sharing(Private):
    """What is about to leave the office.

    Attributes:
        names: how the recipient is called, in one or both languages.
        body: its kind, empty if nobody said so.
        purposes: ids; data: ids of all that goes out; abroad: whether to another country.
    """

    names: tuple[str, ...] = ()
    body: str = ""
    purposes: tuple[str, ...] = ()
    data: frozenset[str] = frozenset()
    abroad: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Finding(Private):
    """Whether something may leave.

    Attributes:
        body: the kind of recipient as it was understood.
        needed: whether a consent is needed at all; consent: the one that covers it, or the
            nearest one that does not; lacks: what is missing, empty if it may go.
    """

    body: str = ""
    needed: bool
    consent: Consent | None = None
    lacks: tuple[Lack, ...] = ()

    @property
    def may_go(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.lacks


class NoConsent(Refused):
    """Something was about to leave that no consent covers.

    Attributes:
        finding: what is missing.
    """

    def __init__(self, sentence: str, finding: Finding, **values: object) -> None:
        super().__init__(sentence, **values)
        self.finding = finding


def understood(sharing: Sharing, known: Sequence[Consent], rules: ConsentRules) -> Sharing:
    """With the kind of recipient: as it was said, or as the name tells."""
    if sharing.body:
        return sharing
    for name in filter(None, sharing.names):
        found = rules.body_of(name) or next((c.body for c in known if _is_called(c, name)), "")
        if found:
            return replace(sharing, body=found)
    return sharing


def find(
    sharing: Sharing,
    known: Sequence[Consent],
    rules: ConsentRules,
    client: Person,
    today: date,
    ages: Collection[AgeEvidence] = (),
) -> Finding:
    """Whether that may leave today, by which consent, or what is missing."""
    asked = understood(sharing, known, rules)
    body = rules.body(asked.body)
    others = [name for name in sharing.names if name and rules.body_of(name) != OWN_FILE]
    if body is None or (body.id == OWN_FILE and others):  # nobody else is our own file
        named = any(sharing.names) or bool(sharing.body)
        return Finding(needed=True, lacks=(Lack.BODY if named else Lack.RECIPIENT,))
    abroad = body.abroad is Abroad.YES or (asked.abroad and body.abroad is Abroad.ASK)
    if not body.needs_consent and not abroad:
        return Finding(body=body.id, needed=False)
    asked = replace(asked, abroad=abroad)
    judged = [
        (_lacks(one, asked, client, today, ages), one)
        for one in known
        if _is_for(one, asked, rules)
    ]
    if not judged:
        return Finding(body=body.id, needed=True, lacks=(Lack.NONE,))
    lacks, nearest = min(judged, key=lambda pair: (len(pair[0]), -(pair[1].id or 0)))
    return Finding(body=body.id, needed=True, consent=nearest, lacks=lacks)


def _is_for(consent: Consent, sharing: Sharing, rules: ConsentRules) -> bool:
    """Whether it is for this very recipient; without a name, for the body that has no other."""
    if consent.body != sharing.body:
        return False
    if not consent.recipient_lo and not consent.recipient_en:
        return True
    names = [name for name in sharing.names if name and rules.body_of(name) != consent.body]
    return any(_is_called(consent, name) for name in names)


def _is_called(consent: Consent, name: str) -> bool:
    own = (consent.recipient_lo, consent.recipient_en)
    return bool(search_key(name)) and search_key(name) in {search_key(one) for one in own if one}


def names(consent: Consent, sharing: Sharing) -> bool:
    """Whether the consent is for the recipient of that, whatever it agrees to."""
    return any(_is_called(consent, one) for one in sharing.names)


def _lacks(
    consent: Consent, sharing: Sharing, client: Person, today: date, ages: Collection[AgeEvidence]
) -> tuple[Lack, ...]:
    held, day = set(consent.data), consent.given_on
    alone = consent.giver is Giver.PERSON and needs_guardian(client, day, ages)
    outgrown = consent.giver is Giver.GUARDIAN and is_of_age(client, today, ages)
    found = {
        Lack.WITHDRAWN: consent.is_withdrawn,
        Lack.NOT_YET: today < consent.given_on,
        Lack.EXPIRED: today > consent.until,
        # a birth that was corrected later may tell that a child consented alone
        Lack.GUARDIAN: alone,
        Lack.OF_AGE: outgrown,
        Lack.PURPOSE: not sharing.purposes or bool(set(sharing.purposes) - set(consent.purposes)),
        Lack.DATA: WHOLE_FILE not in held and bool(sharing.data - held),
        Lack.ABROAD: sharing.abroad and not consent.abroad,
    }
    return tuple(lack for lack, holds in found.items() if holds)
