"""Checks the include rules of src/: a folder may include only from the folders before it in the
list, Python.h stays in the folders that know CPython, LLVM stays in src/native/*.cpp. Prints one
line per breach; exit status 1 if any.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# The data flow, first to last; cmake/Layers.cmake has the same list.
LAYERS = (
    "base",
    "ir",
    "types",
    "optimize",
    "native",
    "python",
    "observe",
    "capture",
    "swap",
    "build",
    "advise",
    "report",
    "engine",
    "module",
)
STAND_ALONE = ("launcher",)  # programs of their own, which include nothing of ours
KNOWS_PYTHON = {"python", "observe", "swap", "engine", "module"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')
PYTHON_HEADER = re.compile(r"^(Python\.h|cpython/|internal/|pycore_|pyconfig\.h|opcode)")
LLVM_PRIVATE = {"lower.h", "peel.h"}
LLVM_HEADER = re.compile(r"^(llvm|llvm-c|lld)/")


def includes(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line, name, and whether it is written with quotes, of each include."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        match = INCLUDE.match(line)
        if match:
            yield number, match[2], match[1] == '"'


def breaches_of(path: Path, source: Path) -> Iterator[tuple[int, str]]:
    folder = path.relative_to(source).parts[0]
    for line, name, quoted in includes(path):
        if PYTHON_HEADER.match(name) and folder not in KNOWS_PYTHON:
            yield line, f"{folder}/ must not know CPython, but includes {name}"
        if LLVM_HEADER.match(name) and not (
            folder == "native" and (path.suffix == ".cpp" or path.name in LLVM_PRIVATE)
        ):
            yield line, f"LLVM belongs in native/*.cpp only, but this includes {name}"
        target = name.split("/")[0] if "/" in name else ""
        if not quoted or target not in (*LAYERS, *STAND_ALONE):
            continue
        if folder in STAND_ALONE or target in STAND_ALONE:
            yield line, f"{folder}/ stands alone, but {name} crosses its border"
        elif LAYERS.index(target) > LAYERS.index(folder):
            yield line, f"{folder}/ comes before {target}/, but includes {name}"


def layers_of_cmake(text: str) -> tuple[str, ...]:
    match = re.search(r"set\(HASTEN_LAYERS\s+([^)]*)\)", text)
    return tuple(match[1].split()) if match else ()


def breaches(root: Path) -> Iterator[str]:
    source = root / "src"
    for path in sorted(source.rglob("*")):
        if path.suffix not in {".cpp", ".c", ".h", ".def"}:
            continue
        shown = path.relative_to(root)
        if shown.parts[1] not in (*LAYERS, *STAND_ALONE):
            yield f"{shown}: {shown.parts[1]} is not in the list of layers"
            continue
        for line, text in breaches_of(path, source):
            yield f"{shown}:{line}: {text}"
    if layers_of_cmake((root / "cmake" / "Layers.cmake").read_text(encoding="utf-8")) != LAYERS:
        yield "cmake/Layers.cmake: HASTEN_LAYERS differs from tools/check_layers.py"


def main() -> int:
    found = list(breaches(ROOT))
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
