"""An attack: who may not see a name reads every page, tab, list, suggestion and title."""

from contextlib import suppress
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication

from legalaid_desktop.desktop import dialogs, finding
from legalaid_desktop.desktop.intake import AnotherProblem
from legalaid_desktop.domain.access import Role
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.people import Person
from tests.hidden_names import CLOSEST, RESTRICTED, found_in, hide, on_screen, read

NOT_TOLD = {
    Role.MANAGER: (),
    Role.LAWYER: (CLOSEST,),
    Role.OFFICER: (CLOSEST,),
    Role.CLERK: (CLOSEST,),
    Role.VOLUNTEER: (RESTRICTED, CLOSEST),
    Role.AUDITOR: (),  # reads numbers in the trail; code names are looked for apart
}
"""Of which cases not even number and code name may show."""
PAGES = (
    "today",
    "people",
    "cases",
    "waiting",
    "papers",
    "intake",
    "person_form",
    "office",
    "rights",
    "search",
)
"""Those that open without a record."""
LONGEST = 4


@pytest.fixture
def mate(account):
    return account("noy", Role.LAWYER)


@pytest.fixture
def hidden(office, mate, tmp_path):
    plain = Case(client_id=0, type=CaseType.CIVIL, subject_en="a debt", opened_on=date(2026, 3, 24))
    case = office.cases.take_in(Person(given_lo="ບົວຄຳ"), plain)
    found = [hide(office, level, tmp_path, mate) for level in (RESTRICTED, CLOSEST)]
    return case, found


def prefixes(words):
    """What somebody types who is after these words: their beginnings, and the words."""
    return {word[:length] for word in words for length in (2, LONGEST, len(word))}


class Reader:
    """Walks a window and keeps all that it ever showed."""

    def __init__(self, window, hidden):
        self.window, (self.case, self.hidden) = window, hidden
        self.said = []
        self.typed = prefixes([word for one in self.hidden for word in one.words[-6:]])

    def look(self, *fresh):
        """Reads the page, or what is ``fresh`` on it, and all on screen around it.

        What no window shows, such as the lists of closed choices, is read at the end of a walk.
        """
        QCoreApplication.processEvents()
        window, others = self.window, QApplication.topLevelWidgets()
        parts = (
            *(fresh or (window.stack.currentWidget(),)),
            window.bar,
            window.offers,
            window.strip,
        )
        dialogs_shown = [one for one in others if one is not window and one.isVisible()]
        self.said += [read(part) for part in (*parts, *dialogs_shown)]

    def go(self, page, key=None):
        """As a click does: what is refused is refused with a sentence."""
        if page not in self.window.pages:
            return None
        self._try(self.window.go, page, key)
        self.look()
        return self.window.pages[page]

    def _try(self, act, *arguments):
        try:
            act(*arguments)
        except LegalAidError as problem:
            self.said.append(str(problem))

    def walk(self):
        for name in PAGES:
            self.go(name)
        self._try_hidden_records()
        self._tabs()
        self._filters()
        self._suggestions()
        return "\n".join((*self.said, on_screen()))

    def lists(self):
        """The same without the pages of the cases themselves."""
        for name in PAGES:
            self.go(name)
        self._office()
        self._filters()
        self._suggestions()
        return "\n".join((*self.said, on_screen()))

    def _try_hidden_records(self):
        for one in self.hidden:
            for page, key in (
                ("case", one.case.id), ("case_form", one.case.id), ("case", one.old.id),
                ("glass", one.case.id), ("person", one.person), ("person_form", one.person),
                ("intake", one.person), ("paper", one.paper), ("intake_later", one.case.id),
                ("case", (one.case.id, "intake")),
                ("intake", AnotherProblem(person_id=one.person, case_id=one.case.id)),
            ):  # fmt: skip
                self.go(page, key)

    def _tabs(self):
        page = self.go("case", self.case.id)
        for place in range(page.bar.count() if page else 0):
            with suppress(LegalAidError):
                page.bar.setCurrentIndex(place)
            self.look(page.stack.currentWidget())
        self.look()
        self._office()

    def _office(self):
        page = self.go("office")
        for name in page.parts:
            self._try(self.window.go, "office", name)
            self._try(page.parts[name].reload, frozenset())
            self.look(page.parts[name])
        self.look()

    def _filters(self):
        for name in ("people", "cases"):
            page = self.go(name)
            for typed in self.typed if page else ():
                page.filter.setText(typed)
                page.filter.asked.emit()
                self.said.append(read(page.table))
            if page:
                page.filter.clear()
        box = self.window.search
        for typed in self.typed if box else ():
            box.hits.show_hits(finding.find(self.window.office, typed))
            self.said.append(read(box.hits))

    def _suggestions(self):
        page = self.go("intake")
        for typed in self.typed if page else ():
            page.form.parts.given_latin.set_value(typed)
            page.form.parts.given_lo.set_value(typed)
            page._look()
            self.said.append(read(page.alike))
        if page:
            page._start_again()
        page = self.go("case", self.case.id)
        if page is None or self.window.stack.currentWidget() is not page:
            return
        page.show_tab("people")
        with suppress(LegalAidError):
            page.parts["people"].ask_new()
        for dialog in QApplication.topLevelWidgets():
            if isinstance(dialog, dialogs.Dialog) and hasattr(dialog, "person"):
                for typed in (one[:LONGEST] for one in self.typed):  # it says again what is typed
                    dialog.person.name.set_value(typed)
                    dialog.person._look()
                    self.said.append(read(dialog.person.found))
        dialogs.close_all()


@pytest.mark.parametrize("role", list(Role))
def test_who_is_not_on_the_team_reads_no_name_anywhere(window_of, account, hidden, role):
    reader = Reader(window_of(account("khamla", role)), hidden)
    shown = reader.walk()
    for one in reader.hidden:
        assert found_in(one.words, shown) == []
        if one.level in NOT_TOLD[role]:
            assert found_in(one.numbers, shown) == []
        if role is Role.AUDITOR:
            assert found_in(one.numbers[-1:], shown) == []


def test_lists_show_even_the_team_no_name_of_a_highly_restricted_case(window_of, mate, hidden):
    reader = Reader(window_of(mate), hidden)
    shown = reader.lists()
    assert found_in(reader.hidden[1].words, shown) == []
    assert found_in(reader.hidden[1].numbers[-1:], shown), "its code name stands there"


def test_its_own_pages_show_the_team_the_name(window_of, mate, hidden):
    reader = Reader(window_of(mate), hidden)
    page = reader.go("case", hidden[1][1].case.id)
    page.show_tab("people")
    reader.look()
    assert found_in(hidden[1][1].words, " ".join(reader.said))


@pytest.mark.parametrize("place", [0, 1])
def test_no_number_code_or_file_name_is_made_of_a_name(window_of, mate, hidden, monkeypatch, place):
    one, suggested = hidden[1][place], []
    monkeypatch.setattr(
        dialogs, "choose_save_file", lambda _p, _t, name, _then, _filters=(): suggested.append(name)
    )
    reader = Reader(window_of(mate), hidden)
    office = reader.window.office
    page = reader.go("paper", one.paper)
    suggested.append(page._code())
    bundle = reader.go("case", one.case.id).parts["bundle"]
    bundle.show_case(one.case.id)
    bundle._ask()
    suggested += [one.case.number, office.people.client(one.case.client_id).code]
    assert len(suggested) == 4
    assert all(suggested)
    assert found_in((*one.words, one.case.code_name), " ".join(suggested)) == []
    titles = " ".join(each.windowTitle() for each in QApplication.topLevelWidgets())
    assert found_in((*one.words, *one.numbers), titles) == []
