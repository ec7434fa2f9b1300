"""A binary heap written in Python: sorting numbers, and a queue of pairs."""

from numba import njit


@njit(cache=True)
def sift_down(heap, start, end):
    root = start
    while True:
        child = 2 * root + 1
        if child >= end:
            return
        if child + 1 < end and heap[child] < heap[child + 1]:
            child += 1
        if heap[root] >= heap[child]:
            return
        heap[root], heap[child] = heap[child], heap[root]
        root = child


@njit(cache=True)
def heap_sort(values):
    for start in range(len(values) // 2 - 1, -1, -1):
        sift_down(values, start, len(values))
    for end in range(len(values) - 1, 0, -1):
        values[0], values[end] = values[end], values[0]
        sift_down(values, 0, end)


class Queue:
    def __init__(self):
        self.heap = []

    def push(self, priority, item):
        heap = self.heap
        heap.append((priority, item))
        at = len(heap) - 1
        while at > 0:
            parent = (at - 1) // 2
            if heap[parent] <= heap[at]:
                break
            heap[parent], heap[at] = heap[at], heap[parent]
            at = parent

    def pop(self):
        heap = self.heap
        first = heap[0]
        last = heap.pop()
        if heap:
            heap[0] = last
            at = 0
            while True:
                child = 2 * at + 1
                if child >= len(heap):
                    break
                if child + 1 < len(heap) and heap[child + 1] < heap[child]:
                    child += 1
                if heap[at] <= heap[child]:
                    break
                heap[at], heap[child] = heap[child], heap[at]
                at = child
        return first


def random_numbers(count):
    state = 42
    numbers = []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2147483648
        numbers.append(state)
    return numbers


numbers = random_numbers(200_000)
heap_sort(numbers)
print(numbers[0], numbers[-1], all(a <= b for a, b in zip(numbers, numbers[1:])))

queue = Queue()
for i, number in enumerate(random_numbers(80_000)):
    queue.push(number % 1000, i)
checksum = 0
while queue.heap:
    priority, item = queue.pop()
    checksum = (checksum * 31 + priority + item) % 1000003
print(checksum)
