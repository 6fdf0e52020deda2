"""Consents for tests in which something leaves the office."""

from datetime import date, timedelta

from legalaid_desktop.domain.consents import Consent, ConsentWay


def consent(case_id, on=date(2026, 3, 1), **changes):
    """What a client agrees to: the hospital gets what it needs to verify the age, for a year."""
    said = {
        "body": "hospital",
        "recipient_lo": "ໂຮງໝໍມິດຕະພາບ",
        "recipient_en": "Friendship Hospital",
        "purposes": ("age_check",),
        "data": ("identity", "medical"),
        "given_on": on,
        "until": on + timedelta(days=365),
        "language": "ລາວ",
        "way": ConsentWay.THUMBPRINT,
    }
    return Consent(case_id=case_id, **{**said, **changes})


def agreed(office, case_id, **changes):
    """The same, kept."""
    on = changes.pop("on", office.today.day())
    return office.consents.give(consent(case_id, on, **changes))


def agreed_to_referral(office, case_id, lao, english, **changes):
    """The client may be referred there for a shelter."""
    said = {
        "body": "ngo", "recipient_lo": lao, "recipient_en": english, "data": ("file",),
        "purposes": ("shelter", "health", "legal"),
    }  # fmt: skip
    return agreed(office, case_id, **{**said, **changes})
