"""How much is measured: a few minutes' worth, a full run, and so little that a test can."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sizes:
    """`messages` of the service a pipeline run, `stock` of the library's own client, each
    `repetitions` times; `due` at once of each of `pending` reminders; `enrolments` in a row;
    `updates` through the inbox, `stops` while `burst` reminders go out; `seconds` of idling;
    `pictures`. `repeats`: how often bursts and rivals are measured; `single` reminders, each due at
    an instant of its own; so many `clinics` with `each` so many messages at once.
    """

    messages: int
    stock: int
    repetitions: int
    due: int
    pending: tuple[int, ...]
    enrolments: int
    updates: int
    stops: int
    burst: int
    seconds: float
    pictures: int
    start_pending: tuple[int, ...]
    repeats: int
    single: int
    clinics: int
    each: int


USUAL = Sizes(
    1000,
    150,
    3,
    1000,
    (10_000, 100_000),
    200,
    500,
    30,
    5000,
    20.0,
    20,
    (0, 100_000),
    repeats=1,
    single=40,
    clinics=100,
    each=100,
)
FULL = Sizes(
    2000,
    300,
    5,
    1000,
    (10_000, 100_000, 1_000_000),
    5000,
    2000,
    80,
    10_000,
    60.0,
    50,
    (0, 100_000, 1_000_000),
    repeats=3,
    single=100,
    clinics=100,
    each=100,
)
TINY = Sizes(20, 5, 1, 10, (50,), 3, 5, 3, 20, 0.2, 1, (), repeats=1, single=3, clinics=3, each=100)
