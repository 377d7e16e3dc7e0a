//go:build unix

package main

import (
	"bytes"
	"os"
	"runtime"
	"strconv"
	"syscall"
)

// peakMemory returns the most memory that was resident, in KiB. On Linux getrusage counts what the parent
// had when it started this process, too.
func peakMemory() int64 {
	if status, err := os.ReadFile("/proc/self/status"); err == nil {
		if _, rest, ok := bytes.Cut(status, []byte("VmHWM:")); ok {
			if fields := bytes.Fields(rest); len(fields) > 0 {
				if n, err := strconv.ParseInt(string(fields[0]), 10, 64); err == nil {
					return n
				}
			}
		}
	}
	var usage syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &usage) != nil {
		return 0
	}
	if runtime.GOOS == "darwin" { // counts bytes
		return int64(usage.Maxrss) >> 10
	}
	return int64(usage.Maxrss)
}
