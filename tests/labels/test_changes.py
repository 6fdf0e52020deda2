"""What a change in a history says of choices: the words that users know, in both languages."""

import pytest

from legalaid_desktop import i18n
from legalaid_desktop.labels import changes
from legalaid_desktop.services.trail import named
from legalaid_desktop.storage import tables, vault  # noqa: F401 - for the tables they hold
from legalaid_desktop.storage.base import Base
from legalaid_desktop.storage.types import EnumText


@pytest.mark.parametrize(("kind", "name"), changes._CHOICES)
@pytest.mark.parametrize("language", ["lo", "en"])
def test_every_choice_is_told_in_words(kind, name, language):
    told = i18n.catalog(language).gettext
    for choice, words in changes._CHOICES[kind, name].items():
        if not str(choice):
            continue  # nothing was chosen
        assert changes.value(kind, name, str(choice), language) == told(words)


def test_every_choice_that_is_kept_has_its_words():
    kept = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, EnumText) and table.name != "trail"
    }
    assert len(kept) > 15
    assert kept - set(changes._CHOICES) == set()


def test_the_lists_of_a_person_are_told_in_words():
    told = changes.change(
        "person",
        "id_papers",
        ([], [{"kind": "passport", "number": "PX 7", "holder": "employer", "name": ""}]),
        "en",
    )
    assert told == "Identity papers: passport, PX 7, the employer"
    home = [{"kind": "safe", "district": "0401", "village_lo": "ນາງາມ"}]
    told = changes.value("person", "addresses", home, "lo", named)
    assert told == "ທີ່ຢູ່ປອດໄພ ສຳລັບຈົດໝາຍ ແລະ ການຢ້ຽມຢາມ, ໄຊ, ນາງາມ"
    nick = [{"name": "Lah", "kind": "nickname", "source": ""}]
    assert changes.value("person", "aliases", nick, "en") == "Lah, nickname"


def test_the_sum_of_a_deadline_is_told_in_sentences():
    kept = [{"kind": "unchecked", "article": "", "values": {}}, {"kind": "of old", "values": {}}]
    told = changes.change("deadline", "assumptions", (None, kept), "en")
    assert told == (
        "What was assumed: No lawyer has checked this rule against the law yet.; of old"
    )
