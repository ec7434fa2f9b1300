"""Every opcode of the running Python is classified, and nothing else is: an opcode nobody has
thought about would be met for the first time inside somebody's loop.
"""

import dis

import pytest

_core = pytest.importorskip("hasten._core")
pytestmark = pytest.mark.usefixtures("engine")

CLASSES = {"lower", "exit", "end", "reject"}
# Not in every version's opmap, but part of every version's bytecode.
ALWAYS = {"CACHE", "EXTENDED_ARG"}


@pytest.fixture(scope="module")
def classes() -> dict[str, str]:
    return _core.opcode_classes()


def test_every_opcode_is_classified(classes):
    assert (set(dis.opmap) | ALWAYS) - set(classes) == set()


def test_no_other_name_is_classified(classes):
    assert set(classes) - set(dis.opmap) - ALWAYS == set()


def test_only_known_classes_are_used(classes):
    assert set(classes.values()) == CLASSES


@pytest.mark.parametrize("name", sorted(ALWAYS))
def test_what_is_skipped_is_no_reason_to_leave(classes, name):
    assert classes[name] == "lower"


def test_instrumented_and_pseudo_opcodes_never_count_as_code(classes):
    """They are seen only in running or unfinished code; the reader gets the plain instructions."""
    odd = {name for name in dis.opmap if name.startswith("INSTRUMENTED_")}
    odd |= {name for name, number in dis.opmap.items() if number > 255}
    assert {name for name in odd if classes[name] != "reject"} == set()


def test_what_loops_are_made_of_is_lowered(classes):
    loops = {
        "FOR_ITER",
        "JUMP_BACKWARD",
        "LOAD_FAST",
        "STORE_FAST",
        "BINARY_OP",
        "COMPARE_OP",
        "CALL",
    }
    assert {name for name in loops if classes[name] != "lower"} == set()
