"""A paper as PDF, in Lao, in English, or in both.

In both languages the paper stands twice, Lao first and English on a page of its own.
Facing columns were tried and looked at: they take as many sheets, and in half the width the
official header and the title wrap, labels of tables break and signatures have no room. A village
office, which certifies the Lao page, finds it whole and in the form it knows.
"""

from collections.abc import Mapping

from reportlab.platypus.flowables import Flowable

from legalaid_desktop.documents import blocks, page, styles
from legalaid_desktop.documents.blocks import Setting
from legalaid_desktop.documents.facts import Places, Source, facts
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.courts import Court
from legalaid_desktop.domain.paper_kinds import BlockType, Field, PaperKind, Words
from legalaid_desktop.domain.papers import Blocker, Paper
from legalaid_desktop.typesetting import Document, KeepTogether, PageBreak, missing_letters


def render(
    kind: PaperKind,
    case_file: CaseFile,
    paper: Paper,
    places: Places,
    courts: Mapping[str, Court],
) -> bytes:
    """The finished PDF in the paper's language; a draft bears a mark.

    Raises:
        Damaged: the text of the kind asks for a fact that there is not.
        Refused: a letter that no font has.
    """
    source = Source(kind=kind, case_file=case_file, paper=paper, places=places, courts=courts)
    story: list[Flowable] = []
    for language in page.languages(paper.language):
        if story:
            story.append(PageBreak())
        story += _story(source, language)
    return _document(source).build(story)


def strange_letters(kind: PaperKind, paper: Paper) -> tuple[Blocker, ...]:
    """The fields typed with letters that no font has, each with a sentence that names both."""
    return tuple(
        Blocker(id=f"letters:{key}", sentence=_write_otherwise(field, letters), field=field.name)
        for field in kind.fields
        for key in field.keys
        if (letters := missing_letters(papers.value(paper, key), styles.body("lo")))
    )


def _write_otherwise(field: Field, letters: str) -> Words:
    return Words(
        lo=f"{field.label.lo}: ບໍ່ມີຕົວພິມສຳລັບ {letters}, ກະລຸນາຂຽນດ້ວຍວິທີອື່ນ",
        en=f"{field.label.en}: no font has {letters}; write them in another way",
    )


def _document(source: Source) -> Document:
    office = source.case_file.office
    spoken = page.languages(source.paper.language)
    title = " / ".join(source.kind.title.of(one) for one in spoken)
    return Document(
        f"{title} {source.case_file.case.number}".strip(),
        source.paper.language,
        author=office.name_lo if spoken[0] == "lo" else office.name_en,
        margins=page.MARGINS,
        header=page.draft_mark(source),
        footer=page.foot(source),
    )


def _story(source: Source, language: str) -> list[Flowable]:
    setting = Setting(source=source, facts=facts(source, language), language=language)
    story = page.official_header(language) + page.letterhead(source, language)
    end: list[Flowable] = []
    for block in source.kind.blocks:
        made = blocks.flowables(block, setting)
        if block.type is BlockType.SIGNATURES:
            # nobody signs or certifies a page on which no word of the text stands
            end.append(story.pop())
        (end or story).extend(made)
    return [*story, KeepTogether(end)]
