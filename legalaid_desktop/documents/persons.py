"""A person as papers write one: title and name, birth as far as known, address, identity papers."""

from collections.abc import Collection, Mapping
from datetime import date

from babel import Locale

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame
from legalaid_desktop.domain import age_evidence, people
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.identity_papers import GONE, Holder
from legalaid_desktop.domain.people import AgeRange, Person, SafeToCall, Sex, Title
from legalaid_desktop.domain.places import District, Province


def facts(
    person: Person,
    places: Mapping[str, Province | District],
    on: date,
    language: str,
    evidence: Collection[AgeEvidence] = (),
) -> Mapping[str, str]:
    """The facts about a person on that day, in that language; ``evidence`` is about the age."""
    lao = language == "lo"
    occupations = (person.occupation_lo, person.occupation_en)
    return {
        "name": people.name(person, language),
        "titled": titled(person, language),
        "sex": frame.word(language, person.sex, "sexes") if person.sex is not Sex.UNKNOWN else "",
        "birth": birth(person, on, language, evidence),
        "age": age(person, on, language, evidence),
        "nationality": _nationality(person, language),
        "occupation": next(filter(None, occupations if lao else reversed(occupations)), ""),
        "address": address(person, places, language),
        "safe_phones": ", ".join(p.number for p in person.phones if p.safe is SafeToCall.YES),
        "identity": identity(person, language),
        "identity_kind": _identity_kind(person, language),
    }


def titled(person: Person, language: str) -> str:
    """``ທ້າວ ບຸນມີ ວົງສາ`` or ``Mr Bounmy Vongsa``."""
    name = people.name(person, language)
    ranks = (person.rank_lo, person.rank_latin)
    rank = next(filter(None, ranks if language == "lo" else reversed(ranks)), "")
    if rank:
        return f"{rank} {name}"
    if person.title is Title.NONE:
        return name
    return f"{frame.word(language, person.title, 'titles')} {name}".strip()


def birth(person: Person, on: date, language: str, evidence: Collection[AgeEvidence] = ()) -> str:
    """Birth and age on that day as papers print them: as settled, else with the doubt."""
    known = age_evidence.as_known(person, evidence, on)
    return _with_doubt(_born(known, on, language), person, on, language, evidence)


def age(person: Person, on: date, language: str, evidence: Collection[AgeEvidence] = ()) -> str:
    """The age alone, for papers that go under a code: a day of birth would tell who it is."""
    ages = people.age_on(age_evidence.as_known(person, evidence, on), on)
    if ages is None:
        return frame.word(language, "age_unknown", "person")
    told = frame.word(language, "aged", "person", age=_years(ages, language))
    return _with_doubt(told, person, on, language, evidence)


def _with_doubt(
    told: str, person: Person, on: date, language: str, evidence: Collection[AgeEvidence]
) -> str:
    if age_evidence.is_in_doubt(person, evidence, on):
        return frame.word(language, "in_doubt", "person", told=told)
    return told


def _years(ages: AgeRange, language: str) -> str:
    if ages.lowest == ages.highest:
        return frame.word(language, "years", "person", years=ages.lowest)
    return frame.word(language, "years_range", "person", lowest=ages.lowest, highest=ages.highest)


def _born(person: Person, on: date, language: str) -> str:
    """A day, a month, a year, or an estimate."""
    ages = people.age_on(person, on)
    if ages is None:
        return frame.word(language, "birth_unknown", "person")
    age = _years(ages, language)
    if person.born_on:
        day = i18n.date_long(person.born_on, language)
        return frame.word(language, "born_on", "person", date=day, age=age)
    if person.born_year and person.born_month:
        month = i18n.month(date(person.born_year, person.born_month, 1), language)
        return frame.word(language, "born_month", "person", month=month, age=age)
    if person.born_year:
        return frame.word(language, "born_year", "person", year=person.born_year, age=age)
    return frame.word(language, "estimated", "person", age=age)


def _country(person: Person, language: str) -> str:
    known = frame.known(language, person.nationality, "countries")
    return known or Locale(language).territories.get(person.nationality, person.nationality)


def _nationality(person: Person, language: str) -> str:
    country = _country(person, language)
    return frame.word(language, "national", "person", country=country) if country else ""


def address(person: Person, places: Mapping[str, Province | District], language: str) -> str:
    """House, unit, village, district and province, from small to large."""
    villages = (person.village_lo, person.village_latin)
    village = next(filter(None, villages if language == "lo" else reversed(villages)), "")
    named = frame.word(language, "village", "address", name=village) if village else ""
    near = [
        frame.word(language, part, "address", name=getattr(person, part))
        for part in ("house", "unit")
        if getattr(person, part)
    ]
    larger = (places.get(code) for code in (person.district, person.province))
    return ", ".join(filter(None, (*near, named, *(one.title(language) for one in larger if one))))


def identity(person: Person, language: str) -> str:
    """The identity paper with its number, and who keeps it if the person does not."""
    paper = people.main_paper(person)
    if paper is None:
        return frame.word(language, "no_identity", "person")
    phrase = "identity" if paper.holder is Holder.SELF else "identity_held"
    phrase = "identity_lost" if paper.holder in GONE else phrase
    return frame.word(
        language,
        phrase if paper.number else f"{phrase}_no_number",
        "person",
        paper=frame.word(language, paper.kind, "identity_papers"),
        number=paper.number,
        holder=paper.held_by or frame.known(language, paper.holder, "holders"),
    )


def _identity_kind(person: Person, language: str) -> str:
    """The kind of identity paper alone, for papers that show a code instead of the name."""
    paper = people.main_paper(person)
    if paper is None:
        return frame.word(language, "no_identity", "person")
    return frame.word(language, paper.kind, "identity_papers")
