"""The facts of the memo on trafficking and of the sheet of losses, as words of one language.

People are told by what they are in the case, never by name: the memo says by itself whether the
client's name stands in it.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache

from legalaid_desktop import assets, i18n
from legalaid_desktop.documents import frame, persons
from legalaid_desktop.domain import age_evidence, lawyers, losses, victim_status, worksheets
from legalaid_desktop.domain import protection as protections
from legalaid_desktop.domain.case_files import CaseFile
from legalaid_desktop.domain.custody import (
    LAOS,
    Custody,
    CustodyGround,
    clock,
    parse_grounds,
    place,
    present_ground,
)
from legalaid_desktop.domain.lawyers import Lawyer
from legalaid_desktop.domain.losses import Loss, Money
from legalaid_desktop.domain.people import Title
from legalaid_desktop.domain.protection import Protection
from legalaid_desktop.domain.rules import Law, Rule, parse_laws
from legalaid_desktop.domain.withheld_papers import WithheldPaper, whereabouts
from legalaid_desktop.domain.worksheets import Answer, Element, Finding, Statement, Worksheet
from legalaid_desktop.i18n import N_
from legalaid_desktop.labels import identity_papers, nations
from legalaid_desktop.labels import protection as labels

CLIENT, OTHER = N_("the client"), N_("person {number} of the case")
NO_RATE = N_("no rate")

Words = Mapping[str, object]
Who = Callable[[int], str]


@cache
def _law(name: str) -> Mapping[str, object]:
    return tomllib.loads(assets.resource(*name.split("/")).read_text(encoding="utf-8"))


@cache
def _laws() -> Mapping[str, Law]:
    return {law.id: law for law in parse_laws(_law("law/laws.toml"))}


@cache
def _elements() -> tuple[Element, ...]:
    law = worksheets.parse_elements(_law("law/trafficking.toml"))
    return law + worksheets.parse_indicators(_law("reference/indicators.toml"))


@cache
def _grounds() -> Mapping[str, CustodyGround]:
    return {one.id: one for one in parse_grounds(_law("law/custody.toml"))}


def _sentences(key: str) -> tuple[Statement, ...]:
    return worksheets.parse_statements(_law("law/trafficking.toml"), key)


def facts(file: CaseFile, day: date, language: str) -> Words:
    """What the memo and the sheet may name; lists of records for their tables."""
    kept, who = file.protection, _who(file, language)
    claim = losses.claim(kept.losses, kept.rates, day)
    total = labels.money(claim.kip, Money.LAK, language) if claim.kip is not None else ""
    return {
        "people": [_person(kept, one, who, day, language) for one in protections.concerned(kept)],
        "sheets": [_sheet(*one, who, language) for one in _numbered(kept)],
        "findings": [row for one in _numbered(kept) for row in _findings(*one, language)],
        "follows": "\n".join(_follows(kept, day, language)),
        "talks": "\n".join(_talks(kept, who, language)),
        "help": "\n".join(_help(kept, who, language)),
        "signer": _signer(kept, language),
        "views": [row for one in _numbered(kept) for row in _views(kept, *one, language)],
        "statuses": [_step(one, who, language) for one in victim_status.in_order(kept.steps)],
        "papers": [_paper(one, who, language) for one in kept.papers],
        "custodies": [_custody(one, who, language) for one in kept.custodies],
        "orders": "\n".join(_orders(kept, day, language)),
        "prompts": "\n".join(_prompts(kept, day, language)),
        "losses": [_loss(one, who, language) for one in kept.losses],
        "totals": [_total(one, language) for one in claim.totals],
        "total": total,
        "deductions": "\n".join(_deductions(kept.losses, language)),
    }


def _who(file: CaseFile, language: str) -> Who:
    keys = [one.id for one in file.protection.people if one.id != file.client.person_id]

    def said(key: int) -> str:
        if key == file.client.person_id:
            return labels.said(CLIENT, language)
        return labels.said(OTHER, language, number=keys.index(key) + 2 if key in keys else "?")

    return said


def _person(kept: Protection, key: int, who: Who, day: date, language: str) -> Words:
    stands = victim_status.standing(kept.steps, key)
    status = labels.STATUSES[stands.status] if stands else labels.NO_STATUS
    return {
        "who": who(key),
        "status": labels.said(status, language),
        "age": _age(kept, key, day, language),
    }


def _age(kept: Protection, key: int, day: date, language: str) -> str:
    """The age today, by whom it was settled, and whether the doubt counts or counted."""
    person = kept.person(key)
    told = persons.age(person, day, language, kept.ages)
    view = age_evidence.settled(kept.ages, key)
    if view is not None:
        settled_on = i18n.date_long(view.on, language)
        word = frame.word
        return word(language, "settled", "person", told=told, who=view.source, day=settled_on)
    if age_evidence.is_in_doubt(person, kept.ages, day):
        return told
    days = (one.from_on for one in kept.worksheets if one.person_id == key and one.from_on)
    if any(age_evidence.is_in_doubt(person, kept.ages, each) for each in days):
        return frame.word(language, "was_in_doubt", "person", told=told)
    return told


def _numbered(kept: Protection) -> Iterable[tuple[int, Worksheet]]:
    """Each worksheet with the number by which the memo names it."""
    return enumerate(kept.worksheets, 1)


def _sheet(number: int, sheet: Worksheet, who: Who, language: str) -> Words:
    return {
        "number": str(number),
        "who": who(sheet.person_id),
        "period": labels.period(sheet, language),
        "sector": labels.said(labels.SECTORS[sheet.sector], language) if sheet.sector else "",
    }


def _findings(number: int, sheet: Worksheet, language: str) -> Iterable[Words]:
    found = {one.element: one for one in sheet.findings}
    for element in _elements():
        finding = found.get(element.id)
        if finding is not None and finding.answer is not Answer.UNKNOWN:
            yield {"number": str(number), **_finding(element, finding, language)}


def _finding(element: Element, finding: Finding, language: str) -> Words:
    group = labels.said(labels.SHORT_GROUPS[element.group], language)
    basis = labels.said(labels.GROUNDS[finding.ground], language)
    noted = i18n.date_short(date.fromisoformat(finding.on), language) if finding.on else ""
    return {
        "element": f"{group}: {element.texts[language]}",
        "source": labels.source(element, _laws(), language),
        "answer": labels.said(labels.ANSWERS[finding.answer], language),
        "basis": f"{basis}. {finding.note}" if finding.note else basis,
        "noted": ", ".join(filter(None, (noted, finding.by))),
    }


def _follows(kept: Protection, day: date, language: str) -> Iterable[str]:
    said = {one.id: one for one in _sentences("statement")}
    for number, sheet in _numbered(kept):
        known = protections.majority_in(kept, sheet, day)
        for name in worksheets.standing(sheet, _elements(), known).says:
            several = f"{number}: " if len(kept.worksheets) > 1 else ""
            yield f"{several}{labels.sentence(said[name], _laws(), language)}"


def _talks(kept: Protection, who: Who, language: str) -> Iterable[str]:
    """Where and by whom it was told, and what the person needs, fears and wishes."""
    for sheet in kept.worksheets:
        told = [
            f"{labels.said(label, language)}: {text}"
            for label, text in labels.talk(sheet, language)
        ]
        if told:
            place = f"{who(sheet.person_id)}, {labels.period(sheet, language)}"
            yield f"{place}. {'. '.join(told)}"


def _help(kept: Protection, who: Who, language: str) -> Iterable[str]:
    for sheet in kept.worksheets:
        for one in sheet.help:
            yield f"{who(sheet.person_id)}: {labels.help_line(one, language)}"


def _signer(kept: Protection, language: str) -> str:
    """The lawyer who signed the last of the views that stand; nobody signs for another."""
    standing = (worksheets.standing_view(kept.views, one.id) for one in kept.worksheets)
    signed = [view for view in standing if view is not None and view.is_signed]
    if not signed:
        return ""
    last = max(signed, key=lambda view: (view.signed_on, view.id or 0))
    signer = next((one for one in kept.lawyers if one.id == last.lawyer_id), None)
    return _titled(signer, language) if signer else ""


def _titled(lawyer: Lawyer, language: str) -> str:
    title = frame.word(language, lawyer.title, "titles") if lawyer.title is not Title.NONE else ""
    return f"{title} {lawyers.name(lawyer, language)}".strip()


def _views(kept: Protection, number: int, sheet: Worksheet, language: str) -> Iterable[Words]:
    view = worksheets.standing_view(kept.views, sheet.id)
    if view is None:
        return
    yield {
        "number": str(number),
        "trafficking": labels.said(labels.OPINIONS[view.trafficking], language),
        "smuggling": labels.said(labels.OPINIONS[view.smuggling], language),
        "reasons": view.reasons,
        "signed": labels.signature(view, kept.lawyers, language),
    }


def _step(step: victim_status.VictimStatus, who: Who, language: str) -> Words:
    return {
        "who": who(step.person_id),
        "day": i18n.date_long(step.on, language),
        "status": labels.said(labels.STATUSES[step.status], language),
        "body": ", ".join(filter(None, (step.body, step.number))),
        "reasons": step.reasons,
    }


def _paper(paper: WithheldPaper, who: Who, language: str) -> Words:
    since = i18n.date_long(paper.since, language) if paper.since else ""
    return {
        "who": who(paper.person_id),
        "paper": labels.said(identity_papers.KINDS[paper.kind], language),
        "holder": ", ".join(filter(None, (paper.holder, paper.place))),
        "since": since,
        "state": labels.said(labels.WHEREABOUTS[whereabouts(paper)], language),
    }


def _custody(held: Custody, who: Who, language: str) -> Words:
    ended = labels.moment(held.released_at, language) if held.released_at else ""
    how = labels.said(labels.RELEASES[held.release], language)
    country = nations.name(held.country, language) if held.country else ""
    return {
        "who": who(held.person_id),
        "place": ", ".join(filter(None, (place(held), country))),
        "since": labels.began(held, language),
        "until": ", ".join(filter(None, (how, ended))),
        "ground": ", ".join(filter(None, (_ground(held, language), held.accusation))),
    }


def _orders(kept: Protection, day: date, language: str) -> Iterable[str]:
    for one in kept.custodies:
        yield from _orders_of(one, kept.rules_of(one), day, language)


def _orders_of(held: Custody, rules: Mapping[str, Rule], day: date, language: str) -> Iterable[str]:
    """The orders, and the times without one: of who is held still up to the day of the paper."""
    ground = _grounds().get(held.ground)
    rule = rules.get(ground.rule) if ground else None
    counted = clock(held, datetime.combine(day, time(0), LAOS), rule)
    for order in held.extensions:
        yield f"{place(held)}: {labels.order(order, language)}"
    for gap in counted.gaps:
        yield f"{place(held)}: {labels.gap(gap, language)}"


def _ground(held: Custody, language: str) -> str:
    key, known = present_ground(held), _grounds()
    return known[key].texts[language] if key in known else key


def _prompts(kept: Protection, day: date, language: str) -> Iterable[str]:
    due = [
        one
        for key in protections.concerned(kept)
        for one in protections.prompts(_sentences("prompt"), kept, key, day)
    ]
    return dict.fromkeys(labels.sentence(one, _laws(), language) for one in due)


def _loss(loss: Loss, who: Who, language: str) -> Words:
    days = [one for one in (loss.from_on, loss.to_on) if one]
    kind = labels.said(labels.LOSSES[loss.kind], language)
    return {
        "who": who(loss.person_id),
        "what": f"{kind}: {loss.what}" if loss.what else kind,
        "period": " – ".join(i18n.date_short(day, language) for day in days),
        "sum": labels.loss_sum(loss, language),
        "proof": loss.proof,
        "owed": labels.money(losses.counted(loss).owed, loss.money, language),
    }


def _total(total: losses.Total, language: str) -> Words:
    rate, kip = total.rate, total.kip
    told = ""
    if rate is not None:
        one = labels.exact(rate.kip, language)
        told = f"1 {total.money} = {one} LAK, {i18n.date_long(rate.on, language)}, {rate.source}"
    elif total.money is not Money.LAK:
        told = labels.said(NO_RATE, language)
    return {
        "owed": labels.money(total.owed, total.money, language),
        "rate": told,
        "kip": labels.money(kip, Money.LAK, language) if kip is not None else "",
    }


def _deductions(found: Iterable[Loss], language: str) -> Iterable[str]:
    for loss in found:
        for one in loss.deductions:
            message = N_("accepted") if one.accepted else N_("not accepted")
            state = labels.said(message, language)
            yield f"{labels.money(one.sum, loss.money, language)}: {one.reason} ({state})"
