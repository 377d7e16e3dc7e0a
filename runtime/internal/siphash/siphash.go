// Package siphash is SipHash-1-3, which CPython hashes str and bytes with (Python/pyhash.c).
package siphash

import (
	"encoding/binary"
	"math/bits"
)

// Key is the secret of a process.
type Key struct{ K0, K1 uint64 }

// Sum13 returns the SipHash-1-3 of data.
func Sum13(key Key, data string) uint64 {
	v0 := key.K0 ^ 0x736f6d6570736575
	v1 := key.K1 ^ 0x646f72616e646f6d
	v2 := key.K0 ^ 0x6c7967656e657261
	v3 := key.K1 ^ 0x7465646279746573
	n := len(data)
	for len(data) >= 8 {
		m := binary.LittleEndian.Uint64([]byte(data[:8]))
		v3 ^= m
		v0, v1, v2, v3 = round(v0, v1, v2, v3)
		v0 ^= m
		data = data[8:]
	}
	last := uint64(n) << 56
	for i := range len(data) {
		last |= uint64(data[i]) << (8 * i)
	}
	v3 ^= last
	v0, v1, v2, v3 = round(v0, v1, v2, v3)
	v0 ^= last
	v2 ^= 0xff
	for range 3 {
		v0, v1, v2, v3 = round(v0, v1, v2, v3)
	}
	return v0 ^ v1 ^ v2 ^ v3
}

func round(v0, v1, v2, v3 uint64) (uint64, uint64, uint64, uint64) {
	v0 += v1
	v2 += v3
	v1 = bits.RotateLeft64(v1, 13) ^ v0
	v3 = bits.RotateLeft64(v3, 16) ^ v2
	v0 = bits.RotateLeft64(v0, 32)
	v2 += v1
	v0 += v3
	v1 = bits.RotateLeft64(v1, 17) ^ v2
	v3 = bits.RotateLeft64(v3, 21) ^ v0
	v2 = bits.RotateLeft64(v2, 32)
	return v0, v1, v2, v3
}
