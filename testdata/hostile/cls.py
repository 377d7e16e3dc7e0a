# Classes, patterns, f-strings and closures.
class M(type):
    def __new__(m, n, b, d, **k): return super().__new__(m, n, b, d)
class A[T](metaclass=M, z=1):
    x: int = 1
    def __init__(self, v): self.v = v; self.w = [v, *range(2)]
    @property
    def p(self): return self.v + self.x
    def __enter__(self): return self
    def __exit__(self, *a): return True
    def m(self, o): return super().__eq__(o), __class__
class B(A):
    def __init__(self, v): super().__init__(v)
b = B(3)
with b as c, A(1):
    c.p; c.m(b); c.v += 1; c.w[0] = 5; del c.w[1:2]
    1 / 0
def f(x):
    match x:
        case [1, 2, *rest]: return rest
        case {"a": a, **r}: return a, r
        case A(v=v) | B(v=v): return v
        case str() as s if s: return s
        case None | True: return 0
        case _: return x
r = [f([1, 2, 3]), f({"a": 1, "b": 2}), f(b), f("s"), f(None), f(9)]
q = f"{r!r:>30} {b.v:{3}d} {r}" + t"{b}{r!s:x}".strings[0]
def outer():
    n = 0
    def inner():
        nonlocal n
        n += 1
        return lambda k=n: k + n
    return inner()()
outer(); i, (j, *k) = 1, (2, 3, 4); print(i, j, k, sep="-", **{"end": ""}, file=N)
assert i, "x"
global_ = [*k, *k]; d = {**{"x": 1}, "y": 2}; x = i < j < 5; del i
