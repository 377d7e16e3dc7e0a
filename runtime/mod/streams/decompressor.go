// This file defines the decompressor objects that the modules of compression have in common.

// Package streams holds what the modules zlib, _bz2 and _lzma share.
package streams

import (
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// Engine decompresses a stream. It takes input, and returns output, at most most bytes unless
// that is negative, and the input that is left: after the end of the stream, or for want of room.
type Engine interface {
	Decompress(in []byte, most int) (out, rest []byte, err error)
	Done() bool
}

// Decompressor is an object with the methods of BZ2Decompressor.
type Decompressor struct {
	py.Header
	Engine  Engine
	input   []byte // not used yet
	hungry  bool
	eof     bool
	unused  []byte
	Convert func(err error) *excp // makes an exception of an engine's error
	Strict  bool                  // refuses to go on after an error
	EOFText string                // of the error of reading on, "" for the usual one
	broken  bool
}

// AsDecompressor returns v as a Decompressor; v must be one.
func AsDecompressor(v value) *Decompressor { return (*Decompressor)(v.Ptr()) }

// New makes an object.
func New(typ *py.Type, engine Engine, convert func(err error) *excp) *Decompressor {
	d := &Decompressor{Engine: engine, hungry: true, Convert: convert}
	d.SetType(typ)
	return d
}

// decompress is the method.
func (d *Decompressor) decompress(t *thread, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	most := -1
	if a[1].Bound() {
		if most, exc = py.SsizeArg(t, a[1]); exc != nil {
			return value{}, exc
		}
	}
	if d.eof {
		text := d.EOFText
		if text == "" {
			text = "End of stream already reached"
		}
		return value{}, py.Errorf(py.EOFError, "%s", text)
	}
	if d.broken {
		return value{}, py.ValueErrorf("Decompressor is unusable after a previous error")
	}
	in := data
	if len(d.input) > 0 {
		in = append(d.input, data...)
	}
	out, rest, err := d.Engine.Decompress(in, most)
	if err != nil {
		d.hungry, d.broken = false, d.Strict
		return value{}, d.Convert(err)
	}
	d.input = append([]byte(nil), rest...)
	switch {
	case d.Engine.Done():
		d.eof, d.hungry = true, false
		d.unused, d.input = d.input, nil
	default:
		d.hungry = len(d.input) == 0 && (most < 0 || len(out) < most)
	}
	return py.BytesV(out), nil
}

// Methods returns the methods of the objects.
func Methods() []py.Method {
	return []py.Method{{Name: "decompress", Sig: "(data, max_length=-1)", FN: func(t *thread, self value, a []value) (value, *excp) {
		return AsDecompressor(self).decompress(t, a)
	}, Doc: "Decompress *data*, returning uncompressed data as bytes.\n\nIf *max_length* is nonnegative, returns at most *max_length* bytes\nof decompressed data.  If this limit is reached and further output\ncan be produced, *self.needs_input* will be set to ``False``.  In\nthis case, the next call to *decompress()* may provide *data* as b''\nto obtain more of the output.\n\nIf all of the input data was decompressed and returned (either\nbecause this was less than *max_length* bytes, or because\n*max_length* was negative), *self.needs_input* will be set to True.\n\nAttempting to decompress data after the end of stream is reached\nraises an EOFError.  Any data found after the end of the stream is\nignored and saved in the unused_data attribute."}}
}

// Members returns the attributes of the objects.
func Members() []py.Member {
	return []py.Member{
		{Name: "eof", Get: func(self value) value { return py.Bool(AsDecompressor(self).eof) }, Doc: "True if the end-of-stream marker has been reached."},
		{Name: "needs_input", Get: func(self value) value { return py.Bool(AsDecompressor(self).hungry) }, Doc: "True if more input is needed before more decompressed data can be produced."},
		{Name: "unused_data", Get: func(self value) value { return py.BytesV(AsDecompressor(self).unused) }, Doc: "Data found after the end of the compressed stream."},
	}
}
