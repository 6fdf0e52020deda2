"""The quick line of a story: what was typed, read as a kind, a day, time spent, money and words.

``/call yesterday mother says he eats again 20m`` or ``/ໂທ ມື້ວານ ແມ່ບອກວ່າ… 20 ນາທີ``: both kinds of
word work in either language. A day and an amount are read at the beginning only, time spent at the
beginning or the end; all else stays as it was typed.
"""

import calendar
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import chain

from legalaid_desktop import i18n
from legalaid_desktop.domain import payments
from legalaid_desktop.domain.events import Audience, EventKind
from legalaid_desktop.domain.happenings import Happening
from legalaid_desktop.domain.lao import normalise, search_key
from legalaid_desktop.domain.payments import Currency, Payment
from legalaid_desktop.domain.privacy import Private
from legalaid_desktop.labels import events, stories


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Quick(Private):
    """What a line says.

    Attributes:
        is_past: whether its day lies behind, should it name none with a year.
        day: ``None`` where the line names none.
    """

    kind: EventKind = EventKind.NOTE
    text: str = ""
    audience: Audience = Audience.TEAM
    happening: str = ""
    payment: Payment = Payment.NONE
    amount: int = 0
    currency: Currency = Currency.NONE
    day: date | None = None
    at: time | None = None
    minutes: int = 0
    is_past: bool = True

    @property
    def is_whole(self) -> bool:
        """Whether it can be kept as it is: a hearing that lies ahead needs a day of its own."""
        if self.kind is EventKind.PAYMENT:
            return bool(self.amount)
        if self.kind is EventKind.STEP:
            return bool(self.happening)
        return bool(self.text) and (self.kind is not EventKind.HEARING or self.is_past)


SPECIAL: tuple[tuple[tuple[str, ...], Quick], ...] = (
    (("private", "ສ່ວນຕົວ"), Quick(audience=Audience.PRIVATE)),
    (("told", "ບອກລູກຄວາມ"), Quick(audience=Audience.CLIENT)),
    (("heard", "ພິຈາລະນາແລ້ວ"), Quick(kind=EventKind.HEARING)),
    (("paid-in", "ຮັບເງິນ"), Quick(kind=EventKind.PAYMENT, payment=Payment.RECEIVED)),
)
"""Words that say more than a kind."""

_DIGITS = str.maketrans("໐໑໒໓໔໕໖໗໘໙", "0123456789")
_END = r"(?=\s|$)"
_WORDS = {
    "today": 0, "ມື້ນີ້": 0, "yesterday": -1, "ມື້ວານ": -1, "ມື້ວານນີ້": -1, "ມື້ຊືນ": -2,
    "ມື້ຊືນນີ້": -2, "tomorrow": 1, "ມື້ອື່ນ": 1,
}  # fmt: skip
_MONTHS = (
    "ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ",
    "ຕຸລາ", "ພະຈິກ", "ທັນວາ",
)  # fmt: skip
_ISO = re.compile(rf"(\d{{4}})-(\d{{1,2}})-(\d{{1,2}}){_END}")
_NUMBERS = re.compile(rf"(\d{{1,2}})[/-](\d{{1,2}})(?:[/-](\d{{4}}))?{_END}")
_NAMED = re.compile(rf"(?:ວັນທີ\s*)?(\d{{1,2}})\s+([^\W\d][^\s\d]*)(?:\s+(\d{{4}}))?{_END}")
_AT = re.compile(rf"(?:at\s+|ເວລາ\s*)?(\d{{1,2}}):(\d{{2}}){_END}", re.IGNORECASE)
_SPENT = (
    r"(?:(?P<hours>\d{1,2})\s?(?:h|hours?|ຊົ່ວໂມງ)(?:\s?(?P<rest>\d{1,2})\s?(?:m|min|ນາທີ)?)?"
    r"|(?P<minutes>\d{1,3})(?:m|min|\s?minutes?|\s?ນາທີ))"
)
_SPENT_FIRST = re.compile(_SPENT + _END, re.IGNORECASE)
_SPENT_LAST = re.compile(rf"(?:^|\s){_SPENT}\.?$", re.IGNORECASE)
_CURRENCIES = {
    Currency.LAK: ("lak", "kip", "₭", "ກີບ"),
    Currency.THB: ("thb", "baht", "฿", "ບາດ"),
    Currency.MYR: ("myr", "rm", "ringgit", "ຣິງກິດ", "ລິງກິດ"),
    Currency.USD: ("usd", "dollars", "dollar", "$", "ໂດລາ"),
}
_MONEY = re.compile(
    r"(?P<before>[₭฿$])?\s?(?P<sum>\d[\d.,]*\d|\d)\s?(?P<after>[^\s\d]+)?" + _END, re.IGNORECASE
)


def read(typed: str, today: date, happenings: Mapping[str, Happening]) -> Quick:
    """What the line says."""
    line = normalise(typed).strip()
    said, rest = _command(line, happenings)
    found = _read_ahead(replace(said, text=rest), today)
    last = _SPENT_LAST.search(found.text.translate(_DIGITS))
    if last is None or found.minutes:
        return found
    return replace(found, text=found.text[: last.start()].rstrip(), minutes=_minutes(last))


def _command(line: str, happenings: Mapping[str, Happening]) -> tuple[Quick, str]:
    if not line.startswith("/"):
        return Quick(), line
    word, _, rest = line[1:].partition(" ")
    typed = search_key(word)
    known = list(_commands(happenings))
    exact = (made for words, made in known if typed in map(search_key, words))
    begun = (
        made for words, made in known if any(search_key(each).startswith(typed) for each in words)
    )
    found = next(chain(exact, begun), None) if typed else None
    return (found, rest.strip()) if found is not None else (Quick(), line)


def _commands(happenings: Mapping[str, Happening]) -> Iterator[tuple[tuple[str, ...], Quick]]:
    for kind, words in events.QUICK.items():
        payment = Payment.PAID if kind is EventKind.PAYMENT else Payment.NONE
        yield words, Quick(kind=kind, payment=payment, is_past=kind is not EventKind.HEARING)
    yield from SPECIAL
    for step in happenings.values():
        yield step.words, Quick(kind=EventKind.STEP, happening=step.id)


def words(typed: str, language: str, happenings: Mapping[str, Happening]) -> list[str]:
    """The words after a stroke that begin as what is typed; none once a space was typed."""
    if not typed.startswith("/") or " " in typed:
        return []
    begun = search_key(typed[1:])
    found = []
    for each, _ in _commands(happenings):
        if any(search_key(word).startswith(begun) for word in each):
            found.append(f"/{each[1] if language == 'lo' else each[0]}")
    return found


def _read_ahead(said: Quick, today: date) -> Quick:
    """Day, time of day, time spent and money at the beginning, in any order."""
    while True:
        more = _next(said, today)
        if more is None:
            return said
        said = more


def _next(said: Quick, today: date) -> Quick | None:
    text = said.text.translate(_DIGITS)
    if said.day is None and (found := _day(text, today, said)) is not None:
        return replace(said, day=found[0], text=_cut(said.text, found[1]))
    if not said.minutes and (spent := _SPENT_FIRST.match(text)):
        return replace(said, minutes=_minutes(spent), text=_cut(said.text, spent.end()))
    if said.at is None and (at := _AT.match(text)) and int(at[1]) < 24 and int(at[2]) < 60:
        return replace(said, at=time(int(at[1]), int(at[2])), text=_cut(said.text, at.end()))
    if said.payment and not said.amount:
        return _money(said, text)
    return None


def _cut(text: str, end: int) -> str:
    return text[end:].lstrip(" ,:·")


def _day(text: str, today: date, said: Quick) -> tuple[date, int] | None:
    word = re.match(r"\S+", text)
    if word and word[0].casefold() in _WORDS:
        return today + timedelta(days=_WORDS[word[0].casefold()]), word.end()
    if iso := _ISO.match(text):
        return _made(int(iso[1]), int(iso[2]), int(iso[3]), iso.end())
    if numbers := _NUMBERS.match(text):
        return _near(numbers, int(numbers[2]), today, said)
    named = _NAMED.match(text)
    month = _month(named[2]) if named else 0
    return _near(named, month, today, said) if named and month else None


def _near(found: re.Match[str], month: int, today: date, said: Quick) -> tuple[date, int] | None:
    """The day in the year that is named, else the nearest one behind, or ahead for a hearing."""
    day = int(found[1])
    if found[3]:
        return _made(int(found[3]), month, day, found.end())
    years = range(today.year, today.year - 9, -1) if said.is_past else range(today.year, 9999)
    for year in (years[n] for n in range(9)):
        made = _made(year, month, day, found.end())
        if made and (made[0] <= today if said.is_past else made[0] >= today):
            return made
    return None


def _made(year: int, month: int, day: int, end: int) -> tuple[date, int] | None:
    try:
        return date(year, month, day), end
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of the month that is named or begun, 0 for none."""
    typed = search_key(word)
    for place, lao in enumerate(_MONTHS, 1):
        names = (search_key(lao), calendar.month_name[place].casefold())
        if len(typed) >= 3 and any(name.startswith(typed) for name in names):
            return place
    return 0


def _minutes(found: re.Match[str]) -> int:
    hours, rest, minutes = found["hours"], found["rest"], found["minutes"]
    return int(minutes) if minutes else int(hours) * 60 + int(rest or 0)


def _money(said: Quick, text: str) -> Quick | None:
    found = _MONEY.match(text)
    amount = payments.read_amount(found["sum"]) if found else None
    if found is None or not amount:
        return None
    after = _currency(found["after"] or "")
    currency = after or _currency(found["before"] or "") or Currency.LAK
    end = found.end() if after or not found["after"] else found.start("after")
    return replace(said, amount=amount, currency=currency, text=_cut(said.text, end))


def _currency(word: str) -> Currency:
    sign = word.casefold()
    return next((one for one, words in _CURRENCIES.items() if sign in words), Currency.NONE)


def said(entry: Quick, today: date, language: str, happenings: Mapping[str, Happening]) -> str:
    """How the line was understood, in few words."""
    catalog = i18n.catalog(language)
    step = happenings.get(entry.happening)
    kind = step.name(language) if step else catalog.gettext(events.KINDS[entry.kind])
    at = f"{entry.at:%H:%M}" if entry.at else ""
    audience = entry.audience
    return " · ".join(
        filter(
            None,
            (
                kind,
                i18n.date_full(entry.day or today, language),
                at,
                stories.amount(entry.amount, entry.currency, language) if entry.amount else "",
                stories.duration(entry.minutes, language),
                catalog.gettext(events.AUDIENCES[audience]),
            ),
        )
    )


def minutes(typed: str) -> int | None:
    """The time meant by ``20m``, ``1h30``, ``20 ນາທີ`` or a bare ``20``; ``None`` for no time."""
    text = normalise(typed).strip().translate(_DIGITS)
    found = _SPENT_FIRST.fullmatch(text)
    if found is not None:
        return _minutes(found)
    return int(text) if text.isdecimal() else None
