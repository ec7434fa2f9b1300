"""The integrals by the rectangle rule, with C types."""

from libc.math cimport exp, sin


cdef double f(double x) noexcept:
    return x * x - x


cdef double g(double x) noexcept:
    return sin(x) * exp(-x)


cdef double integrate(double (*function)(double) noexcept, double a, double b, int n):
    cdef double s = 0, dx = (b - a) / n
    cdef int i
    for i in range(n):
        s += function(a + i * dx)
    return s * dx


print("%.9f" % integrate(f, 0.0, 2.0, 4_000_000))
print("%.9f" % integrate(g, 0.0, 3.0, 4_000_000))
