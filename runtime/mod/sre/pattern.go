// This file implements pattern objects: their attributes, comparison and repr.

package sre

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"unsafe"

	engine "adder/runtime/internal/sre"
	"adder/runtime/py"
)

// pattern is a compiled pattern.
type pattern struct {
	py.Header
	source     value // None if only the code is known
	kind       textKind
	flags      int
	groups     int
	groupIndex *py.Dict
	indexGroup *py.Tuple
	code       []uint32
	prog       *engine.Program
	idle       engines
}

var patternType = &py.Type{Name: "Pattern"}

func asPattern(v value) *pattern { return (*pattern)(v.Ptr()) }

func definePattern() {
	region := "(string, pos=0, endpos=sys.maxsize)"
	py.Define(patternType, &py.StaticType{
		Name: "re.Pattern", Doc: "Compiled regular expression object.", Flags: py.DisallowNew, Weakref: true,
		Slots: py.Slots{Repr: patternRepr, Hash: patternHash, Compare: patternCompare},
		Methods: []py.Method{
			{Name: "match", Sig: region, FN: patternMatch, Doc: "Matches zero or more characters at the beginning of the string."},
			{Name: "fullmatch", Sig: region, FN: patternFullmatch, Doc: "Matches against all of the string."},
			{Name: "search", Sig: region, FN: patternSearch, Doc: "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches."},
			{Name: "sub", Sig: "(repl, string, count=0)", FN: patternSub, Doc: "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl."},
			{Name: "subn", Sig: "(repl, string, count=0)", FN: patternSubn, Doc: "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl."},
			{Name: "findall", Sig: region, FN: patternFindall, Doc: "Return a list of all non-overlapping matches of pattern in string."},
			{Name: "split", Sig: "(string, maxsplit=0)", FN: patternSplit, Doc: "Split string by the occurrences of pattern."},
			{Name: "finditer", Sig: region, FN: patternFinditer, Doc: "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object."},
			{Name: "scanner", Sig: region, FN: patternScanner},
			{Name: "__copy__", Sig: "()", F0: returnSelf},
			{Name: "__deepcopy__", Sig: "(memo, /)", F1: func(t *thread, self, memo value) (value, *excp) { return self, nil }},
			{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: classGetItem, Doc: "Patterns are generic over the type of string they handle (str or bytes)"},
		},
		Members: []py.Member{
			{Name: "pattern", Get: func(self value) value { return asPattern(self).source }, Doc: "The pattern string from which the RE object was compiled."},
			{Name: "flags", Get: func(self value) value { return py.Int(int64(asPattern(self).flags)) }, Doc: "The regex matching flags."},
			{Name: "groups", Get: func(self value) value { return py.Int(int64(asPattern(self).groups)) }, Doc: "The number of capturing groups in the pattern."},
		},
		GetSet: []py.GetSet{{Name: "groupindex", Get: patternGroupIndex, Doc: "A dictionary mapping group names to group numbers."}},
	})
}

func returnSelf(t *thread, self value) (value, *excp) { return self, nil }

func classGetItem(t *thread, cls, item value) (value, *excp) {
	return py.NewGenericAlias(cls, item), nil
}

func patternGroupIndex(t *thread, self value) (value, *excp) {
	d := asPattern(self).groupIndex
	if d.Len() == 0 {
		return py.NewDict().V(), nil
	}
	return py.NewMappingProxy(d.V()), nil
}

// flagNames are the names of the flags in the order of the repr.
var flagNames = [...]struct {
	bit  int
	name string
}{
	{2, "re.IGNORECASE"}, {4, "re.LOCALE"}, {8, "re.MULTILINE"}, {16, "re.DOTALL"},
	{flagUnicode, "re.UNICODE"}, {64, "re.VERBOSE"}, {128, "re.DEBUG"}, {flagASCII, "re.ASCII"},
}

const (
	flagLocale  = 4
	flagUnicode = 32
	flagASCII   = 256
)

// maxSourceRepr is how much of the pattern's source the repr shows.
const maxSourceRepr = 200

func patternRepr(t *thread, self value) (value, *excp) {
	p := asPattern(self)
	source, exc := py.Repr(t, p.source)
	if exc != nil {
		return value{}, exc
	}
	flags := p.flags
	if p.kind == strText && flags&(flagLocale|flagUnicode|flagASCII) == flagUnicode {
		flags &^= flagUnicode
	}
	var names []string
	for _, f := range flagNames {
		if flags&f.bit != 0 {
			names = append(names, f.name)
			flags &^= f.bit
		}
	}
	if flags != 0 {
		names = append(names, fmt.Sprintf("0x%x", uint32(flags)))
	}
	out := "re.compile(" + source.Slice(0, min(source.Len(), maxSourceRepr)).String()
	if len(names) > 0 {
		out += ", " + strings.Join(names, "|")
	}
	return py.StrV(out + ")"), nil
}

func patternHash(t *thread, self value) (int64, *excp) {
	p := asPattern(self)
	h, exc := py.Hash(t, p.source)
	if exc != nil {
		return 0, exc
	}
	for _, w := range p.code {
		h = h*1000003 ^ int64(w)
	}
	h ^= int64(p.flags) ^ int64(p.kind)<<32 ^ int64(p.groups)
	if h == -1 {
		h = -2
	}
	return h, nil
}

func patternCompare(t *thread, a, b value, op py.CmpOp) (value, *excp) {
	if op != py.EQ && op != py.NE || a.Type() != b.Type() {
		return py.NotImplemented, nil
	}
	x, y := asPattern(a), asPattern(b)
	same := x == y || x.flags == y.flags && x.kind == y.kind && x.groups == y.groups && slices.Equal(x.code, y.code)
	if same && x != y {
		// Ranges of characters look alike in the code of str and bytes patterns.
		var exc *excp
		if same, exc = py.Equal(t, x.source, y.source); exc != nil {
			return value{}, exc
		}
	}
	return py.Bool(same == (op == py.EQ)), nil
}

// region reads the arguments string, pos and endpos and begins a search.
func (s *search) region(t *thread, self value, args []value) *excp {
	pos, exc := ssize(t, args[1], 0)
	if exc != nil {
		return exc
	}
	end, exc := ssize(t, args[2], math.MaxInt)
	if exc != nil {
		return exc
	}
	return s.begin(t, asPattern(self), args[0], pos, end)
}

// matchOrNone is the result of one match.
func (s *search) matchOrNone(t *thread, found bool, exc *excp) (value, *excp) {
	v := py.None
	if found {
		v = s.result().V()
	}
	s.finish(t)
	return v, exc
}

func patternMatch(t *thread, self value, args []value) (value, *excp) {
	var s search
	if exc := s.region(t, self, args); exc != nil {
		return value{}, exc
	}
	found, exc := s.here(false)
	return s.matchOrNone(t, found, exc)
}

func patternFullmatch(t *thread, self value, args []value) (value, *excp) {
	var s search
	if exc := s.region(t, self, args); exc != nil {
		return value{}, exc
	}
	found, exc := s.here(true)
	return s.matchOrNone(t, found, exc)
}

func patternSearch(t *thread, self value, args []value) (value, *excp) {
	var s search
	if exc := s.region(t, self, args); exc != nil {
		return value{}, exc
	}
	found, exc := s.next()
	return s.matchOrNone(t, found, exc)
}

// V returns the pattern as a value.
func (p *pattern) V() value { return py.FromPtr(unsafe.Pointer(p)) }
