// This file converts between objects and the machine's own representation of numbers, as the
// items of memoryviews are.

package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"unsafe"

	"adder/runtime/internal/float16"
)

// NativeSize returns the size of an item of a native format, 0 if there is no such format.
func NativeSize(format byte) int {
	switch format {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'f':
		return 4
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'd', 'P':
		return 8
	}
	return 0
}

// nativeFormat returns the character of a native format, which may follow an @, and 0 if the
// format is no single native one.
func nativeFormat(format string) byte {
	if len(format) == 2 && format[0] == '@' {
		format = format[1:]
	}
	if len(format) == 1 && NativeSize(format[0]) > 0 {
		return format[0]
	}
	return 0
}

// IntOfUint64 returns an int that may be beyond int64.
func IntOfUint64(u uint64) Value {
	if u <= math.MaxInt64 {
		return Int(int64(u))
	}
	return BigInt(new(big.Int).SetUint64(u))
}

// UnpackNative returns the item of a native format that mem starts with.
func UnpackNative(format byte, mem []byte) Value {
	order := binary.NativeEndian
	switch format {
	case 'B':
		return Int(int64(mem[0]))
	case 'b':
		return Int(int64(int8(mem[0])))
	case 'c':
		return byteObject(mem[0]).V()
	case '?':
		return Bool(mem[0] != 0)
	case 'h':
		return Int(int64(int16(order.Uint16(mem))))
	case 'H':
		return Int(int64(order.Uint16(mem)))
	case 'i':
		return Int(int64(int32(order.Uint32(mem))))
	case 'I':
		return Int(int64(order.Uint32(mem)))
	case 'l', 'q', 'n':
		return Int(int64(order.Uint64(mem)))
	case 'L', 'Q', 'N', 'P':
		return IntOfUint64(order.Uint64(mem))
	case 'f':
		return Float(float64(math.Float32frombits(order.Uint32(mem))))
	case 'd':
		return Float(math.Float64frombits(order.Uint64(mem)))
	case 'e':
		return Float(float16.Float(order.Uint16(mem)))
	}
	panic("adder: bug in UnpackNative: unknown format")
}

// packNative stores an item of a native format into mem.
func packNative(t *Thread, format byte, mem []byte, v Value) *Exc {
	switch format {
	case '?':
		b, exc := Truth(t, v)
		mem[0] = *(*byte)(unsafe.Pointer(&b))
		return exc
	case 'c':
		if !v.IsBytes() {
			return invalidItem(TypeError, "type", format)
		}
		if len(AsBytes(v).data) != 1 {
			return invalidItem(ValueError, "value", format)
		}
		mem[0] = AsBytes(v).data[0]
		return nil
	case 'f', 'd', 'e':
		return packNativeFloat(t, format, mem, v)
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return itemError(exc, format)
	}
	u, ok := IntBits(i, NativeSize(format), format >= 'a')
	if format == 'P' { // any address, also as a negative number
		u, ok = IntBits(i, 8, ToBig(i).Sign() < 0)
	}
	if !ok {
		return invalidItem(ValueError, "value", format)
	}
	var word [8]byte
	binary.NativeEndian.PutUint64(word[:], u)
	copy(mem[:NativeSize(format)], word[:])
	return nil
}

// IntBits returns an int as the bits of a number of size bytes; ok is false if it does not fit.
func IntBits(v Value, size int, signed bool) (bits uint64, ok bool) {
	i, fits := ToInt64(v)
	if !fits {
		if u := ToBig(v); size == 8 && !signed && u.IsUint64() {
			return u.Uint64(), true
		}
		return 0, false
	}
	shift := 64 - 8*size
	switch {
	case signed:
		return uint64(i), i<<shift>>shift == i
	case i < 0:
		return 0, false
	}
	return uint64(i), uint64(i)<<shift>>shift == uint64(i)
}

func packNativeFloat(t *Thread, format byte, mem []byte, v Value) *Exc {
	f, exc := AsFloat64(t, v)
	if exc != nil {
		return itemError(exc, format)
	}
	order := binary.NativeEndian
	switch format {
	case 'f':
		order.PutUint32(mem, math.Float32bits(float32(f)))
	case 'd':
		order.PutUint64(mem, math.Float64bits(f))
	default:
		bits, ok := float16.Bits(f)
		if !ok {
			return invalidItem(ValueError, "value", format)
		}
		order.PutUint16(mem, bits)
	}
	return nil
}

func invalidItem(typ *Type, what string, format byte) *Exc {
	return Errorf(typ, "memoryview: invalid %s for format '%c'", what, format)
}

// itemError words the errors of a conversion for memoryview.
func itemError(exc *Exc, format byte) *Exc {
	switch {
	case exc.Matches(TypeError):
		return invalidItem(TypeError, "type", format)
	case exc.Matches(OverflowError), exc.Matches(ValueError):
		return invalidItem(ValueError, "value", format)
	}
	return exc
}
