"""Where the trail ended, noted outside the database: the file ``office.anchor`` beside it.

A chain does not show that its tail was cut off, or that it was made again from an older copy of the
database. The ends noted here do. The file is sealed with the key of the trail and written at
sign-in, at lock and with each backup; one that is older than the database after a power cut is
fine, since the trail only grows.
"""

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.domain.trail import BEGINNING, Check, Flaw, Head
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable, latest, places, trail, visibility
from legalaid_desktop.storage.tables import BackupRow

CHANGED = N_("The file office.anchor was changed by another program.")
SPOILT = ".damaged"
KEPT = 50
"""Noted ends that are kept although a check has passed them."""
MOST = 2_000
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """What the file holds.

    Attributes:
        heads: noted ends, oldest first.
        begun: where the trail ended when the file was begun.
        verified: up to where a check has found everything sound.
        whole_on: when everything was last checked.
        keys: checksums of the key files there were, oldest first.
        told: whether somebody who may read the trail was told that the file had to be begun anew.
    """

    heads: tuple[Head, ...] = ()
    begun: Head = BEGINNING
    verified: Head = BEGINNING
    whole_on: date | None = None
    told: bool = False
    keys: tuple[str, ...] = ()


def read(folder: Path, key: bytearray) -> Anchors | None:
    """What was noted; None where the file is missing; raises ``Damaged`` where it was changed."""
    with durable.translated():
        try:
            content = (folder / places.ANCHOR).read_bytes()
        except FileNotFoundError:
            return None
    try:
        sealed = json.loads(content)
        body = sealed["anchors"]
        if not hmac.compare_digest(_seal(key, body), sealed["seal"]):
            raise Damaged(CHANGED)
        return _parsed(json.loads(body))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Damaged(CHANGED) from error


def write(folder: Path, key: bytearray, anchors: Anchors) -> None:
    """Replaces the file."""
    body = json.dumps(
        {
            "format": _FORMAT,
            "heads": [[head.seq, head.hash] for head in anchors.heads],
            "begun": [anchors.begun.seq, anchors.begun.hash],
            "verified": [anchors.verified.seq, anchors.verified.hash],
            "whole_on": anchors.whole_on.isoformat() if anchors.whole_on else "",
            "told": anchors.told,
            "keys": anchors.keys,
        }
    )
    sealed = json.dumps({"anchors": body, "seal": _seal(key, body)})
    durable.write(folder / places.ANCHOR, sealed.encode())


def begin(folder: Path, key: bytearray, head: Head = BEGINNING, *, told: bool = True) -> Anchors:
    """A new file, for a new office or for one that was restored from a backup with that head."""
    noted = () if head.seq == 0 else (head,)
    made = Anchors(heads=noted, begun=head, told=told)
    write(folder, key, made)
    return made


def note(folder: Path, key: bytearray, head: Head) -> None:
    """Notes where the trail ends now; ends that are missing in the trail by now stay noted."""
    known, since = known_or_new(folder, key, head), latest.read(folder, key)
    ends = [one for one in (since.head, head) if one is not None and one not in known.heads]
    heads = _thinned((*known.heads, *ends), known.verified)
    now = replace(known, heads=heads, keys=_with_new(known.keys, since.keys, _key_file(folder)))
    if now != known:
        write(folder, key, now)
    latest.forget(folder)


def has_older_keys(folder: Path, key: bytearray, anchors: Anchors) -> bool:
    """Whether the key file is one that stood here earlier, before that of now."""
    now = _key_file(folder)
    return now in _with_new(anchors.keys, latest.read(folder, key).keys, now)[:-1]


def _with_new(known: tuple[str, ...], written: Iterable[str], now: str) -> tuple[str, ...]:
    """The last checksums; what the program wrote is the newest, an old one that lies there is not.

    A file can be written twice the same: when the slot that was added last is taken out again.
    """
    found = list(known)
    for one in written:
        found = [*(each for each in found if each != one), one]
    return tuple(found if now in found else [*found, now])[-KEPT:]


def _key_file(folder: Path) -> str:
    with durable.translated():
        return latest.checksum((folder / places.KEYS).read_bytes())


def known_or_new(folder: Path, key: bytearray, head: Head) -> Anchors:
    """What was noted; where the file is gone or was changed, it is begun anew, and that is told."""
    try:
        known = read(folder, key)
    except Damaged:
        with durable.translated():
            path = folder / places.ANCHOR
            path.replace(path.with_name(path.name + SPOILT))
        known = None
    return known or begin(folder, key, head, told=False)


def in_backups(session: Session) -> list[Head]:
    """The ends that the list of backups names."""
    query = select(BackupRow.trail_seq, BackupRow.trail_hash).where(BackupRow.trail_seq > 0)
    rows = session.execute(query.execution_options(**visibility.EVERYTHING))
    return [Head(seq=row.trail_seq, hash=row.trail_hash) for row in rows]


def compared(session: Session, found: trail.Finding, heads: Iterable[Head]) -> Check:
    """The finding, with what the noted ends add to it."""
    end = trail.head(session)
    flaws = [Flaw.ENTRY] if found.first_bad is not None else []
    bad, agreed, count = found.first_bad, 0, 0
    for head in sorted(set(heads), key=lambda one: one.seq):
        count += 1
        if _agrees(session, head):
            agreed = head.seq
            continue
        flaws.append(Flaw.TAIL if head.seq > end.seq else Flaw.REWRITTEN)
        first = end.seq + 1 if head.seq > end.seq else agreed + 1
        bad = first if bad is None else min(bad, first)
    sound = found.head if bad is None or bad > found.head.seq else trail.before(session, bad)
    return Check(
        since=BEGINNING,
        head=sound,
        first_bad=bad,
        flaws=tuple(dict.fromkeys(flaws)),
        anchors=count,
        destroyed=found.destroyed,
    )


def _agrees(session: Session, head: Head) -> bool:
    """A sheet may give only the beginning of the hash."""
    stored = BEGINNING.hash if head.seq == 0 else trail.hash_of(session, head.seq)
    return stored is not None and stored.startswith(head.hash)


def _thinned(heads: tuple[Head, ...], verified: Head) -> tuple[Head, ...]:
    """Without the oldest that a check has passed: the others are evidence."""
    passed = [head for head in heads if head.seq <= verified.seq]
    dropped = set(passed[:-KEPT])
    return tuple(head for head in heads if head not in dropped)[-MOST:]


def _seal(key: bytearray, body: str) -> str:
    # not the key of the entries itself, so that no entry can pass for a file
    own = hmac.digest(key, b"office.anchor", "sha256")
    return hmac.digest(own, body.encode(), "sha256").hex()


def _parsed(body: dict[str, object]) -> Anchors:
    heads, day = _listed(body["heads"]), str(body["whole_on"])
    if body["format"] != _FORMAT:
        raise ValueError("another format")
    return Anchors(
        heads=tuple(_head(each) for each in heads),
        begun=_head(body["begun"]),
        verified=_head(body["verified"]),
        whole_on=date.fromisoformat(day) if day else None,
        told=bool(body["told"]),
        keys=tuple(str(each) for each in _listed(body.get("keys", []))),
    )


def _listed(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(value)
    return value


def _head(pair: object) -> Head:
    seq, digest = _listed(pair)
    return Head(seq=int(str(seq)), hash=str(digest))
