// This file implements the questions about opcodes that dis and opcode ask.

// Package opcode is the _opcode module. It answers from the table of the compiler.
package opcode

import (
	"strings"

	"adder/frontend/code"
	"adder/runtime/py"
)

type (
	thread = py.Thread
	value  = py.Value
	excp   = py.Exc
)

// Def returns the definition of the module.
func Def() *py.ModuleDef {
	return &py.ModuleDef{Name: "_opcode", Doc: "Opcode support module.", Methods: []py.Method{
		{Name: "stack_effect", Sig: "(opcode, oparg=None, /, *, jump=None)", FN: stackEffect},
		{Name: "is_valid", Sig: "(opcode)", FN: question(isValid)},
		flagged("has_arg", code.FlagArg),
		flagged("has_const", code.FlagConst),
		flagged("has_name", code.FlagName),
		flagged("has_jump", code.FlagJump),
		flagged("has_free", code.FlagFree),
		flagged("has_local", code.FlagLocal),
		{Name: "has_exc", Sig: "(opcode)", FN: question(func(op int) bool {
			return op >= firstPseudo && code.Info(code.Op(op)).Flags&code.FlagExc != 0
		})},
		{Name: "get_specialization_stats", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return py.None, nil }},
		{Name: "get_nb_ops", Sig: "()", F0: operators},
		{Name: "get_intrinsic1_descs", Sig: "()", F0: names(code.Intrinsic1Names[:])},
		{Name: "get_intrinsic2_descs", Sig: "()", F0: names(code.Intrinsic2Names[:])},
		{Name: "get_special_method_names", Sig: "()", F0: names(code.SpecialMethodNames[:])},
		{Name: "get_executor", Sig: "(code, offset)", FN: executor},
	}, Exec: func(t *thread, m *py.Module) *excp {
		m.Dict.SetStr(py.Intern("ENABLE_SPECIALIZATION"), py.Int(1))
		m.Dict.SetStr(py.Intern("ENABLE_SPECIALIZATION_FT"), py.Int(1))
		return nil
	}}
}

// unlike tells for specialised opcodes what their families have and they have not, or the other way
// round.
func unlike(op int) (with, without code.OpFlags) {
	in := func(first, last int) bool { return first <= op && op <= last }
	if op == addUnicode {
		with |= code.FlagLocal
	}
	if op == addUnicode || in(129, 142) || op == 154 || op == 196 || in(198, 199) {
		without |= code.FlagArg
	}
	if op == 171 || op == 197 {
		without |= code.FlagJump
	}
	if in(177, 178) || in(180, 188) || in(192, 193) || in(198, 199) {
		without |= code.FlagName
	}
	return with, without
}

// addUnicode is BINARY_OP_INPLACE_ADD_UNICODE.
const addUnicode = 3

// firstPseudo is the first pseudo-instruction of the compiler.
const firstPseudo = 256

// question makes a function that asks something about an opcode.
func question(ask func(op int) bool) func(t *thread, self value, args []value) (value, *excp) {
	return func(t *thread, self value, args []value) (value, *excp) {
		op, exc := py.IndexInt(t, args[0], py.OverflowError)
		if exc != nil {
			return value{}, exc
		}
		return py.Bool(isValid(op) && ask(op)), nil
	}
}

func flagged(name string, flag code.OpFlags) py.Method {
	return py.Method{Name: name, Sig: "(opcode)", FN: question(func(op int) bool {
		return flagsOf(op)&flag != 0
	})}
}

// isValid reports whether op is an opcode, specialised ones included.
func isValid(op int) bool {
	if op < 0 || op >= 1<<16 {
		return false
	}
	_, special := code.Family(code.Op(op))
	return special || code.Info(code.Op(op)).Name != ""
}

// flagsOf are the properties of an opcode, specialised ones included.
func flagsOf(op int) code.OpFlags {
	family, special := code.Family(code.Op(op))
	flags := code.Info(family).Flags
	if special {
		with, without := unlike(op)
		flags = flags&^without | with
	}
	return flags
}

// plain returns the opcode that an instrumented one stands for.
func plain(op code.Op) code.Op {
	name, instrumented := strings.CutPrefix(op.String(), "INSTRUMENTED_")
	if !instrumented {
		return op
	}
	for base := code.Op(0); base < firstPseudo; base++ {
		if code.Info(base).Name == name {
			return base
		}
	}
	return op
}

func stackEffect(t *thread, self value, args []value) (value, *excp) {
	op, exc := py.IndexInt(t, args[0], py.OverflowError)
	if exc != nil {
		return value{}, exc
	}
	arg := 0
	if args[1].Bound() && !args[1].IsNone() {
		if arg, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
	}
	jump := true
	switch v := args[2]; {
	case v.IsUnbound() || v.IsNone() || v.IsTrue():
	case v.IsFalse():
		jump = false
	default:
		return value{}, py.ValueErrorf("stack_effect: jump must be False, True or None")
	}
	if _, special := code.Family(code.Op(op)); special || !isValid(op) {
		return value{}, py.ValueErrorf("invalid opcode or oparg")
	}
	popped, pushed := code.Effect(plain(code.Op(op)), arg)
	if !jump && op >= firstPseudo && code.Info(code.Op(op)).Flags&code.FlagExc != 0 {
		return py.Int(0), nil
	}
	return py.Int(int64(pushed - popped)), nil
}

// operatorNames are the names of BINARY_OP's arguments.
var operatorNames = [...]string{"NB_ADD", "NB_AND", "NB_FLOOR_DIVIDE", "NB_LSHIFT", "NB_MATRIX_MULTIPLY", "NB_MULTIPLY",
	"NB_REMAINDER", "NB_OR", "NB_POWER", "NB_RSHIFT", "NB_SUBTRACT", "NB_TRUE_DIVIDE", "NB_XOR", "NB_INPLACE_ADD",
	"NB_INPLACE_AND", "NB_INPLACE_FLOOR_DIVIDE", "NB_INPLACE_LSHIFT", "NB_INPLACE_MATRIX_MULTIPLY", "NB_INPLACE_MULTIPLY",
	"NB_INPLACE_REMAINDER", "NB_INPLACE_OR", "NB_INPLACE_POWER", "NB_INPLACE_RSHIFT", "NB_INPLACE_SUBTRACT",
	"NB_INPLACE_TRUE_DIVIDE", "NB_INPLACE_XOR", "NB_SUBSCR"}

func operators(t *thread, self value) (value, *excp) {
	out := make([]value, len(code.BinaryOpSymbols))
	for i, symbol := range code.BinaryOpSymbols {
		out[i] = py.NewTuple(py.StrV(operatorNames[i]), py.StrV(symbol)).V()
	}
	return py.ListFrom(out).V(), nil
}

func names(list []string) func(t *thread, self value) (value, *excp) {
	return func(t *thread, self value) (value, *excp) {
		out := make([]value, len(list))
		for i, s := range list {
			out[i] = py.StrV(s)
		}
		return py.ListFrom(out).V(), nil
	}
}

// executor looks for machine code of CPython's just-in-time compiler, of which there is none.
func executor(t *thread, self value, args []value) (value, *excp) {
	if args[0].Type() != py.CodeType {
		return value{}, py.TypeErrorf("expected a code object, not '%s'", py.TypeName(args[0]))
	}
	if _, exc := py.IndexInt(t, args[1], py.OverflowError); exc != nil {
		return value{}, exc
	}
	return value{}, py.ValueErrorf("no executor at given byte offset")
}
