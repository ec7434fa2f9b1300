"""assert with and without messages; values computed only on failure."""
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


def plain(n):
    for i in range(n):
        assert i < n - 1


def message(n):
    for i in range(n):
        assert i != n - 1, f"{i} is the last"


def lazy(n):
    calls = []
    for i in range(n):
        assert i >= 0, calls.append(i)
    return len(calls)


def tuple_message(n):
    for i in range(n):
        assert i * 2 != 2 * (n - 1), (i, "even")


def caught(n):
    failures = []
    for i in range(n):
        try:
            assert i % 3, i
        except AssertionError as error:
            failures.append(error.args[0])
    return len(failures), failures[-1]


def message_raises(n):
    for i in range(n):
        assert i < n - 1, 1 / 0


for f in (plain, message, lazy, tuple_message, caught, message_raises):
    attempt(f, 300)
