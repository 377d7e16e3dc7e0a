// This file makes the key of hashes of a seed (Python/bootstrap_hash.c).

package py

import "adder/runtime/internal/siphash"

// SeedHash sets the key of str and bytes hashes as CPython does for that PYTHONHASHSEED. It must come
// before the first hash.
func SeedHash(seed uint32) {
	var b [16]byte
	x := seed
	for i := range b {
		x = x*214013 + 2531011
		b[i] = byte(x >> 16)
	}
	word := func(b []byte) (w uint64) {
		for i := range 8 {
			w |= uint64(b[i]) << (8 * i)
		}
		return w
	}
	HashKey = siphash.Key{K0: word(b[:8]), K1: word(b[8:])}
}
