"""`hasten.Profile` in place of cProfile.Profile: the same methods, the same counts."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
import running

# PROFILER is one or the other; what is printed must be the same.
PROGRAM = """
import pstats, sys, threading
from {module} import Profile
def leaf(n):
    return sum(range(n))
def twice(n):
    return leaf(n) + leaf(abs(n))
def tree(depth):
    if depth:
        tree(depth - 1); tree(depth - 1)
def items(n):
    for i in range(n):
        yield leaf(i)
def fails():
    raise KeyError(1)
def counts(profile):
    shown = {{}}
    for key, value in pstats.Stats(profile).stats.items():
        if "Profile" not in key[2] and "disable" not in key[2] and "__exit__" not in key[2]:
            shown[key[1:]] = (value[0], value[1], sorted(
                (caller[1:], sums[0], sums[1]) for caller, sums in value[4].items()
                if "Profile" not in caller[2] and "disable" not in caller[2]))
    return sorted(shown.items())
{body}
"""
BODIES = {
    "by hand, twice": """
profile = Profile()
profile.enable(); twice(10); profile.disable()
twice(10)
profile.enable(); tree(3); profile.disable()
for row in counts(profile): print(row)
""",
    "with": """
with Profile() as profile:
    list(items(5))
    try: fails()
    except KeyError: pass
for row in counts(profile): print(row)
""",
    "without built-ins": """
profile = Profile(builtins=False)
profile.enable(); twice(10); tree(2); profile.disable()
for row in counts(profile): print(row)
""",
    "run": """
print(Profile().runcall(twice, 5))
profile = Profile().run("twice(7)")
for row in counts(profile): print(row)
names = {"leaf": leaf}
profile = Profile().runctx("x = leaf(3)", names, names)
print(names["x"])
for row in counts(profile): print(row)
try: Profile().runcall(fails)
except KeyError as error: print(repr(error))
""",
    "dump": """
profile = Profile()
profile.runcall(tree, 4)
profile.dump_stats("out.prof")
print(sorted((key[2], value[:2]) for key, value in pstats.Stats("out.prof").stats.items()
             if key[2] == "tree"))
""",
    "nothing": """
profile = Profile()
profile.disable()
profile.create_stats()
print(profile.stats)
""",
    "one at a time": """
one, other = Profile(), Profile()
one.enable()
try: other.enable()
except ValueError as error: print("ValueError", str(error)[:37])
one.disable()
other.enable(); leaf(1); other.disable()
for row in counts(other): print(row)
""",
}


def run(tmp_path: Path, module: str, body: str) -> subprocess.CompletedProcess[str]:
    script = tmp_path / "program.py"
    script.write_text(PROGRAM.format(module=module, body=body))
    return subprocess.run(
        [running.PYTHON, str(script)],
        capture_output=True,
        text=True,
        timeout=180,
        cwd=tmp_path,
        check=False,
    )


@pytest.mark.usefixtures("hasten")
@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_counts_are_those_of_cprofile(tmp_path: Path, body: str) -> None:
    reference = run(tmp_path, "cProfile", body)
    ours = run(tmp_path, "hasten", body)
    assert reference.returncode == 0, reference.stderr
    assert (ours.stdout, ours.stderr) == (reference.stdout, reference.stderr)


@pytest.mark.usefixtures("hasten")
def test_threads_are_counted_each_with_its_own_callers(tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "hasten",
        """
with Profile() as profile:
    threads = [threading.Thread(target=tree, args=(3,)) for _ in range(4)]
    for t in threads: t.start()
    for t in threads: t.join()
key, value = next(item for item in pstats.Stats(profile).stats.items() if item[0][2] == "tree")
print(value[:2])
""",
    )
    assert done.stdout == "(4, 60)\n", done.stderr


def test_the_capture_can_be_exported(command: Any, tmp_path: Path) -> None:
    done = run(
        tmp_path,
        "hasten",
        "import shutil\nprofile = Profile()\nprofile.runcall(tree, 3)\n"
        "shutil.copy(profile.capture, 'kept.hasten')\nprofile.print_stats('tottime')\n",
    )
    assert "(tree)" in done.stdout
    table = command("export", tmp_path / "kept.hasten", "--format", "csv", "-o", "-")
    assert "tree,15,1," in table.stdout
