// This file implements BLAKE2b and BLAKE2s (RFC 7693) with all their parameters: keys, salt,
// personalisation and tree hashing.

// Package blake2 implements BLAKE2b and BLAKE2s with all their parameters.
package blake2

import (
	"bytes"
	"encoding/binary"
)

// Params are the parameters of a hash.
type Params struct {
	Size          int
	Key           []byte
	Salt, Person  []byte
	Fanout, Depth byte
	LeafSize      uint32
	NodeOffset    uint64
	NodeDepth     byte
	InnerSize     byte
	LastNode      bool
}

// word is what the algorithm computes with: 64 bits for BLAKE2b, 32 for BLAKE2s.
type word interface{ uint32 | uint64 }

// variant holds the constants of an algorithm.
type variant[W word] struct {
	bytes  int // of a word
	rounds int
	rot    [4]int
	iv     [8]W
}

// Hash is the state of a hash.
type Hash[W word] struct {
	v        *variant[W]
	h        [8]W
	count    uint64 // bytes compressed
	buf      [128]byte
	used     int
	size     int
	lastNode bool
}

var sigma = [10][16]byte{
	{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
	{14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
	{11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
	{7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
	{9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
	{2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
	{12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
	{13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
	{6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
	{10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0},
}

var variantB = variant[uint64]{8, 12, [4]int{32, 24, 16, 63}, [8]uint64{
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179}}

var variantS = variant[uint32]{4, 10, [4]int{16, 12, 8, 7}, [8]uint32{
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19}}

// NewB starts a BLAKE2b hash.
func NewB(p *Params) *Hash[uint64] { return start(&variantB, p) }

// NewS starts a BLAKE2s hash.
func NewS(p *Params) *Hash[uint32] { return start(&variantS, p) }

func start[W word](v *variant[W], p *Params) *Hash[W] {
	h := &Hash[W]{v: v, h: v.iv, size: p.Size, lastNode: p.LastNode}
	block := p.block(v.bytes)
	for i := range h.h {
		h.h[i] ^= readWord[W](block[i*v.bytes:])
	}
	if len(p.Key) > 0 {
		key := make([]byte, 16*v.bytes)
		copy(key, p.Key)
		h.Write(key)
	}
	return h
}

// block is the parameter block: eight words.
func (p *Params) block(size int) []byte {
	b := []byte{byte(p.Size), byte(len(p.Key)), p.Fanout, p.Depth}
	b = binary.LittleEndian.AppendUint32(b, p.LeafSize)
	b = binary.LittleEndian.AppendUint64(b, p.NodeOffset)
	if size == 4 {
		b = b[:14]
	}
	b = append(b, p.NodeDepth, p.InnerSize)
	out := make([]byte, 8*size)
	copy(out, b)
	copy(out[4*size:6*size], p.Salt)
	copy(out[6*size:], p.Person)
	return out
}

func readWord[W word](b []byte) W {
	var w W
	switch any(w).(type) {
	case uint32:
		return W(binary.LittleEndian.Uint32(b))
	}
	return W(binary.LittleEndian.Uint64(b))
}

// Write adds data. The last block is kept back, since it is compressed differently.
func (h *Hash[W]) Write(data []byte) (int, error) {
	n, size := len(data), 16*h.v.bytes
	for len(data) > 0 {
		if h.used == size {
			h.count += uint64(size)
			h.compress(0, 0)
			h.used = 0
		}
		k := copy(h.buf[h.used:size], data)
		h.used += k
		data = data[k:]
	}
	return n, nil
}

// Sum returns the digest of what has been written so far.
func (h *Hash[W]) Sum() []byte {
	last := *h
	clear(last.buf[last.used:])
	last.count += uint64(last.used)
	node := W(0)
	if h.lastNode {
		node = ^W(0)
	}
	last.compress(^W(0), node)
	var out bytes.Buffer
	for _, w := range last.h {
		for i := range h.v.bytes {
			out.WriteByte(byte(w >> (8 * i)))
		}
	}
	return out.Bytes()[:h.size]
}

// Clone returns a copy of the state.
func (h *Hash[W]) Clone() *Hash[W] {
	c := *h
	return &c
}

func (h *Hash[W]) compress(f0, f1 W) {
	var m, v [16]W
	for i := range m {
		m[i] = readWord[W](h.buf[i*h.v.bytes:])
	}
	copy(v[:8], h.h[:])
	copy(v[8:], h.v.iv[:])
	v[12] ^= W(h.count)
	if h.v.bytes == 4 {
		v[13] ^= W(h.count >> 32)
	}
	v[14] ^= f0
	v[15] ^= f1
	width := 8 * h.v.bytes
	r0, r1, r2, r3 := h.v.rot[0], h.v.rot[1], h.v.rot[2], h.v.rot[3]
	mix := func(a, b, c, d int, x, y W) {
		va, vb, vc, vd := v[a], v[b], v[c], v[d]
		va += vb + x
		vd ^= va
		vd = vd>>r0 | vd<<(width-r0)
		vc += vd
		vb ^= vc
		vb = vb>>r1 | vb<<(width-r1)
		va += vb + y
		vd ^= va
		vd = vd>>r2 | vd<<(width-r2)
		vc += vd
		vb ^= vc
		vb = vb>>r3 | vb<<(width-r3)
		v[a], v[b], v[c], v[d] = va, vb, vc, vd
	}
	for i := range h.v.rounds {
		s := &sigma[i%10]
		mix(0, 4, 8, 12, m[s[0]], m[s[1]])
		mix(1, 5, 9, 13, m[s[2]], m[s[3]])
		mix(2, 6, 10, 14, m[s[4]], m[s[5]])
		mix(3, 7, 11, 15, m[s[6]], m[s[7]])
		mix(0, 5, 10, 15, m[s[8]], m[s[9]])
		mix(1, 6, 11, 12, m[s[10]], m[s[11]])
		mix(2, 7, 8, 13, m[s[12]], m[s[13]])
		mix(3, 4, 9, 14, m[s[14]], m[s[15]])
	}
	for i := range h.h {
		h.h[i] ^= v[i] ^ v[i+8]
	}
}
