"""Papers on their way to a court: what each needs, what is missing, what it costs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from legalaid_desktop.domain import checks, counting, court_fees, filings
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.court_fees import FeeQuestion, FeeSheet
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.filings import Filing, FilingFacts, FilingLine, Mandate, Ticked
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import reference, rules
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import deadlines as stored_deadlines
from legalaid_desktop.storage import filings as stored
from legalaid_desktop.storage import people as stored_people

LAO = "lo"
_NO_HOLIDAYS = CourtCalendar(())
NO_DEADLINE = N_("This deadline does not belong to the case.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checklist:
    """A filing with how each condition stands; ``ready`` once nothing is missing."""

    filing: Filing
    lines: tuple[FilingLine, ...]
    ready: bool


class Filings:
    """What is to be filed in a case."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> list[Checklist]:
        """The papers to be filed in a case with their checklists, the nearest first."""
        with self._desk.reading(case=case_id) as session:
            case = stored_cases.get(session, case_id)
            return [checklist(session, one, case) for one in stored.of_case(session, case_id)]

    def plan(self, filing: Filing) -> Checklist:
        """Begins a checklist, or moves its day or kind.

        Raises:
            InvalidValue, Stale: as elsewhere.
            NotFound: its deadline is not one of the case.
        """
        clean = checks.lines(filing, "proof")
        with self._desk.writing() as session:
            case = stored_cases.get(session, clean.case_id)
            _require_deadline(session, clean)
            kept = stored.save(session, clean)
            return checklist(session, kept, case)

    def tick(self, filing_id: int, ticks: Sequence[Ticked]) -> Checklist:
        """Ticks conditions, says that they are not needed and why, or takes ticks back."""
        with self._desk.writing() as session:
            filing = stored.get(session, filing_id)
            for tick in ticks:
                clean = replace(tick, note=checks.line("note", tick.note))
                filing = replace(filing, ticks=filings.ticked(filing, clean))
            case = stored_cases.get(session, filing.case_id)
            kept = stored.save(session, filing)
            return checklist(session, kept, case)

    def filed(self, filing_id: int, on: date, proof: str) -> Filing:
        """Records that the paper was filed, and what shows it: a stamp, a receipt, a book."""
        checks.not_after("filed_on", on, self._desk.today())
        clean = checks.line("proof", proof, required=True)
        with self._desk.writing() as session:
            known = stored.get(session, filing_id)
            return stored.save(session, replace(known, filed_on=on, proof=clean))

    def fees(self, question: FeeQuestion) -> FeeSheet:
        """What a claim costs now and at the end, by the law; raises ``InvalidValue``."""
        self._desk.require(Act.CONSULT)
        return court_fees.sheet(reference.court_fees(), question)


def checklist(session: Session, filing: Filing, case: Case) -> Checklist:
    """The paper with how each of its conditions stands by what the office knows."""
    lines = filings.readiness(reference.filings(), filing, case, _facts(session, case))
    return Checklist(filing=filing, lines=lines, ready=filings.is_ready(lines))


def _unsigned(session: Session, case_id: int) -> Iterator[Mandate]:
    """Those that were issued here: up to the day written in them, or as the rule says."""
    found = {one.id: one for one in rules.effective(session)}.get(stored.MANDATE)
    for paper in stored.unsigned(session, case_id):
        told = dict(paper.values)
        first = date.fromisoformat(told.get("starts_on") or paper.dated_on.isoformat())
        last = told.get("ends_on") or ""
        if last:
            yield Mandate(first=first, last=date.fromisoformat(last), number=paper.number)
        elif found is not None and found.is_countable:
            day, _ = counting.reach(first, found.length, found.unit, _NO_HOLIDAYS)
            yield Mandate(first=first, last=day - timedelta(days=1), number=paper.number)


def _require_deadline(session: Session, filing: Filing) -> None:
    """A paper may stay with a deadline that was removed since, never get one of another case."""
    before = stored.get(session, filing.id).deadline_id if filing.id else None
    if filing.deadline_id in (None, before):
        return
    if stored_deadlines.get(session, filing.deadline_id or 0).case_id != filing.case_id:
        raise NotFound(NO_DEADLINE)


def _facts(session: Session, case: Case) -> FilingFacts:
    key = case.id or 0
    client = stored_people.client(session, case.client_id)
    spoken = stored_people.get(session, client.person_id).languages
    papers, unknown = stored.languages(session, key)
    return FilingFacts(
        mandates=(*stored.mandates(session, key), *_unsigned(session, key)),
        papers=papers,
        unknown=unknown,
        untranslated=stored.untranslated(session, key),
        speaks_lao=LAO in spoken if spoken else None,
    )
