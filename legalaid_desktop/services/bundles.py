"""Case bundles: what can go in, and the export of it as one PDF."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path

from legalaid_desktop.domain import bundles, cases, lawyers, people
from legalaid_desktop.domain import copies as copy_codes
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.attachments import Attachment, BundleSection, shares
from legalaid_desktop.domain.bundles import (
    BundlePlan,
    BundleReport,
    Entry,
    Exhibit,
    Fact,
    MadeBundle,
    Progress,
    Section,
)
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.copies import OWN_FILE, Copy, CopyWay, Errand
from legalaid_desktop.domain.errors import LegalAidError
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.i18n import LANGUAGES, N_, catalog
from legalaid_desktop.services import attachments, copies, paper_kinds, reference
from legalaid_desktop.services.cases import file_for_papers
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import bundles as stored
from legalaid_desktop.storage import durable, made_copies
from legalaid_desktop.storage import papers as stored_papers

HEADINGS = {
    BundleSection.PLEADINGS: N_("Pleadings and mandates"),
    BundleSection.EVIDENCE: N_("Evidence"),
    BundleSection.CORRESPONDENCE: N_("Correspondence"),
}
TITLE = N_("Case bundle")
CLIENT = N_("Client")
LAWYER = N_("Lawyer")
COURT_NUMBER = N_("Number at the court")
COPY = N_("Copy")
IDENTITY = frozenset({"identity"})
"""What the cover of a bundle tells."""
KIND = "bundle"
"""What the register of copies calls it."""


def _quiet(_done: int, _total: int, _step: str) -> None:
    """Takes no notice of progress."""


def _never() -> bool:
    return False


class Bundles:
    """The bundles of the office's cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def contents(self, case_id: int) -> tuple[Entry, ...]:
        """What can go into the bundle, in its order: issued papers and attachments."""
        with self._desk.reading(case=case_id) as session:
            return tuple(entry for entry, _exhibit in self._entries(session, case_id))

    def build(
        self,
        case_id: int,
        out: Path,
        language: str,
        *,
        included: frozenset[str] | None = None,
        errand: Errand = OWN_FILE,
        progress: Progress = _quiet,
        cancelled: Callable[[], bool] = _never,
    ) -> BundleReport:
        """Writes the bundle to ``out`` and keeps that it was made; a failure leaves no file.

        It is entered as a copy first, for its cover says which it is; after a failure the entry
        says that nothing came out.

        Args:
            errand: for whom it is and why; it is entered in the register of copies.
            included: keys of the entries that go in; without it those that usually do.
            progress: called with what is done and what there is in all.
            cancelled: asked often; raises ``Cancelled`` once it answers yes.
        """
        with self._desk.writing(Act.EXPORT) as session:
            plan = bundles.checked(self._plan(session, case_id, language, included))
            shares = self._shares(session, case_id, included)
            source = copies.Of(case_id=case_id)
            copy = copies.enter(self._desk, session, CopyWay.FILE, KIND, source, errand, shares)
        plan = replace(plan, facts=(*plan.facts, _copied(copy)))
        with self._withdrawn(copy):
            from legalaid_desktop.bundles import build  # loads what makes pages

            report = build.build(plan, out, progress, cancelled)
            # What left the office without a trace in its books must not lie there.
            with durable.discarded_on_failure(out):
                made = self._made(case_id, language, report, out)
                with self._desk.writing(Act.EXPORT) as session:
                    kept = stored.save(session, made)
                    made_copies.change(session, copy, record=kept.id or 0)
        return report

    @contextmanager
    def _withdrawn(self, copy: Copy) -> Iterator[None]:
        """Inside, a failure enters that the copy did not come out."""
        try:
            yield
        except BaseException:
            with suppress(LegalAidError), self._desk.writing(Act.EXPORT) as session:
                made_copies.change(session, copy, way=CopyWay.CANCELLED)
            raise

    def of_case(self, case_id: int) -> list[MadeBundle]:
        """The bundles made of a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def _made(self, case_id: int, language: str, report: BundleReport, out: Path) -> MadeBundle:
        return MadeBundle(
            case_id=case_id,
            made_on=self._desk.today(),
            language=language,
            documents=report.documents,
            pages=report.pages,
            slip_sheets=len(report.slip_sheets),
            sha256=_sha256(out),
        )

    def _plan(
        self, session: Session, case_id: int, language: str, included: frozenset[str] | None
    ) -> BundlePlan:
        file = file_for_papers(session, case_id)
        chosen = [
            (entry, exhibit)
            for entry, exhibit in self._entries(session, case_id)
            if (entry.included if included is None else entry.key in included)
        ]
        sections = (
            Section(
                title_lo=catalog("lo").gettext(heading),
                title_en=heading,
                exhibits=tuple(one for entry, one in chosen if entry.section is section),
            )
            for section, heading in HEADINGS.items()
        )
        return BundlePlan(
            title_lo=catalog("lo").gettext(TITLE),
            title_en=TITLE,
            case_number=file.case.number,
            office_lo=file.office.name_lo,
            office_en=file.office.name_en,
            facts=_facts(file),
            sections=tuple(section for section in sections if section.exhibits),
            language=language,
            created_on=self._desk.today(),
            **_court(file),
        )

    def _shares(
        self, session: Session, case_id: int, included: frozenset[str] | None
    ) -> frozenset[str]:
        """What the cover and the chosen entries tell of the client."""
        found = set(IDENTITY)
        for entry, _exhibit in self._entries(session, case_id):
            if entry.included if included is None else entry.key in included:
                found |= set(entry.shares)
        return frozenset(found)

    def _entries(self, session: Session, case_id: int) -> list[tuple[Entry, Exhibit]]:
        issued = [
            paper
            for paper in reversed(stored_papers.of_case(session, case_id))
            if paper.status is PaperStatus.ISSUED
        ]
        attached = stored_attachments.of_case(session, case_id)
        found = [self._of_paper(paper) for paper in issued]
        found += [self._of_attachment(attachment) for attachment in attached]
        order = list(HEADINGS)
        return sorted(found, key=lambda pair: order.index(pair[0].section))

    def _of_paper(self, paper: Paper) -> tuple[Entry, Exhibit]:
        kind = paper_kinds.kind(paper.kind)
        entry = Entry(
            key=f"paper:{paper.id}",
            section=kind.section,
            title_lo=kind.title.lo,
            title_en=kind.title.en,
            dated_on=paper.dated_on,
            included=kind.bundled,
            shares=kind.shares,
        )
        exhibit = Exhibit(
            title_lo=entry.title_lo,
            title_en=entry.title_en,
            content=partial(self._desk.blobs.read, paper.blob),
            file_name=f"{kind.code}.pdf",
            dated_on=paper.dated_on,
        )
        return entry, exhibit

    def _of_attachment(self, attachment: Attachment) -> tuple[Entry, Exhibit]:
        entry = Entry(
            key=f"attachment:{attachment.id}",
            section=attachment.section,
            title_lo=attachment.title_lo,
            title_en=attachment.title_en,
            dated_on=attachment.dated_on,
            shares=tuple(sorted(shares(attachment))),
        )
        exhibit = Exhibit(
            exhibit_id=f"A{attachment.exhibit}",
            title_lo=attachment.title_lo,
            title_en=attachment.title_en,
            content=partial(attachments.content, self._desk, attachment),
            file_name=attachment.file_name,
            dated_on=attachment.dated_on,
            source=attachment.source,
            form=attachment.form,
        )
        return entry, exhibit


def _facts(file: CaseFile) -> tuple[Fact, ...]:
    """The lines of the cover; a restricted case shows the client's code."""
    hidden = cases.is_restricted(file.case)
    client = {
        language: file.client.code if hidden else people.name(file.person, language)
        for language in LANGUAGES
    }
    facts = [_fact(CLIENT, client["lo"], client["en"])]
    if file.lawyer:
        facts.append(_fact(LAWYER, *(lawyers.name(file.lawyer, one) for one in LANGUAGES)))
    if file.case.court_number:
        facts.append(_fact(COURT_NUMBER, file.case.court_number, file.case.court_number))
    return tuple(facts)


def _copied(copy: Copy) -> Fact:
    """Which copy it is: its number in the case, and its code in the register."""
    said = f"{copy.number} · {copy_codes.code(copy)}"
    return _fact(COPY, said, said)


def _fact(label: str, lao: str, english: str) -> Fact:
    return Fact(
        label_lo=catalog("lo").gettext(label), label_en=label, value_lo=lao, value_en=english
    )


def _court(file: CaseFile) -> dict[str, str]:
    for court in reference.courts():
        if court.id == file.case.court:
            return {"court_lo": court.name_lo, "court_en": court.name_en}
    return {"court_lo": file.case.court, "court_en": file.case.court}


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
