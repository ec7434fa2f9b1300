"""Shrink a program that behaves differently under hasten, keeping the difference.

    python tests/differential/reduce.py failing/seed_7_eager.py --mode eager [--seconds 120]

Statements are deleted (large runs of them first), compound statements replaced by their bodies,
expressions by their parts and large range() counts by smaller ones, for as long as CPython and
hasten still differ in the same way (a crash stays a crash). Writes FILE.reduced.py. Random guard
failures (`guards`) are tried several times.
"""

import argparse
import ast
import copy
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "support"))

import running
from running import MODES, Program

BODIES = ("body", "orelse", "finalbody", "handlers")


def verdict(program: Program, mode: running.Mode, tries: int, code: int | None = None) -> str:
    """ "same", "differs", "crash" or "timeout"; "bad" when the plain run is no oracle.

    With `code`, a plain run that ends otherwise is bad too: the difference looked for is not one
    in how a broken program fails.
    """
    plain = running.run_plain(program)
    if plain.code is None or plain.code < 0 or b"SyntaxError" in plain.stderr:
        return "bad"
    if code is not None and plain.code != code:
        return "bad"
    for _ in range(tries):
        other = running.run_hasten(program, mode)
        if running.same(plain, other):
            continue
        if other.code is None:
            return "timeout"
        return "crash" if other.code < 0 else "differs"
    return "same"


class Reducer:
    """Greedy: keep each change after which `interesting(source)` still holds."""

    def __init__(self, source: str, interesting: Callable[[str], bool], seconds: float) -> None:
        self.interesting = interesting
        self.deadline = time.monotonic() + seconds
        self.seen: set[str] = {source}
        self.tests = 0
        self.source = source
        self.tree: ast.Module | None = None

    def out_of_time(self) -> bool:
        return time.monotonic() > self.deadline

    def accept(self, tree: ast.Module) -> bool:
        try:
            source = ast.unparse(ast.fix_missing_locations(tree)) + "\n"
            compile(source, "<reduced>", "exec")
        except (SyntaxError, ValueError, RecursionError):
            return False
        if source in self.seen or self.out_of_time():
            return False
        self.seen.add(source)
        self.tests += 1
        if not self.interesting(source):
            return False
        self.source = source
        self.tree = ast.parse(source)
        return True

    def run(self) -> str:
        tree = ast.parse(self.source)
        if not self.accept(tree):
            return self.source  # the difference depends on the exact layout: leave it
        size = None
        while size != len(self.source) and not self.out_of_time():
            size = len(self.source)
            self.delete_runs()
            self.unwrap()
            self.simplify()
        return self.source

    # Each pass works on positions in a fresh copy: an accepted change renumbers them.

    def lists(self, tree: ast.Module) -> list[tuple[ast.AST, str]]:
        found = []
        for node in ast.walk(tree):
            for name in BODIES:
                if isinstance(getattr(node, name, None), list) and getattr(node, name):
                    found.append((node, name))
        return found

    def delete_runs(self) -> None:
        position = 0
        while not self.out_of_time():
            places = self.lists(self.tree)
            if position >= len(places):
                return
            node, name = places[position]
            length = len(getattr(node, name))
            chunk = length
            while chunk >= 1 and not self.out_of_time():
                start = 0
                while start < length and not self.out_of_time():
                    if self.try_delete(position, start, chunk):
                        length = self.length_at(position, name)
                    else:
                        start += chunk
                chunk //= 2
            position += 1

    def length_at(self, position: int, name: str) -> int:
        places = self.lists(self.tree)
        if position < len(places) and places[position][1] == name:
            return len(getattr(*places[position]))
        return 0

    def try_delete(self, position: int, start: int, chunk: int) -> bool:
        tree = copy.deepcopy(self.tree)
        places = self.lists(tree)
        if position >= len(places):
            return False
        node, name = places[position]
        items = getattr(node, name)
        if len(items) == 1 and isinstance(items[0], ast.Pass):
            return False
        del items[start : start + chunk]
        if not items and name == "body" and not isinstance(node, ast.Module):
            items.append(ast.Pass())
        return self.accept(tree)

    def unwrap(self) -> None:
        """Replace `if`, `for`, `try` and others by the statements inside."""
        position = 0
        while not self.out_of_time():
            tree = copy.deepcopy(self.tree)
            spots = [
                (getattr(node, name), k)
                for node, name in self.lists(tree)
                for k, item in enumerate(getattr(node, name))
                if isinstance(item, ast.If | ast.For | ast.While | ast.Try | ast.With)
            ]
            if position >= len(spots):
                return
            items, k = spots[position]
            items[k : k + 1] = items[k].body
            if not self.accept(tree):
                position += 1

    def simplify(self) -> None:
        """Replace one expression by one of its parts, or a count by a smaller one."""
        position = 0
        while not self.out_of_time():
            spots = list(self.expressions(self.tree))
            if position >= len(spots):
                return
            for choice in range(4):
                tree = copy.deepcopy(self.tree)
                parent, field, index, node = list(self.expressions(tree))[position]
                parts = list(self.parts(node))
                if choice >= len(parts):
                    position += 1
                    break
                if index is None:
                    setattr(parent, field, parts[choice])
                else:
                    getattr(parent, field)[index] = parts[choice]
                if self.accept(tree):
                    break
            else:
                position += 1

    @staticmethod
    def expressions(tree: ast.Module) -> Iterator[tuple[ast.AST, str, int | None, ast.expr]]:
        for parent in ast.walk(tree):
            if isinstance(parent, ast.JoinedStr | ast.FormattedValue):
                continue
            for field, value in ast.iter_fields(parent):
                for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                    if isinstance(node, ast.expr) and not isinstance(
                        getattr(node, "ctx", None), ast.Store | ast.Del
                    ):
                        yield parent, field, index, node

    @staticmethod
    def parts(node: ast.expr) -> Iterator[ast.expr]:
        match node:
            case ast.BinOp(left=left, right=right):
                yield left
                yield right
            case ast.BoolOp(values=values):
                yield from values[:2]
            case ast.UnaryOp(operand=operand):
                yield operand
            case ast.IfExp(body=body, orelse=orelse):
                yield body
                yield orelse
            case ast.Compare(left=left):
                yield ast.Constant(True)
                yield ast.Constant(False)
                yield left
            case ast.Call(args=args):
                yield from args[:2]
            case ast.Tuple(elts=elts, ctx=ast.Load()) if len(elts) > 1:
                yield ast.Tuple(elts[: len(elts) // 2], ast.Load())
                yield ast.Tuple(elts[len(elts) // 2 :], ast.Load())
            case ast.Constant(value=value) if type(value) is int and abs(value) > 2:
                yield ast.Constant(1)
                yield ast.Constant(value // 2)


def reduce_source(
    source: str, mode: running.Mode, folder: Path, seconds: float, tries: int = 1
) -> tuple[str, str, int]:
    """The smallest source found, the kind of difference kept, and how many programs were tried."""
    program = Program(folder / "reduced_program.py", timeout=10)
    program.path.write_text(source)
    code = running.run_plain(program).code

    def kind(text: str) -> str:
        program.path.write_text(text)
        return verdict(program, mode, tries, code)

    wanted = kind(source)
    if wanted in ("same", "bad"):
        return source, wanted, 0
    reducer = Reducer(source, lambda text: kind(text) == wanted, seconds)
    return reducer.run(), wanted, reducer.tests


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program", type=Path)
    parser.add_argument("--mode", default="eager", choices=sorted(MODES))
    parser.add_argument(
        "--optimised", action="store_true", help="with the machine code that users run: slow"
    )
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument(
        "--tries",
        type=int,
        help="runs before a random mode counts as the same (default 1, guards 5)",
    )
    options = parser.parse_args()
    tries = options.tries or (5 if options.mode == "guards" else 1)
    mode = running.stressed(options.mode, options.optimised)
    source = options.program.read_text()
    with TemporaryDirectory() as folder:
        small, wanted, tests = reduce_source(source, mode, Path(folder), options.seconds, tries)
    if wanted in ("same", "bad"):
        print(
            f"nothing to reduce: {'no difference' if wanted == 'same' else 'the plain run failed'}"
        )
        return 1
    out = options.program.with_suffix(".reduced.py")
    out.write_text(small)
    print(
        f"{wanted}: {len(source.splitlines())} -> {len(small.splitlines())} lines, "
        f"{tests} programs tried: {out}"
    )
    print(small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
