"""A request's parameters, however they were sent: query, form, multipart or JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from reminder.demo.errors import ApiError, bad_request
from reminder.demo.files import Upload


@dataclass
class Params:
    """Named values (strings from forms, JSON values from JSON) and uploaded files."""

    values: dict[str, Any] = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """Return the value as a string, empty when it was left out."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def integer(self, name: str, default: int | None = None) -> int | None:
        """Return the value as an integer; ApiError 400 when it is none."""
        given = self.text(name)
        if not given:
            return default
        try:
            return int(given)
        except ValueError:
            raise bad_request(f'field "{name}" must be a valid Number') from None

    def flag(self, name: str) -> bool:
        """Return whether the value says true."""
        return self.text(name).lower() in {"true", "1", "yes"}

    def given(self, name: str) -> bool:
        """Return whether the parameter was sent at all."""
        return self.values.get(name) is not None

    def nested(self, name: str, what: str) -> Any:
        """Return the value as a JSON object or list, None when left out; `what` is for the 400."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    def chat_id(self) -> int | None:
        """Return the chat's id if one was given that reads as a number."""
        given = self.text("chat_id")
        return int(given) if given.lstrip("-").isdecimal() else None

    def upload(self, name: str) -> Upload | None:
        """Return the file sent in the field itself, or the one that it names by attach://."""
        if name in self.files:
            return self.files[name]
        return self.attached(self.text(name))

    def attached(self, reference: str) -> Upload | None:
        """Return the file that `attach://field` names, None for another reference."""
        if not reference.startswith("attach://"):
            return None
        return self.files.get(reference.removeprefix("attach://"))


async def read_params(request: web.Request) -> Params:
    """Read the parameters of a request; ApiError 400 for a body that cannot be read, and for one of
    JSON that is no object.
    """
    params = Params(dict(request.query))
    if request.method != "POST":
        return params
    try:
        await _read_body(request, params)
    except (ApiError, web.HTTPException):
        raise
    except Exception:  # noqa: BLE001  (whatever the reader of a body stumbles over, it is no body)
        kind = "JSON object" if request.content_type == _JSON else "the request's body"
        raise bad_request(f"can't parse {kind}") from None
    return params


_JSON = "application/json"


async def _read_body(request: web.Request, params: Params) -> None:
    if request.content_type == _JSON:
        body = json.loads(await request.text() or "{}")
        if not isinstance(body, dict):
            raise bad_request("can't parse JSON object")
        params.values.update(body)
    elif request.content_type in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                content = value.file.read()
                kind = value.content_type or "application/octet-stream"
                params.files[name] = Upload(value.filename or name, content, kind)
            else:
                params.values[name] = value.decode() if isinstance(value, bytes) else value
