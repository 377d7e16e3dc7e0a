# The product of two matrices of floats, as lists of lists.
def matmul(a, b, n):
    c = []
    for i in range(n):
        row = [0.0] * n
        ai = a[i]
        for k in range(n):
            aik = ai[k]
            bk = b[k]
            for j in range(n):
                row[j] += aik * bk[j]
        c.append(row)
    return c

def main():
    n = 240
    a = [[float(i * j % 7) for j in range(n)] for i in range(n)]
    b = [[float((i + j) % 5) for j in range(n)] for i in range(n)]
    c = matmul(a, b, n)
    c = matmul(c, b, n)
    total = 0.0
    for row in c:
        for x in row:
            total += x
    print(total)

main()
