// This file reads instructions and exception tables.

package code

import (
	"errors"
	"iter"
)

// Instr is an instruction with its EXTENDED_ARG prefixes folded in. Offsets count code units.
type Instr struct {
	Op     Op
	Arg    uint32
	Start  int // offset of the first prefix, or of the instruction
	Offset int // offset of the instruction itself
	Next   int // offset behind its inline cache
}

// Instructions iterates over the instructions of c, specialised opcodes turned back into
// their families.
func (c *Code) Instructions() iter.Seq[Instr] {
	return func(yield func(Instr) bool) {
		bc := c.Bytecode
		start, arg := 0, uint32(0)
		for i := 0; i+1 < len(bc); {
			op := Op(bc[i]).Deopt()
			arg = arg<<8 | uint32(bc[i+1])
			if op == EXTENDED_ARG {
				i += 2
				continue
			}
			next := i/2 + 1 + int(Info(op).Caches)
			if !yield(Instr{Op: op, Arg: arg, Start: start, Offset: i / 2, Next: next}) {
				return
			}
			i = next * 2
			start, arg = next, 0
		}
	}
}

// ExceptionEntry is a row of the exception table: instructions from Start up to End are
// covered by the handler at Target, which is entered with the stack cut to Depth, then the
// position of the instruction if Lasti, then the exception. Offsets count code units.
type ExceptionEntry struct {
	Start, End, Target, Depth int
	Lasti                     bool
}

var errExceptionTable = errors.New("malformed exception table")

// ParseExceptionTable decodes the exception table (Objects/exception_handling_notes.txt).
func (c *Code) ParseExceptionTable() ([]ExceptionEntry, error) {
	var entries []ExceptionEntry
	table := c.ExceptionTable
	for len(table) > 0 {
		var fields [4]int
		for i := range fields {
			var ok bool
			if fields[i], table, ok = varint(table); !ok {
				return nil, errExceptionTable
			}
		}
		entries = append(entries, ExceptionEntry{
			Start: fields[0], End: fields[0] + fields[1], Target: fields[2],
			Depth: fields[3] >> 1, Lasti: fields[3]&1 != 0,
		})
	}
	return entries, nil
}

// varint reads a big-endian number of six bits a byte, bit 6 marking continuation.
func varint(table []byte) (n int, rest []byte, ok bool) {
	for i, b := range table {
		n = n<<6 | int(b&63)
		if b&64 == 0 {
			return n, table[i+1:], true
		}
	}
	return 0, nil, false
}

// Flatten lists c and the code objects among its constants, at any depth, outer before
// inner, in order of the constants.
func Flatten(c *Code) []*Code {
	list := []*Code{c}
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			list = append(list, Flatten(inner)...)
		}
	}
	return list
}
