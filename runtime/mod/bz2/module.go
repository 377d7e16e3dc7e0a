// This file defines the module.

// Package bz2 is the _bz2 module.
package bz2

import (
	"runtime"

	"adder/runtime/internal/bzip2"
	"adder/runtime/mod/streams"
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// compressor is a BZ2Compressor; c is nil once it has been flushed.
type compressor struct {
	py.Header
	c *bzip2.Compressor
}

func asCompressor(v value) *compressor { return (*compressor)(v.Ptr()) }

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_bz2", Exec: func(t *thread, m *py.Module) *excp {
		m.Dict.SetStr(py.Intern("BZ2Compressor"), compressorType().V())
		m.Dict.SetStr(py.Intern("BZ2Decompressor"), decompressorType().V())
		return nil
	}}
}

func compressorType() *py.Type {
	sig := &py.Signature{Text: "(compresslevel=9, /)"}
	return py.NewType(&py.StaticType{Name: "_bz2.BZ2Compressor", Sig: sig.Text,
		Doc: "Create a compressor object for compressing data incrementally.\n\n  compresslevel\n    Compression level, as a number between 1 and 9.\n\nFor one-shot compression, use the compress() function instead.",
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs("BZ2Compressor", sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			level := 9
			if a[0].Bound() {
				if level, exc = py.CInt(t, a[0]); exc != nil {
					return value{}, exc
				}
			}
			if level < 1 || level > 9 {
				return value{}, py.ValueErrorf("compresslevel must be between 1 and 9")
			}
			c := &compressor{c: bzip2.NewCompressor(level)}
			c.SetType(typ)
			return c.V(), nil
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
				return py.BytesV(c.c.Compress(data)), nil
			}, Doc: "Provide data to the compressor object.\n\nReturns a chunk of compressed data if possible, or b'' otherwise.\n\nWhen you have finished providing data to the compressor, call the\nflush() method to finish the compression process."},
			{Name: "flush", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				c := asCompressor(self)
				if c.c == nil {
					return value{}, py.ValueErrorf("Repeated call to flush()")
				}
				out := c.c.Finish()
				c.c = nil
				return py.BytesV(out), nil
			}, Doc: "Finish the compression process.\n\nReturns the compressed data left in internal buffers.\n\nThe compressor object may not be used after this method is called."},
		}})
}

func decompressorType() *py.Type {
	return py.NewType(&py.StaticType{Name: "_bz2.BZ2Decompressor", Sig: "()", Methods: streams.Methods(), Members: streams.Members(),
		Doc: "Create a decompressor object for decompressing data incrementally.\n\nFor one-shot decompression, use the decompress() function instead.",
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			if len(args) > 0 {
				if len(kw) > 0 {
					return value{}, py.TypeErrorf("BZ2Decompressor() takes no keyword arguments")
				}
				return value{}, py.TypeErrorf("BZ2Decompressor() takes no positional arguments")
			}
			z := bzip2.NewDecompressor()
			// The decoder waits for more input in a coroutine of its own.
			runtime.AddCleanup(z, func(stop func()) { stop() }, z.Stopper())
			d := streams.New(typ, z, func(err error) *excp { return py.Errorf(py.OSError, "%s", err.Error()) })
			d.Strict = true
			return d.V(), nil
		}}})
}
