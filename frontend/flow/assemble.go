// This file writes bytecode, location table and exception table.

package flow

import "adder/frontend/code"

// asm is an instruction being assembled.
type asm struct {
	op      code.Op
	arg     int32
	loc     Location
	target  int32 // index of the instruction a jump goes to
	offset  int32 // in code units
	handler int32 // index of the handler's first instruction, -1 if none
	depth   int32 // of the handler
	lasti   bool
}

// size returns the number of code units with prefixes and caches.
func (a *asm) size() int32 {
	n := int32(1) + int32(code.Info(a.op).Caches)
	if a.arg > 0xffffff {
		return n + 3
	} else if a.arg > 0xffff {
		return n + 2
	} else if a.arg > 0xff {
		return n + 1
	}
	return n
}

func (g *graph) assemble(co *code.Code) {
	list := g.flatten()
	resolveJumps(list)
	last := list[len(list)-1]
	co.Bytecode = make([]byte, 0, 2*(last.offset+last.size()))
	for i := range list {
		co.Bytecode = list[i].write(co.Bytecode)
	}
	co.LineTable = lineTable(list, co.FirstLine)
	co.ExceptionTable = exceptionTable(list)
}

// flatten lists the instructions of all blocks.
func (g *graph) flatten() []asm {
	n := int32(0)
	for b := g.entry; b != nil; b = b.next {
		b.index = n
		n += int32(len(b.instrs))
	}
	list := take(&g.unit.Scratch.list, int(n))[:0]
	for b := g.entry; b != nil; b = b.next {
		for i := range b.instrs {
			in := &b.instrs[i]
			a := asm{op: in.op, arg: in.arg, loc: in.loc, handler: -1}
			if hasTarget(in.op) {
				a.target = in.target.index
				a.arg = a.target
			}
			if h := in.except; h != nil {
				a.handler, a.depth, a.lasti = h.index, int32(h.startDepth), h.preserveLasti
			}
			list = append(list, a)
		}
	}
	return list
}

// endSendOffset is the distance from a SEND to its END_SEND, which END_ASYNC_FOR refers to.
const endSendOffset = 5

// resolveJumps chooses directions and computes offsets until no jump changes its size.
func resolveJumps(list []asm) {
	for i := range list {
		a := &list[i]
		forward := int(a.arg) > i
		switch {
		case a.op == code.JUMP && forward, a.op == code.JUMP_NO_INTERRUPT && forward:
			a.op = code.JUMP_FORWARD
		case a.op == code.JUMP:
			a.op = code.JUMP_BACKWARD
		case a.op == code.JUMP_NO_INTERRUPT:
			a.op = code.JUMP_BACKWARD_NO_INTERRUPT
		}
	}
	for again := true; again; {
		again = false
		offset := int32(0)
		for i := range list {
			list[i].offset = offset
			offset += list[i].size()
		}
		offset = 0
		for i := range list {
			a := &list[i]
			size := a.size()
			offset += size
			if !isJump(a.op) {
				continue
			}
			to := list[a.target].offset
			switch {
			case a.op == code.END_ASYNC_FOR:
				a.arg = offset - to - endSendOffset
			case to < offset:
				a.arg = offset - to
			default:
				a.arg = to - offset
			}
			if a.size() != size {
				again = true
			}
		}
	}
}

// write appends the instruction with prefixes and empty caches.
func (a *asm) write(b []byte) []byte {
	for shift := 24; shift > 0; shift -= 8 {
		if a.arg>>shift != 0 {
			b = append(b, byte(code.EXTENDED_ARG), byte(a.arg>>shift))
		}
	}
	b = append(b, byte(a.op), byte(a.arg))
	for range code.Info(a.op).Caches {
		b = append(b, 0, 0)
	}
	return b
}

// maxEntry is the number of code units that an entry of the location table covers at most.
const maxEntry = 8

func lineTable(list []asm, firstLine int) []byte {
	for i := len(list) - 1; i >= 0; i-- {
		if a := &list[i]; a.loc == NextLocation {
			if terminator(a.op) || i+1 == len(list) {
				a.loc = NoLocation
			} else {
				a.loc = list[i+1].loc
			}
		}
	}
	w := lineWriter{line: int32(firstLine), out: make([]byte, 0, 2*len(list))}
	loc, size := NoLocation, int32(0)
	for i := range list {
		if list[i].loc != loc {
			w.location(loc, size)
			loc, size = list[i].loc, 0
		}
		size += list[i].size()
	}
	w.location(loc, size)
	return w.out
}

// lineWriter writes a location table (Objects/locations.md).
type lineWriter struct {
	out  []byte
	line int32
}

func (w *lineWriter) location(loc Location, size int32) {
	for ; size > maxEntry; size -= maxEntry {
		w.entry(loc, maxEntry)
	}
	if size > 0 {
		w.entry(loc, size)
	}
}

// The codes of entries that are no short form.
const (
	entryOneLine  = 10 // to 12
	entryNoColumn = 13
	entryLong     = 14
	entryNone     = 15
)

func (w *lineWriter) first(kind, size int32) {
	w.out = append(w.out, byte(0x80|kind<<3|(size-1)))
}

func (w *lineWriter) entry(loc Location, size int32) {
	if loc.Line == NoLocation.Line {
		w.first(entryNone, size)
		return
	}
	delta := loc.Line - w.line
	col, endCol := loc.Col, loc.EndCol
	switch {
	case col < 0 || endCol < 0:
		if loc.EndLine == loc.Line || loc.EndLine < 0 {
			w.first(entryNoColumn, size)
			w.signed(delta)
			w.line = loc.Line
			return
		}
	case loc.EndLine == loc.Line:
		if delta == 0 && col < 80 && endCol-col < 16 && endCol >= col {
			w.first(col>>3, size)
			w.out = append(w.out, byte(col&7<<4|(endCol-col)))
			return
		}
		if delta >= 0 && delta < 3 && col < 128 && endCol < 128 {
			w.first(entryOneLine+delta, size)
			w.out = append(w.out, byte(col), byte(endCol))
			w.line = loc.Line
			return
		}
	}
	w.first(entryLong, size)
	w.signed(delta)
	w.unsigned(uint32(loc.EndLine - loc.Line))
	w.unsigned(uint32(col + 1))
	w.unsigned(uint32(endCol + 1))
	w.line = loc.Line
}

func (w *lineWriter) unsigned(v uint32) {
	for ; v >= 64; v >>= 6 {
		w.out = append(w.out, byte(0x40|v&0x3f))
	}
	w.out = append(w.out, byte(v))
}

func (w *lineWriter) signed(v int32) {
	if v < 0 {
		w.unsigned(uint32(-v)<<1 | 1)
	} else {
		w.unsigned(uint32(v) << 1)
	}
}

func exceptionTable(list []asm) []byte {
	var out []byte
	offset, start := int32(0), int32(-1)
	cur := asm{handler: -1}
	emit := func() {
		if cur.handler < 0 {
			return
		}
		depth := cur.depth - 1
		lasti := int32(0)
		if cur.lasti {
			depth--
			lasti = 1
		}
		out = tableItem(out, start, 0x80)
		out = tableItem(out, offset-start, 0)
		out = tableItem(out, list[cur.handler].offset, 0)
		out = tableItem(out, depth<<1|lasti, 0)
	}
	for i := range list {
		if list[i].handler != cur.handler {
			emit()
			start = offset
			cur = list[i]
		}
		offset += list[i].size()
	}
	emit()
	return out
}

// tableItem appends v in groups of six bits, the highest first.
func tableItem(out []byte, v int32, mark byte) []byte {
	for shift := 24; shift > 0; shift -= 6 {
		if v>>shift != 0 {
			out = append(out, byte(v>>shift)&0x3f|0x40|mark)
			mark = 0
		}
	}
	return append(out, byte(v)&0x3f|mark)
}
