"""The list of people."""

from collections.abc import Set

from legalaid_desktop import i18n
from legalaid_desktop.desktop import office_lists
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.conflicts import NameCheckDialog
from legalaid_desktop.desktop.filters import FilterLine
from legalaid_desktop.desktop.pages import Frame, Page, may
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button
from legalaid_desktop.domain import people
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.office_lists import ListKind
from legalaid_desktop.domain.people import Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference

Line = tuple[Person, Client | None]


class PeoplePage(Page):
    """Everybody in the files of the office, by name, in either script."""

    name = "people"
    title_message = N_("People")
    icon = "users"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        head = PageHeader(N_("People"), N_("Clients, opponents and witnesses, by given name"))
        self.check = head.add_button(Button(N_("Check a name"), icon="scale"))
        self.check.setVisible(may(frame, Act.TAKE_IN))
        self.check.clicked.connect(self._check)
        self.export = office_lists.add_button(head, self, frame, ListKind.PEOPLE)
        self.new = head.add_button(Button(N_("New person"), icon="user-plus"))
        self.intake = head.add_button(Button(N_("New intake"), icon="plus", kind="primary"))
        self.new.clicked.connect(self._new)
        self.intake.clicked.connect(self._begin)
        self.filter = FilterLine(N_("Part of a name in Lao or Latin letters, or a client code"))
        self.filter.asked.connect(self._refill)
        self.table = RecordTable(
            [
                Column(title=N_("Name"), cell=_name),
                Column(title=N_("Lives in"), cell=_home, width=30),
                Column(title=N_("Client"), cell=_client, width=14),
            ],
            empty=N_("Nobody found. Begin with the person who asks for help."),
            action=N_("New intake"),
        )
        self.table.opened.connect(self._open)
        self.table.asked.connect(self._begin)
        self.column.addWidget(head)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.table, 1)

    def show_record(self, key: object | None) -> None:
        """Reads the list."""
        del key
        self._refill()

    def reload(self, changes: Set[Change]) -> None:
        """Reads the list again when a person changed."""
        if not changes or Change.PERSON in changes:
            self._refill()

    def _refill(self) -> None:
        self.table.show_records(self._slice)

    def _slice(self, after: object) -> Slice:
        page = self.frame.office.people.page(self.filter.wanted(), after)
        return Slice(records=page.lines, after=page.next)

    def _open(self, line: Line) -> None:
        self.frame.go("person", line[0].id)

    def _new(self) -> None:
        self.frame.go("person_form")

    def _check(self) -> None:
        NameCheckDialog(self, self.frame).open()

    def _begin(self) -> None:
        self.frame.go("intake")


def _name(line: Line) -> Cell:
    language = i18n.current()
    first, second = people.name(line[0], language), people.name(line[0], _other(language))
    return Cell(text=first, reason=second if second != first else "")


def _home(line: Line) -> Cell:
    language = i18n.current()
    village = village_of(line[0], language)
    return Cell(text=village, reason=district_of(line[0], language))


def village_of(person: Person, language: str) -> str:
    """The village in the script of that language, else in the other."""
    first, second = person.village_lo, person.village_latin
    return (first or second) if language == "lo" else (second or first)


def district_of(person: Person, language: str) -> str:
    """District and province, as far as they are known."""
    names = reference.place_names()
    codes = (person.district, person.province)
    return ", ".join(names[code].name(language) for code in codes if code in names)


def _client(line: Line) -> Cell:
    return Cell(chip=line[1].code, kind="info") if line[1] else Cell()


def _other(language: str) -> str:
    return "en" if language == "lo" else "lo"
