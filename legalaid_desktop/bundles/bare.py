"""A file without what its camera or writing program noted in it: place, owner, device, names.

The picture or the pages stay as they are, bit for bit where the kind of file allows it.
"""

import io
from collections.abc import Callable

import pikepdf
from pikepdf import Dictionary, Name, Pdf, Stream, StreamDecodeLevel

from legalaid_desktop.bundles import (
    bare_heif,
    bare_pictures,
    bare_tiff,
    isolation,
    pictures_inside,
    sniff,
)
from legalaid_desktop.bundles.isolation import Facts, Job
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_

LARGEST = 500_000_000
SECONDS = 120

NOT_CLEANED = N_(
    "The details hidden in this file, such as the place where a photo was taken, cannot be taken "
    "out: the file is damaged or of an unusual kind. Print it instead."
)

_PRIVATE = (Name.Metadata, Name.PieceInfo, Name.LastModified)
_PICTURES: tuple[tuple[tuple[bytes, ...], Callable[[bytes], bytes]], ...] = (
    ((b"\xff\xd8\xff",), bare_pictures.jpeg),
    ((b"\x89PNG\r\n\x1a\n",), bare_pictures.png),
    ((b"RIFF",), bare_pictures.webp),
    ((b"II*\x00", b"MM\x00*"), bare_tiff.tiff),
    ((b"GIF8", b"BM"), bytes),  # they have no place for such notes
    ((b"\x00\x00\x00\x0cjP  ",), pictures_inside.without_private_boxes),
)


def is_for_us(head: bytes, size: int) -> bool:
    """Whether a file that starts so can hold such notes."""
    return sniff.kind(head, size) in (sniff.Kind.PDF, sniff.Kind.IMAGE)


def bare(data: bytes, cancelled: Callable[[], bool] = lambda: False) -> bytes:
    """The file without notes, made in a process of its own; raises ``Refused``."""
    if len(data) > LARGEST:
        raise Refused(NOT_CLEANED)
    job = Job(task=strip, arguments=lambda: (data,), seconds=SECONDS)
    ((_number, answer),) = isolation.run([job], workers=1, cancelled=cancelled)
    if answer.refusal is not None:
        raise Refused(NOT_CLEANED) from answer.refusal
    return answer.payload


def strip(data: bytes) -> tuple[Facts, bytes]:
    """The same for the reading process; what is damaged raises whatever it raises."""
    head = data[: sniff.HEAD]
    if sniff.kind(head, len(data)) is sniff.Kind.PDF:
        return {}, _pdf(data)
    return {}, _picture(head)(data)


def _picture(head: bytes) -> Callable[[bytes], bytes]:
    if head[4:8] == b"ftyp":
        return bare_heif.heif
    for starts, cleaner in _PICTURES:
        if head.startswith(starts):
            return cleaner
    raise Refused(NOT_CLEANED)


def _pdf(data: bytes) -> bytes:
    """A signed or locked PDF goes out as it is: a change would break its proof, or its lock."""
    try:
        pdf = Pdf.open(io.BytesIO(data))
    except pikepdf.PasswordError:
        return data
    with pdf:
        if pdf.is_encrypted or b"/ByteRange" in data:
            return data
        if Name.Info in pdf.trailer:
            del pdf.trailer[Name.Info]
        for thing in pdf.objects:
            if isinstance(thing, Dictionary | Stream):
                for key in [one for one in _PRIVATE if one in thing]:
                    del thing[key]
        pictures_inside.strip(pdf, {})
        out = io.BytesIO()
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=StreamDecodeLevel.none,
            fix_metadata_version=False,
        )
        return out.getvalue()
