"""An unlocked office, and the ways to make, open and lock one."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop.domain import offices
from legalaid_desktop.domain.access import Act, Viewer
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.strength import Strength, judged
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.domain.users import User
from legalaid_desktop.services import clock, reference, sign_in
from legalaid_desktop.services.alerts import Alerts
from legalaid_desktop.services.assignments import Assignments
from legalaid_desktop.services.attachments import Attachments
from legalaid_desktop.services.backups import Backups
from legalaid_desktop.services.bin import Bin
from legalaid_desktop.services.bundles import Bundles
from legalaid_desktop.services.calendar import Calendar
from legalaid_desktop.services.calendar_files import CalendarFiles
from legalaid_desktop.services.cases import Cases
from legalaid_desktop.services.closings import Closings
from legalaid_desktop.services.conflicts import Conflicts
from legalaid_desktop.services.consents import Consents
from legalaid_desktop.services.copies import Copies
from legalaid_desktop.services.correspondence import Correspondence
from legalaid_desktop.services.counts import Counts
from legalaid_desktop.services.deadline_sheets import DeadlineSheets
from legalaid_desktop.services.deadlines import Deadlines
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.services.destructions import Destructions, finish_if_pending
from legalaid_desktop.services.digests import Digests
from legalaid_desktop.services.drafts import Drafts
from legalaid_desktop.services.eligibility import Eligibility
from legalaid_desktop.services.filings import Filings
from legalaid_desktop.services.handovers import Handovers
from legalaid_desktop.services.hearings import Hearings
from legalaid_desktop.services.holdings import Holdings
from legalaid_desktop.services.holidays import Holidays, keep_first
from legalaid_desktop.services.htcds import CodedCases
from legalaid_desktop.services.imports import Imports
from legalaid_desktop.services.intakes import Intakes
from legalaid_desktop.services.kept_calendars import KeptCalendars
from legalaid_desktop.services.keyrings import Keyrings
from legalaid_desktop.services.merges import Merges
from legalaid_desktop.services.moves import Moves
from legalaid_desktop.services.office_events import OfficeEvents
from legalaid_desktop.services.office_lists import OfficeLists
from legalaid_desktop.services.office_times import OfficeTimes
from legalaid_desktop.services.orphans import Orphans
from legalaid_desktop.services.papers import Papers
from legalaid_desktop.services.people import People
from legalaid_desktop.services.protection import Protections
from legalaid_desktop.services.recovery import Recoveries
from legalaid_desktop.services.recovery import read as read_codes
from legalaid_desktop.services.redating import Redating
from legalaid_desktop.services.retention import Retention
from legalaid_desktop.services.rights_table import Rights
from legalaid_desktop.services.rule_packs import RulePacks
from legalaid_desktop.services.rules import Rules
from legalaid_desktop.services.scope import Scopes
from legalaid_desktop.services.search import Search
from legalaid_desktop.services.settling import Settling
from legalaid_desktop.services.sheets import Sheets
from legalaid_desktop.services.stories import Stories
from legalaid_desktop.services.strength import names_of, own_names
from legalaid_desktop.services.tasks import Tasks
from legalaid_desktop.services.teams import Teams
from legalaid_desktop.services.today import Todays
from legalaid_desktop.services.trail import Trail
from legalaid_desktop.services.triggers import Triggers
from legalaid_desktop.services.undo import Undo
from legalaid_desktop.services.users import Users
from legalaid_desktop.storage import (
    auditing,
    keyrings,
    keys,
    places,
    recovery,
    restores,
    trail,
)
from legalaid_desktop.storage import offices as stored
from legalaid_desktop.storage import users as stored_users
from legalaid_desktop.storage.blobs import BlobStore
from legalaid_desktop.storage.database import Database

if TYPE_CHECKING:
    from legalaid_desktop.storage.occupancy import Occupancy


class Office:
    """Everything an office can do, while it is unlocked.

    Attributes:
        folder: where it lies.
        user: who unlocked it; account: that person's; rights: what the role allows.
        occupancy: keeps other windows out, if this one is open in a window.
    """

    def __init__(self, folder: Path, secrets: keys.Keys, desk: Desk) -> None:
        self.folder = folder
        self.user, self.account, self.rights = desk.user, desk.account, desk.rights
        self.occupancy: Occupancy | None = None
        self._secrets = secrets
        self._desk = desk
        self._seat_casework(desk)
        self._seat_papers(desk, folder)
        self._seat_office(desk, folder, secrets)

    def _seat_casework(self, desk: Desk) -> None:
        self.people = People(desk)
        self.merges = Merges(desk)
        self.cases = Cases(desk)
        self.stories = Stories(desk)
        self.conflicts = Conflicts(desk)
        self.intakes = Intakes(desk)
        self.deadlines = Deadlines(desk)
        self.calendar_files, self.kept_calendars = CalendarFiles(desk), KeptCalendars(desk)
        self.deadline_sheets, self.digests = DeadlineSheets(desk), Digests(desk)
        self.settling = Settling(desk)
        self.alerts = Alerts(desk)
        self.calendar = Calendar(desk)
        self.triggers = Triggers(desk)
        self.moves = Moves(desk)
        self.redating = Redating(desk)
        self.holidays = Holidays(desk)
        self.rules, self.rule_packs = Rules(desk), RulePacks(desk)
        self.office_events = OfficeEvents(desk)
        self.assignments = Assignments(desk)
        self.lists = OfficeLists(desk)
        self.counts = Counts(desk)

    def _seat_papers(self, desk: Desk, folder: Path) -> None:
        self.papers = Papers(desk)
        self.protection = Protections(desk)
        self.attachments = Attachments(desk)
        self.bundles = Bundles(desk)
        self._add_daily_work(desk)
        self.copies = Copies(desk)
        self.eligibility = Eligibility(desk)
        self.scope = Scopes(desk)
        self.consents = Consents(desk)
        self.drafts = Drafts(desk)
        self.bin = Bin(desk)
        self.undo = Undo(desk)
        self.retention = Retention(desk)
        self.destructions = Destructions(desk, folder)

    def _seat_office(self, desk: Desk, folder: Path, secrets: keys.Keys) -> None:
        self.search = Search(desk)
        self.today = Todays(desk)
        self.teams = Teams(desk)
        self.users = Users(desk, folder)
        self.keyrings = Keyrings(desk, folder)
        self.recovery = Recoveries(desk, folder)
        self.rights_table = Rights(desk)
        self.backups = Backups(desk, folder, secrets)
        self.orphans = Orphans(desk)
        self.imports = Imports(desk)
        self.trail = Trail(desk, secrets)

    def _add_daily_work(self, desk: Desk) -> None:
        self.tasks = Tasks(desk)
        self.hearings = Hearings(desk)
        self.filings = Filings(desk)
        self.office_times = OfficeTimes(desk)
        self.correspondence = Correspondence(desk)
        self.holdings = Holdings(desk)
        self.closings = Closings(desk)
        self.handovers = Handovers(desk)
        self.htcds = CodedCases(desk)
        self.sheets = Sheets(desk)

    def profile(self) -> OfficeProfile:
        """What the office prints above its papers."""
        with self._desk.reading(Act.CONSULT) as session:
            return stored.profile(session)

    def save_profile(self, profile: OfficeProfile) -> OfficeProfile:
        """Keeps the profile; raises ``InvalidValue`` or ``Stale``."""
        clean = _checked(profile)
        with self._desk.writing(Act.SET_UP) as session:
            return stored.save_profile(session, clean)

    def change_passphrase(self, old: str, new: str) -> None:
        """Changes the user's own passphrase; raises ``WrongPassphrase``."""
        with self._desk.reading(Act.CONSULT) as session:
            offices.checked_passphrase(new, own_names(session))
        keys.change_passphrase(self.folder, self.user, old, new)
        with self._desk.writing(Act.CONSULT) as session:
            trail.note(session, Deed.PASSPHRASE, kind="user_account", record=self.account.id)

    def strength(self, passphrase: str, *names: str) -> Strength:
        """How long a passphrase would stand up to guessing here; ``names`` count as known."""
        with self._desk.reading(Act.CONSULT) as session:
            own = own_names(session)
        return judged(passphrase, (*own, *names))

    def subscribe(self, callback: Callable[[frozenset[object]], None]) -> Callable[[], None]:
        """Calls back after each commit with what kinds it touched; the answer ends that."""
        return self._desk.database.subscribe(callback)

    @property
    def has_views(self) -> bool:
        """Whether files lie open for other programs."""
        return self._desk.viewing.is_open

    def wipe_views(self) -> int:
        """Wipes them, which may take a while; the answer is how many are still held there.

        These stay for ``doors.wipe_leftovers``.
        """
        return self._desk.viewing.close()

    def watch_account(self, callback: Callable[[], object]) -> Callable[[], None]:
        """Calls back when the user's account or role is found changed; the answer ends that.

        Rights are read anew with every act; what is on screen by then should go.
        """
        self._desk.watchers.append(callback)
        return partial(self._desk.watchers.remove, callback)

    def check_account(self) -> bool:
        """Whether the account is still what it was at sign-in; watchers are told if it is not."""
        return self._desk.check()

    def lock(self) -> None:
        """Closes the database and forgets the keys; the office cannot be used after that."""
        self.wipe_views()
        with suppress(LegalAidError):  # a disk that is gone must not keep the office open
            auditing.note_head(self._desk.database)
        self._desk.history.clear()
        self._desk.names.forget()
        self._desk.database.close()
        self._secrets.wipe()
        if self.occupancy is not None:
            self.occupancy.release()


def create_office(
    folder: Path,
    profile: OfficeProfile,
    user: str,
    passphrase: str,
    *,
    at: clock.Clock = clock.now,
    cost: keys.Cost | None = None,
) -> Office:
    """A new, unlocked office in an empty folder; a failure leaves no half office there.

    Raises:
        InvalidValue: a field of the profile, or the passphrase, cannot be used.
        Refused: the folder is not empty or cannot be written.
    """
    clean = _checked(profile)
    offices.checked_passphrase(passphrase, (*names_of(clean), user))
    with places.making(folder) as part:
        secrets = keys.create_slots(part, user, passphrase, cost)
        database = Database.create(part, secrets)
        try:
            _furnish(database, clean, sign_in.manager(secrets.user, clock.today(at)), at())
        finally:
            database.close()
    return _office(folder, secrets, Database.open(folder, secrets), at)


def _checked(profile: OfficeProfile) -> OfficeProfile:
    reference.require_place(profile.province)
    return offices.checked(profile)


def _furnish(database: Database, profile: OfficeProfile, founder: User, now: datetime) -> None:
    with database.transaction(Viewer(user=founder.name, now=now)) as session:
        stored_users.save(session, founder)
        stored.save_profile(session, profile)
        keep_first(session, founder, now)


def open_office(folder: Path, user: str, passphrase: str, *, at: clock.Clock = clock.now) -> Office:
    """The office in that folder, unlocked.

    Raises:
        WrongPassphrase: the passphrase is not that user's.
        NotFound, Damaged, NewerFile, Refused: as the sentence says; nothing was changed.
    """
    return _opened(folder, lambda: keys.unlock(folder, user, passphrase), at)


def open_by_keyring(folder: Path, user: str, *, at: clock.Clock = clock.now) -> Office:
    """The office in that folder, unlocked by what the keyring of this computer's account keeps.

    Raises:
        NotAllowed: the manager does not allow it.
        Refused: as the sentence says; the passphrase opens the office as always.
    """
    return _opened(folder, lambda: keyrings.unlock(folder, user), at, sign_in.by_keyring)


def recover_office(
    folder: Path,
    typed: Sequence[str],
    user: str,
    passphrase: str,
    *,
    at: clock.Clock = clock.now,
) -> Office:
    """The office, unlocked by recovery sheets; that user has the new passphrase from now on.

    The trail has it before the passphrase changes: who is locked out finds why.

    Raises:
        InvalidValue: a group of a code, or the passphrase.
        Refused, TooSoon: the sheets do not open this office, or the last wrong ones were just now.
        NotFound, NotAllowed, Damaged: as ``open_office``.
    """
    offices.checked_passphrase(passphrase, (user,))
    codes = read_codes(typed)
    by_sheets = partial(sign_in.by_sheets, codes[0].set, passphrase)
    opened = _opened(folder, lambda: recovery.unlock(folder, codes, user), at, by_sheets)
    try:
        recovery.recover(folder, codes, user, passphrase).wipe()
    except BaseException:
        opened.lock()
        raise
    return opened


def _opened(
    folder: Path,
    unlock: Callable[[], keys.Keys],
    at: clock.Clock,
    enter: sign_in.Enter = sign_in.enter,
) -> Office:
    """The office that these keys open, proved if it was just restored."""
    key_file = restores.fingerprint(folder)
    secrets = unlock()
    try:
        restored = restores.prove(folder, secrets, key_file)
        database = Database.open(folder, secrets)
    except BaseException:
        secrets.wipe()
        raise
    opened = _office(folder, secrets, database, at, enter)
    try:
        if restored is not None:
            opened.backups.enter_restored(restored)
    except BaseException:
        opened.lock()
        raise
    return opened


def users(folder: Path) -> list[str]:
    """Who can unlock the office in that folder; raises ``NotFound`` if there is none."""
    return keys.users(folder)


def _office(
    folder: Path,
    secrets: keys.Keys,
    database: Database,
    at: clock.Clock,
    enter: sign_in.Enter = sign_in.enter,
) -> Office:
    """The office with its user at the desk; closed again if that person may not be there."""
    try:
        auditing.note_head(database)  # as a crash may have left it, before anything is added
        account = sign_in.account(database, secrets.user, at, enter)
        auditing.note_head(database)
        desk = Desk(
            database=database,
            blobs=BlobStore(folder, secrets),
            account=account,
            rights=reference.roles()[account.role],
            clock=at,
        )
        finish_if_pending(desk)
        return Office(folder, secrets, desk)
    except BaseException:
        database.close()
        secrets.wipe()
        raise
