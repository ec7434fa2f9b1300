"""The distance between places on the globe, with C types and the C library."""

from libc.math cimport acos, cos, pi, sin


cpdef double great_circle(double lon1, double lat1, double lon2, double lat2):
    cdef double radius = 3956
    cdef double x = pi / 180.0
    cdef double a = (90.0 - lat1) * x
    cdef double b = (90.0 - lat2) * x
    cdef double theta = (lon2 - lon1) * x
    return radius * acos(cos(a) * cos(b) + sin(a) * sin(b) * cos(theta))


def main():
    cdef double total = 0.0
    cdef int i
    for i in range(6_000_000):
        total += great_circle(-72.345, 34.323, -61.823 + i % 7, 54.826)
    print("%.6f" % total)


main()
