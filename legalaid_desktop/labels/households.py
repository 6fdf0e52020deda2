"""Households in words: marital status, and what its members are to the person."""

from legalaid_desktop import i18n
from legalaid_desktop.domain.households import HouseholdMember, MaritalStatus, Relation
from legalaid_desktop.i18n import N_

MARITAL = {
    MaritalStatus.UNKNOWN: N_("not said"),
    MaritalStatus.SINGLE: N_("single"),
    MaritalStatus.MARRIED: N_("married"),
    MaritalStatus.UNREGISTERED: N_("living together, not registered"),
    MaritalStatus.SEPARATED: N_("separated"),
    MaritalStatus.DIVORCED: N_("divorced"),
    MaritalStatus.WIDOWED: N_("widowed"),
}
RELATIONS = {
    Relation.SPOUSE: N_("wife or husband"),
    Relation.CHILD: N_("son or daughter"),
    Relation.PARENT: N_("mother or father"),
    Relation.SIBLING: N_("brother or sister"),
    Relation.GRANDPARENT: N_("grandparent"),
    Relation.GRANDCHILD: N_("grandchild"),
    Relation.RELATIVE: N_("other relative"),
    Relation.NOT_RELATED: N_("not related"),
}


def reason(member: HouseholdMember, language: str) -> str:
    """``son or daughter · born 2014``."""
    told = i18n.catalog(language).gettext
    born = told(N_("born {year}")).format(year=member.born_year) if member.born_year else ""
    return " · ".join(filter(None, (told(RELATIONS[member.relation]), born)))
