"""Bundles in words: steps, checks, forms of documents, and remarks with their values."""

from collections.abc import Mapping

from legalaid_desktop.domain.attachments import Form
from legalaid_desktop.domain.bundles import Check, Step
from legalaid_desktop.i18n import N_, catalog

STEPS = {
    Step.READ: N_("Reading the documents"),
    Step.FRONT: N_("Writing cover and index"),
    Step.ASSEMBLE: N_("Putting the pages together"),
    Step.PROVE: N_("Checking the finished file"),
}
CHECKS = {
    Check.SYNTAX: N_("The file is sound."),
    Check.PAGES: N_("Every document starts on the page that the index gives."),
    Check.STAMPS: N_("The number printed on each page is the number the reader shows."),
    Check.LINKS: N_("Every line of the index leads to its document."),
    Check.BOOKMARKS: N_("Every document has its bookmark."),
    Check.NO_SCRIPTS: N_("No script, command, attachment or password is in it."),
    Check.NO_POSITION: N_("No photo tells where it was taken."),
}
FORMS = {
    Form.ORIGINAL: N_("original"),
    Form.CERTIFIED_COPY: N_("certified copy"),
    Form.COPY: N_("copy"),
}
REFUSALS = (
    N_("There is no document to put into the bundle."),
    N_("Choose Lao, English or both."),
)


def filled(message: str, language: str, values: Mapping[str, object]) -> str:
    """The message in that language with its values; a value that is a message itself too."""
    _ = catalog(language).gettext
    said = {
        name: _(text) if isinstance(text, str) and text else text for name, text in values.items()
    }
    return _(message).format_map(said)
