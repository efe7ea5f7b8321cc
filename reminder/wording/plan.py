"""A patient's plan in words: the picture's caption, which says all that the picture shows."""

from collections.abc import Iterable, Sequence
from html import unescape
from operator import itemgetter
from re import sub

from reminder.care.timing import utc
from reminder.catalogue import Html
from reminder.wording.case import Block, Case
from reminder.wording.restrictions import avoid_before_next, avoid_now, grouped
from reminder.wording.timeline import current, span_of

CAPTION = 1024
"""UTF-16 code units that a picture's caption has at most. Source: Telegram Bot API."""


def has_plan(case: Case) -> bool:
    """Tell whether anything is in force, to be done, to come or booked."""
    return bool(
        case.in_force() or case.duties() or case.coming() or case.next_appointment() is not None
    )


def plan_caption(case: Case, first_name: str | None = None, held: bool = False) -> Html:
    """Return the plan as Telegram HTML, short enough to stand below a picture.

    What does not fit is left out by whole lines, the latest first, and the text says so.
    `first_name` is given where two people share a chat. `held`: the patient has said that the skin
    is not calm.
    """
    words = case.words
    about = {"telephone": case.profile.telephone, "hours": case.profile.hours(words.language)}
    now_blocks = avoid_now(case, words("aftercare-avoid-now"))
    title = words("plan-as-of", moment=case.moment(case.now))
    if first_name is not None:
        title = Html(f"{words('patient-today-name', name=first_name)}\n{title}")
    last = []
    span = span_of(case)
    if span.goes_on:
        last.append(Block(words("plan-beyond", day=words.day(span.last))))
    last.append(Block(words("answer-today-held" if held else "aftercare-call-short", **about)))
    booked = sorted(a.begins_at for a in case.history.appointments if utc(a.begins_at) > case.now)
    sessions = Block(words("plan-booked"), tuple(case.clinic_moment(at) for at in booked))
    middle = [
        *now_blocks,
        *([sessions] if booked else []),
        *_later(case),
        *avoid_before_next(case),
    ]
    return fitted(Block(title), middle, last, Block(words("plan-more")))


def _later(case: Case) -> list[Block]:
    """Return what is not in force yet, from when until when: the first to begin before the rest."""
    coming = [
        ((one.begins_at, one.ends_at), topic)
        for topic, intervals in current(case).items()
        for one in intervals
        if one.begins_at > case.now
    ]
    items = (
        case.words(
            "plan-line-later",
            topics=case.without(topics),
            begins=case.moment(begins_at),
            until=case.moment(ends_at),
        )
        for (begins_at, ends_at), topics in grouped(sorted(coming, key=itemgetter(0))).items()
    )
    lines = tuple(items)
    return [Block(case.words("plan-later"), lines)] if lines else []


def fitted(
    title: Block, middle: Sequence[Block], last: Sequence[Block], more: Block, most: int = CAPTION
) -> Html:
    """Return the blocks as one text of at most `most` UTF-16 code units.

    Where they are too long, the middle loses lines from its end, and `more` takes their place.
    """
    whole = _joined([title, *middle, *last])
    if length(whole) <= most:
        return whole
    for lines in range(sum(1 + len(block.items) for block in middle) - 1, 0, -1):
        text = _joined([title, *_first(middle, lines), more, *last])
        if length(text) <= most:
            return text
    return _joined([title, more, *last])


def length(text: str) -> int:
    """Return how long Telegram HTML is to Telegram: in UTF-16 code units, without its markup."""
    return len(unescape(sub(r"<[^<>]*>", "", text)).encode("utf-16-le")) // 2


def _first(blocks: Sequence[Block], lines: int) -> list[Block]:
    """Return the first lines of blocks; no heading stands alone."""
    kept = []
    for block in blocks:
        items = block.items[: max(lines - 1, 0)]
        if lines <= 0 or (block.items and not items):
            break
        kept.append(Block(block.text, items))
        lines -= 1 + len(block.items)
    return kept


def _joined(blocks: Iterable[Block]) -> Html:
    return Html("\n\n".join(str(block) for block in blocks))
