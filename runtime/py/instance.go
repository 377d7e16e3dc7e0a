// This file defines Instance, the object of a class defined in Python that derives from no
// native type but object, and access to its inline slots.

package py

import (
	"reflect"
	"unsafe"
)

// Instance is an instance of a Python class whose solid base is object. Values of its
// attributes follow it in memory, NumSlots of them, in the order of the class's SlotNames:
// the class's __static_attributes__ first, others as instances got them while there was room.
//
// An attribute is in its inline slot or in dict, never in both. Once somebody asks for
// __dict__, all attributes move into it and the inline slots stay unbound: an unbound slot
// always means "take the slow path".
type Instance struct {
	Header
	dict *Dict
	// order lists the bound inline slots by time of binding, four bits each, lowest first,
	// so that __dict__ and vars() show attributes in the order of assignment; the count is in
	// the top four bits. Hence at most 15 inline slots.
	order uint64
}

// MaxInlineSlots is the largest number of attributes kept inline.
const MaxInlineSlots = 15

// SlotsOffset is the offset of the first inline slot in an instance.
const SlotsOffset = unsafe.Sizeof(Instance{})

// AsInstance returns v as an Instance; v's type must have LayoutInstance.
func AsInstance(v Value) *Instance { return (*Instance)(v.ref) }

// V returns the instance as a Value.
func (x *Instance) V() Value { return Value{ref: unsafe.Pointer(x)} }

// Slot returns a pointer to inline slot i, which must be less than the type's NumSlots.
func (x *Instance) Slot(i int) *Value {
	return (*Value)(unsafe.Add(unsafe.Pointer(x), SlotsOffset+uintptr(i)*unsafe.Sizeof(Value{})))
}

// classShape is what a class knows about the inline slots of its instances beyond their names.
type classShape struct {
	// members counts the leading slots that are __slots__ members; they have no name in
	// SlotNames and no place in Instance.order.
	members int
	// retired are the names of slots that are no longer used because an object of another
	// class with fewer slots became an instance of this one; see (*Type).retireSlots.
	retired []*Str
	// array is the Go type of instances with more slots than the table of sizes holds.
	array reflect.Type
}

// slotIndex returns the inline slot of the attribute called name, -1 if there is none.
func (typ *Type) slotIndex(name *Str) int {
	if !name.interned() {
		name = internKey(name)
	}
	for i, n := range typ.SlotNames {
		if n == name {
			return i
		}
	}
	return -1
}

// AttrSlot returns the inline slot in which instances of the type keep the attribute called
// name when it is bound, -1 if a load has to take another way. The answer holds as long as
// the type's version. A slot found unbound means the slow path.
func (typ *Type) AttrSlot(name *Str) int {
	if typ.Layout != LayoutInstance || typ.Flags&CustomGetAttr != 0 {
		return -1
	}
	descr := typ.Lookup(name)
	if descr.Bound() && descr.Type().Slots.DescrSet != nil {
		return memberSlot(typ, descr)
	}
	return typ.slotIndex(name)
}

// StoreSlot is AttrSlot for assignments: the slot may be overwritten when it is bound.
func (typ *Type) StoreSlot(name *Str) int {
	if typ.Layout != LayoutInstance || funcWord(typ.Slots.SetAttr) != funcWord(SetAttrFunc(GenericSetAttr)) {
		return -1
	}
	descr := typ.Lookup(name)
	if descr.Bound() && descr.Type().Slots.DescrSet != nil {
		return memberSlot(typ, descr)
	}
	return typ.slotIndex(name)
}

// Sizes of instances: the Go struct for each number of inline slots that most classes have.
type (
	inst1 struct {
		Instance
		s [1]Value
	}
	inst2 struct {
		Instance
		s [2]Value
	}
	inst3 struct {
		Instance
		s [3]Value
	}
	inst4 struct {
		Instance
		s [4]Value
	}
	inst5 struct {
		Instance
		s [5]Value
	}
	inst6 struct {
		Instance
		s [6]Value
	}
	inst7 struct {
		Instance
		s [7]Value
	}
	inst8 struct {
		Instance
		s [8]Value
	}
	inst10 struct {
		Instance
		s [10]Value
	}
	inst12 struct {
		Instance
		s [12]Value
	}
	inst15 struct {
		Instance
		s [15]Value
	}
)

// NewInstance makes an instance without attributes of a class with LayoutInstance.
func NewInstance(typ *Type) *Instance {
	var x *Instance
	switch n := typ.NumSlots; n {
	case 0:
		x = new(Instance)
	case 1:
		x = &new(inst1).Instance
	case 2:
		x = &new(inst2).Instance
	case 3:
		x = &new(inst3).Instance
	case 4:
		x = &new(inst4).Instance
	case 5:
		x = &new(inst5).Instance
	case 6:
		x = &new(inst6).Instance
	case 7:
		x = &new(inst7).Instance
	case 8:
		x = &new(inst8).Instance
	default:
		x = newLargeInstance(typ, n)
	}
	x.typ = typ
	if typ.Flags&HasFinalizer != 0 {
		registerFinalizer(x.V())
	}
	return x
}

func newLargeInstance(typ *Type, n int) *Instance {
	switch {
	case n <= 10:
		return &new(inst10).Instance
	case n <= 12:
		return &new(inst12).Instance
	case n <= 15:
		return &new(inst15).Instance
	}
	if typ.shape.array == nil {
		typ.shape.array = reflect.StructOf([]reflect.StructField{
			{Name: "Instance", Type: reflect.TypeFor[Instance]()},
			{Name: "S", Type: reflect.ArrayOf(n, reflect.TypeFor[Value]())},
		})
	}
	return (*Instance)(reflect.New(typ.shape.array).UnsafePointer())
}

func allocInstance(typ *Type) Value { return NewInstance(typ).V() }

// setAttr assigns or deletes an attribute; false: it was not there to be deleted.
func (x *Instance) setAttr(typ *Type, name *Str, v Value) bool {
	i := typ.slotIndex(name)
	if i < 0 && x.dict == nil && v.Bound() {
		i = typ.addSlot(name)
	}
	if i < 0 {
		return x.setInDict(typ, name, v)
	}
	p := x.Slot(i)
	if p.Bound() {
		if v.IsUnbound() {
			x.forget(i - typ.shape.members)
		}
		*p = v
		return true
	}
	if x.dict != nil || v.IsUnbound() {
		return x.setInDict(typ, name, v)
	}
	*p = v
	x.remember(i - typ.shape.members)
	return true
}

func (x *Instance) setInDict(typ *Type, name *Str, v Value) bool {
	if typ.shape.retired != nil && x.dict == nil && x.order != 0 {
		x.Dict(typ)
	}
	if v.IsUnbound() {
		return x.dict != nil && x.dict.DelStr(name)
	}
	if x.dict == nil {
		x.dict = NewDict()
	}
	x.dict.SetStr(name, v)
	return true
}

// BindSlot binds the attribute slot i of an instance whose slot is unbound and which has no
// dict; the fast path of compiled stores falls back on it.
func (x *Instance) BindSlot(i int, v Value) bool {
	if x.dict != nil {
		return false
	}
	*x.Slot(i) = v
	if m := i - x.typ.shape.members; m >= 0 {
		x.remember(m)
	}
	return true
}

const orderShift = 60

func (x *Instance) remember(i int) {
	n := x.order >> orderShift
	x.order = x.order + 1<<orderShift | uint64(i)<<(4*n)
}

func (x *Instance) forget(i int) {
	n := x.order >> orderShift
	var order uint64
	kept := uint64(0)
	for k := range n {
		if nib := x.order >> (4 * k) & 15; nib != uint64(i) {
			order |= nib << (4 * kept)
			kept++
		}
	}
	x.order = order | kept<<orderShift
}

// addSlot gives an attribute that instances got for the first time an inline slot, if there
// is room.
func (typ *Type) addSlot(name *Str) int {
	n := len(typ.SlotNames)
	if n >= typ.NumSlots || !name.interned() || typ.shape.retired != nil {
		return -1
	}
	typ.SlotNames = append(typ.SlotNames[:n:n], name)
	typ.Modified()
	return n
}

// Dict returns the instance's __dict__, moving the inline attributes into it.
func (x *Instance) Dict(typ *Type) *Dict {
	if x.dict == nil {
		x.dict = NewDict()
	}
	if x.order == 0 {
		return x.dict
	}
	overflow := x.dict
	d := NewDictSize(int(x.order>>orderShift) + overflow.used)
	x.eachInline(typ, func(name *Str, p *Value) {
		d.entries = append(d.entries, dictEntry{name.withHash(), *p})
		*p = Value{}
	})
	x.order = 0
	for i := range overflow.entries {
		if e := &overflow.entries[i]; e.key.bound() {
			d.entries = append(d.entries, *e)
		}
	}
	// No name is in both, so that there is nothing to look for.
	d.used, d.mixed = len(d.entries), overflow.mixed
	if d.index != nil {
		d.linkAll()
	}
	x.dict = d
	return d
}

// eachInline visits the bound inline attributes in the order of their binding.
func (x *Instance) eachInline(typ *Type, visit func(name *Str, p *Value)) {
	names := typ.SlotNames
	if typ.shape.retired != nil {
		names = typ.shape.retired
	}
	for k := range x.order >> orderShift {
		i := typ.shape.members + int(x.order>>(4*k)&15)
		visit(names[i], x.Slot(i))
	}
}

func (x *Instance) retiredAttr(typ *Type, name *Str) (found Value) {
	x.eachInline(typ, func(n *Str, p *Value) {
		if n == name {
			found = *p
		}
	})
	return found
}

// setDict replaces __dict__; d may be nil.
func (x *Instance) setDict(typ *Type, d *Dict) {
	x.eachInline(typ, func(_ *Str, p *Value) { *p = Value{} })
	x.order = 0
	x.dict = d
}

// retireSlots stops the use of inline slots from n on: an object with only n slots is about to
// become an instance. Attributes that other instances have there are still found by their
// order, but no longer by name.
func (typ *Type) retireSlots(n int) {
	if typ.shape.retired == nil {
		typ.shape.retired = typ.SlotNames
	}
	if n < len(typ.SlotNames) {
		typ.SlotNames = typ.SlotNames[:n:n]
	}
	typ.Modified()
}
