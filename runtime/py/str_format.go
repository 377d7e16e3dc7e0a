// This file implements str.format and str.format_map.

package py

// formatter is the state of one str.format.
type formatter struct {
	t      *Thread
	args   []Value
	lookup func(name *Str) (Value, *Exc)
	auto   int // next automatic number
	mode   int // 0 undecided, 1 automatic, 2 manual numbering
}

func strFormat(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	npos := len(args) - len(kw)
	f := &formatter{t: t, args: args[:npos], lookup: func(name *Str) (Value, *Exc) {
		for i, k := range kw {
			if k.equal(name) {
				return args[npos+i], nil
			}
		}
		return Value{}, KeyErrorOf(name.V())
	}}
	s, exc := f.expand(AsStr(self).runes(), 2)
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

func strFormatMap(t *Thread, self, mapping Value) (Value, *Exc) {
	f := &formatter{t: t, lookup: func(name *Str) (Value, *Exc) { return GetItem(t, mapping, name.V()) }}
	s, exc := f.expand(AsStr(self).runes(), 2)
	if exc != nil {
		return Value{}, exc
	}
	return s.V(), nil
}

// expand replaces the fields in src; depth limits fields in format specifications.
func (f *formatter) expand(src []rune, depth int) (*Str, *Exc) {
	if depth < 0 {
		return nil, ValueErrorf("Max string recursion exceeded")
	}
	var out []*Str
	for i := 0; i < len(src); {
		start := i
		for i < len(src) && src[i] != '{' && src[i] != '}' {
			i++
		}
		if i > start {
			out = append(out, fromRunes(src[start:i]))
		}
		if i == len(src) {
			break
		}
		c := src[i]
		if i+1 < len(src) && src[i+1] == c {
			out = append(out, newASCII(string(c)))
			i += 2
			continue
		}
		if c == '}' {
			return nil, ValueErrorf("Single '}' encountered in format string")
		}
		if i+1 == len(src) {
			return nil, ValueErrorf("Single '{' encountered in format string")
		}
		end := fieldEnd(src, i+1)
		if end < 0 {
			return nil, ValueErrorf("expected '}' before end of string")
		}
		s, exc := f.field(src[i+1:end], depth)
		if exc != nil {
			return nil, exc
		}
		out = append(out, s)
		i = end + 1
	}
	return concatStrs(out), nil
}

// fieldEnd finds the brace that closes a field begun before i.
func fieldEnd(src []rune, i int) int {
	depth, bracket, inSpec := 1, false, false
	for ; i < len(src); i++ {
		switch c := src[i]; {
		case bracket && !inSpec:
			bracket = c != ']'
		case c == '[' && !inSpec:
			bracket = true
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i
			}
		case c == ':' && depth == 1:
			inSpec = true
		}
	}
	return -1
}

// field formats one replacement field.
func (f *formatter) field(src []rune, depth int) (*Str, *Exc) {
	i, bracket := 0, false
	for i < len(src) && (bracket || src[i] != ':' && src[i] != '!') {
		switch src[i] {
		case '[':
			bracket = true
		case ']':
			bracket = false
		case '{':
			return nil, ValueErrorf("unexpected '{' in field name")
		}
		i++
	}
	v, exc := f.value(src[:i])
	if exc != nil {
		return nil, exc
	}
	if i < len(src) && src[i] == '!' {
		if v, i, exc = f.convert(v, src, i); exc != nil {
			return nil, exc
		}
	}
	spec := emptyStr
	if i < len(src) {
		if spec, exc = f.expand(src[i+1:], depth-1); exc != nil {
			return nil, exc
		}
	}
	r, exc := FormatValue(f.t, v, spec.V())
	if exc != nil {
		return nil, exc
	}
	return AsStr(r), nil
}

func (f *formatter) convert(v Value, src []rune, i int) (Value, int, *Exc) {
	if i+1 >= len(src) {
		return v, i, ValueErrorf("end of string while looking for conversion specifier")
	}
	how := src[i+1]
	if i += 2; i < len(src) && src[i] != ':' {
		return v, i, ValueErrorf("expected ':' after conversion specifier")
	}
	var s *Str
	var exc *Exc
	switch how {
	case 's':
		s, exc = StrOf(f.t, v)
	case 'r':
		s, exc = Repr(f.t, v)
	case 'a':
		s, exc = ASCII(f.t, v)
	default:
		return v, i, ValueErrorf("Unknown conversion specifier %s", fromRunes([]rune{how}).String())
	}
	if exc != nil {
		return v, i, exc
	}
	return s.V(), i, nil
}

// value evaluates a field name: first[.attr | [index]]…
func (f *formatter) value(src []rune) (Value, *Exc) {
	end := 0
	for end < len(src) && src[end] != '.' && src[end] != '[' {
		end++
	}
	v, exc := f.first(src[:end])
	for exc == nil && end < len(src) {
		c, start := src[end], end+1
		end = start
		if c == '.' {
			for end < len(src) && src[end] != '.' && src[end] != '[' {
				end++
			}
			if end == start {
				return Value{}, ValueErrorf("Empty attribute in format string")
			}
			v, exc = GetAttr(f.t, v, fromRunes(src[start:end]))
			continue
		}
		if c != '[' {
			return Value{}, ValueErrorf("Only '.' or '[' may follow ']' in format field specifier")
		}
		for end < len(src) && src[end] != ']' {
			end++
		}
		if end == len(src) {
			return Value{}, ValueErrorf("Missing ']' in format string")
		}
		if end == start {
			return Value{}, ValueErrorf("Empty attribute in format string")
		}
		key := fromRunes(src[start:end]).V()
		if n, ok := decimal(src[start:end]); ok {
			key = Int(int64(n))
		}
		end++
		v, exc = GetItem(f.t, v, key)
	}
	return v, exc
}

func decimal(src []rune) (n int, ok bool) {
	for _, c := range src {
		if c < '0' || c > '9' || n > 1<<50 {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, len(src) > 0
}

func (f *formatter) first(src []rune) (Value, *Exc) {
	n, number := decimal(src)
	if !number && len(src) > 0 {
		return f.lookup(fromRunes(src))
	}
	if number {
		if f.mode == 1 {
			return Value{}, ValueErrorf("cannot switch from automatic field numbering to manual field specification")
		}
		f.mode = 2
	} else {
		if f.mode == 2 {
			return Value{}, ValueErrorf("cannot switch from manual field specification to automatic field numbering")
		}
		f.mode = 1
		n = f.auto
		f.auto++
	}
	if f.args == nil {
		return Value{}, ValueErrorf("Format string contains positional fields")
	}
	if n >= len(f.args) {
		return Value{}, IndexErrorf("Replacement index %d out of range for positional args tuple", n)
	}
	return f.args[n], nil
}
