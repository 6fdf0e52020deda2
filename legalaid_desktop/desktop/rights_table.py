"""Who may do what: the table that the services go by, to read and to print."""

from collections.abc import Iterator, Set
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs
from legalaid_desktop.desktop.cards import PageHeader
from legalaid_desktop.desktop.fields import ChoiceField
from legalaid_desktop.desktop.pages import Frame, Page
from legalaid_desktop.desktop.printing import print_pdf
from legalaid_desktop.desktop.tables import Cell, Column, RecordTable, Slice
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.desktop.trail_sheets import LANGUAGES
from legalaid_desktop.domain.access import Act, Rights, Scope
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.rights_table import RightsTable
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import access as labels
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import users as user_labels

CODE = "R"
"""Names the file and the print job."""
PDF = N_("PDF files (*.pdf)")
MAKING = N_("Making the sheet")
ICONS = {
    Scope.NONE: "",
    Scope.OWN: "user",
    Scope.ASSIGNED: "users",
    Scope.OFFICE: "building-2",
    Scope.ALL: "circle-check",
}
_YES = "circle-check"
_ROLE = 13


class RightsPage(Page):
    """Acts as rows, roles as columns; what the words and the levels mean stands below."""

    name = "rights"
    under = "office"
    act = Act.MANAGE_USERS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._rights: RightsTable = frame.office.rights_table.table()
        head = PageHeader(N_("Who may do what"), N_("The table that the program itself goes by"))
        self.language = ChoiceField()
        self.language.editor.setAccessibleName(filled(N_("Language of the paper")))
        self.language.set_choices(LANGUAGES)
        self.language.set_value("both")
        self.language.caption.hide()
        self.language.setMinimumWidth(230)
        head.buttons.addWidget(self.language, 0, Qt.AlignmentFlag.AlignVCenter)
        self.save = head.add_button(Button(N_("Save as PDF"), icon="download"))
        self.print = head.add_button(Button(N_("Print"), icon="printer", kind="primary"))
        self.save.clicked.connect(self._ask_file)
        self.print.clicked.connect(self._print)
        self.table = RecordTable(
            [
                Column(title=N_("Act"), cell=_act),
                *(
                    Column(title=user_labels.ROLES[role], cell=partial(_reach, rights), width=_ROLE)
                    for role, rights in self._rights.roles.items()
                ),
            ],
            empty=N_("Nothing was found."),
        )
        self.lines = [Text(role="dim", wrap=True) for _ in _explained(self._rights, "en")]
        self.column.addWidget(head)
        self.column.addWidget(self.table, 1)
        for line in self.lines:
            self.column.addWidget(line)
        self.column.setSpacing(10)

    def show_record(self, key: object | None) -> None:
        """Shows the table."""
        del key
        self.table.show_records(_acts)
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Explains the words in the language of the window."""
        del changes
        for line, said in zip(self.lines, _explained(self._rights, i18n.current()), strict=True):
            line.show_text(said)

    def _print(self) -> None:
        make, language = self.frame.office.rights_table.print_table, self._chosen()

        def work(_progress: object, _cancelled: object) -> bytes:
            pages: bytes = make(language)
            return pages

        self.frame.jobs.run(work, self._print_pages, self._failed, filled(MAKING))

    def _print_pages(self, pages: bytes) -> None:
        print_pdf(self, self.frame.jobs, pages, CODE)

    def _ask_file(self) -> None:
        title = N_("Save the sheet as PDF")
        dialogs.choose_save_file(self, title, f"{CODE}.pdf", self._save, (PDF,))

    def _save(self, path: Path) -> None:
        write, language = self.frame.office.rights_table.save_table, self._chosen()

        def work(_progress: object, _cancelled: object) -> None:
            write(language, path)

        self.frame.jobs.run(work, self._saved, self._failed, filled(MAKING))

    def _saved(self, _nothing: None) -> None:
        self.frame.toast(N_("The sheet was saved."))

    def _failed(self, error: LegalAidError) -> None:
        dialogs.tell(self, error)

    def _chosen(self) -> str:
        return str(self.language.chosen("both"))


def _acts(_after: object) -> Slice:
    return Slice(records=list(labels.ACTS))


def _act(act: Act) -> Cell:
    title, what = labels.ACTS[act]
    return Cell(text=filled(title), reason=filled(what))


def _reach(rights: Rights, act: Act) -> Cell:
    scope, said = rights[act], labels.reach(act, rights[act])
    if scope is Scope.NONE:
        return Cell(reason=filled(said))
    return Cell(text=filled(said), icon=_YES if said == labels.YES else ICONS[scope])


def _explained(table: RightsTable, language: str) -> Iterator[str]:
    """What the words mean, the levels of confidentiality, and where the table comes from."""
    yield "; ".join(
        f"{filled(labels.SCOPES[scope])}: {filled(said)}"
        for scope, said in labels.EXPLAINED.items()
    )
    yield " ".join(
        f"{filled(case_labels.CONFIDENTIALITIES[one.id])}: {one.texts[language]}"
        for one in table.levels.values()
    )
    yield table.notes[language]
