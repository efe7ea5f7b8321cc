"""Command menus by scope and language."""

from __future__ import annotations

import pytest
from telegram import Bot as ClientBot
from telegram import BotCommandScopeAllPrivateChats, BotCommandScopeChat
from telegram.error import BadRequest

from reminder.demo.stand_in import Person, StandIn
from tests.demo.conftest import TOKEN


async def test_menus_are_kept_by_scope_and_language(bot: ClientBot, anna: Person) -> None:
    """Each scope and language has its own menu, and getMyCommands finds exactly that one."""
    await bot.set_my_commands([("help", "Help")])
    await bot.set_my_commands([("stop", "Стоп")], language_code="ru")
    assert [c.command for c in await bot.get_my_commands()] == ["help"]
    assert [c.description for c in await bot.get_my_commands(language_code="ru")] == ["Стоп"]
    assert await bot.get_my_commands(BotCommandScopeChat(anna.id)) == ()
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()


async def test_a_person_sees_the_nearest_menu(
    stand_in: StandIn, bot: ClientBot, anna: Person
) -> None:
    """The chat's menu goes before that of private chats, own language first."""
    seen = stand_in.world.bots[TOKEN]
    await bot.set_my_commands([("d", "default")])
    assert seen.menu(anna.id, "uk")[0]["command"] == "d"
    await bot.set_my_commands([("p", "private")], BotCommandScopeAllPrivateChats())
    assert seen.menu(anna.id, "uk")[0]["command"] == "p"
    await bot.set_my_commands([("u", "private uk")], BotCommandScopeAllPrivateChats(), "uk")
    assert seen.menu(anna.id, "uk")[0]["command"] == "u"
    await bot.set_my_commands([("c", "chat")], BotCommandScopeChat(anna.id))
    assert seen.menu(anna.id, "uk")[0]["command"] == "c"
    assert seen.menu(1, "en-GB")[0]["command"] == "p"


@pytest.mark.parametrize("command", [("Stop", "x"), ("st-op", "x"), ("x" * 33, "x"), ("стоп", "x")])
async def test_a_command_is_small_latin_letters(bot: ClientBot, command: tuple[str, str]) -> None:
    """A command that Telegram would not take is refused."""
    with pytest.raises(BadRequest, match=r"(?i)bot_command_invalid"):
        await bot.set_my_commands([command])


async def test_a_command_needs_a_description(bot: ClientBot) -> None:
    """An empty description is refused, and so is a wrong language."""
    with pytest.raises(BadRequest, match=r"(?i)bot_command_description_invalid"):
        await bot.set_my_commands([("stop", "")])
    with pytest.raises(BadRequest, match=r"(?i)invalid language code"):
        await bot.set_my_commands([("stop", "x")], language_code="english")
