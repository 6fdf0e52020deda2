"""The tab Protection of a case: worksheets, status, custody, papers, age, losses."""

from collections.abc import Sequence, Set

from PySide6.QtWidgets import QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop.age_evidence import AgeCard
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.case_cards import CaseCards
from legalaid_desktop.desktop.custody import CustodyCard
from legalaid_desktop.desktop.htcds import CodesExport
from legalaid_desktop.desktop.losses import LossCard
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.protection_cards import ProtectionCard, begin_paper
from legalaid_desktop.desktop.restrict_hint import RestrictHint
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.desktop.withheld_papers import WithheldCard
from legalaid_desktop.domain import protection as domain
from legalaid_desktop.domain import victim_status, worksheets
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.worksheets import Opinion, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

_STATUS_KINDS = {
    Status.IDENTIFIED: "good",
    Status.NOT_IDENTIFIED: "urgent",
    Status.REFUSED: "neutral",
    Status.WITHDREW: "neutral",
}


class WorksheetsCard(ProtectionCard):
    """The worksheets, each with the view that stands."""

    title = N_("Trafficking or smuggling: worksheets")
    empty = N_("One worksheet for each person and period. It opens as a page of its own.")
    add_label = N_("New worksheet")
    kind, bin_kind = Worksheet, BinKind.WORKSHEET
    icon = "file-plus"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.memo = Button(N_("Write the memo"), icon="file-text")
        self.memo.clicked.connect(self._write)
        self.memo.setVisible(may(frame, Act.EDIT))
        self.codes = Button(N_("Hand on the codes"), icon="download")
        self.codes.clicked.connect(self._hand_on)
        self.codes.setVisible(may(frame, Act.EXPORT))
        self.hint = RestrictHint(frame)
        self.card.head.add_button(self.codes)
        self.card.head.add_button(self.memo)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setSpacing(8)
            layout.insertWidget(0, self.hint)

    def records(self) -> Sequence[Worksheet]:
        """The worksheets."""
        return self.kept.worksheets

    def rows(self) -> list[Row]:
        """Period, place, and the view."""
        language = i18n.current()
        self._propose()
        rows = []
        for one in self.kept.worksheets:
            view = worksheets.standing_view(self.kept.views, one.id)
            told = filled(labels.SECTORS[one.sector]) if one.sector else ""
            if view is None:
                chip = Chip(N_("no view signed yet"), "attention")
            elif not view.is_signed:
                chip = Chip(N_("view entered, not signed"), "attention")
            else:
                kind = "urgent" if Opinion.YES in (view.trafficking, view.smuggling) else "info"
                said = filled(labels.OPINIONS[view.trafficking])
                chip = Chip(N_("trafficking: {view}"), kind, view=said)
            period = labels.period(one, language) or filled(N_("no period yet"))
            rows.append(self.row(one, [period], [told], chip))
        return rows

    def _propose(self) -> None:
        """A worksheet in a case that everybody reads is worth a word."""
        if self.kept.worksheets:
            self.hint.show_case(self.case_id)
        else:
            self.hint.hide()

    def _hand_on(self) -> None:
        CodesExport(self, self.frame, self.case_id).ask()

    def _open(self, key: object) -> None:
        self.frame.go("worksheet", key)

    def _said(self, record: object) -> None:
        if isinstance(record, Worksheet):
            self.frame.go("worksheet", record.id)

    def _write(self) -> None:
        begin_paper(self, "protection_memo")


class StatusCard(ProtectionCard):
    """The steps of identification, and what the office is reminded of."""

    title = N_("Status as a victim")
    empty = N_("Nothing is noted yet. Note the first step: signs that were seen, or a presumption.")
    add_label = N_("Next step")
    kind, bin_kind = VictimStatus, BinKind.VICTIM_STATUS

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self.reminders = Card(N_("To be kept in mind"))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(16)
            layout.addWidget(self.reminders)

    def records(self) -> Sequence[VictimStatus]:
        """The steps, the latest first."""
        return victim_status.in_order(self.kept.steps)[::-1]

    def rows(self) -> list[Row]:
        """The steps, the latest first."""
        language = i18n.current()
        self._remind(language)
        rows = []
        for one in self.records():
            stands = victim_status.standing(self.kept.steps, one.person_id) == one
            kind = _STATUS_KINDS.get(one.status, "attention") if stands else "neutral"
            chip = Chip(N_("stands") if stands else N_("earlier"), kind)
            body = " · ".join(filter(None, (one.body, one.number)))
            day = i18n.date_full(one.on, language)
            rows.append(
                self.row(one, [filled(labels.STATUSES[one.status]), day], [body, one.reasons], chip)
            )
        return rows

    def _remind(self, language: str) -> None:
        day, laws = self.frame.office.today.day(), reference.laws()
        due = {
            one.id: one
            for key in domain.concerned(self.kept)
            for one in domain.prompts(reference.prompts(), self.kept, key, day)
        }
        self.reminders.setVisible(bool(due))
        rows = [
            Row(one.texts[language], labels.source(one, laws, language)) for one in due.values()
        ]
        self.reminders.set_rows(rows)


PARTS = (
    ("worksheets", WorksheetsCard),
    ("status", StatusCard),
    ("custody", CustodyCard),
    ("papers", WithheldCard),
    ("age", AgeCard),
    ("losses", LossCard),
)


CONCERNED = frozenset({Change.PROTECTION, Change.CASE, Change.PERSON, Change.LAWYER, Change.TASK})


class CaseProtection(CaseCards):
    """The tab; drafts of its dialogs are taken up again here."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, PARTS)
        self._frame, self._case_id = frame, 0

    def show_case(self, case_id: int) -> None:
        """Shows that case."""
        self._case_id = case_id
        self._read()

    def reload(self, changes: Set[Change]) -> None:
        """Reads it again where it is concerned."""
        if self._case_id and (not changes or changes & CONCERNED):
            self._read()

    def _read(self) -> None:
        """Reads once what all parts show."""
        kept = self._frame.office.protection.of_case(self._case_id)
        for part in self.parts.values():
            if isinstance(part, ProtectionCard):
                part.show_kept(self._case_id, kept)

    def __getattr__(self, name: str) -> object:
        """``ask_custody`` and so on: what opens the dialog of a part."""
        part = self.__dict__.get("parts", {}).get(name.removeprefix("ask_"))
        if isinstance(part, ProtectionCard):
            return part.ask_new
        raise AttributeError(name)
