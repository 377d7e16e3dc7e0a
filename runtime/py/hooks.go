// This file lists the hooks through which the core reaches what lives above it. Start-up fills
// them.

package py

import "adder/frontend/code"

// WarnHook issues a warning (runtime/mod/_warnings); nil: warnings are dropped.
var WarnHook func(t *Thread, category *Type, message string, stacklevel int) *Exc

// Warn issues a warning; the result is an exception if the filters say so.
func Warn(t *Thread, category *Type, message string, stacklevel int) *Exc {
	if WarnHook == nil {
		return nil
	}
	return WarnHook(t, category, message, stacklevel)
}

// WarnExplicitHook issues a warning about a place in a source file; nil: it is dropped.
var WarnExplicitHook func(t *Thread, category *Type, message, filename string, line int) *Exc

// UnraisableHook reports an exception that has nowhere to go (sys.unraisablehook); message may be
// "" and obj unbound. Nil: it is dropped.
var UnraisableHook func(t *Thread, exc *Exc, message string, obj Value)

// Unraisable reports an exception that has nowhere to go, as "Exception ignored ...".
func Unraisable(t *Thread, exc *Exc, message string, obj Value) {
	if UnraisableHook != nil {
		UnraisableHook(t, exc, message, obj)
	}
}

// Unbuffered tells that sys.stdout and sys.stderr are to write at once (python -u).
var Unbuffered bool

// AtExit runs the functions that were registered with atexit; that module sets it.
var AtExit func(t *Thread)

// AtFinish are called at the end of the program, after what was registered with atexit.
var AtFinish []func(t *Thread)

// FormatExcHook returns the text of an exception with its traceback, as the interpreter prints it.
var FormatExcHook func(t *Thread, exc *Exc) string

// SysDict is the namespace of the sys module, nil before it was imported.
var SysDict *Dict

// SysGet returns sys.name, unbound if there is none.
func SysGet(name string) Value {
	if SysDict == nil {
		return Value{}
	}
	return SysDict.GetStr(Intern(name))
}

// Modules is sys.modules.
var Modules *Dict

// Builtins is the builtins module's dict.
var Builtins *Dict

// DisplayHookFunc is what interactive statements do with their value (sys.displayhook).
var DisplayHookFunc func(t *Thread, v Value) (Value, *Exc)

// DisplayHook prints the value of an expression statement.
func DisplayHook(t *Thread, v Value) (Value, *Exc) {
	if DisplayHookFunc == nil {
		return Value{}, RuntimeErrorf("lost sys.displayhook")
	}
	return DisplayHookFunc(t, v)
}

// TypeParamHook makes type parameters and type aliases for the intrinsic of that number (100
// more for those of CALL_INTRINSIC_2); runtime/mod/_typing sets it.
var TypeParamHook func(t *Thread, which int, a, b Value) (Value, *Exc)

// TypeParam runs a type-parameter intrinsic.
func TypeParam(t *Thread, which int, a, b Value) (Value, *Exc) {
	if TypeParamHook == nil {
		return Value{}, SystemErrorf("type parameters need the _typing module, which is not linked")
	}
	return TypeParamHook(t, which, a, b)
}

// CommonConstant is LOAD_COMMON_CONSTANT.
func CommonConstant(i int) Value {
	switch i {
	case 0:
		return AssertionError.V()
	case 1:
		return NotImplementedError.V()
	case 2:
		return TupleType.V()
	case 3:
		return builtinNamed("all")
	}
	return builtinNamed("any")
}

func builtinNamed(name string) Value { return Builtins.GetStr(Intern(name)) }

// ImportHook is the import system: it implements __import__. globals may be unbound or None,
// fromlist unbound.
var ImportHook func(t *Thread, name *Str, globals, fromlist Value, level int) (Value, *Exc)

// CompileHook compiles source text for compile(), exec() and eval(): isStr tells that it came as
// a str, not as bytes that may declare an encoding; mode is "exec", "eval", "single" or
// "func_type"; optimize is -1 for the interpreter's level. Nil: the program has no compiler.
var CompileHook func(t *Thread, source string, isStr bool, filename, mode string, flags code.Flags, optimize int) (*CodeObject, *Exc)

// CompileSource calls CompileHook.
func CompileSource(t *Thread, source string, isStr bool, filename, mode string, flags code.Flags, optimize int) (*CodeObject, *Exc) {
	if CompileHook == nil {
		return nil, RuntimeErrorf("this program was built without a compiler: it cannot compile source at run time")
	}
	return CompileHook(t, source, isStr, filename, mode, flags, optimize)
}

// RunCode executes a code object as exec() and eval() do: globals gets __builtins__ if it has
// none, locals is a dict or any mapping, closure the cells for the free variables.
func RunCode(t *Thread, c *CodeObject, globals *Dict, locals Value, closure []*Cell) (Value, *Exc) {
	name := Intern("__builtins__")
	builtins := Builtins
	switch v := globals.GetStr(name); {
	case v.IsUnbound():
		globals.SetStr(name, Builtins.V())
	case v.Type() == ModuleType:
		builtins = AsModule(v).Dict
	case v.Type().Flags&DictSubclass != 0:
		builtins = AsDict(v)
	}
	fn := NewFunction(c, globals, builtins)
	fn.Closure = closure
	if c.Flags&code.CO_OPTIMIZED != 0 { // a function's code, which has no namespace
		return Call(t, fn.V(), nil, nil)
	}
	return c.Body(t, fn, locals)
}

// CurrentGlobals returns the globals of the innermost running Python function, nil if there is
// none.
func (t *Thread) CurrentGlobals() *Dict {
	rec := t.Top()
	switch {
	case rec == nil:
		return nil
	case rec.Fn != nil:
		return rec.Fn.Globals
	}
	return t.FrameAt(t.Depth() - 1).Globals
}

// CurrentLocals returns what locals() does in the innermost running Python function.
func (t *Thread) CurrentLocals() (Value, *Exc) {
	f := t.FrameAt(t.Depth() - 1)
	if f == nil {
		return Value{}, SystemErrorf("frame does not exist")
	}
	return f.LocalsSnapshot(t)
}

// CompileASTHook is compile() from or to a syntax tree; nil: the _ast module is not linked.
var CompileASTHook func(t *Thread, source Value, filename, mode string, flags code.Flags, optimize, feature int) (Value, *Exc)
