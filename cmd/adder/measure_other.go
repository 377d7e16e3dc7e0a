//go:build !linux

package main

import (
	"context"
	"errors"
	"os/exec"
	"time"
)

// meter runs processes.
type meter struct{}

func newMeter(context.Context, string) (*meter, error) { return &meter{}, nil }

// run runs a prepared command and measures it.
func (*meter) run(cmd *exec.Cmd) measured {
	start := time.Now()
	err := cmd.Run()
	m := measured{seconds: time.Since(start).Seconds()}
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return measured{err: err}
	}
	m.status = cmd.ProcessState.ExitCode()
	m.peak = peakMemory(cmd.ProcessState)
	return m
}
