"""An exception leaves a nested function call chain out of a hot loop and ends the program."""
import atexit


def inner(values, i):
    total = 0
    for k in range(i, i + 5):
        total += values[k]
    return total


def outer(values):
    total = 0
    for i in range(len(values)):
        total += inner(values, i) * 2
    return total


class Tidy:
    def __del__(self):
        print("tidied")


atexit.register(print, "bye")
tidy = Tidy()
print(outer([1] * 400 + [0] * 4) if False else "start")
print("result", outer(list(range(500))))
