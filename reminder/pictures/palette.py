"""The colours of a timeline, on a light and on a dark ground of its own."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as #RRGGBB. `faint` is for what is read second, `past` for a bar's part gone by."""

    ground: str
    ink: str
    faint: str
    grid: str
    bar: str
    past: str
    soft: str
    session: str
    now: str


LIGHT = Palette(
    ground="#f6f8f6",
    ink="#16211d",
    faint="#4f5d57",
    grid="#dde4df",
    bar="#2f7d6b",
    past="#9dc3b8",
    soft="#d5e9e2",
    session="#1f6fb2",
    now="#b9480f",
)
"""For chats, light and dark: nobody tells a bot which of the two it is shown in."""

DARK = Palette(
    ground="#1a2328",
    ink="#e9efec",
    faint="#a9b7b1",
    grid="#2f3b41",
    bar="#4db39b",
    past="#2d5f55",
    soft="#223f3a",
    session="#74b8ee",
    now="#f5a065",
)
"""For pages that follow the reader's scheme."""
