# Keys whose __eq__ is called by a lookup of an int with the same hash: once, and its exceptions arrive.
import traceback
class K:
    n = 0
    def __init__(self, mode): self.mode = mode
    def __hash__(self): return 1
    def __eq__(self, other):
        K.n += 1
        if self.mode == "raise": raise ValueError("eq %r" % (other,))
        return False
def run(mode, m):
    d = {K(mode): "k"}
    out = []
    try:
        for i in range(300):
            if i % 2 == 0:
                d[i + 1000] = i
            x = d[1000 + i // 2 * 2]
            if m == 0 and i == 150:
                x = d[1]
            if m == 1 and i == 150:
                x = 1 in d
            if m == 2 and i == 150:
                x = d.get(1)
            if m == 3 and i == 150:
                d[1] = 7
            out.append(x)
    except Exception as e:
        traceback.print_exc()
        return len(out), repr(e), K.n
    return len(out), out[-3:], K.n
for mode in ("raise", "no"):
    for m in range(4):
        try:
            print(mode, m, run(mode, m))
        except BaseException as e:
            print("outer", repr(e))
s = {K("raise")}
try:
    for i in range(100, 300):
        s.add(i if i != 250 else 1)
except ValueError as e:
    print(e, len(s))
def comp():
    return {i if i != 150 else K("raise") for i in list(range(100,200)) + [1]}
try: print(len(comp()))
except ValueError as e: print(e)
def reads():
    d = {K("raise"): 1, 5: 6}
    t = 0
    for i in range(200):
        t += d[5]
        if i > 100:
            t += d[1]
    return t
try: print(reads())
except ValueError as e: print(e); traceback.print_exc()
