// This file translates the building of containers and strings, unpacking and matching.

package build

import (
	"adder/frontend/code"
	"adder/lower/ir"
	"adder/lower/types"
)

func addContainers(t map[code.Op]translator) {
	t[code.BUILD_TUPLE] = building(ir.OpBuildTuple, 1)
	t[code.BUILD_LIST] = building(ir.OpBuildList, 1)
	t[code.BUILD_SET] = building(ir.OpBuildSet, 1)
	t[code.BUILD_MAP] = building(ir.OpBuildMap, 2)
	t[code.BUILD_STRING] = building(ir.OpBuildString, 1)
	t[code.BUILD_SLICE] = buildSlice
	t[code.BUILD_TEMPLATE] = func(b *builder, in *instr) { b.push(b.emit(ir.OpBuildTemplate, b.popN(2)...)) }
	t[code.BUILD_INTERPOLATION] = buildInterpolation

	t[code.LIST_APPEND] = adding(ir.OpListAppend, 1)
	t[code.LIST_EXTEND] = adding(ir.OpListExtend, 1)
	t[code.SET_ADD] = adding(ir.OpSetAdd, 1)
	t[code.SET_UPDATE] = adding(ir.OpSetUpdate, 1)
	t[code.MAP_ADD] = adding(ir.OpMapAdd, 2)
	t[code.DICT_UPDATE] = adding(ir.OpDictUpdate, 1)
	t[code.DICT_MERGE] = dictMerge

	t[code.UNPACK_SEQUENCE] = unpackSequence
	t[code.UNPACK_EX] = unpackEx
	t[code.CONVERT_VALUE] = func(b *builder, in *instr) { b.push(b.emitNum(ir.OpConvert, in.arg, b.pop())) }
	t[code.FORMAT_SIMPLE] = func(b *builder, in *instr) { b.push(b.emit(ir.OpFormat, b.pop())) }
	t[code.FORMAT_WITH_SPEC] = func(b *builder, in *instr) { b.push(b.emit(ir.OpFormatSpec, b.popN(2)...)) }

	t[code.GET_LEN] = func(b *builder, in *instr) { b.push(b.emit(ir.OpGetLen, b.peek(1))) }
	t[code.MATCH_MAPPING] = func(b *builder, in *instr) { b.push(b.emit(ir.OpMatchMapping, b.peek(1))) }
	t[code.MATCH_SEQUENCE] = func(b *builder, in *instr) { b.push(b.emit(ir.OpMatchSequence, b.peek(1))) }
	t[code.MATCH_KEYS] = func(b *builder, in *instr) { b.push(b.emit(ir.OpMatchKeys, b.peek(2), b.peek(1))) }
	t[code.MATCH_CLASS] = func(b *builder, in *instr) {
		b.push(b.emitNum(ir.OpMatchClass, in.arg, b.popN(3)...))
	}
}

// building makes a container of arg items of width values each.
func building(op ir.Op, width int) translator {
	return func(b *builder, in *instr) { b.push(b.emit(op, b.popN(in.arg*width)...)) }
}

// adding adds width values from the top to the container arg below them.
func adding(op ir.Op, width int) translator {
	return func(b *builder, in *instr) {
		vals := b.popN(width)
		b.emit(op, append([]*ir.Value{b.peek(in.arg)}, vals...)...)
	}
}

// dictMerge also passes the function whose ** arguments are merged, for the error message.
func dictMerge(b *builder, in *instr) {
	update := b.pop()
	b.emit(ir.OpDictMerge, b.peek(in.arg), update, b.peek(in.arg+3))
}

func buildSlice(b *builder, in *instr) {
	a := b.popN(in.arg)
	if in.arg == 2 {
		a = append(a, b.constant(code.None{}, types.None))
	}
	b.push(b.emit(ir.OpBuildSlice, a...))
}

// buildInterpolation passes an unbound format where the instruction has none.
func buildInterpolation(b *builder, in *instr) {
	var spec *ir.Value
	if in.arg&1 != 0 {
		spec = b.pop()
	} else {
		spec = b.unbound()
	}
	a := b.popN(2)
	b.push(b.emitNum(ir.OpBuildInterpolation, in.arg>>2, a[0], a[1], spec))
}

func unpackSequence(b *builder, in *instr) {
	u := b.emitNum(ir.OpUnpack, in.arg, b.pop())
	b.pushProjs(u, in.arg)
	for i := range in.arg {
		b.guess(in, i+1)
	}
}

func unpackEx(b *builder, in *instr) {
	u := b.emitNum(ir.OpUnpackEx, in.arg, b.pop())
	b.pushProjs(u, in.arg&0xff+1+in.arg>>8)
}

// pushProjs pushes results n to 1, so that the first one is on top.
func (b *builder) pushProjs(v *ir.Value, n int) {
	for i := n; i >= 1; i-- {
		b.push(b.proj(v, i))
	}
}
