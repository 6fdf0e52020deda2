"""Protection in words: status, elements, custody, papers, losses; in both languages."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from legalaid_desktop import i18n
from legalaid_desktop.domain import custody, lawyers
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource, as_person
from legalaid_desktop.domain.custody import LAOS, Clock, Custody, Extension, Gap, Release
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import Loss, LossKind, Money, Per, counted, rounded
from legalaid_desktop.domain.people import age_on
from legalaid_desktop.domain.protection import Kept
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Law
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.withheld_papers import StepKind, Whereabouts, WithheldPaper
from legalaid_desktop.domain.worksheets import (
    Answer,
    Element,
    Ground,
    Group,
    Help,
    Opinion,
    Sector,
    Statement,
    View,
    Worksheet,
)
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, identity_papers, nations

Texts = Mapping[str, str]
"""A text in each language."""


STATUSES = {
    Status.INDICATORS: N_("signs were seen"),
    Status.PRESUMED: N_("presumed to be a victim"),
    Status.REFERRED: N_("referred for identification"),
    Status.IDENTIFIED: N_("formally identified"),
    Status.NOT_IDENTIFIED: N_("not identified"),
    Status.REFUSED: N_("refused identification"),
    Status.WITHDREW: N_("withdrew"),
}
NO_STATUS = N_("nothing noted yet")
GROUPS = {
    Group.ACT: N_("How it began: what others did"),
    Group.BORDER: N_("The border: smuggling of migrants"),
    Group.MEANS: N_("How the person was made to go or to stay: means"),
    Group.PURPOSE: N_("What it was for: purpose"),
    Group.ILO: N_("Life there: the ILO’s indicators of forced labour"),
    Group.UNODC: N_("Other signs: general indicators (UNODC)"),
    Group.KIND: N_("Signs of this kind of exploitation"),
    Group.CHILD: N_("Signs with a child"),
}
SHORT_GROUPS = {
    Group.ACT: N_("act"),
    Group.BORDER: N_("border"),
    Group.MEANS: N_("means"),
    Group.PURPOSE: N_("purpose"),
    Group.ILO: N_("ILO indicators"),
    Group.UNODC: N_("UNODC indicators"),
    Group.KIND: N_("signs of its kind"),
    Group.CHILD: N_("signs with a child"),
}
ANSWERS = {
    Answer.UNKNOWN: N_("not known"),
    Answer.YES: N_("yes"),
    Answer.NO: N_("no"),
}
GROUNDS = {
    Ground.SAID: N_("said by the person"),
    Ground.OBSERVED: N_("observed by us"),
    Ground.REPORTED: N_("reported by another"),
    Ground.PAPER: N_("stands in a paper"),
}
SECTORS = {
    Sector.NONE: N_("not noted"),
    Sector.FISHING: N_("fishing at sea"),
    Sector.AGRICULTURE: N_("agriculture"),
    Sector.AQUAFARMING: N_("fish farming"),
    Sector.BEGGING: N_("begging"),
    Sector.CONSTRUCTION: N_("construction"),
    Sector.DOMESTIC: N_("domestic work"),
    Sector.HOSPITALITY: N_("hotels and restaurants"),
    Sector.ILLICIT: N_("unlawful activities (such as online scams)"),
    Sector.MANUFACTURING: N_("factory"),
    Sector.MINING: N_("mining or drilling"),
    Sector.PEDDLING: N_("selling in the street"),
    Sector.TRANSPORT: N_("transport"),
    Sector.PROSTITUTION: N_("prostitution"),
    Sector.PORNOGRAPHY: N_("pornography"),
    Sector.REMOTE: N_("sexual services over the internet"),
    Sector.PRIVATE: N_("private sexual services"),
    Sector.OTHER: N_("other work"),
}
OPINIONS = {
    Opinion.OPEN: N_("left open"),
    Opinion.YES: N_("yes, in this view"),
    Opinion.NO: N_("no, in this view"),
}
AGE_SOURCES = {
    AgeSource.CLAIMED: N_("says the person"),
    AgeSource.FAMILY: N_("says the family"),
    AgeSource.PAPER: N_("says a paper"),
    AgeSource.MEDICAL: N_("medical opinion"),
    AgeSource.SETTLED: N_("settled view"),
}
RELEASES = {
    Release.NONE: N_("still held"),
    Release.RELEASED: N_("released"),
    Release.BAIL: N_("released on bail"),
    Release.ACQUITTED: N_("acquitted"),
    Release.SERVED: N_("sentence served"),
    Release.DEPORTED: N_("deported"),
    Release.ESCAPED: N_("escaped"),
    Release.DIED: N_("died there"),
}
PAPER_STEPS = {
    StepKind.REQUEST: N_("asked for it"),
    StepKind.COMPLAINT: N_("complained to an authority"),
    StepKind.EMBASSY: N_("embassy or consulate contacted"),
    StepKind.REPLACEMENT: N_("replacement applied for"),
}
WHEREABOUTS = {
    Whereabouts.WITHHELD: N_("withheld, nothing asked yet"),
    Whereabouts.ASKED: N_("withheld, asked for"),
    Whereabouts.BEING_REPLACED: N_("being replaced"),
    Whereabouts.REPLACED: N_("replaced"),
    Whereabouts.RETURNED: N_("returned"),
}
LOSSES = {
    LossKind.WAGES: N_("wages"),
    LossKind.OVERTIME: N_("overtime"),
    LossKind.FEES: N_("fees to a broker"),
    LossKind.MEDICAL: N_("medical costs"),
    LossKind.TRAVEL: N_("travel"),
    LossKind.PROPERTY: N_("things taken or lost"),
    LossKind.BAIL: N_("bail"),
    LossKind.OTHER: N_("another loss"),
}
PER = {
    Per.DAY: N_("day"),
    Per.MONTH: N_("month"),
    Per.HOUR: N_("hour"),
    Per.ONCE: N_("once"),
}
MONEYS = {
    Money.LAK: N_("kip"),
    Money.THB: N_("baht"),
    Money.MYR: N_("ringgit"),
    Money.USD: N_("US dollar"),
}
_UNITS = {
    Per.DAY: (N_("{count} day"), N_("{count} days")),
    Per.MONTH: (N_("{count} month"), N_("{count} months")),
    Per.HOUR: (N_("{count} hour"), N_("{count} hours")),
}
_MINUTES = N_("{count} minute"), N_("{count} minutes")
UNCONFIRMED = N_("not confirmed by a Lao lawyer")


def said(message: str, language: str, **values: object) -> str:
    """The message in that language, with its placeholders filled."""
    told = i18n.catalog(language).gettext(message)
    return told.format(**values) if values else told


def source(one: Element | Statement, laws: Mapping[str, Law], language: str) -> str:
    """Where it stands, and how sure that is."""
    place = deadlines.citation(f"{one.law}:{one.article}", laws, language) if one.law else ""
    sure = one.certainty in (Certainty.LAW_TEXT, Certainty.SECONDARY)
    mark = said(deadlines.CERTAINTIES[one.certainty] if sure else UNCONFIRMED, language)
    if one.certainty is Certainty.OURS:
        mark = said(deadlines.CERTAINTIES[one.certainty], language)
    return " · ".join(filter(None, (place or one.source, mark)))


def sentence(one: Statement, laws: Mapping[str, Law], language: str) -> str:
    """The sentence with its source behind it."""
    return f"{one.texts[language]} ({source(one, laws, language)})"


def period(sheet: Worksheet, language: str) -> str:
    """From when to when, and where."""
    days = [one for one in (sheet.from_on, sheet.to_on) if one]
    told = " – ".join(i18n.date_long(day, language) for day in days)
    country = nations.name(sheet.country, language) if sheet.country else ""
    return ", ".join(filter(None, (told, sheet.place, country)))


def signature(view: View, known: Iterable[Lawyer], language: str) -> str:
    """Who signed the view and when; or for whom it was entered, by whom, and not signed."""
    lawyer = next((one for one in known if one.id == view.lawyer_id), None)
    name = lawyers.name(lawyer, language) if lawyer else ""
    day = i18n.date_long(view.signed_on, language)
    if view.is_signed:
        return said(N_("Signed by {name} on {day}"), language, name=name, day=day)
    told = N_("Entered for {name} by {user} on {day}, not signed")
    return said(told, language, name=name, user=view.entered_by, day=day)


def talk(sheet: Worksheet, language: str) -> list[tuple[str, str]]:
    """What is known of the talk, and what the person told beside the answers, with its labels."""
    day = i18n.date_long(sheet.interviewed_on, language) if sheet.interviewed_on else ""
    rows = (
        (N_("Talked to on"), day),
        (N_("Where the talk was"), sheet.interview_place),
        (N_("Who asked"), sheet.interviewer),
        (N_("Interpreter"), sheet.interpreter),
        (N_("How long it took"), sheet.duration),
        (N_("Agreed to the talk"), sheet.agreement),
        (N_("The way: places, countries and days"), sheet.route),
        (N_("Injuries and health"), sheet.health),
        (N_("Children, and who looks after them"), sheet.children),
        (N_("Needed at once"), sheet.needs),
        (N_("Risks"), sheet.risks),
        (N_("What the person wishes"), sheet.wishes),
    )
    return [(label, text.replace("\n", " ")) for label, text in rows if text]


def help_line(one: Help, language: str) -> str:
    """``shelter, Women’s Union: promised 3 March 2026, delivered 9 March 2026``."""
    days = [
        said(message, language, day=i18n.date_long(day, language))
        for message, day in (
            (N_("promised {day}"), one.promised_on),
            (N_("delivered {day}"), one.delivered_on),
        )
        if day
    ]
    told = ", ".join(filter(None, (one.service, one.by)))
    return f"{told}: {', '.join(days)}" if days else told


def money(value: Decimal, kind: Money, language: str) -> str:
    """``12.000 THB``: exact, in the way of the language."""
    shown = rounded(value, kind)
    whole = shown == shown.to_integral_value()
    return f"{i18n.number(int(shown) if whole else shown, language)} {kind}"


def quantity(loss: Loss, language: str) -> str:
    """``9 months × 12.000 THB``."""
    rate = money(loss.rate, loss.money, language)
    if loss.per is Per.ONCE:
        return rate
    shown = exact(loss.quantity, language)
    return f"{said(_UNITS[loss.per][loss.quantity != 1], language, count=shown)} × {rate}"


def exact(value: Decimal, language: str) -> str:
    """The number with all its digits and no empty ones."""
    whole = value == value.to_integral_value()
    return i18n.number(int(value) if whole else value.normalize(), language)


def loss_sum(loss: Loss, language: str) -> str:
    """The line step by step: ``9 months × … = …; paid …; accepted deductions …``."""
    found = counted(loss)
    parts = [quantity(loss, language)]
    if loss.per is not Per.ONCE:
        parts = [f"{parts[0]} = {money(found.promised, loss.money, language)}"]
    if found.owed == found.promised:
        return parts[0]
    for value, message in (
        (found.paid, N_("less paid {sum}")),
        (found.accepted, N_("less accepted deductions {sum}")),
    ):
        if value:
            parts.append(said(message, language, sum=money(value, loss.money, language)))
    parts.append(said(N_("= claimed {sum}"), language, sum=money(found.owed, loss.money, language)))
    return " ".join(parts)


def hours(counted_: Clock, language: str) -> str:
    """``51 hours 20 minutes``; days beside it where it is longer."""
    return duration(counted_.elapsed, language)


def duration(elapsed: timedelta, language: str) -> str:
    """Hours and minutes; days beside them where it is longer."""
    full, minutes = elapsed // timedelta(hours=1), elapsed // timedelta(minutes=1) % 60
    told = f"{_many(_UNITS[Per.HOUR], full, language)} {_many(_MINUTES, minutes, language)}"
    days = full // 24
    return f"{told} ({_many(_UNITS[Per.DAY], days, language)})" if days >= 3 else told


def _many(words: tuple[str, str], count: int, language: str) -> str:
    return said(words[count != 1], language, count=i18n.number(count, language))


def complaint(held: Custody, counted_: Clock, ground: Texts, language: str) -> dict[str, str]:
    """What a complaint to the prosecutor says of a custody, by the fields of that paper."""
    reason = (ground.get(language, ""), held.ground_note, held.accusation)
    return {
        f"place_{language}": custody.place(held),
        f"since_{language}": began(held, language),
        f"ground_{language}": ", ".join(filter(None, reason)),
        f"orders_{language}": "\n".join(order(one, language) for one in held.extensions),
        f"gaps_{language}": "\n".join(gap(one, language) for one in counted_.gaps),
    }


def began(held: Custody, language: str) -> str:
    """The moment it began; the day alone where nobody knows the hour."""
    if held.time_known:
        return moment(held.since, language)
    return i18n.date_long(held.since.astimezone(LAOS).date(), language)


def gap(one: Gap, language: str) -> str:
    """How long somebody was held without an order, from when to when, and how sure that is."""
    begins, ends = moment(one.begins, language), moment(one.ends, language)
    if one.lasts:
        told = said(
            N_("Held without an order that we know of since {begins}"), language, begins=begins
        )
    else:
        told = said(
            N_("Held {hours} without an order that we know of: {begins} to {ends}"), language,
            hours=duration(one.elapsed, language), begins=begins, ends=ends,
        )  # fmt: skip
    return f"{told} ({said(UNCONFIRMED, language)})" if one.unverified else told


def order(one: Extension, language: str) -> str:
    """Whose order it is, when it was made, and up to when it carries."""
    until = moment(one.ends_at, language)
    told = said(
        N_("Order of {authority} until {moment}"), language, authority=one.authority, moment=until
    )
    made = said(N_("made at a moment nobody knows"), language)
    if one.made_at is not None:
        made = said(N_("made {moment}"), language, moment=moment(one.made_at, language))
    return " · ".join(filter(None, (told, made, one.number)))


def moment(when: datetime, language: str) -> str:
    """A moment as the clock in Laos shows it."""
    return i18n.moment(when.astimezone(LAOS), language)


def age(evidence: AgeEvidence, language: str) -> str:
    """The day, the year or the range that it gives."""
    if evidence.born_on:
        return said(N_("born on {day}"), language, day=i18n.date_long(evidence.born_on, language))
    if evidence.born_year:
        return said(N_("born in {year}"), language, year=evidence.born_year)
    ages = age_on(as_person(evidence), evidence.on)
    if ages is None:
        return ""
    if ages.lowest == ages.highest:
        return said(N_("{years} years old"), language, years=ages.lowest)
    told = N_("{lowest} to {highest} years old")
    return said(told, language, lowest=ages.lowest, highest=ages.highest)


def told(record: Kept, language: str) -> str:
    """The record in one line, for the bin."""
    if isinstance(record, Worksheet):
        return period(record, language)
    if isinstance(record, VictimStatus):
        return f"{i18n.date_short(record.on, language)} {said(STATUSES[record.status], language)}"
    if isinstance(record, AgeEvidence):
        return f"{said(AGE_SOURCES[record.kind], language)}: {age(record, language)}"
    if isinstance(record, WithheldPaper):
        return f"{said(identity_papers.KINDS[record.kind], language)} {record.number}".strip()
    if isinstance(record, Custody):
        return f"{moment(record.since, language)} {custody.place(record)}"
    return f"{said(LOSSES[record.kind], language)}: {quantity(record, language)}"
