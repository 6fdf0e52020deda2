"""A made-up office to look at: made by the services alone, on the days of its own story.

The same seed makes the same people, cases, numbers and dates; keys, ids of own rules and times of
writing differ, and so does who is held at this moment.
"""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from functools import partial
from pathlib import Path

from legalaid_desktop.domain.assignments import Declaration
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.conflicts import ConflictAnswer
from legalaid_desktop.domain.consents import Consent
from legalaid_desktop.domain.decisions import Decision
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.papers import Paper, PaperStatus
from legalaid_desktop.i18n import N_
from legalaid_desktop.services import demo_desk, demo_draws, demo_files, demo_stories, demo_work
from legalaid_desktop.services.clock import VIENTIANE
from legalaid_desktop.services.demo_stories import (
    CLIENT,
    Count,
    Decided,
    Piece,
    Story,
    Turn,
    Writing,
)
from legalaid_desktop.services.office import Office, create_office
from legalaid_desktop.storage import durable, keys, places

LIKE_NAMES = "ຄົນລະຄົນ, ຊື່ຄ້າຍກັນ (two people of like names)"
OFFICE, PAPERS, BUNDLE, RECOVERY = "office", "papers", "bundle", "recovery"

MADE_BEFORE = N_(
    "There is a demonstration in this folder already. Name another folder, or delete this one."
)
NOT_EMPTY = N_("This folder is not empty. Name a new folder for the demonstration.")

Progress = Callable[[int, int], None]
"""Called with what is done and what there is in all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoReport:
    """What was made, and how to open it.

    Attributes:
        folder: of the office; papers and bundles lie beside it.
        papers: the issued papers as PDFs.
        bundles: the case bundles as PDFs.
        sheets: the recovery sheets, which open the office without the passphrase.
        slip_sheets: how many documents of the bundles could only be named, not shown.
    """

    folder: Path
    user: str
    passphrase: str
    cases: int
    papers: tuple[Path, ...]
    bundles: tuple[Path, ...]
    sheets: tuple[Path, ...]
    pages: int
    slip_sheets: int


@dataclass(slots=True)
class _Clock:
    """The days of the story; it is set by hand and stands in between."""

    at: datetime

    def __call__(self) -> datetime:
        return self.at

    def set(self, day: date, hour: int = 16) -> None:
        self.at = datetime.combine(day, time(hour), VIENTIANE)


@dataclass(slots=True, kw_only=True)
class _Making:
    """The office while it is being made; the ids of what was kept, by their names in the story."""

    office: Office
    clock: _Clock
    files: Path
    lawyers: dict[str, int]
    cases: dict[str, Case] = field(default_factory=dict)

    def case_id(self, story: Story) -> int:
        return _id(self.cases[story.name].id)


Act = tuple[date, Callable[[], object]]


def make_demo(
    folder: Path,
    *,
    cases: int,
    seed: int,
    progress: Progress = lambda _done, _total: None,
    cost: keys.Cost | None = None,
    now: datetime | None = None,
) -> DemoReport:
    """An office under ``folder`` with the told cases, ``cases`` further ones, papers, bundles.

    Args:
        now: the real moment; with it somebody is being held since nearly forty hours before.

    Raises:
        Refused: the folder is in use; after any failure nothing is left of what was made.
    """
    _require_free(folder)
    setting = demo_stories.setting()
    clock = _Clock(datetime.combine(setting.today, time(8), VIENTIANE))
    stories = (*demo_stories.told(), *demo_draws.drawn(cases, seed))
    with _removed_on_failure(folder), tempfile.TemporaryDirectory() as files:
        for part in (OFFICE, PAPERS, BUNDLE, RECOVERY):
            (folder / part).mkdir(parents=True, exist_ok=True)
        office = create_office(
            folder / OFFICE, setting.profile, setting.user, setting.passphrase, at=clock, cost=cost
        )
        try:
            sheets = _made_recoverable(office, setting.passphrase, folder / RECOVERY)
            making = _making(office, clock, Path(files))
            report = _filled(making, stories, progress)
            if now is not None and now.date() > setting.today:
                _hold(making, now)
            return replace(report, sheets=sheets, cases=len(making.cases))
        finally:
            office.lock()


def _made_recoverable(office: Office, passphrase: str, folder: Path) -> tuple[Path, ...]:
    """The recovery sheets, typed back by the program: an office without them takes in nobody."""
    sheets = office.recovery.make(passphrase, shared=False)
    written = office.recovery.save_sheets(sheets, "both", folder)
    office.recovery.confirm([" ".join(sheet.groups) for sheet in sheets])
    return tuple(written)


def free_folder() -> Path:
    """A folder for a demonstration under the system's temporary folder that is not in use yet."""
    first = Path(tempfile.gettempdir(), "legalaid-demo")
    folder, number = first, 1
    while folder.exists():
        number += 1
        folder = first.with_name(f"{first.name}-{number}")
    return folder


def _require_free(folder: Path) -> None:
    if (folder / OFFICE / places.KEYS).exists():
        raise Refused(MADE_BEFORE)
    with durable.translated():
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(NOT_EMPTY)


@contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    try:
        with durable.translated():
            yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _making(office: Office, clock: _Clock, files: Path) -> _Making:
    lawyers = {
        key: _id(office.assignments.save_lawyer(one).id)
        for key, one in demo_stories.setting().lawyers.items()
    }
    return _Making(office=office, clock=clock, files=files, lawyers=lawyers)


def _filled(making: _Making, stories: tuple[Story, ...], progress: Progress) -> DemoReport:
    clock = making.clock
    acts = sorted(
        (act for story in stories for act in _acts(making, story)), key=lambda act: act[0]
    )
    last = len(acts) + sum(bool(story.bundle) for story in stories)
    for done, (day, act) in enumerate(acts):
        progress(done, last)
        clock.set(day)
        act()
    clock.set(demo_stories.setting().today)
    keys = {name: _id(case.id) for name, case in making.cases.items()}
    demo_desk.work(making.office, clock, making.lawyers, keys)
    return _exported(making, stories, lambda done: progress(len(acts) + done, last))


def _hold(making: _Making, now: datetime) -> None:
    making.clock.at = now
    for _day, act in _acts(making, demo_desk.held(now)):
        act()


def _acts(making: _Making, story: Story) -> Iterator[Act]:
    """What the office does in a case, each thing with its day; those of one day in this order."""
    opened, today = story.case.opened_on, demo_stories.setting().today
    yield opened, partial(_open, making, story)
    for event in story.events:
        # what lies before the opening is told on that day, what lies ahead is noted today
        yield min(max(event.on, opened), today), partial(_tell, making, story, event)
    for decision in story.decisions:
        yield max(decision.on, opened), partial(_decide, making, story, decision)
    for turn in story.turns:
        yield turn.offered_on, partial(_offer, making, story, turn)
        if turn.answered_on:
            yield turn.answered_on, partial(_answer, making, story, turn)
    yield from _agreed(making, story)
    for count in story.counts:
        yield count.on, partial(_watch, making, story, count)
    for piece in story.pieces:
        yield piece.attachment.received_on, partial(_attach, making, story, piece)
    case_id = partial(making.case_id, story)
    yield from demo_work.acts(making.office, story.entries, case_id, making.lawyers)
    for writing in story.writings:
        yield writing.on, partial(_write, making, story, writing)


def _open(making: _Making, story: Story) -> None:
    people = making.office.people
    client = people.take_in(story.people[CLIENT])
    ids = {
        name: _id(people.save(person).id) for name, person in story.people.items() if name != CLIENT
    }
    ids[CLIENT] = client.person_id
    parties = tuple(
        replace(party, person_id=ids[name]) if name else party for name, party in story.parties
    )
    case = replace(story.case, client_id=_id(client.id))
    opened = making.cases[story.name] = making.office.cases.open(case, parties)
    if story.talk:
        intake = replace(story.talk.intake, case_id=_id(opened.id))
        person = people.get(client.person_id)
        making.office.intakes.complete(person, replace(story.talk, intake=intake))
    _look_into(making, _id(opened.id))


def _look_into(making: _Making, case_id: int) -> None:
    """Among many made-up people some have like names: the office looks, and finds them to be two.

    The other case is told of the likeness too, and answers for itself.
    """
    conflicts = making.office.conflicts
    if not conflicts.run(case_id).waits:
        return
    for case in making.office.today.look().conflicts:
        standing = conflicts.run(_id(case.id))
        if standing.waits and standing.check is not None:
            conflicts.answer(_id(standing.check.id), ConflictAnswer.NO_CONFLICT, LIKE_NAMES)


def _tell(making: _Making, story: Story, event: Event) -> None:
    making.office.cases.add_event(replace(event, case_id=making.case_id(story)))
    _move_on(making, story)


def _decide(making: _Making, story: Story, decision: Decision) -> None:
    made = replace(decision, case_id=making.case_id(story))
    making.office.stories.save_decision(made)
    _move_on(making, story)


def _move_on(making: _Making, story: Story) -> None:
    """The office says yes to the stage that follows from what it entered last."""
    case_id = making.case_id(story)
    proposal = making.office.stories.overview(case_id).proposal if story.agrees else None
    if proposal is not None:
        making.office.stories.settle(case_id, proposal, agreed=True)


def _offer(making: _Making, story: Story, turn: Turn) -> None:
    making.office.assignments.offer(making.case_id(story), making.lawyers[turn.lawyer])


def _answer(making: _Making, story: Story, turn: Turn) -> None:
    assignments = making.office.assignments
    newest = _id(assignments.of_case(making.case_id(story))[0].id)
    if turn.reason:
        assignments.decline(newest, turn.reason)
    else:
        assignments.declare(newest, Declaration.NO_CONFLICT)
        assignments.accept(newest)


def _agreed(making: _Making, story: Story) -> Iterator[Act]:
    for decided in story.aid:
        yield decided.on, partial(_settle, making, story, decided)
    for consent in story.consents:
        yield consent.given_on, partial(_agree, making, story, consent)


def _settle(making: _Making, story: Story, decided: Decided) -> None:
    decision = replace(decided.decision, case_id=making.case_id(story))
    making.office.eligibility.decide(decision)


def _agree(making: _Making, story: Story, consent: Consent) -> None:
    making.office.consents.give(replace(consent, case_id=making.case_id(story)))


def _watch(making: _Making, story: Story, count: Count) -> None:
    making.office.deadlines.add(
        making.case_id(story),
        count.rule,
        count.trigger,
        variant=count.variant,
        note=count.note,
        confirmed=count.confirmed,
    )


def _attach(making: _Making, story: Story, piece: Piece) -> None:
    path = making.files / piece.attachment.file_name
    demo_files.make(piece.make, path, piece.lines)
    case_id = making.case_id(story)
    making.office.attachments.add(path, replace(piece.attachment, case_id=case_id))
    path.unlink()


def _write(making: _Making, story: Story, writing: Writing) -> None:
    papers = making.office.papers
    for language in writing.languages:
        draft = papers.draft(making.case_id(story), writing.kind, language)
        kept = papers.save(draft, writing.values)
        if writing.issue:
            papers.issue(kept)


def _exported(
    making: _Making, stories: tuple[Story, ...], progress: Callable[[int], None]
) -> DemoReport:
    folder, setting = making.office.folder, demo_stories.setting()
    papers = tuple(path for story in stories for path in _papers(making, story))
    bundles, pages, slips = [], 0, 0
    for done, story in enumerate(each for each in stories if each.bundle):
        progress(done)
        number = making.cases[story.name].number.replace("/", "-")
        path = folder.parent / BUNDLE / f"{number}-bundle-{story.bundle}.pdf"
        report = making.office.bundles.build(making.case_id(story), path, story.bundle)
        bundles.append(path)
        pages, slips = pages + report.pages, slips + len(report.slip_sheets)
    progress(len(bundles))
    return DemoReport(
        folder=folder,
        user=setting.user,
        passphrase=setting.passphrase,
        cases=len(making.cases),
        papers=papers,
        bundles=tuple(bundles),
        sheets=(),
        pages=pages,
        slip_sheets=slips,
    )


def _papers(making: _Making, story: Story) -> Iterator[Path]:
    """Writes the issued papers of a case; no file bears a name, only the number of the case."""
    for paper in reversed(making.office.papers.of_case(making.case_id(story))):
        if paper.status is PaperStatus.ISSUED:
            path = making.office.folder.parent / PAPERS / _file_name(making, story, paper)
            durable.write(path, making.office.papers.pdf(paper))
            yield path


def _file_name(making: _Making, story: Story, paper: Paper) -> str:
    number = making.cases[story.name].number.replace("/", "-")
    code = next(kind.code for kind in making.office.papers.kinds() if kind.id == paper.kind)
    return f"{number}-{code}-{paper.language}.pdf"


def _id(key: int | None) -> int:
    if key is None:
        raise AssertionError("what was kept has an id")
    return key
