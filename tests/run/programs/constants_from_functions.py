"""Operators whose operands are both constants only once functions are part of the loop."""

CONSTANTS = ("'A'", "'B'", "''", "'AB'", "'é'", "b'A'", "65", "-3", "0", "2.5", "True", "None", "(1, 'A')", "1j")
OPERATORS = (
    "==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in",
    "+", "-", "*", "/", "//", "%", "**", "<<", ">>", "&", "|", "^", "and", "or",
)  # fmt: skip
OTHERS = (
    "not {a}", "-{a}", "len({a})", "bool({a})", "str({a})", "abs({a})", "({a}, {b})", "[{a}, {b}]",
    "{{{a}: {b}}}", "f'{{{a}}}{{{b}!r}}'", "min({a}, {b})", "max({a}, {b})", "{a} if {b} else 7",
    "type({a}) is type({b})", "isinstance({a}, str)", "{a}[{b}]", "{a}[0]", "{a}.upper()", "ord({a})",
)  # fmt: skip


def works(expression, names):
    try:
        eval(expression, names)
    except Exception:
        return False
    return True


def loop(a, b):
    """A function with a loop over all that works of the two."""
    names = {"a": eval(f"lambda: {a}"), "b": eval(f"lambda: {b}")}
    source = [f"def a(): return {a}", f"def b(): return {b}", "def run(n):", "  for i in range(n):"]
    for expression in (*(f"{{a}} {op} {{b}}" for op in OPERATORS), *OTHERS):
        text = expression.format(a="a()", b="b()")
        identity = a == b == "2.5" and " is " in text and "type" not in text  # decision 0005
        if works(text, names) and not identity:
            source.append(f"    r{len(source)} = {text}")
    source.append("  return list(locals().items())")
    made = {}
    exec("\n".join(source), made)
    return made["run"]


for first in CONSTANTS:
    for second in CONSTANTS if first == "'A'" else [first]:
        results = loop(first, second)(6)
        print(first, second, [value for _, value in results])
