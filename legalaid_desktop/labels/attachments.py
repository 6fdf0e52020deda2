"""Attachments in words: sections of the bundle, and sizes."""

from legalaid_desktop.domain.attachments import BundleSection, Tells
from legalaid_desktop.i18n import N_

SECTIONS = {
    BundleSection.PLEADINGS: N_("Pleadings and mandates"),
    BundleSection.EVIDENCE: N_("Evidence"),
    BundleSection.CORRESPONDENCE: N_("Correspondence"),
}
TELLS = {
    Tells.HEALTH: N_("health: wounds, treatment, age"),
    Tells.IDENTITY: N_("identity: passport, family book"),
    Tells.PICTURE: N_("a picture of somebody"),
}
LANGUAGES = {
    "": N_("not noted"),
    "lo": N_("Lao"),
    "en": N_("English"),
    "th": N_("Thai"),
    "vi": N_("Vietnamese"),
    "zh": N_("Chinese"),
    "ms": N_("Malay"),
    "km": N_("Khmer"),
    "my": N_("Burmese"),
    "hmn": N_("Hmong"),
    "kjg": N_("Khmu"),
    "fr": N_("French"),
    "other": N_("another language"),
}
"""Of papers; the codes are those of ISO 639."""
_KILO = 1000
_ROUND = 10
_UNITS = ("B", "kB", "MB", "GB")


def size(count: int) -> str:
    """The size of a file in round numbers: ``340 kB``; the units are the same in both languages."""
    amount, unit = float(count), 0
    while round(amount) >= _KILO and unit < len(_UNITS) - 1:
        amount, unit = amount / _KILO, unit + 1
    return f"{amount:.{0 if round(amount, 1) >= _ROUND or not unit else 1}f} {_UNITS[unit]}"
