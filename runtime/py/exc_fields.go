// This file defines the attributes that built-in exceptions have beyond BaseException's, and
// how their arguments fill them.

package py

// excDef describes the fields of a built-in exception type; Exc.Fields has one entry each.
type excDef struct {
	fields []string
	// fill sets the fields from e.Args, for exceptions that natives make.
	fill func(e *Exc)
}

// Indices of the fields. An unbound field reads as None.
const (
	StopIterationValue = 0
	SystemExitCode     = 0

	NameErrorName      = 0
	AttributeErrorName = 0
	AttributeErrorObj  = 1

	ImportErrorMsg      = 0
	ImportErrorName     = 1
	ImportErrorPath     = 2
	ImportErrorNameFrom = 3

	OSErrorErrno     = 0
	OSErrorStrerror  = 1
	OSErrorFilename  = 2
	OSErrorFilename2 = 3
	osErrorWritten   = 4 // characters_written, unbound unless given
	OSErrorWinError  = 5 // Windows' own code, on Windows

	SyntaxErrorMsg       = 0
	SyntaxErrorFilename  = 1
	SyntaxErrorLineno    = 2
	SyntaxErrorOffset    = 3
	SyntaxErrorText      = 4
	SyntaxErrorEndLineno = 5
	SyntaxErrorEndOffset = 6
	SyntaxErrorPrint     = 7
	SyntaxErrorMetadata  = 8

	UnicodeErrorEncoding = 0
	UnicodeErrorObject   = 1
	UnicodeErrorStart    = 2
	UnicodeErrorEnd      = 3
	UnicodeErrorReason   = 4

	GroupMessage    = 0
	GroupExceptions = 1
)

var unicodeErrorDef = &excDef{[]string{"encoding", "object", "start", "end", "reason"}, func(e *Exc) {
	if len(e.Args.Items) == 5 {
		copy(e.Fields, e.Args.Items)
	}
}}

// excDefs are the definitions of the types that have fields; subclasses share them.
var excDefs = map[*Type]*excDef{
	StopIteration: {[]string{"value"}, func(e *Exc) {
		if len(e.Args.Items) > 0 {
			e.Fields[StopIterationValue] = e.Args.Items[0]
		}
	}},
	SystemExit: {[]string{"code"}, func(e *Exc) {
		switch n := len(e.Args.Items); {
		case n == 1:
			e.Fields[SystemExitCode] = e.Args.Items[0]
		case n > 1:
			e.Fields[SystemExitCode] = e.Args.V()
		}
	}},
	NameError:      {[]string{"name"}, nil},
	AttributeError: {[]string{"name", "obj"}, nil},
	ImportError: {[]string{"msg", "name", "path", "name_from"}, func(e *Exc) {
		if len(e.Args.Items) == 1 {
			e.Fields[ImportErrorMsg] = e.Args.Items[0]
		}
	}},
	OSError: {[]string{"errno", "strerror", "filename", "filename2", "", ""}, fillOSError},
	SyntaxError: {[]string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset",
		"print_file_and_line", "_metadata"}, func(e *Exc) {
		if len(e.Args.Items) > 0 {
			e.Fields[SyntaxErrorMsg] = e.Args.Items[0]
		}
		if len(e.Args.Items) == 2 && e.Args.Items[1].IsTuple() {
			fillSyntaxError(e, AsTuple(e.Args.Items[1]).Items)
		}
	}},
	UnicodeDecodeError: unicodeErrorDef,
	UnicodeEncodeError: unicodeErrorDef,
	UnicodeTranslateError: {unicodeErrorDef.fields, func(e *Exc) {
		if len(e.Args.Items) == 4 {
			copy(e.Fields[UnicodeErrorObject:], e.Args.Items)
		}
	}},
	BaseExceptionGroup: {[]string{"message", "exceptions", ""}, func(e *Exc) { copy(e.Fields, e.Args.Items) }},
}

// excDefOf finds the definition that applies to instances of typ.
func excDefOf(typ *Type) *excDef {
	for k := typ; k != nil; k = k.Base {
		if k.excDef != nil {
			return k.excDef
		}
		if k.static != nil {
			return nil
		}
	}
	return nil
}

// initExcFields gives an exception that a native makes its fields.
func initExcFields(e *Exc) {
	def := excDefOf(e.typ)
	if def == nil {
		return
	}
	e.Fields = make([]Value, len(def.fields))
	if def.fill != nil {
		def.fill(e)
	}
}

// Field returns a field, None where it is unbound.
func (e *Exc) Field(i int) Value {
	if i >= len(e.Fields) || e.Fields[i].IsUnbound() {
		return None
	}
	return e.Fields[i]
}

// rawField is Field, but unbound for a field that is not set or was deleted.
func (e *Exc) rawField(i int) Value {
	if i >= len(e.Fields) {
		return Value{}
	}
	return e.Fields[i]
}

// excFieldAttrs makes the attributes that read and write fields.
func excFieldAttrs(def *excDef) []GetSet {
	var out []GetSet
	for i, name := range def.fields {
		if name == "" {
			continue
		}
		out = append(out, GetSet{
			Name: name,
			Get:  func(t *Thread, self Value) (Value, *Exc) { return AsExc(self).Field(i), nil },
			Set: func(t *Thread, self, v Value) *Exc {
				if name == "start" || name == "end" {
					if exc := checkPosition(v); exc != nil {
						return exc
					}
				}
				AsExc(self).Fields[i] = v
				return nil
			},
		})
	}
	return out
}

// checkPosition checks what is assigned to a position of a Unicode error, which is a number in C.
func checkPosition(v Value) *Exc {
	switch {
	case v.IsUnbound():
		return TypeErrorf("can't delete numeric/char attribute")
	case !v.IsAnyInt():
		return TypeErrorf("an integer is required")
	}
	if _, ok := ToInt64(v); !ok {
		return OverflowErrorf("Python int too large to convert to C ssize_t")
	}
	return nil
}

// fillOSError sets the fields from args as OSError's constructor does.
func fillOSError(e *Exc) {
	args := e.Args.Items
	if len(args) < 2 || len(args) > 5 {
		return
	}
	if hasWinError && len(args) >= 4 && args[3].IsInt() {
		code := args[3]
		e.Fields[OSErrorWinError] = code
		args = append([]Value{Int(int64(errnoOfWinError(code.Int64())))}, args[1:]...)
		e.Args = NewTuple(args...)
	}
	e.Fields[OSErrorErrno], e.Fields[OSErrorStrerror] = args[0], args[1]
	if len(args) < 3 || args[2].IsNone() {
		return
	}
	if e.typ == BlockingIOError && args[2].IsInt() {
		e.Fields[osErrorWritten] = args[2]
		return
	}
	e.Fields[OSErrorFilename] = args[2]
	if len(args) == 5 && !args[4].IsNone() {
		e.Fields[OSErrorFilename2] = args[4]
	}
	e.Args = NewTuple(args[0], args[1])
}

// fillSyntaxError sets the fields from the second argument of a SyntaxError.
func fillSyntaxError(e *Exc, info []Value) {
	order := [...]int{SyntaxErrorFilename, SyntaxErrorLineno, SyntaxErrorOffset, SyntaxErrorText,
		SyntaxErrorEndLineno, SyntaxErrorEndOffset, SyntaxErrorMetadata}
	for i, v := range info {
		if i < len(order) {
			e.Fields[order[i]] = v
		}
	}
}

// The errors below carry more than a message.

// NewNameError makes a NameError (or UnboundLocalError) about name.
func NewNameError(typ *Type, name *Str, format string) *Exc {
	e := Errorf(typ, format, name.String())
	e.Fields[NameErrorName] = name.V()
	return e
}

// NewAttributeError makes an AttributeError about the attribute name of obj.
func NewAttributeError(obj Value, name *Str, message string) *Exc {
	e := NewExc(AttributeError, StrV(message))
	e.Fields[AttributeErrorName], e.Fields[AttributeErrorObj] = name.V(), obj
	return e
}

// NewImportError makes an ImportError or ModuleNotFoundError; name and path may be unbound.
func NewImportError(typ *Type, message string, name, path Value) *Exc {
	e := NewExc(typ, StrV(message))
	e.Fields[ImportErrorName], e.Fields[ImportErrorPath] = name, path
	return e
}
