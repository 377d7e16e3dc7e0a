// This file implements the tuple type.

package py

import "unsafe"

// tupleInst is an instance of a subclass of tuple.
type tupleInst struct {
	Tuple
	Ext
}

func (x *Tuple) items() func() []Value { return func() []Value { return x.Items } }

func allocTuple(typ *Type) Value {
	x := &tupleInst{}
	x.typ = typ
	return x.Tuple.V()
}

func tupleNew(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	if len(kw) > 0 && typ == TupleType {
		return Value{}, TypeErrorf("tuple() takes no keyword arguments")
	}
	if n := len(args) - len(kw); n > 1 {
		return Value{}, TypeErrorf("tuple expected at most 1 argument, got %d", n)
	}
	var items []Value
	if len(args) > len(kw) {
		if typ == TupleType && args[0].Type() == TupleType {
			return args[0], nil
		}
		x, exc := collectTuple(t, args[0])
		if exc != nil {
			return Value{}, exc
		}
		if typ == TupleType {
			return x.V(), nil
		}
		items = x.Items
	}
	if typ == TupleType {
		return TupleFrom(items).V(), nil
	}
	return newTupleInst(typ, items), nil
}

// newTupleInst returns an instance of a subclass of tuple. Short ones hold a copy of the items, in one
// piece with them: who looks at a record looks at its items next.
func newTupleInst(typ *Type, items []Value) Value {
	var x *tupleInst
	if funcWord(typ.Alloc) == allocTupleWord {
		x = roomyTupleInst(len(items))
	}
	if x == nil {
		v := AllocOf(typ)
		AsTuple(v).Items = items
		return v
	}
	x.typ = typ
	copy(x.Items, items)
	if typ.Flags&HasFinalizer != 0 {
		registerFinalizer(x.V())
	}
	return x.V()
}

// tupleInstOf is a tupleInst in one piece with its items.
type tupleInstOf[A any] struct {
	tupleInst
	a A
}

// roomyTupleInst returns a tupleInst with room for n items behind it, nil if n is zero or large.
func roomyTupleInst(n int) *tupleInst {
	switch n {
	case 1, 2:
		x := new(tupleInstOf[[2]Value])
		x.Items = x.a[:n]
		return &x.tupleInst
	case 3:
		x := new(tupleInstOf[[3]Value])
		x.Items = x.a[:]
		return &x.tupleInst
	case 4:
		x := new(tupleInstOf[[4]Value])
		x.Items = x.a[:]
		return &x.tupleInst
	case 5:
		x := new(tupleInstOf[[5]Value])
		x.Items = x.a[:]
		return &x.tupleInst
	case 6, 7:
		x := new(tupleInstOf[[7]Value])
		x.Items = x.a[:n]
		return &x.tupleInst
	}
	return nil
}

func tupleRepr(t *Thread, self Value) (Value, *Exc) {
	x := AsTuple(self)
	if len(x.Items) == 0 {
		return StrV("()"), nil
	}
	if !t.EnterRepr(self) {
		return StrV("(...)"), nil
	}
	defer t.LeaveRepr(self)
	closing := ")"
	if len(x.Items) == 1 {
		closing = ",)"
	}
	return reprItems(t, x.items(), "(", closing)
}

// The primes of xxHash64, which tuple hashes are built with (Objects/tupleobject.c).
const (
	xxPrime1 = 11400714785074694791
	xxPrime2 = 14029467366897019727
	xxPrime5 = 2870177450012600261
)

func tupleHash(t *Thread, self Value) (int64, *Exc) {
	x := AsTuple(self)
	if x.hash != 0 {
		return x.hash, nil
	}
	acc, exc := hashLanes(t, x.Items)
	if exc != nil {
		return 0, exc
	}
	acc += uint64(len(x.Items)) ^ (xxPrime5 ^ 3527539)
	if acc == 1<<64-1 {
		acc = tupleHashOfMinusOne
	}
	x.hash = int64(acc)
	return x.hash, nil
}

// tupleHashOfMinusOne stands in for the hash -1, which there is none of.
const tupleHashOfMinusOne = 1546275796

// hashLanes mixes the hashes of items as xxHash mixes its lanes.
func hashLanes(t *Thread, items []Value) (uint64, *Exc) {
	acc := uint64(xxPrime5)
	for _, item := range items {
		h, exc := Hash(t, item)
		if exc != nil {
			return 0, exc
		}
		acc += uint64(h) * xxPrime2
		acc = acc<<31 | acc>>33
		acc *= xxPrime1
	}
	return acc, nil
}

func tupleCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !a.IsTuple() || !b.IsTuple() {
		return NotImplemented, nil
	}
	return compareTuples(t, AsTuple(a).Items, AsTuple(b).Items, op)
}

// compareTuples is compareItems for items that nothing changes.
func compareTuples(t *Thread, x, y []Value, op CmpOp) (Value, *Exc) {
	if len(x) != len(y) && (op == EQ || op == NE) {
		return Bool(op == NE), nil
	}
	n := min(len(x), len(y))
	for i := range n {
		p, q := x[i], y[i]
		eq, exc := Equal(t, p, q)
		if exc != nil {
			return Value{}, exc
		}
		if eq {
			continue
		}
		switch op {
		case EQ:
			return False, nil
		case NE:
			return True, nil
		}
		if p.ref == intRef && q.ref == intRef {
			return Bool(compareInts(int(p.bits), int(q.bits), op)), nil
		}
		return Compare(t, p, q, op)
	}
	return Bool(compareInts(len(x), len(y), op)), nil
}

func tupleGetItem(t *Thread, self, key Value) (Value, *Exc) {
	x := AsTuple(self)
	one, many, slice, exc := itemsAt(t, x.Items, key, tupleKind)
	if slice {
		if len(many) == len(x.Items) && self.Type() == TupleType && (len(many) < 2 || many[0] == x.Items[0]) {
			if s := AsSlice(key); s.Step.IsNone() {
				return self, nil
			}
		}
		return TupleFrom(many).V(), nil
	}
	return one, exc
}

func tupleConcat(t *Thread, a, b Value) (Value, *Exc) {
	if !b.IsTuple() {
		return Value{}, TypeErrorf("can only concatenate tuple (not \"%s\") to tuple", TypeName(b))
	}
	x, y := AsTuple(a), AsTuple(b)
	switch {
	case len(y.Items) == 0 && a.Type() == TupleType:
		return a, nil
	case len(x.Items) == 0 && b.Type() == TupleType:
		return b, nil
	}
	out := AllocTuple(len(x.Items) + len(y.Items))
	copy(out.Items, x.Items)
	copy(out.Items[len(x.Items):], y.Items)
	return out.V(), nil
}

func tupleRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	if n == 1 && self.Type() == TupleType {
		return self, nil
	}
	items, exc := repeatItems(AsTuple(self).Items, n)
	return TupleFrom(items).V(), exc
}

func tupleIndex(t *Thread, self Value, args []Value) (Value, *Exc) {
	x := AsTuple(self)
	start, stop, exc := SearchRange(t, args[1], args[2], len(x.Items))
	if exc != nil {
		return Value{}, exc
	}
	i, exc := indexOfItem(t, x.items(), args[0], start, stop)
	if exc != nil {
		return Value{}, exc
	}
	if i < 0 {
		return Value{}, ValueErrorf("tuple.index(x): x not in tuple")
	}
	return Int(int64(i)), nil
}

func defineTuple() {
	define(TupleType, &StaticType{
		Name: "tuple", Sig: "(iterable=(), /)", Flags: BaseType,
		Doc: "Built-in immutable sequence.\n\nIf no argument is given, the constructor returns an empty tuple.\nIf iterable is specified the tuple is initialized from iterable's items.\n\nIf the argument is a tuple, the return value is the same object.",
		Slots: Slots{
			Repr: tupleRepr, Hash: tupleHash, Compare: tupleCompare, Iter: tupleIter, New: tupleNew,
			Len:     func(t *Thread, self Value) (int, *Exc) { return len(AsTuple(self).Items), nil },
			GetItem: tupleGetItem, IsSequence: true, IsMapping: true, Concat: tupleConcat, Repeat: tupleRepeat,
			Contains: func(t *Thread, self, v Value) (bool, *Exc) {
				i, exc := indexOfItem(t, AsTuple(self).items(), v, 0, maxItems)
				return i >= 0, exc
			},
		},
		Alloc: allocTuple, ExtOffset: unsafe.Offsetof(tupleInst{}.Ext),
		Methods: []Method{
			{Name: "count", Sig: "(value, /)", F1: func(t *Thread, self, v Value) (Value, *Exc) {
				return countItems(t, AsTuple(self).items(), v)
			}, Doc: "Return number of occurrences of value."},
			{Name: "index", Sig: "(value, start=0, stop=sys.maxsize, /)", FN: tupleIndex, Doc: "Return first index of value.\n\nRaises ValueError if the value is not present."},
			{Name: "__getnewargs__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return NewTuple(NewTuple(AsTuple(self).Items...).V()).V(), nil
			}},
			{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "See PEP 585"},
		},
	})
}
