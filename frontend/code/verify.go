// This file verifies code objects: a crafted .pyc must not make the interpreter or the
// compiler read beyond a table, jump into an instruction or under- or overrun the stack.

package code

import "fmt"

// Verify checks c and the code objects among its constants: field sizes, opcodes, arguments,
// jump targets, the exception and location tables, and, by following every path, that the
// evaluation stack has one depth at each instruction, between 0 and StackSize. What CPython's
// compiler makes passes, and is then marked as Verified. The error says what is wrong where.
func Verify(c *Code) error { return verify(c, map[*Code]bool{}) }

// verify leaves out what is in done: a code object may be shared.
func verify(c *Code, done map[*Code]bool) error {
	if done[c] {
		return nil
	}
	done[c] = true
	v := &verifier{c: c, units: len(c.Bytecode) / 2}
	for _, step := range []func() error{v.fields, v.instructions, v.exceptions, v.locations, v.paths} {
		if err := step(); err != nil {
			return fmt.Errorf("code object %q: %w", c.QualName, err)
		}
	}
	c.Verified = true
	for _, k := range c.Consts {
		if inner, ok := k.(*Code); ok {
			if err := verify(inner, done); err != nil {
				return err
			}
		}
	}
	return nil
}

// verifier checks one code object.
type verifier struct {
	c       *Code
	units   int
	instrs  []Instr
	at      []int32 // index in instrs + 1 by the offset at which an instruction starts; 0: none
	entries []ExceptionEntry
	targets []uint8        // how instructions are reached, by index in instrs
	joins   map[int]*state // what is known there, once it was reached
	todo    []int          // joins to be visited again
	cur     state          // before the instruction being visited, then behind it
}

// maxStack bounds StackSize, as a frame must fit into memory.
const maxStack = 1 << 24

// CheckCounts checks that the arguments are among the locals.
func (c *Code) CheckCounts() error {
	args := c.ArgCount + c.KwOnlyArgCount + c.Flags.Stars()
	switch {
	case len(c.LocalsPlusNames) != len(c.LocalsPlusKinds):
		return fmt.Errorf("%d names and %d kinds of locals", len(c.LocalsPlusNames), len(c.LocalsPlusKinds))
	case c.ArgCount < 0 || c.KwOnlyArgCount < 0 || c.PosOnlyArgCount < 0 || c.PosOnlyArgCount > c.ArgCount:
		return fmt.Errorf("argument counts %d, %d, %d", c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount)
	case args > len(c.LocalsPlusNames):
		return fmt.Errorf("%d arguments in %d locals", args, len(c.LocalsPlusNames))
	case args > 0 && c.Flags&CO_OPTIMIZED == 0:
		return fmt.Errorf("arguments of a body, which takes none")
	}
	for i := range args {
		if c.LocalsPlusKinds[i]&CO_FAST_LOCAL == 0 {
			return fmt.Errorf("argument %d is no local", i)
		}
	}
	return nil
}

func (v *verifier) fields() error {
	c := v.c
	switch {
	case c.StackSize < 0 || c.StackSize > maxStack:
		return fmt.Errorf("stack size %d", c.StackSize)
	case len(c.Bytecode) == 0 || len(c.Bytecode)%2 != 0:
		return fmt.Errorf("%d bytes of bytecode", len(c.Bytecode))
	}
	return c.CheckCounts()
}

// instructions lists them and checks each opcode and argument.
func (v *verifier) instructions() error {
	v.at = make([]int32, v.units+1)
	v.instrs = make([]Instr, 0, v.units/2)
	end := 0
	for in := range v.c.Instructions() {
		v.instrs = append(v.instrs, in)
		v.at[in.Start] = int32(len(v.instrs))
		end = in.Next
		if in.Offset-in.Start > 3 {
			return v.bad(in, "has too many prefixes")
		}
		if end > v.units {
			return v.bad(in, "reaches beyond the bytecode")
		}
		if err := v.argument(in); err != nil {
			return err
		}
	}
	if end != v.units {
		return fmt.Errorf("the bytecode ends in a prefix")
	}
	return nil
}

func (v *verifier) bad(in Instr, format string, args ...any) error {
	return fmt.Errorf("%s %d at %d %s", in.Op, int32(in.Arg), 2*in.Offset, fmt.Sprintf(format, args...))
}

// limit gives the number of values that the indices in an argument may have.
func (v *verifier) limit(in Instr) (indices []uint32, limit int) {
	c, a := v.c, in.Arg
	switch in.Op {
	case LOAD_GLOBAL, LOAD_ATTR:
		return []uint32{a >> 1}, len(c.Names)
	case LOAD_SUPER_ATTR:
		return []uint32{a >> 2}, len(c.Names)
	case LOAD_FAST_LOAD_FAST, LOAD_FAST_BORROW_LOAD_FAST_BORROW, STORE_FAST_LOAD_FAST, STORE_FAST_STORE_FAST:
		return []uint32{a >> 4, a & 15}, len(c.LocalsPlusNames)
	case LOAD_COMMON_CONSTANT:
		return []uint32{a}, len(CommonConstantNames)
	case LOAD_SPECIAL:
		return []uint32{a}, len(SpecialMethodNames)
	case CALL_INTRINSIC_1:
		return []uint32{a}, len(Intrinsic1Names)
	case CALL_INTRINSIC_2:
		return []uint32{a}, len(Intrinsic2Names)
	case BINARY_OP:
		return []uint32{a}, len(BinaryOpSymbols)
	case COMPARE_OP:
		return []uint32{a >> 5}, 6
	case LOAD_SMALL_INT:
		return []uint32{a}, 256
	}
	switch flags := Info(in.Op).Flags; {
	case flags&FlagConst != 0:
		return []uint32{a}, len(c.Consts)
	case flags&FlagName != 0:
		return []uint32{a}, len(c.Names)
	case flags&(FlagLocal|FlagFree) != 0:
		return []uint32{a}, len(c.LocalsPlusNames)
	}
	return nil, 0
}

// argument checks that an instruction is one that compilers emit, and that what its argument
// refers to exists.
func (v *verifier) argument(in Instr) error {
	if in.Op >= 256 || Info(in.Op).Name == "" || !emitted[in.Op] {
		return v.bad(in, "is no instruction of a code object")
	}
	indices, limit := v.limit(in)
	for _, i := range indices {
		if uint64(i) >= uint64(limit) {
			return v.bad(in, "refers to %d of %d", i, limit)
		}
	}
	switch in.Op {
	case COPY_FREE_VARS:
		free := 0
		for _, k := range v.c.LocalsPlusKinds {
			if k&CO_FAST_FREE != 0 {
				free++
			}
		}
		if int(in.Arg) != free {
			return v.bad(in, "in a function with %d free variables", free)
		}
	case COPY, SWAP, LIST_APPEND, LIST_EXTEND, SET_ADD, SET_UPDATE, MAP_ADD, DICT_UPDATE, DICT_MERGE:
		if in.Arg == 0 {
			return v.bad(in, "counts from 1")
		}
	case RAISE_VARARGS:
		if in.Arg > 2 {
			return v.bad(in, "takes at most 2 values")
		}
	case CONVERT_VALUE:
		if in.Arg < 1 || in.Arg > 3 {
			return v.bad(in, "converts to nothing")
		}
	case BUILD_INTERPOLATION:
		if in.Arg>>2 > 3 {
			return v.bad(in, "converts to nothing")
		}
	case BUILD_SLICE:
		if in.Arg != 2 && in.Arg != 3 {
			return v.bad(in, "takes 2 or 3 values")
		}
	}
	if int32(in.Arg) < 0 {
		return v.bad(in, "has too large an argument")
	}
	return nil
}

// emitted are the opcodes that compilers emit; the others only the interpreter puts into bytecode.
var emitted = func() (t [256]bool) {
	for op := range effects {
		if op < 256 {
			t[op] = true
		}
	}
	for _, op := range [...]Op{UNPACK_EX, LOAD_GLOBAL, LOAD_ATTR, LOAD_SUPER_ATTR, BUILD_INTERPOLATION, JUMP_FORWARD,
		JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT} {
		t[op] = true
	}
	for _, op := range [...]Op{INTERPRETER_EXIT, EXIT_INIT_CHECK} {
		t[op] = false
	}
	return t
}()

// exceptions checks the exception table: sorted ranges of whole instructions.
func (v *verifier) exceptions() error {
	var err error
	if v.entries, err = v.c.ParseExceptionTable(); err != nil {
		return err
	}
	last := 0
	for _, e := range v.entries {
		if e.Start < last || e.End <= e.Start || e.End > v.units || e.Target < 0 || e.Target >= v.units ||
			v.at[e.Target] == 0 || e.Depth < 0 || e.Depth > v.c.StackSize {
			return fmt.Errorf("exception table entry %d-%d to %d at depth %d", 2*e.Start, 2*e.End, 2*e.Target, e.Depth)
		}
		last = e.End
	}
	return nil
}

// locations checks that the location table covers the bytecode, or is absent.
func (v *verifier) locations() error {
	if len(v.c.LineTable) == 0 {
		return nil
	}
	if v.c.LineTable[0]&0x80 == 0 {
		return fmt.Errorf("the location table starts within an entry")
	}
	end := 0
	v.c.eachLocation(func(e LocationEntry) { end = e.End })
	if end > v.units {
		return fmt.Errorf("the location table covers %d of %d code units", end, v.units)
	}
	return nil
}

// jump returns the offset that an instruction may jump to.
func (in Instr) jump() (offset int, ok bool) {
	switch in.Op {
	case END_ASYNC_FOR: // its argument is only for tracing
		return 0, false
	case JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT:
		return in.Next - int(in.Arg), true
	}
	return in.Next + int(in.Arg), in.Op.Has(FlagJump)
}

// ends reports whether the next instruction is not executed after op.
func (op Op) ends() bool {
	switch op {
	case RETURN_VALUE, RAISE_VARARGS, RERAISE, JUMP_FORWARD, JUMP_BACKWARD, JUMP_BACKWARD_NO_INTERRUPT:
		return true
	}
	return false
}
