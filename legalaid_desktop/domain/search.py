"""What is asked of the search, what it finds, and which words of a text were meant."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations, islice, product

from rapidfuzz import fuzz, process

from legalaid_desktop.domain import lao, names
from legalaid_desktop.domain.cases import Case
from legalaid_desktop.domain.clients import Client
from legalaid_desktop.domain.privacy import Private

LONGEST = 200
"""Nobody types more letters; a page that was pasted would be a thousand phrases."""
SPLIT = f"{lao.SPLIT}.1"
"""The version of ``words``; whoever changes what it gives raises it, and indexes are remade."""

SOUND = "ꙩ"
"""The letter before how a word of a name sounds; nobody writes it."""


class Kind(StrEnum):
    """What can be found, in the order in which it is listed."""

    PERSON = "person"
    CASE = "case"
    EVENT = "event"
    DEADLINE = "deadline"
    PAPER = "paper"
    ATTACHMENT = "attachment"
    TASK = "task"
    LETTER = "letter"
    HOLDING = "holding"
    PROTECTION = "protection"
    INTAKE = "intake"
    AID = "aid"
    COPY = "copy"


class Order(StrEnum):
    """Which come first."""

    NEWEST = "newest"
    BEST = "best"
    """Those in which more, rarer and closer words stand, out of the newest thousand or so."""


Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Term(Private):
    """One thing that a text must hold: any of these phrases.

    Attributes:
        starts: whether the last word of a phrase may go on.
    """

    phrases: tuple[Phrase, ...]
    starts: bool = False


Query = tuple[Term, ...]
"""Terms that must all be there, in any order; nothing is asked by an empty one."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Snippet(Private):
    """A piece of a text, and where in it the words stand that were looked for."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Found(Private):
    """One thing that was found, as lists may show it.

    Attributes:
        key: id of the record; case: the case it belongs to or is.
        client: of a person or a case, the client's code.
        likely: whether its name is only like what was typed.
    """

    kind: Kind
    key: int
    record: object
    case: Case | None = None
    client: Client | None = None
    snippet: Snippet = Snippet()
    likely: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the index is: records in it of all, and files whose text is not in it yet."""

    done: int
    of: int
    unread: int = 0

    @property
    def is_ready(self) -> bool:
        """Whether everything that is kept can be found."""
        return self.done >= self.of


_QUOTED = re.compile('["“”«»„]([^"“”«»„]+)["“”«»„]')
_TELEPHONE = re.compile(r"(?:\+|(?<![\w/.-])0)\d[\d ()./-]{5,}\d")
_WORD = re.compile(r"\S+")
_NUMBERS = re.compile(r"\d+(?:[ .,/()\-–]{1,2}\d+)*")
_DIGITS = re.compile(r"\d+")
_MOST_GROUPS = 6
_TELEPHONE_LENGTH = 9
_ABROAD = re.compile("^(?:00856|856|0)(?=[1-9])")
_ENDS = re.compile("^(.+[^ເ-ໄ])([ກງຍດຕນບປມຢວລຣສຊທຈພຄ])$")
_SHORTEST = 2
_MOST_TONES, _MOST_SYLLABLES, _MOST_PHRASES = 3, 6, 200
_SHORTEST_SOUND, _ALIKE, _NEAREST = 4, 80, 12


def words(*texts: str) -> list[str]:
    """The words of texts as the index keeps them: syllables, and numbers without separators."""
    found: list[str] = []
    for text in texts:
        clean = lao.normalise(text)
        found += [token for token, _start, _end in lao.spans(clean)]
        found += joined_numbers(clean)
    return found


def joined_numbers(text: str) -> list[str]:
    """Numbers written in groups, in one; telephones also without what one dials before them."""
    found = []
    for run in _NUMBERS.finditer(text.translate(lao.LAO_DIGITS)):
        groups = _DIGITS.findall(run[0])
        if len(groups) <= _MOST_GROUPS:
            found += _spellings(groups)
    return found


def _spellings(groups: Sequence[str]) -> list[str]:
    whole = "".join(groups)
    found = [whole] if len(groups) > 1 else []
    if len(whole) >= _TELEPHONE_LENGTH and (bare := _ABROAD.sub("", whole)) != whole:
        found.append(bare)
    return found


def parse(text: str) -> Query:
    """What was typed as terms: quoted words stand together, the last word may go on."""
    clean = lao.normalise(text)[:LONGEST].translate(lao.LAO_DIGITS)
    terms: list[Term] = []

    def keep(pattern: re.Pattern[str], rest: str) -> str:
        for found in pattern.finditer(rest):
            terms.append(_term(found[found.lastindex or 0], last=False))
        return pattern.sub(" ", rest)

    rest = keep(_QUOTED, clean)
    ends_typing = rest.rstrip() == rest  # a space after it ends a word
    rest = keep(_TELEPHONE, rest)
    typed = _WORD.findall(rest)
    terms += [_term(word, last=False) for word in typed[:-1]]
    terms += [_term(word, last=ends_typing) for word in typed[-1:]]
    return tuple(term for term in terms if term.phrases)


def loosened(query: Query) -> Query:
    """The same with tone marks left out, put in or exchanged in a few syllables of each term."""
    return tuple(replace(term, phrases=_with_other_tones(term.phrases)) for term in query)


def _with_other_tones(phrases: Sequence[Phrase]) -> tuple[Phrase, ...]:
    made = dict.fromkeys(phrases)
    for count in range(1, _MOST_TONES + 1):
        for phrase in phrases:
            places = [at for at, syllable in enumerate(phrase) if lao.has_lao(syllable)]
            for changed in combinations(places[:_MOST_SYLLABLES], count):
                parts = [
                    lao.other_tones(syllable) if at in changed else (syllable,)
                    for at, syllable in enumerate(phrase)
                ]
                made |= dict.fromkeys(product(*parts))
    return tuple(islice(made, _MOST_PHRASES))


def sounding(text: str, known: Sequence[str]) -> Query:
    """The names that sound like what was typed, or nearly, as terms; nothing where a word has none.

    Args:
        known: how the words of all names sound.
    """
    keys = [word.key for word in names.parsed(lao.normalise(text)[:LONGEST]).words]
    terms = [Term(phrases=tuple((SOUND + near,) for near in _near(key, known))) for key in keys]
    return tuple(terms) if all(term.phrases for term in terms) else ()


def _near(key: str, known: Sequence[str]) -> list[str]:
    if len(key) < _SHORTEST_SOUND:
        return [key] if key in known else []
    found = process.extract(key, known, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_NEAREST)
    return [near for near, _score, _place in found]


def _term(text: str, *, last: bool) -> Term:
    tokens = tuple(lao.syllables(text))
    if not tokens:
        return Term(phrases=())
    groups = _DIGITS.findall(text)
    joined = _spellings(groups) if groups and all(map(str.isdigit, tokens)) else []
    phrases = [tokens, *((number,) for number in joined)]
    starts = last and len(tokens[-1]) >= _SHORTEST
    if starts and (cut := _ENDS.match(tokens[-1])):
        # what ends the syllable now may begin the next one when more is typed
        phrases.append((*tokens[:-1], *lao.syllables(cut[1]), cut[2]))
    return Term(phrases=tuple(dict.fromkeys(phrases)), starts=starts)


_WIDTH, _BEFORE = 110, 36
_PIECE, _OVERLAP = 4000, 300

Token = tuple[str, int, int]


def snippet(text: str, query: Query) -> Snippet | None:
    """The first piece of the text that holds what was meant; nothing where none does."""
    text = lao.normalise(text).replace("\n", " ")
    for start in range(0, max(1, len(text)), _PIECE - _OVERLAP):
        piece = text[start : start + _PIECE]
        tokens = list(lao.spans(piece))
        marks = sorted({mark for term in query for mark in _marks(tokens, term)})
        if marks:
            return _cut(piece, tokens, marks)
    return None


def _marks(tokens: Sequence[Token], term: Term) -> Iterator[tuple[int, int]]:
    longer = {phrase[0] for phrase in term.phrases if len(phrase) > 1}
    single = [phrase for phrase in term.phrases if len(phrase) == 1]
    for at, (token, start, _end) in enumerate(tokens):
        for phrase in term.phrases if token in longer else single:
            end = _end_of(tokens, at, phrase, starts=term.starts)
            if end:
                yield start, tokens[end - 1][2]


def _end_of(tokens: Sequence[Token], at: int, phrase: Phrase, *, starts: bool) -> int:
    """Behind which token the phrase ends that begins there; 0 if it does not."""
    end = at + len(phrase)
    there = [token for token, _start, _end in tokens[at:end]]
    if there == list(phrase):
        return end
    if starts and there[:-1] == list(phrase[:-1]) and there[-1].startswith(phrase[-1]):
        return end if len(there) == len(phrase) else 0
    return _end_of_number(tokens, at, phrase[0]) if len(phrase) == 1 else 0


def _end_of_number(tokens: Sequence[Token], at: int, number: str) -> int:
    if not number.isdigit():
        return 0
    whole = ""
    for end, (token, _start, _end) in enumerate(tokens[at : at + _MOST_GROUPS], at + 1):
        if not token.isdigit():
            return 0
        whole += token
        if number in (whole, _ABROAD.sub("", whole)):
            return end
    return 0


def _cut(text: str, tokens: Sequence[Token], marks: Sequence[tuple[int, int]]) -> Snippet:
    first = marks[0][0]
    begin = next((s for _t, s, _e in tokens if s >= first - _BEFORE), 0)
    begin = 0 if first <= _BEFORE else begin
    stop = max((e for _t, _s, e in tokens if e <= begin + _WIDTH), default=len(text))
    stop = len(text) if len(text) <= begin + _WIDTH else max(stop, marks[0][1])
    before, after = "… " if begin else "", " …" if stop < len(text) else ""
    shift = len(before) - begin
    kept = [(start + shift, min(end, stop) + shift) for start, end in marks if start < stop]
    return Snippet(text=before + text[begin:stop] + after, marks=_merged(kept))


def _merged(marks: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    made: list[tuple[int, int]] = []
    for start, end in marks:
        if made and start <= made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)
