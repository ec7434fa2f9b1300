"""Methods of objects of several classes in one list, while classes change and others join."""

import traceback


class Task:
    def __init__(self, k):
        self.k = k
        self.held = False
        self.count = 0

    def ready(self):
        return not self.held

    def run(self):
        self.count += 1
        return self.step(self.count)


class Adds(Task):
    def step(self, n):
        return n + self.k


class Holds(Task):
    def step(self, n):
        self.held = not self.held
        return n * 2


class Slots(Task):
    __slots__ = ("extra",)

    def step(self, n):
        self.extra = n
        return -self.extra


class Late(Task):
    def step(self, n):
        return 10_000


class Fails(Task):
    def step(self, n):
        if n > 20:
            raise KeyError(self.k)
        return 0


def work(order, n):
    total = 0
    for i in range(n):
        for task in order:
            if task.ready():
                total += task.run()
            else:
                task.held = False
            task.k += 1
        if i == n // 2:
            order.append(Late(0))
        if i == n * 3 // 4:
            Adds.step = lambda self, n: 100_000 + n
            order[0].step = lambda n: 5
    del Adds.step
    Adds.step = lambda self, n: n + self.k
    return total, [(type(task).__name__, sorted(vars(task).items(), key=str)[0]) for task in order]


for repeat in range(2):
    print(work([Adds(1), Holds(2), Slots(3), Adds(4)], 60)[0])
    print(work([Adds(1), Holds(2)], 60)[0])
    print(work([Adds(1), Holds(2), Slots(3), Late(4), Task(5)][:4], 60)[0])
    try:
        print(work([Adds(1), Fails(2)], 60))
    except KeyError as error:
        for line in traceback.extract_tb(error.__traceback__):
            print(line.name, line.lineno, line.colno)
    try:
        print(work([Adds(1), Task(2)], 60))
    except AttributeError as error:
        print(error)
