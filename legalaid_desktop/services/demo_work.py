"""What a story of the demonstration holds besides its chronology: protection, tasks, letters.

Each record names its kind, the day on which the office enters it, and its fields as they are
called in the domain.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import partial
from typing import Any, get_args, get_type_hints

from legalaid_desktop.domain.access_refusals import AccessRefusal
from legalaid_desktop.domain.age_evidence import AgeEvidence
from legalaid_desktop.domain.correspondence import Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.deadlines import Deadline, DeadlineStatus
from legalaid_desktop.domain.filings import Filing
from legalaid_desktop.domain.hearings import HearingNotice
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.losses import ExchangeRate, Loss
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.triggers import Trigger
from legalaid_desktop.domain.victim_status import VictimStatus
from legalaid_desktop.domain.withheld_papers import WithheldPaper
from legalaid_desktop.domain.worksheets import View, Worksheet
from legalaid_desktop.services.deadlines import Chosen
from legalaid_desktop.services.office import Office

Table = Mapping[str, Any]  # Any: what a TOML file holds

KINDS: Mapping[str, Any] = {
    "worksheet": Worksheet,
    "view": View,
    "status": VictimStatus,
    "age": AgeEvidence,
    "withheld": WithheldPaper,
    "custody": Custody,
    "loss": Loss,
    "rate": ExchangeRate,
    "task": Task,
    "letter": Letter,
    "received": Holding,
    "notice": HearingNotice,
    "filing": Filing,
    "refusal": AccessRefusal,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that the office enters in a case on that day."""

    day: date
    kind: str
    fields: Table


def entries(data: Table) -> tuple[Entry, ...]:
    """All of them, in the order in which they stand in the file."""
    return tuple(
        Entry(day=one["day"], kind=one["kind"], fields=one["fields"])
        for one in data.get("entries", ())
    )


def acts(
    office: Office,
    found: tuple[Entry, ...],
    case_id: Callable[[], int],
    lawyers: Mapping[str, int],
) -> Iterator[tuple[date, Callable[[], object]]]:
    """What the office does, each thing with its day; the case is asked for when it is there."""
    for entry in found:
        yield entry.day, partial(_enter, office, entry, case_id, lawyers)


def _enter(
    office: Office, entry: Entry, case_id: Callable[[], int], lawyers: Mapping[str, int]
) -> None:
    key = case_id()
    fields = {**entry.fields, "case_id": key}
    if entry.kind == "sequence":
        owner = office.account.id
        office.tasks.begin(key, fields["sequence"], entry.day, fields["language"], owner)
        return
    if entry.kind in _OF_DEADLINES:
        _OF_DEADLINES[entry.kind](office, fields)
        return
    if entry.kind == "done":
        found = [one.task for one in office.tasks.of_case(key)]
        office.tasks.done(next(one.id or 0 for one in found if one.step == fields["step"]))
        return
    if entry.kind == "view":
        sheet = office.protection.of_case(key).worksheets[-1]
        fields |= {"worksheet_id": sheet.id, "lawyer_id": lawyers[fields["lawyer_id"]]}
    elif entry.kind == "task":
        fields |= {"owner_id": office.account.id}
    fields |= _linked(office, entry, key)
    _keep(office, key, made(KINDS[entry.kind], fields, office, key))


def _watch(office: Office, fields: Table) -> None:
    """An event with the periods that follow from it."""
    chosen = [Chosen(**one) for one in fields["rules"]]
    own = {name: one for name, one in fields.items() if name != "rules"}
    office.triggers.add(_record(Trigger, own), chosen)


def _kept(office: Office, fields: Table) -> None:
    found = _by_rule(office, fields)
    office.settling.settle(found, DeadlineStatus.DONE, proof=fields["proof"])


def _pulled(office: Office, fields: Table) -> None:
    office.settling.move(_by_rule(office, fields), fields["to"], fields["why"])


def _by_rule(office: Office, fields: Table) -> Deadline:
    found = office.deadlines.of_case(fields["case_id"])
    return next(one for one in found if one.rule_id == fields["rule"])


_OF_DEADLINES: Mapping[str, Callable[[Office, Table], None]] = {
    "watch": _watch,
    "kept": _kept,
    "pulled": _pulled,
}


def _linked(office: Office, entry: Entry, key: int) -> dict[str, object]:
    """The ids of what a notice or a filing names by its day, its role or its rule."""
    if entry.kind == "notice":
        ledger, named = office.hearings.ledger(key), entry.fields
        hearing = next(one for one in ledger.hearings if one.on == named["hearing"])
        party = next(one for one in ledger.parties if one.role == named["party"])
        return {"event_id": hearing.id, "party_id": party.id}
    if entry.kind == "filing":
        found = office.deadlines.of_case(key)
        rule = entry.fields["deadline"]
        return {"deadline_id": next(one.id for one in found if one.rule_id == rule)}
    return {}


def _keep(office: Office, case_id: int, record: Any) -> None:
    if isinstance(record, Holding):
        office.holdings.receive(case_id, [record])
        return
    keepers: dict[type, Callable[[Any], object]] = {
        View: office.protection.sign,
        ExchangeRate: office.protection.save_rate,
        Task: office.tasks.save,
        Letter: office.correspondence.save,
        HearingNotice: office.hearings.note,
        Filing: office.filings.plan,
        AccessRefusal: office.hearings.refused,
    }
    keepers.get(type(record), office.protection.save)(record)


def made(kind: type, fields: Table, office: Office, case_id: int) -> Any:
    """The record; one that is about a person is about the client."""
    hints = get_type_hints(kind)
    if "person_id" in hints:
        client = office.people.client(office.cases.get(case_id).client_id)
        fields = {**fields, "person_id": client.person_id}
    return _record(kind, {name: one for name, one in fields.items() if name in hints})


def _record(kind: Any, fields: Table) -> Any:
    hints = get_type_hints(kind)
    return kind(**{name: _value(hints[name], value) for name, value in fields.items()})


def _value(hint: Any, value: Any) -> Any:
    """A choice as the member of its enum, a sum as a decimal, a list as a tuple of its records."""
    if isinstance(value, list):
        of, *_ = get_args(hint)
        return tuple(_record(of, one) if is_dataclass(of) else one for one in value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    return Decimal(str(value)) if hint is Decimal else value
