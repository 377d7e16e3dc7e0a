// This file splits strs: split, rsplit, splitlines.

package py

import (
	"slices"
	"strings"

	"adder/runtime/internal/unitype"
)

// splitArgs reads sep and maxsplit; sep is nil for white space.
func splitArgs(t *Thread, a []Value) (sep *Str, limit int, exc *Exc) {
	limit = -1
	if a[1].Bound() {
		if limit, exc = IndexInt(t, a[1], OverflowError); exc != nil {
			return nil, 0, exc
		}
	}
	if a[0].IsUnbound() || a[0].IsNone() {
		return nil, limit, nil
	}
	if !a[0].IsStr() {
		return nil, 0, TypeErrorf("must be str or None, not %s", TypeName(a[0]))
	}
	if sep = AsStr(a[0]); sep.Len() == 0 {
		return nil, 0, ValueErrorf("empty separator")
	}
	return sep, limit, nil
}

func strSplit(t *Thread, self Value, a []Value) (Value, *Exc) {
	sep, limit, exc := splitArgs(t, a)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	if s.meta&strShift == 0 && (sep == nil || sep.meta&strShift == 0) {
		if sep != nil {
			return ListFrom(s.splitNarrow(sep.data(), limit)).V(), nil
		}
		return ListFrom(s.wordsNarrow(limit)).V(), nil
	}
	n := s.Len()
	var out []Value
	if sep != nil {
		start := 0
		for limit != 0 {
			i := s.find(sep, start, n)
			if i < 0 {
				break
			}
			out = append(out, s.Slice(start, i).V())
			start = i + sep.Len()
			limit--
		}
		return ListFrom(append(out, s.Slice(start, n).V())).V(), nil
	}
	for i := 0; ; {
		for i < n && unitype.IsSpace(s.At(i)) {
			i++
		}
		if i == n {
			return ListFrom(out).V(), nil
		}
		if limit == 0 {
			return ListFrom(append(out, s.Slice(i, n).V())).V(), nil
		}
		start := i
		for i < n && !unitype.IsSpace(s.At(i)) {
			i++
		}
		out = append(out, s.Slice(start, i).V())
		limit--
	}
}

// splitNarrow is split at a separator for a str of one byte a code point.
func (s *Str) splitNarrow(sep string, limit int) []Value {
	data := s.data()
	n := strings.Count(data, sep)
	if limit >= 0 && limit < n {
		n = limit
	}
	out := make([]Value, n+1)
	start := 0
	for k := range n {
		i := start + strings.Index(data[start:], sep)
		out[k] = s.narrow(start, i).V()
		start = i + len(sep)
	}
	out[n] = s.narrow(start, len(data)).V()
	return out
}

// wordsNarrow is split at white space for a str of one byte a code point.
func (s *Str) wordsNarrow(limit int) []Value {
	data := s.data()
	out := make([]Value, 0, min(len(data)/8+1, 16))
	for i := 0; ; limit-- {
		for i < len(data) && latin1Space[data[i]] {
			i++
		}
		switch {
		case i == len(data):
			return out
		case limit == 0:
			return append(out, s.narrow(i, len(data)).V())
		}
		start := i
		for i < len(data) && !latin1Space[data[i]] {
			i++
		}
		out = append(out, s.narrow(start, i).V())
	}
}

// narrow is Slice for a str of one byte a code point.
func (s *Str) narrow(i, j int) *Str {
	switch j - i {
	case 0:
		return emptyStr
	case 1:
		return &latin1Strs[s.data()[i]]
	}
	data := s.data()[i:j]
	if s.ascii() || isASCII(data) {
		return strPart(s, data, strASCII)
	}
	return strPart(s, data, 0)
}

// latin1Space tells which characters are white space.
var latin1Space = func() (space [256]bool) {
	for c := range space {
		space[c] = unitype.IsSpace(rune(c))
	}
	return space
}()

func strRsplit(t *Thread, self Value, a []Value) (Value, *Exc) {
	sep, limit, exc := splitArgs(t, a)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	var out []Value
	if sep == nil {
		out = s.rsplitSpace(limit)
	} else {
		end := s.Len()
		for ; limit != 0; limit-- {
			i := s.rfind(sep, 0, end)
			if i < 0 {
				break
			}
			out = append(out, s.Slice(i+sep.Len(), end).V())
			end = i
		}
		out = append(out, s.Slice(0, end).V())
	}
	slices.Reverse(out)
	return ListFrom(out).V(), nil
}

// rsplitSpace returns the words of s from the last to the first. The one that ends the limit
// keeps the white space before it.
func (s *Str) rsplitSpace(limit int) []Value {
	var out []Value
	for end := s.Len(); ; limit-- {
		for end > 0 && unitype.IsSpace(s.At(end-1)) {
			end--
		}
		if end == 0 {
			return out
		}
		if limit == 0 {
			return append(out, s.Slice(0, end).V())
		}
		start := end
		for start > 0 && !unitype.IsSpace(s.At(start-1)) {
			start--
		}
		out = append(out, s.Slice(start, end).V())
		end = start
	}
}

func strSplitlines(t *Thread, self Value, a []Value) (Value, *Exc) {
	keep, exc := truthOr(t, a[0], false)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	n := s.Len()
	var out []Value
	if s.ascii() {
		return ListFrom(s.linesASCII(keep)).V(), nil
	}
	for i := 0; i < n; {
		start := i
		for i < n && !unitype.IsLineBreak(s.At(i)) {
			i++
		}
		end := i
		if i < n {
			if s.At(i) == '\r' && i+1 < n && s.At(i+1) == '\n' {
				i++
			}
			i++
			if keep {
				end = i
			}
		}
		out = append(out, s.Slice(start, end).V())
	}
	return ListFrom(out).V(), nil
}

// linesASCII is splitlines for an ASCII str.
func (s *Str) linesASCII(keep bool) []Value {
	data := s.data()
	out := make([]Value, 0, strings.Count(data, "\n")+1)
	for i := 0; i < len(data); {
		start := i
		for i < len(data) && (data[i] > 0x1e || !unitype.IsLineBreak(rune(data[i]))) {
			i++
		}
		end := i
		if i < len(data) {
			if data[i] == '\r' && i+1 < len(data) && data[i+1] == '\n' {
				i++
			}
			i++
			if keep {
				end = i
			}
		}
		out = append(out, s.narrow(start, end).V())
	}
	return out
}
