// This file lists the built-in exceptions: the type objects and the table of their bases and
// docstrings, in the order of the hierarchy in the Python documentation.

package py

import "unsafe"

// The built-in exception types.
var (
	BaseException             = &Type{Name: "BaseException"}
	BaseExceptionGroup        = &Type{Name: "BaseExceptionGroup"}
	ExceptionGroup            = &Type{Name: "ExceptionGroup"}
	Exception                 = &Type{Name: "Exception"}
	ArithmeticError           = &Type{Name: "ArithmeticError"}
	FloatingPointError        = &Type{Name: "FloatingPointError"}
	OverflowError             = &Type{Name: "OverflowError"}
	ZeroDivisionError         = &Type{Name: "ZeroDivisionError"}
	AssertionError            = &Type{Name: "AssertionError"}
	AttributeError            = &Type{Name: "AttributeError"}
	BufferError               = &Type{Name: "BufferError"}
	EOFError                  = &Type{Name: "EOFError"}
	ImportError               = &Type{Name: "ImportError"}
	ModuleNotFoundError       = &Type{Name: "ModuleNotFoundError"}
	LookupError               = &Type{Name: "LookupError"}
	IndexError                = &Type{Name: "IndexError"}
	KeyError                  = &Type{Name: "KeyError"}
	MemoryError               = &Type{Name: "MemoryError"}
	NameError                 = &Type{Name: "NameError"}
	UnboundLocalError         = &Type{Name: "UnboundLocalError"}
	OSError                   = &Type{Name: "OSError"}
	BlockingIOError           = &Type{Name: "BlockingIOError"}
	ChildProcessError         = &Type{Name: "ChildProcessError"}
	ConnectionError           = &Type{Name: "ConnectionError"}
	BrokenPipeError           = &Type{Name: "BrokenPipeError"}
	ConnectionAbortedError    = &Type{Name: "ConnectionAbortedError"}
	ConnectionRefusedError    = &Type{Name: "ConnectionRefusedError"}
	ConnectionResetError      = &Type{Name: "ConnectionResetError"}
	FileExistsError           = &Type{Name: "FileExistsError"}
	FileNotFoundError         = &Type{Name: "FileNotFoundError"}
	InterruptedError          = &Type{Name: "InterruptedError"}
	IsADirectoryError         = &Type{Name: "IsADirectoryError"}
	NotADirectoryError        = &Type{Name: "NotADirectoryError"}
	PermissionError           = &Type{Name: "PermissionError"}
	ProcessLookupError        = &Type{Name: "ProcessLookupError"}
	TimeoutError              = &Type{Name: "TimeoutError"}
	ReferenceError            = &Type{Name: "ReferenceError"}
	RuntimeError              = &Type{Name: "RuntimeError"}
	NotImplementedError       = &Type{Name: "NotImplementedError"}
	PythonFinalizationError   = &Type{Name: "PythonFinalizationError"}
	RecursionError            = &Type{Name: "RecursionError"}
	StopAsyncIteration        = &Type{Name: "StopAsyncIteration"}
	StopIteration             = &Type{Name: "StopIteration"}
	SyntaxError               = &Type{Name: "SyntaxError"}
	IndentationError          = &Type{Name: "IndentationError"}
	TabError                  = &Type{Name: "TabError"}
	IncompleteInputError      = &Type{Name: "_IncompleteInputError"}
	SystemError               = &Type{Name: "SystemError"}
	TypeError                 = &Type{Name: "TypeError"}
	ValueError                = &Type{Name: "ValueError"}
	UnicodeError              = &Type{Name: "UnicodeError"}
	UnicodeDecodeError        = &Type{Name: "UnicodeDecodeError"}
	UnicodeEncodeError        = &Type{Name: "UnicodeEncodeError"}
	UnicodeTranslateError     = &Type{Name: "UnicodeTranslateError"}
	Warning                   = &Type{Name: "Warning"}
	BytesWarning              = &Type{Name: "BytesWarning"}
	DeprecationWarning        = &Type{Name: "DeprecationWarning"}
	EncodingWarning           = &Type{Name: "EncodingWarning"}
	FutureWarning             = &Type{Name: "FutureWarning"}
	ImportWarning             = &Type{Name: "ImportWarning"}
	PendingDeprecationWarning = &Type{Name: "PendingDeprecationWarning"}
	ResourceWarning           = &Type{Name: "ResourceWarning"}
	RuntimeWarning            = &Type{Name: "RuntimeWarning"}
	SyntaxWarning             = &Type{Name: "SyntaxWarning"}
	UnicodeWarning            = &Type{Name: "UnicodeWarning"}
	UserWarning               = &Type{Name: "UserWarning"}
	GeneratorExit             = &Type{Name: "GeneratorExit"}
	KeyboardInterrupt         = &Type{Name: "KeyboardInterrupt"}
	SystemExit                = &Type{Name: "SystemExit"}
)

// excType is a row of the table of built-in exceptions.
type excType struct {
	typ, base *Type
	doc       string
}

// excTypes lists the exceptions, bases first.
func excTypes() []excType {
	return []excType{
		{BaseException, ObjectType, "Common base class for all exceptions"},
		{BaseExceptionGroup, BaseException, "A combination of multiple unrelated exceptions."},
		{Exception, BaseException, "Common base class for all non-exit exceptions."},
		{ExceptionGroup, BaseExceptionGroup, ""},
		{ArithmeticError, Exception, "Base class for arithmetic errors."},
		{FloatingPointError, ArithmeticError, "Floating-point operation failed."},
		{OverflowError, ArithmeticError, "Result too large to be represented."},
		{ZeroDivisionError, ArithmeticError, "Second argument to a division or modulo operation was zero."},
		{AssertionError, Exception, "Assertion failed."},
		{AttributeError, Exception, "Attribute not found."},
		{BufferError, Exception, "Buffer error."},
		{EOFError, Exception, "Read beyond end of file."},
		{ImportError, Exception, "Import can't find module, or can't find name in module."},
		{ModuleNotFoundError, ImportError, "Module not found."},
		{LookupError, Exception, "Base class for lookup errors."},
		{IndexError, LookupError, "Sequence index out of range."},
		{KeyError, LookupError, "Mapping key not found."},
		{MemoryError, Exception, "Out of memory."},
		{NameError, Exception, "Name not found globally."},
		{UnboundLocalError, NameError, "Local name referenced but not bound to a value."},
		{OSError, Exception, "Base class for I/O related errors."},
		{BlockingIOError, OSError, "I/O operation would block."},
		{ChildProcessError, OSError, "Child process error."},
		{ConnectionError, OSError, "Connection error."},
		{BrokenPipeError, ConnectionError, "Broken pipe."},
		{ConnectionAbortedError, ConnectionError, "Connection aborted."},
		{ConnectionRefusedError, ConnectionError, "Connection refused."},
		{ConnectionResetError, ConnectionError, "Connection reset."},
		{FileExistsError, OSError, "File already exists."},
		{FileNotFoundError, OSError, "File not found."},
		{InterruptedError, OSError, "Interrupted by signal."},
		{IsADirectoryError, OSError, "Operation doesn't work on directories."},
		{NotADirectoryError, OSError, "Operation only works on directories."},
		{PermissionError, OSError, "Not enough permissions."},
		{ProcessLookupError, OSError, "Process not found."},
		{TimeoutError, OSError, "Timeout expired."},
		{ReferenceError, Exception, "Weak ref proxy used after referent went away."},
		{RuntimeError, Exception, "Unspecified run-time error."},
		{NotImplementedError, RuntimeError, "Method or function hasn't been implemented yet."},
		{PythonFinalizationError, RuntimeError, "Operation blocked during Python finalization."},
		{RecursionError, RuntimeError, "Recursion limit exceeded."},
		{StopAsyncIteration, Exception, "Signal the end from iterator.__anext__()."},
		{StopIteration, Exception, "Signal the end from iterator.__next__()."},
		{SyntaxError, Exception, "Invalid syntax."},
		{IndentationError, SyntaxError, "Improper indentation."},
		{TabError, IndentationError, "Improper mixture of spaces and tabs."},
		{IncompleteInputError, SyntaxError, "incomplete input."},
		{SystemError, Exception, "Internal error in the Python interpreter.\n\nPlease report this to the Python maintainer, along with the traceback,\nthe Python version, and the hardware/OS platform and version."},
		{TypeError, Exception, "Inappropriate argument type."},
		{ValueError, Exception, "Inappropriate argument value (of correct type)."},
		{UnicodeError, ValueError, "Unicode related error."},
		{UnicodeDecodeError, UnicodeError, "Unicode decoding error."},
		{UnicodeEncodeError, UnicodeError, "Unicode encoding error."},
		{UnicodeTranslateError, UnicodeError, "Unicode translation error."},
		{Warning, Exception, "Base class for warning categories."},
		{BytesWarning, Warning, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str."},
		{DeprecationWarning, Warning, "Base class for warnings about deprecated features."},
		{EncodingWarning, Warning, "Base class for warnings about encodings."},
		{FutureWarning, Warning, "Base class for warnings about constructs that will change semantically\nin the future."},
		{ImportWarning, Warning, "Base class for warnings about probable mistakes in module imports"},
		{PendingDeprecationWarning, Warning, "Base class for warnings about features which will be deprecated\nin the future."},
		{ResourceWarning, Warning, "Base class for warnings about resource usage."},
		{RuntimeWarning, Warning, "Base class for warnings about dubious runtime behavior."},
		{SyntaxWarning, Warning, "Base class for warnings about dubious syntax."},
		{UnicodeWarning, Warning, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems."},
		{UserWarning, Warning, "Base class for warnings generated by user code."},
		{GeneratorExit, BaseException, "Request that a generator exit."},
		{KeyboardInterrupt, BaseException, "Program interrupted by user."},
		{SystemExit, BaseException, "Request to exit from the interpreter."},
	}
}

// defineExceptions fills the exception types.
func defineExceptions() {
	special := excSpecials()
	ExceptionGroup.Bases = []*Type{BaseExceptionGroup, Exception}
	for _, row := range excTypes() {
		st := special[row.typ]
		if st == nil {
			st = &StaticType{}
		}
		st.Name, st.Doc, st.Base = row.typ.Name, row.doc, row.base
		st.Flags |= BaseType | ExcSubclass
		st.Alloc, st.ExtOffset, st.HasDict = allocExc, unsafe.Offsetof(Exc{}.Ext), true
		if def := excDefs[row.typ]; def != nil {
			row.typ.excDef = def
			st.GetSet = append(st.GetSet, excFieldAttrs(def)...)
		} else {
			row.typ.excDef = row.base.excDef
		}
		define(row.typ, st)
	}
}

// ExceptionTypes returns the built-in exceptions that are names in builtins.
func ExceptionTypes() []*Type {
	var out []*Type
	for _, row := range excTypes() {
		if row.typ != IncompleteInputError {
			out = append(out, row.typ)
		}
	}
	return append(out, IncompleteInputError)
}
