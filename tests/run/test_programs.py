"""Every corpus program shows the same under hasten, in each mode, as under CPython.

pytest tests/run -m quick                    one mode (eager), all programs
pytest tests/run -k "list_methods and exits" one program in one mode
"""

from functools import cache
from pathlib import Path

import pytest
import running
from running import CORPUS_MODES, MODES, Program

PROGRAMS = {path.stem: path for path in sorted((Path(__file__).parent / "programs").glob("*.py"))}


def cases():
    for mode in CORPUS_MODES:
        for name in PROGRAMS:
            marks = [pytest.mark.quick] if mode == "eager" else []
            yield pytest.param(name, mode, id=f"{name}-{mode}", marks=marks)


@cache
def program(name: str) -> Program:
    return Program.read(PROGRAMS[name])


@cache
def available(module: str) -> bool:
    return running.has_module(module)


def compare(jobs, name: str, mode: str, *, wait: bool) -> str | None:
    """Queue the plain run (once per program) and the one under hasten; when waiting, compare."""
    one = program(name)
    plain = jobs.expect(("plain", name), running.run_plain, one)
    other = jobs.expect((mode, name), running.run_hasten, one, MODES[mode])
    return running.difference(plain.result(), other.result()) if wait else None


@pytest.fixture(scope="session")
def ahead(request, jobs, hasten):
    """Start the runs of all selected tests, in their order."""
    for item in request.session.items:
        if item.function is test_program:
            name, mode = item.callspec.params["name"], item.callspec.params["mode"]
            if all(map(available, program(name).needs)):
                compare(jobs, name, mode, wait=False)
    return jobs


@pytest.mark.parametrize(("name", "mode"), list(cases()))
def test_program(ahead, name, mode):
    for module in program(name).needs:
        if not available(module):
            pytest.skip(f"{module} is not installed")
    report = compare(ahead, name, mode, wait=True)
    if report:
        pytest.fail(f"{name} under {mode}\n{report}", pytrace=False)


@pytest.mark.parametrize(
    "name", ["algorithms", "closures_cells", "module_loops", "monkeypatch_builtins"]
)
def test_cached_code_gives_the_same(hasten, jobs, tmp_path, name):
    """A cold start fills the cache, a warm one uses it; both agree with CPython."""
    one = program(name)
    plain = jobs.result(("plain", name), running.run_plain, one)
    for start in ("cold", "warm"):
        warm = running.run_hasten(
            one, MODES["eager"], cache=True, env={"XDG_CACHE_HOME": str(tmp_path)}
        )
        report = running.difference(plain, warm)
        assert report is None, f"{start} start\n{report}"
