// This file turns loads of locals into loads of borrowed references where the local outlives
// the value on the stack (optimize_load_fast).

package flow

import "adder/frontend/code"

// ref is a value on the abstract stack: the instruction that produced it and the local it
// came from, -1 if unknown or none.
type ref struct{ instr, local int }

// borrower interprets blocks abstractly.
type borrower struct {
	g     *graph
	todo  []*block
	refs  []ref
	keeps []bool // by instruction: must make a reference of its own
}

func (g *graph) borrowLoads() {
	w := &borrower{g: g, todo: g.clearVisited()}
	g.entry.startDepth = 0
	w.visit(g.entry)
	for len(w.todo) > 0 {
		b := w.todo[len(w.todo)-1]
		w.todo = w.todo[:len(w.todo)-1]
		w.block(b)
	}
	g.todo = w.todo
}

func (w *borrower) visit(b *block) {
	if !b.visited {
		b.visited = true
		w.todo = append(w.todo, b)
	}
}

func (w *borrower) push(instr, local int) { w.refs = append(w.refs, ref{instr, local}) }

func (w *borrower) pop() ref {
	n := len(w.refs) - 1
	r := w.refs[n]
	w.refs = w.refs[:n]
	return r
}

func (w *borrower) drop(n int) { w.refs = w.refs[:len(w.refs)-n] }

func (w *borrower) keep(r ref) {
	if r.instr >= 0 {
		w.keeps[r.instr] = true
	}
}

// kill notes that a local is overwritten: values that came from it must not be borrowed.
func (w *borrower) kill(local int) {
	for _, r := range w.refs {
		if r.local == local {
			w.keep(r)
		}
	}
}

func (w *borrower) store(local int, r ref) {
	w.kill(local)
	w.keep(r)
}

func (w *borrower) block(b *block) {
	w.keeps = w.keeps[:0]
	for range b.instrs {
		w.keeps = append(w.keeps, false)
	}
	w.refs = w.refs[:0]
	for range b.startDepth {
		w.push(-1, -1)
	}
	for i := range b.instrs {
		w.step(i, &b.instrs[i])
	}
	if b.next != nil && len(b.instrs) > 0 && b.fallsThrough() {
		w.visit(b.next)
	}
	for _, r := range w.refs {
		w.keep(r) // still there at the end of the block
	}
	for i := range b.instrs {
		if w.keeps[i] {
			continue
		}
		switch in := &b.instrs[i]; in.op {
		case code.LOAD_FAST:
			in.op = code.LOAD_FAST_BORROW
		case code.LOAD_FAST_LOAD_FAST:
			in.op = code.LOAD_FAST_BORROW_LOAD_FAST_BORROW
		}
	}
}

func (w *borrower) step(i int, in *instr) {
	arg := int(in.arg)
	switch in.op {
	case code.LOAD_FAST:
		w.push(i, arg)
	case code.LOAD_FAST_AND_CLEAR:
		w.kill(arg)
		w.push(i, arg)
	case code.LOAD_FAST_LOAD_FAST:
		w.push(i, arg>>4)
		w.push(i, arg&15)
	case code.DELETE_FAST:
		w.kill(arg)
	case code.STORE_FAST:
		w.store(arg, w.pop())
	case code.STORE_FAST_LOAD_FAST:
		w.store(arg>>4, w.pop())
		w.push(i, arg&15)
	case code.STORE_FAST_STORE_FAST:
		w.store(arg>>4, w.pop())
		w.store(arg&15, w.pop())
	case code.COPY:
		r := w.refs[len(w.refs)-arg]
		w.push(r.instr, r.local)
	case code.SWAP:
		n := len(w.refs)
		w.refs[n-arg], w.refs[n-1] = w.refs[n-1], w.refs[n-arg]
	default:
		w.stepPartial(i, in)
	}
}

// stepPartial handles instructions that leave some of their inputs on the stack.
func (w *borrower) stepPartial(i int, in *instr) {
	popped, pushed := popPush(in.op, in.arg)
	switch in.op {
	case code.GET_ANEXT, code.GET_LEN, code.IMPORT_FROM, code.MATCH_KEYS, code.MATCH_MAPPING,
		code.MATCH_SEQUENCE, code.WITH_EXCEPT_START, code.GET_YIELD_FROM_ITER, code.FORMAT_SIMPLE:
		// CPython's loop counter shadows the instruction's index: it blames instruction 0.
		for n := range pushed - popped {
			w.push(n, -1)
		}
	case code.DICT_MERGE, code.DICT_UPDATE, code.LIST_APPEND, code.LIST_EXTEND, code.MAP_ADD,
		code.RERAISE, code.SET_ADD, code.SET_UPDATE:
		w.drop(popped - pushed)
	case code.END_SEND, code.SET_FUNCTION_ATTRIBUTE:
		top := w.pop()
		w.drop(1)
		w.push(top.instr, top.local)
	case code.CHECK_EXC_MATCH:
		w.pop()
		w.push(i, -1)
	case code.FOR_ITER:
		w.visit(in.target)
		w.push(i, -1)
	case code.LOAD_ATTR, code.LOAD_SUPER_ATTR:
		self := w.pop()
		if in.op == code.LOAD_SUPER_ATTR {
			w.drop(2)
		}
		w.push(i, -1)
		if in.arg&1 != 0 {
			w.push(self.instr, self.local) // may be pushed back for a method
		}
	case code.LOAD_SPECIAL, code.PUSH_EXC_INFO:
		top := w.pop()
		w.push(i, -1)
		w.push(top.instr, top.local)
	case code.SEND:
		w.visit(in.target)
		w.pop()
		w.push(i, -1)
	default:
		if hasTarget(in.op) {
			w.visit(in.target)
		}
		w.drop(popped)
		for range pushed {
			w.push(i, -1)
		}
	}
}
