"""Kinds of papers as data: what each is called, asks for, needs and says, in both languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from legalaid_desktop.domain import reference
from legalaid_desktop.domain.attachments import BundleSection
from legalaid_desktop.domain.errors import Damaged
from legalaid_desktop.domain.reference import Certainty


class FieldType(StrEnum):
    """How an own field of a paper is typed in."""

    LINE = "text"
    LINES = "lines"
    DATE = "date"
    CHOICE = "choice"
    CHOICES = "choices"


class BlockType(StrEnum):
    """The building blocks of a paper's text."""

    TITLE = "title"
    ADDRESSEE = "addressee"
    SUBJECT = "subject"
    BASIS = "basis"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    FACTS = "facts"
    TABLE = "table"
    CLOSING = "closing"
    SIGNATURES = "signatures"
    DISTRIBUTION = "distribution"
    ATTACHMENTS = "attachments"


class Must(StrEnum):
    """What a demand asks of a fact."""

    BE_KNOWN = "be_known"
    EQUAL = "equal"
    NOT_BE_AFTER = "not_be_after"
    NOT_BE_BEFORE = "not_be_before"


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The same words in both languages."""

    lo: str = ""
    en: str = ""

    def of(self, language: str) -> str:
        """The words in that language."""
        return self.lo if language == "lo" else self.en


NOTHING = Words()


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """One answer of a choice."""

    value: str
    label: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A fact that only this paper asks for.

    Attributes:
        bilingual: typed once per language, under ``name_lo`` and ``name_en``.
        default: what a new paper starts with; ``today`` in a date field is the day of the paper.
        restricted_default: what it starts with in a restricted case.
    """

    name: str
    label: Words
    hint: Words = NOTHING
    type: FieldType = FieldType.LINE
    required: bool = False
    bilingual: bool = False
    default: Words = NOTHING
    restricted_default: str = ""
    options: tuple[Option, ...] = ()

    @property
    def keys(self) -> tuple[str, ...]:
        """The names under which its values are kept."""
        return (f"{self.name}_lo", f"{self.name}_en") if self.bilingual else (self.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """A condition that a paper must meet before it is issued, and the sentence that says so.

    Attributes:
        fact: dotted name, such as ``lawyer.card_number`` or ``own.ends_on``.
        other: the fact to compare with, ``years`` later.
        only_if: asked only where this fact is known and true.
    """

    id: str
    fact: str
    must: Must = Must.BE_KNOWN
    value: str = ""
    other: str = ""
    years: int = 0
    only_if: str = ""
    field: str = ""
    sentence: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """A law that a paper rests on; ``certainty`` is A, B or C, C for what nobody has read."""

    law: Words
    number: Words = NOTHING
    dated: date | None = None
    year: int = 0
    article: str = ""
    certainty: Certainty
    only_if: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One line of a table of facts, or a column of a table, with its share of the width."""

    label: Words
    value: Words
    only_if: str = ""
    share: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs where; ``parts`` are ``thumbprint``, ``stamp`` and ``date``."""

    caption: Words
    name: Words = NOTHING
    side: str = "right"
    parts: tuple[str, ...] = ()
    only_if: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One block of text; ``each`` names the facts a list runs over, one ``item`` each.

    A table has a column for each of its ``rows``, with the label as its head, and a line for each
    record that ``each`` names; what a cell says names the fields of the ``item``.

    A block of signatures may carry the items of the distribution, which then stand beside it.
    """

    type: BlockType
    text: Words = NOTHING
    only_if: str = ""
    each: str = ""
    numbered: bool = False
    items: tuple[Row, ...] = ()
    rows: tuple[Row, ...] = ()
    signers: tuple[Signer, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """To whom outside a paper is written, so that it needs the client's consent.

    Attributes:
        receiver: the own field that names the body; body: its kind, if the paper is for one only.
        purposes: what for; purpose_field: the own field whose answers say it.
        abroad_field: the own field that says ``yes`` where it goes to another country.
        by_field, on_field, data_field, limits_field: the own fields that tell of the consent; they
            are filled in from the record of it.
    """

    receiver: str
    body: str = ""
    purposes: tuple[str, ...] = ()
    purpose_field: str = ""
    abroad_field: str = ""
    by_field: str = ""
    on_field: str = ""
    data_field: str = ""
    limits_field: str = ""


SHARED = ("identity", "contact", "story")
"""What a paper tells of the client unless its file says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperKind:
    """One kind of paper.

    Attributes:
        code: short Latin code for file names and page feet.
        issuer: ``office`` prints the letterhead and a number; a private person has neither.
        checked_by: the Lao lawyer who read the wording; empty until one has.
        section: the heading of a case bundle it stands under.
        bundled: whether it goes into a case bundle unless somebody says otherwise.
        shares: ids of the data of the client that it tells; shares_if: what it tells besides, where
            a field has that value; address: to whom it is written.
    """

    id: str
    code: str
    title: Words
    about: Words
    issuer: str
    certainty: Certainty
    checked_by: str = ""
    section: BundleSection
    bundled: bool
    shares: tuple[str, ...] = SHARED
    shares_if: tuple[tuple[str, str, str], ...] = ()
    address: Address | None = None
    fields: tuple[Field, ...]
    demands: tuple[Demand, ...]
    basis: tuple[Basis, ...]
    blocks: tuple[Block, ...]

    @property
    def of_consent(self) -> tuple[str, ...]:
        """Keys of the own fields that are filled in from the record of a consent."""
        if self.address is None:
            return ()
        to = self.address
        names = {to.by_field, to.on_field, to.data_field, to.limits_field}
        return tuple(key for one in self.fields if one.name in names for key in one.keys)


Record = Mapping[str, object]


def read(record: Record) -> PaperKind:
    """The kind that a parsed file describes; raises ``Damaged`` if a part is missing or wrong."""
    return PaperKind(
        id=reference.text(record, "id"),
        code=reference.text(record, "code"),
        title=words(record, "title"),
        about=words(record, "about"),
        issuer=reference.text(record, "issuer"),
        certainty=reference.choice(Certainty, record, "certainty"),
        checked_by=reference.text(record, "checked_by"),
        section=reference.choice(BundleSection, record, "section"),
        bundled=reference.flag(record, "bundled", default=True),
        shares=reference.texts(record, "shares") or SHARED,
        shares_if=tuple(
            (reference.text(one, "field"), reference.text(one, "is"), reference.text(one, "data"))
            for one in reference.records(record, "shares_if")
        ),
        address=_address(record),
        fields=tuple(_field(one) for one in reference.records(record, "fields")),
        demands=tuple(_demand(one) for one in reference.records(record, "demands")),
        basis=tuple(_basis(one) for one in reference.records(record, "basis")),
        blocks=tuple(_block(one) for one in reference.records(record, "blocks")),
    )


def words(record: Record, key: str, default: Words | None = None) -> Words:
    """The words in both languages under a key; one text stands for both."""
    found = record.get(key, default)
    if isinstance(found, Words):
        return found
    if isinstance(found, str):
        return Words(lo=found, en=found)
    if not isinstance(found, Mapping):
        raise Damaged(reference.DAMAGED_RECORD, field=key, record=str(record.get("id", "?")))
    return _both(found)


def _both(record: Record) -> Words:
    return Words(
        lo=reference.text(record, "lo", "").strip("\n"),
        en=reference.text(record, "en", "").strip("\n"),
    )


def _address(record: Record) -> Address | None:
    found = record.get("address")
    if not isinstance(found, Mapping):
        return None
    return Address(
        receiver=reference.text(found, "receiver"),
        body=reference.text(found, "body", ""),
        purposes=reference.texts(found, "purposes"),
        purpose_field=reference.text(found, "purpose_field", ""),
        abroad_field=reference.text(found, "abroad_field", ""),
        by_field=reference.text(found, "by_field", ""),
        on_field=reference.text(found, "on_field", ""),
        data_field=reference.text(found, "data_field", ""),
        limits_field=reference.text(found, "limits_field", ""),
    )


def _field(record: Record) -> Field:
    return Field(
        name=reference.text(record, "name"),
        label=words(record, "label"),
        hint=words(record, "hint", NOTHING),
        type=reference.choice(FieldType, record, "type", FieldType.LINE),
        required=reference.flag(record, "required", default=False),
        bilingual=reference.flag(record, "bilingual", default=False),
        default=words(record, "default", NOTHING),
        restricted_default=reference.text(record, "restricted_default", ""),
        options=tuple(
            Option(value=reference.text(one, "value"), label=_both(one))
            for one in reference.records(record, "options")
        ),
    )


def _demand(record: Record) -> Demand:
    return Demand(
        id=reference.text(record, "id"),
        fact=reference.text(record, "fact"),
        must=reference.choice(Must, record, "must", Must.BE_KNOWN),
        value=reference.text(record, "value", ""),
        other=reference.text(record, "other", ""),
        years=reference.number(record, "years") if "years" in record else 0,
        only_if=reference.text(record, "only_if", ""),
        field=reference.text(record, "field", ""),
        sentence=words(record, "sentence"),
    )


def _basis(record: Record) -> Basis:
    return Basis(
        law=words(record, "law"),
        number=words(record, "number", NOTHING),
        dated=reference.day_if_known(record, "dated"),
        year=reference.number(record, "year") if "year" in record else 0,
        article=reference.text(record, "article", ""),
        certainty=reference.choice(Certainty, record, "certainty"),
        only_if=reference.text(record, "if", ""),
    )


def _block(record: Record) -> Block:
    return Block(
        type=reference.choice(BlockType, record, "type"),
        text=_both(record),
        only_if=reference.text(record, "if", ""),
        each=reference.text(record, "each", ""),
        numbered=reference.flag(record, "numbered", default=False),
        items=tuple(_item(one) for one in reference.records(record, "items")),
        rows=tuple(_row(one) for one in reference.records(record, "rows")),
        signers=tuple(_signer(one) for one in reference.records(record, "signers")),
    )


def _item(record: Record) -> Row:
    return Row(label=NOTHING, value=_both(record), only_if=reference.text(record, "if", ""))


def _row(record: Record) -> Row:
    return Row(
        label=words(record, "label"),
        value=words(record, "value"),
        only_if=reference.text(record, "if", ""),
        share=reference.number(record, "share") if "share" in record else 1,
    )


def _signer(record: Record) -> Signer:
    return Signer(
        caption=words(record, "caption"),
        name=words(record, "name", NOTHING),
        side=reference.text(record, "side", "right"),
        parts=reference.texts(record, "parts"),
        only_if=reference.text(record, "if", ""),
    )
