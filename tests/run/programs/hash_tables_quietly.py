"""Dicts and sets looked up, changed and overwritten in loops: keys that collide, values that end, who else holds them."""

import collections
import gc
import math
import sys

log = []


class Nosy:
    """Collides with an int and says when it is compared."""

    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        log.append(
            (
                self.number,
                sys._getframe(1).f_lineno - sys._getframe(1).f_code.co_firstlineno,
            )
        )
        if self.number == 99:
            raise ArithmeticError("not to be compared")
        return False


class Mortal:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def counting(n):
    counts = {}
    for i in range(n):
        key = i * i % 7
        if key in counts:
            counts[key] += 1
        else:
            counts[key] = 1
    pairs = {}
    for i in range(n):
        key = (i % 3, str(i % 2))
        pairs[key] = pairs.get(key, 0) + 1
    return counts, pairs


def shared_values(n):
    """Numbers that others hold as well are not the dict's alone."""
    counts = {"a": 1000, "b": 2000.5, "c": 10**6}
    held = counts["a"]
    copy = dict(counts)
    kept = []
    for i in range(n):
        kept.append(counts["a"])
        counts["a"] += 1
        counts["b"] = counts["b"] * 1.5 if i < 20 else counts["b"]
        counts["c"] = i * 1000 + 10**6
        if i == n // 2:
            copy = counts.copy()
    return held, copy, kept[:2], kept[-2:], counts, len(set(map(id, kept))) == len(kept)


def kinds_of_keys(n):
    mixed = {
        1: "int",
        "1": "str",
        b"1": "bytes",
        None: "none",
        (1, 2): "pair",
        2.5: "float",
        2**70: "wide",
        -1: "minus",
    }
    out = []
    for k in range(n):
        out = []
        for key in (
            1,
            True,
            1.0,
            "1",
            b"1",
            None,
            (1, 2),
            (1.0, 2),
            (True, 2.0),
            2.5,
            2**70,
            -1,
            -2,
            2**61 - 1,
            -(2**61),
            0,
            1j,
        ):
            out.append(mixed.get(key))
            out.append(key in mixed)
            try:
                out.append(mixed[key])
            except KeyError as error:
                out.append(error.args)
    return out


def ints_as_keys(n):
    table = {i * (2**58): i for i in range(-9, 10)}
    table.update({i: -i for i in range(-3, 4)})
    table[2**61 - 1] = "modulus"
    hits = 0
    for k in range(n):
        for i in range(-9, 10):
            hits += (
                (i * (2**58) in table)
                + (i in table)
                + (i + 2**61 - 1 in table)
                + ((-i * 2**58) - 1 in table)
            )
    return hits


def nan_values(n):
    nan, table = float("nan"), {"x": 1.0, float("nan"): 2}
    out = []
    for k in range(n):
        table["x"] = nan if k % 2 else k * 1.0
        out.append(
            (table["x"] is nan, nan in table, table.get(nan), math.isnan(table["x"]))
        )
        table[nan] = k
    return out[-2:], len(table)


def colliding(n):
    odd = {Nosy(3): "nosy", 5: "five"}
    members = {Nosy(4), 6}
    out = []
    for k in range(n):
        i = k % 7
        out.append(odd.get(i))
        if i in members:
            out.append(i)
        odd[i] = k
        members.add(i)
        try:
            out.append(odd[i + 1])
        except KeyError as error:
            out.append(error.args)
    return out[-6:], len(odd), len(members), len(log)


def raising(n):
    odd = {Nosy(99): 1}
    count = 0
    for k in range(n):
        try:
            odd[95 + k % 5] = k
        except ArithmeticError:
            count += 1
    return count, len(odd)


def values_that_end(n):
    table = {}
    for k in range(n):
        table[k % 3] = Mortal("m%d" % k)
        log.append(k)
    table.clear()
    lists = {}
    for k in range(n):
        lists[k % 2] = [Mortal("l%d" % k)]
        log.append(-k)
    for k in range(n):
        lists[k % 2] = k
    return len(log), log[-6:]


x = 1000


def through_globals(n):
    total = 0
    names = globals()
    for k in range(n):
        total += x
        names["x"] = names["x"] + 1
        total += x
    return total, x


class Plain:
    def __init__(self):
        self.a, self.b = 1000, 2.5


def instance_dicts(n):
    plain = Plain()
    space = vars(plain)
    other = Plain()
    for k in range(n):
        space["a"] += 1
        plain.a += 1
        space["c%d" % (k % 4)] = k
        other.__dict__["b"] = other.b * 1.01 if k < 30 else 0.5
    return plain.a, sorted(space), other.b, plain.__dict__ is space


def other_mappings(n):
    counter, ordered, default = (
        collections.Counter(),
        collections.OrderedDict(),
        collections.defaultdict(list),
    )
    for k in range(n):
        counter[k % 3] += 1
        ordered[k % 4] = k
        ordered.move_to_end(k % 4)
        default[k % 5].append(k)
    return counter, list(ordered.items()), {k: len(v) for k, v in default.items()}


def changed_while_iterated(n):
    table = {i: i + 1000 for i in range(5)}
    for k in range(n):
        for key in table:
            table[key] += k
        for key, value in table.items():
            table[key] = value + 1
    try:
        for key in table:
            table[key + 100] = 1
    except RuntimeError as error:
        return str(error), table[4]


def tracked(n):
    table = {"a": 1, "b": 2}
    before = gc.is_tracked(table)
    for k in range(n):
        table["a"] = k
        if k == n - 1:
            table["b"] = [table]
    return before, gc.is_tracked(table)


def sets(n):
    seen, texts, pairs = set(), set(), set()
    fixed = frozenset(range(0, 50, 7)) | {"a", (1, 2)}
    hits = 0
    for k in range(n):
        seen.add(k % 11)
        seen.discard(k % 5)
        texts.add(str(k % 6))
        texts.discard("3")
        pairs.add((k % 3, k % 2))
        hits += (
            (k in fixed)
            + ((k % 2, k % 3) in fixed)
            + ("a" in fixed)
            + (k * 1.0 in fixed)
        )
    return sorted(seen), sorted(texts), sorted(pairs), hits


def comprehensions(n):
    for k in range(n):
        table = {i % 7: i * k for i in range(20)}
        texts = {str(i % 4): str(i) for i in range(k % 9)}
        found = {i % 5 for i in range(20)}
        total = sum(table[i % 7] for i in range(9)) + sum(
            table.get(i, -1) for i in range(9)
        )
        there = [i for i in range(9) if i in table and i in found]
        try:
            total += sum(table[i] for i in (1, 2, 30))
        except KeyError as error:
            total += error.args[0]
    return table, texts, found, total, there


def references(n):
    value, key = object(), "key" * 3
    table, members = {key: value}, {key}
    before = sys.getrefcount(value), sys.getrefcount(key)
    for k in range(n):
        table[key] = table[key]
        table[key] = value
        table["key" * (k % 2 + 2)] = value
        if key in members and table.get(key) is value:
            members.add(key)
    table.pop("keykey", None)
    return sys.getrefcount(value) - before[0], sys.getrefcount(key) - before[1]


def default_kinds(n):
    table = {"a": 5, "b": 7}
    out = []
    for k in range(n):
        out.append(table.get("a", 0) + table.get("z", 1) + (table.get("y") is None))
        out.append(table.get("q", "text"))
        out.append(table.get("q", k))
        out.append(table.get("b", k))
    return out[-4:]


for n in (5, 60, 400):
    log.clear()
    print(counting(n), shared_values(n))
    print(kinds_of_keys(n), ints_as_keys(n), nan_values(n))
    print(colliding(n), log[-3:], raising(n))
    log.clear()
    print(values_that_end(n), through_globals(n), instance_dicts(n))
    print(other_mappings(n), changed_while_iterated(n), tracked(n))
    print(sets(n), comprehensions(n), references(n), default_kinds(n))
