"""Files that leave the office: whole or not at all."""

from pathlib import Path

from legalaid_desktop.storage import durable


def write(out: Path, data: bytes) -> None:
    """Writes a file outside the office; raises ``Refused`` and leaves no half file."""
    durable.write(out, data)
