"""Code of a quarter of a million instructions is read in one go, not from its start for each."""

x = "X"
many = "f'" + "{x} " * 255 + "'"
print(len(eval(many * 256)))

source = ["def table():", "    total = 0", "    for k in range(3):"]
source += [f"        total += k * {n}" for n in range(20_000)]
source += ["    return total", ""]
names = {}
exec(compile("\n".join(source), "table.py", "exec"), names)
print(names["table"]())
