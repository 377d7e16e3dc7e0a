// This file implements the iterators that choose from a pool.

package itertools

import "adder/runtime/py"

// productInit makes a pool an iterable, repeated; n is the number of pools, cycles where each
// starts in pool.
func productInit(t *thread, it *iterator, args []value, kw []*py.Str) (exc *excp) {
	repeat := 1
	for i, k := range kw {
		if k.String() != "repeat" {
			return py.TypeErrorf("product() got an unexpected keyword argument '%s'", k.String())
		}
		if repeat, exc = py.IndexInt(t, args[len(args)-len(kw)+i], py.OverflowError); exc != nil {
			return exc
		}
		if repeat < 0 {
			return py.ValueErrorf("repeat argument cannot be negative")
		}
	}
	args = args[:len(args)-len(kw)]
	if repeat == 0 {
		args = nil
	}
	pools := make([][]value, len(args))
	for i, a := range args {
		if pools[i], exc = collect(t, a); exc != nil {
			return exc
		}
	}
	for range repeat {
		for _, p := range pools {
			it.cycles = append(it.cycles, len(it.pool))
			it.pool = append(it.pool, p...)
			it.done = it.done || len(p) == 0
		}
	}
	it.n = len(it.cycles)
	it.cycles = append(it.cycles, len(it.pool))
	return nil
}

// collect lists an iterable in memory of its own.
func collect(t *thread, v value) ([]value, *excp) {
	items, exc := py.Collect(t, v)
	return append([]value(nil), items...), exc
}

func productNext(t *thread, self value) (value, *excp) {
	it := of(self)
	if it.done {
		return value{}, nil
	}
	if it.idx == nil {
		it.idx = make([]int, it.n+1)
		it.items = make([]value, it.n)
		for i := range it.n {
			it.items[i] = it.pool[it.cycles[i]]
		}
		return py.NewTuple(it.items...).V(), nil
	}
	i := it.n - 1
	for ; i >= 0; i-- {
		if it.idx[i]++; it.idx[i] < it.cycles[i+1]-it.cycles[i] {
			it.items[i] = it.pool[it.cycles[i]+it.idx[i]]
			break
		}
		it.idx[i] = 0
		it.items[i] = it.pool[it.cycles[i]]
	}
	if i < 0 {
		it.done = true
		return value{}, nil
	}
	return py.NewTuple(it.items...).V(), nil
}

// combinationsInit lists the pool; n is the length of the combinations.
func combinationsInit(t *thread, it *iterator, args []value) (exc *excp) {
	if it.pool, exc = collect(t, args[0]); exc != nil {
		return exc
	}
	if it.n, exc = py.IndexInt(t, args[1], py.OverflowError); exc != nil {
		return exc
	}
	if it.n < 0 {
		return py.ValueErrorf("r must be non-negative")
	}
	return nil
}

// chosen is the tuple of the pool's items at the indices.
func (it *iterator) chosen() value {
	out := py.AllocTuple(it.n)
	for i := range it.n {
		out.Items[i] = it.pool[it.idx[i]]
	}
	return out.V()
}

func combinationsNext(t *thread, self value) (value, *excp) {
	it := of(self)
	n := len(it.pool)
	switch {
	case it.done || it.n > n:
		return value{}, nil
	case it.idx == nil:
		it.idx = make([]int, it.n)
		for i := range it.idx {
			it.idx[i] = i
		}
		return it.chosen(), nil
	}
	i := it.n - 1
	for i >= 0 && it.idx[i] == i+n-it.n {
		i--
	}
	if i < 0 {
		it.done = true
		return value{}, nil
	}
	it.idx[i]++
	for j := i + 1; j < it.n; j++ {
		it.idx[j] = it.idx[j-1] + 1
	}
	return it.chosen(), nil
}

func replacementNext(t *thread, self value) (value, *excp) {
	it := of(self)
	n := len(it.pool)
	switch {
	case it.done || n == 0 && it.n > 0:
		return value{}, nil
	case it.idx == nil:
		it.idx = make([]int, it.n)
		return it.chosen(), nil
	}
	i := it.n - 1
	for i >= 0 && it.idx[i] == n-1 {
		i--
	}
	if i < 0 {
		it.done = true
		return value{}, nil
	}
	next := it.idx[i] + 1
	for j := i; j < it.n; j++ {
		it.idx[j] = next
	}
	return it.chosen(), nil
}

func permutationsInit(t *thread, it *iterator, args []value) (exc *excp) {
	if it.pool, exc = collect(t, args[0]); exc != nil {
		return exc
	}
	it.n = len(it.pool)
	if r := args[1]; !isNone(r) {
		if r.Type().Flags&py.IntSubclass == 0 {
			return py.TypeErrorf("Expected int as r")
		}
		if it.n, exc = py.IndexInt(t, r, py.OverflowError); exc != nil {
			return exc
		}
	}
	if it.n < 0 {
		return py.ValueErrorf("r must be non-negative")
	}
	return nil
}

func permutationsNext(t *thread, self value) (value, *excp) {
	it := of(self)
	n := len(it.pool)
	switch {
	case it.done || it.n > n:
		return value{}, nil
	case it.idx == nil:
		it.idx, it.cycles = make([]int, n), make([]int, it.n)
		for i := range it.idx {
			it.idx[i] = i
		}
		for i := range it.cycles {
			it.cycles[i] = n - i
		}
		return it.chosen(), nil
	}
	for i := it.n - 1; i >= 0; i-- {
		if it.cycles[i]--; it.cycles[i] == 0 {
			first := it.idx[i]
			copy(it.idx[i:], it.idx[i+1:])
			it.idx[n-1] = first
			it.cycles[i] = n - i
			continue
		}
		j := n - it.cycles[i]
		it.idx[i], it.idx[j] = it.idx[j], it.idx[i]
		return it.chosen(), nil
	}
	it.done = true
	return value{}, nil
}
