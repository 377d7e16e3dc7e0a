// This file implements scanner objects: what make_scanner makes.

package json

import (
	"unsafe"

	"adder/runtime/py"
)

// scanner holds the settings of a decoder.
type scanner struct {
	py.Header
	strict                                                     bool
	plainInt, plainFloat                                       bool // numbers become int and float
	objectHook, pairsHook, parseFloat, parseInt, parseConstant value
	// memo holds names of members, which recur in a document and in the next: a str that was seen before
	// costs no memory and has its hash.
	memo [memoSize]*py.Str
}

var scannerType = &py.Type{Name: "Scanner"}

var scanSignature = py.Signature{Text: "(string, idx)"}

func asScanner(v value) *scanner { return (*scanner)(v.Ptr()) }

func defineScanner() {
	member := func(name string, field func(s *scanner) value) py.Member {
		return py.Member{Name: name, Get: func(self value) value { return field(asScanner(self)) }, Doc: name}
	}
	hook := member("object_pairs_hook", func(s *scanner) value { return s.pairsHook })
	hook.Doc = ""
	py.Define(scannerType, &py.StaticType{
		Name: "_json.Scanner", Doc: "JSON scanner object",
		Slots: py.Slots{New: scannerNew, Call: scannerCall},
		Members: []py.Member{
			member("strict", func(s *scanner) value { return py.Bool(s.strict) }),
			member("object_hook", func(s *scanner) value { return s.objectHook }),
			hook,
			member("parse_float", func(s *scanner) value { return s.parseFloat }),
			member("parse_int", func(s *scanner) value { return s.parseInt }),
			member("parse_constant", func(s *scanner) value { return s.parseConstant }),
		},
	})
}

var makeSignature = py.Signature{Text: "(context)"}

func scannerNew(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("make_scanner", &makeSignature, args, kw)
	if exc != nil {
		return value{}, exc
	}
	s := &scanner{}
	s.SetType(typ)
	strict, exc := py.GetAttr(t, a[0], py.Intern("strict"))
	if exc != nil {
		return value{}, exc
	}
	if s.strict, exc = py.Truth(t, strict); exc != nil {
		return value{}, exc
	}
	for _, f := range []struct {
		name string
		to   *value
	}{
		{"object_hook", &s.objectHook}, {"object_pairs_hook", &s.pairsHook}, {"parse_float", &s.parseFloat},
		{"parse_int", &s.parseInt}, {"parse_constant", &s.parseConstant},
	} {
		if *f.to, exc = py.GetAttr(t, a[0], py.Intern(f.name)); exc != nil {
			return value{}, exc
		}
	}
	s.plainInt, s.plainFloat = s.parseInt == py.IntType.V(), s.parseFloat == py.FloatType.V()
	return py.FromPtr(unsafe.Pointer(s)), nil
}

// scannerCall is scan_once(string, idx): the value there and the position behind it.
func scannerCall(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("scan_once", &scanSignature, args, kw)
	if exc != nil {
		return value{}, exc
	}
	idx, exc := index(t, a[1])
	if exc != nil {
		return value{}, exc
	}
	if !a[0].IsStr() {
		return value{}, notString(a[0])
	}
	if idx < 0 {
		return value{}, py.ValueErrorf("idx cannot be negative")
	}
	s := asScanner(self)
	v, end, exc := s.scanOnce(t, a[0], idx)
	if exc != nil {
		return value{}, exc
	}
	return py.NewTuple(v, py.Int(int64(end))).V(), nil
}

// number converts the text of a number.
func (s *scanner) number(t *thread, text *py.Str, isFloat bool) (value, *excp) {
	switch {
	case isFloat && s.plainFloat:
		f, _ := py.ParseFloat(text.Raw())
		return py.Float(f), nil
	case isFloat:
		return py.Call1(t, s.parseFloat, text.V())
	case s.plainInt:
		return py.ParseInt(t, text.String(), 10, text.V())
	}
	return py.Call1(t, s.parseInt, text.V())
}
