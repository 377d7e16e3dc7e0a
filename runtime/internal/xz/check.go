// This file computes the checks of .xz files.

package xz

import (
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"hash/crc64"
)

// The checks.
const (
	CheckNone   = 0
	CheckCRC32  = 1
	CheckCRC64  = 4
	CheckSHA256 = 10
)

// CheckSupported reports whether a check can be computed.
func CheckSupported(id int) bool {
	return id == CheckNone || id == CheckCRC32 || id == CheckCRC64 || id == CheckSHA256
}

// checkSize is the size of a check, known or not.
func checkSize(id int) int {
	if id == CheckNone {
		return 0
	}
	return [...]int{4, 8, 16, 32, 64}[(id-1)/3]
}

// newCheck makes a hash, nil for a check that is not computed.
func newCheck(id int) hash.Hash {
	switch id {
	case CheckCRC32:
		return crc32.NewIEEE()
	case CheckCRC64:
		return crc64.New(crc64.MakeTable(crc64.ECMA))
	case CheckSHA256:
		return sha256.New()
	}
	return nil
}

// sum is the hash as it is written: CRCs are little-endian.
func sum(h hash.Hash) []byte {
	switch h := h.(type) {
	case hash.Hash32:
		return binary.LittleEndian.AppendUint32(nil, h.Sum32())
	case hash.Hash64:
		return binary.LittleEndian.AppendUint64(nil, h.Sum64())
	case nil:
		return nil
	}
	return h.Sum(nil)
}
