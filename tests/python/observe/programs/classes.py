"""Class bodies, metaclasses, decorators, closures, comprehensions, lambdas on one line, eval and exec."""


def decorate(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs)

    return wrapper


class Meta(type):
    def __new__(mcs, name, bases, namespace):
        return super().__new__(mcs, name, bases, namespace)

    def __call__(cls, *args):
        return super().__call__(*args)


class Base(metaclass=Meta):
    def __init_subclass__(cls):
        cls.registered = True

    def method(self):
        return "base"


class Derived(Base):
    values = [x for x in range(3)]

    @decorate
    def method(self):
        return "derived " + super().method()


one = lambda: 1
two = lambda: 2
print(Derived().method(), Derived.registered, one() + two() + two())
print(
    eval("one() + 1"),
    [y for y in (z * 2 for z in range(3))],
    {k: v for k, v in zip("ab", range(2))},
)
exec(compile("def made(): return 5\nprint(made())", "<exec>", "exec"))
for i in range(3):
    exec(compile(f"def made(): return {i}\nmade()", f"<made {i}>", "exec"))
