// This file describes filters: their properties as bytes, and the one for differences.

// Package xz reads and writes the containers of LZMA: .xz, .lzma and streams without one. The coding itself is
// github.com/ulikunitz/xz/lzma's; of the filters before it, those for machine code are missing.
package xz

import (
	"encoding/binary"
	"errors"

	"github.com/ulikunitz/xz/lzma"
)

// Format is a container.
type Format int

// The containers, numbered as in Python.
const (
	Auto Format = iota
	XZ
	Alone
	Raw
)

// The filters.
const (
	LZMA1 = 0x4000000000000001
	LZMA2 = 0x21
	Delta = 3
)

// The errors, by their names in liblzma.
var (
	ErrFormat   = errors.New("Input format not supported by decoder")
	ErrData     = errors.New("Corrupt input data")
	ErrOptions  = errors.New("Invalid or unsupported options")
	ErrMemLimit = errors.New("Memory usage limit exceeded")
	errStopped  = errors.New("stopped")
)

// Filter is a filter with its options.
type Filter struct {
	ID         uint64
	Dict       uint32
	LC, LP, PB int
	Dist       int    // of Delta, 1 to 256
	Start      uint32 // of filters for machine code
}

// Preset returns the filter of a preset, LZMA1 or LZMA2; false if there is no such preset.
func Preset(id uint64, preset uint32) (Filter, bool) {
	sizes := [...]uint32{1 << 18, 1 << 20, 1 << 21, 1 << 22, 1 << 22, 1 << 23, 1 << 23, 1 << 24, 1 << 25, 1 << 26}
	const extreme = 1 << 31
	level := preset &^ extreme
	if int(level) >= len(sizes) {
		return Filter{}, false
	}
	return Filter{ID: id, Dict: sizes[level], LC: 3, PB: 2}, true
}

// Properties returns the bytes that stand for the options.
func (f *Filter) Properties() ([]byte, error) {
	switch f.ID {
	case LZMA1:
		if !f.valid() {
			return nil, ErrOptions
		}
		return binary.LittleEndian.AppendUint32([]byte{f.code()}, f.Dict), nil
	case LZMA2:
		if !f.valid() {
			return nil, ErrOptions
		}
		return []byte{dictByte(f.Dict)}, nil
	case Delta:
		if f.Dist < 1 || f.Dist > 256 {
			return nil, ErrOptions
		}
		return []byte{byte(f.Dist - 1)}, nil
	case 4, 5, 6, 7, 8, 9:
		if f.Start == 0 {
			return nil, nil
		}
		return binary.LittleEndian.AppendUint32(nil, f.Start), nil
	}
	return nil, ErrOptions
}

func (f *Filter) valid() bool {
	return f.LC >= 0 && f.LP >= 0 && f.LC+f.LP <= 4 && f.PB >= 0 && f.PB <= 4 && f.Dict >= lzma.MinDictCap
}

func (f *Filter) code() byte { return byte((f.PB*5+f.LP)*9 + f.LC) }

// ParseFilter reads the options of a filter.
func ParseFilter(id uint64, props []byte) (Filter, error) {
	f := Filter{ID: id, LC: 3, PB: 2}
	switch {
	case id == LZMA1 && len(props) == 5:
		p, err := lzma.PropertiesForCode(props[0])
		if err != nil {
			return f, ErrOptions
		}
		f.LC, f.LP, f.PB, f.Dict = p.LC, p.LP, p.PB, binary.LittleEndian.Uint32(props[1:])
		if f.LC+f.LP > 4 {
			return f, ErrOptions
		}
	case id == LZMA2 && len(props) == 1:
		const largest = 40
		if props[0] > largest {
			return f, ErrOptions
		}
		f.Dict = dictSize(props[0])
	case id == Delta && len(props) == 1:
		f.Dist = int(props[0]) + 1
	case id >= 4 && id <= 9 && (len(props) == 0 || len(props) == 4):
		if len(props) == 4 {
			f.Start = binary.LittleEndian.Uint32(props)
		}
	default:
		return f, ErrOptions
	}
	return f, nil
}

// dictSize is the size that a byte of LZMA2 stands for: 2 or 3 times a power of two.
func dictSize(b byte) uint32 {
	const largest = 40
	if b >= largest {
		return 1<<32 - 1
	}
	return (2 | uint32(b)&1) << (b/2 + 11)
}

// dictByte is the byte for the least such size that will do.
func dictByte(size uint32) byte {
	b := byte(0)
	for dictSize(b) < size {
		b++
	}
	return b
}

// delta is the filter for differences between bytes that are dist apart.
type delta struct {
	last []byte // the last dist bytes, as a ring
	pos  int
}

func newDelta(f Filter) *delta { return &delta{last: make([]byte, f.Dist)} }

func (d *delta) decode(p []byte) {
	for i := range p {
		p[i] += d.last[d.pos]
		d.step(p[i])
	}
}

func (d *delta) encode(p []byte) []byte {
	out := make([]byte, len(p))
	for i, c := range p {
		out[i] = c - d.last[d.pos]
		d.step(c)
	}
	return out
}

func (d *delta) step(c byte) {
	d.last[d.pos] = c
	if d.pos++; d.pos == len(d.last) {
		d.pos = 0
	}
}
