// This file writes streams.

package xz

import (
	"bytes"
	"encoding/binary"
	"hash"
	"hash/crc32"
	"io"

	"github.com/ulikunitz/xz/lzma"
)

var (
	headerMagic = []byte("\xfd7zXZ\x00")
	footerMagic = []byte("YZ")
)

// Compressor writes one stream.
type Compressor struct {
	format  Format
	filters []Filter // the last is LZMA1 or LZMA2
	check   int
	out     bytes.Buffer
	coder   io.WriteCloser // nil before the first byte
	deltas  []*delta
	hash    hash.Hash
	skip    int   // bytes of a header that is not wanted
	header  int   // size of the block's header
	start   int64 // bytes of output before the block's data
	total   int64 // bytes of output that were taken
	size    int64 // bytes of input
}

// NewCompressor makes a compressor. The filters must be a chain for the format.
func NewCompressor(format Format, check int, filters []Filter) (*Compressor, error) {
	c := &Compressor{format: format, check: check, filters: filters}
	for i := range filters {
		f := &filters[i]
		if _, err := f.Properties(); err != nil {
			return nil, err
		}
		last := f.ID == LZMA1 && format != XZ || f.ID == LZMA2 && format != Alone
		if last != (i == len(filters)-1) || !last && f.ID != Delta {
			return nil, ErrOptions
		}
		if f.ID == Delta {
			c.deltas = append(c.deltas, newDelta(*f))
		}
	}
	if format == XZ {
		c.hash = newCheck(check)
		flags := []byte{0, byte(check)}
		c.out.Write(headerMagic)
		c.out.Write(flags)
		c.out.Write(crc(flags))
	}
	return c, nil
}

func crc(p []byte) []byte { return binary.LittleEndian.AppendUint32(nil, crc32.ChecksumIEEE(p)) }

// begin writes the block's header and starts the coder.
func (c *Compressor) begin() (err error) {
	f := c.filters[len(c.filters)-1]
	props := &lzma.Properties{LC: f.LC, LP: f.LP, PB: f.PB}
	if c.format == XZ {
		c.writeBlockHeader()
	}
	c.start = c.total + int64(c.out.Len())
	dict := int(min(f.Dict, 1<<30))
	if f.ID == LZMA2 {
		c.coder, err = lzma.Writer2Config{Properties: props, DictCap: dict}.NewWriter2(&c.out)
		return err
	}
	if c.format == Raw {
		c.skip = lzma.HeaderLen
	}
	c.coder, err = lzma.WriterConfig{Properties: props, DictCap: dict, EOSMarker: true}.NewWriter(&c.out)
	return err
}

func (c *Compressor) writeBlockHeader() {
	body := []byte{0, byte(len(c.filters) - 1)}
	for i := range c.filters {
		props, _ := c.filters[i].Properties()
		body = binary.AppendUvarint(body, c.filters[i].ID)
		body = binary.AppendUvarint(body, uint64(len(props)))
		body = append(body, props...)
	}
	for len(body)%4 != 0 {
		body = append(body, 0)
	}
	body[0] = byte(len(body) / 4)
	c.out.Write(body)
	c.out.Write(crc(body))
	c.header = len(body) + 4
}

// Compress takes data and returns what output there is.
func (c *Compressor) Compress(data []byte) ([]byte, error) {
	if len(data) > 0 {
		if c.coder == nil {
			if err := c.begin(); err != nil {
				return nil, ErrOptions
			}
		}
		c.size += int64(len(data))
		if c.hash != nil {
			c.hash.Write(data)
		}
		for _, d := range c.deltas {
			data = d.encode(data)
		}
		if _, err := c.coder.Write(data); err != nil {
			return nil, ErrData
		}
	}
	return c.take(), nil
}

// take hands the output out.
func (c *Compressor) take() []byte {
	n := min(c.skip, c.out.Len())
	c.skip -= n
	c.out.Next(n)
	out := bytes.Clone(c.out.Bytes())
	c.total += int64(n + len(out))
	c.out.Reset()
	return out
}

// Finish ends the stream and returns the rest.
func (c *Compressor) Finish() ([]byte, error) {
	if c.coder == nil && c.format != XZ {
		if err := c.begin(); err != nil {
			return nil, ErrOptions
		}
	}
	if c.coder != nil {
		if err := c.coder.Close(); err != nil {
			return nil, ErrData
		}
	}
	if c.format == XZ {
		c.writeIndex()
	}
	return c.take(), nil
}

// writeIndex ends the block and writes the index and the footer.
func (c *Compressor) writeIndex() {
	index := []byte{0, 0}
	if c.coder != nil {
		packed := c.total + int64(c.out.Len()) - c.start
		for i := packed; i%4 != 0; i++ {
			c.out.WriteByte(0)
		}
		c.out.Write(sum(c.hash))
		index[1] = 1
		index = binary.AppendUvarint(index, uint64(int64(c.header)+packed+int64(checkSize(c.check))))
		index = binary.AppendUvarint(index, uint64(c.size))
	}
	for len(index)%4 != 0 {
		index = append(index, 0)
	}
	c.out.Write(index)
	c.out.Write(crc(index))
	footer := binary.LittleEndian.AppendUint32(nil, uint32(len(index)/4))
	footer = append(footer, 0, byte(c.check))
	c.out.Write(crc(footer))
	c.out.Write(footer)
	c.out.Write(footerMagic)
}
