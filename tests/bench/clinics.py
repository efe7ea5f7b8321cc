"""A hundred clinics with a bot each, shared out between two `reminder run`, of which one is killed.

The settings have no faster pace than Telegram's for everybody, 30 messages a second for each bot.
That is no bound here: a hundred bots may send three thousand a second together. What bounds are the
workers, and the machine that they share with PostgreSQL and the server that answers.
"""

from collections.abc import Sequence

from tests.bench.databases import Databases
from tests.bench.figures import AtMost, Figure, median
from tests.bench.sizes import Sizes
from tests.bench.workers import MINUTES, filled, taken_by_two


async def measure(databases: Databases, sizes: Sizes) -> list[Figure]:
    """Return how fast all together are, how evenly, and how soon another worker takes over."""
    if "PostgreSQL" not in databases.kinds:
        return []
    waves, folder = await filled(databases, sizes)
    runs = [await taken_by_two(databases, waves, folder, sizes) for _ in range(sizes.repeats)]
    databases.drop("PostgreSQL", "clinics")
    n = sizes.clinics
    at = f"{n} bots, 2 workers, PostgreSQL"
    how = (
        f"{runs[0].messages:,} due at one instant, until the last; at 30/s each the bots may send "
        f"{30 * n:,}/s together"
    )
    half = "messages of each bot when half of all were out"
    ends = "seconds to each bot's last message"
    kill = "from kill -9 amid messages; those on their way wait for their lease"
    return [
        median(at, [one.messages / one.seconds for one in runs], "messages/s", how),
        median(
            f"{at}: fewest / most sent halfway",
            [min(one.halfway) / max(one.halfway) for one in runs],
            "x",
            half,
        ),
        median(
            f"{at}: Jain's index halfway",
            [jain(one.halfway) for one in runs],
            "of 1",
            f"{half}; 1 where all have the same",
        ),
        median(
            f"{at}: first to end / last to end",
            [min(one.ends) / max(one.ends) for one in runs],
            "x",
            ends,
        ),
        median(
            f"{at}: Jain's index of the ends",
            [jain(one.ends) for one in runs],
            "of 1",
            ends,
        ),
        median(
            f"{at}: one killed, first message of its clinics",
            [min(one.takeover) for one in runs],
            "s",
            kill,
            AtMost(3),
        ),
        median(
            f"{at}: one killed, last of its clinics to send again",
            [max(one.takeover) for one in runs],
            "s",
            f"{kill}; of {', '.join(str(len(one.takeover)) for one in runs)} with more to send",
        ),
        median(
            f"{at}: one killed, clinics that send nothing for {MINUTES:g} s",
            [float(one.unserved) for one in runs],
            "clinics",
            "of those with more to send",
            AtMost(0),
        ),
        median(
            f"{at}: one killed, left to their lease",
            [float(one.left) for one in runs],
            "messages",
            "on their way at the kill, of unknown fate",
        ),
    ]


def jain(shares: Sequence[float]) -> float:
    """Return Jain's index: 1 where all have the same, 1 / n where one of n has everything."""
    return sum(shares) ** 2 / (len(shares) * sum(one * one for one in shares))
