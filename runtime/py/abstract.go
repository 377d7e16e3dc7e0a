// This file is the abstract object protocol (CPython's Objects/abstract.c and object.c):
// operations that dispatch on the type's slots.

package py

import "unsafe"

// GetAttr returns the attribute of obj with that name.
func GetAttr(t *Thread, obj Value, name *Str) (Value, *Exc) {
	return obj.Type().Slots.GetAttr(t, obj, name)
}

// LookupAttr is GetAttr, except that a missing attribute is not an error: it gives the
// unbound Value (PyObject_GetOptionalAttr). Where the type's access is generic no exception is
// made for it.
func LookupAttr(t *Thread, obj Value, name *Str) (v Value, exc *Exc) {
	typ := obj.Type()
	switch {
	case typ.Flags&CustomGetAttr == 0:
		v, exc = genericLookup(t, obj, name)
	case funcWord(typ.Slots.GetAttr) == typeGetAttrWord:
		v, exc = typeLookupAttr(t, obj, name)
	default:
		v, exc = GetAttr(t, obj, name)
	}
	if exc != nil && exc.Matches(AttributeError) {
		return Value{}, nil
	}
	return v, exc
}

// SetAttr assigns an attribute; an unbound v deletes it.
func SetAttr(t *Thread, obj Value, name *Str, v Value) *Exc {
	if set := obj.Type().Slots.SetAttr; set != nil {
		return set(t, obj, name, v)
	}
	verb := "assign to"
	if v.IsUnbound() {
		verb = "del"
	}
	return TypeErrorf("'%s' object has no attributes (%s .%s)", TypeName(obj), verb, name)
}

// GetItem returns obj[key].
func GetItem(t *Thread, obj, key Value) (Value, *Exc) {
	typ := obj.Type()
	if typ.Slots.GetItem != nil {
		return typ.Slots.GetItem(t, obj, key)
	}
	if typ.Flags&TypeSubclass != 0 {
		return typeGetItem(t, obj, key)
	}
	return Value{}, TypeErrorf("'%s' object is not subscriptable", TypeName(obj))
}

// SetItem assigns obj[key] = v.
func SetItem(t *Thread, obj, key, v Value) *Exc {
	if set := obj.Type().Slots.SetItem; set != nil {
		return set(t, obj, key, v)
	}
	return TypeErrorf("'%s' object does not support item assignment", TypeName(obj))
}

// DelItem deletes obj[key].
func DelItem(t *Thread, obj, key Value) *Exc {
	if set := obj.Type().Slots.SetItem; set != nil {
		return set(t, obj, key, Value{})
	}
	return TypeErrorf("'%s' object does not support item deletion", TypeName(obj))
}

// Truth returns the truth value of v.
func Truth(t *Thread, v Value) (bool, *Exc) {
	switch v.ref {
	case boolRef, intRef:
		return v.bits != 0, nil
	case noneRef:
		return false, nil
	case floatRef:
		return v.Float64() != 0, nil
	}
	s := &v.Type().Slots
	if s.Bool != nil {
		return s.Bool(t, v)
	}
	if s.Len != nil {
		n, exc := s.Len(t, v)
		return n > 0, exc
	}
	return true, nil
}

// Not returns not v.
func Not(t *Thread, v Value) (bool, *Exc) {
	b, exc := Truth(t, v)
	return !b, exc
}

// Len returns len(v).
func Len(t *Thread, v Value) (int, *Exc) {
	if length := v.Type().Slots.Len; length != nil {
		return length(t, v)
	}
	return -1, TypeErrorf("object of type '%s' has no len()", TypeName(v))
}

// Hash returns hash(v).
func Hash(t *Thread, v Value) (int64, *Exc) {
	if v.ref == intRef {
		return hashInt64(int64(v.bits)), nil
	}
	switch v.Type() {
	case StrType:
		return AsStr(v).Hash(), nil
	case TupleType:
		if h := AsTuple(v).hash; h != 0 {
			return h, nil
		}
	}
	if hash := v.Type().Slots.Hash; hash != nil {
		return hash(t, v)
	}
	return 0, TypeErrorf("unhashable type: '%s'", TypeName(v))
}

// Repr returns repr(v), always a str.
func Repr(t *Thread, v Value) (*Str, *Exc) {
	if exc := t.EnterNative(" while getting the repr of an object"); exc != nil {
		return nil, exc
	}
	defer t.LeaveNative()
	r, exc := v.Type().Slots.Repr(t, v)
	if exc != nil {
		return nil, exc
	}
	if !r.IsStr() {
		return nil, TypeErrorf("__repr__ returned non-string (type %s)", TypeName(r))
	}
	return AsStr(r), nil
}

// StrOf returns str(v); it is always a str, perhaps of a subclass.
func StrOf(t *Thread, v Value) (*Str, *Exc) {
	if v.Type() == StrType {
		return AsStr(v), nil
	}
	str := v.Type().Slots.Str
	if str == nil {
		return Repr(t, v)
	}
	if exc := t.EnterNative(" while getting the str of an object"); exc != nil {
		return nil, exc
	}
	defer t.LeaveNative()
	r, exc := str(t, v)
	if exc != nil {
		return nil, exc
	}
	if !r.IsStr() {
		return nil, TypeErrorf("__str__ returned non-string (type %s)", TypeName(r))
	}
	return AsStr(r), nil
}

// Iter returns iter(v).
func Iter(t *Thread, v Value) (Value, *Exc) {
	s := &v.Type().Slots
	if s.Iter == nil {
		if s.IsSequence && s.GetItem != nil {
			return newSeqIter(v), nil
		}
		return Value{}, TypeErrorf("'%s' object is not iterable", TypeName(v))
	}
	it, exc := s.Iter(t, v)
	if exc != nil {
		return Value{}, exc
	}
	if it.Type().Slots.Next == nil {
		return Value{}, TypeErrorf("iter() returned non-iterator of type '%s'", TypeName(it))
	}
	return it, nil
}

// Next returns the next item of the iterator it; unbound without an error: exhausted.
func Next(t *Thread, it Value) (Value, *Exc) {
	if next := it.Type().Slots.Next; next != nil {
		return next(t, it)
	}
	return Value{}, TypeErrorf("'%s' object is not an iterator", TypeName(it))
}

// Collect returns the items of an iterable in a slice of its own.
func Collect(t *Thread, iterable Value) ([]Value, *Exc) {
	switch iterable.Type() {
	case ListType:
		return append([]Value(nil), AsList(iterable).Items...), nil
	case TupleType:
		return append([]Value(nil), AsTuple(iterable).Items...), nil
	case SetType, FrozenSetType:
		return setItems(AsSet(iterable)), nil
	case DictType:
		return AsDict(iterable).keys(), nil
	}
	it, exc := Iter(t, iterable)
	if exc != nil {
		return nil, exc
	}
	var items []Value
	next := it.Type().Slots.Next
	for {
		v, exc := next(t, it)
		if exc != nil || v.IsUnbound() {
			return items, exc
		}
		items = append(items, v)
	}
}

// Contains reports whether v in container.
func Contains(t *Thread, container, v Value) (bool, *Exc) {
	if contains := container.Type().Slots.Contains; contains != nil {
		return contains(t, container, v)
	}
	it, exc := Iter(t, container)
	if exc != nil {
		if exc.Matches(TypeError) {
			exc = TypeErrorf("argument of type '%s' is not a container or iterable", TypeName(container))
		}
		return false, exc
	}
	for {
		item, exc := Next(t, it)
		if exc != nil || item.IsUnbound() {
			return false, exc
		}
		if eq, exc := Equal(t, item, v); exc != nil || eq {
			return eq, exc
		}
	}
}

var cmpSymbols = [...]string{"<", "<=", "==", "!=", ">", ">="}

// swapped maps a comparison to the one with its operands exchanged.
var swapped = [...]CmpOp{LT: GT, LE: GE, EQ: EQ, NE: NE, GT: LT, GE: LE}

// Compare returns a op b (PyObject_RichCompare).
func Compare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if r, ok := compareImmediate(a, b, op); ok {
		return r, nil
	}
	at, bt := a.Type(), b.Type()
	if at.Flags&HeapType != 0 && at == bt {
		if fn := at.function(cmpNames[op]); fn != nil && fn.Code.Fn2 != nil {
			if r, exc := fn.Code.Fn2(t, fn, a, b); exc != nil || r != NotImplemented {
				return r, exc
			}
			return compareReverse(t, a, b, op)
		}
	}
	checkedReverse := false
	if at != bt && bt.Slots.Compare != nil && bt.IsSubtype(at) {
		checkedReverse = true
		if r, exc := bt.Slots.Compare(t, b, a, swapped[op]); exc != nil || r != NotImplemented {
			return r, exc
		}
	}
	if at.Slots.Compare != nil {
		if r, exc := at.Slots.Compare(t, a, b, op); exc != nil || r != NotImplemented {
			return r, exc
		}
	}
	if !checkedReverse {
		return compareReverse(t, a, b, op)
	}
	return compareDefault(a, b, op)
}

// compareReverse is Compare after the left operand did not know.
func compareReverse(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if compare := b.Type().Slots.Compare; compare != nil {
		if r, exc := compare(t, b, a, swapped[op]); exc != nil || r != NotImplemented {
			return r, exc
		}
	}
	return compareDefault(a, b, op)
}

// compareDefault is Compare where neither operand knows.
func compareDefault(a, b Value, op CmpOp) (Value, *Exc) {
	switch op {
	case EQ:
		return Bool(Is(a, b)), nil
	case NE:
		return Bool(!Is(a, b)), nil
	}
	return Value{}, TypeErrorf("'%s' not supported between instances of '%s' and '%s'",
		cmpSymbols[op], TypeName(a), TypeName(b))
}

// CompareBool is the truth of a op b, identity implying equality (PyObject_RichCompareBool).
func CompareBool(t *Thread, a, b Value, op CmpOp) (bool, *Exc) {
	if Is(a, b) && !a.IsFloat() {
		if op == EQ {
			return true, nil
		}
		if op == NE {
			return false, nil
		}
	}
	r, exc := Compare(t, a, b, op)
	if exc != nil {
		return false, exc
	}
	return Truth(t, r)
}

// Equal reports whether a is b or a == b, as containers compare items.
func Equal(t *Thread, a, b Value) (bool, *Exc) {
	if a == b {
		return true, nil
	}
	if a.ref == b.ref {
		switch a.ref {
		case unsafe.Pointer(&intTag), unsafe.Pointer(&boolTag):
			return false, nil
		case unsafe.Pointer(&floatTag):
			return a.Float64() == b.Float64(), nil
		}
	}
	at, bt := a.Type(), b.Type()
	switch {
	case at == StrType && bt == StrType:
		return AsStr(a).equal(AsStr(b)), nil
	case at.Flags&bt.Flags&TupleSubclass != 0 && at.plainTuple() && bt.plainTuple():
		return equalTuples(t, AsTuple(a), AsTuple(b))
	}
	return CompareBool(t, a, b, EQ)
}

// plainTuple reports whether tuples of the type, of which tuple is a base, compare as tuples do.
func (typ *Type) plainTuple() bool {
	return typ == TupleType || funcWord(typ.Slots.Compare) == tupleCompareWord
}

// equalTuples reports whether two tuples have equal items.
func equalTuples(t *Thread, a, b *Tuple) (bool, *Exc) {
	x, y := a.Items, b.Items
	if len(x) != len(y) {
		return false, nil
	}
	for i, p := range x {
		q := y[i]
		if p == q {
			continue
		}
		if p.ref == unsafe.Pointer(&intTag) && q.ref == p.ref {
			return false, nil
		}
		if eq, exc := Equal(t, p, q); exc != nil || !eq {
			return false, exc
		}
	}
	return true, nil
}

// opInfo describes a binary operator for error messages and dunder names.
type opInfo struct {
	symbol string
	dunder string
}

// binOps is indexed by BinOp.
var binOps = [NumBinary]opInfo{
	OpAdd: {"+", "add"}, OpAnd: {"&", "and"}, OpFloorDiv: {"//", "floordiv"}, OpLShift: {"<<", "lshift"},
	OpMatMul: {"@", "matmul"}, OpMul: {"*", "mul"}, OpMod: {"%", "mod"}, OpOr: {"|", "or"},
	OpPow: {"** or pow()", "pow"}, OpRShift: {">>", "rshift"}, OpSub: {"-", "sub"},
	OpTrueDiv: {"/", "truediv"}, OpXor: {"^", "xor"}, OpDivMod: {"divmod()", "divmod"},
}

// binary1 tries the numeric slots of both operands (binary_op1): the right one first when
// its type is a proper subclass that overrides the slot.
func binary1(t *Thread, a, b Value, op BinOp) (Value, *Exc) {
	if r, ok := mixedArithmetic(a, b, op); ok {
		return r, nil
	}
	at, bt := a.Type(), b.Type()
	if at.Flags&HeapType != 0 && (at == bt || bt.Flags&HeapType == 0) {
		if fn := at.function(binOpNames[op]); fn != nil && fn.Code.Fn2 != nil {
			return binaryMethod(t, fn, a, b, op)
		}
	}
	sa := at.Slots.Binary[op]
	var sb BinaryFunc
	if at != bt {
		sb = bt.Slots.Binary[op]
		if sb != nil && sa != nil && sameBinary(sa, sb) {
			sb = nil
		}
	}
	if sa != nil {
		if sb != nil && bt.IsSubtype(at) {
			if r, exc := sb(t, a, b); exc != nil || r != NotImplemented {
				return r, exc
			}
			sb = nil
		}
		if r, exc := sa(t, a, b); exc != nil || r != NotImplemented {
			return r, exc
		}
	}
	if sb != nil {
		return sb(t, a, b)
	}
	return NotImplemented, nil
}

// binOpNames are the names of the operators' methods, by BinOp.
var binOpNames = func() (names [NumBinary]*Str) {
	for op, info := range binOps {
		if info.dunder != "" {
			names[op] = Intern("__" + info.dunder + "__")
		}
	}
	return names
}()

// binaryMethod is binary1 where the left operand's class defines the operator as fn and the
// right operand's type is the same or built in, so that it does not come first.
func binaryMethod(t *Thread, fn *Function, a, b Value, op BinOp) (Value, *Exc) {
	r, exc := fn.Code.Fn2(t, fn, a, b)
	if exc != nil || r != NotImplemented || a.Type() == b.Type() {
		return r, exc
	}
	if sb := b.Type().Slots.Binary[op]; sb != nil {
		return sb(t, a, b)
	}
	return NotImplemented, nil
}

// Binary returns a op b.
func Binary(t *Thread, a, b Value, op BinOp) (Value, *Exc) {
	r, exc := binary1(t, a, b, op)
	if exc != nil || r != NotImplemented {
		return r, exc
	}
	switch op {
	case OpAdd:
		if concat := a.Type().Slots.Concat; concat != nil {
			return concat(t, a, b)
		}
	case OpMul:
		if a.Type().Slots.Repeat != nil {
			return seqRepeat(t, a.Type().Slots.Repeat, a, b)
		}
		if b.Type().Slots.Repeat != nil {
			return seqRepeat(t, b.Type().Slots.Repeat, b, a)
		}
	}
	return Value{}, binaryError(a, b, binOps[op].symbol)
}

// InplaceBinary performs a op= b and returns what a is bound to afterwards.
func InplaceBinary(t *Thread, a, b Value, op BinOp) (Value, *Exc) {
	s := &a.Type().Slots
	if in := s.Inplace[op]; in != nil {
		if r, exc := in(t, a, b); exc != nil || r != NotImplemented {
			return r, exc
		}
	}
	r, exc := binary1(t, a, b, op)
	if exc != nil || r != NotImplemented {
		return r, exc
	}
	switch op {
	case OpAdd:
		if s.InplaceConcat != nil {
			return s.InplaceConcat(t, a, b)
		}
		if s.Concat != nil {
			return s.Concat(t, a, b)
		}
	case OpMul:
		if s.InplaceRepeat != nil {
			return seqRepeat(t, s.InplaceRepeat, a, b)
		}
		if s.Repeat != nil {
			return seqRepeat(t, s.Repeat, a, b)
		}
		if b.Type().Slots.Repeat != nil {
			return seqRepeat(t, b.Type().Slots.Repeat, b, a)
		}
	}
	symbol := binOps[op].symbol
	if op == OpPow {
		symbol = "**"
	}
	return Value{}, binaryError(a, b, symbol+"=")
}

func binaryError(a, b Value, symbol string) *Exc {
	if symbol == ">>" && a.Type() == BuiltinType && AsBuiltin(a).Method.Name == "print" {
		return TypeErrorf("unsupported operand type(s) for %s: '%s' and '%s'. Did you mean \"print(<message>, file=<output_stream>)\"?",
			symbol, TypeName(a), TypeName(b))
	}
	return TypeErrorf("unsupported operand type(s) for %s: '%s' and '%s'", symbol, TypeName(a), TypeName(b))
}

func seqRepeat(t *Thread, repeat func(*Thread, Value, int) (Value, *Exc), seq, n Value) (Value, *Exc) {
	if n.Type().Slots.Index == nil {
		return Value{}, TypeErrorf("can't multiply sequence by non-int of type '%s'", TypeName(n))
	}
	count, exc := IndexInt(t, n, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	return repeat(t, seq, count)
}

// Negative, Positive, Invert and Absolute are the unary operators and abs().
func Negative(t *Thread, v Value) (Value, *Exc) {
	return unary(t, v, v.Type().Slots.Neg, "bad operand type for unary -: '%s'")
}

// Positive returns +v.
func Positive(t *Thread, v Value) (Value, *Exc) {
	return unary(t, v, v.Type().Slots.Pos, "bad operand type for unary +: '%s'")
}

// Invert returns ~v.
func Invert(t *Thread, v Value) (Value, *Exc) {
	return unary(t, v, v.Type().Slots.Invert, "bad operand type for unary ~: '%s'")
}

// Absolute returns abs(v).
func Absolute(t *Thread, v Value) (Value, *Exc) {
	return unary(t, v, v.Type().Slots.Abs, "bad operand type for abs(): '%s'")
}

func unary(t *Thread, v Value, op UnaryFunc, message string) (Value, *Exc) {
	if op == nil {
		return Value{}, TypeErrorf(message, TypeName(v))
	}
	return op(t, v)
}
