// This file defines Function, the object that a def statement or lambda makes, cells, and
// bound methods.

package py

import "unsafe"

// Function is a Python function, interpreted or compiled: its code's Entry tells.
type Function struct {
	Header
	Dict       *Dict // __dict__, nil until needed
	Code       *CodeObject
	Globals    *Dict
	Builtins   *Dict
	Closure    []*Cell
	Defaults   []Value // nil: None
	KwDefaults *Dict   // nil: None
	Name       *Str
	QualName   *Str
	rare       *FunctionRare // nil: the zero FunctionRare
	// once: it makes one generator, which nobody reaches it through; see (*CodeObject).OnceFunction.
	once bool
	// Version changes when Code, Defaults or KwDefaults are assigned; see (*Function).Touch.
	Version uint32
}

// FunctionRare is what few functions need: it is apart, since closures are made in great numbers.
type FunctionRare struct {
	Module     Value // __module__, unbound until asked for
	Doc        Value // unbound: the code's
	Annotate   Value // __annotate__: unbound or None, or a callable
	Annots     Value // __annotations__: unbound until computed, or a dict
	TypeParams Value
}

// Rarely returns the function's rare part, making it.
func (f *Function) Rarely() *FunctionRare {
	if f.rare == nil {
		f.rare = &FunctionRare{}
	}
	return f.rare
}

// AsFunction returns v as a function; v must be one.
func AsFunction(v Value) *Function { return (*Function)(v.ref) }

// V returns the function as a Value.
func (f *Function) V() Value { return Value{ref: unsafe.Pointer(f)} }

// Cell is a variable shared by a function and the functions nested in it.
type Cell struct {
	Header
	Value Value // unbound: empty
}

// NewCell returns a cell that holds v, which may be unbound.
func NewCell(v Value) *Cell { return &Cell{Header{CellType}, v} }

// AsCell returns v as a cell; v must be one.
func AsCell(v Value) *Cell { return (*Cell)(v.ref) }

// V returns the cell as a Value.
func (c *Cell) V() Value { return Value{ref: unsafe.Pointer(c)} }

// Method is bound: a function and the object that it is called on.
type BoundMethod struct {
	Header
	Func Value
	Self Value
}

// NewMethod binds fn to self.
func NewMethod(fn, self Value) Value {
	return Value{ref: unsafe.Pointer(&BoundMethod{Header{MethodType}, fn, self})}
}

// AsMethod returns v as a bound method; v must be of MethodType.
func AsMethod(v Value) *BoundMethod { return (*BoundMethod)(v.ref) }
