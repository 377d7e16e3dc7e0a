// This file implements the list type.

package py

import "unsafe"

// listInst is an instance of a subclass of list.
type listInst struct {
	List
	Ext
}

func allocList(typ *Type) Value {
	if typ == ListType {
		return (&List{Header: Header{typ}}).V()
	}
	x := &listInst{}
	x.typ = typ
	return x.List.V()
}

// items returns a function that fetches the current items.
func (l *List) items() func() []Value { return func() []Value { return l.Items } }

func listInit(t *Thread, self Value, args []Value, kw []*Str) *Exc {
	if len(kw) > 0 && self.Type() == ListType {
		return TypeErrorf("list() takes no keyword arguments")
	}
	if len(args)-len(kw) > 1 {
		return TypeErrorf("list expected at most 1 argument, got %d", len(args)-len(kw))
	}
	l := AsList(self)
	l.Items = nil
	if len(args) == 0 || len(args) == len(kw) {
		return nil
	}
	made, exc := collectList(t, args[0])
	if exc == nil {
		l.Items = made.Items
	}
	return exc
}

// ListExtend appends the items of an iterable.
func ListExtend(t *Thread, l *List, v Value) *Exc {
	if s := &v.Type().Slots; s.Iter == nil && !s.IsSequence {
		return TypeErrorf("Value after * must be an iterable, not %s", TypeName(v))
	}
	return l.extend(t, v)
}

// extend is list.extend.
func (l *List) extend(t *Thread, v Value) *Exc {
	switch v.Type() {
	case ListType:
		l.Items = append(l.Items, AsList(v).Items...)
		return nil
	case TupleType:
		l.Items = append(l.Items, AsTuple(v).Items...)
		return nil
	}
	it, exc := Iter(t, v)
	if exc != nil {
		return exc
	}
	next := it.Type().Slots.Next
	for {
		item, exc := next(t, it)
		if exc != nil || item.IsUnbound() {
			return exc
		}
		l.Items = append(l.Items, item)
	}
}

func listRepr(t *Thread, self Value) (Value, *Exc) {
	l := AsList(self)
	if len(l.Items) == 0 {
		return StrV("[]"), nil
	}
	if !t.EnterRepr(self) {
		return StrV("[...]"), nil
	}
	defer t.LeaveRepr(self)
	return reprItems(t, l.items(), "[", "]")
}

func listCompare(t *Thread, a, b Value, op CmpOp) (Value, *Exc) {
	if !a.IsList() || !b.IsList() {
		return NotImplemented, nil
	}
	return compareItems(t, AsList(a).items(), AsList(b).items(), op)
}

func listLen(t *Thread, self Value) (int, *Exc) { return len(AsList(self).Items), nil }

func listGetItem(t *Thread, self, key Value) (Value, *Exc) {
	if key.Type() == SliceType {
		s := AsSlice(key)
		return ListSlice(t, AsList(self), s.Start, s.Stop, s.Step)
	}
	one, many, slice, exc := itemsAt(t, AsList(self).Items, key, listKind)
	if slice {
		return ListFrom(many).V(), nil
	}
	return one, exc
}

// ListSlice is l[from:to:by] as a new list.
func ListSlice(t *Thread, l *List, from, to, by Value) (Value, *Exc) {
	start, stop, step, exc := unpackBounds(t, from, to, by)
	if exc != nil {
		return Value{}, exc
	}
	start, _, count := AdjustIndices(len(l.Items), start, stop, step)
	out := AllocList(count)
	selectInto(out.Items, l.Items, start, step)
	return out.V(), nil
}

func listSetItem(t *Thread, self, key, v Value) *Exc {
	l := AsList(self)
	if key.Type() == SliceType {
		s := AsSlice(key)
		return SetListSlice(t, l, s.Start, s.Stop, s.Step, v)
	}
	if key.Type().Slots.Index == nil {
		return TypeErrorf("list indices must be integers or slices, not %s", TypeName(key))
	}
	i, exc := seqIndex(t, Value{}, key, len(l.Items), "list assignment index")
	if exc != nil {
		return exc
	}
	if v.IsUnbound() {
		l.remove(i, i+1)
		return nil
	}
	l.Items[i] = v
	return nil
}

// remove deletes items[i:j].
func (l *List) remove(i, j int) {
	n := len(l.Items)
	copy(l.Items[i:], l.Items[j:])
	clear(l.Items[n-(j-i):])
	l.Items = l.Items[:n-(j-i)]
}

// SetListSlice assigns or deletes (v unbound) a slice.
func SetListSlice(t *Thread, l *List, from, to, by, v Value) *Exc {
	start, stop, step, exc := unpackBounds(t, from, to, by)
	if exc != nil {
		return exc
	}
	if v.IsUnbound() {
		first, _, count := AdjustIndices(len(l.Items), start, stop, step)
		l.removeStepped(first, step, count)
		return nil
	}
	if step == 1 {
		items, exc := iterableItems(t, l, v, "must assign iterable to extended slice")
		if exc != nil {
			return exc
		}
		first, last, _ := AdjustIndices(len(l.Items), start, stop, step)
		l.replace(first, max(first, last), items)
		return nil
	}
	items, exc := iterableItems(t, l, v, "must assign iterable to extended slice")
	if exc != nil {
		return exc
	}
	first, _, count := AdjustIndices(len(l.Items), start, stop, step)
	if len(items) != count {
		return ValueErrorf("attempt to assign sequence of size %d to extended slice of size %d", len(items), count)
	}
	for i, item := range items {
		l.Items[first+i*step] = item
	}
	return nil
}

// iterableItems returns the items of v, in memory that is not l's; message is the error if v is
// not iterable.
func iterableItems(t *Thread, l *List, v Value, message string) ([]Value, *Exc) {
	switch {
	case v.Type() == TupleType:
		return AsTuple(v).Items, nil
	case v.Type() == ListType && AsList(v) != l:
		return AsList(v).Items, nil
	}
	if s := &v.Type().Slots; s.Iter == nil && !s.IsSequence {
		return nil, TypeErrorf("%s", message)
	}
	return collectInto(t, nil, v)
}

// replace puts items in place of items[i:j].
func (l *List) replace(i, j int, items []Value) {
	old := l.Items
	if grow := len(items) - (j - i); grow <= 0 {
		copy(old[i:], items)
		copy(old[i+len(items):], old[j:])
		clear(old[len(old)+grow:])
		l.Items = old[:len(old)+grow]
		return
	}
	out := append(old, items...) // for the room
	copy(out[i+len(items):], old[j:])
	copy(out[i:], items)
	l.Items = out[:len(old)+len(items)-(j-i)]
}

func (l *List) removeStepped(first, step, count int) {
	if count == 0 {
		return
	}
	if step < 0 {
		first, step = first+(count-1)*step, -step
	}
	if step == 1 {
		l.remove(first, first+count)
		return
	}
	kept := l.Items[:first]
	for i := first; i < len(l.Items); i++ {
		if off := i - first; off%step == 0 && off/step < count {
			continue
		}
		kept = append(kept, l.Items[i])
	}
	clear(l.Items[len(kept):])
	l.Items = kept
}

func listContains(t *Thread, self, v Value) (bool, *Exc) {
	l := AsList(self)
	for i := 0; i < len(l.Items); i++ {
		if eq, exc := Equal(t, l.Items[i], v); exc != nil || eq {
			return eq, exc
		}
	}
	return false, nil
}

func listConcat(t *Thread, a, b Value) (Value, *Exc) {
	if !b.IsList() {
		return Value{}, TypeErrorf("can only concatenate list (not \"%s\") to list", TypeName(b))
	}
	x, y := AsList(a).Items, AsList(b).Items
	items := make([]Value, len(x)+len(y))
	copy(items, x)
	copy(items[len(x):], y)
	return ListFrom(items).V(), nil
}

func listInplaceConcat(t *Thread, a, b Value) (Value, *Exc) { return a, AsList(a).extend(t, b) }

func listRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	items, exc := repeatItems(AsList(self).Items, n)
	return ListFrom(items).V(), exc
}

func listInplaceRepeat(t *Thread, self Value, n int) (Value, *Exc) {
	l := AsList(self)
	items, exc := repeatItems(l.Items, n)
	if exc == nil {
		l.Items = items
	}
	return self, exc
}

func listAppend(t *Thread, self, v Value) (Value, *Exc) {
	AsList(self).Append(v)
	return None, nil
}

func listInsert(t *Thread, self, index, v Value) (Value, *Exc) {
	l := AsList(self)
	i, exc := IndexInt(t, index, OverflowError)
	if exc != nil {
		return Value{}, exc
	}
	n := len(l.Items)
	if i < 0 {
		i = max(i+n, 0)
	}
	i = min(i, n)
	l.Items = append(l.Items, Value{})
	copy(l.Items[i+1:], l.Items[i:n])
	l.Items[i] = v
	return None, nil
}

func listPop(t *Thread, self Value, args []Value) (Value, *Exc) {
	if args[0].IsUnbound() {
		return listPopLast(t, self)
	}
	return listPopAt(t, self, args[0])
}

func listPopLast(t *Thread, self Value) (Value, *Exc) {
	l := AsList(self)
	i := len(l.Items) - 1
	if i < 0 {
		return Value{}, IndexErrorf("pop from empty list")
	}
	v := l.Items[i]
	l.Items[i] = Value{}
	l.Items = l.Items[:i]
	return v, nil
}

func listPopAt(t *Thread, self, index Value) (Value, *Exc) {
	l := AsList(self)
	i, exc := IndexInt(t, index, IndexError)
	if exc != nil {
		return Value{}, exc
	}
	n := len(l.Items)
	if n == 0 {
		return Value{}, IndexErrorf("pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Value{}, IndexErrorf("pop index out of range")
	}
	v := l.Items[i]
	if i == n-1 {
		l.Items[i] = Value{}
		l.Items = l.Items[:i]
	} else {
		l.remove(i, i+1)
	}
	return v, nil
}

func listRemove(t *Thread, self, v Value) (Value, *Exc) {
	l := AsList(self)
	i, exc := indexOfItem(t, l.items(), v, 0, maxItems)
	if exc != nil {
		return Value{}, exc
	}
	if i < 0 {
		return Value{}, ValueErrorf("list.remove(x): x not in list")
	}
	if i < len(l.Items) {
		l.remove(i, i+1)
	}
	return None, nil
}

func listIndex(t *Thread, self Value, args []Value) (Value, *Exc) {
	l := AsList(self)
	start, stop, exc := SearchRange(t, args[1], args[2], len(l.Items))
	if exc != nil {
		return Value{}, exc
	}
	if args[2].IsUnbound() {
		stop = maxItems
	}
	i, exc := indexOfItem(t, l.items(), args[0], start, stop)
	if exc != nil {
		return Value{}, exc
	}
	if i < 0 {
		return Value{}, ValueErrorf("list.index(x): x not in list")
	}
	return Int(int64(i)), nil
}

func listReverse(t *Thread, self Value) (Value, *Exc) {
	items := AsList(self).Items
	for i, j := 0, len(items)-1; i < j; i, j = i+1, j-1 {
		items[i], items[j] = items[j], items[i]
	}
	return None, nil
}

func listClear(t *Thread, self Value) (Value, *Exc) {
	AsList(self).Items = nil
	return None, nil
}

func listCopy(t *Thread, self Value) (Value, *Exc) { return NewList(AsList(self).Items...).V(), nil }

func listCount(t *Thread, self, v Value) (Value, *Exc) {
	return countItems(t, AsList(self).items(), v)
}

func listExtend(t *Thread, self, v Value) (Value, *Exc) {
	return None, AsList(self).extend(t, v)
}

func defineList() {
	define(ListType, &StaticType{
		Name: "list", Sig: "(iterable=(), /)", Flags: BaseType,
		Doc: "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified.",
		Slots: Slots{
			Repr: listRepr, Compare: listCompare, Iter: listIter, Init: listInit, New: newByAlloc,
			Len: listLen, GetItem: listGetItem, SetItem: listSetItem, Contains: listContains, IsSequence: true, IsMapping: true,
			Concat: listConcat, Repeat: listRepeat, InplaceConcat: listInplaceConcat, InplaceRepeat: listInplaceRepeat,
		},
		Alloc: allocList, ExtOffset: unsafe.Offsetof(listInst{}.Ext),
		Methods: []Method{
			{Name: "append", Sig: "(object, /)", F1: listAppend, Doc: "Append object to the end of the list."},
			{Name: "clear", Sig: "()", F0: listClear, Doc: "Remove all items from list."},
			{Name: "copy", Sig: "()", F0: listCopy, Doc: "Return a shallow copy of the list."},
			{Name: "count", Sig: "(value, /)", F1: listCount, Doc: "Return number of occurrences of value."},
			{Name: "extend", Sig: "(iterable, /)", F1: listExtend, Doc: "Extend list by appending elements from the iterable."},
			{Name: "index", Sig: "(value, start=0, stop=sys.maxsize, /)", FN: listIndex, Doc: "Return first index of value.\n\nRaises ValueError if the value is not present."},
			{Name: "insert", Sig: "(index, object, /)", F2: listInsert, Doc: "Insert object before index."},
			{Name: "pop", Sig: "(index=-1, /)", F0: listPopLast, F1: listPopAt, FN: listPop, Doc: "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."},
			{Name: "remove", Sig: "(value, /)", F1: listRemove, Doc: "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
			{Name: "reverse", Sig: "()", F0: listReverse, Doc: "Reverse *IN PLACE*."},
			{Name: "sort", Sig: "(*, key=None, reverse=False)", FN: listSort, Doc: "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order."},
			{Name: "__reversed__", Sig: "()", F0: listReversed, Doc: "Return a reverse iterator over the list."},
			{Name: "__sizeof__", Sig: "()", F0: func(t *Thread, self Value) (Value, *Exc) {
				return Int(int64(56 + 8*cap(AsList(self).Items))), nil
			}, Doc: "Return the size of the list in memory, in bytes."},
			{Name: "__class_getitem__", Sig: "(object, /)", F1: genericAliasOf, Class: true, Doc: "See PEP 585"},
		},
	})
}

// newByAlloc is the New slot of types whose arguments are their Init's business.
func newByAlloc(t *Thread, typ *Type, args []Value, kw []*Str) (Value, *Exc) {
	return AllocOf(typ), nil
}

// genericAliasOf is __class_getitem__ of the generic built-in types.
func genericAliasOf(t *Thread, class, item Value) (Value, *Exc) {
	return NewGenericAlias(class, item), nil
}
