from dataclasses import replace

import pytest

from legalaid_desktop.desktop import settings


def test_settings_come_back(tmp_path):
    path = tmp_path / "config" / "settings.json"
    kept = replace(
        settings.Settings(), language="en", theme="dark", scale=150, office="/srv/ຫ້ອງການ"
    )
    settings.save(path, kept)
    assert settings.load(path) == kept
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"theme": 3, "unknown": "x"}'])
def test_unreadable_settings_fall_back(tmp_path, text):
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")
    assert settings.load(path) == settings.Settings()
