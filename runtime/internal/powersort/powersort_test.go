package powersort

import (
	"errors"
	"math/rand"
	"slices"
	"testing"
)

type item struct{ key, pos int }

func TestSortStable(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for n := range 300 {
		for _, span := range []int{1, 3, 10, 1000} {
			a := make([]item, n*3)
			for i := range a {
				a[i] = item{r.Intn(span), i}
			}
			if n%3 == 0 { // runs
				slices.SortFunc(a[:n], func(x, y item) int { return x.key - y.key })
				slices.SortFunc(a[n:], func(x, y item) int { return y.key - x.key })
				for i := range a {
					a[i].pos = i
				}
			}
			want := slices.Clone(a)
			slices.SortStableFunc(want, func(x, y item) int { return x.key - y.key })
			if err := Sort(a, func(x, y item) (bool, error) { return x.key < y.key, nil }); err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(a, want) {
				t.Fatalf("n=%d span=%d: not sorted stably", n, span)
			}
		}
	}
}

func TestSortedIsLinear(t *testing.T) {
	a := make([]int, 100000)
	for i := range a {
		a[i] = i
	}
	count := 0
	Sort(a, func(x, y int) (bool, error) { count++; return x < y, nil })
	if count > len(a) {
		t.Errorf("%d comparisons for %d sorted items", count, len(a))
	}
}

func TestFailureKeepsElements(t *testing.T) {
	r := rand.New(rand.NewSource(2))
	for stop := range 500 {
		a := r.Perm(200)
		n := 0
		Sort(a, func(x, y int) (bool, error) {
			if n++; n > stop {
				return false, errors.New("stop")
			}
			return x < y, nil
		})
		slices.Sort(a)
		for i, v := range a {
			if i != v {
				t.Fatalf("after %d comparisons an element is lost", stop)
			}
		}
	}
}
