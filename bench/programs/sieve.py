"""The sieve of Eratosthenes over a list, at module level."""

limit = 3_000_000
is_prime = [True] * (limit + 1)
is_prime[0] = is_prime[1] = False
for rounds in range(2):
    for number in range(2, int(limit**0.5) + 1):
        if is_prime[number]:
            multiple = number * number
            while multiple <= limit:
                is_prime[multiple] = False
                multiple += number

count = 0
last = 0
for number in range(limit + 1):
    if is_prime[number]:
        count += 1
        last = number
print(count, last)
