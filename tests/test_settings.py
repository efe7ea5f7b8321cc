import os
from itertools import pairwise
from pathlib import Path

import pytest

from reminder.errors import ConfigurationError
from reminder.settings import SECRETS_DIR, Settings

TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine, and a folder of the test's own."""
    monkeypatch.chdir(tmp_path)
    for name in list(os.environ):
        if name.upper().startswith("REMINDER_"):
            monkeypatch.delenv(name)


def test_defaults_keep_everything_in_the_data_folder() -> None:
    """Without any setting the database and the keys lie in ./data and Telegram is Telegram's."""
    settings = Settings.load()
    assert settings.database_url == "sqlite+aiosqlite:///data/reminder.db"
    assert settings.key_file == Path("data/keys")
    assert (settings.backup_dir, settings.backups_kept) == (Path("data/backups"), 14)
    assert settings.telegram_url == "https://api.telegram.org"
    assert (settings.web_host, settings.web_port) == ("127.0.0.1", 8080)
    assert settings.log_format == "console"
    assert settings.secrets() == []


def test_another_data_folder_takes_the_database_and_the_keys_along(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where only the data folder is set, what lies in it follows."""
    monkeypatch.setenv("REMINDER_DATA_DIR", "/srv/clinic")
    settings = Settings.load()
    assert settings.database_url == "sqlite+aiosqlite:////srv/clinic/reminder.db"
    assert settings.key_file == Path("/srv/clinic/keys")


@pytest.mark.parametrize(
    ("given", "driver"),
    [
        ("sqlite:///a/b.db", "sqlite+aiosqlite:///a/b.db"),
        ("sqlite:////a/b.db", "sqlite+aiosqlite:////a/b.db"),
        ("sqlite+aiosqlite:///a/b.db", "sqlite+aiosqlite:///a/b.db"),
        ("postgres://a:b@h:5433/c", "postgresql+asyncpg://a:b@h:5433/c"),
        ("postgresql://a@h/c?sslmode=require", "postgresql+asyncpg://a@h/c?ssl=require"),
        ("postgresql://a@/c?host=/run/pg", "postgresql+asyncpg://a@/c?host=/run/pg"),
        ("postgresql+asyncpg://a@h/c", "postgresql+asyncpg://a@h/c"),
    ],
)
def test_usual_database_addresses_get_the_driver_that_the_service_uses(
    monkeypatch: pytest.MonkeyPatch, given: str, driver: str
) -> None:
    """The addresses that hosting services hand out are taken as they are."""
    monkeypatch.setenv("REMINDER_DATABASE_URL", given)
    assert Settings.load().database_url == driver


def test_the_environment_counts_before_its_files_before_env_before_secrets(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Each place is asked only when those before it have nothing."""
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    monkeypatch.setenv(SECRETS_DIR, str(secrets))
    seen = []
    (secrets / "reminder_web_host").write_text("from-secrets\n")
    seen.append(Settings.load().web_host)
    (tmp_path / "named").write_text("from-env-file-variable\n")
    (tmp_path / ".env").write_text("REMINDER_WEB_HOST_FILE=named\n")
    seen.append(Settings.load().web_host)
    (tmp_path / ".env").write_text("REMINDER_WEB_HOST_FILE=named\nREMINDER_WEB_HOST=from-env\n")
    seen.append(Settings.load().web_host)
    (tmp_path / "other").write_text("from-file-variable")
    monkeypatch.setenv("REMINDER_WEB_HOST_FILE", "other")
    seen.append(Settings.load().web_host)
    monkeypatch.setenv("REMINDER_WEB_HOST", "from-environment")
    seen.append(Settings.load().web_host)
    seen.append(Settings.load(web_host="given").web_host)
    assert seen == [
        "from-secrets",
        "from-env-file-variable",
        "from-env",
        "from-file-variable",
        "from-environment",
        "given",
    ]


def test_a_token_from_a_file_is_kept_out_of_sight(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The token can stand in a file; printing the settings does not show it."""
    (tmp_path / "token").write_text(f" {TOKEN}\n")
    monkeypatch.setenv("REMINDER_BOT_TOKEN_FILE", str(tmp_path / "token"))
    monkeypatch.setenv("REMINDER_DATABASE_URL", "postgresql://a:swordfish@h/c")
    settings = Settings.load()
    assert settings.token() == TOKEN
    assert settings.secrets() == [TOKEN, "swordfish"]
    assert TOKEN not in repr(settings)
    assert "swordfish" not in repr(settings)


def test_a_missing_token_is_named_only_when_it_is_needed(tmp_path: Path) -> None:
    """An empty token is none; asking for it says where to get one."""
    (tmp_path / ".env").write_text("REMINDER_BOT_TOKEN=\n")
    settings = Settings.load()
    with pytest.raises(ConfigurationError, match=r"REMINDER_BOT_TOKEN is not set.*@BotFather"):
        settings.token()


def test_a_token_of_the_wrong_shape_is_named_and_not_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A half copied token is refused at the start, without printing it."""
    monkeypatch.setenv("REMINDER_BOT_TOKEN", "123456789:AAEhBOwe")
    with pytest.raises(ConfigurationError) as caught:
        Settings.load()
    assert "REMINDER_BOT_TOKEN does not look like a bot's token" in str(caught.value)
    assert "AAEhBOwe" not in str(caught.value)
    assert caught.value.__cause__ is None


def test_a_server_other_than_telegrams_may_give_short_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The usual length is expected of Telegram's own tokens alone."""
    monkeypatch.setenv("REMINDER_BOT_TOKEN", "123456:ABC-DEF")
    monkeypatch.setenv("REMINDER_TELEGRAM_URL", "http://127.0.0.1:8081/")
    settings = Settings.load()
    assert settings.token() == "123456:ABC-DEF"
    assert settings.telegram_url == "http://127.0.0.1:8081"


def test_unknown_variables_are_named_with_the_likely_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A slip in a name is an error, in the environment and in .env alike."""
    monkeypatch.setenv("REMINDER_BOTTOKEN", "x")
    (tmp_path / ".env").write_text("REMINDER_WEBPORT=1\nREMINDER_QQQ=1\nOTHER=1\n")
    with pytest.raises(ConfigurationError) as caught:
        Settings.load()
    first, *rest = caught.value.problems
    assert first == "REMINDER_BOTTOKEN is not a setting; did you mean REMINDER_BOT_TOKEN?"
    assert rest[0].startswith(
        ".env: REMINDER_QQQ is not a setting; there are REMINDER_TELEGRAM_URL,"
    )
    assert rest[1] == ".env: REMINDER_WEBPORT is not a setting; did you mean REMINDER_WEB_PORT?"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("REMINDER_WEB_PORT", "eighty", "REMINDER_WEB_PORT: input should be a valid integer"),
        ("REMINDER_WEB_PORT", "70000", "REMINDER_WEB_PORT: input should be less than or equal"),
        ("REMINDER_LOG_FORMAT", "xml", "REMINDER_LOG_FORMAT: input should be 'console' or 'json'"),
        ("REMINDER_TELEGRAM_URL", "api.telegram.org", "must begin with http:// or https://"),
        ("REMINDER_TELEGRAM_URL", "https://h/bot1:a", "must end before /bot and the token"),
        ("REMINDER_DATABASE_URL", "mysql://a:pass@h/c", "must be sqlite:///"),
        ("REMINDER_DATABASE_URL", "sqlite://data.db", "needs three slashes and a file"),
        ("REMINDER_DATABASE_URL", "sqlite:///", "needs three slashes and a file"),
    ],
)
def test_wrong_values_are_named_with_what_would_be_right(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    """Each mistake is one line that begins with the variable and never shows a password."""
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigurationError) as caught:
        Settings.load()
    (problem,) = caught.value.problems
    assert problem.startswith(name)
    assert words in problem
    assert "pass@" not in problem


def test_an_unreadable_file_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    """A `_FILE` that is not there says so instead of a missing token later."""
    monkeypatch.setenv("REMINDER_BOT_TOKEN_FILE", "/nowhere/token")
    with pytest.raises(ConfigurationError, match="REMINDER_BOT_TOKEN_FILE: cannot read /nowhere"):
        Settings.load()


def test_a_secrets_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the usual folder may be absent; one that was named must exist."""
    monkeypatch.setenv(SECRETS_DIR, "/nowhere")
    with pytest.raises(ConfigurationError, match="REMINDER_SECRETS_DIR: there is no folder"):
        Settings.load()


@pytest.mark.parametrize(
    "given", ["bot.example", "http://bot.example", "https://", "https://bot.example/?a=b"]
)
def test_a_webhook_that_telegram_cannot_reach_is_refused(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """Telegram posts over TLS only, to a plain address."""
    monkeypatch.setenv("REMINDER_WEBHOOK_URL", given)
    with pytest.raises(ConfigurationError, match="REMINDER_WEBHOOK_URL must begin with https://"):
        Settings.load()


def test_a_webhook_behind_a_server_of_ones_own_may_do_without_tls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A Bot API server in the same house posts there as it likes; a slash at the end goes."""
    monkeypatch.setenv("REMINDER_TELEGRAM_URL", "http://127.0.0.1:8081")
    monkeypatch.setenv("REMINDER_WEBHOOK_URL", "http://127.0.0.1:8080/")
    assert Settings.load().webhook_url == "http://127.0.0.1:8080"


@pytest.mark.parametrize("given", ["short", "with a space in the middle", "x" * 257])
def test_a_webhook_secret_that_will_not_do_is_refused_and_not_quoted(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """Telegram takes only these signs; a short one could be guessed."""
    monkeypatch.setenv("REMINDER_WEBHOOK_SECRET", given)
    with pytest.raises(ConfigurationError, match="REMINDER_WEBHOOK_SECRET must be") as refused:
        Settings.load()
    assert given not in str(refused.value)


def test_the_webhook_secret_is_kept_out_of_logs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """It may stand in a file of its own, and counts among what is removed from every line."""
    (tmp_path / "secret").write_text("a-secret-of-sixteen-signs\n")
    monkeypatch.setenv("REMINDER_WEBHOOK_SECRET_FILE", str(tmp_path / "secret"))
    assert Settings.load().secrets() == ["a-secret-of-sixteen-signs"]


def test_every_setting_is_explained_in_the_example() -> None:
    """`.env.example` has each setting, each after at least one line of explanation."""
    lines = (Path(__file__).parents[1] / ".env.example").read_text().splitlines()
    names = {f"REMINDER_{field.upper()}" for field in Settings.model_fields} | {SECRETS_DIR}
    shown = {line.lstrip("#").partition("=")[0] for line in lines if "REMINDER_" in line[:10]}
    assert shown == names
    for before, line in pairwise(lines):
        if line.lstrip("#").startswith("REMINDER_"):
            assert before.startswith("#"), line


def test_the_example_is_a_valid_file(tmp_path: Path) -> None:
    """Copied to .env as it is, the example changes nothing."""
    example = (Path(__file__).parents[1] / ".env.example").read_text()
    (tmp_path / ".env").write_text(example)
    assert Settings.load() == Settings.load(env_file=None)
    uncommented = example.replace("\n#REMINDER", "\nREMINDER").replace(SECRETS_DIR, "IGNORED")
    (tmp_path / ".env").write_text(uncommented)
    assert Settings.load() == Settings.load(env_file=None)
