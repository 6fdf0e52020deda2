"""Case files that nobody lived through, for the tests of papers."""

from dataclasses import replace
from datetime import date

from legalaid_desktop.domain import papers
from legalaid_desktop.domain.assignments import Assignment, AssignmentStatus
from legalaid_desktop.domain.case_files import CaseFile, CaseParty
from legalaid_desktop.domain.cases import (
    Case,
    CaseType,
    Confidentiality,
    Party,
    PartyRole,
    Stage,
)
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.eligibility import AidFile, EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.identity_papers import Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person, Phone, SafeToCall, Sex, Title
from legalaid_desktop.services import paper_kinds, reference

TODAY = date(2026, 6, 5)
PLACES = reference.place_names()
COURTS = {court.id: court for court in reference.courts()}

OFFICE = OfficeProfile(
    name_lo="ຫ້ອງການຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ ແຂວງຈຳປາສັກ",
    name_en="Legal Aid Office of Champasak Province",
    letterhead_lo=("ກະຊວງຍຸຕິທຳ", "ພະແນກຍຸຕິທຳແຂວງຈຳປາສັກ"),
    letterhead_en=("Ministry of Justice", "Justice Department of Champasak Province"),
    province="16",
    phone="031 212 345",
    paper_suffix="ຊກ",
)

LAWYER = Lawyer(
    id=1,
    name_lo="ຄຳແພງ ສີສຸວັນ",
    name_latin="Khamphaeng Sisouvan",
    card_number="0417",
    organisation_lo="ຫ້ອງການທະນາຍຄວາມ ໃໝ່ສະຫວັນ",
    organisation_en="Maysavan Law Office",
    phone="020 5555 0417",
)

FISHERMAN = Person(
    id=1,
    title=Title.THAO,
    given_lo="ບຸນມີ",
    surname_lo="ວົງພະຈັນ",
    given_latin="Bounmy",
    surname_latin="Vongphachanh",
    sex=Sex.MALE,
    born_year=1998,
    nationality="LA",
    occupation_lo="ຊາວປະມົງ",
    occupation_en="fisherman",
    village_lo="ດອນໂຂງ",
    village_latin="Don Khong",
    district="1610",
    province="16",
    phones=(
        Phone(number="020 9999 1234", safe=SafeToCall.YES),
        Phone(number="020 7777 6666", safe=SafeToCall.NO),
    ),
    id_papers=(
        IdentityPaper(
            kind=IdPaper.PASSPORT, number="P0456123", holder=Holder.EMPLOYER, held_by="ນາຍຈ້າງ"
        ),
    ),
)

EMPLOYER = Person(id=3, title=Title.NONE, given_lo="ສົມຊາຍ", given_latin="Somchai", nationality="TH")

WOMAN = Person(
    id=2,
    title=Title.NANG,
    given_lo="ແກ້ວ",
    given_latin="Keo",
    sex=Sex.FEMALE,
    born_on=date(1979, 11, 23),
    nationality="LA",
    occupation_lo="ຊາວນາ",
    occupation_en="rice farmer",
    village_lo="ໂພນສະຫວັນເໜືອ",
    village_latin="Phonsavan Neua",
    district="1601",
    province="16",
    id_papers=(IdentityPaper(kind=IdPaper.FAMILY_BOOK, number="12/2015"),),
)

LONG = replace(
    WOMAN,
    given_lo="ພອນສະຫວັນສີສະເກດທິດາວັນ",
    surname_lo="ອິນທະວົງສາສຸວັນນະຜຸຍຣາດຊະບຸດ",
    given_latin="Phonesavanhsisakettidavanh",
    surname_latin="Inthavongsasouvannaphouyratxabout",
    village_lo="ໂນນສະຫວັນທ່າແຂກຄຳບໍ່ມີຍາວໜອງບົວທອງເໜືອສຸດເຂດພູພຽງບໍລິເວນທິດຕາເວັນອອກສຽງໃຕ້",
    village_latin="Nonsavanthakhekkhambomiyaonongbouathongneuasoutkhetphouphiang",
    id_papers=(),
)

BARE = Person(id=4, given_lo="ຄຳ", given_latin="Kham")

GIRL = replace(
    WOMAN, title=Title.GIRL, given_lo="ນ້ອຍ", given_latin="Noy", born_on=None,
    age_from=15, age_to=17, age_seen_on=date(2026, 5, 1), id_papers=(),
)  # fmt: skip


DECISION = EligibilityDecision(
    id=1, case_id=1, number="4/ຊກ", outcome=Outcome.GRANTED,
    categories=(SeenProof(category="TIP"),), services=("ADVICE", "REPRESENT"),
    full_by=date(2026, 6, 12), reasons=("out_of_time",),
    note="ລໍຖ້າໜັງສືຈາກສະຖານທູດ", review_lo="ຂໍໃຫ້ຫົວໜ້າຫ້ອງການພິຈາລະນາຄືນໄດ້",
    review_en="The head of the office can be asked to look at it again",
    help_lo="ສະຫະພັນແມ່ຍິງລາວ, ໂທ 1362", help_en="Lao Women’s Union, telephone 1362",
    decided_by="ຫົວໜ້າ", decided_on=date(2026, 6, 4),
)  # fmt: skip
"""Filled in for every kind of paper that tells of a decision."""


def fisherman() -> CaseFile:
    """A victim of trafficking on a fishing boat, accused himself; a restricted case."""
    case = Case(
        id=1, number="2026/012", client_id=1, type=CaseType.TRAFFICKING, stage=Stage.INVESTIGATION,
        confidentiality=Confidentiality.RESTRICTED, code_name="ນ້ຳຂອງ",
        subject_lo="ການຂູດຮີດແຮງງານໃນເຮືອຫາປາ ແລະ ຄ່າແຮງງານທີ່ບໍ່ໄດ້ຮັບ",
        subject_en="labour exploitation on a fishing boat and unpaid wages",
        opened_on=date(2026, 5, 4),
    )  # fmt: skip
    file = _file(case, FISHERMAN, (FISHERMAN, PartyRole.VICTIM), (EMPLOYER, PartyRole.EMPLOYER))
    return replace(file, aid=AidFile(decision=DECISION, rules=reference.eligibility()))


def land_dispute(person: Person = WOMAN) -> CaseFile:
    """A woman who claims back her land from a company, before the provincial court."""
    case = Case(
        id=2, number="2026/019", client_id=2, type=CaseType.LAND, stage=Stage.FIRST_INSTANCE,
        subject_lo="ສິດນຳໃຊ້ທີ່ດິນ ຕອນດິນເລກທີ 214", subject_en="the right to use land plot No. 214",
        court="province-16", court_number="45/2026", opened_on=date(2026, 3, 2),
    )  # fmt: skip
    company = Party(
        case_id=2, organisation_lo="ບໍລິສັດ ພັດທະນາໂພນທອງ ຈຳກັດ",
        organisation_en="Phonthong Development Co. Ltd", role=PartyRole.DEFENDANT,
    )  # fmt: skip
    file = _file(case, person, (person, PartyRole.PLAINTIFF))
    return replace(file, parties=(*file.parties, CaseParty(party=company, person=None)))


def bare() -> CaseFile:
    """A case of which almost nothing is known yet."""
    case = Case(
        id=3, number="2026/020", client_id=4, type=CaseType.CIVIL, subject_lo="ໜີ້ສິນ",
        opened_on=TODAY,
    )  # fmt: skip
    return replace(_file(case, BARE), lawyer=None, assignment=None)


def _file(case: Case, person: Person, *parties: tuple[Person, PartyRole]) -> CaseFile:
    return CaseFile(
        office=OFFICE,
        case=case,
        client=Client(id=person.id, person_id=person.id or 0, code="K-007", since=case.opened_on),
        person=person,
        parties=tuple(
            CaseParty(
                party=Party(case_id=case.id or 0, person_id=one.id, role=role), person=one
            )
            for one, role in parties
        ),
        lawyer=LAWYER,
        assignment=Assignment(
            case_id=case.id or 0, lawyer_id=1, status=AssignmentStatus.ACCEPTED,
            offered_on=case.opened_on,
        ),
    )  # fmt: skip


ANSWERS = {
    "aid_grant": {},
    "aid_provisional": {},
    "aid_refusal": {},
    "consent_form": {
        "receiver_lo": "ສະຖານທູດລາວ ທີ່ ກົວລາລຳເປີ",
        "receiver_en": "Embassy of the Lao PDR in Kuala Lumpur",
        "data_lo": "ຂໍ້ມູນບຸກຄົນ\nເອກະສານ ແລະ ຫຼັກຖານ",
        "data_en": "identity\npapers and evidence",
        "purposes_lo": "ເພື່ອໄດ້ເອກະສານຢັ້ງຢືນຕົວ ຫຼື ເອກະສານເດີນທາງ",
        "purposes_en": "to get a travel or identity document",
        "limits": "ບໍ່ໃຫ້ບອກຄອບຄົວ",
        "until": "2026-12-31",
        "abroad": "yes",
        "country": "ມາເລເຊຍ",
        "language": "ກຶມມຸ",
        "interpreter": "ທ້າວ ຢ່າງ",
        "witness": "ນາງ ສີ",
        "version": "2026-1",
        "text_lo": reference.consents().texts[0].texts["lo"],
        "text_en": reference.consents().texts[0].texts["en"],
    },
    "power_of_attorney": {
        "settle": "yes",
        "ends_on": "2027-06-04",
        "certifier_name_lo": "ຫ້ອງການບ້ານດອນໂຂງ",
        "certifier_name_en": "Don Khong village office",
    },
    "age_verification_request": {
        "hospital_lo": "ໂຮງໝໍມິດຕະພາບ",
        "hospital_en": "Friendship Hospital",
        "claimed_age_lo": "16 ປີ",
        "claimed_age_en": "16 years",
        "reason_lo": "ບໍ່ມີໃບຢັ້ງຢືນການເກີດ ແລະ ມີຂໍ້ສົງໄສວ່າອາຍຸຕ່ຳກວ່າ 18 ປີ",
        "reason_en": "no birth certificate, and doubt whether the person is under 18",
        "consent_by": "person_and_guardian",
        "consent_on": "2026-06-03",
        "escort_lo": "ນາງ ມະນີ, ພະນັກງານຊ່ວຍເຫຼືອທາງດ້ານກົດໝາຍ, ໂທ 020 5555 2211",
        "escort_en": "Ms Many, legal-aid officer, telephone 020 5555 2211",
        "wanted_by": "2026-06-19",
        "signatory_lo": "ທ່ານ ສຸລິຍາ ພົມມະຈັນ",
        "signatory_en": "Souliya Phommachanh",
    },
    "referral_letter": {
        "receiver_lo": "ສູນໃຫ້ຄຳປຶກສາ ແລະ ປົກປ້ອງແມ່ຍິງ-ເດັກນ້ອຍ, ສະຫະພັນແມ່ຍິງລາວ",
        "receiver_en": "Counselling and Protection Centre, Lao Women’s Union",
        "receiver_contact_lo": "ນາງ ພອນ, ໂທ 1362",
        "receiver_contact_en": "Ms Phone, telephone 1362",
        "priority": "urgent",
        "contact_shown": "yes",
        "services": "shelter\nhealth\ndocuments",
        "background_lo": "ເຮັດວຽກໃນເຮືອຫາປາເກົ້າເດືອນໂດຍບໍ່ໄດ້ຮັບຄ່າແຮງງານ ແລະ ຖືກທຳຮ້າຍຮ່າງກາຍ",
        "background_en": "Worked on a fishing boat for nine months without pay and was beaten",
        "already_given_lo": "ຄຳປຶກສາທາງດ້ານກົດໝາຍ",
        "already_given_en": "Legal advice",
        "consent_by": "person",
        "consent_on": "2026-06-03",
        "shared_lo": "ອາຍຸ, ຄວາມເປັນມາ ແລະ ຄວາມຕ້ອງການດ້ານສຸຂະພາບ",
        "shared_en": "Age, background and health needs",
        "restrictions_lo": "ບໍ່ໃຫ້ຕິດຕໍ່ຄອບຄົວ",
        "restrictions_en": "The family must not be contacted",
        "follow_up_on": "2026-06-15",
        "signatory_lo": "ທ່ານ ສຸລິຍາ ພົມມະຈັນ",
        "signatory_en": "Souliya Phommachanh",
    },
    "closing_letter": {
        "outcome_lo": "ສານຕັດສິນຕາມການຮ້ອງຂໍຂອງລູກຄວາມ",
        "outcome_en": "decided for the client",
        "remaining_lo": "ຂໍໃຫ້ປະຕິບັດຄຳຕັດສິນ: ວັນສຸດທ້າຍ ວັນສຸກ, 19 ມິຖຸນາ 2026",
        "remaining_en": "Request for enforcement: last day Friday, 19 June 2026",
        "returned_lo": "ໜັງສືຜ່ານແດນ: ສົ່ງຄືນວັນທີ 4 ມິຖຸນາ 2026, ໃບຮັບເລກທີ 2/2026",
        "returned_en": "Passport: given back on 4 June 2026, receipt 2/2026",
        "kept_lo": "ສຳນວນຂອງພວກເຮົາເກັບຮັກສາໄວ້ຮອດວັນທີ 5 ມິຖຸນາ 2036.",
        "kept_en": "Our file is kept until 5 June 2036.",
        "signatory_lo": "ທ່ານ ສຸລິຍາ ພົມມະຈັນ",
        "signatory_en": "Souliya Phommachanh",
    },
    "protection_memo": {"remark_lo": "ລໍຖ້າຜົນກວດອາຍຸ", "remark_en": "The age is being examined"},
    "custody_complaint": {
        "prosecutor_lo": "ອົງການໄອຍະການປະຊາຊົນແຂວງຄຳມ່ວນ",
        "prosecutor_en": "Prosecutor’s Office of Khammouane Province",
        "person_shown": "name",
        "place_lo": "ກອງບັນຊາການ ປກສ ເມືອງທ່າແຂກ",
        "place_en": "Thakhek District Police",
        "since_lo": "ວັນທີ 28 ພຶດສະພາ 2026, 05:40",
        "since_en": "28 May 2026, 05:40",
        "ground_lo": "ການກັກຕົວຂອງຕຳຫຼວດ, ທຳຮ້າຍຮ່າງກາຍ",
        "ground_en": "police custody, assault",
        "orders_lo": "",
        "orders_en": "",
        "gaps_lo": "ຖືກກັກໂດຍບໍ່ຮູ້ວ່າມີຄຳສັ່ງ ແຕ່ວັນທີ 30 ພຶດສະພາ 2026",
        "gaps_en": "Held without an order that we know of since 30 May 2026",
        "asks": "release",
        "handed_on": "2026-06-01",
    },
    "access_complaint": {
        "receiver_lo": "ກອງບັນຊາການ ປກສ ແຂວງຄຳມ່ວນ",
        "receiver_en": "Khammouane Provincial Police",
        "person_shown": "code",
        "refused": "client",
        "refused_on": "2026-06-01",
        "refused_at": "09:30",
        "place_lo": "ກອງບັນຊາການ ປກສ ເມືອງທ່າແຂກ",
        "place_en": "Thakhek District Police",
        "officer_lo": "ຮ້ອຍໂທ ຄຳພອນ",
        "officer_en": "Lieutenant Khamphone",
        "reason_lo": "ຍັງສອບສວນຢູ່",
        "reason_en": "the investigation goes on",
    },
    "loss_sheet": {"remark_lo": "ບໍ່ມີສັນຍາຈ້າງ", "remark_en": "There is no contract"},
}  # fmt: skip


def paper(kind_id: str, file: CaseFile, language: str = "lo", **answers: str) -> papers.Paper:
    """A draft of that kind with every answer given, and then those that differ."""
    kind = paper_kinds.kind(kind_id)
    draft = papers.new(kind, file, language, TODAY)
    return papers.with_values(kind, draft, {**ANSWERS[kind_id], **answers})


def with_guardian(file: CaseFile) -> CaseFile:
    """The case with the client's mother among the parties, as guardian."""
    party = Party(case_id=file.case.id or 0, person_id=9, role=PartyRole.GUARDIAN)
    mother = replace(WOMAN, id=9, given_lo="ມາລີ", given_latin="Maly")
    return replace(file, parties=(*file.parties, CaseParty(party=party, person=mother)))
