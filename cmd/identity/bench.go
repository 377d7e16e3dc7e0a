// This file races the compilers: the same files, in one process each, on one core.

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"adder/frontend"
	"adder/frontend/identity"
	"adder/frontend/oracle"
)

// measurement is what one process reports.
type measurement struct {
	Seconds float64 // wall time of compiling, reading the files left out
	Peak    int64   // resident memory at most, in KiB; 0 where it is not known
}

const benchScript = `
import json, sys, time, warnings
warnings.simplefilter("ignore")
files = [(name, open(name, "rb").read()) for name in sys.stdin.read().splitlines()]
start = time.perf_counter()
for name, source in files:
    try:
        compile(source, name, "exec", dont_inherit=True)
    except (SyntaxError, ValueError):
        pass
seconds = time.perf_counter() - start
peak = 0
try:
    with open("/proc/self/status") as f: # getrusage() counts what the parent had at the start too
        peak = next(int(line.split()[1]) for line in f if line.startswith("VmHWM:"))
except OSError:
    try:
        import resource
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> (10 if sys.platform == "darwin" else 0)
    except ImportError:
        pass
print(json.dumps({"Seconds": seconds, "Peak": peak}))
`

// bench runs both n times in turn and prints the medians.
func bench(files []string, n int) error {
	python, err := oracle.Python()
	if err != nil {
		return err
	}
	self, err := os.Executable()
	if err != nil {
		return err
	}
	names := strings.Join(files, "\n")
	var ours, theirs []measurement
	for range n {
		for _, run := range []struct {
			list *[]measurement
			cmd  *exec.Cmd
		}{
			{&ours, exec.Command(self, "-compile-only")},
			{&theirs, exec.Command(python, "-I", "-c", benchScript)},
		} {
			run.cmd.Stdin, run.cmd.Stderr = strings.NewReader(names), os.Stderr
			out, err := run.cmd.Output()
			if err != nil {
				return err
			}
			var m measurement
			if err := json.Unmarshal(out, &m); err != nil {
				return err
			}
			*run.list = append(*run.list, m)
		}
	}
	a, b := median(ours), median(theirs)
	fmt.Printf("%d files, %d runs, medians\nAdder    %.3f s  %d MiB\nCPython  %.3f s  %d MiB\nratio    %.2f    %.2f\n",
		len(files), n, a.Seconds, a.Peak>>10, b.Seconds, b.Peak>>10, a.Seconds/b.Seconds, float64(a.Peak)/float64(b.Peak))
	return nil
}

func median(list []measurement) measurement {
	slices.SortFunc(list, func(a, b measurement) int {
		if a.Seconds < b.Seconds {
			return -1
		}
		return 1
	})
	return list[len(list)/2]
}

// compileOnly is the process that bench measures.
func compileOnly(names []string) error {
	runtime.GOMAXPROCS(1) // the collector works on this core too
	data := make([][]byte, len(names))
	for i, name := range names {
		var err error
		if data[i], err = os.ReadFile(name); err != nil {
			return err
		}
	}
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(identity.CompilerGC)
	}
	start := time.Now()
	for i, name := range names {
		frontend.Compile(data[i], name, frontend.Exec, frontend.Options{})
	}
	m := measurement{Seconds: time.Since(start).Seconds(), Peak: peakMemory()}
	return json.NewEncoder(os.Stdout).Encode(m)
}
