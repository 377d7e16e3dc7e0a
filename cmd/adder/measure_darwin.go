package main

import (
	"os"
	"syscall"
)

// peakMemory is the largest resident set of a finished process, in bytes.
func peakMemory(p *os.ProcessState) int64 {
	usage, ok := p.SysUsage().(*syscall.Rusage)
	if !ok {
		return 0
	}
	return usage.Maxrss
}
