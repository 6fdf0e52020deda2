"""The colours of the window, light and dark: a palette and one style sheet."""

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QMargins, Qt
from PySide6.QtGui import QAction, QColor, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

from legalaid_desktop import assets
from legalaid_desktop.desktop import icons

THEMES = ("system", "light", "dark")
KINDS = ("urgent", "attention", "good", "info", "neutral")
"""What a chip or a banner says with its colour, always beside a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme: a colour for each part of the window."""

    ground: str
    card: str
    line: str
    edge: str
    text: str
    dim: str
    hover: str
    rail: str
    rail_chosen: str
    rail_text: str
    rail_bright: str
    accent: str
    accent_hover: str
    accent_ground: str
    on_accent: str
    urgent: str
    urgent_ground: str
    attention: str
    attention_ground: str
    good: str
    good_ground: str
    neutral_ground: str

    def of_kind(self, kind: str) -> tuple[str, str]:
        """Letter colour and ground of a chip or banner of that kind."""
        return {
            "urgent": (self.urgent, self.urgent_ground),
            "attention": (self.attention, self.attention_ground),
            "good": (self.good, self.good_ground),
            "info": (self.accent, self.accent_ground),
            "neutral": (self.dim, self.neutral_ground),
        }[kind]


LIGHT = Tokens(
    ground="#F6F7F9",
    card="#FFFFFF",
    line="#E1E5EA",
    edge="#7C8896",
    text="#1B2430",
    dim="#5B6776",
    hover="#F1F4F7",
    rail="#1F2A37",
    rail_chosen="#2E3C4D",
    rail_text="#C9D3DF",
    rail_bright="#FFFFFF",
    accent="#1E6B8F",
    accent_hover="#185A79",
    accent_ground="#E4F0F5",
    on_accent="#FFFFFF",
    urgent="#B3261E",
    urgent_ground="#FBEAE9",
    attention="#8A5A00",
    attention_ground="#FFF3DC",
    good="#1E6B3A",
    good_ground="#E6F4EA",
    neutral_ground="#EDF0F3",
)
DARK = Tokens(
    ground="#14191F",
    card="#1C232B",
    line="#2C3641",
    edge="#6C7A89",
    text="#E6EBF0",
    dim="#9AA7B5",
    hover="#232C36",
    rail="#0F1419",
    rail_chosen="#232C36",
    rail_text="#9AA7B5",
    rail_bright="#FFFFFF",
    accent="#6BB8D9",
    accent_hover="#8AC8E3",
    accent_ground="#1D3440",
    on_accent="#10181E",
    urgent="#F2A19B",
    urgent_ground="#3B2220",
    attention="#EBC27A",
    attention_ground="#3A2F1B",
    good="#8FD1A5",
    good_ground="#1D3326",
    neutral_ground="#27313B",
)

_GAP = 6
_shown = LIGHT


def tokens() -> Tokens:
    """The colours now on screen; asked at each painting, so that a switch shows."""
    return _shown


def is_dark() -> bool:
    """Whether the dark theme is on screen."""
    return _shown is DARK


def apply(app: QApplication, theme: str) -> None:
    """Puts the theme (``system``, ``light`` or ``dark``) on every window, open ones included."""
    global _shown  # noqa: PLW0603 - the one place that knows the colours on screen
    _shown = DARK if theme == "dark" or (theme == "system" and _system_is_dark(app)) else LIGHT
    app.setPalette(palette(_shown))
    app.setStyleSheet(style_sheet(_shown))
    for widget in app.allWidgets():
        recolour(widget)
        for action in widget.actions():
            recolour(action)


def recolour(widget: QWidget | QAction) -> None:
    """Draws the widget's icon, if it has one, in the colours on screen."""
    name, role = widget.property("icon_name"), widget.property("icon_role")
    if name and isinstance(widget, QAbstractButton | QAction):
        gap = _GAP if isinstance(widget, QPushButton) else 0
        widget.setIcon(icons.icon(name, getattr(_shown, role), gap))
        if isinstance(widget, QPushButton):
            widget.setIconSize(icons.SIZE.grownBy(QMargins(0, 0, gap, 0)))


def give_icon(widget: QWidget | QAction, name: str, role: str = "dim") -> None:
    """Puts a Lucide icon on a button, in the colour of that token in either theme."""
    widget.setProperty("icon_name", name)
    widget.setProperty("icon_role", role)
    recolour(widget)


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Sets properties that the style sheet looks at, and draws the widget again by them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def palette(colours: Tokens) -> QPalette:
    """Qt's palette of a theme, for what the style sheet does not reach."""
    made = QPalette()
    role = QPalette.ColorRole
    pairs = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.card,
        role.AlternateBase: colours.hover,
        role.Text: colours.text,
        role.Button: colours.card,
        role.ButtonText: colours.text,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.PlaceholderText: colours.dim,
        role.ToolTipBase: colours.card,
        role.ToolTipText: colours.text,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
        role.Accent: colours.accent,
        role.Mid: colours.line,
    }
    for name, colour in pairs.items():
        made.setColor(name, QColor(colour))
    for name in (role.Text, role.ButtonText, role.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, name, QColor(colours.dim))
    return made


def style_sheet(colours: Tokens) -> str:
    """The style sheet of ``resources/theme/window.qss`` with the colours of a theme filled in."""
    text = assets.resource("theme", "window.qss").read_text(encoding="utf-8")
    chips = "\n".join(_kind_rules(kind, *colours.of_kind(kind)) for kind in KINDS)
    folder = assets.resource("icons").as_posix()
    side = "dark" if colours is DARK else "light"
    drawn = {"arrow": f"chevron-down-{side}", "check": f"check-{side}", "icons": folder}
    return Template(text).substitute(asdict(colours), **drawn) + chips


def _kind_rules(kind: str, letters: str, ground: str) -> str:
    return (
        f'Chip[kind="{kind}"] {{ color: {letters}; background: {ground}; }}\n'
        f'InlineBanner[kind="{kind}"] {{ background: {ground}; border: 1px solid {letters}; }}\n'
        f'InlineBanner[kind="{kind}"] QLabel {{ color: {letters}; }}\n'
    )


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
