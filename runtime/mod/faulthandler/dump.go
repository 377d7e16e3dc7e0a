// This file writes the stacks of threads, the innermost call first.

package faulthandler

import (
	"fmt"
	"os"
	"strings"
	"time"

	"adder/runtime/py"
)

// maxFrames is how many calls of a stack are shown.
const maxFrames = 100

// stack is the text of a thread's stack.
func stack(t *thread) string {
	var b strings.Builder
	f := t.FrameAt(t.Depth() - 1)
	for n := 0; f != nil; f = f.Back() {
		if n++; n > maxFrames {
			b.WriteString("  ...\n")
			break
		}
		fmt.Fprintf(&b, "  File \"%s\", line %d in %s\n", f.Code.Filename.String(), f.Line(), f.Code.Name.String())
	}
	if b.Len() == 0 {
		return "  <no Python frame>\n"
	}
	return b.String()
}

// allStacks is the text of all threads' stacks, the newest thread first; current is the one that runs,
// or nil.
func allStacks(current *thread) string {
	var b strings.Builder
	list := py.Threads()
	for i := len(list) - 1; i >= 0; i-- {
		t := list[i]
		label := "Thread"
		if t == current {
			label = "Current thread"
		}
		name := ""
		if t.Name != "" {
			name = " [" + t.Name + "]"
		}
		if i < len(list)-1 {
			b.WriteByte('\n')
		}
		fmt.Fprintf(&b, "%s 0x%016x%s (most recent call first):\n%s", label, t.ID, name, stack(t))
	}
	return b.String()
}

// write writes to a descriptor. The files that it makes are kept: Go would close the descriptors with
// them.
func write(fd int, text string) {
	f := files[fd]
	if f == nil {
		if f = os.NewFile(uintptr(fd), ""); f == nil {
			return
		}
		files[fd] = f
	}
	_, _ = f.WriteString(text)
}

var files = map[int]*os.File{}

// clock formats a timeout as Python does: 0:00:00.250000.
func clock(d time.Duration) string {
	us := d.Microseconds()
	s := us / 1e6
	text := fmt.Sprintf("%d:%02d:%02d", s/3600, s/60%60, s%60)
	if us %= 1e6; us != 0 {
		text += fmt.Sprintf(".%06d", us)
	}
	return text
}
