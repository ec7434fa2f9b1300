"""Three toys for a line profiler: squares, a function called from a loop, a comprehension."""

import sys

if "--small" in sys.argv:
    steps = 2_000
else:
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 800_000


def print_squares():
    for i in range(10):
        print(i**2)
    print("Finished printing the squares")


def square(x):
    counter = 0
    for i in range(steps):
        counter += 1
    print(x * x, "after", counter, "steps")


def call_square():
    for i in range(10):
        square(i)


def print_list():
    print([i for i in range(50)])


print_squares()
call_square()
for _ in range(2):
    print_list()
