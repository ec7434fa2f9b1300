"""The distance between two places on the globe, computed again and again."""

import math
import sys


def great_circle(lon1, lat1, lon2, lat2):
    radius = 3956  # miles
    x = math.pi / 180.0
    a = (90.0 - lat1) * x
    b = (90.0 - lat2) * x
    theta = (lon2 - lon1) * x
    distance = math.acos(math.cos(a) * math.cos(b) + math.sin(a) * math.sin(b) * math.cos(theta))
    return radius * distance


def main():
    rounds = 20_000
    if "--small" not in sys.argv:
        rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1_500_000
    for _ in range(rounds):
        distance = great_circle(-72.345, 34.323, -61.823, 54.826)
    print("%d times %.9f miles" % (rounds, distance))


main()
