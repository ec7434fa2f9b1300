"""Loops over slices of lists and tuples: what is iterated is what the slice was when it was taken."""

import sys
import weakref

WORDS = "one two three four five six seven".split()


def lengths(words, index):
    total = 0
    for word in words[0:index]:
        total += len(word)
    return total


print([lengths(WORDS, k) for k in range(-9, 10)] * 3)


def all_bounds(sequence):
    seen = []
    for start in (None, 0, 1, 3, 99, -1, -3, -99, True):
        for stop in (None, 0, 1, 3, 99, -1, -3, -99, False):
            n = 0
            for item in sequence[start:stop]:
                n = n * 10 + item
            seen.append(n)
    return seen


print(all_bounds([1, 2, 3, 4, 5]) == all_bounds((1, 2, 3, 4, 5)), all_bounds([1, 2, 3, 4, 5]))


def pairs(numbers):
    n = 0
    for i in range(len(numbers)):
        for other in numbers[i + 1 :]:
            if other > numbers[i]:
                n += other - numbers[i]
    return n


print(pairs(list(range(60, 0, -1)) + list(range(50))))


def found(numbers, wanted):
    for at in range(20):
        for number in numbers[at:]:
            if number == wanted:
                break
        else:
            return at
    return -1


print([found([3, 1, 4, 1, 5, 9, 2, 6] * 3, wanted) for wanted in (3, 1, 4, 5, 9, 2, 6, 7)])


# The sequence changes while its slice is iterated.
def appending(numbers):
    for number in numbers[:]:
        numbers.append(number * 2)
    for number in numbers[1:4]:
        numbers.append(number + 1)
    return numbers


def removing(numbers):
    seen = []
    for number in numbers[1:]:
        seen.append(number)
        numbers.remove(number)
    return seen, numbers


def storing(numbers):
    seen = []
    for number in numbers[:-1]:
        numbers[number % len(numbers)] = 0
        seen.append(number)
    return seen, numbers


def clearing(numbers):
    n = 0
    for number in numbers[2:]:
        n += number
        if n > 8:
            numbers.clear()
    return n, numbers


def rebinding(numbers):
    n = 0
    for number in numbers[1:]:
        n += number
        numbers = [n]
    return n, numbers


for function in (appending, removing, storing, clearing, rebinding):
    for _ in range(30):
        result = function([1, 2, 3, 4, 5, 6])
    print(function.__name__, result)


# Items that end are those that nothing holds: the slice does, also those it has given already.
class Item:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        log.append(self.name)


def ending(items):
    for item in items[1:4]:
        log.append(f"at {item.name}")
        items[:] = items[2:]
    log.append("over")


def ending_early(items):
    for item in items[1:]:
        log.append(f"at {item.name}")
        items = None
    log.append("over")


for _ in range(12):
    for function in (ending, ending_early):
        log = []
        function([Item(k) for k in "abcde"])
print(log)
log = []
ending([Item(k) for k in "abcde"])
print(log)


# A slice of something that has no other home ends the rest at once.
def temporary(n):
    for item in [Item(k) for k in range(n)][2:]:
        log.append(f"at {item.name}")


for _ in range(12):
    log = []
    temporary(5)
print(log)


# Left in the middle: for an exception, a yield, a look from outside.
def dividing(numbers):
    total = 0
    try:
        for number in numbers[1:]:
            total += 12 // number
    except ZeroDivisionError:
        return total, "zero"
    return total, "all"


print([dividing([9, 4, 3, k % 7, 2]) for k in range(40)][-8:])


def yielding(numbers):
    for number in numbers[1:-1]:
        yield number


print([list(yielding(list(range(k)))) for k in range(8)] * 2)


def counted(numbers):
    counts = set()
    for _ in numbers[:3]:
        counts.add(sys.getrefcount(numbers))
    return counts


print([counted([1, 2, 3, 4]) for _ in range(20)][-1])


def overflowing(numbers):
    total = 2**62
    for number in numbers[1:]:
        total += number * 2**60
    return total


print([overflowing([1, 2, 3, 4][: k % 4 + 1]) for k in range(40)][-4:])


class Sliced(list):
    def __getitem__(self, key):
        return [key.start, key.stop]


def of_a_subclass(sequence):
    n = 0
    for item in sequence[1:3]:
        n += item
    return n


print([of_a_subclass(s) for s in ([1, 2, 3, 4], (5, 6, 7), Sliced(), [8, 9]) for _ in range(20)][::20])
held = weakref.ref(Item("last"))
print(held())
