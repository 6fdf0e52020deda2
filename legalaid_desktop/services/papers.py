"""Papers: drafted from a case, looked at, issued under a number, kept as they went out."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from legalaid_desktop import documents
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.paper_kinds import PaperKind
from legalaid_desktop.domain.papers import Blocker, Paper, PaperLine, PaperStatus
from legalaid_desktop.services import cases, paper_kinds, reference
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import papers as stored

PAGE = 100


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
            file = cases.case_file(session, case_id)
            return stored.save(session, papers.new(kind, file, language, self._desk.today()))

    def save(self, paper: Paper, typed: Mapping[str, str], language: str = "") -> Paper:
        """Keeps the draft with what was typed; raises ``InvalidValue`` or ``Stale``.

        Args:
            language: the paper's new language, if it changes.
        """
        changed = papers.with_values(paper_kinds.kind(paper.kind), paper, typed)
        changed = papers.in_language(changed, language or paper.language)
        with self._desk.writing() as session:
            return stored.save(session, changed)

    def get(self, paper_id: int) -> Paper:
        """The paper with that id."""
        with self._desk.reading() as session:
            return stored.get(session, paper_id)

    def missing(self, paper: Paper) -> tuple[Blocker, ...]:
        """What keeps the paper from being issued; empty if nothing does."""
        with self._desk.reading() as session:
            file = cases.case_file(session, paper.case_id)
        return self._missing(paper, file)

    def pdf(self, paper: Paper) -> bytes:
        """The pages: of an issued paper those that went out, of a draft as it would look now."""
        with self._desk.reading() as session:
            file = cases.case_file(session, paper.case_id)
        if paper.status is PaperStatus.ISSUED:
            return self._desk.blobs.read(paper.blob)
        return _render(file, paper)

    def issue(self, paper_id: int) -> Paper:
        """Gives the draft its number and keeps its pages as they go out.

        Raises:
            Refused: something is missing.
        """
        with self._desk.writing(Act.ISSUE) as session:
            draft = stored.get(session, paper_id)
            file = cases.case_file(session, draft.case_id)
            if self._missing(draft, file):
                raise Refused("Something is still missing from this paper.")
            at = self._desk.clock()
            count = stored_offices.next_number(session, f"paper/{draft.dated_on.year}")
            number = "/".join(filter(None, (str(count), file.office.paper_suffix)))
            final = papers.issued(draft, number=number, blob="", sha256="", at=at)
            pages = _render(file, final)
            blob = self._desk.blobs.put_bytes(pages)
            digest = hashlib.sha256(pages).hexdigest()
            return stored.save(session, replace(final, blob=blob.name, sha256=digest))

    def discard(self, paper_id: int) -> Paper:
        """Throws a draft away and returns it: ``restore`` undoes this."""
        with self._desk.writing() as session:
            if stored.get(session, paper_id).status is PaperStatus.ISSUED:
                raise Refused("This paper was issued and cannot be thrown away.")
            return stored.remove(session, paper_id)

    def restore(self, paper: Paper) -> Paper:
        """Puts a discarded draft back; refuses an issued paper, which was never thrown away."""
        draft = papers.in_language(paper, paper.language)
        with self._desk.writing() as session:
            return stored.save(session, replace(draft, id=None, version=0))

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

    def _missing(self, paper: Paper, file: CaseFile) -> tuple[Blocker, ...]:
        kind = paper_kinds.kind(paper.kind)
        asked = papers.missing(kind, paper, file, self._desk.today())
        return asked + documents.strange_letters(kind, paper)


def _render(file: CaseFile, paper: Paper) -> bytes:
    courts = {court.id: court for court in reference.courts()}
    kind = paper_kinds.kind(paper.kind)
    return documents.render(kind, file, paper, reference.place_names(), courts)
