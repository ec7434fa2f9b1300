"""The first iterations of native loops are compared with the interpreter's."""

import pytest

pytestmark = pytest.mark.usefixtures("engine")

# Loops whose code can be taken back: they store nothing outside their variables.
SOUND_LOOPS = """
def floats(values, start):
    t = start
    for value in values:
        t = t + value * 0.5
    return (t, 1)  # a function of numbers only would be compiled whole

def ints(n):
    t = 1
    k = n
    while k > 0:
        t = (t * 5) & 0xFFFF
        k -= 1
    return (t, 1)

def nested(n):
    t = 0.0
    for i in range(n):
        for j in range(3):
            t += (i + 1) * 0.25
    return (t, 1)

def letters(text):
    t = 1
    for letter in text:
        if letter > "m":
            t = (t * 5) & 0xFFFF
        t += 1
    return (t, 1)

def drive(values):
    return floats(values, 0.5), ints(300), nested(200), floats(iter(values[:7]), 1.0), letters(text)

text = "you quote worn foxes " * 30

values = tuple(k * 0.25 for k in range(500))
first = drive(values)
for _ in until(lambda: {settled}):
    (again,) = map(drive, [values])  # not as part of a region
    assert again == first, (again, first)
print(first)
"""


@pytest.mark.parametrize("mode", ["eager", "default"])
@pytest.mark.parametrize("name", ["floats", "ints", "nested", "letters"])
def test_a_wrong_loop_is_caught(run, name, mode):
    source = SOUND_LOOPS.format(settled=f"judged({name!r})")
    facts = run(source, mode, f"miscompile_loop={name}")
    loops = [r for r in facts["regions"] if r["function"] == name and r["kind"] == "loop"]
    wrong = [r for r in loops if r["state"] == "undone"]
    assert wrong, loops
    for region in wrong:
        assert (region["reason"]["code"], region["reason"]["name"]) == (13, "CandidateMismatch")
        assert region["entries"] == 0
    assert all(r["state"] != "native" for r in loops), loops


# The engine's clock has to wait for the GIL, and has a thread state, while the first calls are made.
WHILE_THE_CLOCK_WAITS = '''
SOURCE = """
def ints(n):
    t = 1
    k = n
    while k > 0:
        t = (t * 5) & 0xFFFF
        k -= 1
    return (t, 1)
"""
start = time.perf_counter()
sum(range(200_000))
size = int(200_000 * 0.011 / (time.perf_counter() - start))
for attempt in range(8):
    exec(SOURCE)
    first = ints(300)
    if hasten.facts()["enabled"]:
        hasten.jit(ints)
    for _ in until(lambda: len(regions("ints")) > attempt and judged("ints")):
        sum(range(size))
        (again,) = map(ints, [300])  # not as part of a region
        assert again == first, (again, first)
print(first)
'''


def test_a_wrong_loop_is_caught_while_the_clock_waits(run):
    facts = run(WHILE_THE_CLOCK_WAITS, "default", "miscompile_loop=ints")
    loops = [r for r in facts["regions"] if r["function"] == "ints" and r["kind"] == "loop"]
    assert len(loops) == 8
    for region in loops:
        assert region["reason"]["name"] == "CandidateMismatch", region
        assert region["entries"] == 0


@pytest.mark.parametrize("mode", ["eager", "default"])
def test_right_loops_are_admitted(run, mode):
    settled = "native('floats') and native('ints') and native('nested')"
    source = SOUND_LOOPS.format(settled=settled)
    facts = run(source, mode)
    for name in ("floats", "ints", "nested"):
        loops = [r for r in facts["regions"] if r["function"] == name and r["kind"] == "loop"]
        assert any(r["state"] == "native" and r["entries"] > 0 for r in loops), (name, loops)
        reasons = [r["reason"]["name"] for r in loops if r["reason"]]
        assert "CandidateMismatch" not in reasons, loops


# The inner loop is refused for what its first call looks like, and its back-edge switched off.
BESIDE_A_REFUSED_LOOP = """
class Odd:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        self.n -= 1
        return self.n

def nested(n, rows, last):
    t = 0
    for i in range(n):
        for j in rows:
            if j is last or (i + 1) is j:
                return t
            t += (i + 1) ^ 3
    return t, 1

print(nested(5, Odd(5), 2))
print(nested(50, ("a", "b", "c"), None))
"""


@pytest.mark.parametrize("wrong", [False, True])
def test_a_loop_around_a_refused_one_is_compared(run, wrong):
    stress = "miscompile_loop=nested" if wrong else ""
    facts = run(BESIDE_A_REFUSED_LOOP, "eager", stress)
    outer, inner = sorted(
        (r for r in facts["regions"] if r["function"] == "nested" and r["kind"] == "loop"),
        key=lambda r: r["line"],
    )
    assert inner["state"] == "refused", inner
    if wrong:
        assert (outer["state"], outer["reason"]["name"]) == ("undone", "CandidateMismatch")
        assert "t: native" in outer["reason"]["text"]
    else:
        assert outer["state"] == "native" and outer["entries"] > 0, outer
