"""Plain statements of generated programs: assignments, control flow, lists, dicts, objects, calls.

`Statements` is a mixin of generate.Generator: each method NAME_statement(depth) emits one.
"""

from expressions import INTS
from features import WEIGHTS

LIMIT = "BIG"  # 2**200, a global of the program


class Statements:
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
        roll = self.rng.randrange(14)
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
            shown = self.pick([items, items, f"tuple({items})", f"{items} * 4"])
            header = f"enumerate({shown}{self.pick(['', '', ', 7', ', 2**63 - 9'])})"
            count = 45
        elif roll == 8 and text:
            targets = {f"c{level}": "str"}
            header = text
            count = 40
        elif roll == 9 and table:
            targets = {f"k{level}": "str" if self.chance(0.1) else "int", f"e{level}": "int"}
            header = f"list({table}.items())" if self.chance(0.7) else f"{table}.items()"
            count = 15
        elif roll in (10, 12, 13) and self.generators:
            header = f"{self.pick(self.generators)}({count})"
        elif roll == 11 and items:
            floats = f"[0.5, 1.5, {self.float_expr(0)}] * {count // 3 + 1}"
            if self.chance(0.5):
                targets = {loop: "int", f"z{level}": "float"}
                header = f"zip({self.pick([f'range({count})', items])}, {floats})"
            else:
                targets = {loop: "int", f"e{level}": "int", f"z{level}": "float"}
                header = f"zip({items} * 3, tuple({items}), {floats})"
                count = 45
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
        values = [self.int_expr(1) for _ in range(count)]
        if count == 2 and self.chance(0.2):
            values = [f"b={values[0]}", f"a={values[1]}"]
        arguments = ", ".join(values)
        if target and self.chance(0.3):
            self.emit(depth, f"{target} = {name}({arguments})[0]")
            self.fold(depth, target)
        else:
            self.emit(depth, f"LOG.append(show({name}({arguments})) if len(LOG) < 9 else None)")
