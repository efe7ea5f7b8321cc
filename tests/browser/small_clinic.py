"""A clinic's bot in a few lines, written with the client library that the service uses."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from io import BytesIO

import segno
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.constants import ParseMode

from reminder.demo.stand_in import Person, StandIn, Suggestion

TOKEN = "123456:ABC-DEF_ghi"
LINK = "https://t.me/glow_clinic_bot?start=Zk3vQ9aLx0"
INSTRUCTIONS = (
    "<b>After your session today</b>\n\n"
    "Your skin may be pink and feel tight until tomorrow. That is normal.\n\n"
    "<b>Until Tue 22 Sep, 14:30</b>\n• no makeup\n• no touching or rubbing\n\n"
    "<b>Until Thu 24 Sep, 14:30</b>\n• no sauna, pool or hot bath\n• no sport\n\n"
    "<blockquote>Strong pain or swelling that grows? Phone us: +48 600 000 000</blockquote>\n"
    "/today shows what is in force · /stop ends the messages"
)


class SteppingClock:
    """A service's clock that moves by hand and remembers how; each step sends a reminder."""

    def __init__(self) -> None:
        self.at = datetime(2026, 9, 21, 12, 30, tzinfo=UTC)
        self.moves: list[str] = []
        self.clinic: SmallClinic | None = None

    def now(self) -> datetime:
        """The clinic's time."""
        return self.at

    async def next_message(self) -> datetime | None:
        """Half a day on, where the next reminder waits."""
        self.moves.append("next")
        if self.clinic is None or self.clinic.patient is None:
            return None
        self.at += timedelta(hours=20)
        await self.clinic.remind()
        return self.at

    async def advance(self, by: timedelta) -> None:
        """On by so much."""
        self.moves.append(str(by))
        self.at += by


class SmallClinic:
    """Enrols, asks for consent, reminds, and echoes what it does not know."""

    def __init__(self, stand_in: StandIn, bot: Bot) -> None:
        self.bot = bot
        self.patient: int | None = None
        self.reminders = 0
        self.reception = stand_in.add_person("Reception")
        self.anna = stand_in.add_person("Anna", last_name="K")
        stand_in.stage.title = "Glow Clinic · aftercare"
        stand_in.stage.zone = "Europe/Warsaw"
        stand_in.suggest(
            self.reception,
            [
                Suggestion("Enrol Anna", "/enrol Anna K; oxygen; today 14:30; 1/9"),
                Suggestion("Enrol step by step", "/enrol"),
                Suggestion("Today's list", "/day"),
            ],
        )
        stand_in.suggest(None, [Suggestion("May I?", "/today"), Suggestion("STOP", "STOP")])

    async def serve(self) -> None:
        """Poll for ever."""
        await self.bot.set_my_commands(
            [BotCommand("today", "what is in force now"), BotCommand("stop", "end the messages")]
        )
        offset = 0
        while True:
            for update in await self.bot.get_updates(offset=offset, timeout=5):
                offset = update.update_id + 1
                await self.handle(update)

    async def handle(self, update: Update) -> None:
        """Answer one update."""
        if update.callback_query is not None:
            query = update.callback_query
            assert isinstance(query.message, Message)
            if query.data == "confirm":
                await query.answer("Saved")
                await query.edit_message_text(
                    "✅ <b>Anna K</b>, oxygen mesotherapy", parse_mode=ParseMode.HTML
                )
                await self.show_qr(query.message.chat_id)
            elif query.data == "agree":
                self.patient = query.message.chat_id
                await query.answer()
                await query.edit_message_text("You agreed on 21 September 2026. Thank you.")
                sent = await self.bot.send_message(
                    self.patient, INSTRUCTIONS, parse_mode=ParseMode.HTML
                )
                await sent.pin()
                await self.bot.send_document(
                    self.patient, b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", filename="aftercare.ics"
                )
            elif query.data == "what":
                await query.answer("Your name, your chat and the sessions.", show_alert=True)
            return
        if update.effective_message is None or update.effective_chat is None:
            return
        text, chat_id = update.effective_message.text or "", update.effective_chat.id
        if text.startswith("/enrol"):
            await self.bot.send_message(
                chat_id,
                "I understood:\n<b>Anna K</b> · oxygen mesotherapy · <b>Mon 21 September, "
                "14:30</b> · session 1 of 9",
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard([("✓ Yes, enrol", "confirm"), ("Change", "change")]),
            )
        elif text.startswith("/start "):
            await self.bot.send_message(
                chat_id,
                "Hello! <b>Glow Clinic</b> would like to write to you about care after your "
                "treatment: about one short message a day for a week. Reply STOP at any time.",
                parse_mode=ParseMode.HTML,
                reply_markup=keyboard(
                    [("I am the patient, I agree", "agree")],
                    [("What is kept?", "what"), ("No thanks", "no")],
                ),
            )
        else:
            await self.bot.send_message(chat_id, f"You wrote: {text}", disable_notification=True)

    async def show_qr(self, chat_id: int) -> None:
        """Send the QR picture with the link."""
        picture = BytesIO()
        segno.make(LINK).save(picture, kind="png", scale=8)
        await self.bot.send_photo(
            chat_id, picture.getvalue(), caption=f"Let Anna scan this, or send the link:\n{LINK}"
        )

    async def remind(self) -> None:
        """Send the next of the week's reminders."""
        assert self.patient is not None
        self.reminders += 1
        await self.bot.send_message(
            self.patient,
            f"Day {self.reminders}: your skin is still settling. <b>Please keep the sauna for "
            "later.</b>",
            parse_mode=ParseMode.HTML,
            reply_markup=keyboard([("All calm", "calm"), ("Still sore", "sore")]),
        )


def keyboard(*rows: list[tuple[str, str]]) -> InlineKeyboardMarkup:
    """Buttons from pairs of text and data."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
    )


async def stop(task: asyncio.Task[None]) -> None:
    """End the clinic's polling."""
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


__all__ = ["LINK", "TOKEN", "Person", "SmallClinic", "SteppingClock", "stop"]
