// This file implements findall, split, sub and subn.

package sre

import (
	"math"
	"strings"

	"adder/runtime/py"
)

func patternFindall(t *thread, self value, args []value) (value, *excp) {
	var s search
	if exc := s.region(t, self, args); exc != nil {
		return value{}, exc
	}
	var items []value
	empty := s.slice(0, 0)
	groups := s.pat.groups
	for {
		found, exc := s.next()
		if exc != nil {
			s.finish(t)
			return value{}, exc
		}
		if !found {
			break
		}
		switch groups {
		case 0:
			items = append(items, s.group(0, empty))
		case 1:
			items = append(items, s.group(1, empty))
		default:
			tuple := py.AllocTuple(groups)
			for i := range groups {
				tuple.Items[i] = s.group(i+1, empty)
			}
			items = append(items, tuple.V())
		}
		s.advance()
	}
	s.finish(t)
	return py.ListFrom(items).V(), nil
}

func patternSplit(t *thread, self value, args []value) (value, *excp) {
	limit, exc := ssize(t, args[1], 0)
	if exc != nil {
		return value{}, exc
	}
	var s search
	if exc := s.begin(t, asPattern(self), args[0], 0, math.MaxInt); exc != nil {
		return value{}, exc
	}
	var items []value
	last := 0
	for n := 0; limit == 0 || n < limit; n++ {
		found, exc := s.next()
		if exc != nil {
			s.finish(t)
			return value{}, exc
		}
		if !found {
			break
		}
		from, to := s.m.Span(0)
		items = append(items, s.slice(last, from))
		for i := range s.pat.groups {
			items = append(items, s.group(i+1, py.None))
		}
		last = to
		s.advance()
	}
	items = append(items, s.slice(last, s.end))
	s.finish(t)
	return py.ListFrom(items).V(), nil
}

func patternSub(t *thread, self value, args []value) (value, *excp) {
	v, _, exc := substitute(t, self, args)
	return v, exc
}

func patternSubn(t *thread, self value, args []value) (value, *excp) {
	v, n, exc := substitute(t, self, args)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(v, py.Int(int64(n))).V(), nil
}

// replacement makes the text that a match is replaced by.
type replacement struct {
	fn       value // called with the match
	template *template
	literal  value
}

// newReplacement prepares the argument repl: a callable, or a template.
func newReplacement(t *thread, p *pattern, repl value) (r replacement, exc *excp) {
	if py.Callable(repl) {
		return replacement{fn: repl}, nil
	}
	plain := false
	if repl.IsStr() {
		plain = !strings.Contains(py.AsStr(repl).Raw(), `\`)
	} else if data, ok := py.BytesOf(repl); ok {
		plain = !strings.Contains(string(data), `\`)
	}
	if plain {
		return replacement{literal: repl}, nil
	}
	if r.template, exc = compileTemplate(t, p, repl); exc != nil {
		return r, exc
	}
	if len(r.template.items) == 0 {
		return replacement{literal: r.template.literal}, nil
	}
	return r, nil
}

// of returns the replacement of the latest match, unbound for none.
func (r *replacement) of(t *thread, s *search) (value, *excp) {
	switch {
	case r.literal.Bound():
		return r.literal, nil
	case r.template != nil:
		return r.template.expand(t, s)
	}
	v, exc := py.Call1(t, r.fn, s.result().V())
	if exc != nil || v.IsNone() {
		return value{}, exc
	}
	return v, nil
}

// substitute is the work of sub and subn.
func substitute(t *thread, self value, args []value) (out value, n int, exc *excp) {
	count, exc := ssize(t, args[2], 0)
	if exc != nil {
		return value{}, 0, exc
	}
	p := asPattern(self)
	r, exc := newReplacement(t, p, args[0])
	if exc != nil {
		return value{}, 0, exc
	}
	var s search
	if exc := s.begin(t, p, args[1], 0, math.MaxInt); exc != nil {
		return value{}, 0, exc
	}
	items, n, exc := s.replaceAll(t, &r, count)
	joiner := s.slice(0, 0)
	s.finish(t)
	if exc != nil {
		return value{}, 0, exc
	}
	out, exc = join(t, joiner, items)
	return out, n, exc
}

// replaceAll returns the pieces of the text after up to count replacements.
func (s *search) replaceAll(t *thread, r *replacement, count int) (items []value, n int, exc *excp) {
	last := 0
	for count == 0 || n < count {
		found, exc := s.next()
		if exc != nil {
			return nil, 0, exc
		}
		if !found {
			break
		}
		from, to := s.m.Span(0)
		s.advance()
		if last < from {
			items = append(items, s.slice(last, from))
		}
		item, exc := r.of(t, s)
		if exc != nil {
			return nil, 0, exc
		}
		if item.Bound() {
			items = append(items, item)
		}
		last = to
		n++
	}
	if last < s.end {
		items = append(items, s.slice(last, s.end))
	}
	return items, n, nil
}

var nameJoin = py.Intern("join")

// join joins pieces as joiner.join(items) does.
func join(t *thread, joiner value, items []value) (value, *excp) {
	if len(items) == 0 {
		return joiner, nil
	}
	if joiner.IsStr() {
		for i, v := range items {
			if !v.IsStr() {
				return value{}, py.TypeErrorf("sequence item %d: expected str instance, %s found", i, py.TypeName(v))
			}
		}
		if len(items) == 1 && items[0].Type() == py.StrType {
			return items[0], nil
		}
		return py.ConcatStrs(items), nil
	}
	return py.CallMethod(t, joiner, nameJoin, py.ListFrom(items).V())
}
