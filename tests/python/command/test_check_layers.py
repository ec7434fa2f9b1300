"""tools/check_layers.py finds each kind of breach, and nothing in what is allowed."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def checker():
    spec = importlib.util.spec_from_file_location(
        "check_layers", ROOT / "tools" / "check_layers.py"
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("path", "include", "breach"),
    [
        ("ir/a.cpp", '"base/result.h"', None),
        ("ir/a.cpp", '"ir/function.h"', None),
        ("ir/a.cpp", '"function.h"', None),
        ("engine/a.cpp", "<Python.h>", None),
        ("native/a.cpp", "<llvm/IR/Module.h>", None),
        ("ir/a.h", '"types/kind.h"', "src/ir/a.h:1: ir/ comes before types/"),
        ("base/a.c", '"python/ref.h"', "base/ comes before python/"),
        ("ir/a.cpp", "<Python.h>", "must not know CPython"),
        ("types/a.cpp", '"internal/pycore_frame.h"', "must not know CPython"),
        ("native/a.h", '"llvm/IR/Module.h"', "LLVM belongs in native/*.cpp"),
        ("engine/a.cpp", "<llvm/IR/Module.h>", "LLVM belongs in native/*.cpp"),
        ("launcher/a.c", '"base/check.h"', "launcher/ stands alone"),
        ("other/a.cpp", '"base/check.h"', "other is not in the list of layers"),
    ],
)
def test_breaches(checker, tmp_path, path, include, breach):
    source = tmp_path / "src" / path
    source.parent.mkdir(parents=True)
    source.write_text(f"#include {include}\n")
    (tmp_path / "cmake").mkdir()
    layers = tmp_path / "cmake" / "Layers.cmake"
    layers.write_text(f"set(HASTEN_LAYERS\n  {' '.join(checker.LAYERS)})\n")
    found = list(checker.breaches(tmp_path))
    assert len(found) == (0 if breach is None else 1)
    assert breach is None or breach in found[0]


def test_list_agrees_with_the_build(checker):
    text = (ROOT / "cmake" / "Layers.cmake").read_text(encoding="utf-8")
    assert checker.layers_of_cmake(text) == checker.LAYERS
