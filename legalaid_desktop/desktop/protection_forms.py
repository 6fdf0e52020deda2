"""What the dialogs of the tab Protection ask for, and the records that they make of it."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date, datetime, time
from typing import Any, TypeVar

from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog, Values, day_of
from legalaid_desktop.domain import lawyers, people
from legalaid_desktop.domain.age_evidence import AgeEvidence, AgeSource
from legalaid_desktop.domain.custody import LAOS, Custody, Extension, Release, Transfer
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.identity_papers import IdPaper
from legalaid_desktop.domain.losses import Deduction, ExchangeRate, Loss, LossKind, Money, Per
from legalaid_desktop.domain.protection import Kept, Protection
from legalaid_desktop.domain.victim_status import Status, VictimStatus
from legalaid_desktop.domain.withheld_papers import PaperStep, StepKind, WithheldPaper
from legalaid_desktop.domain.worksheets import Opinion, View, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import identity_papers, nations
from legalaid_desktop.labels import protection as labels
from legalaid_desktop.services import reference

Record = TypeVar("Record", bound=Kept)
Keep = Callable[[Any], object]

_YES_NO = ((False, N_("no, it stays claimed")), (True, N_("yes, it is accepted")))


def whose(kept: Protection) -> list[Ask]:
    """Asks of whom it is told; not where there is only one."""
    if len(kept.people) < 2:
        return []
    language = i18n.current()
    found = [(one.id, people.name(one, language)) for one in kept.people]
    label = N_("Whom it is about")
    return [Ask(name="person_id", label=label, kind=Kind.CHOICE, choices=found, translated=False)]


def country() -> Ask:
    """Asks for a country."""
    return Ask(
        name="country", label=N_("Country"), kind=Kind.CHOICE, beside=True, translated=False,
        choices=nations.choices(i18n.current()),
    )  # fmt: skip


def _choice(name: str, label: str, choices: Any, **more: Any) -> Ask:
    return Ask(name=name, label=label, kind=Kind.CHOICE, choices=list(choices.items()), **more)


def _amount(name: str, label: str, **more: Any) -> Ask:
    return Ask(name=name, label=label, kind=Kind.AMOUNT, **more)


def _day(name: str, label: str, **more: Any) -> Ask:
    return Ask(name=name, label=label, kind=Kind.DAY, **more)


def period() -> list[Ask]:
    """Person, place and time of a new worksheet."""
    return [
        _day("from_on", N_("From")),
        _day("to_on", N_("To"), beside=True),
        Ask(name="place", label=N_("Place")),
        country(),
    ]


def status() -> list[Ask]:
    """A step of identification."""
    return [
        _choice("status", N_("Status"), labels.STATUSES, needed=True),
        _day("on", N_("Day"), needed=True, beside=True),
        Ask(name="body", label=N_("Body"), help=N_("Who presumed, referred or decided it.")),
        Ask(name="number", label=N_("Number"), beside=True),
        Ask(name="reasons", label=N_("Reasons"), kind=Kind.TEXT),
    ]


def age() -> list[Ask]:
    """A statement about an age."""
    return [
        _choice("kind", N_("Who says so"), labels.AGE_SOURCES, needed=True),
        _day("on", N_("Said, written or found on"), needed=True, beside=True),
        _day("born_on", N_("Day of birth")),
        Ask(name="born_year", label=N_("or year of birth"), kind=Kind.WHOLE, beside=True),
        Ask(name="age_from", label=N_("or age from"), kind=Kind.WHOLE, beside=True),
        Ask(name="age_to", label=N_("up to"), kind=Kind.WHOLE, beside=True),
        Ask(name="source", label=N_("Paper, hospital, or who settled it")),
        Ask(name="doctor", label=N_("Doctor"), beside=True),
        Ask(name="method", label=N_("Method and margin of the examination")),
        Ask(name="consent", label=N_("Who consented, and when"), beside=True),
        Ask(name="note", label=N_("Note, or the reasons of a settled view"), kind=Kind.TEXT),
    ]


def paper() -> list[Ask]:
    """A paper that somebody else keeps."""
    kinds = {k: v for k, v in identity_papers.KINDS.items() if k is not IdPaper.NONE}
    return [
        _choice("kind", N_("Identity paper"), kinds, needed=True),
        Ask(name="number", label=N_("Number"), beside=True),
        Ask(name="holder", label=N_("Who keeps it"), needed=True),
        Ask(name="place", label=N_("Where"), beside=True),
        _day("since", N_("Since")),
        _day("returned_on", N_("Returned on"), beside=True),
        _day("replaced_on", N_("Replaced on")),
        Ask(name="new_number", label=N_("New number"), beside=True),
        Ask(name="note", label=N_("Note"), kind=Kind.TEXT),
    ]


def paper_step() -> list[Ask]:
    """A step to get a paper back."""
    return [
        _choice("kind", N_("What was done"), labels.PAPER_STEPS, needed=True),
        _day("on", N_("Day"), needed=True, beside=True),
        Ask(
            name="to_whom", label=N_("To whom"), needed=True,
            help=N_("Embassy or consulate only with the person’s consent."),
        ),
        Ask(name="how", label=N_("How"), beside=True),
        Ask(name="answer", label=N_("Answer")),
    ]  # fmt: skip


def custody() -> list[Ask]:
    """A time that somebody is or was held."""
    language = i18n.current()
    grounds = [(key, one.texts[language]) for key, one in reference.custody_grounds().items()]
    return [
        Ask(name="place", label=N_("Place of detention"), needed=True),
        country(),
        Ask(
            name="ground", label=N_("Legal ground"), kind=Kind.CHOICE, choices=grounds,
            translated=False, needed=True,
        ),
        Ask(name="ground_note", label=N_("The ground in words"), beside=True),
        Ask(name="accusation", label=N_("Accusation")),
        _day("since", N_("Held since"), needed=True),
        Ask(
            name="since_at", label=N_("Time (clock in Laos, UTC+7)"), kind=Kind.TIME, beside=True,
            help=N_("Empty: it counts from the first minute of the day."),
        ),
        _day("released_at", N_("Released on")),
        Ask(name="released_time", label=N_("Time"), kind=Kind.TIME, beside=True),
        _choice("release", N_("How it ended"), labels.RELEASES),
        Ask(name="release_note", label=N_("Bail, conditions"), beside=True),
    ]  # fmt: skip


def extension() -> list[Ask]:
    """An order that somebody stays in custody."""
    language = i18n.current()
    grounds = [(key, one.texts[language]) for key, one in reference.custody_grounds().items()]
    return [
        Ask(name="authority", label=N_("Authority"), needed=True),
        Ask(name="number", label=N_("Number"), beside=True),
        _day("made", N_("Made on"), help=N_("A gap before the order is seen only by this day.")),
        Ask(name="made_time", label=N_("Time"), kind=Kind.TIME, beside=True),
        _day("until", N_("Until"), needed=True),
        Ask(name="until_at", label=N_("Time"), kind=Kind.TIME, beside=True),
        Ask(
            name="ground", label=N_("Ground from then on"), kind=Kind.CHOICE, choices=grounds,
            translated=False,
        ),
    ]  # fmt: skip


def transfer() -> list[Ask]:
    """That somebody who is held was taken to another place."""
    return [
        Ask(name="place", label=N_("To which place"), needed=True),
        _day("taken_on", N_("Day"), needed=True),
        Ask(
            name="taken_at", label=N_("Time"), kind=Kind.TIME, beside=True,
            help=N_("The clock goes on: it is one custody, wherever the person is."),
        ),
        Ask(name="note", label=N_("Who told it, who took the person there")),
    ]  # fmt: skip


def loss() -> list[Ask]:
    """A line of the claim."""
    return [
        _choice("kind", N_("What was lost"), labels.LOSSES, needed=True),
        Ask(name="what", label=N_("In words"), beside=True),
        _day("from_on", N_("From")),
        _day("to_on", N_("To"), beside=True),
        _amount("quantity", N_("How many days, months or hours")),
        _choice("per", N_("Reckoned by"), labels.PER, needed=True, beside=True),
        _amount("rate", N_("Promised for each, or the amount"), needed=True),
        _choice("money", N_("Money"), labels.MONEYS, needed=True, beside=True),
        _amount("paid", N_("Paid of it")),
        Ask(name="proof", label=N_("Proof"), beside=True),
    ]


def deduction() -> list[Ask]:
    """What was kept back from the pay."""
    return [
        _amount("amount", N_("Amount"), needed=True),
        Ask(name="reason", label=N_("Reason that was given"), needed=True),
        Ask(
            name="accepted", label=N_("Does our side accept it?"), kind=Kind.CHOICE, choices=_YES_NO
        ),
    ]


def rate() -> list[Ask]:
    """A rate of exchange."""
    moneys = {k: v for k, v in labels.MONEYS.items() if k is not Money.LAK}
    return [
        _choice("money", N_("Money"), moneys, needed=True),
        _amount("kip", N_("Kip for one"), needed=True, beside=True),
        _day("on", N_("Day"), needed=True),
        Ask(name="source", label=N_("Source, such as the bank’s list"), needed=True, beside=True),
    ]


def view(kept: Protection) -> list[Ask]:
    """The view of a lawyer on a worksheet."""
    language = i18n.current()
    smuggling = N_("Smuggling of migrants")
    signers = [(one.id, lawyers.name(one, language)) for one in kept.lawyers]
    return [
        _choice("trafficking", N_("Trafficking in persons"), labels.OPINIONS, needed=True),
        _choice("smuggling", smuggling, labels.OPINIONS, needed=True, beside=True),
        Ask(name="reasons", label=N_("Reasons"), kind=Kind.TEXT, needed=True),
        Ask(
            name="lawyer_id", label=N_("Whose view it is"), kind=Kind.CHOICE, choices=signers,
            translated=False, needed=True, help=N_("Only that lawyer signs it."),
        ),
        _day("signed_on", N_("Of the day"), needed=True, beside=True),
    ]  # fmt: skip


MAKERS: dict[type, tuple[Callable[[], Sequence[Ask]], str, str]] = {
    Worksheet: (period, N_("New worksheet"), "worksheet_period"),
    VictimStatus: (status, N_("Step of identification"), "victim_status"),
    AgeEvidence: (age, N_("Evidence of age"), "age_evidence"),
    WithheldPaper: (paper, N_("Withheld paper"), "withheld_paper"),
    Custody: (custody, N_("Custody"), "custody"),
    Loss: (loss, N_("Wage or loss"), "loss"),
}
"""What is asked for each kind of record, the title of the dialog, and the name of its drafts."""


def start(kind: type, kept: Protection, today: date) -> dict[str, Any]:
    """What stands in the fields of a new record."""
    first: dict[type, dict[str, Any]] = {
        VictimStatus: {"on": today, "status": Status.INDICATORS},
        AgeEvidence: {"on": today, "kind": AgeSource.CLAIMED},
        WithheldPaper: {"kind": IdPaper.PASSPORT},
        Custody: {"country": "LA", "ground": "police", "release": Release.NONE},
        Loss: {"kind": LossKind.WAGES, "per": Per.MONTH, "money": Money.THB},
    }
    return {"person_id": kept.client_id, **first.get(kind, {})}


def shown(record: Kept) -> dict[str, Any]:
    """What stands in the fields of a known record."""
    values = {one.name: getattr(record, one.name) for one in fields(record)}
    if isinstance(record, Custody):
        for name, clock in (("since", "since_at"), ("released_at", "released_time")):
            moment = values[name].astimezone(LAOS) if values[name] else None
            known = moment is not None and (name != "since" or record.time_known)
            values[name] = moment.date() if moment else None
            values[clock] = f"{moment:%H:%M}" if moment and known else ""
    return values


def made(kind: type[Record], case_id: int, typed: Values, base: Record | None) -> Record:
    """The record that was typed, on top of ``base`` if it is known."""
    values = dict(typed)
    if kind is Custody:
        values |= _moments(values)
    for name in ("country", "release"):
        if name in values and values[name] is None:
            values[name] = Release.NONE if name == "release" else ""
    if base is not None:
        return replace(base, **values)
    return kind(case_id=case_id, **values)


def _moments(values: dict[str, Any]) -> dict[str, Any]:
    since_at, out_at = values.pop("since_at"), values.pop("released_time")
    out = values["released_at"]
    return {
        "since": datetime.combine(values["since"], since_at or time(0), LAOS),
        "time_known": since_at is not None,
        "released_at": datetime.combine(out, out_at or time(0), LAOS) if out else None,
    }


def ask_record(
    parent: QWidget, frame: Frame, kept: Protection, case_id: int, kind: type, base: Any = None
) -> RecordDialog:
    """The dialog for a new record of that kind, or for a known one."""
    asks, title, form = MAKERS[kind]
    today = frame.office.today.day()
    values = shown(base) if base is not None else start(kind, kept, today)

    def keep(typed: dict[str, Any]) -> object:
        typed.setdefault("person_id", base.person_id if base else kept.client_id)
        typed["person_id"] = typed["person_id"] or kept.client_id
        return frame.office.protection.save(made(kind, case_id, typed, base))

    people_asked = whose(kept) if base is None else []
    dialog = RecordDialog(parent, title, [*people_asked, *asks()], values, keep)
    if base is None:
        dialog.keep_in(frame.drafts, form, case_id)
    return dialog


def ask_part(parent: QWidget, frame: Frame, record: Any) -> RecordDialog:
    """The dialog for one more step, order or deduction of a record."""
    today = frame.office.today.day()
    title, asks, name, part = _PARTS[type(record)]
    values = {"on": today, "kind": StepKind.REQUEST, "accepted": False}

    def keep(typed: dict[str, Any]) -> object:
        added = (*getattr(record, name), part(typed))
        return frame.office.protection.save(replace(record, **{name: added}))

    return RecordDialog(parent, title, asks(), values, keep)


def ask_transfer(parent: QWidget, frame: Frame, record: Custody) -> RecordDialog:
    """The dialog for another place of somebody who is held."""

    def keep(typed: dict[str, Any]) -> object:
        at = datetime.combine(typed["taken_on"], typed["taken_at"] or time(0))
        one = Transfer(
            place=typed["place"], at=at.isoformat(timespec="minutes"), note=typed["note"]
        )
        return frame.office.protection.save(replace(record, transfers=(*record.transfers, one)))

    values = {"taken_on": frame.office.today.day()}
    return RecordDialog(parent, N_("Taken to another place"), transfer(), values, keep)


def ask_rate(parent: QWidget, frame: Frame) -> RecordDialog:
    """The dialog for a rate of exchange."""
    values = {"money": Money.THB, "on": frame.office.today.day()}

    def keep(typed: dict[str, Any]) -> object:
        return frame.office.protection.save_rate(ExchangeRate(**typed))

    return RecordDialog(parent, N_("Rate of exchange"), rate(), values, keep)


def ask_view(parent: QWidget, frame: Frame, kept: Protection, sheet: Worksheet) -> RecordDialog:
    """The dialog for the view of a lawyer."""
    values = {
        "trafficking": Opinion.OPEN, "smuggling": Opinion.OPEN,
        "signed_on": frame.office.today.day(), "lawyer_id": frame.office.account.lawyer_id,
    }  # fmt: skip

    def keep(typed: dict[str, Any]) -> object:
        view_ = View(case_id=sheet.case_id, worksheet_id=sheet.id or 0, **typed)
        return frame.office.protection.sign(view_)

    return RecordDialog(parent, N_("The lawyer’s view"), view(kept), values, keep)


def _step(typed: dict[str, Any]) -> PaperStep:
    return PaperStep(**{**typed, "on": day_of(typed["on"])})


def _extension(typed: dict[str, Any]) -> Extension:
    at, made_at = typed.pop("until_at") or time(23, 59), typed.pop("made_time") or time(0)
    until = datetime.combine(typed["until"], at).isoformat(timespec="minutes")
    made = typed["made"]
    told = datetime.combine(made, made_at).isoformat(timespec="minutes") if made else ""
    return Extension(**{**typed, "until": until, "made": told, "ground": typed["ground"] or ""})


def _deduction(typed: dict[str, Any]) -> Deduction:
    if not typed["amount"]:
        raise InvalidValue("amount", N_("This is needed."))
    return Deduction(
        amount=str(typed["amount"]), reason=typed["reason"], accepted=bool(typed["accepted"])
    )


_PARTS: dict[
    type, tuple[str, Callable[[], Sequence[Ask]], str, Callable[[dict[str, Any]], Any]]
] = {
    WithheldPaper: (N_("What was done"), paper_step, "steps", _step),
    Custody: (N_("Order to stay in custody"), extension, "extensions", _extension),
    Loss: (N_("Deduction from the pay"), deduction, "deductions", _deduction),
}
