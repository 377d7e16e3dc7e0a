// This file defines the types int and bool: their methods and slots.

package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"slices"
	"unsafe"
)

const intDoc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nConvert a number or string to an integer, or return 0 if no arguments\nare given.  If x is a number, return x.__int__().  For floating-point\nnumbers, this truncates towards zero.\n\nIf x is not a number or if base is given, then x must be a string,\nbytes, or bytearray instance representing an integer literal in the\ngiven base.  The literal can be preceded by '+' or '-' and be surrounded\nby whitespace.  The base defaults to 10.  Valid bases are 0 and 2-36.\nBase 0 means to interpret the base from the string as an integer literal.\n>>> int('0b100', base=0)\n4"

func defineInt() {
	and := intBitwise(func(x, y int64) int64 { return x & y }, (*big.Int).And)
	or := intBitwise(func(x, y int64) int64 { return x | y }, (*big.Int).Or)
	xor := intBitwise(func(x, y int64) int64 { return x ^ y }, (*big.Int).Xor)
	s := Slots{Repr: intRepr, Hash: intHash, Compare: intCompare, New: intNew, Pow: intPow, Neg: intNeg, Pos: intSelf,
		Abs: intAbs, Invert: intInvert, Int: intSelf, Index: intSelf, Float: intToFloat, Bool: intBool}
	s.Binary[OpAdd], s.Binary[OpSub], s.Binary[OpMul] = intAdd, intSubtract, intMul
	s.Binary[OpFloorDiv], s.Binary[OpMod], s.Binary[OpDivMod], s.Binary[OpTrueDiv] = intFloorDiv, intMod, intDivmod, intTrueDiv
	s.Binary[OpAnd], s.Binary[OpOr], s.Binary[OpXor] = and, or, xor
	s.Binary[OpLShift], s.Binary[OpRShift] = intLShift, intRShift
	s.Binary[OpPow] = func(t *Thread, a, b Value) (Value, *Exc) { return intPow(t, a, b, None) }
	define(IntType, &StaticType{Name: "int", Doc: intDoc, Flags: BaseType | IntSubclass, Slots: s, Methods: intMethods, GetSet: []GetSet{
		{Name: "real", Get: intSelf}, {Name: "numerator", Get: intSelf},
		{Name: "imag", Get: func(t *Thread, self Value) (Value, *Exc) { return Int(0), nil }},
		{Name: "denominator", Get: func(t *Thread, self Value) (Value, *Exc) { return Int(1), nil }},
	}, Alloc: allocInt, ExtOffset: unsafe.Offsetof(intSub{}.Ext)})

	b := Slots{Repr: boolRepr, New: boolNew, Invert: boolInvert}
	b.Binary[OpAnd] = boolOp(and, func(x, y bool) bool { return x && y })
	b.Binary[OpOr] = boolOp(or, func(x, y bool) bool { return x || y })
	b.Binary[OpXor] = boolOp(xor, func(x, y bool) bool { return x != y })
	define(BoolType, &StaticType{Name: "bool", Base: IntType, Flags: IntSubclass, Slots: b, Sig: "(object=False, /)",
		Doc: "Returns True when the argument is true, False otherwise.\n\nThe builtins True and False are the only two instances of the class bool.\nThe class bool is a subclass of the class int, and cannot be subclassed."})
}

func boolOp(ints BinaryFunc, op func(x, y bool) bool) BinaryFunc {
	return func(t *Thread, a, b Value) (Value, *Exc) {
		if a.IsBool() && b.IsBool() {
			return Bool(op(a.IsTrue(), b.IsTrue())), nil
		}
		return ints(t, a, b)
	}
}

func boolRepr(t *Thread, v Value) (Value, *Exc) {
	if v.IsTrue() {
		return Intern("True").V(), nil
	}
	return Intern("False").V(), nil
}

func boolNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	switch {
	case len(kw) > 0:
		return Value{}, TypeErrorf("bool() takes no keyword arguments")
	case len(args) > 1:
		return Value{}, TypeErrorf("bool expected at most 1 argument, got %d", len(args))
	case len(args) == 0:
		return False, nil
	}
	b, exc := Truth(t, args[0])
	return Bool(b), exc
}

func boolInvert(t *Thread, v Value) (Value, *Exc) {
	exc := Warn(t, DeprecationWarning, "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying int.", 1)
	if exc != nil {
		return Value{}, exc
	}
	return Int(^v.Int64()), nil
}

var intMethods = []Method{
	{Name: "conjugate", Sig: "()", F0: intSelf, Doc: "Returns self, the complex conjugate of any int."},
	{Name: "bit_length", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return Int(int64(ToBig(self).BitLen())), nil }},
	{Name: "bit_count", Sig: "()", F0: intBitCount},
	{Name: "to_bytes", Sig: "(length=1, byteorder='big', *, signed=False)", FN: intToBytes},
	{Name: "from_bytes", Sig: "(bytes, byteorder='big', *, signed=False)", Class: true, FN: intFromBytes},
	{Name: "as_integer_ratio", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		v, _ := intSelf(t, self)
		return NewTuple(v, Int(1)).V(), nil
	}},
	{Name: "__trunc__", Sig: "()", F0: intSelf}, {Name: "__floor__", Sig: "()", F0: intSelf}, {Name: "__ceil__", Sig: "()", F0: intSelf},
	{Name: "__round__", Sig: "(ndigits=None, /)", FN: intRound},
	{Name: "__getnewargs__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		v, _ := intSelf(t, self)
		return NewTuple(v).V(), nil
	}},
	{Name: "__format__", Sig: "(format_spec, /)", F1: func(t *Thread, self, spec Value) (Value, *Exc) { return formatInt(t, self, spec) }},
	{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		return Int(24 + 4*int64(max(1, (ToBig(self).BitLen()+29)/30))), nil
	}},
	{Name: "is_integer", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) { return True, nil }},
}

func intBitCount(t *Thread, self Value) (Value, *Exc) {
	n := 0
	for _, c := range new(big.Int).Abs(ToBig(self)).Text(2) {
		if c == '1' {
			n++
		}
	}
	return Int(int64(n)), nil
}

// byteOrder reads the byteorder argument.
func byteOrder(v Value) (little bool, exc *Exc) {
	if v.IsUnbound() {
		return false, nil
	}
	if !v.IsStr() {
		return false, TypeErrorf("to_bytes() argument 'byteorder' must be str, not %s", TypeName(v))
	}
	switch AsStr(v).String() {
	case "little":
		return true, nil
	case "big":
		return false, nil
	}
	return false, ValueErrorf("byteorder must be either 'little' or 'big'")
}

func truthOr(t *Thread, v Value, otherwise bool) (bool, *Exc) {
	if v.IsUnbound() {
		return otherwise, nil
	}
	return Truth(t, v)
}

func intToBytes(t *Thread, self Value, args []Value) (Value, *Exc) {
	n := 1
	var exc *Exc
	if args[0].Bound() {
		if n, exc = IndexInt(t, args[0], OverflowError); exc != nil {
			return Value{}, exc
		}
	}
	little, exc := byteOrder(args[1])
	if exc != nil {
		return Value{}, exc
	}
	signed, exc := truthOr(t, args[2], false)
	if exc != nil {
		return Value{}, exc
	}
	if n < 0 {
		return Value{}, ValueErrorf("length argument must be non-negative")
	}
	if self.IsInt() && self.Int64() >= 0 && n <= 8 && n > 0 {
		if v := uint64(self.Int64()); signed && bits.Len64(v) < 8*n || !signed && bits.Len64(v) <= 8*n {
			return smallToBytes(v, n, little), nil
		}
	}
	x := ToBig(self)
	if x.Sign() < 0 && !signed {
		return Value{}, OverflowErrorf("can't convert negative int to unsigned")
	}
	limit := n * 8
	need := x.BitLen()
	if signed {
		if x.Sign() < 0 {
			need = new(big.Int).Not(x).BitLen()
		}
		if x.Sign() != 0 {
			need++
		}
	}
	if need > limit {
		return Value{}, OverflowErrorf("int too big to convert")
	}
	if x.Sign() < 0 {
		x = new(big.Int).Add(x, new(big.Int).Lsh(big.NewInt(1), uint(limit)))
	}
	data := x.FillBytes(make([]byte, n))
	if little {
		slices.Reverse(data)
	}
	return BytesV(data), nil
}

// smallToBytes returns the n lowest bytes of v.
func smallToBytes(v uint64, n int, little bool) Value {
	var room [8]byte
	if little {
		binary.LittleEndian.PutUint64(room[:], v)
		return CopyBytes(room[:n])
	}
	binary.BigEndian.PutUint64(room[:], v)
	return CopyBytes(room[8-n:])
}

// smallFromBytes reads up to eight bytes; ok is false if the number does not fit an int64.
func smallFromBytes(data []byte, little, signed bool) (n int64, ok bool) {
	var room [8]byte
	u := uint64(0)
	if little {
		copy(room[:], data)
		u = binary.LittleEndian.Uint64(room[:])
	} else {
		copy(room[8-len(data):], data)
		u = binary.BigEndian.Uint64(room[:])
	}
	if signed {
		unused := 64 - 8*uint(len(data))
		return int64(u<<unused) >> unused, true
	}
	return int64(u), u <= math.MaxInt64
}

func intFromBytes(t *Thread, self Value, args []Value) (Value, *Exc) {
	little, exc := byteOrder(args[1])
	if exc != nil {
		return Value{}, exc
	}
	signed, exc := truthOr(t, args[2], false)
	if exc != nil {
		return Value{}, exc
	}
	data, ok := BytesOf(args[0])
	if !ok {
		b, exc := Call1(t, BytesType.V(), args[0])
		if args[0].IsAnyInt() || args[0].IsStr() {
			return Value{}, TypeErrorf("cannot convert '%s' object to bytes", TypeName(args[0]))
		}
		if exc != nil {
			return Value{}, exc
		}
		data, _ = BytesOf(b)
	}
	if len(data) <= 8 && self == IntType.V() {
		if n, ok := smallFromBytes(data, little, signed); ok {
			return Int(n), nil
		}
	}
	data = slices.Clone(data)
	if little {
		slices.Reverse(data)
	}
	x := new(big.Int).SetBytes(data)
	if signed && len(data) > 0 && data[0]&0x80 != 0 {
		x.Sub(x, new(big.Int).Lsh(big.NewInt(1), uint(8*len(data))))
	}
	if self == IntType.V() {
		return BigInt(x), nil
	}
	return Call1(t, self, BigInt(x))
}

// intRound rounds to a power of ten, halves to the even neighbour.
func intRound(t *Thread, self Value, args []Value) (Value, *Exc) {
	if args[0].IsUnbound() || args[0].IsNone() {
		return intSelf(t, self)
	}
	nd, exc := IndexOf(t, args[0])
	if exc != nil {
		return Value{}, exc
	}
	d := ToBig(nd)
	if d.Sign() >= 0 {
		return intSelf(t, self)
	}
	x := ToBig(self)
	if !d.IsInt64() || -d.Int64() > int64(x.BitLen()) {
		return Int(0), nil
	}
	unit := new(big.Int).Exp(big.NewInt(10), new(big.Int).Neg(d), nil)
	q, r := new(big.Int).QuoRem(new(big.Int).Abs(x), unit, new(big.Int))
	if c := r.Lsh(r, 1).Cmp(unit); c > 0 || c == 0 && q.Bit(0) == 1 {
		q.Add(q, big.NewInt(1))
	}
	q.Mul(q, unit)
	if x.Sign() < 0 {
		q.Neg(q)
	}
	return BigInt(q), nil
}
