// This file reads the container .xz.

package xz

import (
	"bytes"
	"encoding/binary"
)

// record is what the index says of a block.
type record struct{ packed, size uint64 }

// stream reads a stream: header, blocks, index, footer.
func (s *source) stream() error {
	header, err := s.full(12)
	if err != nil {
		return err
	}
	flags := header[6:8]
	switch {
	case !bytes.Equal(header[:6], headerMagic):
		return ErrFormat
	case !bytes.Equal(crc(flags), header[8:]):
		return ErrData
	case flags[0] != 0 || flags[1] > 15:
		return ErrOptions
	}
	s.check = int(flags[1])
	var records []record
	for {
		size, err := s.ReadByte()
		if err != nil {
			return err
		}
		if size == 0 {
			break
		}
		r, err := s.block(size)
		if err != nil {
			return err
		}
		records = append(records, r)
	}
	indexSize, err := s.index(records)
	if err != nil {
		return err
	}
	footer, err := s.full(12)
	if err != nil {
		return err
	}
	if !bytes.Equal(footer[10:], footerMagic) || !bytes.Equal(crc(footer[4:10]), footer[:4]) || !bytes.Equal(footer[8:10], flags) ||
		binary.LittleEndian.Uint32(footer[4:8]) != uint32(indexSize/4-1) {
		return ErrData
	}
	return nil
}

// block reads a block whose header begins with size.
func (s *source) block(size byte) (record, error) {
	rest, err := s.full(int(size)*4 + 3)
	if err != nil {
		return record{}, err
	}
	header := append([]byte{size}, rest...)
	filters, packedWant, sizeWant, err := parseBlock(header)
	if err != nil {
		return record{}, err
	}
	h := newCheck(s.check)
	start, total := s.taken, uint64(0)
	err = s.coded(filters, func(p []byte) {
		total += uint64(len(p))
		if h != nil {
			h.Write(p)
		}
	})
	if err != nil {
		return record{}, err
	}
	packed := uint64(s.taken - start)
	if packedWant >= 0 && packed != uint64(packedWant) || sizeWant >= 0 && total != uint64(sizeWant) {
		return record{}, ErrData
	}
	for i := packed; i%4 != 0; i++ {
		if c, err := s.ReadByte(); err != nil || c != 0 {
			return record{}, orData(err)
		}
	}
	check, err := s.full(checkSize(s.check))
	if err != nil {
		return record{}, err
	}
	if h != nil && !bytes.Equal(check, sum(h)) {
		return record{}, ErrData
	}
	return record{uint64(len(header)) + packed + uint64(len(check)), total}, nil
}

func orData(err error) error {
	if err != nil {
		return err
	}
	return ErrData
}

// parseBlock reads the header of a block; sizes that it does not give are -1.
func parseBlock(header []byte) (filters []Filter, packed, size int64, err error) {
	n := len(header) - 4
	if !bytes.Equal(crc(header[:n]), header[n:]) {
		return nil, 0, 0, ErrData
	}
	const (
		hasPacked = 0x40
		hasSize   = 0x80
		reserved  = 0x3c
	)
	flags := header[1]
	if flags&reserved != 0 {
		return nil, 0, 0, ErrOptions
	}
	r := bytes.NewReader(header[2:n])
	packed, size = -1, -1
	for _, field := range []struct {
		flag byte
		to   *int64
	}{{hasPacked, &packed}, {hasSize, &size}} {
		if flags&field.flag != 0 {
			v, err := binary.ReadUvarint(r)
			if err != nil || v >= 1<<63 {
				return nil, 0, 0, ErrData
			}
			*field.to = int64(v)
		}
	}
	for range int(flags&3) + 1 {
		id, err := binary.ReadUvarint(r)
		if err != nil {
			return nil, 0, 0, ErrData
		}
		length, err := binary.ReadUvarint(r)
		if err != nil || length > uint64(r.Len()) {
			return nil, 0, 0, ErrData
		}
		props := make([]byte, length)
		_, _ = r.Read(props)
		f, err := ParseFilter(id, props)
		if err != nil {
			return nil, 0, 0, err
		}
		filters = append(filters, f)
	}
	if filters[len(filters)-1].ID != LZMA2 {
		return nil, 0, 0, ErrOptions
	}
	for r.Len() > 0 {
		if c, _ := r.ReadByte(); c != 0 {
			return nil, 0, 0, ErrOptions
		}
	}
	return filters, packed, size, nil
}

// index reads the index behind its first byte, and returns its size.
func (s *source) index(records []record) (int64, error) {
	raw := &recorder{s: s, seen: []byte{0}}
	n, err := binary.ReadUvarint(raw)
	if err != nil {
		return 0, err
	}
	if n != uint64(len(records)) {
		return 0, ErrData
	}
	for _, r := range records {
		packed, err := binary.ReadUvarint(raw)
		if err != nil {
			return 0, err
		}
		size, err := binary.ReadUvarint(raw)
		if err != nil {
			return 0, err
		}
		if packed != r.packed || size != r.size {
			return 0, ErrData
		}
	}
	for len(raw.seen)%4 != 0 {
		if c, err := raw.ReadByte(); err != nil || c != 0 {
			return 0, orData(err)
		}
	}
	want := crc(raw.seen)
	got, err := s.full(len(want))
	if err == nil && !bytes.Equal(got, want) {
		err = ErrData
	}
	return int64(len(raw.seen) + len(want)), err
}

// recorder keeps the bytes that are read through it.
type recorder struct {
	s    *source
	seen []byte
}

func (r *recorder) ReadByte() (byte, error) {
	c, err := r.s.ReadByte()
	r.seen = append(r.seen, c)
	return c, err
}
