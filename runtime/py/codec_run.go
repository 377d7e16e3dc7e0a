// This file runs the conversions of package codec, and asks error handlers (PEP 293) about
// what cannot be converted.

package py

import (
	"bytes"
	"unsafe"

	"adder/runtime/internal/codec"
)

// recoding is the error handling of one encoding or decoding.
type recoding struct {
	t       *Thread
	errors  string
	handler Value // once looked up
	err     *Exc  // the exception that describes an error; made at the first, then changed
}

// DecodeBy decodes data by a decoder of package codec. It returns the text and how much of data
// was read: with final false, an incomplete sequence at the end is left.
func DecodeBy(t *Thread, data []byte, errors string, final bool, run func(d *codec.Decoder) (taken int, ok bool)) (*Str, int, *Exc) {
	c := recoding{t: t, errors: errors}
	d := &codec.Decoder{Data: data, Out: make([]byte, 0, len(data)), Final: final, Fail: c.decodeFailed, Lookup: UnicodeLookupHook}
	n, ok := run(d)
	if !ok {
		return nil, 0, d.Stop.(*Exc)
	}
	return NewStr(unsafe.String(unsafe.SliceData(d.Out), len(d.Out))), n, nil
}

// EncodeBy encodes s by an encoder of package codec.
func EncodeBy(t *Thread, s *Str, errors string, run func(e *codec.Encoder) bool) ([]byte, *Exc) {
	c := recoding{t: t, errors: errors}
	n := s.Len()
	e := &codec.Encoder{Text: s.runes(), Out: make([]byte, 0, n+n/2), Fail: func(e *codec.Encoder, start, end int, reason string) (codec.Replacement, int, bool) {
		return c.encodeFailed(e, s, start, end, reason)
	}, Refuse: func(e *codec.Encoder, start, end int, reason string) {
		e.Stop = c.describe(UnicodeEncodeError, e.Name, func() Value { return s.V() }, start, end, reason)
	}}
	if !run(e) {
		return nil, e.Stop.(*Exc)
	}
	return e.Out, nil
}

// describe returns the exception for an error: the same one for all errors of a conversion.
func (c *recoding) describe(typ *Type, encoding string, obj func() Value, start, end int, reason string) *Exc {
	if c.err == nil {
		c.err = NewUnicodeError(typ, encoding, obj(), start, end, reason)
		return c.err
	}
	c.err.Fields[UnicodeErrorStart] = Int(int64(start))
	c.err.Fields[UnicodeErrorEnd] = Int(int64(end))
	c.err.Fields[UnicodeErrorReason] = StrV(reason)
	return c.err
}

// NewUnicodeError makes a UnicodeEncodeError or UnicodeDecodeError.
func NewUnicodeError(typ *Type, encoding string, obj Value, start, end int, reason string) *Exc {
	args := []Value{StrV(encoding), obj, Int(int64(start)), Int(int64(end)), StrV(reason)}
	e := NewExc(typ, args...)
	copy(e.Fields[UnicodeErrorEncoding:], args)
	return e
}

// encodeFailed is the Fail of an encoder.
func (c *recoding) encodeFailed(e *codec.Encoder, s *Str, start, end int, reason string) (r codec.Replacement, next int, ok bool) {
	if builtinHandlers[c.errors] {
		if exc := c.loadNames(); exc != nil {
			e.Stop = exc
			return r, 0, false
		}
		if r, next := replaceText(c.errors, e.Name, s, start, end); next >= 0 {
			return r, next, true
		}
		e.Refuse(e, start, end, reason)
		return r, 0, false
	}
	err := c.describe(UnicodeEncodeError, e.Name, func() Value { return s.V() }, start, end, reason)
	v, next, exc := c.ask(err, "encoding error handler must return (str/bytes, int) tuple", true, func() (int, *Exc) { return s.Len(), nil })
	if exc != nil {
		e.Stop = exc
		return r, 0, false
	}
	if v.IsBytes() {
		return codec.Replacement{Bytes: AsBytes(v).Data()}, next, true
	}
	return codec.Replacement{Text: AsStr(v).runes()}, next, true
}

// decodeFailed is the Fail of a decoder.
func (c *recoding) decodeFailed(d *codec.Decoder, start, end int, reason string) (next int, ok bool) {
	if builtinHandlers[c.errors] {
		out, next := replaceBytes(c.errors, d.Name, d.Data, start, end)
		if next >= 0 {
			d.Out = append(d.Out, out...)
			return next, true
		}
	}
	err := c.describe(UnicodeDecodeError, d.Name, func() Value { return BytesV(bytes.Clone(d.Data)) }, start, end, reason)
	if builtinHandlers[c.errors] {
		d.Stop = err
		if c.errors != "strict" && !handlerErrors[c.errors][1] {
			d.Stop = unhandled(c.t, err.V())
		}
		return 0, false
	}
	v, next, exc := c.ask(err, "decoding error handler must return (str, int) tuple", false, func() (int, *Exc) {
		obj := err.Field(UnicodeErrorObject)
		if !obj.IsBytes() {
			return 0, TypeErrorf("object attribute must be bytes")
		}
		d.Data = AsBytes(obj).Data()
		return len(d.Data), nil
	})
	if exc != nil {
		d.Stop = exc
		return 0, false
	}
	d.Out = append(d.Out, AsStr(v).String()...)
	return next, true
}

// ask calls the handler with an exception that describes an error. It returns the replacement
// and where to go on; size is the length of what is converted, asked after the call.
func (c *recoding) ask(err *Exc, form string, bytesToo bool, size func() (int, *Exc)) (Value, int, *Exc) {
	if c.handler.IsUnbound() {
		var exc *Exc
		if c.handler, exc = LookupErrorHandler(c.t, c.errors); exc != nil {
			return Value{}, 0, exc
		}
	}
	r, exc := Call1(c.t, c.handler, err.V())
	if exc != nil {
		return Value{}, 0, exc
	}
	if r.Type().Flags&TupleSubclass == 0 || len(AsTuple(r).Items) != 2 {
		return Value{}, 0, TypeErrorf("%s", form)
	}
	items := AsTuple(r).Items
	if !items[0].IsStr() && !(bytesToo && items[0].IsBytes()) {
		return Value{}, 0, TypeErrorf("%s", form)
	}
	next, exc := SsizeArg(c.t, items[1])
	if exc != nil {
		return Value{}, 0, exc
	}
	n, exc := size()
	if exc != nil {
		return Value{}, 0, exc
	}
	at := next
	if at < 0 {
		at += n
	}
	if at < 0 || at > n {
		return Value{}, 0, IndexErrorf("position %d from error handler out of bounds", next)
	}
	return items[0], at, nil
}

// loadNames sees that the handler namereplace has its table.
func (c *recoding) loadNames() *Exc {
	if c.errors != "namereplace" {
		return nil
	}
	return loadNames(c.t)
}
