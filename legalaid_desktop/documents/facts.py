"""The facts that papers speak of, as words of one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from legalaid_desktop import i18n
from legalaid_desktop.documents import frame, persons, protection
from legalaid_desktop.domain import cases, lawyers, papers
from legalaid_desktop.domain.case_files import CaseFile, CaseParty
from legalaid_desktop.domain.cases import CaseType, PartyRole
from legalaid_desktop.domain.courts import Court
from legalaid_desktop.domain.eligibility import AidFile, Outcome
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.paper_kinds import Field, FieldType, PaperKind
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.domain.people import Title
from legalaid_desktop.domain.places import District, Province
from legalaid_desktop.domain.scope import ScopeCheck
from legalaid_desktop.labels import scope

Words = Mapping[str, object]
Places = Mapping[str, Province | District]

_CLAIMING = {PartyRole.PLAINTIFF, PartyRole.CIVIL_CLAIMANT, PartyRole.VICTIM}
_ANSWERING = {PartyRole.DEFENDANT, PartyRole.ACCUSED, PartyRole.EMPLOYER}
_CRIMINAL = {CaseType.CRIMINAL, CaseType.TRAFFICKING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Everything a paper is made from.

    Attributes:
        places: provinces and districts by code.
        courts: by id.
    """

    kind: PaperKind
    case_file: CaseFile
    paper: Paper
    places: Places
    courts: Mapping[str, Court]


def facts(source: Source, language: str) -> dict[str, object]:
    """All facts a paper of that kind may name; an unknown one is an empty text."""
    file, day = source.case_file, source.paper.dated_on
    guardian = papers.guardian(file)
    client = persons.facts(file.person, source.places, day, language, file.ages)
    return {
        "office": _office(file.office, source.places, language),
        "case": _case(source, language),
        "client": {**client, "code": file.client.code},
        "guardian": {
            **persons.facts(guardian or file.person, source.places, day, language, file.ages),
            "acts": guardian is not None and papers.is_minor(file, day),
        },
        "lawyer": _lawyer(file, language),
        "decision": _decision(file.aid, language),
        "own": _own(source, language),
        "protection": protection.facts(source.case_file, day, language),
        "chosen": {
            field.name: papers.value(source.paper, field.name)
            for field in source.kind.fields
            if field.type is FieldType.CHOICE
        },
    }


def _office(office: OfficeProfile, places: Places, language: str) -> Words:
    names = (office.name_lo, office.name_en)
    addresses = (office.address_lo, office.address_en)
    return {
        "name": _either(names, language),
        "address": _either(addresses, language),
        "phone": office.phone,
        "place": place(office, places, language),
    }


def place(office: OfficeProfile, places: Places, language: str) -> str:
    """Where the office writes from, as it stands before the date."""
    found = places.get(office.province)
    return found.title(language) if found else ""


def _case(source: Source, language: str) -> Words:
    case = source.case_file.case
    court = source.courts.get(case.court)
    return {
        "number": case.number,
        "type": frame.word(language, case.type, "case_types"),
        "subject": cases.subject(case, language),
        "court": court.name(language) if court else case.court,
        "court_number": case.court_number,
        "capacity": _capacity(source.case_file, language),
        "against": _against(source.case_file, language),
        "criminal": case.type in _CRIMINAL,
        "trafficking": case.type is CaseType.TRAFFICKING,
    }


def _roles(file: CaseFile) -> set[PartyRole]:
    own = file.client.person_id
    return {each.party.role for each in file.parties if each.party.person_id == own}


def _capacity(file: CaseFile, language: str) -> str:
    roles = [frame.word(language, role, "party_roles") for role in sorted(_roles(file))]
    return _listed(roles, language)


def _against(file: CaseFile, language: str) -> str:
    """Who stands on the other side; a client with both kinds of role answers to those accused."""
    roles = _roles(file)
    others = _ANSWERING if roles & _CLAIMING else _CLAIMING if roles & _ANSWERING else set()
    names = [
        party_name(each, language)
        for each in file.parties
        if each.party.role in others and each.party.person_id != file.client.person_id
    ]
    return _listed(list(filter(None, names)), language)


def party_name(each: CaseParty, language: str) -> str:
    """The name of a party, person or organisation."""
    if each.person:
        return persons.titled(each.person, language)
    return _either((each.party.organisation_lo, each.party.organisation_en), language)


def _lawyer(file: CaseFile, language: str) -> Words:
    lawyer = file.lawyer
    if lawyer is None:
        return dict.fromkeys(("titled", "card_number", "organisation", "phone"), "")
    title = frame.word(language, lawyer.title, "titles") if lawyer.title is not Title.NONE else ""
    return {
        "titled": f"{title} {lawyers.name(lawyer, language)}".strip(),
        "card_number": lawyer.card_number,
        "organisation": _either((lawyer.organisation_lo, lawyer.organisation_en), language),
        "phone": lawyer.phone,
    }


def _decision(aid: AidFile | None, language: str) -> Words:
    """The decision on legal aid; lists have a line for each."""
    if aid is None:
        return dict.fromkeys(_DECISION, "")
    one, rules = aid.decision, aid.rules
    lists = {"categories": one.category_ids, "services": one.services, "reasons": one.reasons}
    days = {"on": one.decided_on, "full_by": one.full_by}
    return {
        **{name: "\n".join(rules.titles(ids, language)) for name, ids in lists.items()},
        **{name: i18n.date_long(day, language) if day else "" for name, day in days.items()},
        "number": one.number,
        "note": one.note,
        "review": _either((one.review_lo, one.review_en), language),
        "help": _either((one.help_lo, one.help_en), language),
        "withdrawn": one.outcome is Outcome.WITHDRAWN,
        **_scope(aid.scope, language),
    }


_DECISION = (
    "number", "categories", "services", "reasons", "on", "full_by", "note", "review", "help",
    "withdrawn", "scope", "scope_on",
)  # fmt: skip


def _scope(check: ScopeCheck | None, language: str) -> Words:
    """Whether the matter was found to be one for the office, and on which day."""
    if check is None or check.asked_on is None:
        return {"scope": "", "scope_on": ""}
    return {
        "scope": scope.printed(check, language),
        "scope_on": i18n.date_long(check.asked_on, language),
    }


def _own(source: Source, language: str) -> Words:
    return {
        field.name: _shown(field, _typed(field, source.paper, language), language)
        for field in source.kind.fields
    }


def _typed(field: Field, paper: Paper, language: str) -> str:
    values = [papers.value(paper, key) for key in field.keys]
    return _either((values[0], values[-1]), language)


def _shown(field: Field, typed: str, language: str) -> str:
    if field.type is FieldType.DATE:
        return i18n.date_long(date.fromisoformat(typed), language) if typed else ""
    if field.type not in {FieldType.CHOICE, FieldType.CHOICES}:
        return typed
    chosen = typed.split("\n")
    return ", ".join(one.label.of(language) for one in field.options if one.value in chosen)


def _either(both: tuple[str, str], language: str) -> str:
    lao, english = both
    return (lao or english) if language == "lo" else (english or lao)


def _listed(names: list[str], language: str) -> str:
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {frame.word(language, 'and')} {names[-1]}"
