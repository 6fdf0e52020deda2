"""Hearings of a case: who was told, who came, what was missed, and refused access."""

from collections.abc import Set
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from legalaid_desktop import i18n
from legalaid_desktop.desktop import dialogs, hearing_forms, redating, removing, theme
from legalaid_desktop.desktop.cards import Card, Chip, Row
from legalaid_desktop.desktop.case_cards import CaseCards
from legalaid_desktop.desktop.filings import FilingsCard
from legalaid_desktop.desktop.flagging import Flagging
from legalaid_desktop.desktop.hearing_forms import Known
from legalaid_desktop.desktop.notices import EmptyState, InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.protection_cards import begin_paper_of
from legalaid_desktop.desktop.record_dialog import RecordPart
from legalaid_desktop.desktop.sheets import Sheet
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import copies
from legalaid_desktop.domain import hearings as domain
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.flags import RecordKind
from legalaid_desktop.domain.hearings import HearingNotice, Missed, Service
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import hearings as labels
from legalaid_desktop.services import reference

_KINDS = {
    Service.NONE: "urgent",
    Service.OTHER_DAY: "urgent",
    Service.DOUBTFUL: "attention",
    Service.LATE: "attention",
    Service.PROPER: "good",
}
STRIKE = N_("Why is this line wrong? It stays readable, struck out, and counts no more.")


class HearingsCard(RecordPart):
    """The hearings with their ledger of notices."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self.known: Known | None = None
        self.flags = Flagging(self, frame)
        self._ours: frozenset[int] = frozenset()
        self.card = Card(N_("Hearings: who was told, and what came of it"))
        self.result = Button(N_("What came of it …"), icon="gavel")
        self.add = Button(N_("Somebody was told …"), icon="plus")
        self.sheet = Button(N_("Print the ledger"), icon="printer")
        self.sheet.clicked.connect(self._print)
        self.card.head.add_button(self.sheet)
        self.result.clicked.connect(self.ask_result)
        self.add.clicked.connect(self.ask_notice)
        self.card.head.add_button(self.result)
        self.card.head.add_button(self.add)
        self.card.head.wrap()
        self.nothing = EmptyState(
            N_("No hearing is known. Enter it on the tab of deadlines; who was told stands here."),
            icon="gavel",
        )
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._open)
        self.missed = Card(N_("Missed summonses"))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(16)
        self.warning = InlineBanner()
        for part in (self.warning, self.missed, self.card):
            self.column.addWidget(part)

    def show_case(self, case_id: int) -> None:
        """Shows the hearings of that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again."""
        del changes
        office, language = self.frame.office, i18n.current()
        ledger = office.hearings.ledger(self._case_id)
        file: CaseFile = office.cases.file(self._case_id)
        names = labels.party_names(file, language)
        self._ours = ours(file)
        self.known = Known(case_id=self._case_id, ledger=ledger, names=names)
        self.flags.read(self._case_id)
        self.card.set_rows([row for one in ledger.hearings for row in self._rows(one)])
        self.nothing.setVisible(not ledger.hearings)
        can = bool(ledger.hearings) and may(self.frame, Act.EDIT)
        self.add.setVisible(can)
        self.result.setVisible(can)
        self.sheet.setVisible(bool(ledger.hearings) and may(self.frame, Act.EXPORT))
        self.missed.setVisible(bool(ledger.missed))
        self.missed.set_rows(
            [
                missed_row(labels.missing(key, names, language), one)
                for key, one in ledger.missed.items()
            ]
        )
        self._warn()

    def ask_notice(self) -> None:
        """Asks who was told of a hearing."""
        if self.known and (hearing := self._next()):
            self._show(hearing_forms.ask_notice(self, self.frame, self.known, hearing.id or 0))

    def ask_result(self) -> None:
        """Asks what came of the last hearing that has no result yet."""
        if self.known and (hearing := self._last()):
            form = hearing_forms.ask_result(self, self.frame, self.known, hearing)
            form.kept_record.connect(self._ask_days)
            self._show(form)

    def _ask_days(self, kept: object) -> None:
        """What ran from the hearing is offered again from the day on which it goes on."""
        following = kept[1] if isinstance(kept, tuple) else None
        if following is not None:
            redating.of_entry(self, self.frame, following)

    def _next(self) -> Event | None:
        """The nearest hearing ahead, else the latest."""
        found = self.known.ledger.hearings if self.known else ()
        ahead = [one for one in found if one.on >= self.frame.office.today.day()]
        return min(ahead, key=lambda one: one.on) if ahead else next(iter(found), None)

    def _last(self) -> Event | None:
        """The earliest past hearing without a result, else the latest past one."""
        found = self.known.ledger.hearings if self.known else ()
        past = [one for one in found if one.on <= self.frame.office.today.day()]
        without = [one for one in past if not one.result]
        return without[-1] if without else next(iter(past or found), None)

    def _warn(self) -> None:
        """A hearing ahead of which nobody of us was told is said above all."""
        today = self.frame.office.today.day()
        ledger = self.known.ledger if self.known else None
        ahead = [one for one in ledger.hearings if one.on >= today] if ledger else []
        untold = [one for one in ahead if not self._is_told(one)]
        self.warning.setVisible(bool(untold))
        if untold:
            days = ", ".join(labels.when(one, i18n.current()) for one in reversed(untold))
            self.warning.say(
                N_("{days}: nothing here shows that the client or our lawyer was told."),
                "urgent",
                days=days,
            )

    def _is_told(self, hearing: Event) -> bool:
        lines = self.known.ledger.notices.get(hearing.id or 0, ()) if self.known else ()
        return domain.is_ours_told(lines, hearing.on, self._ours)

    def _rows(self, hearing: Event) -> list[Row]:
        language, today = i18n.current(), self.frame.office.today.day()
        said = [hearing.text]
        if hearing.result:
            said.append(filled(N_("Result: {text}"), text=hearing.result))
        if not self._is_told(hearing):
            said.append(labels.said(labels.UNTOLD, language))
        chip = Chip(N_("ahead"), "attention")
        if hearing.on < today:
            chip = (
                Chip(N_("heard"), "neutral") if hearing.result else Chip(N_("no result"), "urgent")
            )
        row = Row(labels.when(hearing, language), "\n".join(filter(None, said)), chip)
        theme.restyle(row.title, role="strong")
        self.flags.mark(row, RecordKind.EVENT, hearing.id)
        lines = self.known.ledger.notices.get(hearing.id or 0, ()) if self.known else ()
        return [row, *(self._line(hearing, one) for one in lines)]

    def _line(self, hearing: Event, one: HearingNotice) -> Row:
        language = i18n.current()
        names = self.known.names if self.known else {}
        rule = reference.summonses().summons
        how = domain.service(one, hearing.on, rule)
        came = filled(labels.ATTENDANCES[one.attendance]) if one.attendance else ""
        said = [labels.told(one, hearing.on, language), came, one.note]
        chip = Chip(labels.SERVICES[how], _KINDS[how])
        if one.struck:
            chip = Chip(N_("struck out"), "neutral")
            said.append(filled(N_("Struck out: {why}"), why=one.struck))
        can = may(self.frame, Act.EDIT) and not one.struck
        row = Row("– " + labels.who(one, names, language), "\n".join(filter(None, said)), chip,
                  key=one.id if can else None)  # fmt: skip
        row.across.setContentsMargins(40, 4, 16, 8)
        if one.struck:
            font = row.title.font()
            font.setStrikeOut(True)
            row.title.setFont(font)
        if can:
            button = Button(N_("Strike out …"), kind="plain")
            button.setProperty("record", one.id)
            button.clicked.connect(self._ask_strike)
            row.add_button(button)
        return row

    def _open(self, key: object) -> None:
        for lines in self.known.ledger.notices.values() if self.known else ():
            for one in lines:
                if one.id == key and self.known:
                    self._show(
                        hearing_forms.ask_notice(self, self.frame, self.known, one.event_id, one)
                    )

    def _ask_strike(self) -> None:
        key = removing.key_of(self.sender())
        dialogs.ask_reason(self, STRIKE, N_("Strike out"), partial(self._strike, key))

    def _strike(self, key: int, why: str) -> None:
        try:
            self.frame.office.hearings.strike(key, why)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())

    def _print(self) -> None:
        office = self.frame.office
        number = office.cases.get(self._case_id).number
        make = partial(office.sheets.notices, self._case_id)
        code = copies.file_code(number, "notices")
        what = filled(N_("Case {number}"), number=number)
        sheet = Sheet(self, self.frame, N_("Ledger of notices"), code, make, ("story",))
        sheet.ask(what, self._case_id)


class RefusalsCard(RecordPart):
    """When our people were not let to the client, the file or a hearing."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self.frame = frame
        self._case_id = 0
        self._known: tuple[AccessRefusal, ...] = ()
        self.flags = Flagging(self, frame)
        self.card = Card(N_("Access refused"))
        self.add = Button(N_("Access was refused …"), icon="plus")
        self.add.setVisible(may(frame, Act.EDIT))
        self.add.clicked.connect(self.ask_refusal)
        self.card.head.add_button(self.add)
        self.nothing = EmptyState(
            N_("Nothing is noted. Each refusal, with place, name and reason, helps a complaint."),
            icon="lock",
        )
        self.card.add(self.nothing, margins=False)
        self.card.opened.connect(self._open)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)

    def show_case(self, case_id: int) -> None:
        """Shows the refusals in that case."""
        self._case_id = case_id
        self.reload(frozenset())

    def reload(self, changes: Set[Change]) -> None:
        """Reads them again."""
        del changes
        self._known = self.frame.office.hearings.ledger(self._case_id).refusals
        self.nothing.setVisible(not self._known)
        self.flags.read(self._case_id)
        self.card.set_rows([self._row(one) for one in self._known])

    def ask_refusal(self) -> None:
        """Asks for a new refusal."""
        self._show(hearing_forms.ask_refusal(self, self.frame, self._case_id))

    def _row(self, one: AccessRefusal) -> Row:
        language = i18n.current()
        reason = filled(N_("Reason given: {text}"), text=one.reason or "–")
        said = [" · ".join(filter(None, (one.officer, reason))), one.note]
        chip = Chip(N_("no complaint yet"), "attention")
        if one.complained_on:
            day = i18n.date_short(one.complained_on, language)
            chip = Chip(N_("complaint made on {day}"), "good", day=day)
        key = one.id if may(self.frame, Act.EDIT) else None
        row = Row(labels.refusal(one, language), "\n".join(filter(None, said)), chip, key=key)
        if key is not None:
            button = Button(N_("Draft a complaint"), kind="plain", icon="file-text")
            button.setProperty("record", one.id)
            button.clicked.connect(self._complain)
            row.add_button(button)
        return self.flags.mark(row, RecordKind.ACCESS_REFUSAL, one.id)

    def _complain(self) -> None:
        """Begins the complaint with all that is known of this refusal."""
        key = removing.key_of(self.sender())
        one = next(each for each in self._known if each.id == key)
        typed = labels.complaint(one)
        begin_paper_of(self, self.frame, self._case_id, "access_complaint", typed)

    def _open(self, key: object) -> None:
        found = next((one for one in self._known if one.id == key), None)
        if found is not None:
            self._show(hearing_forms.ask_refusal(self, self.frame, self._case_id, found))


class CaseHearings(CaseCards):
    """Hearings, papers to be filed, and refused access of a case."""

    def __init__(self, frame: Frame) -> None:
        makers = (("hearings", HearingsCard), ("filings", FilingsCard), ("refusals", RefusalsCard))
        super().__init__(frame, makers)

    def ask_notice(self) -> None:
        """Asks who was told of a hearing."""
        self.parts["hearings"].ask_notice()  # type: ignore[attr-defined]  # made so above

    def ask_result(self) -> None:
        """Asks what came of a hearing."""
        self.parts["hearings"].ask_result()  # type: ignore[attr-defined]  # made so above

    def ask_refusal(self) -> None:
        """Asks for a refusal of access."""
        self.parts["refusals"].ask_refusal()  # type: ignore[attr-defined]  # made so above

    def ask_filing(self) -> None:
        """Asks for a paper to be filed."""
        self.parts["filings"].ask_new()  # type: ignore[attr-defined]  # made so above


def ours(file: CaseFile) -> frozenset[int]:
    """The parties that are the client."""
    client = file.client.person_id
    return frozenset(one.party.id or 0 for one in file.parties if one.party.person_id == client)


def missed_row(name: str, one: Missed) -> Row:
    """What a party missed and what follows, in the loudest colour that is due."""
    chip = Chip(N_("to be checked"), "info")
    if one.consequence is not None:
        chip = Chip(N_("consequence of the law"), "urgent")
    elif one.next_counts:
        chip = Chip(N_("the next one counts"), "urgent")
    elif one.days:
        chip = Chip(N_("counted"), "attention")
    lines = labels.missed(one, reference.laws(), i18n.current())
    return Row(name, "\n".join(lines), chip)
