// This file implements the wrapper that functools.lru_cache returns.

package functools

import (
	"unsafe"

	"adder/runtime/py"
)

// cached is an _lru_cache_wrapper.
type cached struct {
	py.Header
	py.Ext
	fn, infoType value
	maxSize      int // unlimited if negative
	typed        bool
	hits, misses int64
	cache        *py.Dict
	// root is the ring of the entries of a limited cache, the oldest next to it.
	root entry
}

// entry is the value of a limited cache's dict: an object that Python code never sees.
type entry struct {
	py.Header
	prev, next  *entry
	key, result value
}

var (
	cachedType = &py.Type{Name: "_lru_cache_wrapper"}
	entryType  = &py.Type{Name: "_lru_list_elem"}
	// kwMark separates positional from keyword arguments in keys.
	kwMark value
)

func asCached(v value) *cached { return (*cached)(v.Ptr()) }

const cachedDoc = "Create a cached callable that wraps another function.\n\nuser_function:      the function being cached\n\nmaxsize:  0         for no caching\n          None      for unlimited cache size\n          n         for a bounded cache\n\ntyped:    False     cache f(3) and f(3.0) as identical calls\n          True      cache f(3) and f(3.0) as distinct calls\n\ncache_info_type:    namedtuple class with the fields:\n                        hits misses currsize maxsize\n"

func defineCached(m *py.Module) {
	py.Define(entryType, &py.StaticType{Name: "functools._lru_list_elem", Flags: py.DisallowNew})
	py.Define(cachedType, &py.StaticType{Name: "functools._lru_cache_wrapper", Doc: cachedDoc,
		Flags: py.BaseType | py.MethodDescrFlag, Weakref: true, HasDict: true, ExtOffset: unsafe.Offsetof(cached{}.Ext),
		Alloc: func(typ *py.Type) value {
			c := &cached{}
			c.SetType(typ)
			return c.V()
		},
		Slots: py.Slots{New: newCached, Call: call, DescrGet: bind}, GetSet: []py.GetSet{py.DictAttr()},
		Methods: []py.Method{
			{Name: "cache_info", Sig: "()", Doc: "Report cache statistics", F0: info},
			{Name: "cache_clear", Sig: "()", Doc: "Clear the cache and cache statistics", F0: clearCache},
			{Name: "__reduce__", Sig: "()", F0: func(t *thread, self value) (value, *excp) {
				return py.GetAttr(t, self, py.Intern("__qualname__"))
			}},
			{Name: "__copy__", Sig: "()", F0: func(t *thread, self value) (value, *excp) { return self, nil }},
			{Name: "__deepcopy__", Sig: "(memo, /)", F1: func(t *thread, self, memo value) (value, *excp) { return self, nil }},
		}})
	if kwMark.IsUnbound() {
		kwMark = py.NewObject()
	}
	m.Dict.SetStr(py.Intern("_lru_cache_wrapper"), cachedType.V())
}

var newSig = py.Signature{Text: "(user_function, maxsize, typed, cache_info_type)"}

func newCached(t *thread, typ *py.Type, args []value, kw []*py.Str) (value, *excp) {
	a, exc := py.BindArgs("lru_cache", &newSig, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if !py.Callable(a[0]) {
		return value{}, py.TypeErrorf("the first argument must be callable")
	}
	size := -1
	if !a[1].IsNone() {
		if a[1].Type().Slots.Index == nil {
			return value{}, py.TypeErrorf("maxsize should be integer or None")
		}
		if size, exc = py.IndexInt(t, a[1], py.OverflowError); exc != nil {
			return value{}, exc
		}
		size = max(size, 0)
	}
	typed, exc := py.Truth(t, a[2])
	if exc != nil {
		return value{}, exc
	}
	v := py.AllocOf(typ)
	c := asCached(v)
	c.fn, c.infoType, c.maxSize, c.typed, c.cache = a[0], a[3], size, typed, py.NewDict()
	c.empty()
	return v, nil
}

func (c *cached) empty() { c.root.prev, c.root.next = &c.root, &c.root }

func bind(t *thread, self, obj, typ value) (value, *excp) {
	if obj.IsUnbound() || obj.IsNone() {
		return self, nil
	}
	return py.NewMethod(self, obj), nil
}

func call(t *thread, self value, args []value, kw []*py.Str) (value, *excp) {
	c := asCached(self)
	if c.maxSize == 0 {
		c.misses++
		return py.Call(t, c.fn, args, kw)
	}
	key := c.key(args, kw)
	found, exc := c.cache.Get(t, key)
	if exc != nil {
		if exc.Matches(py.TypeError) { // without what the dict says of its keys
			if _, plain := py.Hash(t, key); plain != nil {
				exc = plain
			}
		}
		return value{}, exc
	}
	if found.Bound() {
		c.hits++
		if c.maxSize < 0 {
			return found, nil
		}
		e := (*entry)(found.Ptr())
		e.unlink()
		c.append(e)
		return e.result, nil
	}
	c.misses++
	result, exc := py.Call(t, c.fn, args, kw)
	if exc != nil {
		return value{}, exc
	}
	if c.maxSize < 0 {
		return result, c.cache.Set(t, key, result)
	}
	return result, c.add(t, key, result)
}

// add puts a result into a limited cache, in place of the oldest if it is full.
func (c *cached) add(t *thread, key, result value) *excp {
	found, exc := c.cache.Get(t, key)
	if exc != nil || found.Bound() {
		return exc // the call itself has cached it
	}
	e := &entry{key: key, result: result}
	e.SetType(entryType)
	if c.cache.Len() >= c.maxSize && c.root.next != &c.root {
		oldest := c.root.next
		oldest.unlink()
		if _, exc := c.cache.Delete(t, oldest.key); exc != nil {
			return exc
		}
	}
	if exc := c.cache.Set(t, key, e.V()); exc != nil {
		return exc
	}
	c.append(e)
	return nil
}

func (e *entry) unlink() { e.prev.next, e.next.prev = e.next, e.prev }

func (c *cached) append(e *entry) {
	last := c.root.prev
	last.next, c.root.prev = e, e
	e.prev, e.next = last, &c.root
}

// key makes the key of a call; a single int or str is its own.
func (c *cached) key(args []value, kw []*py.Str) value {
	if !c.typed && len(kw) == 0 && len(args) == 1 && (args[0].Type() == py.StrType || args[0].Type() == py.IntType) {
		return args[0]
	}
	pos := args[:len(args)-len(kw)]
	n := len(pos)
	if len(kw) > 0 {
		n += 1 + 2*len(kw)
	}
	if c.typed {
		n += len(args)
	}
	items := make([]value, 0, n)
	items = append(items, pos...)
	if len(kw) > 0 {
		items = append(items, kwMark)
		for i, name := range kw {
			items = append(items, name.V(), args[len(pos)+i])
		}
	}
	if c.typed {
		for _, a := range args {
			items = append(items, a.Type().V())
		}
	}
	return py.TupleFrom(items).V()
}

func info(t *thread, self value) (value, *excp) {
	c := asCached(self)
	limit := py.None
	if c.maxSize >= 0 {
		limit = py.Int(int64(c.maxSize))
	}
	return py.Call(t, c.infoType, []value{py.Int(c.hits), py.Int(c.misses), limit, py.Int(int64(c.cache.Len()))}, nil)
}

func clearCache(t *thread, self value) (value, *excp) {
	c := asCached(self)
	c.hits, c.misses = 0, 0
	c.cache = py.NewDict()
	c.empty()
	return py.None, nil
}
