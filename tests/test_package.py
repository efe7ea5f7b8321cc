import pkgutil
from importlib import import_module
from importlib.metadata import entry_points, version

import reminder


def test_version_is_what_is_installed() -> None:
    """The version that the package states is the one that it was installed as."""
    assert version("aftercare-reminder") == reminder.__version__


def test_command_is_called_reminder() -> None:
    """Installing the package gives the command ``reminder``."""
    (command,) = entry_points(group="console_scripts", name="reminder")
    assert command.value == "reminder.cli:main"


def test_each_room_says_what_it_is_for() -> None:
    """Every package below reminder begins with a sentence about itself."""
    rooms = [room.name for room in pkgutil.iter_modules(reminder.__path__) if room.ispkg]
    assert rooms
    for room in rooms:
        assert (import_module(f"reminder.{room}").__doc__ or "").rstrip().endswith(".")
