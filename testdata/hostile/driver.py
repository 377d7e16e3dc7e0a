"""Runs damaged bytecode: driver.py FIRST COUNT.

Each number is a copy of the marshalled code of one of the programs beside this file in which some
bytes were changed. Whatever that does, it must end in an exception or a result; what runs longer is
interrupted. The counts of outcomes are printed."""
import glob, marshal, os, random, signal, sys


class Null:
    def write(self, s): pass
    def flush(self): pass


class Late(BaseException): pass


armed = False
rounds = 0


def late(*a):
    global rounds
    if not armed:
        return
    rounds += 1
    if rounds > 20: # it catches everything and begins again, as a program may
        os._exit(3)
    raise Late


def attempt(data):
    global armed, rounds
    armed, rounds = True, 0
    signal.setitimer(signal.ITIMER_REAL, 0.5, 0.5)
    try:
        exec(marshal.loads(data), {"N": Null(), "__name__": "m", "print": print})
        return "ran"
    except BaseException as e:
        return type(e).__name__
    finally:
        armed = False
        signal.setitimer(signal.ITIMER_REAL, 0)


def damaged(dumps, n):
    r = random.Random(n)
    data = bytearray(r.choice(dumps))
    for _ in range(r.choice((1, 1, 2, 4))):
        at = r.randrange(len(data))
        data[at] = r.choice((r.randrange(256), data[at] ^ 1 << r.randrange(8), data[at] + 1 & 255, 255, 0))
    return bytes(data)


def main(first, count):
    here = os.path.dirname(os.path.abspath(__file__))
    dumps = []
    for path in sorted(glob.glob(os.path.join(here, "*.py"))):
        if path != os.path.abspath(__file__):
            with open(path) as f:
                dumps.append(marshal.dumps(compile(f.read(), "damaged", "exec")))
    signal.signal(signal.SIGALRM, late)
    sys.setrecursionlimit(200)
    out, sys.stdout = sys.stdout, Null()
    outcomes = {}
    for n in range(first, first + count):
        print(n, file=sys.stderr, flush=True)
        try:
            o = attempt(damaged(dumps, n))
        except Late:
            o = "Late"
        outcomes[o] = outcomes.get(o, 0) + 1
    print(sorted(outcomes.items(), key=lambda p: -p[1]), file=out)


main(int(sys.argv[1]), int(sys.argv[2]))
