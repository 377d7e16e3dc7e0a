// This file defines shapes: what is guessed of objects, contents included.

package infer

import "adder/lower/types"

// Shape is a guess at what a value is: never a fact, so nothing may rely on it but the choice
// of what to guard. The zero Shape, and a nil one, is no idea.
type Shape struct {
	T types.T
	// Elem is the shape of a container's items (of a dict's values), Key that of a dict's keys.
	Elem, Key *Shape
	// Items are those of a tuple whose length is known.
	Items []*Shape
	// Class names the class of the program that the object is an instance of, "" for none.
	Class string
}

// maxDepth is how deep shapes of containers go.
const maxDepth = 4

// Of returns the shape of a built-in type without contents.
func Of(t types.T) *Shape { return &Shape{T: t} }

// known returns t of a shape, Bottom for nil.
func (s *Shape) known() types.T {
	if s == nil {
		return types.Bottom
	}
	return s.T
}

// join returns a shape that covers both; no idea contributes nothing.
func join(a, b *Shape) *Shape { return joinTo(a, b, maxDepth) }

func joinTo(a, b *Shape, depth int) *Shape {
	switch {
	case a == b || b == nil || b.T == types.Bottom:
		return a
	case a == nil || a.T == types.Bottom:
		return b
	case depth == 0:
		return Of(a.T | b.T)
	}
	s := &Shape{T: a.T | b.T, Elem: joinTo(a.Elem, b.Elem, depth-1), Key: joinTo(a.Key, b.Key, depth-1)}
	if a.Class == b.Class {
		s.Class = a.Class
	}
	if len(a.Items) == len(b.Items) {
		for i := range a.Items {
			s.Items = append(s.Items, joinTo(a.Items[i], b.Items[i], depth-1))
		}
	} else {
		s.Elem = joinTo(joinAll(a.Items, depth-1), joinTo(joinAll(b.Items, depth-1), s.Elem, depth-1), depth-1)
	}
	return s
}

func joinAll(list []*Shape, depth int) *Shape {
	var s *Shape
	for _, x := range list {
		s = joinTo(s, x, depth)
	}
	return s
}

// item returns the shape of what iterating or subscripting gives.
func (s *Shape) item() *Shape {
	switch {
	case s == nil:
		return nil
	case s.Items != nil:
		return joinAll(s.Items, maxDepth)
	case s.T == types.Str:
		return Of(types.Str)
	}
	return s.Elem
}

// iterated returns the shape of a loop's items: a dict gives its keys.
func (s *Shape) iterated() *Shape {
	switch {
	case s == nil:
		return nil
	case s.T == types.Dict:
		return s.Key
	case s.T == types.Bytes:
		return Of(types.SmallInt)
	}
	return s.item()
}

// equal reports whether two shapes say the same.
func equal(a, b *Shape) bool {
	switch {
	case a == b:
		return true
	case a == nil || b == nil:
		return false
	}
	if a.T != b.T || a.Class != b.Class || len(a.Items) != len(b.Items) || !equal(a.Elem, b.Elem) || !equal(a.Key, b.Key) {
		return false
	}
	for i := range a.Items {
		if !equal(a.Items[i], b.Items[i]) {
			return false
		}
	}
	return true
}
