"""Typical compute kernels: the results are known and every digit must agree."""
import bisect
import heapq
from collections import deque

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


def sieve(n):
    flags = [True] * (n + 1)
    flags[0] = flags[1] = False
    for i in range(2, int(n**0.5) + 1):
        if flags[i]:
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return sum(flags)


def nbody(steps):
    bodies = [[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 39.47], [4.84, -1.16, -0.10, 0.6, 2.8, -0.02, 0.03],
              [8.34, 4.12, -0.4, -1.01, 1.8, 0.008, 0.01]]
    for _ in range(steps):
        for i in range(3):
            a = bodies[i]
            for j in range(i + 1, 3):
                b = bodies[j]
                dx, dy, dz = a[0] - b[0], a[1] - b[1], a[2] - b[2]
                m = 0.01 / (dx * dx + dy * dy + dz * dz) ** 1.5
                for k, d in enumerate((dx, dy, dz)):
                    a[3 + k] -= d * b[6] * m
                    b[3 + k] += d * a[6] * m
        for b in bodies:
            for k in range(3):
                b[k] += 0.01 * b[3 + k]
    return [x.hex() for x in bodies[1]]


def fannkuch(n):
    p = list(range(n))
    count = list(range(1, n + 1))
    flips_max = checksum = r = 0
    r = n
    sign = 1
    while True:
        while r != 1:
            count[r - 1] = r
            r -= 1
        if p[0]:
            q = p[:]
            flips = 0
            while q[0]:
                k = q[0]
                q[: k + 1] = q[k::-1]
                flips += 1
            flips_max = max(flips_max, flips)
            checksum += sign * flips
        sign = -sign
        while True:
            if r == n:
                return checksum, flips_max
            first = p[0]
            for i in range(r):
                p[i] = p[i + 1]
            p[r] = first
            count[r] -= 1
            if count[r] > 0:
                break
            r += 1


def spectral(n):
    u = [1.0] * n
    for _ in range(3):
        v = [sum(u[j] / ((i + j) * (i + j + 1) // 2 + i + 1) for j in range(n)) for i in range(n)]
        u = [sum(v[j] / ((i + j) * (i + j + 1) // 2 + j + 1) for j in range(n)) for i in range(n)]
    return u[0].hex(), u[-1].hex()


def levenshtein(a, b):
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]


def knapsack(n):
    best = [0] * (n + 1)
    for w, v in [(3, 4), (4, 5), (7, 10), (8, 11), (9, 13)]:
        for c in range(n, w - 1, -1):
            t = best[c - w] + v
            if t > best[c]:
                best[c] = t
    return best[-5:]


def dijkstra(n):
    graph = {i: [((i * 7 + 1) % n, i % 5 + 1), ((i * 3 + 2) % n, i % 7 + 1)] for i in range(n)}
    distance = {0: 0}
    heap = [(0, 0)]
    while heap:
        d, u = heapq.heappop(heap)
        if d > distance[u]:
            continue
        for v, w in graph[u]:
            if v not in distance or d + w < distance[v]:
                distance[v] = d + w
                heapq.heappush(heap, (d + w, v))
    return len(distance), sum(distance.values())


def bfs(n):
    grid = [[(r * 7 + c * 11) % 5 != 0 for c in range(n)] for r in range(n)]
    start = (0, 1)
    seen = {start: 0}
    queue = deque([start])
    while queue:
        r, c = queue.popleft()
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            rr, cc = r + dr, c + dc
            if 0 <= rr < n and 0 <= cc < n and grid[rr][cc] and (rr, cc) not in seen:
                seen[rr, cc] = seen[r, c] + 1
                queue.append((rr, cc))
    return len(seen), max(seen.values())


def queens(n):
    def place(row, cols, d1, d2):
        if row == n:
            return 1
        total = 0
        for c in range(n):
            if not (cols >> c & 1 or d1 >> (row + c) & 1 or d2 >> (row - c + n) & 1):
                total += place(row + 1, cols | 1 << c, d1 | 1 << (row + c), d2 | 1 << (row - c + n))
        return total

    return place(0, 0, 0, 0)


def lcg(n):
    x = 42
    hits = 0
    for _ in range(n):
        x = (1103515245 * x + 12345) % 2**31
        a = x / 2**31
        x = (1103515245 * x + 12345) % 2**31
        if a * a + (x / 2**31) ** 2 < 1:
            hits += 1
    return 4 * hits / n


def pi_digits(n):
    q, r, t, k, m, x = 1, 0, 1, 1, 3, 3
    out = []
    while len(out) < n:
        if 4 * q + r - t < m * t:
            out.append(m)
            q, r, m = 10 * q, 10 * (r - m * t), (10 * (3 * q + r)) // t - 10 * m
        else:
            q, r, t, k, m, x = (q * k, (2 * q + r) * x, t * x, k + 1,
                                (q * (7 * k + 2) + r * x) // (t * x), x + 2)
    return "".join(map(str, out))


def binary(n):
    a = []
    for i in range(n):
        bisect.insort(a, i * 7919 % 1009)
    low, high = 0, len(a)
    while low < high:
        mid = (low + high) // 2
        if a[mid] < 500:
            low = mid + 1
        else:
            high = mid
    return low, bisect.bisect_left(a, 500), a[low]


def brainfuck(program):
    jumps, stack = {}, []
    for i, c in enumerate(program):
        if c == "[":
            stack.append(i)
        elif c == "]":
            j = stack.pop()
            jumps[i], jumps[j] = j, i
    tape, pointer, pc, out = [0] * 50, 0, 0, []
    while pc < len(program):
        c = program[pc]
        if c == ">":
            pointer += 1
        elif c == "<":
            pointer -= 1
        elif c == "+":
            tape[pointer] = (tape[pointer] + 1) & 255
        elif c == "-":
            tape[pointer] = (tape[pointer] - 1) & 255
        elif c == ".":
            out.append(chr(tape[pointer]))
        elif c == "[" and not tape[pointer] or c == "]" and tape[pointer]:
            pc = jumps[pc]
        pc += 1
    return "".join(out)


def heat(n, steps):
    u = [0.0] * n
    u[n // 2] = 100.0
    for _ in range(steps):
        new = u[:]
        for i in range(1, n - 1):
            new[i] = u[i] + 0.1 * (u[i - 1] - 2 * u[i] + u[i + 1])
        u = new
    return sum(u), u[n // 2].hex()


def simpson(n):
    h = 1.0 / n
    s = 0.0
    for i in range(n + 1):
        x = i * h
        w = 1 if i in (0, n) else 4 if i % 2 else 2
        s += w * (x**3 - 2 * x + 1 / (1 + x * x))
    return s * h / 3


attempt(sieve, 5000)
attempt(nbody, 60)
attempt(fannkuch, 6)
attempt(spectral, 24)
attempt(levenshtein, "kitten sitting on the mat" * 2, "sitting kitten at the mall" * 2)
attempt(knapsack, 400)
attempt(dijkstra, 300)
attempt(bfs, 24)
attempt(queens, 6)
attempt(lcg, 3000)
attempt(pi_digits, 80)
attempt(binary, 600)
attempt(brainfuck, "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.")
attempt(heat, 60, 60)
attempt(simpson, 1000)
