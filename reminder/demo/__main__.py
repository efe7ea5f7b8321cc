"""Runs the stand-in alone: `python -m reminder.demo --port 8081 --bot 123456:ABC-DEF:my_bot`."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys

from reminder.demo.stand_in import StandIn


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m reminder.demo", description="A Telegram stand-in on this machine."
    )
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--bot", action="append", default=[], metavar="TOKEN:USERNAME", help="may be repeated"
    )
    parser.add_argument(
        "--person", action="append", default=[], metavar="NAME",
        help="the first is reception, the others are patients",
    )  # fmt: skip
    parser.add_argument("--limits", action="store_true", help="apply Telegram's limits")
    return parser.parse_args()


async def _serve(arguments: argparse.Namespace) -> None:
    stand_in = StandIn(limits=arguments.limits)
    for given in arguments.bot:
        token, _, username = given.rpartition(":")
        stand_in.add_bot(token, username)
    for name in arguments.person:
        stand_in.add_person(name)
    await stand_in.start(arguments.host, arguments.port)
    sys.stdout.write(f"{stand_in.url}\n")
    sys.stdout.flush()
    asked_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for signal_number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(signal_number, asked_to_stop.set)
    await asked_to_stop.wait()
    await stand_in.close()


if __name__ == "__main__":
    asyncio.run(_serve(_arguments()))
