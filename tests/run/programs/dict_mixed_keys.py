"""Dicts whose key kinds change: str-only tables turning general, split tables, user keys."""
import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


class Key:
    log = []

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        Key.log.append("h")
        return hash(self.n % 7)

    def __eq__(self, other):
        Key.log.append("e")
        return isinstance(other, Key) and self.n == other.n


class Text(str):
    def __hash__(self):
        return 5

    def __eq__(self, other):
        return str.__eq__(self, other)


def str_then_int(n):
    d = {}
    for i in range(n):
        d["k" + str(i % 20) if i < n // 2 else i % 20] = i
    return list(d.items())[18:23], len(d)


def lookups_switch(n):
    d = {"a": 1, "b": 2, 0: 10, 1: 20}
    keys = ["a", "b", 0, 1, True, 1.0, "c"]
    total = 0
    missing = 0
    for i in range(n):
        k = keys[i % 7]
        if k in d:
            total += d[k]
        else:
            missing += 1
    return total, missing


def user_keys(n):
    d = {}
    Key.log.clear()
    for i in range(n):
        d[Key(i % 15)] = i
    return len(d), Key.log.count("h"), Key.log.count("e"), sorted(d.values())


def subclass_keys(n):
    d = {}
    for i in range(n):
        d[Text(i % 5)] = i
        d[str(i % 5)] = -i
    return sorted((type(k).__name__, str(k), v) for k, v in d.items())


def negative_hash(n):
    d = {-1: "a", -2: "b"}
    out = ""
    for i in range(n):
        out += d[-1 - i % 2]
        d[-1 - i % 2] = "ab"[i % 3 == 0]
    return out[-20:], hash(-1) == hash(-2)


def big_keys(n):
    d = {}
    for i in range(n):
        d[2**61 - 1 + i % 3] = i
        d[i % 3] = -i
        d[float(2**61)] = "f"
    return d


def key_object_kept(n):
    first = 1
    d = {first: 0}
    for i in range(n):
        d[1.0] = i
    return [type(k).__name__ for k in d], d


def instance_dicts(n):
    class Point:
        pass

    total = 0
    for i in range(n):
        p = Point()
        p.x = i
        if i % 10 == 0:
            p.extra = 1
        if i % 15 == 0:
            del p.x
        p.__dict__[i % 3] = 5
        total += len(p.__dict__) + getattr(p, "x", -1)
    return total


def none_and_tuples(n):
    d = {}
    for i in range(n):
        d[None if i % 3 == 0 else (i % 4,) if i % 3 == 1 else frozenset([i % 4])] = i
    return len(d), d[None]


def nan_keys(n):
    d = {}
    nan = float("nan")
    for i in range(n):
        d[nan] = i
        d[float("nan")] = i
    return len(d), d[nan]


for f in (str_then_int, lookups_switch, user_keys, subclass_keys, negative_hash, big_keys, key_object_kept,
          instance_dicts, none_and_tuples, nan_keys):
    attempt(f, 300)
