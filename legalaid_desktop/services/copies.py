"""Copies: papers, attachments and bundles that leave the office, each entered in the register.

A copy is entered before it goes out, and a file takes its place only once it is entered: what
left the office without a trace in its books must not lie anywhere.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Protocol

from legalaid_desktop import documents
from legalaid_desktop.bundles import bare, endings, sniff
from legalaid_desktop.domain import checks, copies
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.attachments import shares as tells
from legalaid_desktop.domain.copies import (
    OWN_FILE,
    Copy,
    CopyLine,
    CopyWay,
    Errand,
    Hidden,
    Opening,
    Printout,
    Prospect,
)
from legalaid_desktop.domain.errors import Cancelled, Refused
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.papers import shares as paper_shares
from legalaid_desktop.domain.sharing import WHOLE_FILE, OverrideGround
from legalaid_desktop.domain.trail import Deed, Fields
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import copies as copy_labels
from legalaid_desktop.services import (
    attachments,
    clock,
    consents,
    exports,
    paper_kinds,
    papers,
)
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import histories, trail
from legalaid_desktop.storage import made_copies as stored
from legalaid_desktop.storage import offices as stored_offices

OUR_RECIPIENTS, OUR_BODIES = ("", "our own file"), ("", OWN_FILE.body)
"""What may stand for the recipient of a copy that stays in the office, in words and as a body."""
FOOT = 7.5
"""Points of the words at the foot of printed evidence."""
MEGA = 1_000_000
LIST = "copy_list"
"""What the register calls a printed list of itself."""

NOT_OPENED = N_(
    "The program opens no files of this kind: it could be a program itself, or unpack others. Save "
    "a copy and open it where it can do no harm."
)


WHOLE = frozenset({WHOLE_FILE})
"""A list of all that went out tells of the whole file."""


class Source(Protocol):
    """What a copy is made of: a paper, an attachment or a bundle."""

    @property
    def id(self) -> int | None:
        """Its id; a paper that was never kept has none."""

    @property
    def case_id(self) -> int:
        """The case it belongs to."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Of:
    """The source of a copy that is no record, or none yet."""

    case_id: int
    id: int | None = None


class Copies:
    """What was printed and exported, and the ways to do it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def print_paper(self, paper: Paper, errand: Errand) -> Printout:
        """The pages to print; their foot says which copy it is."""
        pages = self._pages(paper)
        with self._desk.writing(Act.EXPORT) as session:
            copy = enter(self._desk, session, CopyWay.PRINT, "paper", paper, errand, shares(paper))
            return Printout(pages=stamped(pages, paper.language, copy), copy=copy)

    def save_paper(self, paper: Paper, out: Path, errand: Errand) -> Copy:
        """Writes the pages to ``out``; their foot says which copy it is."""
        pages = self._pages(paper)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            copy = enter(self._desk, session, CopyWay.FILE, "paper", paper, errand, shares(paper))
            put((stamped(pages, paper.language, copy),))
        return copy

    def prospect(self, attachment_id: int) -> Prospect:
        """What would go out of an attachment: under which name, and what hides in it.

        Raises:
            Damaged, NotFound: the file is not what was kept, or not there.
        """
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
            number = stored_cases.get(session, known.case_id).number
        head = attachments.head(self._desk, known)
        safe = endings.ending(head, known.size, known.file_name)
        ending = safe or endings.plain(known.file_name)
        stem = copies.file_code(number, f"A{known.exhibit}")
        return Prospect(
            name=f"{stem}.{ending}" if ending else stem,
            hidden=_hidden(head, known.size),
            opens=bool(safe),
        )

    def print_attachment(
        self, attachment_id: int, errand: Errand, cancelled: Callable[[], bool]
    ) -> Printout:
        """The pages of a file as a bundle would show them, to print; their foot says which copy.

        Raises:
            Refused: why no page can show it; Damaged, NotFound: it is not what was kept.
        """
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
        from legalaid_desktop.bundles import stamps  # loads what makes pages

        pages = attachments.as_pages(self._desk, known, cancelled)
        with self._desk.writing(Act.EXPORT) as session:
            copy = enter(
                self._desk, session, CopyWay.PRINT, "attachment", known, errand, tells(known)
            )
        marked = stamps.marked(pages, f"A{known.exhibit} · {copies.code(copy)}", FOOT)
        return Printout(pages=marked, copy=copy)

    def save_attachment(
        self,
        attachment_id: int,
        out: Path,
        errand: Errand,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Copy:
        """Writes the file to ``out``, without what a camera noted in it; the original keeps it.

        Raises:
            Refused: the file cannot be written, or its notes cannot be taken out.
        """
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
        with exports.placing(out) as put:
            put(_bare(self._desk, known, cancelled))  # may take minutes: nobody waits for it
            with self._desk.writing(Act.EXPORT) as session:
                copy = enter(
                    self._desk, session, CopyWay.FILE, "attachment", known, errand, tells(known)
                )
        return copy

    def open_attachment(
        self,
        attachment_id: int,
        progress: Callable[[int, int], object] = lambda _done, _of: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Opening:
        """Lays the file out for another program, as it is, until the office is locked.

        Raises:
            Refused: no program may open such a file here, or there is no room for it.
            Damaged, NotFound: the file is not what was kept, or not there.
            Cancelled: the user stopped; nothing lies there.
        """
        with self._desk.reading(Act.EXPORT) as session:
            known = stored_attachments.get(session, attachment_id)
        ending = endings.ending(attachments.head(self._desk, known), known.size, known.file_name)
        if not ending:
            raise Refused(NOT_OPENED)
        pieces = partial(_polled, self._desk.blobs.chunks(known.blob), known, progress, cancelled)
        name = f"A{known.exhibit}.{ending}"
        path = self._desk.viewing.put(known.blob, name, known.size, pieces)
        with self._taken_back(path), self._desk.writing(Act.EXPORT) as session:
            copy = enter(
                self._desk, session, CopyWay.OPEN, "attachment", known, OWN_FILE, tells(known)
            )
        return Opening(path=path, copy=copy)

    def cancel(self, copy_id: int) -> Copy:
        """Enters that a print or an opening did not come about; its number is not given again.

        Raises:
            Refused: it is a file, or somebody else's.
        """
        with self._desk.writing(Act.EXPORT) as session:
            return stored.cancel(session, copy_id, self._desk.user)

    def take_back(self, opening: Opening) -> None:
        """Wipes what no program came to read, and enters that it was not opened."""
        self._desk.viewing.take_back(opening.path)
        with self._desk.writing(Act.EXPORT) as session:
            stored.cancel(session, opening.copy.id or 0, self._desk.user)

    def of_case(self, case_id: int) -> list[Copy]:
        """The copies that were made in a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def lines(self, case_id: int) -> list[CopyLine]:
        """The same with what they are copies of, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.lines(session, case_id, paper_kinds.title)

    def print_list(self, case_id: int, language: str, errand: Errand) -> Printout:
        """The list of copies to print, itself one; its foot says which."""
        pages = self._list(case_id, language)
        with self._desk.writing(Act.EXPORT) as session:
            copy = self._entered_list(session, CopyWay.PRINT, case_id, errand)
        return Printout(pages=stamped(pages, language, copy), copy=copy)

    def save_list(self, case_id: int, language: str, out: Path, errand: Errand) -> Copy:
        """Writes the list of copies to ``out``; its foot says which copy it is."""
        pages = self._list(case_id, language)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            copy = self._entered_list(session, CopyWay.FILE, case_id, errand)
            put((stamped(pages, language, copy),))
        return copy

    def _list(self, case_id: int, language: str) -> bytes:
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            case = stored_cases.get(session, case_id)
            office = stored_offices.profile(session)
            found = stored.lines(session, case_id, paper_kinds.title)
        made_at = self._desk.clock().astimezone(clock.VIENTIANE)
        local = [
            replace(one, copy=replace(one.copy, at=one.copy.at.astimezone(clock.VIENTIANE)))
            for one in found
        ]
        return documents.copy_list.render(case, office, local, made_at, language)

    def _entered(self, session: Session, way: CopyWay, known: Attachment, errand: Errand) -> Copy:
        return enter(self._desk, session, way, "attachment", known, errand, tells(known))

    def _entered_list(self, session: Session, way: CopyWay, case_id: int, errand: Errand) -> Copy:
        return enter(self._desk, session, way, LIST, Of(case_id=case_id), errand, WHOLE)

    @contextmanager
    def _taken_back(self, path: Path) -> Iterator[None]:
        """Inside, a failure wipes what lies there: nothing is opened that is not entered."""
        try:
            yield
        except BaseException:
            self._desk.viewing.take_back(path)
            raise

    def _pages(self, paper: Paper) -> bytes:
        with self._desk.reading(Act.EXPORT) as session:
            file = papers.file_for(session, paper.case_id)
        return papers.pages(self._desk, file, paper)


def enter(
    desk: Desk,
    session: Session,
    way: CopyWay,
    kind: str,
    source: Source,
    errand: Errand,
    shares: Collection[str],
) -> Copy:
    """Enters a copy in the register and the trail, in the caller's transaction.

    All that leaves the office comes by here.

    Args:
        shares: ids of the data of the client that go out with it.

    Raises:
        NoConsent: the client did not agree to that.
    """
    finding = consents.require(desk, session, source.case_id, errand, shares)
    goes_without = finding.needed and not finding.may_go
    copy = Copy(
        case_id=source.case_id,
        kind=kind,
        record=source.id or 0,
        way=way,
        at=desk.clock().replace(microsecond=0),
        by=desk.user,
        recipient=errand.recipient,
        purpose=errand.purpose,
        body=finding.body,
        consent_id=finding.consent.id if finding.consent and finding.may_go else None,
        ground=errand.ground if goes_without else OverrideGround.NONE,
        override=errand.override if goes_without else "",
    )
    return stored.add(session, copies.checked(copy))


def enter_without_case(
    session: Session,
    deed: Deed,
    kind: str,
    record: int,
    errand: Errand = OWN_FILE,
    more: Fields = MappingProxyType({}),
) -> int:
    """Enters a copy of what belongs to no case, in the trail, its register; gives its number.

    Args:
        more: what else the entry says of it.
    """
    clean = checks.lines(errand, "recipient", "purpose")
    earlier = histories.of_record(kind, record), histories.of_deed(Deed.PRINT, Deed.EXPORT)
    number = histories.count(session, *earlier) + 1
    fields = {"number": (None, number), "recipient": (None, clean.recipient), **more}
    trail.note(session, deed, kind=kind, record=record, fields=fields, reason=clean.purpose)
    return number


def is_ours(errand: Errand) -> bool:
    """Whether it stays in the office; whoever is named is somebody else."""
    recipient = copy_labels.said(errand.recipient.strip(), "en")
    return errand.body in OUR_BODIES and recipient in OUR_RECIPIENTS


def shares(paper: Paper) -> frozenset[str]:
    """What a paper tells of the client."""
    return paper_shares(paper_kinds.kind(paper.kind), paper)


def _hidden(head: bytes, size: int) -> Hidden:
    if bare.is_for_us(head, size):
        return Hidden.TAKEN_OUT
    plain = sniff.kind(head, size) in (sniff.Kind.TEXT, sniff.Kind.EMPTY)
    return Hidden.NONE if plain else Hidden.STAYS


def _polled(
    pieces: Iterator[bytes],
    known: Attachment,
    progress: Callable[[int, int], object],
    cancelled: Callable[[], bool],
) -> Iterator[bytes]:
    """The pieces, for as long as the user does not stop."""
    done = 0
    for piece in pieces:
        if cancelled():
            raise Cancelled
        done += len(piece)
        progress(done // MEGA, known.size // MEGA)
        yield piece


def _bare(desk: Desk, known: Attachment, cancelled: Callable[[], bool]) -> Iterator[bytes]:
    """The pieces of the file as it may leave the office."""
    pieces = desk.blobs.chunks(known.blob)
    first = next(pieces, b"")
    if bare.is_for_us(first[: sniff.HEAD], known.size):
        yield bare.bare(first + b"".join(pieces), cancelled)
        return
    yield first
    yield from pieces


def stamped(pages: bytes, language: str, copy: Copy) -> bytes:
    """The pages with a foot that says which copy they are."""
    day = copy.at.astimezone(clock.VIENTIANE).date()
    said = documents.copy_stamp.words(copy.number, day, copies.code(copy), language)
    return documents.copy_stamp.stamp(pages, said)
