// This file implements TextIOWrapper: its state, reading and writing.

package io

import (
	"runtime"
	"weak"

	"adder/runtime/py"
)

// textIO is a TextIOWrapper.
type textIO struct {
	object
	buffer   value
	buf      *buffered // buffer, if it is one of ours: then no method is called for it
	encoding string
	errors   string
	codec    *py.Codec // for encodings that need no codec object
	encoder  value     // else the incremental encoder and decoder
	decoder  value
	newlines newlineMode

	lineBuffering, writeThrough, detached, started bool

	chars  []rune // decoded; from used on not read yet
	used   int
	tail   []byte // bytes read that are no whole character yet
	heldCR bool   // a "\r" that may belong to a "\r\n"
	eof    bool
	out    []byte // encoded, to be written to the buffer

	// For tell: the chunk from which chars was decoded and where it began; at is -1 when the
	// stream cannot seek.
	chunk []byte
	at    int64
}

var textType = &py.Type{Name: "TextIOWrapper"}

func asText(v value) *textIO { return (*textIO)(v.Ptr()) }

// V returns the stream as an object.
func (w *textIO) V() value { return ptr(w) }

// texts are the streams that may hold something to be written at exit.
var texts []weak.Pointer[textIO]

// rescue hands what the stream still holds to its buffer.
func (w *textIO) rescue() {
	if w.buf != nil && len(w.out) > 0 {
		w.buf.wbuf = append(w.buf.wbuf, w.out...)
		w.out = nil
	}
}

const chunkSize = 8192

func (w *textIO) init(t *thread, buffer, encoding, errors, newline value, lineBuffering, writeThrough bool) *excp {
	w.encoding, w.errors = "", "strict"
	if !isNone(encoding) {
		if !encoding.IsStr() {
			return py.TypeErrorf("TextIOWrapper() argument 'encoding' must be str or None, not %s", py.TypeName(encoding))
		}
		if w.encoding = py.AsStr(encoding).String(); w.encoding == "locale" {
			w.encoding = ""
		}
	}
	if w.encoding == "" {
		w.encoding = py.LocaleEncoding()
	}
	if !isNone(errors) {
		if !errors.IsStr() {
			return py.TypeErrorf("TextIOWrapper() argument 'errors' must be str or None, not %s", py.TypeName(errors))
		}
		w.errors = py.AsStr(errors).String()
	}
	var exc *excp
	if w.newlines, exc = parseNewline(newline, "TextIOWrapper()"); exc != nil {
		return exc
	}
	if w.newlines.translate && runtime.GOOS == "windows" {
		w.newlines.write = "\r\n"
	}
	if w.codec = py.DirectCodec(w.encoding); w.codec == nil {
		if exc := w.findCodec(t); exc != nil {
			return exc
		}
	}
	w.buffer, w.lineBuffering, w.writeThrough = buffer, lineBuffering, writeThrough
	w.buf = nil
	if bt := buffer.Type(); bt == readerType || bt == writerType || bt == randomType {
		w.buf = asBuffered(buffer)
	} else {
		for _, ability := range []string{"readable", "writable", "seekable"} {
			if _, exc := call(t, buffer, ability); exc != nil {
				return exc
			}
		}
	}
	w.started = true
	w.at = -1
	texts = append(texts, weak.Make(w))
	runtime.SetFinalizer(w, func(w *textIO) { w.rescue() })
	return nil
}

// findCodec makes the incremental encoder and decoder of an encoding.
func (w *textIO) findCodec(t *thread) *excp {
	info, exc := py.LookupCodec(t, w.encoding)
	if exc != nil {
		return exc
	}
	text, exc := py.LookupAttr(t, info, py.Intern("_is_text_encoding"))
	if exc != nil {
		return exc
	}
	if text == py.False {
		return py.Errorf(py.LookupError, "'%s' is not a text encoding; use codecs.open() to handle arbitrary codecs", w.encoding)
	}
	for name, p := range map[string]*value{"incrementalencoder": &w.encoder, "incrementaldecoder": &w.decoder} {
		f, exc := py.GetAttr(t, info, py.Intern(name))
		if exc != nil {
			return exc
		}
		if *p, exc = py.Call1(t, f, py.StrV(w.errors)); exc != nil {
			return exc
		}
	}
	return nil
}

func (w *textIO) check(t *thread) *excp {
	switch {
	case !w.started:
		return py.ValueErrorf("I/O operation on uninitialized object")
	case w.detached:
		return py.ValueErrorf("underlying buffer has been detached")
	case w.buf != nil && w.buf.file != nil:
		if w.buf.file.fd < 0 {
			return closedError()
		}
		return nil
	}
	return checkClosed(t, w.buffer)
}

// write adds text.
func (w *textIO) write(t *thread, s *str) *excp {
	if w.newlines.write != "" {
		s = py.StrOfRunes(expanded(s.Runes(), w.newlines.write))
	}
	var data []byte
	if s.IsASCII() && w.codec != nil {
		w.out = append(w.out, s.Raw()...)
	} else {
		var exc *excp
		if data, exc = w.encode(t, s); exc != nil {
			return exc
		}
		w.out = append(w.out, data...)
	}
	w.chars, w.used, w.tail, w.heldCR = nil, 0, nil, false
	line := w.lineBuffering && hasLineEnd(s)
	if line || w.writeThrough || len(w.out) >= chunkSize {
		if exc := w.flushOut(t); exc != nil {
			return exc
		}
	}
	if line {
		return w.flushBuffer(t)
	}
	return nil
}

func hasLineEnd(s *str) bool {
	for i := range s.Len() {
		if c := s.At(i); c == '\n' || c == '\r' {
			return true
		}
	}
	return false
}

func (w *textIO) encode(t *thread, s *str) ([]byte, *excp) {
	if w.codec != nil {
		return w.codec.Encode(t, s, w.errors)
	}
	v, exc := call(t, w.encoder, "encode", s.V())
	if exc != nil {
		return nil, exc
	}
	if !v.IsBytes() {
		return nil, py.TypeErrorf("encoder should return a bytes object, not '%s'", py.TypeName(v))
	}
	return py.AsBytes(v).Data(), nil
}

// flushOut hands what is pending to the buffer.
func (w *textIO) flushOut(t *thread) *excp {
	if len(w.out) == 0 {
		return nil
	}
	out := w.out
	w.out = nil
	if w.buf != nil {
		if !w.buf.writes() {
			return unsupportedError(t, "write")
		}
		exc := w.buf.write(t, out)
		if exc == nil {
			w.out = out[:0]
		}
		return exc
	}
	_, exc := call(t, w.buffer, "write", py.BytesV(out))
	return exc
}

func (w *textIO) flushBuffer(t *thread) *excp {
	if w.buf != nil {
		return w.buf.flush(t)
	}
	_, exc := call(t, w.buffer, "flush")
	return exc
}

// fill decodes one more chunk; false at the end.
func (w *textIO) fill(t *thread) (bool, *excp) {
	if exc := w.flushOut(t); exc != nil {
		return false, exc
	}
	if w.used == len(w.chars) {
		w.chars, w.used = w.chars[:0], 0
		w.chunk = append([]byte(nil), w.tail...)
		w.at = -1
		if w.buf != nil && w.buf.file != nil && w.buf.file.canSeek() {
			if at, exc := w.buf.tell(t); exc == nil {
				w.at = at - int64(len(w.tail))
			}
		}
	}
	data, exc := w.readChunk(t)
	if exc != nil {
		return false, exc
	}
	final := len(data) == 0
	w.chunk = append(w.chunk, data...)
	text, exc := w.decode(t, data, final)
	if exc != nil {
		return false, exc
	}
	runes := text.Runes()
	if w.newlines.universal {
		if w.heldCR && (len(runes) > 0 || final) {
			runes = append([]rune{'\r'}, runes...)
			w.heldCR = false
		}
		if n := len(runes); n > 0 && runes[n-1] == '\r' && !final {
			runes, w.heldCR = runes[:n-1], true
		}
		w.newlines.note(runes)
		if w.newlines.translate && w.newlines.seen&^seenLF != 0 {
			runes = translated(runes)
		}
	}
	w.chars = append(w.chars, runes...)
	return !final, nil
}

func (w *textIO) readChunk(t *thread) ([]byte, *excp) {
	if w.buf != nil {
		if !w.buf.reads() {
			return nil, unsupportedError(t, "not readable")
		}
		if len(w.buf.ahead()) == 0 {
			if _, exc := w.buf.fill(t); exc != nil {
				return nil, exc
			}
		}
		part := w.buf.ahead()
		part = part[:min(len(part), chunkSize)]
		w.buf.rpos += len(part)
		return append([]byte(nil), part...), nil
	}
	name := "read1"
	if f, exc := py.LookupAttr(t, w.buffer, py.Intern("read1")); exc != nil {
		return nil, exc
	} else if f.IsUnbound() {
		name = "read"
	}
	v, exc := call(t, w.buffer, name, py.Int(chunkSize))
	if exc != nil {
		return nil, exc
	}
	if !v.IsBytes() && !v.IsByteArray() {
		return nil, py.TypeErrorf("underlying %s() should have returned a bytes-like object, not '%s'", name, py.TypeName(v))
	}
	return py.BytesLike(t, v)
}

func (w *textIO) decode(t *thread, data []byte, final bool) (*str, *excp) {
	if w.codec == nil {
		v, exc := call(t, w.decoder, "decode", py.BytesV(data), py.Bool(final))
		if exc != nil {
			return nil, exc
		}
		if !v.IsStr() {
			return nil, py.TypeErrorf("decoder should return a string result, not '%s'", py.TypeName(v))
		}
		return py.AsStr(v), nil
	}
	if len(w.tail) > 0 {
		data = append(w.tail, data...)
	}
	s, n, exc := w.codec.Decode(t, data, w.errors, final)
	if exc != nil {
		return nil, exc
	}
	w.tail = append([]byte(nil), data[n:]...)
	return s, nil
}

// read returns n characters, all for a negative n.
func (w *textIO) read(t *thread, n int) (value, *excp) {
	for n < 0 || len(w.chars)-w.used < n {
		more, exc := w.fill(t)
		if exc != nil {
			return value{}, exc
		}
		if !more {
			break
		}
	}
	rest := w.chars[w.used:]
	if n >= 0 && n < len(rest) {
		rest = rest[:n]
	}
	w.used += len(rest)
	return py.StrOfRunes(rest).V(), nil
}

// readline returns a line with its end, or up to limit characters.
func (w *textIO) readline(t *thread, limit int) (value, *excp) {
	scanned := 0
	for {
		rest := w.chars[w.used:]
		n := w.newlines.lineEnd(rest[scanned:])
		if n >= 0 {
			n += scanned
			// A "\r" at the end of what is decoded may be half of a "\r\n".
			if n == len(rest) && rest[n-1] == '\r' && w.newlines.universal && !w.newlines.translate {
				if _, exc := w.fill(t); exc != nil {
					return value{}, exc
				}
				rest = w.chars[w.used:]
				n = scanned + w.newlines.lineEnd(rest[scanned:])
			}
			if limit >= 0 {
				n = min(n, limit)
			}
			return w.take(n), nil
		}
		if limit >= 0 && len(rest) >= limit {
			return w.take(limit), nil
		}
		scanned = max(0, len(rest)-1)
		more, exc := w.fill(t)
		if exc != nil {
			return value{}, exc
		}
		if !more {
			rest = w.chars[w.used:]
			if n := w.newlines.lineEnd(rest); n >= 0 {
				return w.take(n), nil
			}
			if limit >= 0 {
				return w.take(min(limit, len(rest))), nil
			}
			return w.take(len(rest)), nil
		}
	}
}

func (w *textIO) take(n int) value {
	s := py.StrOfRunes(w.chars[w.used : w.used+n])
	w.used += n
	return s.V()
}
