// Package powersort is the stable, adaptive merge sort of list.sort: runs that exist are
// found and merged in the order of Munro and Wild, "Nearly-Optimal Mergesorts" (2018), short
// ones are extended by binary insertion (Objects/listobject.c, listsort.txt).
package powersort

import "math/bits"

// Sort sorts a stably. less reports whether x belongs before y; when it fails Sort stops at
// once and leaves a permutation of the elements.
func Sort[T any](a []T, less func(x, y T) (bool, error)) error {
	s := sorter[T]{a: a, less: less}
	return s.sort()
}

// sorter is the state of one sort.
type sorter[T any] struct {
	a    []T
	less func(x, y T) (bool, error)
	runs []run
	tmp  []T
}

// run is a sorted piece of the slice; power orders its merge with the next one.
type run struct{ start, n, power int }

func (s *sorter[T]) sort() error {
	n := len(s.a)
	if n < 2 {
		return nil
	}
	least := minRun(n)
	for lo := 0; lo < n; {
		k, err := s.countRun(lo)
		if err != nil {
			return err
		}
		if k < least {
			force := min(least, n-lo)
			if err := s.insertion(lo, lo+force, lo+k); err != nil {
				return err
			}
			k = force
		}
		if err := s.push(run{start: lo, n: k}); err != nil {
			return err
		}
		lo += k
	}
	for len(s.runs) > 1 {
		if err := s.mergeTop(); err != nil {
			return err
		}
	}
	return nil
}

// minRun is the length to which short runs are extended.
func minRun(n int) int {
	r := 0
	for n >= 64 {
		r |= n & 1
		n >>= 1
	}
	return n + r
}

// countRun finds the run that starts at lo; a strictly descending one is reversed.
func (s *sorter[T]) countRun(lo int) (int, error) {
	a := s.a
	if lo+1 >= len(a) {
		return len(a) - lo, nil
	}
	down, err := s.less(a[lo+1], a[lo])
	if err != nil {
		return 0, err
	}
	i := lo + 2
	for ; i < len(a); i++ {
		lt, err := s.less(a[i], a[i-1])
		if err != nil {
			return 0, err
		}
		if lt != down {
			break
		}
	}
	if down {
		for l, r := lo, i-1; l < r; l, r = l+1, r-1 {
			a[l], a[r] = a[r], a[l]
		}
	}
	return i - lo, nil
}

// insertion sorts a[lo:hi], of which a[lo:start] is sorted already.
func (s *sorter[T]) insertion(lo, hi, start int) error {
	a := s.a
	for ; start < hi; start++ {
		pivot := a[start]
		l, r := lo, start
		for l < r {
			m := int(uint(l+r) >> 1)
			lt, err := s.less(pivot, a[m])
			if err != nil {
				return err
			}
			if lt {
				r = m
			} else {
				l = m + 1
			}
		}
		copy(a[l+1:start+1], a[l:start])
		a[l] = pivot
	}
	return nil
}

// push adds a run after merging those that must come first.
func (s *sorter[T]) push(r run) error {
	if k := len(s.runs); k > 0 {
		top := &s.runs[k-1]
		p := power(top.start, top.n, r.n, len(s.a))
		for len(s.runs) > 1 && s.runs[len(s.runs)-2].power > p {
			if err := s.mergeTop(); err != nil {
				return err
			}
		}
		s.runs[len(s.runs)-1].power = p
	}
	s.runs = append(s.runs, r)
	return nil
}

// power is the depth of the boundary between two neighbouring runs in a perfectly balanced
// merge tree: the number of leading bits that their midpoints share, plus one.
func power(start, n1, n2, n int) int {
	a := uint64(2*start + n1)
	b := a + uint64(n1+n2)
	size := uint64(2 * n)
	// The midpoints as fractions of the whole, 62 bits each.
	fa, _ := bits.Div64(a>>2, a<<62, size)
	fb, _ := bits.Div64(b>>2, b<<62, size)
	return bits.LeadingZeros64(fa^fb) - 1
}

// mergeTop merges the two topmost runs.
func (s *sorter[T]) mergeTop() error {
	k := len(s.runs)
	x, y := s.runs[k-2], s.runs[k-1]
	s.runs = s.runs[:k-1]
	s.runs[k-2] = run{start: x.start, n: x.n + y.n, power: y.power}
	return s.merge(x.start, x.start+x.n, y.start+y.n)
}

// merge merges a[lo:mid] with a[mid:hi]. What lies in place already at both ends is found
// by binary search first, so that nearly sorted input costs little.
func (s *sorter[T]) merge(lo, mid, hi int) error {
	a := s.a
	lo, err := s.upper(lo, mid, a[mid])
	if err != nil || lo == mid {
		return err
	}
	if hi, err = s.lower(mid, hi, a[mid-1]); err != nil || hi == mid {
		return err
	}
	if mid-lo <= hi-mid {
		return s.mergeLow(lo, mid, hi)
	}
	return s.mergeHigh(lo, mid, hi)
}

// upper returns the first position in the sorted a[lo:hi] of an element greater than x.
func (s *sorter[T]) upper(lo, hi int, x T) (int, error) {
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		lt, err := s.less(x, s.a[m])
		if err != nil {
			return 0, err
		}
		if lt {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo, nil
}

// lower returns the first position in the sorted a[lo:hi] of an element not less than x.
func (s *sorter[T]) lower(lo, hi int, x T) (int, error) {
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		lt, err := s.less(s.a[m], x)
		if err != nil {
			return 0, err
		}
		if lt {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo, nil
}

func (s *sorter[T]) mergeLow(lo, mid, hi int) error {
	a := s.a
	s.tmp = append(s.tmp[:0], a[lo:mid]...)
	left, i, j, k := s.tmp, 0, mid, lo
	for i < len(left) && j < hi {
		lt, err := s.less(a[j], left[i])
		if err != nil {
			copy(a[k:], left[i:])
			return err
		}
		if lt {
			a[k] = a[j]
			j++
		} else {
			a[k] = left[i]
			i++
		}
		k++
	}
	copy(a[k:], left[i:])
	return nil
}

func (s *sorter[T]) mergeHigh(lo, mid, hi int) error {
	a := s.a
	s.tmp = append(s.tmp[:0], a[mid:hi]...)
	right, i, j, k := s.tmp, mid-1, len(s.tmp)-1, hi-1
	for i >= lo && j >= 0 {
		lt, err := s.less(right[j], a[i])
		if err != nil {
			copy(a[k-j:], right[:j+1])
			return err
		}
		if lt {
			a[k] = a[i]
			i--
		} else {
			a[k] = right[j]
			j--
		}
		k--
	}
	copy(a[k-j:], right[:j+1])
	return nil
}
