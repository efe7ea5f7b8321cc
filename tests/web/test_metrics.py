"""The figures: what was counted is on the page, and each page has registers of its own."""

from reminder.web.metrics import Metrics, Snapshot

QUIET = Snapshot(
    due=0,
    planned=0,
    answers=0,
    on_their_way=0,
    limiter=0,
    inbox_new=0,
    inbox_set_aside=0,
    breaker_is_open=False,
    poller_fault=False,
    telegram_age=None,
    dispatch_age=None,
    backup_age=None,
    backup_failed=False,
)


def test_what_was_counted_is_on_the_page() -> None:
    """Messages by sort and outcome, how late they were, how long turns were waited for."""
    metrics = Metrics()
    metrics.count("reminders", "delivered")
    metrics.count("reminders", "delivered")
    metrics.count("answer", "refused")
    metrics.late("reminders", 70.0)
    metrics.late("reminders", -1.0)  # a clock that was set back
    metrics.waited(0.1)
    lines = metrics.page(QUIET).decode().splitlines()
    assert 'reminder_messages_total{outcome="delivered",sort="reminders"} 2.0' in lines
    assert 'reminder_messages_total{outcome="refused",sort="answer"} 1.0' in lines
    assert 'reminder_late_seconds_bucket{le="60.0",sort="reminders"} 1.0' in lines
    assert 'reminder_late_seconds_bucket{le="300.0",sort="reminders"} 2.0' in lines
    assert "reminder_limiter_wait_seconds_count 1.0" in lines


def test_the_state_of_the_moment_is_on_the_page() -> None:
    """Lengths and ages as they are when the page is asked for; what is not known is no number."""
    busy = Snapshot(
        due=3,
        planned=40,
        answers=2,
        on_their_way=1,
        limiter=4,
        inbox_new=5,
        inbox_set_aside=6,
        breaker_is_open=True,
        poller_fault=True,
        telegram_age=7.5,
        dispatch_age=0.5,
        backup_age=3600.0,
        backup_failed=True,
    )
    metrics = Metrics()
    assert "reminder_backup_age_seconds NaN" in metrics.page(QUIET).decode()
    lines = metrics.page(busy).decode().splitlines()
    for line in (
        "reminder_due 3.0",
        "reminder_planned 40.0",
        'reminder_queue_length{queue="answers"} 2.0',
        'reminder_queue_length{queue="on_their_way"} 1.0',
        'reminder_queue_length{queue="limiter"} 4.0',
        'reminder_inbox{state="new"} 5.0',
        'reminder_inbox{state="set_aside"} 6.0',
        "reminder_breaker_open 1.0",
        "reminder_poller_fault 1.0",
        "reminder_telegram_silent_seconds 7.5",
        "reminder_dispatch_age_seconds 0.5",
        "reminder_backup_age_seconds 3600.0",
        "reminder_backup_failed 1.0",
    ):
        assert line in lines


def test_two_services_in_one_process_do_not_mix() -> None:
    """The registry is the object's own."""
    one, other = Metrics(), Metrics()
    one.count("answer", "delivered")
    assert b"reminder_messages_total{" not in other.page(QUIET)
