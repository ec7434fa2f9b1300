"""The lines of a capture beside their source, for people: the columns of line_profiler.

The facts are the engine's (``_core.export_capture(..., "json", ...)``); here they are only ordered
and worded.
"""

from __future__ import annotations

import linecache
import tokenize
from collections.abc import Iterator
from typing import Any

from hasten.calls_table import short

_UNITS = ((1.0, "s"), (1e-3, "ms"), (1e-6, "us"), (0.0, "ns"))


def render(corrected: dict[str, Any], measured: dict[str, Any], limit: int) -> str:
    """`corrected` and `measured` are the same capture, without and with the collector's cost: the
    `limit` functions with the most time, each with all its lines.
    """
    functions = [function for function in corrected["lines"] if function["lines"]]
    functions.sort(key=_total, reverse=True)
    hits = sum(line["hits"] for function in functions for line in function["lines"])
    added = sum(map(_total, measured["lines"])) - sum(map(_total, functions))
    text = [f"{hits} lines hit in {len(functions)} functions; {added:.3f} s are the collector's"]
    for function in functions[:limit]:
        text += ["", *_function(function)]
    if len(functions) > limit:
        text += ["", f"... {len(functions) - limit} more functions"]
    return "\n".join(text) + "\n"


def _total(function: dict[str, Any]) -> float:
    return float(sum(line["time_s"] for line in function["lines"]))


def _function(function: dict[str, Any]) -> Iterator[str]:
    total = _total(function)
    yield f"Total time: {total:.6g} s"
    yield f"File: {short(function['file'])}"
    yield f"Function: {function['qualified_name']} at line {function['line']}"
    yield ""
    yield f"{'Line #':>6} {'Hits':>12} {'Time':>10} {'Per Hit':>10} {'% Time':>7}  Line Contents"
    lines = {line["line"]: line for line in function["lines"]}
    source = _source(function["file"])
    for number in range(min(function["line"], *lines), max(lines) + 1):
        contents = source[number - 1].rstrip() if number <= len(source) else ""
        line = lines.get(number)
        if line is None:
            row = f"{number:>6} {'':>12} {'':>10} {'':>10} {'':>7}  {contents}"
        else:
            time, count = line["time_s"], line["hits"]
            share = 100 * time / total if total else 0.0
            row = (
                f"{number:>6} {count:>12} {_duration(time):>10} {_duration(time / count):>10} "
                f"{share:>7.1f}  {contents}"
            )
        yield row.rstrip()


def _source(path: str) -> list[str]:
    try:
        with tokenize.open(path) as file:
            return file.readlines()
    except (OSError, SyntaxError, UnicodeDecodeError):
        return linecache.getlines(path)


def _duration(seconds: float) -> str:
    size, unit = next(unit for unit in _UNITS if seconds >= unit[0])
    return f"{seconds / (size or 1e-9):.4g} {unit}"
