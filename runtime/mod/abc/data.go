// This file holds what the module keeps about a class.

package abc

import (
	"unsafe"
	"weak"

	"adder/runtime/py"
)

var dataType = &py.Type{Name: "_abc_data"}

// data is a class's _abc_impl. Classes are held weakly.
type data struct {
	py.Header
	registry, cache, negative *classSet
	version                   uint64 // of negative
}

// V returns the data as an object.
func (d *data) V() value { return py.FromPtr(unsafe.Pointer(d)) }

// invalidation counts registrations: a negative answer that is older may be wrong.
var invalidation uint64

// dataOf returns the data of an abstract base class.
func dataOf(t *thread, class value) (*data, *excp) {
	v, exc := py.GetAttr(t, class, nameImpl)
	if exc != nil {
		return nil, exc
	}
	if v.Type() != dataType {
		return nil, py.TypeErrorf("_abc_impl is set to a wrong type")
	}
	return (*data)(v.Ptr()), nil
}

func withData(t *thread, class value, change func(d *data)) (value, *excp) {
	d, exc := dataOf(t, class)
	if exc != nil {
		return value{}, exc
	}
	change(d)
	return py.None, nil
}

// classSet is a set of classes, held weakly, in order.
type classSet struct {
	members map[weak.Pointer[py.Type]]bool
	order   []weak.Pointer[py.Type]
}

func (s *classSet) has(v value) bool {
	if s == nil {
		return false
	}
	typ := py.ClassOf(v)
	return typ != nil && s.members[weak.Make(typ)]
}

// list returns the members that live.
func (s *classSet) list() []value {
	if s == nil {
		return nil
	}
	var out []value
	for _, p := range s.order {
		if typ := p.Value(); typ != nil {
			out = append(out, typ.V())
		}
	}
	return out
}

// insert adds a class to the set that p points to, which is made on first use.
func insert(p **classSet, v value) {
	typ := py.ClassOf(v)
	if typ == nil {
		return
	}
	if *p == nil {
		*p = &classSet{members: map[weak.Pointer[py.Type]]bool{}}
	}
	s, w := *p, weak.Make(typ)
	if !s.members[w] {
		s.members[w] = true
		s.order = append(s.order, w)
	}
}

// dump returns the registry, the caches as sets of weak references, and the version.
func dump(t *thread, _, class value) (value, *excp) {
	d, exc := dataOf(t, class)
	if exc != nil {
		return value{}, exc
	}
	var out []value
	for _, s := range []*classSet{d.registry, d.cache, d.negative} {
		set := py.NewSet()
		for _, v := range s.list() {
			w, exc := py.NewWeakref(py.WeakrefType, v, value{})
			if exc != nil {
				return value{}, exc
			}
			if exc := py.SetAdd(t, set, w.V()); exc != nil {
				return value{}, exc
			}
		}
		out = append(out, set)
	}
	return py.NewTuple(append(out, py.Int(int64(d.version)))...).V(), nil
}
