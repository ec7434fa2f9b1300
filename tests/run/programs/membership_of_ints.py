"""Whole numbers looked for in dicts, their key views and sets, with keys that compare in Python."""

import traceback

held = []


class Odd:
    def __init__(self, number):
        self.number = number

    def __hash__(self):
        return hash(self.number)

    def __eq__(self, other):
        held.append(other)
        if self.number == 777:
            raise ValueError("compared with " + repr(other))
        return self.number == other


def mixed(table, n):
    found = 0
    for i in range(n):
        if i in table.keys():
            found += 1
        if i not in table:
            found += 1000
        if i * 1_000_003 in table:
            found += 7
    return found


def in_set(numbers, n):
    found = 0
    for i in range(n):
        if i * 3 in numbers:
            found += i
    return found


def big(table, n):
    found = 0
    x = 1
    for i in range(n):
        x = x * 5 + i
        if x in table:
            found += 1
    return found


def shadowed(table, n):
    found = 0
    for i in range(n):
        keys = table.keys()
        if i in keys:
            found += len(keys)
    return found


table = {i: i for i in range(0, 200, 3)}
table.update({chr(i): i for i in range(40)})
for repeat in range(2):
    print(mixed(table, 300), in_set(set(range(100)), 120), in_set(frozenset(range(50)), 90))
    print(big({1: 0, 5: 1, 26: 2, 5**40: 3}, 80), shadowed(table, 50))
    odd = dict(table)
    odd[Odd(301)] = 1
    odd[Odd(2)] = 1
    del held[:]
    print(mixed(odd, 400), held)
    held_before = list(held)
    print(mixed(odd, 400), held_before == held[: len(held_before)])
    odd[Odd(777)] = 1
    try:
        print(mixed(odd, 1000))
    except ValueError as error:
        print(error)
        for line in traceback.extract_tb(error.__traceback__):
            print(line.name, line.lineno, line.colno)
