import json
import shlex
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from ruamel.yaml import YAML

TOP = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    """What stands in docker-compose.yml."""
    found: dict[str, Any] = YAML(typ="safe").load(TOP / "docker-compose.yml")
    return found


@pytest.fixture(scope="module")
def service(compose: dict[str, Any]) -> dict[str, Any]:
    """The one service of docker-compose.yml that starts without being asked for."""
    services = compose["services"].values()
    (only,) = (one for one in services if "profiles" not in one)
    found: dict[str, Any] = only
    return found


@pytest.fixture(scope="module")
def dockerfile(service: dict[str, Any]) -> list[tuple[str, str]]:
    """The instructions of the Dockerfile that docker-compose.yml names, each as (name, rest)."""
    path = TOP / service["build"]["context"] / service["build"]["dockerfile"]
    lines = [line for line in path.read_text().splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    instructions = [line.split(maxsplit=1) for line in joined.splitlines() if line.strip()]
    return [(name.upper(), rest.strip()) for name, rest in instructions]


def _last(dockerfile: list[tuple[str, str]], name: str) -> str:
    return [rest for found, rest in dockerfile if found == name][-1]


def _copied(dockerfile: list[tuple[str, str]]) -> list[str]:
    copies = [shlex.split(rest) for name, rest in dockerfile if name == "COPY"]
    own = [words for words in copies if not words[0].startswith("--from")]
    return [source for words in own for source in words[:-1]]


def test_compose_keeps_data_in_one_volume(service: dict[str, Any]) -> None:
    """What is written lies in /data, the clinic's files are only read; it starts again alone."""
    assert service["volumes"] == ["data:/data", "./config:/srv/reminder/config:ro"]
    assert service["restart"] == "unless-stopped"


def test_compose_is_reached_from_this_machine_alone(service: dict[str, Any]) -> None:
    """No port is open to the network."""
    assert service["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_compose_has_a_database_for_who_asks_for_it(compose: dict[str, Any]) -> None:
    """PostgreSQL starts with its profile alone, keeps its data, and no port of it is open."""
    postgres = compose["services"]["postgres"]
    assert postgres["profiles"] == ["postgres"]
    assert "ports" not in postgres
    volumes = {volume.partition(":")[0] for volume in postgres["volumes"]}
    assert volumes <= set(compose["volumes"])


def test_compose_starts_without_settings_file(service: dict[str, Any]) -> None:
    """A missing .env is no error of the compose file: the service itself says what it lacks."""
    assert service["env_file"] == [{"path": ".env", "required": False}]


def test_image_does_not_run_as_root(dockerfile: list[tuple[str, str]]) -> None:
    """The service runs under an account of its own."""
    assert _last(dockerfile, "USER") not in {"root", "0"}


def test_image_runs_the_service(dockerfile: list[tuple[str, str]]) -> None:
    """The image starts the service, and /data is its volume."""
    assert json.loads(_last(dockerfile, "CMD")) == ["reminder", "run"]
    assert _last(dockerfile, "VOLUME") == "/data"


def test_image_installs_only_what_is_pinned(dockerfile: list[tuple[str, str]]) -> None:
    """Every package comes from the pins with its hash, or from the repository itself."""
    installs = [rest for name, rest in dockerfile if name == "RUN" and "pip install" in rest]
    assert installs
    for install in installs:
        assert "--require-hashes -r constraints.txt" in install or (
            "--no-deps --no-build-isolation ." in install
        )


def test_image_is_made_of_what_exists(dockerfile: list[tuple[str, str]]) -> None:
    """Each file and folder that is copied into the image is in the repository."""
    sources = _copied(dockerfile)
    assert {"constraints.txt", "reminder/", "messages/", "config/"} <= set(sources)
    missing = [source for source in sources if not (TOP / source).exists()]
    assert not missing


def test_builder_is_given_what_the_image_copies(dockerfile: list[tuple[str, str]]) -> None:
    """The list of what goes to the builder lets through all that is copied, and no more."""
    lines = (TOP / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    assert sorted(line[1:] for line in lines if line.startswith("!")) == sorted(_copied(dockerfile))


@pytest.mark.parametrize(("status", "healthy"), [(200, True), (503, False)])
def test_health_check_asks_the_service(
    dockerfile: list[tuple[str, str]], status: int, healthy: bool
) -> None:
    """The container is healthy exactly while /healthz answers well."""
    asked: list[str] = []

    class Service(BaseHTTPRequestHandler):
        """Answers everything with one status."""

        def do_GET(self) -> None:
            """Answer, and keep what was asked for."""
            asked.append(self.path)
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with HTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        _, _, command = _last(dockerfile, "HEALTHCHECK").partition("CMD ")
        program, *arguments = json.loads(command)
        assert program == "python"
        # The port of the container may be taken on this machine: ask the server above instead.
        here = [word.replace(":8080/", f":{server.server_port}/") for word in arguments]
        asking = subprocess.run([sys.executable, *here], stderr=subprocess.DEVNULL, check=False)
        server.shutdown()
    assert asked == ["/healthz"]
    assert (asking.returncode == 0) is healthy
