// This file implements template strings: string.templatelib's Template and Interpolation.

package py

import "unsafe"

// Template is the value of a t-string: strings and, between each two of them, an interpolation.
type Template struct {
	Header
	strings, interpolations *Tuple
}

// Interpolation is a replacement field of a t-string.
type Interpolation struct {
	Header
	value, expression, conversion, format Value
}

// templateIter iterates over a template's strings, without the empty ones, and interpolations.
type templateIter struct {
	Header
	t  *Template
	at int // twice the index, one more for interpolations
}

// The types.
var (
	TemplateType      = &Type{Name: "Template"}
	InterpolationType = &Type{Name: "Interpolation"}
	templateIterType  = &Type{Name: "TemplateIter"}
)

func asTemplate(v Value) *Template           { return (*Template)(v.ref) }
func asInterpolation(v Value) *Interpolation { return (*Interpolation)(v.ref) }

func newTemplate(strings, interpolations *Tuple) Value {
	return Value{ref: unsafe.Pointer(&Template{Header{TemplateType}, strings, interpolations})}
}

// NewTemplate makes a template of tuples of strings and interpolations (BUILD_TEMPLATE).
func NewTemplate(t *Thread, strings, interpolations Value) (Value, *Exc) {
	return newTemplate(AsTuple(strings), AsTuple(interpolations)), nil
}

// NewInterpolation makes an interpolation (BUILD_INTERPOLATION); conversion is 0 to 3 for none, s, r
// and a; format may be unbound.
func NewInterpolation(value, expression Value, conversion int, format Value) Value {
	i := &Interpolation{Header{InterpolationType}, value, expression, None, format}
	if conversion > 0 {
		i.conversion = Intern([...]string{"", "s", "r", "a"}[conversion]).V()
	}
	if format.IsUnbound() {
		i.format = Intern("").V()
	}
	return Value{ref: unsafe.Pointer(i)}
}

func templateNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 {
		return Value{}, TypeErrorf("Template.__new__ only accepts *args arguments")
	}
	var strings, interpolations []Value
	last := Intern("").V()
	for _, v := range args {
		switch {
		case v.Type() == InterpolationType:
			strings, interpolations = append(strings, last), append(interpolations, v)
			last = Intern("").V()
		case v.IsStr():
			var exc *Exc
			if last, exc = Binary(t, last, v, OpAdd); exc != nil {
				return Value{}, exc
			}
		default:
			return Value{}, TypeErrorf("Template.__new__ *args need to be of type 'str' or 'Interpolation', got %s", TypeName(v))
		}
	}
	return newTemplate(TupleFrom(append(strings, last)), TupleFrom(interpolations)), nil
}

func templateRepr(t *Thread, self Value) (Value, *Exc) {
	x := asTemplate(self)
	s, exc := Repr(t, x.strings.V())
	if exc != nil {
		return Value{}, exc
	}
	i, exc := Repr(t, x.interpolations.V())
	if exc != nil {
		return Value{}, exc
	}
	return StrV("Template(strings=" + s.String() + ", interpolations=" + i.String() + ")"), nil
}

// templateConcat is a + b: the last string of one and the first of the other become one.
func templateConcat(t *Thread, a, b Value) (Value, *Exc) {
	if a.Type() != TemplateType || b.Type() != TemplateType {
		other := b
		if a.Type() != TemplateType {
			other = a
		}
		return Value{}, TypeErrorf("can only concatenate string.templatelib.Template (not \"%s\") to string.templatelib.Template", TypeName(other))
	}
	x, y := asTemplate(a), asTemplate(b)
	n := len(x.strings.Items)
	joined, exc := Binary(t, x.strings.Items[n-1], y.strings.Items[0], OpAdd)
	if exc != nil {
		return Value{}, exc
	}
	strings := append([]Value(nil), x.strings.Items[:n-1]...)
	strings = append(append(strings, joined), y.strings.Items[1:]...)
	interpolations := append(append([]Value(nil), x.interpolations.Items...), y.interpolations.Items...)
	return newTemplate(TupleFrom(strings), TupleFrom(interpolations)), nil
}

func templateIterNext(t *Thread, self Value) (Value, *Exc) {
	it := (*templateIter)(self.ref)
	for it.at < 2*len(it.t.strings.Items)-1 {
		at := it.at
		it.at++
		if at%2 == 1 {
			return it.t.interpolations.Items[at/2], nil
		}
		if s := it.t.strings.Items[at/2]; AsStr(s).Len() > 0 {
			return s, nil
		}
	}
	return Value{}, nil
}

func templateValues(t *Thread, self Value) (Value, *Exc) {
	items := asTemplate(self).interpolations.Items
	out := make([]Value, len(items))
	for i, v := range items {
		out[i] = asInterpolation(v).value
	}
	return TupleFrom(out).V(), nil
}

func templateReduce(t *Thread, self Value) (Value, *Exc) {
	fn, exc := ImportAttr(t, "string.templatelib", "_template_unpickle")
	if exc != nil {
		return Value{}, exc
	}
	x := asTemplate(self)
	return NewTuple(fn, NewTuple(x.strings.V(), x.interpolations.V()).V()).V(), nil
}

var interpolationSig = Signature{Text: "(value, expression='', conversion=None, format_spec='')"}

func interpolationNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	a, exc := BindArgs("Interpolation", &interpolationSig, args, kw)
	if exc != nil {
		return Value{}, exc
	}
	x := &Interpolation{Header{typ}, a[0], Intern("").V(), None, Intern("").V()}
	for i, p := range [...]struct {
		to   *Value
		name string
	}{{&x.expression, "expression"}, {&x.conversion, "conversion"}, {&x.format, "format_spec"}} {
		v := a[i+1]
		if v.IsUnbound() || i == 1 && v.IsNone() {
			continue
		}
		if !v.IsStr() {
			return Value{}, TypeErrorf("Interpolation() argument '%s' must be str, not %s", p.name, TypeName(v))
		}
		*p.to = v
	}
	if x.conversion.IsStr() {
		switch AsStr(x.conversion).String() {
		case "s", "r", "a":
		default:
			return Value{}, ValueErrorf("Interpolation() argument 'conversion' must be one of 's', 'a' or 'r'")
		}
	}
	return Value{ref: unsafe.Pointer(x)}, nil
}

// parts are the arguments that make an equal interpolation.
func (x *Interpolation) parts() []Value {
	return []Value{x.value, x.expression, x.conversion, x.format}
}

func interpolationRepr(t *Thread, self Value) (Value, *Exc) {
	text := "Interpolation("
	for i, v := range asInterpolation(self).parts() {
		r, exc := Repr(t, v)
		if exc != nil {
			return Value{}, exc
		}
		if i > 0 {
			text += ", "
		}
		text += r.String()
	}
	return StrV(text + ")"), nil
}

func defineTemplates() {
	generic := Method{Name: "__class_getitem__", Sig: "(object, /)", Class: true, F1: func(t *Thread, class, item Value) (Value, *Exc) {
		return NewGenericAlias(class, item), nil
	}}
	define(templateIterType, &StaticType{Name: "string.templatelib.TemplateIter", Flags: DisallowNew,
		Slots: Slots{Next: templateIterNext, Iter: func(t *Thread, self Value) (Value, *Exc) { return self, nil }}})
	define(TemplateType, &StaticType{Name: "string.templatelib.Template", Doc: "Template object",
		Slots: Slots{New: templateNew, Repr: templateRepr, Concat: templateConcat, Iter: func(t *Thread, self Value) (Value, *Exc) {
			return Value{ref: unsafe.Pointer(&templateIter{Header{templateIterType}, asTemplate(self), 0})}, nil
		}},
		Members: []Member{
			{Name: "strings", Get: func(v Value) Value { return asTemplate(v).strings.V() }, Doc: "Strings"},
			{Name: "interpolations", Get: func(v Value) Value { return asTemplate(v).interpolations.V() }, Doc: "Interpolations"},
		},
		GetSet:  []GetSet{{Name: "values", Get: templateValues, Doc: "Values of interpolations"}},
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: templateReduce}, generic}})
	part := func(name, doc string, at int) Member {
		return Member{Name: name, Doc: doc, Get: func(v Value) Value { return asInterpolation(v).parts()[at] }}
	}
	define(InterpolationType, &StaticType{Name: "string.templatelib.Interpolation", Doc: "Interpolation object",
		Slots: Slots{New: interpolationNew, Repr: interpolationRepr},
		Members: []Member{part("value", "Value", 0), part("expression", "Expression", 1), part("conversion", "Conversion", 2),
			part("format_spec", "Format specifier", 3)},
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
			return NewTuple(self.Type().V(), TupleFrom(asInterpolation(self).parts()).V()).V(), nil
		}}, generic},
		Attrs: func(typ *Type) {
			typ.Dict.SetStr(Intern("__match_args__"), NewTuple(StrV("value"), StrV("expression"), StrV("conversion"), StrV("format_spec")).V())
		}})
}
