//go:build unix

// This file runs damaged bytecode in the interpreter.

package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"
)

// endlessStatus is that of the driver for bytecode that no exception ends.
const endlessStatus = 3

// TestDamaged changes bytes of marshalled code and runs it: there is no panic, and nothing that a signal
// does not end. ADDER_DAMAGED is the number of cases.
func TestDamaged(t *testing.T) {
	count := 600
	if n, err := strconv.Atoi(os.Getenv("ADDER_DAMAGED")); err == nil {
		count = n
	}
	adder := adderCommand(t)
	for first := 0; first < count; {
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute+time.Duration(count)*50*time.Millisecond)
		cmd := exec.CommandContext(ctx, adder, "run", "../../testdata/hostile/driver.py", strconv.Itoa(first), strconv.Itoa(count-first))
		var log bytes.Buffer
		cmd.Stderr = &log
		out, err := cmd.Output()
		cancel()
		if err == nil {
			t.Logf("%s", out)
			return
		}
		last := 0
		for line := range strings.Lines(log.String()) {
			if n, err := strconv.Atoi(strings.TrimSpace(line)); err == nil {
				last = n
			}
		}
		if cmd.ProcessState.ExitCode() != endlessStatus {
			t.Fatalf("case %d: %v\n%.3000s", last, err, log.String()[strings.LastIndex(log.String(), "\n"+strconv.Itoa(last)+"\n")+1:])
		}
		t.Logf("case %d goes on for ever", last)
		first = last + 1
	}
}
