"""All names of an office in memory: who may be this person, over both scripts, in one pass."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Levenshtein

from legalaid_desktop.domain import names
from legalaid_desktop.domain.names import ALIKE, How, Likeness, Name
from legalaid_desktop.domain.privacy import Private

WORTH_A_LOOK = 0.5
"""Below this score nothing is told."""
_RATIO = 75
_DOUBLED = re.compile(r"(.)\1+")
"""Two letters that meet where a name is parted into syllables are one where it is not."""
_MANY = 80
"""Ways to sound that are weighed; everybody of an equal name counts, however many there are."""
_LONE = 8
"""Letters that the sound of one word of a name seldom has more of."""
_FEW_DIGITS = 6
_TOO_FEW = 3
"""Signs of a number that tell nobody from another."""


class OwnerKind(StrEnum):
    """Whose name it is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    """Of a party that is no person; known by the id of the party."""
    LAWYER = "lawyer"
    SPEAKER = "speaker"
    """Who speaks for a client; known by the id of the intake."""
    FAMILY = "family"
    """The household of a person, under that person's id."""


Owner = tuple[OwnerKind, int]


class Sign(StrEnum):
    """What agrees besides the name."""

    RECORD = "record"
    """It is the very same entry."""
    ID_NUMBER = "id_number"
    ID_NEARLY = "id_nearly"
    PHONE = "phone"
    BIRTH = "birth"
    BIRTH_NEARLY = "birth_nearly"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Known(Private):
    """What somebody is recognised by.

    Attributes:
        born: the day as ``2001-04-17``, or the year, or nothing.
    """

    names: tuple[str, ...] = ()
    id_numbers: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    born: str = ""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Match(Private):
    """How well somebody fits: the score, the rules by which the names agree, and other signs."""

    score: float
    how: tuple[How, ...] = ()
    signs: tuple[Sign, ...] = ()


@dataclass(slots=True, repr=False)
class NameIndex(Private):
    """The names, ready to be compared with.

    Attributes:
        seq: how far along the trail it was brought.
    """

    seq: int = -1
    _known: dict[Owner, Known] = field(default_factory=dict)
    _slots: dict[Owner, list[int]] = field(default_factory=dict)
    _owners: list[Owner | None] = field(default_factory=list)
    _names: list[Name | None] = field(default_factory=list)
    _ids: dict[str, set[Owner]] = field(default_factory=lambda: defaultdict(set))
    _phones: dict[str, set[Owner]] = field(default_factory=lambda: defaultdict(set))
    _same: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _sounds: dict[str, set[int]] = field(default_factory=dict)
    _joined: dict[str, set[int]] = field(default_factory=dict)
    _parted: dict[str, set[int]] = field(default_factory=dict)

    def __len__(self) -> int:
        """How many people and organisations it holds."""
        return len(self._known)

    def put(self, owner: Owner, known: Known) -> None:
        """Takes somebody in, or anew."""
        self.drop(owner)
        self._known[owner] = known
        self._slots[owner] = [self._put_name(owner, names.parsed(one)) for one in known.names]
        for number in filter(None, map(digits, known.id_numbers)):
            self._ids[number].add(owner)
        for phone in filter(None, map(last_digits, known.phones)):
            self._phones[phone].add(owner)

    def drop(self, owner: Owner) -> None:
        """Forgets somebody."""
        known = self._known.pop(owner, None)
        if known is None:
            return
        for slot in self._slots.pop(owner):
            name = self._names[slot]
            self._forget(slot, name)
            self._owners[slot] = self._names[slot] = None
        for number in filter(None, map(digits, known.id_numbers)):
            self._ids[number].discard(owner)
        for phone in map(last_digits, known.phones):
            self._phones[phone].discard(owner)

    def clear(self) -> None:
        """Forgets everybody."""
        for by_owner in (self._known, self._slots):
            by_owner.clear()
        for by_slot in (self._owners, self._names):
            by_slot.clear()
        for by_key in (
            self._ids,
            self._phones,
            self._same,
            self._sounds,
            self._joined,
            self._parted,
        ):
            by_key.clear()
        self.seq = -1

    def near(self, asked: Known) -> dict[Owner, Match]:
        """Everybody who may be the person asked for."""
        found: dict[Owner, Match] = {}
        for text in asked.names:
            for owner, like in self._by_name(names.parsed(text)):
                if owner not in found or found[owner].score < like.score:
                    found[owner] = Match(score=like.score, how=like.how)
        for owner in self._by_numbers(asked):
            found.setdefault(owner, Match(score=0.0))
        weighed = {owner: _weighed(m, asked, self._known[owner]) for owner, m in found.items()}
        return {owner: match for owner, match in weighed.items() if match.score >= WORTH_A_LOOK}

    def same(self, asked: Known) -> dict[Owner, Match]:
        """Those of the same sound or number alone, without a pass over all: for long lists."""
        found: dict[Owner, Match] = {}
        for name in map(names.parsed, asked.names):
            slots = self._slots_of(name) if name.words else set()
            for owner, like in self._likened(name, slots):
                if like.score >= ALIKE and (owner not in found or found[owner].score < like.score):
                    found[owner] = Match(score=like.score, how=like.how)
        for owner in self._same_numbers(asked):
            found.setdefault(owner, Match(score=0.0))
        weighed = {owner: _weighed(m, asked, self._known[owner]) for owner, m in found.items()}
        return {owner: match for owner, match in weighed.items() if match.score >= ALIKE}

    def _slots_of(self, name: Name) -> set[int]:
        skeleton, joined, _alone = _handles(name)
        near, same = self._same.get(skeleton, set()), self._same.get(joined, set())
        return same | near if len(near) <= _MANY else same

    def _put_name(self, owner: Owner, name: Name) -> int:
        self._owners.append(owner)
        self._names.append(name)
        slot = len(self._names) - 1
        for key in _handles(name):
            self._same[key].add(slot)
        for pool, key in self._pools(name):
            pool.setdefault(key, set()).add(slot)
        return slot

    def _pools(self, name: Name) -> Iterable[tuple[dict[str, set[int]], str]]:
        """Where a name is found by nearly the same sound, by words and as one."""
        if name.key:
            yield self._sounds, name.key
            yield self._joined, _joined(name)
            if _is_parted(name):
                yield self._parted, _joined(name)

    def _forget(self, slot: int, name: Name | None) -> None:
        for key in _handles(name) if name else ():
            self._same[key].discard(slot)
        for pool, key in self._pools(name) if name else ():
            pool[key].discard(slot)
            if not pool[key]:
                del pool[key]

    def _by_name(self, name: Name) -> Iterable[tuple[Owner, Likeness]]:
        yield from self._likened(name, self._candidates(name))

    def _likened(self, name: Name, slots: Iterable[int]) -> Iterable[tuple[Owner, Likeness]]:
        for slot in slots:
            other, owner = self._names[slot], self._owners[slot]
            if other and owner:
                like = names.likeness(name, other)
                if like.score >= WORTH_A_LOOK:
                    yield owner, like

    def _candidates(self, name: Name) -> set[int]:
        if not name.words:
            return set()
        slots = _near(name.key, self._sounds)
        slots |= _near(_joined(name), self._joined if _is_parted(name) else self._parted)
        for key in _sought(name):
            slots |= self._same.get(key, set())
        return slots

    def _same_numbers(self, asked: Known) -> set[Owner]:
        found: set[Owner] = set()
        for phone in filter(None, map(last_digits, asked.phones)):
            found |= self._phones.get(phone, set())
        for number in filter(_tells, map(digits, asked.id_numbers)):
            found |= self._ids.get(number, set())
        return found

    def _by_numbers(self, asked: Known) -> set[Owner]:
        found = self._same_numbers(asked)
        for number in _long_numbers(asked):
            near = process.extract(
                number, list(self._ids), scorer=Levenshtein.distance, processor=None, score_cutoff=1
            )
            found.update(*(self._ids[key] for key, _away, _at in near))
        return found


def _near(key: str, pool: Mapping[str, set[int]]) -> set[int]:
    found = process.extract(
        key, _within_reach(key, pool), scorer=fuzz.ratio, score_cutoff=_RATIO, limit=_MANY
    )
    return {slot for near, _score, _at in found for slot in pool[near]}


def _within_reach(key: str, pool: Collection[str]) -> list[str]:
    """The sounds that one can be near to by their length; for a name of many letters, all.

    A lone given name is too short for nearly all, which is seen sooner by length than by letters.
    """
    if len(key) > _LONE:
        return list(pool)
    longest = len(key) * (200 - _RATIO) / _RATIO
    return [sound for sound in pool if len(sound) <= longest]


def _joined(name: Name) -> str:
    return _DOUBLED.sub(r"\1", "".join(word.key for word in name.words))


def _is_parted(name: Name) -> bool:
    """Whether it may be written syllable by syllable, as some passports do."""
    return len(name.words) > 2


def _handles(name: Name) -> tuple[str, ...]:
    """The keys under which a name is found without a pass over all."""
    joined = _joined(name)
    first = name.words[0].key if name.words else ""
    alone = "alone" if len(name.words) == 1 else "given"
    return (f"skeleton {name.skeleton}", f"joined {joined}", f"{alone} {first}")


def _sought(name: Name) -> tuple[str, ...]:
    skeleton, joined, first = _handles(name)
    if first.startswith("alone"):
        return skeleton, joined, first, first.replace("alone", "given", 1)
    return skeleton, joined, first.replace("given", "alone", 1)


def _tells(number: str) -> bool:
    return len(number) > _TOO_FEW


def _long_numbers(asked: Known) -> list[str]:
    """Numbers of papers that are long enough for a slip in one digit to be told from another."""
    return [number for number in map(digits, asked.id_numbers) if len(number) >= _FEW_DIGITS]


def _weighed(match: Match, asked: Known, other: Known) -> Match:
    """The match with what numbers and births say for or against it."""
    signs = _signs(asked, other)
    score = match.score
    strong = {Sign.ID_NUMBER: 0.95, Sign.ID_NEARLY: 0.8, Sign.PHONE: 0.8}
    score = max([score, *(strong[sign] for sign in signs if sign in strong)])
    if How.GIVEN_ALONE in match.how and {Sign.BIRTH, Sign.BIRTH_NEARLY} & set(signs):
        score = max(score, ALIKE)
    elif Sign.BIRTH in signs:
        score = min(1.0, score + 0.03)
    elif match.score and not signs and _contradicts(asked.born, other.born):
        score = max(0.0, score - 0.12)
    return replace(match, score=score, signs=signs)


def _signs(asked: Known, other: Known) -> tuple[Sign, ...]:
    found: list[Sign] = []
    theirs = set(map(digits, other.id_numbers))
    if theirs & {mine for mine in map(digits, asked.id_numbers) if _tells(mine)}:
        found.append(Sign.ID_NUMBER)
    elif any(
        Levenshtein.distance(mine, number, score_cutoff=1) <= 1
        for mine in _long_numbers(asked)
        for number in theirs
    ):
        found.append(Sign.ID_NEARLY)
    phones = {last_digits(one) for one in asked.phones} & {last_digits(o) for o in other.phones}
    if phones - {""}:
        found.append(Sign.PHONE)
    if asked.born and asked.born == other.born:
        found.append(Sign.BIRTH)
    elif _births_near(asked.born, other.born):
        found.append(Sign.BIRTH_NEARLY)
    return tuple(found)


def _births_near(one: str, other: str) -> bool:
    """The same but for one digit, for day and month exchanged, or as far as one knows it."""
    if not one or not other:
        return False
    if len(one) != len(other) or len(one) < len("2001-01-01"):
        return abs(_year(one) - _year(other)) <= 1
    year, month, day = one.split("-")
    return other == f"{year}-{day}-{month}" or Levenshtein.distance(one, other) == 1


def _contradicts(one: str, other: str) -> bool:
    return bool(one and other) and abs(_year(one) - _year(other)) > 5


def _year(born: str) -> int:
    return int(born[:4])


def digits(number: str) -> str:
    """The digits and letters of the number of a paper, as they are compared."""
    return "".join(letter for letter in names.plain(number) if letter.isalnum())


def last_digits(phone: str) -> str:
    """The last eight digits of a telephone number; nothing of one that is too short to tell."""
    found = "".join(letter for letter in names.plain(phone) if letter.isdigit())[-8:]
    return found if len(found) >= _FEW_DIGITS else ""


def ranked(found: dict[Owner, Match]) -> Sequence[tuple[Owner, Match]]:
    """The matches, the best first."""
    return sorted(found.items(), key=lambda pair: (-pair[1].score, pair[0]))
