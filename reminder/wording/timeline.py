"""A patient's plan as a timeline: the values of the picture, in one language and zone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from reminder.care.casts import Standing, treatments
from reminder.care.restrictions import Interval, restrictions
from reminder.care.timing import DAY, at_local, end_of_day, local_day, utc
from reminder.pictures.timeline import Day, Legend, Mark, Row, Stretch, Timeline
from reminder.wording.case import Case

LONGEST = 35
"""Days that a picture shows at most: more cannot be told apart on a phone."""
LOOK_BACK = timedelta(days=7)
"""How long ago the last session may be for the picture to begin with it."""


@dataclass(frozen=True, slots=True)
class Span:
    """The local days that a picture shows, the first and the last, and whether more comes after."""

    first: date
    last: date
    goes_on: bool


def timeline(case: Case) -> Timeline:
    """Return the picture of what is to be avoided now and later, and of the sessions around it."""
    words, zone, now = case.words, case.zone, utc(case.now)
    shown = span_of(case)
    days = [shown.first + DAY * n for n in range((shown.last - shown.first).days + 1)]
    midnights = [_midnight(day, case) for day in days]
    return Timeline(
        title=words.plain("plan-picture-title"),
        subtitle=words.plain("plan-picture-as-of", moment=words.moment(now, zone)),
        days=tuple(
            Day(
                at,
                *(
                    words.dated(at, zone, f"plan-date-{part}")
                    for part in ("weekday", "number", "month")
                ),
            )
            for at in midnights
        ),
        ends_at=end_of_day(shown.last, zone),
        now=now,
        now_label=words.plain("plan-picture-now"),
        rows=tuple(_rows(case)),
        marks=tuple(
            Mark(one.at, booked=one.standing is Standing.TO_COME)
            for one in treatments(case.history, now)
        ),
        legend=Legend(
            *(words.plain(f"plan-legend-{sign}") for sign in ("avoid", "soft", "session", "booked"))
        ),
    )


def span_of(case: Case) -> Span:
    """Return what the picture shows: from the last session, or from yesterday where that is long
    past, to the last end and the last session booked, or as far as it stays readable.
    """
    now, zone = utc(case.now), case.zone
    held = [one.at for one in treatments(case.history, now) if one.at <= now]
    begins_at = max(held, default=now - LOOK_BACK - DAY)
    if begins_at < now - LOOK_BACK:
        begins_at = now - DAY
    first = local_day(begins_at, zone)
    ends = [interval.ends_at for topic in current(case).values() for interval in topic]
    ends += [one.begins_at for one in case.history.appointments]
    # Half-open: what ends at midnight has its last instant on the day before.
    last = local_day(max([now, *ends]) - timedelta.resolution, zone)
    longest = first + DAY * (LONGEST - 1)
    return Span(first, min(last, longest), last > longest)


def current(case: Case) -> Mapping[str, tuple[Interval, ...]]:
    """Return what is not over yet, by topic, without topics that a wider one says as well."""
    found = {
        topic: left
        for topic, intervals in restrictions(case.history, case.protocols, case.now).items()
        if (left := tuple(one for one in intervals if one.ends_at > case.now))
    }
    times = {topic: [_times(one) for one in intervals] for topic, intervals in found.items()}
    wider = case.wider()
    return {
        topic: intervals
        for topic, intervals in found.items()
        if not any(times.get(above) == times[topic] for above in wider.get(topic, ()))
    }


def _times(interval: Interval) -> tuple[datetime, datetime, datetime | None]:
    return interval.begins_at, interval.ends_at, interval.eases_at


def _rows(case: Case) -> Iterator[Row]:
    """Yield a row for each topic, what ends first before the rest."""
    found = current(case)
    for topic in sorted(found, key=lambda one: (found[one][0].ends_at, found[one][0].begins_at)):
        intervals = found[topic]
        label = case.words.plain(f"topic-{topic}")
        yield Row(
            label[:1].upper() + label[1:],
            _when(case, intervals[0]),
            tuple(Stretch(one.begins_at, one.ends_at, one.eases_at) for one in intervals),
        )


def _when(case: Case, interval: Interval) -> str:
    def written(at: datetime) -> str:
        return case.words.dated(at, case.zone, "plan-date-moment")

    until = written(interval.ends_at)
    if interval.begins_at > case.now:
        return case.words.plain("plan-row-from", begins=written(interval.begins_at), until=until)
    if interval.eases_at is None:
        return case.words.plain("plan-row-until", until=until)
    if interval.eases_at > case.now:
        return case.words.plain("plan-row-eases", eases=written(interval.eases_at), until=until)
    return case.words.plain("plan-row-while", until=until)


def _midnight(day: date, case: Case) -> datetime:
    return at_local(day, datetime.min.time(), case.zone)
