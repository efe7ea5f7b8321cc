"""A patient's life in any order of events: what the service promises holds after every one."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from reminder.care.casts import Protocols
from reminder.care.choices import choices, is_open
from reminder.care.delivery import FRESH
from reminder.care.history import (
    Answer,
    Appointment,
    Cancelled,
    Choice,
    Chosen,
    Course,
    History,
    Missed,
    Preferences,
    ProtocolRef,
    Reply,
    Session,
    Undone,
)
from reminder.care.kinds import (
    EXEMPT,
    FINAL,
    QUESTIONS,
    PlannedReminder,
    ReminderKind,
    ReminderState,
)
from reminder.care.plan import plan_reminders
from reminder.care.protocol import CareProtocol
from reminder.care.questions import freed
from reminder.care.restrictions import in_force, restrictions
from tests.care.histories import (
    FACE,
    OXYGEN,
    PROTOCOLS,
    ZONES,
    counted,
    later,
    shown_day,
    shows_quiet,
    within,
)
from tests.care.lives import Life, Message

STRICTER = CareProtocol.model_validate(
    {
        **OXYGEN.model_dump(),
        "version": 3,
        "restrictions": [
            {
                "topic": "heat",
                "before": {"length": "3 days"},
                "after": {"length": "10 days"},
                "nudge_on": [3],
            },
            {"topic": "sun", "after": {"length": "4 days"}},
        ],
    }
)
EVERY: Protocols = {**PROTOCOLS, STRICTER.ref: STRICTER}
START = datetime(2026, 1, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
AT_ONCE = {ReminderKind.INSTRUCTIONS, ReminderKind.CORRECTION}
WAITS_FOR_CALM = {
    ReminderKind.LIFTED,
    ReminderKind.NEXT_DUE,
    ReminderKind.COURSE_COMPLETE,
    ReminderKind.MAINTENANCE,
    ReminderKind.EFFECT_FADING,
}
pick = st.integers(0, 99)
course_ids = st.integers(1, 3)


class PatientsLife(RuleBasedStateMachine):
    """Staff, the patient and the clock, each doing what they may do next."""

    life: Life

    @initialize(
        zone=st.sampled_from(ZONES),
        offset=within(365),
        kinds=st.lists(st.sampled_from([OXYGEN.ref, FACE.ref]), min_size=3, max_size=3),
        planned=st.none() | st.integers(1, 4),
        agrees=st.sampled_from([True, True, True, False]),
    )
    def enrol(
        self,
        zone: str,
        offset: timedelta,
        kinds: list[ProtocolRef],
        planned: int | None,
        agrees: bool,
    ) -> None:
        """Three courses, and a patient who agrees at once, or in their own time."""
        courses = tuple(
            Course(number, ref, sessions_planned=planned if number == 1 else None)
            for number, ref in enumerate(kinds, 1)
        )
        history = History(Preferences(ZoneInfo(zone)), courses=courses)
        self.life = Life(history, EVERY, START + offset)
        self.life.watch = self.check_message
        self.last_id = 0
        self.agreed_at: datetime | None = None
        self.is_paused = False
        self.told: set[tuple[str, datetime | None]] = set()
        if agrees:
            self.agree()

    @property
    def history(self) -> History:
        """The patient's history as it stands."""
        return self.life.history

    @property
    def now(self) -> datetime:
        """What the time is."""
        return self.life.now

    def new_id(self) -> int:
        """A number that nothing has."""
        self.last_id += 1
        return self.last_id

    # Staff.

    @rule(course_id=course_ids, late=st.sampled_from([0, 0, 0, 0.1, 1, 3, 6]))
    def record(self, course_id: int, late: float) -> None:
        """A session is recorded, now or late."""
        held_at = self.now - late * DAY
        session = Session(self.new_id(), course_id, held_at, self.now)
        self.life.change(sessions=(*self.history.sessions, session))

    @rule(course_id=course_ids, ahead=within(20))
    def book(self, course_id: int, ahead: timedelta) -> None:
        """An appointment is made."""
        begins_at = self.now + ahead + timedelta(minutes=1)
        one = Appointment(self.new_id(), course_id, begins_at, self.now)
        self.life.change(appointments=(*self.history.appointments, one))

    @precondition(lambda self: self.to_come())
    @rule(which=pick, days=st.integers(-5, 12))
    def move(self, which: int, days: int) -> None:
        """An appointment is moved by whole days."""
        one = self.to_come()[which % len(self.to_come())]
        begins_at = self.moved(one.begins_at, days)
        if days and begins_at > self.now:
            new = replace(one, begins_at=begins_at, revision=one.revision + 1, moved_at=self.now)
            self.change_appointment(one, new)

    @precondition(lambda self: self.to_come())
    @rule(which=pick)
    def call_off(self, which: int) -> None:
        """An appointment is called off."""
        one = self.to_come()[which % len(self.to_come())]
        gone = Cancelled(one.id, one.course_id, one.begins_at, one.booked_at, self.now)
        self.life.history = replace(self.history, cancelled=(*self.history.cancelled, gone))
        self.change_appointment(one)

    @precondition(lambda self: self.past())
    @rule(which=pick, was_held=st.booleans())
    def settle(self, which: int, was_held: bool) -> None:
        """Staff say what became of an appointment."""
        one = self.past()[which % len(self.past())]
        if was_held:
            session = Session(self.new_id(), one.course_id, one.begins_at, self.now)
            self.life.history = replace(self.history, sessions=(*self.history.sessions, session))
        else:
            gone = Missed(one.id, one.course_id, one.begins_at, self.now)
            self.life.history = replace(self.history, missed=(*self.history.missed, gone))
        self.change_appointment(one)

    @precondition(lambda self: self.history.sessions)
    @rule(which=pick, days=st.integers(-3, 3))
    def correct(self, which: int, days: int) -> None:
        """A session turns out to have been on another day, and its ends move by as many."""
        session = self.history.sessions[which % len(self.history.sessions)]
        held_at = self.moved(session.held_at, days)
        if days == 0 or held_at > self.now:
            return
        new = replace(
            session, held_at=held_at, revision=session.revision + 1, corrected_at=self.now
        )
        before, after = self.ends_of(session), self.ends_of(new)
        assert before.keys() == after.keys()
        wall = session.held_at.astimezone(self.zone).replace(tzinfo=None)
        for topic, length in before.items():
            whole = length if length % DAY == timedelta() else None
            if whole is not None and held_at.astimezone(self.zone).time() == wall.time():
                shown = wall + days * DAY + whole
                assert after[topic] == whole or later(shown, self.zone) != shown
        self.change_session(session, new)

    @precondition(lambda self: self.history.sessions)
    @rule(which=pick)
    def undo(self, which: int) -> None:
        """A session is taken back."""
        session = self.history.sessions[which % len(self.history.sessions)]
        undone = Undone(session.id, session.course_id, session.recorded_at, self.now)
        self.life.history = replace(self.history, undone=(*self.history.undone, undone))
        self.change_session(session)

    @rule(course_id=course_ids)
    def finish(self, course_id: int) -> None:
        """Staff end a course."""
        self.change_course(course_id, finished_at=self.now)

    @precondition(lambda self: self.oxygen())
    @rule(which=pick)
    def adopt(self, which: int) -> None:
        """A course takes another version over; who was told otherwise is told what is true now."""
        course = self.oxygen()[which % len(self.oxygen())]
        before = self.in_force()
        other = STRICTER.ref if course.protocol == OXYGEN.ref else OXYGEN.ref
        own = [one for one in self.history.sessions if one.course_id == course.id]
        courses = tuple(
            replace(one, protocol=other) if one.id == course.id else one
            for one in self.history.courses
        )
        self.life.history = replace(self.history, courses=courses)
        if own and self.in_force() != before:
            last = max(own, key=lambda one: (one.held_at, one.id))
            new = replace(last, revision=last.revision + 1, corrected_at=self.now)
            self.change_session(last, new)
        else:
            self.life.change()

    @precondition(lambda self: "complaint" in self.life.holds)
    @rule()
    def resolve(self) -> None:
        """Staff have spoken with one who was not well."""
        self.life.release("complaint")

    # The patient.

    @precondition(lambda self: self.agreed_at is None)
    @rule()
    def agree(self) -> None:
        """The patient agrees, for the first time or again."""
        self.agreed_at, self.is_paused = self.now, False
        self.life.change(consented_at=self.now)

    @precondition(lambda self: self.agreed_at is not None)
    @rule(sure=st.sampled_from([False, False, True]))
    def opt_out(self, sure: bool) -> None:
        """STOP; or nearly so."""
        if sure:
            self.agreed_at, self.is_paused = None, False
            self.life.change(consented_at=None)

    @precondition(lambda self: self.agreed_at is not None and not self.is_paused)
    @rule(sure=st.booleans())
    def pause(self, sure: bool) -> None:
        """The patient asks for silence."""
        if sure:
            self.is_paused = True
            self.life.change(consented_at=None)

    @precondition(lambda self: self.is_paused)
    @rule()
    def resume(self) -> None:
        """The patient is back."""
        self.is_paused = False
        self.life.change(consented_at=self.agreed_at, resumed_at=self.now)

    @precondition(lambda self: self.asked())
    @rule(which=pick, reply=st.sampled_from(Reply))
    def answer(self, which: int, reply: Reply) -> None:
        """The patient says how the skin is, and is told at once what that has set free."""
        question = self.asked()[which % len(self.asked())]
        assert question.session_id is not None
        answers = self.history.answers
        one = Answer(question.session_id, question.key, reply, self.now)
        free = freed(replace(self.history, answers=(*answers, one)), EVERY, self.now)
        if reply is Reply.CALM and free:
            one = replace(one, told=True)
            self.told |= {(topic, self.now) for topic in free}
        if reply is not Reply.CALM:
            self.life.holds |= {"complaint"}
        self.life.change(answers=(*answers, one))
        if reply is Reply.CALM:
            self.life.release("complaint")

    @precondition(lambda self: self.open_choices())
    @rule(which=pick, option=pick)
    def choose(self, which: int, option: int) -> None:
        """The patient chooses under a question about sessions to come."""
        question = self.open_choices()[which % len(self.open_choices())]
        offered = choices(question)
        choice = offered[option % len(offered)]
        chosen = (*self.history.chosen, Chosen(question.key, choice, self.now))
        offers_since = self.history.offers_since
        if choice is Choice.OFFERS:
            offers_since = self.now
        elif choice is Choice.NO_OFFERS:
            offers_since = None
        self.life.change(chosen=chosen, offers_since=offers_since)

    @rule(zone=st.sampled_from(ZONES), hour=st.sampled_from([9, 10, 17, 20, 23]))
    def travel(self, zone: str, hour: int) -> None:
        """The patient is in another zone, or wants to be written to at another hour."""
        self.life.change(preferences=Preferences(ZoneInfo(zone), time(hour)))

    # The clock.

    @rule(length=st.one_of(within(3), within(70)), running=st.booleans())
    def wait(self, length: timedelta, running: bool) -> None:
        """Time passes; the service may have been down meanwhile."""
        self.life.pass_time(length, running=running)

    @rule(length=within(1))
    def wait_a_little(self, length: timedelta) -> None:
        """Time passes, and whatever becomes due goes out."""
        self.life.pass_time(length)

    @rule(days=st.integers(1, 4))
    def wait_for_days(self, days: int) -> None:
        """Whole days pass."""
        self.life.pass_time(days * DAY)

    @rule(days=st.integers(2, 9))
    def wait_longer(self, days: int) -> None:
        """Nothing happens for a while but what is due."""
        self.life.pass_time(days * DAY)

    # What is promised.

    def check_message(self, message: Message) -> None:
        """Look at a message at the moment at which it goes out."""
        patient, now = self.history.preferences, self.now
        assert self.agreed_at is not None, "nothing after an opt-out"
        assert not self.is_paused, "nothing in a pause"
        before = {one.key for earlier in self.life.sent for one in earlier.carried}
        assert before.isdisjoint(one.key for one in message.carried), "sent twice"
        if not message.is_exempt:
            assert shown_day(now, patient) not in self.life.audible_on(), "one a day"
        for one in message.carried:
            assert one.due_at <= now < one.useful_until
            if shows_quiet(now, patient):
                assert one.kind in AT_ONCE
                assert now - one.due_at <= FRESH
            if one.kind in WAITS_FOR_CALM:
                assert "complaint" not in self.life.holds
            if one.kind is ReminderKind.LIFTED:
                for topic in one.topics:
                    self.check_lift(topic, one.until)
            if one.appointment_id is not None and one.kind is not ReminderKind.INSTRUCTIONS:
                self.check_appointment(one.appointment_id, one.key)
            if one.kind in (ReminderKind.MAINTENANCE, ReminderKind.EFFECT_FADING):
                assert self.history.offers_since is not None
            if one.kind is ReminderKind.INSTRUCTIONS:
                self.check_instructions(one.session_id, one.appointment_id)
        assert message.is_exempt or not any(one.kind in EXEMPT for one in message.carried)

    def check_lift(self, topic: str, until: datetime | None) -> None:
        """Nothing forbids the topic, and its end was not told before."""
        assert not any(
            one.topic == topic and one.begins_at <= self.now < one.ends_at
            for one in counted(self.history, EVERY)
        ), "in force"
        assert (topic, until) not in self.told, "told twice"
        self.told.add((topic, until))

    def check_appointment(self, appointment_id: int, key: str) -> None:
        """It is still to come and as it is told, or was called off."""
        if key.endswith(":cancelled"):
            gone = [o for o in self.history.cancelled if o.appointment_id == appointment_id]
            assert gone[0].begins_at > self.now
            return
        (one,) = (o for o in self.history.appointments if o.id == appointment_id)
        assert one.begins_at > self.now
        assert f":{appointment_id}:{one.revision}:" in key

    def check_instructions(self, session_id: int | None, appointment_id: int | None) -> None:
        """Nobody is instructed about what was known before what they were told last. Where that was
        taken back in a pause, or before they agreed anew, they are: better once too often than not
        about what is left.
        """
        history = self.history
        opened = [at for at in (history.resumed_at, self.agreed_at) if at is not None]
        opened_at = max(opened, default=None)
        known = {("s", one.id): one.recorded_at for one in history.sessions}
        known |= {
            ("s", one.session_id): one.recorded_at
            for one in history.undone
            if opened_at is not None and one.undone_at > opened_at
        }
        known |= {("a", one.id): one.booked_at for one in self.history.appointments}
        told = [
            known.get(("s", one.session_id) if one.session_id else ("a", one.appointment_id or 0))
            for one in self.life.of_kind(ReminderKind.INSTRUCTIONS)
        ]
        new = known[("s", session_id) if session_id else ("a", appointment_id or 0)]
        assert all(one is None or one <= new for one in told), "an older session after a newer"

    @invariant()
    def nothing_is_lost(self) -> None:
        """Each row is final, cancelled for a reason, or waits for its time or for a word."""
        for row in self.life.rows.values():
            if row.state is ReminderState.PLANNED:
                assert row.wake_at is not None or row.reason == "complaint"
                assert row.wake_at is None or row.wake_at > self.now
            elif row.state is ReminderState.EXPIRED:
                assert row.planned.useful_until <= self.now
            else:
                assert row.state in FINAL or row.reason
        sent = [one.key for message in self.life.sent for one in message.carried]
        delivered = [k for k, r in self.life.rows.items() if r.state is ReminderState.DELIVERED]
        assert sorted(sent) == sorted(delivered)

    @invariant()
    def planning_again_changes_nothing(self) -> None:
        """What waits is what the plan has, but for what is final; without a consent nothing."""
        plan = plan_reminders(self.history, EVERY, self.now)
        keys = {one.key for one in plan}
        assert len(keys) == len(plan)
        waiting = {k: r for k, r in self.life.rows.items() if r.state is ReminderState.PLANNED}
        final = {k for k, r in self.life.rows.items() if r.state in FINAL}
        assert waiting.keys() == keys - final
        for one in plan:
            if one.key in waiting:
                row = waiting[one.key].planned
                assert (row.due_at, row.useful_until) == (one.due_at, one.useful_until)
                assert (row.topics, row.until) == (one.topics, one.until)
                assert (row.kind, row.session_id) == (one.kind, one.session_id)
                assert (row.course_id, row.appointment_id) == (one.course_id, one.appointment_id)

    @invariant()
    def what_is_in_force_is_what_anything_forbids(self) -> None:
        """By plain counting."""
        forbidden = {
            one.topic
            for one in counted(self.history, EVERY)
            if one.begins_at <= self.now < one.ends_at
        }
        assert {one.topic for one in in_force(self.history, EVERY, self.now)} == forbidden

    # What there is.

    @property
    def zone(self) -> ZoneInfo:
        """Where the patient is."""
        return self.history.preferences.zone

    def to_come(self) -> list[Appointment]:
        """Appointments ahead."""
        return [one for one in self.history.appointments if one.begins_at > self.now]

    def past(self) -> list[Appointment]:
        """Appointments of which nobody has said what became of them."""
        return [one for one in self.history.appointments if one.begins_at <= self.now]

    def oxygen(self) -> list[Course]:
        """Running courses of the protocol that has two versions."""
        return [
            one
            for one in self.history.courses
            if one.protocol.name == OXYGEN.name and not one.finished
        ]

    def asked(self) -> list[PlannedReminder]:
        """Questions about the skin that were sent."""
        standing = {one.id for one in self.history.sessions}
        return [o for o in self.life.of_kind(*QUESTIONS) if o.session_id in standing]

    def open_choices(self) -> list[PlannedReminder]:
        """Questions about sessions to come that were sent and can still be answered."""
        every = self.life.of_kind(*ReminderKind)
        return [one for one in every if is_open(one, self.history, EVERY, self.now)]

    def in_force(self) -> dict[str, object]:
        """What is forbidden until when."""
        found = in_force(self.history, EVERY, self.now)
        return {one.topic: (one.until, one.eases_at) for one in found}

    def moved(self, at: datetime, days: int) -> datetime:
        """The same time of day, days on."""
        return later(at.astimezone(self.zone).replace(tzinfo=None) + days * DAY, self.zone)

    def ends_of(self, session: Session) -> dict[str, timedelta]:
        """How long, by the wall clock, a session alone forbids each topic."""
        alone = replace(self.history, sessions=(session,), appointments=(), answers=())
        start = session.held_at.astimezone(self.zone).replace(tzinfo=None)
        return {
            topic: interval.ends_at.astimezone(self.zone).replace(tzinfo=None) - start
            for topic, (interval,) in restrictions(alone, EVERY, self.now).items()
        }

    def change_appointment(self, old: Appointment, *new: Appointment) -> None:
        """Put another in an appointment's place, or nothing."""
        rest = tuple(one for one in self.history.appointments if one != old)
        self.life.change(appointments=(*rest, *new))

    def change_session(self, old: Session, *new: Session) -> None:
        """Put another in a session's place, or nothing."""
        rest = tuple(one for one in self.history.sessions if one != old)
        self.life.change(sessions=(*rest, *new))

    def change_course(self, course_id: int, **what: object) -> None:
        """Change something of a course."""
        self.life.change(
            courses=tuple(
                replace(one, **what) if one.id == course_id else one  # type: ignore[arg-type]
                for one in self.history.courses
            )
        )


TestPatientsLife = PatientsLife.TestCase
# 10,000 steps where 1,000 examples are asked for.
TestPatientsLife.settings = settings(
    max_examples=max(settings().max_examples // 5, 1), stateful_step_count=50
)
