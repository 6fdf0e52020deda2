"""Whole numbers in forms, in Latin or Lao digits; years of either era."""

from legalaid_desktop.desktop.fields import TextField
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.i18n import N_

_BUDDHIST = 2400
"""No year of the common era that somebody types is later."""
_ERAS_APART = 543


def number_of(field: TextField) -> int | None:
    """The number typed, nothing where the field is empty; raises ``InvalidValue``."""
    text = field.value()
    if not text:
        return None
    if not text.isdecimal():
        raise InvalidValue(field.objectName(), N_("A number, please."))
    return int(text)  # reads Lao digits too


def year_of(field: TextField) -> int | None:
    """The year typed, that of the Buddhist era too, as Thai papers write it."""
    year = number_of(field)
    return year - _ERAS_APART if year is not None and year > _BUDDHIST else year
