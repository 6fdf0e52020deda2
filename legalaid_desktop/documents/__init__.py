"""Papers and letters as PDF, out of plain records."""

from legalaid_desktop.documents.letters import typeset
from legalaid_desktop.documents.papers import render, strange_letters

__all__ = ["render", "strange_letters", "typeset"]
