"""Which clinics a worker takes and which it lays down: no worker leads two more than another."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

SPREAD = 2654435761
"""A large odd number: what it multiplies is spread out evenly."""


@dataclass(frozen=True, slots=True)
class Share:
    """What a worker is to do: try to take `take` in this order until it has `room` more, and lay
    down `lay_down` clinics.
    """

    take: tuple[int, ...]
    room: int
    lay_down: int


def share_out(
    me: int,
    workers: Collection[int],
    leaders: Mapping[int, int | None],
    mine: Collection[int],
    able: Collection[int],
) -> Share:
    """Return the part of worker `me`.

    `workers` are those present; `leaders` says for each clinic who leads it (None: nobody). `mine`
    are the clinics that this worker leads and does not lay down just now; `able` those that it
    could serve. Of what nobody leads it takes up to its even share, rounded up, so that workers
    which look at the same instant take all of it together; and it lays down what it has too many
    only where somebody has at least two fewer.
    """
    counts = dict.fromkeys({*workers, me}, 0)
    for clinic, leader in leaders.items():
        if leader in counts and leader != me and clinic not in mine:
            counts[leader] += 1
    counts[me] = len(mine)
    vacant = [clinic for clinic, leader in leaders.items() if leader is None]
    even = -(-(sum(counts.values()) + len(vacant)) // len(counts))
    # Each worker begins at another one, so that they do not all reach for the same.
    order = sorted(vacant, key=lambda clinic: (clinic * SPREAD ^ me * SPREAD) % 2**32)
    too_many = counts[me] - min(counts.values()) >= 2
    return Share(
        take=tuple(clinic for clinic in order if clinic in able),
        room=max(even - counts[me], 0),
        lay_down=max(counts[me] - even, 1) if too_many else 0,
    )
