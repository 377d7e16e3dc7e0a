// This file computes method resolution orders (C3) and finds the base that decides the layout
// of a class's instances.

package py

import "strings"

// mergeMRO linearises the bases of typ by C3.
func mergeMRO(typ *Type, bases []*Type) ([]*Type, *Exc) {
	if len(bases) == 1 {
		return append([]*Type{typ}, bases[0].MRO...), nil
	}
	for i, b := range bases {
		for _, other := range bases[:i] {
			if b == other {
				return nil, TypeErrorf("duplicate base class %s", b.Name)
			}
		}
	}
	lists := make([][]*Type, 0, len(bases)+1)
	for _, b := range bases {
		lists = append(lists, b.MRO)
	}
	lists = append(lists, bases)
	mro := []*Type{typ}
	for {
		next, done := c3Candidate(lists)
		if done {
			return mro, nil
		}
		if next == nil {
			return nil, mroConflict(lists)
		}
		mro = append(mro, next)
		for i, l := range lists {
			if len(l) > 0 && l[0] == next {
				lists[i] = l[1:]
			}
		}
	}
}

// c3Candidate returns the first head that is in no tail; done: all lists are used up.
func c3Candidate(lists [][]*Type) (next *Type, done bool) {
	done = true
	for _, l := range lists {
		if len(l) == 0 {
			continue
		}
		done = false
		if !inTail(lists, l[0]) {
			return l[0], false
		}
	}
	return nil, done
}

func inTail(lists [][]*Type, k *Type) bool {
	for _, l := range lists {
		for i := 1; i < len(l); i++ {
			if l[i] == k {
				return true
			}
		}
	}
	return false
}

func mroConflict(lists [][]*Type) *Exc {
	var names []string
	seen := map[*Type]bool{}
	for _, l := range lists {
		if len(l) > 0 && !seen[l[0]] {
			seen[l[0]] = true
			names = append(names, l[0].Name)
		}
	}
	return TypeErrorf("Cannot create a consistent method resolution order (MRO) for bases %s", strings.Join(names, ", "))
}

// computeMRO sets typ.MRO, calling the metaclass's mro() if it has its own.
func (typ *Type) computeMRO(t *Thread) *Exc {
	meta := typ.Header.typ
	if meta == TypeType || meta.Lookup(nameMRO) == TypeType.Lookup(nameMRO) {
		mro, exc := mergeMRO(typ, typ.Bases)
		if exc == nil {
			typ.MRO = mro
		}
		return exc
	}
	v, _, exc := CallSpecial(t, typ.V(), nameMRO)
	if exc != nil {
		return exc
	}
	items, exc := Collect(t, v)
	if exc != nil {
		return exc
	}
	solid := typ.Base.solidBase()
	mro := make([]*Type, len(items))
	for i, item := range items {
		k := ClassOf(item)
		if k == nil {
			return TypeErrorf("mro() returned a non-class ('%s')", TypeName(item))
		}
		if k != typ && !solid.IsSubtype(k.solidBase()) {
			return TypeErrorf("mro() returned base with unsuitable layout ('%s')", k.TpName())
		}
		mro[i] = k
	}
	typ.MRO = mro
	return nil
}

// addsLayout reports whether instances of typ are laid out differently from its base's.
func (typ *Type) addsLayout() bool {
	if typ.Flags&HeapType == 0 {
		return typ.Base != nil && typ.static.Alloc != nil && (typ.Base == ObjectType || funcWord(typ.static.Alloc) != funcWord(typ.Base.Alloc)) ||
			typ.Base == ObjectType && typ.Slots.New != nil
	}
	return typ.ownMembers() > 0
}

// ownMembers counts the __slots__ that the class adds to its base's.
func (typ *Type) ownMembers() int { return typ.Members - typ.Base.Members }

// solidBase returns the type that decides the layout of typ's instances.
func (typ *Type) solidBase() *Type {
	for typ.Base != nil && !typ.addsLayout() {
		typ = typ.Base
	}
	return typ
}

// bestBase chooses among the bases of a new class the one whose layout it takes.
func bestBase(bases []Value) (*Type, *Exc) {
	var winner, base *Type
	for _, v := range bases {
		k := ClassOf(v)
		if k == nil {
			return nil, TypeErrorf("bases must be types")
		}
		if k.Flags&BaseType == 0 {
			return nil, TypeErrorf("type '%s' is not an acceptable base type", k.TpName())
		}
		solid := k.solidBase()
		switch {
		case winner == nil, solid != winner && solid.IsSubtype(winner):
			winner, base = solid, k
		case winner.IsSubtype(solid):
		default:
			return nil, TypeErrorf("multiple bases have instance lay-out conflict")
		}
	}
	return base, nil
}
