"""The samples of a capture per function, for people.

The facts are the engine's (``_core.export_capture(..., "json", ...)``); here they are only ordered
and worded.
"""

from __future__ import annotations

from typing import Any

from hasten.calls_table import place, remarks, sorted_by_text

# The sort keys of pstats, by what they mean here; numbers descending.
_NUMBERS = {
    "calls": ("total", "samples"),
    "ncalls": ("total", "samples"),
    "pcalls": ("total", "samples"),
    "time": ("self", "s"),
    "tottime": ("self", "s"),
    "cumulative": ("total", "s"),
    "cumtime": ("total", "s"),
}
_STATES = (
    ("running_s", "running"),
    ("gil_s", "waiting for the GIL"),
    ("ready_s", "waiting for a processor"),
    ("waiting_s", "idle"),
)


def render(capture: dict[str, Any], sort: str, limit: int) -> str:
    samples = capture["samples"]
    functions = samples["functions"]
    whole = sum(thread["counts"]["s"] for thread in samples["threads"])
    text = [*_heading(capture, whole), ""]
    text.append(
        f"{'self %':>7} {'self':>9} {'CPU':>9} {'total %':>8} {'total':>9} {'samples':>8}  function"
    )
    for row in _sorted(functions, sort)[:limit]:
        own, total = row["self"], row["total"]
        text.append(
            f"{_percent(own['s'], whole):7.1f} {own['s']:9.3f} {own['cpu_s']:9.3f} "
            f"{_percent(total['s'], whole):8.1f} {total['s']:9.3f} {own['samples']:8d}  "
            f"{place(row)}{_hottest_line(row)}"
        )
    if len(functions) > limit:
        text.append(f"{'...':>7} {len(functions) - limit} more functions")
    return "\n".join(text) + "\n"


def _heading(capture: dict[str, Any], whole: float) -> list[str]:
    samples = capture["samples"]
    counts = [thread["counts"] for thread in samples["threads"]]
    taken = sum(count["samples"] for count in counts)
    processes = len(capture["processes"])
    where = f"{len(counts)} thread" + ("s" if len(counts) != 1 else "")
    if processes > 1:
        where += f" of {processes} processes"
    states = [
        f"{_percent(sum(count[field] for count in counts), whole):.1f} % {name}"
        for field, name in _STATES
    ]
    text = [f"{taken} samples of {where} in {whole:.3f} s: " + ", ".join(states)]
    if samples["lost"]:
        text.append(
            f"{samples['lost']} samples could not be taken; their time went to the next one"
        )
    return text + remarks(capture)


def _hottest_line(row: dict[str, Any]) -> str:
    lines = [line for line in row["lines"] if line["self"]["samples"]]
    if len(lines) < 2:
        return ""
    hottest = max(lines, key=lambda line: float(line["self"]["s"]))
    share = _percent(hottest["self"]["s"], row["self"]["s"])
    return f", {share:.0f} % at line {hottest['line']}"


def _percent(part: float, whole: float) -> float:
    return 100 * part / whole if whole else 0.0


def _sorted(rows: list[dict[str, Any]], sort: str) -> list[dict[str, Any]]:
    if sort in _NUMBERS:
        of, field = _NUMBERS[sort]
        return sorted(rows, key=lambda row: float(row[of][field]), reverse=True)
    return sorted_by_text(rows, sort)
