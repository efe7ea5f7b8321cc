"""How clinics are shared out among workers, as a game of turns."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from reminder.shares import share_out

Held = dict[int, int | None]


def even(leaders: Held, workers: set[int]) -> bool:
    """Whether every clinic is led and no worker leads two more than another."""
    counts = [sum(leader == one for leader in leaders.values()) for one in workers]
    return None not in leaders.values() and max(counts) - min(counts) <= 1


def play(leaders: Held, workers: set[int], rng: Random, *, rests: bool = True) -> int:
    """Let workers look and act in any order until all is even; return the turns that it took.

    One that has laid clinics down takes none in its next turn.
    """
    resting: set[int] = set()
    for turn in range(200):
        if even(leaders, workers):
            return turn
        looks = {one: dict(leaders) for one in workers}
        for one in rng.sample(sorted(workers), len(workers)):
            seen = looks[one]  # all have looked before any acts
            mine = [clinic for clinic, leader in leaders.items() if leader == one]
            share = share_out(one, workers, seen, mine, set(leaders))
            for clinic in mine[len(mine) - share.lay_down :]:
                leaders[clinic] = None
            took = 0
            for clinic in () if one in resting and rests else share.take:
                if took < share.room and leaders[clinic] is None:
                    leaders[clinic] = one
                    took += 1
            resting = resting | {one} if share.lay_down else resting - {one}
    raise AssertionError(leaders)


@given(
    clinics=st.integers(1, 60),
    before=st.integers(1, 6),
    after=st.integers(1, 6),
    seed=st.integers(0, 2**32),
)
def test_all_are_led_evenly_whoever_comes_and_goes(
    clinics: int, before: int, after: int, seed: int
) -> None:
    """Workers with numbers 1… serve; then others are there instead, in part the same ones."""
    rng = Random(seed)
    leaders: Held = dict.fromkeys(range(1, clinics + 1))
    play(leaders, set(range(1, before + 1)), rng)
    workers = {rng.randint(1, 8) for _ in range(after)}
    for clinic, leader in leaders.items():
        if leader not in workers:
            leaders[clinic] = None
    play(leaders, workers, rng)
    former = dict(leaders)
    for one in workers:
        mine = [clinic for clinic, leader in former.items() if leader == one]
        share = share_out(one, workers, former, mine, set(former))
        assert (share.take, share.lay_down) == ((), 0)


@given(clinics=st.integers(1, 100), workers=st.integers(1, 8), seed=st.integers(0, 2**32))
def test_what_a_dead_worker_led_is_taken_in_one_turn(clinics: int, workers: int, seed: int) -> None:
    """Whoever is left takes all of it at the next look: nobody waits for anybody."""
    rng = Random(seed)
    alive = set(range(1, workers + 1))
    leaders: Held = dict.fromkeys(range(1, clinics + 1))
    play(leaders, alive | {99}, rng)
    for clinic, leader in leaders.items():
        if leader == 99:
            leaders[clinic] = None
    looks = {one: dict(leaders) for one in alive}
    for one in alive:
        mine = [clinic for clinic, leader in leaders.items() if leader == one]
        share = share_out(one, alive, looks[one], mine, set(leaders))
        took = 0
        for clinic in share.take:
            if took < share.room and leaders[clinic] is None:
                leaders[clinic] = one
                took += 1
    assert None not in leaders.values()


def test_a_worker_that_joins_gets_its_share_by_one_step_of_the_others() -> None:
    """Fifty and fifty become about thirty-three each."""
    leaders: Held = {clinic: 1 + clinic % 2 for clinic in range(100)}
    mine = [clinic for clinic, leader in leaders.items() if leader == 1]
    assert share_out(1, {1, 2, 3}, leaders, mine, set(leaders)).lay_down == 16
    joining = share_out(3, {1, 2, 3}, leaders, [], set(leaders))
    assert (joining.take, joining.room) == ((), 34)


def test_one_or_two_clinics_are_not_passed_around() -> None:
    """Beside one that leads one clinic, another stands by."""
    assert share_out(1, {1, 2}, {7: 1}, [7], {7}).lay_down == 0
    assert share_out(2, {1, 2}, {7: 1}, [], {7}).take == ()
    assert share_out(1, {1, 2}, {7: 1, 8: 2}, [7], {7, 8}).lay_down == 0


def test_what_it_cannot_serve_is_left_to_others() -> None:
    """A clinic that failed here is nobody's to take here."""
    share = share_out(1, {1}, {7: None, 8: None}, [], {8})
    assert share.take == (8,)
