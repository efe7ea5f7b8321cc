"""The enrolment form as one message: what is understood, what is not, and what to press."""

from collections.abc import Collection
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import Locale

from reminder.bot.staff.access import Desk
from reminder.care.spacing import is_at_night
from reminder.catalogue import Html, Words
from reminder.outgoing import Button, Outgoing
from reminder.practice.clinic import Practice
from reminder.practice.draft import OpenForm
from reminder.practice.form import PUZZLE_LENGTH, WHICH_PROCEDURE, EnrolmentForm, Problem
from reminder.practice.reading import Doubt, Puzzle, procedures_meant
from reminder.practice.vocabulary import vocabulary_of

Row = tuple[Button, ...]
_IN_A_LIST = 40


def form_page(
    desk: Desk, opened: OpenForm, *, note: Html | None = None, rows: tuple[Row, ...] | None = None
) -> Outgoing:
    """Return the form's message: `note` is a question or a remark below it, `rows` the buttons of a
    part that is being filled in (the form's own where none are given).
    """
    practice, words, now = desk.visit.practice, desk.words, desk.visit.now
    if len(opened.forms) > 1:
        return _batch_page(practice, opened, words, now)
    form = opened.form
    zone = ZoneInfo(practice.profile.zone)
    title = words("staff-form" if opened.corrects is None else "staff-form-correct")
    lines = [title, "", *form_lines(practice, form, words)]
    remarks = [puzzle_line(puzzle, words) for puzzle in form.puzzles]
    if note is not None:
        remarks.append(note)
    elif (remark := _remark(form, words, now) or _night_remark(form, words, zone)) is not None:
        remarks.append(remark)
    if remarks:
        lines += ["", *(f"⚠️ {r}" if i < len(form.puzzles) else r for i, r in enumerate(remarks))]
    anchor = anchor_of(opened.id)
    return Outgoing(
        "\n".join(lines), buttons=rows or _rows(practice, opened, words, now), anchor=anchor
    )


def anchor_of(draft_id: int) -> str:
    """Return the name under which a form's message is found again."""
    return f"form:{draft_id}"


def form_lines(practice: Practice, form: EnrolmentForm, words: Words) -> list[str]:
    """Return the form's parts, a line each; the time is the clinic's, with its date."""
    zone = ZoneInfo(practice.profile.zone)
    when = words.moment(form.at, zone)
    guest = words.plain("staff-guest", time=words.hour(form.at.astimezone(zone).time()))
    lines = [
        words("staff-form-name", name=form.name)
        if form.name
        else words("staff-form-name-none", name=guest),
        words("staff-form-procedure-none")
        if form.procedure is None
        else words("staff-form-procedure", procedure=words.procedure(form.procedure)),
        words("staff-form-appointment" if form.appointment else "staff-form-held", when=when),
    ]
    if not form.appointment:
        lines.append(
            words("staff-form-number-none")
            if form.number is None
            else words("staff-form-number", number=number_text(form, words))
        )
    if form.areas:
        areas = words.listing([words.area(area) for area in form.areas])
        lines.append(words("staff-form-areas", areas=areas))
    if len(practice.catalogue.languages) > 1:
        lines.append(words("staff-form-language", language=language_name(form.language)))
    return list(lines)


def number_text(form: EnrolmentForm, words: Words) -> Html:
    """Return "session 1 of 9", or "session 1"."""
    if form.of is None:
        return words("staff-number", number=form.number or 0)
    return words("staff-number-of", number=form.number or 0, of=form.of)


def puzzle_line(puzzle: Puzzle, words: Words, length: int = PUZZLE_LENGTH) -> Html:
    """Return why a typed part was not understood."""
    return words(f"staff-doubt-{puzzle.doubt.value}", text=puzzle.text[:length])


def language_name(code: str) -> str:
    """Return a language's own name for itself."""
    return Locale.parse(code, sep="-").get_display_name() or code


def _remark(form: EnrolmentForm, words: Words, now: datetime) -> Html | None:
    problems = form.problems(now)
    if Problem.TOO_FAR in problems:
        return words("staff-form-too-far")
    if Problem.STILL_TO_COME in problems:
        return words("staff-form-still-to-come")
    return words("staff-form-no-procedure") if Problem.NO_PROCEDURE in problems else None


def _night_remark(form: EnrolmentForm, words: Words, zone: ZoneInfo) -> Html | None:
    """Return a question about an hour at which nobody is treated."""
    if not is_at_night(form.at, zone):
        return None
    remark = words("sessions-caution-at-night", time=words.hour(form.at.astimezone(zone).time()))
    return Html(f"⚠️ {remark}")


def _rows(practice: Practice, opened: OpenForm, words: Words, now: datetime) -> tuple[Row, ...]:
    form, number = opened.form, opened.id

    def button(message: str, verb: str) -> Button:
        return Button(words.plain(message), f"s:{verb}:{number}")

    problems = form.problems(now)
    first: Row = (button("staff-confirm-button", "form-confirm"),)
    choice: tuple[Row, ...] = ()
    if Problem.NOT_UNDERSTOOD in problems:
        first = (button("staff-without-button", "form-without"),)
        choice = procedure_rows(
            practice, opened, words, asked_about(practice, form.puzzles, form.areas)
        )
    elif Problem.NO_PROCEDURE in problems:
        # One tap chooses: the thumb need not look for a menu first.
        choice = procedure_rows(practice, opened, words, enabled(practice))
        first = ()
    elif Problem.TOO_FAR in problems:
        first = (button("staff-when-button", "form-when"),)
    elif Problem.STILL_TO_COME in problems:
        first = (button("staff-appointment-button", "form-appointment"),)
    parts = [button("staff-name-button", "form-name"), button("staff-when-button", "form-when")]
    if len(enabled(practice)) > 1 and Problem.NO_PROCEDURE not in problems:
        parts.append(button("staff-procedure-button", "form-procedure"))
    if not form.appointment:
        parts.append(button("staff-number-button", "form-number"))
    if form.procedure is not None and practice.protocols[form.procedure].areas:
        parts.append(button("staff-areas-button", "form-areas"))
    if len(practice.catalogue.languages) > 1:
        parts.append(button("staff-language-button", "form-language"))
    pairs = tuple(tuple(parts[at : at + 2]) for at in range(0, len(parts), 2))
    top = (*choice, first) if first else choice
    return (*top, *pairs, (button("staff-cancel-button", "form-cancel"),))


def procedure_rows(
    practice: Practice, opened: OpenForm, words: Words, names: Collection[str]
) -> tuple[Row, ...]:
    """Return buttons that choose among these procedures, two in a row."""
    buttons = [
        Button(words.plain(f"procedure-{name}"), f"s:form-procedure:{opened.id}:{at}")
        for at, name in enumerate(enabled(practice))
        if name in names
    ]
    return tuple(tuple(buttons[at : at + 2]) for at in range(0, len(buttons), 2))


def asked_about(
    practice: Practice, puzzles: Collection[Puzzle], areas: Collection[str]
) -> set[str]:
    """Return the procedures that what was typed may mean; an area may be any that has it."""
    asked = [puzzle for puzzle in puzzles if puzzle.doubt in WHICH_PROCEDURE]
    if not asked:
        return set()
    words = vocabulary_of(practice)
    found = {name for puzzle in asked for name in procedures_meant(puzzle.text, words)}
    if any(puzzle.doubt is Doubt.AREA_OR_PROCEDURE for puzzle in asked):
        found |= {
            name for name in enabled(practice) if set(practice.protocols[name].areas) & set(areas)
        }
    return found


def enabled(practice: Practice) -> list[str]:
    """Return the procedures that can be chosen."""
    return [name for name, protocol in practice.protocols.items() if protocol.enabled]


def _batch_page(practice: Practice, opened: OpenForm, words: Words, now: datetime) -> Outgoing:
    zone = ZoneInfo(practice.profile.zone)
    lines = [words("staff-batch", number=len(opened.forms)), ""]
    for form in opened.forms:
        lines += [_batch_line(form, words, now, zone), ""]
    clear = sum(form.complete(now) for form in opened.forms)
    to_come = sum(Problem.STILL_TO_COME in form.problems(now) for form in opened.forms)
    buttons: list[Row] = []

    def button(message: str, verb: str, number: int | None = None) -> None:
        values = {} if number is None else {"number": number}
        buttons.append((Button(words.plain(message, **values), f"s:{verb}:{opened.id}"),))

    if clear == len(opened.forms):
        button("staff-confirm-all-button", "form-confirm", clear)
    else:
        if to_come:
            button("staff-appointments-button", "form-appointment", to_come)
        if clear:
            button("staff-confirm-clear-button", "form-confirm", clear)
        lines.append(words("staff-batch-fix"))
    button("staff-cancel-button", "form-cancel")
    return Outgoing("\n".join(lines).strip(), buttons=tuple(buttons), anchor=anchor_of(opened.id))


def _batch_line(form: EnrolmentForm, words: Words, now: datetime, zone: ZoneInfo) -> Html:
    when = words.moment(form.at, zone)
    guest = words.plain("staff-guest", time=words.hour(form.at.astimezone(zone).time()))
    line = words(
        "staff-summary",
        name=form.name or guest,
        procedure=words("staff-form-procedure-none")
        if form.procedure is None
        else words.procedure(form.procedure),
        when=words("staff-appointment-at", when=when) if form.appointment else when,
        number=""
        if form.number is None or form.appointment
        else Html(f" · {number_text(form, words)}"),
    )
    # One remark a line of the list: fifteen patients have to fit in one message.
    if form.puzzles:
        remark: Html | None = puzzle_line(form.puzzles[0], words, _IN_A_LIST)
    else:
        remark = _remark(form, words, now)
    if remark is None:
        night = _night_remark(form, words, zone)
        return line if night is None else Html(f"{line}\n{night}")
    return words("staff-batch-wrong", line=Html(f"{line}\n{remark}"))
