"""Looks for marked words in every file below a folder, in any spelling and any encoding."""

import base64
import unicodedata
import zipfile
import zlib
from contextlib import suppress
from urllib.parse import quote

import pypdfium2

from legalaid_desktop.domain import lao

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")


def spellings(word):
    """The word as somebody typed it, and in all the ways in which we or Unicode write it."""
    forms = {word, word.lower(), word.upper(), lao.normalise(word), lao.search_key(word)}
    forms |= {unicodedata.normalize(form, word) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    forms |= {form.replace(" ", "") for form in forms}
    return {form for form in forms if len(form) > 3}


def patterns(words):
    """Each word as bytes: in each encoding, escaped as JSON, XML and addresses do, in base64."""
    found = {}
    for word in words:
        for form in spellings(word):
            raw = [form.encode(encoding) for encoding in ENCODINGS]
            raw.append(form.encode("unicode_escape").replace(b"\\x", b"\\u00"))
            raw.append(form.encode("ascii", "xmlcharrefreplace"))
            raw.append(quote(form).encode())
            raw += [inner for each in raw[:3] for inner in _in_base64(each)]
            found |= dict.fromkeys(raw, word)
    return {data: word for data, word in found.items() if len(data) > 5}


def _in_base64(data):
    """The part that does not depend on what stands before and behind."""
    for before in range(3):
        text = base64.b64encode(bytes(before) + data)
        yield text[-(-before * 8 // 6) + (before > 0) : -4]


def found_below(folder, words, *, but=()):
    """The files and folders with such a word in name or content: place and word."""
    wanted, hits = patterns(words), []
    for path in folder.rglob("*"):
        if any(path == one or path.is_relative_to(one) for one in but):
            continue
        texts = [str(path.relative_to(folder)).encode(), *(_contents(path))]
        hits += [
            (str(path.relative_to(folder)), word)
            for data, word in wanted.items()
            if any(data in text for text in texts)
        ]
    return sorted(set(hits))


def _contents(path):
    """What is in a file, also unpacked, and as a reader of its pages sees it."""
    if not path.is_file():
        return
    content = path.read_bytes()
    yield content
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    yield from _inflated(content)
    start = content.find(b"%PDF-")
    if start >= 0:
        pages = pypdfium2.PdfDocument(content[start:])
        text = "".join(page.get_textpage().get_text_bounded() for page in pages)
        yield text.replace("\u200b", "").encode()


def _inflated(content):
    """Streams that were packed; each begins with one of these two bytes."""
    for start in (b"\x78\x9c", b"\x78\x01", b"\x78\xda"):
        place = content.find(start)
        while place >= 0:
            with suppress(zlib.error):  # it only looked like one
                yield zlib.decompressobj().decompress(content[place:], 10_000_000)
            place = content.find(start, place + 1)
