"""The values of a case in the codes of HTCDS, the case data standard of IOM.

Only what is coded leaves here: no name, no free text, no day.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.cases import Case, Stage
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.domain.protection import Protection, concerned
from legalaid_desktop.domain.worksheets import Answer, Element, Worksheet


class Ours(StrEnum):
    """The fields of ours that a field of the standard is filled from."""

    SEX = "person.sex"
    NATIONALITY = "person.nationality"
    CONTROL = "worksheet.control"
    RECRUITMENT = "worksheet.recruitment"
    RELATION = "worksheet.relation"
    VULNERABILITY = "worksheet.vulnerability"
    PART = "worksheet.part"
    SECTOR = "worksheet.sector"
    INDUSTRY = "worksheet.industry"
    SEX_WORK = "worksheet.sex_work"
    COUNTRY = "worksheet.country"
    STATUS = "case.stage"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedField:
    """A field of the standard: ``values`` give its code for each value of ours; empty: as it is."""

    name: str
    ours: Ours
    many: bool
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """The fields that are filled, and the version of the standard they were read in."""

    version: str
    fields: tuple[CodedField, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Coded(Private):
    """What the standard says of one person: each field with its codes, joined by semicolons."""

    person_id: int
    values: Mapping[str, str]


def parse(data: Mapping[str, object]) -> Codes:
    """The codes, as ``resources/reference/htcds.toml`` says."""
    return Codes(
        version=reference.text(data, "version"),
        fields=tuple(
            CodedField(
                name=reference.text(record, "name"),
                ours=reference.choice(Ours, record, "ours"),
                many=reference.flag(record, "many", default=False),
                values={
                    reference.text(one, "ours"): reference.text(one, "code")
                    for one in reference.records(record, "values")
                },
            )
            for record in reference.records(data, "field")
        ),
    )


def coded(
    codes: Codes, case: Case, kept: Protection, elements: Iterable[Element], outcome: str = ""
) -> list[Coded]:
    """The values of each person of whom something is noted, by the fields of the standard.

    Args:
        codes: of the standard; case, kept: what is told; elements: with the control they stand for.
        outcome: how the case was closed, if it was.
    """
    controls = {one.id: one.control for one in elements if one.control}
    found = []
    for person_id in concerned(kept):
        ours = _ours(_status(case, outcome), kept, person_id, controls)
        values = {one.name: _code(one, ours[one.ours]) for one in codes.fields}
        found.append(Coded(person_id=person_id, values={k: v for k, v in values.items() if v}))
    return found


def _code(field: CodedField, ours: Iterable[str]) -> str:
    given = list(ours)
    told = given
    if field.values:  # in the order of the standard
        told = [code for value, code in field.values.items() if value in given]
    kept = list(dict.fromkeys(filter(None, told)))
    return ";".join(kept if field.many else kept[:1])


def _status(case: Case, outcome: str) -> str:
    if case.stage is not Stage.CLOSED:
        return "open"
    return outcome if outcome == "transferred" else "closed"


def _ours(
    status: str, kept: Protection, person_id: int, controls: Mapping[str, str]
) -> Mapping[Ours, list[str]]:
    person = kept.person(person_id)
    sheets = [one for one in kept.worksheets if one.person_id == person_id]
    sectors = [str(one.sector) for one in sheets]
    return {
        Ours.SEX: [str(person.sex)],
        Ours.NATIONALITY: [person.nationality],
        Ours.CONTROL: list(_controls(sheets, controls)),
        Ours.SECTOR: sectors,
        Ours.INDUSTRY: sectors,
        Ours.SEX_WORK: sectors,
        Ours.COUNTRY: [one.country for one in sheets],
        Ours.RECRUITMENT: [code for one in sheets for code in one.recruitments],
        Ours.RELATION: [one.relation for one in sheets],
        Ours.VULNERABILITY: [code for one in sheets for code in one.vulnerabilities],
        Ours.PART: [one.part for one in sheets],
        Ours.STATUS: [status],
    }


def _controls(sheets: Collection[Worksheet], controls: Mapping[str, str]) -> set[str]:
    findings = (finding for sheet in sheets for finding in sheet.findings)
    yes = {one.element for one in findings if one.answer is Answer.YES}
    ticked = {one for sheet in sheets for one in sheet.controls}
    return ticked | {controls[one] for one in yes if one in controls}
