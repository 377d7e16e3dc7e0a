"""A B-tree in pure Python: inserts, look-ups and range scans of random keys."""

import bisect
import random

import pyperf

ORDER = 16  # keys in a full node


class Node:
    __slots__ = ("keys", "values", "children")

    def __init__(self):
        self.keys = []
        self.values = []
        self.children = None  # of a leaf

    def is_full(self):
        return len(self.keys) >= ORDER


class BTree:
    def __init__(self):
        self.root = Node()
        self.size = 0

    def get(self, key, default=None):
        node = self.root
        while True:
            i = bisect.bisect_left(node.keys, key)
            if i < len(node.keys) and node.keys[i] == key:
                return node.values[i]
            if node.children is None:
                return default
            node = node.children[i]

    def insert(self, key, value):
        root = self.root
        if root.is_full():
            self.root = Node()
            self.root.children = [root]
            self._split(self.root, 0)
        node = self.root
        while True:
            i = self._search(node, key)
            if i < len(node.keys) and node.keys[i] == key:
                node.values[i] = value
                return
            if node.children is None:
                node.keys.insert(i, key)
                node.values.insert(i, value)
                self.size += 1
                return
            if node.children[i].is_full():
                self._split(node, i)
                if node.keys[i] < key:
                    i += 1
                elif node.keys[i] == key:
                    node.values[i] = value
                    return
            node = node.children[i]

    @staticmethod
    def _search(node, key):
        keys = node.keys
        low, high = 0, len(keys)
        while low < high:
            middle = (low + high) // 2
            if keys[middle] < key:
                low = middle + 1
            else:
                high = middle
        return low

    @staticmethod
    def _split(parent, i):
        left = parent.children[i]
        right = Node()
        middle = ORDER // 2
        parent.keys.insert(i, left.keys[middle])
        parent.values.insert(i, left.values[middle])
        parent.children.insert(i + 1, right)
        right.keys, left.keys = left.keys[middle + 1:], left.keys[:middle]
        right.values, left.values = left.values[middle + 1:], left.values[:middle]
        if left.children is not None:
            right.children = left.children[middle + 1:]
            left.children = left.children[:middle + 1]

    def __len__(self):
        return self.size

    def items(self, low, high):
        return self._scan(self.root, low, high)

    def _scan(self, node, low, high):
        start = bisect.bisect_left(node.keys, low)
        for i in range(start, len(node.keys)):
            if node.children is not None:
                yield from self._scan(node.children[i], low, high)
            if node.keys[i] >= high:
                return
            yield node.keys[i], node.values[i]
        if node.children is not None:
            yield from self._scan(node.children[-1], low, high)


def bench_btree(count):
    rng = random.Random(7)
    tree = BTree()
    for _ in range(count):
        tree.insert(rng.randrange(count * 4), rng.random())
    hits = sum(tree.get(key) is not None for key in range(0, count * 4, 3))
    scanned = 0
    last = 0.0
    for low in range(0, count * 4, count // 10):
        for key, value in tree.items(low, low + count // 5):
            scanned += key
            last += value
    return len(tree), hits, scanned, round(last, 6)


if __name__ == "__main__":
    runner = pyperf.Runner()
    runner.metadata["description"] = "B-tree: inserts, look-ups, range scans"
    runner.bench_func("btree", bench_btree, 20000)
