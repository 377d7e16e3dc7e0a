// This file gives all hash algorithms one form.

// Package digest gives the hash algorithms that Python knows one form.
package digest

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha3"
	"crypto/sha512"
	"hash"

	"adder/runtime/internal/blake2"
)

// State is a hash that is being computed.
type State interface {
	Write(data []byte) (int, error)
	// Sum returns the digest so far, of the algorithm's size or, if that is 0, of n bytes.
	Sum(n int) []byte
	Clone() State
}

// Algorithm describes a hash algorithm. Size is 0 where the caller chooses.
type Algorithm struct {
	Name        string
	Size, Block int
	New         func() State
}

// The algorithms.
func MD5() *Algorithm        { return std("md5", md5.New) }
func SHA1() *Algorithm       { return std("sha1", sha1.New) }
func SHA224() *Algorithm     { return std("sha224", sha256.New224) }
func SHA256() *Algorithm     { return std("sha256", sha256.New) }
func SHA384() *Algorithm     { return std("sha384", sha512.New384) }
func SHA512() *Algorithm     { return std("sha512", sha512.New) }
func SHA512t224() *Algorithm { return std("sha512_224", sha512.New512_224) }
func SHA512t256() *Algorithm { return std("sha512_256", sha512.New512_256) }
func SHA3t224() *Algorithm   { return std("sha3_224", func() hash.Hash { return sha3.New224() }) }
func SHA3t256() *Algorithm   { return std("sha3_256", func() hash.Hash { return sha3.New256() }) }
func SHA3t384() *Algorithm   { return std("sha3_384", func() hash.Hash { return sha3.New384() }) }
func SHA3t512() *Algorithm   { return std("sha3_512", func() hash.Hash { return sha3.New512() }) }

func SHAKE128() *Algorithm {
	return &Algorithm{"shake_128", 0, 168, func() State { return &shake{sha3.NewSHAKE128(), sha3.NewSHAKE128} }}
}

func SHAKE256() *Algorithm {
	return &Algorithm{"shake_256", 0, 136, func() State { return &shake{sha3.NewSHAKE256(), sha3.NewSHAKE256} }}
}

// BLAKE2b is the algorithm with the given parameters.
func BLAKE2b(p *blake2.Params) *Algorithm {
	return &Algorithm{"blake2b", p.Size, 128, func() State { return &blake[uint64]{blake2.NewB(p)} }}
}

// BLAKE2s is the algorithm with the given parameters.
func BLAKE2s(p *blake2.Params) *Algorithm {
	return &Algorithm{"blake2s", p.Size, 64, func() State { return &blake[uint32]{blake2.NewS(p)} }}
}

func std(name string, make func() hash.Hash) *Algorithm {
	h := make()
	return &Algorithm{name, h.Size(), h.BlockSize(), func() State { return stdState{make()} }}
}

type stdState struct{ hash.Hash }

func (s stdState) Sum(n int) []byte { return s.Hash.Sum(nil) }

func (s stdState) Clone() State {
	c, err := s.Hash.(hash.Cloner).Clone()
	if err != nil {
		panic("adder: bug in digest: a hash cannot be copied: " + err.Error())
	}
	return stdState{c}
}

type shake struct {
	*sha3.SHAKE
	make func() *sha3.SHAKE
}

func (s *shake) Sum(n int) []byte {
	out := make([]byte, n)
	s.Clone().(*shake).Read(out)
	return out
}

func (s *shake) Clone() State {
	data, err := s.MarshalBinary()
	c := s.make()
	if err == nil {
		err = c.UnmarshalBinary(data)
	}
	if err != nil {
		panic("adder: bug in digest: a SHAKE cannot be copied: " + err.Error())
	}
	return &shake{c, s.make}
}

type blake[W uint32 | uint64] struct{ *blake2.Hash[W] }

func (s *blake[W]) Sum(n int) []byte { return s.Hash.Sum() }
func (s *blake[W]) Clone() State     { return &blake[W]{s.Hash.Clone()} }

// HMAC is a keyed hash that is being computed (RFC 2104).
type HMAC struct {
	Alg          *Algorithm
	inner, outer State
}

// NewHMAC starts a keyed hash.
func NewHMAC(alg *Algorithm, key []byte) *HMAC {
	if len(key) > alg.Block {
		h := alg.New()
		h.Write(key)
		key = h.Sum(0)
	}
	m := &HMAC{alg, alg.New(), alg.New()}
	for i, s := range [...]State{m.inner, m.outer} {
		pad := make([]byte, alg.Block)
		copy(pad, key)
		for j := range pad {
			pad[j] ^= [...]byte{0x36, 0x5c}[i]
		}
		s.Write(pad)
	}
	return m
}

// Write adds data.
func (m *HMAC) Write(data []byte) (int, error) { return m.inner.Write(data) }

// Sum returns the digest so far.
func (m *HMAC) Sum(n int) []byte {
	o := m.outer.Clone()
	o.Write(m.inner.Sum(0))
	return o.Sum(0)
}

// Clone returns a copy of the state.
func (m *HMAC) Clone() State { return &HMAC{m.Alg, m.inner.Clone(), m.outer.Clone()} }

// PBKDF2 derives a key of n bytes from a password (RFC 8018).
func PBKDF2(alg *Algorithm, password, salt []byte, iterations, n int) []byte {
	prf := NewHMAC(alg, password)
	out := make([]byte, 0, n+alg.Size)
	for block := uint32(1); len(out) < n; block++ {
		m := prf.Clone()
		m.Write(salt)
		m.Write([]byte{byte(block >> 24), byte(block >> 16), byte(block >> 8), byte(block)})
		u := m.Sum(0)
		start := len(out)
		out = append(out, u...)
		for range iterations - 1 {
			m := prf.Clone()
			m.Write(u)
			u = m.Sum(0)
			for i, c := range u {
				out[start+i] ^= c
			}
		}
	}
	return out[:n]
}
