"""Intakes in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.intakes import (
    Absence,
    Adaptation,
    Intake,
    IntakeStatus,
    Literacy,
    Relation,
    Source,
    Tongue,
    Way,
)
from legalaid_desktop.domain.people import Sex
from legalaid_desktop.domain.safe_contacts import Answer
from legalaid_desktop.domain.urgency import Pressure
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels.safe_contacts import ANSWERS

STATUSES = {
    IntakeStatus.WAITING: N_("waits for a decision"),
    IntakeStatus.TAKEN: N_("taken"),
    IntakeStatus.REFUSED: N_("refused"),
    IntakeStatus.REFERRED_ON: N_("sent to somebody else"),
    IntakeStatus.NO_ANSWER: N_("could not be reached"),
}
TOLD_DAY = N_("Last day that was told")
TOLD_RULE = N_(
    "The client told this day in the first talk; nobody has counted it. Find out what it rests on."
)
WAYS = {
    Way.UNKNOWN: N_("not asked"),
    Way.WALK_IN: N_("came to the office"),
    Way.HOTLINE: N_("called"),
    Way.PORTAL: N_("through the portal"),
    Way.REFERRAL: N_("sent by another body"),
    Way.MOBILE_CLINIC: N_("mobile clinic"),
    Way.VISIT: N_("visit in custody or at home"),
    Way.LETTER: N_("letter or message"),
}
SOURCES = {
    Source.UNKNOWN: N_("not asked"),
    Source.VILLAGE: N_("village authority"),
    Source.MEDIATION: N_("village mediation"),
    Source.JUSTICE_OFFICE: N_("justice office"),
    Source.POLICE: N_("police"),
    Source.COURT: N_("court or prosecutor"),
    Source.PRISON: N_("prison or detention centre"),
    Source.WOMENS_UNION: N_("Lao Women's Union"),
    Source.LABOUR_OFFICE: N_("labour and social welfare"),
    Source.HOSPITAL: N_("hospital"),
    Source.EMBASSY: N_("embassy or consulate"),
    Source.ASSOCIATION: N_("association or international organisation"),
    Source.LAWYER: N_("lawyer"),
    Source.CLIENT: N_("former client"),
    Source.FAMILY: N_("family or friends"),
    Source.RADIO: N_("radio or television"),
    Source.LEAFLET: N_("leaflet or poster"),
    Source.INTERNET: N_("internet"),
    Source.OTHER: N_("otherwise"),
}
RELATIONS = {
    Relation.UNKNOWN: N_("not asked"),
    Relation.PARENT: N_("mother or father"),
    Relation.SPOUSE: N_("wife or husband"),
    Relation.CHILD: N_("daughter or son"),
    Relation.SIBLING: N_("sister or brother"),
    Relation.RELATIVE: N_("other relative"),
    Relation.GUARDIAN: N_("guardian"),
    Relation.FRIEND: N_("friend"),
    Relation.NEIGHBOUR: N_("neighbour"),
    Relation.VILLAGE: N_("village authority"),
    Relation.EMPLOYER: N_("employer"),
    Relation.OFFICIAL: N_("official"),
    Relation.HELPER: N_("helper of an organisation"),
    Relation.STRANGER: N_("somebody who helped by chance"),
}
ABSENCES = {
    Absence.UNKNOWN: N_("not asked"),
    Absence.CUSTODY: N_("is in custody"),
    Absence.ABROAD: N_("is abroad"),
    Absence.CHILD: N_("is a small child"),
    Absence.ILL: N_("is ill or injured"),
    Absence.AFRAID: N_("is afraid"),
    Absence.LANGUAGE: N_("speaks no language that we speak"),
    Absence.MISSING: N_("cannot be found"),
    Absence.WISH: N_("wants it so"),
    Absence.OTHER: N_("another reason"),
}
TONGUES = {
    Tongue.UNKNOWN: N_("not asked"),
    Tongue.LAO: N_("Lao (language)"),
    Tongue.HMONG: N_("Hmong"),
    Tongue.KHMU: N_("Khmu"),
    Tongue.AKHA: N_("Akha"),
    Tongue.TAI_DAM: N_("Tai Dam"),
    Tongue.PHU_THAI: N_("Phu Thai"),
    Tongue.MAKONG: N_("Makong (Bru)"),
    Tongue.MIEN: N_("Iu Mien"),
    Tongue.LAHU: N_("Lahu"),
    Tongue.THAI: N_("Thai"),
    Tongue.VIETNAMESE: N_("Vietnamese"),
    Tongue.CHINESE: N_("Chinese"),
    Tongue.KHMER: N_("Khmer"),
    Tongue.BURMESE: N_("Burmese"),
    Tongue.ENGLISH: N_("English (language)"),
    Tongue.LAO_SIGN: N_("sign language"),
    Tongue.OTHER: N_("another language"),
}
INTERPRETER_SEXES = {
    Sex.UNKNOWN: N_("does not matter"),
    Sex.FEMALE: N_("a woman"),
    Sex.MALE: N_("a man"),
}
LITERACIES = {
    Literacy.UNKNOWN: N_("not asked"),
    Literacy.READS: N_("reads and signs"),
    Literacy.READ_ALOUD: N_("read aloud, then signs"),
    Literacy.THUMBPRINT: N_("read aloud, then thumbprint"),
}
ADAPTATIONS = {
    Adaptation.HEARING: N_("hears badly"),
    Adaptation.SIGHT: N_("sees badly"),
    Adaptation.SPEECH: N_("speaks with difficulty"),
    Adaptation.MOVING: N_("walks with difficulty"),
    Adaptation.LEARNING: N_("learns with difficulty"),
    Adaptation.MIND: N_("mental illness"),
    Adaptation.SMALL_CHILD: N_("brings a small child"),
}
QUESTIONS = {
    "danger": N_("Is somebody in danger now?"),
    "custody": N_("Is the client in custody?"),
    "child": N_("Is the client a child, or perhaps one?"),
    "deadline": N_("Must something be done by a certain day?"),
    "trafficking": N_("Are there signs of trafficking?"),
}
"""The screen, in the order in which it is asked."""
PRESSURES = {
    Pressure.NOW: N_("now"),
    Pressure.TODAY: N_("today"),
    Pressure.SOON: N_("soon"),
}


def needs(intake: Intake, language: str) -> list[str]:
    """What talking and signing need: language, interpreter, reading, adaptations."""
    told = i18n.catalog(language).gettext
    said = []
    if intake.language:
        said.append(" ".join(filter(None, (told(TONGUES[intake.language]), intake.dialect))))
    elif intake.dialect:
        said.append(intake.dialect)
    if intake.interpreter is Answer.YES:
        sex = (
            f": {told(INTERPRETER_SEXES[intake.interpreter_sex])}" if intake.interpreter_sex else ""
        )
        said.append(told(N_("needs an interpreter")) + sex)
    if intake.literacy:
        said.append(told(LITERACIES[intake.literacy]))
    said += [told(ADAPTATIONS[Adaptation(one)]) for one in intake.adaptations]
    return [*said, intake.adaptation_note] if intake.adaptation_note else said


def third_party(intake: Intake, language: str) -> str:
    """Who speaks for the client, and why; nothing where the client speaks."""
    if intake.third_party is not Answer.YES:
        return ""
    told = i18n.catalog(language).gettext
    parts = [intake.other_name]
    if intake.other_relation:
        parts.append(told(RELATIONS[intake.other_relation]))
    if intake.other_reason:
        reason = told(ABSENCES[intake.other_reason])
        parts.append(told(N_("the client {reason}")).format(reason=reason))
    if intake.other_phone:
        parts.append(intake.other_phone)
    if intake.other_note:
        parts.append(intake.other_note)
    if intake.pass_phrase:
        parts.append(told(N_("known by: “{what}”")).format(what=intake.pass_phrase))
    return " · ".join(parts)


def screen(intake: Intake, language: str) -> list[tuple[str, str]]:
    """Each question of the screen, and its answer."""
    told = i18n.catalog(language).gettext
    return [(told(text), told(ANSWERS[getattr(intake, name)])) for name, text in QUESTIONS.items()]
