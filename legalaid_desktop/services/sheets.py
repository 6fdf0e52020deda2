"""Printed lists of the daily work: evidence, receipts, what runs, the register of letters."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import court_fees, holdings
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.copies import OWN_FILE, CopyWay, Errand, Printout
from legalaid_desktop.domain.correspondence import Direction, LetterLine
from legalaid_desktop.domain.court_fees import FeeQuestion
from legalaid_desktop.domain.errors import NotFound
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import (
    correspondence,
    exports,
    filings,
    handovers,
    hearings,
    reference,
)
from legalaid_desktop.services.cases import case_file
from legalaid_desktop.services.copies import Of, enter, enter_without_case, stamped
from legalaid_desktop.services.desk import Desk
from legalaid_desktop.storage import attachments as stored_attachments
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import correspondence as stored_letters
from legalaid_desktop.storage import filings as stored_filings
from legalaid_desktop.storage import holdings as stored_holdings
from legalaid_desktop.storage import offices as stored_offices

NO_RECEIPT = N_("There is no receipt {number} in this case.")
LEFT_OUT = "…"
REGISTER = "letter_register"
"""What the trail calls it."""
TELLS = {
    "court_fee_sheet": frozenset[str](),
    "filing_checklist": frozenset({"story"}),
    "notice_ledger": frozenset({"story"}),
    "evidence_list": frozenset({"papers"}),
    "receipt": frozenset({"papers"}),
    "return_slip": frozenset(),
    "running_list": frozenset({"story"}),
}
"""What of the client's data goes out with each list."""
_PLACES = {Direction.IN: 1, Direction.OUT: 2}


class Sheets:
    """Lists that leave the office on paper, or as a file where ``out`` says so."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def evidence(
        self, case_id: int, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """The list of evidence with which papers are handed over; its foot says which copy."""
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            case, office = stored_cases.get(session, case_id), stored_offices.profile(session)
            found = stored_attachments.of_case(session, case_id)
        pages = documents.evidence_list.render(case, office, found, language)
        return self._entered("evidence_list", [case_id], pages, language, errand, out)

    def receipt(
        self, case_id: int, number: str, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """The receipt of that number; raises ``NotFound``."""
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            case, office = stored_cases.get(session, case_id), stored_offices.profile(session)
            found = stored_holdings.of_case(session, case_id)
        receipt = holdings.receipt_called(found, number)
        if receipt is None:
            raise NotFound(NO_RECEIPT, number=number)
        pages = documents.receipt.render(case, office, receipt, language)
        return self._entered("receipt", [case_id], pages, language, errand, out)

    def return_slip(
        self, letter_id: int, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """The slip that comes back with what became of a referral.

        Raises:
            Refused: the letter refers nobody.
        """
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            letter = stored_letters.get(session, letter_id)
            slip = correspondence.return_slip(session, letter)
        pages = documents.return_slip.render(office, slip, language)
        case_id = letter.case_id or 0
        return self._entered("return_slip", [case_id], pages, language, errand, out)

    def notices(
        self, case_id: int, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """The ledger of notices of a case, with what was missed."""
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            file, ledger = case_file(session, case_id), hearings.ledger(session, case_id)
        found = {one: ledger.notices[one.id or 0] for one in reversed(ledger.hearings)}
        rules, laws = reference.summonses(), reference.laws()
        missed = ledger.missed
        pages = documents.notice_ledger.render(file, found, missed, rules, laws, language)
        return self._entered("notice_ledger", [case_id], pages, language, errand, out)

    def checklist(
        self, filing_id: int, language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """The checklist of a paper that is to be filed."""
        with self._desk.reading(Act.EXPORT) as session:
            filing = stored_filings.get(session, filing_id)
            case, office = (
                stored_cases.get(session, filing.case_id),
                stored_offices.profile(session),
            )
            lines = filings.checklist(session, filing, case).lines
        kind = next(one for one in reference.filings().kinds if one.id == filing.kind)
        pages = documents.filing_checklist.render(
            case, office, filing, kind, lines, reference.laws(), language
        )
        case_ids = [filing.case_id]
        return self._entered("filing_checklist", case_ids, pages, language, errand, out)

    def court_fees(
        self,
        case_id: int,
        question: FeeQuestion,
        language: str,
        errand: Errand,
        out: Path | None = None,
    ) -> Printout:
        """What a claim costs now and at the end, for the file; raises ``InvalidValue``."""
        counted = court_fees.sheet(reference.court_fees(), question)
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            case, office = stored_cases.get(session, case_id), stored_offices.profile(session)
        laws = reference.laws()
        pages = documents.court_fee_sheet.render(case, office, counted, laws, language)
        return self._entered("court_fee_sheet", [case_id], pages, language, errand, out)

    def running(
        self, case_ids: Sequence[int], language: str, errand: Errand, out: Path | None = None
    ) -> Printout:
        """What runs in these cases, for who takes them over; entered in each of them."""
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            known = [stored_cases.get(session, key) for key in case_ids]
            found = [handovers.running(session, one, self._desk) for one in known]
        pages = documents.running_list.render(office, found, self._desk.today(), language)
        return self._entered("running_list", case_ids, pages, language, errand, out)

    def register(
        self,
        direction: Direction,
        year: int,
        language: str,
        errand: Errand,
        out: Path | None = None,
    ) -> bytes:
        """The register of letters of a year; those of restricted cases by number alone.

        What the letters are about, and with whom, stands in the copy for the own file alone.
        """
        with self._desk.reading(Act.EXPORT) as session:
            office = stored_offices.profile(session)
            lines = correspondence.register(session, direction, year)
        if errand.body != OWN_FILE.body:
            lines = [_without_texts(line) for line in lines]
        pages = documents.letter_register.render(office, direction, year, lines, language)
        deed, key = Deed.EXPORT if out else Deed.PRINT, year * 10 + _PLACES[direction]
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            number = enter_without_case(session, deed, REGISTER, key, errand)
            code = documents.letter_register.code(direction, year)
            said = documents.copy_stamp.words(number, self._desk.today(), code, language)
            made = documents.copy_stamp.stamp(pages, said)
            if put is not None:
                put((made,))
        return made

    def _entered(
        self,
        kind: str,
        case_ids: Sequence[int],
        pages: bytes,
        language: str,
        errand: Errand,
        out: Path | None,
    ) -> Printout:
        """The pages with the code of the copy at their foot, in place once it is entered."""
        way = CopyWay.FILE if out else CopyWay.PRINT
        with ExitStack() as stack:
            put = stack.enter_context(exports.placing(out)) if out else None
            session = stack.enter_context(self._desk.writing(Act.EXPORT))
            made = [
                enter(self._desk, session, way, kind, Of(case_id=key), errand, TELLS[kind])
                for key in case_ids
            ]
            marked = stamped(pages, language, made[0])
            if put is not None:
                put((marked,))
        return Printout(pages=marked, copy=made[0])


def _without_texts(line: LetterLine) -> LetterLine:
    if line.letter is None:
        return line
    return replace(line, letter=replace(line.letter, subject=LEFT_OUT, correspondent=LEFT_OUT))
