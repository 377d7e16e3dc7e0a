// This file translates access to cells, globals, names and attributes.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
)

func addVariables(t map[code.Op]translator) {
	t[code.MAKE_CELL] = makeCell
	t[code.COPY_FREE_VARS] = copyFreeVars
	t[code.LOAD_DEREF] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpLoadCell, in.arg, b.local(in.arg)))
		b.guess(in, 1)
	}
	t[code.STORE_DEREF] = func(b *builder, in *instr) {
		b.emit(ir.OpStoreCell, b.local(in.arg), b.pop())
	}
	t[code.DELETE_DEREF] = func(b *builder, in *instr) {
		b.emitNum(ir.OpDeleteCell, in.arg, b.local(in.arg))
	}
	t[code.LOAD_FROM_DICT_OR_DEREF] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpLoadFromDictOrDeref, in.arg, b.pop(), b.local(in.arg)))
	}

	t[code.LOAD_GLOBAL] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpLoadGlobal, in.arg>>1))
		if in.arg&1 != 0 {
			b.push(b.unbound())
			return
		}
		b.guess(in, 1)
	}
	t[code.STORE_GLOBAL] = storing(ir.OpStoreGlobal)
	t[code.DELETE_GLOBAL] = naming(ir.OpDeleteGlobal)
	t[code.LOAD_NAME] = loading(ir.OpLoadName)
	t[code.STORE_NAME] = storing(ir.OpStoreName)
	t[code.DELETE_NAME] = naming(ir.OpDeleteName)
	t[code.LOAD_FROM_DICT_OR_GLOBALS] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpLoadFromDictOrGlobals, in.arg, b.pop()))
	}
	t[code.LOAD_LOCALS] = func(b *builder, in *instr) { b.push(b.emit(ir.OpLoadLocals)) }
	t[code.LOAD_BUILD_CLASS] = func(b *builder, in *instr) { b.push(b.emit(ir.OpLoadBuildClass)) }
	t[code.SETUP_ANNOTATIONS] = func(b *builder, in *instr) { b.emit(ir.OpSetupAnnotations) }

	t[code.LOAD_ATTR] = loadAttr
	t[code.STORE_ATTR] = func(b *builder, in *instr) {
		owner, v := b.pop(), b.pop()
		b.emitNum(ir.OpStoreAttr, in.arg, owner, v)
	}
	t[code.DELETE_ATTR] = func(b *builder, in *instr) { b.emitNum(ir.OpDeleteAttr, in.arg, b.pop()) }
	t[code.LOAD_SUPER_ATTR] = loadSuperAttr
	t[code.LOAD_SPECIAL] = func(b *builder, in *instr) {
		fn := b.emitNum(ir.OpLoadSpecial, in.arg, b.pop())
		b.push(fn)
		b.push(b.proj(fn, 1))
	}

	t[code.IMPORT_NAME] = func(b *builder, in *instr) {
		fromlist, level := b.pop(), b.pop()
		b.push(b.emitNum(ir.OpImportName, in.arg, level, fromlist))
	}
	t[code.IMPORT_FROM] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpImportFrom, in.arg, b.peek(1)))
	}
}

// loading, storing and naming translate instructions whose argument is a name: with a
// result, with an operand, with neither.
func loading(op ir.Op) translator {
	return func(b *builder, in *instr) { b.push(b.emitNum(op, in.arg)) }
}

func storing(op ir.Op) translator {
	return func(b *builder, in *instr) { b.emitNum(op, in.arg, b.pop()) }
}

func naming(op ir.Op) translator {
	return func(b *builder, in *instr) { b.emitNum(op, in.arg) }
}

// makeCell turns local arg, a parameter or not yet bound, into a cell.
func makeCell(b *builder, in *instr) {
	b.locals[in.arg] = b.emit(ir.OpNewCell, b.local(in.arg))
	b.spillLocal(in.arg)
}

func copyFreeVars(b *builder, in *instr) {
	first := len(b.code.LocalsPlusNames) - in.arg
	for i := range in.arg {
		b.locals[first+i] = b.emitNum(ir.OpFree, i)
		b.spillLocal(first + i)
	}
}

func loadAttr(b *builder, in *instr) {
	owner := b.pop()
	if in.arg&1 == 0 {
		b.push(b.emitNum(ir.OpLoadAttr, in.arg>>1, owner))
		b.guess(in, 1)
		return
	}
	fn := b.emitNum(ir.OpLoadMethod, in.arg>>1, owner)
	b.push(fn)
	b.push(b.proj(fn, 1))
}

func loadSuperAttr(b *builder, in *instr) {
	a := b.popN(3) // super, class, self
	if in.arg&1 == 0 {
		b.push(b.emitNum(ir.OpLoadSuperAttr, in.arg, a...))
		return
	}
	fn := b.emitNum(ir.OpLoadSuperMethod, in.arg, a...)
	b.push(fn)
	b.push(b.proj(fn, 1))
}
