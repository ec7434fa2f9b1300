"""A scratch virtual environment with the launcher, the package and a fake engine, and a way to run
commands in it.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
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

    @property
    def package(self) -> Path:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        return self.directory / "lib" / f"python{version}" / "site-packages" / "hasten"

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


def make_environment(directory: Path) -> Environment:
    """A virtual environment with the launcher and the package, but for the engine."""
    venv.EnvBuilder(symlinks=True).create(directory)
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    environment = Environment(directory)
    site_packages = environment.package.parent
    shutil.copytree(
        ROOT / "python" / "hasten", environment.package, ignore=shutil.ignore_patterns("*.so")
    )
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
    return environment


@pytest.fixture(scope="session")
def environment(tmp_path_factory) -> Environment:
    made = make_environment(tmp_path_factory.mktemp("environment"))
    shutil.copy(Path(__file__).with_name("fake_core.py"), made.package / "_core.py")
    return made


@pytest.fixture(scope="session")
def without_engine(tmp_path_factory) -> Environment:
    """The real extension as it is made for a CPython that the engine does not know."""
    made = make_environment(tmp_path_factory.mktemp("without_engine"))
    sources = [
        ROOT / "src" / name
        for name in (
            "module/without_engine.cpp",
            "report/run_document.cpp",
            "base/json.cpp",
            "base/refusal.cpp",
            "base/check.cpp",
        )
    ]
    options = ["-std=c++20", "-fno-exceptions", "-fno-rtti", "-fPIC", "-shared", "-O1"]
    options += ["-Wall", "-Wextra", "-Werror", "-Wno-missing-field-initializers"]
    options += ['-DHASTEN_VERSION="9.9.9"', '-DHASTEN_KNOWN_PYTHONS="1.1 and 1.2"']
    options += [f"-I{ROOT / 'src'}", f"-isystem{sysconfig.get_path('include')}"]
    extension = made.package / ("_core" + sysconfig.get_config_var("EXT_SUFFIX"))
    compiler = os.environ.get("CXX", "c++")
    subprocess.run([compiler, *options, "-o", extension, *sources], check=True)
    return made


@pytest.fixture
def script(tmp_path):
    """Writes a program and returns its path."""

    def write(text: str, name: str = "program.py") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write
