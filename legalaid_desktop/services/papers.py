"""Papers: drafted from a case, looked at, issued under a number, kept as they went out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from legalaid_desktop import documents
from legalaid_desktop.domain import checks, papers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.paper_kinds import PaperKind
from legalaid_desktop.domain.papers import Blocker, Paper, PaperLine, PaperStatus
from legalaid_desktop.domain.sharing import OverrideGround
from legalaid_desktop.services import (
    cases,
    conflict_checking,
    consents,
    correspondence,
    paper_kinds,
    reference,
)
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.services.protection import with_protection
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import papers as stored
from legalaid_desktop.storage.failures import BUSY

PAGE = 100
TRIES = 5
"""How often the pages of a paper are made again because somebody else was quicker."""


class Papers:
    """The papers that the office writes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def kinds(self) -> tuple[PaperKind, ...]:
        """The kinds of paper there are."""
        return paper_kinds.kinds()

    def draft(self, case_id: int, kind_id: str, language: str) -> Paper:
        """Starts a paper of that kind with its defaults, and keeps it."""
        kind = paper_kinds.kind(kind_id)
        with self._desk.writing() as session:
            file = file_for(session, case_id)
            return stored.save(session, papers.new(kind, file, language, self._desk.today()))

    def save(self, paper: Paper, typed: Mapping[str, str], language: str = "") -> Paper:
        """Keeps the draft with what was typed; raises ``InvalidValue`` or ``Stale``.

        A letter to another body takes what it says of the consent from the one that covers it.

        Args:
            language: the paper's new language, if it changes.
        """
        changed = papers.with_values(paper_kinds.kind(paper.kind), paper, typed)
        changed = papers.in_language(changed, language or paper.language)
        with self._desk.writing() as session:
            return stored.save(session, self._with_consent(session, changed))

    def _with_consent(self, session: Session, paper: Paper) -> Paper:
        """What a letter tells of the client's consent is what the record of it says."""
        kind = paper_kinds.kind(paper.kind)
        if kind.address is None:
            return paper
        file = file_for(session, paper.case_id)
        finding = consents.of_letter(kind, paper, file, self._desk.today())
        return papers.with_values(kind, paper, consents.in_letter(finding, kind))

    def get(self, paper_id: int) -> Paper:
        """The paper with that id, a draft as it would go out today."""
        with self._desk.reading() as session:
            return self._as_of_today(stored.get(session, paper_id))

    def missing(self, paper: Paper) -> tuple[Blocker, ...]:
        """What keeps the paper from being issued; empty if nothing does."""
        with self._desk.reading() as session:
            file = file_for(session, paper.case_id)
        return self._missing(paper, file)

    def pdf(self, paper: Paper) -> bytes:
        """The pages: of an issued paper those that went out, of a draft as it would look now."""
        with self._desk.reading() as session:
            file = file_for(session, paper.case_id)
        return pages(self._desk, file, paper)

    def issue(
        self, draft: Paper, ground: OverrideGround = OverrideGround.NONE, why: str = ""
    ) -> Paper:
        """Gives the draft its number and the day's date, and keeps its pages as they go out.

        The pages are made before anything is locked for writing, and made again if the number was
        given to another paper or a fact changed meanwhile.

        Args:
            ground, why: for a letter to another body that no consent covers; they stay in the
                trail.

        Raises:
            Refused: something is missing.
            NotAllowed: this person may not do without the consent.
            Stale: somebody else changed the draft.
        """
        at, reason = self._desk.clock(), checks.line("override", why)
        for _ in range(TRIES):
            with self._desk.reading(Act.ISSUE) as session:
                file, final = self._planned(session, draft, at)
                said = self._let_go(session, draft, file, ground, reason)
            pages = _render(file, final)
            with self._desk.writing(Act.ISSUE) as session:
                conflict_checking.require(self._desk, session, draft.case_id)
                if self._planned(session, draft, at) == (file, final):
                    stored_offices.next_number(session, _series(final))
                    blob = self._desk.blobs.put_bytes(pages)
                    kept = replace(final, blob=blob.name, sha256=blob.sha256)
                    issued = stored.save(session, kept, said)
                    correspondence.enter_referral(session, issued, self._desk.user)
                    return issued
        raise Refused(BUSY)

    def discard(self, paper_id: int) -> Paper:
        """Throws a draft away and returns it; it lies in the bin."""
        with self._desk.writing() as session:
            if stored.get(session, paper_id).status is PaperStatus.ISSUED:
                raise Refused("This paper was issued and cannot be thrown away.")
            return stored.remove(session, paper_id)

    def of_case(self, case_id: int) -> list[Paper]:
        """The papers of a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def page(self, after: tuple[date, int] | None = None, limit: int = PAGE) -> list[Paper]:
        """The papers of all cases, newest first."""
        with self._desk.reading() as session:
            return stored.page(session, after, limit)

    def lines(self, after: tuple[date, int] | None = None, limit: int = PAGE) -> list[PaperLine]:
        """The papers of all cases with their cases, newest first."""
        with self._desk.reading() as session:
            found = stored.page(session, after, limit)
            known = stored_cases.several(session, {paper.case_id for paper in found})
        return [PaperLine(paper=paper, case=known[paper.case_id]) for paper in found]

    def _missing(self, draft: Paper, file: CaseFile) -> tuple[Blocker, ...]:
        kind, paper, today = (
            paper_kinds.kind(draft.kind),
            self._as_of_today(draft),
            self._desk.today(),
        )
        asked = papers.missing(kind, paper, file, today)
        finding = consents.of_letter(kind, paper, file, today)
        return (
            *asked,
            *documents.papers.strange_letters(kind, paper),
            *consents.blocker(finding, kind),
        )

    def _let_go(
        self, session: Session, draft: Paper, file: CaseFile, ground: OverrideGround, why: str
    ) -> str:
        """Refuses what is not whole, or covered by no consent; gives what the trail says of it."""
        missing = self._missing(draft, file)
        if any(one.id != consents.BLOCKER for one in missing):
            raise Refused("Something is still missing from this paper.")
        kind = paper_kinds.kind(draft.kind)
        finding = consents.of_letter(kind, draft, file, self._desk.today())
        if finding is None or finding.may_go:
            return ""
        consents.override(self._desk, session, draft.case_id, finding, ground, why)
        return f"{consents.said(ground)}: {why}"

    def _as_of_today(self, paper: Paper) -> Paper:
        return _as_of_today(self._desk, paper)

    def _planned(self, session: Session, seen: Paper, at: datetime) -> tuple[CaseFile, Paper]:
        """The case and the paper as it would be issued now, without its pages."""
        draft = replace(stored.get(session, seen.id or 0), version=seen.version)
        file = file_for(session, draft.case_id)
        current = self._as_of_today(draft)
        count = stored_offices.last_number(session, _series(current)) + 1
        number = "/".join(filter(None, (str(count), file.office.paper_suffix)))
        return file, papers.issued(current, number=number, blob="", sha256="", at=at)


def pages(desk: Desk, file: CaseFile, paper: Paper) -> bytes:
    """The pages of a paper: those that went out, or those of a draft as it would look now."""
    if paper.status is PaperStatus.ISSUED:
        return desk.blobs.read(paper.blob)
    return _render(file, _as_of_today(desk, paper))


def _as_of_today(desk: Desk, paper: Paper) -> Paper:
    if paper.status is PaperStatus.ISSUED:
        return paper
    return papers.as_of(paper_kinds.kind(paper.kind), paper, desk.today())


def _series(paper: Paper) -> str:
    return f"paper/{paper.dated_on.year}"


def _render(file: CaseFile, paper: Paper) -> bytes:
    courts = {court.id: court for court in reference.courts()}
    kind = paper_kinds.kind(paper.kind)
    return documents.papers.render(kind, file, paper, reference.place_names(), courts)


def file_for(session: Session, case_id: int) -> CaseFile:
    """The case as papers need it, with its protection side, in the caller's transaction."""
    return with_protection(session, cases.file_for_papers(session, case_id))
