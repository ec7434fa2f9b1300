"""`hasten explain FILE[:FUNCTION]`: runs the program once and prints its source, each line with
what became of it.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import subprocess
import sys
import tempfile
import types
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hasten.report import Facts, count, disabled_text, place, reason_text

_MARKS = {"native": "N", "guarded": "G", "interpreted": "."}
_MARK_ORDER = ("interpreted", "guarded", "native")
_DUMPS = ("pyir", "ir", "llvm", "asm")


def add_parser(commands: Any) -> None:
    parser = commands.add_parser(
        "explain",
        help="show per line what runs natively, and why the rest does not",
        usage="hasten explain [options] FILE[:FUNCTION] [-- ARGS...]",
        description="Runs the program once under hasten and prints its source: N native, "
        "G native with a guard that may leave, . interpreted.",
    )
    parser.add_argument("target", metavar="FILE[:FUNCTION]")
    parser.add_argument("--output", action="store_true", help="show what the program prints")
    parser.add_argument("--eager", action="store_true", help="compile at first sight")
    for kind, text in zip(
        _DUMPS,
        ("the bytecode as IR", "the typed, optimised IR", "the LLVM IR", "the machine code"),
        strict=True,
    ):
        parser.add_argument(f"--{kind}", action="store_true", help=f"also print {text}")


def main(options: argparse.Namespace, arguments: Sequence[str]) -> int:
    file, function = _split_target(options.target)
    if file == Path():
        return _fail("no file given (see hasten explain --help)")
    try:
        source = file.read_bytes()
        tree = ast.parse(source, str(file))
    except (OSError, SyntaxError, ValueError) as error:
        return _fail(f"cannot read {file}: {getattr(error, 'strerror', None) or error}")
    spans = [Span(1, len(source.splitlines()))]
    if function:
        spans = list(_function_spans(tree, function))
        if not spans:
            return _fail(f"{file} has no function {function}")
    with tempfile.TemporaryDirectory(prefix="hasten-") as scratch:
        prefix = os.path.join(scratch, "run")
        status = _run(file, arguments, options, prefix)
        try:
            facts = json.loads(Path(prefix + ".json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            return _fail(f"the program ended without a report (exit status {status})", 1)
        text = source.decode("utf-8", "replace").splitlines()
        _print_lines(_explain(file, text, _code_lines(tree, str(file)), spans, facts))
        if status != 0:
            print(f"\nthe program ended with exit status {status}")
        _print_dumps(options, prefix)
    return 0


def _split_target(target: str) -> tuple[Path, str]:
    name, colon, function = target.rpartition(":")
    if colon and not os.path.exists(target):
        return Path(name), function
    return Path(target), ""


def _fail(message: str, status: int = 2) -> int:
    print(f"hasten explain: {message}", file=sys.stderr)
    return status


def _run(file: Path, arguments: Sequence[str], options: argparse.Namespace, prefix: str) -> int:
    """Runs the program in its own process: facts in PREFIX.json, dumps in PREFIX.<kind>."""
    environment = dict(os.environ)
    for name in ("HASTEN", "HASTEN_MAIN_PID", "HASTEN_REPORT"):
        environment.pop(name, None)
    environment.update(HASTEN_RUN="1", HASTEN_JSON=prefix + ".json", HASTEN_NO_CACHE="1")
    if options.eager:
        environment["HASTEN_EAGER"] = "1"
    if any(getattr(options, kind) for kind in _DUMPS):
        environment["HASTEN_DUMP"] = prefix
    command = [sys.executable, os.fspath(file), *arguments]
    hidden = None if options.output else subprocess.DEVNULL
    sys.stdout.flush()
    return subprocess.run(command, env=environment, stdout=hidden, check=False).returncode


@dataclass(frozen=True)
class Span:
    """Source lines, both ends included."""

    first: int
    last: int


def _function_spans(tree: ast.AST, name: str, prefix: str = "") -> Iterator[Span]:
    """Where the functions and classes called name are, by plain or by dotted name."""
    for node in ast.iter_child_nodes(tree):
        inner = prefix
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            qualified = prefix + node.name
            if name in (node.name, qualified):
                yield Span(node.lineno, node.end_lineno or node.lineno)
                continue
            inner = qualified + "."
        yield from _function_spans(node, name, inner)


def _code_lines(tree: ast.Module, file: str) -> set[int]:
    """The lines that have instructions."""
    lines: set[int] = set()
    pending = [compile(tree, file, "exec")]
    while pending:
        code = pending.pop()
        lines.update(line for _, _, line in code.co_lines() if line)
        pending.extend(
            constant for constant in code.co_consts if isinstance(constant, types.CodeType)
        )
    return lines


def _explain(
    file: Path, text: Sequence[str], code_lines: set[int], spans: Sequence[Span], facts: Facts
) -> Iterator[str]:
    if not facts["enabled"]:
        yield f"hasten was not active: {disabled_text(facts)}"
        yield ""
    regions = [region for region in facts["regions"] if _same_file(region["file"], file)]
    marks = _line_marks(regions)
    width = len(str(max(span.last for span in spans)))
    shown = 0
    for span in spans:
        for number in range(span.first, span.last + 1):
            mark, why = marks.get(number, ("interpreted" if number in code_lines else "", ""))
            line = f"{number:>{width}} {_MARKS.get(mark, ' ')} {text[number - 1]}".rstrip()
            yield f"{line}    # <- {why}" if why and mark != "native" else line
        yield ""
        for region in regions:
            if region["line"] <= span.last and region["end_line"] >= span.first:
                shown += 1
                yield from _verdict(region)
    if not shown and facts["enabled"]:
        yield "nothing here ran long enough to be worth compiling"


def _same_file(recorded: str, file: Path) -> bool:
    try:
        return os.path.samefile(recorded, file)
    except OSError:
        return recorded == str(file)


def _line_marks(regions: Iterable[Facts]) -> dict[int, tuple[str, str]]:
    """The best mark of each line: an inner loop may be native where the outer one is refused."""
    marks: dict[int, tuple[str, str]] = {}
    for region in regions:
        for line in region["lines"]:
            mark = line["mark"] if region["state"] == "native" else "interpreted"
            known = marks.get(line["line"])
            if known is None or _MARK_ORDER.index(mark) > _MARK_ORDER.index(known[0]):
                marks[line["line"]] = (mark, line["why"])
    return marks


def _verdict(region: Facts) -> Iterator[str]:
    gain = region["gain"]
    gained = f", {gain['ratio']:.1f} times the interpreter's speed" if gain else ""
    yield f"{place(region)}: {region['kind']}, {region['state']}{gained}"
    if region["state"] == "pending":
        yield "    the program ended before it was compiled (--eager does not wait)"
    reason = region["reason"]
    if reason:
        yield f"    line {reason['line']}: {reason_text(reason)}"
        if reason["advice"]:
            yield f"    advice: {reason['advice']}"
    for exit in region["exits"]:
        yield f"    left {count(exit['count'], 'time')} at line {exit['line']}: {exit['why']}"


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


def _print_dumps(options: argparse.Namespace, prefix: str) -> None:
    for kind in _DUMPS:
        if not getattr(options, kind):
            continue
        try:
            text = Path(f"{prefix}.{kind}").read_text(encoding="utf-8")
        except FileNotFoundError:
            text = "(none)\n"
        print(f"\n--- {kind} ---\n{text}", end="")
