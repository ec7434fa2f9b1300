"""Instances whose attributes lie in a dict of their own: subclasses of C types, dicts that were asked for."""

import traceback
from collections import OrderedDict


class Table(dict):
    limit = 3

    def __init__(self):
        super().__init__()
        self.hits = 0
        self.misses = 0.0

    def find(self, key):
        if key in self:
            self.hits += 1
            return self[key]
        self.misses += 1.0
        return self.limit


class Failure(Exception):
    def __init__(self, code):
        super().__init__(code)
        self.code = code

    def is_bad(self):
        return self.code > 3


class Plain:
    step = 2

    def __init__(self, value):
        self.value = value

    def next(self):
        return self.value + self.step


def show(name, function, *args):
    try:
        print(name, function(*args))
    except Exception as error:
        lines = traceback.extract_tb(error.__traceback__)
        print(name, type(error).__name__, error)
        for line in lines:
            print("   ", line.name, line.lineno, line.colno, line.end_colno, line.line)


def looked_up(n):
    table = Table()
    total = 0
    for i in range(n):
        total += table.find(i % 7)
        if i % 5 == 0:
            table[i % 7] = i
    return total, table.hits, table.misses


def codes(n):
    failure, bad = Failure(1), 0
    for i in range(n):
        if i % 10 == 0:
            failure = Failure(i)
        bad += failure.is_bad() + failure.code
    return bad


def asked_for(n, how):
    """The dict takes the place of what the instance had in itself."""
    plain = Plain(1)
    names = vars(plain)
    if how == "many":
        for k in range(40):
            setattr(plain, f"more{k}", k)
    total = 0
    for i in range(n):
        total += plain.next() + plain.value
        if i == n // 2:
            if how == "shadowed":
                plain.next = lambda: 1000
            elif how == "shadowed class value":
                names["step"] = 500
            elif how == "changed":
                names["value"] = 2.5
            elif how == "deleted":
                del names["value"]
            elif how == "replaced":
                plain.__dict__ = {"value": 7}
            elif how == "replaced by a subclass":
                plain.__dict__ = OrderedDict(value=8)
            elif how == "of another class":
                plain.__class__ = Other
            elif how == "emptied":
                names.clear()
        if i == n - 3 and how == "class changed":
            Plain.step = 9
    Plain.step = 2
    return total


class Other:
    step = 1

    def next(self):
        return -self.value


class Odd:
    """Equal to a name, with the same hash, and not a str."""

    def __hash__(self):
        return hash("step")

    def __eq__(self, other):
        print("    compared with", other)
        return False


def odd_keys(n):
    plain = Plain(1)
    vars(plain)[Odd()] = 5
    total = 0
    for i in range(n):
        total += plain.next()
    return total


def stored(n):
    table = Table()
    for i in range(n):
        table.last = i
        table.hits += table.last
    return table.hits, sorted(vars(table))


show("table", looked_up, 200)
show("codes", codes, 200)
for how in (
    "as it is",
    "many",
    "shadowed",
    "shadowed class value",
    "changed",
    "deleted",
    "replaced",
    "replaced by a subclass",
    "of another class",
    "emptied",
    "class changed",
):
    show(how, asked_for, 90, how)
show("odd keys", odd_keys, 3)
show("stored", stored, 90)
