"""The report of a run as text, from its facts (schema/run.schema.json). It words and aligns; it
computes no facts.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import Any, TextIO

Facts = dict[str, Any]

_COLORS = {
    "native": "32",
    "refused": "33",
    "undone": "33",
    "pending": "36",
    "bold": "1",
    "dim": "2",
}
_STATE_ORDER = ("native", "undone", "refused", "pending")
_NUMBER_COLUMNS = ("entries", "exits", "compiled")


def wants_color(stream: TextIO) -> bool:
    """Colour on a terminal only, and not where NO_COLOR or a dumb terminal says otherwise."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def render(facts: Facts, *, color: bool = False) -> str:
    """The whole report, ending with a newline."""
    paint = _painter(color)
    head = " ".join(("hasten", facts["version"], "on CPython", facts["python"])).replace("  ", " ")
    lines = ["", paint("bold", head)]
    if not facts["enabled"]:
        lines.append(f"  not active: {disabled_text(facts)}")
        lines.append("  the program ran interpreted, as without hasten")
        if facts["disabled_refusal"]:
            lines.append(f"  advice: {facts['disabled_refusal']['advice']}")
        if not facts["regions"]:
            return "\n".join(lines) + "\n"
    lines += [f"  {line}" for line in _summary(facts)]
    regions = sorted(facts["regions"], key=lambda region: _STATE_ORDER.index(region["state"]))
    if regions:
        lines += ["", *_table(regions, paint)]
    for region in regions:
        lines += _notes(region, paint)
    return "\n".join(lines) + "\n"


def empty_facts(disabled_reason: str) -> Facts:
    """The facts of a run in which the engine could not start."""
    import platform

    return {
        "schema": "hasten-run-1",
        "python": platform.python_version(),
        "version": "",
        "enabled": False,
        "disabled_reason": disabled_reason,
        "disabled_refusal": None,
        "start_ms": 0.0,
        "totals": {
            "regions": 0,
            "native": 0,
            "refused": 0,
            "undone": 0,
            "entries": 0,
            "exits": 0,
            "compile_ms": 0.0,
            "cached": 0,
            "huge_pages_mib": 0,
            "quiet_collections": 0,
            "collections_given_up": 0,
            "kept_at_end": 0,
        },
        "regions": [],
    }


def disabled_text(facts: Facts) -> str:
    """Why the engine was not on, with the number of the refusal where there is one."""
    text = facts["disabled_reason"] or "switched off"
    refusal = facts["disabled_refusal"]
    return f"{text} [{refusal['name']}, {refusal['code']}]" if refusal else text


def place(region: Facts, line: int | None = None) -> str:
    """`file:line function`, the file as the user would type it here."""
    path = region["file"]
    try:
        relative = os.path.relpath(path)
        if os.path.isabs(path) and not relative.startswith(".."):
            path = relative
    except (OSError, ValueError):  # the current directory has gone
        pass
    return f"{path}:{region['line'] if line is None else line} {region['function']}"


def reason_text(reason: Facts) -> str:
    return f"{reason['text']} [{reason['name']}, {reason['code']}]"


def _summary(facts: Facts) -> Iterable[str]:
    totals = facts["totals"]
    if totals["regions"] == 0:
        yield "no loop or function ran long enough to be worth compiling"
    else:
        states = [
            f"{totals[state]:,} {state}"
            for state in ("native", "refused", "undone")
            if totals[state]
        ]
        yield f"{count(totals['regions'], 'hot region')}: {', '.join(states) or 'none finished'}"
        yield (
            f"native code entered {count(totals['entries'], 'time')}, "
            f"left before its end {count(totals['exits'], 'time')}"
        )
    cost = f"cost: {facts['start_ms']:.1f} ms to start, {totals['compile_ms']:.1f} ms to compile"
    yield cost + (f", {totals['cached']:,} from the cache" if totals["cached"] else "")
    if totals["huge_pages_mib"]:
        yield f"memory: up to {totals['huge_pages_mib']:,} MiB of objects in huge pages"
    if totals["quiet_collections"]:
        made = count(totals["quiet_collections"], "collection")
        yield f"garbage: {made} without garbage made faster"
    if totals["kept_at_end"] >= 1000:  # fewer are no time
        yield f"end: {count(totals['kept_at_end'], 'container')} of plain data not freed one by one"


def _table(regions: Sequence[Facts], paint: Any) -> Iterable[str]:
    header = ("where", "kind", "state", "gain", *_NUMBER_COLUMNS)
    rows = [_row(region) for region in regions]
    widths = [max(len(row[column]) for row in (header, *rows)) for column in range(len(header))]
    first_number = len(header) - len(_NUMBER_COLUMNS)

    def line(row: Sequence[str]) -> str:
        cells = [
            cell.rjust(width) if column >= first_number else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        return "  " + "  ".join(cells).rstrip()

    yield paint("dim", line(header))
    for region, row in zip(regions, rows, strict=True):
        yield paint(region["state"], line(row))


def _row(region: Facts) -> tuple[str, ...]:
    gain = region["gain"]
    gained = f"{gain['ratio']:.1f}x ({gain['low']:.1f} to {gain['high']:.1f})" if gain else "-"
    if gain and gain["earlier"]:
        gained += " earlier"
    exits = sum(exit["count"] for exit in region["exits"])
    compiled = "cached" if region["cached"] else f"{region['compile_ms']:.1f} ms"
    return (
        place(region),
        region["kind"],
        region["state"],
        gained,
        f"{region['entries']:,}",
        f"{exits:,}",
        compiled,
    )


def _notes(region: Facts, paint: Any) -> Iterable[str]:
    """Why a region is not native, and where native code is left most often."""
    reason = region["reason"]
    exits = sorted(region["exits"], key=lambda exit: -exit["count"])[:3]
    if not reason and not exits:
        return
    yield ""
    yield f"  {place(region)}"
    if reason:
        at = f" (line {reason['line']})" if reason["line"] not in (0, region["line"]) else ""
        yield f"    {paint(region['state'], region['state'])}: {reason_text(reason)}{at}"
        if reason["advice"]:
            yield f"    advice: {reason['advice']}"
    for exit in exits:
        yield f"    left {count(exit['count'], 'time')} at line {exit['line']}: {exit['why']}"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _painter(color: bool) -> Any:
    def paint(style: str, text: str) -> str:
        return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if color else text

    return paint
