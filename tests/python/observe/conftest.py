"""Programs under `hasten profile`, and what the standard library's profiler says of them."""

from __future__ import annotations

import json
import pstats
import subprocess
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import running

# Runs sys.argv[2] as __main__ under cProfile and keeps the statistics in sys.argv[1].
_CPROFILE = """
import cProfile, sys
path = sys.argv[2]
with open(path) as file:
    code = compile(file.read(), path, "exec")
main = sys.modules["__main__"].__dict__
output = sys.argv[1]
sys.argv[:] = [path]
profile = cProfile.Profile(builtins=%s)
profile.enable()
exec(code, main)
profile.disable()
profile.dump_stats(output)
"""


def hasten_command(
    *arguments: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [running.EXECUTABLE, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
        cwd=cwd,
    )


def json_of(capture: Path) -> dict[str, Any]:
    """What the capture holds, as `hasten export --format json` says it."""
    done = hasten_command("export", capture, "--format", "json", "-o", "-")
    assert done.returncode == 0, done.stderr
    document: dict[str, Any] = json.loads(done.stdout)
    schema = Path(__file__).resolve().parents[3] / "python/hasten/schema/capture.schema.json"
    jsonschema.validate(document, json.loads(schema.read_text(encoding="utf-8")))
    return document


def statistics_of(path: Path) -> dict[Any, Any]:
    return pstats.Stats(str(path)).stats  # type: ignore[attr-defined]


@pytest.fixture
def command(hasten: Path) -> Any:
    """Arguments -> the finished process of `hasten` with these."""
    return hasten_command


@pytest.fixture
def document(hasten: Path) -> Any:
    """capture -> its JSON, which is valid."""
    return json_of


@pytest.fixture
def by_cprofile(tmp_path: Path) -> Any:
    """program, builtins -> its statistics and what it printed."""

    def profile(program: Path, builtins: bool) -> tuple[dict[Any, Any], str]:
        output = tmp_path / "reference.prof"
        done = subprocess.run(
            [running.PYTHON, "-c", _CPROFILE % builtins, str(output), str(program)],
            capture_output=True,
            text=True,
            timeout=180,
            check=True,
        )
        return statistics_of(output), done.stdout

    return profile


@pytest.fixture
def by_hasten(hasten: Path, tmp_path: Path) -> Any:
    """program, options -> its statistics and the finished process."""

    def profile(
        program: Path, *options: str
    ) -> tuple[dict[Any, Any], subprocess.CompletedProcess[str]]:
        capture, output = tmp_path / "c.hasten", tmp_path / "c.prof"
        done = hasten_command("profile", "--calls", "-n0", "-o", capture, *options, program)
        assert done.returncode == 0, done.stderr
        exported = hasten_command("export", capture, "-o", output)
        assert exported.returncode == 0, exported.stderr
        return statistics_of(output), done

    return profile


@pytest.fixture
def export(command: Any, capture: Path, tmp_path: Path) -> Any:
    """name, options -> the file of that name that the module's `capture` is exported to."""

    def export(name: str, *options: str) -> Path:
        done = command("export", capture, "-o", tmp_path / name, *options)
        assert done.returncode == 0, done.stderr
        return tmp_path / name

    return export
