// This file tests the bench subcommand.

package main

import (
	"encoding/json"
	"runtime"
	"strings"
	"testing"
)

func TestBench(t *testing.T) {
	if testing.Short() {
		t.Skip("builds programs")
	}
	adder := adderCommand(t)
	at := invocation{dir: files(t, `
-- small.py --
import sys
print(sys.argv[1:])
sys.exit(3)
-- large.py --
data = b"x" * 60_000_000
print(len(data))
-- moody.py --
print(hash("a"))
`)}

	res := at.run(t, adder, "bench", "--runs", "1", "--json", "small.py", "large.py", "--", "a", "b")
	var races []raceResult
	if err := json.Unmarshal([]byte(res.stdout), &races); err != nil || len(races) != 2 || res.exit != "0" {
		t.Fatalf("%v: %+v", err, res)
	}
	small, large := races[0], races[1]
	for _, name := range []string{"cpython", "native", "vm"} {
		s, l := small.Figures[name], large.Figures[name]
		if s.Median <= 0 || l.Median <= 0 {
			t.Errorf("%s: no time: %v, %v", name, s, l)
		}
		// What the command itself takes is not to show: it is 60 MB or more.
		if runtime.GOOS == "linux" && (s.Peak < 1<<20 || s.Peak > 40<<20 || l.Peak < 55<<20 || l.Peak > 150<<20) {
			t.Errorf("%s: peaks of %d and %d MB", name, s.Peak>>20, l.Peak>>20)
		}
	}

	res = at.run(t, adder, "bench", "--runs", "1", "--no-vm", "small.py", "large.py")
	if !strings.Contains(res.stdout, "native / cpython, geometric mean of 2:") || res.exit != "0" {
		t.Errorf("no mean: %+v", res)
	}
	at.env = []string{"PYTHONHASHSEED=random"}
	res = at.run(t, adder, "bench", "--runs", "1", "--no-vm", "moody.py")
	if !strings.Contains(res.stdout, "standard output differs") || res.exit != "1" {
		t.Errorf("a difference is not told: %+v", res)
	}
	res = at.run(t, adder, "bench", "none.py")
	if want := "adder: none.py: no such file or directory (arguments of the program stand behind --)\n"; res.stderr != want || res.exit != "1" {
		t.Errorf("got %+v, want %s", res, want)
	}
	res = at.run(t, adder, "bench")
	if res.exit != "2" {
		t.Errorf("without a file: %+v", res)
	}
}
