import pytest
from PySide6.QtGui import QColor, QFontDatabase, QFontMetrics

from legalaid_desktop.desktop import theme
from legalaid_desktop.desktop.texts import Button


def luminance(colour):
    def channel(value):
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    made = QColor(colour)
    red, green, blue = (channel(c) for c in (made.redF(), made.greenF(), made.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_ground(tokens):
    pairs = [
        (letters, ground)
        for letters in (tokens.text, tokens.dim)
        for ground in (tokens.ground, tokens.card, tokens.hover, tokens.accent_ground)
    ]
    pairs += [tokens.of_kind(kind) for kind in theme.KINDS]
    pairs += [(tokens.on_accent, tokens.accent), (tokens.on_accent, tokens.accent_hover)]
    pairs += [(tokens.rail_text, tokens.rail), (tokens.rail_text, tokens.rail_chosen)]
    pairs += [(tokens.rail_bright, tokens.rail_chosen), (tokens.urgent, tokens.card)]
    pairs += [(tokens.accent, tokens.card), (tokens.accent, tokens.ground)]
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < 4.5} == {}


@pytest.mark.parametrize("tokens", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_focus_and_field_edges_stand_out(tokens):
    for edge in (tokens.accent, tokens.edge, tokens.urgent):
        assert contrast(edge, tokens.card) >= 3


def test_switching_redraws_icons(qtbot, qapp):
    button = Button("Lock", icon="lock")
    qtbot.addWidget(button)
    before = button.icon().pixmap(20, 20).toImage()
    theme.apply(qapp, "dark")
    assert button.icon().pixmap(20, 20).toImage() != before
    theme.apply(qapp, "light")


def test_the_window_font_has_lao_letters(qapp):
    assert qapp.font().family() == "Noto Sans Lao"
    assert "Noto Sans Lao" in QFontDatabase.families()
    assert QFontMetrics(qapp.font()).inFontUcs4(0x0E81)
