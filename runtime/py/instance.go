// This file defines Instance, the object of a class defined in Python that derives from no
// native type but object, and access to its inline slots.

package py

import "unsafe"

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
