"""Cases in words: types, stages, confidentiality, and what a party is."""

from collections.abc import Mapping

from legalaid_desktop import i18n
from legalaid_desktop.domain import cases, people
from legalaid_desktop.domain.cases import (
    Began,
    Case,
    CaseLine,
    CaseType,
    Chamber,
    Confidentiality,
    NumberOf,
    PartyRole,
    Stage,
)
from legalaid_desktop.domain.subtypes import Subtype
from legalaid_desktop.i18n import N_

TYPES = {
    CaseType.CRIMINAL: N_("criminal case"),
    CaseType.CIVIL: N_("civil case"),
    CaseType.FAMILY: N_("family case"),
    CaseType.LABOUR: N_("labour case"),
    CaseType.LAND: N_("land case"),
    CaseType.COMMERCIAL: N_("commercial case"),
    CaseType.CHILD: N_("child case"),
    CaseType.ADMINISTRATIVE: N_("administrative case"),
    CaseType.TRAFFICKING: N_("trafficking in persons"),
}
STAGES = {
    Stage.ADVICE: N_("advice"),
    Stage.MEDIATION: N_("mediation"),
    Stage.INVESTIGATION: N_("police investigation"),
    Stage.PROSECUTOR: N_("with the prosecutor"),
    Stage.FIRST_INSTANCE: N_("first instance"),
    Stage.APPEAL: N_("appeal"),
    Stage.CASSATION: N_("cassation"),
    Stage.REOPENING: N_("reopening"),
    Stage.ENFORCEMENT: N_("enforcement"),
    Stage.CLOSED: N_("closed"),
}
CHAMBERS = {
    Chamber.UNKNOWN: N_("not known"),
    Chamber.CRIMINAL: N_("criminal chamber"),
    Chamber.CIVIL: N_("civil chamber"),
    Chamber.COMMERCIAL: N_("commercial chamber"),
    Chamber.FAMILY: N_("family chamber"),
    Chamber.CHILD: N_("child chamber"),
    Chamber.LABOUR: N_("labour chamber"),
    Chamber.ADMINISTRATIVE: N_("administrative chamber"),
    Chamber.OTHER: N_("another chamber"),
}
BEGAN = {
    Began.UNKNOWN: N_("not known yet"),
    Began.ZONE: N_("in a zone court"),
    Began.PROVINCIAL: N_("in a provincial court or that of the Capital"),
}
NUMBERS = {
    NumberOf.POLICE: N_("police"),
    NumberOf.PROSECUTOR: N_("prosecutor"),
    NumberOf.COURT: N_("court"),
    NumberOf.ENFORCEMENT: N_("enforcement office"),
    NumberOf.FORMER: N_("our former number"),
    NumberOf.OTHER: N_("another body"),
}
CONFIDENTIALITIES = {
    Confidentiality.ORDINARY: N_("ordinary"),
    Confidentiality.RESTRICTED: N_("restricted"),
    Confidentiality.HIGHLY_RESTRICTED: N_("highly restricted"),
}
ROLES = {
    PartyRole.PLAINTIFF: N_("plaintiff"),
    PartyRole.DEFENDANT: N_("defendant"),
    PartyRole.ACCUSED: N_("accused"),
    PartyRole.VICTIM: N_("victim"),
    PartyRole.CIVIL_CLAIMANT: N_("civil claimant"),
    PartyRole.WITNESS: N_("witness"),
    PartyRole.GUARDIAN: N_("guardian"),
    PartyRole.EMPLOYER: N_("employer"),
    PartyRole.SUSPECT: N_("suspect"),
    PartyRole.ALLEGED_OFFENDER: N_("alleged offender"),
    PartyRole.RECRUITER: N_("recruiter"),
    PartyRole.RELATIVE: N_("relative"),
    PartyRole.REPRESENTATIVE: N_("representative"),
    PartyRole.OTHER_LAWYER: N_("lawyer of the other side"),
    PartyRole.GUARANTOR: N_("guarantor"),
    PartyRole.HELPER: N_("helper of the client"),
    PartyRole.INTERPRETER: N_("interpreter"),
    PartyRole.MEDIATOR: N_("mediator"),
    PartyRole.EXPERT: N_("expert"),
    PartyRole.OFFICIAL: N_("official"),
    PartyRole.THIRD_PARTY: N_("third party"),
}


def matter(case: Case, language: str, subtypes: Mapping[str, Subtype]) -> str:
    """The type of the case, and more closely what kind of matter it is."""
    closer = subtypes[case.subtype].name(language) if case.subtype in subtypes else ""
    return ": ".join(filter(None, (i18n.catalog(language).gettext(TYPES[case.type]), closer)))


def title(case: Case, language: str) -> str:
    """What lists and heads may show: number and subject, or number and code name."""
    return f"{case.number} · {shown(case, language)}"


def shown(case: Case, language: str) -> str:
    """The subject, or the code name in quotation marks where names are hidden."""
    if cases.is_restricted(case):
        return f"“{case.code_name}”"
    return cases.subject(case, language)


def client(line: CaseLine, language: str) -> str:
    """The client's name, or only the code where names are hidden."""
    if cases.is_restricted(line.case):
        return line.client_code
    return f"{people.name(line.person, language)} · {line.client_code}"
