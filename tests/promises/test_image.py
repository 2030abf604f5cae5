"""What runs in a container is watched there, and shows its figures to this machine alone."""

import re
from pathlib import Path

HERE = Path(__file__).parents[2]
IMAGE = (HERE / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (HERE / "compose.yaml").read_text(encoding="utf-8")


def test_the_port_that_is_watched_is_open_whatever_runs() -> None:
    """`candour work` has a port only if it is told which."""
    [watched] = re.findall(r"http://127\.0\.0\.1:(\d+)/healthz", IMAGE)

    assert re.findall(r"CANDOUR_PORT=(\d+)", IMAGE) == [watched]


def test_what_asks_for_no_password_is_published_to_nobody_else() -> None:
    [published] = re.findall(r"ports: (\[.*\])", COMPOSE)

    assert published == '["127.0.0.1:8080:8080"]'
