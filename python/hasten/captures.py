"""`hasten show` and `hasten export`: what a capture says, for people and for other tools."""

from __future__ import annotations

import argparse
import gzip
import json
import os
import sys
from typing import IO, Any

from hasten import calls_table, lines_table, lprof, samples_table

# By what the file is called if the format is not said.
_ENDINGS = {
    ".prof": "pstats",
    ".pstats": "pstats",
    ".folded": "collapsed",
    ".collapsed": "collapsed",
    ".speedscope.json": "speedscope",
    ".trace.json": "chrome",
    ".pb.gz": "pprof",
    ".csv": "csv",
    ".json": "json",
    ".lprof": "lprof",
}
_USUAL_ENDING = {
    "pstats": ".prof",
    "callgrind": ".callgrind",
    "collapsed": ".collapsed",
    "speedscope": ".speedscope.json",
    "chrome": ".trace.json",
    "pprof": ".pb.gz",
    "csv": ".csv",
    "json": ".json",
    "lprof": ".lprof",
}


def add_parsers(commands: argparse._SubParsersAction[Any]) -> None:
    show = commands.add_parser("show", help="show the table of a capture")
    show.add_argument("capture", metavar="CAPTURE")
    show.add_argument("-s", "--sort", choices=calls_table.SORT_KEYS, default="tottime")
    show.add_argument("-n", "--limit", type=_count, default=20, help="rows (default: 20)")
    export = commands.add_parser("export", help="convert a capture for other tools")
    export.add_argument("capture", metavar="CAPTURE")
    export.add_argument("--format", choices=sorted(_USUAL_ENDING), help="default: by OUT's name")
    export.add_argument("-o", "--output", metavar="OUT", help="- is stdout; replaced if it exists")
    export.add_argument(
        "--measured", action="store_true", help="times with what the collector added to them"
    )


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise ValueError
    return number


def show_table(path: str, stream: IO[str], sort: str, limit: int) -> None:
    """What the capture holds, its first `limit` rows; OSError: it cannot be read."""
    from hasten import _core

    corrected = json.loads(_core.export_capture(path, "json", True))
    mode = _mode(corrected)
    if mode == "samples":
        stream.write(samples_table.render(corrected, sort, limit))
        return
    measured = json.loads(_core.export_capture(path, "json", False))
    if mode == "lines":
        stream.write(lines_table.render(corrected, measured, limit))
    else:
        stream.write(calls_table.render(corrected, measured, sort, limit))


def _mode(capture: dict[str, Any]) -> str:
    """calls, lines or samples."""
    return next((str(process["facts"]["mode"]) for process in capture["processes"]), "calls")


def show(options: argparse.Namespace) -> int:
    try:
        show_table(options.capture, sys.stdout, options.sort, options.limit)
    except OSError as error:
        return _refuse("show", f"{options.capture}: {error.strerror or error}")
    return 0


def export(options: argparse.Namespace) -> int:
    form = options.format or _format_of(options.output)
    if form is None:
        return _refuse("export", "say which format: --format " + "|".join(sorted(_USUAL_ENDING)))
    output = options.output or _beside(options.capture, form)
    try:
        data = _convert(options.capture, form, not options.measured)
    except OSError as error:
        return _refuse("export", f"{options.capture}: {error.strerror or error}")
    except ValueError as error:
        return _refuse("export", f"{options.capture}: {error}")
    if output == "-":
        sys.stdout.buffer.write(data)
        return 0
    if os.path.exists(output) and os.path.samefile(output, options.capture):
        return _refuse("export", f"{output}: that is the capture itself")
    try:
        with open(output, "wb") as file:
            file.write(data)
    except OSError as error:
        return _refuse("export", f"{output}: {error.strerror or error}")
    print(output)
    return 0


def _convert(path: str, form: str, corrected: bool) -> bytes:
    """ValueError: the capture does not hold what the format is for."""
    from hasten import _core

    if form == "pprof":
        return gzip.compress(_core.export_capture(path, form, corrected), mtime=0)
    if form != "lprof":
        return _core.export_capture(path, form, corrected)
    capture = json.loads(_core.export_capture(path, "json", corrected))
    if (mode := _mode(capture)) != "lines":
        raise ValueError(f"holds {mode}; lprof is not for them")
    return lprof.write(capture)


def _format_of(output: str | None) -> str | None:
    name = os.path.basename(output or "")
    if name.startswith("callgrind."):
        return "callgrind"
    endings = sorted(_ENDINGS, key=len, reverse=True)
    return next((_ENDINGS[ending] for ending in endings if name.endswith(ending)), None)


def _beside(capture: str, form: str) -> str:
    return capture.removesuffix(".hasten") + _USUAL_ENDING[form]


def _refuse(command: str, message: str) -> int:
    print(f"hasten {command}: {message}", file=sys.stderr)
    return 2
