"""The engine is on exactly for the versions that have an opcode table: tests that need native code
are skipped elsewhere, so this one must not be fooled.
"""

import re
import subprocess
import sys
import sysconfig
from pathlib import Path

import running

ROOT = Path(__file__).resolve().parents[2]
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
TABLES = (ROOT / "src" / "python").glob("opcodes_*.def")
KNOWN = sorted(re.sub(r"opcodes_(\d)(\d+)", r"\1.\2", path.stem) for path in TABLES)
# With HASTEN_BIN the version under test is another one.
OURS = Path(sys.executable).parent == running.EXECUTABLE.parent


def test_the_engine_is_on_for_the_versions_with_a_table_only(start_facts):
    if not OURS:
        return
    known = VERSION in KNOWN and not sysconfig.get_config_var("Py_GIL_DISABLED")
    assert start_facts["enabled"] == known, start_facts


def test_an_unknown_version_is_refused_with_the_known_ones_named(hasten, start_facts):
    refusal = start_facts["disabled_refusal"]
    if start_facts["enabled"]:
        assert refusal is None and start_facts["disabled_reason"] is None
        return
    assert refusal["code"] == 16
    assert start_facts["disabled_reason"].endswith("only for " + " and ".join(KNOWN))
    report = subprocess.run(
        [hasten, "run", "--report", "-c", "print(1)"],
        capture_output=True,
        text=True,
        env=running.environment(),
        check=True,
    )
    assert report.stdout == "1\n"
    why = f"not active: {start_facts['disabled_reason']} [UnknownPython, 16]"
    assert [line.strip() for line in report.stderr.splitlines()].count(why) == 1
