package main

import (
	"context"
	_ "embed" // the launcher
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"adder/codegen/gobuild"
)

//go:embed launcher/main.go
var launcherSource []byte

// meter runs processes by means of the launcher, since a process that adder starts itself has at least
// adder's peak of memory for Linux.
type meter struct {
	launcher, report string
}

// newMeter builds the launcher in dir.
func newMeter(ctx context.Context, dir string) (*meter, error) {
	tool, err := gobuild.FindGo()
	if err != nil {
		return nil, err
	}
	source := filepath.Join(dir, "launcher.go")
	if err := os.WriteFile(source, launcherSource, 0o666); err != nil {
		return nil, err
	}
	m := &meter{launcher: filepath.Join(dir, "launcher"), report: filepath.Join(dir, "report")}
	cmd := exec.CommandContext(ctx, tool, "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", m.launcher, source)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOOS=", "GOARCH=", "GOWORK=off", "GO111MODULE=off")
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("the launcher does not build: %v\n%s", err, out)
	}
	return m, nil
}

// run runs a prepared command and measures it.
func (m *meter) run(cmd *exec.Cmd) measured {
	os.Remove(m.report)
	cmd.Args = append([]string{m.launcher, m.report}, cmd.Args...)
	cmd.Path = m.launcher
	err := cmd.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return measured{err: err}
	}
	data, err := os.ReadFile(m.report)
	if err != nil {
		return measured{err: fmt.Errorf("%s cannot be run", cmd.Args[2])}
	}
	var res measured
	if _, err := fmt.Sscan(string(data), &res.status, &res.seconds, &res.peak); err != nil {
		return measured{err: err}
	}
	res.peak <<= 10
	return res
}
