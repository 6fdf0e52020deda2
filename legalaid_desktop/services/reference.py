"""Law and reference data as shipped with the program, each file read once."""

import tomllib
from collections.abc import Collection, Mapping
from functools import cache

from legalaid_desktop import assets
from legalaid_desktop.domain import (
    alerts,
    closings,
    custody,
    exploitation,
    retention,
    sequences,
    urgency,
    worksheets,
)
from legalaid_desktop.domain import htcds as codes
from legalaid_desktop.domain.access import Rights, Role, parse_roles
from legalaid_desktop.domain.alerts import DeskRules
from legalaid_desktop.domain.backups import Keep, parse_rotation
from legalaid_desktop.domain.closings import Outcome
from legalaid_desktop.domain.confidentiality import Levels, parse_levels
from legalaid_desktop.domain.consents import ConsentRules
from legalaid_desktop.domain.consents import parse as parse_consents
from legalaid_desktop.domain.counting_law import CountingLaw
from legalaid_desktop.domain.counting_law import parse as parse_counting
from legalaid_desktop.domain.court_calendar import CourtCalendar, Holiday, parse_holidays
from legalaid_desktop.domain.court_fees import FeeTable, parse_fees
from legalaid_desktop.domain.courts import Court, parse_courts
from legalaid_desktop.domain.custody import CustodyGround
from legalaid_desktop.domain.eligibility import EligibilityRules
from legalaid_desktop.domain.eligibility import parse as parse_eligibility
from legalaid_desktop.domain.errors import Damaged, InvalidValue, NotFound
from legalaid_desktop.domain.ethnic_groups import EthnicGroup, parse_ethnic_groups
from legalaid_desktop.domain.exploitation import CodeList
from legalaid_desktop.domain.families import TriggerEvent, parse_trigger_events
from legalaid_desktop.domain.filings import FilingRules, parse_filings
from legalaid_desktop.domain.happenings import Happening, parse_happenings
from legalaid_desktop.domain.hearings import SummonsRules, parse_summonses
from legalaid_desktop.domain.imports import ImportWords, parse_words
from legalaid_desktop.domain.languages import Language
from legalaid_desktop.domain.languages import parse as parse_languages
from legalaid_desktop.domain.lao import search_key
from legalaid_desktop.domain.other_help import OtherHelp, parse_help
from legalaid_desktop.domain.places import District, Province, parse_districts, parse_provinces
from legalaid_desktop.domain.reference import texts
from legalaid_desktop.domain.retention import Anchor, RetentionRule
from legalaid_desktop.domain.rights_table import RightsTable, parse_notes
from legalaid_desktop.domain.routes import Route, parse_routes
from legalaid_desktop.domain.rule_checks import event_faults, require_sound
from legalaid_desktop.domain.rules import Law, Rule, parse_laws, parse_rules, rule_called
from legalaid_desktop.domain.scope import ScopeTree
from legalaid_desktop.domain.scope import parse as parse_scope
from legalaid_desktop.domain.sequences import TaskSequence
from legalaid_desktop.domain.subtypes import Subtype, parse_subtypes
from legalaid_desktop.domain.worksheets import Element, Statement
from legalaid_desktop.i18n import LANGUAGES, N_
from legalaid_desktop.labels import nations

UNREADABLE = N_("The file {file} of the program is damaged. Install the program again.")
UNKNOWN_CODE = N_("There is no such code: {code}.")
NO_SEQUENCE = N_("There is no such sequence of tasks: {code}.")


@cache
def roles() -> Mapping[Role, Rights]:
    """What each role may do, and how far."""
    return parse_roles(_read("reference", "roles.toml"))


@cache
def rights_table() -> RightsTable:
    """Who may do what, as the program itself goes by it."""
    notes, certainty = parse_notes(_read("reference", "roles.toml"))
    return RightsTable(roles=roles(), levels=levels(), notes=notes, certainty=certainty)


@cache
def levels() -> Levels:
    """What each level of confidentiality means."""
    return parse_levels(_read("reference", "confidentiality.toml"))


@cache
def court_fees() -> FeeTable:
    """Court fees and who is exempt from them."""
    return parse_fees(_read("law", "court_fees.toml"))


@cache
def summonses() -> SummonsRules:
    """What the law says of summonses and of those who do not come."""
    return parse_summonses(_read("law", "summonses.toml"))


@cache
def filings() -> FilingRules:
    """What a paper needs before it is filed, and what is mediated first."""
    return parse_filings(_read("law", "filings.toml"))


@cache
def backup_rotation() -> tuple[Keep, ...]:
    """Which backups are kept."""
    return parse_rotation(_read("reference", "backup_rotation.toml"))


RULE_FILES = ("civil", "limitation", "criminal", "enforcement", "disputes", "targets")


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of periods as shipped, file by file in their order."""
    read = (_read("law", "deadlines", f"{name}.toml") for name in RULE_FILES)
    return tuple(rule for data in read for rule in parse_rules(data))


@cache
def events() -> Mapping[str, TriggerEvent]:
    """The events that periods run from, by id, in the order of the file."""
    return parse_trigger_events(_read("law", "events.toml"))


def require_sound_rules() -> None:
    """Refuses shipped rules and families with a fault; the sentence names the rule and field."""
    require_sound(rules(), laws(), events())
    for fault in event_faults(events(), rules()):
        raise fault


def rule(rule_id: str) -> Rule:
    """The rule of that id; refuses one that is not there."""
    return rule_called(rules(), rule_id)


@cache
def laws() -> Mapping[str, Law]:
    """The laws by their ids."""
    return {law.id: law for law in parse_laws(_read("law", "laws.toml"))}


@cache
def counting_law() -> CountingLaw:
    """What the laws say of service, standstill and more time."""
    return parse_counting(_read("law", "counting.toml"))


@cache
def retention_rules() -> tuple[RetentionRule, ...]:
    """How long cases are kept, as proposed."""
    return retention.parse_rules(_read("law", "retention.toml"))


@cache
def retention_anchors() -> tuple[Anchor, ...]:
    """What laws say about keeping files."""
    return retention.parse_anchors(_read("law", "retention.toml"))


@cache
def eligibility() -> EligibilityRules:
    """Who gets legal aid, and what is asked."""
    return parse_eligibility(_read("law", "eligibility.toml"))


@cache
def scope() -> ScopeTree:
    """The questions on whether a matter is one for the office."""
    return parse_scope(_read("law", "scope.toml"))


@cache
def consents() -> ConsentRules:
    """To whom something may go, for what, and what a client is told before."""
    return parse_consents(_read("reference", "consents.toml"))


@cache
def seed_holidays() -> tuple[Holiday, ...]:
    """The table of holidays that an office starts with."""
    return parse_holidays(_read("reference", "holidays.toml"))


@cache
def seed_calendar() -> CourtCalendar:
    """The calendar of the holidays that an office starts with."""
    return CourtCalendar(seed_holidays())


@cache
def provinces() -> Mapping[str, Province]:
    """The provinces by their codes."""
    found = parse_provinces(_read("reference", "provinces.toml"))
    return {province.code: province for province in found}


@cache
def districts() -> Mapping[str, District]:
    """The districts by their codes."""
    found = parse_districts(_read("reference", "districts.toml"))
    return {district.code: district for district in found}


def districts_of(province: str) -> tuple[District, ...]:
    """The districts of the province with that code."""
    return tuple(each for each in districts().values() if each.province == province)


def require_place(province: str, district: str = "") -> None:
    """Refuses the code of a place that there is not; an empty one is no place."""
    if province and province not in provinces():
        raise InvalidValue("province", UNKNOWN_CODE, code=province)
    if district and district not in districts():
        raise InvalidValue("district", UNKNOWN_CODE, code=district)


@cache
def languages() -> tuple[Language, ...]:
    """The languages of the list, Lao first."""
    return parse_languages(_read("reference", "languages.toml"))


@cache
def ethnic_groups() -> Mapping[str, EthnicGroup]:
    """The ethnic groups of the official list by their codes, and "other"."""
    found = parse_ethnic_groups(_read("reference", "ethnic_groups.toml"))
    return {group.code: group for group in found}


def require_ethnic_group(code: str) -> None:
    """Refuses a code that no group has; an empty one means that nothing was stated."""
    if code and code not in ethnic_groups():
        raise InvalidValue("ethnic_group", UNKNOWN_CODE, code=code)


def require_nation(code: str) -> None:
    """Refuses the code of a nation that there is not; an empty one is no nation."""
    if code and not nations.is_known(code):
        raise InvalidValue("nationality", UNKNOWN_CODE, code=code)


@cache
def place_names() -> Mapping[str, Province | District]:
    """Provinces and districts together, by their codes."""
    return {**provinces(), **districts()}


@cache
def import_words() -> ImportWords:
    """How the columns of an office's own spreadsheets are called."""
    return parse_words(_read("reference", "import_headings.toml"))


@cache
def nation_words() -> Mapping[str, str]:
    """The codes of nations by their folded names in both languages, and by themselves."""
    named = [(code, name) for each in LANGUAGES for code, name in nations.choices(each)]
    return {search_key(word): str(code) for code, name in named for word in (name, str(code))}


@cache
def courts() -> tuple[Court, ...]:
    """The courts above the zones; an office enters its zone courts itself."""
    return parse_courts(_read("reference", "courts.toml"))


@cache
def routes() -> tuple[Route, ...]:
    """The ways of cases through the courts."""
    return parse_routes(_read("law", "routes.toml"))


@cache
def happenings() -> Mapping[str, Happening]:
    """The steps of proceedings by their ids, in the order of the file."""
    return {one.id: one for one in parse_happenings(_read("law", "happenings.toml"))}


@cache
def subtypes() -> Mapping[str, Subtype]:
    """The subtypes of cases by their ids."""
    found = parse_subtypes(_read("reference", "case_subtypes.toml"))
    return {one.id: one for one in found}


@cache
def urgency_rules() -> tuple[urgency.UrgencyRule, ...]:
    """Who in the queue of intakes comes first, the most urgent ground first."""
    return urgency.parse_rules(_read("reference", "urgency.toml"))


def require_help(ids: Collection[str]) -> None:
    """Refuses what is not in the list of bodies that help."""
    known = {one.id for one in other_help()}
    for one in ids:
        if one not in known:
            raise InvalidValue("other_help", UNKNOWN_CODE, code=one)


@cache
def other_help() -> tuple[OtherHelp, ...]:
    """Where somebody is sent whom the office does not take."""
    return parse_help(_read("reference", "other_help.toml"))


@cache
def code_names() -> tuple[str, ...]:
    """Names that say nothing about anybody, for restricted cases."""
    return texts(_read("reference", "code_names.toml"), "names")


@cache
def outcomes() -> tuple[Outcome, ...]:
    """How cases can end, in the order of the file."""
    return closings.parse(_read("reference", "outcomes.toml"))


@cache
def sequences_of_tasks() -> tuple[TaskSequence, ...]:
    """The sequences of tasks, in the order of the file."""
    return sequences.parse(_read("reference", "sequences.toml"))


def sequence(sequence_id: str) -> TaskSequence:
    """The sequence of that id; raises ``NotFound``."""
    for one in sequences_of_tasks():
        if one.id == sequence_id:
            return one
    raise NotFound(NO_SEQUENCE, code=sequence_id)


@cache
def elements() -> tuple[Element, ...]:
    """What a worksheet asks: elements of the law, then indicators."""
    law = worksheets.parse_elements(_read("law", "trafficking.toml"))
    return law + worksheets.parse_indicators(_read("reference", "indicators.toml"))


@cache
def code_list(name: CodeList) -> tuple[exploitation.Choice, ...]:
    """The choices of a coded list of the worksheet."""
    found = exploitation.parse(_read("reference", "exploitation.toml"))
    return tuple(one for one in found if one.list is name)


@cache
def statements() -> Mapping[str, Statement]:
    """What follows from what is noted, by id."""
    found = worksheets.parse_statements(_read("law", "trafficking.toml"), "statement")
    return {one.id: one for one in found}


@cache
def prompts() -> tuple[Statement, ...]:
    """What an office is reminded of in a case of trafficking."""
    return worksheets.parse_statements(_read("law", "trafficking.toml"), "prompt")


@cache
def custody_grounds() -> Mapping[str, CustodyGround]:
    """On what grounds people are held, by id, in the order of the file."""
    return {one.id: one for one in custody.parse_grounds(_read("law", "custody.toml"))}


@cache
def custody_rules() -> frozenset[str]:
    """The ids of the rules that custody is counted and told by."""
    grounds = {one.rule for one in custody_grounds().values()}
    return frozenset(grounds | {one.rule for one in custody_prompts()}) - {""}


@cache
def custody_prompts() -> tuple[Statement, ...]:
    """What an office is reminded of while somebody is held."""
    return worksheets.parse_statements(_read("law", "custody.toml"), "prompt")


@cache
def desk_rules() -> DeskRules:
    """How long before the desk warns, and who looks again, unless the office says otherwise."""
    return alerts.parse(_read("reference", "alerts.toml"))


@cache
def htcds() -> codes.Codes:
    """The codes of the Human Trafficking Case Data Standard."""
    return codes.parse(_read("reference", "htcds.toml"))


def _read(*parts: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(assets.resource(*parts).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise Damaged(UNREADABLE, file="/".join(parts)) from error
