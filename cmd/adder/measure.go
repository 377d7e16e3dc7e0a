// This file runs processes and measures them.

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"runtime"
	"sort"
)

// measured is one run of a process.
type measured struct {
	seconds        float64
	peak           int64 // bytes of memory, 0 where the system does not tell
	status         int
	stdout, stderr string
	err            error // the process could not be run
}

// figures sum up several runs.
type figures struct {
	Median float64 `json:"median"` // seconds
	Min    float64 `json:"min"`
	Max    float64 `json:"max"`
	Peak   int64   `json:"peak"` // bytes
}

// measure runs a command to its end.
func (m *meter) measure(ctx context.Context, args, env []string) measured {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), env...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	res := m.run(cmd)
	res.stdout, res.stderr = stdout.String(), stderr.String()
	return res
}

func summarise(runs []measured) figures {
	times := make([]float64, len(runs))
	f := figures{}
	for i, r := range runs {
		times[i] = r.seconds
		f.Peak = max(f.Peak, r.peak)
	}
	sort.Float64s(times)
	n := len(times)
	f.Min, f.Max = times[0], times[n-1]
	f.Median = (times[(n-1)/2] + times[n/2]) / 2
	return f
}

// commandOutput runs a command for its effect and returns what it printed.
func commandOutput(ctx context.Context, args, env []string) (string, error) {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Env = append(os.Environ(), env...)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func exeSuffix() string {
	if runtime.GOOS == "windows" {
		return ".exe"
	}
	return ""
}
