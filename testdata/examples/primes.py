"""Count primes, and a few things about them."""

from collections import Counter


class Sieve:
    def __init__(self, limit):
        self.limit = limit
        self.composite = bytearray(limit + 1)

    def __iter__(self):
        for n in range(2, self.limit + 1):
            if not self.composite[n]:
                yield n
                for multiple in range(n * n, self.limit + 1, n):
                    self.composite[multiple] = 1


def main():
    primes = list(Sieve(2_000_000))
    last = Counter(p % 10 for p in primes)
    gap, before = max((q - p, p) for p, q in zip(primes, primes[1:]))
    print(f"{len(primes)} primes up to 2,000,000; the largest is {primes[-1]}")
    print("last digits:", dict(sorted(last.items())))
    print(f"largest gap: {gap}, after {before}")


main()
