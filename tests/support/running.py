"""Run one Python program plainly and under hasten, and compare all that can be observed.

Takes a script and a mode; gives an Outcome (stdout, stderr, exit code). CPython is the oracle:
`difference` returns None or a readable report with the command that reproduces it. Used by
tests/run and tests/differential.
"""

import difflib
import itertools
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

EXECUTABLE = Path(os.environ.get("HASTEN_BIN") or Path(sys.executable).parent / "hasten")
# The interpreter that `hasten` drives. It differs from ours only when HASTEN_BIN points elsewhere.
PYTHON = os.environ.get("HASTEN_PYTHON") or sys.executable
TIMEOUT = 180.0
# Differ between any two runs: addresses, and how deep the C stack was (from 3.14).
_ADDRESS = re.compile(rb"(?<= at )0x[0-9a-fA-F]+")
_STACK_USE = re.compile(rb"(?<=Stack overflow \(used )\d+(?= kB\))")


@dataclass(frozen=True)
class Mode:
    """One way to run a program under hasten: options, and the value of HASTEN_STRESS."""

    name: str
    options: tuple[str, ...] = ()
    stress: str = ""


MODES = {
    mode.name: mode
    for mode in (
        Mode("default"),
        Mode("eager", ("--eager",)),
        Mode("guards", ("--eager",), "guards=1/7"),
        Mode("exits", ("--eager",), "exits=all"),
        Mode("verify", ("--eager",), "verify-each"),
    )
}


# Begins programs that go on until the engine has come to where the test wants it, however slow or
# busy the machine is.
WAITING = '''# timeout: 120
import time
import hasten

def regions(name, kind="loop"):
    found = hasten.facts()["regions"]
    return [region for region in found if (region["function"], region["kind"]) == (name, kind)]

def judged(name, kind="loop"):
    """Whether all regions of that function were measured, undone or refused."""
    found = regions(name, kind)
    return bool(found) and all(r["gain"] or r["state"] in ("undone", "refused") for r in found)

def native(name, kind="loop"):
    return any(r["state"] == "native" and r["entries"] > 0 for r in regions(name, kind))

def until(settled):
    """Yields until settled(); not at all where the program is not accelerated."""
    deadline = time.perf_counter() + 60
    while hasten.facts()["enabled"] and time.perf_counter() < deadline and not settled():
        more = time.perf_counter() + 0.02
        while time.perf_counter() < more:
            yield
'''


def stressed(mode: str, optimised: bool) -> Mode:
    """The mode; unoptimised machine code is made in a tenth of the time."""
    found = MODES[mode]
    if optimised:
        return found
    return replace(found, stress=",".join(filter(None, [found.stress, "llvm=0"])))


CORPUS_MODES = ("eager", "guards", "exits", "default")


@dataclass(frozen=True)
class Outcome:
    """What one run showed. `code` is None when the run was ended for taking too long."""

    command: str
    stdout: bytes
    stderr: bytes
    code: int | None
    seconds: float

    def ending(self) -> str:
        if self.code is None:
            return f"timed out after {self.seconds:.0f} s"
        if self.code < 0:
            return f"ended by signal {signal.Signals(-self.code).name}"
        return f"exit code {self.code}"


@dataclass(frozen=True)
class Program:
    """A script and what its opening comments ask for: stdin, args, timeout, merge, needs."""

    path: Path
    args: tuple[str, ...] = ()
    stdin: bytes = b""
    timeout: float = TIMEOUT
    merge: bool = False
    needs: tuple[str, ...] = ()

    @classmethod
    def read(cls, path: Path) -> "Program":
        head = "\n".join(path.read_text().splitlines()[:12])
        found = dict(re.findall(r"^# (stdin|args|timeout|merge|needs): (.*)$", head, re.M))
        return cls(
            path,
            tuple(shlex.split(found.get("args", ""))),
            found.get("stdin", "").replace("\\n", "\n").encode(),
            float(found.get("timeout", TIMEOUT)),
            "merge" in found,
            tuple(found.get("needs", "").split()),
        )


def environment(extra: dict[str, str] | None = None) -> dict[str, str]:
    """A clean environment: nothing of the caller's HASTEN_* or PYTHON* settings gets through, but
    for the allocator that sanitized builds need."""
    kept = {
        k: v
        for k, v in os.environ.items()
        if k == "PYTHONMALLOC" or not k.startswith(("HASTEN", "PYTHON"))
    }
    kept.update(PYTHONHASHSEED="0", PYTHONDONTWRITEBYTECODE="1", PYTHONUTF8="1", NO_COLOR="1")
    kept.update(extra or {})
    return kept


def execute(command: list[str], program: Program, extra: dict[str, str] | None = None) -> Outcome:
    """Run a command in the program's folder; end it, with its children, when it takes too long."""
    settings = [f"{name}={shlex.quote(value)}" for name, value in (extra or {}).items()]
    shown = " ".join([*settings, shlex.join(command)])
    start = time.perf_counter()
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if program.merge else subprocess.PIPE,
        env=environment(extra),
        cwd=program.path.parent,
        start_new_session=True,
    )
    try:
        out, err = process.communicate(program.stdin, timeout=program.timeout)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        out, err = process.communicate()
        code = None
    return Outcome(shown, out, err or b"", code, time.perf_counter() - start)


def run_plain(program: Program) -> Outcome:
    return execute([PYTHON, str(program.path), *program.args], program)


def run_hasten(
    program: Program,
    mode: Mode,
    *,
    cache: bool = False,
    json: Path | None = None,
    env: dict[str, str] | None = None,
) -> Outcome:
    options = list(mode.options)
    if not cache:
        options.append("--no-cache")
    if json is not None:
        options += ["--json", str(json)]
    extra = dict(env or {})
    if mode.stress:
        extra["HASTEN_STRESS"] = mode.stress
    command = [str(EXECUTABLE), "run", *options, str(program.path), *program.args]
    return execute(command, program, extra)


def has_module(name: str) -> bool:
    done = subprocess.run([PYTHON, "-c", f"import {name}"], capture_output=True, env=environment())
    return done.returncode == 0


def _comparable(text: bytes) -> bytes:
    return _STACK_USE.sub(b"?", _ADDRESS.sub(b"0x?", text))


def _shorten(lines: list[str], width: int = 300) -> list[str]:
    """Cut long lines; of a changed pair keep the part around the first difference."""
    out = list(lines)
    for k, line in enumerate(lines):
        if len(line) <= width:
            continue
        start = 0
        pair = lines[k : k + 2] if line[0] == "-" else lines[k - 1 : k + 1] if k else []
        if len(pair) == 2 and pair[0][0] == "-" and pair[1][0] == "+":
            together = zip(pair[0][1:], pair[1][1:], strict=False)
            equal = sum(1 for _ in itertools.takewhile(lambda two: two[0] == two[1], together))
            start = max(0, equal - width // 3)
        middle = line[1 + start : 1 + start + width]
        out[k] = f"{line[0]}{f'[{start} characters] ' if start else ''}{middle} [...]"
    return out


def _unified(name: str, plain: bytes, other: bytes, limit: int = 60) -> list[str]:
    lines = list(
        difflib.unified_diff(
            plain.decode("utf-8", "backslashreplace").splitlines(),
            other.decode("utf-8", "backslashreplace").splitlines(),
            f"{name} (CPython)",
            f"{name} (hasten)",
            lineterm="",
            n=2,
        )
    )
    more = len(lines) - limit
    return _shorten(lines[:limit]) + ([f"... {more} more lines"] if more > 0 else [])


def same(plain: Outcome, other: Outcome) -> bool:
    return (
        plain.code == other.code
        and _comparable(plain.stdout) == _comparable(other.stdout)
        and _comparable(plain.stderr) == _comparable(other.stderr)
    )


def difference(plain: Outcome, other: Outcome) -> str | None:
    """None when the two runs look the same, else the diff and how to see it again."""
    if same(plain, other):
        return None
    report = []
    if other.code is None:
        report.append(f"hasten {other.ending()}; CPython took {plain.seconds:.2f} s")
    elif other.code < 0 and plain.code != other.code:
        report.append(f"CRASH: hasten {other.ending()}; CPython: {plain.ending()}")
    elif plain.code != other.code:
        report.append(f"exit codes differ: CPython {plain.ending()}, hasten {other.ending()}")
    report += _unified("stdout", _comparable(plain.stdout), _comparable(other.stdout))
    report += _unified("stderr", _comparable(plain.stderr), _comparable(other.stderr))
    report += ["reproduce:", f"  {other.command}", "against:", f"  {plain.command}"]
    return "\n".join(report)
