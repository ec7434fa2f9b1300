"""Generated: seed 2, 20 functions."""
"""The opening of every generated program: values to work on, and the driver `call`."""

import math  # noqa: F401 - for the generated functions
import sys
import traceback

BIG = 2**200
LOG = []


class Cell:
    def __init__(self, x, y=0):
        self.x = x
        self.y = y

    def bump(self, k):
        self.x += k
        return self.x

    @property
    def double(self):
        return self.x * 2

    def __add__(self, other):
        return Cell(self.x + (other.x if isinstance(other, Cell) else other), self.y)

    def __repr__(self):
        return f"Cell({self.x!r}, {self.y!r})"


class Sub(Cell):
    def bump(self, k):
        self.y -= 1
        return super().bump(k + 1)


def show(value, depth=0):
    if isinstance(value, (list, tuple)) and depth < 3:
        return f"{type(value).__name__}[{', '.join(show(v, depth + 1) for v in value)}]"
    if isinstance(value, dict) and depth < 3:
        items = [show(k, 3) + ": " + show(v, depth + 1) for k, v in value.items()]
        return f"dict[{', '.join(items)}]"
    if isinstance(value, (bool, int, float, complex, str, type(None), Cell, list, tuple, dict)):
        return f"{type(value).__name__} {value!r}"
    return type(value).__name__


def call(function, *args):
    before = [sys.getrefcount(a) for a in args]
    try:
        result = function(*args)
        print(function.__name__, "->", show(result))
    except Exception as error:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
        tb = error.__traceback__.tb_next
        while tb is not None:
            print("  locals", {k: show(v) for k, v in sorted(tb.tb_frame.f_locals.items())})
            tb = tb.tb_next
        del tb, error
    result = None
    counts = [sys.getrefcount(a) - b for a, b in zip(args, before, strict=True)]
    print("  args", show(args), counts, len(LOG))
    LOG.clear()

g0 = 1

def leaf0(p0, p1):
    return ((-1e-300 * p0) + math.sqrt(abs(p1)))

def leaf1(p0):
    if (7 | 10) != p0:
        return (p0 + 100)
    return ((10 + p0) + (p0 << (1 & 15)))

def leaf2(p0):
    if (2 + p0) >= p0:
        return 1.0
    return float(p0 % 1000)

def leaf3(p0, p1, p2):
    if isinstance((p2 % (18446744073709551619 % 7 + 1)), int):
        return (p0 >> (p1 & 15))
    return ((p2 // (p0 | 1)) // 7)

def leaf4(p0):
    return leaf3((p0 + p0), (10 & p0), (p0 // -4))

def gen0(n):
    v0 = -1
    v1 = 0.0
    v2 = [1, 2, 3]
    for i0 in range(n):
        pass
        yield (n + v0)

def gen1(n):
    v0 = 1000
    v1 = 1e-09
    v2 = [1, 2, 3]
    for i0 in range(n):
        v0 += int(v1 % 1000.0)
        if v0 > BIG or v0 < -BIG:
            v0 = int(v0 % 1000003) if v0 == v0 else 0
        yield (i0 - i0)

def f0(a, b):
    global g0
    v0 = 5
    v1 = -100
    v2 = -9223372036854775808
    v3 = 2.5
    v4 = 123456.789
    v5 = '日本'
    v6 = [-100, (b ^ g0), True]
    v7 = list(range(10))
    v8 = {q: q * v1 for q in range(4)}
    v9 = Cell(pow(v2, 3, 1009), v0)
    def inner(k):
        nonlocal v2
        v2 = (v2 + k) % 1000003
        return v2 - k
    for i0 in range(5, 305):
        v8[13 % 12] = (v0 // 7)
        if len(v8) > 30:
            v8.clear()
        if 1e-09 < v1:
            v9.bump(b % 50)
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        elif (b if 100 == v1 else v1) & 1:
            v5 = f'{v2}-{v2 % 9:3d}'[::-1]
        else:
            v2 = (2147483648 if b % 12 in v8 else len(v6))
            if v2 > BIG or v2 < -BIG:
                v2 = int(v2 % 1000003) if v2 == v2 else 0
        v7.extend([1, (i0 * g0)])
        del v7[35:]
    v5 = (v5[b % (len(v5) or 1)][-3:] + v5)[:20]
    for k0, e0 in v8.items():
        v8 = {v0 % 12: v2, 'k': k0}
        if v6:
            v6[e0 % (len(v6) or 1)] += ((k0 + k0) - max(b, a))
        if v0 == 8:
            v2 = 's'
        v4 = v4
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f1(a, b):
    v0 = 2
    v1 = 2
    v2 = 1000
    v3 = 2.5
    v4 = -1.0
    v5 = 'A b'
    v6 = [v2, (v2 * v1), 3]
    v7 = v6[b % 4:v0 % 9]
    v8 = {}
    v9 = Cell(v8.get(v5, 0), b)
    for i0 in range(500):
        w1_95 = 3
        while w1_95 > 0:
            w1_95 -= 1
            w2_98 = 9
            while w2_98 > 0:
                w2_98 -= 1
                if len(LOG) < 20 and i0 <= v1:
                    LOG.append((v3 % (abs(v4) + 1.0)))
                if len(LOG) < 20 and v2 <= a:
                    LOG.append(-0.25)
                v4 -= ((v4 * v3) - (v4 % (abs(v3) + 1.0)))
            v5 += v5[::-1]
            if len(v5) > 40:
                v5 = v5[:5]
        v8[v5] = (b ^ i0)
        if len(v8) > 30:
            v8.clear()
        v3 = leaf0(max(b, 10), (v4 + 1.0))
        b, v4 = i0 % 1000003, 1e+300
    a -= v1
    if a > BIG or a < -BIG:
        a = int(a % 1000003) if a == a else 0
    v5 = (f'{v0}-{v0 % 9:3d}' * (1 % 3))[:20]
    v0 = len(v7)
    if v0 > BIG or v0 < -BIG:
        v0 = int(v0 % 1000003) if v0 == v0 else 0
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f2(a, b):
    v0 = 7
    v1 = 2147483648
    v2 = -7
    v3 = 3.14159
    v4 = 1.0
    v5 = 'hello'
    v6 = [v2, (v0 + b), True]
    v7 = [q * v0 for q in range(6)]
    v8 = {q: q * a for q in range(1)}
    v9 = Cell((~a), a)
    for i0 in v6 * 3:
        if int(v3 % 1000.0) % 84 == 0:
            continue
        v2 *= i0
        if v2 > BIG or v2 < -BIG:
            v2 = int(v2 % 1000003) if v2 == v2 else 0
        v3 = ((v3 * 1e+300) - ((1.0 * v4) * (1e-09 if v2 != v2 else -1.0)))
        v1 = (((a - v0) ^ (a - a)) * v9.x)
        if v1 > BIG or v1 < -BIG:
            v1 = int(v1 % 1000003) if v1 == v1 else 0
    w0_144 = 80
    while w0_144 > 0 and len(v6) > v1 % 10:
        w0_144 -= 1
        v4 = v3
        if v9.y % 67 == 3:
            continue
        v4 -= float(3 % 1000)
    for i0 in v6 * 3:
        v3 = (((v3 if 2 >= b else v4) * 0.5 + (v3 if v2 > v1 else 1e+300)) * (-(v3 - v3)))
        if v6:
            v6[10 % (len(v6) or 1)] += (int(v4 % 1000.0) & i0)
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f3(a, b):
    global g0
    v0 = 1000000000000000000
    v1 = -2147483648
    v2 = 1000000000000000000
    v3 = 1e-09
    v4 = 3.14159
    v5 = '12'
    v6 = [1] * 6
    v7 = (v6 + [v0])[-15:]
    v8 = {q: q * 13 for q in range(3)}
    v9 = Cell(g0, b)
    def inner(k):
        nonlocal v2
        v2 = (v2 + k) % 1000003
        return v2 - k
    for k0, e0 in list(v8.items()):
        v7[2 % (len(v7) or 1)] += (v1 if v3 == v4 else abs(2))
        v1 = (((v0 << (13 & 15)) * (2 % -4)) - ((k0 // (b | 1)) | a))
        if v1 > BIG or v1 < -BIG:
            v1 = int(v1 % 1000003) if v1 == v1 else 0
    v2 = v8.get(b % 12, v8.get('k', v2))
    if v2 > BIG or v2 < -BIG:
        v2 = int(v2 % 1000003) if v2 == v2 else 0
    v4 *= (abs(2.5) % (abs((-1 / (2 % 7 + 1))) + 1.0))
    for k0, e0 in list(v8.items()):
        v2 *= v0
        if v2 > BIG or v2 < -BIG:
            v2 = int(v2 % 1000003) if v2 == v2 else 0
        v7 = v6[:]
        v6 = v6
        if v7:
            v7.clear()
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f4(a, b):
    v0 = 9223372036854775807
    v1 = 4611686018427387904
    v2 = -1
    v3 = 123456.789
    v4 = 0.0
    v5 = 'xyz'
    v6 = [q * v2 for q in range(1)]
    v7 = [q * b for q in range(6)]
    v8 = {}
    v9 = Cell(1000000000000000000, v1)
    for i0 in reversed(v7):
        b = a
        if b > BIG or b < -BIG:
            b = int(b % 1000003) if b == b else 0
        v3 = ((3.14159 - (v4 + v3)) * ((v4 if v0 < a else v3) if (i0 or 1) > v0 else (100 / (v2 % 7 + 1))))
    v0, v4 = v5.count('a') % 1000003, (2.5 - v0)
    v7[1:2] = v6[b % 4:v1 % 9]
    v7 = v7[:30]
    v0 = v9.x
    if v0 > BIG or v0 < -BIG:
        v0 = int(v0 % 1000003) if v0 == v0 else 0
    for k0, e0 in list(v8.items()):
        v1 ^= (-(v2 % -4))
        if v1 > BIG or v1 < -BIG:
            v1 = int(v1 % 1000003) if v1 == v1 else 0
        a, v3 = (v2 * k0) % 1000003, v3
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f5(a, b):
    v0 = 1000
    v1 = -1
    v2 = -9223372036854775808
    v3 = 123456.789
    v4 = 1e+300
    v5 = '-5'
    v6 = [-1, (7 | b), 2.5]
    v7 = sorted(v6)[:15]
    v8 = {q: q * v1 for q in range(5)}
    v9 = Sub(pow(3, 3, 1009), v1)
    for i0 in range(-6, 494):
        v9 = Cell(10, v2)
    for i0 in range(500):
        v9.bump(v0 % 50)
        if v9.x > BIG or v9.x < -BIG:
            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        v5 = v5
        v6 = v7
        v0, b = b, v0
    for c0 in v5:
        v1 &= (~v2)
        v3 = ((leaf2(v0) + 1.0) - 1)
        if v0 == 30:
            a = 2**70
        b, v3 = v7[b % (len(v7) or 1)] % 1000003, (1 / 3)
    v5 = str(b).replace('a', 'bc')[:20]
    for i0 in gen0(120):
        v4 = leaf2(a)
        a, v4 = (b - b) % 1000003, v3
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f6(a, b):
    v0 = 100
    v1 = 13
    v2 = 4611686018427387904
    v3 = 1e+300
    v4 = 0.5
    v5 = 'hello'
    v6 = [a] * 10
    v7 = v6[::-1]
    v8 = {}
    v9 = Sub(leaf4(a), 5)
    def inner(k):
        nonlocal v2
        v2 = (v2 + k) % 1000003
        return v2 - k
    for i0 in range(60):
        try:
            v3 -= v4
            if len(LOG) < 20 and v1 < v2:
                LOG.append((v4 + v3))
        except Exception as error:
            LOG.append(str(error))
        a &= a
        a ^= (v2 % v1)
        if a > BIG or a < -BIG:
            a = int(a % 1000003) if a == a else 0
        v7 = v7[v1 % 4:a % 9]
    v8['k'] = leaf4(b)
    if len(v8) > 30:
        v8.clear()
    v3 += v3
    for i0 in range(500):
        if v8.get('k', 255) & 1:
            v5 = v5
            if (a - v0) > 3:
                v9.bump(0 % 50)
                if v9.x > BIG or v9.x < -BIG:
                    v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                v2 = v0
                if v2 > BIG or v2 < -BIG:
                    v2 = int(v2 % 1000003) if v2 == v2 else 0
        else:
            v6.extend([1, v9.double])
            del v6[35:]
            v9.bump(a % 50)
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        v5 = v5
        try:
            w1_302 = 9
            while w1_302 > 0:
                w1_302 -= 1
                if 'k' not in v8:
                    v9 = Cell((i0 + i0), v2)
                v8 = {}
                b //= (b % 7 + 1)
        except LookupError as error:
            LOG.append(str(error))
        try:
            if v8.get(v2 % 7, b) >= a:
                v8.pop(a % 12, None)
                if len(v8) > 30:
                    v8.clear()
            if (min(13, i0) % 3 == 1 % 3):
                raise IndexError
        except (KeyError, ValueError, TypeError) as error:
            LOG.append(type(error).__name__)
            try:
                v2 = v1
                if v2 > BIG or v2 < -BIG:
                    v2 = int(v2 % 1000003) if v2 == v2 else 0
            except (ZeroDivisionError, IndexError) as error:
                LOG.append(type(error).__name__)
                v3 += (float(b % 1000) % (abs(v4) + 1.0))
        else:
            if v6:
                v6[v0 % (len(v6) or 1)] = 0.5
    else:
        if inner(v0) <= a:
            a += v9.double
            if a > BIG or a < -BIG:
                a = int(a % 1000003) if a == a else 0
            v9 = v9 + b % 9
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        else:
            try:
                v4 += ((1e-09 * 0.5 + 0.0) + 1e+300)
            except ArithmeticError as error:
                LOG.append(str(error))
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f7(a, b):
    v0 = 3
    v1 = 1
    v2 = 100
    v3 = 0.5
    v4 = 2.5
    v5 = 'xyz'
    v6 = [v1] * 11
    v7 = [q * a for q in range(8)]
    v8 = {q: q * v2 for q in range(1)}
    v9 = Sub(v0, 255)
    for i0 in gen0(500):
        v8 = {}
        if (v1 - a) == a:
            v8.pop('k', None)
            if len(v8) > 30:
                v8.clear()
        else:
            v3 *= (b // 7)
        if (a ^ a) & 1:
            v7 = [q + 1 for q in v7 if q != v0][:15]
            if ((v1 > i0 or a <= v1) and ((+v2) % 3 == v0 % 3)):
                v6[0:6] = [q * v1 for q in range(3)]
                v6 = v6[:30]
            else:
                if i0 is None:
                    for i1 in range(-5, 7, 2):
                        v0 = i1
                        if v0 > BIG or v0 < -BIG:
                            v0 = int(v0 % 1000003) if v0 == v0 else 0
                        v9.bump(1 % 50)
                        if v9.x > BIG or v9.x < -BIG:
                            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                        v3 = (((v4 * v4) * (--1.0)) + v3)
                else:
                    v5 = chr(97 + a % 26).replace('a', 'bc')[:20].upper()
                    if 'k' not in v8:
                        if v2 == 56:
                            v2 = None
                    elif i0 % 12 in v8:
                        v5 += str(v2)
                        if len(v5) > 40:
                            v5 = v5[:5]
                try:
                    v9.x += 10 % 1000
                    if v9.x > BIG or v9.x < -BIG:
                        v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                    v4 = (v8.get(v5, sum(v7[:9])) / (a % 7 + 1))
                except Exception as error:
                    LOG.append(str(error))
    try:
        v8[v5] = (0 << (v0 & 15))
        if len(v8) > 30:
            v8.clear()
        b, v3 = v0 % 1000003, math.sqrt(abs(v4))
    except (ZeroDivisionError, IndexError) as error:
        LOG.append(str(error))
    b ^= 13
    if b > BIG or b < -BIG:
        b = int(b % 1000003) if b == b else 0
    v4 -= (v4 * (0.5 + 3))
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f8(a, b):
    global g0
    v0 = 1000000000000000000
    v1 = 9223372036854775808
    v2 = 2147483647
    v3 = 0.0
    v4 = 123456.789
    v5 = '12'
    v6 = [5] * 2
    v7 = (v6 + [a])[-15:]
    v8 = {}
    v9 = Sub(b, 2)
    for i0, e0 in enumerate(v7):
        v5 = f'{7}-{7 % 9:3d}'
        v7[a % (len(v7) or 1)] += b
    if (7 // 7) <= 3:
        try:
            v5 += v5
            if len(v5) > 40:
                v5 = v5[:5]
            if v0 < v1:
                raise KeyError('key')
        except LookupError as error:
            LOG.append(str(error))
        finally:
            if g0 % 7 not in v8:
                v3 = v4
        for i0 in range(60):
            v1 = (v5.count('a') * i0)
            if v1 > BIG or v1 < -BIG:
                v1 = int(v1 % 1000003) if v1 == v1 else 0
    else:
        v5 = v5
    v9.y = (b % (100 % 7 + 1))
    if v9.x > BIG or v9.x < -BIG:
        v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
    try:
        v0 = ((v0 ^ (+v2)) ^ leaf1(v8.get(b % 7, 1)))
        if v0 > BIG or v0 < -BIG:
            v0 = int(v0 % 1000003) if v0 == v0 else 0
        w0_448 = 80
        while w0_448 > 0:
            w0_448 -= 1
            v8[v0 % 12] = v8.get(v0 % 12, 0) + ord(v5[v0 % (len(v5) or 1)]) % 1000
            if len(v8) > 30:
                v8.clear()
            for c1 in v5:
                if (~v2) < g0:
                    v3 = (math.sqrt(v4) + (v3 + v0))
                for i2 in range(-2147483648, -2147483628, 2):
                    if v7:
                        v7[7 % (len(v7) or 1)] += (a - (w0_448 - v1))
                    v2 = v2
                    if v2 > BIG or v2 < -BIG:
                        v2 = int(v2 % 1000003) if v2 == v2 else 0
                    g0 = v9.x
                    if g0 > BIG or g0 < -BIG:
                        g0 = int(g0 % 1000003) if g0 == g0 else 0
                v3 -= -1.0
            v5 += v5.upper()
            if len(v5) > 40:
                v5 = v5[:5]
        if (g0 | v2) != v1:
            raise IndexError
    except Exception as error:
        LOG.append(str(error))
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f9(a, b):
    v0 = 13
    v1 = 2147483647
    v2 = 7
    v3 = -1e-300
    v4 = -1e-300
    v5 = 'A b'
    v6 = [q * 10 for q in range(4)]
    v7 = [v1, (v1 & a), True]
    v8 = {}
    v9 = Cell(ord(v5[13 % (len(v5) or 1)]), v1)
    for i0 in range(0, 120, 2):
        v0 >>= 7 & 7
        v3 -= ((-1e-300 // v4) * 0.5 + (b / (a % 7 + 1)))
        if v5 in v5:
            if v5 != v5:
                v6.append(v8.get('k', i0))
                if len(v6) > 40:
                    del v6[10:]
    b &= (abs(v1) % (10 | 1))
    for k0, e0 in list(v8.items()):
        try:
            try:
                v9 = v9 + -1 % 9
                if v9.x > BIG or v9.x < -BIG:
                    v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                v3 += ((e0 / (a % 7 + 1)) if 0 <= 255 < 13 else leaf0(v2, v4))
            except (KeyError, ValueError, TypeError) as error:
                LOG.append(type(error).__name__)
            v9 = Cell((e0 * e0), 3)
        except ArithmeticError as error:
            LOG.append(type(error).__name__)
        finally:
            try:
                v8['k'] = abs(v0)
                if len(v8) > 30:
                    v8.clear()
                if (v2 ^ a) == e0:
                    raise KeyError('key')
            except (ZeroDivisionError, IndexError) as error:
                LOG.append(type(error).__name__)
        for i1 in range(-4, 2):
            v6 = v6[:]
            if (2 - 255) != e0:
                b, v4 = v5.count('a') % 1000003, leaf0(1, v4)
                v1 = sum(v7[:9])
                if v1 > BIG or v1 < -BIG:
                    v1 = int(v1 % 1000003) if v1 == v1 else 0
            v1 += abs((k0 * v0))
            if v1 > BIG or v1 < -BIG:
                v1 = int(v1 % 1000003) if v1 == v1 else 0
            v4 = v4
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f10(a, b):
    v0 = -9223372036854775808
    v1 = -9223372036854775808
    v2 = 32768
    v3 = 2.5
    v4 = 10000000000.0
    v5 = 'hello'
    v6 = [q * 3 for q in range(3)]
    v7 = [a] * 2
    v8 = {q: q * v0 for q in range(7)}
    v9 = Cell((255 - a), v1)
    for i0 in range(32768, 32828):
        v8[2 % 7] = a
        if len(v8) > 30:
            v8.clear()
        v5 = v5.upper()
    v8[v5] = abs(100)
    if len(v8) > 30:
        v8.clear()
    for i0, e0 in enumerate(v6):
        try:
            LOG.append(show(f4((v2 - e0), 10)) if len(LOG) < 9 else None)
            v3 *= math.sin((v4 + 1e-09))
        except Exception as error:
            LOG.append(type(error).__name__)
        v8.update({'k': abs(a)})
        if len(v8) > 30:
            v8.clear()
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f11(a, b):
    v0 = -7
    v1 = 255
    v2 = 32768
    v3 = 1e+300
    v4 = 3.14159
    v5 = 'A b'
    v6 = [q * 7 for q in range(1)]
    v7 = list(range(5))
    v8 = {1 % 12: -1, 'k': a}
    v9 = Sub(abs(v0), 255)
    for i0 in reversed(v7):
        b, v4 = a % 1000003, (1000000000000000000 / 7)
        if len(LOG) < 20 and v2 == b:
            LOG.append(v5.upper())
        try:
            v2 |= (leaf1(a) // -4)
            if v2 > BIG or v2 < -BIG:
                v2 = int(v2 % 1000003) if v2 == v2 else 0
        except LookupError as error:
            LOG.append(str(error))
            if v7:
                v7[v2 % (len(v7) or 1)] = 13
    else:
        v5 += v5.upper()
        if len(v5) > 40:
            v5 = v5[:5]
    v2 = f3((v2 * 100), a)[0]
    if v2 > BIG or v2 < -BIG:
        v2 = int(v2 % 1000003) if v2 == v2 else 0
    for i0 in range(0, 500):
        v6 = [b, abs(b), 3]
        if v6:
            w1_593 = 2
            while w1_593 > 0:
                w1_593 -= 1
                v0 = pow(((13 - v1) if not a > v2 else v8.get(3 % 12, v0)), 3, 1009)
                if v0 > BIG or v0 < -BIG:
                    v0 = int(v0 % 1000003) if v0 == v0 else 0
                v5 += v5
                if len(v5) > 40:
                    v5 = v5[:5]
                v4 = (leaf2(v8.get(v1 % 7, 10)) + (v9.bump(b % 5) | v8.get('k', v2)))
        elif (i0 | 10) == i0:
            b = ((-(~-9223372036854775808)) | i0)
            if b > BIG or b < -BIG:
                b = int(b % 1000003) if b == b else 0
        v1 |= ((3 or v2) * (v0 // (v0 | 1)))
        if v1 > BIG or v1 < -BIG:
            v1 = int(v1 % 1000003) if v1 == v1 else 0
    else:
        for i0 in gen0(60):
            for i1 in range(-8, -3):
                v4 -= ((v2 / -4) - math.sqrt(abs(v3)))
                if (v0 + v2) >= v1:
                    b, v3 = (1 ^ i0) % 1000003, (7 / -4)
                    v2, v0 = v0, v2
                try:
                    v9 = v9 + v0 % 9
                    if v9.x > BIG or v9.x < -BIG:
                        v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                except ArithmeticError as error:
                    LOG.append(type(error).__name__)
                b = (((v1 + v1) // 3) - v9.bump(b % 5))
                if b > BIG or b < -BIG:
                    b = int(b % 1000003) if b == b else 0
            v6.append((min(10, v1) // (3 | 1)))
            if len(v6) > 40:
                del v6[10:]
            v3 = (((v4 - v3) % (abs((v3 * v1)) + 1.0)) * leaf0((b - b), v3))
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f12(a, b):
    global g0
    v0 = 255
    v1 = 0
    v2 = 1000
    v3 = 3.14159
    v4 = 123456.789
    v5 = ''
    v6 = [g0] * 1
    v7 = list(range(0))
    v8 = {}
    v9 = Cell((v2 - 13), v1)
    for c0 in v5:
        for i1 in range(6):
            try:
                if (3 & i1) % 24 == 1:
                    continue
            except Exception as error:
                LOG.append(str(error))
            else:
                g0, v3 = v8.get(v1 % 7, 7) % 1000003, v3
            g0 = v8.get(g0 % 12, ((-g0) ^ v2))
            if g0 > BIG or g0 < -BIG:
                g0 = int(g0 % 1000003) if g0 == g0 else 0
        v8 = {g0 % 7: 5, 'k': a}
    v5 += '-5'
    if len(v5) > 40:
        v5 = v5[:5]
    if (v0 if g0 <= b else v0) >= v1:
        v1 = (2 | (g0 + v5.count('a')))
        if v1 > BIG or v1 < -BIG:
            v1 = int(v1 % 1000003) if v1 == v1 else 0
    elif v6[0 % (len(v6) or 1)] == v1:
        w0_665 = 250
        while w0_665 > 0:
            w0_665 -= 1
            v1 >>= a & 7
            g0 = (((10 & 100) & (v2 % 7)) - (a // (a % 7 + 1)))
            if g0 > BIG or g0 < -BIG:
                g0 = int(g0 % 1000003) if g0 == g0 else 0
    try:
        v8.pop(g0 % 7, None)
        if len(v8) > 30:
            v8.clear()
    except ArithmeticError as error:
        LOG.append(str(error))
        for i0 in range(60):
            w1_679 = 7
            while w1_679 > 0 and ((g0 % (v0 % 7 + 1)) % 3 == v0 % 3):
                w1_679 -= 1
                for i2, e2 in enumerate(v7):
                    if (-5 <= b <= v0 and (g0 % (v2 % 7 + 1)) <= b):
                        v8.setdefault('k', v5.count('a'))
                        if len(v8) > 30:
                            v8.clear()
                        v9 = v9 + v2 % 9
                        if v9.x > BIG or v9.x < -BIG:
                            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                    v0 = ((v9.y % (w1_679 ** (0 & 3))) & max(max(b, v2), (0 + 255)))
                    if v0 > BIG or v0 < -BIG:
                        v0 = int(v0 % 1000003) if v0 == v0 else 0
                    if v2 != w1_679:
                        if v6:
                            v6[0 % (len(v6) or 1)] = ((b << (i2 & 15)) - v8.get(1 % 7, i2))
                    else:
                        if (i0 & v1) > e2:
                            v9.x += v1 % 1000
                            if v9.x > BIG or v9.x < -BIG:
                                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                        else:
                            v2 += min(v2, (i0 % (i2 | 1)))
                            if v2 > BIG or v2 < -BIG:
                                v2 = int(v2 % 1000003) if v2 == v2 else 0
                            v3 += v4
                        v3 = ((v9.double * ord(v5[w1_679 % (len(v5) or 1)])) / (i0 % 7 + 1))
                v9 = v9 + 0 % 9
                if v9.x > BIG or v9.x < -BIG:
                    v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                v4 -= v3
            if v7:
                v7[1 % (len(v7) or 1)] += ((g0 // (v0 | 1)) % (v2 % 7 + 1))
    else:
        pass
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f13(a, b):
    global g0
    v0 = 2
    v1 = 255
    v2 = 13
    v3 = 0.5
    v4 = 0.5
    v5 = 'été'
    v6 = [-1] * 9
    v7 = v6[g0 % 4:v0 % 9]
    v8 = {}
    v9 = Cell(13, 13)
    def inner(k):
        nonlocal v2
        v2 = (v2 + k) % 1000003
        return v2 - k
    for i0 in range(-6, 994, 2):
        a = (len(v5) if (-0.25 * v4) >= b else (v0 and (b if a >= v0 else g0)))
        if a > BIG or a < -BIG:
            a = int(a % 1000003) if a == a else 0
        for i1 in range(11):
            v8 = {13 % 7: g0, 'k': i0}
            g0, v0 = v0, g0
        else:
            v4 -= ((v3 + v3) * (v3 % (abs(1.0) + 1.0)))
        if v8.get('k', i0) % 16 == 3:
            break
    v3 -= ((v3 - 0.5) + v9.double)
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f14(a, b):
    v0 = -1
    v1 = 2147483647
    v2 = -9223372036854775808
    v3 = -1e-300
    v4 = 0.5
    v5 = '12'
    v6 = [3] * 7
    v7 = (v6 + [v0])[-15:]
    v8 = {v5: v2, 'k': 10}
    v9 = Cell((v0 | a), 13)
    for i0 in range(-2, 498):
        for i1 in v6 * 3:
            v9.bump(7 % 50)
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
            if len(LOG) < 20 and v0 > b:
                LOG.append(v2)
            v2 ^= ((i1 & -1) % 3)
            if v2 > BIG or v2 < -BIG:
                v2 = int(v2 % 1000003) if v2 == v2 else 0
        v6.append(sum(v6[:9]))
        if len(v6) > 40:
            del v6[10:]
    v6[3:0] = [q * a for q in range(7)]
    v6 = v6[:30]
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f15(a, b):
    v0 = -1
    v1 = 1
    v2 = 10
    v3 = 3.14159
    v4 = 3.14159
    v5 = '日本'
    v6 = [q * a for q in range(1)]
    v7 = [a] * 11
    v8 = {}
    v9 = Sub(1, 7)
    def inner(k):
        nonlocal v2
        v2 = (v2 + k) % 1000003
        return v2 - k
    for i0, z0 in zip(range(120), [0.5, 1.5, v4] * 41):
        try:
            w1_792 = 7
            while w1_792 > 0:
                w1_792 -= 1
                v6.insert(v1 % 5, (len(v6) << (v0 & 15)))
                del v6[35:]
                if len(v7) > v2 % 10:
                    v8 = {'k': b, 'k': i0}
                    for i2 in v6:
                        if len(LOG) < 20 and v2 >= i2:
                            LOG.append(v5.count('a'))
                        if len(LOG) < 20 and v0 >= v1:
                            LOG.append(1.0)
                        if 1 > v1:
                            v4 = (float(i0 % 1000) if (v1 + w1_792) % 5 == 0 % 5 else v4)
                v0 |= ((i0 & 2) & b)
                if v0 > BIG or v0 < -BIG:
                    v0 = int(v0 % 1000003) if v0 == v0 else 0
            v0 = abs(max(a, (0 // (b % 7 + 1))))
            if v0 > BIG or v0 < -BIG:
                v0 = int(v0 % 1000003) if v0 == v0 else 0
            if -5 <= len(v5) < v0:
                raise ValueError('v', 1)
        except Exception as error:
            LOG.append(str(error))
            b += -1
            if b > BIG or b < -BIG:
                b = int(b % 1000003) if b == b else 0
        else:
            if v7:
                v7[a % (len(v7) or 1)] = (1e+300 - v0)
        finally:
            v2, v4 = (7 & 1) % 1000003, (v3 * 0.5 + z0)
        v6.append((abs(v0) // (v0 % 7 + 1)))
        if len(v6) > 40:
            del v6[10:]
        if len(LOG) < 20 and v2 < 3:
            LOG.append(v5)
    if (v1 & v2) < v1:
        try:
            v3 += v5.count('a')
            v2 *= 100
            if v2 > BIG or v2 < -BIG:
                v2 = int(v2 % 1000003) if v2 == v2 else 0
        except ArithmeticError as error:
            LOG.append(type(error).__name__)
            if '日本' in v8:
                v5 = '12'
            else:
                v6.reverse()
                del v6[35:]
                if v7:
                    del v7[-1]
        v9.y += 100 % 1000
        if v9.x > BIG or v9.x < -BIG:
            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
    else:
        v3 = (((-100 / 7) * 0.5 + (v3 - v3)) + round((v4 - v1), 2))
        LOG.append(show(f2(v0, leaf4(10))) if len(LOG) < 9 else None)
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f16(a, b):
    v0 = -100
    v1 = 2
    v2 = 32768
    v3 = 123456.789
    v4 = 123456.789
    v5 = ''
    v6 = [q * 7 for q in range(9)]
    v7 = (v6 + [a])[-15:]
    v8 = {}
    v9 = Cell((v2 if v0 >= v1 else b), v1)
    for i0 in range(-1, 119):
        try:
            v3 *= ((v2 / (3 | 1)) if isinstance(v9.double, int) else (v3 + v4))
        except (KeyError, ValueError, TypeError) as error:
            LOG.append(str(error))
        if v7:
            v7[v1 % (len(v7) or 1)] = (+2)
    v7 = (v7 + [v2])[-15:]
    v8.pop('k', None)
    if len(v8) > 30:
        v8.clear()
    for i0 in v6[:]:
        if v6:
            v6[100 % (len(v6) or 1)] = v2
        v7 = v7
        v0 ^= ord(v5[v1 % (len(v5) or 1)])
        if v0 > BIG or v0 < -BIG:
            v0 = int(v0 % 1000003) if v0 == v0 else 0
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f17(a, b):
    v0 = 18446744073709551619
    v1 = -2147483648
    v2 = 1000
    v3 = -1.0
    v4 = -1e-300
    v5 = 'A b'
    v6 = [3, leaf4(v0), 2.5]
    v7 = [v2] * 10
    v8 = {v5: b, 'k': a}
    v9 = Cell((a * v0), v2)
    for i0 in range(-9223372036854775808, -9223372036854775208, 2):
        v4 = v4
        v3 = (-math.sqrt((v2 / (v2 % 7 + 1))))
    try:
        v9.bump(b % 50)
        if v9.x > BIG or v9.x < -BIG:
            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        v8[v5] = v8.get(v5, 0) + (b * v0) % 1000
        if len(v8) > 30:
            v8.clear()
    except LookupError as error:
        LOG.append(type(error).__name__)
        v8.setdefault(b % 12, (v2 * a))
        if len(v8) > 30:
            v8.clear()
    v6.append((min(-1, v2) - (b - v2)))
    if len(v6) > 40:
        del v6[10:]
    v2 = v7[v1 % (len(v7) or 1)]
    if v2 > BIG or v2 < -BIG:
        v2 = int(v2 % 1000003) if v2 == v2 else 0
    for i0 in range(500):
        v9.y += 100 % 1000
        if v9.x > BIG or v9.x < -BIG:
            v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        w1_919 = 3
        while w1_919 > 0:
            w1_919 -= 1
            v9.y += v1 % 1000
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
            try:
                v2 += (-v9.x)
                if v2 > BIG or v2 < -BIG:
                    v2 = int(v2 % 1000003) if v2 == v2 else 0
                if not v5 not in v5:
                    v2 *= (v1 + -1)
                    if v2 > BIG or v2 < -BIG:
                        v2 = int(v2 % 1000003) if v2 == v2 else 0
                    if (i0 / (b | 1)) == a:
                        if (b ^ 100) % 8 == 3:
                            continue
                        v9 = Cell((a + v0), i0)
                    elif a > 13:
                        v0 ^= v0
                        if v0 > BIG or v0 < -BIG:
                            v0 = int(v0 % 1000003) if v0 == v0 else 0
                    else:
                        v8 = {q: q * i0 for q in range(6)}
                else:
                    v3 -= (v4 + float(a % 1000))
            except (KeyError, ValueError, TypeError) as error:
                LOG.append(type(error).__name__)
                v5 += v5[255 % (len(v5) or 1)]
                if len(v5) > 40:
                    v5 = v5[:5]
        if ord(v5[10 % (len(v5) or 1)]) < b:
            v2 *= v5.count('a')
            if v2 > BIG or v2 < -BIG:
                v2 = int(v2 % 1000003) if v2 == v2 else 0
        else:
            v6 = v6[::-1]
    return (a, b, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f18(a, b):
    global g0
    v0 = 2147483648
    v1 = 2147483648
    v2 = 1000000000000000000
    v3 = 1e-09
    v4 = -0.25
    v5 = ''
    v6 = [v2, v1, 3]
    v7 = [q + 1 for q in v6 if q != v0][:15]
    v8 = {'k': 7, 'k': a}
    v9 = Sub((3 ^ b), a)
    for i0 in range(0, 120):
        a %= 7
        try:
            a <<= b & 7
            if a > BIG or a < -BIG:
                a = int(a % 1000003) if a == a else 0
            if not v5 != v5:
                v5 = (f'{i0}-{i0 % 9:3d}' * (a % 3))[:20]
                if (v2 // (b % 7 + 1)) % 68 == 4:
                    continue
        except Exception as error:
            LOG.append(str(error))
        if len(LOG) < 20 and i0 < b:
            LOG.append((-1 % (g0 | 1)))
    if (+v1) >= 7:
        try:
            b, v4 = v0 % 1000003, v4
            v0 = (v2).bit_length()
            if v0 > BIG or v0 < -BIG:
                v0 = int(v0 % 1000003) if v0 == v0 else 0
        except Exception as error:
            LOG.append(str(error))
            v5 = ','.join([v5[v2 % 5:], '%s|%d' % ('hello', b)])[:20][v2 % 5:]
        finally:
            v4 = leaf2((v0 ^ g0))
        if 0.0 == g0:
            for i0 in reversed(v7):
                if (v4 > v4 and 'k' not in v8):
                    w1_998 = 5
                    while w1_998 > 0 and len(v5) >= v2:
                        w1_998 -= 1
                        v2 = abs(g0)
                        if v2 > BIG or v2 < -BIG:
                            v2 = int(v2 % 1000003) if v2 == v2 else 0
                        v1 = (w1_998 // ((w1_998 + a) * (100 + i0)))
                        if v1 > BIG or v1 < -BIG:
                            v1 = int(v1 % 1000003) if v1 == v1 else 0
                    if len(LOG) < 20 and 3 >= g0:
                        LOG.append(leaf0(v1, 1.0))
                v3 += v3
                if v2 % 12 in v8:
                    v5 = ','.join([('日本' * (255 % 3))[:20].replace('a', 'bc')[:20], ','.join([str(1), ('-5' + v5)[:20]])[:20]])[:20]
        else:
            for i0, z0 in zip(range(300), [0.5, 1.5, 1e-09] * 101):
                v9.y = (g0 + v1)
                if v9.x > BIG or v9.x < -BIG:
                    v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
                v8.update({10 % 12: (b + b)})
                if len(v8) > 30:
                    v8.clear()
    elif len(v6) > v0 % 10:
        a -= 0
        if a > BIG or a < -BIG:
            a = int(a % 1000003) if a == a else 0
    try:
        v3 += a
        if (a >= v1 or a == 1):
            raise ValueError('v', 1)
    except (KeyError, ValueError, TypeError) as error:
        LOG.append(str(error))
    for i0 in range(-5, 995, 2):
        try:
            pass
        except LookupError as error:
            LOG.append(str(error))
        else:
            v9 = v9 + v2 % 9
            if v9.x > BIG or v9.x < -BIG:
                v9.x = int(v9.x % 1000003) if v9.x == v9.x else 0
        finally:
            v6.extend([1, v1])
            del v6[35:]
        v8[0 % 7] = g0
        if len(v8) > 30:
            v8.clear()
        v4 *= (v4 * (-0.25 + v4))
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

def f19(a, b):
    global g0
    v0 = 4611686018427387904
    v1 = 4611686018427387904
    v2 = -2147483648
    v3 = 10000000000.0
    v4 = 0.5
    v5 = 'xyz'
    v6 = [q * g0 for q in range(9)]
    v7 = v6[1 % 4:3 % 9]
    v8 = {q: q * g0 for q in range(4)}
    v9 = Cell((a + v0), v0)
    for i0 in range(500):
        v4 = v4
        g0 = v0
        if g0 > BIG or g0 < -BIG:
            g0 = int(g0 % 1000003) if g0 == g0 else 0
    v8.setdefault('k', (v1 // (v1 % 7 + 1)))
    if len(v8) > 30:
        v8.clear()
    g0, v4 = (a >> (v1 & 15)) % 1000003, (v3 + 1.0)
    LOG.append(show(f10(v0, a)) if len(LOG) < 9 else None)
    for i0 in gen1(120):
        v0 = ((a + v0) + v0)
        if v0 > BIG or v0 < -BIG:
            v0 = int(v0 % 1000003) if v0 == v0 else 0
        w1_1074 = 9
        while w1_1074 > 0:
            w1_1074 -= 1
            g0 = leaf4(sum(v7[:9]))
            if g0 > BIG or g0 < -BIG:
                g0 = int(g0 % 1000003) if g0 == g0 else 0
            b = abs(max((v2 | v0), (a + 9223372036854775808)))
            if b > BIG or b < -BIG:
                b = int(b % 1000003) if b == b else 0
            v6, v7 = v7, v6
    return (a, b, g0, v0, v1, v2, v3, v4, v5, v6, v7, v8, v9,)

try:
    m0 = 100
    m1 = 0
    m2 = 10
    m3 = 3.14159
    m4 = 0.5
    m5 = '-5'
    m6 = [q * m2 for q in range(2)]
    m7 = [m0] * 5
    m8 = {}
    m9 = Cell((m1 * m1), 100)
    for mi0 in range(300):
        m8 = {}
        m1 |= (abs(m2) - (m1 ^ m1))
        if m1 > BIG or m1 < -BIG:
            m1 = int(m1 % 1000003) if m1 == m1 else 0
        m3 *= (float(mi0 % 1000) + (m4 * 0.5 + 0.5))
        m8[m1 % 12] = mi0
        if len(m8) > 30:
            m8.clear()
    m1 = f9(ord(m5[1 % (len(m5) or 1)]), (m2 * m0))[0]
    if m1 > BIG or m1 < -BIG:
        m1 = int(m1 % 1000003) if m1 == m1 else 0
    m9.y += m0 % 1000
    if m9.x > BIG or m9.x < -BIG:
        m9.x = int(m9.x % 1000003) if m9.x == m9.x else 0
    for mk0, me0 in list(m8.items()):
        m9.x += m1 % 1000
        if m9.x > BIG or m9.x < -BIG:
            m9.x = int(m9.x % 1000003) if m9.x == m9.x else 0
        m9 = Cell(leaf3(m0, m2, m1), m2)
        m6 = [-1, (me0 >> (13 & 15)), 3]
        m8 = {q: q * m0 for q in range(1)}
except Exception:
    print(traceback.format_exc())
for name, value in sorted(globals().items()):
    if name[0] in 'mg' and name != 'math':
        print(name, show(value))
print(len(LOG), LOG[:5])
LOG.clear()
call(f0, 9223372036854775808, -9223372036854775808)
call(f0, 9223372036854775808, 9223372036854775807)
call(f1, 13, -100)
call(f1, -1, -7)
call(f2, 7, 18446744073709551619)
call(f2, 13, 1)
call(f3, 4611686018427387904, 32768)
call(f3, -100, -7)
call(f4, 1, 255)
call(f4, True, 100)
call(f5, -7, 2147483648)
call(f5, 100, 9223372036854775808)
call(f6, 255, -9223372036854775808)
call(f6, -100, 13)
call(f7, -1, 1000000000000000000)
call(f7, 255, 5)
call(f8, -2147483648, -9223372036854775808)
call(f8, 7, 3)
call(f9, 5, -1)
call(f9, 9223372036854775808, -0.0)
call(f10, 9223372036854775808, 9223372036854775807)
call(f10, 13, 9223372036854775807)
call(f11, True, 0)
call(f11, -9223372036854775808, 9223372036854775808)
call(f12, 100, 32768)
call(f12, -9223372036854775808, None)
call(f13, 9223372036854775808, 32768)
call(f13, 0, -9223372036854775808)
call(f14, 2147483648, 7)
call(f14, -100, 10)
call(f15, -9223372036854775808, 1000000000000000000)
call(f15, 1000000000000000000, 9223372036854775807)
call(f16, 7, 's')
call(f16, 18446744073709551619, -0.0)
call(f17, 10, 7)
call(f17, True, 10)
call(f18, 9223372036854775808, 9223372036854775808)
call(f18, 4611686018427387904, 13)
call(f19, None, 3)
call(f19, 2147483648, 4611686018427387904)
print(show(g0))
