"""The settings: one frozen value, read once at the start and handed on from `app`.

Each comes from the environment, or from a file that `<NAME>_FILE` names there, or from `.env`
(either way again), or from the secrets folder; the first that has it counts. An empty value is
the same as none.
"""

import os
import re
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from pydantic import AfterValidator, Field, SecretStr, ValidationError, ValidationInfo
from pydantic_settings import (
    BaseSettings,
    DotEnvSettingsSource,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from reminder.errors import ConfigurationError

PREFIX = "REMINDER_"
SECRETS_DIR = "REMINDER_SECRETS_DIR"
"""Names the folder whose files are settings; read from the environment alone."""

TELEGRAM = "https://api.telegram.org"

_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]{30,}")
# A Bot API server other than Telegram's may give shorter ones.
_ANY_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")
_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def _telegram_url(url: str) -> str:
    parts = urlsplit(url.strip())
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        message = "must begin with http:// or https:// and a host, e.g. http://127.0.0.1:8081"
        raise ValueError(message)
    if parts.query or parts.fragment or re.search(r"/bot", parts.path):
        message = "must end before /bot and the token, e.g. https://api.telegram.org"
        raise ValueError(message)
    return url.strip().rstrip("/")


def database_address(url: str) -> str:
    """Return a database's address with the asynchronous driver; raises `ValueError` otherwise."""
    parts = urlsplit(url)
    scheme = _DRIVERS.get(parts.scheme)
    if scheme is None or not url.startswith(f"{parts.scheme}://"):
        message = (
            "must be sqlite:///FOLDER/reminder.db (a fourth slash for a path from the root) "
            "or postgresql://NAME:PASSWORD@HOST/DATABASE"
        )
        raise ValueError(message)
    if scheme.startswith("sqlite"):
        if parts.netloc or len(parts.path) < len("/x"):
            message = "needs three slashes and a file: sqlite:///data/reminder.db"
            raise ValueError(message)
        # urlunsplit would fold the slashes by which a path from the root is told.
        return f"{scheme}://{url.partition('://')[2]}"
    # libpq's word for it; asyncpg knows the same values under another name.
    query = [("ssl" if k == "sslmode" else k, v) for k, v in parse_qsl(parts.query)]
    return urlunsplit(parts._replace(scheme=scheme, query=urlencode(query, safe="/")))


def checked_token(token: str, telegram_url: str) -> str:
    """Return a bot's token without what surrounds it; raises `ValueError` where it is none."""
    stripped = token.strip()
    shape = _TOKEN if telegram_url == TELEGRAM else _ANY_TOKEN
    if shape.fullmatch(stripped) is None:
        message = (
            "does not look like a bot's token (digits, a colon, then 30 or more letters, digits, "
            "_ or -): copy it anew from @BotFather"
        )
        raise ValueError(message)
    return stripped


def _bot_token(token: SecretStr, info: ValidationInfo) -> SecretStr:
    url = info.data.get("telegram_url", TELEGRAM)
    return SecretStr(checked_token(token.get_secret_value(), url))


def _webhook_url(url: str, info: ValidationInfo) -> str:
    parts = urlsplit(url.strip())
    # A Bot API server of one's own may post within the house.
    schemes = {"https"} if info.data.get("telegram_url") == TELEGRAM else {"https", "http"}
    if parts.scheme not in schemes or not parts.netloc or parts.query or parts.fragment:
        message = (
            "must begin with https:// and a host that Telegram reaches, e.g. https://bot.example"
        )
        raise ValueError(message)
    return url.strip().rstrip("/")


def _webhook_secret(secret: SecretStr) -> SecretStr:
    stripped = SecretStr(secret.get_secret_value().strip())
    if _WEBHOOK_SECRET.fullmatch(stripped.get_secret_value()) is None:
        message = "must be 16 to 256 letters (A-Z, a-z), digits, _ or -"
        raise ValueError(message)
    return stripped


class Settings(BaseSettings):
    """What the operator has decided. Made by `Settings.load()`; `.env.example` explains each."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
        validate_default=True,
    )

    telegram_url: Annotated[str, AfterValidator(_telegram_url)] = TELEGRAM
    """Without a slash at its end."""
    bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] | None = None
    data_dir: Path = Path("data")
    config_dir: Path = Path("config")
    messages_dir: Path = Path("messages")
    database_url: Annotated[str, AfterValidator(database_address)] = Field(
        default_factory=lambda data: f"sqlite:///{data['data_dir'] / 'reminder.db'}",
        # It may hold a password.
        repr=False,
    )
    """With the asynchronous driver: `sqlite+aiosqlite:///…` or `postgresql+asyncpg://…`."""
    key_file: Path = Field(default_factory=lambda data: data["data_dir"] / "keys")
    backup_dir: Path = Field(default_factory=lambda data: data["data_dir"] / "backups")
    backups_kept: int = Field(default=14, ge=0, le=3650)
    """How many of the daily backups are kept; 0: none are made."""
    web_host: str = "127.0.0.1"
    web_port: int = Field(default=8080, ge=0, le=65535)
    """0 takes any free port."""
    webhook_url: Annotated[str, AfterValidator(_webhook_url)] | None = None
    """Where Telegram reaches the service, without a slash at its end; None: it fetches updates."""
    webhook_secret: Annotated[SecretStr, AfterValidator(_webhook_secret)] | None = None
    log_format: Literal["console", "json"] = "console"

    @classmethod
    def load(cls, env_file: Path | None = Path(".env"), **given: Any) -> "Settings":
        """Return the settings; `given` (by field name) counts before every other place.

        Raises:
            ConfigurationError: a variable is unknown or its value wrong; each problem names it.
        """
        problems = _unknown(env_file)
        secrets_dir = Path(os.environ.get(SECRETS_DIR) or "/run/secrets")
        if SECRETS_DIR in os.environ and not secrets_dir.is_dir():
            problems.append(f"{SECRETS_DIR}: there is no folder {secrets_dir}")
        try:
            settings = cls(
                _env_file=env_file,
                _env_file_encoding="utf-8",
                _secrets_dir=secrets_dir if secrets_dir.is_dir() else None,
                **given,
            )
        except ValidationError as error:
            raise ConfigurationError(problems + _wrong(error)) from None
        except ConfigurationError as error:
            raise ConfigurationError(problems + error.problems) from None
        if problems:
            raise ConfigurationError(problems)
        return settings

    def token(self) -> str:
        """Return the bot's token.

        Raises:
            ConfigurationError: there is none; the message says how to get one.
        """
        if self.bot_token is None:
            raise ConfigurationError(
                [
                    f"{PREFIX}BOT_TOKEN is not set: write to @BotFather in Telegram, send /newbot, "
                    f"and put the token that it gives you into .env ({PREFIX}BOT_TOKEN=…) "
                    f"or into a file that {PREFIX}BOT_TOKEN_FILE names. On PostgreSQL clinics can "
                    "be added instead: reminder clinic add NAME --config FOLDER"
                ]
            )
        return self.bot_token.get_secret_value()

    def secrets(self) -> list[str]:
        """Return what must never be written to a log: the token, the webhook's secret and the
        database's password.
        """
        password = urlsplit(self.database_url).password
        token, webhook = (
            None if secret is None else secret.get_secret_value()
            for secret in (self.bot_token, self.webhook_secret)
        )
        return [secret for secret in (token, webhook, password) if secret]

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Return the places to look, the first that counts first."""
        return (
            init_settings,
            env_settings,
            _named_files(settings_cls, env_settings),
            dotenv_settings,
            _named_files(settings_cls, dotenv_settings),
            file_secret_settings,
        )


def _variable(field: str) -> str:
    return PREFIX + field.upper()


def _known() -> list[str]:
    """Return every variable that means something, files' variants included."""
    values = [_variable(field) for field in Settings.model_fields]
    files = [f"{name}_FILE" for name in values if not name.endswith(("_FILE", "_DIR"))]
    return [*values, *files, SECRETS_DIR]


def _unknown(env_file: Path | None) -> list[str]:
    known = _known()
    places = {"": {name.upper() for name in os.environ}}
    if env_file is not None:
        source = DotEnvSettingsSource(Settings, env_file=env_file, env_file_encoding="utf-8")
        places[f"{env_file}: "] = {name.upper() for name in source.env_vars} - places[""]
    problems = []
    for place, names in places.items():
        for name in sorted(names):
            if not name.startswith(PREFIX) or name in known:
                continue
            near = get_close_matches(name, known, n=1, cutoff=0.75)
            way_out = f"did you mean {near[0]}?" if near else f"there are {', '.join(known)}"
            problems.append(f"{place}{name} is not a setting; {way_out}")
    return problems


def _wrong(error: ValidationError) -> list[str]:
    problems = []
    for mistake in error.errors(include_input=False, include_url=False, include_context=False):
        if mistake["type"] == "default_factory_not_called":
            continue  # it follows from another mistake, which is named
        words = mistake["msg"].removeprefix("Value error, ")
        words = words[0].lower() + words[1:]
        separator = " " if words.startswith(("must", "needs", "does")) else ": "
        problems.append(f"{_variable(str(mistake['loc'][0]))}{separator}{words}")
    return problems


def _named_files(
    settings_cls: type[BaseSettings], source: PydanticBaseSettingsSource
) -> InitSettingsSource:
    """Return the values that stand in the files which `<NAME>_FILE` variables of a source name."""
    found: dict[str, Any] = {}
    if isinstance(source, EnvSettingsSource):
        for field in settings_cls.model_fields:
            name = f"{_variable(field)}_FILE"
            path = source.env_vars.get(name.lower())
            if not path or name not in _known():
                continue
            try:
                found[field] = Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "not a text file"
                problem = f"{name}: cannot read {path} ({reason})"
                raise ConfigurationError([problem]) from error
    return InitSettingsSource(settings_cls, init_kwargs=found)
