// This file defines the compressor and the decompressor.

package lzma

import (
	"runtime"
	"unsafe"

	"adder/runtime/internal/xz"
	"adder/runtime/mod/streams"
	"adder/runtime/py"
)

// compressor is an LZMACompressor; c is nil once it has been flushed.
type compressor struct {
	py.Header
	c *xz.Compressor
}

func asCompressor(v value) *compressor { return (*compressor)(v.Ptr()) }

func compressorType() *py.Type {
	sig := &py.Signature{Text: "(format=FORMAT_XZ, check=-1, preset=None, filters=None)"}
	return py.NewType(&py.StaticType{Name: "_lzma.LZMACompressor", Flags: py.BaseType,
		Doc: "LZMACompressor(format=FORMAT_XZ, check=-1, preset=None, filters=None)\n\nCreate a compressor object for compressing data incrementally.\n\nformat specifies the container format to use for the output. This can\nbe FORMAT_XZ (default), FORMAT_ALONE, or FORMAT_RAW.\n\ncheck specifies the integrity check to use. For FORMAT_XZ, the default\nis CHECK_CRC64. FORMAT_ALONE and FORMAT_RAW do not support integrity\nchecks; for these formats, check must be omitted, or be CHECK_NONE.\n\nThe settings used by the compressor can be specified either as a\npreset compression level (with the 'preset' argument), or in detail\nas a custom filter chain (with the 'filters' argument). For FORMAT_XZ\nand FORMAT_ALONE, the default is to use the PRESET_DEFAULT preset\nlevel. For FORMAT_RAW, the caller must always specify a filter chain;\nthe raw compressor does not support preset compression levels.\n\npreset (if provided) should be an integer in the range 0-9, optionally\nOR-ed with the constant PRESET_EXTREME.\n\nfilters (if provided) should be a sequence of dicts. Each dict should\nhave an entry for \"id\" indicating the ID of the filter, plus\nadditional entries for options to the filter.\n\nFor one-shot compression, use the compress() function instead.",
		Alloc: func(typ *py.Type) value {
			c := &compressor{}
			c.SetType(typ)
			return py.FromPtr(unsafe.Pointer(c))
		},
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs("LZMACompressor", sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			made, exc := newCompressor(t, a)
			if exc != nil {
				return value{}, exc
			}
			v := py.AllocOf(typ)
			asCompressor(v).c = made
			return v, nil
		}},
		Methods: []py.Method{
			{Name: "compress", Sig: "(data, /)", F1: func(t *thread, self, v value) (value, *excp) {
				data, exc := py.BytesLike(t, v)
				if exc != nil {
					return value{}, exc
				}
				c := asCompressor(self)
				if c.c == nil {
					return value{}, py.ValueErrorf("Compressor has been flushed")
				}
				out, err := c.c.Compress(data)
				if err != nil {
					return value{}, convert(err)
				}
				return py.BytesV(out), nil
			}, Doc: "Provide data to the compressor object.\n\nReturns a chunk of compressed data if possible, or b'' otherwise.\n\nWhen you have finished providing data to the compressor, call the\nflush() method to finish the compression process."},
			{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				c := asCompressor(self)
				if c.c == nil {
					return value{}, py.ValueErrorf("Repeated call to flush()")
				}
				out, err := c.c.Finish()
				c.c = nil
				if err != nil {
					return value{}, convert(err)
				}
				return py.BytesV(out), nil
			}, Doc: "Finish the compression process.\n\nReturns the compressed data left in internal buffers.\n\nThe compressor object may not be used after this method is called."},
		}})
}

func newCompressor(t *thread, a []value) (*xz.Compressor, *excp) {
	given := func(v value) bool { return v.Bound() && !v.IsNone() }
	format, check := int(xz.XZ), -1
	var exc *excp
	for i, to := range []*int{&format, &check} {
		if a[i].Bound() {
			if *to, exc = py.CInt(t, a[i]); exc != nil {
				return nil, exc
			}
		}
	}
	if given(a[2]) && given(a[3]) {
		return nil, py.ValueErrorf("Cannot specify both preset and filter chain")
	}
	preset := uint64(presetDefault)
	if given(a[2]) {
		if preset, exc = uintArg(t, a[2]); exc != nil {
			return nil, exc
		}
		if preset >= 1<<32 {
			return nil, py.OverflowErrorf("Value too large for uint32_t type")
		}
	}
	if xz.Format(format) != xz.XZ && check != -1 && check != xz.CheckNone {
		return nil, py.ValueErrorf("Integrity checks are only supported by FORMAT_XZ")
	}
	if check == -1 {
		check = xz.CheckCRC64
	}
	id := uint64(xz.LZMA2)
	switch xz.Format(format) {
	case xz.XZ:
		if !xz.CheckSupported(check) {
			return nil, lzmaErrorf("Unsupported integrity check")
		}
	case xz.Alone:
		id = xz.LZMA1
	case xz.Raw:
		if !given(a[3]) {
			return nil, py.ValueErrorf("Must specify filters for FORMAT_RAW")
		}
	default:
		return nil, py.ValueErrorf("Invalid container format: %d", format)
	}
	var chain []xz.Filter
	if given(a[3]) {
		if chain, exc = filterChain(t, a[3]); exc != nil {
			return nil, exc
		}
		if xz.Format(format) == xz.Alone && (len(chain) != 1 || chain[0].ID != xz.LZMA1) {
			return nil, py.ValueErrorf("Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter")
		}
		if len(chain) == 0 {
			return nil, lzmaErrorf("Internal error")
		}
	} else {
		f, ok := xz.Preset(id, uint32(preset))
		if !ok {
			return nil, lzmaErrorf("Invalid or unsupported options")
		}
		chain = []xz.Filter{f}
	}
	c, err := xz.NewCompressor(xz.Format(format), check, chain)
	if err != nil {
		return nil, convert(err)
	}
	return c, nil
}

func decompressorType() *py.Type {
	sig := &py.Signature{Text: "(format=FORMAT_AUTO, memlimit=None, filters=None)"}
	members := append(streams.Members(), py.Member{Name: "check", Doc: "ID of the integrity check used by the input stream.", Get: func(self value) value {
		return py.Int(int64(streams.AsDecompressor(self).Engine.(*xz.Decompressor).Check()))
	}})
	return py.NewType(&py.StaticType{Name: "_lzma.LZMADecompressor", Sig: sig.Text, Methods: streams.Methods(), Members: members,
		Doc: "Create a decompressor object for decompressing data incrementally.\n\n  format\n    Specifies the container format of the input stream.  If this is\n    FORMAT_AUTO (the default), the decompressor will automatically detect\n    whether the input is FORMAT_XZ or FORMAT_ALONE.  Streams created with\n    FORMAT_RAW cannot be autodetected.\n  memlimit\n    Limit the amount of memory used by the decompressor.  This will cause\n    decompression to fail if the input cannot be decompressed within the\n    given limit.\n  filters\n    A custom filter chain.  This argument is required for FORMAT_RAW, and\n    not accepted with any other format.  When provided, this should be a\n    sequence of dicts, each indicating the ID and options for a single\n    filter.\n\nFor one-shot decompression, use the decompress() function instead.",
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs("LZMADecompressor", sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			z, exc := newDecompressor(t, a)
			if exc != nil {
				return value{}, exc
			}
			// The decoder waits for more input in a coroutine of its own.
			runtime.AddCleanup(z, func(stop func()) { stop() }, z.Stopper())
			d := streams.New(typ, z, convert)
			d.EOFText = "Already at end of stream"
			return d.V(), nil
		}}})
}

func newDecompressor(t *thread, a []value) (*xz.Decompressor, *excp) {
	given := func(v value) bool { return v.Bound() && !v.IsNone() }
	format, limit := int(xz.Auto), uint64(0)
	var exc *excp
	if a[0].Bound() {
		if format, exc = py.CInt(t, a[0]); exc != nil {
			return nil, exc
		}
	}
	raw := xz.Format(format) == xz.Raw
	if given(a[1]) {
		if raw {
			return nil, py.ValueErrorf("Cannot specify memory limit with FORMAT_RAW")
		}
		if limit, exc = uintArg(t, a[1]); exc != nil {
			return nil, exc
		}
		limit = max(limit, 1)
	}
	switch {
	case raw && !given(a[2]):
		return nil, py.ValueErrorf("Must specify filters for FORMAT_RAW")
	case !raw && given(a[2]):
		return nil, py.ValueErrorf("Cannot specify filters except with FORMAT_RAW")
	case format < int(xz.Auto) || format > int(xz.Raw):
		return nil, py.ValueErrorf("Invalid container format: %d", format)
	}
	var chain []xz.Filter
	if raw {
		if chain, exc = filterChain(t, a[2]); exc != nil {
			return nil, exc
		}
		if len(chain) == 0 {
			return nil, convert(xz.ErrOptions)
		}
		for i := range chain {
			if _, err := chain[i].Properties(); err != nil {
				return nil, convert(err)
			}
		}
	}
	return xz.NewDecompressor(xz.Format(format), limit, chain), nil
}
