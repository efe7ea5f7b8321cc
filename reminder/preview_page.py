"""A preview as one page that needs nothing else: a chat, with the plan's picture in it."""

from base64 import b64encode
from collections.abc import Iterator
from datetime import datetime
from html import escape
from pathlib import Path

from reminder.errors import OptionWrong
from reminder.pictures.drawing import timeline_png
from reminder.pictures.palette import DARK, LIGHT
from reminder.preview import Previewed
from reminder.wording.case import Case
from reminder.wording.plan import has_plan, plan_caption
from reminder.wording.timeline import timeline

_STYLE = """
:root { color-scheme: light dark; --wall: #d9e6dc; --bubble: #fff; --mine: #e3f8d0; --ink: #16211d;
  --faint: #5d6b65; --chip: #0b1a1433 }
@media (prefers-color-scheme: dark) { :root { --wall: #0e1619; --bubble: #1f2b31; --mine: #24523f;
  --ink: #e9efec; --faint: #9aa9a3; --chip: #ffffff22 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--wall); color: var(--ink);
  font: 16px/1.45 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif }
main { max-width: 460px; margin: 0 auto; padding: 16px 12px 48px; display: flex;
  flex-direction: column; gap: 8px }
h1 { font-size: 19px; margin: 8px 4px 12px }
h2 { align-self: center; font-size: 13px; font-weight: 600; margin: 14px 0 4px; padding: 3px 12px;
  border-radius: 999px; background: var(--chip) }
article { background: var(--bubble); border-radius: 14px; padding: 9px 13px 6px; max-width: 92%;
  box-shadow: 0 1px 2px #0b1a1426; overflow-wrap: break-word }
article.mine { background: var(--mine); align-self: flex-end }
article.picture { padding: 0 0 6px; overflow: hidden; max-width: 100% }
article.picture > :not(picture) { padding-inline: 13px }
article p { margin: 4px 0; white-space: pre-line }
article time { display: block; text-align: end; font-size: 12px; color: var(--faint) }
img { display: block; width: 100%; height: auto }
"""


def preview_html(previewed: Previewed) -> str:
    """Return the page: each message as a bubble under its day, with its time on the patient's
    clocks, and the plan as /plan shows it after the first and after the last session.
    """
    case = previewed.cases[0]
    words = case.words
    (course,) = case.history.courses
    title = words.procedure(course.protocol.name)
    parts = [
        f'<!doctype html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>',
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">',
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
        f"<h1>{title} · {escape(case.profile.name)}</h1>",
    ]
    day = None
    for at, bubble in sorted(_bubbles(previewed), key=lambda one: one[0]):
        local = at.astimezone(case.zone)
        if local.date() != day:
            day = local.date()
            parts.append(f"<h2>{words.day_as_heading(day)}</h2>")
        parts.append(bubble)
    return "\n".join([*parts, "</main>\n</body>\n</html>\n"])


def preview_png(previewed: Previewed) -> bytes:
    """Return the picture of the plan after the last session."""
    return timeline_png(timeline(previewed.cases[-1]))


def write_file(option: str, name: str, content: bytes) -> None:
    """Write what an option asked for.

    Raises:
        OptionWrong: it cannot be written there.
    """
    try:
        Path(name).write_bytes(content)
    except OSError as error:
        raise OptionWrong(
            f"{option} {name}: cannot be written ({error.strerror}); name another file"
        ) from None


def _bubbles(previewed: Previewed) -> Iterator[tuple[datetime, str]]:
    """Yield each message with its instant; what is due at one instant stays in its order."""
    for message in previewed.messages:
        yield message.at, _bubble(previewed.cases[0], message.at, f"<p>{message.text}</p>")
    for case in dict.fromkeys((0, len(previewed.cases) - 1)):
        yield from _plan(previewed.cases[case])


def _plan(case: Case) -> Iterator[tuple[datetime, str]]:
    if not has_plan(case):
        return
    yield case.now, _bubble(case, case.now, "<p>/plan</p>", "mine")
    shown = timeline(case)
    alt = escape(shown.title, quote=True)
    picture = (
        f'<picture><source media="(prefers-color-scheme: dark)" '
        f'srcset="{_inline(timeline_png(shown, DARK))}">'
        f'<img alt="{alt}" src="{_inline(timeline_png(shown, LIGHT))}"></picture>'
    )
    text = f"{picture}<p>{plan_caption(case)}</p>"
    yield case.now, _bubble(case, case.now, text, "picture")


def _bubble(case: Case, at: datetime, text: str, kind: str = "") -> str:
    local = at.astimezone(case.zone)
    stamp = f'<time datetime="{local.isoformat()}">{case.words.hour(local.time())}</time>'
    return f'<article class="{kind}">{text}{stamp}</article>'


def _inline(png: bytes) -> str:
    return f"data:image/png;base64,{b64encode(png).decode('ascii')}"
