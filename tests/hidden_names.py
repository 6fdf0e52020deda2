"""An office in which every place that can hold a name holds a marked one, and who reads what."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QTabBar, QWidget

from legalaid_desktop.domain.addresses import Address, AddressKind
from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType, Confidentiality, Party, PartyRole
from legalaid_desktop.domain.copies import Errand
from legalaid_desktop.domain.destructions import DestructionGround
from legalaid_desktop.domain.drafts import Draft
from legalaid_desktop.domain.eligibility import EligibilityDecision, Outcome, SeenProof
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.households import HouseholdMember
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.intakes import Attempt, FirstTalk, Intake
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.safe_contacts import Answer, SafeContact
from tests.closing import closed
from tests.consenting import agreed

DAY = date(2026, 3, 26)
RESTRICTED, CLOSEST = Confidentiality.RESTRICTED, Confidentiality.HIGHLY_RESTRICTED
LAO = {
    RESTRICTED: ("ຈັນສະໝອນ", "ພູວຽງຄຳ", "ບ້ານດອນຍາວ", "ທະເລເລິກ", "ສົມຫວັງ"),
    CLOSEST: ("ພອນວິໄລ", "ແກ້ວມະນີ", "ບ້ານໂພນສີ", "ພູຜາແດງ", "ບຸນເລີດ"),
}
TAGS = {RESTRICTED: ("rq", "20551111"), CLOSEST: ("hq", "20552222")}
CODE_NAMES = {RESTRICTED: "ນົກຍຸງ", CLOSEST: "ດອກບົວ"}
LATIN = (
    "given", "surname", "village", "occupation", "idnumber", "holder", "papername", "alias",
    "aliassource", "safevillage", "member", "health", "phonenote", "subject",
    "courtnumber", "court", "story", "removedstory", "hearing", "organisation", "removedparty",
    "witness", "filename", "title", "removedtitle", "source", "papertext", "teamreason",
    "removedwhy", "destroyreason", "recipient", "purpose", "draft", "trigger", "thirdparty",
    "passphrase", "nextstep", "trynote", "decisionwhy", "codeword", "safeplace", "dialect",
    "agreedto", "interpreter", "limits", "proof", "decisionnote",
)  # fmt: skip
"""Each place where somebody may type a name, in a word of its own."""


@dataclass(frozen=True, kw_only=True)
class Hidden:
    """The open and the old case of one level, and what must not show."""

    level: Confidentiality
    case: Case
    old: Case
    person: int
    paper: int
    words: tuple[str, ...]

    @property
    def numbers(self):
        return (self.case.number, self.old.number, CODE_NAMES[self.level])


def hide(office, level, folder, mate):
    """Two cases of that level, of whoever sits there and a mate, with a mark in each place."""
    tag, phone = TAGS[level]
    said = {word: f"{word.capitalize()}{tag}" for word in LATIN}
    given, surname, village, subject, witness = LAO[level]
    person = Person(
        given_lo=given, surname_lo=surname, given_latin=said["given"],
        surname_latin=said["surname"], village_lo=village, village_latin=said["village"],
        occupation_en=said["occupation"], phones=(Phone(number=phone, note=said["phonenote"]),),
        id_papers=(IdentityPaper(kind=IdPaper.PASSPORT, number=said["idnumber"],
                                 name=said["papername"], held_by=said["holder"]),),
        aliases=(Alias(name=said["alias"], source=said["aliassource"]),),
        addresses=(Address(kind=AddressKind.SAFE, village_latin=said["safevillage"]),),
        household=(HouseholdMember(name=said["member"]),), health=said["health"],
    )  # fmt: skip
    opened = Case(
        client_id=0, type=CaseType.TRAFFICKING, subject_lo=subject, subject_en=said["subject"],
        court=said["court"], court_number=said["courtnumber"], confidentiality=level,
        code_name=CODE_NAMES[level], opened_on=DAY,
    )  # fmt: skip
    case = office.cases.take_in(person, opened, _talk(said))
    _try(office, case, said)
    _fill(office, case, said, witness, folder)
    office.teams.add(case.id, mate.id, said["teamreason"])
    old = office.cases.take_in(Person(given_lo=given, given_latin=said["given"]), opened)
    old = closed(office, old, opened_on=date(2000, 1, 5), closed_on=date(2001, 1, 5))
    office.destructions.propose(
        old.number, DestructionGround.REQUEST, said["destroyreason"], requested_on=DAY
    )
    paper = office.papers.draft(case.id, "referral_letter", "lo")
    paper = office.papers.save(paper, {"receiver_en": said["papertext"]})
    agreed(
        office, case.id, recipient_en=said["agreedto"], interpreter=said["interpreter"],
        limits=said["limits"],
    )  # fmt: skip
    office.eligibility.decide(
        EligibilityDecision(
            case_id=case.id, outcome=Outcome.PROVISIONAL, note=said["decisionnote"],
            categories=(SeenProof(category="TIP", proof=said["proof"]),), services=("ADVICE",),
            full_by=office.today.day(),
        )
    )  # fmt: skip
    errand = Errand(recipient=said["recipient"], purpose=said["purpose"], body="court")
    office.copies.save_paper(paper, folder / f"{tag}.pdf", errand)
    return Hidden(
        level=level,
        case=case,
        old=old,
        person=office.people.client(case.client_id).person_id,
        paper=paper.id,
        words=(*said.values(), *LAO[level], phone),
    )


def _talk(said):
    intake = Intake(
        case_id=0, received_at=datetime(2026, 3, 26, tzinfo=UTC), other_name=said["thirdparty"],
        pass_phrase=said["passphrase"], next_step=said["nextstep"], dialect=said["dialect"],
        decision_reason=said["decisionwhy"], danger=Answer.YES,
    )  # fmt: skip
    contact = SafeContact(person_id=0, code_word=said["codeword"], place=said["safeplace"])
    return FirstTalk(intake=intake, contact=contact)


def _try(office, case, said):
    attempt = Attempt(on=DAY.isoformat(), by="", reached=False, note=said["trynote"])
    office.intakes.try_again(case.id, attempt, DAY)


def _fill(office, case, said, witness, folder):
    def event(kind, text, on=DAY):
        return office.cases.add_event(Event(case_id=case.id, kind=kind, on=on, text=text))

    event(EventKind.NOTE, said["story"])
    event(EventKind.HEARING, said["hearing"], date(2026, 4, 2))
    office.cases.remove_event(event(EventKind.NOTE, said["removedstory"]).id, said["removedwhy"])
    known = office.people.save(Person(given_lo=witness, given_latin=said["witness"]))
    office.cases.add_party(Party(case_id=case.id, person_id=known.id, role=PartyRole.WITNESS))
    for word in ("organisation", "removedparty"):
        party = office.cases.add_party(
            Party(case_id=case.id, organisation_en=said[word], role=PartyRole.DEFENDANT)
        )
    office.cases.remove_party(party.id)
    path = folder / f"{said['filename']}.txt"
    path.write_text("ໃບຮັບເງິນ", encoding="utf-8")
    for word in ("title", "removedtitle"):
        kept = office.attachments.add(
            path,
            Attachment(
                case_id=case.id, file_name="", title_en=said[word], source=said["source"],
                received_on=DAY,
            ),
        )  # fmt: skip
    office.attachments.remove(kept.id, said["removedwhy"])
    office.deadlines.add(case.id, "CV-24", DAY, note=said["trigger"])
    office.drafts.keep(Draft(form="story", record=case.id, values=(("text", said["draft"]),)))


def found_in(words, shown):
    """Which of the words show, in any spelling."""
    text = search_key("\n".join(dict.fromkeys(shown.splitlines())))  # most is said many times
    return [word for word in words if search_key(word) in text]


def read(root):
    """Everything that a widget and all in it can say, seen or not."""
    said = []
    for widget in (root, *root.findChildren(QWidget)):
        said += [
            widget.toolTip(), widget.statusTip(), widget.whatsThis(), widget.windowTitle(),
            widget.accessibleName(), widget.accessibleDescription(),
        ]  # fmt: skip
        for name in ("text", "placeholderText", "currentText", "toPlainText", "title"):
            call = getattr(widget, name, None)
            if callable(call):
                said.append(str(call()))
        said += [f"{action.text()} {action.toolTip()}" for action in widget.actions()]
        said += _items(widget)
    return "\n".join(said).replace("\u200b", "")


def _items(widget):
    if isinstance(widget, QComboBox):
        return [widget.itemText(place) for place in range(widget.count())]
    if isinstance(widget, QTabBar):
        return [widget.tabText(i) + widget.tabToolTip(i) for i in range(widget.count())]
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        return _model(widget.model())
    return []


ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.EditRole,
)


def _model(model):
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    rows, columns = range(model.rowCount()), range(model.columnCount())
    return [
        str(model.index(row, column).data(role) or "")
        for row in rows
        for column in columns
        for role in ROLES
    ]


def on_screen():
    """What every window of the program says."""
    QApplication.processEvents()
    return "\n".join(read(window) for window in QApplication.topLevelWidgets())
