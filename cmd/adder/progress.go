// This file shows on a terminal what a build is doing.

package main

import (
	"fmt"
	"os"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"
)

// progress is a line at the bottom of a terminal, rewritten as the build goes on. It is
// silent where standard error is no terminal.
type progress struct {
	mu      sync.Mutex
	live    bool
	verbose bool
	shown   bool
	name    string
	done    int
	unit    string // what is counted
	last    time.Time
	stop    chan struct{}
}

func newProgress(o *buildOptions) *progress {
	p := &progress{verbose: o.verbose}
	p.live = !o.quiet && !o.json && !o.verbose && !o.trace && os.Getenv("TERM") != "dumb" && term.IsTerminal(int(os.Stderr.Fd()))
	return p
}

// phase starts a phase of the build, in which modules are counted anew.
func (p *progress) phase(name string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.name, p.done, p.unit = name, 0, "module"
	if p.live && p.stop == nil {
		p.stop = make(chan struct{})
		go p.tick(time.Now(), p.stop)
	}
}

// tick redraws the line while a phase takes its time.
func (p *progress) tick(start time.Time, stop chan struct{}) {
	for {
		select {
		case <-stop:
			return
		case <-time.After(100 * time.Millisecond):
		}
		p.mu.Lock()
		if p.stop == stop {
			p.draw(time.Since(start))
		}
		p.mu.Unlock()
	}
}

func (p *progress) draw(elapsed time.Duration) {
	counted := ""
	if p.done > 0 {
		counted = ", " + count(p.done, p.unit)
	}
	line := fmt.Sprintf("%s%s, %.1f s", p.name, counted, elapsed.Seconds())
	if os.Getenv("NO_COLOR") == "" {
		line = "\x1b[2m" + line + "\x1b[0m"
	}
	fmt.Fprintf(os.Stderr, "\r\x1b[K%s", line)
	p.shown = true
}

// module counts a module, and names it where the user asked for that.
func (p *progress) module(name string, cached bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	if p.verbose {
		how := "compiled"
		if cached {
			how = "cached"
		}
		fmt.Fprintf(os.Stderr, "%-8s %s\n", how, name)
	}
}

// goPackage counts a package that Go compiles. After the program's main package Go links.
func (p *progress) goPackage(path string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.done++
	p.unit = "package"
	if path == "adder" || strings.HasPrefix(path, "adder/gen/p/") {
		p.name = "link"
	}
	if p.verbose {
		fmt.Fprintf(os.Stderr, "%-8s %s\n", "go", path)
	}
}

// clear removes the line, before other output and at the end.
func (p *progress) clear() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stop != nil {
		close(p.stop)
		p.stop = nil
	}
	if p.shown {
		fmt.Fprint(os.Stderr, "\r\x1b[K")
		p.shown = false
	}
}
