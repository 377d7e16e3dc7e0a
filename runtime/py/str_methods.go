// This file defines the methods of str.

package py

import (
	"strings"
	"unicode/utf8"
	"unsafe"

	"adder/runtime/internal/unitype"
)

func strMethods() []Method {
	find := func(name string, last, raise bool) Method {
		return Method{Name: name, Sig: "(sub, start=None, end=None, /)", FN: func(t *Thread, self Value, a []Value) (Value, *Exc) {
			return strFind(t, name, self, a, last, raise)
		}}
	}
	just := func(name string, left func(pad int) int) Method {
		return Method{Name: name, Sig: "(width, fillchar=' ', /)", FN: func(t *Thread, self Value, a []Value) (Value, *Exc) {
			return strJustify(t, self, a, left)
		}}
	}
	strip := func(name string, left, right bool) Method {
		return Method{Name: name, Sig: "(chars=None, /)", FN: func(t *Thread, self Value, a []Value) (Value, *Exc) {
			return strStrip(name, self, a[0], left, right)
		}}
	}
	affix := func(name string, suffix bool) Method {
		return Method{Name: name, Sig: "(prefix, start=None, end=None, /)", FN: func(t *Thread, self Value, a []Value) (Value, *Exc) {
			return strAffix(t, name, self, a, suffix)
		}}
	}
	methods := append(strCaseMethods(), strClassMethods()...)
	return append(methods, []Method{
		find("find", false, false), find("rfind", true, false), find("index", false, true), find("rindex", true, true),
		{Name: "count", Sig: "(sub, start=None, end=None, /)", FN: strCount},
		{Name: "replace", Sig: "(old, new, /, count=-1)", FN: strReplace},
		{Name: "split", Sig: "(sep=None, maxsplit=-1)", FN: strSplit},
		{Name: "rsplit", Sig: "(sep=None, maxsplit=-1)", FN: strRsplit},
		{Name: "splitlines", Sig: "(keepends=False)", FN: strSplitlines},
		{Name: "join", Consumes: true, Sig: "(iterable, /)", F1: strJoin},
		{Name: "partition", Sig: "(sep, /)", F1: func(t *Thread, self, sep Value) (Value, *Exc) { return strPartition(self, sep, false) }},
		{Name: "rpartition", Sig: "(sep, /)", F1: func(t *Thread, self, sep Value) (Value, *Exc) { return strPartition(self, sep, true) }},
		strip("strip", true, true), strip("lstrip", true, false), strip("rstrip", false, true),
		affix("startswith", false), affix("endswith", true),
		{Name: "removeprefix", Sig: "(prefix, /)", F1: func(t *Thread, self, p Value) (Value, *Exc) { return strRemove(t, "removeprefix", self, p, false) }},
		{Name: "removesuffix", Sig: "(suffix, /)", F1: func(t *Thread, self, p Value) (Value, *Exc) { return strRemove(t, "removesuffix", self, p, true) }},
		just("ljust", func(int) int { return 0 }), just("rjust", func(n int) int { return n }),
		{Name: "center", Sig: "(width, fillchar=' ', /)", FN: strCenter},
		{Name: "zfill", Sig: "(width, /)", F1: strZfill},
		{Name: "expandtabs", Sig: "(tabsize=8)", FN: strExpandtabs},
		{Name: "translate", Sig: "(table, /)", F1: strTranslate},
		{Name: "maketrans", Sig: "(x, y=<unrepresentable>, z=<unrepresentable>, /)", Static: true, FN: strMaketrans},
		{Name: "encode", Sig: "(encoding='utf-8', errors='strict')", FN: func(t *Thread, self Value, a []Value) (Value, *Exc) {
			return EncodeStr(t, "encode", AsStr(self), a[0], a[1])
		}},
		{Name: "format", FK: strFormat, Doc: "Return a formatted version of the string, using substitutions from args and kwargs.\n\nThe substitutions are identified by braces ('{' and '}')."},
		{Name: "format_map", Sig: "(mapping, /)", F1: strFormatMap},
		{Name: "__format__", Sig: "(format_spec, /)", F1: func(t *Thread, self, spec Value) (Value, *Exc) { return formatStr(t, self, spec) }},
		{Name: "__getnewargs__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			s := *AsStr(self)
			s.Header, s.meta = Header{StrType}, s.meta&^(strInterned|strTailed)
			return NewTuple(s.V()).V(), nil
		}},
		{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return Int(AsStr(self).sizeof()), nil }},
	}...)
}

// strArg checks that an argument is a str.
func strArg(fn string, v Value, what string) (*Str, *Exc) {
	if !v.IsStr() {
		return nil, TypeErrorf("%s() argument %smust be str, not %s", fn, what, TypeName(v))
	}
	return AsStr(v), nil
}

// strRange reads start and end arguments.
func strRange(t *Thread, a []Value, n int) (start, end int, exc *Exc) {
	end = n
	for i, p := range []*int{&start, &end} {
		if i < len(a) && a[i].Bound() && !a[i].IsNone() {
			if a[i].Type().Slots.Index == nil {
				return 0, 0, TypeErrorf("slice indices must be integers or None or have an __index__ method")
			}
			if *p, exc = IndexInt(t, a[i], nil); exc != nil {
				return 0, 0, exc
			}
			if *p < 0 {
				*p = max(*p+n, 0)
			}
		}
	}
	return start, min(end, n), nil
}

func strFind(t *Thread, name string, self Value, a []Value, last, raise bool) (Value, *Exc) {
	sub, exc := strArg(name, a[0], "1 ")
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	start, end, exc := strRange(t, a[1:], s.Len())
	if exc != nil {
		return Value{}, exc
	}
	i := -1
	if start <= end {
		if last {
			i = s.rfind(sub, start, end)
		} else {
			i = s.find(sub, start, end)
		}
	}
	if i < 0 && raise {
		return Value{}, ValueErrorf("substring not found")
	}
	return Int(int64(i)), nil
}

func strCount(t *Thread, self Value, a []Value) (Value, *Exc) {
	sub, exc := strArg("count", a[0], "1 ")
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	start, end, exc := strRange(t, a[1:], s.Len())
	if exc != nil {
		return Value{}, exc
	}
	if start > end {
		return Int(0), nil
	}
	if sub.Len() == 0 {
		return Int(int64(end - start + 1)), nil
	}
	if (s.meta|sub.meta)&strShift == 0 {
		return Int(int64(strings.Count(s.data()[start:end], sub.data()))), nil
	}
	n := 0
	for i := s.find(sub, start, end); i >= 0; i = s.find(sub, i+sub.Len(), end) {
		n++
	}
	return Int(int64(n)), nil
}

// sizeof is what sys.getsizeof says of CPython's object: a header, which is larger if the text is
// not ASCII, and the characters with a zero behind them.
func (s *Str) sizeof() int64 {
	if s.ascii() {
		return int64(40 + len(s.data()) + 1)
	}
	return int64(56 + len(s.data()) + int(s.kind()))
}

func strPartition(self, sepArg Value, last bool) (Value, *Exc) {
	if !sepArg.IsStr() {
		return Value{}, TypeErrorf("must be str, not %s", TypeName(sepArg))
	}
	s, sep := AsStr(self), AsStr(sepArg)
	if sep.Len() == 0 {
		return Value{}, ValueErrorf("empty separator")
	}
	n := s.Len()
	var i int
	if last {
		i = s.rfind(sep, 0, n)
	} else {
		i = s.find(sep, 0, n)
	}
	switch {
	case i >= 0:
		return NewTuple(s.Slice(0, i).V(), sep.V(), s.Slice(i+sep.Len(), n).V()).V(), nil
	case last:
		return NewTuple(emptyStr.V(), emptyStr.V(), s.Slice(0, n).V()).V(), nil
	}
	return NewTuple(s.Slice(0, n).V(), emptyStr.V(), emptyStr.V()).V(), nil
}

func strStrip(name string, self, chars Value, left, right bool) (Value, *Exc) {
	in := unitype.IsSpace
	if chars.Bound() && !chars.IsNone() {
		if !chars.IsStr() {
			return Value{}, TypeErrorf("%s arg must be None or str", name)
		}
		set := AsStr(chars)
		in = func(c rune) bool {
			for i := range set.Len() {
				if set.At(i) == c {
					return true
				}
			}
			return false
		}
	}
	s := AsStr(self)
	i, j := 0, s.Len()
	if s.meta&strShift == 0 && (chars.IsUnbound() || chars.IsNone()) {
		data := s.data()
		for left && i < j && latin1Space[data[i]] {
			i++
		}
		for right && j > i && latin1Space[data[j-1]] {
			j--
		}
		left, right = false, false
	}
	for left && i < j && in(s.At(i)) {
		i++
	}
	for right && j > i && in(s.At(j-1)) {
		j--
	}
	if i == 0 && j == s.Len() {
		return strSelf(nil, self)
	}
	return s.Slice(i, j).V(), nil
}

func (s *Str) hasAt(sub *Str, start, end int, suffix bool) bool {
	n := sub.Len()
	if end-start < n {
		return false
	}
	if suffix {
		start = end - n
	}
	if (s.meta^sub.meta)&strShift == 0 {
		k := s.meta & strShift
		return s.data()[start<<k:(start+n)<<k] == sub.data()
	}
	for i := range n {
		if s.At(start+i) != sub.At(i) {
			return false
		}
	}
	return true
}

func strAffix(t *Thread, name string, self Value, a []Value, suffix bool) (Value, *Exc) {
	s := AsStr(self)
	start, end, exc := strRange(t, a[1:], s.Len())
	if exc != nil {
		return Value{}, exc
	}
	if a[0].IsTuple() {
		for _, item := range AsTuple(a[0]).Items {
			if !item.IsStr() {
				return Value{}, TypeErrorf("tuple for %s must only contain str, not %s", name, TypeName(item))
			}
			if s.hasAt(AsStr(item), start, end, suffix) {
				return True, nil
			}
		}
		return False, nil
	}
	if !a[0].IsStr() {
		return Value{}, TypeErrorf("%s first arg must be str or a tuple of str, not %s", name, TypeName(a[0]))
	}
	return Bool(s.hasAt(AsStr(a[0]), start, end, suffix)), nil
}

func strRemove(t *Thread, name string, self, p Value, suffix bool) (Value, *Exc) {
	sub, exc := strArg(name, p, "")
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	n := s.Len()
	switch {
	case !s.hasAt(sub, 0, n, suffix):
		return strSelf(t, self)
	case suffix:
		return s.Slice(0, n-sub.Len()).V(), nil
	}
	return s.Slice(sub.Len(), n).V(), nil
}

func padStr(s *Str, left, right int, fill rune) *Str {
	if left <= 0 && right <= 0 {
		v, _ := strSelf(nil, s.V())
		return AsStr(v)
	}
	if s.ascii() && fill < 0x80 {
		left, right = max(left, 0), max(right, 0)
		n := len(s.data())
		r, out := newStr(left+n+right, strASCII)
		for i := range left {
			out[i] = byte(fill)
		}
		copy(out[left:], s.data())
		for i := left + n; i < len(out); i++ {
			out[i] = byte(fill)
		}
		return single(r)
	}
	pad := func(n int) *Str { return fromRunes([]rune(strings.Repeat(string(fill), max(n, 0)))) }
	return concatStrs([]*Str{pad(left), s, pad(right)})
}

func fillArgs(t *Thread, a []Value) (width int, fill rune, exc *Exc) {
	if width, exc = IndexInt(t, a[0], OverflowError); exc != nil {
		return 0, 0, exc
	}
	fill = ' '
	if a[1].Bound() {
		if !a[1].IsStr() {
			return 0, 0, TypeErrorf("The fill character must be a unicode character, not %s", TypeName(a[1]))
		}
		if AsStr(a[1]).Len() != 1 {
			return 0, 0, TypeErrorf("The fill character must be exactly one character long")
		}
		fill = AsStr(a[1]).At(0)
	}
	return width, fill, nil
}

func strJustify(t *Thread, self Value, a []Value, left func(int) int) (Value, *Exc) {
	width, fill, exc := fillArgs(t, a)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	n := max(width-s.Len(), 0)
	return padStr(s, left(n), n-left(n), fill).V(), nil
}

func strCenter(t *Thread, self Value, a []Value) (Value, *Exc) {
	width, fill, exc := fillArgs(t, a)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	n := max(width-s.Len(), 0)
	left := n/2 + n&width&1
	return padStr(s, left, n-left, fill).V(), nil
}

func strZfill(t *Thread, self, widthArg Value) (Value, *Exc) {
	width, exc := IndexInt(t, widthArg, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	s := AsStr(self)
	n := width - s.Len()
	if n <= 0 {
		return strSelf(t, self)
	}
	if s.Len() > 0 && (s.At(0) == '+' || s.At(0) == '-') {
		return concatStrs([]*Str{s.Slice(0, 1), padStr(s.Slice(1, s.Len()), n, 0, '0')}).V(), nil
	}
	return padStr(s, n, 0, '0').V(), nil
}

func strExpandtabs(t *Thread, self Value, a []Value) (Value, *Exc) {
	size := 8
	if a[0].Bound() {
		var exc *Exc
		if size, exc = IndexInt(t, a[0], OverflowError); exc != nil {
			return Value{}, exc
		}
	}
	if AsStr(self).find(newASCII("\t"), 0, AsStr(self).Len()) < 0 {
		return strSelf(t, self)
	}
	col := 0
	return mapStr(AsStr(self), func(out []rune, i int, c rune) []rune {
		switch c {
		case '\t':
			if size > 0 {
				n := size - col%size
				col += n
				for range n {
					out = append(out, ' ')
				}
			}
			return out
		case '\n', '\r':
			col = 0
		default:
			col++
		}
		return append(out, c)
	}).V(), nil
}

func strTranslate(t *Thread, self, table Value) (Value, *Exc) {
	s := AsStr(self)
	if s.ascii() && table.Type() == DictType {
		if r := s.translateASCII(t, AsDict(table)); r != nil {
			return r.V(), nil
		}
	}
	out := make([]rune, 0, s.Len())
	for _, c := range s.runes() {
		v, exc := GetItem(t, table, Int(int64(c)))
		switch {
		case exc != nil && exc.Matches(LookupError):
			out = append(out, c)
		case exc != nil:
			return Value{}, exc
		case v.IsNone():
		case v.IsStr():
			out = append(out, AsStr(v).runes()...)
		case v.IsAnyInt():
			n, ok := ToInt64(v)
			if !ok || n < 0 || n > utf8.MaxRune {
				return Value{}, ValueErrorf("character mapping must be in range(0x110000)")
			}
			out = append(out, rune(n))
		default:
			return Value{}, TypeErrorf("character mapping must return integer, None or str")
		}
	}
	return fromRunes(out).V(), nil
}

// translateASCII is translate for an ASCII str as long as all that it looks up stays within
// ASCII; nil if it does not, or if something else is wrong.
func (s *Str) translateASCII(t *Thread, table *Dict) *Str {
	const unknown, deleted = 0xff, 0xfe
	var to [128]byte
	for i := range to {
		to[i] = unknown
	}
	data := s.data()
	out := make([]byte, 0, len(data))
	for i := range len(data) {
		c := data[i]
		if to[c] == unknown {
			v, exc := table.Get(t, Int(int64(c)))
			switch {
			case exc != nil:
				return nil
			case v.IsUnbound():
				to[c] = c
			case v.IsNone():
				to[c] = deleted
			case v.IsInt() && uint64(v.Int64()) < 128:
				to[c] = byte(v.Int64())
			case v.Type() == StrType && AsStr(v).ascii() && AsStr(v).Len() == 1:
				to[c] = AsStr(v).data()[0]
			default:
				return nil
			}
		}
		if to[c] != deleted {
			out = append(out, to[c])
		}
	}
	if len(out) < 2 || len(out) <= maxShort {
		return ASCIIStr(out)
	}
	return shareStr(unsafe.String(unsafe.SliceData(out), len(out)), strASCII)
}

func strMaketrans(t *Thread, self Value, a []Value) (Value, *Exc) {
	d := NewDict()
	if a[1].Bound() {
		x, exc := strArg("maketrans", a[0], "1 ")
		if !a[0].IsStr() {
			return Value{}, TypeErrorf("first maketrans argument must be a string if there is a second argument")
		}
		y, exc2 := strArg("maketrans", a[1], "2 ")
		if exc != nil || exc2 != nil {
			return Value{}, exc2
		}
		if x.Len() != y.Len() {
			return Value{}, ValueErrorf("the first two maketrans arguments must have equal length")
		}
		for i := range x.Len() {
			_ = d.Set(t, Int(int64(x.At(i))), Int(int64(y.At(i))))
		}
		if a[2].Bound() {
			z, exc := strArg("maketrans", a[2], "3 ")
			if exc != nil {
				return Value{}, exc
			}
			for _, c := range z.runes() {
				_ = d.Set(t, Int(int64(c)), None)
			}
		}
		return d.V(), nil
	}
	if !a[0].IsDict() {
		return Value{}, TypeErrorf("if you give only one argument to maketrans it must be a dict")
	}
	src := AsDict(a[0])
	for pos := 0; ; {
		k, v, ok := src.Next(&pos)
		if !ok {
			return d.V(), nil
		}
		switch {
		case k.IsStr():
			if AsStr(k).Len() != 1 {
				return Value{}, ValueErrorf("string keys in translatetable must be of length 1")
			}
			k = Int(int64(AsStr(k).At(0)))
		case !k.IsAnyInt():
			return Value{}, TypeErrorf("keys in translate table must be strings or integers")
		}
		if exc := d.Set(t, k, v); exc != nil {
			return Value{}, exc
		}
	}
}
