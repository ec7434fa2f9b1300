"""The table of calls of a capture, for people: the columns and sort keys of pstats.

The facts are the engine's (``_core.export_capture(..., "json", ...)``); here they are only ordered
and worded.
"""

from __future__ import annotations

import os
from typing import Any

# What pstats.Stats.sort_stats() accepts; by these fields, the first ones descending.
_NUMBERS = {
    "calls": "calls",
    "ncalls": "calls",
    "pcalls": "primitive_calls",
    "time": "own_s",
    "tottime": "own_s",
    "cumulative": "cumulative_s",
    "cumtime": "cumulative_s",
}
_TEXTS = {
    "file": ("file",),
    "filename": ("file",),
    "module": ("file",),
    "line": ("line",),
    "name": ("function",),
    "nfl": ("function", "file", "line"),
    "stdname": ("file", "line", "function"),
}
SORT_KEYS = sorted({*_NUMBERS, *_TEXTS})


def render(corrected: dict[str, Any], measured: dict[str, Any], sort: str, limit: int) -> str:
    """`corrected` and `measured` are the same capture, without and with the collector's cost."""
    raw = {
        id(row): other
        for row, other in zip(corrected["functions"], measured["functions"], strict=True)
    }
    called = [row for row in corrected["functions"] if row["calls"]]
    lines = [*_heading(corrected, measured, called), ""]
    lines.append(
        f"{'ncalls':>12} {'tottime':>9} {'percall':>9} {'cumtime':>9} {'measured':>9}  function"
    )
    for row in _sorted(called, sort)[:limit]:
        calls, primitive = row["calls"], row["primitive_calls"]
        ncalls = str(calls) if calls == primitive else f"{calls}/{primitive}"
        lines.append(
            f"{ncalls:>12} {row['own_s']:9.4f} {_per_call(row['own_s'], calls)} "
            f"{row['cumulative_s']:9.4f} {raw[id(row)]['own_s']:9.4f}  {place(row)}"
        )
    if len(called) > limit:
        lines.append(f"{'...':>12} {len(called) - limit} more functions")
    return "\n".join(lines) + "\n"


def _heading(
    corrected: dict[str, Any], measured: dict[str, Any], called: list[dict[str, Any]]
) -> list[str]:
    calls = sum(row["calls"] for row in called)
    primitive = sum(row["primitive_calls"] for row in called)
    own = sum(row["own_s"] for row in called)
    raw = sum(row["own_s"] for row in measured["functions"])
    recursive = "" if calls == primitive else f" ({primitive} primitive)"
    lines = [
        f"{calls} calls{recursive} in {own:.3f} s; measured {raw:.3f} s, "
        f"of which {raw - own:.3f} s are the collector's"
    ]
    processes = corrected["processes"]
    threads = sum(process["threads"] for process in processes)
    if len(processes) > 1 or threads > 1:
        lines.append(f"{len(processes)} processes, {threads} threads; times are summed up")
    lines += remarks(corrected)
    folded = sum(process["folded_calls"] for process in processes)
    if folded:
        lines.append(f"the callers of {folded} calls are not known: there were too many paths")
    return lines


def remarks(capture: dict[str, Any]) -> list[str]:
    """What is wanting in a capture, one line each."""
    lines = []
    killed = [process for process in capture["processes"] if not process["ended"]]
    if killed:
        pids = ", ".join(process["facts"].get("pid", "?") for process in killed)
        lines.append(
            f"process {pids} did not end in order: its last second may be missing"
            if len(killed) == 1
            else f"processes {pids} did not end in order: their last second may be missing"
        )
    if capture["damaged_bytes"]:
        lines.append(f"{capture['damaged_bytes']} bytes of the capture are damaged and left out")
    return lines


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    if sort in _NUMBERS:
        return sorted(rows, key=lambda row: row[_NUMBERS[sort]], reverse=True)
    return sorted_by_text(rows, sort)


def sorted_by_text(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    return sorted(rows, key=lambda row: [row[field] for field in _TEXTS[sort]])


def _per_call(seconds: float, calls: int) -> str:
    each = seconds / calls
    if each >= 1e-3:
        return f"{each:7.4f} s"
    return f"{each * 1e6:6.2f} us" if each >= 1e-6 else f"{each * 1e9:6.1f} ns"


def place(row: dict[str, Any]) -> str:
    if row["file"] == "~":
        return str(row["function"])
    return f"{row['qualified_name']} ({short(row['file'])}:{row['line']})"


def short(path: str) -> str:
    here = os.path.join(os.getcwd(), "")
    return path[len(here) :] if path.startswith(here) else path
