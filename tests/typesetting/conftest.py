"""The word list, and ways to read a PDF back."""

from pathlib import Path

import pypdfium2 as pdfium
import pytest


@pytest.fixture(scope="session")
def words() -> list[str]:
    """Terms of the courts, places, and made-up syllables with every vowel and tone."""
    return (Path(__file__).parent / "words.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture
def read_pages():
    """What PDFium reads on each page, its line ends as single spaces left out."""

    def read(pdf: bytes) -> list[str]:
        document = pdfium.PdfDocument(pdf)
        try:
            return [page.get_textpage().get_text_bounded() for page in document]
        finally:
            document.close()

    return read
