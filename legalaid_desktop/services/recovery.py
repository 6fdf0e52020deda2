"""Recovery sheets: made, printed, typed back, tried; and what the office lacks without them.

The key file is written before the trail. What is left when the program is killed between the two
opens the office and is named in its state; only what was typed back counts as a way back.
"""

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import recovery_codes
from legalaid_desktop.domain.access import Act, Scope
from legalaid_desktop.domain.changes import Change
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.recovery import Need, Recovery, Sheet, SheetSet, Used, sheet
from legalaid_desktop.domain.recovery_codes import Code, set_name
from legalaid_desktop.domain.trail import Deed, Entry, Fields
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import clock, exports
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import histories, records, trail
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import recovery as stored

CLIENTS = "client"
"""The series of numbers that clients get."""
KIND = "recovery"
"""What the trail calls a set of sheets."""

MAKE_FIRST = N_(
    "Before the first client, the office needs recovery sheets that were typed back: page Office, "
    "tab Recovery. Without them nobody can open the office when its passphrases are forgotten."
)
ASK_FIRST = N_(
    "Before the first client, the manager has to make the recovery sheets of the office. Ask the "
    "manager: page Office, tab Recovery."
)
CONFIRMED = N_(
    "These are the sheets of set {name}, which was typed back before. Type the new sheets."
)
_MOST = 1000


class Recoveries:
    """The ways back into the office when its passphrases are forgotten."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        self._desk, self._folder = desk, folder

    def need(self) -> Need:
        """What the office lacks, for everybody who works in it."""
        with self._desk.reading(Act.CONSULT) as session:
            return _state(session, self._folder).need

    def state(self) -> Recovery:
        """Which sheets open the office, who made them when, and whether they were typed back."""
        with self._desk.reading(Act.MANAGE_USERS) as session:
            return _state(session, self._folder)

    def make(self, own_passphrase: str, *, shared: bool) -> tuple[Sheet, ...]:
        """Fresh sheets, to print now: nothing keeps their codes. Older ones open until ``confirm``.

        Args:
            own_passphrase: of the user at this desk; it opens the key of the office.
            shared: five shares, any two of which open the office, instead of one key.

        Raises:
            WrongPassphrase, TooSoon: it is not one's own.
        """
        with self._desk.reading(Act.MANAGE_USERS) as session:
            known = _names_given(session)
        user = self._desk.user
        codes = stored.make(self._folder, user, own_passphrase, shared=shared, other_than=known)
        self._enter(Deed.RECOVERY_MADE, codes[0].set, {"shared": (None, shared)})
        return tuple(sheet(code) for code in codes)

    def print_sheets(self, sheets: Sequence[Sheet], language: str) -> bytes:
        """The pages to print, one a sheet."""
        (pages,) = self._drawn([sheets], language)
        self._enter(Deed.PRINT, _number(sheets), _which(sheets))
        return pages

    def save_sheets(self, sheets: Sequence[Sheet], language: str, folder: Path) -> list[Path]:
        """The files, one a sheet, that were written into that folder; each opens the office."""
        paths = [folder / f"{one.code}.pdf" for one in sheets]
        pages = self._drawn([[one] for one in sheets], language)
        with ExitStack() as files:
            puts = [files.enter_context(exports.placing(path)) for path in paths]
            with self._desk.writing(Act.MANAGE_USERS) as session:
                _note(session, Deed.EXPORT, _number(sheets), _which(sheets))
                for put, page in zip(puts, pages, strict=True):
                    put((page,))
        return paths

    def confirm(self, typed: Sequence[str]) -> str:
        """The name of the set that was typed back; other sheets open nothing from now on.

        Raises:
            InvalidValue: a group is mistyped.
            Refused: these sheets open nothing, or are older ones that were typed back before.
        """
        codes = read(typed)
        with self._desk.reading(Act.MANAGE_USERS) as session:
            _require_new(_state(session, self._folder), codes)
        number = stored.confirm(self._folder, codes)
        self._enter(Deed.RECOVERY_CONFIRMED, number)
        return set_name(number)

    def rehearse(self, typed: Sequence[str]) -> str:
        """The name of the set of these sheets, which would open the office; nothing is opened.

        Raises:
            InvalidValue, Refused: as for ``confirm``.
        """
        self._desk.require(Act.MANAGE_USERS)
        number = stored.rehearse(self._folder, read(typed))
        self._enter(Deed.RECOVERY_REHEARSED, number)
        return set_name(number)

    def _drawn(self, files: Sequence[Sequence[Sheet]], language: str) -> list[bytes]:
        with self._desk.reading(Act.MANAGE_USERS) as session:
            profile = stored_offices.profile(session)
        draw, day = documents.recovery_sheet.render, self._desk.today()
        return [draw(sheets, profile, day, language) for sheets in files]

    def _enter(self, deed: Deed, number: int, fields: Fields | None = None) -> None:
        with self._desk.writing(Act.MANAGE_USERS) as session:
            _note(session, deed, number, fields)


def read(typed: Sequence[str]) -> tuple[Code, ...]:
    """The codes as typed, without fields that are empty; raises ``InvalidValue``, ``Refused``."""
    codes = tuple(recovery_codes.read(one) for one in typed if one.strip())
    recovery_codes.require_enough(codes)
    return codes


def require(desk: Desk, session: Session) -> None:
    """Refuses a first client while nobody has typed back sheets, in the caller's transaction."""
    if stored_offices.last_number(session, CLIENTS):
        return
    if _state(session, desk.database.folder).need is Need.FIRST:
        manages = desk.rights.get(Act.MANAGE_USERS, Scope.NONE) is not Scope.NONE
        raise Refused(MAKE_FIRST if manages else ASK_FIRST)


def _note(session: Session, deed: Deed, number: int, fields: Fields | None = None) -> None:
    trail.note(session, deed, kind=KIND, record=number, fields=fields)
    records.note(session, Change.RECOVERY)


def _state(session: Session, folder: Path) -> Recovery:
    sets = tuple(
        _set(session, number, shared=shared) for number, shared in stored.sets(folder).items()
    )
    used = _used(session, {one.name for one in sets})
    need = Need.NEW_SHEETS if used else Need.NOTHING
    if not any(one.is_confirmed for one in sets):
        begun = stored_offices.last_number(session, CLIENTS) > 0
        need = Need.SHEETS if begun else Need.FIRST
    return Recovery(need=need, sets=sets, used=used)


def _set(session: Session, number: int, *, shared: bool) -> SheetSet:
    entries = histories.entries(session, histories.of_record(KIND, number), limit=_MOST)
    made = next((one for one in entries if one.deed is Deed.RECOVERY_MADE), None)
    return SheetSet(
        name=set_name(number),
        shared=shared,
        made_at=_at(made),
        made_by=made.user if made else "",
        confirmed_at=_last(entries, Deed.RECOVERY_CONFIRMED),
        rehearsed_at=_last(entries, Deed.RECOVERY_REHEARSED),
    )


def _used(session: Session, names: Collection[str]) -> Used | None:
    came = [histories.of_kind(KIND), histories.of_deed(Deed.RECOVERY)]
    for entry in histories.entries(session, *came, limit=_MOST):
        name, at = set_name(entry.record or 0), _at(entry)
        if name in names and at is not None:
            return Used(at=at, user=entry.user, set=name)
    return None


def _last(entries: Sequence[Entry], deed: Deed) -> datetime | None:
    return _at(next((one for one in entries if one.deed is deed), None))


def _at(entry: Entry | None) -> datetime | None:
    return entry.at.astimezone(clock.VIENTIANE) if entry and entry.at else None


def _names_given(session: Session) -> set[int]:
    made = [histories.of_kind(KIND), histories.of_deed(Deed.RECOVERY_MADE)]
    return {one.record or 0 for one in histories.entries(session, *made, limit=_MOST)}


def _require_new(state: Recovery, codes: Sequence[Code]) -> None:
    """Typing back an old set would take the way back that was made a moment ago."""
    name = set_name(codes[0].set)
    confirmed = {one.name: one.is_confirmed for one in state.sets}
    if confirmed.get(name) and not all(confirmed.values()):
        raise Refused(CONFIRMED, name=name)


def _number(sheets: Sequence[Sheet]) -> int:
    return int(sheets[0].set, 16)


def _which(sheets: Sequence[Sheet]) -> Fields:
    return {"sheets": (None, ", ".join(one.code for one in sheets))}
