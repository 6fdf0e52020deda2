"""Sizes of files as people say them."""

import pytest

from legalaid_desktop.labels.attachments import size


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "0 B"),
        (999, "999 B"),
        (1_000, "1.0 kB"),
        (9_960, "10 kB"),
        (340_400, "340 kB"),
        (999_600, "1.0 MB"),
        (2_500_000_000_000, "2500 GB"),
    ],
)
def test_a_size_is_said_in_its_own_unit(count, said):
    assert size(count) == said
