"""Loops over a deque as a queue must not make the frame true for every call."""

from collections import deque


def breadth_first(width, height):
    seen = {(0, 0)}
    queue = deque([(0, 0)])
    while queue:  # loop: breadth_first
        x, y = queue.popleft()
        for dx, dy in ((1, 0), (0, 1)):
            place = (x + dx, y + dy)
            if place[0] < width and place[1] < height and place not in seen:
                seen.add(place)
                queue.append(place)
    return len(seen)


print(breadth_first(60, 50))
