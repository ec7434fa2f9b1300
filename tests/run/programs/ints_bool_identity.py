"""bool stays bool, small ints are shared objects, large ones are not."""
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


def bool_arith(n):
    kinds = set()
    flag = True
    for i in range(n):
        kinds.add(("and", type(flag and i > 3).__name__))
        kinds.add(("not", type(not i).__name__))
        kinds.add(("add", type(flag + flag).__name__))
        kinds.add(("neg", type(-flag).__name__))
        kinds.add(("pos", type(+flag).__name__))
        kinds.add(("or", type(i or flag).__name__))
        kinds.add(("cmp", type(i == 3).__name__))
        flag = i % 2 == 0
    return sorted(kinds), flag, repr(flag)


def count_true(n):
    total = False
    for i in range(n):
        total += i % 3 == 0
    return total


def never_runs(n):
    total = True
    for _ in range(n):
        total += 1
    return total


def small_identity(n):
    fresh = [i - 5 for i in range(n)]
    again = [i - 5 for i in range(n)]
    same = 0
    for i in range(n):
        if fresh[i] is again[i]:
            same += 1
    return same


def big_identity(n):
    base = 10**6
    kept = []
    for i in range(n):
        kept.append(base + i)
    other = kept[:]
    return all(a is b for a, b in zip(kept, other)), sum(k is (base + i) for i, k in enumerate(kept))


def identity_survives(n):
    marker = 123456789
    held = [marker]
    for i in range(n):
        marker = held[0]
        if i % 7 == 0:
            held[0] = marker
    return marker == held[0]  # identity of a copied number: docs/decisions/0005


def loop_variable_identity(n):
    last = None
    kept = []
    for i in range(n):
        last = i
        kept.append(i)
    return last == kept[-1], i == last  # identity of a copied number: docs/decisions/0005


def constant_identity(n):
    value = None
    for _ in range(n):
        value = 1000
    other = 1000
    return value is other


def none_checks(n):
    hits = 0
    value = None
    for i in range(n):
        if value is None:
            hits += 1
            value = i
        elif value is not None and i % 5 == 0:
            value = None
    return hits, value


def true_is(n):
    hits = 0
    for i in range(n):
        x = i < 100
        if x is True:
            hits += 1
        elif x is False:
            hits -= 1
    return hits


def truth_of_values(n):
    values = [0, 1, -1, 0.0, -0.0, float("nan"), "", "a", [], [0], (), None, {}, {1: 2}, 2**70, 0j]
    out = 0
    for i in range(n):
        v = values[i % len(values)]
        if v:
            out = out * 2 % 1000003 + 1
        if not v:
            out = out * 3 % 1000003
    return out


attempt(bool_arith, 500)
attempt(count_true, 500)
attempt(never_runs, 0)
attempt(never_runs, 1)
attempt(small_identity, 400)
attempt(big_identity, 300)
attempt(identity_survives, 300)
attempt(loop_variable_identity, 2000)
attempt(constant_identity, 300)
attempt(none_checks, 500)
attempt(true_is, 500)
attempt(truth_of_values, 1600)
