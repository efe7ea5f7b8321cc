"""The commands. What a command needs is imported when it runs: `reminder --help` stays quick."""

import os
import sys
from pathlib import Path
from typing import Any

import click

from reminder import __version__
from reminder.errors import ReminderError

# ruff: noqa: PLC0415  (see above)


class Commands(click.Group):
    """Turns the errors that a person may see into one clear message and an exit code."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except ReminderError as error:
            click.echo(f"reminder: {error}", err=True)
            sys.exit(error.exit_code)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="reminder")
def main() -> None:
    """Aftercare reminders for a clinic's patients, over Telegram.

    Settings come from the environment or from .env; .env.example explains each.
    """


@main.command()
def run() -> None:
    """Run the service until it is stopped."""
    from reminder.serving import serve
    from reminder.settings import Settings

    serve(Settings.load())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Where the page listens.")
@click.option("--port", default=8090, show_default=True, help="0 takes any free port.")
@click.option("--lang", default="en", show_default=True, help="The patient's phone is set to it.")
def demo(host: str, port: int, lang: str) -> None:
    """Show the whole service on a page: two phones and a clock, no token needed."""
    from reminder.demonstration import show

    show(host, port, lang)


CLINIC = click.option(
    "--clinic", metavar="NAME", help="Which clinic is meant, where there are several."
)


@main.command()
@click.option("--clinic", metavar="NAME", help="This clinic's files alone.")
def check(clinic: str | None) -> None:
    """Check the clinic's file, the protocols and every message; exits 2 on a mistake.

    On PostgreSQL the files of all clinics are checked.
    """
    from reminder.check import notes_of, problems_of
    from reminder.errors import ConfigurationError
    from reminder.settings import Settings
    from reminder.upkeep.folders import folders_to_check

    settings = Settings.load()
    problems: list[str] = []
    for folder in folders_to_check(settings, clinic):
        problems += problems_of(folder, settings.messages_dir)
        for note in notes_of(folder, settings.messages_dir):
            click.echo(f"note: {note}")
    if problems:
        raise ConfigurationError(list(dict.fromkeys(problems)))
    if settings.bot_token is None:
        click.echo("note: REMINDER_BOT_TOKEN is not set; `reminder run` needs it (.env.example)")
    click.echo("All configuration and all messages are in order.")


@main.command()
@click.argument("protocol")
@click.option("--lang", default="en", show_default=True, help="The language to write in.")
@click.option(
    "--at",
    metavar="TIME",
    help="When the first session was held, by the clinic's clock (now if left out).",
)
@click.option("--sessions", type=int, metavar="N", help="How many sessions are held.")
@click.option("--every", metavar="LENGTH", help='From one to the next: "7 days" if left out.')
@click.option(
    "--session", "held", multiple=True, metavar="TIME", help="A session held; as often as you like."
)
@click.option(
    "--appointment", "booked", multiple=True, metavar="TIME", help="A session that stays booked."
)
@click.option("--area", "areas", multiple=True, help="A treated area; as often as you like.")
@click.option("--zone", help="The patient's time zone (the clinic's if left out).")
@click.option("--html", "html_file", metavar="FILE", help="Write it as a page instead.")
@click.option("--png", "png_file", metavar="FILE", help="Write the picture of the plan after it.")
@CLINIC
def preview(
    protocol: str,
    lang: str,
    html_file: str | None,
    png_file: str | None,
    clinic: str | None,
    **course: Any,
) -> None:
    """Print everything that a patient would get after sessions of PROTOCOL.

    A TIME is written as 2026-10-20T14:30, by the clinic's clock.
    """
    from reminder.preview import preview_course
    from reminder.preview_options import read_options
    from reminder.preview_page import preview_html, preview_png, write_file
    from reminder.settings import Settings

    options = read_options(protocol, lang, **course)
    settings = Settings.load()
    folder = settings.config_dir
    if clinic is not None:
        from reminder.upkeep.folders import folder_of

        folder = folder_of(settings, clinic)
    previewed = preview_course(folder, settings.messages_dir, options)
    if html_file is not None:
        write_file("--html", html_file, preview_html(previewed).encode())
    if png_file is not None:
        write_file("--png", png_file, preview_png(previewed))
    if html_file is None and png_file is None:
        click.echo(previewed.as_text())


@main.command(name="claim-code")
@CLINIC
def claim_code(clinic: str | None) -> None:
    """Print a fresh one-time code by which an owner claims the clinic (/claim CODE)."""
    from reminder.serving import print_claim_code
    from reminder.settings import Settings

    print_claim_code(Settings.load(), clinic=clinic)


@main.command()
@click.option("--patient", type=int, metavar="ID", help="Of this patient alone.")
@click.option("--staff", type=int, metavar="ID", help="Of this staff member alone.")
@click.option(
    "--since", metavar="TIME", help='From a day on ("2026-09-17"), or so long ago ("7 days").'
)
@click.option("--names", is_flag=True, help="Write names beside the ids.")
@CLINIC
def audit(
    patient: int | None, staff: int | None, since: str | None, names: bool, clinic: str | None
) -> None:
    """Print who has seen and done what to whose record, the oldest first."""
    from reminder.auditing import print_audit
    from reminder.settings import Settings

    print_audit(
        Settings.load(), patient=patient, staff=staff, since=since, names=names, clinic=clinic
    )


@main.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
def backup(file: Path | None) -> None:
    """Write a backup to FILE, or into the backup folder; also beside a running service."""
    from reminder.backups import backup_folder
    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.store.backup import write_backup
    from reminder.store.shelf import MANUAL, name_of

    settings, now = Settings.load(), SystemClock().now()
    os.umask(0o077)
    target = file or backup_folder(settings) / name_of(now, MANUAL)
    note = write_backup(settings.database_url, target, now)
    click.echo(
        f"Backed up {sum(note.rows.values())} rows to {target}, and looked through it.\n"
        f"The key file {settings.key_file} is not in it: keep a copy of that somewhere else."
    )


@main.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE in the place of the data; the service must be stopped."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.restore import restore as put_back

    os.umask(0o077)
    _tell(asyncio.run(put_back(Settings.load(), file, SystemClock().now())))


@main.command()
@click.option("--to", required=True, metavar="URL", help="postgresql://NAME:PASSWORD@HOST/DATABASE")
def move(to: str) -> None:
    """Copy everything from the SQLite file into PostgreSQL; the service must be stopped."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.move import move as move_to

    os.umask(0o077)
    _tell(asyncio.run(move_to(Settings.load(), to, SystemClock().now())))


@main.command(name="switch-bot")
@CLINIC
def switch_bot(clinic: str | None) -> None:
    """Let the clinic have another bot from the next start on; the service must be stopped."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.switch_bot import switch_bot as forget

    os.umask(0o077)
    _tell(asyncio.run(forget(Settings.load(), SystemClock(), clinic)))


@main.group()
def keys() -> None:
    """Change the keys that the data is encrypted with."""


@keys.command()
@click.option("--finish", is_flag=True, help="Take the older keys out of the key file.")
def rotate(finish: bool) -> None:
    """Put a new key in front and encrypt everything anew; the service must be stopped."""
    import asyncio

    from reminder.settings import Settings
    from reminder.upkeep.keys import finish as take_away
    from reminder.upkeep.keys import rotate as put_in_front

    os.umask(0o077)
    settings = Settings.load()
    _tell(asyncio.run(take_away(settings) if finish else put_in_front(settings)))


@main.group()
def clinic() -> None:
    """Serve several clinics, each with a bot of its own, from one PostgreSQL database."""


TOKEN_FILE = click.option(
    "--token-file",
    type=click.File(),
    metavar="FILE",
    help="The file that holds the bot's token (- reads it from the standard input); without it the "
    "token is asked for.",
)
FOLDER = click.Path(path_type=Path, file_okay=False, exists=True)


@clinic.command(name="add")
@click.argument("name")
@click.option(
    "--config", "folder", required=True, type=FOLDER, help="With clinic.yaml and protocols/."
)
@TOKEN_FILE
def clinic_add(name: str, folder: Path, token_file: Any) -> None:
    """Let the clinic NAME be served, too; running services take it up by themselves."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import add

    settings = Settings.load()
    _tell(asyncio.run(add(settings, name, folder, _token(token_file), SystemClock().now())))


@clinic.command(name="list")
def clinic_list() -> None:
    """Print a line for each clinic: its bot, whether it is served, and from which folder."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import listed

    _tell(asyncio.run(listed(Settings.load(), SystemClock().now())))


@clinic.command(name="change")
@click.argument("name")
@click.option("--config", "folder", type=FOLDER, help="Another folder; without it, the same one.")
def clinic_change(name: str, folder: Path | None) -> None:
    """Have the files of clinic NAME read anew, from another folder if one is given."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import change

    _tell(asyncio.run(change(Settings.load(), name, folder, SystemClock().now())))


@clinic.command(name="token")
@click.argument("name")
@TOKEN_FILE
def clinic_token(name: str, token_file: Any) -> None:
    """Give the clinic NAME another token."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import replace_token

    settings = Settings.load()
    _tell(asyncio.run(replace_token(settings, name, _token(token_file), SystemClock().now())))


@clinic.command(name="remove")
@click.argument("name")
def clinic_remove(name: str) -> None:
    """Stop serving the clinic NAME; its data is kept."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import remove

    _tell(asyncio.run(remove(Settings.load(), name, SystemClock().now())))


@clinic.command(name="erase")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do not ask.")
def clinic_erase(name: str, yes: bool) -> None:
    """Erase all that is kept of the clinic NAME, which has been removed."""
    import asyncio

    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.clinics import erase

    if not yes:
        click.confirm(
            f'Erase every patient, message and staff member of "{name}" for good?', abort=True
        )
    _tell(asyncio.run(erase(Settings.load(), name, SystemClock().now())))


def _token(token_file: Any) -> str:
    """Return a bot's token, which never stands on a command line: other accounts can read that."""
    if token_file is not None:
        return str(token_file.read()).strip()
    return str(click.prompt("The bot's token", hide_input=True)).strip()


@main.command()
def doctor() -> None:
    """Look at everything the service needs, a line each; exits 1 if something is to be done."""
    from reminder.clock import SystemClock
    from reminder.settings import Settings
    from reminder.upkeep.doctor import examine
    from reminder.upkeep.finding import Mark

    all_well = True
    for finding in examine(Settings.load(), SystemClock().now()):
        click.echo(finding.line())
        all_well = all_well and finding.mark is not Mark.BAD
    sys.exit(0 if all_well else 1)


def _tell(lines: list[str]) -> None:
    for line in lines:
        click.echo(line)
