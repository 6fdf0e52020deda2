"""Every test with windows starts as the program does and leaves nothing behind."""

import pytest


@pytest.fixture(autouse=True)
def window_rules(prepared, nothing_left_behind, no_nested_loops):
    """What holds for every test with windows."""
