"""The story of a case: read page by page, its steps weighed, its decisions kept, printed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from legalaid_desktop import documents
from legalaid_desktop.domain import checks, decisions, happenings, routes
from legalaid_desktop.domain.access import Act
from legalaid_desktop.domain.cases import Case, CaseType, PartyRole, Stage
from legalaid_desktop.domain.chronologies import Chronology, Scope, chosen, require_alone
from legalaid_desktop.domain.copies import Copy, CopyWay, Errand, Printout
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.happenings import Proposal
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.routes import Ladder
from legalaid_desktop.domain.stories import (
    EVERYTHING,
    Place,
    StoryFilter,
    StoryLine,
    TimeSpent,
)
from legalaid_desktop.labels import stories as labels
from legalaid_desktop.labels.story_lines import Lists
from legalaid_desktop.services import cases, clock, copies, exports, paper_kinds, reference
from legalaid_desktop.services.desk import Desk, Session
from legalaid_desktop.storage import cases as stored_cases
from legalaid_desktop.storage import decisions as stored
from legalaid_desktop.storage import events as stored_events
from legalaid_desktop.storage import offices as stored_offices
from legalaid_desktop.storage import records
from legalaid_desktop.storage import stories as stored_stories

PAGE = 50
CHRONOLOGY = "chronology"
TELLS = frozenset({"story"})
"""What of the client's data goes out with it."""
"""What the register of copies calls a printed chronology."""
_CRIMINAL = frozenset({CaseType.CRIMINAL, CaseType.TRAFFICKING})


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage:
    """Some lines of a story, newest first, and where the next ones begin (``None``: no more)."""

    lines: tuple[StoryLine, ...]
    next: Place | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What stands beside the story of a case.

    Attributes:
        proposal: the stage that follows from the newest step, where nobody has weighed it yet.
        time: by who spent it, the most first; authors: accounts of those who wrote, with names.
    """

    proposal: Proposal | None
    ladder: Ladder
    time: tuple[TimeSpent, ...]
    authors: tuple[tuple[int, str], ...]


class Stories:
    """What happened in the cases of the office."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def page(
        self,
        case_id: int,
        wanted: StoryFilter = EVERYTHING,
        after: Place | None = None,
        limit: int = PAGE,
    ) -> StoryPage:
        """The next lines of the story that the filter wants, newest first."""
        with self._desk.reading(case=case_id) as session:
            lines = _lines(session, case_id, wanted, after, limit)
        last = lines[-1].place if len(lines) == limit else None
        return StoryPage(lines=tuple(lines), next=last)

    def overview(self, case_id: int) -> Overview:
        """What stands beside the story of a case, read in one go."""
        with self._desk.reading(case=case_id) as session:
            case, names = stored_cases.get(session, case_id), stored_events.authors(session)
            spent = stored_events.minutes(session, case_id)
            return Overview(
                proposal=_proposed(session, case),
                ladder=_ladder(session, case),
                time=tuple(_spent(author, total, names) for author, total in spent),
                authors=tuple(
                    (key, names.get(key, "")) for key in stored_events.who_wrote(session, case_id)
                ),
            )

    def settle(self, case_id: int, proposal: Proposal, *, agreed: bool) -> Case:
        """Moves the case to the proposed stage, or leaves it; it is not asked again.

        Raises:
            Refused: the case or its story changed meanwhile.
        """
        with self._desk.writing() as session:
            case = stored_cases.get(session, case_id)
            happenings.require_same(_proposed(session, case), proposal)
            _weigh(session, proposal)
            records.edits(session).clear()  # what undo takes back is the stage
            if not agreed:
                return case
            since = {"stage_since": proposal.on, "stage_cause": proposal.cause}
            moved = replace(case, stage=proposal.stage, **since)  # type: ignore[arg-type]  # of mixed types
            return cases.keep(self._desk, session, moved)

    def next_hearings(self, case_ids: Sequence[int]) -> dict[int, date]:
        """The day of the next hearing of each of these cases that has one."""
        with self._desk.reading() as session:
            return stored_events.next_hearings(session, list(case_ids), self._desk.today())

    def decisions(self, case_id: int) -> list[Decision]:
        """The decisions in a case, newest first."""
        with self._desk.reading(case=case_id) as session:
            return stored.of_case(session, case_id)

    def save_decision(self, decision: Decision) -> Decision:
        """Keeps a decision, new or known; the case of a known one stays.

        Raises:
            InvalidValue, Stale: nothing was written.
        """
        clean = decisions.checked(decision, self._desk.today())
        with self._desk.writing() as session:
            if clean.id is not None:
                known = stored.get(session, clean.id)
                clean = replace(clean, case_id=known.case_id, weighed=known.weighed)
            return stored.save(session, clean)

    def remove_decision(self, decision_id: int, why: str) -> Decision:
        """Takes a decision out of the case, for a reason, and returns it; it lies in the bin."""
        reason = checks.line("reason", why, required=True)
        with self._desk.writing() as session:
            return stored.remove(session, decision_id, reason)

    def print_chronology(
        self, case_id: int, scope: Scope, language: str, errand: Errand
    ) -> Printout:
        """The chronology to print; its foot says which copy it is."""
        pages = self._pages(case_id, scope, language)
        with self._desk.writing(Act.EXPORT) as session:
            copy = self._entered(session, CopyWay.PRINT, case_id, errand)
        return Printout(pages=copies.stamped(pages, language, copy), copy=copy)

    def save_chronology(
        self, case_id: int, scope: Scope, language: str, out: Path, errand: Errand
    ) -> Copy:
        """Writes the chronology to ``out``; its foot says which copy it is."""
        pages = self._pages(case_id, scope, language)
        with exports.placing(out) as put, self._desk.writing(Act.EXPORT) as session:
            copy = self._entered(session, CopyWay.FILE, case_id, errand)
            put((copies.stamped(pages, language, copy),))
        return copy

    def _pages(self, case_id: int, scope: Scope, language: str) -> bytes:
        require_alone(scope)
        with self._desk.reading(Act.EXPORT, case=case_id) as session:
            chronology = Chronology(
                case=stored_cases.get(session, case_id),
                office=stored_offices.profile(session),
                lines=tuple(chosen(scope, _every(session, case_id, scope.wanted()))),
                scope=scope,
                at=self._desk.clock().astimezone(clock.VIENTIANE),
                user=self._desk.user,
            )
        return documents.chronology.render(chronology, language, looked_up())

    def _entered(self, session: Session, way: CopyWay, case_id: int, errand: Errand) -> Copy:
        return copies.enter(
            self._desk, session, way, CHRONOLOGY, copies.Of(case_id=case_id), errand, TELLS
        )


def _spent(author: int | None, minutes: int, names: Mapping[int, str]) -> TimeSpent:
    return TimeSpent(author=author, name=names.get(author or 0, ""), minutes=minutes)


def _ladder(session: Session, case: Case) -> Ladder:
    parties = stored_cases.parties(session, cases.key(case))
    accused = any(one.role is PartyRole.ACCUSED for one in parties)
    criminal = accused or case.type in _CRIMINAL
    return routes.ladder(case, reference.routes(), reference.courts(), criminal=criminal)


def _lines(
    session: Session, case_id: int, wanted: StoryFilter, after: Place | None, limit: int
) -> list[StoryLine]:
    """As many lines as are asked for; of a text the story is read until so many hold it."""
    if not wanted.text:
        return stored_stories.page(session, case_id, wanted, after, limit)
    holds = _holder(wanted.text)
    found = (one for one in _walk(session, case_id, wanted, after) if holds(one))
    return [one for one, _ in zip(found, range(limit), strict=False)]


def _walk(
    session: Session, case_id: int, wanted: StoryFilter, after: Place | None = None
) -> Iterator[StoryLine]:
    while True:
        lines = stored_stories.page(session, case_id, wanted, after, 10 * PAGE)
        yield from lines
        if len(lines) < 10 * PAGE:
            return
        after = lines[-1].place


def _every(session: Session, case_id: int, wanted: StoryFilter) -> Iterator[StoryLine]:
    return _walk(session, case_id, wanted)


def _holder(text: str) -> Callable[[StoryLine], bool]:
    words = [key for word in text.split(" ") if (key := search_key(word))]
    names = looked_up()

    def holds(line: StoryLine) -> bool:
        said = search_key(" ".join(labels.all_words(line, names)))
        return all(word in said for word in words)

    return holds


def _proposed(session: Session, case: Case) -> Proposal | None:
    if case.stage is Stage.CLOSED:
        return None
    key = cases.key(case)
    return happenings.proposed(
        case,
        reference.happenings(),
        stored_events.steps(session, key),
        stored.of_case(session, key),
    )


def _weigh(session: Session, proposal: Proposal) -> None:
    if proposal.event_id is not None:
        event = stored_events.get(session, proposal.event_id)
        stored_events.save(session, replace(event, weighed=True))
    elif proposal.decision_id is not None:
        decision = stored.get(session, proposal.decision_id)
        stored.save(session, replace(decision, weighed=True))


def looked_up() -> labels.Names:
    """What the words of lines are looked up in."""
    lists = Lists(reference.outcomes(), reference.eligibility())
    return labels.Names(reference.happenings(), _paper_title, lists)


def _paper_title(kind: str) -> tuple[str, str]:
    return paper_kinds.title(kind)
