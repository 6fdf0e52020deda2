"""Our pages against HarfBuzz and ReportLab's bare drawing, and against other engines, in one run.

Bare: each paragraph shaped once by HarfBuzz, and ReportLab drawing the same lines as strings. That
measures lines, marks in their places, text that reads back, tags and PDF/A, which bare has not.
Caches are warm for the letter, as in an office that prints its tenth, and empty for the long text.
"""

import io
import random
import time
from pathlib import Path
from statistics import median

import pytest
import uharfbuzz as hb
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph as TheirParagraph
from reportlab.platypus import SimpleDocTemplate

from legalaid_desktop import assets
from legalaid_desktop.domain import lao
from legalaid_desktop.typesetting import Document, Paragraph, Style, draw_string, escape
from legalaid_desktop.typesetting.faces import face
from legalaid_desktop.typesetting.shaping import shape

BODY = Style(space_after=6, first=24)
FONT = assets.resource("fonts", "NotoSansLao-Regular.ttf")
# another file: ReportLab lets two fonts of one name share a face, and with it whether to shape
BARE_FONT = assets.resource("fonts", "NotoSansLao-Bold.ttf")
WORDS = Path(__file__).parent.parent.joinpath("tests", "typesetting", "words.txt")


def texts(count: int) -> list[str]:
    """Paragraphs of three lines out of the terms of the courts, a space now and then."""
    rng = random.Random(11)
    terms = WORDS.read_text(encoding="utf-8").splitlines()[:600]
    return [
        "".join(rng.choice(terms) + rng.choice(["", "", " "]) for _ in range(22))
        for _ in range(count)
    ]


@pytest.fixture(scope="module")
def letter() -> list[str]:
    return texts(9)


@pytest.fixture(scope="module")
def long_text() -> list[str]:
    return texts(640)


def ours(paragraphs):
    def footer(canvas, page):
        words = f"ໜ້າ {page.number} / {page.total}"
        draw_string(canvas, page.width / 2, 30, words, Style(size=9), align="center")

    story = [Paragraph(escape(text), BODY) for text in paragraphs]
    return Document("ໜັງສື", "lo", footer=footer).build(story)


def bare(paragraphs):
    written, font = io.BytesIO(), face("NotoSansLao-Bold").font
    pdfmetrics.registerFont(TTFont("Bare", str(BARE_FONT), shapable=False))
    canvas, y = Canvas(written, A4), 780
    for text in paragraphs:
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.guess_segment_properties()
        hb.shape(font, buffer)
        for start in range(0, len(text), 85):
            if y < 60:
                canvas.showPage()
                y = 780
            canvas.setFont("Bare", 12)
            canvas.drawString(72, y, text[start : start + 85])
            y -= 20
    canvas.save()
    return written.getvalue()


def theirs(paragraphs):
    """ReportLab's own paragraph with its shaping on."""
    written = io.BytesIO()
    pdfmetrics.registerFont(TTFont("Shaped", str(FONT), shapable=True))
    style = ParagraphStyle("p", fontName="Shaped", fontSize=12, leading=20, shaping=1)
    story = [TheirParagraph(escape(text), style) for text in paragraphs]
    SimpleDocTemplate(written).build(story)
    return written.getvalue()


def typst_engine():
    typst = pytest.importorskip("typst")
    rules = '#set text(font: "Noto Sans Lao", size: 12pt, lang: "lo")\n#set page(paper: "a4")\n'
    compiler_options = {"font_paths": [str(FONT.parent)], "pdf_standards": "a-2u"}

    def engine(paragraphs):
        source = rules + "\n\n".join(f"#{text_literal(text)}" for text in paragraphs)
        return typst.compile(source.encode(), **compiler_options)

    return engine


def text_literal(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def baseline(work, rounds):
    times = []
    work()
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return median(times)


def report(benchmark, name, against):
    ratio = benchmark.stats.stats.median / against
    benchmark.extra_info["ratio"] = round(ratio, 2)
    benchmark.stats.name = f"{name}: {ratio:.2f} x bare"


def forget():
    """Empties the caches, as in a new process."""
    shape.cache_clear()
    lao._breaks.cache_clear()


def test_letter(benchmark, letter):
    benchmark.pedantic(lambda: ours(letter), rounds=40, warmup_rounds=3)
    report(benchmark, "letter, ours", baseline(lambda: bare(letter), 40))


def test_letter_by_reportlab(benchmark, letter):
    benchmark.pedantic(lambda: theirs(letter), rounds=20, warmup_rounds=2)
    report(benchmark, "letter, ReportLab's Paragraph", baseline(lambda: bare(letter), 20))


def test_letter_by_typst(benchmark, letter):
    engine = typst_engine()
    benchmark.pedantic(lambda: engine(letter), rounds=20, warmup_rounds=2)
    report(benchmark, "letter, typst", baseline(lambda: bare(letter), 20))


def test_long_text(benchmark, long_text):
    benchmark.pedantic(lambda: ours(long_text), setup=forget, rounds=5, warmup_rounds=1)
    report(benchmark, "long text, ours", baseline(lambda: bare(long_text), 5))


def test_long_text_by_reportlab(benchmark, long_text):
    try:
        theirs(long_text)
    except Exception as crash:
        pytest.skip(f"ReportLab's own paragraph does not get through: {type(crash).__name__}")
    benchmark.pedantic(lambda: theirs(long_text), rounds=3)
    report(benchmark, "long text, ReportLab's Paragraph", baseline(lambda: bare(long_text), 3))


def test_long_text_by_typst(benchmark, long_text):
    engine = typst_engine()
    benchmark.pedantic(lambda: engine(long_text), rounds=5, warmup_rounds=1)
    report(benchmark, "long text, typst", baseline(lambda: bare(long_text), 5))
