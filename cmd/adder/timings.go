// This file measures the phases of a build, for --timings.

package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"
)

// timings collects how long the phases of a build took, and the parts of each: those of modules are summed
// over all of them, which are worked on at the same time.
type timings struct {
	mu     sync.Mutex
	phases []phaseTime
	// lastPackage is when Go compiled the last package, after which it links.
	lastPackage time.Time
	packages    int
}

// phaseTime is a phase, or a part of the phase before it.
type phaseTime struct {
	Phase   string  `json:"phase"`
	Part    string  `json:"part,omitempty"`
	Seconds float64 `json:"seconds"`
	Count   int     `json:"count,omitempty"` // of modules, functions or packages
}

// phase starts a phase; what it returns ends it.
func (t *timings) phase(name string) func() {
	start := time.Now()
	t.mu.Lock()
	t.phases = append(t.phases, phaseTime{Phase: name})
	at := len(t.phases) - 1
	t.mu.Unlock()
	return func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		t.phases[at].Seconds = time.Since(start).Seconds()
		if t.packages > 0 {
			t.phases = append(t.phases, phaseTime{Phase: name, Part: "compile", Seconds: t.lastPackage.Sub(start).Seconds(), Count: t.packages},
				phaseTime{Phase: name, Part: "link", Seconds: time.Since(t.lastPackage).Seconds()})
			t.packages = 0
		}
	}
}

// part adds to the time of a part of the phase that was begun last.
func (t *timings) part(name string, d time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.phases) == 0 {
		return
	}
	phase := t.phases[len(t.phases)-1].Phase
	for i := len(t.phases) - 1; i >= 0 && t.phases[i].Phase == phase; i-- {
		if p := &t.phases[i]; p.Part == name {
			p.Seconds += d.Seconds()
			p.Count++
			return
		}
	}
	t.phases = append(t.phases, phaseTime{Phase: phase, Part: name, Seconds: d.Seconds(), Count: 1})
}

// compiled notes that Go has compiled a package.
func (t *timings) compiled(string) {
	t.mu.Lock()
	t.lastPackage = time.Now()
	t.packages++
	t.mu.Unlock()
}

func (t *timings) list() []phaseTime { return t.phases }

// printTimings writes a line a phase, and one a part, indented.
func printTimings(list []phaseTime) {
	for _, p := range list {
		name := p.Phase
		if p.Part != "" {
			name = "  " + p.Part
		}
		counted := ""
		if p.Count > 1 {
			counted = fmt.Sprintf("%6d times", p.Count)
		}
		fmt.Fprintln(os.Stderr, strings.TrimRight(fmt.Sprintf("%-26s %7.3f s %s", name, p.Seconds, counted), " "))
	}
}
