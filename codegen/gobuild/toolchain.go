// This file finds and runs the Go toolchain.

package gobuild

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"

	"adder/codegen/gobuild/deps"
)

// MinGo is the oldest minor version of Go 1 that builds the runtime.
const MinGo = 26

// ErrNoGo is returned when no usable Go toolchain is found; its text tells the user why.
type ErrNoGo struct{ Reason string }

func (e *ErrNoGo) Error() string { return e.Reason }

// BuildError is a failure of the Go compiler or linker on generated code: a bug of Adder.
type BuildError struct {
	Output string // what the toolchain printed
	Dir    string // the module, kept as evidence
}

func (e *BuildError) Error() string {
	return "the Go toolchain refuses the generated code:\n" + e.Output
}

var goVersion = regexp.MustCompile(`go1\.(\d+)`)

// FindGo returns the path of the go command, checking its version.
func FindGo() (string, error) {
	path, err := exec.LookPath("go")
	if err != nil {
		return "", &ErrNoGo{fmt.Sprintf("no Go toolchain found: install Go 1.%d or newer from https://go.dev/dl and put it on PATH", MinGo)}
	}
	out, err := exec.Command(path, "env", "GOVERSION").Output()
	if err != nil {
		return "", &ErrNoGo{fmt.Sprintf("%s does not run: %v", path, err)}
	}
	m := goVersion.FindSubmatch(out)
	if m == nil {
		return path, nil // a development version
	}
	if minor, _ := strconv.Atoi(string(m[1])); minor < MinGo {
		return "", &ErrNoGo{fmt.Sprintf("%s is Go %s; building needs Go 1.%d or newer", path, bytes.TrimSpace(out), MinGo)}
	}
	return path, nil
}

// Targets are the platforms that programs are built for, as OS/ARCH.
var Targets = deps.Targets

// Target is what to build for; empty fields mean this machine.
type Target struct{ OS, Arch string }

// String returns the target as OS/ARCH.
func (t Target) String() string { return t.OS + "/" + t.Arch }

// BuildOptions control a run of the Go toolchain.
type BuildOptions struct {
	Target Target
	Output string    // path of the executable
	Trace  io.Writer // receives the commands that are run, nil: none
	// Compiled is called with the path of each package as Go compiles it; the program's main package is
	// the last, and linked next. It may be nil.
	Compiled func(path string)
	Debug    bool // keep symbols
}

// Build compiles and links the program whose main package is in dir, below the module's
// root. The executable is linked aside and renamed, so that a failure leaves nothing.
func (w *Workspace) Build(ctx context.Context, dir string, opts BuildOptions) error {
	goTool, err := FindGo()
	if err != nil {
		return err
	}
	// The toolchain runs in the module's folder.
	if opts.Output, err = filepath.Abs(opts.Output); err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(opts.Output), "."+filepath.Base(opts.Output)+".tmp"+strconv.Itoa(os.Getpid()))
	args := []string{"build", "-v", "-trimpath", "-buildvcs=false", "-mod=vendor", "-o", tmp}
	if !opts.Debug {
		args = append(args, "-ldflags=-s -w")
	}
	args = append(args, "./"+dir)
	cmd := exec.CommandContext(ctx, goTool, args...)
	cmd.Dir = w.Dir
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off", "GO111MODULE=on", "GOPROXY=off", "GOTOOLCHAIN=local")
	if opts.Target.OS != "" {
		cmd.Env = append(cmd.Env, "GOOS="+opts.Target.OS)
	}
	if opts.Target.Arch != "" {
		cmd.Env = append(cmd.Env, "GOARCH="+opts.Target.Arch)
	}
	if opts.Trace != nil {
		fmt.Fprintf(opts.Trace, "cd %s && CGO_ENABLED=0 %s\n", w.Dir, cmd)
	}
	output := &buildOutput{compiled: opts.Compiled}
	cmd.Stdout, cmd.Stderr = output, output
	// The toolchain removes what it has begun when it is interrupted.
	cmd.Cancel = func() error { return interrupt(cmd.Process) }
	cmd.WaitDelay = patience
	if err := cmd.Run(); err != nil {
		os.Remove(tmp)
		var exit *exec.ExitError
		text := output.text()
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case errors.As(err, &exit) && notOurs(text, exit):
			return fmt.Errorf("the Go toolchain cannot build here: %s", lastLine(text, exit.Error()))
		case errors.As(err, &exit):
			return &BuildError{Output: text, Dir: filepath.Join(w.Dir, filepath.FromSlash(dir))}
		}
		return err
	}
	if err := os.Rename(tmp, opts.Output); err != nil {
		os.Remove(tmp)
		return err
	}
	return nil
}
