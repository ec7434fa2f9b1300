# More than 256 variables, names, constants and jumps far: instructions with EXTENDED_ARG.
def lines(text, count, start=0):
    return "".join(text.replace("#", str(k)).replace("@", str(k * 7 % 300)) for k in range(start, count))


source = "def locals_(n):\n" + lines("    v# = # + n * 0.5\n", 300) + "    t = 0\n    for i in range(n):\n"
source += lines("        v# = v# + # + 1000 if i % (# + 2) else v@ - #.5\n", 300)
source += "        if t > 1e9: t = 0; continue\n        t += " + "+".join(f"v{k}" for k in range(0, 300, 7))
source += "\n        if i == 70: t = float(str(t)[:3])\n    return t + sum((" + lines("v#, ", 300) + "))\n"
source += lines("g# = #\n", 300) + "for q in range(60):\n" + lines("    g# = g# + g@ & 0xffff\n", 280)
source += "class Many: pass\no = Many()\n" + lines("o.a# = #\n", 270) + "def attributes(n):\n    t = 0\n    for i in range(n):\n"
source += lines("        t += o.a# * i; o.a# = t % 1000\n", 270) + "    return t\n"
source += "def displays(n):\n    t = 0\n    for i in range(n):\n        t += max(" + lines("i - #, ", 70) + ")\n"
source += "        x = (" + lines("i * #, ", 70) + "); t += x[i % 70]; d = {" + lines("#: i, ", 70) + "}; t += d[i % 70]\n    return t\n"
names = {}
exec(source, names)
print(names["locals_"](90), sum(names[f"g{k}"] for k in range(300)), names["attributes"](30), names["displays"](70))
