"""Look at the clinics that stand beside the settings' own: their folders, and what ails them."""

from collections.abc import Iterable, Iterator

from reminder.opening import Added
from reminder.settings import Settings
from reminder.upkeep.finding import Finding, bad, good
from reminder.upkeep.look_here import configuration


def clinics(settings: Settings, added: Iterable[Added]) -> Iterator[Finding]:
    """Look at each: whether it could be served with its files, and why it was not lately."""
    for clinic in added:
        yield from configuration(settings, clinic.config_dir)
        what = f"clinic {clinic.name}"
        if clinic.fault is None:
            yield good(what, "nothing has kept it from being served")
            continue
        way_out = f"put that right, then `reminder clinic change {clinic.name}`"
        if "token" in clinic.fault.lower() or "bot" in clinic.fault.lower():
            way_out = f"`reminder clinic token {clinic.name}` gives it another token"
        yield bad(what, f"it is not served: {clinic.fault}", way_out)
