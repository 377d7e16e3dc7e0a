// This file runs codecs and asks error handlers.

package multibyte

import (
	"bytes"

	"adder/runtime/internal/cjk"
	"adder/runtime/py"
)

const (
	illegal    = "illegal multibyte sequence"
	incomplete = "incomplete multibyte sequence"
)

// conversion is what error handlers see of one encoding or decoding.
type conversion struct {
	t      *thread
	codec  *cjk.Codec
	state  *cjk.State
	errors string
	err    *excp // the exception for handlers, made at the first error
}

// describe returns the exception for an error: the same one for all errors of a conversion.
func (c *conversion) describe(typ *py.Type, obj func() value, start, end int, reason string) *excp {
	if c.err == nil {
		c.err = py.NewUnicodeError(typ, c.codec.Name, obj(), start, end, reason)
		return c.err
	}
	c.err.Fields[py.UnicodeErrorStart] = py.Int(int64(start))
	c.err.Fields[py.UnicodeErrorEnd] = py.Int(int64(end))
	c.err.Fields[py.UnicodeErrorReason] = py.StrV(reason)
	return c.err
}

// ask calls the error handler; n is the length of what is converted.
func (c *conversion) ask(n int, bytesToo bool, form string) (value, int, *excp) {
	handler, exc := py.LookupErrorHandler(c.t, c.errors)
	if exc != nil {
		return value{}, 0, exc
	}
	r, exc := py.Call1(c.t, handler, c.err.V())
	if exc != nil {
		return value{}, 0, exc
	}
	malformed := py.TypeErrorf("%s", form)
	if !r.IsTuple() || len(py.AsTuple(r).Items) != 2 {
		return value{}, 0, malformed
	}
	items := py.AsTuple(r).Items
	if !items[0].IsStr() && !(bytesToo && items[0].IsBytes()) || !items[1].IsAnyInt() {
		return value{}, 0, malformed
	}
	at, exc := py.SsizeArg(c.t, items[1])
	switch {
	case exc != nil:
		at = -1 // too large
	case at < 0:
		at += n
	}
	if at < 0 || at > n {
		return value{}, 0, py.IndexErrorf("position %d from error handler out of bounds", at)
	}
	return items[0], at, nil
}

// encode encodes text. final tells that none follows: then everything is encoded and the state
// is brought back to its start. It returns how much was encoded.
func (c *conversion) encode(text []rune, final bool) (out []byte, taken int, exc *excp) {
	i := 0
	for i < len(text) {
		var n, status int
		out, n, status = c.codec.Encode(c.state, text[i:], out, final)
		i += n
		if status == cjk.OK {
			continue
		}
		if status == cjk.TooFew && !final {
			return out, i, nil
		}
		if out, i, exc = c.encodeFailed(text, i, status, out); exc != nil {
			return nil, 0, exc
		}
	}
	if final && c.codec.Reset != nil {
		out = c.codec.Reset(c.state, out)
	}
	return out, i, nil
}

// encodeFailed appends what stands for text that cannot be encoded and returns where to go on.
func (c *conversion) encodeFailed(text []rune, i, status int, out []byte) ([]byte, int, *excp) {
	end, reason := i+status, illegal
	if status == cjk.TooFew {
		end, reason = len(text), incomplete
	}
	switch c.errors {
	case "replace":
		var n, status int
		if out, n, status = c.codec.Encode(c.state, []rune{'?'}, out, false); n != 1 || status != cjk.OK {
			out = append(out, '?')
		}
		return out, end, nil
	case "ignore":
		return out, end, nil
	}
	err := c.describe(py.UnicodeEncodeError, func() value { return py.StrFromRunes(text).V() }, i, end, reason)
	if c.errors == "strict" {
		return nil, 0, err
	}
	r, next, exc := c.ask(len(text), true, "encoding error handler must return (str, int) tuple")
	if exc != nil {
		return nil, 0, exc
	}
	if r.IsBytes() {
		return append(out, py.AsBytes(r).Data()...), next, nil
	}
	strict := conversion{t: c.t, codec: c.codec, state: c.state, errors: "strict"}
	more := py.AsStr(r).Runes()
	for k := 0; k < len(more); {
		n, status := 0, 0
		out, n, status = c.codec.Encode(c.state, more[k:], out, true)
		k += n
		if status != cjk.OK {
			_, _, exc := strict.encodeFailed(more, k, status, nil)
			return nil, 0, exc
		}
	}
	return out, next, nil
}

// decode decodes data as far as they hold whole sequences.
func (c *conversion) decode(data []byte) (out []rune, rest []byte, exc *excp) {
	i := 0
	for i < len(data) {
		var n, status int
		out, n, status = c.codec.Decode(c.state, data[i:], out)
		i += n
		if status == cjk.TooFew {
			break
		}
		if status == cjk.OK {
			continue
		}
		if out, i, exc = c.decodeFailed(data, i, status, out); exc != nil {
			return nil, nil, exc
		}
	}
	return out, data[i:], nil
}

// decodeAll decodes data behind which none follow: incomplete sequences are errors.
func (c *conversion) decodeAll(data []byte) (out []rune, exc *excp) {
	i := 0
	for i < len(data) {
		var n, status int
		out, n, status = c.codec.Decode(c.state, data[i:], out)
		i += n
		if status == cjk.OK {
			continue
		}
		if out, i, exc = c.decodeFailed(data, i, status, out); exc != nil {
			return nil, exc
		}
	}
	return out, nil
}

func (c *conversion) decodeFailed(data []byte, i, status int, out []rune) ([]rune, int, *excp) {
	end, reason := min(i+status, len(data)), illegal
	if status == cjk.TooFew {
		end, reason = len(data), incomplete
	}
	switch c.errors {
	case "replace":
		return append(out, 0xfffd), end, nil
	case "ignore":
		return out, end, nil
	}
	err := c.describe(py.UnicodeDecodeError, func() value { return py.BytesV(bytes.Clone(data)) }, i, end, reason)
	if c.errors == "strict" {
		return nil, 0, err
	}
	r, next, exc := c.ask(len(data), false, "decoding error handler must return (str, int) tuple")
	if exc != nil {
		return nil, 0, exc
	}
	return append(out, py.AsStr(r).Runes()...), next, nil
}
