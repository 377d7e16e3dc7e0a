// This file translates line ends.

package io

import (
	"unsafe"

	"adder/runtime/py"
)

// newlineMode is what the newline argument of a text stream means.
type newlineMode struct {
	universal bool   // "\r" and "\r\n" end lines, too
	translate bool   // and are read as "\n"
	write     string // what "\n" is written as, "" for itself
	end       string // what ends a line when it is not universal
	seen      uint8  // bits: 1 "\r", 2 "\n", 4 "\r\n"
}

const (
	seenCR = 1 << iota
	seenLF
	seenCRLF
)

// parseNewline reads the argument; fn names the function in errors.
func parseNewline(v value, fn string) (m newlineMode, exc *excp) {
	if isNone(v) {
		return newlineMode{universal: true, translate: true, end: "\n"}, nil
	}
	if !v.IsStr() {
		return m, py.TypeErrorf("%s argument 'newline' must be str or None, not %s", fn, py.TypeName(v))
	}
	switch s := py.AsStr(v).String(); s {
	case "":
		return newlineMode{universal: true}, nil
	case "\n":
		return newlineMode{end: "\n"}, nil
	case "\r", "\r\n":
		return newlineMode{end: s, write: s}, nil
	}
	return m, py.ValueErrorf("illegal newline value: %s", py.ReprText(py.AsStr(v)))
}

// note records the line ends in text.
func (m *newlineMode) note(text []rune) {
	if m.seen == seenCR|seenLF|seenCRLF {
		return
	}
	for i, c := range text {
		switch {
		case c == '\n' && (i == 0 || text[i-1] != '\r'):
			m.seen |= seenLF
		case c == '\r' && i+1 < len(text) && text[i+1] == '\n':
			m.seen |= seenCRLF
		case c == '\r':
			m.seen |= seenCR
		}
	}
}

// translated returns text with all line ends as "\n".
func translated(text []rune) []rune {
	out := text[:0:0]
	for i, c := range text {
		if c == '\r' {
			if i+1 < len(text) && text[i+1] == '\n' {
				continue
			}
			c = '\n'
		}
		out = append(out, c)
	}
	return out
}

// forMemory is what a StringIO stores for text that is written to it.
func (m *newlineMode) forMemory(text *str) []rune {
	runes := text.Runes()
	switch {
	case m.translate:
		m.note(runes)
		return translated(runes)
	case m.write != "":
		return expanded(runes, m.write)
	}
	return runes
}

// expanded returns text with "\n" replaced by end.
func expanded(text []rune, end string) []rune {
	out := make([]rune, 0, len(text))
	for _, c := range text {
		if c == '\n' {
			out = append(out, []rune(end)...)
		} else {
			out = append(out, c)
		}
	}
	return out
}

// lineEnd returns the length of the first line of text with its end, -1 if it does not end. A
// "\r" at the end of the text counts as an end.
func (m *newlineMode) lineEnd(text []rune) int {
	for i, c := range text {
		switch {
		case m.universal && !m.translate && c == '\r':
			if i+1 < len(text) && text[i+1] == '\n' {
				return i + 2
			}
			return i + 1
		case c == '\n' && (m.universal || m.end == "\n"):
			return i + 1
		case c == '\r' && m.end == "\r":
			return i + 1
		case c == '\r' && m.end == "\r\n" && i+1 < len(text) && text[i+1] == '\n':
			return i + 2
		}
	}
	return -1
}

var seenNames = []string{"\r", "\n", "\r\n"}

// seenValue is the attribute newlines.
func (m *newlineMode) seenValue() value {
	var names []value
	for i, bit := range []uint8{seenCR, seenLF, seenCRLF} {
		if m.seen&bit != 0 {
			names = append(names, py.StrV(seenNames[i]))
		}
	}
	switch len(names) {
	case 0:
		return py.None
	case 1:
		return names[0]
	}
	return py.NewTuple(names...).V()
}

// newlineDecoder is an IncrementalNewlineDecoder.
type newlineDecoder struct {
	py.Header
	py.Ext
	decoder   value
	translate bool
	pending   bool // a "\r" was held back
	mode      newlineMode
}

var newlineType = &py.Type{Name: "IncrementalNewlineDecoder"}

func asNewline(v value) *newlineDecoder { return (*newlineDecoder)(v.Ptr()) }

var newlineSig = &py.Signature{Text: "(decoder, translate, errors='strict')"}

func defineNewline() {
	py.Define(newlineType, &py.StaticType{Name: "_io.IncrementalNewlineDecoder", Flags: py.BaseType, Sig: newlineSig.Text, Doc: "Codec used when reading a file in universal newlines mode.\n\nIt wraps another incremental decoder, translating \\r\\n and \\r into \\n.\nIt also records the types of newlines encountered.  When used with\ntranslate=False, it ensures that the newline sequence is returned in\none piece. When used with decoder=None, it expects unicode strings as\ndecode input and translates newlines without first invoking an external\ndecoder.",
		Alloc: func(typ *py.Type) value {
			d := &newlineDecoder{}
			d.SetType(typ)
			return ptr(d)
		}, ExtOffset: unsafe.Offsetof(newlineDecoder{}.Ext),
		Slots: py.Slots{New: newByAlloc, Init: func(t *thread, self value, args []value, kw []*str) *excp {
			a, exc := py.BindArgs("IncrementalNewlineDecoder", newlineSig, args, kw)
			if exc != nil {
				return exc
			}
			d := asNewline(self)
			d.decoder = a[0]
			d.translate, exc = py.Truth(t, a[1])
			return exc
		}},
		GetSet: []py.GetSet{{Name: "newlines", Get: func(t *thread, self value) (value, *excp) { return asNewline(self).mode.seenValue(), nil }}},
		Methods: []method{
			{Name: "decode", Sig: "(input, final=False)", FN: newlineDecode},
			{Name: "getstate", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				d := asNewline(self)
				buf, flag := py.BytesV(nil), 0
				if !d.decoder.IsNone() {
					st, exc := call(t, d.decoder, "getstate")
					if exc != nil {
						return value{}, exc
					}
					buf, flag = py.AsTuple(st).Items[0], int(py.AsTuple(st).Items[1].Int64())
				}
				flag <<= 1
				if d.pending {
					flag |= 1
				}
				return py.NewTuple(buf, py.Int(int64(flag))).V(), nil
			}},
			{Name: "setstate", Sig: "(state, /)", F1: func(t *thread, self, st value) (value, *excp) {
				d := asNewline(self)
				if st.Type().Flags&py.TupleSubclass == 0 {
					return value{}, py.TypeErrorf("state argument must be a tuple")
				}
				items := py.AsTuple(st).Items
				flag := items[1].Int64()
				d.pending = flag&1 != 0
				if !d.decoder.IsNone() {
					return call(t, d.decoder, "setstate", py.NewTuple(items[0], py.Int(flag>>1)).V())
				}
				return py.None, nil
			}},
			{Name: "reset", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				d := asNewline(self)
				d.pending, d.mode.seen = false, 0
				if !d.decoder.IsNone() {
					return call(t, d.decoder, "reset")
				}
				return py.None, nil
			}},
		}})
}

func newlineDecode(t *thread, self value, a []value) (value, *excp) {
	d := asNewline(self)
	final := a[1].Bound() && a[1] == py.True
	v := a[0]
	if !d.decoder.IsNone() {
		var exc *excp
		if v, exc = call(t, d.decoder, "decode", v, py.Bool(final)); exc != nil {
			return value{}, exc
		}
	}
	if !v.IsStr() {
		return value{}, py.TypeErrorf("decoder should return a string result, not '%s'", py.TypeName(v))
	}
	runes := py.AsStr(v).Runes()
	if d.pending && (len(runes) > 0 || final) {
		runes = append([]rune{'\r'}, runes...)
		d.pending = false
	}
	if n := len(runes); n > 0 && runes[n-1] == '\r' && !final {
		runes = runes[:n-1]
		d.pending = true
	}
	d.mode.note(runes)
	if d.translate {
		runes = translated(runes)
	}
	return py.StrOfRunes(runes).V(), nil
}
