# Generators, coroutines and comprehensions.
def gen(n):
    for i in range(n):
        got = yield i
        if got: yield from [got, got]
def deleg():
    x = yield from gen(3)
    return x
async def co(x):
    async def agen():
        for i in range(3): yield i
    return [a async for a in agen()], x
c = co(4)
try: c.send(None)
except StopIteration as e: r = e.value
g = gen(3); next(g); g.send(7); list(g); list(deleg())
s = [x*y for x in range(3) for y in (1,2) if x]; t = {x: -x for x in s}; u = {*s}
v = all(x for x in s), any(x > 1 for x in s), tuple(x for x in s)
