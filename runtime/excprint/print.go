// This file prints an exception with its causes, contexts and sub-exceptions.

package excprint

import (
	"fmt"
	"strings"

	"adder/runtime/py"
)

const (
	causeText     = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextText   = "\nDuring handling of the above exception, another exception occurred:\n\n"
	header        = "Traceback (most recent call last):\n"
	groupHeader   = "Exception Group Traceback (most recent call last):\n"
	maxGroupWidth = 15
	maxGroupDepth = 10
)

// Format returns what CPython prints for an exception that nobody caught.
func Format(t *py.Thread, e *py.Exc) string {
	p := &printer{t: t, seen: map[*py.Exc]bool{}}
	p.print(p.summarize(e))
	return p.out.String()
}

// summary is an exception with what is printed about it, collected before printing because
// every exception is shown once, wherever it comes first.
type summary struct {
	exc            *py.Exc
	cause, context *summary
	subs           []*summary
}

// printer holds the output and how deep in groups it is.
type printer struct {
	t         *py.Thread
	seen      map[*py.Exc]bool
	out       strings.Builder
	depth     int // nesting of exception groups
	needClose bool
}

// summarize follows causes, contexts and groups from e in the order of the traceback module:
// the queue is a stack.
func (p *printer) summarize(e *py.Exc) *summary {
	top := &summary{exc: e}
	p.seen[e] = true
	add := func(e *py.Exc) *summary {
		p.seen[e] = true
		return &summary{exc: e}
	}
	for queue := []*summary{top}; len(queue) > 0; {
		s := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if c := s.exc.CauseExc(); c != nil && !p.seen[c] {
			s.cause = add(c)
		}
		if c := s.exc.Context; c != nil && s.cause == nil && !s.exc.SuppressContext && !p.seen[c] {
			s.context = add(c)
		}
		if s.exc.IsGroup() {
			for _, sub := range s.exc.SubExceptions() {
				s.subs = append(s.subs, add(py.AsExc(sub)))
			}
		}
		if s.cause != nil {
			queue = append(queue, s.cause)
		}
		if s.context != nil {
			queue = append(queue, s.context)
		}
		queue = append(queue, s.subs...)
	}
	return top
}

// print prints a chain of exceptions, the oldest first.
func (p *printer) print(s *summary) {
	type link struct {
		text string
		s    *summary
	}
	var chain []link
	for s != nil {
		switch {
		case s.cause != nil:
			chain, s = append(chain, link{causeText, s}), s.cause
		case s.context != nil && !s.exc.SuppressContext:
			chain, s = append(chain, link{contextText, s}), s.context
		default:
			chain, s = append(chain, link{"", s}), nil
		}
	}
	for i := len(chain) - 1; i >= 0; i-- {
		if chain[i].text != "" {
			p.emit(chain[i].text, 0)
		}
		p.one(chain[i].s)
	}
}

func (p *printer) one(s *summary) {
	if s.subs == nil {
		if s.exc.Traceback != nil {
			p.emit(header, 0)
			p.emit(p.stack(s.exc.Traceback), 0)
		}
		p.emit(p.only(s.exc), 0)
		return
	}
	if p.depth > maxGroupDepth {
		p.emit(fmt.Sprintf("... (max_group_depth is %d)\n", maxGroupDepth), 0)
		return
	}
	p.group(s)
}

func (p *printer) group(s *summary) {
	top := p.depth == 0
	margin := byte(0)
	if top {
		p.depth++
		margin = '+'
	}
	if s.exc.Traceback != nil {
		p.emit(groupHeader, margin)
		p.emit(p.stack(s.exc.Traceback), 0)
	}
	p.emit(p.only(s.exc), 0)
	n := min(len(s.subs), maxGroupWidth+1)
	p.needClose = false
	for i := range n {
		if i == n-1 {
			p.needClose = true
		}
		p.sub(s, i)
		if i == n-1 && p.needClose {
			p.out.WriteString(p.indent() + "+------------------------------------\n")
			p.needClose = false
		}
		p.depth--
	}
	if top {
		p.depth = 0
	}
}

// sub prints the separator and sub-exception i; it leaves the depth raised.
func (p *printer) sub(s *summary, i int) {
	title, lead := fmt.Sprint(i+1), "  "
	if i >= maxGroupWidth {
		title = "..."
	}
	if i == 0 {
		lead = "+-"
	}
	p.out.WriteString(p.indent() + lead + "+---------------- " + title + " ----------------\n")
	p.depth++
	if i < maxGroupWidth {
		p.print(s.subs[i])
		return
	}
	remaining, plural := len(s.subs)-maxGroupWidth, ""
	if remaining > 1 {
		plural = "s"
	}
	p.emit(fmt.Sprintf("and %d more exception%s\n", remaining, plural), 0)
}

func (p *printer) indent() string { return strings.Repeat("  ", p.depth) }

// emit writes text with the indentation and margin of the group that it is in.
func (p *printer) emit(text string, margin byte) {
	if p.depth == 0 {
		p.out.WriteString(text)
		return
	}
	if margin == 0 {
		margin = '|'
	}
	prefix := p.indent() + string(margin) + " "
	for line := range strings.Lines(text) {
		p.out.WriteString(prefix)
		p.out.WriteString(line)
	}
}
