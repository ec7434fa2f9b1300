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
from pathlib import Path

from features import WEIGHTS, Features

PRELUDE = (Path(__file__).parent / "prelude.py").read_text()

# fmt: off
INTS = [
    0, 1, -1, 2, 3, 5, 7, 10, 13, 100, 255, 1000, -7, -100,
    2**15, 2**31 - 1, 2**31, -(2**31), 2**62, 2**63 - 1, 2**63, -(2**63), 2**64 + 3, 10**18,
]
# fmt: on
FLOATS = [0.0, 1.0, -1.0, 0.5, 2.5, -0.25, 1e-9, 3.14159, 1e10, 1e300, -1e-300, 123456.789]
STRINGS = ["", "a", "xyz", "hello", "12", "-5", "A b", "\u00e9t\u00e9", "\u65e5\u672c"]
KINDS = ("int", "float", "str", "list", "dict", "cell")
LIMIT = "BIG"  # 2**200, a global of the program


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


class Generator(Features):
    def __init__(self, seed, functions=20):
        self.rng = random.Random(seed)
        self.functions = functions
        self.lines = []
        self.leaves = []  # (name, kinds of the parameters, kind of the result)
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

    # -- expressions ---------------------------------------------------------------------------

    def expr(self, kind, depth=2):
        return getattr(self, f"{kind}_expr")(depth)

    def safe_divisor(self, depth):
        if self.chance(0.06):
            return self.int_expr(depth)
        return self.pick(
            [
                f"({self.int_expr(0)} | 1)",
                f"({self.int_expr(0)} % 7 + 1)",
                self.pick(["3", "7", "-4"]),
            ]
        )

    def index(self, sequence, depth):
        roll = self.rng.random()
        if roll < 0.05:
            return self.int_expr(min(depth, 1))
        if roll < 0.1:
            return self.pick(["0", "-1", "1"])
        return f"{self.int_expr(0)} % (len({sequence}) or 1)"

    def int_expr(self, depth):
        name = self.var("int")
        if depth <= 0 or self.chance(0.25):
            return (
                name
                if name and self.chance(0.75)
                else repr(self.pick(INTS[:11] if self.chance(0.8) else INTS))
            )
        a, b = self.int_expr(depth - 1), self.int_expr(depth - 1)
        roll = self.rng.randrange(22)
        if roll < 8:
            return f"({a} {self.pick(['+', '-', '*', '+', '-', '&', '|', '^'])} {b})"
        if roll < 10:
            return f"({a} {self.pick(['//', '%'])} {self.safe_divisor(depth - 1)})"
        if roll == 10:
            return (
                f"({a} {self.pick(['<<', '>>'])} ({b} & 15))"
                if self.chance(0.93)
                else f"({a} >> {b})"
            )
        if roll == 11:
            return f"({self.pick(['-', '~', '+'])}{a})"
        if roll == 12:
            return f"({a} if {self.bool_expr(depth - 1)} else {b})"
        if roll == 13:
            return f"{self.pick(['min', 'max'])}({a}, {b})"
        if roll == 14:
            return f"abs({a})"
        if roll in (15, 16) and (items := self.var("list")):
            return self.pick(
                [f"len({items})", f"{items}[{self.index(items, depth - 1)}]", f"sum({items}[:9])"]
            )
        if roll == 17 and (table := self.var("dict")):
            return f"{table}.get({self.key(depth - 1)}, {b})"
        if roll == 18 and (cell := self.var("cell")):
            return self.pick([f"{cell}.x", f"{cell}.y", f"{cell}.double", f"{cell}.bump({b} % 5)"])
        if roll == 19 and (text := self.var("str")):
            return self.pick(
                [f"len({text})", f"ord({text}[{self.index(text, 0)}])", f"{text}.count('a')"]
            )
        if roll == 20 and self.leaves:
            return self.leaf_call("int", depth - 1) or a
        if roll == 21:
            return self.pick(
                [
                    f"({a} ** ({b} & 3))",
                    f"int({self.float_expr(0)} % 1000.0)",
                    f"({a} and {b})",
                    f"({a} or {b})",
                    f"pow({a}, 3, 1009)",
                    f"({a}).bit_length()",
                ]
            )
        return f"({a} + {b})"

    def float_expr(self, depth):
        name = self.var("float")
        if depth <= 0 or self.chance(0.25):
            return name if name and self.chance(0.75) else repr(self.pick(FLOATS))
        a, b = self.float_expr(depth - 1), self.float_expr(depth - 1)
        roll = self.rng.randrange(14)
        if roll < 5:
            return f"({a} {self.pick(['+', '-', '*'])} {b})"
        if roll == 5:
            return f"({a} {self.pick(['+', '-', '*'])} {self.int_expr(depth - 1)})"
        if roll == 6:
            divisor = b if self.chance(0.15) else f"(abs({b}) + 1.0)"
            return f"({a} {self.pick(['/', '//', '%'])} {divisor})"
        if roll == 7:
            return f"({self.int_expr(depth - 1)} / {self.safe_divisor(depth - 1)})"
        if roll == 8:
            return f"math.sqrt(abs({a}))" if self.chance(0.9) else f"math.sqrt({a})"
        if roll == 9:
            return self.pick(
                [f"abs({a})", f"(-{a})", f"round({a}, 2)", f"min({a}, {b})", f"math.sin({a})"]
            )
        if roll == 10:
            return f"({a} if {self.bool_expr(depth - 1)} else {b})"
        if roll == 11:
            return f"float({self.int_expr(0)} % 1000)"
        if roll == 12 and self.leaves:
            return self.leaf_call("float", depth - 1) or a
        return f"({a} * 0.5 + {b})"

    def str_expr(self, depth):
        name = self.var("str")
        if depth <= 0 or self.chance(0.25):
            return name if name and self.chance(0.7) else repr(self.pick(STRINGS))
        a, b = self.str_expr(depth - 1), self.str_expr(depth - 1)
        number = self.int_expr(0)
        return self.pick(
            [
                f"({a} + {b})[:20]",
                f"str({number})",
                f"f'{{{number}}}-{{{number} % 9:3d}}'",
                f"{a}[::-1]",
                f"chr(97 + {number} % 26)",
                f"({a} * ({number} % 3))[:20]",
                f"{a}.upper()",
                f"{a}[{number} % 5:]",
                f"({a} if {self.bool_expr(0)} else {b})",
                f"','.join([{a}, {b}])[:20]",
                f"'%s|%d' % ({a}, {number})",
                f"{a}.replace('a', 'bc')[:20]",
                f"{a}[{self.index(a, 0)}]" if name and a == name else f"{a}[-3:]",
            ]
        )

    def bool_expr(self, depth):
        a, b = self.int_expr(min(depth, 1)), self.int_expr(0)
        roll = self.rng.randrange(12)
        compare = self.pick(["<", "<=", "==", "!=", ">", ">="])
        if roll < 4 or depth <= 0:
            return f"{a} {compare} {b}"
        if roll == 4:
            return f"{self.float_expr(depth - 1)} {compare} {self.pick([self.float_expr(0), b])}"
        if roll == 5:
            compare = self.pick(["==", "<", "in", "not in", "!="])
            return f"{self.str_expr(0)} {compare} {self.str_expr(0)}"
        if roll == 6:
            word = self.pick(["and", "or"])
            return f"({self.bool_expr(depth - 1)} {word} {self.bool_expr(depth - 1)})"
        if roll == 7:
            return (
                f"not {self.bool_expr(depth - 1)}" if self.chance(0.5) else f"({a} % 3 == {b} % 3)"
            )
        if roll == 8:
            return f"{self.pick(['-5', '0', '3'])} <= {a} {self.pick(['<', '<='])} {b}"
        if roll == 9 and (items := self.var("list")):
            return self.pick([items, f"{a} in {items}", f"len({items}) > {b} % 10"])
        if roll == 10 and (table := self.var("dict")):
            return f"{self.key(0)} {self.pick(['in', 'not in'])} {table}"
        return self.pick(
            [
                f"isinstance({a}, int)",
                f"{self.var('int') or 'g0'} is None",
                f"{a} & 1",
                f"{a} % 5 == {b} % 5",
            ]
        )

    def key(self, depth):
        return self.pick(
            [f"{self.int_expr(0)} % 7", f"{self.int_expr(0)} % 12", "'k'", self.str_expr(0)]
        )

    def list_expr(self, depth):
        items = self.var("list")
        options = [
            f"[{self.int_expr(0)}, {self.int_expr(1)}, {self.pick(['3', '2.5', 'True'])}]",
            f"[{self.int_expr(0)}] * {self.rng.randrange(1, 12)}",
            f"[q * {self.int_expr(0)} for q in range({self.rng.randrange(1, 10)})]",
            f"list(range({self.rng.randrange(12)}))",
        ]
        if items:
            options += [
                f"{items}[:]",
                f"{items}[::-1]",
                f"({items} + [{self.int_expr(0)}])[-15:]",
                f"[q + 1 for q in {items} if q != {self.int_expr(0)}][:15]",
                f"sorted({items})[:15]",
                f"{items}[{self.int_expr(0)} % 4:{self.int_expr(0)} % 9]",
            ]
        return self.pick(options)

    def dict_expr(self, depth):
        return self.pick(
            [
                f"{{{self.key(0)}: {self.int_expr(0)}, 'k': {self.int_expr(0)}}}",
                "{}",
                f"{{q: q * {self.int_expr(0)} for q in range({self.rng.randrange(1, 8)})}}",
            ]
        )

    def cell_expr(self, depth):
        return f"{self.pick(['Cell', 'Cell', 'Sub'])}({self.int_expr(1)}, {self.int_expr(0)})"

    def leaf_call(self, kind, depth):
        matching = [leaf for leaf in self.leaves if leaf[2] == kind]
        if not matching:
            return None
        name, kinds, _ = self.pick(matching)
        return f"{name}({', '.join(self.expr(k, min(depth, 1)) for k in kinds)})"

    # -- statements ----------------------------------------------------------------------------

    def block(self, depth, size):
        before = len(self.lines)
        for _ in range(size):
            self.statement(depth)
        if len(self.lines) == before:
            self.emit(depth, "pass")

    def fold(self, depth, name):
        """Keep an int from growing without end; floats pass, other kinds raise."""
        self.emit(depth, f"if {name} > {LIMIT} or {name} < -{LIMIT}:")
        self.emit(depth + 1, f"{name} = int({name} % 1000003) if {name} == {name} else 0")

    def statement(self, depth):
        self.cost += self.trips()
        nested = len(self.loops)
        choices = (
            ["assign"] * 6
            + ["augment"] * 6
            + ["if"] * 3
            + ["list"] * 3
            + ["dict"] * 2
            + ["swap", "cell"]
        )
        if depth < 6 and nested < 3 and self.cost < 12000:
            choices += ["for"] * (4 if nested == 0 else 2) + ["while"]
        if depth < 5:
            choices += ["try"] * 2
        if nested:
            choices += ["leave", "log", "change"]
        choices += ["call", "unpack"]
        if depth < 6:
            choices += self.feature_choices(nested)
        choice = self.pick(choices)
        if choice in WEIGHTS:
            self.feature(choice, depth)
        else:
            getattr(self, f"{choice}_statement")(depth)

    def assign_statement(self, depth):
        kind = self.pick(["int", "int", "int", "float", "float", "str", "list", "dict", "cell"])
        name = self.var(kind, write=True)
        if name is None:
            return
        self.emit(depth, f"{name} = {self.expr(kind, 3)}")
        if kind == "int":
            self.fold(depth, name)

    def augment_statement(self, depth):
        kind = self.pick(["int", "int", "int", "float", "float", "str"])
        name = self.var(kind, write=True)
        if name is None:
            return
        if kind == "int":
            operator = self.pick(
                ["+=", "+=", "-=", "*=", "^=", "|=", "&=", "//=", "%=", "<<=", ">>="]
            )
            if operator in ("//=", "%="):
                value = self.safe_divisor(1)
            elif operator in ("<<=", ">>="):
                value = f"{self.int_expr(0)} & 7"
            else:
                value = self.int_expr(2)
            self.emit(depth, f"{name} {operator} {value}")
            if operator in ("+=", "-=", "*=", "<<=", "|=", "^="):
                self.fold(depth, name)
        elif kind == "float":
            value = self.float_expr(2) if self.chance(0.8) else self.int_expr(1)
            self.emit(depth, f"{name} {self.pick(['+=', '-=', '*=', '+='])} {value}")
        else:
            self.emit(depth, f"{name} += {self.str_expr(1)}")
            self.emit(depth, f"if len({name}) > 40:")
            self.emit(depth + 1, f"{name} = {name}[:5]")

    def if_statement(self, depth):
        self.emit(depth, f"if {self.bool_expr(2)}:")
        self.block(depth + 1, self.rng.randrange(1, 3))
        if self.chance(0.3):
            self.emit(depth, f"elif {self.bool_expr(1)}:")
            self.block(depth + 1, 1)
        if self.chance(0.4):
            self.emit(depth, "else:")
            self.block(depth + 1, self.rng.randrange(1, 3))

    def for_statement(self, depth):
        level = len(self.loops)
        count = self.rng.choice([60, 120, 300, 500]) if level == 0 else self.rng.randrange(2, 12)
        loop = f"i{level}" if not self.scope.module else f"mi{level}"
        roll = self.rng.randrange(12)
        targets = {loop: "int"}
        items, text, table = self.var("list"), self.var("str"), self.var("dict")
        if roll < 6:
            start = self.pick(["", "", f"{self.rng.randrange(-9, 9)}, ", f"{self.pick(INTS)}, "])
            if start:
                base = int(start[:-2])
                header = (
                    f"range({base}, {base + count * 2}, 2)"
                    if self.chance(0.3)
                    else f"range({base}, {base + count})"
                )
            else:
                header = f"range({count})"
        elif roll == 6 and items:
            header = self.pick(
                [f"{items} * 3", items if level else f"{items}[:]", f"reversed({items})"]
            )
            count = 45
        elif roll == 7 and items:
            targets = {loop: "int", f"e{level}": "int"}
            header = f"enumerate({items})"
            count = 15
        elif roll == 8 and text:
            targets = {f"c{level}": "str"}
            header = text
            count = 40
        elif roll == 9 and table:
            targets = {f"k{level}": "str" if self.chance(0.1) else "int", f"e{level}": "int"}
            header = f"list({table}.items())" if self.chance(0.7) else f"{table}.items()"
            count = 15
        elif roll == 10 and self.generators:
            header = f"{self.pick(self.generators)}({count})"
        elif roll == 11 and items:
            targets = {loop: "int", f"z{level}": "float"}
            header = f"zip(range({count}), [0.5, 1.5, {self.float_expr(0)}] * {count // 3 + 1})"
        else:
            header = f"range({count})"
        if self.scope.module:
            targets = {(n if n.startswith("m") else f"m{n}"): k for n, k in targets.items()}
        self.emit(depth, f"for {', '.join(targets)} in {header}:")
        for name, kind in targets.items():
            self.scope.names[kind].append(name)
            self.scope.read_only.add(name)
        self.loops.append(count)
        self.block(depth + 1, self.rng.randrange(2, 5))
        self.loops.pop()
        if self.can_yield and level == 0:
            self.emit(depth + 1, f"yield {self.int_expr(1)}")
        for name, kind in targets.items():
            self.scope.names[kind].remove(name)
        if self.chance(0.12):
            self.emit(depth, "else:")
            self.block(depth + 1, 1)

    def while_statement(self, depth):
        level = len(self.loops)
        count = self.rng.choice([80, 250]) if level == 0 else self.rng.randrange(2, 10)
        name = f"{'m' if self.scope.module else ''}w{level}_{len(self.lines)}"
        self.emit(depth, f"{name} = {count}")
        extra = f" and {self.bool_expr(1)}" if self.chance(0.25) else ""
        self.emit(depth, f"while {name} > 0{extra}:")
        self.emit(depth + 1, f"{name} -= 1")
        self.scope.names["int"].append(name)
        self.scope.read_only.add(name)
        self.loops.append(count)
        self.block(depth + 1, self.rng.randrange(2, 4))
        self.loops.pop()
        self.scope.names["int"].remove(name)

    def try_statement(self, depth):
        self.emit(depth, "try:")
        self.block(depth + 1, self.rng.randrange(1, 3))
        if self.chance(0.3):
            error = self.pick(["ValueError('v', 1)", "KeyError('key')", "IndexError"])
            self.emit(depth + 1, f"if {self.bool_expr(1)}:")
            self.emit(depth + 2, f"raise {error}")
        kinds = self.pick(
            [
                "(ZeroDivisionError, IndexError)",
                "Exception",
                "(KeyError, ValueError, TypeError)",
                "ArithmeticError",
                "LookupError",
            ]
        )
        self.emit(depth, f"except {kinds} as error:")
        self.emit(
            depth + 1,
            "LOG.append(str(error))" if self.chance(0.5) else "LOG.append(type(error).__name__)",
        )
        if self.chance(0.4):
            self.block(depth + 1, 1)
        if self.chance(0.2):
            self.emit(depth, "else:")
            self.block(depth + 1, 1)
        if self.chance(0.25):
            self.emit(depth, "finally:")
            self.block(depth + 1, 1)

    def list_statement(self, depth):
        items = self.var("list", write=True)
        if items is None:
            return
        value = self.int_expr(2) if self.chance(0.9) else self.float_expr(1)
        roll = self.rng.randrange(9)
        if roll < 3:
            if self.chance(0.85):
                self.emit(depth, f"if {items}:")
                depth += 1
            self.emit(
                depth, f"{items}[{self.index(items, 1)}] {self.pick(['=', '=', '+='])} {value}"
            )
        elif roll < 5:
            self.emit(depth, f"{items}.append({value})")
            self.emit(depth, f"if len({items}) > 40:")
            self.emit(depth + 1, f"del {items}[10:]")
        elif roll == 5:
            self.emit(depth, f"if {items}:" if self.chance(0.8) else "if True:")
            self.emit(
                depth + 1,
                self.pick(
                    [f"{items}.pop()", f"{items}.pop(0)", f"del {items}[-1]", f"{items}.clear()"]
                ),
            )
        elif roll == 6:
            self.emit(
                depth,
                f"{items}[{self.rng.randrange(5)}:{self.rng.randrange(8)}] = {self.list_expr(1)}",
            )
            self.emit(depth, f"{items} = {items}[:30]")
        elif roll == 7 and len(self.scope.names["list"]) > 1:
            self.emit(depth, f"{items} = {self.var('list')}")
        else:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{items}.reverse()",
                        f"{items}.insert({self.int_expr(0)} % 5, {value})",
                        f"{items}.sort()",
                        f"{items}.extend([1, {value}])",
                    ]
                ),
            )
            self.emit(depth, f"del {items}[35:]")

    def dict_statement(self, depth):
        table = self.var("dict", write=True)
        if table is None:
            return
        key, value = self.key(1), self.int_expr(1)
        self.emit(
            depth,
            self.pick(
                [
                    f"{table}[{key}] = {value}",
                    f"{table}[{key}] = {table}.get({key}, 0) + {value} % 1000",
                    f"{table}.pop({key}, None)",
                    f"{table}.setdefault({key}, {value})",
                    f"{table}.update({{{key}: {value}}})",
                    f"{table}[{key}] += 1" if self.chance(0.3) else f"{table}[{key}] = {value}",
                ]
            ),
        )
        self.emit(depth, f"if len({table}) > 30:")
        self.emit(depth + 1, f"{table}.clear()")

    def cell_statement(self, depth):
        cell = self.var("cell", write=True)
        if cell is None:
            return
        field = self.pick("xy")
        self.emit(
            depth,
            self.pick(
                [
                    f"{cell}.{field} = {self.int_expr(1)}",
                    f"{cell}.{field} += {self.int_expr(0)} % 1000",
                    f"{cell}.bump({self.int_expr(0)} % 50)",
                    f"{cell} = {cell} + {self.int_expr(0)} % 9",
                ]
            ),
        )
        self.fold(depth, f"{cell}.x")

    def swap_statement(self, depth):
        kind = self.pick(["int", "float", "str", "list"])
        a, b = self.var(kind, write=True), self.var(kind, write=True)
        if a and a != b:
            self.emit(depth, f"{a}, {b} = {b}, {a}")

    def unpack_statement(self, depth):
        a, b = self.var("int", write=True), self.var("float", write=True)
        if a and b:
            self.emit(depth, f"{a}, {b} = {self.int_expr(1)} % 1000003, {self.float_expr(1)}")

    def leave_statement(self, depth):
        word = self.pick(["break", "continue", "continue"])
        if self.in_function and not self.can_yield and self.chance(0.15):
            word = f"return {self.int_expr(1)}"
        self.emit(
            depth,
            f"if {self.int_expr(1)} % {self.rng.randrange(5, 90)} == {self.rng.randrange(5)}:",
        )
        self.emit(depth + 1, word)

    def log_statement(self, depth):
        self.emit(depth, f"if len(LOG) < 20 and {self.bool_expr(0)}:")
        self.emit(depth + 1, f"LOG.append({self.expr(self.pick(['int', 'float', 'str']), 1)})")

    def change_statement(self, depth):
        """A variable changes its kind at one iteration.

        A text is empty, here and among the arguments: another one times a large int fills the memory.
        """
        name, loop = self.var("int", write=True), self.var("int")
        if name and loop and self.chance(0.35):
            other = self.pick(
                [self.float_expr(1), self.float_expr(1), "True", "2**70", "None", "''", "1j"]
            )
            self.emit(depth, f"if {loop} == {self.rng.randrange(60)}:")
            self.emit(depth + 1, f"{name} = {other}")

    def call_statement(self, depth):
        reachable = [c for c in self.callables if c[2] * self.trips() < 4000]
        if not reachable:
            return
        name, count, cost = self.pick(reachable)
        self.cost += cost * self.trips()
        target = self.var("int", write=True)
        arguments = ", ".join(self.int_expr(1) for _ in range(count))
        if target and self.chance(0.3):
            self.emit(depth, f"{target} = {name}({arguments})[0]")
            self.fold(depth, target)
        else:
            self.emit(depth, f"LOG.append(show({name}({arguments})) if len(LOG) < 9 else None)")

    # -- functions -----------------------------------------------------------------------------

    def leaf(self, number):
        kinds = [self.pick(["int", "int", "float"]) for _ in range(self.rng.randrange(1, 4))]
        result = self.pick(["int", "int", "float"])
        names = [f"p{k}" for k in range(len(kinds))]
        self.scope = Scope()
        for name, kind in zip(names, kinds, strict=True):
            self.scope.names[kind].append(name)
        self.emit(0, f"def leaf{number}({', '.join(names)}):")
        if self.chance(0.4):
            self.emit(1, f"if {self.bool_expr(1)}:")
            self.emit(2, f"return {self.expr(result, 1)}")
        self.emit(1, f"return {self.expr(result, 2)}")
        self.emit(0, "")
        self.leaves.append((f"leaf{number}", kinds, result))

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
        self.leaves.append((f"leaf{number}", ["int", "int"], "int"))

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
                self.leaves.append(("inner", ["int"], "int"))
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
        self.emit(1, "for i0 in range(n):")
        self.scope.names["int"].append("i0")
        self.scope.read_only |= {"i0", "n"}
        self.loops = [60]
        self.can_yield = False
        self.in_function = False
        self.block(2, 2)
        self.emit(2, f"yield {self.int_expr(1)}")
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
        for number in range(max(1, self.functions // 8)):
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
