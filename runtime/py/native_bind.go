// This file binds the arguments of natives that take keywords: it parses their signatures once
// and reports wrong calls in CPython's words (_PyArg_UnpackKeywords).

package py

import "strings"

// nativeParams is a parsed signature.
type nativeParams struct {
	names    []*Str
	required []bool
	posOnly  int // parameters before "/"
	maxPos   int // parameters that may be positional
	minPos   int // required ones among the positional
	// least is the number of positional arguments from which on, up to maxPos, they need no binding; more
	// than maxPos where a parameter that takes only keywords is required.
	least int
}

func (m *Method) signature() *nativeParams {
	if m.params == nil {
		m.params = parseSignature(m.Sig)
	}
	return m.params
}

func parseSignature(sig string) *nativeParams {
	p := &nativeParams{}
	kwOnly := false
	sig = strings.TrimSuffix(strings.TrimPrefix(sig, "("), ")")
	if strings.Contains(sig, "[, ") {
		sig = expandBrackets(sig)
	}
	for _, part := range splitParams(sig) {
		switch {
		case part == "/":
			p.posOnly = len(p.names)
		case part == "*":
			kwOnly = true
		case strings.HasPrefix(part, "$"):
		default:
			name, _, optional := strings.Cut(part, "=")
			p.names = append(p.names, Intern(strings.TrimSpace(name)))
			p.required = append(p.required, !optional)
			if !kwOnly {
				p.maxPos++
				if !optional {
					p.minPos = p.maxPos
				}
			} else if !optional {
				p.least = 1 << 30
			}
		}
	}
	p.least = max(p.least, p.minPos)
	return p
}

// expandBrackets turns the notation of optional parameters without defaults, "sub[, start[, end]]",
// into that with defaults.
func expandBrackets(sig string) string {
	first, rest, _ := strings.Cut(sig, "[, ")
	optional, after, _ := strings.Cut(rest, "]")
	for _, name := range strings.Split(optional, "[, ") {
		first += ", " + name + "=?"
	}
	return first + strings.TrimLeft(after, "]")
}

// splitParams splits at the commas outside brackets and quotes.
func splitParams(s string) []string {
	var parts []string
	depth, start := 0, 0
	quote := byte(0)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[' || c == '{':
			depth++
		case c == ')' || c == ']' || c == '}':
			depth--
		case c == ',' && depth == 0:
			parts = append(parts, strings.TrimSpace(s[start:i]))
			start = i + 1
		}
	}
	if last := strings.TrimSpace(s[start:]); last != "" {
		parts = append(parts, last)
	}
	return parts
}

// callBound calls FN with bound parameters.
func (m *Method) callBound(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	p := m.signature()
	bound := t.PushArgs(len(p.names))
	var exc *Exc
	if n := len(args); len(kw) == 0 && n >= p.least && n <= p.maxPos {
		copy(bound, args)
	} else {
		exc = p.bind(m.Name, bound, args, kw)
	}
	var v Value
	if exc == nil {
		v, exc = m.FN(t, self, bound)
	}
	t.PopArgs(bound)
	return v, exc
}

// Call1 calls a native of any kind with one positional argument; ok is false, and nothing was called, if
// that takes binding.
func (m *Method) Call1(t *Thread, self, a Value) (v Value, ok bool, exc *Exc) {
	if m.F1 != nil {
		v, exc = m.F1(t, self, a)
		return v, true, exc
	}
	if m.FN == nil {
		return Value{}, false, nil
	}
	p := m.signature()
	if 1 < p.least || 1 > p.maxPos {
		return Value{}, false, nil
	}
	bound := t.PushArgs(len(p.names))
	bound[0] = a
	v, exc = m.FN(t, self, bound)
	t.PopArgs(bound)
	return v, true, exc
}

// Call0 is Call1 without arguments.
func (m *Method) Call0(t *Thread, self Value) (v Value, ok bool, exc *Exc) {
	if m.F0 != nil {
		v, exc = m.F0(t, self)
		return v, true, exc
	}
	if m.FN == nil {
		return Value{}, false, nil
	}
	p := m.signature()
	if p.least > 0 {
		return Value{}, false, nil
	}
	bound := t.PushArgs(len(p.names))
	v, exc = m.FN(t, self, bound)
	t.PopArgs(bound)
	return v, true, exc
}

// Call2 is Call1 with two arguments.
func (m *Method) Call2(t *Thread, self, a, b Value) (v Value, ok bool, exc *Exc) {
	if m.F2 != nil {
		v, exc = m.F2(t, self, a, b)
		return v, true, exc
	}
	if m.FN == nil {
		return Value{}, false, nil
	}
	p := m.signature()
	if 2 < p.least || 2 > p.maxPos {
		return Value{}, false, nil
	}
	bound := t.PushArgs(len(p.names))
	bound[0], bound[1] = a, b
	v, exc = m.FN(t, self, bound)
	t.PopArgs(bound)
	return v, true, exc
}

// BindArgs binds the arguments of a constructor or of any native with a signature: the slice
// has one entry a parameter, unbound where it was not given.
func BindArgs(name string, sig *Signature, args []Value, kw []*Str) ([]Value, *Exc) {
	p := sig.params()
	out := make([]Value, len(p.names))
	return out, p.bind(name, out, args, kw)
}

// BindInto is BindArgs for a caller that has room for the parameters.
func BindInto(name string, sig *Signature, out, args []Value, kw []*Str) *Exc {
	return sig.params().bind(name, out, args, kw)
}

// Signature is a signature in the notation of Method.Sig, for BindArgs.
type Signature struct {
	Text   string
	parsed *nativeParams
}

func (s *Signature) params() *nativeParams {
	if s.parsed == nil {
		s.parsed = parseSignature(s.Text)
	}
	return s.parsed
}

func (p *nativeParams) bind(name string, out, args []Value, kw []*Str) *Exc {
	nargs, n := len(args)-len(kw), len(p.names)
	if p.posOnly == n {
		if len(kw) > 0 {
			return TypeErrorf("%s() takes no keyword arguments", name)
		}
		if exc := positional(name, nargs, p.minPos, p.maxPos); exc != nil {
			return exc
		}
		copy(out, args)
		return nil
	}
	if exc := p.checkCounts(name, nargs, len(kw)); exc != nil {
		return exc
	}
	copy(out, args[:nargs])
	used := 0
	for i := nargs; i < n; i++ {
		if i >= p.posOnly {
			if k := findKeyword(kw, p.names[i]); k >= 0 {
				out[i] = args[nargs+k]
				used++
				continue
			}
		}
		if p.required[i] {
			return TypeErrorf("%s() missing required argument '%s' (pos %d)", name, p.names[i].String(), i+1)
		}
	}
	if used < len(kw) {
		return p.keywordError(name, nargs, kw)
	}
	return nil
}

// checkCounts reports too many or too few arguments, in the order in which CPython looks.
func (p *nativeParams) checkCounts(name string, nargs, nkw int) *Exc {
	n := len(p.names)
	if nargs+nkw > n {
		kind := ""
		if nargs == 0 {
			kind = "keyword "
		}
		return TypeErrorf("%s() takes at most %d %sargument%s (%d given)", name, n, kind, plural(n), nargs+nkw)
	}
	if nargs > p.maxPos {
		if p.maxPos == 0 {
			return TypeErrorf("%s() takes no positional arguments", name)
		}
		atMost := "exactly"
		if p.minPos < p.maxPos {
			atMost = "at most"
		}
		return TypeErrorf("%s() takes %s %d positional argument%s (%d given)", name, atMost, p.maxPos, plural(p.maxPos), nargs)
	}
	if least := min(p.minPos, p.posOnly); nargs < least {
		atLeast := "exactly"
		if least < p.maxPos {
			atLeast = "at least"
		}
		return TypeErrorf("%s() takes %s %d positional argument%s (%d given)", name, atLeast, least, plural(least), nargs)
	}
	return nil
}

// findKeyword returns the index of name among the keywords, -1 if it is not there.
func findKeyword(kw []*Str, name *Str) int {
	for i, k := range kw {
		if k == name {
			return i
		}
	}
	for i, k := range kw {
		if !k.interned() && k.equal(name) {
			return i
		}
	}
	return -1
}

func (p *nativeParams) keywordError(name string, nargs int, kw []*Str) *Exc {
	for _, k := range kw {
		known := -1
		for i, n := range p.names {
			if i >= p.posOnly && n.equal(k) {
				known = i
			}
		}
		if known < 0 {
			candidates := make([]string, 0, len(p.names))
			for _, n := range p.names[p.posOnly:] {
				candidates = append(candidates, n.String())
			}
			return UnexpectedKeyword(name, k.String(), candidates...)
		}
		if known < nargs {
			return TypeErrorf("argument for %s() given by name ('%s') and position (%d)", name, k.String(), known+1)
		}
	}
	return SystemErrorf("%s() cannot bind its keyword arguments", name)
}
