"""The signs of a timeline: bars, strict and soft, and the marks of sessions."""

from typing import TYPE_CHECKING

from reminder.pictures.palette import Palette
from reminder.pictures.timeline import Stretch, Timeline

if TYPE_CHECKING:
    from PIL.Image import Image

# ruff: noqa: PLC0415  (Pillow is loaded with the first picture)

BAR = 40
"""Pixels that a bar is high."""
DOT = 15
"""Radius of a session's mark in pixels."""
_STRIPE = 12
"""Pixels from one stripe of a soft part to the middle of the space after it."""
_IN_LEGEND = 56
"""Pixels that a bar is wide in the legend."""


class Signs:
    """Paints signs into one picture. Places are pixels from its top left corner."""

    def __init__(self, image: "Image", palette: Palette) -> None:
        from PIL import ImageDraw

        self._image = image
        self._palette = palette
        self._paint = ImageDraw.Draw(image)

    def stretch(self, stretch: Stretch, top: int, timeline: Timeline) -> None:
        """Paint a stretch as far as the picture shows it: pale where it is past, striped where it
        is soft, with a point where it goes on after the picture.
        """
        if stretch.ends_at <= timeline.begins_at or stretch.begins_at >= timeline.ends_at:
            return
        strict_end = stretch.ends_at if stretch.eases_at is None else stretch.eases_at
        left, right = timeline.x_of(stretch.begins_at), timeline.x_of(stretch.ends_at)
        soft, now = timeline.x_of(strict_end), timeline.x_of(timeline.now)
        self._bar(left, min(now, soft), top, self._palette.past)
        self._bar(max(left, now), soft, top, self._palette.bar)
        self._striped(max(left, soft), right, top)
        if stretch.ends_at > timeline.ends_at:
            self._point(right, top)

    def dot(self, x: int, y: int, *, booked: bool) -> None:
        """Paint a session around a point: full where it was held, a ring where it is booked."""
        self._paint.ellipse(
            [x - DOT, y - DOT, x + DOT, y + DOT],
            fill=self._palette.ground if booked else self._palette.session,
            outline=self._palette.session,
            width=6,
        )

    def in_legend(self, kind: str, x: int, y: int) -> None:
        """Paint the sign of a kind with its left edge at `x` and its middle at `y`."""
        match kind:
            case "avoid":
                self._bar(x, x + _IN_LEGEND, y - BAR // 2, self._palette.bar)
            case "soft":
                self._striped(x, x + _IN_LEGEND, y - BAR // 2)
            case _:
                self.dot(x + _IN_LEGEND // 2, y, booked=kind == "booked")

    def _bar(self, left: int, right: int, top: int, colour: str) -> None:
        if right > left:
            self._paint.rectangle([left, top, right - 1, top + BAR - 1], fill=colour)

    def _striped(self, left: int, right: int, top: int) -> None:
        from PIL import Image, ImageDraw

        width = right - left
        if width <= 0:
            return
        soft = Image.new("RGB", (width, BAR), self._palette.soft)
        paint = ImageDraw.Draw(soft)
        for x in range(-BAR, width + BAR, 2 * _STRIPE):
            paint.line([(x, BAR), (x + BAR, 0)], fill=self._palette.bar, width=_STRIPE // 2)
        paint.rectangle([0, 0, width - 1, BAR - 1], outline=self._palette.bar, width=3)
        self._image.paste(soft, (left, top))

    def _point(self, tip: int, top: int) -> None:
        """Cut the end of a bar to a point."""
        half = BAR // 2
        for corner in (top, top + BAR):
            self._paint.polygon(
                [(tip, corner), (tip, top + half), (tip - half, corner)], fill=self._palette.ground
            )
