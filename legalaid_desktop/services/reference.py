"""Law and reference data as shipped with the program, each file read once."""

import tomllib
from collections.abc import Mapping
from functools import cache

from legalaid_desktop import assets
from legalaid_desktop.domain import court_calendar, courts, places, rules
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday
from legalaid_desktop.domain.courts import Court
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.domain.places import District, Province
from legalaid_desktop.domain.rules import Law, Rule
from legalaid_desktop.i18n import N_

UNREADABLE = N_("The file {file} of the program is damaged. Install the program again.")


@cache
def deadline_rules() -> Mapping[str, Rule]:
    """The rules of periods by their ids, in the order of the file."""
    return {rule.id: rule for rule in rules.parse_rules(_read("law", "deadline_rules.toml"))}


@cache
def laws() -> Mapping[str, Law]:
    """The laws by their ids."""
    return {law.id: law for law in rules.parse_laws(_read("law", "laws.toml"))}


@cache
def seed_holidays() -> tuple[Holiday, ...]:
    """The table of holidays that an office starts with."""
    return court_calendar.parse_holidays(_read("reference", "holidays.toml"))


@cache
def seed_calendar() -> CourtCalendar:
    """The calendar of the holidays that an office starts with."""
    return CourtCalendar(seed_holidays())


@cache
def provinces() -> Mapping[str, Province]:
    """The provinces by their codes."""
    found = places.parse_provinces(_read("reference", "provinces.toml"))
    return {province.code: province for province in found}


@cache
def districts() -> Mapping[str, District]:
    """The districts by their codes."""
    found = places.parse_districts(_read("reference", "districts.toml"))
    return {district.code: district for district in found}


def districts_of(province: str) -> tuple[District, ...]:
    """The districts of the province with that code."""
    return tuple(each for each in districts().values() if each.province == province)


@cache
def courts_known() -> Mapping[str, Court]:
    """The courts above the zones by their ids; an office enters its zone courts itself."""
    return {court.id: court for court in courts.parse_courts(_read("reference", "courts.toml"))}


def _read(*parts: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(assets.resource(*parts).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Damaged(UNREADABLE, file="/".join(parts)) from error
