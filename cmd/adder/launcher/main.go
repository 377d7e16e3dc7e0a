//go:build linux

// Command launcher runs a command and reports what it used. The peak memory that Linux counts for a process
// starts with that of the process which started it, so it takes a small one to measure small ones; adder
// builds this program for that.
//
//	launcher REPORT COMMAND [ARG]...
//
// The file REPORT receives the exit status, or minus the signal that ended the command, the seconds
// that passed, and the peak in kilobytes.
package main

import (
	"os"
	"runtime"
	"strconv"
	"syscall"
	"time"
)

// cannotRun is the exit status of the launcher where there is nothing to report.
const cannotRun = 127

func main() {
	if len(os.Args) < 3 {
		fail("usage: launcher REPORT COMMAND [ARG]...")
	}
	runtime.LockOSThread() // whose end the command is not to survive
	start := time.Now()
	pid, err := syscall.ForkExec(os.Args[2], os.Args[2:], &syscall.ProcAttr{
		Env: os.Environ(), Files: []uintptr{0, 1, 2}, Sys: &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}})
	if err != nil {
		fail(os.Args[2] + ": " + err.Error())
	}
	var status syscall.WaitStatus
	var usage syscall.Rusage
	for {
		if _, err = syscall.Wait4(pid, &status, 0, &usage); err != syscall.EINTR {
			break
		}
	}
	seconds := time.Since(start).Seconds()
	if err != nil {
		fail(err.Error())
	}
	code := status.ExitStatus()
	if status.Signaled() {
		code = -int(status.Signal())
	}
	report := strconv.Itoa(code) + " " + strconv.FormatFloat(seconds, 'f', 6, 64) + " " + strconv.FormatInt(int64(usage.Maxrss), 10)
	if err := os.WriteFile(os.Args[1], []byte(report), 0o666); err != nil {
		fail(err.Error())
	}
}

func fail(text string) {
	os.Stderr.WriteString("launcher: " + text + "\n")
	os.Exit(cannotRun)
}
