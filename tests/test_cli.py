"""The commands, as an operator meets them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from reminder.cli import main
from tests.cast import ROOT


@pytest.fixture(autouse=True)
def _no_settings_of_this_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in list(os.environ):
        if name.startswith("REMINDER_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REMINDER_CONFIG_DIR", str(ROOT / "config"))
    monkeypatch.setenv("REMINDER_MESSAGES_DIR", str(ROOT / "messages"))
    monkeypatch.setenv("REMINDER_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.chdir(tmp_path)


def test_help_names_every_command_without_loading_the_service() -> None:
    """The help comes quickly: nothing large is imported for it."""
    script = (
        "import sys\nfrom reminder.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "large = {'telegram', 'sqlalchemy', 'apscheduler', 'aiohttp', 'babel', 'pydantic'}\n"
        "assert not large & set(sys.modules), large & set(sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    for command in (
        *("run", "demo", "check", "preview", "claim-code"),
        *("backup", "restore", "move", "keys", "doctor", "clinic"),
    ):
        assert command in done.stdout


def test_check_passes_on_what_is_shipped_and_names_the_unsigned() -> None:
    """All is in order; what nobody has signed yet is a note."""
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 0
    assert "in order" in result.output
    assert "oxygen-mesotherapy" in result.output


def test_check_fails_with_file_line_and_column(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A mistake is named with its place, and the exit code says so."""
    config = tmp_path / "config"
    (config / "protocols").mkdir(parents=True)
    (config / "clinic.yaml").write_text("name: Aurora\ntelephone: 1\nzone: Europe/Nowhere\n")
    monkeypatch.setenv("REMINDER_CONFIG_DIR", str(config))
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "clinic.yaml:3:" in result.output
    assert "emergency_number" in result.output


def test_run_refuses_to_start_on_a_mistake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The service does not begin with a configuration that check would refuse."""
    config = tmp_path / "config"
    (config / "protocols").mkdir(parents=True)
    (config / "clinic.yaml").write_text("name: Aurora\n")
    monkeypatch.setenv("REMINDER_CONFIG_DIR", str(config))
    monkeypatch.setenv("REMINDER_BOT_TOKEN", "1000001:" + "x" * 35)
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 2
    assert "clinic.yaml" in result.output
    assert not (tmp_path / "data" / "reminder.db").exists()


def test_run_without_a_token_says_how_to_get_one() -> None:
    """The missing setting names itself and the way out."""
    result = CliRunner().invoke(main, ["run"])
    assert result.exit_code == 2
    assert "REMINDER_BOT_TOKEN" in result.output
    assert "BotFather" in result.output


def test_an_unknown_setting_names_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt variable is not passed over in silence."""
    monkeypatch.setenv("REMINDER_BOTTOKEN", "x")
    result = CliRunner().invoke(main, ["check"])
    assert result.exit_code == 2
    assert "REMINDER_BOTTOKEN is not a setting; did you mean REMINDER_BOT_TOKEN?" in result.output


def test_preview_prints_the_week_in_the_language_asked_for() -> None:
    """Every message of the week with its local time."""
    result = CliRunner().invoke(
        main, ["preview", "oxygen-mesotherapy", "--lang", "ru", "--at", "2026-09-17 14:30"]
    )
    assert result.exit_code == 0, result.output
    assert "просим воздержаться" in result.output
    assert "закончилось" in result.output


def test_preview_of_an_unknown_protocol_names_the_known_ones() -> None:
    """The way out is in the error."""
    result = CliRunner().invoke(main, ["preview", "oxigen"])
    assert result.exit_code == 2
    assert "oxygen-mesotherapy" in result.output


def test_a_claim_code_comes_before_the_first_start_and_again_after_it(tmp_path: Path) -> None:
    """The command makes what is missing, and each code is a fresh one."""
    first = CliRunner().invoke(main, ["claim-code"])
    second = CliRunner().invoke(main, ["claim-code"])
    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "/claim " in first.output
    assert first.output != second.output
    assert (tmp_path / "data" / "keys").stat().st_mode & 0o777 == 0o600


def test_a_lost_key_file_stops_everything_before_it_is_touched(tmp_path: Path) -> None:
    """A database without its keys: an error that says what to put back, and no new key."""
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0
    (tmp_path / "data" / "keys").unlink()
    result = CliRunner().invoke(main, ["claim-code"])
    assert result.exit_code == 1
    assert "REMINDER_KEY_FILE" in result.output
    assert not (tmp_path / "data" / "keys").exists()


def test_a_foreign_key_file_is_told_apart(tmp_path: Path) -> None:
    """Keys that do not fit are refused, not used."""
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0
    keys = tmp_path / "data" / "keys"
    from reminder.store.keyring import Keyring  # noqa: PLC0415

    keys.write_text(Keyring.new_key())
    result = CliRunner().invoke(main, ["claim-code"])
    assert result.exit_code == 1
    assert "does not fit" in result.output


def test_a_backup_comes_back_by_two_commands(tmp_path: Path) -> None:
    """What is said names the files, and where the key is not."""
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0
    made = CliRunner().invoke(main, ["backup"])
    assert made.exit_code == 0, made.output
    assert "keys is not in it" in made.output
    (backup,) = (tmp_path / "data" / "backups").iterdir()
    restored = CliRunner().invoke(main, ["restore", str(backup)])
    assert restored.exit_code == 0, restored.output
    assert "reminder-replaced-" in restored.output
    again = CliRunner().invoke(main, ["backup", str(backup)])
    assert again.exit_code == 1
    assert "is there already" in again.output


def test_the_keys_are_rotated_in_two_steps() -> None:
    """The second takes the old key away; the data reads at the end."""
    for words in (["claim-code"], ["keys", "rotate"], ["keys", "rotate", "--finish"]):
        result = CliRunner().invoke(main, words)
        assert result.exit_code == 0, result.output
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0


def test_the_doctor_exits_with_what_it_found() -> None:
    """There is no token: that is to be done. That nobody has signed the protocols is to be seen."""
    result = CliRunner().invoke(main, ["doctor"])
    assert result.exit_code == 1
    assert "! protocols: not signed" in result.output
    assert "✗ token: there is none" in result.output
    assert "✓ disk" in result.output


def test_clinics_are_added_on_postgresql_alone(tmp_path: Path) -> None:
    """On SQLite the refusal names the way; the settings' own clinic is listed."""
    token = tmp_path / "token"
    token.write_text("1000001:" + "x" * 35)
    words = ["clinic", "add", "aurora", "--config", str(ROOT / "config")]
    refused = CliRunner().invoke(main, [*words, "--token-file", str(token)])
    assert refused.exit_code == 2
    assert "need PostgreSQL" in refused.output
    asked = CliRunner().invoke(main, words, input="1000001:" + "x" * 35 + "\n")
    assert asked.exit_code == 2
    assert "x" * 35 not in asked.output
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0
    listed = CliRunner().invoke(main, ["clinic", "list"])
    assert listed.output.startswith("clinic  -  the settings' own  ")


def test_no_token_stands_on_a_command_line() -> None:
    """Other accounts can read that: there is no argument and no option for it."""
    for command in ("add", "token"):
        told = CliRunner().invoke(main, ["clinic", command, "--help"])
        assert "--token-file" in told.output
        assert "--token " not in told.output


@pytest.mark.parametrize("command", ["claim-code", "audit", "preview oxygen-mesotherapy", "check"])
def test_a_clinic_that_there_is_not_is_named(command: str) -> None:
    """A misspelt name is no reason to take another clinic."""
    assert CliRunner().invoke(main, ["claim-code"]).exit_code == 0
    result = CliRunner().invoke(main, [*command.split(), "--clinic", "auroar"])
    assert result.exit_code == 2
    assert 'no clinic "auroar"' in result.output
