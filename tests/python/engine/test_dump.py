"""HASTEN_DUMP shows every stage of what was native, also of code that is gone at the end."""

import pytest
import running
from running import MODES

pytestmark = pytest.mark.usefixtures("engine")

MODULE = """
t = 0
for i in range(100000):
    t += i * 3
print(t)
"""
FUNCTION = """
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(12))
"""
TEMPORARY = """
exec(compile("s = 0.0\\nfor i in range(100000):\\n    s += i * 0.5\\nprint(s)", "gone.py", "exec"))
"""


@pytest.mark.parametrize(
    ("source", "place"),
    [(MODULE, ":3 <module>"), (FUNCTION, ":2 fib"), (TEMPORARY, "gone.py:2 <module>")],
)
def test_dumps_show_code_that_has_gone(hasten, write_program, tmp_path, source, place):
    env = {"HASTEN_DUMP": str(tmp_path / "dump")}
    outcome = running.run_hasten(write_program(source), MODES["eager"], env=env)
    assert (outcome.code, outcome.stderr) == (0, b"")
    for kind, sign in (("pyir", "LoadFast"), ("ir", "exit"), ("llvm", "define"), ("asm", "ret")):
        text = (tmp_path / f"dump.{kind}").read_text()
        assert place in text, kind
        assert sign in text or (kind == "pyir" and "LoadName" in text), kind
