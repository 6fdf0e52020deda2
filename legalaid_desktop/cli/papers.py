"""Papers on the command line: the kinds there are, any text as a letter, a paper of a case."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli import offices
from legalaid_desktop.domain import papers
from legalaid_desktop.domain.papers import Paper
from legalaid_desktop.labels import papers as labels
from legalaid_desktop.services import exports, paper_kinds, plain_texts

if TYPE_CHECKING:
    from legalaid_desktop.services.office import Office

Result = dict[str, object]


def add(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Adds ``papers kinds``, ``papers typeset`` and ``papers render``."""
    parser = subparsers.add_parser("papers", help="papers of a case, or any text as a letter")
    commands = parser.add_subparsers(metavar="ACTION", required=True)
    kinds = commands.add_parser("kinds", help="list the kinds of paper; no office is needed")
    kinds.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    kinds.set_defaults(run=_kinds)
    typeset = commands.add_parser("typeset", help="set a text as PDF; no office is needed")
    typeset.add_argument("text_file", type=Path, metavar="TEXT.txt")
    typeset.add_argument("--language", choices=i18n.LANGUAGES, required=True)
    typeset.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    typeset.set_defaults(run=_typeset)
    render = commands.add_parser("render", help="a paper of a case as PDF")
    render.add_argument("kind", metavar="KIND")
    render.add_argument("--case", required=True, metavar="NO")
    render.add_argument("--language", choices=papers.LANGUAGES, required=True)
    render.add_argument("--out", type=Path, required=True, metavar="F.pdf")
    offices.add_errand(render)
    render.set_defaults(run=_render)
    for each in (kinds, typeset, render):
        each.add_argument("--json", action="store_true", default=argparse.SUPPRESS)


def _kinds(args: argparse.Namespace) -> Result:
    kinds = paper_kinds.kinds()
    lines = [f"{kind.id}\t{labels.title(kind, args.language)}" for kind in kinds]
    listed = [
        {
            "id": kind.id,
            "title": {language: kind.title.of(language) for language in i18n.LANGUAGES},
            "certainty": kind.certainty,
            "checked_by": kind.checked_by,
            "fields": [key for field in kind.fields for key in field.keys],
        }
        for kind in kinds
    ]
    return {"kinds": listed, "text": "\n".join(lines)}


def _typeset(args: argparse.Namespace) -> Result:
    pdf = plain_texts.typeset(args.text_file, args.language)
    exports.write(args.out, pdf)
    return {"file": str(args.out), "bytes": len(pdf), "text": str(args.out)}


def _render(args: argparse.Namespace) -> Result:
    kind = paper_kinds.kind(args.kind)
    with offices.opened(args) as office:
        paper = _paper(office, args)
        missing = office.papers.missing(paper)
        office.copies.save_paper(paper, args.out, offices.errand(args))
    said = "lo" if args.language == "lo" else "en"
    sentences = labels.sentences(missing, said)
    return {
        "file": str(args.out),
        "kind": kind.id,
        "status": paper.status,
        "missing": sentences,
        "text": "\n".join([str(args.out), *sentences]),
    }


def _paper(office: "Office", args: argparse.Namespace) -> Paper:
    """The newest such paper of the case, else one with its defaults that is not kept."""
    case = office.cases.by_number(args.case)
    file = office.cases.file(case.id or 0)
    kept = office.papers.of_case(case.id or 0)
    found = (one for one in kept if (one.kind, one.language) == (args.kind, args.language))
    today = office.today.day()
    return next(found, None) or papers.new(paper_kinds.kind(args.kind), file, args.language, today)
