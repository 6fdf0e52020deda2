"""Court fees: what a claim costs now and at the end, caps on deposits, and who is exempt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.errors import InvalidValue
from legalaid_desktop.domain.reference import Certainty

NO_VALUE = "Write the value of the claim in kip, without a sign."
NO_COPIES = "Write how many copies, nothing or more."
MOST_KIP = 10**15


class FeeStage(StrEnum):
    """The stage of the proceedings that is paid for."""

    FIRST_INSTANCE = "first_instance"
    APPEAL = "appeal"
    CASSATION = "cassation"
    REOPENING = "reopening"


class Matter(StrEnum):
    """What the fee goes by."""

    VALUED = "valued"
    UNVALUED = "unvalued"
    MATRIMONIAL = "matrimonial"


class Payable(StrEnum):
    """When a fee falls due."""

    FILING = "filing"
    COPY = "copy"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """One fee of the law: a fixed ``amount``, ``percent`` of the value, or at ``most`` so much.

    Attributes:
        stages, matters: where it is due; empty is everywhere.
    """

    id: str
    texts: Mapping[str, str]
    when: Payable
    stages: tuple[FeeStage, ...]
    matters: tuple[Matter, ...]
    amount: int
    percent: int
    most: int
    article: str
    certainty: Certainty
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemption:
    """A ground on which a claimant pays nothing."""

    id: str
    texts: Mapping[str, str]
    article: str
    certainty: Certainty
    checked_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeTable:
    """All fees and exemptions of the law."""

    fees: tuple[Fee, ...]
    exemptions: tuple[Exemption, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeQuestion:
    """What is to be paid for: value and amounts in kip, copies by the id of their fee.

    Attributes:
        claims: whether our side is the claimant, whom alone an exemption protects (art. 41).
        brings: whether our side brings the appeal or the request above, and pays for it now.
        exempt: id of the ground; empty for none.
    """

    stage: FeeStage = FeeStage.FIRST_INSTANCE
    matter: Matter = Matter.VALUED
    value: int = 0
    copies: tuple[tuple[str, int], ...] = ()
    claims: bool = True
    brings: bool = True
    exempt: str = ""

    @property
    def files(self) -> bool:
        """Whether our side pays with the filing: a claim is the claimant's, an appeal anybody's."""
        return self.claims if self.stage is FeeStage.FIRST_INSTANCE else self.brings


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeLine:
    """A line of the sheet: ``kip`` to pay, or at most where the court sets it; 0 where exempt."""

    fee: Fee
    count: int
    kip: int
    at_most: bool
    waived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FeeSheet:
    """What is paid now, and what the losing party pays at the end.

    Attributes:
        now: the sum of what is fixed; now_most: with the highest deposit.
        ground: why nothing is paid, if the claimant is exempt.
    """

    question: FeeQuestion
    lines: tuple[FeeLine, ...]
    now: int
    now_most: int
    end: int
    ground: Exemption | None


def sheet(table: FeeTable, question: FeeQuestion) -> FeeSheet:
    """The fees of a claim; raises ``InvalidValue``. Law on Court Fees 2019, arts 36–42."""
    ground = _ground(table, question)
    _check(question)
    counts = dict(question.copies)
    lines = tuple(
        _line(fee, question, counts.get(fee.id, 0), waived=ground is not None)
        for fee in table.fees
        if _is_due(fee, question, counts)
    )
    filing = [one for one in lines if one.fee.when is not Payable.END]
    return FeeSheet(
        question=question,
        lines=lines,
        now=sum(one.kip for one in filing if not one.at_most),
        now_most=sum(one.kip for one in filing),
        end=sum(one.kip for one in lines if one.fee.when is Payable.END),
        ground=ground,
    )


def parse_fees(data: Mapping[str, object]) -> FeeTable:
    """The fees and exemptions of a parsed file."""
    return FeeTable(
        fees=tuple(_fee(record) for record in reference.records(data, "fee")),
        exemptions=tuple(_exemption(record) for record in reference.records(data, "exemption")),
    )


def _ground(table: FeeTable, question: FeeQuestion) -> Exemption | None:
    if not question.claims or not question.exempt:
        return None
    return next((one for one in table.exemptions if one.id == question.exempt), None)


def _check(question: FeeQuestion) -> None:
    if question.matter is Matter.VALUED and not 0 < question.value <= MOST_KIP:
        raise InvalidValue("value", NO_VALUE)
    if any(count < 0 for _, count in question.copies):
        raise InvalidValue("copies", NO_COPIES)


def _is_due(fee: Fee, question: FeeQuestion, counts: Mapping[str, int]) -> bool:
    if fee.when is Payable.COPY:
        return counts.get(fee.id, 0) > 0
    if fee.when is Payable.FILING and not question.files:
        return False
    return _fits(question.stage, fee.stages) and _fits(question.matter, fee.matters)


def _fits(one: StrEnum, allowed: Sequence[StrEnum]) -> bool:
    return not allowed or one in allowed


def _line(fee: Fee, question: FeeQuestion, copies: int, *, waived: bool) -> FeeLine:
    """The line of one fee; what the losing party pays is waived for nobody (art. 41)."""
    count = copies if fee.when is Payable.COPY else 1
    free = waived and fee.when is not Payable.END
    each = fee.amount or fee.most or _share(question.value, fee.percent)
    return FeeLine(
        fee=fee, count=count, kip=0 if free else each * count, at_most=fee.most > 0, waived=free
    )


def _share(value: int, percent: int) -> int:
    """Whole kip, half a kip up."""
    return (value * percent + 50) // 100


def _fee(record: Mapping[str, object]) -> Fee:
    sums = {key: _sum(record, key) for key in ("amount", "percent", "most")}
    return Fee(
        id=reference.text(record, "id"),
        texts=_texts(record),
        when=reference.choice(Payable, record, "when"),
        stages=tuple(FeeStage(one) for one in reference.texts(record, "stages")),
        matters=tuple(Matter(one) for one in reference.texts(record, "matters")),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        checked_by=reference.text(record, "checked_by"),
        **sums,
    )


def _exemption(record: Mapping[str, object]) -> Exemption:
    return Exemption(
        id=reference.text(record, "id"),
        texts=_texts(record),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
        checked_by=reference.text(record, "checked_by"),
    )


def _texts(record: Mapping[str, object]) -> dict[str, str]:
    return {each: reference.text(record, each) for each in ("lo", "en")}


def _sum(record: Mapping[str, object], key: str) -> int:
    return reference.number(record, key) if key in record else 0
