// This file implements the functions about numbers and characters.

package builtins

import (
	"math"
	"strings"
	"unicode/utf8"

	"adder/runtime/py"
)

// inBase writes an integer with a prefix.
func inBase(t *thread, v value, base int, prefix string) (value, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return value{}, exc
	}
	text := py.ToBig(i).Text(base)
	if rest, negative := strings.CutPrefix(text, "-"); negative {
		return py.StrV("-" + prefix + rest), nil
	}
	return py.StrV(prefix + text), nil
}

func chr(t *thread, self, v value) (value, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return value{}, exc
	}
	if !i.IsInt() || i.Int64() < 0 || i.Int64() > utf8.MaxRune {
		return value{}, py.ValueErrorf("chr() arg not in range(0x110000)")
	}
	c := rune(i.Int64())
	if c >= 0xd800 && c < 0xe000 { // WTF-8 of a surrogate
		return py.StrV(string([]byte{0xe0 | byte(c>>12), 0x80 | byte(c>>6&63), 0x80 | byte(c&63)})), nil
	}
	return py.StrV(string(c)), nil
}

func pow(t *thread, self value, args []value) (value, *excp) {
	if args[2].IsUnbound() || args[2].IsNone() {
		return py.Binary(t, args[0], args[1], py.OpPow)
	}
	for _, v := range args {
		fn := v.Type().Slots.Pow
		if fn == nil {
			continue
		}
		r, exc := fn(t, args[0], args[1], args[2])
		if exc != nil || r != py.NotImplemented {
			return r, exc
		}
	}
	return value{}, py.TypeErrorf("unsupported operand type(s) for ** or pow(): '%s', '%s', '%s'",
		py.TypeName(args[0]), py.TypeName(args[1]), py.TypeName(args[2]))
}

func round(t *thread, self value, args []value) (value, *excp) {
	name := py.Intern("__round__")
	var v value
	var ok bool
	var exc *excp
	if args[1].IsUnbound() || args[1].IsNone() {
		v, ok, exc = py.CallSpecial(t, args[0], name)
	} else {
		v, ok, exc = py.CallSpecial(t, args[0], name, args[1])
	}
	if !ok && exc == nil {
		return value{}, py.TypeErrorf("type %s doesn't define __round__ method", py.TypeName(args[0]))
	}
	return v, exc
}

func sum1(t *thread, self, iterable value) (value, *excp) {
	args := t.PushArgs(2)
	args[0] = iterable
	v, exc := sum(t, self, args)
	t.PopArgs(args)
	return v, exc
}

// sum adds ints and floats unboxed as long as there is nothing else; floats with Neumaier's
// compensation, as CPython has done since 3.12.
func sum(t *thread, self value, args []value) (value, *excp) {
	total := args[1]
	switch {
	case total.IsUnbound():
		total = py.Int(0)
	case total.IsStr():
		return value{}, py.TypeErrorf("sum() can't sum strings [use ''.join(seq) instead]")
	case total.Type().Flags&py.BytesSubclass != 0:
		return value{}, py.TypeErrorf("sum() can't sum bytes [use b''.join(seq) instead]")
	case total.Type().IsSubtype(py.ByteArrayType):
		return value{}, py.TypeErrorf("sum() can't sum bytearray [use b''.join(seq) instead]")
	}
	it, exc := py.Iter(t, args[0])
	if exc != nil {
		return value{}, exc
	}
	s := summer{t: t, it: it, total: total}
	return s.run()
}

// summer is the state of sum().
type summer struct {
	t         *thread
	it, total value
	sum, comp float64
}

func (s *summer) run() (value, *excp) {
	next := s.it.Type().Slots.Next
	for {
		v, exc := next(s.t, s.it)
		if exc != nil {
			return value{}, exc
		}
		if v.IsUnbound() {
			return s.total, nil
		}
		switch {
		case s.total.IsInt() && v.IsInt():
			a, b := s.total.Int64(), v.Int64()
			if r := a + b; (a^r)&(b^r) >= 0 {
				s.total = py.Int(r)
				continue
			}
		case s.total.IsFloat() && (v.IsFloat() || v.IsInt()):
			done, exc := s.floats(v)
			if done || exc != nil {
				return s.total, exc
			}
			continue
		}
		if s.total, exc = py.Binary(s.t, s.total, v, py.OpAdd); exc != nil {
			return value{}, exc
		}
	}
}

// floats adds v and what follows to a float total; done tells that the iterator is exhausted.
func (s *summer) floats(v value) (done bool, exc *excp) {
	s.sum, s.comp = s.total.Float64(), 0
	next := s.it.Type().Slots.Next
	for v.Bound() {
		switch {
		case v.IsFloat():
			s.add(v.Float64())
		case v.IsInt():
			s.add(float64(v.Int64()))
		default:
			s.flush()
			s.total, exc = py.Binary(s.t, s.total, v, py.OpAdd)
			return false, exc
		}
		if v, exc = next(s.t, s.it); exc != nil {
			return false, exc
		}
	}
	s.flush()
	return true, nil
}

func (s *summer) add(x float64) {
	r := s.sum + x
	if math.Abs(s.sum) >= math.Abs(x) {
		s.comp += (s.sum - r) + x
	} else {
		s.comp += (x - r) + s.sum
	}
	s.sum = r
}

func (s *summer) flush() {
	if s.comp != 0 && !math.IsInf(s.comp, 0) && !math.IsNaN(s.comp) {
		s.sum += s.comp
	}
	s.total = py.Float(s.sum)
}

func format(t *thread, self value, args []value) (value, *excp) {
	if args[1].Bound() && !args[1].IsStr() {
		return value{}, py.TypeErrorf("format() argument 2 must be str, not %s", py.TypeName(args[1]))
	}
	return py.FormatValue(t, args[0], args[1])
}
