"""Functions made in loops: defaults, keyword defaults, annotations, closures, all of them."""


def made(n):
    functions = []
    for i in range(n):
        functions.append(lambda x=i, *, k=i * 2: x + k)

        def annotated(a: int, b: "text" = i, *, c: float = 1.5, d=i) -> i:
            return a + b + c + d

        def closed(a=[i], *more: str, last: int = 7, **others: list) -> n:
            return a, i, last, annotated

        def only_annotated(a: i):
            return i

        def only_keyword(*, k=n):
            return k + i

        functions += [annotated, closed, only_annotated, only_keyword]
    rows = []
    for f in functions[:5] + functions[-5:]:
        rows.append((f.__name__, f.__qualname__, f.__defaults__, f.__kwdefaults__,
                     f.__annotations__, f.__closure__ and len(f.__closure__)))
    return rows, functions[-5](), functions[-4](1), functions[-3]()[:3], functions[-1]()


def called(n):
    total = 0
    for i in range(n):
        def f(a, b=i, *, c=1):
            return a + b + c

        total += f(1) + f(1, 2) + f(1, c=i)
        total += (lambda a, b=2: a * b)(i)
    return total


def order(n):
    log = []

    def note(x):
        log.append(x)
        return x

    for i in range(n):
        def f(a: note("ann a") = note("default"), *, k: note("ann k") = note("kw")) -> note("ret"):
            pass

    return log[:5], len(log)


def fails(n):
    made = 0
    try:
        for i in range(n):
            def f(a=10 // (n - 2 - i)):
                return a

            made += f()
    except ZeroDivisionError as error:
        return made, str(error), error.__traceback__.tb_lineno - fails.__code__.co_firstlineno
    return made


def shared_defaults(n):
    functions = []
    default = []
    for i in range(n):
        def f(x=default):
            x.append(i)
            return len(x)

        functions.append(f)
    return [f() for f in functions][-3:], functions[0].__defaults__[0] is default


for count in (3, 40):
    for row in made(count)[0]:
        print(row)
    print(made(count)[1:])
    print(called(count), order(count), fails(count), shared_defaults(count))
