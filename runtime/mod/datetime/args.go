// This file takes arguments apart as PyArg_ParseTupleAndKeywords does, whose errors differ from those of
// functions with a signature, and converts them.

package datetime

import (
	"math"

	"adder/runtime/py"
)

// params are the parameters of a function.
type params struct {
	fn         string // "" where errors do not name it
	names      []string
	required   int
	positional int // how many may be given by position
}

func (p *params) who(otherwise string) string {
	if p.fn == "" {
		return otherwise
	}
	return p.fn + "()"
}

// bind calls convert for each argument in the order of the parameters.
func (p *params) bind(args []value, kw []*py.Str, convert func(i int, v value) *excp) *excp {
	given := len(args) - len(kw)
	if exc := p.count(given, len(kw)); exc != nil {
		return exc
	}
	left := len(kw)
	for i, name := range p.names {
		var v value
		if i < given {
			v = args[i]
		} else if k := keyword(kw, name); k >= 0 {
			v = args[given+k]
			left--
		}
		if v.IsUnbound() {
			if i < p.required {
				return py.TypeErrorf("%s missing required argument '%s' (pos %d)", p.who("function"), name, i+1)
			}
			continue
		}
		if exc := convert(i, v); exc != nil {
			return exc
		}
	}
	if left == 0 {
		return nil
	}
	for i, name := range p.names[:min(given, len(p.names))] {
		if keyword(kw, name) >= 0 {
			return py.TypeErrorf("argument for %s given by name ('%s') and position (%d)", p.who("function"), name, i+1)
		}
	}
	for _, k := range kw {
		if !p.has(k.String()) {
			return py.TypeErrorf("%s got an unexpected keyword argument '%s'", p.who("this function"), k.String())
		}
	}
	return nil
}

func (p *params) has(name string) bool {
	for _, n := range p.names {
		if n == name {
			return true
		}
	}
	return false
}

func keyword(kw []*py.Str, name string) int {
	for i, k := range kw {
		if k.String() == name {
			return i
		}
	}
	return -1
}

func (p *params) count(given, keywords int) *excp {
	n := len(p.names)
	switch {
	case given+keywords > n:
		kind := ""
		if given == 0 {
			kind = "keyword "
		}
		return py.TypeErrorf("%s takes at most %d %sargument%s (%d given)", p.who("function"), n, kind, plural(n), given+keywords)
	case given > p.positional:
		return py.TypeErrorf("%s takes at most %d positional arguments (%d given)", p.who("function"), p.positional, given)
	}
	return nil
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// exactly checks the arguments of a function that takes n by position, parsed by PyArg_ParseTuple; owner
// names it in the error about keywords.
func exactly(n int, owner, name string, args []value, kw []*py.Str) *excp {
	if len(kw) > 0 {
		return py.TypeErrorf("%s%s() takes no keyword arguments", owner, name)
	}
	if len(args) != n {
		return py.TypeErrorf("%s() takes exactly %d argument%s (%d given)", name, n, plural(n), len(args))
	}
	return nil
}

// cInt converts an argument of format "i".
func cInt(t *thread, v value) (int, *excp) {
	if !v.IsInt() {
		i, exc := py.IndexOf(t, v)
		if exc != nil {
			return 0, exc
		}
		n, ok := py.ToInt64(i)
		if !ok {
			return 0, py.OverflowErrorf("Python int too large to convert to C long")
		}
		v = py.Int(n)
	}
	switch n := v.Int64(); {
	case n > math.MaxInt32:
		return 0, py.OverflowErrorf("signed integer is greater than maximum")
	case n < math.MinInt32:
		return 0, py.OverflowErrorf("signed integer is less than minimum")
	default:
		return int(n), nil
	}
}

// asInt converts an argument as PyLong_AsInt does.
func asInt(t *thread, v value) (int, *excp) {
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := py.ToInt64(i)
	if !ok || n > math.MaxInt32 || n < math.MinInt32 {
		return 0, py.OverflowErrorf("Python int too large to convert to C int")
	}
	return int(n), nil
}

// kind is how errors about the type of an argument call it.
func kind(v value) string {
	if v.IsNone() {
		return "None"
	}
	return py.TypeName(v)
}

// text checks an argument that must be a str.
func text(fn string, n int, v value) (*py.Str, *excp) {
	if !v.IsStr() {
		return nil, py.TypeErrorf("%s() argument %d must be str, not %s", fn, n, kind(v))
	}
	return py.AsStr(v), nil
}

// utf8 checks an argument that C takes as a string without zeros.
func utf8(t *thread, fn string, n int, v value) (string, *excp) {
	s, exc := text(fn, n, v)
	if exc != nil {
		return "", exc
	}
	str, exc := encoded(t, s)
	if exc != nil {
		return "", exc
	}
	for i := range len(str) {
		if str[i] == 0 {
			return "", py.ValueErrorf("embedded null character")
		}
	}
	return str, nil
}

// encoded returns a text as UTF-8, which it must fit.
func encoded(t *thread, s *py.Str) (string, *excp) {
	if s.IsASCII() {
		return s.String(), nil
	}
	data, exc := py.UTF8.Encode(t, s, "strict")
	return string(data), exc
}
