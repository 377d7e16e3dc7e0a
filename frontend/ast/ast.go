// Package ast holds CPython 3.14's abstract syntax tree: one struct for every constructor
// of Python.asdl, an interface for every sum type, a small integer for every enumeration.
//
//   - A node class with lineno and col_offset embeds Pos, so every Stmt, Expr, Pattern,
//     ExceptHandler, TypeParam, Arg, Keyword and Alias has Position.
//   - Names are those of the ASDL in Go's case (decorator_list: DecoratorList). Four had to
//     give way: the statement Expr is ExprStmt (Expr is the interface), the operator Mod is
//     Modulo (Mod is the interface), and the types boolop, unaryop, cmpop are BoolOperator,
//     UnaryOperator, CmpOperator.
//   - Identifiers are WTF-8 strings after NFKC and before mangling; an absent optional
//     identifier or string is "" (no Python identifier is empty), an absent node is nil.
//     TypeComment is a pointer, since a type comment may be empty.
//   - Constants are code.Const values, as they will stand in co_consts.
//
// Get, with the table Classes, reads any node generically: dump and the _ast module use it.
package ast

//go:generate go run -C ../.. ./cmd/gen/ast

// Pos is the source range of a node: lines count from 1, columns from 0 in UTF-8 bytes.
// The numbers are C ints in CPython as well.
type Pos struct {
	Lineno, ColOffset, EndLineno, EndColOffset int32
}

// Position returns the range itself, to be read or changed in place.
func (p *Pos) Position() *Pos { return p }

// Node is any node.
type Node interface {
	Class() ClassID
	// Get returns field i of Classes[Class()].Fields: nil, Node, string, *string, int,
	// code.Const, an enumeration, or a list: []Node (elements may be nil), []string or
	// []fmt.Stringer (enumerations).
	Get(i int) any
}

// ClassID identifies the class of a node; it indexes Classes.
type ClassID uint8

// Class describes a class of nodes.
type Class struct {
	Name   string // as Python knows it
	Base   string // the sum type that it belongs to, "AST" for a product
	HasPos bool   // has lineno, col_offset, end_lineno, end_col_offset
	Fields []Field
}

// Field describes one field of a class.
type Field struct {
	Name     string // as Python knows it
	Type     string // the ASDL type: "expr", "identifier", …
	Kind     FieldKind
	Optional bool // may be None; in a list: its elements may be
	List     bool
}

// FieldKind says what a field, or an element of a list field, holds.
type FieldKind uint8

// The kinds of fields.
const (
	KindNode FieldKind = iota
	KindIdentifier
	KindString
	KindInt
	KindConstant
	KindEnum
)
