"""The return slip of a referral: a code in place of a name, and what to tick."""

from collections.abc import Iterator

from reportlab.platypus.flowables import Flowable

from legalaid_desktop import i18n
from legalaid_desktop.documents import page, ruled, styles
from legalaid_desktop.documents.ruled import said
from legalaid_desktop.domain.offices import OfficeProfile
from legalaid_desktop.domain.referrals import ReturnSlip
from legalaid_desktop.i18n import N_
from legalaid_desktop.typesetting import plain

TITLE = N_("Return slip of a referral")
CODE = N_("Code {code}")
ASKED = N_(
    "Please tick what holds, sign, and send this slip back to us. Write no name of the person on "
    "it: the code is enough."
)
FACTS = (
    N_("Sent by"), N_("Address and telephone"), N_("Sent to"), N_("Our letter"), N_("Of the day"),
    N_("Please answer by"), N_("Consent counts until"),
)  # fmt: skip
HEADS = (N_("Tick"), N_("What became of it"), N_("Day"), N_("Why, or what was given"))
TICKS = (
    N_("the letter was received"),
    N_("the referral is accepted"),
    N_("the referral is refused"),
    N_("the service was given"),
)
_WIDTHS = (38.0, 150.0, 92.0, None)
UNTIL = N_("{day}; after it the client has to be asked again before anything is told")
NONE_KNOWN = N_("no consent is known that covers it: the client has to be asked first")
SIGNER = N_("Name, position and signature")


def render(office: OfficeProfile, slip: ReturnSlip, language: str) -> bytes:
    """The slip as PDF, in one language or in both."""
    spoken = page.languages(language)

    def told(one: str) -> Iterator[Flowable]:
        yield from ruled.head(office, TITLE, one, spoken, said(CODE, one, code=slip.code))
        yield ruled.facts(_facts(office, slip, one), one)
        yield plain(said(ASKED, one), styles.body(one).but(space_before=8, space_after=4))
        rows = [["", f"{said(tick, one)}\n\n", "", ""] for tick in TICKS]
        yield ruled.table(HEADS, rows, _WIDTHS, one)
        yield ruled.signatures(((SIGNER, ""),), one)

    return ruled.build(TITLE, slip.code, language, told)


def _facts(office: OfficeProfile, slip: ReturnSlip, language: str) -> dict[str, str]:
    first, second = (0, 1) if language == "lo" else (1, 0)
    names = (office.name_lo, office.name_en)
    places = (office.address_lo, office.address_en)
    phone = office.phone.replace(" ", "\u00a0")  # stays on one line
    address = ", ".join(filter(None, (places[first] or places[second], phone)))
    answer = i18n.date_full(slip.answer_by, language) if slip.answer_by else ""
    sent = i18n.date_full(slip.sent_on, language)
    known = slip.consent_until
    until = said(UNTIL, language, day=i18n.date_full(known, language)) if known else ""
    values = (
        names[first] or names[second], address, slip.to, slip.number, sent, answer,
        until or said(NONE_KNOWN, language),
    )  # fmt: skip
    return dict(zip(FACTS, values, strict=True))
