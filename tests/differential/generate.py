"""Random Python programs from a seed: typed enough to run, loose enough to surprise.

    python generate.py --seed 7 [--functions 20] > program.py

Gives one program: leaf functions, functions with hot loops, generators, closures, a module-level
section, and a driver that prints every result, every traceback and the locals of the frame that
raised. The same seed gives the same program on every Python version. Every program ends by itself:
loop counts multiply into a bounded cost, ints are folded back above 2**200, strings and lists are
cut. Overflow, division by zero, bad indices, missing keys and values that change type happen on
purpose, now and then.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

from expressions import FLOATS, INTS, STRINGS, Expressions
from features import Features
from statements import Statements

PRELUDE = (Path(__file__).parent / "prelude.py").read_text()

KINDS = ("int", "float", "str", "list", "dict", "cell")


@dataclass
class Parameter:
    name: str
    kind: str
    default: str | None = None
    keyword_only: bool = False


def signature(parameters):
    parts = []
    for parameter in parameters:
        if parameter.keyword_only and "*" not in parts:
            parts.append("*")
        default = "" if parameter.default is None else f"={parameter.default}"
        parts.append(parameter.name + default)
    return ", ".join(parts)


class Scope:
    """Names by kind, as seen by the statement being made; loop variables come and go."""

    def __init__(self, names=None, prefix="v", module=False):
        self.names = {kind: [] for kind in KINDS} if names is None else names
        self.prefix = prefix
        self.module = module
        self.count = 0
        self.read_only = set()

    def new(self, kind):
        name = f"{self.prefix}{self.count}"
        self.count += 1
        self.names[kind].append(name)
        return name


class Generator(Expressions, Statements, Features):
    def __init__(self, seed, functions=20):
        self.rng = random.Random(seed)
        self.functions = functions
        self.lines = []
        self.leaves = []  # (name, parameters, kind of the result)
        self.generators = []
        self.callables = []  # (name, number of parameters, cost)
        self.scope = Scope()
        self.loops = []  # trip counts of the loops around the statement
        self.cost = 0
        self.can_yield = False
        self.in_function = True
        self.fresh_count = 0

    # -- small helpers -------------------------------------------------------------------------

    def chance(self, p):
        return self.rng.random() < p

    def pick(self, options):
        return self.rng.choice(options)

    def emit(self, depth, text):
        self.lines.append("    " * depth + text)

    def trips(self):
        product = 1
        for n in self.loops:
            product *= n
        return product

    def var(self, kind, write=False):
        names = [n for n in self.scope.names[kind] if not (write and n in self.scope.read_only)]
        return self.pick(names) if names else None

    # -- functions -----------------------------------------------------------------------------

    def leaf(self, number):
        kinds = [self.pick(["int", "int", "float"]) for _ in range(self.rng.randrange(1, 4))]
        result = self.pick(["int", "int", "float"])
        parameters = self.parameters(kinds)
        self.scope = Scope()
        for parameter in parameters:
            self.scope.names[parameter.kind].append(parameter.name)
        self.emit(0, f"def leaf{number}({signature(parameters)}):")
        if self.chance(0.4):
            self.emit(1, f"if {self.bool_expr(1)}:")
            self.emit(2, f"return {self.expr(result, 1)}")
        self.emit(1, f"return {self.expr(result, 2)}")
        self.emit(0, "")
        self.leaves.append((f"leaf{number}", parameters, result))

    def parameters(self, kinds):
        """Parameters of these kinds, the last of which may have defaults or be keyword-only."""
        keyword_only = self.rng.randrange(1, 5)
        given = [Parameter(f"p{k}", kind) for k, kind in enumerate(kinds)]
        with_default = False
        for k, parameter in enumerate(given):
            parameter.keyword_only = k >= keyword_only
            if with_default and not parameter.keyword_only or self.chance(0.2):
                with_default = True
                parameter.default = repr(self.pick(INTS if parameter.kind == "int" else FLOATS))
        return given

    def recursive(self, number):
        self.scope = Scope()
        self.scope.names["int"] += ["n", "a"]
        self.emit(0, f"def leaf{number}(n, a):")
        self.emit(1, "n = min(n, 9) if isinstance(n, int) else 3")
        self.emit(1, "if n <= 0:")
        self.emit(2, f"return {self.int_expr(2)} % 1000003")
        calls = f"leaf{number}(n - 1, {self.int_expr(1)} % 1000003)"
        if self.chance(0.5):
            calls += f" - leaf{number}(n - 2, a % 7)"
        self.emit(1, f"return {calls} + {self.int_expr(1)} % 1000003")
        self.emit(0, "")
        self.leaves.append((f"leaf{number}", [Parameter("n", "int"), Parameter("a", "int")], "int"))

    def variables(self, depth):
        for kind, count in (
            ("int", 3),
            ("float", 2),
            ("str", 1),
            ("list", 2),
            ("dict", 1),
            ("cell", 1),
        ):
            for _ in range(count):
                value = {
                    "int": repr(self.pick(INTS)),
                    "float": repr(self.pick(FLOATS)),
                    "str": repr(self.pick(STRINGS)),
                }.get(kind) or self.expr(kind, 1)
                self.emit(depth, f"{self.scope.new(kind)} = {value}")

    def function(self, number):
        self.scope, self.cost, self.loops = Scope(), 0, []
        self.scope.names["int"] += ["a", "b"]
        self.emit(0, f"def f{number}(a, b):")
        if self.chance(0.3):
            self.emit(1, "global g0")
            self.scope.names["int"].append("g0")
        self.variables(1)
        if self.chance(0.25):
            captured = self.scope.names["int"][-1]
            if captured != "g0":
                self.emit(1, "def inner(k):")
                self.emit(2, f"nonlocal {captured}")
                self.emit(2, f"{captured} = ({captured} + k) % 1000003")
                self.emit(2, f"return {captured} - k")
                self.leaves.append(("inner", [Parameter("k", "int")], "int"))
        self.for_statement(1)
        self.block(1, self.rng.randrange(1, 4))
        if self.cost < 6000:
            self.for_statement(1)
        self.leaves = [leaf for leaf in self.leaves if leaf[0] != "inner"]
        shown = [n for n in self.scope.names["int"] if not n.startswith("i")]
        for kind in KINDS[1:]:
            shown += self.scope.names[kind]
        self.emit(1, f"return ({', '.join(shown)},)")
        self.emit(0, "")
        self.callables.append((f"f{number}", 2, max(self.cost, 1)))

    def generator(self, number):
        self.scope, self.cost, self.loops, self.can_yield = Scope(), 0, [], True
        self.scope.names["int"].append("n")
        self.emit(0, f"def gen{number}(n):")
        self.emit(1, f"{self.scope.new('int')} = {self.pick(INTS)}")
        self.emit(1, f"{self.scope.new('float')} = {self.pick(FLOATS)}")
        self.emit(1, f"{self.scope.new('list')} = [1, 2, 3]")
        self.scope.read_only |= {"i0", "n"}
        self.can_yield = False
        self.in_function = False
        depth = 1
        if self.chance(0.25):
            self.emit(1, "try:")
            depth = 2
        for _ in range(self.rng.choice([0, 0, 0, 1, 4])):
            self.emit(depth, f"yield {self.int_expr(1)}")
        source = f"{self.pick(self.generators)}(n)" if self.chance(0.3) and number else "range(n)"
        self.emit(depth, f"for i0 in {source}:")
        self.scope.names["int"].append("i0")
        self.loops = [60]
        self.block(depth + 1, 2)
        if self.chance(0.15):
            self.emit(depth + 1, f"if {self.bool_expr(1)}:")
            self.emit(depth + 2, self.pick(["return", "break", "continue", "raise KeyError(i0)"]))
        self.emit(depth + 1, f"yield {self.int_expr(1)}")
        if self.chance(0.2):
            self.block(depth + 1, 1)
            self.emit(depth + 1, f"yield {self.int_expr(1)}")
        if depth == 2:
            self.emit(1, "finally:")
            self.emit(2, "LOG.append(n)")
        self.in_function = True
        self.emit(0, "")
        self.generators.append(f"gen{number}")

    def module_section(self):
        self.scope, self.cost, self.loops = Scope(prefix="m", module=True), 0, []
        self.in_function = False
        self.emit(0, "try:")
        self.variables(1)
        self.for_statement(1)
        self.block(1, 3)
        self.for_statement(1)
        self.emit(0, "except Exception:")
        self.emit(1, "print(traceback.format_exc())")
        self.emit(0, "for name, value in sorted(globals().items()):")
        self.emit(1, "if name[0] in 'mg' and name != 'math':")
        self.emit(2, "print(name, show(value))")
        self.emit(0, "print(len(LOG), LOG[:5])")
        self.emit(0, "LOG.clear()")
        self.in_function = True

    def argument(self):
        return (
            repr(self.pick(INTS))
            if self.chance(0.9)
            else self.pick(["2.5", "-0.0", "True", "''", "None"])
        )

    def program(self):
        self.emit(0, PRELUDE)
        self.emit(0, f"g0 = {self.pick(INTS)}\n")
        for number in range(max(2, self.functions // 4)):
            self.leaf(number) if self.chance(0.8) else self.recursive(number)
        for number in range(max(1, self.functions // 6)):
            self.generator(number)
        for number in range(self.functions):
            self.function(number)
        self.module_section()
        for number in range(self.functions):
            for _ in range(2):
                self.emit(0, f"call(f{number}, {self.argument()}, {self.argument()})")
        self.emit(0, "print(show(g0))")
        return "\n".join(self.lines) + "\n"


def generate(seed, functions=20):
    """The program of a seed, as source text."""
    return (
        f'"""Generated: seed {seed}, {functions} functions."""\n'
        + Generator(seed, functions).program()
    )


def main():
    parser = argparse.ArgumentParser(description="print the random program of a seed")
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--functions", type=int, default=20)
    options = parser.parse_args()
    print(generate(options.seed, options.functions), end="")


if __name__ == "__main__":
    main()
