// This file defines the type TextIOWrapper and its methods.

package io

import (
	"strings"
	"unsafe"

	"adder/runtime/py"
)

const textSigText = "(buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False)"

var textSig = &py.Signature{Text: textSigText}

func textInit(t *thread, self value, args []value, kw []*str) *excp {
	a, exc := py.BindArgs("TextIOWrapper", textSig, args, kw)
	if exc != nil {
		return exc
	}
	line, exc := optTruth(t, a[4])
	if exc != nil {
		return exc
	}
	through, exc := optTruth(t, a[5])
	if exc != nil {
		return exc
	}
	return asText(self).init(t, a[0], a[1], a[2], a[3], line, through)
}

func optTruth(t *thread, v value) (bool, *excp) {
	if isNone(v) {
		return false, nil
	}
	return py.Truth(t, v)
}

func defineText() {
	py.Define(textType, &py.StaticType{Name: "_io.TextIOWrapper", Base: textBaseType, Flags: py.BaseType, Sig: textSigText,
		Doc: "Character and line based layer over a BufferedIOBase object, buffer.\n\nencoding gives the name of the encoding that the stream will be\ndecoded or encoded with. It defaults to locale.getencoding().\n\nerrors determines the strictness of encoding and decoding (see\nhelp(codecs.Codec) or the documentation for codecs.register) and\ndefaults to \"strict\".\n\nnewline controls how line endings are handled. It can be None, '',\n'\\n', '\\r', and '\\r\\n'.  It works as follows:\n\n* On input, if newline is None, universal newlines mode is\n  enabled. Lines in the input can end in '\\n', '\\r', or '\\r\\n', and\n  these are translated into '\\n' before being returned to the\n  caller. If it is '', universal newline mode is enabled, but line\n  endings are returned to the caller untranslated. If it has any of\n  the other legal values, input lines are only terminated by the given\n  string, and the line ending is returned to the caller untranslated.\n\n* On output, if newline is None, any '\\n' characters written are\n  translated to the system default line separator, os.linesep. If\n  newline is '' or '\\n', no translation takes place. If newline is any\n  of the other legal values, any '\\n' characters written are translated\n  to the given string.\n\nIf line_buffering is True, a call to flush is implied when a call to\nwrite contains a newline character.",
		Alloc: func(typ *py.Type) value {
			w := &textIO{}
			w.SetType(typ)
			return w.V()
		}, ExtOffset: unsafe.Offsetof(object{}.Ext), HasDict: true, Weakref: true,
		Slots: py.Slots{New: newByAlloc, Init: textInit, Repr: textRepr,
			Iter: func(t *thread, self value) (value, *excp) { return self, asText(self).check(t) },
			Next: func(t *thread, self value) (value, *excp) {
				w := asText(self)
				if exc := w.check(t); exc != nil {
					return value{}, exc
				}
				line, exc := w.readline(t, -1)
				if exc != nil || py.AsStr(line).Len() == 0 {
					return value{}, exc
				}
				return line, nil
			}},
		GetSet: textGetSet(), Methods: textMethods()})
}

func textGetSet() []py.GetSet {
	get := func(name string, f func(w *textIO) value) py.GetSet {
		return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) {
			w := asText(self)
			if !w.started {
				return value{}, py.ValueErrorf("I/O operation on uninitialized object")
			}
			return f(w), nil
		}}
	}
	fromBuffer := func(name string) py.GetSet {
		return py.GetSet{Name: name, Get: func(t *thread, self value) (value, *excp) {
			w := asText(self)
			if w.detached {
				return value{}, py.ValueErrorf("underlying buffer has been detached")
			}
			return py.GetAttr(t, w.buffer, py.Intern(name))
		}}
	}
	return []py.GetSet{
		get("encoding", func(w *textIO) value { return py.StrV(w.encoding) }),
		get("errors", func(w *textIO) value { return py.StrV(w.errors) }),
		get("buffer", func(w *textIO) value { return w.buffer }),
		get("line_buffering", func(w *textIO) value { return py.Bool(w.lineBuffering) }),
		get("write_through", func(w *textIO) value { return py.Bool(w.writeThrough) }),
		get("newlines", func(w *textIO) value { return w.newlines.seenValue() }),
		{Name: "_CHUNK_SIZE", Get: func(t *thread, self value) (value, *excp) { return py.Int(chunkSize), nil },
			Set: func(t *thread, self, v value) *excp { return nil }},
		fromBuffer("closed"), fromBuffer("name"),
	}
}

func textMethods() []method {
	ask := func(name string) method {
		return method{Name: name, Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			w := asText(self)
			if w.detached || !w.started {
				return value{}, w.check(t)
			}
			return call(t, w.buffer, name)
		}}
	}
	sized := func(name string, run func(w *textIO, t *thread, n int) (value, *excp)) method {
		return method{Name: name, Sig: "(size=-1, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			w := asText(self)
			n, exc := sizeArg(t, a[0])
			if exc == nil {
				exc = w.check(t)
			}
			if exc == nil && w.buf != nil && !w.buf.reads() {
				exc = unsupportedError(t, "not readable")
			}
			if exc != nil {
				return value{}, exc
			}
			return run(w, t, n)
		}}
	}
	return []method{
		ask("readable"), ask("writable"), ask("seekable"), ask("isatty"), ask("fileno"),
		sized("read", (*textIO).read), sized("readline", (*textIO).readline),
		{Name: "write", Sig: "(s, /)", F1: textWrite},
		{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			w := asText(self)
			if exc := w.check(t); exc != nil {
				return value{}, exc
			}
			if exc := w.flushOut(t); exc != nil {
				return value{}, exc
			}
			return py.None, w.flushBuffer(t)
		}},
		{Name: "close", Sig: "()", F0: textClose},
		{Name: "detach", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
			w := asText(self)
			if _, exc := call(t, self, "flush"); exc != nil {
				return value{}, exc
			}
			b := w.buffer
			w.buffer, w.buf, w.detached = py.None, nil, true
			return b, nil
		}},
		{Name: "reconfigure", Sig: "(*, encoding=None, errors=None, newline=<unrepresentable>, line_buffering=None, write_through=None)", FN: reconfigure},
		{Name: "seek", Sig: "(cookie, whence=0, /)", FN: textSeek},
		{Name: "tell", Sig: "()", F0: textTell},
		{Name: "truncate", Sig: "(pos=None, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			if _, exc := call(t, self, "flush"); exc != nil {
				return value{}, exc
			}
			if a[0].Bound() {
				return call(t, asText(self).buffer, "truncate", a[0])
			}
			return call(t, asText(self).buffer, "truncate")
		}},
		{Name: "__getstate__", Sig: "()", F0: noPickle},
	}
}

func textWrite(t *thread, self, v value) (value, *excp) {
	if !v.IsStr() {
		return value{}, py.TypeErrorf("write() argument must be str, not %s", py.TypeName(v))
	}
	w := asText(self)
	if exc := w.check(t); exc != nil {
		return value{}, exc
	}
	if w.buf != nil && !w.buf.writes() {
		return value{}, unsupportedError(t, "not writable")
	}
	return py.Int(int64(py.AsStr(v).Len())), w.write(t, py.AsStr(v))
}

func textClose(t *thread, self value) (value, *excp) {
	w := asText(self)
	if w.detached || !w.started {
		return py.None, nil
	}
	if closed, exc := isClosed(t, w.buffer); exc != nil || closed {
		return py.None, exc
	}
	_, exc := call(t, self, "flush")
	w.out = nil
	if _, closing := call(t, w.buffer, "close"); closing != nil {
		if exc != nil {
			closing.Context = exc
		}
		return value{}, closing
	}
	return py.None, exc
}

func textRepr(t *thread, self value) (value, *excp) {
	w := asText(self)
	var b strings.Builder
	b.WriteString("<_io.TextIOWrapper")
	for _, name := range []string{"name", "mode"} {
		v, exc := py.LookupAttr(t, self, py.Intern(name))
		if exc != nil && !exc.Matches(py.ValueError) {
			return value{}, exc
		}
		if exc != nil || v.IsUnbound() {
			continue
		}
		text, exc := py.Repr(t, v)
		if exc != nil {
			return value{}, exc
		}
		b.WriteString(" " + name + "=" + text.String())
	}
	b.WriteString(" encoding='" + w.encoding + "'>")
	return py.StrV(b.String()), nil
}

func reconfigure(t *thread, self value, a []value) (value, *excp) {
	w := asText(self)
	if exc := w.check(t); exc != nil {
		return value{}, exc
	}
	changes := !isNone(a[0]) || !isNone(a[1]) || a[2].Bound()
	if changes && (len(w.chars) > w.used || len(w.tail) > 0) {
		return value{}, unsupportedError(t, "It is not possible to set the encoding or newline of stream after the first read")
	}
	if _, exc := call(t, self, "flush"); exc != nil {
		return value{}, exc
	}
	if !isNone(a[0]) || !isNone(a[1]) {
		if !isNone(a[0]) {
			if !a[0].IsStr() {
				return value{}, py.TypeErrorf("reconfigure() argument 'encoding' must be str or None, not %s", py.TypeName(a[0]))
			}
			w.encoding = py.AsStr(a[0]).String()
			w.errors = "strict"
		}
		if !isNone(a[1]) {
			if !a[1].IsStr() {
				return value{}, py.TypeErrorf("reconfigure() argument 'errors' must be str or None, not %s", py.TypeName(a[1]))
			}
			w.errors = py.AsStr(a[1]).String()
		}
		if w.codec = py.DirectCodec(w.encoding); w.codec == nil {
			if exc := w.findCodec(t); exc != nil {
				return value{}, exc
			}
		}
	}
	if a[2].Bound() {
		m, exc := parseNewline(a[2], "reconfigure()")
		if exc != nil {
			return value{}, exc
		}
		w.newlines = m
	}
	for i, p := range []*bool{&w.lineBuffering, &w.writeThrough} {
		if v := a[3+i]; !isNone(v) {
			yes, exc := py.Truth(t, v)
			if exc != nil {
				return value{}, exc
			}
			*p = yes
		}
	}
	return py.None, nil
}

func textSeek(t *thread, self value, a []value) (value, *excp) {
	w := asText(self)
	if exc := w.check(t); exc != nil {
		return value{}, exc
	}
	pos, exc := py.IndexInt(t, a[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	whence := 0
	if a[1].Bound() {
		if whence, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	switch {
	case whence < 0 || whence > 2:
		return value{}, py.ValueErrorf("invalid whence (%d, should be 0, 1 or 2)", whence)
	case whence == 1 && pos != 0:
		return value{}, unsupportedError(t, "can't do nonzero cur-relative seeks")
	case whence == 2 && pos != 0:
		return value{}, unsupportedError(t, "can't do nonzero end-relative seeks")
	case whence == 0 && pos < 0:
		return value{}, py.ValueErrorf("negative seek position %d", pos)
	case whence == 1:
		at, exc := textTell(t, self)
		if exc != nil {
			return value{}, exc
		}
		pos, whence = int(at.Int64()), 0
	}
	if _, exc := call(t, self, "flush"); exc != nil {
		return value{}, exc
	}
	w.chars, w.used, w.tail, w.heldCR, w.chunk = nil, 0, nil, false, nil
	if w.decoder.Bound() {
		if _, exc := call(t, w.decoder, "reset"); exc != nil {
			return value{}, exc
		}
	}
	return call(t, w.buffer, "seek", py.Int(int64(pos)), py.Int(int64(whence)))
}

// textTell finds the position of the next character: that of the chunk it was decoded from, and
// as many bytes as decode to the characters before it.
func textTell(t *thread, self value) (value, *excp) {
	w := asText(self)
	if exc := w.check(t); exc != nil {
		return value{}, exc
	}
	can, exc := call(t, w.buffer, "seekable")
	if exc != nil {
		return value{}, exc
	}
	if can != py.True {
		return value{}, unsupportedError(t, "underlying stream is not seekable")
	}
	if _, exc := call(t, self, "flush"); exc != nil {
		return value{}, exc
	}
	at, exc := call(t, w.buffer, "tell")
	if exc != nil || w.codec == nil || w.used == len(w.chars) && len(w.tail) == 0 && !w.heldCR {
		return at, exc
	}
	start := at.Int64() - int64(len(w.chunk))
	return py.Int(start + int64(w.bytesFor(t, w.used))), nil
}

// bytesFor returns how many bytes of the chunk decode to the first n characters.
func (w *textIO) bytesFor(t *thread, n int) int {
	count := 0
	for i := 0; i < len(w.chunk); {
		if count == n {
			return i
		}
		size := 1
		if w.codec == py.UTF8 {
			for i+size < len(w.chunk) && w.chunk[i+size]&0xc0 == 0x80 {
				size++
			}
		}
		if w.newlines.translate && w.chunk[i] == '\r' && i+1 < len(w.chunk) && w.chunk[i+1] == '\n' {
			size = 2
		}
		i += size
		count++
	}
	return len(w.chunk)
}
