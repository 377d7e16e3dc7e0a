// This file reads streams as their input arrives.

package xz

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"iter"

	"github.com/ulikunitz/xz/lzma"
)

// CheckUnknown is the check of a stream whose header has not been read.
const CheckUnknown = 16

// Decompressor reads one stream. The decoder runs in a coroutine, which waits for input in the middle of its work.
type Decompressor struct {
	src  *source
	next func() ([]byte, bool)
	stop func()
	out  []byte
	done bool
	err  error
}

// source is the input as the decoder sees it.
type source struct {
	in       []byte
	yield    func([]byte) bool
	taken    int64 // bytes that were read
	check    int
	memLimit uint64
	err      error
}

// NewDecompressor starts a decompression of a format; filters are those of Raw. A memLimit of 0 is none.
func NewDecompressor(format Format, memLimit uint64, filters []Filter) *Decompressor {
	src := &source{check: CheckUnknown, memLimit: memLimit}
	if format == Raw {
		src.check = CheckNone
	}
	z := &Decompressor{src: src}
	z.next, z.stop = iter.Pull(func(yield func([]byte) bool) {
		src.yield = yield
		if err := src.run(format, filters); err != nil {
			src.err = err
		}
	})
	return z
}

// Stopper returns a function that gives the decompression up, without holding z.
func (z *Decompressor) Stopper() func() { return z.stop }

// Check is the stream's check, CheckUnknown before its header.
func (z *Decompressor) Check() int { return z.src.check }

// Done reports whether the end of the stream has been reached and handed out.
func (z *Decompressor) Done() bool { return z.done && len(z.out) == 0 }

// Decompress takes input, and returns output, at most most bytes unless that is negative, and what follows the
// stream.
func (z *Decompressor) Decompress(in []byte, most int) (out, rest []byte, err error) {
	if z.err != nil {
		return nil, nil, z.err
	}
	z.src.in = append(z.src.in[:len(z.src.in):len(z.src.in)], in...)
	for {
		n := len(z.out)
		if most >= 0 {
			n = min(n, most-len(out))
		}
		out = append(out, z.out[:n]...)
		z.out = z.out[n:]
		if z.done || most >= 0 && len(out) >= most && (most > 0 || len(z.out) > 0) {
			break
		}
		chunk, ok := z.next()
		switch {
		case !ok && z.src.err != nil:
			z.err = z.src.err
			return nil, nil, z.err
		case !ok:
			z.done = true
			continue
		}
		if chunk == nil {
			break // all input is used
		}
		z.out = chunk
		continue
	}
	if z.Done() {
		rest, z.src.in = z.src.in, nil
	}
	return out, rest, nil
}

// ReadByte waits for a byte of input.
func (s *source) ReadByte() (byte, error) {
	for len(s.in) == 0 {
		if !s.yield(nil) {
			return 0, errStopped
		}
	}
	c := s.in[0]
	s.in = s.in[1:]
	s.taken++
	return c, nil
}

// Read waits for input.
func (s *source) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	for len(s.in) == 0 {
		if !s.yield(nil) {
			return 0, errStopped
		}
	}
	n := copy(p, s.in)
	s.in = s.in[n:]
	s.taken += int64(n)
	return n, nil
}

// full reads n bytes.
func (s *source) full(n int) ([]byte, error) {
	p := make([]byte, n)
	_, err := io.ReadFull(s, p)
	return p, err
}

func (s *source) run(format Format, filters []Filter) error {
	switch format {
	case Raw:
		return s.coded(filters, func([]byte) {})
	case Auto:
		for len(s.in) == 0 {
			if !s.yield(nil) {
				return errStopped
			}
		}
		if s.in[0] != headerMagic[0] {
			return s.alone()
		}
	case Alone:
		return s.alone()
	}
	return s.stream()
}

// limit refuses a dictionary that is too large for the memory allowed.
func (s *source) limit(dict uint32) error {
	const overhead = 1 << 16
	if s.memLimit > 0 && uint64(dict)+overhead > s.memLimit {
		return ErrMemLimit
	}
	return nil
}

// alone reads the header of .lzma and what follows. It is as picky as liblzma, since every file begins like one.
func (s *source) alone() error {
	header, err := s.full(1)
	if err != nil {
		return err
	}
	if _, err := lzma.PropertiesForCode(header[0]); err != nil {
		return ErrFormat
	}
	dict, err := s.full(4)
	if err != nil {
		return err
	}
	header = append(header, dict...)
	f, err := ParseFilter(LZMA1, header)
	if err != nil || f.Dict != 1<<32-1 && !roundSize(f.Dict) {
		return ErrFormat
	}
	size, err := s.full(8)
	if err != nil {
		return err
	}
	s.check = CheckNone
	const tooLarge = 1 << 38
	if n := binary.LittleEndian.Uint64(size); n != 1<<64-1 && n >= tooLarge {
		return ErrFormat
	}
	if err := s.limit(f.Dict); err != nil {
		return err
	}
	r, err := lzma.NewReader(&joined{head: bytes.NewReader(append(header, size...)), s: s})
	if err != nil {
		return dataError(err)
	}
	return s.emit(r, nil, func([]byte) {})
}

// roundSize reports whether a size is 2 or 3 times a power of two.
func roundSize(n uint32) bool {
	for n > 3 && n&1 == 0 {
		n >>= 1
	}
	return n <= 3 && n > 0
}

// joined is a header followed by the input.
type joined struct {
	head *bytes.Reader
	s    *source
}

func (j *joined) Read(p []byte) (int, error) {
	if j.head.Len() > 0 {
		return j.head.Read(p)
	}
	return j.s.Read(p)
}

func (j *joined) ReadByte() (byte, error) {
	if j.head.Len() > 0 {
		return j.head.ReadByte()
	}
	return j.s.ReadByte()
}

func dataError(err error) error {
	if errors.Is(err, errStopped) {
		return err
	}
	return ErrData
}

// coded decodes what a chain of filters has coded; seen is told of the output.
func (s *source) coded(filters []Filter, seen func([]byte)) error {
	last := filters[len(filters)-1]
	var deltas []*delta
	for i := len(filters) - 2; i >= 0; i-- {
		if filters[i].ID != Delta {
			return ErrOptions
		}
		deltas = append(deltas, newDelta(filters[i]))
	}
	if err := s.limit(last.Dict); err != nil {
		return err
	}
	switch last.ID {
	case LZMA1:
		props, err := last.Properties()
		if err != nil {
			return err
		}
		header := binary.LittleEndian.AppendUint64(props, 1<<64-1)
		r, err := lzma.NewReader(&joined{head: bytes.NewReader(header), s: s})
		if err != nil {
			return dataError(err)
		}
		return s.emit(r, deltas, seen)
	case LZMA2:
		r, err := lzma.Reader2Config{DictCap: int(max(last.Dict, lzma.MinDictCap))}.NewReader2(s)
		if err != nil {
			return dataError(err)
		}
		return s.emit(r, deltas, seen)
	}
	return ErrOptions
}

// emit hands out what a decoder returns.
func (s *source) emit(r io.Reader, deltas []*delta, seen func([]byte)) error {
	for {
		buf := make([]byte, 1<<15)
		n, err := r.Read(buf)
		if n > 0 {
			for _, d := range deltas {
				d.decode(buf[:n])
			}
			seen(buf[:n])
			if !s.yield(buf[:n]) {
				return errStopped
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return dataError(err)
		}
	}
}
