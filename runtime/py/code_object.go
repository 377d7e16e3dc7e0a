// This file defines CodeObject, the runtime's code object: what a call needs at hand, and
// the full CPython code object on demand.

package py

import (
	"sync"
	"unsafe"

	"adder/frontend/code"
)

// CodeObject is a Python code object. The fields that calls, tracebacks and names need are
// at hand; the rest (bytecode, tables, constants) is in Full, which a compiled program
// decodes only when somebody asks.
type CodeObject struct {
	Header
	Name, QualName *Str
	Filename       *Str
	Flags          code.Flags
	ArgCount       int // positional parameters, positional-only ones included
	PosOnly        int
	KwOnly         int
	// NumParams is the number of parameters, *args and **kwargs included: the number of
	// leading localsplus entries that a call fills.
	NumParams int
	VarNames  []*Str // the names of the parameters at least, interned
	FirstLine int

	// Simple is true when the parameters are positional only in form: no keyword-only
	// parameter, no *args, no **kwargs. Then a call with ArgCount arguments needs no binding.
	Simple bool

	// Entry runs the function. The interpreter sets it for code that it executes, a compiled
	// program for code that was compiled. It receives NumParams bound parameters, which it
	// may overwrite but not keep.
	Entry func(t *Thread, fn *Function, args []Value) (Value, *Exc)
	// Body runs the body of a module or class, or code given to exec, with locals as its
	// namespace (a dict for modules, any mapping for classes and exec). fn carries the
	// globals, builtins and closure.
	Body func(t *Thread, fn *Function, locals Value) (Value, *Exc)
	// Fn0 … Fn4 are direct entries for Simple code with that many parameters, or nil.
	Fn0 func(t *Thread, fn *Function) (Value, *Exc)
	Fn1 func(t *Thread, fn *Function, a Value) (Value, *Exc)
	Fn2 func(t *Thread, fn *Function, a, b Value) (Value, *Exc)
	Fn3 func(t *Thread, fn *Function, a, b, c Value) (Value, *Exc)
	Fn4 func(t *Thread, fn *Function, a, b, c, d Value) (Value, *Exc)

	// Nested gives the code objects for those among the constants; nil: new ones are made.
	Nested map[*code.Code]*CodeObject

	// Load decodes the full code object; nil when full is set from the start.
	Load func() *code.Code
	once sync.Once
	full *code.Code
	// consts are the constants as Values, made with full.
	consts []Value
	names  []*Str

	// VM holds what the interpreter prepares once per code object (decoded instructions,
	// inline caches). Only runtime/vm reads it.
	VM any
}

// AsCode returns v as a code object; v must be one.
func AsCode(v Value) *CodeObject { return (*CodeObject)(v.ref) }

// V returns the code object as a Value.
func (c *CodeObject) V() Value { return Value{ref: unsafe.Pointer(c)} }

// Full returns the complete CPython code object.
func (c *CodeObject) Full() *code.Code {
	c.once.Do(c.decode)
	return c.full
}

// Consts returns co_consts. Nested code objects in it are *CodeObjects with the same
// Entry as the functions made from them.
func (c *CodeObject) Consts() []Value {
	c.once.Do(c.decode)
	return c.consts
}

// Names returns co_names, interned.
func (c *CodeObject) Names() []*Str {
	c.once.Do(c.decode)
	return c.names
}

func (c *CodeObject) decode() {
	if c.full == nil && c.Load != nil {
		c.full = c.Load()
	}
	c.consts = make([]Value, len(c.full.Consts))
	for i, k := range c.full.Consts {
		if inner, ok := k.(*code.Code); ok && c.Nested != nil {
			c.consts[i] = c.Nested[inner].V()
			continue
		}
		c.consts[i] = FromConst(k)
	}
	c.names = internAll(c.full.Names)
}

// NewCode makes a code object from the compiler's.
func NewCode(full *code.Code) *CodeObject {
	c := &CodeObject{}
	InitCode(c, full)
	if Interpret != nil {
		Interpret(c)
	}
	return c
}

// InitCode fills c, which is zero, from the compiler's code object.
func InitCode(c *CodeObject, full *code.Code) {
	c.typ, c.full = CodeType, full
	c.Name, c.QualName, c.Filename = Intern(full.Name), Intern(full.QualName), NewStr(full.Filename)
	c.Flags, c.FirstLine = full.Flags, full.FirstLine
	c.ArgCount, c.PosOnly, c.KwOnly = full.ArgCount, full.PosOnlyArgCount, full.KwOnlyArgCount
	c.InitParams(internAll(full.LocalsPlusNames))
}

// InitParams derives NumParams and Simple from the counts and flags, and keeps the names.
func (c *CodeObject) InitParams(varNames []*Str) {
	c.VarNames = varNames
	c.NumParams = c.ArgCount + c.KwOnly
	if c.Flags&code.CO_VARARGS != 0 {
		c.NumParams++
	}
	if c.Flags&code.CO_VARKEYWORDS != 0 {
		c.NumParams++
	}
	c.Simple = c.NumParams == c.ArgCount
}

// Interpret sets Entry and Body of code that has not been compiled. The interpreter sets it
// when it is linked.
var Interpret func(c *CodeObject)

func internAll(names []string) []*Str {
	out := make([]*Str, len(names))
	for i, n := range names {
		out[i] = Intern(n)
	}
	return out
}

// numLocals is the number of localsplus variables.
func (c *CodeObject) numLocals() int { return len(c.Full().LocalsPlusNames) }

// NumFree is the number of free variables.
func (c *CodeObject) NumFree() int {
	n := 0
	for _, kind := range c.Full().LocalsPlusKinds {
		if kind&code.CO_FAST_FREE != 0 {
			n++
		}
	}
	return n
}

// Rename changes co_filename of the code object and of those in it that came from the same file.
func (c *CodeObject) Rename(file *Str) {
	old := c.Filename.String()
	c.rename(old, file)
}

func (c *CodeObject) rename(old string, file *Str) {
	if c.Filename.String() != old {
		return
	}
	c.Filename = file
	c.Full().Filename = file.String()
	for _, k := range c.Consts() {
		if k.Type() == CodeType {
			AsCode(k).rename(old, file)
		}
	}
}
