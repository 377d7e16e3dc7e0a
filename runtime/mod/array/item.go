// This file converts items between objects and memory.

package array

import (
	"encoding/binary"
	"math"

	"adder/runtime/py"
)

// typecodes are the codes of the item types.
const typecodes = "bBuwhHiIlLqQfd"

// sizeOf returns the size of an item, 0 if there is no such typecode.
func sizeOf(code byte) int {
	switch code {
	case 'u', 'w':
		return 4
	case 'b', 'B', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q', 'f', 'd':
		return py.NativeSize(code)
	}
	return 0
}

func isText(code byte) bool { return code == 'u' || code == 'w' }

// load returns the item that mem starts with.
func load(code byte, mem []byte) (value, *excp) {
	if isText(code) {
		c := binary.NativeEndian.Uint32(mem)
		if c > 0x10ffff {
			return value{}, py.ValueErrorf("character U+%x is not in range [U+0000; U+10ffff]", c)
		}
		return py.StrOfRune(rune(c)).V(), nil
	}
	return py.UnpackNative(code, mem), nil
}

// intLimits holds the bounds of an integer type and what errors call it.
type intLimits struct {
	min, max int64
	name     string
}

// store converts v and writes it at the start of mem.
func store(t *thread, code byte, mem []byte, v value) *excp {
	switch code {
	case 'u', 'w':
		return storeChar(mem, v)
	case 'f', 'd':
		f, exc := py.AsFloat64(t, v)
		if exc != nil {
			return exc
		}
		if code == 'f' {
			binary.NativeEndian.PutUint32(mem, math.Float32bits(float32(f)))
		} else {
			binary.NativeEndian.PutUint64(mem, math.Float64bits(f))
		}
		return nil
	}
	i, exc := py.IndexOf(t, v)
	if exc != nil {
		return exc
	}
	bits, exc := intItem(code, i)
	if exc != nil {
		return exc
	}
	var word [8]byte
	binary.NativeEndian.PutUint64(word[:], bits)
	copy(mem[:sizeOf(code)], word[:])
	return nil
}

func storeChar(mem []byte, v value) *excp {
	if !v.IsStr() {
		return py.TypeErrorf("array item must be a unicode character, not %s", py.TypeName(v))
	}
	s := py.AsStr(v)
	if s.Len() != 1 {
		return py.TypeErrorf("array item must be a unicode character, not a string of length %d", s.Len())
	}
	binary.NativeEndian.PutUint32(mem, uint32(s.At(0)))
	return nil
}

// intItem returns the bits of an int for a typecode. The errors are those of C's conversions,
// which differ from type to type.
func intItem(code byte, v value) (uint64, *excp) {
	n, fits := py.ToInt64(v)
	negative := py.ToBig(v).Sign() < 0
	switch code {
	case 'I', 'L':
		if negative {
			return 0, py.OverflowErrorf("can't convert negative value to unsigned int")
		}
		bits, ok := py.IntBits(v, 8, false)
		if !ok {
			return 0, py.OverflowErrorf("Python int too large to convert to C unsigned long")
		}
		if code == 'I' && bits > math.MaxUint32 {
			return 0, py.OverflowErrorf("unsigned int is greater than maximum")
		}
		return bits, nil
	case 'Q':
		if negative {
			return 0, py.OverflowErrorf("can't convert negative int to unsigned")
		}
		bits, ok := py.IntBits(v, 8, false)
		if !ok {
			return 0, py.OverflowErrorf("int too big to convert")
		}
		return bits, nil
	case 'q':
		if !fits {
			return 0, py.OverflowErrorf("int too big to convert")
		}
		return uint64(n), nil
	}
	if !fits {
		return 0, py.OverflowErrorf("Python int too large to convert to C long")
	}
	for _, l := range limitsOf(code) {
		if n < l.min {
			return 0, py.OverflowErrorf("%s is less than minimum", l.name)
		}
		if n > l.max {
			return 0, py.OverflowErrorf("%s is greater than maximum", l.name)
		}
	}
	return uint64(n), nil
}

// limitsOf returns the bounds that are checked one after the other.
func limitsOf(code byte) []intLimits {
	short := intLimits{math.MinInt16, math.MaxInt16, "signed short integer"}
	integer := intLimits{math.MinInt32, math.MaxInt32, "signed integer"}
	switch code {
	case 'b':
		return []intLimits{short, {math.MinInt8, math.MaxInt8, "signed char"}}
	case 'B':
		return []intLimits{{0, math.MaxUint8, "unsigned byte integer"}}
	case 'h':
		return []intLimits{short}
	case 'H':
		return []intLimits{integer, {0, math.MaxUint16, "unsigned short"}}
	case 'i':
		return []intLimits{integer}
	}
	return nil
}
