"""The hand-checked periods as a document that a lawyer reads without the program.

``python -m tests.hand_checked`` writes ``docs/hand-checked-lo.md`` and ``docs/hand-checked-en.md``.
"""

import tomllib
from pathlib import Path

from legalaid_desktop import i18n
from legalaid_desktop.domain.rules import WEEKEND, Unit, in_variant
from legalaid_desktop.labels import deadlines as labels
from legalaid_desktop.services import reference

ROOT = Path(__file__).parent.parent
GROUPS = tomllib.loads((ROOT / "tests" / "data" / "hand_checked.toml").read_text(encoding="utf-8"))[
    "group"
]
LANGUAGES = ("lo", "en")
WORDS = {
    "en": {
        "title": "Periods worked out by hand",
        "intro": (
            "{count} periods in {groups} groups, worked out by hand from a calendar. The program "
            "is tested against every one of them. Whoever finds a line wrong has found either a "
            "mistake of ours or a doubt in the law: please tell us its number.\n\n"
            "**Last day**: the statutory last day, by the best reading of the law. **Safe day**: "
            "no reading of the law calls it late (or, where we wait for the end, too early)."
        ),
        "heads": "No.|Rule|What happened|Last day|Safe day|Why",
        "weekend": "if Saturday and Sunday extend: {day}",
        "holidays": "table of holidays changed: {text}",
        "reached": "received {day}",
        "also": "further day {day}",
        "pauses": "standstill {first} to {last}",
        "restarts": "begun anew {day}",
        "more": "more time: {period}",
        "as_holidays": "Saturday and Sunday treated as holidays",
    },
    "lo": {
        "title": "ກຳນົດເວລາ ທີ່ຄິດໄລ່ດ້ວຍມື",
        "intro": (
            "{count} ກຳນົດເວລາ ໃນ {groups} ໝວດ, ຄິດໄລ່ດ້ວຍມືຈາກປະຕິທິນ. ໂປຣແກຣມຖືກກວດທຽບກັບທຸກແຖວ. "
            "ຖ້າເຫັນແຖວໃດຜິດ ນັ້ນແມ່ນຄວາມຜິດພາດຂອງພວກເຮົາ ຫຼື ຂໍ້ສົງໄສໃນກົດໝາຍ: ກະລຸນາບອກເລກແຖວ.\n\n"
            "**ວັນສຸດທ້າຍ**: ວັນສຸດທ້າຍຕາມກົດໝາຍ ຕາມການຕີຄວາມທີ່ດີທີ່ສຸດ. **ວັນປອດໄພ**: "
            "ບໍ່ມີການຕີຄວາມໃດເວົ້າໄດ້ວ່າຊ້າ (ຫຼື ໄວເກີນໄປ ຖ້າພວກເຮົາລໍຖ້າໃຫ້ມັນສິ້ນສຸດ)."
        ),
        "heads": "ລ/ດ|ກົດ|ສິ່ງທີ່ເກີດຂຶ້ນ|ວັນສຸດທ້າຍ|ວັນປອດໄພ|ຍ້ອນຫຍັງ",
        "weekend": "ຖ້າວັນເສົາ-ອາທິດເລື່ອນກຳນົດ: {day}",
        "holidays": "ປ່ຽນຕາຕະລາງວັນພັກ: {text}",
        "reached": "ໄດ້ຮັບ {day}",
        "also": "ມື້ອື່ນອີກ {day}",
        "pauses": "ຢຸດນັບ {first} ຫາ {last}",
        "restarts": "ເລີ່ມນັບໃໝ່ {day}",
        "more": "ໃຫ້ເວລາເພີ່ມ: {period}",
        "as_holidays": "ຖືວັນເສົາ-ອາທິດ ເປັນວັນພັກ",
    },
}


CHOICES = {"known": labels.KNOWN, "way": labels.SERVICE_WAYS, "which": labels.WHICH}


def document(language):
    """All groups as tables in that language."""
    words, number = WORDS[language], 0
    count = sum(len(group["cases"]) for group in GROUPS)
    lines = [f"# {words['title']}", "", words["intro"].format(count=count, groups=len(GROUPS))]
    heads = words["heads"].split("|")
    for group in GROUPS:
        lines += ["", f"## {group[language]}", "", group[f"why_{language}"], "", _row(heads)]
        lines.append(_row(["---"] * len(heads)))
        for case in group["cases"]:
            number += 1
            lines.append(_row([str(number), *_cells(case, language)]))
    return "\n".join(lines) + "\n"


def _row(cells):
    return f"| {' | '.join(cells)} |"


def _cells(case, language):
    why = [case[language]] if language in case else []
    if "weekend" in case:
        why.append(WORDS[language]["weekend"].format(day=labels.when(case["weekend"], language)))
    return [
        _rule(case, language),
        "<br>".join(_happened(case, language)),
        labels.when(case["statutory"], language),
        labels.when(case["safe"], language),
        "<br>".join(why),
    ]


def _rule(case, language):
    shipped = reference.rule(case["rule"])
    rule = in_variant(shipped, case.get("variant", ""))
    place = labels.rule_citation(rule, reference.laws(), language)
    title = shipped.title(language)
    named = next((one for one in shipped.variants if one.id == case.get("variant")), None)
    if named is not None:
        title += f" ({named.title(language)})"
    return f"**{rule.id}** {title}<br>{labels.rule_period(rule, language)}, {place}"


def _happened(case, language):
    """The event line by line, and what came after it."""
    yield labels.when(case["event"], language)
    for name, choices in CHOICES.items():
        if case.get(name, "day") != "day":
            yield _said(choices, case[name], language)
    yield from _later(case, language)
    if "holidays" in case:
        yield WORDS[language]["holidays"].format(text=f"`{case['holidays']}`")
    if case.get("variant") == WEEKEND:
        yield WORDS[language]["as_holidays"]


def _later(case, language):
    words = WORDS[language]
    for name in ("reached", "also", "restarts"):
        days = case.get(name, ())
        for day in days if isinstance(days, list | tuple) else (days,):
            yield words[name].format(day=labels.when(day, language))
    for first, last in case.get("pauses", ()):
        days = {"first": labels.when(first, language), "last": labels.when(last, language)}
        yield words["pauses"].format(**days)
    for more in case.get("more", ()):
        length, unit = more.split(" ")
        yield words["more"].format(period=labels.period(int(length), Unit(unit), language))


def _said(choices, value, language):
    return i18n.catalog(language).gettext(next(w for key, w in choices.items() if key == value))


def path(language):
    """Where the document lies."""
    return ROOT / "docs" / f"hand-checked-{language}.md"


if __name__ == "__main__":
    for one in LANGUAGES:
        path(one).write_text(document(one), encoding="utf-8")
