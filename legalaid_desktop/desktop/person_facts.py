"""What is known of a person, as the facts and rows of their page; what is not known is left out."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.desktop.cards import Chip, Row
from legalaid_desktop.desktop.people import district_of
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.desktop.tongues import spoken
from legalaid_desktop.domain import age_evidence, people
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.cases import Case, PartyRole, is_restricted
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.identity_papers import GONE, TAKEN, Holder, IdentityPaper, IdPaper
from legalaid_desktop.domain.merges import Merge
from legalaid_desktop.domain.people import ADULT, ANSWERABLE, Person
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import (
    addresses,
    aliases,
    households,
    identity_papers,
    nations,
    protection,
)
from legalaid_desktop.labels import cases as case_labels
from legalaid_desktop.labels import people as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.clock import VIENTIANE


def facts(
    person: Person, ages: Collection[AgeEvidence], day: date, language: str
) -> Iterator[tuple[str, str]]:
    """The names of what is known, and what is known; ``ages`` speaks for the age on that day."""
    ranks = (person.rank_lo, person.rank_latin)
    found = {
        N_("Name in Lao"): people.name(person, "lo") if person.given_lo else "",
        N_("Name in Latin letters"): people.name(person, "en") if person.given_latin else "",
        N_("Title of address"): filled(labels.TITLES[person.title]) if person.title else "",
        N_("Rank or degree"): _either(*ranks, language),
        N_("Sex"): filled(labels.SEXES[person.sex]) if person.sex else "",
        **_birth(person, language),
        **_age(person, ages, day, language),
        N_("Nationality"): nations.name(person.nationality, language) if person.nationality else "",
        N_("Occupation"): _either(person.occupation_lo, person.occupation_en, language),
        **_home(person, language),
    }
    for name, value in found.items():
        if value:
            yield filled(name), value


def sensitive(person: Person, language: str) -> Iterator[tuple[str, str]]:
    """The same of what is sensitive."""
    group = reference.ethnic_groups().get(person.ethnic_group)
    named = (group.name(language) if group else "", person.ethnic_subgroup)
    found = {
        N_("Ethnic group"): ", ".join(filter(None, named)),
        N_("Languages spoken"): spoken(person.languages),
        N_("Disability"): person.disability,
        N_("Health"): person.health,
    }
    for name, value in found.items():
        if value:
            yield filled(name), value


def name_rows(person: Person, language: str) -> list[Row]:
    """The other names."""
    return [Row(one.name, aliases.reason(one, language)) for one in person.aliases]


def paper_rows(person: Person, language: str) -> list[Row]:
    """The identity papers, and who keeps each."""
    return [_paper(one, language) for one in person.id_papers]


def home_rows(person: Person, language: str) -> list[Row]:
    """The addresses besides the present one."""
    places = reference.place_names()
    return [
        Row(addresses.line(one, places, language), filled(addresses.KINDS[one.kind]))
        for one in person.addresses
    ]


def member_rows(person: Person, language: str) -> list[Row]:
    """Whether the person is married, and who is in the household."""
    status = [Row(filled(households.MARITAL[person.marital]))] if person.marital else []
    members = [
        Row(
            one.name or filled(households.RELATIONS[one.relation]),
            households.reason(one, language),
            Chip(N_("depends on the person"), "info") if one.depends else None,
        )
        for one in person.household
    ]
    return [*status, *members]


def case_row(
    case: Case, client: Client | None, roles: Mapping[int, tuple[PartyRole, ...]], language: str
) -> Row:
    """A case, and what the person is in it."""
    own = client is not None and case.client_id == client.id
    places = [filled(N_("client of the office"))] if own else []
    places += [filled(case_labels.ROLES[role]) for role in roles.get(case.id or 0, ())]
    about = (filled(case_labels.TYPES[case.type]), i18n.date_long(case.opened_on, language))
    reason = " · ".join((", ".join(places), *about)) if places else " · ".join(about)
    chip = (
        Chip(case_labels.CONFIDENTIALITIES[case.confidentiality], "urgent")
        if is_restricted(case)
        else Chip(case_labels.STAGES[case.stage], "info")
    )
    return Row(case_labels.title(case, language), reason, chip, key=case.id)


def merge_row(merge: Merge, language: str, *, edits: bool) -> Row:
    """An entry that was merged into this one."""
    was = filled(N_("Former client {code}"), code=merge.code) if merge.code else ""
    when = i18n.moment(merge.at.astimezone(VIENTIANE), language)
    title = " · ".join(filter(None, (was, when, merge.by)))
    return Row(title, merge.reason, key=merge.id if edits else None)


def _birth(person: Person, language: str) -> dict[str, str]:
    basis = filled(labels.BIRTH_BASES[person.birth_basis]) if person.birth_basis else ""
    return {
        N_("Birth"): labels.birth(person, language),
        N_("Known from"): " · ".join(filter(None, (basis, person.birth_note))),
    }


def _age(person: Person, ages: Collection[AgeEvidence], day: date, language: str) -> dict[str, str]:
    """Whether the age is settled, and when the person turns 15 and 18 by what counts."""
    view = age_evidence.settled(ages, person.id or 0)
    counts = age_evidence.as_known(person, ages, day)
    found = {}
    if view is not None:
        settled = (protection.age(view, language), view.source, i18n.date_long(view.on, language))
        found[N_("Age, as settled")] = " · ".join(settled)
    elif age_evidence.is_in_doubt(person, ages, day):
        found[N_("Age")] = filled(N_("not settled: a child until shown otherwise"))
    if people.comes_of_age(counts, ADULT):
        found[N_("Turns 15")] = labels.turns(counts, ANSWERABLE, language)
        found[N_("Turns 18")] = labels.turns(counts, ADULT, language)
    return found


def _home(person: Person, language: str) -> dict[str, str]:
    home = people.present_address(person)
    near = ((N_("house {number}"), home.house), (N_("unit {number}"), home.unit))
    parts = [filled(text, number=value) for text, value in near if value]
    return {
        N_("Village"): ", ".join(filter(None, (*parts, addresses.village(home, language)))),
        N_("District and province"): district_of(person, language),
    }


def _paper(paper: IdentityPaper, language: str) -> Row:
    if paper.kind is IdPaper.NONE:
        return Row(filled(identity_papers.KINDS[IdPaper.NONE]))
    lines = [*identity_papers.details(paper, language)]
    if paper.holder is not Holder.SELF or paper.held_by:
        lines.insert(0, identity_papers.kept_by(paper, language))
    chip = Chip(N_("withheld?"), "urgent") if paper.holder in TAKEN else None
    chip = Chip(N_("lost"), "attention") if paper.holder in GONE else chip
    return Row(identity_papers.title(paper, language), " · ".join(lines), chip)


def _either(lao: str, english: str, language: str) -> str:
    return (lao or english) if language == "lo" else (english or lao)
