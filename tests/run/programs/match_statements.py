"""match in loops: literals, sequences, mappings, classes, guards, captures."""
from dataclasses import dataclass

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


@dataclass
class Point:
    x: int
    y: int


class Loud:
    __match_args__ = ("a",)

    @property
    def a(self):
        raise RuntimeError("a is loud")


def classify(value):
    match value:
        case None:
            return "none"
        case True | False:
            return "bool"
        case 0:
            return "zero"
        case int(n) if n < 0:
            return f"negative {n}"
        case int():
            return "int"
        case float(f):
            return f"float {f}"
        case "a" | "b":
            return "letter"
        case str(s) if len(s) > 3:
            return f"long {s}"
        case str():
            return "text"
        case []:
            return "empty"
        case [x]:
            return f"one {x}"
        case [x, y]:
            return f"two {x} {y}"
        case [first, *_, last]:
            return f"many {first} {last}"
        case {"kind": "p", "x": x, **rest}:
            return f"map {x} {rest}"
        case {}:
            return "mapping"
        case Point(x=0, y=y):
            return f"on axis {y}"
        case Point(x, y) if x == y:
            return "diagonal"
        case Point():
            return "point"
        case _:
            return "other"


VALUES = [None, True, False, 0, -5, 7, 2**70, 1.5, 0.0, "a", "abcdef", "xy", [], [1], (1, 2), [1, 2, 3, 4],
          {"kind": "p", "x": 1, "z": 2}, {1: 2}, {}, Point(0, 5), Point(3, 3), Point(1, 2), object, b"ab", {1}]


def inline(n):
    counts = {}
    for i in range(n):
        v = VALUES[i % len(VALUES)]
        match v:
            case int(k) | float(k):
                counts["num"] = counts.get("num", 0) + k
            case [a, b] | [a, b, *_]:
                counts["seq"] = counts.get("seq", 0) + a + b
            case {"x": x}:
                counts["x"] = counts.get("x", 0) + x
            case Point(x=a, y=b) as p:
                counts["p"] = counts.get("p", 0) + p.x * b
            case _:
                counts["_"] = counts.get("_", 0) + 1
    return counts


def raising(n):
    for i in range(n):
        match VALUES[5] if i < n - 1 else Loud():
            case Loud(1):
                return "no"
            case int():
                pass


def bad_class(n):
    for i in range(n):
        match i:
            case Point(1, 2, 3):
                return "no"
            case 299:
                match Point(1, 2):
                    case Point(1, 2, 3):
                        return "no"


def vm(program):
    stack = []
    pc = 0
    steps = 0
    while True:
        steps += 1
        match program[pc]:
            case ("push", v):
                stack.append(v)
            case ("add",):
                stack.append(stack.pop() + stack.pop())
            case ("dup",):
                stack.append(stack[-1])
            case ("jnz", target) if stack[-1]:
                pc = target
                continue
            case ("jnz", _):
                pass
            case ("halt",):
                return stack, steps
            case other:
                raise ValueError(f"bad op {other}")
        pc += 1


for v in VALUES:
    print(repr(v)[:30], classify(v))
attempt(lambda: [classify(VALUES[i % len(VALUES)]) for i in range(300)][-5:])
attempt(inline, 500)
attempt(raising, 300)
attempt(bad_class, 300)
attempt(vm, [("push", 300), ("push", -1), ("add",), ("jnz", 1), ("halt",)])
attempt(vm, [("push", 300), ("push", -1), ("add",), ("jnz", 1), ("what", 5)])
