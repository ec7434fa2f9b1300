"""Shortens the dumps of `_core.dump` to what a reviewer of a golden wants to see. See README.md."""

import re

# Operations that say where an operand comes from, not what is done.
_NOISE = {"ConstInt", "ConstFloat", "ConstBool", "ConstObject", "NullPtr", "Context"}
_TITLE = re.compile(r"^# .*:(\d+) (\S+)$")
_PYIR = re.compile(r"^ +(\d+): \[\d+ line (\d+) depth -?\d+\] (.*)$")
_BLOCK = re.compile(r"^  (b\d+)(?:\((.*)\))?:$")
_INST = re.compile(r"^    (?:v\d+ \w+ = )?(\w+)(.*)$")
_EXIT = re.compile(r"^  (e\d+) (\w+) offset=\d+ line=(\d+) depth=(\d+)(.*)$")
_SLOT = re.compile(r"^    (local|stack|name) (\d+) (\w+)(.*)$")
_EXIT_OF_INST = re.compile(r"exit=(e\d+)")
# Sequences that occur everywhere and say one thing.
_PHRASES = (
    (
        "LoadPtr LoadPtr LoadU8 ICmpNe LoadPtr PtrEq LoadPtr LoadI64 LoadI64 ICmpEq BoolAnd BoolAnd Guard:invalid",
        "still-valid",
    ),
    ("LoadI64 Add StoreI64 LoadPtr LoadU8 ICmpEq Guard:breaker", "back-edge"),
    ("PtrEq BoolNot Guard:raise", "raise-if-null"),
    ("ICmpLt BoolNot Guard:raise", "raise-if-negative"),
)


def compact_pyir(text: str) -> str:
    """The instructions by source line; a function that has several regions is shown once."""
    shown, out, line_before = set(), [], None
    for part in re.split(r"(?m)^(?=# )", text):
        code = part.partition("\n")[2]
        if not code.strip() or code in shown:
            continue
        shown.add(code)
        for line in part.splitlines():
            if found := _TITLE.match(line):
                out.append(found[2])
                line_before = None
            elif found := _PYIR.match(line):
                at = "" if found[2] == line_before else f"line {found[2]}"
                line_before = found[2]
                out.append(f"  {at:8}{found[1]:>3} {found[3]}".rstrip())
    return "\n".join(out) + "\n"


def compact_ir(text: str) -> str:
    return "".join(_compact_region(part) for part in re.split(r"(?m)^(?=# )", text) if part.strip())


def _compact_region(text: str) -> str:
    lines = text.splitlines()
    exits = {found[1]: found[2] for line in lines if (found := _EXIT.match(line))}
    published = set(re.findall(r"(?m)^    Publish .*exit=(e\d+)", text))
    hidden = False
    out = []
    for line in lines:
        if found := _TITLE.match(line):
            out.append(f"{found[2]} line {found[1]}")
        elif found := _BLOCK.match(line):
            types = [pair.split()[1] for pair in (found[2] or "").split(", ") if pair]
            out.append(f"  {found[1]}({' '.join(types)}):" if types else f"  {found[1]}:")
        elif found := _EXIT.match(line):
            hidden = found[1] in published
            if not hidden:
                out.append(f"  {found[2]} line {found[3]} depth {found[4]}{found[5]}")
        elif found := _SLOT.match(line):
            if not hidden:
                out[-1] += f", {found[1]} {found[2]} {found[3]}"
        elif (found := _INST.match(line)) and (word := _instruction(found[1], found[2], exits)):
            out[-1] += f" {word}"
    for phrase, name in _PHRASES:
        out = [line.replace(phrase, name) for line in out]
    return "\n".join(_merge_entry_checks(out)) + "\n"


def _instruction(op: str, rest: str, exits: dict[str, str]) -> str:
    if op in _NOISE:
        return ""
    if op in ("CallHelper", "CallMath"):
        return rest.split()[0] + "()"
    exit_taken = _EXIT_OF_INST.search(rest)
    if op == "Leave" and exit_taken:
        return f"-> {exits.get(exit_taken[1], '?')}"
    if op in ("Jump", "Branch"):
        return "-> " + " ".join(re.findall(r"\b(b\d+)\b", rest.partition("->")[2]))
    if exit_taken and op != "Publish":
        return f"{op}:{exits.get(exit_taken[1], '?')}"
    return op


def _merge_entry_checks(lines: list[str]) -> list[str]:
    """The blocks before the loop are many and all alike: what matters is how many checks they make."""
    inner = next(
        (i for i, line in enumerate(lines) if line.startswith("  b") and _targets_back(lines, i)),
        None,
    )
    if inner is None or inner < 2:
        return lines
    checks = sum(line.count("Guard:entry_mismatch") for line in lines[1:inner])
    return [lines[0], f"  entry: {checks} checks", *lines[inner:]]


def _targets_back(lines: list[str], at: int) -> bool:
    """Whether the block at this line is the target of a later one: the head of the loop."""
    name = re.match(r"  (b\d+)", lines[at])[1]
    return any(re.search(rf"->.*\b{name}\b", line) for line in lines[at:])
