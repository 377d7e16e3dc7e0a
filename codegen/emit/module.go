// This file emits a module: its tables, its functions, and what links them to the runtime.

// Package emit writes the IR of a module as a Go package.
//
// Every function body is flat: declarations, then a labelled section a block, joined by
// gotos. A value that is used only in its own block is a variable of that block's braces;
// others are declared at the top, or in the generator's struct when they live across a
// yield. Constants and names are package-level tables, filled when the module is loaded.
package emit

import (
	"fmt"
	"strconv"
	"strings"

	"adder/codegen/gofile"
	"adder/frontend/code"
	"adder/lower/ir"
)

// The import paths of what generated code may use.
const (
	pathABI = "adder/runtime/abi"
	pathPy  = "adder/runtime/py"
	pathOps = "adder/runtime/ops"
)

// Module is what the emitter needs to know of a module.
type Module struct {
	Name    string     // dotted name, as imported
	Package string     // Go package name
	Root    *code.Code // the module's body; the funcs' codes are its descendants
	Funcs   []*ir.Func // one a code object, outer before inner, Root's first
	// Compact tells the functions that are to be small rather than fast: those that mostly run once.
	Compact func(c *code.Code) bool
	// Direct is told of the calls that go to a guessed callee; it may be nil.
	Direct func(f *ir.Func, call *ir.Value, callee *ir.Func)
	// Stress makes guards fail at random, for tests.
	Stress bool
}

// emitter is the state of one module's emission.
type emitter struct {
	mod     *Module
	file    *gofile.File
	codes   map[*code.Code]int
	words   map[string]int // the strings of the module, numbered
	wordOf  []string
	names   map[string]int // of the function that is being written, which are set when it is first called
	nameOf  []int          // words
	consts  []ref
	kwargs  [][]int // words
	spans   []span
	direct  map[int]bool   // the functions, by index, that others call by their Go name
	caches  map[string]int // number of caches by type
	targets *targets
}

// ref says where the loader finds a name or constant: in which code object, at which index.
type ref struct{ code, index int }

// span says how many names, constants and keywords there were when a function began.
type span struct{ names, consts, kwargs int }

// Emit returns the Go source of the module, excluding the table of code objects, which the
// loader reads from the marshalled code that stands beside it.
func Emit(mod *Module) []byte {
	e := &emitter{
		mod:     mod,
		file:    gofile.New(mod.Package, fmt.Sprintf("Package %s is the Python module %s.", mod.Package, mod.Name)),
		codes:   map[*code.Code]int{},
		words:   map[string]int{},
		direct:  map[int]bool{},
		caches:  map[string]int{},
		targets: findTargets(mod),
	}
	e.file.Import("", pathABI)
	e.file.Import("", pathPy)
	e.file.Import("_", "embed")
	for _, f := range mod.Funcs {
		e.codes[f.Code] = f.Index
	}
	for _, f := range mod.Funcs {
		e.spans = append(e.spans, e.span())
		e.names = map[string]int{}
		e.emitFunc(f)
	}
	e.spans = append(e.spans, e.span())
	e.emitTables()
	return e.file.Bytes()
}

func (e *emitter) span() span { return span{len(e.nameOf), len(e.consts), len(e.kwargs)} }

// name returns the expression of a *py.Str for an attribute or variable name.
func (e *emitter) name(f *ir.Func, index int) string {
	s := f.Code.Names[index]
	i, ok := e.names[s]
	if !ok {
		i = len(e.nameOf)
		e.names[s] = i
		e.nameOf = append(e.nameOf, e.word(s))
	}
	return "n[" + strconv.Itoa(i) + "]"
}

// constant returns the expression of a constant that is kept in the table k.
func (e *emitter) constant(f *ir.Func, index int) string {
	e.consts = append(e.consts, ref{f.Index, index})
	return "k[" + strconv.Itoa(len(e.consts)-1) + "]"
}

// word numbers a string.
func (e *emitter) word(s string) int {
	i, ok := e.words[s]
	if !ok {
		i = len(e.wordOf)
		e.words[s] = i
		e.wordOf = append(e.wordOf, s)
	}
	return i
}

// keywords returns the expression of the keyword names of a call, a tuple among the constants.
func (e *emitter) keywords(f *ir.Func, index int) string {
	var words []int
	for _, name := range f.Code.Consts[index].(code.Tuple) {
		words = append(words, e.word(name.(string)))
	}
	e.kwargs = append(e.kwargs, words)
	return "kw[" + strconv.Itoa(len(e.kwargs)-1) + "]"
}

// cache reserves an inline cache of a type of runtime/abi and returns its address.
func (e *emitter) cache(typ string) string {
	i := e.caches[typ]
	e.caches[typ]++
	return fmt.Sprintf("&%s[%d]", cacheVars[typ], i)
}

// cacheVars names the arrays of inline caches by type.
var cacheVars = map[string]string{
	"GlobalCache": "cg", "AttrCache": "ca", "MethodCache": "cm", "StoreCache": "cs",
	"KeywordCache": "ck",
}

// cacheTypes lists cacheVars' keys in a fixed order.
var cacheTypes = []string{"GlobalCache", "AttrCache", "MethodCache", "StoreCache", "KeywordCache"}

func (e *emitter) emitTables() {
	e.file.Decl("\n//go:embed code.bin\nvar codeBlob string\n\n//go:embed source.z\nvar sourceBlob string\n")
	e.file.Decl("// Module describes the module to the import system.")
	heads, params := e.heads()
	e.file.Decl("var Module = abi.Module{")
	e.file.Decl("\tName: %q, Blob: &codeBlob, Source: &sourceBlob, Codes: codes[:], Entries: entries, Heads: heads, Spans: spans,", e.mod.Name)
	e.file.Decl("\tDirect: %s, Words: words[:], Texts: texts, Params: params[:], ParamWords: paramWords,", e.directList())
	e.file.Decl("\tNames: n[:], NameWords: nameWords, Consts: k[:], ConstRefs: constRefs, Keywords: kw[:], KeywordWords: kwWords,\n}\n")
	e.file.Decl("var (")
	e.file.Decl("\tcodes [%d]py.CodeObject", len(e.mod.Funcs))
	e.file.Decl("\twords [%d]*py.Str", len(e.wordOf))
	e.file.Decl("\tparams [%d]*py.Str", len(params))
	e.file.Decl("\tn [%d]*py.Str", len(e.nameOf))
	e.file.Decl("\tk [%d]py.Value", len(e.consts))
	e.file.Decl("\tkw [%d][]*py.Str", len(e.kwargs))
	for _, typ := range cacheTypes {
		if count := e.caches[typ]; count > 0 {
			e.file.Decl("\t%s [%d]abi.%s", cacheVars[typ], count, typ)
		}
	}
	e.file.Decl("\tparamWords = []int32{%s}", list(params, intText))
	e.file.Decl("\tnameWords = []int32{%s}", list(e.nameOf, intText))
	e.file.Decl("\tkwWords = [][]int32{%s}", list(e.kwargs, func(words []int) string { return "{" + list(words, intText) + "}" }))
	e.file.Decl("\tconstRefs = []abi.Ref{%s}", list(e.consts, func(r ref) string { return fmt.Sprintf("{%d, %d}", r.code, r.index) }))
	e.file.Decl("\tspans = []abi.Span{%s}", list(e.spans, func(at span) string { return fmt.Sprintf("{%d, %d, %d}", at.names, at.consts, at.kwargs) }))
	e.file.Decl("\theads = []abi.Head{\n\t\t%s,\n\t}", strings.Join(heads, ",\n\t\t"))
	e.file.Decl("\ttexts = []string{%s}", list(e.wordOf, strconv.Quote))
	e.file.Decl(")\n")
	e.file.Decl("// entries are the functions by code object.\nvar entries = []any{")
	for _, f := range e.mod.Funcs {
		e.file.Decl("\t%s,", entry(f))
	}
	e.file.Decl("}")
}

// directList writes the indices of the functions that are called by their Go names.
func (e *emitter) directList() string {
	var indices []int
	for i := range e.mod.Funcs {
		if e.direct[i] {
			indices = append(indices, i)
		}
	}
	return "[]int32{" + list(indices, intText) + "}"
}

// heads returns what the code objects begin with, and the words that name their parameters.
func (e *emitter) heads() (heads []string, params []int) {
	for _, f := range e.mod.Funcs {
		c := f.Code
		heads = append(heads, fmt.Sprintf("{%d, %d, %d, %#x, %d, %d, %d, %d}",
			e.word(c.Name), e.word(c.QualName), c.FirstLine, uint32(c.Flags), c.ArgCount, c.PosOnlyArgCount, c.KwOnlyArgCount, len(params)))
		for _, name := range c.LocalsPlusNames[:c.ArgCount+c.KwOnlyArgCount+c.Flags.Stars()] {
			params = append(params, e.word(name))
		}
	}
	return heads, params
}

func intText(n int) string { return strconv.Itoa(n) }

// list writes the elements of a composite literal.
func list[T any](items []T, text func(T) string) string {
	var s strings.Builder
	for i, x := range items {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(text(x))
	}
	return s.String()
}

// shape is the Go signature of a function's direct entry.
type shape struct {
	params int  // parameters passed one by one
	vector bool // parameters passed as a slice
	space  bool // a namespace is passed: a module's or class's body
}

// maxDirect is the largest number of parameters passed one by one. Only three fit into
// registers together with the thread and the function; Go passes the others on its stack,
// which is still cheaper than a vector.
const maxDirect = 8

// maxBound is the largest number of parameters for which package abi has a Bind function.
const maxBound = 4

// entry is what the code object of f is bound to, see abi.bind.
func entry(f *ir.Func) string {
	s := shapeOf(f)
	if s.vector || s.space || s.params <= maxBound {
		return fmt.Sprintf("f%d", f.Index)
	}
	args := ""
	for i := range s.params {
		args += fmt.Sprintf(", args[%d]", i)
	}
	return fmt.Sprintf("func(t *py.Thread, fn *py.Function, args []py.Value) (py.Value, *py.Exc) { return f%d(t, fn%s) }", f.Index, args)
}

func shapeOf(f *ir.Func) shape {
	n := len(f.Blocks[0].Params)
	switch {
	case f.Code.Flags&code.CO_OPTIMIZED == 0:
		return shape{space: true}
	case n > maxDirect:
		return shape{vector: true, params: n}
	}
	return shape{params: n}
}
