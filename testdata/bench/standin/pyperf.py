"""A minimal stand-in for pyperf: it runs each benchmark a fixed number of times.

The number of loops comes from the environment variable PYPERF_LOOPS. What a benchmark
returns is printed as a digest, so that runs can be compared.
"""

import argparse
import os
import sys
from time import perf_counter

__version__ = "2.9.0"

LOOPS = int(os.environ.get("PYPERF_LOOPS", "1"))


def python_implementation():
    return "cpython"


def python_has_jit():
    return False


def _digest(value):
    text = repr(value)
    if " at 0x" in text:
        text = type(value).__name__
    if len(text) > 200:
        total = 0
        for char in text:
            total = (total * 31 + ord(char)) % 1000000007
        text = f"{text[:60]}... {len(text)} characters, digest {total}"
    return text


class Runner:
    def __init__(self, values=None, processes=None, loops=0, min_time=0.1, metadata=None,
                 show_name=True, program_args=None, add_cmdline_args=None, _argparser=None):
        self.metadata = dict(metadata or {})
        self.argparser = _argparser or argparse.ArgumentParser()
        self.args = None

    def parse_args(self, args=None):
        if self.args is None:
            self.args = self.argparser.parse_args(args)
        return self.args

    def bench_func(self, name, func, *args, inner_loops=None, metadata=None):
        self.parse_args()
        value = None
        for _ in range(LOOPS):
            value = func(*args)
        print(f"{name}: {_digest(value)}")

    def bench_time_func(self, name, time_func, *args, inner_loops=None, metadata=None):
        self.parse_args()
        elapsed = time_func(LOOPS, *args)
        print(f"{name}: {type(elapsed).__name__}")

    def bench_async_func(self, name, func, *args, inner_loops=None, metadata=None, loop_factory=None):
        asyncio = sys.modules["asyncio"]  # whoever has coroutines to run has imported it
        self.parse_args()

        async def main():
            value = None
            for _ in range(LOOPS):
                value = await func(*args)
            return value

        with asyncio.Runner(loop_factory=loop_factory) as runner:
            value = runner.run(main())
        print(f"{name}: {_digest(value)}")
