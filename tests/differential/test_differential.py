"""Generated programs behave the same under hasten as under CPython: fixed seeds, and one fresh
seed per session."""

import os
import random
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from diff_programs import DEFAULT_MODES, check_seed, write_failure
from generate import generate
from reduce import Reducer

FIXED = (*range(1, 13), 1001, 1002)
FRESH = random.SystemRandom().randrange(10**6, 10**9)
FAILING = Path(__file__).parent / "failing"


@pytest.fixture(scope="session")
def ahead(request, hasten, jobs, tmp_path_factory):
    """Start all selected seeds, in test order."""
    folder = tmp_path_factory.mktemp("differential")

    def start(seed):
        return jobs.expect(("seed", seed), check_seed, seed, DEFAULT_MODES, folder)

    for item in request.session.items:
        if item.path == Path(__file__) and "seed" in getattr(item, "fixturenames", ()):
            start(item.callspec.params["seed"])
    return start


def check(ahead, seed):
    failures = ahead(seed).result()
    if failures:
        text = "\n".join(
            f"seed {f.seed} under {f.mode}, written to {write_failure(f, FAILING)}\n{f.report}"
            for f in failures
        )
        pytest.fail(text, pytrace=False)


@pytest.mark.parametrize("seed", FIXED)
def test_fixed_seed(ahead, seed):
    check(ahead, seed)


@pytest.mark.skipif("HASTEN_FRESH_SEEDS" not in os.environ, reason="HASTEN_FRESH_SEEDS=1 hunts")
@pytest.mark.parametrize("seed", [FRESH, FRESH + 1])
def test_fresh_seed(ahead, seed):
    print(f"fresh seed {seed}")
    check(ahead, seed)


def test_generator_is_deterministic():
    assert generate(5) == generate(5) != generate(6)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")  # 3.14 frowns on `continue` in `finally`
@pytest.mark.parametrize("start", range(50, 100, 10))
def test_generated_programs_compile(start):
    for seed in range(start, start + 10):
        compile(generate(seed), f"seed {seed}", "exec")


def test_reducer_keeps_only_what_matters():
    """With a stand-in for the difference ("prints 42 by a division"), all else goes."""
    source = (
        "import math\n"
        "def f(n):\n"
        "    t = 1\n"
        "    for i in range(n):\n"
        "        if i % 2:\n"
        "            t += i\n"
        "        x = 84 // 2\n"
        "        t -= x\n"
        "    return x + 0\n"
        "def g():\n"
        "    return 5\n"
        "print(g())\n"
        "print(f(100))\n"
    )
    reduced = Reducer(source, lambda text: "84 // 2" in text, seconds=20).run()
    assert reduced.strip().splitlines()[-1].strip() == "x = 84 // 2"
    assert len(reduced.splitlines()) <= 2
