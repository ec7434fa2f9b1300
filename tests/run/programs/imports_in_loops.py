"""import in loops: modules, names from them, errors, an __import__ of the program's own."""

import builtins
import sys
import traceback
import types


def show(function, *arguments):
    try:
        print(function.__name__, function(*arguments))
    except Exception as error:
        print(function.__name__, type(error).__name__, error)
        for entry in traceback.extract_tb(error.__traceback__):
            if "importlib" not in entry.filename:
                print("   ", entry.name, entry.line, entry.colno, entry.end_colno)


def modules(n):
    total = 0
    for i in range(n):
        import math
        import os.path as path
        import xml.etree
        from math import floor, pi as circle
        from os import path as again

        total += floor(circle * i) + math.floor(2.5) + (path is again) + len(xml.__name__)
    return total


def missing_module(n):
    names = 0
    for i in range(n):
        import math

        names += len(math.__name__)
        if i >= n - 2:
            import no_such_module_anywhere
    return names


def missing_name(n):
    total = 0
    for i in range(n):
        from math import pi

        total += pi > 3
        if i >= n - 2:
            from math import no_such_name
    return total


log = []
lazy = types.ModuleType("lazy")
lazy.here = 5


def find(name):
    log.append(name)
    if name == "never":
        raise AttributeError(name)
    if name == "wrong":
        raise ValueError(name)
    return len(log)


lazy.__getattr__ = find
sys.modules["lazy"] = lazy


def asked(n):
    del log[:]
    total = 0
    for i in range(n):
        from lazy import computed, here

        total += here + (computed > 0)
        if i == n // 2:
            lazy.here = 6
    lazy.here = 5
    return total, len(log)


def asked_in_vain(n, wrong):
    del log[:]
    total = 0
    try:
        for i in range(n):
            from lazy import here

            total += here
            if i == n - 2:
                if wrong:
                    from lazy import wrong
                else:
                    from lazy import never
    finally:
        print(total, log)


def special_names(n):
    found = set()
    for i in range(n):
        from lazy import __class__, __dict__, __name__

        found.add((__class__.__name__, __name__, __dict__ is lazy.__dict__))
    return sorted(found)


class Package:
    x = 3


def not_a_module(n):
    sys.modules["strange"] = Package()
    total = 0
    for i in range(n):
        from strange import x

        total += x
    del sys.modules["strange"]
    return total


def own_import(n):
    original = builtins.__import__
    calls = []

    def own(name, globals=None, locals=None, fromlist=(), level=0):
        calls.append((name, fromlist, level, type(level).__name__))
        if len(calls) > n // 4:
            raise RuntimeError("enough")
        return original(name, globals, locals, fromlist, level)

    total = 0
    try:
        for i in range(n):
            from math import e

            total += e > 2
            if i == n // 2:
                builtins.__import__ = own
    except RuntimeError as error:
        return total, str(error), calls[-1], len(calls)
    finally:
        builtins.__import__ = original


def relative(n):
    total = 0
    for i in range(n):
        import math

        total += math.pi > 3
        if i >= n - 2:
            from . import nothing
    return total


def evicted(n):
    seen = set()
    for i in range(n):
        import colorsys

        seen.add(id(colorsys))
        keep = colorsys
        if i == n // 2:
            del sys.modules["colorsys"]
            other = colorsys
    return len(seen), keep is other


def nested(n):
    def inner():
        from math import tau

        return tau

    total = 0.0
    for i in range(n):
        total += inner()
    return total


for count in (6, 60):
    show(modules, count)
    show(missing_module, count)
    show(missing_name, count)
    show(asked, count)
    show(asked_in_vain, count, False)
    show(asked_in_vain, count, True)
    show(special_names, count)
    show(not_a_module, count)
    show(own_import, count)
    show(relative, count)
    show(evicted, count)
    show(nested, count)

for k in range(40):
    import math as renamed
    from math import inf
print(renamed.pi, inf, k)
