// Package prof writes a CPU profile of a program. Programs built with --debug link it; the
// profile's positions are those of the generated code.
package prof

import (
	"fmt"
	"os"
	"runtime/pprof"

	"adder/runtime"
)

// init starts the profile that the environment variable ADDER_CPUPROFILE names.
func init() {
	name := os.Getenv("ADDER_CPUPROFILE")
	if name == "" {
		return
	}
	f, err := os.Create(name)
	if err == nil {
		err = pprof.StartCPUProfile(f)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "adder: no profile: %v\n", err)
		return
	}
	runtime.BeforeExit = func() {
		pprof.StopCPUProfile()
		f.Close()
	}
}
