// Package flow turns the instruction sequence of one unit (a function, class or module) into
// its code object: it builds the control-flow graph, runs CPython's passes over it in
// CPython's order, and assembles bytecode, location table and exception table.
//
// It follows Python/flowgraph.c and Python/assemble.c pass by pass, since the result is
// compared byte for byte. The passes, in Assemble's order:
//
//	build           instructions → basic blocks; jump and handler targets
//	labelHandlers   which handler covers each instruction; POP_BLOCK disappears
//	optimize        inlining of small exits, unreachable code, lines, constants, peepholes
//	removeUnusedConsts, checkLocals, superInstructions, pushColdToEnd, resolveLines
//	stack depth, cells, pseudo-instructions, jump normalisation, borrowed loads
//	assemble        offsets, bytes, tables
package flow
