// This file implements the heaps.

package heapq

import "adder/runtime/py"

// order tells whether a belongs above b: the smaller or the larger one.
type order func(t *thread, a, b value) (bool, *excp)

func minHeap(t *thread, a, b value) (bool, *excp) { return py.Less(t, a, b) }
func maxHeap(t *thread, a, b value) (bool, *excp) { return py.Less(t, b, a) }

// heapOf checks that an argument is a list; which says which argument it is.
func heapOf(name, which string, v value) (*py.List, *excp) {
	if !v.IsList() {
		return nil, py.TypeErrorf("%s() %s must be list, not %s", name, which, py.TypeName(v))
	}
	return py.AsList(v), nil
}

func indexError() *excp { return py.IndexErrorf("index out of range") }

func changed() *excp { return py.RuntimeErrorf("list changed size during iteration") }

// siftDown moves the item at pos up to its place, not beyond start.
func siftDown(t *thread, l *py.List, start, pos int, above order) *excp {
	size := len(l.Items)
	if pos >= size {
		return indexError()
	}
	for pos > start {
		parent := (pos - 1) >> 1
		up, exc := above(t, l.Items[pos], l.Items[parent])
		switch {
		case exc != nil:
			return exc
		case size != len(l.Items):
			return changed()
		case !up:
			return nil
		}
		l.Items[parent], l.Items[pos] = l.Items[pos], l.Items[parent]
		pos = parent
	}
	return nil
}

// siftUp moves the item at pos to the bottom along the children that belong above, and from there
// to its place.
func siftUp(t *thread, l *py.List, pos int, above order) *excp {
	size, start := len(l.Items), pos
	if pos >= size {
		return indexError()
	}
	for limit := size >> 1; pos < limit; {
		child := 2*pos + 1
		if child+1 < size {
			left, exc := above(t, l.Items[child], l.Items[child+1])
			switch {
			case exc != nil:
				return exc
			case size != len(l.Items):
				return changed()
			case !left:
				child++
			}
		}
		l.Items[child], l.Items[pos] = l.Items[pos], l.Items[child]
		pos = child
	}
	return siftDown(t, l, start, pos, above)
}

func push(name string, above order) func(t *thread, self, heap, item value) (value, *excp) {
	return func(t *thread, self, heap, item value) (value, *excp) {
		l, exc := heapOf(name, "argument 1", heap)
		if exc != nil {
			return value{}, exc
		}
		l.Append(item)
		return py.None, siftDown(t, l, 0, len(l.Items)-1, above)
	}
}

func pop(name string, above order) func(t *thread, self, heap value) (value, *excp) {
	return func(t *thread, self, heap value) (value, *excp) {
		l, exc := heapOf(name, "argument", heap)
		if exc != nil {
			return value{}, exc
		}
		n := len(l.Items) - 1
		if n < 0 {
			return value{}, indexError()
		}
		last := l.Items[n]
		l.Items[n] = value{}
		l.Items = l.Items[:n]
		if n == 0 {
			return last, nil
		}
		top := l.Items[0]
		l.Items[0] = last
		return result(top, siftUp(t, l, 0, above))
	}
}

// result gives v unless there was an exception.
func result(v value, exc *excp) (value, *excp) {
	if exc != nil {
		return value{}, exc
	}
	return v, nil
}

func replace(name string, above order) func(t *thread, self, heap, item value) (value, *excp) {
	return func(t *thread, self, heap, item value) (value, *excp) {
		l, exc := heapOf(name, "argument 1", heap)
		if exc != nil {
			return value{}, exc
		}
		if len(l.Items) == 0 {
			return value{}, indexError()
		}
		top := l.Items[0]
		l.Items[0] = item
		return result(top, siftUp(t, l, 0, above))
	}
}

func pushPop(name string, above order) func(t *thread, self, heap, item value) (value, *excp) {
	return func(t *thread, self, heap, item value) (value, *excp) {
		l, exc := heapOf(name, "argument 1", heap)
		if exc != nil {
			return value{}, exc
		}
		if len(l.Items) == 0 {
			return item, nil
		}
		if stays, exc := above(t, l.Items[0], item); exc != nil || !stays {
			return result(item, exc)
		}
		if len(l.Items) == 0 {
			return value{}, indexError()
		}
		top := l.Items[0]
		l.Items[0] = item
		return result(top, siftUp(t, l, 0, above))
	}
}

// manyItems is the length from which a list is made a heap in an order that suits caches.
const manyItems = 2500

func heapify(name string, above order) func(t *thread, self, heap value) (value, *excp) {
	return func(t *thread, self, heap value) (value, *excp) {
		l, exc := heapOf(name, "argument", heap)
		if exc != nil {
			return value{}, exc
		}
		n := len(l.Items)
		if n > manyItems {
			return py.None, heapifyMany(t, l, above)
		}
		for i := n>>1 - 1; i >= 0; i-- {
			if exc := siftUp(t, l, i, above); exc != nil {
				return value{}, exc
			}
		}
		return py.None, nil
	}
}

// heapifyMany sifts each item and then, where it was the last child, its parents
// (cache_friendly_heapify).
func heapifyMany(t *thread, l *py.List, above order) *excp {
	m := len(l.Items) >> 1 // the first node without children
	leftmost := 1
	for leftmost*2 <= m+1 {
		leftmost *= 2
	}
	leftmost-- // of m's row
	sift := func(from, to int) *excp {
		for i := from; i >= to; i-- {
			for j := i; ; j >>= 1 {
				if exc := siftUp(t, l, j, above); exc != nil {
					return exc
				}
				if j&1 == 0 {
					break
				}
			}
		}
		return nil
	}
	if exc := sift(leftmost-1, m>>1); exc != nil {
		return exc
	}
	return sift(m-1, leftmost)
}
