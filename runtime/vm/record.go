// This file records what interpreted code sees: the types of operands, the callees of calls, how often
// functions are entered and loops go round. It costs nothing unless StartRecording was called before code was
// decoded: then instructions of interest get the step observe, which notes and lets their own step do the work.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/py"
)

// Recording is what a run saw.
type Recording struct {
	records []*record
	max     int
}

// recording is the one that is under way, nil for none.
var recording *Recording

// StartRecording makes all code that is decoded from now on record. At each place it tells at most max
// combinations of types apart.
func StartRecording(max int) *Recording {
	recording = &Recording{max: max}
	return recording
}

// record is what was seen in a program.
type record struct {
	p      *program
	module string // that ran it first
	steps  []step // the steps of the instructions, where observe stands in the program
	seen   []sightings
	max    int
}

// sightings are the combinations that an instruction saw.
type sightings struct {
	list   []sighting
	others int64
}

// maxOperands is the largest number of operands, or parameters, that are noted.
const maxOperands = 8

// sighting is a combination with the number of times that it was seen.
type sighting struct {
	what  combination
	count int64
}

// combination are the types of operands, as *py.Type, or a callee. Small ints have a nil type with kind isSmall.
type combination struct {
	n    int
	refs [maxOperands]unsafe.Pointer
	kind calleeKind
}

// calleeKind tells what the reference in a combination is of; isTypes that there are types.
type calleeKind uint8

const (
	isTypes calleeKind = iota
	isFunction
	isClass
	isBuiltin
	isMethodDescr
	isObject
)

// watch makes the instructions of p record.
func (r *Recording) watch(p *program) {
	rec := &record{p: p, max: r.max, steps: make([]step, len(p.instrs)), seen: make([]sightings, len(p.instrs))}
	p.record = rec
	r.records = append(r.records, rec)
	p.first = &p.instrs[0]
	for i := range p.instrs {
		if in := &p.instrs[i]; operands[in.op] != nil {
			rec.steps[i], in.run = in.run, observe
		}
	}
}

// observe notes what the instruction sees and executes it.
func observe(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	r := f.p.record
	i := r.p.index(in)
	if c, ok := operands[in.op](in, sp, f); ok {
		r.note(i, c)
	}
	if r.module == "" {
		r.module = moduleOf(f.fn.Globals)
	}
	for {
		next, stack, frame := r.steps[i](in, sp, f)
		if word(&in.run) == observeWord {
			return next, stack, frame
		}
		// The step has given itself a successor. If it did no more, that one is due.
		r.steps[i], in.run = in.run, observe
		if next != in || stack != sp || frame != f {
			return next, stack, frame
		}
	}
}

// word returns what two variables with the same top-level function share.
func word(s *step) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(s)) }

var observeWord unsafe.Pointer

// note counts a combination that instruction i saw.
func (r *record) note(i int32, c combination) {
	s := &r.seen[i]
	for k := range s.list {
		if s.list[k].what == c {
			s.list[k].count++
			return
		}
	}
	if len(s.list) == r.max {
		s.others++
		return
	}
	s.list = append(s.list, sighting{c, 1})
}

// operands tell what the instructions of interest see; ok is false for nothing.
var operands [opCount]func(in *instr, sp unsafe.Pointer, f *frame) (c combination, ok bool)

func init() {
	loop := observe
	observeWord = word((*step)(unsafe.Pointer(&loop)))
	for _, op := range [...]code.Op{opAdd, opSub, opMul, opAnd, opOr, opXor, opRShift, opTrueDiv, opBinary, opSubscr, opCompare, code.CONTAINS_OP} {
		operands[op] = topmost(2)
	}
	for _, op := range [...]code.Op{code.UNARY_NEGATIVE, code.UNARY_INVERT, code.TO_BOOL, code.GET_ITER, code.UNPACK_SEQUENCE,
		opUnpackPair, code.UNPACK_EX, opLoadAttr, opLoadMethod, code.STORE_ATTR, code.FOR_ITER} {
		operands[op] = topmost(1)
	}
	operands[code.STORE_SUBSCR] = func(_ *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return typesOf(*at(sp, -2), *at(sp, -1), *at(sp, -3)), true
	}
	operands[code.SEND] = func(_ *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return typesOf(*at(sp, -2)), true
	}
	operands[code.CALL] = func(in *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return calleeOf(*at(sp, -2-int(in.arg))), true
	}
	operands[code.CALL_KW] = func(in *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return calleeOf(*at(sp, -3-int(in.arg))), true
	}
	operands[code.CALL_FUNCTION_EX] = func(_ *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return calleeOf(*at(sp, -4)), true
	}
	operands[code.JUMP_BACKWARD] = func(*instr, unsafe.Pointer, *frame) (combination, bool) { return combination{}, true }
	operands[code.RESUME] = func(in *instr, _ unsafe.Pointer, f *frame) (combination, bool) {
		return parameters(f), in.arg&3 == 0
	}
}

func topmost(n int) func(*instr, unsafe.Pointer, *frame) (combination, bool) {
	return func(_ *instr, sp unsafe.Pointer, _ *frame) (combination, bool) {
		return typesOf(values(sp, n)...), true
	}
}

func typesOf(list ...py.Value) combination {
	c := combination{n: min(len(list), maxOperands)}
	for i, v := range list[:c.n] {
		switch {
		case v.IsUnbound(): // a parameter that was deleted before RESUME: there is no such code
		case v.IsInt():
			c.refs[i] = v.Ptr()
		default:
			c.refs[i] = unsafe.Pointer(v.Type())
		}
	}
	return c
}

// parameters are the types of the parameters of f, which may be in cells.
func parameters(f *frame) combination {
	var list [maxOperands]py.Value
	n := min(f.p.code.NumParams, maxOperands)
	for i := range n {
		v := *at(f.base, i)
		if v.Bound() && v.Type() == py.CellType {
			v = py.AsCell(v).Value
		}
		list[i] = v
	}
	return typesOf(list[:n]...)
}

func calleeOf(fn py.Value) combination {
	c := combination{n: 1}
	switch fn.Type() {
	case py.MethodType:
		return calleeOf(py.AsMethod(fn).Func)
	case py.FunctionType:
		c.kind, c.refs[0] = isFunction, unsafe.Pointer(py.AsFunction(fn).Code)
	case py.BuiltinType:
		// Each look-up of a method makes a new object: the names tell them apart well enough.
		c.kind, c.refs[0] = isBuiltin, unsafe.Pointer(py.AsBuiltin(fn).Method)
		c.refs[1] = fn.Ptr()
		if b := py.AsBuiltin(fn); b.Owner != nil {
			c.refs[1] = nil
			c.refs[2] = unsafe.Pointer(b.Owner)
		}
	case py.MethodDescrType:
		c.kind, c.refs[0] = isMethodDescr, fn.Ptr()
	default:
		c.kind, c.refs[0] = isObject, unsafe.Pointer(fn.Type())
		if py.ClassOf(fn) != nil {
			c.kind, c.refs[0] = isClass, fn.Ptr()
		}
	}
	return c
}

func moduleOf(globals *py.Dict) string {
	if v := globals.GetStr(py.Intern("__name__")); v.Bound() && v.IsStr() {
		return py.AsStr(v).String()
	}
	return "?"
}
