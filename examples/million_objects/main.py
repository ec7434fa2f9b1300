"""Many small objects in a dictionary: instances of a class, then named tuples."""

import sys
from collections import namedtuple


class Node:
    def __init__(self, value, children):
        self.value = value
        self.children = children


TupleNode = namedtuple("TupleNode", ["value", "children"])

count = 10_000 if "--small" in sys.argv else int(sys.argv[1]) if len(sys.argv) > 1 else 500_000


def build(kind):
    nodes = {}
    for i in range(count):
        nodes[i] = kind(i, [])
    return nodes


for kind in (Node, TupleNode):
    nodes = build(kind)
    total = 0
    for i in nodes:
        total += nodes[i].value + len(nodes[i].children)
    print(kind.__name__, len(nodes), total)
