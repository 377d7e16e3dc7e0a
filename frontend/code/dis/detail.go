// This file explains arguments: the names, constants, targets and operators behind the numbers.

package dis

import (
	"fmt"
	"strings"

	"adder/frontend/code"
)

// jumpTarget returns the offset in bytes to which an instruction jumps; for END_ASYNC_FOR the
// one that belongs to it.
func jumpTarget(in code.Instr) (int, bool) {
	if !in.Op.Has(code.FlagJump) {
		return 0, false
	}
	arg := int(in.Arg)
	switch in.Op {
	case code.JUMP_BACKWARD, code.JUMP_BACKWARD_NO_INTERRUPT, code.END_ASYNC_FOR:
		arg = -arg
	}
	return 2 * (in.Next + arg), true
}

// The texts of arguments, by number.
var (
	compareOps         = [...]string{"<", "<=", "==", "!=", ">", ">="}
	conversions        = [...]string{"", "str", "repr", "ascii"}
	functionAttributes = [...]string{"defaults", "kwdefaults", "annotations", "closure", "annotate"}
)

// detail is what stands in parentheses behind the argument.
func (l *listing) detail(in code.Instr) string {
	arg := int(in.Arg)
	switch {
	case in.Op.Has(code.FlagConst):
		return l.constant(arg)
	case in.Op.Has(code.FlagName):
		return l.global(in.Op, arg)
	case in.Op.Has(code.FlagJump):
		target, _ := jumpTarget(in)
		if in.Op == code.END_ASYNC_FOR {
			return fmt.Sprintf("from L%d", l.labels[target])
		}
		return fmt.Sprintf("to L%d", l.labels[target])
	case in.Op.Has(code.FlagLocal) || in.Op.Has(code.FlagFree):
		return l.local(in.Op, arg)
	}
	return operator(in.Op, arg)
}

func (l *listing) constant(i int) string {
	if i >= len(l.c.Consts) {
		return ""
	}
	if co, ok := l.c.Consts[i].(*code.Code); ok {
		return l.codeRepr(co)
	}
	return code.Repr(l.c.Consts[i])
}

// global explains an argument that is a name's number, with flags below it in some opcodes.
func (l *listing) global(op code.Op, arg int) string {
	shift, mark := 0, ""
	switch op {
	case code.LOAD_GLOBAL:
		shift, mark = 1, " + NULL"
	case code.LOAD_ATTR:
		shift, mark = 1, " + NULL|self"
	case code.LOAD_SUPER_ATTR:
		shift, mark = 2, " + NULL|self"
	}
	name := at(l.c.Names, arg>>shift)
	if shift > 0 && arg&1 != 0 && name != "" {
		name += mark
	}
	return name
}

func (l *listing) local(op code.Op, arg int) string {
	switch op {
	case code.LOAD_FAST_LOAD_FAST, code.LOAD_FAST_BORROW_LOAD_FAST_BORROW,
		code.STORE_FAST_LOAD_FAST, code.STORE_FAST_STORE_FAST:
		return at(l.c.LocalsPlusNames, arg>>4) + ", " + at(l.c.LocalsPlusNames, arg&15)
	}
	return at(l.c.LocalsPlusNames, arg)
}

// operator explains an argument that selects what the instruction does.
func operator(op code.Op, arg int) string {
	switch op {
	case code.COMPARE_OP:
		if arg&16 != 0 {
			return "bool(" + at(compareOps[:], arg>>5) + ")"
		}
		return at(compareOps[:], arg>>5)
	case code.CONVERT_VALUE:
		return at(conversions[:], arg)
	case code.SET_FUNCTION_ATTRIBUTE:
		return bits(functionAttributes[:], arg)
	case code.BINARY_OP:
		return at(code.BinaryOpSymbols[:], arg)
	case code.CALL_INTRINSIC_1:
		return at(code.Intrinsic1Names[:], arg)
	case code.CALL_INTRINSIC_2:
		return at(code.Intrinsic2Names[:], arg)
	case code.LOAD_COMMON_CONSTANT:
		return commonConstant(at(code.CommonConstantNames[:], arg))
	case code.LOAD_SPECIAL:
		return at(code.SpecialMethodNames[:], arg)
	case code.IS_OP:
		return not(arg, "is", "is not")
	case code.CONTAINS_OP:
		return not(arg, "in", "not in")
	}
	return ""
}

// commonConstant is the name of a class, or the repr of a function.
func commonConstant(name string) string {
	if name == "all" || name == "any" {
		return "<built-in function " + name + ">"
	}
	return name
}

func not(arg int, plain, negated string) string {
	if arg != 0 {
		return negated
	}
	return plain
}

// bits lists the names of the bits that are set.
func bits(names []string, set int) string {
	var out []string
	for i, name := range names {
		if set&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return strings.Join(out, ", ")
}

// at returns an element, or "" where a crafted code object has none.
func at(list []string, i int) string {
	if i < len(list) {
		return list[i]
	}
	return ""
}
