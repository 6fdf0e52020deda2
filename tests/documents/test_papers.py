import io
import subprocess
from dataclasses import replace
from datetime import datetime

import pdfua
import pikepdf
import pypdfium2
import pytest
from jinja2 import Environment, nodes

from legalaid_desktop import documents
from legalaid_desktop.documents import facts as facts_module
from legalaid_desktop.documents import templates
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.cases import CaseType
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.services.paper_kinds import kind, kinds
from tests import made_up_papers as made_up

KINDS = [each.id for each in kinds()]
FIELDS_OF_TABLES = {
    "who", "status", "age", "day", "body", "reasons", "number", "sector", "element",
    "source", "answer", "basis", "noted", "place", "since", "until", "ground", "paper", "holder",
    "state",
    "trafficking", "smuggling", "signed", "what", "period", "sum", "proof", "owed", "rate", "kip",
}  # fmt: skip
"""What the lines of tables hold; that each has its own shows ``services/test_protection.py``."""
LANGUAGES = ("lo", "en", "both")


def pages_of(paper, file):
    return documents.papers.render(kind(paper.kind), file, paper, made_up.PLACES, made_up.COURTS)


def rendered(kind_id, file, language="lo", **answers):
    return pages_of(made_up.paper(kind_id, file, language, **answers), file)


def squeezed(text):
    return "".join(text.split())


def by_pdfium(pdf):
    with pypdfium2.PdfDocument(pdf) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return squeezed("".join(texts).replace("\ufffe", ""))


def by_poppler(pdf):
    done = subprocess.run(
        ["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True
    )
    return squeezed(done.stdout.decode())


def page_count(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


_DECIDED = {
    "lo": ["ທ້າວ ບຸນມີ ວົງພະຈັນ", "4/ຊກ", "4 ມິຖຸນາ 2026", "77/ລບ", "ຫົວໜ້າຫ້ອງການ"],
    "en": ["Mr Bounmy Vongphachanh", "4/ຊກ", "4 June 2026", "77/GOV", "Head of office"],
}
EXPECTED = {
    ("aid_grant", "lo"): [
        *_DECIDED["lo"], "ຜູ້ຖືກເຄາະຮ້າຍຈາກການຄ້າມະນຸດ", "ການເປັນຕົວແທນ ຫຼື ເປັນທະນາຍຄວາມ",
    ],
    ("aid_grant", "en"): [
        *_DECIDED["en"], "Victim of trafficking in persons", "representation and defence",
    ],
    ("aid_provisional", "lo"): [*_DECIDED["lo"], "12 ມິຖຸນາ 2026", "ຍັງບໍ່ທັນຢືນຢັນ"],
    ("aid_provisional", "en"): [*_DECIDED["en"], "12 June 2026", "not confirmed"],
    ("aid_refusal", "lo"): [
        *_DECIDED["lo"], "ໝົດກຳນົດເວລາແລ້ວ", "ພິຈາລະນາຄືນ", "ຍັງບໍ່ທັນຢືນຢັນ", "1362",
    ],
    ("aid_refusal", "en"): [
        *_DECIDED["en"], "The time for it is over", "look at it again", "not confirmed", "1362",
    ],
    ("consent_form", "lo"): [
        "ສະຖານທູດລາວ ທີ່ ກົວລາລຳເປີ", "ເອກະສານ ແລະ ຫຼັກຖານ", "ເອກະສານເດີນທາງ", "31 ທັນວາ 2026",
        "ມາເລເຊຍ", "ກຶມມຸ", "ທ້າວ ຢ່າງ", "ແປະໂປ້ມື", "12, 16, 17", "ຖອນການຍິນຍອມໄດ້ທຸກເວລາ", "2026-1",
    ],
    ("consent_form", "en"): [
        "Embassy of the Lao PDR in Kuala Lumpur", "papers and evidence", "travel or identity",
        "31 December 2026", "Thumbprint", "The interpreter", "take your consent back at any time",
    ],
    ("power_of_attorney", "lo"): [
        "ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ",
        "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ",
        "ແຂວງຈຳປາສັກ, ວັນທີ 5 ມິຖຸນາ 2026", "ໃບມອບສັນທະ", "ທ້າວ ບຸນມີ ວົງພະຈັນ",
        "ເກີດປີ 1998", "27 ຫາ 28 ປີ", "ສັນຊາດ ລາວ", "ຊາວປະມົງ", "ບ້ານດອນໂຂງ", "ເມືອງໂຂງ",
        "P0456123", "ນາຍຈ້າງ", "ທ່ານ ຄຳແພງ ສີສຸວັນ", "0417", "ຫ້ອງການທະນາຍຄວາມ ໃໝ່ສະຫວັນ",
        "ການຂູດຮີດແຮງງານໃນເຮືອຫາປາ", "ຜູ້ຖືກເຄາະຮ້າຍ", "ສົມຊາຍ", "4 ມິຖຸນາ 2027",
        "ປະມວນກົດໝາຍແພ່ງ, ມາດຕາ 446", "ແປະໂປ້ມື", "ຫ້ອງການບ້ານດອນໂຂງ", "POA", "2026/012",
    ],
    ("power_of_attorney", "en"): [
        "LAO PEOPLE’S DEMOCRATIC REPUBLIC", "Champasak Province, 5 June 2026",
        "POWER OF ATTORNEY", "Mr Bounmy Vongphachanh", "born in 1998, aged 27 to 28",
        "national of the Lao PDR", "fisherman", "Don Khong Village", "passport No. P0456123",
        "Khamphaeng Sisouvan", "0417", "Maysavan Law Office",
        "labour exploitation on a fishing boat", "victim", "Somchai", "4 June 2027",
        "Civil Code, Article 446", "Thumbprint", "Don Khong village office",
    ],
    ("age_verification_request", "lo"): [
        "ກະຊວງຍຸຕິທຳ", "ພະແນກຍຸຕິທຳແຂວງຈຳປາສັກ", "ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ ແຂວງຈຳປາສັກ",
        "ຮຽນ:", "ໂຮງໝໍມິດຕະພາບ", "ເລື່ອງ:", "K-007", "ຊາຍ", "ລາວ", "16 ປີ",
        "ບໍ່ມີໃບຢັ້ງຢືນການເກີດ", "3 ມິຖຸນາ 2026", "ນາງ ມະນີ", "19 ມິຖຸນາ 2026",
        "ອາຍຸຕ່ຳສຸດ", "ທ່ານ ສຸລິຍາ ພົມມະຈັນ", "73/ສພຊ", "ບ່ອນສົ່ງ:",
    ],
    ("age_verification_request", "en"): [
        "Ministry of Justice", "Justice Department of Champasak Province",
        "The Director, Friendship Hospital", "K-007", "male, national of the Lao PDR", "16 years",
        "no birth certificate", "3 June 2026", "Ms Many", "19 June 2026", "margin of error",
        "Souliya Phommachanh", "Distribution:",
    ],
    ("referral_letter", "lo"): [
        "ສະຫະພັນແມ່ຍິງລາວ", "1362", "ຮີບດ່ວນ (ພາຍໃນ 72 ຊົ່ວໂມງ)", "K-007", "ອາຍຸ 27 ຫາ 28 ປີ",
        "031 212 345", "ເກົ້າເດືອນ", "ຄຳປຶກສາທາງດ້ານກົດໝາຍ", "ບ່ອນພັກພິງຊົ່ວຄາວ", "ການປິ່ນປົວ",
        "3 ມິຖຸນາ 2026", "ຄວາມຕ້ອງການດ້ານສຸຂະພາບ", "ບໍ່ໃຫ້ຕິດຕໍ່ຄອບຄົວ", "15 ມິຖຸນາ 2026",
    ],
    ("referral_letter", "en"): [
        "Lao Women’s Union", "Ms Phone", "urgent (within 72 hours)", "K-007", "aged 27 to 28",
        "031 212 345", "nine months", "Legal advice", "shelter, medical care, identity papers",
        "3 June 2026", "health needs", "The family must not be contacted", "15 June 2026",
    ],
    ("closing_letter", "lo"): [
        "ຮຽນ:", "K-007", "ແຈ້ງປິດສຳນວນຄະດີ", "2026/012", "ສານຕັດສິນຕາມການຮ້ອງຂໍຂອງລູກຄວາມ",
        "19 ມິຖຸນາ 2026", "ໃບຮັບເລກທີ 2/2026", "5 ມິຖຸນາ 2036", "ສາມາດເປີດຄືນໄດ້",
    ],
    ("closing_letter", "en"): [
        "The person under code K-007", "Closing of file 2026/012", "decided for the client",
        "Friday, 19 June 2026", "receipt 2/2026", "5 June 2036", "can be opened again",
    ],
    ("protection_memo", "lo"): ["ເອກະສານຈຳກັດ", "K-007", "ມາດຕາ 128, 215", "ລໍຖ້າຜົນກວດອາຍຸ"],
    ("protection_memo", "en"): ["Restricted", "K-007", "Articles 128, 215", "being examined"],
    ("custody_complaint", "lo"): [
        "ຮຽນ:", "ອົງການໄອຍະການປະຊາຊົນແຂວງຄຳມ່ວນ", "ມາດຕາ 63", "127/ປປທ", "ເມືອງທ່າແຂກ",
        "ບໍ່ມີຄຳສັ່ງໃດ", "30 ພຶດສະພາ 2026", "1 ມິຖຸນາ 2026", "48 ຊົ່ວໂມງ", "ປ່ອຍຕົວຜູ້ກ່ຽວ",
    ],
    ("custody_complaint", "en"): [
        "Prosecutor’s Office of Khammouane Province", "Article 63", "Thakhek District Police",
        "none was shown to us", "30 May 2026", "1 June 2026", "48 hours", "release the person",
    ],
    ("access_complaint", "lo"): [
        "ຮຽນ:", "ປກສ ແຂວງຄຳມ່ວນ", "K-007", "ການພົບລູກຄວາມ", "1 ມິຖຸນາ 2026", "09:30",
        "ເມືອງທ່າແຂກ", "ຮ້ອຍໂທ ຄຳພອນ", "ຍັງສອບສວນຢູ່", "ແຈ້ງວັນ, ເວລາ ທີ່ພົບໄດ້",
    ],
    ("access_complaint", "en"): [
        "Khammouane Provincial Police", "K-007", "Refusal of access to the client",
        "1 June 2026", "09:30", "Lieutenant Khamphone", "the investigation goes on",
        "to let the lawyer meet the client",
    ],
    ("loss_sheet", "lo"): ["K-007", "ມາດຕາ 42", "ບໍ່ມີສັນຍາຈ້າງ", "ຍົກເວັ້ນຄ່າທຳນຽມສານ"],
    ("loss_sheet", "en"): ["K-007", "Article 42", "There is no contract", "exempt"],
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind_id", KINDS)
def test_every_fact_is_found_by_two_readers(kind_id, language):
    pdf = rendered(kind_id, made_up.fisherman(), language)
    spoken = ("lo", "en") if language == "both" else (language,)
    wanted = [fact for one in spoken for fact in EXPECTED[kind_id, one]]
    for text in (by_pdfium(pdf), by_poppler(pdf)):
        assert [fact for fact in wanted if squeezed(fact) not in text] == []
        assert "\ufffd" not in text
        assert "\x00" not in text


@pytest.mark.parametrize("language", ["lo", "en"])
@pytest.mark.parametrize("kind_id", KINDS)
@pytest.mark.parametrize(
    "file", [made_up.fisherman(), made_up.land_dispute()], ids=["boat", "land"]
)
def test_a_usual_paper_is_one_page(kind_id, language, file):
    assert page_count(rendered(kind_id, file, language)) == 1


@pytest.mark.parametrize("kind_id", KINDS)
def test_in_both_languages_each_has_its_own_page(kind_id):
    pdf = rendered(kind_id, made_up.fisherman(), "both")
    with pypdfium2.PdfDocument(pdf) as document:
        first, second = (squeezed(page.get_textpage().get_text_range()) for page in document)
    assert squeezed(kind(kind_id).title.lo) in first
    assert squeezed(kind(kind_id).title.en).upper() in second
    assert squeezed("ໜ້າທີ 1/2 · Page 1 of 2") in first


@pytest.mark.parametrize(
    "kind_id", ["age_verification_request", "referral_letter", "closing_letter"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_under_a_code_nothing_names_the_person(kind_id, language):
    pdf = rendered(kind_id, made_up.fisherman(), language)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = str(document.docinfo) + str(document.open_metadata())
    for words in (by_pdfium(pdf), described):
        for name in ("ບຸນມີ", "ວົງພະຈັນ", "Bounmy", "Vongphachanh", "P0456123", "ດອນໂຂງ"):
            assert name not in words


def test_the_file_of_a_mandate_does_not_name_the_client_outside_its_text():
    pdf = rendered("power_of_attorney", made_up.fisherman(), "en")
    with pikepdf.open(io.BytesIO(pdf)) as document:
        described = str(document.docinfo) + str(document.open_metadata())
    assert "2026/012" in described
    assert "Bounmy" not in described


def test_only_a_number_that_is_safe_to_call_is_printed():
    file = made_up.fisherman()
    text = by_pdfium(rendered("referral_letter", file, "en", person_shown="name"))
    assert "02099991234" in text
    assert "02077776666" not in text


@pytest.mark.parametrize(("safe", "copies"), [("no", 0), ("yes", 1)])
def test_the_client_gets_a_copy_only_where_it_is_safe(safe, copies):
    text = by_pdfium(rendered("referral_letter", made_up.fisherman(), "en", client_copy=safe))
    assert text.count("Theclient,1copy") == copies


def test_a_draft_says_so_and_an_issued_paper_has_its_number():
    file = made_up.fisherman()
    draft = made_up.paper("referral_letter", file, "en")
    at = datetime(2026, 6, 5, 9, 0)  # noqa: DTZ001 - offices keep local time
    final = papers.issued(draft, number="7/ຊກ", blob="", sha256="", at=at)
    before, after = by_pdfium(pages_of(draft, file)), by_pdfium(pages_of(final, file))
    assert "DRAFT" in before
    assert "DRAFT" not in after
    assert squeezed("No. 7/ຊກ") in after
    for text in (before, after):
        assert squeezed("Wording not yet checked by a Lao lawyer") in text


def test_a_checked_wording_bears_no_warning():
    file = made_up.fisherman()
    checked = replace(kind("referral_letter"), checked_by="ທ່ານ ທະນາຍຄວາມ")
    paper = made_up.paper("referral_letter", file, "en")
    pdf = documents.papers.render(checked, file, paper, made_up.PLACES, made_up.COURTS)
    assert "notyetchecked" not in by_pdfium(pdf)


def test_powers_are_granted_one_by_one():
    text = by_pdfium(rendered("power_of_attorney", made_up.fisherman(), "en"))
    assert "Tosettlewiththeotherpartygranted" in text
    assert "Toreceivemoneyorpropertyformenotgranted" in text


def test_without_an_end_the_law_sets_one_year():
    text = by_pdfium(rendered("power_of_attorney", made_up.fisherman(), "en", ends_on=""))
    assert squeezed("for one year from the day it is made") in text


def test_a_civil_mandate_rests_on_civil_procedure_and_names_court_and_opponent():
    text = by_pdfium(rendered("power_of_attorney", made_up.land_dispute()))
    for fact in (
        "ກົດໝາຍວ່າດ້ວຍການດຳເນີນຄະດີແພ່ງ ສະບັບເລກທີ 67/ສພຊ", "ມາດຕາ 92", "45/2026", "ໂຈດ",
        "ສານປະຊາຊົນແຂວງຈຳປາສັກ", "ບໍລິສັດ ພັດທະນາໂພນທອງ ຈຳກັດ", "23 ພະຈິກ 1979",
    ):  # fmt: skip
        assert squeezed(fact) in text
    criminal = by_pdfium(rendered("power_of_attorney", made_up.fisherman()))
    assert squeezed("ການດຳເນີນຄະດີແພ່ງ") not in criminal


def test_a_guardian_gives_the_mandate_of_a_child():
    file = made_up.with_guardian(made_up.land_dispute(made_up.GIRL))
    text = by_pdfium(rendered("power_of_attorney", file))
    assert squeezed("ຂ້າພະເຈົ້າ ນາງ ມາລີ") in text
    assert squeezed("ຕາງໜ້າໃຫ້ ເດັກຍິງ ນ້ອຍ") in text


def test_signatures_never_stand_on_a_page_without_text():
    file = made_up.with_guardian(made_up.land_dispute(made_up.GIRL))
    pdf = rendered("power_of_attorney", file, interpreter_lo="ທ້າວ ຢ່າງ")
    with pypdfium2.PdfDocument(pdf) as document:
        last = squeezed(document[len(document) - 1].get_textpage().get_text_range())
    assert page_count(pdf) == 2
    assert squeezed("ເພື່ອເປັນຫຼັກຖານ") in last
    assert squeezed("ແປະໂປ້ມື") in last


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind_id", KINDS)
def test_long_names_and_long_villages_are_printed_whole(kind_id, language):
    person, asked = made_up.LONG, {field.name for field in kind(kind_id).fields}
    named = {"person_shown": "name"} if "person_shown" in asked else {}
    text = by_pdfium(rendered(kind_id, made_up.land_dispute(person), language, **named))
    assert squeezed(person.given_lo if language == "lo" else person.given_latin) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_thai_company_is_named_as_it_writes_itself(language):
    """Its employees have nothing else from it than a card in Thai."""
    file = made_up.land_dispute()
    *others, company = file.parties
    thai = "บริษัท น้ำทองประมง จำกัด"
    named = replace(company, party=replace(company.party, organisation_lo=thai, organisation_en=""))
    file = replace(file, parties=(*others, named))
    text = by_pdfium(rendered("power_of_attorney", file, language))
    assert squeezed(thai) in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind_id", KINDS)
def test_a_paper_about_which_little_is_known_has_dots_to_fill_in(kind_id, language):
    file = made_up.bare()
    paper = papers.new(kind(kind_id), file, language, made_up.TODAY)
    text = by_pdfium(pages_of(paper, file))
    assert "……" in text
    assert "None" not in text


def test_what_people_type_is_never_markup():
    typed = "<b>ສູນ</b> & {{ client.name }}"
    text = by_pdfium(rendered("referral_letter", made_up.fisherman(), receiver_lo=typed))
    assert squeezed(typed) in text


@pytest.mark.parametrize(
    "text",
    [
        "{{ client.__class__ }}", "{{ client.nme }}", "{{ nobody }}", "{{ 'a' * 99 }}",
        "{{ range(9) }}", "{% if %}", "{{ ''.__class__.__mro__ }}",
    ],
)  # fmt: skip
def test_a_paper_sees_its_facts_and_nothing_else(text):
    with pytest.raises(Damaged):
        templates.fill(text, {"client": {"name": "x"}})


def dotted_names(text):
    """What a text names, as (root, leaf)."""
    tree = Environment(autoescape=False).parse(text)  # noqa: S701 - only parsed
    return {
        (node.node.name, node.attr)
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name)
    }


def texts_of(each):
    """All pairs of texts of a kind."""
    for block in each.blocks:
        yield block.text
        for row in (*block.items, *block.rows):
            yield row.value
        for signer in block.signers:
            yield signer.caption
            yield signer.name


@pytest.mark.parametrize("each", kinds(), ids=lambda each: each.id)
def test_both_languages_say_the_same_facts(each):
    for words in texts_of(each):
        assert dotted_names(words.lo) == dotted_names(words.en), words.en
        assert bool(words.lo) == bool(words.en)


@pytest.mark.parametrize("each", kinds(), ids=lambda each: each.id)
def test_every_placeholder_and_condition_names_a_fact(each):
    file = made_up.fisherman()
    source = facts_module.Source(
        kind=each, case_file=file, paper=made_up.paper(each.id, file),
        places=made_up.PLACES, courts=made_up.COURTS,
    )  # fmt: skip
    known = {**facts_module.facts(source, "lo"), "item": FIELDS_OF_TABLES}
    parts = [*each.basis, *each.blocks, *(row for b in each.blocks for row in (*b.items, *b.rows))]
    conditions = [part.only_if for part in parts if part.only_if]
    texts = [words.lo for words in texts_of(each)] + [f"{{{{ {one} }}}}" for one in conditions]
    for root, leaf in set().union(*map(dotted_names, texts)):
        assert leaf in known[root], f"{root}.{leaf}"


@pytest.mark.parametrize("kind_id", KINDS)
def test_a_reader_for_the_blind_finds_nothing_wrong(kind_id, tmp_path):
    path = tmp_path / "paper.pdf"
    path.write_bytes(rendered(kind_id, made_up.land_dispute(), "both"))
    found = [one.rule_id for one in pdfua.validate(str(path)).findings]
    assert found == ["UA-28-004"]  # that it does not claim PDF/UA, which only people can confirm


def test_any_text_is_set_as_a_letter():
    pdf = documents.plain_texts.typeset("ຮຽນ: ທ່ານ\n\nຂ້າພະເຈົ້າຂໍ…", "lo", "letter")
    assert squeezed("ຂ້າພະເຈົ້າຂໍ…") in by_pdfium(pdf)


@pytest.mark.parametrize(("criminal", "cited"), [(False, True), (True, False)])
def test_article_86_is_cited_for_the_file_of_a_civil_case_alone(criminal, cited):
    file = made_up.fisherman()
    if not criminal:
        file = replace(file, case=replace(file.case, type=CaseType.CIVIL, subtype=""))
    text = by_pdfium(rendered("access_complaint", file, "en", refused="file"))
    assert (squeezed("under article 86") in text.lower()) is cited
    assert squeezed("read and copy the file") in text
    client = by_pdfium(rendered("access_complaint", file, "en", refused="client"))
    assert "86" not in client
