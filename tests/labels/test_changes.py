"""What a change in a history says of choices: the words that users know, in both languages."""

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.labels import changes


@pytest.mark.parametrize(("kind", "name"), changes._CHOICES)
@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_choice_is_told_in_words(kind, name, language):
    told = i18n.catalog(language).gettext
    for choice, words in changes._CHOICES[kind, name].items():
        if not str(choice):
            continue  # nothing was chosen
        assert changes.value(kind, name, str(choice), language) == told(words)
