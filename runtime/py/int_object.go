// This file defines IntObject, an int beyond 64 bits or of a subclass, and conversions between
// ints and Go's.

package py

import (
	"math/big"
	"unsafe"

	"adder/frontend/code"
)

// IntObject is an int that is no immediate: beyond int64, or an instance of a subclass of int,
// whose value may be of any size.
type IntObject struct {
	Header
	v big.Int
}

// AsIntObject returns v as an IntObject; v must be an int but no immediate.
func AsIntObject(v Value) *IntObject { return (*IntObject)(v.ref) }

// V returns the int as a Value.
func (x *IntObject) V() Value { return Value{ref: unsafe.Pointer(x)} }

// IsAnyInt reports whether v is an int of any size, a bool, or an instance of a subclass.
func (v Value) IsAnyInt() bool { return v.Type().Flags&IntSubclass != 0 }

// BigInt returns an int of any size; it takes v over.
func BigInt(v *big.Int) Value {
	if v.IsInt64() {
		return Int(v.Int64())
	}
	if len(v.Bits()) <= maxWords {
		return copyBig(v).V()
	}
	return (&IntObject{Header{IntType}, *v}).V()
}

// ToBig returns the value of an int, bool or instance of a subclass of int. The result must not
// be changed.
func ToBig(v Value) *big.Int {
	if v.IsInt() || v.IsBool() {
		return big.NewInt(v.Int64())
	}
	return &AsIntObject(v).v
}

// ToInt64 returns the value of an int, bool or instance of a subclass if it fits 64 bits.
func ToInt64(v Value) (i int64, ok bool) {
	if v.IsInt() || v.IsBool() {
		return v.Int64(), true
	}
	x := &AsIntObject(v).v
	return x.Int64(), x.IsInt64()
}

// sameBigInt reports whether two ints of exact type int are equal.
func sameBigInt(a, b Value) bool {
	if a.IsInt() || b.IsInt() {
		return false
	}
	return AsIntObject(a).v.Cmp(&AsIntObject(b).v) == 0
}

// IndexInt returns v, an int or an object with __index__, as an int that fits a Go int. One
// that does not raises overflow, or is clipped if overflow is nil (PyNumber_AsSsize_t).
func IndexInt(t *Thread, v Value, overflow *Type) (int, *Exc) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	if n, ok := ToInt64(i); ok {
		return int(n), nil
	}
	if overflow == nil {
		if ToBig(i).Sign() < 0 {
			return -1 << 63, nil
		}
		return 1<<63 - 1, nil
	}
	return 0, Errorf(overflow, "cannot fit '%s' into an index-sized integer", TypeName(v))
}

// SsizeArg converts an argument that C declares a Py_ssize_t.
func SsizeArg(t *Thread, v Value) (int, *Exc) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	i, exc := IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	n, ok := ToInt64(i)
	if !ok {
		return 0, OverflowErrorf("Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}

// MaskArg converts an argument that C declares unsigned without a check of its range: the low bits.
func MaskArg(t *Thread, v Value) (uint64, *Exc) {
	i, exc := IndexOf(t, v)
	if exc != nil {
		return 0, exc
	}
	if n, ok := ToInt64(i); ok {
		return uint64(n), nil
	}
	mask := new(big.Int).SetUint64(1<<64 - 1)
	return mask.And(mask, ToBig(i)).Uint64(), nil
}

// IndexOf returns operator.index(v): an int.
func IndexOf(t *Thread, v Value) (Value, *Exc) {
	if v.IsAnyInt() {
		return v, nil
	}
	index := v.Type().Slots.Index
	if index == nil {
		return Value{}, TypeErrorf("'%s' object cannot be interpreted as an integer", TypeName(v))
	}
	r, exc := index(t, v)
	if exc != nil {
		return Value{}, exc
	}
	if !r.IsAnyInt() {
		return Value{}, TypeErrorf("__index__ returned non-int (type %s)", TypeName(r))
	}
	return r, nil
}

// FromConst returns a constant of a code object as an object. Strings that look like
// identifiers are interned, as the compiler does.
func FromConst(k code.Const) Value {
	switch k := k.(type) {
	case code.None:
		return None
	case code.EllipsisType:
		return Ellipsis
	case bool:
		return Bool(k)
	case int64:
		return Int(k)
	case *big.Int:
		return BigInt(new(big.Int).Set(k))
	case float64:
		return Float(k)
	case complex128:
		return NewComplex(k)
	case string:
		if isIdentifierText(k) {
			return Intern(k).V()
		}
		return StrV(k)
	case code.Bytes:
		return BytesV([]byte(k))
	case code.Tuple:
		x := AllocTuple(len(k))
		for i := range k {
			x.Items[i] = FromConst(k[i])
		}
		return x.V()
	case code.FrozenSet:
		return frozenSetOf(k)
	case code.Slice:
		return NewSlice(FromConst(k.Start), FromConst(k.Stop), FromConst(k.Step))
	case *code.Code:
		return NewCode(k).V()
	case code.Unread:
		return ReadCode(k).V()
	}
	panic("adder: bug in FromConst: unknown kind of constant")
}

// isIdentifierText reports whether s consists of ASCII letters, digits and underscores, the
// constants that CPython interns.
func isIdentifierText(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c == '_' || '0' <= c && c <= '9' || 'a' <= c|32 && c|32 <= 'z') {
			return false
		}
	}
	return true
}
