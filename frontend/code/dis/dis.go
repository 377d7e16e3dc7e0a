// Package dis prints code objects as `python -m dis` does (Lib/dis.py).
//
// What comes out equals CPython's text but for the addresses of code objects, which CPython
// takes from memory: here they are made up and the same in every run.
package dis

import (
	"bufio"
	"fmt"
	"io"

	"adder/frontend/code"
)

// Options are the flags of the dis module.
type Options struct {
	Caches      bool // -C: show inline caches
	Offsets     bool // -O: show instruction offsets
	Positions   bool // -P: show full positions instead of line numbers
	Specialized bool // -S: show the caches as they are before the first run
}

// Write prints c and the code objects among its constants.
func Write(w io.Writer, c *code.Code, opts Options) error {
	p := &printer{w: bufio.NewWriter(w), opts: opts, addresses: map[*code.Code]int{}}
	p.tree(c)
	return p.w.Flush()
}

// printer prints code objects.
type printer struct {
	w         *bufio.Writer
	opts      Options
	addresses map[*code.Code]int // those given out so far
}

// tree prints c and what is nested in it, outer before inner.
func (p *printer) tree(c *code.Code) {
	newListing(p, c).print()
	for _, k := range c.Consts {
		if inner, ok := k.(*code.Code); ok {
			fmt.Fprintf(p.w, "\nDisassembly of %s:\n", p.codeRepr(inner))
			p.tree(inner)
		}
	}
}

// firstAddress and addressStep make addresses that look like CPython's.
const (
	firstAddress = 0x7f0000000000
	addressStep  = 0x1f0
)

// codeRepr is repr() of a code object.
func (p *printer) codeRepr(c *code.Code) string {
	address, ok := p.addresses[c]
	if !ok {
		address = firstAddress + len(p.addresses)*addressStep
		p.addresses[c] = address
	}
	return fmt.Sprintf("<code object %s at %#x, file \"%s\", line %d>", c.Name, address, c.Filename, c.FirstLine)
}
