"""The timeline's picture, looked at pixel by pixel."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from reminder.pictures.drawing import FONTS, timeline_png
from reminder.pictures.palette import DARK, LIGHT, Palette
from reminder.pictures.timeline import WIDTH, Day, Legend, Mark, Row, Stretch, Timeline

DAY = timedelta(days=1)
FIRST = datetime(2026, 9, 21, tzinfo=UTC)
NOON = FIRST + DAY / 2
Colour = tuple[int, int, int]


def timeline(
    *rows: tuple[Stretch, ...],
    days: int = 8,
    now: datetime = NOON,
    marks: tuple[Mark, ...] = (),
    label: str = "макияж, żółw",
) -> Timeline:
    """Return a timeline with these rows."""
    return Timeline(
        title="Please avoid",
        subtitle="As of today",
        days=tuple(Day(FIRST + DAY * n, "Mon", str(21 + n), "September") for n in range(days)),
        ends_at=FIRST + DAY * days,
        now=now,
        now_label="now",
        rows=tuple(Row(label, "until later", stretches) for stretches in rows),
        marks=marks,
        legend=Legend("please avoid", "only while", "session", "booked"),
    )


def drawn(shown: Timeline, palette: Palette = LIGHT) -> Image.Image:
    """Return the picture as it comes out of the file."""
    return Image.open(BytesIO(timeline_png(shown, palette))).convert("RGB")


def colour(written: str) -> Colour:
    """Return #RRGGBB as three numbers."""
    return (int(written[1:3], 16), int(written[3:5], 16), int(written[5:7], 16))


def near(one: Colour, other: str) -> bool:
    """Tell whether a pixel has that colour, but for what few colours in a file take away."""
    return all(abs(a - b) <= 4 for a, b in zip(one, colour(other), strict=True))


def pixel(image: Image.Image, x: int, y: int) -> Colour:
    """Return one pixel."""
    found = image.getpixel((x, y))
    assert isinstance(found, tuple)
    return (int(found[0]), int(found[1]), int(found[2]))


def lines_with(image: Image.Image, x: int, wanted: str) -> list[int]:
    """Return the rows of pixels that have a colour in column `x`, but for the legend's."""
    return [y for y in range(image.height - 170) if near(pixel(image, x, y), wanted)]


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_a_bar_lies_where_its_time_lies(palette: Palette) -> None:
    """Before now it is pale, from now to its end full, and after its end there is nothing."""
    stretch = Stretch(FIRST, FIRST + 5 * DAY)
    shown = timeline((stretch,))
    image = drawn(shown, palette)
    assert image.width == WIDTH
    past = lines_with(image, shown.x_of(FIRST + DAY / 4), palette.past)
    full = lines_with(image, shown.x_of(FIRST + 5 * DAY) - 1, palette.bar)
    assert len(past) == len(full) == 40
    assert past == full
    middle = past[20]
    assert not near(pixel(image, shown.x_of(FIRST + 5 * DAY) + 1, middle), palette.bar)
    assert lines_with(image, shown.x_of(FIRST + 6 * DAY) + 3, palette.bar) == []


def test_the_soft_part_is_striped() -> None:
    """From its lower bound on a range shows stripes in an edge, where before it is full."""
    shown = timeline((Stretch(NOON, FIRST + 5 * DAY, eases_at=FIRST + 3 * DAY),))
    image = drawn(shown)
    (middle, *_) = lines_with(image, shown.x_of(FIRST + 2 * DAY), LIGHT.bar)[20:]
    strict = range(shown.x_of(FIRST + DAY), shown.x_of(FIRST + 3 * DAY))
    assert all(near(pixel(image, x, middle), LIGHT.bar) for x in strict)
    soft = [
        pixel(image, x, middle)
        for x in range(shown.x_of(FIRST + 3 * DAY) + 4, shown.x_of(FIRST + 5 * DAY) - 4)
    ]
    assert sum(near(one, LIGHT.soft) for one in soft) > len(soft) / 3
    assert sum(near(one, LIGHT.bar) for one in soft) > len(soft) / 8


def test_each_row_has_its_bars() -> None:
    """Two rows stand below each other, and two times of one row side by side."""
    apart = (Stretch(NOON, FIRST + 2 * DAY), Stretch(FIRST + 4 * DAY, FIRST + 6 * DAY))
    shown = timeline(apart, (Stretch(NOON, FIRST + 6 * DAY),))
    image = drawn(shown)
    assert len(lines_with(image, shown.x_of(FIRST + DAY) + 5, LIGHT.bar)) == 80
    assert len(lines_with(image, shown.x_of(FIRST + 3 * DAY) + 5, LIGHT.bar)) == 40
    assert len(lines_with(image, shown.x_of(FIRST + 5 * DAY) + 5, LIGHT.bar)) == 80


def test_what_goes_on_after_the_picture_ends_in_a_point() -> None:
    """A bar that is cut off does not look as if it ended there."""
    beyond, within = (drawn(timeline((Stretch(NOON, FIRST + days * DAY),))) for days in (20, 8))
    edge = timeline().x_of(FIRST + 8 * DAY) - 2
    assert len(lines_with(within, edge, LIGHT.bar)) == 40
    assert 0 < len(lines_with(beyond, edge, LIGHT.bar)) < 10


def test_sessions_and_now_are_marked() -> None:
    """A session held is a full mark, one booked a ring, and now is a line over the bars."""
    held, booked = FIRST + 2 * DAY + DAY / 2, FIRST + 5 * DAY + DAY / 2
    shown = timeline(
        (Stretch(FIRST, FIRST + 6 * DAY),), marks=(Mark(held), Mark(booked, booked=True))
    )
    image = drawn(shown)
    full, ring = (lines_with(image, shown.x_of(at), LIGHT.session) for at in (held, booked))
    assert full == list(range(full[0], full[0] + 31))
    assert (ring[0], ring[-1]) == (full[0], full[-1])
    assert len(ring) < 20
    assert near(pixel(image, shown.x_of(booked), (ring[0] + ring[-1]) // 2), LIGHT.ground)
    line = lines_with(image, shown.x_of(NOON), LIGHT.now)
    bar = lines_with(image, shown.x_of(FIRST + DAY), LIGHT.bar)
    assert set(bar) <= set(line)


def test_a_session_outside_the_picture_is_not_drawn_at_its_edge() -> None:
    """What lies before or after the time shown has no mark."""
    outside = (Mark(FIRST - DAY), Mark(FIRST + 9 * DAY, booked=True))
    shown = timeline((Stretch(NOON, FIRST + 6 * DAY),), marks=outside)
    image = drawn(shown)
    for x in (shown.x_of(FIRST), shown.x_of(FIRST + 9 * DAY)):
        assert lines_with(image, x, LIGHT.session) == []


@pytest.mark.parametrize("days", [1, 2, 8, 13, 20, 35])
def test_days_never_run_into_each_other(days: int) -> None:
    """However many days are shown, between two labels there is room."""
    shown = timeline(days=days)
    image = drawn(shown)
    inked = [
        any(near(pixel(image, x, y), LIGHT.ink) for y in range(296, 330)) for x in range(WIDTH)
    ]
    gaps, length = [], 0
    for one in inked:
        if one and length:
            gaps.append(length)
        length = 0 if one else length + 1
    labels = 1 + sum(gap > 16 for gap in gaps[1:])
    assert labels >= min(days, 3)
    assert all(gap < 12 or gap > 16 for gap in gaps[1:])


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_contrast_is_enough_for_weak_eyes(palette: Palette) -> None:
    """Words stand out 4.5 to 1 and bars 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)."""
    for words in (palette.ink, palette.faint, palette.now):
        assert contrast(words, palette.ground) >= 4.5
    for sign in (palette.bar, palette.session):
        assert contrast(sign, palette.ground) >= 3


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG counts it."""
    low, high = sorted(luminance(colour(each)) for each in (one, other))
    return (high + 0.05) / (low + 0.05)


def luminance(given: Colour) -> float:
    """Return the relative luminance."""
    shares = [value / 255 for value in given]
    linear = [s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_service_starts_without_loading_what_draws() -> None:
    """Until somebody asks for a plan, neither Pillow nor the calendar library takes memory."""
    script = (
        "import sys\nimport reminder.app, reminder.bot.switchboard, reminder.practice.plan_view\n"
        "assert not {'PIL', 'icalendar'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_long_words_are_parted_into_lines() -> None:
    """A long label makes the picture higher, never wider than the phone."""
    short = drawn(timeline((Stretch(NOON, FIRST + DAY),)))
    long = drawn(timeline((Stretch(NOON, FIRST + DAY),), label="прямое солнце " * 8))
    assert long.width == short.width
    assert long.height > short.height
    edge = [pixel(long, WIDTH - 20, y) for y in range(long.height)]
    assert all(near(one, LIGHT.ground) for one in edge)


def test_the_fonts_have_the_letters_and_their_licence() -> None:
    """Cyrillic, Polish, German and Spanish letters are drawn, and none as an empty box."""
    from PIL import ImageFont  # noqa: PLC0415

    for name in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"):
        font = ImageFont.truetype(FONTS / name, 40)
        missing = bytes(font.getmask("\U0010fffd"))
        for letter in "яЖёіїєґąćęłńóśźżŁäöüßñ–—№":
            assert bytes(font.getmask(letter)) != missing, letter
    assert "Bitstream" in (FONTS / "LICENSE").read_text("utf-8")
