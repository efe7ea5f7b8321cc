"""Telegram's word that somebody has blocked the bot, or lets it write again."""

from typing import Any

from telegram import ChatMember, Update
from telegram.constants import ChatType
from telegram.ext import BaseHandler, ChatMemberHandler

from reminder.bot.visit import Visit
from reminder.practice.reach import lose_reach

GONE = (ChatMember.BANNED, ChatMember.LEFT)


async def presence_changed(update: Update, context: Visit) -> None:
    """Fall silent for a chat that has blocked the bot. One that opens again is not written to:
    who comes back presses Start, and agrees again.
    """
    change = update.my_chat_member
    if change is None or change.chat.type != ChatType.PRIVATE:
        return
    if change.new_chat_member.status in GONE:
        await lose_reach(context.db, context.practice, chat_id=context.chat_id, now=context.now)


def handlers() -> list[BaseHandler[Update, Visit, Any]]:
    """Return the one that listens to `my_chat_member`."""
    return [ChatMemberHandler(presence_changed, ChatMemberHandler.MY_CHAT_MEMBER)]
