"""Methods, properties, class and static methods, inheritance, super, attributes in hot loops."""
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


class Account:
    fee = 1
    opened = 0

    def __init__(self, balance=0):
        self.balance = balance
        Account.opened += 1

    def deposit(self, amount):
        self.balance += amount
        return self

    @property
    def doubled(self):
        return self.balance * 2

    @doubled.setter
    def doubled(self, value):
        if value < 0:
            raise ValueError(f"negative: {value}")
        self.balance = value // 2

    @classmethod
    def of(cls, n):
        return cls(n)

    @staticmethod
    def tax(x):
        return x // 10


class Savings(Account):
    def deposit(self, amount):
        super().deposit(amount - self.fee)
        return self

    @property
    def doubled(self):
        return super().doubled + 1


def deposits(kind, n):
    a = kind()
    for i in range(n):
        a.deposit(i).deposit(1)
        a.balance -= Account.tax(a.balance) // 100
    return a.balance, a.doubled, type(a).__name__


def polymorphic(n):
    things = [Account(1), Savings(2), Account.of(3), Savings.of(4)]
    for i in range(n):
        things[i % 4].deposit(i)
    return [t.balance for t in things], [t.doubled for t in things]


def setter(n):
    a = Account(10)
    for i in range(n):
        a.doubled = i * 2
    return a.balance


def setter_error(n):
    a = Account(10)
    for i in range(n):
        a.doubled = n - 2 - i


def missing_attribute(n):
    a = Account()
    total = 0
    for i in range(n):
        total += a.balance if i < n - 1 else a.balanse
    return total


def no_setter(n):
    s = Savings(1)
    for i in range(n):
        s.balance = i
        if i == n - 1:
            s.doubled = 4


def instance_shadows_class(n):
    a = Account()
    total = 0
    for i in range(n):
        total += a.fee
        if i == n // 3:
            a.fee = 10
        if i == 2 * n // 3:
            del a.fee
        if i == n - 10:
            Account.fee = 100
    Account.fee = 1
    return total


def method_replaced(n):
    a = Account()
    for i in range(n):
        if i == n // 2:
            a.deposit = lambda amount: a
        a.deposit(1)
    return a.balance


def class_changed(n):
    a = Account()
    for i in range(n):
        if i % 50 == 25:
            a.__class__ = Savings if type(a) is Account else Account
        a.deposit(2)
    return a.balance, type(a).__name__


def bound_method(n):
    a = Account()
    d = a.deposit
    f = Account.deposit
    for i in range(n):
        d(i)
        f(a, 1)
    return a.balance, d.__self__ is a


def attributes_of_many(n):
    class P:
        pass

    objects = []
    for i in range(n):
        p = P()
        p.x, p.y = i, i / 2
        if i % 7 == 0:
            p.z = "extra"
        objects.append(p)
    total = 0
    for p in objects:
        total += p.x * p.y + len(getattr(p, "z", ""))
    for p in objects:
        del p.x
    for p in objects[:-1]:
        p.x = 1
    return total, sum(hasattr(p, "x") for p in objects)


def delete_missing(n):
    a = Account()
    for i in range(n):
        if i < n - 1:
            a.t = 1
        del a.t


def created_in_loop(n):
    before = Account.opened
    total = 0
    for i in range(n):
        total += Account(i).deposit(1).doubled
    return total, Account.opened - before


def vectors(n):
    class V:
        def __init__(self, x, y):
            self.x = x
            self.y = y

        def dot(self, o):
            return self.x * o.x + self.y * o.y

        def rotate(self):
            return V(-self.y, self.x)

    v = V(1.5, 2)
    total = 0.0
    for i in range(n):
        v = v.rotate()
        total += v.dot(V(i, 1))
    return total, v.x, v.y


class Meta(type):
    def __call__(cls, *args):
        made = super().__call__(*args)
        made.meta = len(args)
        return made


class Made(metaclass=Meta):
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, *args):
        self.args = args


def metaclasses(n):
    total = 0
    for i in range(n):
        total += Made(*range(i % 4)).meta
    return total


attempt(deposits, Account, 500)
attempt(deposits, Savings, 500)
for f in (polymorphic, setter, setter_error, missing_attribute, no_setter, instance_shadows_class,
          method_replaced, class_changed, bound_method, attributes_of_many, delete_missing, created_in_loop,
          vectors, metaclasses):
    attempt(f, 300)
