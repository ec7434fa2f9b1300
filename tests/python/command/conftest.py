"""A scratch virtual environment with the launcher, the package and a fake engine, and a way to run
commands in it.
"""

import os
import shutil
import subprocess
import sys
import venv
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Environment:
    directory: Path

    @property
    def python(self) -> Path:
        return self.directory / "bin" / "python"

    @property
    def launcher(self) -> Path:
        return self.directory / "bin" / "hasten"

    def run(self, *command, cwd=None, stdin="", **variables) -> subprocess.CompletedProcess:
        """Runs a command with HASTEN_* taken from variables only."""
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("HASTEN", "PYTHON", "FAKE"))
        }
        environment.update({name: str(value) for name, value in variables.items()})
        return subprocess.run(
            [str(word) for word in command],
            cwd=cwd,
            env=environment,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def hasten(self, *arguments, **options) -> subprocess.CompletedProcess:
        return self.run(self.launcher, *arguments, **options)


@pytest.fixture(scope="session")
def environment(tmp_path_factory) -> Environment:
    directory = tmp_path_factory.mktemp("environment")
    venv.EnvBuilder(symlinks=True).create(directory)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    site_packages = directory / "lib" / f"python{version}" / "site-packages"
    shutil.copytree(
        ROOT / "python" / "hasten", site_packages / "hasten", ignore=shutil.ignore_patterns("*.so")
    )
    shutil.copy(Path(__file__).with_name("fake_core.py"), site_packages / "hasten" / "_core.py")
    shutil.copy(ROOT / "python" / "hasten.pth", site_packages)
    compiler = os.environ.get("CC", "cc")
    subprocess.run(
        [
            compiler,
            "-std=gnu11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-O1",
            f'-DHASTEN_PYTHON="python{version}"',
        ]
        + ["-o", str(directory / "bin" / "hasten"), str(ROOT / "src" / "launcher" / "hasten.c")],
        check=True,
    )
    return Environment(directory)


@pytest.fixture
def script(tmp_path):
    """Writes a program and returns its path."""

    def write(text: str, name: str = "program.py") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
