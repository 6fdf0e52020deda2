"""What the laws say about the start and the standstill of periods: service, more time, pauses."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.reference import Certainty
from legalaid_desktop.domain.rules import Rule, Unit
from legalaid_desktop.domain.triggers import ServiceWay

NO_SUCH_WAY = "Nothing is known of when a paper that was served in this way counts as received."


class Basis(StrEnum):
    """Which day of a service counts: the one of receipt, or one on which it counts as known."""

    RECEIPT = "receipt"
    DEEMED = "deemed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where something stands, and how sure that is."""

    law: str
    article: str
    certainty: Certainty

    @property
    def place(self) -> str:
        """``law:article``, as steps cite it."""
        return f"{self.law}:{self.article}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """How one way of serving papers moves the start of periods.

    Attributes:
        rules_of: the law whose rules it is for; empty for all that have none of their own.
        asks_receipt: the day of sending does not tell the day of receipt.
        length: of a deemed way, after which a paper counts as known; ``learning``: who learns of
            it sooner counts from then.
        earlier: the safe date runs from the sending or the posting.
    """

    way: ServiceWay
    rules_of: str = ""
    basis: Basis
    asks_receipt: bool = False
    length: int = 0
    unit: Unit = Unit.DAY
    learning: bool = False
    earlier: bool = False
    source: Source
    note_lo: str = ""
    note_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MostTime:
    """The most by which the periods of an article may be prolonged without a special ground."""

    rules_of: str
    of_article: str
    length: int
    unit: Unit
    source: Source


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingLaw:
    """All of it; without any, a paper that was posted in public cannot be counted from.

    Attributes:
        standstills: by the law of the rule, where it says that time stands still.
    """

    services: tuple[Service, ...] = ()
    most_times: tuple[MostTime, ...] = ()
    standstills: Mapping[str, Source]

    def service(self, rule: Rule, way: ServiceWay) -> Service:
        """What that way of service means to the rule; refuses one of which nothing is known."""
        for law in (rule.law, ""):
            for each in self.services:
                if each.way is way and each.rules_of == law:
                    return each
        raise Refused(NO_SUCH_WAY)

    def most_time(self, rule: Rule) -> MostTime | None:
        """How far the rule may be prolonged, where the law says so."""
        for each in self.most_times:
            if (each.rules_of, each.of_article) == (rule.law, rule.article):
                return each
        return None


NO_LAW = CountingLaw(
    services=tuple(
        Service(
            way=way,
            basis=Basis.RECEIPT,
            asks_receipt=way is not ServiceWay.HAND,
            source=Source(law="", article="", certainty=Certainty.OURS),
        )
        for way in (ServiceWay.HAND, ServiceWay.POST, ServiceWay.VILLAGE)
    ),
    standstills={},
)
"""Enough for papers that somebody received; what counts by a length needs the law."""


def parse(data: Mapping[str, object]) -> CountingLaw:
    """The law of a parsed file."""
    return CountingLaw(
        services=tuple(_service(each) for each in reference.records(data, "service")),
        most_times=tuple(_most_time(each) for each in reference.records(data, "most_time")),
        standstills={
            reference.text(each, "rules_of"): _source(each)
            for each in reference.records(data, "standstill")
        },
    )


def _service(record: Mapping[str, object]) -> Service:
    basis = reference.choice(Basis, record, "basis")
    return Service(
        way=reference.choice(ServiceWay, record, "way"),
        rules_of=reference.text(record, "rules_of", ""),
        basis=basis,
        asks_receipt=reference.flag(record, "asks_receipt", default=False),
        length=reference.number(record, "length") if basis is Basis.DEEMED else 0,
        unit=reference.choice(Unit, record, "unit", Unit.DAY),
        learning=reference.flag(record, "learning", default=False),
        earlier=reference.flag(record, "earlier", default=False),
        source=_source(record),
        note_lo=reference.text(record, "note_lo", ""),
        note_en=reference.text(record, "note_en", ""),
    )


def _most_time(record: Mapping[str, object]) -> MostTime:
    return MostTime(
        rules_of=reference.text(record, "rules_of"),
        of_article=reference.text(record, "of_article"),
        length=reference.number(record, "length"),
        unit=reference.choice(Unit, record, "unit"),
        source=_source(record),
    )


def _source(record: Mapping[str, object]) -> Source:
    return Source(
        law=reference.text(record, "law"),
        article=reference.text(record, "article"),
        certainty=reference.choice(Certainty, record, "certainty"),
    )
