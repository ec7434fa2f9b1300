"""Comprehensions in loops whose variable is, or is not, bound in the function around them."""


def f(n):
    out = []
    for i in range(n):
        a = [k * i for k in range(4)]
        b = {k: v for k, v in zip(a, range(4))}
        c = {k for k in a if k > 2}
        try:
            print(k)
        except UnboundLocalError as e:
            out.append(str(e))
            k = i
        k = i
        if i % 3 == 0:
            d = [k for k in a if k % 2]
            out.append(k)
            del k
        elif i % 3:
            del k
        e = [[x + y for x in a] for y in a]
        out.append(len(b) + len(c) + e[-1][-1])
    try:
        return out[-6:], len(out), k
    except UnboundLocalError as err:
        return out[-6:], len(out), str(err)


print(f(200))
total = 0
for i in range(200):
    values = [j * j for j in range(i % 7)]
    total += sum(values) + len([v for v in values if v % 2])
print(total)


class C:
    rows = []
    for q in range(50):
        rows.append([z for z in range(q)])


print(len(C.rows))
