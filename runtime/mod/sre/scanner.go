// This file implements scanners, which return one match after the other.

package sre

import (
	"unsafe"

	"adder/runtime/py"
)

// scanner is the state of a scan between two matches.
type scanner struct {
	py.Header
	pat       *pattern
	search    search
	done      bool
	executing bool
}

var scannerType = &py.Type{Name: "SRE_Scanner"}

func asScanner(v value) *scanner { return (*scanner)(v.Ptr()) }

// scannerSearchMethod is the method that finditer calls.
var scannerSearchMethod = py.Method{Name: "search", Sig: "()", F0: scannerSearch}

func defineScanner() {
	py.Define(scannerType, &py.StaticType{
		Name: "_sre.SRE_Scanner", Flags: py.DisallowNew,
		Methods: []py.Method{
			{Name: "match", Sig: "()", F0: scannerMatch},
			{Name: "search", Sig: "()", F0: scannerSearch},
		},
		Members: []py.Member{{Name: "pattern", Get: func(self value) value { return asScanner(self).pat.V() }}},
	})
}

func patternScanner(t *thread, self value, args []value) (value, *excp) {
	sc := &scanner{pat: asPattern(self)}
	sc.SetType(scannerType)
	if exc := sc.search.region(t, self, args); exc != nil {
		return value{}, exc
	}
	// The buffer of a mutable text is held until the end, the engine during a match only.
	sc.search.detach()
	return py.FromPtr(unsafe.Pointer(sc)), nil
}

func patternFinditer(t *thread, self value, args []value) (value, *excp) {
	sc, exc := patternScanner(t, self, args)
	if exc != nil {
		return value{}, exc
	}
	return py.NewCallableIter(py.NewBuiltin(&scannerSearchMethod, sc, value{}), py.None), nil
}

func scannerMatch(t *thread, self value) (value, *excp) {
	return asScanner(self).next(t, func(s *search) (bool, *excp) { return s.here(false) })
}

func scannerSearch(t *thread, self value) (value, *excp) {
	return asScanner(self).next(t, (*search).next)
}

// next returns the next match that find finds.
func (sc *scanner) next(t *thread, find func(s *search) (bool, *excp)) (value, *excp) {
	if sc.executing {
		return value{}, py.ValueErrorf("regular expression scanner already executing")
	}
	if sc.done {
		return py.None, nil
	}
	s := &sc.search
	s.attach(t)
	sc.executing = true
	found, exc := find(s)
	sc.executing = false
	v := py.None
	if found {
		v = s.result().V()
		s.advance()
	}
	s.detach()
	if !found && exc == nil {
		sc.done = true
		s.close(t)
	}
	return v, exc
}
