"""Conflict checks: made by themselves, answered by people, and required before advice."""

from collections.abc import Collection, Sequence
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import cases as case_rules
from legalaid_desktop.domain import checks, confidentiality, conflicts
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.conflicts import (
    Asked,
    ConflictAnswer,
    ConflictCheck,
    Findings,
    Hit,
    ShownHit,
    Sketch,
    Standing,
)
from legalaid_desktop.domain.copies import Copy, CopyWay, Errand, Printout
from legalaid_desktop.domain.errors import NotAllowed, Refused
from legalaid_desktop.domain.name_index import Known, Owner, OwnerKind
from legalaid_desktop.domain.trail import Deed
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import cases, clock, conflict_checking, copies, exports, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import conflicts as stored
from legalaid_desktop.storage import trail
from legalaid_desktop.storage.conflicts import CaseSeen

KIND = "conflict_check"
TELLS = frozenset({"identity"})
"""What of the client's data a certificate tells."""
"""What the trail and the register of copies call it."""
NONE_YET = N_("No conflict check was made in this case yet.")


class Conflicts:
    """Whether the office may work for somebody."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def standing(self, case_id: int) -> Standing:
        """Where a case stands with its check, as who looks may see it."""
        with self._desk.reading(case=case_id) as session:
            return _standing(self._desk, session, case_id)

    def run(self, case_id: int) -> Standing:
        """Checks everybody in the case, unless just these people were checked already."""
        with self._desk.writing() as session:
            cases.case_file(session, case_id)
            conflict_checking.current(self._desk, session, case_id)
            return _standing(self._desk, session, case_id)

    def run_several(self, case_ids: Collection[int]) -> list[Case]:
        """Checks the cases, and gives those that wait for an answer."""
        with self._desk.writing() as session:
            known = [stored_cases.get(session, key) for key in case_ids]
            found = [
                conflict_checking.current(self._desk, session, cases.key(case)) for case in known
            ]
            return [
                case
                for case, check in zip(known, found, strict=True)
                if check.decision is ConflictAnswer.OPEN
            ]

    def answer(self, check_id: int, decision: ConflictAnswer, reason: str) -> ConflictCheck:
        """Keeps what was decided about the hits, with its reason.

        Raises:
            InvalidValue: no decision, or no reason.
            NotAllowed: a hit lies in a case that the user does not see.
            Refused: the check is no longer the last one, or somebody came into the case meanwhile.
        """
        with self._desk.writing() as session:
            check = stored.get(session, check_id)
            standing = _standing(self._desk, session, check.case_id)
            if standing.check is None or standing.check.id != check_id or not standing.is_current:
                raise Refused(conflicts.NEWER)
            if standing.findings.is_hidden:
                raise NotAllowed(conflicts.MANAGER_ANSWERS)
            kept = conflicts.answered(
                check, decision, reason, self._desk.user, self._desk.clock().replace(microsecond=0)
            )
            return stored.save(session, kept)

    def check_name(self, asked: Known) -> Findings:
        """Who may be somebody of that name, before there is a case.

        The trail has that a name was checked, and by whom, but no name: nobody has become a client
        by it.
        """
        clean = tuple(filter(None, (checks.line("name", one) for one in asked.names)))
        checks.any_of("name", *clean, *asked.id_numbers, *asked.phones)
        person = Asked(
            kind=OwnerKind.PERSON, record=0, places=(),
            known=Known(names=clean, id_numbers=asked.id_numbers, phones=asked.phones,
                        born=asked.born),
        )  # fmt: skip
        with self._desk.writing(Act.TAKE_IN) as session:
            trail.note(session, Deed.CHECK_NAME, kind=KIND)
            found = conflict_checking.compared(self._desk, session, [person])
            return _shown(self._desk, session, found, [person])

    def hint(self, typed: Sketch) -> Findings:
        """What would have to be answered for somebody who is being typed, as the user may see it.

        Nothing is kept; but that the user was told of a case that is hidden, the trail has.
        """
        if not conflicts.is_enough(typed):
            return Findings()
        person = Asked(
            kind=OwnerKind.PERSON, record=typed.person_id,
            places=tuple(filter(None, (typed.place,))), known=typed.known,
        )  # fmt: skip
        with self._desk.reading(Act.EDIT) as session:
            found = conflict_checking.compared(self._desk, session, [person], typed.case_id)
            wanted = [hit for hit in found if conflicts.must_be_answered(hit)]
            shown = _shown(self._desk, session, wanted, [person])
        if shown.is_hidden or any(hit.is_pointer for hit in shown.hits):
            with self._desk.writing(Act.EDIT) as session:
                trail.note(session, Deed.CHECK_NAME, kind=KIND)
        return shown

    def prepare(self) -> int:
        """Reads all names into memory, so that the first check need not; says how many."""
        with self._desk.reading(Act.CONSULT):
            return self._desk.names.refresh(self._desk.database)

    def print_certificate(self, case_id: int, language: str, errand: Errand) -> Printout:
        """The certificate of the last check to print; it is entered in the register of copies."""
        pages, check = self._certificate(case_id, language)
        with self._desk.writing(Act.EXPORT) as session:
            copy = copies.enter(self._desk, session, CopyWay.PRINT, KIND, check, errand, TELLS)
            return Printout(pages=copies.stamped(pages, language, copy), copy=copy)

    def save_certificate(self, case_id: int, language: str, out: Path, errand: Errand) -> Copy:
        """Writes the certificate to ``out``; it is entered in the register of copies."""
        pages, check = self._certificate(case_id, language)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            copy = copies.enter(self._desk, session, CopyWay.FILE, KIND, check, errand, TELLS)
            put((copies.stamped(pages, language, copy),))
        return copy

    def _certificate(self, case_id: int, language: str) -> tuple[bytes, ConflictCheck]:
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            file = cases.case_file(session, case_id)
            standing = _standing(self._desk, session, case_id)
        if standing.check is None:
            raise Refused(NONE_YET)
        made_at = self._desk.clock().astimezone(clock.VIENTIANE)
        pages = documents.conflict_certificate.render(file, standing, made_at, language)
        return pages, standing.check


def _standing(desk: Desk, session: Session, case_id: int) -> Standing:
    found = stored.of_case(session, case_id)
    if not found:
        return Standing(check=None, is_current=False, findings=Findings(), may_answer=False)
    check, earlier = found[0], tuple(found[1:])
    asked = stored.asked_in(session, case_id)
    hits = stored.hits(session, check)
    answered = hits
    if check.decision is ConflictAnswer.OPEN:
        answer = next((one for one in earlier if one.decision is not ConflictAnswer.OPEN), None)
        answered = conflict_checking.known_to(session, answer)
    findings = _shown(desk, session, hits, asked, answered)
    may = desk.reaches(session, Act.EDIT, case_id) and not findings.is_hidden
    return Standing(
        check=check,
        is_current=stored.is_current(session, check, asked),
        findings=findings,
        may_answer=may,
        earlier=earlier,
    )


def _shown(
    desk: Desk,
    session: Session,
    hits: Sequence[Hit],
    asked: Collection[Asked],
    answered: Collection[Hit] = (),
) -> Findings:
    """The hits as who looks may see them, the weightiest first."""
    viewer = desk.reader(session)
    seen = stored.cases(session, {hit.case for hit in hits if hit.case}, viewer)
    open_hits = [hit for hit in hits if not hit.case or _is_open(seen.get(hit.case))]
    names = stored.names(session, {(hit.kind, hit.record) for hit in open_hits})
    called = {
        conflicts.key(one.kind, one.record): _first(one.known.names) for one in asked if one.record
    }
    shown = [
        _hit(hit, seen.get(hit.case), names, called, answered)
        for hit in sorted(open_hits, key=conflicts.weighty, reverse=True)
    ]
    hidden = {
        hit.case
        for hit in hits
        if hit.case in seen and not _is_open(seen[hit.case]) and conflicts.must_be_answered(hit)
    }
    if desk.may(session, Act.BREAK_GLASS):
        pointers = [_pointer(seen[key]) for key in sorted(hidden)]
        return Findings(hits=(*pointers, *shown))
    return Findings(hits=tuple(shown), is_hidden=bool(hidden))


def _is_open(seen: CaseSeen | None) -> bool:
    return seen is not None and seen.is_visible


def _first(names: Sequence[str]) -> str:
    return names[0] if names else ""


def _hit(
    hit: Hit,
    seen: CaseSeen | None,
    names: dict[Owner, tuple[str, str]],
    called: dict[str, str],
    answered: Collection[Hit],
) -> ShownHit:
    """A hit in a case that is seen, or a lawyer; names of the closest level stand on no list."""
    case = seen.case if seen else None
    quiet = case is not None and case.confidentiality in confidentiality.quiet(reference.levels())
    lao, english = names.get((hit.kind, hit.record), ("", ""))
    if case and quiet:
        lao = english = f"“{case.code_name}”"
    return ShownHit(
        asked=called.get(hit.asked, ""),
        name_lo=lao,
        name_en=english,
        places=tuple(hit.places.split(" ")),
        case_id=hit.case,
        case_number=case.number if case else "",
        code_name=case.code_name if case and case_rules.is_restricted(case) else "",
        score=hit.score,
        how=tuple(filter(None, hit.how.split(" "))),
        is_closed=bool(case and case.stage is Stage.CLOSED),
        is_removed=bool(seen and seen.is_removed),
        must=conflicts.must_be_answered(hit),
        is_new=conflicts.is_new(hit, answered),
    )


def _pointer(seen: CaseSeen) -> ShownHit:
    return ShownHit(case_number=seen.case.number, code_name=seen.case.code_name, is_pointer=True)
