"""Which texts a question finds: legal language in gazette spellings, and what was typed."""

from legalaid_desktop.domain import lao, search

TEXTS = {
    "passport": "ນາຍຈ້າງຍຶດຫນັງສືຜ່ານແດນ ແລະ ບໍ່ຈ່າຍຄ່າແຮງງານ",
    "court": "ສານປະຊາຊົນນະຄອນຫລວງວຽງຈັນ ໄດ້ຕັດສິນຄະດີແພ່ງ ເລກທີ ໔໕/ສພຂ",
    "land": "ໃບຕາດິນ ແລະ ສິດນໍາໃຊ້ທີ່ດິນ ຢູ່ບ້ານໂພນສະຫວັນ",
    "child": "ຜູ້ເຄາະຮ້າຍເປັນເດັກນ້ອຍ ອາຍຸ ໑໕ ປີ ຢູ່ເມືອງຫຼວງນໍ້າທາ",
    "boat": "The fisherman was beaten on board and jailed in Penang.",
    "phone": "ໂທ 020 5555 1234 ກ່ອນທ່ຽງ",
}
QUERIES = {
    "ໜັງສືຜ່ານແດນ": "passport", "ຫນັງສື": "passport", "ຄ່າແຮງງານ": "passport",
    "ແຮງງານ": "passport", "ນາຍຈ້າງ": "passport", "ແຮງງານ ໜັງສື": "passport",
    "ສານປະຊາຊົນ": "court", "ນະຄອນຫຼວງ": "court", "ນະຄອນຫລວງວຽງຈັນ": "court",
    "ຄະດີແພ່ງ": "court", "45/ສພຂ": "court", "໔໕ ສພຂ": "court", "ຕັດສິນ": "court",
    "ທີ່ດິນ": "land", "ດິນ": "land", "ສິດນຳໃຊ້": "land", "ສິດນໍາໃຊ້ທີ່ດິນ": "land",
    "ໃບຕາດິນ": "land", "ໂພນສະຫວັນ": "land", "ບ້ານ": "land",
    "ຫລວງນ້ຳທາ": "child", "ຫຼວງນໍ້າທາ": "child", "ເດັກນ້ອຍ": "child", "15 ປີ": "child",
    "ຜູ້ເຄາະຮ້າຍ": "child", "ເມືອງ ອາຍຸ": "child", "FISHERMAN": "boat", "penang": "boat",
    "jailed beaten": "boat", "pen": "boat", '"on board"': "boat", "0205555": "phone",
    "020-5555-1234": "phone", "+856 20 5555 1234": "phone", "໐໒໐ ໕໕໕໕": "phone",
    "ກ່ອນທ່ຽງ": "phone", "ຈັບກຸມ": None, '"board on"': None, "ຊາຍ": None, "0305555": None,
}  # fmt: skip


def test_questions_find_what_was_meant_and_nothing_else():
    found = {
        asked: [
            name
            for name, text in TEXTS.items()
            if all(search.snippet(text, (term,)) for term in search.parse(asked))
        ]
        for asked in QUERIES
    }
    assert found == {asked: [name] if name else [] for asked, name in QUERIES.items()}


def test_spellings_of_a_syllable_are_one():
    for one, other in (("ຫນ້າ", "ໜ້າ"), ("ຫມາຍ", "ໝາຍ"), ("ຫລວງ", "ຫຼວງ"), ("ນໍ້າ", "ນ້ຳ"),
                       ("ຄໍາ", "ຄຳ"), ("ທີ່\u200bດິນ", "ທີ່ດິນ"), ("ນັ້້ນ", "ນັ້ນ"), ("໑໒", "12"),
                       ("Café", "CAFE"), ("ຕ່າງໆ", "ຕ່າງ")):  # fmt: skip
        assert lao.syllables(one) == lao.syllables(other)
    assert lao.syllables("ຄ່າແຮງງານທະນາຄານ") == ["ຄ່າ", "ແຮງ", "ງານ", "ທະ", "ນາ", "ຄານ"]


def test_what_is_half_typed_begins_what_is_meant():
    for typed in ("ທະ", "ທະນາ", "ທະນາຄ", "ທະນາຄາ", "ທະນາຄານ"):
        assert search.snippet("ເງິນຢູ່ທະນາຄານ", search.parse(typed))
    assert search.parse(" ") == search.parse("\"'*^(") == ()
