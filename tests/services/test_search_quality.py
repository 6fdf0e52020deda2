"""How much of what is there is found, over the queries that people type, in one real office."""

import tomllib
from datetime import UTC, date, datetime
from pathlib import Path

from legalaid_desktop.domain.aliases import Alias
from legalaid_desktop.domain.attachments import Attachment
from legalaid_desktop.domain.cases import Case, CaseType, Party, PartyRole
from legalaid_desktop.domain.correspondence import Direction, Letter
from legalaid_desktop.domain.custody import Custody
from legalaid_desktop.domain.events import Event, EventKind
from legalaid_desktop.domain.holdings import Holding
from legalaid_desktop.domain.identity_papers import IdentityPaper, IdPaper
from legalaid_desktop.domain.people import Person, Phone
from legalaid_desktop.domain.search import Kind
from legalaid_desktop.domain.tasks import Task
from legalaid_desktop.domain.withheld_papers import WithheldPaper

QUERIES = Path(__file__).parents[1] / "data" / "search_queries.toml"
DAY = date(2026, 3, 26)
FEWEST, RECALL, PRECISION = 60, 0.97, 0.90


def opened(office, said):
    """The client and the case as the file has them."""
    given_lo, surname_lo, given_latin, surname_latin = said["name"]
    person = Person(
        given_lo=given_lo, surname_lo=surname_lo, given_latin=given_latin,
        surname_latin=surname_latin, village_lo=said["village"][0],
        village_latin=said["village"][1],
        aliases=(Alias(name=said["alias"]),) if "alias" in said else (),
        phones=(Phone(number=said["phone"]),) if "phone" in said else (),
        id_papers=(IdentityPaper(kind=IdPaper.PASSPORT, number=said["paper"]),)
        if "paper" in said
        else (),
    )  # fmt: skip
    subject_lo, subject_en = said["subject"]
    case = Case(
        client_id=0, type=CaseType.CIVIL, subject_lo=subject_lo, subject_en=subject_en,
        court_number=said.get("court", ""), opened_on=DAY,
    )  # fmt: skip
    return office.cases.take_in(person, case)


def kept(office, said, case, folder):
    """Keeps the thing in the case, and gives back its record."""
    first, second, third = [*said["text"].split(" | "), "", ""][:3]
    key, person = case.id, office.people.client(case.client_id).person_id
    if said["kind"] == "file":
        path = folder / "a.txt"
        path.write_text(first, encoding="utf-8")
        file = Attachment(case_id=key, file_name="", title_lo="ເອກະສານ", received_on=DAY)
        return office.attachments.add(path, file)
    if said["kind"] == "holding":
        thing = Holding(case_id=key, what=first, received_on=DAY, received_from=second)
        return office.holdings.receive(key, [thing])[0]
    keep, record = {
        "note": (
            office.cases.add_event,
            Event(case_id=key, kind=EventKind.NOTE, on=DAY, text=first),
        ),
        "letter": (
            office.correspondence.save,
            Letter(case_id=key, direction=Direction.IN, on=DAY, correspondent=first,
                   subject=second, their_number=third),
        ),
        "task": (office.tasks.save, Task(case_id=key, what=first)),
        "withheld": (
            office.protection.save,
            WithheldPaper(case_id=key, person_id=person, kind=IdPaper.PASSPORT, holder=first,
                          place=second),
        ),
        "custody": (
            office.protection.save,
            Custody(case_id=key, person_id=person, place=first, accusation=second,
                    ground="police", since=datetime(2026, 3, 20, tzinfo=UTC)),
        ),
        "other": (
            office.cases.add_party,
            Party(case_id=key, organisation_lo=first, organisation_en=second,
                  role=PartyRole.EMPLOYER),
        ),
    }[said["kind"]]  # fmt: skip
    return keep(record)


def filled(office, data, folder):
    """Fills the office; the word of the file for each record in it."""
    cases = {one["id"]: opened(office, one) for one in data["case"]}
    names = {}
    for word, case in cases.items():
        names[Case, case.id] = word
        names[Person, office.people.client(case.client_id).person_id] = word
    for one in data["kept"]:
        record = kept(office, one, cases[one["of"]], folder)
        if not isinstance(record, Party):  # somebody in a case is found as the case
            names[type(record), record.id] = one["id"]
    while office.search.read_file(lambda: False):
        pass
    return names


def asked(office, data, names):
    """What ought to come for each query, and what comes."""
    others = {one["id"]: one["of"] for one in data["kept"] if one["kind"] == "other"}
    for query in data["query"]:
        pages = office.search.find(query["ask"], tuple(Kind), 50).values()
        found = {names[type(line.record), line.key] for page in pages for line in page.lines}
        yield query["ask"], {others.get(one, one) for one in query["finds"]}, found


def test_recall_and_precision_over_what_people_type(office, tmp_path, capsys):
    data = tomllib.loads(QUERIES.read_text(encoding="utf-8"))
    names = filled(office, data, tmp_path)
    answers = list(asked(office, data, names))
    right = sum(len(wanted & found) for _, wanted, found in answers)
    recall = right / sum(len(wanted) for _, wanted, _ in answers)
    precision = right / sum(len(found) for _, _, found in answers)
    figures = (
        f"search: {len(answers)} queries over {len(names)} records: "
        f"recall {recall:.3f}, precision {precision:.3f}"
    )
    with capsys.disabled():
        print(f"\n{figures}")  # noqa: T201 - to be quoted
    slips = [one for one in answers if one[1] != one[2]]
    assert len(answers) >= FEWEST
    assert (recall >= RECALL, precision >= PRECISION) == (True, True), (figures, slips)
