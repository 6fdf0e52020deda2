"""A number is only safe where everything that is known says so."""

from dataclasses import replace

import pytest

from legalaid_desktop.domain import safe_contacts
from legalaid_desktop.domain.people import Person, Phone, SafeToCall
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from legalaid_desktop.labels import safe_contacts as labels

SAFE, ASK, UNSAFE = (
    Phone(number=number, safe=safe, note="ແມ່ຮັບສາຍ")
    for number, safe in (("1", SafeToCall.YES), ("2", SafeToCall.ASK_FIRST), ("3", SafeToCall.NO))
)
CLIENT = Person(given_lo="ຄຳ", phones=(SAFE, ASK, UNSAFE))
SILENT = SafeContact(person_id=1, call=Answer.NO)


def test_papers_give_safe_numbers_alone_and_no_note():
    shown = safe_contacts.for_print(CLIENT, SafeContact(person_id=1, call=Answer.YES))
    assert shown.phones == (replace(SAFE, note=""),)
    assert safe_contacts.for_print(CLIENT, SILENT).phones == ()


def test_no_call_at_all_outweighs_what_stands_beside_a_number():
    assert safe_contacts.calling(SILENT, SAFE) is SafeToCall.NO
    assert safe_contacts.calling(None, SAFE) is SafeToCall.YES


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "do not call · do not say who is calling · say first: “motorbike”"),
        ("lo", "ຢ່າໂທ · ຢ່າບອກວ່າໃຜໂທມາ · ເວົ້າກ່ອນ: “motorbike”"),
    ],
)
def test_it_is_told_in_a_line(language, said):
    agreed = replace(SILENT, say_who=Answer.NO, code_word="motorbike")
    assert labels.brief(agreed, language) == said
    assert labels.brief(None, language) == ""
    assert labels.lines(None, language) != []
