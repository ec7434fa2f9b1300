# ruff: noqa: E501 - a line of the generator shows a whole line of the program
"""Statements for generated programs that go through the C API whatever their operands are: * and **
in calls and displays, starred targets, functions with defaults and annotations, del, conversions,
imports, patterns, super().

`StatementFeatures` is a part of features.Features.
"""

# Which statement how often, as features.WEIGHTS.
STATEMENT_WEIGHTS = {
    "spread": 3,
    "display": 2,
    "starred": 2,
    "made": 2,
    "drop": 2,
    "convert": 2,
    "import": 1,
    "pattern": 3,
    "super": 1,
}


class StatementFeatures:
    def spread_statement(self, depth):
        target, items, table = self.var("int", write=True), self.var("list"), self.var("dict")
        if not target or not items or not table:
            return
        positional = self.pick(
            [
                f"*({self.int_expr(0)}, {self.int_expr(0)})",
                f"*[{self.int_expr(0)}] * {self.rng.randrange(1, 4)}",
                f"*{items}[:{self.rng.randrange(4)}]",
                f"*range({self.rng.randrange(3)}), {self.int_expr(0)}",
                f"{self.int_expr(0)}, *(q % 9 for q in {items}[:2])",
                f"*{self.int_expr(0)}" if self.chance(0.2) else f"*(1,), *({self.int_expr(0)},)",
            ]
        )
        named = self.pick(
            [
                "",
                "",
                f", **{{'c': {self.int_expr(0)} % 9}}",
                f", c=2, **{{'d': {self.int_expr(0)}, 'e': 1}}",
                f", **{table}" if self.chance(0.3) else ", **{}",
                ", **{'a': 1}, **{'c': 2}" if self.chance(0.3) else ", **dict(c=1, f=2)",
                f", **{items}" if self.chance(0.2) else ", c=1",
            ]
        )
        self.emit(depth, f"{target} = mixed({positional}{named})")
        self.fold(depth, target)

    def display_statement(self, depth):
        items, table = self.var("list", write=True), self.var("dict", write=True)
        if not items or not table:
            return
        self.emit(
            depth,
            self.pick(
                [
                    f"{items} = [*{items}[:6], *range({self.rng.randrange(3)}), {self.int_expr(0)}]",
                    f"{items} = list((*{items}[:5], +{self.int_expr(0)}, *({self.int_expr(0)},)))",
                    f"{items} = sorted({{*{items}[:6], *range(3)}}, key=str)",
                    f"{table} = {{**dict(list({table}.items())[:6]), {self.int_expr(0)} % 5: {self.int_expr(0)}}}",
                    f"{table} = {{1: 2, **{items if self.chance(0.1) else '{3: 4}'}}}",
                ]
            ),
        )

    def starred_statement(self, depth):
        target, items, rest = (
            self.var("int", write=True),
            self.var("list", write=True),
            self.fresh("rest"),
        )
        if not target or not items:
            return
        value = self.pick(
            [
                f"{items}[:{self.rng.randrange(6)}]",
                f"({self.int_expr(0)}, {self.int_expr(0)}, 3)",
                f"range({self.rng.randrange(5)})",
                f"(q % 11 for q in {items}[:4])",
                self.int_expr(0) if self.chance(0.2) else f"[*{items}[:2], 1, 2]",
            ]
        )
        targets = self.pick(
            [f"{target}, *{rest}", f"*{rest}, {target}", f"{target}, *{rest}, {self.fresh('last')}"]
        )
        self.emit(depth, f"{targets} = {value}")
        self.emit(depth, f"{items} = {rest}[:7]")

    def made_statement(self, depth):
        name, target = self.fresh("made"), self.var("int", write=True)
        if not target:
            return
        self.emit(
            depth,
            f"def {name}(a: {self.int_expr(0)}, b={self.int_expr(0)}, *, c: 'c' = {self.float_expr(0)}) -> {self.int_expr(0)}:",
        )
        self.emit(depth + 1, "return (a + b) % 1009 + len(str(c))")
        self.emit(depth, f"{target} = {name}({target}{self.pick(['', ', 3', ', c=1'])})")
        self.emit(depth, f"LOG.append({name}.__kwdefaults__) if len(LOG) < 9 else None")

    def drop_statement(self, depth):
        name, target = self.fresh("drop"), self.var("int", write=True)
        cell = self.var("cell")
        if not target:
            return
        value = self.pick([self.int_expr(1), self.float_expr(0), "[1, 2]", "Cell(1)"])
        self.emit(depth, f"{name} = {value}")
        if self.chance(0.4):
            self.emit(depth, f"if {self.bool_expr(0)}:")
            self.emit(depth + 1, f"del {name}")
        else:
            self.emit(depth, f"LOG.append(show({name})) if len(LOG) < 9 else None")
        self.emit(depth, f"del {name}")
        if cell:
            self.emit(depth, f"{cell}.extra = {self.int_expr(0)}")
            self.emit(depth, f"{target} = {cell}.extra")
            self.emit(depth, f"del {cell}.extra")
            if self.chance(0.2):
                self.emit(depth, f"del {cell}.extra")

    def convert_statement(self, depth):
        text, cell, items = self.var("str", write=True), self.var("cell"), self.var("list")
        if text and cell and items:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{text} = f'{{{cell}!r:>9}}{{{items}!s:.9}}'[:30]",
                        f"{text} = f'{{{items}!a}}{{{text}!r}}'[:25]",
                        f"{text} = '%s|%r' % ({cell}, {text}[:5])",
                        f"{text} = f'{{{cell}}}{{{cell}!s}}{{{self.float_expr(0)}!r}}'[:30]",
                    ]
                ),
            )

    def import_statement(self, depth):
        name, target = self.fresh("imported"), self.var("int", write=True)
        if target:
            self.emit(
                depth,
                self.pick(
                    [
                        f"import math as {name}",
                        f"import os.path as {name}",
                        f"from math import sqrt as {name}",
                        f"from math import {'nothing' if self.chance(0.1) else 'pi'} as {name}",
                    ]
                ),
            )
            self.emit(depth, f"{target} = len(getattr({name}, '__name__', ''))")

    def pattern_statement(self, depth):
        target = self.var("int", write=True)
        value = self.pick(
            [self.var(kind) or "None" for kind in ("int", "str", "list", "dict", "cell", "cell")]
        )
        if not target:
            return
        a, rest = self.fresh("p"), self.fresh("r")
        cases = [
            f"Cell(x=int({a}), y=0)",
            f"Cell({a}, y={rest})",
            f"Cell({a}, {rest}, 3)" if self.chance(0.1) else f"Cell(double={a})",
            f"[{a}, *{rest}, 1 | 2]",
            f"[int({a}), {rest}]",
            f"{{1: {a}, **{rest}}}",
            f"{{2: {a}, 3: {rest}}}",
            f"int({a}) if {a} > 3",
            f"str({a})",
            f"float({a}) | int({a})",
        ]
        self.emit(depth, f"match {value}:")
        for case in self.rng.sample(cases, 3):
            self.emit(depth + 1, f"case {case}:")
            self.emit(depth + 2, f"LOG.append(show({a})) if len(LOG) < 12 else None")
            self.emit(depth + 2, f"{target} = {self.int_expr(1)}")
            self.fold(depth + 2, target)
        self.emit(depth + 1, "case _:")
        self.emit(depth + 2, f"{target} = {self.int_expr(0)}")

    def super_statement(self, depth):
        name, target = self.fresh("sub"), self.var("int", write=True)
        if target:
            self.emit(depth, f"{name} = Sub({self.int_expr(0)}, {self.rng.randrange(3)})")
            self.emit(depth, f"{target} = {name}.bump({self.int_expr(0)} % 7)")
            self.emit(
                depth,
                f"{target} += super(Sub, {self.pick([name, name, name, target])}).{self.pick(['bump(1)', 'double', 'bump_first(2)', 'x'])}",
            )
            self.fold(depth, target)
