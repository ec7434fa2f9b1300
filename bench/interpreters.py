"""Finds the other interpreters that a benchmark is compared with: PyPy, and a CPython with its own
JIT. Says of each exactly which build it is.

They are taken from an option or variable, from PATH, or from the scratch Debian of
`make test-matrix` (build/<suite>), whose programs run here with their own dynamic linker and
libraries.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# Newest first: CPython says whether it has a JIT since 3.14 (sys._jit)
JIT_MINORS = range(20, 13, -1)
ON, OFF = {"PYTHON_JIT": "1"}, {"PYTHON_JIT": "0"}

PROBE = """
import json, platform, sys, sysconfig
jit = getattr(sys, "_jit", None)
try:
    import numpy
    has_numpy = True
except Exception:
    has_numpy = False
pypy = getattr(sys, "pypy_version_info", None)
print(json.dumps({
    "implementation": platform.python_implementation(),
    "release": ".".join(map(str, pypy[:3])) if pypy else platform.python_version(),
    "version": " ".join(sys.version.split()),
    "config_args": str(sysconfig.get_config_var("CONFIG_ARGS") or ""),
    "optimisation": str(sysconfig.get_config_var("OPT") or ""),
    "has_jit": bool(jit and jit.is_available()),
    "jit_on": bool(jit and jit.is_enabled()),
    "has_numpy": has_numpy,
}))
"""


@dataclass(frozen=True)
class Build:
    """What makes two interpreters the same one, as far as speed goes."""

    version: str
    config_args: str
    optimisation: str

    def __str__(self) -> str:
        return f"{self.version}; built with: {self.config_args or '-'} {self.optimisation}".rstrip()


@dataclass(frozen=True)
class Interpreter:
    command: tuple[str, ...]
    implementation: str
    release: str
    build: Build
    has_jit: bool  # CPython's own
    jit_on: bool
    has_numpy: bool

    @property
    def name(self) -> str:
        return f"{self.implementation.lower()} {self.release}"


class NotUsableError(Exception):
    """Why an interpreter that was asked for by name cannot be used."""


def probe(command: tuple[str, ...], environment: dict[str, str]) -> Interpreter | None:
    """What `command` is when run in `environment` (without PYTHON* of ours); None: no Python."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    try:
        run = subprocess.run(
            [*command, "-c", PROBE], capture_output=True, env=kept | environment, timeout=60
        )
        found = json.loads(run.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None
    # Names of folders say nothing about speed, and are the machine's own business
    arguments = re.sub(r"/[^' ,]+", "(path)", found["config_args"])
    return Interpreter(
        command,
        found["implementation"],
        found["release"],
        Build(found["version"], arguments, found["optimisation"]),
        found["has_jit"],
        found["jit_on"],
        found["has_numpy"],
    )


def this_interpreter() -> Interpreter:
    found = probe((sys.executable,), {})
    assert found is not None
    return found


def find_jit(asked: str | None) -> Interpreter | None:
    """A CPython whose JIT PYTHON_JIT=1 switches on and PYTHON_JIT=0 off: the newest one."""
    if asked:
        found = with_jit(command_of(asked))
        if found is None:
            raise NotUsableError(f"{asked} is no CPython with a JIT that PYTHON_JIT=1 switches on")
        return found
    for command in candidates([f"python3.{minor}" for minor in JIT_MINORS]):
        if found := with_jit(command):
            return found
    return None


def with_jit(command: tuple[str, ...]) -> Interpreter | None:
    off, on = probe(command, OFF), probe(command, ON)
    if not off or not on or off.implementation != "CPython" or off.build != on.build:
        return None
    return off if on.jit_on and not off.jit_on else None


def find_pypy(asked: str | None) -> Interpreter | None:
    for command in [command_of(asked)] if asked else candidates(["pypy3"]):
        found = probe(command, {})
        if found and found.implementation == "PyPy":
            return found
    if asked:
        raise NotUsableError(f"{asked} is no PyPy")
    return None


def command_of(asked: str) -> tuple[str, ...]:
    return tuple(shlex.split(asked))


def candidates(names: list[str]) -> Iterator[tuple[str, ...]]:
    """Commands for the names, in their order, PATH first."""
    for name in names:
        if path := shutil.which(name):
            yield (path,)
        for marker in sorted((ROOT / "build").glob("*/bootstrapped")):
            if command := in_scratch(marker.parent, name):
                yield command


def in_scratch(root: Path, name: str) -> tuple[str, ...] | None:
    program = root / "usr" / "bin" / name
    linker = root / "lib64" / "ld-linux-x86-64.so.2"
    if not program.exists() or not linker.exists():
        return None
    libraries = root / "usr" / "lib" / "x86_64-linux-gnu"
    # NumPy's libraries are reached by absolute links that point outside
    path = ":".join(str(libraries / folder) for folder in ("", "blas", "lapack"))
    return (str(linker), "--library-path", path, str(program))
