# ruff: noqa: E501 - a line of the generator shows a whole line of the program
"""Statements for generated programs beyond arithmetic and plain containers: with, finally, classes
with __slots__ and properties, closures, comprehensions, generator expressions, keyword calls, sets,
strings, slices, nan, big ints, containers changed under an iterator, names patched while they are
in use.

`Features` is a mixin of generate.Generator: each method NAME_statement(depth) emits one statement
and relies on the names of the current scope and on prelude.py.
"""

from feature_statements import STATEMENT_WEIGHTS, StatementFeatures
from feature_values import ValueFeatures

# Which statement how often, once a loop runs. Outside of loops half as often.
WEIGHTS = {
    "with": 2,
    "finally": 2,
    "slots": 3,
    "property": 2,
    "closure": 2,
    "comprehension": 4,
    "genexpr": 3,
    "keywords": 3,
    "set": 3,
    "hash_table": 5,
    "text": 4,
    "slice": 3,
    "nan": 2,
    "big": 2,
    "mutate": 2,
    "patch": 2,
    "star": 2,
    "match": 1,
    "lambda": 2,
    "delete": 1,
    "reraise": 1,
    "next": 1,
    "builtin": 3,
    "index_table": 2,
    "flag": 2,
    **STATEMENT_WEIGHTS,
}


class Features(ValueFeatures, StatementFeatures):
    def feature_choices(self, nested):
        return [
            name
            for name, weight in WEIGHTS.items()
            for _ in range(weight if nested else weight // 2)
        ]

    def feature(self, name, depth):
        """One statement, most often inside a try, so that what it raises does not end the function."""
        if name in ("with", "finally", "flag", "patch", "set") or self.chance(0.35):
            getattr(self, f"{name}_statement")(depth)
            return
        self.emit(depth, "try:")
        start = len(self.lines)
        getattr(self, f"{name}_statement")(depth + 1)
        if len(self.lines) == start:
            self.lines.pop()
            return
        self.emit(
            depth,
            "except (TypeError, ValueError, LookupError, RuntimeError, AttributeError,"
            f" ArithmeticError{self.pick(['', ', NameError'])}) as error:",
        )
        self.emit(depth + 1, "LOG.append(type(error).__name__)")

    def fresh(self, stem):
        self.fresh_count += 1
        return f"{'m' if self.scope.module else ''}{stem}{self.fresh_count}"

    # -- control -------------------------------------------------------------------------------

    def with_statement(self, depth):
        swallow = self.pick(
            ["", "", ", ZeroDivisionError", ", (IndexError, KeyError)", ", Exception"]
        )
        name = self.fresh("ctx")
        self.emit(depth, f"with Ctx({self.int_expr(1)}{swallow}) as {name}:")
        self.block(depth + 1, self.rng.randrange(1, 3))
        if self.chance(0.5):
            self.emit(depth + 1, f"{name}.add({self.int_expr(1)})")

    def finally_statement(self, depth):
        self.emit(depth, "try:")
        self.block(depth + 1, self.rng.randrange(1, 3))
        self.emit(depth, "finally:")
        self.block(depth + 1, 1)

    def reraise_statement(self, depth):
        self.emit(depth, "try:")
        self.block(depth + 1, 1)
        self.emit(
            depth, f"except {self.pick(['LookupError', 'ArithmeticError', 'TypeError'])} as error:"
        )
        self.emit(
            depth + 1,
            self.pick(["raise", "raise ValueError(len(LOG)) from error", "LOG.append(1)"]),
        )

    def match_statement(self, depth):
        value = self.pick(
            [f"({self.int_expr(0)} % 4, {self.int_expr(0)})", self.int_expr(0), "[1, 2]"]
        )
        self.emit(depth, f"match {value}:")
        self.emit(depth + 1, "case (0, matched) | [matched, 2]:")
        self.emit(depth + 2, "LOG.append(matched if len(LOG) < 9 else None)")
        self.emit(depth + 1, "case int() | (1, _):")
        self.block(depth + 2, 1)
        self.emit(depth + 1, "case _:")
        self.emit(depth + 2, "pass")

    def flag_statement(self, depth):
        """A bool that decides later, and a while with a walrus."""
        name, target = self.fresh("flag"), self.var("int", write=True)
        self.emit(depth, f"{name} = {self.bool_expr(2)}")
        if target:
            self.emit(depth, f"if not {name}:")
            self.emit(depth + 1, f"{target} = {target} ^ 1 if isinstance({target}, int) else 3")
            self.emit(depth, f"{target} = {name} + {target}")
            self.fold(depth, target)

    # -- classes, functions ----------------------------------------------------------------------

    def slots_statement(self, depth):
        name = self.fresh("slots")
        self.emit(depth, f"{name} = Slots({self.int_expr(1)}, {self.float_expr(0)})")
        self.emit(
            depth,
            self.pick(
                [
                    f"{name}.left += {self.int_expr(0)} % 100",
                    f"{name}.right = {name}.left * 0.5 + {name}.right",
                    f"{name}.left, {name}.right = {name}.right, {name}.left",
                    f"{name}.other = 1" if self.chance(0.1) else f"{name}.left = {name}",
                    f"{name}.step({self.int_expr(0)} % 7)",
                    f"del {name}.left" if self.chance(0.2) else f"{name}.right -= 1",
                ]
            ),
        )
        self.emit(depth, f"LOG.append(str({name})) if len(LOG) < 9 else None")

    def property_statement(self, depth):
        cell = self.var("cell", write=True)
        if cell:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{cell}.double = {self.int_expr(0)} % 1001",
                        f"{cell}.double += 2",
                        f"{cell}.x = {cell}.double // 2",
                        f"{cell}.shape = {self.str_expr(0)}",
                        f"{cell}[{self.int_expr(0)} % 3] = {self.int_expr(0)}",
                        f"{cell}.y = {cell}[{self.int_expr(0)} % 4]",
                        f"{cell}.x = len({cell}) + (1 if {cell} else 2)",
                        f"{cell} = {cell} if {cell} < {self.int_expr(0)} else Cell(1)",
                    ]
                ),
            )
            self.fold(depth, f"{cell}.x")

    def closure_statement(self, depth):
        name, target = self.fresh("closed"), self.var("int")
        if target is None:
            return
        self.emit(depth, f"def {name}(k, step={self.int_expr(0)} % 10, *rest, scale=2):")
        self.emit(depth + 1, f"return (k + step) * scale + len(rest) + {target} % 1000")
        self.emit(
            depth,
            f"LOG.append({name}({self.int_expr(0)} % 99{self.pick(['', ', 3', ', 3, 4, 5', ', scale=0.5'])}))"
            " if len(LOG) < 12 else None",
        )

    def keywords_statement(self, depth):
        target = self.var("int", write=True)
        if target:
            arguments = self.pick(
                [
                    f"{self.int_expr(1)}, b={self.int_expr(0)}",
                    f"b={self.int_expr(0)}, a={self.int_expr(1)}",
                    f"{self.int_expr(0)}, *[{self.int_expr(0)}, 2][:{self.rng.randrange(3)}]",
                    f"{self.int_expr(0)}, **{{'c': {self.int_expr(0)} % 9}}",
                    f"{self.int_expr(0)}, {self.int_expr(0)}, c={self.float_expr(0)}",
                    f"{self.int_expr(0)}, 1, 2, 3"
                    if self.chance(0.3)
                    else f"{self.int_expr(0)}, 1, 2",
                ]
            )
            self.emit(depth, f"{target} = mixed({arguments})")
            self.fold(depth, target)

    def lambda_statement(self, depth):
        target, items = self.var("int", write=True), self.var("list")
        if target and items:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{items}.sort(key=lambda q: -q if isinstance(q, int) else 0)",
                        f"{target} = max({items}, key=lambda q: str(q), default=7)",
                        f"{target} = sum(map(lambda q: q % 5, {items}[:6]))",
                        f"{target} = len(list(filter(lambda q: q != {target}, {items})))",
                        f"{target} = (lambda q, w={self.int_expr(0)} % 7: q + w)({target})",
                    ]
                ),
            )
            self.fold(depth, target)

    # -- comprehensions, iterators ---------------------------------------------------------------

    def comprehension_statement(self, depth):
        items, table = self.var("list", write=True), self.var("dict", write=True)
        if not items or not table:
            return
        body = self.pick(
            [
                f"{table} = {{k: {self.int_expr(0)} for k in range({self.rng.randrange(1, 9)})}}",
                f"{table} = {{str(k): v for k, v in list({table}.items())[:6]}}",
                f"{items} = [p * q for p in range({self.rng.randrange(1, 5)}) for q in {items}[:3] if p != q]",
                f"{items} = [{self.int_expr(0)} // (q - 2) for q in range({self.rng.randrange(1, 6)})]",
                f"{items} = [w() for w in [lambda: {self.int_expr(0)} for q in range(3)]]",
                f"{items} = sorted({{q % 7 for q in {items}}}, key=str)",
                f"{items} = [len(r) for r in [[q for q in range(p)] for p in range(5)]]",
                f"{items} = [(w := q + 1) for q in {items}[:8]]"
                if self.in_function
                else f"{items} = {items}[:9]",
            ]
        )
        if self.chance(0.3):
            self.emit(depth, "try:")
            self.emit(depth + 1, body)
            self.emit(depth, "except (ZeroDivisionError, TypeError) as error:")
            self.emit(depth + 1, "LOG.append(type(error).__name__)")
        else:
            self.emit(depth, body)

    def genexpr_statement(self, depth):
        target, items = self.var("int", write=True), self.var("list")
        if target and items:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{target} = sum(q * 2 for q in {items}[:9])",
                        f"{target} = any(q == {self.int_expr(0)} for q in {items})",
                        f"{target} = next((q for q in {items} if q != 1), -1)",
                        f"{target} = max((q for q in range({self.rng.randrange(1, 9)})), default=0)",
                        f"{target} = sum({target} % 7 for _ in range(3))",
                        f"{target} = len(set(q for q in {items}))",
                        f"{target} = sum(10 // (q - 3) for q in {items})",
                        f"{target} = len(tuple(str(q) + 'x' for q in {items} if q % 2))",
                        f"{items} = list(q - {self.int_expr(0)} for q in {items}[:7])",
                        f"{target} += all(q < 9 for q in {items})",
                        f"{target} = sum(1 for a in {items}[:3] for b in range(a % 4))",
                        f"{target} = int(sum(q * 0.1 for q in {items}[:9]) * 1000)",
                        f"{target} = sum(({target} := q) for q in {items}[:4])",
                        f"{target} = sum({items}[q] for q in range({self.rng.randrange(1, 9)}))",
                        f"{target} = sum(a * b for a, b in zip({items}, range(6)))",
                        f"{target} = len('-'.join(str(q) for q in {items}))",
                        f"{target} = len(','.join(q for q in {items}))",
                        f"{target} = min(q * {self.int_expr(0)} for q in {items}[:9])",
                        f"{target} = max(q % 5 for q in {items} if q != {self.int_expr(0)})",
                        f"{items} = sorted(q % 100 for q in {items})",
                        f"{target} = sum(TABLE.get(q, 1) for q in {items}[:5])",
                        f"{target} = sum(q in TABLE for q in {items})",
                    ]
                ),
            )
            self.fold(depth, target)

    def next_statement(self, depth):
        """An iterator that the loop and its body share."""
        items, target, name = self.var("list"), self.var("int", write=True), self.fresh("it")
        if items and target:
            self.emit(
                depth,
                f"{name} = {self.pick([f'iter({items})', f'reversed({items})', 'iter(range(9))', f'enumerate({items})'])}",
            )
            self.emit(depth, f"for {name}_e in {name}:")
            self.emit(
                depth + 1,
                f"LOG.append(next({name}{self.pick(['', ', 0', ', 0'])})) if len(LOG) < 9 else None",
            )
            if self.chance(0.5):
                self.emit(depth + 1, f"if {self.bool_expr(0)}:")
                self.emit(depth + 2, "break")
            self.emit(depth, f"{target} = sum(1 for _ in {name})")

    # -- things that change under the loop's feet ------------------------------------------------

    def mutate_statement(self, depth):
        items, table, name = (
            self.var("list", write=True),
            self.var("dict", write=True),
            self.fresh("e"),
        )
        if not items or not table:
            return
        if self.chance(0.6):
            self.emit(depth, f"for {name} in {items}:")
            self.emit(depth + 1, f"if len({items}) > 20 or {self.bool_expr(0)}:")
            self.emit(depth + 2, self.pick(["break", f"{items}.clear()", f"del {items}[:]"]))
            self.emit(
                depth + 1,
                self.pick(
                    [
                        f"{items}.append({self.int_expr(0)})",
                        f"{items}.insert(0, 1)",
                        f"{items} = {items} + [1]",
                    ]
                )
                if self.chance(0.6)
                else f"{items}.pop()",
            )
            self.emit(depth + 1, f"if len({items}) > 25:")
            self.emit(depth + 2, "break")
        else:
            self.emit(depth, f"for {name} in {table}:")
            self.emit(
                depth + 1,
                self.pick(
                    [
                        f"{table}[{name}] = {self.int_expr(0)}",
                        f"{table}[{self.int_expr(0)} % 9] = 1",
                        f"{table} = dict({table})",
                        f"{table}.pop({name}, 0)",
                    ]
                ),
            )

    def patch_statement(self, depth):
        """A name that compiled code takes as constant gets another value, for good or for a while."""
        if not self.loops or len(self.loops) > 1:
            return
        loop = self.var("int")
        self.emit(depth, f"if {loop} == {self.rng.randrange(40)}:")
        self.emit(
            depth + 1,
            self.pick(
                [
                    "Cell.bump = Cell.bump_other",
                    "Cell.bump = Cell.bump_first",
                    "globals()['K'] = K + 1",
                    "math.sqrt = patched_sqrt",
                    "math.sqrt = plain_sqrt",
                    "builtins.abs = patched_abs",
                    "builtins.abs = plain_abs",
                    "globals()['len'] = patched_len",
                    "globals().pop('len', None)",
                    "Sub.__add__ = lambda self, other: self",
                    "globals()['mixed'] = mixed_other",
                    "Slots.step = lambda self, k: None",
                ]
            ),
        )
        target = self.var("int", write=True)
        if target:
            self.emit(depth, f"{target} = abs({self.int_expr(0)}) % 1000 + K + len(LOG)")

    def delete_statement(self, depth):
        target = self.var("int", write=True)
        if target and self.in_function and target not in ("a", "b", "g0") and self.loops:
            self.emit(
                depth, f"if {self.bool_expr(0)} and {self.int_expr(0)} == {self.rng.randrange(90)}:"
            )
            self.emit(depth + 1, f"del {target}")
            if self.chance(0.8):
                self.emit(depth + 1, f"{target} = 5")
