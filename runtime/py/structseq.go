// This file makes struct sequences: tuples whose items have names, such as sys.version_info and
// time.struct_time.

package py

import (
	"strings"
)

// StructSeq describes a type of struct sequences.
type StructSeq struct {
	Name   string // with its module: "time.struct_time"
	Doc    string
	Fields []string // all names; "" for an item without one
	// Visible is how many fields the tuple has; the others can be read by name only.
	// Zero: all.
	Visible int
	// NoNew forbids making instances from Python.
	NoNew bool

	typ *Type
}

// structSeqObject is an instance: a tuple and its hidden fields.
type structSeqObject struct {
	Tuple
	hidden []Value
}

func (s *StructSeq) visible() int {
	if s.Visible == 0 {
		return len(s.Fields)
	}
	return s.Visible
}

// Type returns the type, which is made on first use.
func (s *StructSeq) Type() *Type {
	if s.typ != nil {
		return s.typ
	}
	typ := &Type{Name: s.Name[strings.LastIndexByte(s.Name, '.')+1:]}
	s.typ = typ
	st := &StaticType{Name: s.Name, Doc: s.Doc, Base: TupleType, Sig: "(iterable=(), /)",
		Slots:   Slots{Repr: s.repr, New: s.new},
		Methods: []Method{{Name: "__reduce__", Sig: "()", F0: s.reduce}, {Name: "__replace__", Sig: "(**changes)", FK: s.replace}},
		Attrs:   s.attrs,
	}
	if s.NoNew {
		st.Flags |= DisallowNew
		st.Slots.New = nil
	}
	for i, name := range s.Fields {
		if name != "" {
			st.GetSet = append(st.GetSet, GetSet{Name: name, Get: func(t *Thread, self Value) (Value, *Exc) {
				return s.field(self, i), nil
			}})
		}
	}
	define(typ, st)
	return typ
}

func (s *StructSeq) attrs(typ *Type) {
	unnamed := 0
	var match []Value
	for i, name := range s.Fields {
		if name == "" {
			unnamed++
		} else if i < s.visible() {
			match = append(match, StrV(name))
		}
	}
	typ.Dict.SetStr(Intern("n_sequence_fields"), Int(int64(s.visible())))
	typ.Dict.SetStr(Intern("n_fields"), Int(int64(len(s.Fields))))
	typ.Dict.SetStr(Intern("n_unnamed_fields"), Int(int64(unnamed)))
	typ.Dict.SetStr(Intern("__match_args__"), TupleFrom(match).V())
}

// Make makes an instance of all fields.
func (s *StructSeq) Make(values ...Value) Value {
	n := s.visible()
	o := &structSeqObject{hidden: append([]Value(nil), values[n:]...)}
	o.typ = s.Type()
	o.Items = append([]Value(nil), values[:n]...)
	return o.V()
}

func (s *StructSeq) field(self Value, i int) Value {
	o := (*structSeqObject)(self.ref)
	if i < len(o.Items) {
		return o.Items[i]
	}
	if i -= len(o.Items); i < len(o.hidden) && o.hidden[i].Bound() {
		return o.hidden[i]
	}
	return None
}

func (s *StructSeq) repr(t *Thread, self Value) (Value, *Exc) {
	var b strings.Builder
	b.WriteString(s.Name + "(")
	named := make([]string, 0, len(s.Fields))
	for _, name := range s.Fields { // as in C, items without a name push the others forward
		if name != "" {
			named = append(named, name)
		}
	}
	for i, v := range AsTuple(self).Items {
		if i > 0 {
			b.WriteString(", ")
		}
		r, exc := Repr(t, v)
		if exc != nil {
			return Value{}, exc
		}
		b.WriteString(named[i] + "=" + r.String())
	}
	b.WriteString(")")
	return StrV(b.String()), nil
}

func (s *StructSeq) new(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	var seq, dict Value
	for i, v := range args {
		name := ""
		if k := i - (len(args) - len(kw)); k >= 0 {
			name = kw[k].String()
		}
		switch {
		case name == "sequence" || name == "" && i == 0:
			seq = v
		case name == "dict" || name == "" && i == 1:
			dict = v
		default:
			return Value{}, TypeErrorf("%s() takes at most 2 arguments (%d given)", typ.Name, len(args))
		}
	}
	if seq.IsUnbound() {
		return Value{}, TypeErrorf("%s() missing required argument 'sequence' (pos 1)", typ.Name)
	}
	items, exc := Collect(t, seq)
	if exc != nil {
		return Value{}, TypeErrorf("constructor requires a sequence")
	}
	if dict.Bound() && dict.Type().Flags&DictSubclass == 0 {
		return Value{}, TypeErrorf("%s() takes a dict as second arg, if any", s.Name)
	}
	lo, hi, n := s.visible(), len(s.Fields), len(items)
	if n < lo || n > hi {
		word, bound := "an", lo
		switch {
		case lo != hi && n < lo:
			word = "an at least"
		case lo != hi:
			word, bound = "an at most", hi
		default:
			word = "a"
		}
		return Value{}, TypeErrorf("%s() takes %s %d-sequence (%d-sequence given)", s.Name, word, bound, n)
	}
	for i := n; i < hi; i++ {
		v := None
		if dict.Bound() {
			if x := AsDict(dict).GetStr(Intern(s.Fields[i])); x.Bound() {
				v = x
			}
		}
		items = append(items, v)
	}
	v := s.Make(items...)
	(*Header)(v.ref).typ = typ
	return v, nil
}

func (s *StructSeq) reduce(t *Thread, self Value) (Value, *Exc) {
	o := (*structSeqObject)(self.ref)
	d := NewDict()
	for i, v := range o.hidden {
		if v.Bound() {
			d.SetStr(Intern(s.Fields[len(o.Items)+i]), v)
		}
	}
	return NewTuple(o.typ.V(), NewTuple(NewTuple(o.Items...).V(), d.V()).V()).V(), nil
}

func (s *StructSeq) replace(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc) {
	if len(args) > len(kw) {
		return Value{}, TypeErrorf("__replace__() takes no positional arguments (%d given)", len(args)-len(kw))
	}
	values := make([]Value, len(s.Fields))
	for i := range values {
		values[i] = s.field(self, i)
	}
next:
	for j, k := range kw {
		for i, name := range s.Fields {
			if name == k.String() {
				values[i] = args[j]
				continue next
			}
		}
		r, exc := Repr(t, NewList(k.V()).V())
		if exc != nil {
			return Value{}, exc
		}
		return Value{}, TypeErrorf("Got unexpected field name(s): %s", r.String())
	}
	return s.Make(values...), nil
}
