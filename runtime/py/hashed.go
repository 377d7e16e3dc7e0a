// This file defines hashed, a key together with its hash, as Dict and Set keep it.

package py

import "unsafe"

// hashed is the key of an entry of a hash table in the two words of a Value. The payload of an
// object, which a Value leaves zero, holds the key's hash; that of a number follows from its own
// payload. So equal words mean identical keys, and an entry takes no word for the hash.
//
// A free place has no ref and no bits; a deleted entry has deletedBits.
type hashed struct {
	ref  unsafe.Pointer
	bits uint64
}

// deletedBits marks a deleted entry.
const deletedBits = 1<<64 - 1

// withHash returns v as a key of that hash.
func withHash(v Value, hash int64) hashed {
	if v.isNumber() {
		return hashed(v)
	}
	return hashed{v.ref, uint64(hash)}
}

// withHash is the function of that name for a str.
func (s *Str) withHash() hashed { return hashed{unsafe.Pointer(s), uint64(s.Hash())} }

// isNumber reports whether v is an immediate with a payload.
func (v Value) isNumber() bool {
	return v.ref == unsafe.Pointer(&intTag) || v.ref == unsafe.Pointer(&floatTag) || v.ref == unsafe.Pointer(&boolTag)
}

// value returns the key, unbound for a free place or a deleted entry.
func (k hashed) value() Value {
	if Value(k).isNumber() {
		return Value(k)
	}
	return Value{ref: k.ref}
}

// bound reports whether there is a key.
func (k hashed) bound() bool { return k.ref != nil }

// free reports whether the place was never used.
func (k hashed) free() bool { return k.ref == nil && k.bits == 0 }

// hash returns the key's hash.
func (k hashed) hash() int64 {
	switch k.ref {
	case unsafe.Pointer(&intTag):
		return hashInt64(int64(k.bits))
	case unsafe.Pointer(&floatTag):
		return HashFloat(Value(k).Float64())
	}
	return int64(k.bits)
}

// typ returns the key's type; there must be a key.
func (k hashed) typ() *Type { return (*Header)(k.ref).typ }

// isStr reports whether k is a str equal to the str s; hash is the hash of s.
func (k hashed) isStr(s *Str, hash uint64) bool {
	return k.bits == hash && k.ref != nil && k.typ() == StrType && (*Str)(k.ref).equal(s)
}

// sameKey is the answer of a comparison of keys.
type sameKey int

const (
	keysDiffer sameKey = iota
	keysSame
	keysUnsure // a comparison that may run code has to tell
)

// compare compares two keys without running code.
func (k hashed) compare(o hashed) sameKey {
	if k == o {
		return keysSame
	}
	if k.ref == nil {
		return keysDiffer
	}
	kt, ot := k.typ(), o.typ()
	switch {
	case kt == ot && (k.ref == o.ref || kt == StrType):
		// Numbers of one type are equal only if they are identical, but for zeros, and nan.
		if kt == StrType && k.bits == o.bits && (*Str)(k.ref).equal((*Str)(o.ref)) {
			return keysSame
		}
		if kt == FloatType && k.hash() == o.hash() {
			return keysUnsure
		}
		return keysDiffer
	case k.hash() != o.hash():
		return keysDiffer
	}
	return keysUnsure
}
