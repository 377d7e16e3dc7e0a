// This file makes classes: type.__new__ and type.__init__, with __slots__, __set_name__ and
// __init_subclass__.

package py

// typeExtras are the rarely used parts of a class.
type typeExtras struct {
	members []string // the names in its own __slots__, sorted, without __dict__ and __weakref__
}

// typeNew is type.__new__(meta, name, bases, namespace, **kwargs).
func typeNew(t *Thread, meta *Type, args []Value, kw []*Str) (Value, *Exc) {
	pos := args[:len(args)-len(kw)]
	if len(pos) != 3 {
		return Value{}, TypeErrorf("type.__new__() takes exactly 3 arguments (%d given)", len(pos))
	}
	for i, want := range [...]*Type{StrType, TupleType, DictType} {
		if !pos[i].isInstanceOf(want) {
			return Value{}, TypeErrorf("type.__new__() argument %d must be %s, not %s", i+1, want.Name, TypeName(pos[i]))
		}
	}
	bases := AsTuple(pos[1]).Items
	winner, exc := calculateMetaclass(t, meta, bases)
	if exc != nil {
		return Value{}, exc
	}
	if winner != meta {
		if funcWord(winner.Slots.New) != funcWord(NewFunc(typeNew)) && winner.Slots.New != nil {
			return winner.Slots.New(t, winner, args, kw)
		}
		meta = winner
	}
	if len(bases) == 0 {
		bases = []Value{ObjectType.V()}
	}
	typ, exc := buildType(t, meta, AsStr(pos[0]), bases, AsDict(pos[2]))
	if exc != nil {
		return Value{}, exc
	}
	if exc := setNames(t, typ); exc != nil {
		return Value{}, exc
	}
	if exc := initSubclass(t, typ, args[3:], kw); exc != nil {
		return Value{}, exc
	}
	return typ.V(), nil
}

// calculateMetaclass returns the most derived metaclass of meta and those of the bases.
func calculateMetaclass(t *Thread, meta *Type, bases []Value) (*Type, *Exc) {
	for _, b := range bases {
		bt := b.Type()
		if ClassOf(b) == nil {
			if fn := bt.Lookup(nameMROEntries); fn.Bound() {
				return nil, TypeErrorf("type() doesn't support MRO entry resolution; use types.new_class()")
			}
		}
		switch {
		case meta.IsSubtype(bt):
		case bt.IsSubtype(meta):
			meta = bt
		default:
			return nil, TypeErrorf("metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return meta, nil
}

// buildType makes the class, without running hooks of the new class's namespace.
func buildType(t *Thread, meta *Type, name *Str, bases []Value, ns *Dict) (*Type, *Exc) {
	base, exc := bestBase(bases)
	if exc != nil {
		return nil, exc
	}
	for i := range name.Len() {
		if name.At(i) == 0 {
			return nil, ValueErrorf("type name must not contain null characters")
		}
	}
	typ := newHeapType(meta)
	typ.Name = name.String()
	typ.QualName = typ.Name
	typ.Base = base
	for _, b := range bases {
		typ.Bases = append(typ.Bases, AsType(b))
	}
	typ.Dict = ns.Copy()
	typ.Dict.Header.typ = DictType
	if exc := typ.fixDict(t); exc != nil {
		return nil, exc
	}
	if exc := typ.layOut(t); exc != nil {
		return nil, exc
	}
	if typ.Dict.GetStr(nameDoc).IsUnbound() { // only now: __doc__ may be among the __slots__
		typ.Dict.SetStr(nameDoc, None)
	}
	if exc := typ.setClassCells(t); exc != nil { // before a metaclass's mro(), which may use it
		return nil, exc
	}
	if exc := typ.computeMRO(t); exc != nil {
		return nil, exc
	}
	typ.initShape()
	typ.initHeapSlots()
	typ.Flags |= typ.Base.Flags & inheritedFlags
	for _, b := range typ.Bases[:] {
		typ.Flags |= b.Flags & (SequencePattern | MappingPattern)
		b.addSubclass(typ)
	}
	return typ, nil
}

// newHeapType makes an empty type object of a metaclass; metaclasses may have attributes of
// their own for their instances.
func newHeapType(meta *Type) *Type {
	typ := &Type{Flags: HeapType | BaseType, ready: true}
	typ.Header.typ = meta
	return typ
}

// fixDict does what type.__new__ does with special names of the namespace.
func (typ *Type) fixDict(t *Thread) *Exc {
	d := typ.Dict
	if d.GetStr(nameModule).IsUnbound() {
		if g := t.CurrentGlobals(); g != nil {
			if m := g.GetStr(nameName); m.Bound() {
				d.SetStr(nameModule, m)
			}
		}
	}
	if q := d.GetStr(nameQualname); q.Bound() {
		if !q.IsStr() {
			return TypeErrorf("type __qualname__ must be a str, not %s", TypeName(q))
		}
		typ.QualName = AsStr(q).String()
		d.DelStr(nameQualname)
	}
	if v := d.GetStr(nameNew); v.Bound() && v.Type() == FunctionType {
		d.SetStr(nameNew, NewStaticMethod(v))
	}
	for _, name := range [...]*Str{nameInitSubclass, nameClassGetItem} {
		if v := d.GetStr(name); v.Bound() && v.Type() == FunctionType {
			d.SetStr(name, NewClassMethod(v))
		}
	}
	if d.GetStr(nameEq).Bound() && d.GetStr(nameHash).IsUnbound() {
		d.SetStr(nameHash, None)
	}
	return nil
}

// layOut decides what instances hold: the base's layout, the __slots__, __dict__, __weakref__.
func (typ *Type) layOut(t *Thread) *Exc {
	base := typ.Base
	typ.Layout, typ.Alloc = base.Layout, base.Alloc
	typ.ExtOffset, typ.DictOffset, typ.Members = base.ExtOffset, base.DictOffset, base.Members
	typ.HasDict, typ.HasWeakref = base.HasDict, base.HasWeakref
	if base.Layout == LayoutObject {
		typ.Layout, typ.Alloc = LayoutInstance, allocInstance
	}
	for _, b := range typ.Bases {
		typ.HasDict = typ.HasDict || b.HasDict
		typ.HasWeakref = typ.HasWeakref || b.HasWeakref
	}
	slots := typ.Dict.GetStr(nameSlots)
	if slots.IsUnbound() {
		typ.HasDict = typ.HasDict || typ.Layout == LayoutInstance || typ.ExtOffset != 0
		typ.HasWeakref = true
	} else if exc := typ.addSlots(t, slots); exc != nil {
		return exc
	}
	if typ.Layout == LayoutInstance {
		typ.DictOffset = dictOffset
	} else if typ.HasDict && typ.DictOffset == 0 {
		typ.DictOffset = typ.ExtOffset
		typ.HasDict = typ.ExtOffset != 0
	}
	if typ.HasDict && !base.HasDict && typ.Dict.GetStr(nameDict).IsUnbound() {
		typ.Dict.SetStr(nameDict, newGetSetDescr(typ, &dictGetSet))
	}
	if typ.HasWeakref && !base.HasWeakref && typ.Dict.GetStr(nameWeakref).IsUnbound() {
		typ.Dict.SetStr(nameWeakref, newGetSetDescr(typ, &weakrefGetSet))
	}
	return nil
}

// initShape names the inline slots: members first, then the bases' attributes, then those that
// the compiler saw assigned in the class's methods.
func (typ *Type) initShape() {
	if typ.Layout != LayoutInstance {
		return
	}
	typ.shape = &classShape{members: typ.Members}
	typ.NumSlots = typ.Members
	if !typ.HasDict {
		typ.SlotNames = make([]*Str, typ.Members)
		return
	}
	names := make([]*Str, typ.Members, typ.Members+4)
	room := func() bool { return len(names)-typ.Members < MaxInlineSlots }
	add := func(name *Str) {
		for _, n := range names {
			if n == name {
				return
			}
		}
		if room() {
			names = append(names, name)
		}
	}
	for _, k := range typ.MRO[1:] {
		if k.Layout != LayoutInstance || k.shape == nil {
			continue
		}
		for _, n := range k.SlotNames[min(k.shape.members, len(k.SlotNames)):] {
			add(n)
		}
	}
	if v := typ.Dict.GetStr(nameStaticAttributes); v.Bound() && v.IsTuple() {
		for _, n := range AsTuple(v).Items {
			if n.IsStr() {
				add(internKey(AsStr(n)))
			}
		}
	}
	typ.SlotNames = names
	typ.NumSlots = len(names)
	if len(names) == typ.Members {
		// Nothing is known: attributes assigned from outside get a few slots.
		typ.NumSlots += spareSlots
	}
}

const spareSlots = 4

// setClassCells fills the cells through which methods see their class.
func (typ *Type) setClassCells(t *Thread) *Exc {
	for _, name := range [...]*Str{nameClassCell, nameClassDictCell} {
		v := typ.Dict.GetStr(name)
		if v.IsUnbound() {
			continue
		}
		if v.Type() != CellType {
			r, exc := Repr(t, v.Type().V())
			if exc != nil {
				return exc
			}
			return TypeErrorf("%s must be a nonlocal cell, not %s", name.String(), r.String())
		}
		if name == nameClassCell {
			AsCell(v).Value = typ.V()
		} else {
			AsCell(v).Value = typ.Dict.V()
		}
		typ.Dict.DelStr(name)
	}
	return nil
}

// setNames calls __set_name__ of the attributes that have it.
func setNames(t *Thread, typ *Type) *Exc {
	var attrs []Value // names and values, since the calls may change the dict
	for pos := 0; ; {
		key, v, ok := typ.Dict.Next(&pos)
		if !ok {
			break
		}
		if vt := v.Type(); vt != FunctionType && vt.Lookup(nameSetName).Bound() {
			attrs = append(attrs, key, v)
		}
	}
	for i := 0; i < len(attrs); i += 2 {
		key, v := attrs[i], attrs[i+1]
		if _, _, exc := CallSpecial(t, v, nameSetName, typ.V(), key); exc != nil {
			addSetNameNote(t, exc, v, key, typ)
			return exc
		}
	}
	return nil
}

func addSetNameNote(t *Thread, exc *Exc, v, key Value, typ *Type) {
	r, failed := Repr(t, key)
	if failed != nil {
		return
	}
	excAddNote(t, exc.V(), StrV("Error calling __set_name__ on '"+TypeName(v)+"' instance "+r.String()+" in '"+typ.Name+"'"))
}

// initSubclass calls super(typ, typ).__init_subclass__(**kwargs).
func initSubclass(t *Thread, typ *Type, args []Value, kw []*Str) *Exc {
	fn, exc := superLookup(t, typ, typ.V(), typ, nameInitSubclass)
	if exc != nil {
		return exc
	}
	if fn.IsUnbound() {
		return nil
	}
	_, exc = Call(t, fn, args, kw)
	return exc
}

// typeInit is type.__init__.
func typeInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	n := len(args) - len(kw)
	if n == 1 && len(kw) > 0 {
		return TypeErrorf("type.__init__() takes no keyword arguments")
	}
	if n != 1 && n != 3 {
		return TypeErrorf("type.__init__() takes 1 or 3 arguments")
	}
	return nil
}
