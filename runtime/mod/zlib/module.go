// This file defines the module and its functions.

// Package zlib is the zlib module.
package zlib

import (
	"errors"
	"hash/crc32"

	"adder/runtime/internal/deflate"
	"adder/runtime/internal/inflate"
	"adder/runtime/mod/streams"
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// module is the state of the module.
type module struct {
	error                              *py.Type
	compressType, decompressType, zlib *py.Type
}

// Error codes of the library.
const (
	codeNeedDict = 2
	codeStream   = -2
	codeData     = -3
	codeBuf      = -5
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	m := &module{}
	return &py.ModuleDef{Name: "zlib", Methods: m.methods(), Exec: m.exec,
		Doc: "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.\n\nadler32(string[, start]) -- Compute an Adler-32 checksum.\ncompress(data[, level]) -- Compress data, with compression level 0-9 or -1.\ncompressobj([level[, ...]]) -- Return a compressor object.\ncrc32(string[, start]) -- Compute a CRC-32 checksum.\ndecompress(string,[wbits],[bufsize]) -- Decompresses a compressed string.\ndecompressobj([wbits[, zdict]]) -- Return a decompressor object.\n\n'wbits' is window buffer size and container format.\nCompressor objects support compress() and flush() methods; decompressor\nobjects support decompress() and flush()."}
}

func (m *module) exec(t *thread, mod *py.Module) *excp {
	var exc *excp
	if m.error, exc = py.NewExcClass(t, "zlib.error", "", py.Exception); exc != nil {
		return exc
	}
	m.compressType, m.decompressType = m.defineCompress(), m.defineDecompress()
	sig := &py.Signature{Text: "(wbits=15, zdict=b'')"}
	m.zlib = py.NewType(&py.StaticType{Name: "zlib._ZlibDecompressor", Flags: py.BaseType, Sig: sig.Text, Methods: streams.Methods(), Members: streams.Members(),
		Doc: "Create a decompressor object for decompressing data incrementally.\n\n  wbits = 15\n  zdict\n     The predefined compression dictionary. This is a sequence of bytes\n     (such as a bytes object) containing subsequences that are expected\n     to occur frequently in the data that is to be compressed. Those\n     subsequences that are expected to be most common should come at the\n     end of the dictionary. This must be the same dictionary as used by the\n     compressor that produced the input data.",
		Slots: py.Slots{New: func(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
			a, exc := py.BindArgs("_ZlibDecompressor", sig, args, kw)
			if exc != nil {
				return value{}, exc
			}
			e, exc := m.newEngine(t, a[0], a[1])
			if exc != nil {
				return value{}, exc
			}
			return streams.New(typ, e, func(err error) *excp { return m.dataError(err, "while decompressing data") }).V(), nil
		}}})
	d := mod.Dict
	d.SetStr(py.Intern("error"), m.error.V())
	d.SetStr(py.Intern("_ZlibDecompressor"), m.zlib.V())
	for _, c := range [...]struct {
		name string
		n    int64
	}{{"MAX_WBITS", 15}, {"DEFLATED", 8}, {"DEF_MEM_LEVEL", 8}, {"DEF_BUF_SIZE", 16384}, {"Z_BEST_SPEED", 1}, {"Z_BEST_COMPRESSION", 9},
		{"Z_NO_COMPRESSION", 0}, {"Z_DEFAULT_COMPRESSION", -1}, {"Z_DEFAULT_STRATEGY", 0}, {"Z_FILTERED", 1}, {"Z_HUFFMAN_ONLY", 2}, {"Z_RLE", 3}, {"Z_FIXED", 4},
		{"Z_NO_FLUSH", 0}, {"Z_PARTIAL_FLUSH", 1}, {"Z_SYNC_FLUSH", 2}, {"Z_FULL_FLUSH", 3}, {"Z_FINISH", 4}, {"Z_BLOCK", 5}, {"Z_TREES", 6}} {
		d.SetStr(py.Intern(c.name), py.Int(c.n))
	}
	for name, text := range map[string]string{"ZLIB_VERSION": "1.3.1", "ZLIB_RUNTIME_VERSION": "1.3.1", "__version__": "1.0"} {
		d.SetStr(py.Intern(name), py.StrV(text))
	}
	return nil
}

// fail makes the error of a code of the library.
func (m *module) fail(code int, doing, text string) *excp {
	if text == "" {
		return py.Errorf(m.error, "Error %d %s", code, doing)
	}
	return py.Errorf(m.error, "Error %d %s: %s", code, doing, text)
}

// dataError makes an exception of an error of inflate.
func (m *module) dataError(err error, doing string) *excp {
	if errors.Is(err, inflate.NeedDict) {
		return m.fail(codeNeedDict, doing, "")
	}
	if errors.Is(err, errDict) {
		return m.fail(codeData, "while setting zdict", "invalid input data")
	}
	return m.fail(codeData, doing, err.Error())
}

// outFormat interprets wbits for compression.
func outFormat(wbits int) (f deflate.Format, bits int, ok bool) {
	switch {
	case wbits < 0:
		return deflate.Raw, -wbits, wbits >= -15 && wbits <= -9
	case wbits > 15:
		return deflate.Gzip, max(wbits-16, 9), wbits >= 24 && wbits <= 31
	}
	return deflate.Zlib, max(wbits, 9), wbits >= 8
}

// inFormat interprets wbits for decompression.
func inFormat(wbits int) (f inflate.Format, bits int, ok bool) {
	switch {
	case wbits < 0:
		return inflate.Raw, -wbits, wbits >= -15 && wbits <= -8
	case wbits == 0:
		return inflate.Zlib, 0, true
	case wbits <= 15:
		return inflate.Zlib, wbits, wbits >= 8
	case wbits <= 31:
		return inflate.Gzip, wbits - 16, wbits >= 24 || wbits == 16
	}
	return inflate.Auto, wbits - 32, wbits >= 40 && wbits <= 47 || wbits == 32
}

// intArg converts an optional argument of type int.
func intArg(t *thread, v value, missing int) (int, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	return py.CInt(t, v)
}

// errDict says that a dictionary is not the one that the stream needs.
const errDict = inflate.Error("wrong dictionary")

// engine is a decompression whose dictionary is at hand.
type engine struct {
	*inflate.Decompressor
	dict []byte
}

func (e *engine) Decompress(in []byte, most int) (out, rest []byte, err error) {
	out, rest, err = e.Decompressor.Decompress(in, most)
	if errors.Is(err, inflate.NeedDict) && e.dict != nil {
		if !e.SetDictionary(e.dict) {
			return nil, rest, errDict
		}
		var more []byte
		left := most
		if most >= 0 {
			left -= len(out)
		}
		more, rest, err = e.Decompressor.Decompress(rest, left)
		out = append(out, more...)
	}
	return out, rest, err
}

func (e *engine) clone() *engine { return &engine{e.Decompressor.Clone(), e.dict} }

// newEngine makes a decompression of the arguments wbits and zdict.
func (m *module) newEngine(t *thread, wbitsArg, dictArg value) (*engine, *excp) {
	wbits, exc := intArg(t, wbitsArg, 15)
	if exc != nil {
		return nil, exc
	}
	e := &engine{}
	if dictArg.Bound() {
		if !py.IsBytesLike(dictArg) {
			return nil, py.TypeErrorf("zdict argument must support the buffer protocol")
		}
		if e.dict, exc = py.BytesLike(t, dictArg); exc != nil {
			return nil, exc
		}
		e.dict = append([]byte{}, e.dict...)
	}
	format, bits, ok := inFormat(wbits)
	if !ok {
		return nil, py.ValueErrorf("Invalid initialization option")
	}
	e.Decompressor = inflate.New(format, bits)
	if format == inflate.Raw && len(e.dict) > 0 {
		e.SetDictionary(e.dict)
	}
	return e, nil
}

func (m *module) compress(t *thread, self value, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	level, exc := intArg(t, a[1], -1)
	if exc != nil {
		return value{}, exc
	}
	wbits, exc := intArg(t, a[2], 15)
	if exc != nil {
		return value{}, exc
	}
	format, bits, ok := outFormat(wbits)
	if level < -1 || level > 9 || !ok {
		return value{}, py.Errorf(m.error, "Bad compression level")
	}
	if level == -1 {
		level = 6
	}
	return py.BytesV(deflate.New(level, format, bits, 8, deflate.Default).Compress(data, deflate.Finish)), nil
}

func (m *module) decompress(t *thread, self value, a []value) (value, *excp) {
	data, exc := py.BytesLike(t, a[0])
	if exc != nil {
		return value{}, exc
	}
	wbits, exc := intArg(t, a[1], 15)
	if exc != nil {
		return value{}, exc
	}
	if a[2].Bound() {
		n, exc := py.SsizeArg(t, a[2])
		if exc != nil {
			return value{}, exc
		}
		if n < 0 {
			return value{}, py.ValueErrorf("bufsize must be non-negative")
		}
	}
	format, bits, ok := inFormat(wbits)
	if !ok {
		return value{}, m.fail(codeStream, "while preparing to decompress data", "inconsistent stream state")
	}
	d := inflate.New(format, bits)
	out, _, err := d.Decompress(data, -1)
	if err != nil {
		return value{}, m.dataError(err, "while decompressing data")
	}
	if !d.Done() {
		return value{}, m.fail(codeBuf, "while decompressing data", "incomplete or truncated stream")
	}
	return py.BytesV(out), nil
}

// checksum makes crc32 and adler32.
func checksum(start uint64, update func(sum uint32, data []byte) uint32) func(t *thread, self value, a []value) (value, *excp) {
	return func(t *thread, self value, a []value) (value, *excp) {
		data, exc := py.BytesLike(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		sum := start
		if a[1].Bound() {
			if sum, exc = py.MaskArg(t, a[1]); exc != nil {
				return value{}, exc
			}
		}
		return py.Int(int64(update(uint32(sum), data))), nil
	}
}

func (m *module) methods() []py.Method {
	return []py.Method{
		{Name: "adler32", Sig: "(data, value=1, /)", Doc: "Compute an Adler-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.", FN: checksum(1, deflate.Adler32)},
		{Name: "compress", Sig: "(data, /, level=Z_DEFAULT_COMPRESSION, wbits=MAX_WBITS)", Doc: "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n  level\n    Compression level, in 0-9 or -1.\n  wbits\n    The window buffer size and container format.", FN: m.compress},
		{Name: "compressobj", Sig: "(level=Z_DEFAULT_COMPRESSION, method=DEFLATED,\n            wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL,\n            strategy=Z_DEFAULT_STRATEGY, zdict=<unrepresentable>)", Doc: "Return a compressor object.\n\n  level\n    The compression level (an integer in the range 0-9 or -1; default is\n    currently equivalent to 6).  Higher compression levels are slower,\n    but produce smaller results.\n  method\n    The compression algorithm.  If given, this must be DEFLATED.\n  wbits\n    +9 to +15: The base-two logarithm of the window size.  Include a zlib\n        container.\n    -9 to -15: Generate a raw stream.\n    +25 to +31: Include a gzip container.\n  memLevel\n    Controls the amount of memory used for internal compression state.\n    Valid values range from 1 to 9.  Higher values result in higher memory\n    usage, faster compression, and smaller output.\n  strategy\n    Used to tune the compression algorithm.  Possible values are\n    Z_DEFAULT_STRATEGY, Z_FILTERED, and Z_HUFFMAN_ONLY.\n  zdict\n    The predefined compression dictionary - a sequence of bytes\n    containing subsequences that are likely to occur in the input data.", FN: m.compressObj},
		{Name: "crc32", Sig: "(data, value=0, /)", Doc: "Compute a CRC-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer.", FN: checksum(0, func(sum uint32, data []byte) uint32 { return crc32.Update(sum, crc32.IEEETable, data) })},
		{Name: "decompress", Sig: "(data, /, wbits=MAX_WBITS, bufsize=DEF_BUF_SIZE)", Doc: "Returns a bytes object containing the uncompressed data.\n\n  data\n    Compressed data.\n  wbits\n    The window buffer size and container format.\n  bufsize\n    The initial output buffer size.", FN: m.decompress},
		{Name: "decompressobj", Sig: "(wbits=MAX_WBITS, zdict=b'')", Doc: "Return a decompressor object.\n\n  wbits\n    The window buffer size and container format.\n  zdict\n    The predefined compression dictionary.  This must be the same\n    dictionary as used by the compressor that produced the input data.", FN: func(t *thread, self value, a []value) (value, *excp) {
			e, exc := m.newEngine(t, a[0], a[1])
			if exc != nil {
				return value{}, exc
			}
			d := &decompressor{m: m, engine: e}
			d.SetType(m.decompressType)
			return d.V(), nil
		}},
	}
}
