"""Uploaded files: kept in memory, addressed by file id, readable back by path."""

from __future__ import annotations

import secrets
import struct
from dataclasses import dataclass
from typing import Any

from reminder.demo.errors import bad_request


@dataclass(frozen=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes
    content_type: str


@dataclass(frozen=True)
class StoredFile:
    """One file that Telegram keeps; `width` and `height` are pixels, 0 if it is no photo."""

    file_id: str
    unique_id: str
    path: str
    name: str
    content: bytes
    mime: str
    width: int = 0
    height: int = 0

    def document(self) -> dict[str, Any]:
        """The Bot API's Document."""
        return {
            "file_name": self.name,
            "mime_type": self.mime,
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }

    def photo(self) -> list[dict[str, Any]]:
        """The Bot API's list of PhotoSize, the only size there is."""
        return [
            {
                "file_id": self.file_id,
                "file_unique_id": self.unique_id,
                "file_size": len(self.content),
                "width": self.width,
                "height": self.height,
            }
        ]


class Files:
    """All files of one bot: Telegram's file ids are valid for one bot only."""

    def __init__(self) -> None:
        """Start with none."""
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def keep_photo(self, upload: Upload) -> StoredFile:
        """Keep a picture; ApiError 400 if it is empty or no PNG, JPEG, GIF or WebP."""
        size = picture_size(upload.content)
        if not upload.content:
            raise bad_request("file must be non-empty")
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        kind = picture_kind(upload.content)
        return self._keep("photos", f"{upload.name}", upload.content, kind, size)

    def keep_document(self, upload: Upload) -> StoredFile:
        """Keep any file; ApiError 400 if it is empty."""
        if not upload.content:
            raise bad_request("file must be non-empty")
        return self._keep("documents", upload.name, upload.content, upload.content_type, (0, 0))

    def by_id(self, file_id: str) -> StoredFile | None:
        """Return the file with this id, if this bot knows it."""
        return self._by_id.get(file_id)

    def by_path(self, path: str) -> StoredFile | None:
        """Return the file at this path, as given by getFile."""
        return self._by_path.get(path)

    def _keep(
        self, folder: str, name: str, content: bytes, mime: str, size: tuple[int, int]
    ) -> StoredFile:
        number = len(self._by_id)
        extension = (
            name.rsplit(".", maxsplit=1)[-1] if "." in name else mime.rsplit("/", maxsplit=1)[-1]
        )
        stored = StoredFile(
            file_id="AgAC" + secrets.token_urlsafe(36),
            unique_id="AQAD" + secrets.token_urlsafe(9),
            path=f"{folder}/file_{number}.{extension}",
            name=name,
            content=content,
            mime=mime,
            width=size[0],
            height=size[1],
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored


def picture_kind(content: bytes) -> str:
    """Media type by the first bytes; `application/octet-stream` when it is no picture."""
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    return "application/octet-stream"


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels, None when the bytes are no picture that can be read."""
    match picture_kind(content):
        case "image/png" if len(content) >= 24:
            width, height = struct.unpack(">II", content[16:24])
        case "image/gif" if len(content) >= 10:
            width, height = struct.unpack("<HH", content[6:10])
        case "image/jpeg":
            return _jpeg_size(content)
        case "image/webp":
            # The canvas size stands in three layouts; nothing here depends on it.
            width, height = 512, 512
        case _:
            return None
    return width, height


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", content[at + 2 : at + 4])[0])
    return None
