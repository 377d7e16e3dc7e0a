// Package symtable decides what every name of a module means: local, cell, free or global.
//
// In: a module's tree (ast.Module and friends). Out: one Entry a scope, found by the node that
// opens it. The model is that of CPython's Python/symtable.c, in two passes:
//
//	Build    walks the tree; each block's Symbols collect facts (assigned, used, parameter, …)
//	analyze  walks the blocks inside out and settles each name's scope; variables that inner
//	         functions use become cells here and free variables there
//
// Comprehensions that are no generator expressions are merged into the block around them (PEP
// 709): their Entry has Inlined set, and the compiler swaps symbols while it compiles them.
//
// CPython copies the sets of bound names for each block. Here they are never materialised: a
// name is bound outside if walking up the blocks finds a binding (Entry.boundOutside), which
// is the same by construction and needs no allocation.
package symtable
