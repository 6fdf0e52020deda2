"""Checks of the trail against its seals and against every end that was noted of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from legalaid_desktop.domain.trail import BEGINNING, Check, Flaw, Head
from legalaid_desktop.storage import anchors, backups, packing, trail
from legalaid_desktop.storage.database import Database, Session
from legalaid_desktop.storage.keys import Keys

WEEK = timedelta(days=7)


def check(
    database: Database,
    session: Session,
    *,
    today: date,
    whole: bool = False,
    known: Iterable[Head] = (),
    progress: Callable[[int, int], object] = lambda _done, _of: None,
) -> Check:
    """Proves what was added since the last check; all of it once a week, or when asked to.

    Args:
        known: ends from elsewhere, such as from a printed sheet.
        progress: told how many entries are proved, of how many.
    """
    key = database.audit_key()
    table = trail.flaws_of_table(session)
    if Flaw.TABLE in table:
        return Check(since=BEGINNING, head=BEGINNING, first_bad=1, flaws=(Flaw.TABLE,))
    noted = anchors.known_or_new(database.folder, key, trail.head(session))
    since = BEGINNING if whole or _is_due(noted, today) else noted.verified
    heads = {*noted.heads, noted.begun, noted.verified, *anchors.in_backups(session), *known}
    end = trail.head(session).seq
    found = trail.verify(session, key, since, lambda done: progress(done - since.seq, end))
    made = anchors.compared(session, found, heads)
    if not made.is_sound and since.seq:  # from the start, to name the first bad entry
        return check(database, session, today=today, whole=True, known=known, progress=progress)
    flaws = [*made.flaws, *table]
    if noted.begun.seq and not noted.told:
        flaws.append(Flaw.ANCHOR)
    if anchors.has_older_keys(database.folder, key, noted):
        flaws.append(Flaw.KEYS)
    return replace(made, since=since, flaws=tuple(flaws))


def remember(database: Database, made: Check, today: date, *, told: bool) -> None:
    """Keeps how far the trail is proved; ``told``: by somebody who may read the trail."""
    key = database.audit_key()
    noted = anchors.known_or_new(database.folder, key, made.head)
    if told and Flaw.ANCHOR in made.flaws:
        noted = replace(noted, told=True)
    if made.first_bad is None:
        whole_on = today if made.is_whole else noted.whole_on
        noted = replace(noted, verified=made.head, whole_on=whole_on)
    anchors.write(database.folder, key, noted)


def end_of_backup(path: Path, keys: Keys) -> Head:
    """Where the trail ended when the backup was made, as its seal proves; raises ``Damaged``."""
    with packing.opened(path) as archive:
        return backups.proved(archive, packing.sealed(archive), keys)[1].head


def note_head(database: Database) -> None:
    """Notes in the file beside the database where the trail ends now."""
    with database.read() as session:
        if not trail.flaws_of_table(session):
            anchors.note(database.folder, database.audit_key(), trail.head(session))


def _is_due(noted: anchors.Anchors, today: date) -> bool:
    """A clock that was set back does not put the check off."""
    last = noted.whole_on
    return last is None or not timedelta(0) <= today - last < WEEK
