"""Backups in words."""

from legalaid_desktop.i18n import N_

NEVER = N_("There is no backup yet. If this computer breaks or is stolen, all cases are lost.")
AGE = N_("Last backup")
"""Stands before how many days ago it was."""
