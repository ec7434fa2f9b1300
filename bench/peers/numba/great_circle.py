"""The distance between places on the globe."""

import math

from numba import njit


@njit(cache=True)
def great_circle(lon1, lat1, lon2, lat2):
    radius = 3956  # miles
    x = math.pi / 180.0
    a = (90.0 - lat1) * x
    b = (90.0 - lat2) * x
    theta = (lon2 - lon1) * x
    c = math.acos(math.cos(a) * math.cos(b) + math.sin(a) * math.sin(b) * math.cos(theta))
    return radius * c


total = 0.0
for i in range(6_000_000):
    total += great_circle(-72.345, 34.323, -61.823 + i % 7, 54.826)
print("%.6f" % total)
