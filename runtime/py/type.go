// This file defines Type, the type object, and its slot table.

package py

import (
	"unsafe"
)

// Type is a type object: what Python calls a class. Its slots play the part of
// PyTypeObject's tp_*, nb_*, sq_* and mp_* members.
//
// A static type is a package-level variable whose StaticType template is applied by
// ready the first time that it is needed; a heap type is made by type.__new__.
type Type struct {
	Header

	Name     string // __name__, without the module
	QualName string // __qualname__
	Module   string // __module__ of a static type; heap types keep it in their dict

	Base  *Type   // the solid line of inheritance (tp_base)
	Bases []*Type // __bases__
	MRO   []*Type // method resolution order, the type itself first

	// weakSelf is the shared weak reference to the type, kept since finding it takes the table of all:
	// inspect asks for those of all bases at each static lookup. Nil until somebody asks.
	weakSelf *Weakref

	Flags TypeFlags
	Slots

	// Dict holds the type's own attributes. Natives change it only through
	// (*Type).SetOwn, which invalidates caches.
	Dict *Dict

	// Version identifies the state of this type and all its bases: it is unique among
	// all types and changes whenever an attribute of the type or of a base changes.
	// Zero: not assigned. Caches compare it (CPython's tp_version_tag).
	Version uint32

	// Layout of instances.
	Layout     Layout  // which Go struct an instance is
	SlotNames  []*Str  // attribute names of the inline slots of LayoutInstance, in order
	NumSlots   int     // inline slots allocated per instance (SlotNames may be shorter)
	ExtOffset  uintptr // offset of an Ext in the instance; 0: none (see Ext)
	DictOffset uintptr // offset of the *Dict of an instance that has one; 0: none
	Members    int     // how many Ext.Slots the __slots__ of native-based classes take

	HasDict    bool // instances have a __dict__
	HasWeakref bool // instances may be weakly referenced

	// Alloc makes an empty instance of typ, which is the receiver or a subclass of it.
	Alloc func(typ *Type) Value

	// initFn is what pythonInit found when the version was initVersion.
	initFn      *Function
	initVersion uint32

	static     *StaticType // template of a static type, nil for heap types
	ready      bool
	subclasses []weakType
	shape      *classShape // attribute name → inline slot
	excDef     *excDef     // fields of the exceptions of a built-in type, nil for none
	inst       *typeExtras // rarely used parts: name value, type params, metaclass attributes, …
}

// TypeFlags are the properties of a type that code tests often.
type TypeFlags uint32

// The flags. The *Subclass flags are inherited, so that a test of "is a str" is one load.
const (
	HeapType      TypeFlags = 1 << iota
	BaseType                // may be subclassed
	ImmutableType           // attributes cannot be set
	Abstract                // has abstract methods
	SequencePattern
	MappingPattern
	DisallowNew // no tp_new: "cannot create 'x' instances"
	IntSubclass
	FloatSubclass
	ComplexSubclass
	StrSubclass
	BytesSubclass
	ListSubclass
	TupleSubclass
	DictSubclass
	SetSubclass
	ExcSubclass
	TypeSubclass
	HasFinalizer    // defines __del__
	MethodDescrFlag // instances bind like functions when called as methods (Py_TPFLAGS_METHOD_DESCRIPTOR)
	CustomGetAttr
)

// Layout tells which Go struct an instance of a type starts with; classes whose layouts
// differ cannot be bases of one class ("multiple bases have instance lay-out conflict").
type Layout uint8

// LayoutObject is a bare Header; LayoutInstance an Instance. Native layouts are
// compared by the solid base, see (*Type).solidBase.
const (
	LayoutObject Layout = iota
	LayoutInstance
	LayoutNative
)

// Ext is embedded in the Go structs of instances of Python classes that derive from a
// native type (class C(dict)): their attributes and the values of their __slots__.
type Ext struct {
	Dict  *Dict
	Slots []Value
}

// Signatures of slots.
type (
	UnaryFunc    func(t *Thread, self Value) (Value, *Exc)
	BinaryFunc   func(t *Thread, a, b Value) (Value, *Exc)
	TernaryFunc  func(t *Thread, a, b, c Value) (Value, *Exc)
	InquiryFunc  func(t *Thread, self Value) (bool, *Exc)
	LenFunc      func(t *Thread, self Value) (int, *Exc)
	HashFunc     func(t *Thread, self Value) (int64, *Exc)
	CompareFunc  func(t *Thread, a, b Value, op CmpOp) (Value, *Exc)
	GetAttrFunc  func(t *Thread, self Value, name *Str) (Value, *Exc)
	SetAttrFunc  func(t *Thread, self Value, name *Str, v Value) *Exc // v unbound: delete
	SetItemFunc  func(t *Thread, self, key, v Value) *Exc             // v unbound: delete
	ContainsFunc func(t *Thread, self, v Value) (bool, *Exc)
	// CallFunc calls self. args holds the positional arguments and after them the
	// values of the keywords named by kw, as in a vectorcall.
	CallFunc     func(t *Thread, self Value, args []Value, kw []*Str) (Value, *Exc)
	NewFunc      func(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc)
	InitFunc     func(t *Thread, self Value, args []Value, kw []*Str) *Exc
	DescrGetFunc func(t *Thread, self, obj, typ Value) (Value, *Exc) // obj unbound: via the class
	DescrSetFunc func(t *Thread, self, obj, v Value) *Exc            // v unbound: delete
	// SendFunc resumes a generator-like object. done is true when it returned, with
	// its result as the Value; otherwise the Value was yielded.
	SendFunc   func(t *Thread, self, arg Value) (v Value, done bool, exc *Exc)
	BufferFunc func(t *Thread, self Value, flags BufferFlags) (*Buffer, *Exc)
	// ReleaseFunc is told that a buffer of self is no longer used.
	ReleaseFunc func(t *Thread, self Value, b *Buffer)
)

// CmpOp is a rich comparison, numbered as in CPython (Py_LT … Py_GE).
type CmpOp uint8

// The comparisons.
const (
	LT CmpOp = iota
	LE
	EQ
	NE
	GT
	GE
)

// BinOp is a binary operation, numbered as BINARY_OP's argument (NB_ADD … NB_SUBSCR).
type BinOp uint8

// The binary operations; the in-place ones follow at InplaceBase.
const (
	OpAdd BinOp = iota
	OpAnd
	OpFloorDiv
	OpLShift
	OpMatMul
	OpMul
	OpMod
	OpOr
	OpPow
	OpRShift
	OpSub
	OpTrueDiv
	OpXor
	InplaceBase
)

// OpDivMod is divmod(): a binary slot without an operator.
const OpDivMod = InplaceBase

// NumBinary is the number of binary slots: the operators and divmod.
const NumBinary = int(InplaceBase) + 1

// Slots are the operations of a type. Nil means not supported. They are inherited by
// copying when the type is made ready, and kept in step with dunder methods (slotdefs.go).
type Slots struct {
	Repr    UnaryFunc
	Str     UnaryFunc
	Hash    HashFunc
	Call    CallFunc
	GetAttr GetAttrFunc
	SetAttr SetAttrFunc
	Compare CompareFunc
	Iter    UnaryFunc
	Next    UnaryFunc // unbound result without exception: exhausted

	DescrGet DescrGetFunc
	DescrSet DescrSetFunc

	New  NewFunc
	Init InitFunc
	Del  func(t *Thread, self Value) *Exc // __del__ (tp_finalize)

	// Numbers. Binary slots are tried as CPython's binary_op1 does: either operand
	// may be an instance, and NotImplemented passes on.
	Binary  [NumBinary]BinaryFunc
	Inplace [int(InplaceBase)]BinaryFunc
	Pow     TernaryFunc // pow(a, b, c), c is None for a ** b
	Neg     UnaryFunc
	Pos     UnaryFunc
	Abs     UnaryFunc
	Invert  UnaryFunc
	Int     UnaryFunc
	Float   UnaryFunc
	Index   UnaryFunc
	Bool    InquiryFunc

	// Containers. GetItem serves sequences and mappings alike and receives the key as
	// an object; a sequence's GetItem accepts ints, objects with __index__ and slices.
	Len      LenFunc
	GetItem  BinaryFunc
	SetItem  SetItemFunc
	Contains ContainsFunc
	// Concat and Repeat are sq_concat and sq_repeat: + and * of sequences, tried after
	// the numeric slots of both operands.
	Concat        BinaryFunc
	Repeat        func(t *Thread, self Value, n int) (Value, *Exc)
	InplaceConcat BinaryFunc
	InplaceRepeat func(t *Thread, self Value, n int) (Value, *Exc)
	// IsSequence is true where the type has sq_item (it makes an object iterable by
	// index and a "sequence" for PySequence_Check).
	IsSequence bool
	// IsMapping is true where GetItem comes from mp_subscript.
	IsMapping bool

	Await UnaryFunc
	AIter UnaryFunc
	ANext UnaryFunc
	Send  SendFunc

	Buffer        BufferFunc
	ReleaseBuffer ReleaseFunc
}

// StaticType is the template of a built-in type: what it is called, what it derives
// from and what methods it has. It is a literal beside the type's implementation;
// methods are turned into objects only when the type's dict is first needed.
type StaticType struct {
	Name    string // "dict_keys"; with a module: "collections.deque"
	Doc     string
	Base    *Type // nil: object
	Meta    *Type // nil: type
	Flags   TypeFlags
	Sig     string // __text_signature__ of the constructor, "" for none
	Slots   Slots
	Methods []Method
	GetSet  []GetSet
	Members []Member
	// Attrs are further class attributes, computed when the dict is filled.
	Attrs func(t *Type)
	// Alloc and ExtOffset describe instances of subclasses; see Type.
	Alloc     func(typ *Type) Value
	ExtOffset uintptr
	// DictOffset is where instances keep their *Dict if that is not in an Ext.
	DictOffset uintptr
	HasDict    bool
	Weakref    bool
}

// GetSet is an attribute computed by native functions (a getset_descriptor).
// Set receives an unbound value for a deletion; nil makes the attribute read-only.
type GetSet struct {
	Name string
	Get  func(t *Thread, self Value) (Value, *Exc)
	Set  func(t *Thread, self, v Value) *Exc
	Doc  string
}

// Member is an attribute that reads a field of the object (a member_descriptor).
type Member struct {
	Name string
	Get  func(self Value) Value
	Doc  string
}

// AsType returns v as a type object; v must be one.
func AsType(v Value) *Type { return (*Type)(v.ref) }

// V returns the type as a Value.
func (typ *Type) V() Value { return Value{ref: unsafe.Pointer(typ)} }

// IsSubtype reports whether typ is base or derives from it by the MRO (PyType_IsSubtype).
func (typ *Type) IsSubtype(base *Type) bool {
	if typ == base {
		return true
	}
	for _, k := range typ.MRO {
		if k == base {
			return true
		}
	}
	return false
}

// ClassOf returns the class whose type object is v, nil if v is not a type object.
func ClassOf(v Value) *Type {
	if v.Type().Flags&TypeSubclass != 0 {
		return AsType(v)
	}
	return nil
}
