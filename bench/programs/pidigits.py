"""The digits of pi with whole numbers of any size."""


def pi_digits(count):
    digits = []
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = q * 10, 10 * (r - n * t), (10 * (3 * q + r)) // t - 10 * n
        else:
            q, r, t, k, n, l = (
                q * k,
                (2 * q + r) * l,
                t * l,
                k + 1,
                (q * (7 * k + 2) + r * l) // (t * l),
                l + 2,
            )
    return digits


digits = pi_digits(5_000)
for start in range(0, 100, 10):
    print("".join(str(digit) for digit in digits[start : start + 10]), "\t:", start + 10)
print(sum(digits))
