// This file executes the instructions that are too rare to be in the interpreter's loop.

package vm

import (
	"unsafe"

	"adder/frontend/code"
	"adder/runtime/ops"
	"adder/runtime/py"
)

// rareStep executes an instruction that does not jump.
func rareStep(in *instr, sp unsafe.Pointer, f *frame) (*instr, unsafe.Pointer, *frame) {
	f.rec.Pos = in.pos
	height := int(uintptr(sp)-uintptr(f.base)) / valueSize
	height, exc := f.rare(in, f.vector(), height)
	if exc != nil {
		return f.fail(in, exc)
	}
	return in.next(), f.place(height), f
}

// rare executes an instruction over the stack s of height sp, and returns the new height.
func (f *frame) rare(in *instr, s []py.Value, sp int) (_ int, exc *py.Exc) {
	t := f.t
	switch in.op {
	case code.IMPORT_NAME:
		sp--
		if s[sp-1], exc = ops.ImportName(t, f.fn, f.locals, f.p.names[in.arg], s[sp-1], s[sp]); exc != nil {
			return sp, exc
		}
	case code.IMPORT_FROM:
		if s[sp], exc = py.ImportFrom(t, s[sp-1], f.p.names[in.arg]); exc != nil {
			return sp, exc
		}
		sp++
	case code.MATCH_MAPPING:
		s[sp] = py.Bool(s[sp-1].Type().Flags&py.MappingPattern != 0)
		sp++
	case code.MATCH_SEQUENCE:
		s[sp] = py.Bool(s[sp-1].Type().Flags&py.SequencePattern != 0)
		sp++
	case code.MATCH_KEYS:
		if s[sp], exc = ops.MatchKeys(t, s[sp-2], s[sp-1]); exc != nil {
			return sp, exc
		}
		sp++
	case code.MATCH_CLASS:
		sp -= 2
		if s[sp-1], exc = ops.MatchClass(t, s[sp-1], s[sp], s[sp+1], int(in.arg)); exc != nil {
			return sp, exc
		}
	case code.CALL_INTRINSIC_1:
		if s[sp-1], exc = ops.Intrinsic1(t, f.fn, f.locals, s[sp-1], int(in.arg)); exc != nil {
			return sp, exc
		}
	case code.CALL_INTRINSIC_2:
		sp--
		if s[sp-1], exc = ops.Intrinsic2(t, s[sp-1], s[sp], int(in.arg)); exc != nil {
			return sp, exc
		}
	case code.CHECK_EG_MATCH:
		if s[sp-2], s[sp-1], exc = ops.CheckEGMatch(t, s[sp-2], s[sp-1]); exc != nil {
			return sp, exc
		}
	case code.WITH_EXCEPT_START:
		if s[sp], exc = ops.WithExceptStart(t, s[sp-5], s[sp-4], s[sp-1]); exc != nil {
			return sp, exc
		}
		sp++
	case code.GET_AITER:
		if s[sp-1], exc = py.GetAIter(t, s[sp-1]); exc != nil {
			return sp, exc
		}
	case code.GET_ANEXT:
		if s[sp], exc = py.GetANext(t, s[sp-1]); exc != nil {
			return sp, exc
		}
		sp++
	case code.SETUP_ANNOTATIONS:
		if exc = ops.SetupAnnotations(t, f.locals); exc != nil {
			return sp, exc
		}
	case code.LOAD_LOCALS:
		if s[sp] = f.locals; s[sp].IsUnbound() {
			exc = py.SystemErrorf("no locals")
			return sp, exc
		}
		sp++
	case code.DELETE_NAME:
		if exc = ops.DeleteName(t, f.locals, f.p.names[in.arg]); exc != nil {
			return sp, exc
		}
	case code.DELETE_GLOBAL:
		if exc = ops.DeleteGlobal(t, f.fn, f.p.names[in.arg]); exc != nil {
			return sp, exc
		}
	case code.DELETE_ATTR:
		sp--
		if exc = py.SetAttr(t, s[sp], f.p.names[in.arg], py.Value{}); exc != nil {
			return sp, exc
		}
	case code.BUILD_TEMPLATE:
		sp--
		if s[sp-1], exc = py.NewTemplate(t, s[sp-1], s[sp]); exc != nil {
			return sp, exc
		}
	case code.BUILD_INTERPOLATION:
		sp -= 2 + int(in.arg&1)
		spec := py.Value{}
		if in.arg&1 != 0 {
			spec = s[sp+2]
		}
		s[sp] = py.NewInterpolation(s[sp], s[sp+1], int(in.arg>>2), spec)
		sp++
	case code.LOAD_BUILD_CLASS:
		if s[sp], exc = ops.LoadBuildClass(t, f.fn); exc != nil {
			return sp, exc
		}
		sp++
	case code.GET_LEN:
		var n int
		if n, exc = py.Len(t, s[sp-1]); exc != nil {
			return sp, exc
		}
		s[sp] = py.Int(int64(n))
		sp++
	case code.LOAD_FROM_DICT_OR_DEREF:
		if s[sp-1], exc = ops.LoadFromDictOrDeref(t, s[sp-1], s[in.arg], f.p.code, int(in.arg)); exc != nil {
			return sp, exc
		}
	case code.LOAD_FROM_DICT_OR_GLOBALS:
		if s[sp-1], exc = ops.LoadFromDictOrGlobals(t, f.fn, s[sp-1], f.p.names[in.arg]); exc != nil {
			return sp, exc
		}
	default:
		if f.p.err != nil {
			return sp, py.SystemErrorf("%s", f.p.err)
		}
		exc = py.SystemErrorf("%s: %d: unknown opcode %d", f.p.code.Filename.String(), f.p.code.FirstLine, in.op)
	}
	return sp, exc
}
