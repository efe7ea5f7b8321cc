"""Break the planner on purpose, a promise at a time, and see that a test of this folder notices.

`python -m tests.care.mutations` (a part of `make nightly`) copies the package and its tests, breaks
one line, and runs the tests of the planner; it fails where they pass. Names given as arguments
choose among the mutations.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.cast import ROOT

SHOWN = 3
"""So many failing tests of a mutation are named, and the rest are not run."""
OPTIONS = ("-q", "-p", "no:cacheprovider", "--no-header", "--tb=no", "-rf")
FAILED = re.compile(r"^FAILED tests/care/(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Mutation:
    """One line of `reminder/care` that says something else."""

    name: str
    module: str
    line: str
    broken: str


MUTATIONS = (
    Mutation(
        "the union of what forbids a topic",
        "restrictions",
        "        if together and cast.begins_at <= ends[cast.topic]:",
        "        if together and cast.begins_at == ends[cast.topic]:",
    ),
    Mutation(
        "a lift waits for the last of the union",
        "restrictions",
        "max(cast.ends_at for cast in one), tuple(one))",
        "one[-1].ends_at, tuple(one))",
    ),
    Mutation(
        "quiet hours when a day's message is planned",
        "timing",
        "    while in_quiet(at, preferences):",
        "    while False:",
    ),
    Mutation(
        "quiet hours when it is sent",
        "delivery",
        "    if in_quiet(now, preferences) and not at_once:",
        "    if False:",
    ),
    Mutation(
        "one audible message a day",
        "delivery",
        "    if local_day(patient.last_audible_at, zone) < today:",
        "    if local_day(patient.last_audible_at, zone) <= today:",
    ),
    Mutation(
        "days by the wall clock",
        "timing",
        "    return _resolve(_wall(at, zone) + days * DAY, zone, later=True)",
        "    return utc(at) + days * DAY",
    ),
    Mutation(
        "a time that the clocks show twice is the later one",
        "timing",
        "    return second if later else first",
        "    return first",
    ),
    Mutation(
        "a time that the clocks skip is the next that exists",
        "timing",
        "        return _change(second, first, zone)",
        "        return second",
    ),
    Mutation(
        "the key of a lift",
        "lifts",
        'key=f"lifted:session:{cause.number}:{lift.interval.topic}"',
        'key=f"lifted:{lift.ended_at}:{lift.interval.topic}"',
    ),
    Mutation(
        "the key of what comes before an appointment",
        "appointments",
        '    what = "changed" if topic is None else f"avoid-{topic}"',
        '    what = "changed" if topic is None else f"avoid-{topic}-{day}"',
    ),
    Mutation(
        "an appointment's revision in its key",
        "appointments",
        'key=f"appointment:{appointment_id}:{revision}:{what}"',
        'key=f"appointment:{appointment_id}:0:{what}"',
    ),
    Mutation(
        "what comes before an appointment is told before it begins",
        "appointments",
        "    while days.on(day) > at:",
        "    while days.on(day) > at + DAY:",
    ),
    Mutation(
        "the rolling week",
        "course",
        "        if len(times) >= plan.per_week:",
        "        if len(times) > plan.per_week:",
    ),
    Mutation(
        "nothing is due while a session is presumed held",
        "course",
        "    return last if last is not None and last.standing is Standing.HELD else None",
        "    return last if last is not None and last.standing is not Standing.TO_COME else None",
    ),
    Mutation(
        "an appointment presumed held lifts nothing",
        "lifts",
        "    return all(one.treatment.standing is Standing.HELD for one in last) and any(",
        "    return any(",
    ),
    Mutation(
        "offers look ahead of their own consent alone",
        "courses",
        "            if due_at >= told_at:\n                yield PlannedReminder(",
        "            if due_at >= opened_at:\n                yield PlannedReminder(",
    ),
    Mutation(
        "nothing is offered after a newer course",
        "courses",
        "        if had_again or not is_complete(course, history.sessions):",
        "        if not is_complete(course, history.sessions):",
    ),
    Mutation(
        "a complete course waits for its last restriction",
        "courses",
        "        if due_at < wanted_at:",
        "        if False:",
    ),
    Mutation(
        "nothing after an opt-out",
        "delivery",
        "    if not patient.active:",
        "    if False:",
    ),
    Mutation(
        "no plan without a consent",
        "plan",
        "        return ()\n    consented_at",
        "        history = replace(history, consented_at=now)\n    consented_at",
    ),
    Mutation(
        "what was sent is left alone",
        "reconcile",
        "    return old.state not in FINAL and old.state is not ReminderState.SENDING",
        "    return True",
    ),
)


def noticed_by(mutation: Mutation, copy: Path) -> list[str]:
    """Return the tests that fail in a copy of the repository once a mutation is in it.

    Raises:
        ValueError: if the line is not there, or not once.
    """
    module = copy / "reminder" / "care" / f"{mutation.module}.py"
    whole = module.read_text()
    if whole.count(mutation.line) != 1:
        message = f"{mutation.module}.py has not once: {mutation.line}"
        raise ValueError(message)
    module.write_text(whole.replace(mutation.line, mutation.broken))
    try:
        run = subprocess.run(
            [sys.executable, "-m", "pytest", *OPTIONS, f"--maxfail={SHOWN}", "tests/care"],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy), "HYPOTHESIS_PROFILE": "mutations"},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        module.write_text(whole)
    return FAILED.findall(run.stdout)


def main(wanted: list[str]) -> int:
    """Try every mutation, and return how many nobody noticed."""
    unnoticed = 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("reminder", "tests", "config", "messages"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        for mutation in MUTATIONS:
            if wanted and mutation.name not in wanted:
                continue
            found = noticed_by(mutation, copy)
            unnoticed += not found
            sys.stdout.write(f"{mutation.name}\n")
            for test in found or ["NOBODY NOTICED"]:
                sys.stdout.write(f"    {test}\n")
            sys.stdout.flush()
    return unnoticed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
