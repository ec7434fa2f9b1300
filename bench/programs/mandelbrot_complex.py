"""The Mandelbrot set over lists of complex numbers."""


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
    q = []
    for row in range(width):
        for column in range(width):
            q.append(complex(-2.13 + 2.9 * column / width, -1.3 + 2.6 * row / width))
    output = calculate(q, max_iterations, [0j] * len(q))
    print(len(q), sum(output), output.count(0))


main(640, 200)
