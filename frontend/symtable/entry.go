// This file declares the table, its entries and the flags of a symbol.

package symtable

import "adder/frontend/ast"

// Flags are the facts about a name in one block and, above ScopeShift, its Scope.
type Flags int32

// The facts, with the values that the module _symtable shows.
const (
	DefGlobal    Flags = 1 << iota // named by a global statement
	DefLocal                       // assigned in the block
	DefParam                       // a parameter
	DefNonlocal                    // named by a nonlocal statement
	Use                            // read in the block
	_                              //
	DefFreeClass                   // free in a method, and also a name of the class
	DefImport                      // bound by import
	DefAnnot                       // annotated
	DefCompIter                    // iteration variable of a comprehension
	DefTypeParam                   // a type parameter
	DefCompCell                    // a cell of an inlined comprehension

	DefBound   = DefLocal | DefParam | DefImport | DefTypeParam
	factMask   = 1<<ScopeShift - 1
	ScopeShift = 12
)

// Scope is what a name turned out to be.
type Scope int

// The scopes, with CPython's values. Unknown is the answer for a name that a block doesn't have.
const (
	Unknown Scope = iota
	Local
	GlobalExplicit
	GlobalImplicit
	Free
	Cell
)

// Scope returns the settled scope.
func (f Flags) Scope() Scope { return Scope(f >> ScopeShift) }

// BlockType is the kind of an Entry's block.
type BlockType uint8

// The blocks, in the order of CPython's enumeration.
const (
	Function BlockType = iota
	Class
	Module
	Annotation     // annotations of a function, class or module (PEP 649)
	TypeAlias      // the value of a type statement
	TypeParameters // the scope around a generic function, class or alias
	TypeVariable   // the bound or default of one type parameter
)

// Comprehension is the kind of comprehension that a function block stands for.
type Comprehension uint8

// The comprehensions.
const (
	NoComprehension Comprehension = iota
	ListComprehension
	DictComprehension
	SetComprehension
	GeneratorExpression
)

// Entry is the symbol table of one block.
type Entry struct {
	Name          string
	Type          BlockType
	Comprehension Comprehension
	Pos           ast.Pos // of the node that opened the block; zero for a module

	Symbols  Symbols
	VarNames []string // parameters, mangled, in the order of localsplus
	Children []*Entry

	// Annotation is the block of the annotations of a class, module or function body; nil if none.
	Annotation    *Entry
	Nested        bool // inside a function
	Generator     bool
	Coroutine     bool
	VarArgs       bool
	VarKeywords   bool
	ReturnsValue  bool // has a return statement with a value
	HasDocstring  bool
	Method        bool // a function directly in a class
	Inlined       bool // a comprehension that was merged into the block around it
	SeesClass     bool // an annotation scope that can see the names of the class around it
	AnnotationsOn bool // some annotation occurs here

	NeedsClassClosure         bool // a method uses __class__
	NeedsClassDict            bool // an annotation scope uses __classdict__
	HasConditionalAnnotations bool

	parent     *Entry
	own        int // symbols from here on were merged in from comprehensions
	directives []directive
	mangled    *nameSet // names to mangle here, in the type parameter scope of a class; nil: all
	scopeInfo  string   // what a TypeVariable block is, for error messages

	compIterTarget bool // visiting a comprehension's target
	compIterExpr   int  // depth of comprehension iterables being visited
	conditional    bool // inside if, for, try, …
	unevaluated    bool // visiting an annotation that is never evaluated
}

// directive is a global or nonlocal statement's name, for the position of a late error.
type directive struct {
	name string
	pos  ast.Pos
}

// nameSet is a small set of names.
type nameSet struct{ names []string }

func (s *nameSet) has(name string) bool {
	for _, n := range s.names {
		if n == name {
			return true
		}
	}
	return false
}

func (s *nameSet) add(name string) {
	if !s.has(name) {
		s.names = append(s.names, name)
	}
}

// FunctionLike reports whether the block's variables are fast locals.
func (e *Entry) FunctionLike() bool { return e.Type != Class && e.Type != Module }

// Lookup returns the flags of a mangled name, zero if the block doesn't have it.
func (e *Entry) Lookup(name string) Flags {
	f, _ := e.Symbols.Get(name)
	return f
}

// Scope returns the scope of a mangled name.
func (e *Entry) Scope(name string) Scope { return e.Lookup(name).Scope() }
