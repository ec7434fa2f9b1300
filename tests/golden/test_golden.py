"""PyIR and typed IR of small programs are what they were. See README.md."""

import re
import sys
from pathlib import Path

import pytest
import running
from compact import compact_ir, compact_pyir
from running import MODES, Program

pytestmark = pytest.mark.usefixtures("engine")
FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.glob("*.golden"))
VERSIONS = ("3.12", "3.13")
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def read_sections(path: Path) -> dict[str, str]:
    parts = re.split(r"(?m)^--- (.*)\n", path.read_text())
    return {
        name: text.strip("\n") + "\n" for name, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def update_sections(path: Path, actual: dict[str, str]) -> None:
    """Replace what is expected of the running version; what all versions share is written once."""
    old = read_sections(path)
    lines = [f"--- source\n{old['source']}"]
    for kind, text in actual.items():
        by_version = {each: old.get(f"{kind} {each}", old.get(kind, "")) for each in VERSIONS}
        by_version[VERSION] = text
        if len(set(by_version.values())) == 1:
            by_version = {"": text}
        for version, expected in by_version.items():
            if expected:
                lines.append(f"--- {kind} {version}".rstrip() + f"\n{expected}")
    path.write_text("\n".join(lines))


def dumps_of(source: str, folder: Path) -> dict[str, str]:
    """Run the program under hasten, check its output against CPython, and return the compact dumps."""
    path = folder / "program.py"
    path.write_text(source)
    program = Program(path, timeout=30)
    prefix = folder / "dump"
    other = running.run_hasten(program, MODES["eager"], env={"HASTEN_DUMP": str(prefix)})
    report = running.difference(running.run_plain(program), other)
    assert report is None, report
    return {
        "pyir": compact_pyir(Path(f"{prefix}.pyir").read_text()),
        "ir": compact_ir(Path(f"{prefix}.ir").read_text()),
    }


@pytest.fixture(scope="session")
def dumps(request, jobs, hasten, tmp_path_factory):
    """Start the runs of all selected tests, in their order."""

    def start(path: Path):
        source = read_sections(path)["source"]
        return jobs.expect(("golden", path), dumps_of, source, tmp_path_factory.mktemp(path.stem))

    for item in request.session.items:
        if item.function is test_golden:
            start(item.callspec.params["path"])
    return start


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_golden(dumps, path, request):
    actual = dumps(path).result()
    if request.config.getoption("--update-golden", default=False):
        update_sections(path, actual)
        return
    sections = read_sections(path)
    expected = {kind: sections.get(f"{kind} {VERSION}", sections.get(kind, "")) for kind in actual}
    if not any(expected.values()):
        pytest.skip(f"no expectation for Python {VERSION} yet: --update-golden")
    assert actual == expected
