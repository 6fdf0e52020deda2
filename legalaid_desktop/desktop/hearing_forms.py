"""Forms about hearings: who was told, what came of it and when it goes on, refused access."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from legalaid_desktop import i18n
from legalaid_desktop.desktop.notices import InlineBanner
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.planned_rows import REST_DAY
from legalaid_desktop.desktop.record_dialog import Ask, Kind, RecordDialog
from legalaid_desktop.desktop.texts import filled
from legalaid_desktop.domain import hearings as domain
from legalaid_desktop.domain.access_refusals import AccessRefusal, AccessTo
from legalaid_desktop.domain.court_calendar import CourtCalendar
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.events import Event
from legalaid_desktop.domain.hearings import Attendance, HearingNotice
from legalaid_desktop.domain.triggers import ServiceWay
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines as deadline_labels
from legalaid_desktop.labels import hearings as labels
from legalaid_desktop.services.hearings import Ledger

OTHER = "other"
PARTY = "party:"
RESTING = N_("Courts rest on {day}: {name}. Ask the court whether the day is right.")
NOBODY_ELSE = N_("Choose somebody, or write who it was.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the forms choose from: the ledger of a case and the names of its parties."""

    case_id: int
    ledger: Ledger
    names: Mapping[int, str]


def ask_notice(
    parent: QWidget, frame: Frame, known: Known, hearing: int, notice: HearingNotice | None = None
) -> RecordDialog:
    """The form of one line of the ledger; a new one is kept as a draft."""
    whom = [*_everybody(known), (OTHER, labels.said(N_("somebody else"), i18n.current()))]
    asks = (
        Ask(name="hearing", label=N_("Hearing"), kind=Kind.CHOICE, choices=_days(known),
            translated=False, needed=True),
        Ask(name="who", label=N_("Who was told"), kind=Kind.CHOICE, choices=whom,
            translated=False, needed=True),
        Ask(name="whom", label=N_("Somebody else: who"), beside=True),
        Ask(name="told_on", label=N_("Told on; empty: not told"), kind=Kind.DAY),
        Ask(name="told_by", label=N_("By whom"), beside=True),
        Ask(name="way", label=N_("How"), kind=Kind.CHOICE,
            choices=list(deadline_labels.SERVICE_WAYS.items())),
        Ask(name="signed", label=N_("What shows it"), kind=Kind.CHOICE, beside=True,
            choices=list(labels.SIGNATURES.items())),
        Ask(name="book", label=N_("Number in the delivery book, or other proof")),
        Ask(name="attendance", label=N_("At the hearing"), kind=Kind.CHOICE, beside=True,
            choices=list(labels.ATTENDANCES.items())),
        Ask(name="note", label=N_("Note")),
    )  # fmt: skip
    values = _values(notice) if notice else {"way": ServiceWay.NONE, "signed": "", "attendance": ""}

    def keep(typed: dict[str, Any]) -> HearingNotice:
        kept: HearingNotice = frame.office.hearings.note(_notice(known, notice, typed))
        return kept

    dialog = RecordDialog(
        parent, N_("Who was told of a hearing"), asks, {"hearing": hearing, **values}, keep
    )
    dialog.fields["who"].changed.connect(partial(_ask_whom, dialog))
    _ask_whom(dialog)
    dialog.fields["who"].setFocus()
    if notice is None:
        dialog.keep_in(frame.drafts, "hearing_notice", known.case_id)
    return dialog


def _ask_whom(dialog: RecordDialog) -> None:
    """Asks for a name only where somebody else was told."""
    who: Any = dialog.fields["who"]
    dialog.fields["whom"].setVisible(who.chosen("") == OTHER)


def ask_result(parent: QWidget, frame: Frame, known: Known, hearing: Event) -> RecordDialog:
    """The form of what came of a hearing, who came, and the next date: kept in one step."""
    everybody = _everybody(known)
    asks = [
        Ask(name="hearing", label=N_("Hearing"), kind=Kind.CHOICE, choices=_days(known),
            translated=False, needed=True),
        Ask(name="result", label=N_("What came of it"), kind=Kind.TEXT, needed=True),
        Ask(name="next_on", label=N_("It goes on, on"), kind=Kind.DAY),
        Ask(name="next_at", label=N_("at (such as 9:00)"), kind=Kind.TIME, beside=True),
    ]  # fmt: skip
    asks += [
        Ask(name=f"came_{place}", label=name, kind=Kind.CHOICE, beside=bool(place % 2),
            choices=list(labels.ATTENDANCES.items()))
        for place, (_, name) in enumerate(everybody)
    ]  # fmt: skip
    came = {
        f"came_{place}": _line_of(known, hearing.id or 0, who).attendance
        for place, (who, _) in enumerate(everybody)
    }

    def keep(typed: dict[str, Any]) -> object:
        chosen = next(one for one in known.ledger.hearings if one.id == typed["hearing"])
        lines = _attendance(known, chosen, typed, frame)
        return frame.office.hearings.conclude(
            chosen, typed["result"], lines, next_on=typed["next_on"], next_at=typed["next_at"]
        )

    values = {"hearing": hearing.id, "result": hearing.result, **came}
    dialog = RecordDialog(parent, N_("What came of the hearing"), asks, values, keep)
    dialog.fields["hearing"].changed.connect(partial(_turn, known, dialog))
    _mind_rest_days(dialog, CourtCalendar(tuple(frame.office.holidays.table())))
    dialog.keep_in(frame.drafts, "hearing_result", known.case_id)
    dialog.fields["result"].setFocus()
    return dialog


def _mind_rest_days(dialog: RecordDialog, court: CourtCalendar) -> None:
    """Says it where the day on which it goes on is one on which courts rest; it may stand."""
    warning = InlineBanner()
    warning.setObjectName("resting")
    field: Any = dialog.fields["next_on"]
    warning.hide()
    dialog.body.addWidget(warning)

    def look() -> None:
        warning.hide()
        with suppress(InvalidValue):
            day, language = field.value(), i18n.current()
            if day is not None and court.is_rest_day(day):
                names = [one.name(language) for one in court.on(day)]
                name = names[0] if names else filled(REST_DAY)
                warning.say(RESTING, day=i18n.date_full(day, language), name=name)

    field.changed.connect(look)


def _turn(known: Known, dialog: RecordDialog) -> None:
    """Shows what is kept of the hearing that was chosen, so that nothing goes to another one."""
    key = dialog.fields["hearing"].chosen(0)  # type: ignore[attr-defined]  # a choice
    hearing = next((one for one in known.ledger.hearings if one.id == key), None)
    if hearing is None:
        return
    result: Any = dialog.fields["result"]
    if result.value() in {one.result for one in known.ledger.hearings}:
        result.set_value(hearing.result)
    for place, (who, _) in enumerate(_everybody(known)):
        came: Any = dialog.fields[f"came_{place}"]
        came.set_value(_line_of(known, hearing.id or 0, who).attendance)


def ask_refusal(
    parent: QWidget, frame: Frame, case_id: int, refusal: AccessRefusal | None = None
) -> RecordDialog:
    """The form of a refusal of access; a new one is kept as a draft."""
    asks = (
        Ask(name="on", label=N_("Day"), kind=Kind.DAY, needed=True),
        Ask(name="at", label=N_("Time"), kind=Kind.TIME, beside=True),
        Ask(name="to", label=N_("What was refused"), kind=Kind.CHOICE, needed=True,
            choices=list(labels.ACCESS.items())),
        Ask(name="body", label=N_("Where: police, prosecutor, court, prison"), beside=True),
        Ask(name="officer", label=N_("Who refused, as told")),
        Ask(name="reason", label=N_("The reason they gave, in their words"), beside=True),
        Ask(name="note", label=N_("Note")),
        Ask(name="complained_on", label=N_("Complaint made on"), kind=Kind.DAY, beside=True),
    )  # fmt: skip
    names = [one.name for one in asks]
    first: dict[str, Any] = {"on": frame.office.today.day(), "to": AccessTo.CLIENT}
    if refusal is not None:
        first = {one: getattr(refusal, one) for one in names}
        first["at"] = f"{refusal.at:%H:%M}" if refusal.at else ""

    def keep(typed: dict[str, Any]) -> AccessRefusal:
        typed = {**typed, "to": AccessTo(typed["to"])}
        made = replace(refusal, **typed) if refusal else AccessRefusal(case_id=case_id, **typed)
        kept: AccessRefusal = frame.office.hearings.refused(made)
        return kept

    dialog = RecordDialog(parent, N_("Access was refused"), asks, first, keep)
    if refusal is None:
        dialog.keep_in(frame.drafts, "access_refusal", case_id)
    return dialog


def _everybody(known: Known) -> list[tuple[str, str]]:
    """Parties by name, then who else is told, as texts."""
    parties = [(f"{PARTY}{key}", name) for key, name in known.names.items()]
    return parties + [(key, labels.said(one, i18n.current())) for key, one in labels.WHOM.items()]


def _days(known: Known) -> Sequence[tuple[object, str]]:
    return [(one.id, labels.when(one, i18n.current())) for one in known.ledger.hearings]


def _values(notice: HearingNotice) -> dict[str, Any]:
    who = OTHER if notice.whom not in labels.WHOM else notice.whom
    if notice.party_id is not None:
        who = f"{PARTY}{notice.party_id}"
    names = ("told_on", "told_by", "way", "signed", "book", "attendance", "note")
    found = {one: getattr(notice, one) for one in names}
    return {**found, "who": who, "whom": notice.whom if who == OTHER else ""}


def _notice(known: Known, notice: HearingNotice | None, typed: dict[str, Any]) -> HearingNotice:
    who, whom, hearing = typed.pop("who"), typed.pop("whom"), typed.pop("hearing")
    if who == OTHER and not whom:
        raise InvalidValue("whom", NOBODY_ELSE)
    typed["signed"] = domain.Signed(typed["signed"] or "")
    typed["attendance"] = Attendance(typed["attendance"] or "")
    typed["way"] = ServiceWay(typed["way"] or "")
    base = notice or HearingNotice(case_id=known.case_id, event_id=hearing)
    party = int(who.removeprefix(PARTY)) if who.startswith(PARTY) else None
    told = whom if who == OTHER else "" if party else who
    return replace(base, event_id=hearing, party_id=party, whom=told, **typed)


def _line_of(known: Known, hearing: int, who: str) -> HearingNotice:
    """The line about somebody at that hearing, or a new one."""
    party = int(who.removeprefix(PARTY)) if who.startswith(PARTY) else None
    whom = "" if party else who
    found = [
        one
        for one in known.ledger.notices.get(hearing, ())
        if not one.struck and (one.party_id, one.whom) == (party, whom)
    ]
    new = HearingNotice(case_id=known.case_id, event_id=hearing, party_id=party, whom=whom)
    return found[-1] if found else new


def _attendance(
    known: Known, hearing: Event, typed: dict[str, Any], frame: Frame
) -> list[HearingNotice]:
    """The lines whose attendance was typed; what is wrong is said at its field."""
    lines = []
    for place, (who, _) in enumerate(_everybody(known)):
        name = f"came_{place}"
        before = _line_of(known, hearing.id or 0, who)
        line = replace(before, attendance=Attendance(typed[name] or ""))
        if line == before:
            continue
        try:
            domain.checked(line, frame.office.today.day())
        except InvalidValue as problem:
            raise InvalidValue(name, problem.reason, **problem.values) from problem
        lines.append(line)
    return lines
