"""Complex arithmetic, Mandelbrot loops and their errors."""
import cmath

import traceback


def attempt(function, *args):
    """Print the result with its type, or the whole traceback."""
    try:
        result = function(*args)
    except Exception:
        print(function.__name__, "raised")
        print(traceback.format_exc(), end="")
    else:
        print(function.__name__, type(result).__name__, repr(result))


def mandelbrot(size):
    rows = []
    for y in range(size):
        row = ""
        for x in range(size):
            c = complex(3.0 * x / size - 2, 2.5 * y / size - 1.25)
            z = 0
            k = 0
            while abs(z) <= 2 and k < 12:
                z = z * z + c
                k += 1
            row += " .:-=+*#%@ab"[k - 1]
        rows.append(row)
    return rows


def mandelbrot_floats(size):
    total = 0
    for y in range(size):
        for x in range(size):
            cr, ci = 3.0 * x / size - 2, 2.5 * y / size - 1.25
            zr = zi = 0.0
            for k in range(30):
                zr, zi = zr * zr - zi * zi + cr, 2 * zr * zi + ci
                if zr * zr + zi * zi > 4:
                    break
            total += k
    return total


def rotate(n):
    z = 1 + 0j
    step = cmath.exp(1j * cmath.pi / 7)
    for _ in range(n):
        z *= step
    return z


def mixed(n):
    z = 1
    for i in range(n):
        z = z + (1j if i % 3 == 0 else 0.5 if i % 3 == 1 else 2)
        z = z - 1
    return z, z.real, z.imag, z.conjugate(), -z, +z, z == z, hash(z) == hash(z)


def divide(n):
    z = 1 + 1j
    for i in range(n):
        z = z / (n - 3 - i)
    return z


def order(n):
    best = 0
    for i in range(n):
        if best < (i if i < n - 2 else 1j):
            best = i
    return best


def floor(n):
    out = 0
    for i in range(n):
        out += (1j if i == n - 1 else 3) // 2
    return out


def powers(n):
    out = []
    for i in range(n):
        out.append((1 + 1j) ** (i % 9) + (2j) ** 0.5)
    return out[:5], out[-1]


for f in (rotate, mixed, divide, order, floor, powers):
    attempt(f, 300)
for row in mandelbrot(24):
    print(row)
attempt(mandelbrot_floats, 30)
