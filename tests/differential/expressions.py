"""Random expressions by kind, made of the names of the current scope. `Expressions` is a mixin of
generate.Generator: each method KIND_expr(depth) gives the text of one."""

# fmt: off
INTS = [
    0, 1, -1, 2, 3, 5, 7, 10, 13, 100, 255, 1000, -7, -100,
    2**15, 2**31 - 1, 2**31, -(2**31), 2**62, 2**63 - 1, 2**63, -(2**63), 2**64 + 3, 10**18,
]
# fmt: on
FLOATS = [0.0, 1.0, -1.0, 0.5, 2.5, -0.25, 1e-9, 3.14159, 1e10, 1e300, -1e-300, 123456.789]
STRINGS = ["", "a", "xyz", "hello", "12", "-5", "A b", "\u00e9t\u00e9", "\u65e5\u672c"]


class Expressions:
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
        name, x, y = self.pick(["Cell", "Cell", "Sub"]), self.int_expr(1), self.int_expr(0)
        return self.pick([f"{name}({x}, {y})"] * 3 + [f"{name}(y={y}, x={x})", f"{name}(x={x})"])

    def leaf_call(self, kind, depth):
        matching = [leaf for leaf in self.leaves if leaf[2] == kind]
        if not matching:
            return None
        name, parameters, _ = self.pick(matching)
        return f"{name}({self.arguments(parameters, min(depth, 1))})"

    def arguments(self, parameters, depth):
        """What the parameters need, some of them by keyword, in any order, or left out."""
        positional = sum(not p.keyword_only for p in parameters)
        if self.chance(0.3):
            positional = self.rng.randrange(positional + 1)
        given = [self.expr(p.kind, depth) for p in parameters[:positional]]
        rest = [p for p in parameters[positional:] if p.default is None or self.chance(0.5)]
        self.rng.shuffle(rest)
        return ", ".join(given + [f"{p.name}={self.expr(p.kind, depth)}" for p in rest])
