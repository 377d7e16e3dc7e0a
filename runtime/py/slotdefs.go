// This file is the table of slots: which dunder methods each slot stands for, in both
// directions. A static type's slots appear in its dict as wrapper_descriptors; a dunder
// method in a class's dict puts a dispatching function into the slot (CPython's slotdefs).

package py

import "unsafe"

// slotGroup is a slot and the dunder methods that it stands for. All slots are Go functions,
// hence one word at an offset in Slots.
type slotGroup struct {
	off uintptr
	// generic calls the dunder methods of a class; nil: a class cannot fill the slot itself.
	generic unsafe.Pointer
	names   []slotName
}

// slotName is a dunder method of a slot.
type slotName struct {
	name, sig, doc string
	wrap           wrapFunc
}

// wrapFunc calls the slot function fn on behalf of a wrapper_descriptor.
type wrapFunc func(t *Thread, fn unsafe.Pointer, self Value, args []Value, kw []*Str) (Value, *Exc)

// funcWord returns the word that a function value is.
func funcWord[F any](f F) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&f)) }

// asFunc turns the word back into a function of type F.
func asFunc[F any](p unsafe.Pointer) F { return *(*F)(unsafe.Pointer(&p)) }

func (g *slotGroup) at(s *Slots) *unsafe.Pointer {
	return (*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(s), g.off))
}

// Slot functions that code compares with, set by Boot: as initialised variables they would
// depend on themselves.
var (
	objectNewWord, objectInitWord       unsafe.Pointer
	tupleCompareWord, allocTupleWord    unsafe.Pointer
	slotNewWord, slotInitWord           unsafe.Pointer
	genericGetAttrWord, typeGetAttrWord unsafe.Pointer
	slotGetAttrHookWord, typeCallWord   unsafe.Pointer
	slotDelWord                         unsafe.Pointer
)

func initSlotWords() {
	tupleCompareWord, allocTupleWord = funcWord(CompareFunc(tupleCompare)), funcWord(allocTuple)
	objectNewWord, objectInitWord = funcWord(NewFunc(objectNew)), funcWord(InitFunc(objectInit))
	slotNewWord, slotInitWord = funcWord(NewFunc(slotNew)), funcWord(InitFunc(slotInit))
	genericGetAttrWord = funcWord(GetAttrFunc(GenericGetAttr))
	typeGetAttrWord = funcWord(GetAttrFunc(typeGetAttr))
	typeCallWord = funcWord(CallFunc(typeCall))
	slotGetAttrHookWord = funcWord(GetAttrFunc(slotGetAttrHook))
	slotDelWord = funcWord(slotDel)
}

var (
	slotGroups []*slotGroup
	// groupsByName finds the slots that a dunder name belongs to.
	groupsByName map[*Str][]*slotGroup
)

const (
	sigSelf  = "($self, /)"
	sigValue = "($self, value, /)"
	sigKey   = "($self, key, /)"
	sigAny   = "($self, /, *args, **kwargs)"
)

func initSlotGroups() {
	slotGroups = append(slotGroups, basicGroups()...)
	slotGroups = append(slotGroups, descriptorGroups()...)
	slotGroups = append(slotGroups, numberGroups()...)
	slotGroups = append(slotGroups, containerGroups()...)
	slotGroups = append(slotGroups, bufferGroups()...)
	groupsByName = make(map[*Str][]*slotGroup, 2*len(slotGroups))
	for _, g := range slotGroups {
		for i := range g.names {
			name := Intern(g.names[i].name)
			groupsByName[name] = append(groupsByName[name], g)
		}
	}
}

func group[F any](off uintptr, generic F, names ...slotName) *slotGroup {
	return &slotGroup{off, funcWord(generic), names}
}

func basicGroups() []*slotGroup {
	var s Slots
	return []*slotGroup{
		group(unsafe.Offsetof(s.GetAttr), GetAttrFunc(slotGetAttrHook),
			slotName{"__getattribute__", "($self, name, /)", "Return getattr(self, name).", wrapGetAttr},
			slotName{"__getattr__", "", "", nil}),
		group(unsafe.Offsetof(s.SetAttr), SetAttrFunc(slotSetAttr),
			slotName{"__setattr__", "($self, name, value, /)", "Implement setattr(self, name, value).", wrapSetAttr},
			slotName{"__delattr__", "($self, name, /)", "Implement delattr(self, name).", wrapDelAttr}),
		group(unsafe.Offsetof(s.Repr), dispatchUnary("__repr__"),
			slotName{"__repr__", sigSelf, "Return repr(self).", wrapUnary}),
		group(unsafe.Offsetof(s.Hash), HashFunc(slotHash),
			slotName{"__hash__", sigSelf, "Return hash(self).", wrapHash}),
		group(unsafe.Offsetof(s.Call), CallFunc(slotCall),
			slotName{"__call__", sigAny, "Call self as a function.", wrapCall}),
		group(unsafe.Offsetof(s.Str), dispatchUnary("__str__"),
			slotName{"__str__", sigSelf, "Return str(self).", wrapUnary}),
		group(unsafe.Offsetof(s.Compare), CompareFunc(slotCompare),
			slotName{"__lt__", sigValue, "Return self<value.", wrapCompare(LT)},
			slotName{"__le__", sigValue, "Return self<=value.", wrapCompare(LE)},
			slotName{"__eq__", sigValue, "Return self==value.", wrapCompare(EQ)},
			slotName{"__ne__", sigValue, "Return self!=value.", wrapCompare(NE)},
			slotName{"__gt__", sigValue, "Return self>value.", wrapCompare(GT)},
			slotName{"__ge__", sigValue, "Return self>=value.", wrapCompare(GE)}),
		group(unsafe.Offsetof(s.Iter), UnaryFunc(slotIter),
			slotName{"__iter__", sigSelf, "Implement iter(self).", wrapUnary}),
		group(unsafe.Offsetof(s.Next), UnaryFunc(slotNext),
			slotName{"__next__", sigSelf, "Implement next(self).", wrapNext}),
		group(unsafe.Offsetof(s.Await), dispatchUnary("__await__"),
			slotName{"__await__", sigSelf, "Return an iterator to be used in await expression.", wrapUnary}),
		group(unsafe.Offsetof(s.AIter), dispatchUnary("__aiter__"),
			slotName{"__aiter__", sigSelf, "Return an awaitable, that resolves in asynchronous iterator.", wrapUnary}),
		group(unsafe.Offsetof(s.ANext), dispatchUnary("__anext__"),
			slotName{"__anext__", sigSelf, "Return a value or raise StopAsyncIteration.", wrapUnary}),
	}
}

func descriptorGroups() []*slotGroup {
	var s Slots
	return []*slotGroup{
		group(unsafe.Offsetof(s.DescrGet), DescrGetFunc(slotDescrGet),
			slotName{"__get__", "($self, instance, owner=None, /)", "Return an attribute of instance, which is of type owner.", wrapDescrGet}),
		group(unsafe.Offsetof(s.DescrSet), DescrSetFunc(slotDescrSet),
			slotName{"__set__", "($self, instance, value, /)", "Set an attribute of instance to value.", wrapDescrSet},
			slotName{"__delete__", "($self, instance, /)", "Delete an attribute of instance.", wrapDescrDelete}),
		group(unsafe.Offsetof(s.Init), InitFunc(slotInit),
			slotName{"__init__", sigAny, "Initialize self.  See help(type(self)) for accurate signature.", wrapInit}),
		group(unsafe.Offsetof(s.New), NewFunc(slotNew), slotName{"__new__", sigAny, "", nil}),
		group(unsafe.Offsetof(s.Del), slotDel, slotName{"__del__", sigSelf, "Called when the instance is about to be destroyed.", wrapDel}),
	}
}

func numberGroups() []*slotGroup {
	var s Slots
	var groups []*slotGroup
	size := unsafe.Sizeof(s.Binary[0])
	for op := range BinOp(NumBinary) {
		info := binOps[op]
		name, rname := "__"+info.dunder+"__", "__r"+info.dunder+"__"
		symbol := info.symbol
		doc, rdoc := "Return self"+symbol+"value.", "Return value"+symbol+"self."
		sig, wrap, rwrap := sigValue, wrapFunc(wrapBinary), wrapFunc(wrapBinaryR)
		switch op {
		case OpDivMod:
			doc, rdoc = "Return divmod(self, value).", "Return divmod(value, self)."
		case OpPow:
			doc, rdoc = "Return pow(self, value, mod).", "Return pow(value, self, mod)."
			sig, wrap, rwrap = "($self, value, mod=None, /)", wrapPow, wrapPowR
		}
		groups = append(groups, group(unsafe.Offsetof(s.Binary)+uintptr(op)*size, dispatchBinary(op, name, rname),
			slotName{name, sig, doc, wrap}, slotName{rname, sig, rdoc, rwrap}))
	}
	for op := range InplaceBase {
		info := binOps[op]
		name, symbol := "__i"+info.dunder+"__", info.symbol
		if op == OpPow {
			symbol = "**"
		}
		groups = append(groups, group(unsafe.Offsetof(s.Inplace)+uintptr(op)*size, dispatchBinary1(name),
			slotName{name, sigValue, "Return self" + symbol + "=value.", wrapBinary}))
	}
	unary := func(off uintptr, name, doc string) {
		groups = append(groups, group(off, dispatchUnary(name), slotName{name, sigSelf, doc, wrapUnary}))
	}
	groups = append(groups, group(unsafe.Offsetof(s.Pow), TernaryFunc(slotPow), slotName{"__pow__", "", "", nil}))
	unary(unsafe.Offsetof(s.Neg), "__neg__", "-self")
	unary(unsafe.Offsetof(s.Pos), "__pos__", "+self")
	unary(unsafe.Offsetof(s.Abs), "__abs__", "abs(self)")
	groups = append(groups, group(unsafe.Offsetof(s.Bool), InquiryFunc(slotBool),
		slotName{"__bool__", sigSelf, "True if self else False", wrapInquiry}))
	unary(unsafe.Offsetof(s.Invert), "__invert__", "~self")
	unary(unsafe.Offsetof(s.Int), "__int__", "int(self)")
	unary(unsafe.Offsetof(s.Float), "__float__", "float(self)")
	unary(unsafe.Offsetof(s.Index), "__index__", "Return self converted to an integer, if self is suitable for use as an index into a list.")
	return groups
}

func containerGroups() []*slotGroup {
	var s Slots
	var none BinaryFunc
	return []*slotGroup{
		group(unsafe.Offsetof(s.Len), LenFunc(slotLen),
			slotName{"__len__", sigSelf, "Return len(self).", wrapLen}),
		group(unsafe.Offsetof(s.GetItem), dispatchBinary1("__getitem__"),
			slotName{"__getitem__", sigKey, "Return self[key].", wrapBinary}),
		group(unsafe.Offsetof(s.SetItem), SetItemFunc(slotSetItem),
			slotName{"__setitem__", "($self, key, value, /)", "Set self[key] to value.", wrapSetItem},
			slotName{"__delitem__", sigKey, "Delete self[key].", wrapDelItem}),
		group(unsafe.Offsetof(s.Contains), ContainsFunc(slotContains),
			slotName{"__contains__", sigKey, "Return bool(key in self).", wrapContains}),
		group(unsafe.Offsetof(s.Concat), none,
			slotName{"__add__", sigValue, "Return self+value.", wrapBinary}),
		group(unsafe.Offsetof(s.Repeat), none,
			slotName{"__mul__", sigValue, "Return self*value.", wrapRepeat},
			slotName{"__rmul__", sigValue, "Return value*self.", wrapRepeat}),
		group(unsafe.Offsetof(s.InplaceConcat), none,
			slotName{"__iadd__", sigValue, "Implement self+=value.", wrapBinary}),
		group(unsafe.Offsetof(s.InplaceRepeat), none,
			slotName{"__imul__", sigValue, "Implement self*=value.", wrapRepeat}),
	}
}

// itemOff is the offset of GetItem, with which IsSequence and IsMapping go.
const itemOff = unsafe.Offsetof(Slots{}.GetItem)

// set puts the slot of from, or with from nil the dispatching function, into typ.
func (g *slotGroup) set(typ *Type, from *Slots, dispatch bool) {
	dst := g.at(&typ.Slots)
	switch {
	case from != nil:
		*dst = *g.at(from)
	case dispatch:
		*dst = g.generic
	default:
		*dst = nil
	}
	if g.off == itemOff {
		if from != nil {
			typ.Slots.IsSequence, typ.Slots.IsMapping = from.IsSequence, from.IsMapping
		} else {
			typ.Slots.IsSequence, typ.Slots.IsMapping = dispatch, dispatch
		}
	}
}

// update makes the slot agree with the dunder methods that typ has now (update_one_slot).
func (g *slotGroup) update(typ *Type) {
	var specific *Slots
	found, generic := false, false
	for i := range g.names {
		name := Intern(g.names[i].name)
		descr := typ.Lookup(name)
		if descr.IsUnbound() {
			continue
		}
		switch descr.Type() {
		case WrapperDescrType:
			w := asWrapper(descr)
			if w.def.name == g.names[i].name {
				inherits := typ.IsSubtype(w.Owner)
				if w.group != g {
					if inherits {
						continue // the slot that it does belong to takes it
					}
				} else if from := w.slots(); inherits && (specific == nil || *g.at(specific) == *g.at(from)) {
					specific, found = from, true
					continue
				}
			}
		case BuiltinType:
			if b := AsBuiltin(descr); name == nameNew && b.Method == newMethod {
				specific, found = &AsType(b.Self).Slots, true
				continue
			}
		case NoneType:
			if name == nameHash {
				specific, found = unhashableSlots, true
				continue
			}
		}
		found, generic = true, true
	}
	switch {
	case specific != nil && !generic:
		g.set(typ, specific, false)
	default:
		g.set(typ, nil, found && generic)
	}
}

// updateSlotsNamed updates the slots of typ and its subclasses after the dunder method called
// name was assigned or deleted.
func (typ *Type) updateSlotsNamed(name *Str) {
	groups := groupsByName[name]
	if len(groups) == 0 {
		return
	}
	for _, g := range groups {
		g.update(typ)
	}
	typ.noteSpecials()
	for _, w := range typ.subclasses {
		if sub := w.get(); sub != nil && sub.OwnDict().GetStr(name).IsUnbound() {
			sub.updateSlotsNamed(name)
		}
	}
}

// initHeapSlots gives a new class its slots: those of its base, corrected for the dunder
// methods in its own dict and in those of other bases.
func (typ *Type) initHeapSlots() {
	typ.Slots = typ.Base.Slots
	seen := map[*slotGroup]bool{}
	for _, k := range typ.MRO {
		if k != typ && typ.Base.IsSubtype(k) {
			continue
		}
		d := k.OwnDict()
		for pos := 0; ; {
			key, _, ok := d.Next(&pos)
			if !ok {
				break
			}
			if !key.IsStr() || !isDunder(AsStr(key)) {
				continue
			}
			for _, g := range groupsByName[internKey(AsStr(key))] {
				if !seen[g] {
					seen[g] = true
					g.update(typ)
				}
			}
		}
	}
	typ.noteSpecials()
}

// noteSpecials keeps the flags that say what kind of slots a type has.
func (typ *Type) noteSpecials() {
	typ.Flags &^= CustomGetAttr | HasFinalizer
	if funcWord(typ.Slots.GetAttr) != genericGetAttrWord {
		typ.Flags |= CustomGetAttr
	}
	if typ.Slots.Del != nil {
		typ.Flags |= HasFinalizer
	}
}

// internKey returns the interned str equal to s.
func internKey(s *Str) *Str {
	if s.interned() {
		return s
	}
	return Intern(s.String())
}
