// This file implements the constructors and texts of the exceptions that differ from
// BaseException's.

package py

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"adder/runtime/internal/codec"
)

// excSpecials returns what the built-in exception types have of their own.
func excSpecials() map[*Type]*StaticType {
	unicode := func(init InitFunc, str UnaryFunc) *StaticType {
		return &StaticType{Slots: Slots{Init: init, Str: str}}
	}
	return map[*Type]*StaticType{
		BaseException: {Slots: Slots{New: excNew, Init: excInit, Str: excStr, Repr: excRepr},
			Methods: excBaseMethods, GetSet: excBaseGetSet},
		StopIteration:         {Slots: Slots{Init: excFillInit}},
		SystemExit:            {Slots: Slots{Init: excFillInit}},
		KeyError:              {Slots: Slots{Str: keyErrorStr}},
		NameError:             {Slots: Slots{Init: nameErrorInit}},
		AttributeError:        {Slots: Slots{Init: attributeErrorInit}, Methods: attributeErrorMethods},
		ImportError:           {Slots: Slots{Init: importErrorInit, Str: importErrorStr}, Methods: importErrorMethods},
		OSError:               {Slots: Slots{New: osErrorNew, Init: osErrorInit, Str: osErrorStr}, Methods: osErrorMethods, GetSet: append(winErrorGetSet, osErrorGetSet...)},
		SyntaxError:           {Slots: Slots{Init: syntaxErrorInit, Str: syntaxErrorStr}},
		UnicodeDecodeError:    unicode(unicodeErrorInit(UnicodeDecodeError), unicodeDecodeErrorStr),
		UnicodeEncodeError:    unicode(unicodeErrorInit(UnicodeEncodeError), unicodeEncodeErrorStr),
		UnicodeTranslateError: unicode(unicodeErrorInit(UnicodeTranslateError), unicodeTranslateErrorStr),
		BaseExceptionGroup: {Slots: Slots{New: groupNew, Init: groupInit, Str: groupStr, Repr: groupRepr},
			Methods: groupMethods},
	}
}

// excFillInit is the __init__ of exceptions whose fields follow from args alone.
func excFillInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if exc := excInit(t, self, args, kw); exc != nil {
		return exc
	}
	e := AsExc(self)
	clear(e.Fields)
	excDefOf(e.typ).fill(e)
	return nil
}

func keyErrorStr(t *Thread, self Value) (Value, *Exc) {
	if e := AsExc(self); len(e.Args.Items) == 1 {
		r, exc := Repr(t, e.Args.Items[0])
		if exc != nil {
			return Value{}, exc
		}
		return r.V(), nil
	}
	return excStr(t, self)
}

// excKeywords is the __init__ of exceptions that take keywords which set fields: those in
// names, by index.
func excKeywords(t *Thread, self Value, fn string, names []string, first int, args []Value, kw []*Str) *Exc {
	npos := len(args) - len(kw)
	if exc := excInit(t, self, args[:npos], nil); exc != nil {
		return exc
	}
	e := AsExc(self)
	for i := range names {
		e.Fields[first+i] = Value{}
	}
next:
	for i, k := range kw {
		for j, name := range names {
			if k.String() == name {
				e.Fields[first+j] = args[npos+i]
				continue next
			}
		}
		return TypeErrorf("%s() got an unexpected keyword argument '%s'", fn, k.String())
	}
	return nil
}

func nameErrorInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	return excKeywords(t, self, "NameError", []string{"name"}, 0, args, kw)
}

func attributeErrorInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	return excKeywords(t, self, "AttributeError", []string{"name", "obj"}, 0, args, kw)
}

var attributeErrorMethods = []Method{
	{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		return reduceWithState(t, self, AsExc(self).Args, "name", "args")
	}},
	{Name: "__getstate__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		return excState(t, self, "name", "args")
	}},
}

// excState makes the state that pickles e: its dict and the named attributes that are set.
func excState(t *Thread, self Value, names ...string) (Value, *Exc) {
	d := NewDict()
	if old := excDict(AsExc(self)); old.Bound() {
		if exc := DictUpdate(t, d, old); exc != nil {
			return Value{}, exc
		}
	}
	n := 0
	for _, name := range names {
		v, exc := GetAttr(t, self, Intern(name))
		if exc != nil {
			return Value{}, exc
		}
		if v.IsNone() {
			continue
		}
		n++
		if exc := SetItem(t, d.V(), StrV(name), v); exc != nil {
			return Value{}, exc
		}
	}
	if n == 0 {
		if old := excDict(AsExc(self)); old.Bound() {
			return old, nil
		}
		return None, nil
	}
	return d.V(), nil
}

func reduceWithState(t *Thread, self Value, args *Tuple, names ...string) (Value, *Exc) {
	state, exc := excState(t, self, names...)
	if exc != nil {
		return Value{}, exc
	}
	if state.IsNone() {
		return NewTuple(self.Type().V(), args.V()).V(), nil
	}
	return NewTuple(self.Type().V(), args.V(), state).V(), nil
}

func importErrorInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if exc := excKeywords(t, self, "ImportError", []string{"name", "path", "name_from"}, ImportErrorName, args, kw); exc != nil {
		return exc
	}
	e := AsExc(self)
	e.Fields[ImportErrorMsg] = Value{}
	excDefs[ImportError].fill(e)
	return nil
}

func importErrorStr(t *Thread, self Value) (Value, *Exc) {
	if msg := AsExc(self).Field(ImportErrorMsg); msg.Type() == StrType {
		return msg, nil
	}
	return excStr(t, self)
}

var importErrorMethods = []Method{
	{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		return reduceWithState(t, self, AsExc(self).Args, "name", "path", "name_from")
	}},
}

// osErrorUsesInit reports whether a subclass overrides __init__ but not __new__; then the
// arguments are those of OSError.__init__, not of __new__.
func osErrorUsesInit(typ *Type) bool {
	return !sameInit(typ.Slots.Init, OSError.Slots.Init) && sameNew(typ.Slots.New, OSError.Slots.New)
}

func osErrorNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if osErrorUsesInit(typ) {
		return allocExc(typ), nil
	}
	if len(kw) > 0 {
		return Value{}, TypeErrorf("%s() takes no keyword arguments", typ.TpName())
	}
	if typ == OSError && len(args) >= 2 && len(args) <= 5 && args[0].IsInt() {
		errno := int(args[0].Int64())
		if hasWinError && len(args) >= 4 && args[3].IsInt() {
			errno = errnoOfWinError(args[3].Int64())
		}
		if sub := errnoTypes()[errno]; sub != nil {
			typ = sub
		}
	}
	v := allocExc(typ)
	e := AsExc(v)
	e.Args = NewTuple(args...)
	fillOSError(e)
	return v, nil
}

func osErrorInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if !osErrorUsesInit(self.Type()) {
		return nil
	}
	if len(kw) > 0 {
		return TypeErrorf("%s() takes no keyword arguments", TypeName(self))
	}
	e := AsExc(self)
	e.Args = NewTuple(args...)
	fillOSError(e)
	return nil
}

// NewOSError makes the OSError subclass that belongs to an errno; filename may be unbound.
func NewOSError(errno int, strerror string, filename Value) *Exc {
	typ := errnoTypes()[errno]
	if typ == nil {
		typ = OSError
	}
	if filename.IsUnbound() {
		return NewExc(typ, Int(int64(errno)), StrV(strerror))
	}
	return NewExc(typ, Int(int64(errno)), StrV(strerror), filename)
}

// NewOSError2 is NewOSError for an operation on two files.
func NewOSError2(errno int, strerror string, filename, filename2 Value) *Exc {
	typ := errnoTypes()[errno]
	if typ == nil {
		typ = OSError
	}
	return NewExc(typ, Int(int64(errno)), StrV(strerror), filename, None, filename2)
}

func osErrorStr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	errno, strerror := e.Field(OSErrorErrno), e.Field(OSErrorStrerror)
	head, exc := textOf(t, errno, strerror)
	if exc != nil {
		return Value{}, exc
	}
	file, file2 := e.Fields[OSErrorFilename], e.Fields[OSErrorFilename2]
	text := fmt.Sprintf("[Errno %s] %s", head[0], head[1])
	if code := e.Fields[OSErrorWinError]; code.Bound() {
		text = fmt.Sprintf("[WinError %d] %s", code.Int64(), head[1])
	}
	switch {
	case file.Bound():
		r, exc := Repr(t, file)
		if exc != nil {
			return Value{}, exc
		}
		text += ": " + r.String()
		if file2.Bound() {
			r2, exc := Repr(t, file2)
			if exc != nil {
				return Value{}, exc
			}
			text += " -> " + r2.String()
		}
		return StrV(text), nil
	case e.Fields[OSErrorErrno].Bound() && e.Fields[OSErrorStrerror].Bound():
		return StrV(text), nil
	}
	return excStr(t, self)
}

// textOf returns the str() of each value.
func textOf(t *Thread, values ...Value) ([]string, *Exc) {
	out := make([]string, len(values))
	for i, v := range values {
		s, exc := StrOf(t, v)
		if exc != nil {
			return nil, exc
		}
		out[i] = s.String()
	}
	return out, nil
}

var osErrorMethods = []Method{
	{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
		e := AsExc(self)
		args := e.Args
		if file := e.Fields[OSErrorFilename]; len(args.Items) == 2 && file.Bound() {
			args = NewTuple(args.Items[0], args.Items[1], file)
			if file2 := e.Fields[OSErrorFilename2]; file2.Bound() {
				args = NewTuple(args.Items[0], args.Items[1], file, None, file2)
			}
		}
		if d := excDict(e); d.Bound() {
			return NewTuple(e.typ.V(), args.V(), d).V(), nil
		}
		return NewTuple(e.typ.V(), args.V()).V(), nil
	}},
}

var osErrorGetSet = []GetSet{{Name: "characters_written",
	Get: func(t *Thread, self Value) (Value, *Exc) {
		if v := AsExc(self).Fields[osErrorWritten]; v.Bound() {
			return v, nil
		}
		return Value{}, Errorf(AttributeError, "characters_written")
	},
	Set: func(t *Thread, self, v Value) *Exc {
		e := AsExc(self)
		if v.IsUnbound() {
			if e.Fields[osErrorWritten].IsUnbound() {
				return Errorf(AttributeError, "characters_written")
			}
			e.Fields[osErrorWritten] = v
			return nil
		}
		n, exc := IndexInt(t, v, ValueError)
		if exc != nil {
			return exc
		}
		e.Fields[osErrorWritten] = Int(int64(n))
		return nil
	}}}

func syntaxErrorInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if exc := excInit(t, self, args, kw); exc != nil {
		return exc
	}
	e := AsExc(self)
	if len(args) >= 1 {
		e.Fields[SyntaxErrorMsg] = args[0]
	}
	if len(args) != 2 {
		return nil
	}
	info, exc := Collect(t, args[1])
	if exc != nil {
		return exc
	}
	if len(info) < 4 || len(info) > 7 {
		return TypeErrorf("function takes %s %d arguments (%d given)",
			map[bool]string{true: "at least", false: "at most"}[len(info) < 4],
			map[bool]int{true: 4, false: 7}[len(info) < 4], len(info))
	}
	clear(e.Fields[SyntaxErrorFilename : SyntaxErrorEndOffset+1])
	e.Fields[SyntaxErrorMetadata] = Value{}
	fillSyntaxError(e, info)
	if len(info) == 5 {
		return TypeErrorf("end_offset must be provided when end_lineno is provided")
	}
	return nil
}

func syntaxErrorStr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	msg, exc := StrOf(t, e.Field(SyntaxErrorMsg))
	if exc != nil {
		return Value{}, exc
	}
	file, line := e.Field(SyntaxErrorFilename), e.Field(SyntaxErrorLineno)
	hasFile, hasLine := file.IsStr(), line.Type() == IntType
	switch {
	case hasFile && hasLine:
		return StrV(fmt.Sprintf("%s (%s, line %d)", msg.String(), path.Base(AsStr(file).String()), line.Int64())), nil
	case hasFile:
		return StrV(fmt.Sprintf("%s (%s)", msg.String(), path.Base(AsStr(file).String()))), nil
	case hasLine:
		return StrV(fmt.Sprintf("%s (line %d)", msg.String(), line.Int64())), nil
	}
	return msg.V(), nil
}

// unicodeErrorInit returns the __init__ of a Unicode error type.
func unicodeErrorInit(base *Type) InitFunc {
	kinds := []string{"str", "str", "int", "int", "str"}
	first := UnicodeErrorEncoding
	switch base {
	case UnicodeDecodeError:
		kinds[1] = ""
	case UnicodeTranslateError:
		kinds, first = kinds[1:], UnicodeErrorObject
	}
	return func(t *Thread, self Value, args []Value, kw []*Str) *Exc {
		if exc := excInit(t, self, args, kw); exc != nil {
			return exc
		}
		if len(args) != len(kinds) {
			return TypeErrorf("function takes exactly %d arguments (%d given)", len(kinds), len(args))
		}
		fields := AsExc(self).Fields[first:]
		for i, kind := range kinds {
			var exc *Exc
			if fields[i], exc = unicodeArg(t, i, kind, args[i]); exc != nil {
				return exc
			}
		}
		return nil
	}
}

// unicodeArg converts argument i of a Unicode error's constructor; kind "" is a bytes.
func unicodeArg(t *Thread, i int, kind string, v Value) (Value, *Exc) {
	switch {
	case kind == "int":
		n, exc := SsizeArg(t, v)
		return Int(int64(n)), exc
	case kind == "str" && !v.IsStr():
		return Value{}, TypeErrorf("argument %d must be str, not %s", i+1, TypeName(v))
	case kind == "" && !v.IsBytes():
		data, exc := BytesLike(t, v)
		return BytesV(bytes.Clone(data)), exc
	}
	return v, nil
}

// unicodeRange returns a Unicode error's start and end, clamped to the object's length.
func unicodeRange(t *Thread, e *Exc) (start, end int, exc *Exc) {
	n, exc := unicodeLen(e)
	if exc != nil {
		return 0, 0, exc
	}
	if v := e.Field(UnicodeErrorStart); v.IsInt() {
		start = max(0, min(int(v.Int64()), max(n-1, 0)))
	}
	if v := e.Field(UnicodeErrorEnd); v.IsInt() {
		end = min(max(int(v.Int64()), 1), n)
	}
	return start, end, nil
}

// unicodeLen returns the length of a Unicode error's object.
func unicodeLen(e *Exc) (int, *Exc) {
	obj, bytes := e.rawField(UnicodeErrorObject), e.V().isInstanceOf(UnicodeDecodeError)
	switch {
	case obj.IsUnbound():
		return 0, TypeErrorf("UnicodeError 'object' attribute is not set")
	case bytes && obj.IsBytes():
		return len(AsBytes(obj).Data()), nil
	case bytes:
		return 0, TypeErrorf("UnicodeError 'object' attribute must be a bytes")
	case obj.IsStr():
		return AsStr(obj).Len(), nil
	}
	return 0, TypeErrorf("UnicodeError 'object' attribute must be a string")
}

// unicodeTexts returns str() of the encoding and the reason of a Unicode error.
func unicodeTexts(t *Thread, e *Exc) ([]string, *Exc) {
	texts := make([]string, 2)
	for i, field := range []int{UnicodeErrorEncoding, UnicodeErrorReason} {
		texts[i] = "<NULL>"
		if v := e.rawField(field); v.Bound() {
			s, exc := StrOf(t, v)
			if exc != nil {
				return nil, exc
			}
			texts[i] = s.String()
		}
	}
	return texts, nil
}

// unicodeSpan returns a Unicode error's start and end as they are, and whether they denote one
// character or byte of the object.
func unicodeSpan(t *Thread, e *Exc) (start, end int, one bool, exc *Exc) {
	n, exc := unicodeLen(e)
	if exc != nil {
		return 0, 0, false, exc
	}
	if v := e.Field(UnicodeErrorStart); v.IsInt() {
		start = int(v.Int64())
	}
	if v := e.Field(UnicodeErrorEnd); v.IsInt() {
		end = int(v.Int64())
	}
	return start, end, start >= 0 && start < n && end == start+1, nil
}

func unicodeEncodeErrorStr(t *Thread, self Value) (Value, *Exc) {
	return unicodeStr(t, self, func(encoding string) string { return "'" + encoding + "' codec can't encode character" })
}

func unicodeTranslateErrorStr(t *Thread, self Value) (Value, *Exc) {
	return unicodeStr(t, self, func(string) string { return "can't translate character" })
}

func unicodeStr(t *Thread, self Value, head func(encoding string) string) (Value, *Exc) {
	e := AsExc(self)
	obj := e.rawField(UnicodeErrorObject)
	if obj.IsUnbound() {
		return StrV(""), nil
	}
	texts, exc := unicodeTexts(t, e)
	if exc != nil {
		return Value{}, exc
	}
	start, end, one, exc := unicodeSpan(t, e)
	if exc != nil {
		return Value{}, exc
	}
	if one && obj.IsStr() {
		return StrV(fmt.Sprintf("%s '%s' in position %d: %s", head(texts[0]),
			codec.AppendEscape(nil, AsStr(obj).At(start)), start, texts[1])), nil
	}
	return StrV(fmt.Sprintf("%ss in position %d-%d: %s", head(texts[0]), start, end-1, texts[1])), nil
}

func unicodeDecodeErrorStr(t *Thread, self Value) (Value, *Exc) {
	e := AsExc(self)
	obj := e.rawField(UnicodeErrorObject)
	if obj.IsUnbound() {
		return StrV(""), nil
	}
	texts, exc := unicodeTexts(t, e)
	if exc != nil {
		return Value{}, exc
	}
	start, end, one, exc := unicodeSpan(t, e)
	if exc != nil {
		return Value{}, exc
	}
	if one {
		b, exc := GetItem(t, obj, Int(int64(start)))
		if exc != nil {
			return Value{}, exc
		}
		return StrV(fmt.Sprintf("'%s' codec can't decode byte 0x%02x in position %d: %s", texts[0], b.Int64(), start, texts[1])), nil
	}
	return StrV(fmt.Sprintf("'%s' codec can't decode bytes in position %d-%d: %s", texts[0], start, end-1, texts[1])), nil
}

// shortName cuts the module off a dotted type name.
func shortName(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }
