"""Files that leave the office: whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.i18n import N_
from legalaid_desktop.storage import durable

NOT_WRITTEN = N_(
    "The file cannot be written there. Choose a folder in which you may write, or close the file "
    "in the other program."
)


def write(out: Path, data: bytes) -> None:
    """Writes a file outside the office; raises ``Refused`` and leaves no half file."""
    with placing(out) as put:
        put((data,))


@contextmanager
def placing(out: Path) -> Iterator[Callable[[Iterable[bytes]], None]]:
    """A way to write the file, piece by piece; it takes its place once all inside is done.

    After a failure the place is as it was; what the system refuses comes out as ``Refused``.
    """
    part = out.with_name(out.name + durable.PART)
    try:
        with durable.discarded_on_failure(part):
            yield partial(_put, part)
            durable.settle(part, out)
    except OSError as error:
        full = durable.is_full(error)
        raise Refused(durable.DISK_FULL if full else NOT_WRITTEN) from error


def _put(part: Path, pieces: Iterable[bytes]) -> None:
    with part.open("wb") as stream:
        for piece in pieces:
            stream.write(piece)
