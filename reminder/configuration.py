"""Clinics' folders, read and checked; what several clinics have alike is kept once a process."""

import asyncio
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from reminder.care.protocol import CareProtocol
from reminder.catalogue import Catalogue
from reminder.check import PROFILE, problems_of_profile
from reminder.checked import Checked
from reminder.errors import ConfigurationError
from reminder.overrides import FILE as OVERRIDES
from reminder.overrides import ClinicFiles, load_checked_files
from reminder.profile import ClinicProfile, load_profile
from reminder.protocols import protocol_files


@dataclass(frozen=True)
class Configuration:
    """What a clinic's folder says, in order."""

    profile: ClinicProfile
    protocols: Mapping[str, CareProtocol]
    catalogue: Catalogue


class Configurations:
    """Reads the folders of a process's clinics, all with the messages of one folder.

    Protocols and words are shared by all folders whose files say the same; a folder that was read
    before and has not changed costs no more than a look at its files. They are looked through where
    there is a `data_dir` (see `reminder.checked`), which a short command has no time for.
    """

    def __init__(self, messages_dir: Path, data_dir: Path | None = None) -> None:
        self._messages_dir = messages_dir
        self._data_dir = data_dir
        self._reading = asyncio.Lock()
        self._stand: object = None
        self._catalogue: Catalogue | None = None
        self._files: dict[str, ClinicFiles] = {}

    async def read(self, config_dir: Path) -> Configuration:
        """Return what a clinic's folder says.

        Raises:
            ConfigurationError: with every problem and its place.
        """
        digest = await asyncio.to_thread(self._look, config_dir)
        files = self._files.get(digest)
        if files is None:
            async with self._reading:
                # Who waited here for an equal folder finds its files.
                files = self._files.get(digest) or await self._read(config_dir)
                self._files[digest] = files
        return await asyncio.to_thread(self._with_profile, config_dir, files)

    async def _read(self, config_dir: Path) -> ClinicFiles:
        if self._data_dir is not None:
            checked = Checked(config_dir, self._messages_dir, self._data_dir)
            if problems := await checked.problems():
                raise ConfigurationError(problems)
        if self._catalogue is None:
            self._catalogue = await asyncio.to_thread(Catalogue.read, self._messages_dir)
        return await asyncio.to_thread(
            load_checked_files, config_dir, self._messages_dir, self._catalogue
        )

    def _with_profile(self, config_dir: Path, files: ClinicFiles) -> Configuration:
        problems = problems_of_profile(config_dir, files.protocols, files.catalogue)
        if problems:
            raise ConfigurationError(problems)
        profile = load_profile(config_dir / PROFILE)
        return Configuration(profile, files.protocols, files.catalogue)

    def _look(self, config_dir: Path) -> str:
        """Return a digest of what a folder says besides its clinic's own file."""
        self._forget_old_messages()
        return _digest([*protocol_files(config_dir / "protocols"), config_dir / OVERRIDES])

    def _forget_old_messages(self) -> None:
        stand = _stand(sorted(self._messages_dir.glob("*/*.ftl")))
        if stand != self._stand:
            self._stand, self._catalogue = stand, None
            self._files.clear()


def _stand(paths: Iterable[Path]) -> object:
    """Return how some files stand: another value once any is written to."""
    return [(path, (stat := path.stat()).st_mtime_ns, stat.st_size, stat.st_ino) for path in paths]


def _digest(paths: Iterable[Path]) -> str:
    """Return a digest of what files are called and say; one that cannot be read says nothing."""
    found = sha256()
    for path in paths:
        try:
            text = path.read_bytes()
        except OSError:
            text = b""
        found.update(f"{path.name} {len(text)}\0".encode())
        found.update(text)
    return found.hexdigest()
