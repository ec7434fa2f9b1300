"""Index errors from loops over lists: text, columns, state left behind."""
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

LOG = []


def read_past(a):
    total = 0
    i = 0
    while True:
        total += a[i]
        i += 1


def read_past_negative(a):
    i = -1
    while True:
        LOG.append(a[i] + 1)
        i -= 1


def write_past(a):
    for i in range(len(a) + 3):
        a[i] = -a[i] if i < len(a) else a[0]
    return a


def write_past_direct(a):
    for i in range(len(a) + 3):
        a[i] = i
    return a


def augmented_past(a):
    for i in range(len(a) + 3):
        a[i] += 1
    return a


def delete_past(a):
    for i in range(len(a)):
        del a[i]
    return a


def big_index(a):
    k = 1
    total = 0
    for i in range(80):
        total += a[k % len(a)] if i < 79 else a[k]
        k *= 2
    return total


def nested_past(m):
    total = 0
    for i in range(len(m)):
        for j in range(len(m)):
            total += m[i][j] * m[j][i]
    return total


def caught_many(a):
    misses = 0
    total = 0
    for i in range(3 * len(a)):
        try:
            total += a[i] + a[-i]
        except IndexError:
            misses += 1
    return total, misses


def bool_index(a):
    total = 0
    for i in range(300):
        total += a[i % 2 == 0]
    return total


class Three:
    def __index__(self):
        return 3


def object_index(a):
    total = 0
    for i in range(300):
        total += a[Three()] if i % 50 == 0 else a[i % 3]
    return total


def type_index(a):
    total = 0
    for i in range(300):
        total += a[i % 3 if i < 298 else None]
    return total


def order_of_effects(a):
    out = []

    def index(i):
        out.append(("index", i))
        return i

    def value(v):
        out.append(("value", v))
        return v

    try:
        for i in range(len(a) + 1):
            a[index(i)] = value(i * 2)
    except IndexError as error:
        out.append(str(error))
    return out[-5:], a[-2:]


def unpack_wrong(rows):
    total = 0
    for x, y in rows:
        total += x * y
    return total


attempt(read_past, list(range(500)))
attempt(read_past_negative, list(range(500)))
print(len(LOG), LOG[-1])
data = list(range(400))
attempt(write_past, data)
print(data[-3:])
attempt(write_past_direct, data)
attempt(augmented_past, data)
print(data[-3:], data[0])
attempt(delete_past, data)
print(len(data), data[:5])
attempt(big_index, data)
attempt(nested_past, [[1] * 20 for _ in range(19)] + [[1] * 19])
attempt(caught_many, list(range(300)))
attempt(bool_index, [1, 10])
attempt(object_index, [1, 2, 3, 4])
attempt(type_index, [1, 2, 3])
attempt(order_of_effects, [0] * 300)
attempt(unpack_wrong, [(1, 2)] * 300 + [(1, 2, 3)])
attempt(unpack_wrong, [(1, 2)] * 300 + [(1,)])
attempt(unpack_wrong, [(1, 2)] * 300 + [7])
attempt(unpack_wrong, [(1, 2)] * 300 + ["ab"])
