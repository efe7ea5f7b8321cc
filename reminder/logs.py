"""Log lines: to stderr, for people or as JSON, and never with a secret or anybody's words.

Our own lines say `action=` and ids. Lines of libraries are shown as the template that their
authors wrote, without what was filled in. Of an exception its type and its frames are shown; its
message only where it is one of our own, because those of others may quote a chat.
"""

import json
import logging
import re
import sys
import threading
from collections.abc import Iterable, MutableMapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, TextIO
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, ExcInfo, Processor, WrappedLogger

from reminder.errors import ReminderError

QUIET = ("aiohttp", "apscheduler", "asyncio", "httpcore", "httpx", "sqlalchemy", "telegram")
"""Libraries of which only warnings and worse are shown."""

GONE = "[removed]"

_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
_TOKEN_IN_PATH = re.compile(r"/bot[^/\s\"']*\d[^/\s\"']*(?=[/\s\"']|$)")
_PARAMETERS = re.compile(
    r"\[parameters: .*?(?=(?:\n|\\n)\(Background on this error|\Z)", re.DOTALL | re.IGNORECASE
)
_WARNING = re.compile(r"\A.*:\d+: \w+(?=:)")

_redactor: "Redactor | None" = None


def configure(
    log_format: Literal["console", "json"],
    *,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    level: int = logging.INFO,
) -> None:
    """Send all log lines of the process to `stream` (stderr), without any of `secrets`.

    Takes over the standard library's logging, warnings and the last words of a crash as well.
    """
    global _redactor  # noqa: PLW0603  (as logging itself, one a process)
    _redactor = Redactor(secrets)
    stream = sys.stderr if stream is None else stream
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _frames_only,
        _plain_values,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[_template_only, *shared],
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                renderer,
                _redactor,
            ],
            # The template of a library's line, not what it makes of it.
            use_get_message=False,
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
    # What logging itself stumbles over would be printed with its arguments.
    logging.raiseExceptions = False
    sys.excepthook = _last_words
    threading.excepthook = _thread_last_words


def hide(secret: str) -> None:
    """Keep one more secret out of all log lines: a token that was read from the database."""
    if _redactor is not None:
        _redactor.hide(secret)


class Redactor:
    """Takes tokens, secrets and database values out of a finished line."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._forms: list[str] = []
        self._hide(secrets)

    def hide(self, secret: str) -> None:
        """Take one more secret out from now on."""
        if secret not in self._forms:
            self._hide([secret])

    def _hide(self, secrets: Iterable[str]) -> None:
        every = {form for secret in secrets if secret for form in _forms(secret)}
        # The longest first, or what is left of it would still be there.
        self._forms = sorted(every.union(self._forms), key=len, reverse=True)

    def __call__(self, _logger: WrappedLogger, _method: str, line: Any) -> str:
        """Return the line, which is text by now, without them."""
        return self.clean(str(line))

    def clean(self, text: str) -> str:
        """Return any text without them."""
        for form in self._forms:
            if form in text:
                text = text.replace(form, GONE)
        text = _TOKEN.sub(GONE, text)
        text = _TOKEN_IN_PATH.sub(f"/bot{GONE}", text)
        return _PARAMETERS.sub(f"[parameters: {GONE}]", text)


def _forms(secret: str) -> Iterable[str]:
    """Return how a secret may be written: as it is, in an address, in JSON, a token's half."""
    yield secret
    yield quote(secret, safe="")
    yield json.dumps(secret)[1:-1]
    yield json.dumps(secret, ensure_ascii=False)[1:-1]
    digits, _, half = secret.partition(":")
    if digits.isdecimal() and half:
        yield half


def _template_only(
    _logger: WrappedLogger, _method: str, event_dict: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Show a library's line as its template: what it would fill in may be anybody's words."""
    template = str(event_dict["event"])
    if event_dict["_record"].name == "py.warnings":
        found = _WARNING.search(template)
        event_dict["event"] = found.group() if found else "a warning"
    else:
        # asyncio puts its lines together beforehand, with the exception from the second on.
        event_dict["event"] = template.partition("\n")[0]
    return event_dict


def _frames_only(
    _logger: WrappedLogger, _method: str, event_dict: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Replace the exception by its type and frames, with its causes."""
    exc_info = event_dict.pop("exc_info", None)
    if exc_info is True:
        exc_info = sys.exc_info()
    error = exc_info[1] if isinstance(exc_info, tuple) else exc_info
    if isinstance(error, BaseException):
        event_dict["exception"] = frames(error)
    return event_dict


def frames(error: BaseException) -> str:
    """Return the exception's type and frames and those of its causes, the first cause first."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        suppressed = following.__suppress_context__
        following = following.__cause__ or (None if suppressed else following.__context__)
    lines = []
    for one in reversed(chain):
        traceback = one.__traceback__
        while traceback is not None:
            code = traceback.tb_frame.f_code
            place = Path(code.co_filename)
            where = "/".join(place.parts[-2:])
            lines.append(f"  {where}:{traceback.tb_lineno} in {code.co_qualname}")
            traceback = traceback.tb_next
        lines.append(_name(one))
        if isinstance(one, BaseExceptionGroup):
            lines.extend(frames(inner) for inner in one.exceptions)
    return "\n".join(lines)


def _name(error: BaseException) -> str:
    kind = type(error)
    if isinstance(error, ReminderError):
        return f"{kind.__qualname__}: {error}"
    return f"{kind.__module__}.{kind.__qualname__}"


def _plain_values(_logger: WrappedLogger, _method: str, event_dict: EventDict) -> EventDict:
    """Show of an exception or of any other object its type alone: its text may quote a chat."""
    for key, value in event_dict.items():
        if not key.startswith("_"):
            event_dict[key] = _plain(value)
    return event_dict


def _plain(value: object) -> object:
    if value is None or isinstance(value, str | int | float | Path):
        return str(value) if isinstance(value, Path) else value
    if isinstance(value, BaseException):
        return _name(value)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(one) for one in value]
    if isinstance(value, dict):
        return {str(key): _plain(one) for key, one in value.items()}
    if type(value).__module__ == "datetime":
        return str(value)
    return f"<{type(value).__qualname__}>"


def _last_words(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    exc_info: ExcInfo = (kind, error, traceback or error.__traceback__)
    structlog.get_logger().critical("the process ends", action="crash", exc_info=exc_info)


def _thread_last_words(args: threading.ExceptHookArgs) -> None:
    structlog.get_logger().error("a thread ends", action="crash", exc_info=args.exc_value)
