// This file reads what the Go toolchain prints.

package gobuild

import (
	"bytes"
	"os/exec"
	"strings"
	"time"
)

// patience is how long an interrupted toolchain may take to clean up.
const patience = 10 * time.Second

// buildOutput takes the output of "go build -v": the paths of packages as they are compiled, a line each,
// and messages.
type buildOutput struct {
	compiled func(path string)
	line     []byte // begun, not ended
	messages bytes.Buffer
}

func (o *buildOutput) Write(data []byte) (int, error) {
	for _, c := range data {
		o.line = append(o.line, c)
		if c == '\n' {
			o.endLine()
		}
	}
	return len(data), nil
}

func (o *buildOutput) endLine() {
	line := string(bytes.TrimSpace(o.line))
	switch {
	case line == "" || strings.ContainsAny(line, " \t:#") || o.messages.Len() > 0:
		o.messages.Write(o.line)
	case o.compiled != nil:
		o.compiled(line)
	}
	o.line = o.line[:0]
}

// text returns the messages.
func (o *buildOutput) text() string {
	o.messages.Write(o.line)
	o.line = nil
	return o.messages.String()
}

// notOurs tells failures of the machine from those of the generated code.
func notOurs(text string, exit *exec.ExitError) bool {
	if exit.ExitCode() < 0 {
		return true // killed
	}
	for _, reason := range []string{"no space left on device", "not enough space on the disk", "file too large", "quota exceeded", "read-only file system", "ermission denied", "cannot allocate memory", "out of memory", "signal: killed", "too many open files"} {
		if strings.Contains(text, reason) {
			return true
		}
	}
	return false
}

// lastLine returns the last line of text that says something.
func lastLine(text, otherwise string) string {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	if last := strings.TrimSpace(lines[len(lines)-1]); last != "" {
		return last
	}
	return otherwise
}
