# Primes by crossing out multiples.
def sieve(n):
    flags = [True] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            for j in range(i * i, n + 1, i):
                flags[j] = False
    return count

def main():
    total = 0
    for _ in range(5):
        total += sieve(2000000)
    print(total)

main()
