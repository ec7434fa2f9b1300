# ruff: noqa: E501 - a line of the generator shows a whole line of the program
"""Statements for generated programs about values: sets, text, slices, nan, big ints, built-ins.

`ValueFeatures` is a part of features.Features.
"""


class ValueFeatures:
    def set_statement(self, depth):
        name, target = self.fresh("set"), self.var("int", write=True)
        self.emit(depth, f"{name} = {{{self.int_expr(0)} % 5, {self.int_expr(0)}, 3}}")
        self.emit(
            depth,
            self.pick(
                [
                    f"{name}.add({self.int_expr(1)})",
                    f"{name}.discard({self.int_expr(0)})",
                    f"{name} |= {{1, {self.str_expr(0)}}}",
                    f"{name} &= set(range({self.int_expr(0)} % 9))",
                    f"{name}.remove({self.int_expr(0)} % 6)"
                    if self.chance(0.3)
                    else f"{name} -= {{3}}",
                    f"{name}.update({{{self.float_expr(0)}: 1}})",
                ]
            ),
        )
        if target:
            self.emit(depth, f"{target} = len({name}) + ({self.int_expr(0)} in {name})")

    def table_key(self):
        return self.pick(
            [
                f"{self.int_expr(0)} % 7",
                f"{self.int_expr(0)}",
                f"{self.str_expr(0)}[:1]",
                f"{self.str_expr(0)}",
                f"({self.int_expr(0)} % 3, {self.str_expr(0)}[:1])",
                f"({self.int_expr(0)} % 3, {self.float_expr(0)} % 2)",
                f"{self.float_expr(0)} % 3",
                self.pick(["None", "True", "1.0", "NAN", "2**70", "-1", "b'a'", "'k'"]),
            ]
        )

    def hash_table_statement(self, depth):
        """Dicts and sets that outlive the function, with keys of all sorts."""
        key, target = self.table_key(), self.var("int", write=True)
        value = self.expr(self.pick(["int", "int", "float", "str", "list", "cell"]), 0)
        forms = [
            [f"TABLE[{key}] = {value}"],
            [f"TABLE[{key}] += {self.pick(['1', '0.5', self.int_expr(0)])}"],
            [f"if {key} in TABLE:", "    TABLE['k'] += 1", "else:", f"    TABLE[{key}] = 300"],
            [f"TABLE['k'] = TABLE.get({key}, {self.pick(['0', '1.5', self.int_expr(0)])})"],
            [f"LOG.append(show(TABLE.get({key}))) if len(LOG) < 9 else None"],
            [f"LOG.append(show(TABLE[{key}])) if len(LOG) < 9 else TABLE[{key}]"],
            [f"MEMBERS.add({key})"],
            [f"MEMBERS.discard({key})"],
            [f"del TABLE[{key}]"],
            [f"rebind({value})", "LOG.append(show(SHARED)) if len(LOG) < 9 else None"],
            ["if len(TABLE) > 30:", "    TABLE.clear()", "    MEMBERS.clear()"],
        ]
        if target:
            forms += [
                [f"{target} = ({key} in TABLE) + ({key} not in MEMBERS) * 2"],
                [f"{target} = len({{q % 5: q for q in range({target} % 9)}}) + len(MEMBERS)"],
                [f"{target} = TABLE.get({key}, 0) or 3"],
            ]
        if self.chance(0.1):
            forms = [
                [f"TABLE[Nosy({self.int_expr(0)} % 9)] = 1"],
                [f"MEMBERS.add(Nosy({target or 2} % 9))"],
            ]
        for line in self.pick(forms):
            self.emit(depth, line)

    def text_statement(self, depth):
        text, target = self.var("str", write=True), self.var("int", write=True)
        if not text or not target:
            return
        self.emit(
            depth,
            self.pick(
                [
                    f"{text} = '-'.join({text}.split('{self.pick('-a1')}'))[:20]",
                    f"{text} = {text}.strip().title().zfill({self.rng.randrange(6)})[:20]",
                    f"{target} = {text}.find({self.str_expr(0)}) + {text}.count('-')",
                    f"{target} = {text}.startswith(('a', '-')) + {text}.isdigit()",
                    f"{text} = f'{{{target}!r:>{self.rng.randrange(1, 9)}}}|{{{self.float_expr(0)}:.{self.rng.randrange(5)}f}}'[:30]",
                    f"{text} = f'{{{text}!s:.5}}{{{target} % 1000:{self.pick(['d', 'x', '05', ',', 'z' if self.chance(0.2) else 'b'])}}}'",
                    f"{text} = '{{}}:{{:>4}}'.format({self.int_expr(0)} % 100, {text}[:3])",
                    f"{text} = {text}.partition('-')[{self.rng.randrange(3)}][:20] + 'q'",
                    f"{text} = {text}.encode().hex()[:12]",
                    f"{target} = int({text})" if self.chance(0.3) else f"{target} = len({text})",
                    f"{text} = ({text}[::{self.pick(['2', '-1', '-2', '3'])}] + {text}[1:-1])[:25]",
                    f"{text} = {text}.translate({{97: 'b', 45: None}})[:25]",
                    f"{target} = sum(ord(c) for c in {text})",
                    f"{target} = {text}.index('a')"
                    if self.chance(0.3)
                    else f"{target} = {text}.rfind('a')",
                ]
            ),
        )

    def slice_statement(self, depth):
        items = self.var("list", write=True)
        if items:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{items}[::2] = {items}[1::2]"
                        if self.chance(0.3)
                        else f"{items}[::2] = {items}[::2][::-1]",
                        f"{items}[{self.int_expr(0)} % 5:] = [{self.int_expr(0)}, {self.int_expr(0)}]",
                        f"{items} = {items}[-3:] + {items}[:{self.int_expr(0)} % 5]",
                        f"del {items}[{self.rng.randrange(4)}:{self.rng.randrange(8)}]",
                        f"{items}[len({items}):] = ({self.int_expr(0)}, {self.float_expr(0)})",
                        f"{items} = list({items}[slice(None, None, -1)])[:12]",
                        f"{items}[1:3] = {self.str_expr(0)}[:2]"
                        if self.chance(0.2)
                        else f"{items}[1:1] = [1]",
                        f"{items} *= 2",
                    ]
                ),
            )
            self.emit(depth, f"del {items}[30:]")

    def nan_statement(self, depth):
        number, target, items = (
            self.var("float", write=True),
            self.var("int", write=True),
            self.var("list"),
        )
        if number and target and items:
            self.emit(
                depth,
                f"{number} = {self.pick(['NAN', f'{number} * NAN', f'{number} - {number}', 'INF - INF', f'{number}'])}",
            )
            self.emit(
                depth,
                self.pick(
                    [
                        f"{target} = ({number} in [{number}]) + 2 * ([{number}] == [{number}])",
                        f"{target} = len({{{number}, {number}}}) + ({number} == {number})",
                        f"{target} = ({number}, 1) == ({number}, 1)",
                        f"{target} = [{number}].count({number}) + ({number} < 1) + ({number} >= 1)",
                        f"{target} = {{{number}: 3}}.get({number}, 5)",
                        f"{target} = [{number}, 1, {number}].index({number})",
                        f"{target} = max({number}, 1.0) > 0",
                    ]
                ),
            )
            if self.chance(0.7):
                self.emit(depth, f"{number} = {self.float_expr(0)}")

    def big_statement(self, depth):
        target = self.var("int", write=True)
        if target:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{target} = {self.int_expr(0)} * 2**61 + {self.int_expr(0)}",
                        f"{target} = (1 << ({self.int_expr(0)} & 127)) - {self.int_expr(0)}",
                        f"{target} = int(str({self.int_expr(0)} * 10**9)) >> 3",
                        f"{target} = {self.int_expr(0)} * {self.int_expr(0)} * {self.int_expr(0)}",
                        f"{target} = hash({self.int_expr(0)} * 3**50) % 10**6",
                        f"{target} = ({self.int_expr(0)} * 7**30).bit_length() + len(hex({self.int_expr(0)}))",
                        f"{target} = divmod({self.int_expr(0)} * 10**12, {self.safe_divisor(0)})[{self.rng.randrange(2)}]",
                        f"{target} = ({self.int_expr(0)} ** {self.rng.randrange(9)}) % 10**15",
                    ]
                ),
            )
            self.fold(depth, target)

    def star_statement(self, depth):
        items, a = self.var("list", write=True), self.var("int", write=True)
        if items and a:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{a}, *{items} = [{self.int_expr(0)}, {self.int_expr(0)}, *{items}[:9]]",
                        f"*{items}, {a} = [*{items}[:9], {self.int_expr(0)}]",
                        f"{items} = [*{items}[:4], *range(3), *({self.int_expr(0)},)]",
                        f"{a}, _ = {items}"
                        if self.chance(0.2)
                        else f"({a}, _), _ = ({self.int_expr(0)}, 2), 3",
                        f"{items}[:2] = {items}[1::-1]",
                    ]
                ),
            )

    def builtin_statement(self, depth):
        target, items, number = (
            self.var("int", write=True),
            self.var("list"),
            self.var("float", write=True),
        )
        if target and items and number:
            self.emit(
                depth,
                self.pick(
                    [
                        f"{target} = min({items}, default=3)",
                        f"{target} = sum({items}[:5], {self.int_expr(0)})",
                        f"{target} = round({number})"
                        if self.chance(0.4)
                        else f"{target} = round({number} % 1000)",
                        f"{target} = int({number} % 10**6) + bool({items})",
                        f"{target} = abs({self.int_expr(1)}) + ord('a')",
                        f"{number} = float({self.int_expr(0)} % 10**6) + math.floor({number} % 1000)",
                        f"{number} = math.hypot({number}, 1.0) % 10**6 + math.cos({self.int_expr(0)} % 100)",
                        f"{number} = pow({number} % 9, 2) + math.fabs({number} % 100)",
                        f"{target} = isinstance({target}, (int, str)) + (type({number}) is float) * 2",
                        f"{target} = math.gcd({self.int_expr(0)}, {self.int_expr(0)})",
                        f"{target} = len(str({number})) + len(repr({items})) % 10",
                        f"{target} = {self.int_expr(0)} in range({self.int_expr(0)} % 50)",
                        f"{target} = getattr({items}, 'pop')() if {items} else 1",
                        f"{number} = math.exp({number} % 5) - math.log(abs({number} % 50) + 1)",
                        f"{target} = list(enumerate({items}))[-1][0] if {items} else 0",
                    ]
                ),
            )
            self.fold(depth, target)

    def index_table_statement(self, depth):
        """Lists of lists and of tuples."""
        name, target = self.fresh("grid"), self.var("int", write=True)
        if target is None:
            return
        self.emit(depth, f"{name} = [[{self.int_expr(0)}, {self.float_expr(0)}], [1, 2.5], (3, 4)]")
        self.emit(
            depth,
            self.pick(
                [
                    f"{name}[{self.int_expr(0)} % 2][0] += {self.int_expr(0)} % 9",
                    f"{name}[0], {name}[1] = {name}[1], {name}[0]",
                    f"{name}[{self.int_expr(0)} % 3][1] = 0.5",
                    f"{name}.append({name}[{self.int_expr(0)} % 3])",
                    f"{name}[1] = {name}",
                ]
            ),
        )
        self.emit(depth, f"for {name}_a, {name}_b, *_ in {name}[:3]:")
        self.emit(depth + 1, f"{target} = len(str({name}_a)) + ({name}_b == 2.5)")
