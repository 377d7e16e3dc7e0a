# The spectral norm of an infinite matrix, cut off.
from math import sqrt

def eval_a(i, j):
    return 1.0 / ((i + j) * (i + j + 1) // 2 + i + 1)

def times(u, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_a(i, j) * u[j]
        out.append(total)
    return out

def transposed_times(u, n):
    out = []
    for i in range(n):
        total = 0.0
        for j in range(n):
            total += eval_a(j, i) * u[j]
        out.append(total)
    return out

def main(n):
    u = [1.0] * n
    v = u
    for _ in range(10):
        v = transposed_times(times(u, n), n)
        u = transposed_times(times(v, n), n)
    vbv = vv = 0.0
    for i in range(n):
        vbv += u[i] * v[i]
        vv += v[i] * v[i]
    print("%.9f" % sqrt(vbv / vv))

main(500)
