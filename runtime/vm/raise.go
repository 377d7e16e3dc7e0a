// This file unwinds the stack to handlers.

package vm

import "adder/runtime/py"

// unwind finds the handler of an exception raised at pos and prepares the stack for it. pc is
// negative when there is none.
func (f *frame) unwind(exc *py.Exc, pos int32) (pc, sp int) {
	h := f.p.handlerAt(pos)
	if h == nil {
		return -1, 0
	}
	sp = f.p.nlocals + int(h.depth)
	if h.lasti {
		f.s[sp] = py.Int(int64(f.rec.Pos))
		sp++
	}
	f.s[sp] = exc.V()
	return int(h.target), sp + 1
}
