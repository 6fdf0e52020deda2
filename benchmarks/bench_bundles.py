"""A bundle of 600 pages against a bare pikepdf merge of the same files, in the same run."""

import io
from datetime import date
from functools import partial

import pikepdf
import pytest
from pikepdf import Dictionary, Name, Pdf

from legalaid_desktop.bundles import build
from legalaid_desktop.domain.bundles import BundlePlan, Exhibit, Section

FILES, PAGES = 60, 10


def document(number):
    made = Pdf.new()
    font = made.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for page in range(PAGES):
        made.add_blank_page(page_size=(595, 842))
        lines = "".join(
            f"BT /F1 10 Tf 60 {780 - 13 * n} Td (Document {number}, page {page}, line {n}: "
            "the court finds as follows) Tj ET\n"
            for n in range(55)
        )
        made.pages[-1].obj.Resources = Dictionary(Font=Dictionary(F1=font))
        made.pages[-1].obj.Contents = made.make_stream(lines.encode())
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.fixture(scope="module")
def files():
    return [document(number) for number in range(FILES)]


@pytest.mark.benchmark(group="bundle-600")
def test_bare_merge(benchmark, files, tmp_path):
    def merge():
        with Pdf.new() as made:
            for data in files:
                with Pdf.open(io.BytesIO(data)) as source:
                    made.pages.extend(source.pages)
            made.save(tmp_path / "bare.pdf", object_stream_mode=pikepdf.ObjectStreamMode.generate)

    benchmark.pedantic(merge, rounds=3, warmup_rounds=1)


@pytest.mark.benchmark(group="bundle-600")
def test_bundle(benchmark, files, tmp_path):
    plan = BundlePlan(
        title_lo="ຊຸດເອກະສານຄະດີ",
        title_en="Case bundle",
        sections=(
            Section(
                exhibits=tuple(
                    Exhibit(
                        title_lo=f"ເອກະສານ {n}",
                        title_en=f"Document {n}",
                        content=partial(bytes, data),
                    )
                    for n, data in enumerate(files)
                )
            ),
        ),
        language="both",
        created_on=date(2026, 11, 23),
    )
    benchmark.pedantic(build.build, (plan, tmp_path / "bundle.pdf"), rounds=3, warmup_rounds=1)
