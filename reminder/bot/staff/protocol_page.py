"""The list of the clinic's protocols, and one of them with its times and what is assumed."""

from collections.abc import Iterator
from datetime import timedelta

from reminder.bot.staff.access import Desk
from reminder.care.assumed import Part, assumptions
from reminder.care.protocol import Basis, CareProtocol, Restriction, Span
from reminder.catalogue import Html, Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.adopt import running_on_older

_DAY = timedelta(days=1)


async def every(desk: Desk, edits: int | None = None) -> Outgoing:
    """Return the list: a line and a button for each protocol."""
    words, practice = desk.words, desk.visit.practice
    lines: list[str] = [words("protocols-title"), ""]
    for protocol in practice.protocols.values():
        older = await running_on_older(desk.visit.db, practice, protocol.name)
        standing = Html("; ".join(_standing(protocol, older, words)))
        name = words.procedure(protocol.name)
        lines.append(f"• {words('protocols-line', name=name, standing=standing)}")
    lines += ["", words("protocols-how")]
    buttons = [
        Button(words.plain(f"procedure-{name}"), f"s:protocol:0:{name}")
        for name in practice.protocols
    ]
    rows = tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))
    return Outgoing("\n".join(lines), buttons=rows, edits_message=edits)


async def one(desk: Desk, protocol: CareProtocol, edits: int | None = None) -> Outgoing:
    """Return one protocol: its rules with their basis, what else is assumed, its sources."""
    words, practice = desk.words, desk.visit.practice
    older = await running_on_older(desk.visit.db, practice, protocol.name)
    version = "protocols-version-changed" if protocol.is_changed else "protocols-version"
    lines: list[str] = [
        f"<b>{words.procedure(protocol.name)}</b>",
        f"{words(version, version=protocol.file_version)} · {_signature(protocol, words)}",
        "",
        *(f"• {_rule(rule, words)}" for rule in protocol.restrictions),
    ]
    if not protocol.restrictions:
        lines.append(words("protocols-no-rules"))
    parts = [found.part for found in assumptions(protocol) if found.part is not Part.RULE]
    if parts:
        listed = words.listing(words(f"protocols-part-{part.value}") for part in parts)
        lines += ["", words("protocols-also-assumed", parts=listed)]
    if sources := list(dict.fromkeys(_sources(protocol))):
        lines += ["", words("protocols-sources")]
        lines += [f"• {words('protocols-source', source=source)}" for source in sources]
    rows: list[tuple[Button, ...]] = []
    if older and protocol.enabled:
        lines += ["", words("protocols-adopt-ask", number=older)]
        text = words.plain("protocols-adopt-button", number=older)
        rows.append((Button(text, f"s:protocol-adopt:{protocol.version}:{protocol.name}"),))
    rows.append((Button(words.plain("staff-back-button"), "s:protocols:0"),))
    return Outgoing("\n".join(lines), buttons=tuple(rows), edits_message=edits)


def _standing(protocol: CareProtocol, older: int, words: Words) -> Iterator[str]:
    yield _signature(protocol, words)
    if not protocol.enabled:
        return
    if protocol.is_changed:
        yield words("protocols-changed")
    if number := len(list(assumptions(protocol))):
        yield words("protocols-assumed", number=number)
    if older:
        yield words("protocols-older", version=protocol.file_version, number=older)


def _signature(protocol: CareProtocol, words: Words) -> str:
    if not protocol.enabled:
        return words("protocols-off")
    if protocol.reviewed_by is None or protocol.reviewed_on is None:
        return words("protocols-unsigned")
    on = words.date_long(protocol.reviewed_on)
    return words("protocols-signed", by=protocol.reviewed_by, on=on)


def _rule(rule: Restriction, words: Words) -> str:
    sides = (("protocols-before", rule.before), ("protocols-after", rule.after))
    times = Html(
        ", ".join(
            f"{words(message, length=_length(span, words))} {_basis(span, words)}"
            for message, span in sides
            if span is not None
        )
    )
    if rule.kind == "do":
        text = words("protocols-rule-do", duty=words(f"duty-{rule.topic}"), times=times)
    else:
        text = words("protocols-rule-avoid", topic=words.without(rule.topic), times=times)
    if not rule.areas:
        return text
    areas = words.listing(words.area(area) for area in sorted(rule.areas))
    return f"{text} {words('protocols-rule-areas', areas=areas)}"


def _length(span: Span, words: Words) -> Html:
    if not span.is_range:
        return _days(span.max, words)
    unit = timedelta(hours=1) if span.max % _DAY else _DAY
    return words("protocols-length-range", least=span.min // unit, most=_days(span.max, words))


def _days(length: timedelta, words: Words) -> Html:
    if length % _DAY:
        return words("aftercare-hours", hours=length // timedelta(hours=1))
    return words("aftercare-days", days=length.days)


def _basis(span: Span, words: Words) -> Html:
    if span.by_clinic:
        return words("protocols-by-clinic")
    return words("protocols-stated" if span.basis is Basis.STATED else "protocols-assumed-mark")


def _sources(protocol: CareProtocol) -> Iterator[str]:
    """Yield the sources of the rules, as the file and the clinic name them."""
    for rule in protocol.restrictions:
        for span in (rule.before, rule.after):
            if span is not None and span.source is not None:
                yield span.source
