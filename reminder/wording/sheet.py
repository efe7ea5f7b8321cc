"""The aftercare sheet on paper, for patients without Telegram: one page of A4."""

from collections.abc import Iterator
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

from reminder.care.history import History
from reminder.care.restrictions import Protocols
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile
from reminder.wording.case import Block, Case
from reminder.wording.messages import call, emergency, reactions
from reminder.wording.restrictions import avoid_later, avoid_now

_STYLE = """
@page { size: A4; margin: 18mm }
* { box-sizing: border-box }
body { max-width: 174mm; margin: 0 auto; padding: 8mm 0; color: #111; background: #fff;
  font: 12.5pt/1.5 "Segoe UI", "Noto Sans", "DejaVu Sans", Arial, sans-serif }
header { display: flex; justify-content: space-between; gap: 8mm; border-bottom: 1pt solid #111;
  padding-bottom: 3mm }
header strong { font-size: 14pt }
h1 { font-size: 20pt; margin: 8mm 0 2mm }
p { margin: 0 0 4mm; white-space: pre-line }
ul { margin: 0 0 5mm; padding-inline-start: 6mm }
li { margin-bottom: 1.5mm }
b { white-space: nowrap }
section, ul, p { break-inside: avoid }
.important { border: 1pt solid #111; border-radius: 2mm; padding: 3mm 4mm }
footer { margin-top: 8mm; border-top: .5pt solid #777; padding-top: 2mm; font-size: 10pt }
@media print { body { padding: 0 } }
"""


def sheet_html(
    history: History,
    protocols: Protocols,
    now: datetime,
    words: Words,
    profile: ClinicProfile,
) -> str:
    """Return the sheet as a whole HTML page that needs nothing else, dated `now` (aware)."""
    case = Case(history, protocols, now, words, profile)
    address = f"<span>{escape(profile.address)}</span>" if profile.address else ""
    title = words("aftercare-sheet-title")
    printed = words.date_long(now.astimezone(ZoneInfo(profile.zone)).date())
    parts = [
        f'<!doctype html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>',
        f'<meta charset="utf-8">\n<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>',
        f"<header><strong>{escape(profile.name)}</strong>{address}</header>",
        f"<h1>{title}</h1>",
        *(f"<p>{line}</p>" for line in _treated(case)),
        *(
            _section(block)
            for block in (
                *avoid_now(case, words("aftercare-avoid-now")),
                *avoid_later(case),
                *reactions(case),
                call(case),
            )
        ),
        f'<p class="important">{emergency(case).text}</p>',
        f"<footer>{words('aftercare-sheet-dated', date=printed)}</footer>",
        "</body>\n</html>\n",
    ]
    return "\n".join(parts)


def _treated(case: Case) -> Iterator[Html]:
    """Yield what the last session was, when, and which areas were treated."""
    last = max(case.history.sessions, key=lambda one: one.held_at, default=None)
    if last is None:
        return
    course = next(c for c in case.history.courses if c.id == last.course_id)
    yield case.words(
        "aftercare-sheet-session",
        procedure=case.words.procedure(course.protocol.name),
        held=case.clinic_moment(last.held_at),
    )
    # In the protocol's order, which is that of the choice at enrolment.
    areas = [a for a in case.protocols[course.protocol].areas if a in course.areas]
    if areas:
        listed = case.words.listing(case.words.area(area) for area in areas)
        yield case.words("aftercare-sheet-areas", areas=listed)


def _section(block: Block) -> str:
    if not block.items:
        return f"<p>{block.text}</p>"
    items = "\n".join(f"<li>{item}</li>" for item in block.items)
    return f"<section>\n<p>{block.text}</p>\n<ul>\n{items}\n</ul>\n</section>"
