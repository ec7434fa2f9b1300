"""Exceptions from __eq__, __hash__, __index__, __bool__, __iter__, __next__, __len__ in hot loops."""
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


class Bad:
    def __init__(self, what):
        self.what = what

    def check(self, name):
        if self.what == name:
            raise RuntimeError(f"{name} failed")

    def __eq__(self, o):
        self.check("eq")
        return False

    def __hash__(self):
        self.check("hash")
        return 1

    def __index__(self):
        self.check("index")
        return 0

    def __bool__(self):
        self.check("bool")
        return False

    def __iter__(self):
        self.check("iter")
        return self

    def __next__(self):
        self.check("next")
        raise StopIteration

    def __len__(self):
        self.check("len")
        return 0

    def __contains__(self, x):
        self.check("contains")
        return False

    def __getitem__(self, i):
        self.check("getitem")
        return 0

    def __setitem__(self, i, v):
        self.check("setitem")

    def __add__(self, o):
        self.check("add")
        return 0

    def __lt__(self, o):
        self.check("lt")
        return False

    def __call__(self):
        self.check("call")
        return 0

    def __enter__(self):
        self.check("enter")

    def __exit__(self, *a):
        self.check("exit")

    def __str__(self):
        self.check("str")
        return ""

    def __float__(self):
        self.check("float")
        return 0.0

    def __getattr__(self, name):
        raise RuntimeError(f"attribute {name} failed")


def use(what, at, n):
    count = 0
    table = {1: 1}
    a = [1, 2]
    for i in range(n):
        b = Bad(what if i == at else None)
        count += 1
        if b == 1:
            pass
        table[b] = 1
        del table[b]
        a[b]
        a[b:]
        if b:
            pass
        for _ in b:
            pass
        len(b)
        1 in b
        b[0]
        b[0] = 1
        b + 1
        b < 1
        b()
        with b:
            pass
        f"{b}"
        float(b)
        if what == "attribute" and i == at:
            b.missing
    return count


def caught(what, n):
    caught = []
    total = 0
    for i in range(n):
        b = Bad(what if i % 20 == 19 else None)
        try:
            total += b[0] + len(b) + (b == 1) + (b < 2) + float(b)
            {b: 1}
            [0][b]
            total += 1 if b else 2
            for _ in b:
                pass
        except RuntimeError as error:
            caught.append(str(error))
    return total, len(caught), sorted(set(caught))


NAMES = ("eq hash index bool iter next len contains getitem setitem add lt call enter exit str float "
         "attribute nothing").split()
for name in NAMES:
    print(name)
    attempt(use, name, 250, 300)
    attempt(caught, name, 300)


class Wrong:
    def __init__(self, what):
        self.what = what

    def __len__(self):
        return self.what

    def __index__(self):
        return "index"

    def __iter__(self):
        return 5

    def __hash__(self):
        return 1.5


def wrong_results(n):
    texts = set()
    for i in range(n):
        for f in (lambda: len(Wrong(-1)), lambda: len(Wrong("x")), lambda: len(Wrong(2**70)), lambda: [1][Wrong(1)],
                  lambda: list(Wrong(1)), lambda: hash(Wrong(1)), lambda: bool(Wrong(-1))):
            try:
                f()
            except Exception as error:
                texts.add(repr(error))
    return sorted(texts)


attempt(wrong_results, 60)
