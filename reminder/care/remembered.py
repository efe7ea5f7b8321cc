"""What was worked out last of a history: while one message is put together, the same is asked again
and again.
"""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from reminder.care.history import History, ProtocolRef
from reminder.care.protocol import CareProtocol

Protocols = Mapping[ProtocolRef, CareProtocol]
More = ParamSpec("More")
Found = TypeVar("Found")
Asked = Callable[Concatenate[History, Protocols, More], Found]


def remembered(work_out: Asked[More, Found]) -> Asked[More, Found]:
    """Let a pure function of a history keep its answers, until it is asked about another history.

    A history is told by its identity, not its contents: comparing these would cost as much as
    working it out. Neither it nor the protocols given with it may be changed.
    """
    kept: tuple[History | None, Protocols | None, dict[Any, Found]] = (None, None, {})

    @wraps(work_out)
    def answer(
        history: History, protocols: Protocols, /, *more: More.args, **named: More.kwargs
    ) -> Found:
        nonlocal kept
        last_history, last_protocols, answers = kept
        if last_history is not history or last_protocols is not protocols:
            answers = {}
            kept = history, protocols, answers
        question: Any = (more, tuple(named.items())) if named else more
        if question not in answers:
            answers[question] = work_out(history, protocols, *more, **named)
        return answers[question]

    return cast("Asked[More, Found]", answer)
