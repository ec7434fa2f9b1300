"""`hasten profile --calls` counts what cProfile counts."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

PROGRAMS = sorted((Path(__file__).parent / "programs").glob("*.py"))

Counts = dict[Any, tuple[int, int, dict[Any, tuple[int, int]]]]


def counts_of(statistics: dict[Any, Any], program: Path) -> Counts:
    """Calls and primitive calls of the program's functions, and of all functions by those of them
    that called: how modules are imported differs between two processes.
    """
    file = str(program)
    found: Counts = {}
    for key, (primitive, calls, _own, _cumulative, callers) in statistics.items():
        by_us = {
            caller: tuple(counts[:2]) for caller, counts in callers.items() if caller[0] == file
        }
        key = (*key[:2], re.sub(" at 0x[0-9a-f]+", "", key[2]))
        if key[0] == file:
            found[key] = (calls, primitive, by_us)
        elif by_us:
            found[key] = (0, 0, by_us)
    return found


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: path.stem)
@pytest.mark.parametrize("builtins", [True, False], ids=["builtins", "no-builtins"])
def test_counts_are_those_of_cprofile(
    program: Path, builtins: bool, by_cprofile: Any, by_hasten: Any
) -> None:
    reference, printed = by_cprofile(program, builtins)
    ours, done = by_hasten(program, *([] if builtins else ["--no-builtins"]))
    assert done.stdout == printed
    expected, found = counts_of(reference, program), counts_of(ours, program)
    assert len(expected) > 5
    differences = {
        key: (expected.get(key), found.get(key))
        for key in expected.keys() | found.keys()
        if expected.get(key) != found.get(key)
    }
    assert differences == {}
