"""The tab of a case with its tasks, its letters, and what is held for the client."""

from legalaid_desktop.desktop.case_cards import CaseCards
from legalaid_desktop.desktop.correspondence import CaseLetters
from legalaid_desktop.desktop.holdings import CaseHoldings
from legalaid_desktop.desktop.pages import Frame
from legalaid_desktop.desktop.tasks import CaseTasks

PARTS = (("tasks", CaseTasks), ("letters", CaseLetters), ("holdings", CaseHoldings))
"""Name and kind of each part."""


class CaseWork(CaseCards):
    """Tasks, letters and things of the client, below each other."""

    def __init__(self, frame: Frame) -> None:
        super().__init__(frame, PARTS)

    def ask_task(self) -> None:
        """Asks for a task."""
        tasks = self.parts["tasks"]
        if isinstance(tasks, CaseTasks):
            tasks.ask_task()

    def ask_sequence(self) -> None:
        """Asks which sequence of tasks begins."""
        tasks = self.parts["tasks"]
        if isinstance(tasks, CaseTasks):
            tasks.ask_sequence()

    def ask_receive(self) -> None:
        """Asks what the client hands in."""
        holdings = self.parts["holdings"]
        if isinstance(holdings, CaseHoldings):
            holdings.ask_receive()

    def ask_give_back(self) -> None:
        """Asks what goes back to the client."""
        holdings = self.parts["holdings"]
        if isinstance(holdings, CaseHoldings):
            holdings.ask_give_back()

    def ask_came(self) -> None:
        """Asks about a letter that came in."""
        letters = self.parts["letters"]
        if isinstance(letters, CaseLetters):
            letters.ask_came()

    def ask_goes(self) -> None:
        """Asks about a letter that goes out."""
        letters = self.parts["letters"]
        if isinstance(letters, CaseLetters):
            letters.ask_goes()
