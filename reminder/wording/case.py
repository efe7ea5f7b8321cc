"""One patient at one instant, in one language: what every text about aftercare starts from."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from reminder.care.casts import wider_topics
from reminder.care.course import goes_on
from reminder.care.duties import Duty, duties
from reminder.care.history import Appointment, Course, History, Session
from reminder.care.plain import plain
from reminder.care.restrictions import (
    Coming,
    InForce,
    Protocols,
    coming,
    in_force,
    restrictions,
)
from reminder.care.topics import free, named, named_at_end
from reminder.catalogue import Html, Words
from reminder.profile import ClinicProfile


@plain(frozen=True, slots=True)
class Case:
    """A patient's history at `now` (aware), the words to say it in and the clinic that says it."""

    history: History
    protocols: Protocols
    now: datetime
    words: Words
    profile: ClinicProfile

    @property
    def zone(self) -> ZoneInfo:
        """The patient's zone."""
        return self.history.preferences.zone

    def moment(self, at: datetime) -> Html:
        """Return an instant on the patient's clocks."""
        return self.words.moment(at, self.zone)

    def clinic_moment(self, at: datetime) -> Html:
        """Return a session's time on the clinic's clocks, named where the patient's differ."""
        clinic_zone = ZoneInfo(self.profile.zone)
        moment = self.words.moment(at, clinic_zone)
        if at.astimezone(clinic_zone).utcoffset() == at.astimezone(self.zone).utcoffset():
            return moment
        city = self.words.city(clinic_zone)
        return self.words("aftercare-clinic-time", moment=moment, city=city)

    def in_force(self) -> tuple[InForce, ...]:
        """Return what is forbidden now."""
        return in_force(self.history, self.protocols, self.now)

    def coming(self) -> tuple[Coming, ...]:
        """Return what will be forbidden before appointments."""
        return coming(self.history, self.protocols, self.now)

    def session(self, session_id: int | None) -> Session | None:
        """Return a session by its id; None where it has been taken back, or was never one."""
        return next((s for s in self.history.sessions if s.id == session_id), None)

    def appointment(self, appointment_id: int | None) -> Appointment | None:
        """Return an appointment by its id; None where it has been cancelled, or was never one."""
        return next((a for a in self.history.appointments if a.id == appointment_id), None)

    def next_appointment(self) -> Appointment | None:
        """Return the next session that is booked."""
        booked = (a for a in self.history.appointments if a.begins_at > self.now)
        return min(booked, key=lambda one: one.begins_at, default=None)

    def unbooked_courses(self) -> Iterator[Course]:
        """Yield the courses that go on and have no next session booked."""
        for course in self.history.courses:
            booked = any(
                a.course_id == course.id and a.begins_at > self.now
                for a in self.history.appointments
            )
            if not booked and self.goes_on(course):
                yield course

    def goes_on(self, course: Course) -> bool:
        """Tell whether further sessions of a course are to be expected."""
        return goes_on(course, self.history.sessions)

    def last_held(self, course: Course) -> datetime | None:
        """Return when the last session of a course was held, None before its first."""
        held = (one.held_at for one in self.history.sessions if one.course_id == course.id)
        return max(held, default=None)

    def before_next(self) -> dict[str, timedelta]:
        """Return how long each topic is to be avoided before sessions not booked yet."""
        longest: dict[str, timedelta] = {}
        for course in self.unbooked_courses():
            for rule in self.protocols[course.protocol].restrictions_for(course.areas):
                if rule.before is None:
                    continue
                for topic in rule.topics:
                    known = longest.get(topic, timedelta())
                    longest[topic] = max(known, rule.before.max)
        return longest

    def over(self) -> list[str]:
        """Return the topics that were forbidden and are no longer, where their end is told."""
        forbidden = {one.topic for one in self.in_force()}
        found = restrictions(self.history, self.protocols, self.now)
        return [
            topic
            for topic in free(found, forbidden, self.wider())
            if any(
                one.ends_at <= self.now and any(cast.lift for cast in one.casts)
                for one in found[topic]
            )
        ]

    def wider(self) -> Mapping[str, frozenset[str]]:
        """Return, for each topic that another one covers, the topics that cover it."""
        return wider_topics(self.history, self.protocols)

    def without(self, topics: Iterable[str]) -> Html:
        """Return topics as a list after "avoid", without what a wider one among them says."""
        return topics_without(self.words, named(topics, self.wider()))

    def named_over(self, topics: Iterable[str]) -> list[str]:
        """Return topics whose time has ended as the lists named them before."""
        found = restrictions(self.history, self.protocols, self.now)
        ends = {
            topic: max(ended)
            for topic, intervals in found.items()
            if (ended := [one.ends_at for one in intervals if one.ends_at <= self.now])
        }
        return named_at_end((one for one in topics if one in ends), self.wider(), ends)

    def duties(self) -> tuple[Duty, ...]:
        """Return what is to be done now."""
        return duties(self.history, self.protocols, self.now)

    def length(self, length: timedelta) -> Html:
        """Return "7 days", or hours where it is not whole days."""
        if length % timedelta(days=1):
            return self.words("aftercare-hours", hours=length // timedelta(hours=1))
        return self.words("aftercare-days", days=length.days)


@plain(frozen=True, slots=True)
class Block:
    """A paragraph, or a heading with a list under it."""

    text: Html
    items: tuple[Html, ...] = ()

    def __str__(self) -> str:
        """Return it as Telegram HTML."""
        return "\n".join([self.text, *(f"• {item}" for item in self.items)])


def topics_without(words: Words, topics: Iterable[str]) -> Html:
    """Return topics as a list, in the form that stands after "avoid"."""
    return words.listing(words.without(topic) for topic in topics)
