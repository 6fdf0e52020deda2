"""The detention clock on screen: who is held, on what ground, and for how many hours."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QHideEvent, QShowEvent

from legalaid_desktop import i18n
from legalaid_desktop.desktop import protection_forms, removing
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.pauses import Pause
from legalaid_desktop.desktop.protection_cards import ProtectionCard, begin_paper
from legalaid_desktop.desktop.texts import Button, filled
from legalaid_desktop.domain import custody
from legalaid_desktop.domain import protection as domain
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.bin import BinKind
from legalaid_desktop.domain.custody import Clock, Custody
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import custody as words
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import is_elsewhere, now

MINUTE = 60_000
ZONE = N_(
    "This computer is set to the time of another place. By its clock it is now {moment} in Laos: "
    "if that is wrong, set clock and time zone right."
)


class CustodyCard(ProtectionCard):
    """Who is held, and how many hours have passed; counts on while it is on screen."""

    title = N_("Custody")
    empty = N_("Nobody is held. Enter place, ground and the moment it began: the hours run here.")
    add_label = N_("Somebody is held")
    kind, bin_kind = Custody, BinKind.CUSTODY
    icon = "clock"

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame)
        self._next = Pause(self, MINUTE, self._tick)

    def showEvent(self, event: QShowEvent) -> None:
        """Counts on."""
        super().showEvent(event)
        self._next.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Rests."""
        super().hideEvent(event)
        self._next.stop()

    def _tick(self) -> None:
        if any(one.released_at is None for one in self.kept.custodies):
            self.show_rows()
        self._next.start()

    def records(self) -> Sequence[Custody]:
        """Who is held first, then who was."""
        return sorted(self.kept.custodies, key=lambda one: (one.released_at is not None, one.since))

    def rows(self) -> list[Row]:
        """Each with its hours, and below it what to mind."""
        return [row for one in self.records() for row in self._rows(one)]

    def _rows(self, one: Custody) -> list[Row]:
        language = i18n.current()
        counted = self.frame.office.protection.clock(one, self.kept)
        minded = self._reminders(one, counted, language)
        below = [Row(filled(N_("To be kept in mind")), "\n".join(minded))] if minded else []
        return [self._row(one, counted, language), *below]

    def _row(self, one: Custody, counted: Clock, language: str) -> Row:
        ground = reference.custody_grounds()[custody.present_ground(one)].texts[language]
        before = custody.before(one, self.kept.custodies)
        reason = [
            " · ".join(filter(None, (ground, one.ground_note, one.accusation))),
            filled(N_("Since {moment}"), moment=labels.began(one, language)),
            words.supposed(counted, language),
            self._ended(one, language),
            *(words.transfer(each, language) for each in one.transfers),
            *(labels.order(each, language) for each in one.extensions),
            *(labels.gap(each, language) for each in counted.gaps),
            words.again(one, before, counted, language),
            limit(counted, language),
            words.heard(one.heard, language),
            self._zone(counted, language),
        ]
        title = [labels.hours(counted, language), custody.place(one)]
        row = self.row(one, title, reason, custody_chip(counted))
        if counted.runs and may(self.frame, Act.EDIT):
            self._offer(row, one, N_("Order to stay"), "plus", self._ask_part)
            self._offer(row, one, N_("Taken elsewhere"), "map-pin", self._ask_transfer)
        if self._may_complain(one, counted):
            self._offer(row, one, N_("Complaint to the prosecutor"), "file-text", self._complain)
        return row

    def _offer(
        self, row: Row, one: Custody, label: str, icon: str, slot: Callable[[], object]
    ) -> None:
        button = Button(label, kind="plain", icon=icon)
        button.setProperty("record", one.id)
        button.clicked.connect(slot)
        row.add_below(button)

    def _zone(self, counted: Clock, language: str) -> str:
        """What the time is in Laos, where the computer is set to the time of another place."""
        if not counted.runs or not is_elsewhere():
            return ""
        moment = labels.moment(now(), language)
        return filled(ZONE, moment=moment)

    def _ask_transfer(self) -> None:
        record = self._record(removing.key_of(self.sender()))
        dialog = protection_forms.ask_transfer(self, self.frame, record)
        dialog.kept_record.connect(self._said)
        dialog.open()

    def _may_complain(self, one: Custody, counted: Clock) -> bool:
        """A paper speaks of the client; abroad the prosecutor of Laos can do nothing."""
        ours = one.person_id == self.kept.client_id and not counted.abroad
        return counted.runs and ours and may(self.frame, Act.EDIT)

    def _complain(self) -> None:
        """Begins the complaint with all that is known of this custody."""
        one, office = self._record(removing.key_of(self.sender())), self.frame.office
        counted = office.protection.clock(one, self.kept)
        ground = reference.custody_grounds()[custody.present_ground(one)].texts
        typed = {"handed_on": ""}
        for language in i18n.LANGUAGES:
            typed |= labels.complaint(one, counted, ground, language)
        begin_paper(self, "custody_complaint", typed)

    def _ended(self, one: Custody, language: str) -> str:
        if one.released_at is None:
            return ""
        out = labels.moment(one.released_at, language)
        told = [filled(labels.RELEASES[one.release]), out, one.release_note]
        return " · ".join(filter(None, told))

    def _reminders(self, one: Custody, counted: Clock, language: str) -> list[str]:
        began = one.since.astimezone(custody.LAOS).date()
        child = domain.is_child(self.kept, one.person_id, began)
        due = custody.due(one, counted, child=child)
        found = [each for each in reference.custody_prompts() if each.when in due]
        known = self.kept.rules_of(one)
        told = words.reminders(found, known, reference.laws(), language)
        return [f"– {each}" for each in told]


def custody_chip(counted: Clock) -> Chip:
    """Whether somebody is held, and whether the time is over."""
    if counted.behind:
        return Chip(N_("check the clock of this computer"), "urgent")
    if not counted.runs:
        return Chip(N_("came out"), "neutral")
    if counted.gaps and not counted.over:
        return Chip(N_("held, with a gap"), "urgent")
    return Chip(N_("time is over"), "urgent") if counted.over else Chip(N_("held"), "attention")


def limit(counted: Clock, language: str) -> str:
    """Up to when an order, or the ground by itself, carries."""
    return words.limit(counted, reference.laws(), language)
