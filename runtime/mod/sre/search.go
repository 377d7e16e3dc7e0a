// This file runs searches of a pattern over a text, one match after the other.

package sre

import (
	engine "adder/runtime/internal/sre"
	"adder/runtime/py"
)

// search is a series of matches of a pattern in a text.
type search struct {
	text
	pat         *pattern
	m           engine.Matcher
	pos, end    int  // the part of the text that is searched
	start       int  // where the next match is looked for
	mustAdvance bool // the next match may not be empty at start
}

// begin starts a series over the part pos to end of a string. finish must follow unless it fails.
func (s *search) begin(t *thread, p *pattern, str value, pos, end int) *excp {
	s.pat = p
	if exc := s.open(t, p, str); exc != nil {
		return exc
	}
	s.pos = min(max(pos, 0), s.len)
	s.end = min(max(end, 0), s.len)
	s.start = s.pos
	s.attach(t)
	return nil
}

func (s *search) finish(t *thread) {
	s.detach()
	s.close(t)
}

// attach takes an engine, detach gives it back: a series may do without while it rests.
func (s *search) attach(t *thread) {
	s.m = s.pat.take(&s.text, s.end)
	s.m.SetPoll(poll, t)
}

func (s *search) detach() {
	s.pat.give(s.m)
	s.m = nil
}

// poll lets signals and other threads in during a long match.
func poll(arg any) any {
	t := arg.(*thread)
	if t.Breaker.Load() == 0 {
		return nil
	}
	if exc := py.SafePoint(t); exc != nil {
		return exc
	}
	return nil
}

// stopped is the exception that ended a match which failed, nil for none.
func (s *search) stopped() *excp {
	if stop := s.m.Stopped(); stop != nil {
		return stop.(*excp)
	}
	return nil
}

// next looks for the next match. A start behind the end finds nothing.
func (s *search) next() (found bool, exc *excp) {
	if s.start > s.end {
		return false, nil
	}
	if !s.m.Search(s.start, s.mustAdvance) {
		return false, s.stopped()
	}
	return true, nil
}

// here matches at start only.
func (s *search) here(full bool) (found bool, exc *excp) {
	if s.start > s.end {
		return false, nil
	}
	if !s.m.Match(s.start, full, s.mustAdvance) {
		return false, s.stopped()
	}
	return true, nil
}

// advance moves behind the latest match.
func (s *search) advance() {
	from, to := s.m.Span(0)
	s.mustAdvance = from == to
	s.start = to
}

// group returns the text of a group of the latest match, missing if it did not take part.
func (s *search) group(i int, missing value) value {
	from, to := s.m.Span(i)
	if from < 0 {
		return missing
	}
	return s.slice(from, to)
}

// result returns the latest match as a match object.
func (s *search) result() *match {
	m := &match{str: s.obj, pat: s.pat, pos: s.pos, end: s.end, last: s.m.LastIndex(), bytes: s.bytes}
	m.SetType(matchType)
	n := 2 * (s.pat.groups + 1)
	if n <= len(m.few) {
		m.marks = m.few[:n]
	} else {
		m.marks = make([]int, n)
	}
	for i := 0; i < n; i += 2 {
		m.marks[i], m.marks[i+1] = s.m.Span(i / 2)
	}
	return m
}
