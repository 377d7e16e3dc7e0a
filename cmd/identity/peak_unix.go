//go:build unix

package main

import (
	"runtime"
	"syscall"
)

// peakMemory returns the most memory that was resident, in KiB.
func peakMemory() int64 {
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	if runtime.GOOS == "darwin" { // counts bytes
		return int64(usage.Maxrss) >> 10
	}
	return int64(usage.Maxrss)
}
