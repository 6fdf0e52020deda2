"""The backups of the office: the last one, where they go, what is kept; made, tried, checked."""

from collections.abc import Callable, Set
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop import daily, dialogs, stick_choice
from legalaid_desktop.desktop.cards import Card, Chip, Row, columns, scrolled
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame, may
from legalaid_desktop.desktop.sticks import Stick
from legalaid_desktop.desktop.texts import Button, Text, filled
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.backups import Backup, Contents, Place, Rehearsal
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Cancelled, LegalAidError
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import attachments as sizes
from legalaid_desktop.labels import backups as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.backups import Found, Outcome, Overview
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.orphans import Verdict

SHOWN = 12
ZIP = N_("Backups (backup-*.zip)")

TO_STICK = N_("To the stick “{name}” when it is plugged in, at the first sign-in of a day.")
TO_FOLDER = N_("To {folder}, at the first sign-in of a day.")
SAME_DISK = N_(
    "The backups lie on the disk of the office itself: a theft or a broken disk takes both. Use a "
    "stick, and keep it in another house."
)
AT_LOCK = N_("Also when the office is locked or closed, if work was done")
TRIED = N_(
    "The backup works: it was restored, opened and wiped again. In it, as its list says: cases "
    "{cases}, attachments {attachments}, entries of the trail {entries}."
)
CHECKED = N_("The backup is sound, made {day}. Cases: {cases}, attachments: {attachments}.")
UNSOUND = N_(
    "The backup is made, but attachments of the office are damaged or missing: {count}. Older "
    "backups are kept until that is mended: the files may be in them."
)
MADE = N_("Backup made and read back. Cases: {cases}, attachments: {attachments}.")
OFFICE_SOUND = N_(
    "The office is sound: the database and the trail were read and proved. Attachments: {checked}."
)
OFFICE_DAMAGED = N_(
    "The office is damaged. Database: {database}. Trail: {trail}. Attachments: {damaged} damaged, "
    "{missing} missing. Make no changes, and restore the newest sound backup into a new folder."
)
LOST = N_("Files that belong to no record: {count}. They do no harm; look under Lost files.")

Call = Callable[[Callable[[int, int], None], Callable[[], bool]], Any]


class Backups(QWidget):
    """What protects the office against a stolen or broken computer."""

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame = frame
        self._place: Place | None = None
        self.warning = InlineBanner()
        self.now = Card(N_("Last backup"))
        self.make = Button(N_("Back up now"), icon="download", kind="primary")
        self.to_stick = Button(N_("To a stick"), icon="upload")
        self.elsewhere = Button(N_("To a folder"), icon="folder-open")
        self.place = Card(N_("By itself, once a day"))
        self.choose = Button(N_("Choose a folder"), icon="folder-open")
        self.choose_stick = Button(N_("Use a stick"), icon="upload")
        self.stop = Button(N_("No longer"), icon="x")
        self.at_lock = QCheckBox()
        self.present = Card(N_("Which backups are kept"))
        self.check = Card(N_("Is it good?"))
        self.try_it = Button(N_("Try a backup"), icon="undo-2")
        self.read_it = Button(N_("Check a backup"), icon="circle-check")
        self.verify = Button(N_("Check the office"), icon="circle-check")
        self._wire()
        self._lay_out()

    def _wire(self) -> None:
        for button, slot in (
            (self.make, self._make_now),
            (self.to_stick, self._ask_stick),
            (self.elsewhere, self._ask_folder),
            (self.choose, self._ask_place),
            (self.choose_stick, self._ask_stick_place),
            (self.stop, self._forget_place),
            (self.try_it, self._ask_rehearsal),
            (self.read_it, self._ask_check),
            (self.verify, self._verify_office),
            (self.at_lock, self._choose_at_lock),
        ):
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        for card, buttons in (
            (self.now, (self.make, self.to_stick, self.elsewhere)),
            (self.place, (self.choose, self.choose_stick, self.stop)),
            (self.check, (self.try_it, self.read_it, self.verify)),
        ):
            self._add_words(card)
            card.add(_in_a_line(buttons))
        self.place.add(self.at_lock)
        words = Text(role="dim", wrap=True)
        self.rules = words
        self.present.add(words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(self.warning)
        left, right = [self.now, self.place, self.check], [self.present]
        column.addWidget(scrolled(columns((left, 5), (right, 5))), 1)

    def _add_words(self, card: Card) -> None:
        words = Text(role="dim", wrap=True)
        words.setObjectName("words")
        card.add(words)

    def reload(self, changes: Set[Change]) -> None:
        """Reads again what is known of the backups."""
        if changes and Change.BACKUP not in changes:
            return
        found: Overview = self._frame.office.backups.overview()
        self._place = found.place
        self._say_last(found)
        self._say_place(found)
        self._say_rules(found)
        _words(self.check).say(
            N_(
                "Trying restores a backup to a private place, opens it, counts what is in it and "
                "wipes it again. Checking reads every byte of it."
            )
        )
        self.warning.setVisible(found.on_same_disk or found.failure is not None)
        if found.failure is not None:
            self.warning.say(found.failure.reason, "urgent", **found.failure.values)
        elif found.on_same_disk:
            self.warning.say(SAME_DISK)

    def _say_last(self, found: Overview) -> None:
        last = found.last
        self.now.set_rows([_last_row(found)] if last else [])
        words = filled(labels.NEVER) if last is None else _tried(last)
        _words(self.now).show_text(words)

    def _say_place(self, found: Overview) -> None:
        place = found.place
        self.at_lock.setText(filled(AT_LOCK))
        self.at_lock.setVisible(place is not None)
        self.at_lock.setChecked(found.at_lock)
        self.stop.setVisible(place is not None)
        if place is None:
            _words(self.place).say(N_("No folder or stick is chosen: nothing is backed up alone."))
        elif place.stick:
            name = place.label or place.stick
            _words(self.place).say(TO_STICK, name=name)
        else:
            _words(self.place).say(TO_FOLDER, folder=place.folder)

    def _say_rules(self, found: Overview) -> None:
        language = i18n.current()
        rules = reference.backup_rotation()
        told = [rule.texts[language].format(count=rule.count) for rule in rules]
        only = filled(N_("Only files that this program made of this office are ever deleted."))
        self.rules.show_text("\n".join([*(f"• {one}" for one in told), only]))
        folder = daily.folder_of(found.place)
        if folder is None and found.last is not None:
            folder = Path(found.last.place)
        present = self._frame.office.backups.in_folder(folder) if folder else []
        self.present.set_rows([_found_row(one) for one in present[:SHOWN]])

    def _make_now(self) -> None:
        folder = daily.folder_of(self._place)
        if folder is None:
            self._ask_folder()
        else:
            self._make(folder)

    def _ask_folder(self) -> None:
        dialogs.choose_folder(self, N_("Where to put the backup"), self._make)

    def _ask_stick(self) -> None:
        stick_choice.ask(self, self._make_on)

    def _make_on(self, stick: Stick) -> None:
        self._make(daily.on_stick(stick))

    def _make(self, folder: Path) -> None:
        backups = self._frame.office.backups

        def work(progress: Callable[[int, int], None], cancelled: Callable[[], bool]) -> Outcome:
            made: Outcome = backups.make(folder, progress=progress, cancelled=cancelled)
            return made

        self._run(work, self._made, N_("Making a backup"))

    def _made(self, made: Outcome) -> None:
        self.reload(frozenset())
        if made.unsound:
            dialogs.tell(self, UNSOUND, count=made.unsound)
            return
        self._frame.toast(MADE, cases=made.contents.cases, attachments=made.contents.attachments)

    def _ask_place(self) -> None:
        dialogs.choose_folder(self, N_("Where daily backups go"), self._place_chosen)

    def _place_chosen(self, folder: Path) -> None:
        self._keep(Place(folder=str(folder)))

    def _ask_stick_place(self) -> None:
        stick_choice.ask(self, self._stick_chosen)

    def _stick_chosen(self, stick: Stick) -> None:
        self._keep(Place(stick=stick.id, label=stick.label))

    def _forget_place(self) -> None:
        self._keep(None)

    def _keep(self, place: Place | None) -> None:
        try:
            self._frame.office.backups.choose(place)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())

    def _choose_at_lock(self, wanted: bool) -> None:
        try:
            self._frame.office.backups.choose_at_lock(wanted=wanted)
        except LegalAidError as problem:
            dialogs.tell(self, problem)
        self.reload(frozenset())

    def _ask_rehearsal(self) -> None:
        dialogs.choose_open_files(self, N_("The backup to try"), self._rehearse, (ZIP,))

    def _rehearse(self, paths: list[Path]) -> None:
        backups, path = self._frame.office.backups, paths[0]
        self._run(lambda p, c: backups.rehearse(path, p, c), self._tried, N_("Trying the backup"))

    def _tried(self, found: Rehearsal) -> None:
        self.reload(frozenset())
        dialogs.tell(
            self, TRIED, cases=found.cases, attachments=found.attachments, entries=found.entries
        )

    def _ask_check(self) -> None:
        dialogs.choose_open_files(self, N_("The backup to check"), self._check, (ZIP,))

    def _check(self, paths: list[Path]) -> None:
        backups, path = self._frame.office.backups, paths[0]
        self._run(lambda p, c: backups.verify(path, p, c), self._checked, N_("Reading the backup"))

    def _checked(self, found: Contents) -> None:
        dialogs.tell(
            self,
            CHECKED,
            cases=found.cases,
            attachments=found.attachments,
            day=i18n.date_long(_local(found.made_at).date(), i18n.current()),
        )

    def _verify_office(self) -> None:
        office = self._frame.office
        self._run(office.orphans.verify, self._told, N_("Checking the office"))

    def _told(self, found: Verdict) -> None:
        words = {True: filled(N_("whole")), False: filled(N_("damaged"))}
        said = filled(OFFICE_SOUND, checked=found.checked)
        if not found.is_sound:
            said = filled(
                OFFICE_DAMAGED,
                database=words[not found.database],
                trail=words[found.trail_sound],
                damaged=found.damaged,
                missing=found.missing,
            )
        if not (found.orphans or found.damaged or found.missing) or not may(
            self._frame, Act.SET_UP
        ):
            dialogs.tell(self, "{said}", said=said)
            return
        lost = filled(LOST, count=found.orphans) if found.orphans else ""
        question = "\n\n".join(filter(None, (said, lost)))
        dialogs.ask(self, "{said}", N_("Look at them"), self._go_to_lost, said=question)

    def _go_to_lost(self) -> None:
        self._frame.go("office", "lost")

    def _run(self, work: Call, done: Callable[[Any], object], title: str) -> None:
        self._frame.jobs.run(work, done, self._failed, filled(title))

    def _failed(self, error: LegalAidError) -> None:
        if isinstance(error, Cancelled):
            self._frame.toast(N_("Stopped. Nothing was left behind."))
        else:
            dialogs.tell(self, error)


def age_chip(found: Overview) -> Chip:
    """How old the last backup is, in the colour of its age."""
    if found.days is None:
        return Chip(N_("none yet"), found.freshness.value)
    if not found.days:
        return Chip(N_("today"), found.freshness.value)
    if found.days == 1:
        return Chip(N_("yesterday"), found.freshness.value)
    return Chip(N_("{count} days ago"), found.freshness.value, count=found.days)


def rows_for_today(found: Overview) -> list[Row]:
    """What is worrying about the backups: the one that failed, and how old the last one is."""
    rows, language, failure = [], i18n.current(), found.failure
    if failure is not None:
        reason = filled(failure.reason, **failure.values)
        moment = i18n.moment(_local(failure.at), language)
        rows.append(Row(reason, moment, Chip(N_("no backup"), "urgent"), key="backups"))
    day = i18n.date_long(_local(found.last.at).date(), language) if found.last else ""
    rows.append(Row(day or filled(labels.NEVER), "", age_chip(found), key="backups"))
    return rows


def _last_row(found: Overview) -> Row:
    last = found.last
    assert last is not None  # noqa: S101 - asked for only then
    when = i18n.moment(_local(last.at), i18n.current())
    return Row(when, f"{last.place} · {sizes.size(last.size)}", age_chip(found))


def _tried(last: Backup) -> str:
    if last.rehearsed_at is None:
        return filled(N_("Not tried yet: nobody has restored it to see that it works."))
    day = i18n.date_long(_local(last.rehearsed_at).date(), i18n.current())
    return filled(N_("Restored to try it on {day}, and found good."), day=day)


def _found_row(one: Found) -> Row:
    language = i18n.current()
    when = f"{i18n.date_full(one.at.date(), language)}, {one.at:%H:%M}"
    if one.kept is None:
        return Row(when, filled(N_("{size} · until the next backup"), size=sizes.size(one.size)))
    until = i18n.date_long(one.kept.until, language)
    said = filled(N_("{size} · at least until {day}"), size=sizes.size(one.size), day=until)
    return Row(when, said)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(VIENTIANE)


def _words(card: Card) -> Text:
    found = card.findChild(Text, "words")
    assert isinstance(found, Text)  # noqa: S101 - put there by the layout
    return found


def _in_a_line(buttons: tuple[Button, ...]) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(8)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return holder
