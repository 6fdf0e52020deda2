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
    """Keeps the thing in the case; the kind of its record and its id."""
    first, second, third = [*said["text"].split(" | "), "", ""][:3]
    key, person = case.id, office.people.client(case.client_id).person_id
    match said["kind"]:
        case "note":
            event = Event(case_id=key, kind=EventKind.NOTE, on=DAY, text=first)
            return office.cases.add_event(event)
        case "letter":
            letter = Letter(
                case_id=key, direction=Direction.IN, on=DAY, correspondent=first, subject=second,
                their_number=third,
            )  # fmt: skip
            return office.correspondence.save(letter)
        case "task":
            return office.tasks.save(Task(case_id=key, what=first))
        case "holding":
            thing = Holding(case_id=key, what=first, received_on=DAY, received_from=second)
            return office.holdings.receive(key, [thing])[0]
        case "file":
            path = folder / "a.txt"
            path.write_text(first, encoding="utf-8")
            file = Attachment(case_id=key, file_name="", title_lo="ເອກະສານ", received_on=DAY)
            return office.attachments.add(path, file)
        case "withheld":
            paper = WithheldPaper(
                case_id=key, person_id=person, kind=IdPaper.PASSPORT, holder=first, place=second
            )
            return office.protection.save(paper)
        case "custody":
            held = Custody(
                case_id=key, person_id=person, place=first, accusation=second, ground="police",
                since=datetime(2026, 3, 20, tzinfo=UTC),
            )  # fmt: skip
            return office.protection.save(held)
    lo, en = first, second
    party = Party(case_id=key, organisation_lo=lo, organisation_en=en, role=PartyRole.EMPLOYER)
    office.cases.add_party(party)
    return case


def filled(office, data, folder):
    """Fills the office; the word of the file for each record in it."""
    cases = {one["id"]: opened(office, one) for one in data["case"]}
    names = {}
    for word, case in cases.items():
        names[Case, case.id] = word
        names[Person, office.people.client(case.client_id).person_id] = word
    for one in data["kept"]:
        record = kept(office, one, cases[one["of"]], folder)
        if not isinstance(record, Case):  # somebody in a case is found as the case
            names[type(record), record.id] = one["id"]
    while office.search.read_file(lambda: False):
        pass
    return names


def test_recall_and_precision_over_what_people_type(office, tmp_path, record_property):
    data = tomllib.loads(QUERIES.read_text(encoding="utf-8"))
    names = filled(office, data, tmp_path)
    others = {one["id"]: one["of"] for one in data["kept"] if one["kind"] == "other"}
    wanted_count = found_count = right_count = 0
    slips = []
    for query in data["query"]:
        pages = office.search.find(query["ask"], tuple(Kind), 50)
        lines = [line for page in pages.values() for line in page.lines]
        found = {names[type(line.record), line.key] for line in lines}
        wanted = {others.get(one, one) for one in query["finds"]}
        wanted_count += len(wanted)
        found_count += len(found)
        right_count += len(wanted & found)
        if wanted != found:
            slips.append((query["ask"], sorted(wanted - found), sorted(found - wanted)))
    recall, precision = right_count / wanted_count, right_count / found_count
    figures = (
        f"{len(data['query'])} queries over {len(names)} records: "
        f"recall {recall:.3f}, precision {precision:.3f}"
    )
    record_property("search", figures)
    print(figures, *slips, sep="\n")
    assert len(data["query"]) >= FEWEST
    assert (recall >= RECALL, precision >= PRECISION) == (True, True), (figures, slips)
