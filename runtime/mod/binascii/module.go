// This file defines the module and how its functions take arguments.

// Package binascii is the binascii module: conversions between binary data and ASCII.
package binascii

import (
	"adder/runtime/py"
)

type (
	value  = py.Value
	thread = py.Thread
	excp   = py.Exc
)

// module is the state of the module.
type module struct {
	error    *py.Type
	digits   [256]byte   // values of base64's digits, 0xff for other characters
	crcTable [256]uint16 // of crc_hqx
}

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	m := &module{}
	for i := range m.digits {
		m.digits[i] = 0xff
	}
	for i := range base64Digits {
		m.digits[base64Digits[i]] = byte(i)
	}
	for i := range m.crcTable {
		m.crcTable[i] = crcOf(uint16(i) << 8)
	}
	return &py.ModuleDef{Name: "binascii", Doc: "Conversion between binary data and ASCII", Methods: m.methods(), Exec: m.exec}
}

func (m *module) exec(t *thread, mod *py.Module) *excp {
	var exc *excp
	if m.error, exc = py.NewExcClass(t, "binascii.Error", "", py.ValueError); exc != nil {
		return exc
	}
	incomplete, exc := py.NewExcClass(t, "binascii.Incomplete", "", py.Exception)
	if exc != nil {
		return exc
	}
	mod.Dict.SetStr(py.Intern("Error"), m.error.V())
	mod.Dict.SetStr(py.Intern("Incomplete"), incomplete.V())
	return nil
}

func (m *module) errorf(format string, args ...any) *excp { return py.Errorf(m.error, format, args...) }

// asciiData returns the bytes of an argument that is ASCII text: a str or bytes-like.
func asciiData(t *thread, v value) ([]byte, *excp) {
	if v.IsStr() {
		s := py.AsStr(v)
		if !s.IsASCII() {
			return nil, py.ValueErrorf("string argument should contain only ASCII characters")
		}
		return []byte(s.String()), nil
	}
	data, ok := py.BytesOf(v)
	if !ok {
		return nil, py.TypeErrorf("argument should be bytes, buffer or ASCII string, not '%s'", py.TypeName(v))
	}
	return data, nil
}

// truth converts an optional argument that is a flag.
func truth(t *thread, v value, missing bool) (bool, *excp) {
	if v.IsUnbound() {
		return missing, nil
	}
	return py.Truth(t, v)
}

// decoder makes a function of ASCII text.
func decoder(f func(data []byte) ([]byte, *excp)) func(t *thread, self, v value) (value, *excp) {
	return func(t *thread, self, v value) (value, *excp) {
		data, exc := asciiData(t, v)
		if exc != nil {
			return value{}, exc
		}
		out, exc := f(data)
		if exc != nil {
			return value{}, exc
		}
		return py.BytesV(out), nil
	}
}

// flagged makes a function of data, ASCII text or binary, and flags with their defaults.
func flagged(text bool, f func(data []byte, flags []bool) ([]byte, *excp), missing ...bool) func(t *thread, self value, a []value) (value, *excp) {
	return func(t *thread, self value, a []value) (value, *excp) {
		convert := py.BytesLike
		if text {
			convert = asciiData
		}
		data, exc := convert(t, a[0])
		if exc != nil {
			return value{}, exc
		}
		flags := make([]bool, len(missing))
		for i := range flags {
			if flags[i], exc = truth(t, a[i+1], missing[i]); exc != nil {
				return value{}, exc
			}
		}
		out, exc := f(data, flags)
		if exc != nil {
			return value{}, exc
		}
		return py.BytesV(out), nil
	}
}

func (m *module) methods() []py.Method {
	unhex := decoder(m.unhex)
	return []py.Method{
		{Name: "a2b_base64", Sig: "(data, /, *, strict_mode=False)", Doc: "Decode a line of base64 data.\n\n  strict_mode\n    When set to True, bytes that are not part of the base64 standard are not allowed.\n    The same applies to excess data after padding (= / ==).", FN: flagged(true, m.decode64, false)},
		{Name: "a2b_hex", Sig: "(hexstr, /)", Doc: "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).\nThis function is also available as \"unhexlify()\".", F1: unhex},
		{Name: "a2b_qp", Sig: "(data, header=False)", Doc: "Decode a string of qp-encoded data.", FN: flagged(true, decodeQP, false)},
		{Name: "a2b_uu", Sig: "(data, /)", Doc: "Decode a line of uuencoded data.", F1: decoder(m.decodeUU)},
		{Name: "b2a_base64", Sig: "(data, /, *, newline=True)", Doc: "Base64-code line of data.", FN: flagged(false, encode64, true)},
		{Name: "b2a_hex", Sig: "(data, sep=<unrepresentable>, bytes_per_sep=1)", Doc: "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as \"hexlify()\".\n\nExample:\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef')\nb'b901ef'\n>>> binascii.hexlify(b'\\xb9\\x01\\xef', ':')\nb'b9:01:ef'\n>>> binascii.b2a_hex(b'\\xb9\\x01\\xef', b'_', 2)\nb'b9_01ef'", FN: hex},
		{Name: "b2a_qp", Sig: "(data, quotetabs=False, istext=True, header=False)", Doc: "Encode a string using quoted-printable encoding.\n\nOn encoding, when istext is set, newlines are not encoded, and white\nspace at end of lines is.  When istext is not set, \\r and \\n (CR/LF)\nare both encoded.  When quotetabs is set, space and tabs are encoded.", FN: flagged(false, encodeQP, false, true, false)},
		{Name: "b2a_uu", Sig: "(data, /, *, backtick=False)", Doc: "Uuencode line of data.", FN: flagged(false, m.encodeUU, false)},
		{Name: "crc32", Sig: "(data, crc=0, /)", Doc: "Compute CRC-32 incrementally.", FN: crc32Of},
		{Name: "crc_hqx", Sig: "(data, crc, /)", Doc: "Compute CRC-CCITT incrementally.", F2: m.crcHQX},
		{Name: "hexlify", Sig: "(data, sep=<unrepresentable>, bytes_per_sep=1)", Doc: "Hexadecimal representation of binary data.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from the\n    right, negative values count from the left.\n\nThe return value is a bytes object.  This function is also\navailable as \"b2a_hex()\".", FN: hex},
		{Name: "unhexlify", Sig: "(hexstr, /)", Doc: "Binary data of hexadecimal representation.\n\nhexstr must contain an even number of hex digits (upper or lower case).", F1: unhex},
	}
}
