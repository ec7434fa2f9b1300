"""Shifts and bit operators with results and counts of every size."""
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


def shift_left(value, count):
    out = []
    for k in range(count):
        out.append(value << k)
    return hash(tuple(out)), out[-1], out[count // 2]


def shift_right(value, count):
    out = []
    for k in range(count):
        out.append(value >> k)
    return hash(tuple(out)), out[-1], out[3]


def shift_accumulate(count):
    x = 1
    for i in range(count):
        x = (x << 1) ^ (x >> 3) ^ i
        if x >> 200:
            x &= (1 << 90) - 1
    return x


def negative_shift(n):
    total = 0
    for k in range(n):
        total += 1 << (n - 50 - k)
    return total


def negative_right_shift(n):
    total = 0
    for k in range(n):
        total += -5 >> (n - 50 - k)
    return total


def float_shift(n):
    total = 0
    for k in range(n):
        total += 1 << (k % 8 if k < n - 10 else 1.0)
    return total


def xorshift(count):
    x = 88172645463325252
    mask = (1 << 64) - 1
    for _ in range(count):
        x ^= (x << 13) & mask
        x ^= x >> 7
        x ^= (x << 17) & mask
    return x


def bits(count):
    total = 0
    for i in range(-count, count):
        total += (i & 0x5555) | (i ^ -3)
        total -= ~i & 7
        total += i.bit_length() + i.bit_count()
    return total


def bool_bits(count):
    flag = True
    kinds = set()
    for i in range(count):
        flag = flag ^ (i % 3 == 0)
        both = flag & True
        either = flag | False
        wide = flag | 2
        kinds.add((type(flag).__name__, type(both).__name__, type(either).__name__,
                   type(wide).__name__))
    return flag, sorted(kinds)


def popcount_table(count):
    table = [0] * count
    for i in range(1, count):
        table[i] = table[i >> 1] + (i & 1)
    return sum(table), max(table)


def masks(count):
    acc = 0
    for i in range(count):
        acc |= 1 << (i * 7 % 130)
        acc &= ~(1 << (i * 11 % 130))
    return acc


for value in (0, 1, -1, 3, -3, 2**30, -(2**30), 2**62 - 1, 2**63, -(2**63), 2**100 + 5):
    attempt(shift_left, value, 150)
    attempt(shift_right, value, 150)
attempt(shift_accumulate, 3000)
attempt(negative_shift, 200)
attempt(negative_right_shift, 200)
attempt(float_shift, 200)
attempt(xorshift, 3000)
attempt(bits, 1500)
attempt(bool_bits, 500)
attempt(popcount_table, 4096)
attempt(masks, 1000)
