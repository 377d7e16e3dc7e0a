// This file starts the object model: it applies the templates of the static types, bases first,
// and makes the types ready.

package py

import (
	"strings"
	"unsafe"
)

// statics are the static types in the order of their definition.
var statics []*Type

var booted bool

// definers fill the static types, each in the file that implements them.
func definers() []func() {
	return []func(){
		defineObject, defineType, defineSingletons, defineWrappers, defineDescriptors,
		defineProperty, defineClassMethods, defineSuper, defineBuiltins,
		defineFunction, defineMethod, defineCell, defineCode, defineModule,
		defineMappingProxy, defineNamespace, defineGenericAlias, defineUnion, defineWeakref,
		defineInt, defineFloat, defineStr, defineSlice, defineTuple, defineList, defineDict, defineDictViews, defineSet, defineSeqIters,
		defineBytes, defineByteArray, defineMemoryView, defineComplex, defineRange, defineIterTools, defineTemplates,
		defineExceptions, defineFrames, defineLocalsProxy, defineGenerators, defineAsyncGenerators,
	}
}

// roots are the types whose instances are told by a flag that subclasses inherit.
var roots = []struct {
	typ  *Type
	flag TypeFlags
}{
	{IntType, IntSubclass}, {FloatType, FloatSubclass}, {ComplexType, ComplexSubclass},
	{StrType, StrSubclass}, {BytesType, BytesSubclass}, {ListType, ListSubclass | SequencePattern},
	{TupleType, TupleSubclass | SequencePattern}, {DictType, DictSubclass | MappingPattern},
	{SetType, SetSubclass}, {FrozenSetType, SetSubclass}, {BaseException, ExcSubclass},
	{TypeType, TypeSubclass}, {RangeType, SequencePattern}, {MemoryViewType, SequencePattern},
	{MappingProxyType, MappingPattern},
}

const inheritedFlags = IntSubclass | FloatSubclass | ComplexSubclass | StrSubclass | BytesSubclass |
	ListSubclass | TupleSubclass | DictSubclass | SetSubclass | ExcSubclass | TypeSubclass |
	SequencePattern | MappingPattern

// Boot makes the built-in types usable. It is called once, before anything else.
func Boot() {
	if booted {
		return
	}
	initSlotWords()
	initSlotGroups()
	for _, f := range definers() {
		f()
	}
	for _, r := range roots {
		r.typ.Flags |= r.flag
	}
	booted = true
	for _, typ := range statics {
		typ.makeReady()
	}
}

// define applies a template to a static type. The type becomes ready in Boot, or at once if
// that has been.
func define(typ *Type, st *StaticType) {
	typ.static = st
	typ.Header.typ = TypeType
	if st.Meta != nil {
		typ.Header.typ = st.Meta
	}
	typ.Name = st.Name
	if dot := strings.LastIndexByte(st.Name, '.'); dot >= 0 {
		typ.Module, typ.Name = st.Name[:dot], st.Name[dot+1:]
	}
	typ.QualName = typ.Name
	typ.Flags |= st.Flags | ImmutableType
	statics = append(statics, typ)
	if booted {
		typ.makeReady()
	}
}

// Define applies a template to a static type of a native module.
func Define(typ *Type, st *StaticType) {
	if typ.ready {
		return // a module that is imported anew keeps its types
	}
	define(typ, st)
}

// NewType makes a static type of a template.
func NewType(st *StaticType) *Type {
	typ := &Type{}
	define(typ, st)
	return typ
}

// makeReady computes what a static type inherits.
func (typ *Type) makeReady() {
	if typ.ready {
		return
	}
	typ.ready = true
	st := typ.static
	if st == nil {
		// Declared, but nobody has defined it yet.
		st = &StaticType{Name: typ.Name, Flags: DisallowNew}
		typ.static = st
		typ.Header.typ = TypeType
		typ.QualName = typ.Name
	}
	typ.Slots = st.Slots
	typ.DictOffset = st.DictOffset
	typ.ExtOffset, typ.HasDict, typ.HasWeakref, typ.Alloc = st.ExtOffset, st.HasDict, st.Weakref, st.Alloc
	typ.Layout = LayoutNative
	if typ == ObjectType {
		typ.Layout, typ.MRO, typ.Bases = LayoutObject, []*Type{typ}, []*Type{}
		typ.Flags |= BaseType
		return
	}
	typ.Base = st.Base
	if typ.Base == nil {
		typ.Base = ObjectType
	}
	typ.Base.makeReady()
	if typ.Bases == nil {
		typ.Bases = []*Type{typ.Base}
	}
	for _, b := range typ.Bases {
		b.makeReady()
		b.addSubclass(typ)
	}
	if len(typ.Bases) == 1 {
		typ.MRO = append([]*Type{typ}, typ.Base.MRO...)
	} else {
		typ.MRO, _ = mergeMRO(typ, typ.Bases)
	}
	typ.inheritStatic()
	typ.noteSpecials()
}

// inheritStatic fills the slots and properties that a static type leaves to its base. Hash and
// Compare are inherited together or not at all.
func (typ *Type) inheritStatic() {
	base := typ.Base
	typ.Flags |= base.Flags & inheritedFlags
	own := &typ.Slots
	if own.Hash == nil && own.Compare == nil {
		own.Hash, own.Compare = base.Slots.Hash, base.Slots.Compare
	} else if own.Hash == nil {
		own.Hash = unhashable
	}
	hash, compare := own.Hash, own.Compare
	if own.GetItem == nil {
		own.IsSequence, own.IsMapping = base.Slots.IsSequence, base.Slots.IsMapping
	}
	for _, g := range slotGroups {
		if p := g.at(own); *p == nil {
			*p = *g.at(&base.Slots)
		}
	}
	own.Hash, own.Compare = hash, compare
	if own.Send == nil {
		own.Send = base.Slots.Send
	}
	if typ.Flags&DisallowNew != 0 || base == ObjectType && typ.static.Slots.New == nil && typ.Alloc == nil {
		own.New = nil
	}
	if typ.Alloc == nil && base != ObjectType {
		typ.Alloc = base.Alloc
	}
	if typ.ExtOffset == 0 {
		typ.ExtOffset = base.ExtOffset
	}
	typ.HasDict = typ.HasDict || base.HasDict
	typ.HasWeakref = typ.HasWeakref || base.HasWeakref
	if typ.DictOffset == 0 {
		typ.DictOffset = base.DictOffset
	}
	if typ.DictOffset == 0 && typ.HasDict {
		typ.DictOffset = typ.ExtOffset // Ext.Dict is its first field
	}
	if typ.HasDict && typ.DictOffset == 0 {
		typ.HasDict = false
	}
}

// fillDict makes the dict of a static type: wrappers of its own slots, its methods, members
// and computed attributes, in CPython's order.
func (typ *Type) fillDict() {
	st := typ.static
	d := NewDict()
	typ.Dict = d
	if st == nil {
		return
	}
	if st.Slots.Hash == nil && st.Slots.Compare != nil {
		d.SetStr(nameHash, None)
	}
	for _, g := range slotGroups {
		typ.addWrappers(d, g, &st.Slots)
	}
	if st.Slots.New != nil && typ.Slots.New != nil {
		d.SetStr(nameNew, typ.newWrapper())
	}
	for i := range st.Methods {
		m := &st.Methods[i]
		name := Intern(m.Name)
		if !m.Coexist && d.GetStr(name).Bound() {
			continue
		}
		d.SetStr(name, methodObject(typ, m))
	}
	for i := range st.Members {
		d.SetStr(Intern(st.Members[i].Name), newMemberDescr(typ, &st.Members[i]))
	}
	for i := range st.GetSet {
		d.SetStr(Intern(st.GetSet[i].Name), newGetSetDescr(typ, &st.GetSet[i]))
	}
	if typ.Module != "" && d.GetStr(nameModule).IsUnbound() {
		d.SetStr(nameModule, StrV(typ.Module))
	}
	if st.Attrs != nil {
		st.Attrs(typ)
	}
	if d.GetStr(nameDoc).IsUnbound() {
		d.SetStr(nameDoc, docValue(st.Doc))
	}
}

func (typ *Type) addWrappers(d *Dict, g *slotGroup, own *Slots) {
	fn := *g.at(own)
	if fn == nil {
		return
	}
	for i := range g.names {
		def := &g.names[i]
		name := Intern(def.name)
		if def.wrap == nil || d.GetStr(name).Bound() {
			continue
		}
		d.SetStr(name, (&WrapperDescr{Header{WrapperDescrType}, typ, g, def, fn}).V())
	}
}

// methodObject makes the object that stands for a native method in its type's dict.
func methodObject(typ *Type, m *Method) Value {
	switch {
	case m.Static:
		return NewStaticMethod(Value{ref: unsafe.Pointer(&Builtin{Header: Header{BuiltinType}, Method: m, Owner: typ})})
	case m.Class:
		return Value{ref: unsafe.Pointer(&MethodDescr{Header{ClassMethodDescr}, m, typ})}
	}
	return Value{ref: unsafe.Pointer(&MethodDescr{Header{MethodDescrType}, m, typ})}
}
