"""Further cases of the demonstration, drawn by lot: the same seed draws the same cases."""

from datetime import date, timedelta
from random import Random

from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole, Stage
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.people import Person, Phone, SafeToCall, Sex, Title
from legalaid_desktop.services.demo_stories import (
    CLIENT,
    Count,
    Story,
    Table,
    Turn,
    both,
    read,
    setting,
)

OLDEST_CASE = 430
CLOSED_AFTER = 240
OPPONENT = "opponent"


def drawn(count: int, seed: int) -> tuple[Story, ...]:
    """As many ordinary cases as asked for."""
    lot = Random(seed)  # noqa: S311 - a demonstration that can be made again, not a secret
    return tuple(_story(lot, number) for number in range(1, count + 1))


def _story(lot: Random, number: int) -> Story:
    data = read("ordinary.toml")
    matter = lot.choice(data["matters"])
    opened = _opened(lot, "rule" in matter)
    people = {CLIENT: _person(lot, number)}
    if matter.get("opponent") and not matter.get("employers"):
        people[OPPONENT] = _person(lot, 500 + number)
    turns = _turns(lot, opened)
    return Story(
        name=f"drawn-{number}",
        case=_case(lot, matter, opened, people[CLIENT]),
        people=people,
        parties=_parties(lot, matter),
        events=_events(lot, matter, opened),
        turns=turns,
        counts=_counts(matter, opened, turns),
    )


def _opened(lot: Random, recent: bool) -> date:
    day = setting().today - timedelta(days=lot.randrange(1, 12 if recent else OLDEST_CASE))
    return day - timedelta(days=max(0, day.weekday() - 4))  # an office opens cases on workdays


def _case(lot: Random, matter: Table, opened: date, client: Person) -> Case:
    places = {"village_lo": client.village_lo, "village_latin": client.village_latin}
    stage = Stage(lot.choice(matter["stages"]))
    old = (setting().today - opened).days > CLOSED_AFTER
    in_court = stage in {Stage.FIRST_INSTANCE, Stage.APPEAL, Stage.ENFORCEMENT}
    return Case(
        client_id=0,
        type=CaseType(matter["type"]),
        stage=Stage.CLOSED if old and lot.random() < 0.6 else stage,
        subject_lo=matter["subject_lo"].format(**places),
        subject_en=matter["subject_en"].format(**places),
        court="province-04" if in_court else "",
        opened_on=opened,
    )


_PAPERS = (IdPaper.ID_CARD, IdPaper.FAMILY_BOOK, IdPaper.NONE)


def _person(lot: Random, number: int) -> Person:
    data = read("ordinary.toml")
    female = lot.random() < 0.5
    given = lot.choice(data["women" if female else "men"])
    surname = lot.choice(data["surnames"]) if lot.random() < 0.9 else ("", "")
    village = lot.choice(data["villages"])
    occupation = lot.choice(data["occupations"])
    year = lot.randrange(1955, 2004)
    exact = lot.random() < 0.6
    return Person(
        title=Title.NANG if female else Title.THAO,
        given_lo=given[0],
        surname_lo=surname[0],
        given_latin=given[1],
        surname_latin=surname[1],
        sex=Sex.FEMALE if female else Sex.MALE,
        born_on=date(year, lot.randrange(1, 13), lot.randrange(1, 29)) if exact else None,
        born_year=None if exact else year,
        nationality="LA",
        occupation_lo=occupation[0],
        occupation_en=occupation[1],
        village_lo=village[0],
        village_latin=village[1],
        district=village[2],
        province=village[2][:2],
        phones=(Phone(number=f"020 5556 {number:04d}", safe=lot.choice(list(SafeToCall))),),
        id_papers=(IdentityPaper(kind=lot.choice(_PAPERS)),),
    )


def _parties(lot: Random, matter: Table) -> tuple[tuple[str, Party], ...]:
    client = (CLIENT, Party(case_id=0, role=PartyRole(matter["client"])))
    if "opponent" not in matter:
        return (client,)
    role = PartyRole(matter["opponent"])
    if "employers" not in matter:
        return (client, (OPPONENT, Party(case_id=0, role=role)))
    lao, english = lot.choice(matter["employers"])
    return (client, ("", Party(case_id=0, organisation_lo=lao, organisation_en=english, role=role)))


def _events(lot: Random, matter: Table, opened: date) -> tuple[Event, ...]:
    events = []
    day = opened
    for lao, english in matter["story"]:
        kind = EventKind.VISIT if day == opened else EventKind.NOTE
        events.append(Event(case_id=0, kind=kind, on=day, text=both({"lo": lao, "en": english})))
        day += timedelta(days=lot.randrange(4, 25))
        if day > setting().today:
            break
    return tuple(events)


def _turns(lot: Random, opened: date) -> tuple[Turn, ...]:
    """Who is asked: often one lawyer says no first, and the latest offers still wait."""
    first, second = lot.sample(list(setting().lawyers), 2)
    answered = opened + timedelta(days=lot.randrange(4))
    reason = lot.choice(read("ordinary.toml")["refusals"])
    declines = lot.random() < 0.25
    if answered >= setting().today:
        return (Turn(lawyer=first, offered_on=opened),)
    if not declines:
        return (Turn(lawyer=first, offered_on=opened, answered_on=answered),)
    return (
        Turn(lawyer=first, offered_on=opened, answered_on=answered, reason=reason),
        Turn(lawyer=second, offered_on=answered, answered_on=answered + timedelta(days=1)),
    )


def _counts(matter: Table, opened: date, turns: tuple[Turn, ...]) -> tuple[Count, ...]:
    counts = []
    if "rule" in matter:
        day = opened.strftime("%d/%m/%Y")
        note = f"ໄດ້ຮັບສຳເນົາ ວັນທີ {day} (copy received on {day})"
        counts.append(Count(rule=matter["rule"], trigger=opened, on=opened, note=note))
    accepted = turns[-1].answered_on
    if accepted and (setting().today - accepted).days < 365:
        day = accepted.strftime("%d/%m/%Y")
        note = f"ໃບມອບສັນທະ ວັນທີ {day} (power of attorney of {day})"
        counts.append(
            Count(rule="LM-13", variant="no_term", trigger=accepted, on=accepted, note=note)
        )
    return tuple(counts)
