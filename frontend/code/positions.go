// This file reads the location table (PEP 626 and PEP 657; Objects/locations.md).

package code

// Location is a range of source text. Lines count from 1, columns are UTF-8 bytes from 0;
// -1 stands for not known.
type Location struct {
	Line, EndLine, Col, EndCol int
}

// NoLocation belongs to instructions that the compiler made up.
var NoLocation = Location{-1, -1, -1, -1}

// LocationEntry is a row of the location table: the code units from Start up to End, and
// where they come from.
type LocationEntry struct {
	Start, End int
	Location
}

// The codes of entries that are not in the short form.
const (
	locOneLine0 = 10
	locOneLine2 = 12
	locNoColumn = 13
	locLong     = 14
	locNone     = 15
)

// Locations decodes the location table. A malformed tail is ignored.
func (c *Code) Locations() []LocationEntry {
	list := make([]LocationEntry, 0, len(c.LineTable)/3)
	c.eachLocation(func(e LocationEntry) { list = append(list, e) })
	return list
}

func (c *Code) eachLocation(do func(LocationEntry)) {
	line, start := c.FirstLine, 0
	r := locReader{table: c.LineTable}
	for len(r.table) > 0 && !r.bad {
		head := r.byte()
		end := start + int(head&7) + 1
		loc := r.location(int(head>>3&15), &line)
		do(LocationEntry{start, end, loc})
		start = end
	}
}

// locReader takes numbers off the location table.
type locReader struct {
	table []byte
	bad   bool
}

func (r *locReader) byte() byte {
	if len(r.table) == 0 {
		r.bad = true
		return 0
	}
	b := r.table[0]
	r.table = r.table[1:]
	return b
}

// varint reads a little-endian number of six bits a byte, bit 6 marking continuation.
func (r *locReader) varint() int {
	n, shift := 0, 0
	for {
		b := r.byte()
		n |= int(b&63) << shift
		if b&64 == 0 || r.bad {
			return n
		}
		shift += 6
	}
}

// svarint reads a signed number, the sign in the lowest bit.
func (r *locReader) svarint() int {
	n := r.varint()
	if n&1 != 0 {
		return -(n >> 1)
	}
	return n >> 1
}

func (r *locReader) location(code int, line *int) Location {
	switch {
	case code == locNone:
		return NoLocation
	case code == locLong:
		*line += r.svarint()
		end := *line + r.varint()
		col := r.varint() - 1
		return Location{*line, end, col, r.varint() - 1}
	case code == locNoColumn:
		*line += r.svarint()
		return Location{*line, *line, -1, -1}
	case code >= locOneLine0 && code <= locOneLine2:
		*line += code - locOneLine0
		col := int(r.byte())
		return Location{*line, *line, col, int(r.byte())}
	}
	b := int(r.byte())
	col := code<<3 | b>>4
	return Location{*line, *line, col, col + b&15}
}

// LocationAt returns where the instruction at offset off (code units) comes from. It decodes only the
// entry in question and the line numbers of those before: tracebacks ask for a single one.
func (c *Code) LocationAt(off int) Location {
	table := c.LineTable
	line, start := c.FirstLine, 0
	for i := 0; i < len(table) && start <= off; {
		head := table[i]
		start += int(head&7) + 1
		entry := int(head >> 3 & 15)
		if off < start {
			r := locReader{table: table[i+1:]}
			return r.location(entry, &line)
		}
		switch {
		case entry == locLong || entry == locNoColumn:
			r := locReader{table: table[i+1:]}
			line += r.svarint()
		case entry >= locOneLine0 && entry <= locOneLine2:
			line += entry - locOneLine0
		}
		// Only the first byte of an entry has its highest bit set.
		for i++; i < len(table) && table[i]&0x80 == 0; {
			i++
		}
	}
	return NoLocation
}

// LineAt returns the line of the instruction at offset off, the first line of c where the
// table knows none.
func (c *Code) LineAt(off int) int {
	if line := c.LocationAt(off).Line; line > 0 {
		return line
	}
	return c.FirstLine
}
