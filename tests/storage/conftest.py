"""A cheap office for the tests of storage."""

import pytest

from legalaid_desktop.storage import keys
from legalaid_desktop.storage.database import Database


@pytest.fixture
def passphrase():
    return "ລະຫັດຜ່ານ ນ້ຳຂອງ"


@pytest.fixture
def cheap():
    return keys.Cost(memory=64, passes=1, lanes=1)


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "office"


@pytest.fixture
def unlocked(folder, passphrase, cheap):
    made = keys.create_slots(folder, "noy", passphrase, cheap)
    yield made
    made.wipe()


@pytest.fixture
def database(folder, unlocked):
    opened = Database.create(folder, unlocked)
    yield opened
    opened.close()
