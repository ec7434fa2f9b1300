"""Plain data of a module is not freed one by one when the process ends; all else is as ever."""

import json

import pytest
import running

pytestmark = pytest.mark.usefixtures("engine")

PLAIN = "rows = {str(i): [i, [i, 0.5]] for i in range(1000)}\n"
ROWS = 1 + 2 * 1000

LOUD = """
class Loud:
    def __del__(self):
        print("end", len(rows))
"""
MIXED = {
    "object": "rows['x'] = object()",
    "subclass": "class T(str): pass\nrows[T('x')] = 1",
    "weak": "import weakref\ns = {1}\nw = weakref.ref(s, print)\nrows['s'] = s",
    "callbacks": "import gc\ngc.callbacks.append(lambda *_: None)",
    "disabled": "import gc\ngc.disable()",
    "threads": "import threading, time\n"
    "threading.Thread(target=time.sleep, args=(30,), daemon=True).start()",
}
# Whose end is seen, and how much is kept beside it.
SEEN = {
    "alone": ("other = Loud()", ROWS),
    "in a list": ("other = [rows, Loud()]", ROWS),
    "in a tuple of a dict": ("other = {'x': [(1, (2, Loud()))]}", ROWS),
    "in a cycle": ("other = [Loud()]\nother.append(other)", ROWS),
    "inside": ("rows['x'] = Loud()", 0),
    "subclass of list": ("class L(list): __del__ = Loud.__del__\nother = L(rows)", ROWS),
    "generator": (
        "def f():\n    try: yield rows\n    finally: print('closed', len(rows))\ng = f()\nnext(g)",
        ROWS,
    ),
    "weak reference": (
        "import weakref\nseen = {1, 2}\nother = weakref.ref(seen, lambda _: print('gone'))",
        ROWS,
    ),
    "exit function": (
        "import atexit\nother = []\natexit.register(lambda: other.append(Loud()))",
        ROWS,
    ),
    "holds itself": ("other = [1]\nother.append(other)\nlast = Loud()", ROWS + 1),
    "very deep": (
        "other = []\nfor _ in range(60): other = [other, other]\nlast = Loud()",
        ROWS + 61,
    ),
    "chain that ends badly": (
        "other = [Loud()]\nfor _ in range(3): other = [other]\nother.append([0])",
        ROWS,
    ),
    "chain against the order": (
        "first = last = []\nfor _ in range(5000): last.append([]); last = last[0]",
        ROWS + 5001,
    ),
    "very long chain": (
        "other = []\nfor _ in range(100_000): other = [other]\nlast = Loud()",
        ROWS + 100_001,
    ),
}


def kept(tmp_path, source):
    path = tmp_path / "program.py"
    path.write_text(source)
    facts = tmp_path / "facts.json"
    run = running.run_hasten(running.Program(path), running.MODES["default"], json=facts)
    assert running.difference(running.run_plain(running.Program(path)), run) is None
    return json.loads(facts.read_text())["totals"]["kept_at_end"]


@pytest.fixture(scope="module")
def always(tmp_path_factory):
    """What CPython itself puts into __main__."""
    extra = kept(tmp_path_factory.mktemp("nothing"), "rows = [[] for _ in range(5000)]\n") - 5001
    assert extra in (0, 1)
    return extra


def test_plain_data_is_kept(tmp_path, always):
    assert kept(tmp_path, PLAIN) == ROWS + always


FEW = {
    "nothing": "pass\n",
    "little": "rows = [[0, 1] for _ in range(50)]\n",
    "little often": "rows = [0] * 50\nother = [rows] * 50\nmore = [other] * 50\n",
    "little in a large program": "import asyncio, decimal, email.mime.text, http.client, logging\n"
    "rows = [[0, 1] for _ in range(50)]\n",
}


@pytest.mark.parametrize("case", FEW)
def test_little_is_not_looked_for(tmp_path, case):
    assert kept(tmp_path, FEW[case]) == 0


@pytest.mark.parametrize("case", MIXED)
def test_what_might_be_seen_is_not(tmp_path, case, always):
    assert kept(tmp_path, PLAIN + MIXED[case]) <= always


@pytest.mark.parametrize("case", SEEN)
def test_ends_that_are_seen(tmp_path, case, always):
    source, count = SEEN[case]
    assert kept(tmp_path, PLAIN + LOUD + source) == count + always
