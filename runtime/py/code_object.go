// This file defines CodeObject, the runtime's code object: what a call needs at hand, and
// the full CPython code object on demand.

package py

import (
	"slices"
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
	VarNames  []*Str // the names of the parameters, interned
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

	// Home is the compiled module that the code object belongs to, nil for other code.
	Home Home

	// unread is where the rest is read from when it is asked for; nil when full is set from the start, and
	// for compiled code until then.
	unread code.Unread
	full   *code.Code
	// consts and names are made from full.
	consts []Value
	names  []*Str

	// freeGen is a list of compiled generators to reuse, linked by awaiting, freeGens its length.
	freeGen  *Generator
	freeFn   *Function // see OnceFunction
	freeGens int

	// VM holds what the interpreter prepares once per code object (decoded instructions,
	// inline caches). Only runtime/vm reads it.
	VM any
}

// Home is a compiled module as its code objects see it. They are set up one by one: by Declare when
// a function is made, by Ready when it is first called.
type Home interface {
	// Declare sets c up, a code object of the module, as far as functions need it that are not called.
	Declare(c *CodeObject)
	// Ready sets the entries of c and what the compiled function needs.
	Ready(c *CodeObject)
	// Read returns where the rest of c is read from.
	Read(c *CodeObject) code.Unread
	// Nested returns the code object of the module that was found among the constants of one.
	Nested(u code.Unread) *CodeObject
}

// AsCode returns v as a code object; v must be one.
func AsCode(v Value) *CodeObject { return (*CodeObject)(v.ref) }

// V returns the code object as a Value.
func (c *CodeObject) V() Value { return Value{ref: unsafe.Pointer(c)} }

// Full returns the complete CPython code object, but for those among its constants; see Whole.
func (c *CodeObject) Full() *code.Code {
	if c.full == nil {
		c.full = c.read()
	}
	return c.full
}

// read returns the complete code object, which it does not keep.
func (c *CodeObject) read() *code.Code {
	if c.full != nil {
		return c.full
	}
	full := c.source().Code()
	full.Verified = full.Verified || c.Home != nil // before it was compiled
	full.Filename = c.Filename.String()
	return full
}

// source is where the code object is read from, nil if it was made as a whole.
func (c *CodeObject) source() code.Unread {
	if c.unread == nil && c.Home != nil {
		c.unread = c.Home.Read(c)
	}
	return c.unread
}

// Prepare makes the constants and names and returns the complete code object, which is verified if the
// compiler did not make it.
func (c *CodeObject) Prepare() (*code.Code, error) {
	full := c.read()
	if c.consts == nil {
		c.decode(full)
	}
	if full.Verified {
		return full, nil
	}
	return full, code.Verify(full)
}

// Whole returns the complete code object with those in it.
func (c *CodeObject) Whole() *code.Code {
	if c.source() == nil {
		return c.full
	}
	whole := *c.Full()
	whole.Consts = slices.Clone(whole.Consts)
	for i, k := range c.Consts() {
		if k.Bound() && k.Type() == CodeType {
			whole.Consts[i] = AsCode(k).Whole()
		}
	}
	return &whole
}

// Consts returns co_consts. Nested code objects in it are *CodeObjects with the same
// Entry as the functions made from them.
func (c *CodeObject) Consts() []Value {
	if c.consts == nil {
		c.decode(c.read())
	}
	return c.consts
}

// Names returns co_names, interned.
func (c *CodeObject) Names() []*Str {
	if c.consts == nil {
		c.decode(c.read())
	}
	return c.names
}

func (c *CodeObject) decode(full *code.Code) {
	consts := make([]Value, len(full.Consts))
	for i, k := range full.Consts {
		if inner, ok := k.(code.Unread); ok && c.Home != nil {
			consts[i] = c.Home.Nested(inner).V()
			continue
		}
		consts[i] = FromConst(k)
	}
	c.names = internAll(full.Names)
	c.consts = consts
}

// ReadCode makes a code object that is read when it is needed.
func ReadCode(u code.Unread) *CodeObject {
	c := &CodeObject{unread: u}
	c.init(u.Head())
	if Interpret != nil {
		Interpret(c)
	}
	return c
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
	c.full = full
	c.init(full)
}

// DeclareCode gives c, a code object of a compiled module with names, counts and flags, entries that make
// it ready at the first call.
func DeclareCode(c *CodeObject) {
	c.typ = CodeType
	c.countParams()
	c.Entry = readyEntry
	switch {
	case c.Flags&code.CO_OPTIMIZED == 0:
		c.Body = readyBody
	case !c.Simple:
	case c.NumParams == 0:
		c.Fn0 = readyFn0
	case c.NumParams == 1:
		c.Fn1 = readyFn1
	case c.NumParams == 2:
		c.Fn2 = readyFn2
	case c.NumParams == 3:
		c.Fn3 = readyFn3
	case c.NumParams == 4:
		c.Fn4 = readyFn4
	}
}

// ready makes the code object of fn ready.
func (fn *Function) ready() *CodeObject {
	fn.Code.Home.Ready(fn.Code)
	return fn.Code
}

func readyEntry(t *Thread, fn *Function, args []Value) (Value, *Exc) {
	return fn.ready().Entry(t, fn, args)
}

func readyBody(t *Thread, fn *Function, locals Value) (Value, *Exc) {
	return fn.ready().Body(t, fn, locals)
}

func readyFn0(t *Thread, fn *Function) (Value, *Exc) { return fn.ready().Fn0(t, fn) }

func readyFn1(t *Thread, fn *Function, a Value) (Value, *Exc) { return fn.ready().Fn1(t, fn, a) }

func readyFn2(t *Thread, fn *Function, a, b Value) (Value, *Exc) {
	return fn.ready().Fn2(t, fn, a, b)
}

func readyFn3(t *Thread, fn *Function, a, b, c Value) (Value, *Exc) {
	return fn.ready().Fn3(t, fn, a, b, c)
}

func readyFn4(t *Thread, fn *Function, a, b, c, d Value) (Value, *Exc) {
	return fn.ready().Fn4(t, fn, a, b, c, d)
}

func (c *CodeObject) init(full *code.Code) {
	c.typ = CodeType
	c.Name, c.QualName, c.Filename = Intern(full.Name), Intern(full.QualName), fileStr(full.Filename)
	c.Flags, c.FirstLine = full.Flags, full.FirstLine
	if full.CheckCounts() == nil { // else it cannot be called: Prepare refuses it
		c.ArgCount, c.PosOnly, c.KwOnly = full.ArgCount, full.PosOnlyArgCount, full.KwOnlyArgCount
	} else {
		c.Flags &^= code.CO_VARARGS | code.CO_VARKEYWORDS
	}
	c.initParams(full.LocalsPlusNames)
}

// fileStr returns a file name; code from one file shares it.
func fileStr(name string) *Str {
	if lastFile == nil || lastFile.String() != name {
		lastFile = NewStr(name)
	}
	return lastFile
}

var lastFile *Str

// initParams derives NumParams and Simple from the counts and flags, and keeps the names.
func (c *CodeObject) initParams(names []string) {
	c.countParams()
	c.VarNames = internAll(names[:min(c.NumParams, len(names))])
}

func (c *CodeObject) countParams() {
	c.NumParams = c.ArgCount + c.KwOnly + c.Flags.Stars()
	c.Simple = c.NumParams == c.ArgCount && c.Flags&code.CO_OPTIMIZED != 0
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
	if c.source() != nil {
		c.unread.Rename(file.String())
	}
	if c.full != nil {
		c.full.Filename = file.String()
	}
	if c.unread != nil && c.consts == nil && c.Home == nil {
		return // what is not read yet gets the new name
	}
	for _, k := range c.Consts() {
		if k.Type() == CodeType {
			AsCode(k).rename(old, file)
		}
	}
}
