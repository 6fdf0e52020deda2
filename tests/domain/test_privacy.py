"""What ends up in logs and crash reports names nobody."""

import importlib
import pkgutil
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from legalaid_desktop import domain
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.privacy import Private

NOT_ABOUT_PEOPLE = {
    "_NoticeLine",
    "AbsenceRule",
    "EventStanding",
    "Exemption",
    "Fee",
    "FeeLine",
    "FeeQuestion",
    "FeeSheet",
    "FeeTable",
    "FilingFacts",
    "FilingItem",
    "FilingKind",
    "FilingRules",
    "Flagged",
    "MediationSubject",
    "Missed",
    "SummonsRule",
    "SummonsRules",
    "Absence",
    "Alarm",
    "DeskRules",
    "LeadTimes",
    "FieldChange",
    "PackChange",
    "PackEvent",
    "RuleFilter",
    "RulePack",
    "CountChoice",
    "HiddenPlaces",
    "Progress",
    "NoticePreview",
    "_Found",
    "Occasion",
    "YearlyNotice",
    "Pause",
    "Prolongation",
    "ScopeAnswer",
    "ScopeEnd",
    "ScopeQuestion",
    "ScopeTree",
    "Span",
    "_Edge",
    "Address",
    "AgeRange",
    "Anchor",
    "Answer",
    "Assessment",
    "Backup",
    "Basis",
    "Block",
    "Blocker",
    "Body",
    "BundleReport",
    "Category",
    "Check",
    "Choice",
    "Claim",
    "Client",
    "Clock",
    "CodedField",
    "Codes",
    "Computation",
    "ConsentRules",
    "ConsentText",
    "Contents",
    "Count",
    "CountingLaw",
    "Court",
    "CourtCalendar",
    "CustodyGround",
    "Demand",
    "DayChange",
    "District",
    "Element",
    "EligibilityRules",
    "End",
    "EthnicGroup",
    "ExchangeRate",
    "FamilyMember",
    "Field",
    "Happening",
    "Head",
    "Holiday",
    "ImportRun",
    "ImportWords",
    "Keep",
    "Kept",
    "Language",
    "Law",
    "Leg",
    "Level",
    "LossSum",
    "MadeBundle",
    "MostTime",
    "Offer",
    "OfficeProfile",
    "Option",
    "Orphan",
    "OtherHelp",
    "Outcome",
    "PaperKind",
    "Province",
    "Rehearsal",
    "Remains",
    "RetentionRule",
    "RightsTable",
    "Route",
    "Row",
    "Rule",
    "SequenceStep",
    "Service",
    "Signer",
    "Source",
    "Standing",
    "Statement",
    "Step",
    "Subtype",
    "TaskSequence",
    "Total",
    "TriggerEvent",
    "Unshown",
    "UrgencyRule",
    "Variant",
    "Words",
}
"""Law, places, numbers, and what an office prints above its papers."""


def records():
    for module in pkgutil.iter_modules(domain.__path__, f"{domain.__name__}."):
        for kind in vars(importlib.import_module(module.name)).values():
            if isinstance(kind, type) and is_dataclass(kind) and kind.__module__ == module.name:
                yield kind


@pytest.mark.parametrize("kind", list(records()), ids=lambda kind: kind.__name__)
def test_a_record_about_people_shows_none_of_its_fields(kind):
    if kind.__name__ in NOT_ABOUT_PEOPLE and not issubclass(kind, Private):
        return
    record = object.__new__(kind)
    for field in fields(kind):
        object.__setattr__(record, field.name, 7 if field.name == "id" else "ບົວຄຳ")
    assert "ບົວຄຳ" not in f"{record!r} {record}"
    assert kind.__name__ in repr(record)


def test_a_person_is_told_by_its_id_alone():
    person = Person(
        id=3, given_latin="Bouakham", born_on=date(1985, 3, 7), phones=(Phone(number="020 55"),)
    )
    assert f"{person!r} {[person]} {person.phones}" == (
        "Person(id=3) [Person(id=3)] (Phone(id=None),)"
    )
