"""Calendar files that are kept current: one for each account, rewritten after changes."""

from datetime import UTC, datetime, time
from pathlib import Path

from legalaid_desktop.domain import checks, kept_calendars
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.copies import CopyWay
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.kept_calendars import AHEAD, BEHIND, KeptCalendar
from legalaid_desktop.domain.naming import Naming
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import calendar_files, copies, exports, naming
from legalaid_desktop.services.calendar_files import Span
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import histories, settings
from legalaid_desktop.storage import made_copies as stored_copies

KEPT = "kept_calendar"
"""What the register and the trail call it."""
_SETTING = "calendar/kept/{account}"
_BEGINS = b"BEGIN:VCALENDAR"
AWAY = N_(
    "The calendar file that is kept current cannot be written: its folder is not there. Plug in "
    "the stick, or choose another place in the menu of the calendar."
)
ANOTHER = N_(
    "The calendar file that is kept current was not written: another file lies in its place."
)


class KeptCalendars:
    """The calendar file of the user that other programs subscribe to; one way."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def kept(self) -> KeptCalendar | None:
        """Where the user's file lies and what is in it; nothing where none is kept."""
        with self._desk.reading(Act.CONSULT) as session:
            return self._kept(session)

    def naming(self, kept: KeptCalendar) -> tuple[Naming, ...]:
        """Which cases would be named in such a file today, and why others would not."""
        with self._desk.reading(Act.EXPORT) as session:
            span = self._span(mine=kept.mine, named=True)
            return calendar_files.judged(self._desk, session, span, kept.errand)

    def keep(self, kept: KeptCalendar) -> None:
        """Keeps a file current from now on; ``write`` writes it.

        Raises:
            Refused: its folder is not there.
        """
        clean = checks.lines(kept, "recipient", "purpose")
        _require_folder(Path(kept.path))
        with self._desk.writing(Act.EXPORT) as session:
            self._put(session, kept_calendars.said(clean))

    def stop(self) -> None:
        """Rewrites the file no more; it stays where it lies."""
        with self._desk.writing(Act.CONSULT) as session:
            self._put(session, "")

    def write(self) -> bool:
        """Rewrites the file if anything in it has changed; whether it did.

        Names are judged anew each time: whoever took a consent back is in it by number from then
        on. Each named case is entered in its register once for each consent by which it goes out,
        the file itself in the trail once a day.

        Raises:
            Refused: the folder is not there, or another file lies in its place.
        """
        with self._desk.reading(Act.EXPORT) as session:
            kept = self._kept(session)
            if kept is None:
                return False
            path = Path(kept.path)
            before = _before(path)
            span = self._span(mine=kept.mine, named=kept.named)
            found = calendar_files.judged(self._desk, session, span, kept.errand)
            after = calendar_files.made(self._desk, session, span, kept.language, found)
        if kept_calendars.is_same(before, after):
            return False
        with exports.placing(path) as put, self._desk.writing(Act.EXPORT) as session:
            self._enter(session, kept, found)
            put((after,))
        return True

    def _kept(self, session: Session) -> KeptCalendar | None:
        return kept_calendars.read(settings.get(session, self._name))

    def _put(self, session: Session, text: str) -> None:
        calendar_files.sign(session)
        settings.put(session, self._name, text, Change.OFFICE)

    @property
    def _name(self) -> str:
        return _SETTING.format(account=self._desk.account.id or 0)

    def _span(self, *, mine: bool, named: bool) -> Span:
        today = self._desk.today()
        return Span(first=today - BEHIND, last=today + AHEAD, mine=mine, named=named)

    def _enter(self, session: Session, kept: KeptCalendar, found: tuple[Naming, ...]) -> None:
        fresh = [one for one in found if one.is_named and not self._is_entered(session, kept, one)]
        naming.enter_each(self._desk, session, CopyWay.FILE, KEPT, fresh, kept.errand)
        begin = datetime.combine(self._desk.today(), time.min, VIENTIANE).astimezone(UTC)
        today = (
            histories.of_record(KEPT, 0),
            histories.of_deed(Deed.EXPORT),
            histories.since(begin),
            histories.by(self._desk.user),
        )
        if fresh or not histories.count(session, *today):
            copies.enter_without_case(session, Deed.EXPORT, KEPT, 0, kept.errand)

    def _is_entered(self, session: Session, kept: KeptCalendar, one: Naming) -> bool:
        consent = one.finding.consent if one.finding and one.finding.needed else None
        by = consent.id if consent else None
        return any(
            (copy.kind, copy.by, copy.recipient, copy.consent_id)
            == (KEPT, self._desk.user, kept.recipient, by)
            for copy in stored_copies.of_case(session, one.case_id)
        )


def _require_folder(path: Path) -> None:
    if not path.parent.is_dir():
        raise Refused(AWAY)


def _before(path: Path) -> bytes:
    """What lies there; raises ``Refused`` where that is no calendar, or the stick is away."""
    _require_folder(path)
    try:
        found = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise Refused(exports.NOT_WRITTEN) from error
    if found and not found.startswith(_BEGINS):
        raise Refused(ANOTHER)
    return found
