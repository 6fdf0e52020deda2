"""Makes a PDF complete: language, title, tag tree, outline, colours, and what archives ask for."""

import io
import time
from datetime import datetime
from functools import cache
from xml.sax.saxutils import escape as xml

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String
from PIL import ImageCms

from legalaid_desktop import __version__
from legalaid_desktop.domain import lao
from legalaid_desktop.typesetting import structure
from legalaid_desktop.typesetting.tags import Tags

PROGRAM = "Legal Aid Desktop"


def finish(
    pdf: bytes,
    *,
    title: str,
    language: str,
    author: str = "",
    subject: str = "",
    created: datetime | None = None,
    tags: Tags | None = None,
    archive: bool = True,
) -> bytes:
    """The PDF with all that a reader, a viewer and an archive want to know about it.

    ``language`` is "lo", "en" or "both", which counts as Lao. ``tags`` is what was noted while the
    pages were drawn. ``archive`` is whether it was made to PDF/A-2u and may say so: never with
    pages from elsewhere. A file with tags does not say that it is PDF/UA: much of that standard
    only a person can judge (reading order, words that make sense aloud), and nobody did.
    """
    when = created or datetime.now().astimezone()
    facts = {name: lao.normalise(text) for name, text in
             (("title", title), ("author", author), ("subject", subject))}  # fmt: skip
    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        main = "en" if language == "en" else "lo"
        document.Root.Lang = String(main)
        document.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
        if tags:
            structure.write(document, tags, main)
        _write_info(document, facts, when)
        xmp = _xmp(facts, main, when, archive).encode()
        document.Root.Metadata = Stream(document, xmp, Type=Name.Metadata, Subtype=Name.XML)
        if archive:
            _write_colours(document)
        document.save(
            written,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            min_version="1.7",
            deterministic_id=True,
            fix_metadata_version=False,  # it would rewrite the XMP
        )
    return written.getvalue()


def _write_info(document: pikepdf.Pdf, facts: dict[str, str], when: datetime) -> None:
    """The old place for the same facts; archives want both to agree."""
    stamp = String(f"D:{when:%Y%m%d%H%M%S}{_zone(when)}")
    info = Dictionary(Creator=PROGRAM, Producer=_producer(), CreationDate=stamp, ModDate=stamp)
    for name in ("title", "author", "subject"):
        if facts[name]:
            info[Name("/" + name.capitalize())] = String(facts[name])
    document.trailer.Info = document.make_indirect(info)


def _zone(when: datetime) -> str:
    offset = when.strftime("%z") or time.strftime("%z")
    return f"{offset[:3]}'{offset[3:5]}'"


def _producer() -> str:
    return f"{PROGRAM} {__version__}"


def _write_colours(document: pikepdf.Pdf) -> None:
    """Says that the colours are sRGB."""
    profile = Stream(document, _srgb(), N=3, Alternate=Name.DeviceRGB)
    document.Root.OutputIntents = Array(
        [
            Dictionary(
                Type=Name.OutputIntent,
                S=Name.GTS_PDFA1,
                OutputConditionIdentifier=String("sRGB"),
                Info=String("sRGB IEC61966-2.1"),
                DestOutputProfile=document.make_indirect(profile),
            )
        ]
    )


@cache
def _srgb() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{facts}<xmp:CreateDate>{when}</xmp:CreateDate>
<xmp:ModifyDate>{when}</xmp:ModifyDate>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<pdf:Producer>{producer}</pdf:Producer>
{archive}</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
_ARCHIVE = "<pdfaid:part>2</pdfaid:part>\n<pdfaid:conformance>U</pdfaid:conformance>\n"


def _xmp(facts: dict[str, str], language: str, when: datetime, archive: bool) -> str:
    """Written by hand: what pikepdf writes, PDFBox Preflight cannot read."""
    moment = when.isoformat(timespec="seconds")
    return _XMP.format(
        language=language,
        facts=_dublin_core(facts),
        when=moment if when.tzinfo else moment + _zone(when).replace("'", ":")[:6],
        program=PROGRAM,
        producer=_producer(),
        archive=_ARCHIVE if archive else "",
    )


def _dublin_core(facts: dict[str, str]) -> str:
    lines = ""
    for name, key in (("title", "title"), ("subject", "description")):
        if facts[name]:
            item = f'<rdf:li xml:lang="x-default">{xml(facts[name])}</rdf:li>'
            lines += f"<dc:{key}><rdf:Alt>{item}</rdf:Alt></dc:{key}>\n"
    if facts["author"]:
        item = f"<rdf:li>{xml(facts['author'])}</rdf:li>"
        lines += f"<dc:creator><rdf:Seq>{item}</rdf:Seq></dc:creator>\n"
    return lines
