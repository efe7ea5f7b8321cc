"""Draws a timeline. Pillow is loaded when the first picture is made: it takes some megabytes."""

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reminder.pictures.palette import LIGHT, Palette
from reminder.pictures.signs import BAR, DOT, Signs
from reminder.pictures.timeline import MARGIN, WIDTH, Row, Timeline

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

# ruff: noqa: PLC0415  (see above)

FONTS = Path(__file__).parent / "fonts"
ROOM = WIDTH - 2 * MARGIN
GAP = 30
"""Pixels between two rows."""
PAD = 6
"""Pixels around words that lines keep away from."""
COLOURS = 64
EVERY_DAYS = (1, 2, 7, 14)
"""The steps in which days are labelled: the first at which the labels have room."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A line of text: its left edge and top. `covers`: no line may strike it through."""

    x: float
    y: int
    text: str
    font: "FreeTypeFont"
    colour: str
    covers: bool = True


def timeline_png(timeline: Timeline, palette: Palette = LIGHT) -> bytes:
    """Return the picture as PNG. It computes for a tenth of a second: call it in a thread."""
    from PIL.Image import Dither, Quantize

    picture = _Drawing(timeline, palette).draw()
    written = BytesIO()
    # Few colours: a third of the size, and nobody sees the difference.
    few = picture.quantize(COLOURS, method=Quantize.FASTOCTREE, dither=Dither.NONE)
    few.save(written, "PNG")
    return written.getvalue()


@cache
def _font(size: int, *, bold: bool = False) -> "FreeTypeFont":
    from PIL import ImageFont

    return ImageFont.truetype(FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf"), size)


def wrapped(text: str, font: "FreeTypeFont", room: int = ROOM) -> list[str]:
    """Return the text in lines of at most `room` pixels, parted between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


class _Drawing:
    """Lays a timeline out from top to bottom, then paints it."""

    def __init__(self, timeline: Timeline, palette: Palette) -> None:
        self.timeline = timeline
        self.palette = palette
        self.texts: list[_Text] = []
        self.bars: list[tuple[int, Row]] = []
        self.step = 1
        self.y: int = MARGIN

    def draw(self) -> "Image":
        """Return the painted picture."""
        from PIL import Image, ImageDraw

        self._heading()
        self._axis()
        marks_at = self.y + DOT
        self.y += 2 * DOT + GAP
        for row in self.timeline.rows:
            self._row(row)
        foot = self.y
        self.y += 66
        legend = self._legend()
        image = Image.new("RGB", (WIDTH, self.y + MARGIN), self.palette.ground)
        paint = ImageDraw.Draw(image)
        signs = Signs(image, self.palette)
        self._paint_grid(paint, marks_at, foot)
        for top, row in self.bars:
            for stretch in row.stretches:
                signs.stretch(stretch, top, self.timeline)
        for mark in self.timeline.marks:
            if self.timeline.shows(mark.at):
                signs.dot(self.timeline.x_of(mark.at), marks_at, booked=mark.booked)
        self._paint_now(paint, marks_at, foot)
        for kind, x, y in legend:
            signs.in_legend(kind, x, y)
        for one in self.texts:
            if one.covers:
                box = paint.textbbox((one.x, one.y), one.text, one.font)
                around = (box[0] - PAD, box[1] - PAD, box[2] + PAD, box[3] + PAD)
                paint.rectangle(around, fill=self.palette.ground)
            paint.text((one.x, one.y), one.text, fill=one.colour, font=one.font)
        return image

    def _say(self, text: str, font: "FreeTypeFont", colour: str, step: int) -> None:
        """Put text at the left edge, in as many lines as it needs."""
        for line in wrapped(text, font):
            self.texts.append(_Text(MARGIN, self.y, line, font, colour))
            self.y += step

    def _heading(self) -> None:
        self._say(self.timeline.title, _font(56, bold=True), self.palette.ink, 70)
        self._say(self.timeline.subtitle, _font(38), self.palette.faint, 48)
        self.y += 24

    def _axis(self) -> None:
        weekdays, numbers, months = _font(34), _font(38, bold=True), _font(34)
        days, ends = self.timeline.days, [d.begins_at for d in self.timeline.days[1:]]
        ends.append(self.timeline.ends_at)
        widest = max(max(weekdays.getlength(d.weekday), numbers.getlength(d.number)) for d in days)
        column = ROOM / len(days)
        self.step = step = next((n for n in EVERY_DAYS if n * column > widest + 14), EVERY_DAYS[-1])
        said_until = 0.0
        for index, (day, end) in enumerate(zip(days, ends, strict=True)):
            x = self.timeline.x_of(day.begins_at)
            middle = (x + self.timeline.x_of(end)) / 2
            new_month = index == 0 or day.month != days[index - 1].month
            width = months.getlength(day.month)
            if new_month and x >= said_until and x + width <= WIDTH - MARGIN:
                self.texts.append(_Text(x, self.y, day.month, months, self.palette.faint))
                said_until = x + width + 14
            if index % step == 0:
                for text, font, colour, down in (
                    (day.weekday, weekdays, self.palette.faint, 46),
                    (day.number, numbers, self.palette.ink, 88),
                ):
                    # A column at the edge is narrower than its label.
                    left = max(middle - font.getlength(text) / 2, MARGIN / 2)
                    left = min(left, WIDTH - MARGIN / 2 - font.getlength(text))
                    self.texts.append(_Text(left, self.y + down, text, font, colour))
        self.y += 148

    def _row(self, row: Row) -> None:
        label, when = _font(42, bold=True), _font(36)
        together = label.getlength(row.label) + 28 + when.getlength(row.when)
        if together <= ROOM:
            right = WIDTH - MARGIN - when.getlength(row.when)
            self.texts.append(_Text(right, self.y + 5, row.when, when, self.palette.faint))
            self._say(row.label, label, self.palette.ink, 56)
        else:
            self._say(row.label, label, self.palette.ink, 52)
            self._say(row.when, when, self.palette.faint, 48)
        self.y += 4
        self.bars.append((self.y, row))
        self.y += BAR + GAP

    def _legend(self) -> list[tuple[str, int, int]]:
        """Lay the legend out; return each sign with its left edge and the middle of its line."""
        timeline, font = self.timeline, _font(34)
        shown = [mark for mark in timeline.marks if timeline.shows(mark.at)]
        signs = [
            ("avoid", timeline.legend.avoid, bool(timeline.rows)),
            ("soft", timeline.legend.soft, timeline.has_soft),
            ("session", timeline.legend.session, any(not mark.booked for mark in shown)),
            ("booked", timeline.legend.booked, any(mark.booked for mark in shown)),
        ]
        placed, x = [], MARGIN
        for kind, text, used in signs:
            if not used:
                continue
            if x > MARGIN and x + 74 + font.getlength(text) > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + 52
            placed.append((kind, x, self.y + 20))
            for line in wrapped(text, font, ROOM - 74):
                self.texts.append(_Text(x + 74, self.y, line, font, self.palette.faint))
                self.y += 46
            self.y -= 46
            x += 74 + round(font.getlength(text)) + 44
        self.y += 46
        return placed

    def _paint_grid(self, paint: "ImageDraw", top: int, foot: int) -> None:
        # A line a day where there is room, else a line a label.
        for day in self.timeline.days[:: self.step if self.step > 2 else 1]:
            x = self.timeline.x_of(day.begins_at)
            paint.line([(x, top), (x, foot)], fill=self.palette.grid, width=2)
        edge = WIDTH - MARGIN
        paint.line([(edge, top), (edge, foot)], fill=self.palette.grid, width=2)

    def _paint_now(self, paint: "ImageDraw", top: int, foot: int) -> None:
        if not self.timeline.shows(self.timeline.now):
            return
        x, font = self.timeline.x_of(self.timeline.now), _font(34, bold=True)
        # Below the marks, so that a session just held is not hidden.
        paint.line([(x, top + DOT + 6), (x, foot)], fill=self.palette.now, width=5)
        wide = font.getlength(self.timeline.now_label) + 32
        left = min(max(x - wide / 2, MARGIN / 2), WIDTH - MARGIN / 2 - wide)
        paint.rounded_rectangle(
            [left, foot - 4, left + wide, foot + 46], radius=14, fill=self.palette.now
        )
        self.texts.append(
            _Text(left + 16, foot, self.timeline.now_label, font, self.palette.ground, covers=False)
        )
