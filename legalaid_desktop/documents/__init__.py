"""Papers: pages out of plain records and the text files under ``resources/papers``."""
