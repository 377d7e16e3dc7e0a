// This file defines compressor and decompressor objects.

package zlib

import (
	"adder/runtime/internal/deflate"
	"adder/runtime/py"
)

// compressor is a zlib.Compress.
type compressor struct {
	py.Header
	m    *module
	z    *deflate.Compressor
	done bool
}

func asCompressor(v value) *compressor { return (*compressor)(v.Ptr()) }

// compressObj is compressobj().
func (m *module) compressObj(t *thread, self value, a []value) (value, *excp) {
	nums := [5]int{-1, 8, 15, 8, 0}
	for i := range nums {
		var exc *excp
		if nums[i], exc = intArg(t, a[i], nums[i]); exc != nil {
			return value{}, exc
		}
	}
	var dict []byte
	if a[5].Bound() {
		var exc *excp
		if dict, exc = py.BytesLike(t, a[5]); exc != nil {
			return value{}, exc
		}
	}
	level, method, mem, strategy := nums[0], nums[1], nums[3], nums[4]
	format, bits, ok := outFormat(nums[2])
	if !ok || level < -1 || level > 9 || method != 8 || mem < 1 || mem > 9 || strategy < 0 || strategy > 4 {
		return value{}, py.ValueErrorf("Invalid initialization option")
	}
	if level == -1 {
		level = 6
	}
	c := &compressor{m: m, z: deflate.New(level, format, bits, mem, deflate.Strategy(strategy))}
	c.SetType(m.compressType)
	if a[5].Bound() {
		if format == deflate.Gzip {
			return value{}, py.ValueErrorf("Invalid dictionary")
		}
		c.z.SetDictionary(dict)
	}
	return c.V(), nil
}

func (m *module) defineCompress() *py.Type {
	copyOf := func(t *thread, self value) (value, *excp) {
		c := asCompressor(self)
		if c.done {
			return value{}, py.ValueErrorf("Inconsistent stream state")
		}
		n := &compressor{m: m, z: c.z.Clone()}
		n.SetType(self.Type())
		return n.V(), nil
	}
	return py.NewType(&py.StaticType{Name: "zlib.Compress", Flags: py.DisallowNew, Methods: []py.Method{
		{Name: "compress", Sig: "(data, /)", F1: func(t *thread, self, v value) (value, *excp) {
			data, exc := py.BytesLike(t, v)
			if exc != nil {
				return value{}, exc
			}
			c := asCompressor(self)
			if c.done {
				return value{}, m.fail(codeStream, "while compressing data", "inconsistent stream state")
			}
			return py.BytesV(c.z.Compress(data, deflate.NoFlush)), nil
		}, Doc: "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n\nAfter calling this function, some of the input data may still\nbe stored in internal buffers for later processing.\nCall the flush() method to clear these buffers."},
		{Name: "flush", Sig: "(mode=zlib.Z_FINISH, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
			mode, exc := intArg(t, a[0], int(deflate.Finish))
			if exc != nil {
				return value{}, exc
			}
			c := asCompressor(self)
			if mode == int(deflate.NoFlush) {
				return py.BytesV(nil), nil
			}
			if c.done && mode == int(deflate.Finish) || mode < 0 || mode > 5 || c.done {
				return value{}, m.fail(codeStream, "while flushing", "inconsistent stream state")
			}
			c.done = mode == int(deflate.Finish)
			return py.BytesV(c.z.Compress(nil, deflate.Flush(mode))), nil
		}, Doc: "Return a bytes object containing any remaining compressed data.\n\n  mode\n    One of the constants Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH.\n    If mode == Z_FINISH, the compressor object can no longer be\n    used after calling the flush() method.  Otherwise, more data\n    can still be compressed."},
		{Name: "copy", Sig: "()", F0: copyOf, Doc: "Return a copy of the compression object."},
		{Name: "__copy__", Sig: "()", F0: copyOf},
		{Name: "__deepcopy__", Sig: "(memo, /)", F1: func(t *thread, self, memo value) (value, *excp) { return copyOf(t, self) }},
	}})
}

// decompressor is a zlib.Decompress.
type decompressor struct {
	py.Header
	m      *module
	engine *engine
	unused []byte // what came after the end of the stream
	tail   []byte // input that has not been used for want of room
	eof    bool
	closed bool // by flush, once the end has been reached
}

func asDecompressor(v value) *decompressor { return (*decompressor)(v.Ptr()) }

// take decompresses and sorts what is left of the input.
func (d *decompressor) take(data []byte, most int) (value, *excp) {
	if d.closed {
		return value{}, d.m.fail(codeStream, "while decompressing data", "inconsistent stream state")
	}
	if d.eof {
		d.end(append([]byte(nil), data...))
		return py.BytesV(nil), nil
	}
	out, rest, err := d.engine.Decompress(data, most)
	if err != nil {
		return value{}, d.m.dataError(err, "while decompressing data")
	}
	rest = append([]byte(nil), rest...)
	if d.engine.Done() {
		d.eof = true
		d.end(rest)
	} else {
		d.tail = rest
	}
	return py.BytesV(out), nil
}

// end takes what comes after the end of the stream. The library has it as a tail once more if
// there was one before.
func (d *decompressor) end(rest []byte) {
	d.unused = append(append([]byte(nil), d.unused...), rest...)
	if len(d.tail) > 0 {
		d.tail = rest
	}
}

func (m *module) defineDecompress() *py.Type {
	copyOf := func(t *thread, self value) (value, *excp) {
		d := asDecompressor(self)
		if d.closed {
			return value{}, py.ValueErrorf("Inconsistent stream state")
		}
		n := &decompressor{m: m, engine: d.engine.clone(), unused: d.unused, tail: d.tail, eof: d.eof}
		n.SetType(self.Type())
		return n.V(), nil
	}
	return py.NewType(&py.StaticType{Name: "zlib.Decompress", Flags: py.DisallowNew,
		Members: []py.Member{
			{Name: "unused_data", Get: func(self value) value { return py.BytesV(asDecompressor(self).unused) }},
			{Name: "unconsumed_tail", Get: func(self value) value { return py.BytesV(asDecompressor(self).tail) }},
			{Name: "eof", Get: func(self value) value { return py.Bool(asDecompressor(self).eof) }},
		},
		Methods: []py.Method{
			{Name: "decompress", Sig: "(data, /, max_length=0)", FN: func(t *thread, self value, a []value) (value, *excp) {
				data, exc := py.BytesLike(t, a[0])
				if exc != nil {
					return value{}, exc
				}
				most := 0
				if a[1].Bound() {
					if most, exc = py.SsizeArg(t, a[1]); exc != nil {
						return value{}, exc
					}
				}
				if most < 0 {
					return value{}, py.ValueErrorf("max_length must be non-negative")
				}
				if most == 0 {
					most = -1
				}
				return asDecompressor(self).take(data, most)
			}, Doc: "Return a bytes object containing the decompressed version of the data.\n\n  data\n    The binary data to decompress.\n  max_length\n    The maximum allowable length of the decompressed data.\n    Unconsumed input data will be stored in\n    the unconsumed_tail attribute.\n\nAfter calling this function, some of the input data may still be stored in\ninternal buffers for later processing.\nCall the flush() method to clear these buffers."},
			{Name: "flush", Sig: "(length=zlib.DEF_BUF_SIZE, /)", FN: func(t *thread, self value, a []value) (value, *excp) {
				if a[0].Bound() {
					n, exc := py.SsizeArg(t, a[0])
					if exc != nil {
						return value{}, exc
					}
					if n <= 0 {
						return value{}, py.ValueErrorf("length must be greater than zero")
					}
				}
				d := asDecompressor(self)
				if d.closed {
					return value{}, m.fail(codeStream, "while flushing", "inconsistent stream state")
				}
				v, exc := d.take(d.tail, -1)
				d.closed = d.eof
				return v, exc
			}, Doc: "Return a bytes object containing any remaining decompressed data.\n\n  length\n    the initial size of the output buffer."},
			{Name: "copy", Sig: "()", F0: copyOf, Doc: "Return a copy of the decompression object."},
			{Name: "__copy__", Sig: "()", F0: copyOf},
			{Name: "__deepcopy__", Sig: "(memo, /)", F1: func(t *thread, self, memo value) (value, *excp) { return copyOf(t, self) }},
		}})
}
