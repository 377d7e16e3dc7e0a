"""Drives tabulate: all its formats, alignments, headers, wide characters and odd values."""

import collections
import dataclasses

import tabulate as module
from tabulate import simple_separated_format, tabulate


@dataclasses.dataclass
class Row:
    name: str
    size: int


rows = [["spam", 41.9999, None, True], ["eggs", "451.0", "x\ny", False], ["日本", -3, 1e10, "0x10"], ["", float("nan"), 0.5, "<b>&"]]
headers = ["item", "qty", "note", "flag"]
for name in sorted(module.tabulate_formats):
    print(name)
    print(tabulate(rows, headers, tablefmt=name))
for options in ({"floatfmt": ".2f"}, {"numalign": "left", "stralign": "right"}, {"colalign": ("right", "center", "left", "decimal")}, {"showindex": True},
                {"showindex": "abcd"}, {"missingval": "?"}, {"disable_numparse": True}, {"maxcolwidths": [3, None, 4, 2]}, {"intfmt": ","}, {"headers": "firstrow"}):
    print(options)
    print(tabulate(rows, **{"headers": headers, "tablefmt": "grid", **options}))
print(tabulate([Row("a", 1), Row("bb", 22)], headers="keys"))
print(tabulate({"x": [1, 2], "y": ["p"]}, headers="keys", tablefmt="pipe"))
print(tabulate([{"k": 1, "v": 2}, {"k": 3, "w": 4}], headers="keys"))
print(tabulate([collections.namedtuple("Pt", "x y")(1, 2)], headers="keys"))
print(tabulate([], headers=["empty"]), tabulate([[]]), sep="|")
print(tabulate([["a", 1], module.SEPARATING_LINE, ["b", 2]], tablefmt="simple"))
print(tabulate([[1, 2], [3, 4]], tablefmt=simple_separated_format("; ")))
for attempt in (lambda: tabulate([1, 2]), lambda: tabulate(5), lambda: tabulate([[1]], headers="nope"), lambda: tabulate([[1]], showindex=[1, 2])):
    try:
        print(attempt())
    except Exception as e:
        print(type(e).__name__, e)
print(list(tabulate(rows, tablefmt="html")._repr_html_())[:5])
