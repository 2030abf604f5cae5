"""What is built holds what the product needs: templates, rules, migrations and the page too."""

import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHIPPED = ("bot", "handlers", "messages")


def test_the_wheel_holds_every_file_that_ships(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)  # noqa: S603 - our own build
    [wheel] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as built:
        held = {name for name in built.namelist() if ".dist-info/" not in name}
    assert {Path(name).suffix for name in held} >= {".py", ".tmpl", ".toml", ".css", ".js", ".html"}
    assert held == set(sources())


def sources() -> list[str]:
    found = [path for folder in SHIPPED for path in (ROOT / folder).rglob("*") if path.is_file()]
    kept = [path for path in found if "__pycache__" not in path.parts]
    return [path.relative_to(ROOT).as_posix() for path in kept]
