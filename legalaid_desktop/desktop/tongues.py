"""Languages that somebody speaks, as a line."""

from collections.abc import Iterable

from legalaid_desktop import i18n
from legalaid_desktop.domain import languages
from legalaid_desktop.services import reference


def spoken(values: Iterable[str]) -> str:
    """The names of the languages, with commas between them."""
    return ", ".join(languages.names(values, reference.languages(), i18n.current()))
