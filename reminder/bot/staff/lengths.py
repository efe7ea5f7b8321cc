"""How much fits into one message: a list that is too long would not arrive at all."""

from collections.abc import Iterable

ROOM = 3600
"""Of the 4096 characters of a message, those for a list; the rest is for what stands around it."""


def fitting(lines: Iterable[str]) -> int:
    """Return how many of these lines, from the first on, fit into a message's list.

    Characters are counted as Telegram counts them (UTF-16); marks of HTML count too, to be safe.
    """
    room, fits = ROOM, 0
    for line in lines:
        room -= len(line.encode("utf-16-le")) // 2 + 2
        if room < 0:
            break
        fits += 1
    return fits
