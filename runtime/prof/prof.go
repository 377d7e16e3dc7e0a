// Package prof writes profiles of a program. Programs built with --debug link it; the
// profiles' positions are those of the generated code.
package prof

import (
	"fmt"
	"os"
	goruntime "runtime"
	"runtime/pprof"

	"adder/runtime"
)

// init starts the profile of time that the environment variable ADDER_CPUPROFILE names, and arranges for
// one of the memory in use at the end that ADDER_MEMPROFILE names. GODEBUG=memprofilerate=N makes that
// finer.
func init() {
	if name := os.Getenv("ADDER_MEMPROFILE"); name != "" {
		runtime.BeforeExit = func() { create(name, writeHeap) }
	}
	if name := os.Getenv("ADDER_CPUPROFILE"); name != "" {
		create(name, func(f *os.File) error {
			writeMemory := runtime.BeforeExit
			runtime.BeforeExit = func() {
				pprof.StopCPUProfile()
				f.Close()
				if writeMemory != nil {
					writeMemory()
				}
			}
			return pprof.StartCPUProfile(f)
		})
	}
}

// create makes a file and lets write fill it.
func create(name string, write func(*os.File) error) {
	f, err := os.Create(name)
	if err == nil {
		err = write(f)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: no profile: %v\n", err)
	}
}

// writeHeap writes the profile of the memory in use, and of all allocations.
func writeHeap(f *os.File) error {
	defer f.Close()
	goruntime.GC()
	return pprof.Lookup("heap").WriteTo(f, 0)
}
