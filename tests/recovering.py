"""Recovery sheets for offices that must take in clients, and how somebody types them."""


def recoverable(office, passphrase, *, shared=False):
    """Makes sheets and types them back; gives what was typed."""
    sheets = office.recovery.make(passphrase, shared=shared)
    codes = typed(*sheets[:2])
    office.recovery.confirm(codes)
    return codes


def typed(*sheets):
    """The codes of these sheets as somebody types them."""
    return tuple(" ".join(sheet.groups) for sheet in sheets)
