// This file pickles arrays: items travel in a format that other machines know.

package array

import (
	"encoding/binary"
	"slices"

	"adder/runtime/py"
)

// machineFormat is a representation of items: its code is the index in the table.
type machineFormat struct {
	size   int
	signed bool
	kind   byte // i, f, or u for characters
	big    bool
}

func machineFormats() []machineFormat {
	list := []machineFormat{{1, false, 'i', false}, {1, true, 'i', false}}
	for _, f := range []machineFormat{{2, false, 'i', false}, {2, true, 'i', false}, {4, false, 'i', false}, {4, true, 'i', false},
		{8, false, 'i', false}, {8, true, 'i', false}, {4, true, 'f', false}, {8, true, 'f', false}, {2, false, 'u', false}, {4, false, 'u', false}} {
		big := f
		big.big = true
		list = append(list, f, big)
	}
	return list
}

// formatOf returns the format of a typecode's items.
func formatOf(code byte) machineFormat {
	size := sizeOf(code)
	big := size > 1 && binary.NativeEndian.Uint16([]byte{0, 1}) == 1
	switch {
	case isText(code):
		return machineFormat{4, false, 'u', big}
	case code == 'f' || code == 'd':
		return machineFormat{size, true, 'f', big}
	}
	return machineFormat{size, code >= 'a', 'i', big}
}

// reduce is __reduce_ex__.
func reduce(t *thread, self, protocol value) (value, *excp) {
	a := as(self)
	dict, exc := py.LookupAttr(t, self, py.Intern("__dict__"))
	if exc != nil {
		return value{}, exc
	}
	if dict.IsUnbound() {
		dict = py.None
	}
	if !protocol.IsAnyInt() {
		return value{}, py.TypeErrorf("__reduce_ex__ argument should be an integer")
	}
	proto, exc := py.CInt(t, protocol)
	if exc != nil {
		return value{}, exc
	}
	code := py.StrV(string(a.code))
	if proto < 3 {
		list, exc := toList(t, self)
		if exc != nil {
			return value{}, exc
		}
		return py.NewTuple(self.Type().V(), py.NewTuple(code, list).V(), dict).V(), nil
	}
	rebuild, exc := py.ImportAttr(t, "array", "_array_reconstructor")
	if exc != nil {
		return value{}, exc
	}
	format := slices.Index(machineFormats(), formatOf(a.code))
	args := py.NewTuple(self.Type().V(), code, py.Int(int64(format)), py.BytesV(slices.Clone(a.data)))
	return py.NewTuple(rebuild, args.V(), dict).V(), nil
}

// reconstruct is _array_reconstructor(arraytype, typecode, mformat_code, items).
func reconstruct(t *thread, self value, args []value) (value, *excp) {
	typ := py.ClassOf(args[0])
	if typ == nil {
		return value{}, py.TypeErrorf("first argument must be a type object, not %s", py.TypeName(args[0]))
	}
	if !typ.IsSubtype(arrayType) {
		return value{}, py.TypeErrorf("%s is not a subtype of array.array", typ.TpName())
	}
	if !args[1].IsStr() || py.AsStr(args[1]).Len() != 1 {
		return value{}, py.TypeErrorf("_array_reconstructor() argument 2 must be a unicode character, not %s", py.TypeName(args[1]))
	}
	c := py.AsStr(args[1]).At(0)
	if c >= 0x80 || sizeOf(byte(c)) == 0 {
		return value{}, py.ValueErrorf("second argument must be a valid type code")
	}
	index, exc := py.CInt(t, args[2])
	if exc != nil {
		return value{}, exc
	}
	formats := machineFormats()
	if index < 0 || index >= len(formats) {
		return value{}, py.ValueErrorf("third argument must be a valid machine format code.")
	}
	if !args[3].IsBytes() {
		return value{}, py.TypeErrorf("fourth argument should be bytes, not %s", py.TypeName(args[3]))
	}
	code, f, data := byte(c), formats[index], py.AsBytes(args[3]).Data()
	if f == formatOf(code) {
		return build(t, typ, code, args[3])
	}
	if f.kind == 'u' {
		s, exc := decodeChars(t, f, args[3])
		if exc != nil {
			return value{}, exc
		}
		return build(t, typ, code, s.V())
	}
	if len(data)%f.size != 0 {
		return value{}, py.ValueErrorf("bytes length not a multiple of item size")
	}
	// Items of the machine's own order are taken as they are.
	native := slices.Clone(data)
	if f.big != formatOf('d').big && f.size > 1 {
		for i := 0; i < len(native); i += f.size {
			slices.Reverse(native[i : i+f.size])
		}
	}
	from := codeOf(f)
	if f.kind == 'i' {
		code = from
	}
	list, exc := toList(t, newArray(arrayType, from, native).V())
	if exc != nil {
		return value{}, exc
	}
	return build(t, typ, code, list)
}

// codeOf returns the first typecode whose items have the size and the kind of a format.
func codeOf(f machineFormat) byte {
	for i := range len(typecodes) {
		code := typecodes[i]
		g := formatOf(code)
		if g.kind == f.kind && g.size == f.size && g.signed == f.signed {
			return code
		}
	}
	return 'B'
}

// build makes an array by its constructor.
func build(t *thread, typ *py.Type, code byte, items value) (value, *excp) {
	return py.Call2(t, typ.V(), py.StrV(string(code)), items)
}

func decodeChars(t *thread, f machineFormat, data value) (*py.Str, *excp) {
	name := "utf-16-le"
	switch {
	case f.size == 2 && f.big:
		name = "utf-16-be"
	case f.size == 4 && f.big:
		name = "utf-32-be"
	case f.size == 4:
		name = "utf-32-le"
	}
	return py.DecodeStr(t, "decode", data, py.StrV(name), value{})
}
