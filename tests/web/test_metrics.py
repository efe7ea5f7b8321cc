"""The figures: what was counted is on the page, and each page has registers of its own."""

from reminder.web.metrics import Metrics, Process, Snapshot

CLINIC = 3


def test_what_was_counted_is_on_the_page() -> None:
    """Messages by sort and outcome, how late they were, how long turns were waited for."""
    metrics = Metrics()
    clinic = metrics.of(CLINIC)
    clinic.count("reminders", "delivered")
    clinic.count("reminders", "delivered")
    clinic.count("answer", "refused")
    clinic.late("reminders", 70.0)
    clinic.late("reminders", -1.0)  # a clock that was set back
    clinic.waited(0.1)
    metrics.of(4).count("answer", "refused")
    lines = metrics.page({CLINIC: Snapshot()}, Process()).decode().splitlines()
    assert 'reminder_messages_total{clinic="3",outcome="delivered",sort="reminders"} 2.0' in lines
    assert 'reminder_messages_total{clinic="3",outcome="refused",sort="answer"} 1.0' in lines
    assert 'reminder_messages_total{clinic="4",outcome="refused",sort="answer"} 1.0' in lines
    assert 'reminder_late_seconds_bucket{clinic="3",le="60.0",sort="reminders"} 1.0' in lines
    assert 'reminder_late_seconds_bucket{clinic="3",le="300.0",sort="reminders"} 2.0' in lines
    assert 'reminder_limiter_wait_seconds_count{clinic="3"} 1.0' in lines


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
        ready=False,
        breaker_is_open=True,
        poller_fault=True,
        telegram_age=7.5,
        dispatch_age=0.5,
    )
    metrics = Metrics()
    assert "reminder_backup_age_seconds NaN" in metrics.page({}, Process()).decode()
    process = Process(faulty=frozenset({5}), backup_age=3600.0, backup_failed=True)
    page = metrics.page({CLINIC: busy, 4: Snapshot()}, process)
    lines = page.decode().splitlines()
    for line in (
        'reminder_due{clinic="3"} 3.0',
        'reminder_due{clinic="4"} 0.0',
        'reminder_planned{clinic="3"} 40.0',
        'reminder_queue_length{clinic="3",queue="answers"} 2.0',
        'reminder_queue_length{clinic="3",queue="on_their_way"} 1.0',
        'reminder_queue_length{clinic="3",queue="limiter"} 4.0',
        'reminder_inbox{clinic="3",state="new"} 5.0',
        'reminder_inbox{clinic="3",state="set_aside"} 6.0',
        'reminder_clinic_ready{clinic="3"} 0.0',
        'reminder_clinic_ready{clinic="4"} 1.0',
        'reminder_clinic_faulty{clinic="5"} 1.0',
        'reminder_breaker_open{clinic="3"} 1.0',
        'reminder_poller_fault{clinic="3"} 1.0',
        'reminder_telegram_silent_seconds{clinic="3"} 7.5',
        'reminder_dispatch_age_seconds{clinic="3"} 0.5',
        "reminder_backup_age_seconds 3600.0",
        "reminder_backup_failed 1.0",
    ):
        assert line in lines


def test_a_clinic_that_is_served_elsewhere_leaves_no_figures_of_yesterday() -> None:
    """Another process says how it is; two that do would contradict each other."""
    metrics = Metrics()
    metrics.page({CLINIC: Snapshot(due=9)}, Process(faulty=frozenset({5})))
    page = metrics.page({4: Snapshot()}, Process()).decode()
    assert 'reminder_due{clinic="3"}' not in page
    assert 'reminder_clinic_faulty{clinic="5"}' not in page


def test_two_services_in_one_process_do_not_mix() -> None:
    """The registry is the object's own."""
    one, other = Metrics(), Metrics()
    one.of(CLINIC).count("answer", "delivered")
    assert b"reminder_messages_total{" not in other.page({}, Process())
