// This file gives objects their identity as a number.

package py

import "math/big"

// ID returns id(v): the object's address, for immediates a number derived from the value that no
// address can be. Equal ints are one object, so large ones get theirs from their value as well.
func ID(v Value) Value {
	switch v.ref {
	case intRef:
		return BigInt(new(big.Int).Add(new(big.Int).Lsh(big.NewInt(v.Int64()), 3), big.NewInt(1)))
	case floatRef:
		return BigInt(new(big.Int).Add(new(big.Int).Lsh(new(big.Int).SetUint64(v.bits), 3), big.NewInt(2)))
	case boolRef:
		return Int(int64(uintptr(v.ref)) + int64(v.bits))
	}
	if v.Type() == IntType {
		return BigInt(new(big.Int).Add(new(big.Int).Lsh(ToBig(v), 3), big.NewInt(1)))
	}
	return Int(int64(uintptr(v.ref)))
}
