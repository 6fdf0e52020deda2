"""Adds, looks at, opens and saves a large film in a process of its own; prints what it needed.

Usage: ``large_file.py FOLDER MEGABYTES``; the peak is that of the whole process, in bytes.
"""

import hashlib
import json
import re
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path

from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType
from legalaid_desktop.domain.copies import OWN_FILE
from legalaid_desktop.domain.errors import Refused
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.people import Person
from legalaid_desktop.services.office import create_office
from legalaid_desktop.storage.keys import Cost
from tests.recovering import recoverable

MEGA = 1024 * 1024


def film(path, megabytes):
    """Mostly a hole, as a test can afford it; each megabyte differs from the next."""
    with path.open("wb") as stream:
        stream.write(b"\x00\x00\x00\x18ftypmp42")
        for number in range(1, megabytes):
            stream.seek(number * MEGA)
            stream.write(number.to_bytes(4, "big"))
        stream.truncate(megabytes * MEGA)


def digest(path):
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def peak():
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"VmHWM:\s+(\d+) kB", told)[1]) * 1024


def main(folder, megabytes):
    office = create_office(
        folder / "office",
        OfficeProfile(name_lo="ຫ້ອງການ", name_en="Office", province="04"),
        "ສີວິໄລ",
        "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ",
        at=lambda: datetime(2026, 3, 30, 2, tzinfo=UTC),
        cost=Cost(memory=64, passes=1, lanes=1),
    )
    recoverable(office, "ບ້ານ ນາ ນ້ຳ ຟ້າ ປ່າ")
    opened = Case(client_id=0, type=CaseType.CIVIL, subject_lo="ໜີ້", opened_on=date(2026, 3, 24))
    case = office.cases.take_in(Person(given_lo="ບົວຄຳ"), opened)
    source, out = folder / "film.mp4", folder / "out.mp4"
    film(source, megabytes)
    (folder / "small.txt").write_text("ຂໍ້ຄວາມ", encoding="utf-8")
    said = Attachment(
        case_id=case.id, title_lo="ຮູບເງົາ", file_name="", received_on=date(2026, 3, 30)
    )
    office.attachments.add(folder / "small.txt", said)
    office.bundles.build(case.id, folder / "before.pdf", "lo")  # loads all that it ever loads
    before, times = peak(), {}

    def timed(name, work):
        begun = time.perf_counter()
        answer = work()
        times[name] = time.perf_counter() - begun
        return answer

    kept = timed("add", lambda: office.attachments.add(source, said))
    try:
        office.attachments.pages(kept.id, lambda: False)
    except Refused as refusal:
        shown = refusal.values["kind"]
    opening = timed("open", lambda: office.copies.open_attachment(kept.id))
    timed("save", lambda: office.copies.save_attachment(kept.id, out, OWN_FILE))
    report = timed("bundle", lambda: office.bundles.build(case.id, folder / "b.pdf", "lo"))
    same = digest(source) == digest(out) == digest(opening.path) == kept.sha256
    timed("wipe", office.wipe_views)
    needed = peak() - before
    office.lock()
    found = {
        "needed": needed,
        "same": same,
        "shown": shown,
        "slips": len(report.slip_sheets),
        "times": times,
        "left": opening.path.exists(),
    }
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
