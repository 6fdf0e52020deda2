"""``rules``: the rules of periods of an office, or as shipped; packs written, compared, proved."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from legalaid_desktop import i18n
from legalaid_desktop.cli.offices import opened
from legalaid_desktop.domain import office_rules
from legalaid_desktop.domain.event_pack import PackEvent
from legalaid_desktop.domain.office_rules import Standing
from legalaid_desktop.domain.rule_pack import PackChange, RulePack
from legalaid_desktop.domain.rules import rule_called
from legalaid_desktop.domain.signing_keys import fingerprint
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import deadlines, families
from legalaid_desktop.labels import rules as labels
from legalaid_desktop.services import reference
from legalaid_desktop.services.rule_packs import PackLook, read_pack

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - argparse has no other name

RIGHT = N_("The signature is right. Letters of the key: {key}")


def add(commands: "Commands") -> None:
    """Adds the command to the parser."""
    rules = commands.add_parser("rules", help="rules of periods, and rule packs")
    kinds = rules.add_subparsers(metavar="WHAT", required=True)
    found = _kind(kinds, "list", "all rules; those of an office with --office", list_rules)
    found.add_argument("--unchecked", action="store_true", help="only what no lawyer has checked")
    _kind(kinds, "show", "one rule with its source", show).add_argument("id", metavar="ID")
    export = _kind(kinds, "export", "write the rules of the office into a signed pack", write)
    export.add_argument("file", metavar="FILE", type=Path)
    export.add_argument("--name", required=True, help="what the pack is called")
    export.add_argument("--why", required=True, metavar="REASON", help="for whom, and why")
    compare = _kind(kinds, "compare", "what a pack would change in the office", compare_pack)
    compare.add_argument("file", metavar="FILE", type=Path)
    verify = _kind(kinds, "verify", "prove a pack; needs no office", verify_pack)
    verify.add_argument("file", metavar="FILE", type=Path)


def _kind(kinds: "Commands", name: str, said: str, run: object) -> argparse.ArgumentParser:
    parser = kinds.add_parser(name, help=said)
    parser.add_argument("--language", choices=i18n.LANGUAGES, default=i18n.SOURCE)
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    parser.set_defaults(run=run)
    return parser


def list_rules(args: argparse.Namespace) -> dict[str, object]:
    """All rules as they stand."""
    found = [one for one in _standings(args) if not (args.unchecked and one.rule.checked_by)]
    text = "\n".join(_line(one, args.language) for one in found)
    return {"rules": [as_data(one, args.language) for one in found], "text": text}


def show(args: argparse.Namespace) -> dict[str, object]:
    """One rule, with where it stands and how sure that is."""
    known = {one.rule.id: one for one in _standings(args)}
    rule_id = rule_called([one.rule for one in known.values()], args.id).id
    data = as_data(known[rule_id], args.language)
    text = "\n".join(f"{name}: {value}" for name, value in data.items() if value not in ("", None))
    return {**data, "text": text}


def write(args: argparse.Namespace) -> dict[str, object]:
    """Writes a signed pack."""
    with opened(args) as office:
        pack = office.rule_packs.export(args.file, args.name, args.why)
    return {**_head(pack), "text": f"{args.file.name}: {len(pack.rules)}"}


def compare_pack(args: argparse.Namespace) -> dict[str, object]:
    """What the pack would change, and how many open deadlines each change would move."""
    with opened(args) as office:
        look = office.rule_packs.read(args.file)
    told = [
        {
            "rule": one.rule_id,
            "change": one.novelty.value,
            "fields": _fields(one, args.language),
            "open_deadlines": _counted(look, one),
            "would_move": len(look.shifts.get(one.rule_id, ())),
        }
        for one in look.changes
    ]
    events = [_event(one, args.language) for one in look.events]
    lines = [f"{one['rule']}  {one['change']}  {one['fields'] or ''}" for one in told]
    lines += [f"{one['event']}  {one['change']}  {one['fields'] or ''}" for one in events]
    signer = i18n.catalog(args.language).gettext(labels.SIGNERS[look.signer])
    said = signer.format(office=look.key.name if look.key else look.pack.office)
    head = {
        **_head(look.pack),
        "signer": look.signer.value,
        "changes": told,
        "event_changes": events,
    }
    return {**head, "text": "\n".join((said, *lines))}


def _counted(look: PackLook, change: PackChange) -> int:
    """How many open deadlines the rule has counted here."""
    found = look.counted.get(change.rule_id)
    return found.count if found else 0


def _event(change: PackEvent, language: str) -> dict[str, object]:
    """What taking an event of a pack would change; by its name, never its id."""
    event, told = change.after or change.before, i18n.catalog(language).gettext
    names = [told(families.FIELDS[one.field]) for one in change.fields]
    name = event.name(language) if event else ""
    return {"event": name, "change": change.novelty.value, "fields": ", ".join(names)}


def verify_pack(args: argparse.Namespace) -> dict[str, object]:
    """Whether the pack is whole and its signature right; a wrong one is refused."""
    pack = read_pack(args.file)
    told = i18n.catalog(args.language).gettext
    said = told(RIGHT).format(key=fingerprint(pack.key)) if pack.key else told(labels.UNSIGNED)
    return {**_head(pack), "signed": bool(pack.key), "text": f"{pack.name}: {said}"}


def as_data(found: Standing, language: str) -> dict[str, object]:
    """A rule for another program, its words in one language."""
    rule, laws = found.rule, reference.laws()
    return {
        "id": rule.id,
        "title": rule.title(language),
        "kind": rule.kind.value,
        "trigger": rule.trigger(language),
        "length": rule.length,
        "unit": rule.unit.value,
        "direction": rule.direction.value,
        "actor": rule.actor.value,
        "consequence": rule.consequence(language),
        "source": deadlines.rule_citation(rule, laws, language),
        "certainty": rule.certainty.value,
        "unverified": rule.is_unverified,
        "checked_by": rule.checked_by,
        "checked_on": rule.checked_on.isoformat() if rule.checked_on else None,
        "switched_off": found.is_off,
        "note": rule.note(language),
    }


def _standings(args: argparse.Namespace) -> tuple[Standing, ...]:
    if not args.office:
        return office_rules.standings(reference.rules(), ())
    with opened(args) as office:
        return office.rules.every()


def _line(found: Standing, language: str) -> str:
    rule, told = found.rule, i18n.catalog(language).gettext
    sure = labels.check(found, language) or told(deadlines.CERTAINTIES[rule.certainty])
    length = deadlines.rule_period(rule, language)
    return f"{rule.id}  {rule.title(language)} · {length} · {sure}"


def _head(pack: RulePack) -> dict[str, object]:
    return {
        "name": pack.name,
        "office": pack.office,
        "made_on": pack.made_on.isoformat(),
        "number": pack.number,
        "rules": len(pack.rules),
        "events": len(pack.events),
        "key": fingerprint(pack.key) if pack.key else "",
    }


def _fields(change: PackChange, language: str) -> dict[str, list[str]]:
    told = labels.differences(change, reference.laws(), language)
    return {name: [before, after] for name, before, after in told}
