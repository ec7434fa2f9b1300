"""The Mandelbrot set over lists of complex numbers."""

import sys

X1, X2, Y1, Y2 = -2.13, 0.77, -1.3, 1.3


def calculate(q, max_iterations, z):
    output = [0] * len(q)
    for i in range(len(q)):
        for iteration in range(max_iterations):
            z[i] = z[i] * z[i] + q[i]
            if abs(z[i]) > 2.0:
                output[i] = iteration
                break
    return output


def main(width, max_iterations):
    xs = [X1 + (X2 - X1) * column / width for column in range(width)]
    ys = [Y1 + (Y2 - Y1) * row / width for row in range(width)]
    q = []
    for y in ys:
        for x in xs:
            q.append(complex(x, y))
    z = [0 + 0j] * len(q)
    output = calculate(q, max_iterations, z)
    print("points:", len(q))
    print("sum of counts:", sum(output))
    print("never left:", output.count(0))
    step = max(1, width // 20)
    for row in range(0, width, step):
        line = ""
        for column in range(0, width, max(1, step // 2)):
            line += " .:-=+*#%@"[min(output[row * width + column], 9)]
        print(line.rstrip())


if "--small" in sys.argv:
    main(40, 40)
else:
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 400, 150)
