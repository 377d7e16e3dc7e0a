"""Drives sortedcontainers: lists, dicts and sets with keys, slices, bisection, views and errors."""

import random
from operator import neg

from sortedcontainers import SortedDict, SortedKeyList, SortedList, SortedSet

rng = random.Random(7)
numbers = SortedList(rng.randrange(10_000) for _ in range(5_000))
for _ in range(2_000):
    numbers.add(rng.randrange(10_000))
    numbers.pop(rng.randrange(len(numbers)))
numbers._check()
print(len(numbers), numbers[:5], numbers[-3:], numbers.bisect_left(5000), numbers.count(numbers[7]))
print(list(numbers.irange(100, 130)), list(numbers.islice(10, 14, reverse=True)), numbers.index(numbers[42]))
del numbers[100:4_900]
numbers.update([1, 2, 3])
print(len(numbers), sum(numbers), numbers + [5] == SortedList([*numbers, 5]), 3 in numbers, (numbers * 2)[::500])
for attempt in (lambda: numbers.remove(-1), lambda: numbers.append(1), lambda: numbers.insert(0, 1), lambda: numbers[10 ** 9],
                lambda: SortedList([1, "a"]), lambda: numbers.__setitem__(0, 5), lambda: numbers.index(99_999)):
    try:
        attempt()
    except Exception as e:
        print(type(e).__name__, e)

by_size = SortedKeyList(["pear", "fig", "banana", "kiwi"], key=len)
by_size.add("apple")
print(by_size, list(by_size.irange_key(4, 5)), by_size.bisect_key(4), repr(by_size.copy()))

table = SortedDict(neg, {k: str(k) for k in rng.sample(range(1000), 50)})
table[5] = "five"
print(list(table)[:6], table.peekitem(0), table.popitem(), table.keys()[2], table.setdefault(-1, "minus"), table.bisect(5))
print(table.items()[-2:], list(table.irange(20, 5)), {**table} == dict(table), repr(SortedDict(b=1, a=2)))

letters = SortedSet("the quick brown fox jumps over the lazy dog".replace(" ", ""))
print("".join(letters), letters & set("hello"), (letters - set("aeiou"))[:4], letters[3], letters.index("k"), letters ^ SortedSet("xyz!"))
print(SortedSet([3, 1, 2]) <= {1, 2, 3, 4}, SortedSet([3, 1]).isdisjoint([2]), SortedSet([[1]].pop()).pop())
