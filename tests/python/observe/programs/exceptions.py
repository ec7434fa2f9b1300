"""Calls that end by exceptions: of Python functions, of built-ins, through several frames."""


class Failing:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return exc[0] is KeyError

    def __getattr__(self, name):
        raise AttributeError(name)

    def __eq__(self, other):
        raise TypeError("no")

    __hash__ = object.__hash__


def fail(kind):
    raise kind("failed")


def through(depth, kind):
    return fail(kind) if depth == 0 else through(depth - 1, kind)


def caught(call, *args):
    try:
        return call(*args)
    except Exception as error:
        return type(error).__name__
    finally:
        len("x")


print(caught(through, 5, ValueError), caught(int, "x"), caught("".index, "y"), caught({}.pop, 1))
print(
    caught(getattr, Failing(), "nothing"),
    hasattr(Failing(), "x"),
    caught([Failing()].index, Failing()),
)
with Failing():
    through(2, KeyError)
print(caught(lambda: [].append()), caught(max), caught(iter, 5))
print(caught(lambda: fail(OSError)))


def swallow(n):
    for i in range(n):
        try:
            if i % 3 == 0:
                through(i % 4, KeyError)
            "abc".join([i])
        except (KeyError, TypeError):
            continue


swallow(20)
try:
    next(iter([]))
except StopIteration:
    print("stopped")
