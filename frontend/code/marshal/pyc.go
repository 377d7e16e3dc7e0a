// This file reads and writes .pyc files: a header that says which source the code object
// behind it comes from (PEP 552).

package marshal

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/bits"

	"adder/frontend/code"
)

// Magic starts every .pyc file of CPython 3.14.
var Magic = [4]byte{3627 & 0xff, 3627 >> 8, '\r', '\n'}

// HeaderSize is the length of the header of a .pyc file.
const HeaderSize = 16

// The flags of a header.
const (
	flagHashed      = 1 // the source's hash follows instead of its time and size
	flagCheckSource = 2
)

// Errors of ReadPyc.
var (
	ErrMagic  = errors.New("bad magic number")
	ErrHeader = errors.New("reached EOF while reading pyc header")
	ErrFlags  = errors.New("invalid flags in pyc header")
)

// Header tells which source a .pyc file was made from.
type Header struct {
	Hashed      bool // Hash counts, else MTime and Size
	CheckSource bool // compare the hash with the source's before use
	MTime       uint32
	Size        uint32 // of the source, modulo 1 << 32
	Hash        [8]byte
}

// ReadPyc reads a .pyc file and verifies its code object.
func ReadPyc(data []byte) (h Header, c *code.Code, err error) {
	if h, err = readHeader(data); err != nil {
		return h, nil, err
	}
	if c, err = ReadCode(data[HeaderSize:]); err == nil {
		err = code.Verify(c)
	}
	return h, c, err
}

// OpenPyc is ReadPyc for code that is read on demand; the code objects are yet to be verified.
func OpenPyc(data []byte) (h Header, c *Deferred, err error) {
	if h, err = readHeader(data); err != nil {
		return h, nil, err
	}
	c, err = Open(data[HeaderSize:])
	return h, c, err
}

func readHeader(data []byte) (h Header, err error) {
	if !bytes.HasPrefix(data, Magic[:]) {
		return h, ErrMagic
	}
	if len(data) < HeaderSize {
		return h, ErrHeader
	}
	flags := binary.LittleEndian.Uint32(data[4:])
	if flags&^(flagHashed|flagCheckSource) != 0 {
		return h, ErrFlags
	}
	if h.Hashed = flags&flagHashed != 0; h.Hashed {
		h.CheckSource = flags&flagCheckSource != 0
		h.Hash = [8]byte(data[8:])
	} else {
		h.MTime, h.Size = binary.LittleEndian.Uint32(data[8:]), binary.LittleEndian.Uint32(data[12:])
	}
	return h, nil
}

// WritePyc returns the contents of a .pyc file.
func WritePyc(h Header, c *code.Code) []byte {
	out := append(make([]byte, 0, 1<<12), Magic[:]...)
	flags := uint32(0)
	if h.Hashed {
		flags |= flagHashed
		if h.CheckSource {
			flags |= flagCheckSource
		}
	}
	out = binary.LittleEndian.AppendUint32(out, flags)
	if h.Hashed {
		out = append(out, h.Hash[:]...)
	} else {
		out = binary.LittleEndian.AppendUint32(out, h.MTime)
		out = binary.LittleEndian.AppendUint32(out, h.Size)
	}
	return append(out, Dumps(c)...)
}

// SourceHash returns the hash of a source file's bytes that hash-based files hold
// (_imp.source_hash): SipHash-1-3 with the magic number as key.
func SourceHash(source []byte) [8]byte {
	key := uint64(binary.LittleEndian.Uint32(Magic[:]))
	return [8]byte(binary.LittleEndian.AppendUint64(nil, sipHash13(key, 0, source)))
}

// sipHash13 is SipHash with one round a block and three at the end.
func sipHash13(k0, k1 uint64, data []byte) uint64 {
	v := [4]uint64{k0 ^ 0x736f6d6570736575, k1 ^ 0x646f72616e646f6d, k0 ^ 0x6c7967656e657261, k1 ^ 0x7465646279746573}
	tail := uint64(len(data)) << 56
	for ; len(data) >= 8; data = data[8:] {
		m := binary.LittleEndian.Uint64(data)
		v[3] ^= m
		sipRound(&v)
		v[0] ^= m
	}
	for i, c := range data {
		tail |= uint64(c) << (8 * i)
	}
	v[3] ^= tail
	sipRound(&v)
	v[0] ^= tail
	v[2] ^= 0xff
	for range 3 {
		sipRound(&v)
	}
	return v[0] ^ v[1] ^ v[2] ^ v[3]
}

func sipRound(v *[4]uint64) {
	v[0] += v[1]
	v[2] += v[3]
	v[1] = bits.RotateLeft64(v[1], 13) ^ v[0]
	v[3] = bits.RotateLeft64(v[3], 16) ^ v[2]
	v[0] = bits.RotateLeft64(v[0], 32)
	v[2] += v[1]
	v[0] += v[3]
	v[1] = bits.RotateLeft64(v[1], 17) ^ v[2]
	v[3] = bits.RotateLeft64(v[3], 21) ^ v[0]
	v[2] = bits.RotateLeft64(v[2], 32)
}
