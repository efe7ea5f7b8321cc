"""What is looked through before a start, and not again until something in it has changed.

Reading six languages with every part in its place takes a second and twenty megabytes, which a
running service would keep: it is done in a process of its own (`python -m reminder.checked`), and
the data folder remembers what was found in order.
"""

import asyncio
import hashlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from reminder import __version__
from reminder.errors import ReminderError

FILE = "checked"
"""The file in the data folder: the digest of the configuration that was last in order."""

_in_order: set[str] = set()
"""The digests that this process knows to be in order."""


class Checked:
    """The state of a clinic's configuration and messages.

    Whatever changes a file, or the program's version, has everything looked through anew.
    """

    def __init__(self, config_dir: Path, messages_dir: Path, data_dir: Path) -> None:
        self._folders = (config_dir, messages_dir)
        self._note = data_dir / FILE
        self._digest = ""

    async def problems(self) -> list[str]:
        """Return everything that is wrong, each with its place; empty when the service may start.

        Raises:
            ReminderError: it could not be looked through.
        """
        try:
            self._digest = await asyncio.to_thread(digest_of, *self._folders)
        except OSError as error:
            return [f"{error.filename}: {error.strerror}"]
        if self._digest in _in_order or self._noted() == self._digest:
            return []
        child = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "reminder.checked",
            *map(str, self._folders),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        found, complaint = await child.communicate()
        if child.returncode:
            last_line = complaint.decode(errors="replace").strip().splitlines()[-1:]
            message = f"The configuration could not be checked: {' '.join(last_line)}"
            raise ReminderError(message)
        problems: list[str] = json.loads(found)
        return problems

    def keep(self) -> None:
        """Remember that what was looked through is in order; the data folder is this process's.

        Where that cannot be written the next start looks again.
        """
        _in_order.add(self._digest)
        if self._noted() != self._digest:
            try:
                self._note.write_text(self._digest + "\n")
            except OSError:
                return

    def _noted(self) -> str | None:
        try:
            return self._note.read_text().strip()
        except (OSError, UnicodeDecodeError):
            return None


def digest_of(config_dir: Path, messages_dir: Path) -> str:
    """Return a digest of the program's version and of every file that is looked through."""
    found = hashlib.sha256(f"{__version__}\0{_languages(messages_dir)}\0".encode())
    for name, path in _files(config_dir, messages_dir):
        content = path.read_bytes()
        found.update(f"{name}\0{len(content)}\0".encode(errors="surrogateescape"))
        found.update(content)
    return found.hexdigest()


def _files(config_dir: Path, messages_dir: Path) -> Iterator[tuple[str, Path]]:
    """Yield what is looked through, under names that do not say where the folders lie."""
    for folder, pattern in (
        (config_dir, "*.yaml"),
        (config_dir, "protocols/*.yaml"),
        (messages_dir, "*/*.ftl"),
    ):
        for path in sorted(folder.glob(pattern)):
            yield f"{pattern} {path.relative_to(folder)}", path


def _languages(messages_dir: Path) -> list[str]:
    """Return the names of the languages' folders: one in which nothing stands counts, too."""
    return sorted(path.name for path in messages_dir.glob("*") if path.is_dir())


def main() -> None:
    """Print the problems of the two folders that are named, as JSON."""
    from reminder.check import problems_of  # noqa: PLC0415  (large, and only wanted here)

    config_dir, messages_dir = map(Path, sys.argv[1:])
    print(json.dumps(problems_of(config_dir, messages_dir)))  # noqa: T201


if __name__ == "__main__":
    main()
