"""Other names in words."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.aliases import Alias, AliasKind
from legalaid_desktop.i18n import N_

KINDS = {
    AliasKind.NICKNAME: N_("nickname"),
    AliasKind.ALIAS: N_("another name"),
    AliasKind.FORMER: N_("former name"),
    AliasKind.FALSE: N_("false name that was given"),
    AliasKind.CLAN: N_("clan name"),
    AliasKind.SPELLING: N_("spelling in a document"),
}


def reason(alias: Alias, language: str) -> str:
    """``nickname · at home``."""
    kind = i18n.catalog(language).gettext(KINDS[alias.kind])
    return f"{kind} · {alias.source}" if alias.source else kind
