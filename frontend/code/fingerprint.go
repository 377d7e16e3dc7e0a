// This file identifies code objects across builds.

package code

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
)

// Fingerprint returns 16 hexadecimal digits that are the same for code objects that execute the same
// instructions on the same names and variables, whatever their file and lines. Constants do not count, since
// nothing that is known of instructions depends on them, but for code objects among them, which have
// fingerprints of their own.
func (c *Code) Fingerprint() string {
	h := sha256.New()
	number := func(n int) {
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], uint64(n))
		h.Write(b[:])
	}
	strings := func(list []string) {
		number(len(list))
		for _, s := range list {
			number(len(s))
			h.Write([]byte(s))
		}
	}
	for _, n := range [...]int{c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, int(c.Flags), len(c.Consts)} {
		number(n)
	}
	for in := range c.Instructions() {
		number(int(in.Op))
		number(int(in.Arg))
		number(in.Offset)
	}
	strings(c.Names)
	strings(c.LocalsPlusNames)
	for _, kind := range c.LocalsPlusKinds {
		number(int(kind))
	}
	h.Write(c.ExceptionTable)
	return hex.EncodeToString(h.Sum(nil)[:8])
}
