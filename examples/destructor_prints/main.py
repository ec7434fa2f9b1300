"""An object says goodbye at the moment its last reference goes away."""

import sys

farewells = 0


class Guest:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        global farewells
        farewells += 1
        if farewells <= 3:
            print("goodbye", self.name)


def visit(name):
    guest = Guest(name)
    if farewells < 3:
        print("hello", guest.name)


rounds = 3 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 2_000_000
for number in range(rounds):
    visit("guest %d" % number)
    if farewells != number + 1:
        print("somebody stayed")
print("visits:", rounds, "farewells:", farewells)
