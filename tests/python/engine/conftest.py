"""Programs whose facts the tests of the engine look at."""

import json

import pytest
import running
from running import MODES, WAITING


@pytest.fixture
def run(hasten, write_program, tmp_path):
    """run(source, mode, stress) -> facts; the output must be CPython's."""

    def run(source: str, mode: str, stress: str = "") -> dict:
        program, facts = write_program(WAITING + source), tmp_path / "facts.json"
        plain = running.run_plain(program)
        assert plain.code == 0, plain.stderr.decode()
        env = {"HASTEN_STRESS": stress} if stress else None
        other = running.run_hasten(program, MODES[mode], json=facts, env=env)
        report = running.difference(plain, other)
        assert report is None, report
        return json.loads(facts.read_text())

    return run
