"""Classes and functions made inside loops, imports in loops, exec and eval, warnings."""
import sys
import warnings

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


def make_classes(n):
    kinds = []
    for i in range(n):
        class K:
            value = i
            doubled = [v * 2 for v in range(i % 5)]

            def get(self):
                return self.value + i

        kinds.append(K)
    return kinds[3]().get(), kinds[-1]().get(), len({k.__qualname__ for k in kinds})


def make_functions(n):
    total = 0
    for i in range(n):
        def f(x, y=i):
            return x + y

        total += f(1) + f(1, 2)
    return total, f.__qualname__, f.__defaults__


def imports(n):
    total = 0
    for i in range(n):
        import math
        from math import floor as fl
        import os.path as p

        total += math.ceil(i / 2) + fl(i / 2) + len(p.sep)
    return total


def import_error(n):
    for i in range(n):
        if i == n - 1:
            from math import no_such_name


def evals(n):
    total = 0
    for i in range(n // 3):
        total += eval("i * 2 + total % 7")
        exec("made = total")
    return total, eval("[x for x in range(3)]")


def eval_errors(n):
    out = set()
    for i in range(n // 3):
        try:
            eval(["1 +", "nope", "1 / 0", "(", "i i"][i % 5])
        except Exception as error:
            out.add(repr(error))
    return sorted(out)


def warn_once(n):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("default")
        for i in range(n):
            warnings.warn(f"warning {i % 3}")
    return [(str(w.message), w.lineno - warn_once.__code__.co_firstlineno) for w in caught]


def warn_error(n):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for i in range(n):
            if i == n - 1:
                warnings.warn("became an error", DeprecationWarning)


def annotations(n):
    for i in range(n):
        x: int = i
        y: "anything"
    return x, "y" in locals()


def star_expressions(n):
    total = 0
    for i in range(n):
        a = [*range(i % 4), *"ab", i]
        b = {**{"a": 1}, "b": i}
        c = {*a, *b}
        d = (*a, *b)
        total += len(a) + len(b) + len(c) + len(d)
    for x in *range(n), *"abc":
        total += 1
    return total


def lambda_defaults(n):
    table = {}
    for i in range(n):
        table[i] = lambda x, k=i: (x, k)
    return table[5](1), table[n - 1](2)


for f in (make_classes, make_functions, imports, import_error, evals, eval_errors, warn_once, warn_error,
          annotations, star_expressions, lambda_defaults):
    attempt(f, 300)
for i in range(300):
    if i % 100 == 0:
        warnings.warn(f"to stderr {i}")
sys.stderr.write("done\n")
